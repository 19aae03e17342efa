//! How the platforms of a government hang together (平台整合), and whether they work (平台应用).

mod availability;
mod city_page;
mod column_states;
mod common_platform;
mod departments;
mod domain_names;
mod empty_columns;
mod home_freshness;
mod home_links;
mod inner_links;
mod mutual_links;
mod response_time;
mod service;
mod single_sign_on;
mod stale_columns;
mod visits;
mod working;

probe_sdk::export_probe! {
    family: "platform",
    title: "平台整合与应用",
    criteria: [
        mutual_links::CRITERION,
        single_sign_on::CRITERION,
        common_platform::CRITERION,
        domain_names::CRITERION,
        city_page::CRITERION,
        availability::CRITERION,
        response_time::CRITERION,
        home_links::CRITERION,
        inner_links::CRITERION,
        empty_columns::CRITERION,
        stale_columns::CRITERION,
        home_freshness::CRITERION,
    ],
}

#[cfg(test)]
mod tests;
