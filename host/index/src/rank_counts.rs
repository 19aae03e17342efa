//! Ranks of many draws, counted.
//!
//! A region's ranks are kept as counts, not as a list: mean, median and quantiles of ten
//! thousand draws need no more. With more regions than [`CELLS_MAX`] has room for,
//! neighbouring ranks share a count and quantiles are exact to that width only; up to
//! 8,000 regions every rank has its own.

use crate::number::{count, position};
use crate::parallel;

/// Counts that are kept: a quarter of a gigabyte.
const CELLS_MAX: usize = 64 << 20;

/// Regions that one thread counts at a time.
const REGIONS: usize = 32;

/// Counts of ranks, region by region.
#[derive(Debug)]
pub(crate) struct RankCounts {
    n_rows: usize,
    /// Ranks that share a count.
    width: usize,
    n_counts: usize,
    counts: Vec<u32>,
    /// Sum of ranks, exact.
    sums: Vec<u64>,
}

impl RankCounts {
    pub(crate) fn new(n_rows: usize) -> Self {
        let most = (CELLS_MAX / n_rows.max(1)).max(1);
        let width = n_rows.div_ceil(most).max(1);
        let n_counts = n_rows.div_ceil(width).max(1);
        let counts = vec![0; n_rows * n_counts];
        Self { n_rows, width, n_counts, counts, sums: vec![0; n_rows] }
    }

    /// Counts the ranks of many draws: lists of draws, each a rank for every region.
    pub(crate) fn add(&mut self, lists: &[Vec<u32>]) {
        let (n_rows, width, n_counts) = (self.n_rows.max(1), self.width, self.n_counts);
        let draws = || lists.iter().flat_map(|list| list.chunks(n_rows));
        parallel::pieces(&mut self.counts, n_counts * REGIONS, |piece, counts| {
            for draw in draws() {
                let ranks = draw.get(piece * REGIONS..).unwrap_or_default();
                for (rank, counts) in ranks.iter().zip(counts.chunks_exact_mut(n_counts)) {
                    let place = to_usize(rank.wrapping_sub(1));
                    // A division takes as long as all the rest.
                    let bucket = if width == 1 { place } else { place / width };
                    if let Some(count) = counts.get_mut(bucket).filter(|_| *rank > 0) {
                        *count = count.wrapping_add(1);
                    }
                }
            }
        });
        for draw in draws() {
            for (sum, rank) in self.sums.iter_mut().zip(draw) {
                *sum = sum.saturating_add(u64::from(*rank));
            }
        }
    }

    /// How often the region had a rank.
    pub(crate) fn n_ranked(&self, row: usize) -> u32 {
        self.of(row).iter().fold(0, |n: u32, count| n.saturating_add(*count))
    }

    fn of(&self, row: usize) -> &[u32] {
        self.counts.get(row * self.n_counts..(row + 1) * self.n_counts).unwrap_or_default()
    }

    /// The mean rank; `None` if the region never had one.
    pub(crate) fn mean(&self, row: usize) -> Option<f64> {
        let n = f64::from(self.n_ranked(row));
        #[expect(
            clippy::cast_precision_loss,
            reason = "2^32 draws of 2^21 regions stay below 2^53"
        )]
        let sum = self.sums.get(row).copied()? as f64;
        (n > 0.0).then(|| sum / n)
    }

    /// Type 7 quantile of the ranks, as [`crate::number::quantile`].
    pub(crate) fn quantile(&self, row: usize, share: f64) -> Option<f64> {
        let last = self.n_ranked(row).checked_sub(1)?;
        let at = share * f64::from(last);
        let below = position(at);
        let low = self.at(row, below);
        let high = if below < to_usize(last) { self.at(row, below + 1) } else { low };
        Some(low + (at - count(below)) * (high - low))
    }

    /// The rank at a position of the sorted ranks; the middle of those that share a count.
    fn at(&self, row: usize, place: usize) -> f64 {
        let mut before = 0;
        let bucket = self.of(row).iter().position(|n| {
            before += to_usize(*n);
            before > place
        });
        count(bucket.unwrap_or(0) * self.width) + f64::midpoint(count(self.width), 1.0)
    }
}

fn to_usize(n: u32) -> usize {
    usize::try_from(n).unwrap_or(usize::MAX)
}
