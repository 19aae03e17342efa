//! Ranks and classes of one draw, fast.
//!
//! Totals are spread over as many buckets as there are regions, by size; what then stands out of
//! order is put right by insertion, or, where many fall into one bucket, by sorting. The
//! result is that of [`crate::rank::rank`].

use crate::number::count;
use crate::rank::grid;

/// Most totals of one bucket that are still put right by insertion.
const CROWD: u32 = 24;

/// Totals farther apart than this are never one step on the grid.
const APART: f64 = 2e-12;

/// Memory that is used again by the next draw.
#[derive(Debug, Default)]
pub(crate) struct Ranker {
    buckets: Vec<u32>,
    /// Where each bucket goes on.
    next: Vec<u32>,
    /// Totals and rows, from the best down.
    order: Vec<(f64, u32)>,
}

impl Ranker {
    /// Writes the rank of each total from 1, and 0 where it is not finite.
    pub(crate) fn rank(&mut self, totals: &[f64], ranks: &mut [u32]) {
        ranks.fill(0);
        let (mut least, mut most) = (f64::INFINITY, f64::NEG_INFINITY);
        for total in totals {
            least = least.min(if total.is_finite() { *total } else { f64::INFINITY });
            most = most.max(*total);
        }
        if !most.is_finite() {
            return;
        }
        self.spread(totals, most, count(totals.len()) / (most - least).max(f64::MIN_POSITIVE));
        let mut rank = 0;
        let mut last = f64::INFINITY;
        for (place, (total, row)) in (1_u32..).zip(&self.order) {
            // Those without a total are behind all others.
            if !total.is_finite() {
                return;
            }
            if last - total > APART || grid(last) != grid(*total) {
                rank = place;
            }
            last = *total;
            if let Some(slot) = ranks.get_mut(to_usize(*row)) {
                *slot = rank;
            }
        }
    }

    /// Puts the totals in order, from the best down.
    fn spread(&mut self, totals: &[f64], most: f64, per_unit: f64) {
        let last = to_u32(totals.len());
        self.next.clear();
        self.next.resize(totals.len() + 2, 0);
        self.buckets.clear();
        self.buckets.extend(totals.iter().map(|total| {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "`as` saturates, and the bucket never falls as totals fall"
            )]
            let bucket = ((most - total) * per_unit) as u32;
            bucket.min(last)
        }));
        for bucket in &self.buckets {
            if let Some(n) = self.next.get_mut(to_usize(*bucket) + 1) {
                *n = n.wrapping_add(1);
            }
        }
        let (mut before, mut crowd) = (0_u32, 0);
        for next in &mut self.next {
            crowd = crowd.max(*next);
            before = before.wrapping_add(*next);
            *next = before;
        }
        self.order.resize(totals.len(), (0.0, 0));
        for ((total, bucket), row) in totals.iter().zip(&self.buckets).zip(0_u32..) {
            let Some(next) = self.next.get_mut(to_usize(*bucket)) else { continue };
            if let Some(slot) = self.order.get_mut(to_usize(*next)) {
                *slot = (*total, row);
            }
            *next = next.wrapping_add(1);
        }
        if crowd > CROWD {
            self.order.sort_unstable_by(|a, b| b.0.total_cmp(&a.0));
        } else {
            insert(&mut self.order);
        }
    }
}

/// Sorts what is nearly sorted, from the greatest down.
fn insert(order: &mut [(f64, u32)]) {
    for end in 2..=order.len() {
        let mut part = order.get_mut(..end).unwrap_or_default();
        while let Some((last, head)) = part.split_last_mut() {
            match head.last_mut() {
                Some(before) if before.0 < last.0 => std::mem::swap(before, last),
                Some(_) | None => break,
            }
            part = head;
        }
    }
}

/// Adds 1 for every region that reaches a cut, cut by cut; `reached` holds the regions of the first
/// cut, then those of the second, and so on.
pub(crate) fn add_reached(totals: &[f64], cuts: &[f64], reached: &mut [u32]) {
    for (cut, reached) in cuts.iter().zip(reached.chunks_exact_mut(totals.len().max(1))) {
        for (total, n) in totals.iter().zip(reached) {
            *n = n.wrapping_add(u32::from(total >= cut));
        }
    }
}

/// The least number that reaches `cut` on the grid, so that comparing needs no grid.
pub(crate) fn threshold(cut: f64) -> f64 {
    let steps = grid(cut);
    let (mut below, mut reaches) = (cut - 2e-12, cut + 2e-12);
    // Halving what lies between ends at two neighbours.
    loop {
        let middle = f64::midpoint(below, reaches);
        if middle <= below || middle >= reaches {
            return reaches;
        }
        if grid(middle) >= steps { reaches = middle } else { below = middle }
    }
}

fn to_usize(n: u32) -> usize {
    usize::try_from(n).unwrap_or(usize::MAX)
}

fn to_u32(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
