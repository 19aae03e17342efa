//! Services online, written for social insurance (社会保险). The criteria take their words from the
//! point's parameters, so that points of other fields can use them.

mod depth_grade;
mod entry;
mod guide_elements;
mod multi_channel;
mod policy_freshness;

probe_sdk::export_probe! {
    family: "social-security",
    title: "社会保险服务",
    criteria: [
        guide_elements::CRITERION,
        entry::CRITERION,
        depth_grade::CRITERION,
        policy_freshness::CRITERION,
        multi_channel::CRITERION,
    ],
}

#[cfg(test)]
mod tests;
