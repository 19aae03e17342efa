//! The intake of requests: channels to write, what they ask of a visitor, consultations, rules
//! (互动诉求受理). Nothing is ever sent: forms are looked at, not filled in.

mod channel;
mod channel_kinds;
mod consultations;
mod effort;
mod hotline;
mod letter_form;
mod media_interaction;
mod rules;

probe_sdk::export_probe! {
    family: "interaction",
    title: "互动诉求受理",
    criteria: [
        channel::CRITERION,
        channel_kinds::CRITERION,
        media_interaction::CRITERION,
        effort::CRITERION,
        hotline::CRITERION,
        consultations::CRITERION,
        rules::CRITERION,
    ],
}

#[cfg(test)]
mod tests;
