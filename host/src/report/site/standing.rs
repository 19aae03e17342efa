//! What is computed of the round once, by its own weights: rank intervals and topics.

use serde::Serialize;

use super::Site;
use crate::aggregate::{Focus, Uncertain, focused, rank};
use crate::model::{RegionCode, Text};
use crate::report::Percent;
use crate::report::clean::clean;

/// Ranks between which nine of ten draws put each region; in the order of the regions.
#[derive(Debug, Serialize)]
pub(super) struct Intervals {
    ranks: Vec<Option<[u32; 2]>>,
    n_draws: u32,
}

impl Intervals {
    pub(super) fn of(uncertain: &Uncertain, codes: &[RegionCode]) -> Self {
        let drawn: Vec<_> = uncertain.regions.iter().zip(&uncertain.intervals).collect();
        let of = |code: &RegionCode| {
            let (_, interval) = drawn.iter().find(|(region, _)| *region == code)?;
            Some([place(interval.q5?.floor()), place(interval.q95?.ceil())])
        };
        let n_draws = uncertain.intervals.iter().map(|one| one.n_ranked).max().unwrap_or(0);
        Self { ranks: codes.iter().map(of).collect(), n_draws }
    }
}

fn place(rank: f64) -> u32 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a rank among regions; `as` saturates"
    )]
    let place = rank as u32;
    place
}

/// A set of points across indicators, with its scores and ranks in the order of the regions.
#[derive(Debug, Serialize)]
pub(super) struct TopicPart {
    id: String,
    title: Text,
    basis: &'static str,
    points: Vec<usize>,
    /// Per cent with two decimals; ranked on more.
    scores: Vec<Option<Percent>>,
    ranks: Vec<Option<u32>>,
}

impl TopicPart {
    pub(super) fn all(site: &Site<'_>) -> Vec<Self> {
        (0..)
            .zip(&site.system.topics)
            .map(|(at, topic)| {
                let scores = focused(site.system, site.round.scores, Focus::Topic(at));
                let mut ranks = vec![None; scores.len()];
                for place in rank(&scores, &[], site.coverage_min) {
                    if let Some(slot) = ranks.get_mut(place.position) {
                        *slot = place.rank;
                    }
                }
                Self {
                    id: clean(&topic.id),
                    title: Text { zh: clean(&topic.title.zh), en: clean(&topic.title.en) },
                    basis: topic.basis.name(),
                    points: topic.points.clone(),
                    scores: scores.iter().map(|score| score.total.score.map(Percent::of)).collect(),
                    ranks,
                }
            })
            .collect()
    }
}
