//! Intake of requests and the levels of online handling (诉求受理、网上办理一至四级).
//!
//! Nearly all criteria look at the same guides, which `probe_sdk::criteria::guides` draws alike for
//! each, so that a region costs one set of pages.

mod attachments;
mod booking;
mod delivery;
mod element_share;
mod entry_share;
mod four_elements;
mod fully_online;
mod guide_share;
mod licences;
mod limits;
mod materials;
mod mobile_menu;
mod payment;
mod phones;
mod portal;
mod process;
mod progress;
mod progress_share;
mod rating;
mod sample_forms;
mod service_entry;
mod visits;
mod working_forms;

probe_sdk::export_probe! {
    family: "handling",
    title: "诉求受理与网上办理",
    criteria: [
        guide_share::CRITERION,
        element_share::CRITERION,
        materials::CRITERION,
        limits::CRITERION,
        process::CRITERION,
        working_forms::CRITERION,
        sample_forms::CRITERION,
        attachments::CRITERION,
        entry_share::CRITERION,
        phones::CRITERION,
        visits::CRITERION,
        progress_share::CRITERION,
        fully_online::CRITERION,
        delivery::CRITERION,
        payment::CRITERION,
        licences::CRITERION,
        booking::CRITERION,
        progress::CRITERION,
        rating::CRITERION,
        mobile_menu::CRITERION,
        four_elements::CRITERION,
        service_entry::CRITERION,
    ],
}

#[cfg(test)]
mod tests;
