//! New-media channels (政务新媒体): what a site leads to, and what an account offers.

mod account_entry;
mod matrix_entries;
mod service_menu;

probe_sdk::export_probe! {
    family: "new-media",
    title: "政务新媒体",
    criteria: [
        matrix_entries::CRITERION,
        account_entry::CRITERION,
        service_menu::CRITERION,
    ],
}

#[cfg(test)]
mod tests;
