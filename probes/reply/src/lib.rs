//! Replies to letters: whether they are public, how long they take, how many there are, what is made of
//! them (诉求回复响应与应用).

mod answered_share;
mod elements;
mod letters_public;
mod newest_reply;
mod quality;
mod question_base;
mod reply_days;
mod satisfaction;
mod searchable;
mod statistics;
mod unanswered;

probe_sdk::export_probe! {
    family: "reply",
    title: "诉求回复响应与应用",
    criteria: [
        letters_public::CRITERION,
        reply_days::CRITERION,
        unanswered::CRITERION,
        answered_share::CRITERION,
        newest_reply::CRITERION,
        elements::CRITERION,
        statistics::CRITERION,
        searchable::CRITERION,
        question_base::CRITERION,
        satisfaction::CRITERION,
        quality::CRITERION,
    ],
}

#[cfg(test)]
mod tests;
