//! Identity and function marks of government sites (国办政府网站规范): identity code, filing number,
//! mark of the organ, fault reporting, search, accessibility, channels, leaders' mailbox, page tags.

mod accessibility;
mod beian;
mod conac;
mod error_report;
mod id_code;
mod identity_elements;
mod leader_mail;
mod marks;
mod new_media_entry;
mod page_tags;
mod pub_date;
mod search_box;

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
    ],
}

#[cfg(test)]
mod tests;
