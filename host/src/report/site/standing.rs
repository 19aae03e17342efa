//! What is computed of the round once, by its own weights: rank intervals; and its topics.

use serde::Serialize;

use super::Site;
use crate::aggregate::Uncertain;
use crate::model::{RegionCode, Text, Topic};
use crate::report::clean::clean;

/// Ranks between which nine of ten draws put each region; in the order of the regions.
#[derive(Debug, Serialize)]
pub(super) struct Intervals {
    ranks: Vec<Option<[u32; 2]>>,
    n_draws: u32,
}

impl Intervals {
    /// How often ranks were drawn.
    pub(super) fn n_draws(&self) -> u32 {
        self.n_draws
    }

    /// Of the region at a position.
    pub(super) fn at(&self, row: usize) -> Option<[u32; 2]> {
        self.ranks.get(row).copied().flatten()
    }

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

/// A set of points across indicators; the page scores it by whatever weights are in force.
#[derive(Debug, Serialize)]
pub(super) struct TopicPart {
    id: String,
    title: Text,
    basis: &'static str,
    points: Vec<usize>,
}

impl TopicPart {
    pub(super) fn all(site: &Site<'_>) -> Vec<Self> {
        let part = |topic: &Topic| Self {
            id: clean(&topic.id),
            title: Text { zh: clean(&topic.title.zh), en: clean(&topic.title.en) },
            basis: topic.basis.name(),
            points: topic.points.clone(),
        };
        site.system.topics.iter().map(part).collect()
    }
}
