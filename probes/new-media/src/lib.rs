//! New-media channels (政务新媒体): what a site leads to, and what an account offers.

mod account_entry;
mod account_freshness;
mod app_listed;
mod app_release;
mod feed;
mod index;
mod matrix_entries;
mod matrix_page;
mod mini_programme;
mod service_menu;
mod video_accounts;

probe_sdk::export_probe! {
    family: "new-media",
    title: "政务新媒体",
    criteria: [
        matrix_entries::CRITERION,
        account_entry::CRITERION,
        service_menu::CRITERION,
        mini_programme::CRITERION,
        account_freshness::CRITERION,
        index::CRITERION,
        video_accounts::CRITERION,
        app_listed::CRITERION,
        app_release::CRITERION,
    ],
}

#[cfg(test)]
mod tests;
