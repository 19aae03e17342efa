//! Ranks: the highest score first, equal scores share a rank and the next is skipped (1, 2, 2, 4).
//!
//! Equal means equal in steps of 10⁻¹²: sums of the same merit differ by about 10⁻¹⁶, and
//! without steps regions of equal merit would be told apart by accident.
//! Source: `docs/method.md`, section 7; the rule of sports, as in COINr.

use std::cmp::Reverse;

/// Steps of [`grid`] in a score of 1; as `host/src/aggregate/place.rs`.
const GRID_STEPS: f64 = 1e12;

/// `score` in steps of 1e-12, half away from zero. Beyond 9.2 million it saturates.
pub fn grid(score: f64) -> i64 {
    let scaled = score * GRID_STEPS;
    // What `f64::round` gives, without the call that it is on processors from before 2008.
    #[expect(clippy::cast_possible_truncation, reason = "`as` saturates")]
    let whole = scaled as i64;
    #[expect(clippy::cast_precision_loss, reason = "it came from a float")]
    let rest = scaled - whole as f64;
    let carry = i64::from(rest >= 0.5) - i64::from(rest <= -0.5);
    whole.saturating_add(carry)
}

/// The rank of each score from 1; `None` for what has no score.
pub fn rank(scores: &[Option<f64>]) -> Vec<Option<u32>> {
    let mut order: Vec<_> = scores
        .iter()
        .enumerate()
        .filter_map(|(at, score)| score.map(|score| (Reverse(grid(score)), at)))
        .collect();
    order.sort_unstable();
    let mut ranks = vec![None; scores.len()];
    let mut last = None;
    for (listed, (steps, at)) in (1..).zip(order) {
        let rank = match last {
            Some((before, rank)) if before == steps => rank,
            Some(_) | None => listed,
        };
        last = Some((steps, rank));
        if let Some(slot) = ranks.get_mut(at) {
            *slot = Some(rank);
        }
    }
    ranks
}

/// Ranks before and after: places gained (positive) or lost, `None` where either has no rank.
pub fn shifts(before: &[Option<u32>], after: &[Option<u32>]) -> Vec<Option<i64>> {
    let shift = |(before, after): (&Option<u32>, &Option<u32>)| {
        before.zip(*after).map(|(before, after)| i64::from(before) - i64::from(after))
    };
    before.iter().zip(after).map(shift).collect()
}
