//! The search of the site: whether it finds, what it offers to narrow, how it takes mistakes and plain
//! language (智能搜索). Only addresses are asked for that a visitor's search would lead to.

mod engine;
mod facets;
mod finds;
mod hot_words;
mod latency;
mod plain_language;
mod service_card;
mod suggestions;
mod typing_errors;

probe_sdk::export_probe! {
    family: "search",
    title: "智能搜索",
    criteria: [
        finds::CRITERION,
        facets::CRITERION,
        typing_errors::CRITERION,
        plain_language::CRITERION,
        suggestions::CRITERION,
        service_card::CRITERION,
        hot_words::CRITERION,
        latency::CRITERION,
    ],
}

#[cfg(test)]
mod tests;
