//! # What it asks
//! Which share of the comments below the newest posts of the government's accounts was answered.
//!
//! # Why it counts
//! An account that is only read is a notice board.
//!
//! # How it is judged
//! From the feeds of accounts: comments answered over comments, of the newest posts (`sample`, 100) of all
//! accounts that say both, posts after the day of collection left out. More answers than comments cannot be
//! and count as all. The best account does not stand for the others: numbers are added.
//!
//! # When it is unknown
//! There is no feed, it cannot be read, no post says both numbers, or nobody commented.
//!
//! # Source
//! 政务微博影响力 (互动力).

use probe_sdk::criteria::feed::{self, Post};
use probe_sdk::criteria::freshness::today;
use probe_sdk::criteria::sample;
use probe_sdk::{Criterion, Judged, Page, Step, Stop, Task, UnknownReason};

pub(crate) const CRITERION: Criterion = Criterion {
    id: "comments-answered",
    title: "新媒体评论回复率",
    roles: &["new_media"],
    points: &["B3.3-6"],
    judge,
};

/// Posts looked at.
const SAMPLE: usize = 100;

fn judge(task: &Task) -> Step<Judged> {
    task.start()?;
    let today = today(task)?;
    let accounts = feed::accounts(&task.pages())?;
    let pages: Vec<Page> = accounts.iter().map(|(page, _)| *page).collect();
    let mut posts: Vec<Post> =
        accounts.into_iter().flat_map(|(_, account)| account.posts.unwrap_or_default()).collect();
    posts.retain(|post| post.on <= today);
    posts.sort_by_key(|post| std::cmp::Reverse(post.on));
    posts.truncate(sample::size(task, SAMPLE));
    let both = posts.iter().filter_map(|post| Some((post.comments?, post.comments_answered?)));
    let (mut n_comments, mut n_answered) = (0_u64, 0_u64);
    for (comments, answered) in both {
        n_comments = n_comments.saturating_add(comments);
        n_answered = n_answered.saturating_add(answered.min(comments));
    }
    if n_comments == 0 {
        let note = "no post says how many comments there are and how many were answered".to_owned();
        return Err(Stop::Unknown(UnknownReason::NotStated, note));
    }
    let n = |n: u64| usize::try_from(n).unwrap_or(usize::MAX);
    let judged = Judged::share(n(n_answered), n(n_comments)).seen(pages);
    Ok(judged.note(format!("{n_answered}/{n_comments} 条评论已回复")))
}
