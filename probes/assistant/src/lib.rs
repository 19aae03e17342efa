//! The assistant that answers questions: its entry, what it knows, whether its answers lead on, whether it
//! hands over to a person (智能问答). It is asked only where it offers an address for a question; nothing is
//! ever posted.

mod answers_link;
mod any_hour;
mod benchmark;
mod dialogue;
mod entry;
mod hand_over;
mod latency;

probe_sdk::export_probe! {
    family: "assistant",
    title: "智能问答",
    criteria: [
        entry::CRITERION,
        benchmark::CRITERION,
        answers_link::CRITERION,
        any_hour::CRITERION,
        hand_over::CRITERION,
        latency::CRITERION,
    ],
}

#[cfg(test)]
mod tests;
