//! # What it asks
//! How far what the government posts reaches: its communication index.
//!
//! # Why it counts
//! An account nobody reads tells nobody anything.
//!
//! # How it is judged
//! Over the posts of the last `window_days` in the region's feeds of accounts (role `new_media`,
//! docs/reference/feeds.md). For wechat WCI V14.2: with r reads, z 在看, l likes, f forwards,
//! `g = 0.70 ln(r+1) + 0.09 ln(10z+1) + 0.06 ln(10l+1) + 0.15 ln(10f+1)` over daily means (O), means of a
//! post (A), daily means of head posts (H) and maxima (P);
//! `WCI = (0.6 O + 0.2 A + 0.1 H + 0.1 P)² × 12`. Where no wechat feed has reads, for weibo
//! `BCI = (0.2 ln(posts+1) + 0.8 (0.4 ln(forwards+1) + 0.4 ln(comments+1) + 0.2 ln(likes+1))) × 160`. Of
//! several accounts the highest.
//!
//! # When it is unknown
//! The region has no feed with counts, or the data is more than a month older than the round. Counts
//! of single kinds that are left out count as none.
//!
//! # Source
//! 微信传播指数 WCI V14.2 (清博指数); 微博传播指数 BCI (清博指数).

use probe_sdk::criteria::dates::Day;
use probe_sdk::{Criterion, Judged, Step, Stop, Task, UnknownReason};

use crate::account_freshness::quoted;
use crate::feed::{Feed, NEW_MEDIA, Post, feeds};

pub(crate) const CRITERION: Criterion = Criterion {
    id: "communication-index",
    title: "传播指数",
    roles: &["new_media", "home"],
    points: &["C1.2-6"],
    judge,
};

/// Days looked back at, where the point does not say: a month, as the published lists of accounts have.
const WINDOW_DAYS: i64 = 30;

fn judge(task: &Task) -> Step<Judged> {
    let window = task.text("window_days").and_then(|days| days.parse().ok()).unwrap_or(WINDOW_DAYS);
    if window < 1 {
        return Err(Stop::Fault("`window_days` is less than one day".to_owned()));
    }
    let all = feeds(NEW_MEDIA, "account")?;
    for (channel, index, name) in [("wechat", wci as Index, "WCI V14.2"), ("weibo", bci, "BCI")] {
        let of_channel = all.iter().filter(|feed| feed.text("channel").as_deref() == Some(channel));
        let found = of_channel.filter_map(|feed| {
            let posts = within(feed, task, window)?;
            Some((index(&posts, window)?, feed))
        });
        if let Some((value, feed)) = found.max_by(|(a, _), (b, _)| a.total_cmp(b)) {
            return Ok(Judged::number(value, "index").seen([quoted(feed)]).note(name));
        }
    }
    Err(Stop::Unknown(UnknownReason::NotStated, "没有带数据的账号".to_owned()))
}

/// An index over the posts of so many days; `None` where the counts it rests on are left out.
type Index = fn(&[Post], i64) -> Option<f64>;

/// The posts of the window; `None` where the feed does not say.
fn within(feed: &Feed, task: &Task, window: i64) -> Option<Vec<Post>> {
    let today = feed.is_of(task)?;
    let is_within = |day: Day| (0..window).contains(&today.days_since(day));
    Some(feed.posts()?.into_iter().filter(|post| post.on.is_some_and(is_within)).collect())
}

/// Sums and maxima of the four counts.
#[derive(Clone, Copy, Default)]
struct Counts {
    reads: f64,
    wows: f64,
    likes: f64,
    forwards: f64,
}

impl Counts {
    fn of(post: &Post) -> Self {
        Self {
            reads: post.reads.unwrap_or(0.0),
            wows: post.wows.unwrap_or(0.0),
            likes: post.likes.unwrap_or(0.0),
            forwards: post.forwards.unwrap_or(0.0),
        }
    }

    fn with(self, other: Self, join: impl Fn(f64, f64) -> f64) -> Self {
        Self {
            reads: join(self.reads, other.reads),
            wows: join(self.wows, other.wows),
            likes: join(self.likes, other.likes),
            forwards: join(self.forwards, other.forwards),
        }
    }

    fn per(self, n: f64) -> Self {
        self.with(self, |count, _| if n > 0.0 { count / n } else { 0.0 })
    }

    fn weighed(self) -> f64 {
        0.70 * ln1(self.reads)
            + 0.09 * ln1(10.0 * self.wows)
            + 0.06 * ln1(10.0 * self.likes)
            + 0.15 * ln1(10.0 * self.forwards)
    }
}

fn ln1(x: f64) -> f64 {
    (x + 1.0).ln()
}

fn wci(posts: &[Post], n_days: i64) -> Option<f64> {
    // An account that posted nothing reached nobody; one whose reads nobody wrote down is not known.
    if !posts.is_empty() && posts.iter().all(|post| post.reads.is_none()) {
        return None;
    }
    let sum = |head_only: bool| {
        let chosen = posts.iter().filter(|post| !head_only || post.is_head);
        chosen.map(Counts::of).fold(Counts::default(), |sum, one| sum.with(one, |a, b| a + b))
    };
    let most =
        posts.iter().map(Counts::of).fold(Counts::default(), |most, one| most.with(one, f64::max));
    let n_days = f64::from(i32::try_from(n_days).unwrap_or(i32::MAX));
    let n_posts = f64::from(u32::try_from(posts.len()).unwrap_or(u32::MAX));
    let weighed = 0.6 * sum(false).per(n_days).weighed()
        + 0.2 * sum(false).per(n_posts).weighed()
        + 0.1 * sum(true).per(n_days).weighed()
        + 0.1 * most.weighed();
    Some(weighed * weighed * 12.0)
}

fn bci(posts: &[Post], _n_days: i64) -> Option<f64> {
    let is_counted =
        |post: &Post| post.forwards.is_some() || post.comments.is_some() || post.likes.is_some();
    if !posts.is_empty() && !posts.iter().any(is_counted) {
        return None;
    }
    let sum = |count: fn(&Post) -> Option<f64>| posts.iter().filter_map(count).sum::<f64>();
    let n_posts = f64::from(u32::try_from(posts.len()).unwrap_or(u32::MAX));
    let spread = 0.4 * ln1(sum(|post| post.forwards))
        + 0.4 * ln1(sum(|post| post.comments))
        + 0.2 * ln1(sum(|post| post.likes));
    Some((0.2 * ln1(n_posts) + 0.8 * spread) * 160.0)
}

#[cfg(test)]
mod tests {
    use super::{bci, ln1, wci};
    use crate::feed::Post;

    #[track_caller]
    fn check(found: Option<f64>, expected: f64) {
        assert!(found.is_some_and(|found| (found - expected).abs() < 1e-6), "{found:?} {expected}");
    }

    /// The worked example of WCI V2.0, the version with published numbers: the same logarithms
    /// under other weights, 80/20 reads and likes, each 40/45/15 of total, mean and maximum.
    #[test]
    fn logarithms_as_in_the_published_example() {
        let part = |total: f64, mean: f64, most: f64| {
            0.4 * ln1(total) + 0.45 * ln1(mean) + 0.15 * ln1(most)
        };
        let reads = 0.8 * part(10_000.0, 100.0, 300.0);
        let likes = 0.2 * part(4_000.0, 40.0, 60.0);
        check(Some(reads), 5.293_637_535);
        check(Some(likes), 1.121_091_671);
        check(Some((reads + likes) * (reads + likes) * 10.0), 411.487_507_9);
    }

    fn post(reads: f64, wows: f64, likes: f64, forwards: f64, is_head: bool) -> Post {
        let [reads, wows, likes, forwards] = [reads, wows, likes, forwards].map(Some);
        Post { on: None, is_head, reads, wows, likes, forwards, comments: None }
    }

    #[test]
    fn wechat() {
        // One head post a day for two days: all four means are those of one post.
        let g =
            0.70 * 1001_f64.ln() + 0.09 * 101_f64.ln() + 0.06 * 201_f64.ln() + 0.15 * 51_f64.ln();
        let posts = [post(1000.0, 10.0, 20.0, 5.0, true); 2];
        check(wci(&posts, 2), g * g * 12.0);
        check(wci(&[], 30), 0.0);
        assert_eq!(wci(&[Post::default()], 30), None);
        // A post that is no head counts for less, and idle days for less too.
        let plain = [post(1000.0, 10.0, 20.0, 5.0, false); 2];
        assert!(wci(&plain, 2) < wci(&posts, 2));
        assert!(wci(&posts, 30) < wci(&posts, 2));
    }

    #[test]
    fn weibo() {
        let one = Post {
            forwards: Some(99.0),
            comments: Some(9.0),
            likes: Some(999.0),
            ..Post::default()
        };
        let spread = 0.4 * 100_f64.ln() + 0.4 * 10_f64.ln() + 0.2 * 1000_f64.ln();
        check(bci(&[one], 30), (0.2 * 2_f64.ln() + 0.8 * spread) * 160.0);
        assert_eq!(bci(&[Post::default()], 30), None);
    }
}
