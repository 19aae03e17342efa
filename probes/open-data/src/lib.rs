//! Open data (数据开放): the platform, the data sets on it, and whether a machine can use them.

mod api_count;
mod catalogue;
mod dataset_count;
mod fields;
mod find;
mod free_download;
mod json;
mod licence;
mod machine_readable;
mod metadata;
mod platform_reachable;
mod sampled;
mod table;
mod totals;
mod update_rate;

probe_sdk::export_probe! {
    family: "open-data",
    title: "数据开放",
    criteria: [
        platform_reachable::CRITERION,
        dataset_count::CRITERION,
        machine_readable::CRITERION,
        api_count::CRITERION,
        update_rate::CRITERION,
        licence::CRITERION,
        metadata::CRITERION,
        free_download::CRITERION,
    ],
}

#[cfg(test)]
mod tests;
