//! Customised service and push: a space of one's own, services by life event and by group, joined-up
//! bundles, subscriptions and feeds, related and recommended content (定制服务与智能推送).

mod bundles;
mod feed_freshness;
mod feed_source;
mod personal_space;
mod push_channels;
mod recommended;
mod related;
mod subscription;
mod topics;

probe_sdk::export_probe! {
    family: "personal",
    title: "定制服务与智能推送",
    criteria: [
        personal_space::CRITERION,
        topics::CRITERION,
        bundles::CRITERION,
        subscription::CRITERION,
        feed_freshness::CRITERION,
        related::CRITERION,
        push_channels::CRITERION,
        recommended::CRITERION,
    ],
}

#[cfg(test)]
mod tests;
