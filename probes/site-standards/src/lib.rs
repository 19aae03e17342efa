//! Identity and function marks of government sites (国办政府网站规范): identity code, filing number,
//! mark of the organ, fault reporting, search, accessibility, channels, leaders' mailbox, page tags; and how the site fits what a
//! visitor comes with: small screens, IPv6, HTTPS, another language, another browser.

mod accessibility;
mod accessible_version;
mod beian;
mod browser_clean;
mod conac;
mod error_report;
mod first_view;
mod https;
mod id_code;
mod identity_elements;
mod ipv6;
mod languages;
mod leader_mail;
mod marks;
mod new_media_entry;
mod page_tags;
mod page_tags_sample;
mod pub_date;
mod search_box;
mod small_screens;

probe_sdk::export_probe! {
    family: "site-standards",
    title: "政府网站规范",
    criteria: [
        id_code::CRITERION,
        accessibility::CRITERION,
        search_box::CRITERION,
        new_media_entry::CRITERION,
        leader_mail::CRITERION,
        conac::CRITERION,
        error_report::CRITERION,
        beian::CRITERION,
        identity_elements::CRITERION,
        page_tags::CRITERION,
        pub_date::CRITERION,
        small_screens::CRITERION,
        ipv6::CRITERION,
        https::CRITERION,
        accessible_version::CRITERION,
        page_tags_sample::CRITERION,
        browser_clean::CRITERION,
        languages::CRITERION,
        first_view::CRITERION,
    ],
}

#[cfg(test)]
mod tests;
