//! # What it asks
//! How many clicks the public list of letters with their replies is away from the home page.
//!
//! # Why it counts
//! A reply that only the writer sees helps nobody with the same question and binds nobody.
//!
//! # How it is judged
//! From the home page outwards (互动交流 and its like on the way) the first page called as a list of
//! letters (来信选登, 留言选登, 领导信箱 …) that lists dated letters of which at least one has a reply: by its
//! state, by a day of reply, or on one of the sampled letters' own pages. The finding is the clicks.
//!
//! # When it is unknown
//! A page on the way could not be had or is a shell that only a browser fills. Not found within three
//! clicks, or letters without any reply: no.
//!
//! # Source
//! 《政府网站与政务新媒体检查指标》(国办秘函〔2019〕19号), 留言公开.

use probe_sdk::criteria::freshness::today;
use probe_sdk::criteria::letters::{self, State};
use probe_sdk::criteria::sample;
use probe_sdk::{Criterion, Judged, Step, Task};

pub(crate) const CRITERION: Criterion = Criterion {
    id: "letters-public",
    title: "留言及答复公开可达",
    roles: &["home", "qa_list"],
    points: &["B3.1-1"],
    judge,
};

fn judge(task: &Task) -> Step<Judged> {
    let found = letters::find(task)?;
    let mut letters = found.letters.clone();
    if letters.iter().all(|letter| letter.state != State::Answered) {
        let n = sample::size(task, letters::DETAILS);
        letters = letters::corrected(&found, n, today(task)?)?;
    }
    let Some(letter) = letters.iter().find(|letter| letter.state == State::Answered) else {
        return Err(letters::none(&found, "no letter with a reply"));
    };
    let judged = Judged::number(f64::from(found.n_clicks), "clicks");
    Ok(judged.seen(found.link).seen([found.page]).seen([&letter.hit]))
}
