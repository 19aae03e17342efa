//! What the measured errors of judges do to scores.
//!
//! Reviews give each point a precision *p* (of what was found, how much is right) and a recall *r*
//! (of what is there, how much was found). In a draw
//!
//! - a score above 0 becomes 0 with chance 1 − *p*: the finding was wrong;
//! - a score of 0 becomes that of a region drawn among those with one, with chance
//!   *pq*(1/*r* − 1) / (1 − *q*), where *q* is the share of regions with a score above 0: something was
//!   there and was missed. The formula is what Bayes' rule leaves for the missed, as *pq*/*r* of
//!   all regions must have it.
//!
//! Unknown stays unknown. A point without review is taken as right: its uncertainty is then
//! understated, not invented. This project's own method.

use crate::number::count;
use crate::random::Random;
use crate::table::Table;

/// Measured quality of the judge of one point; both above 0, to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Quality {
    /// Share of the found that is right.
    pub precision: f64,
    /// Share of what is there that is found.
    pub recall: f64,
}

impl Quality {
    /// Never wrong.
    pub const PERFECT: Self = Self { precision: 1.0, recall: 1.0 };

    pub(crate) fn is_possible(&self) -> bool {
        let possible = |share: f64| share > 0.0 && share <= 1.0;
        possible(self.precision) && possible(self.recall)
    }
}

/// The cells of one table that could be wrong, and the chance of it.
#[derive(Debug)]
pub(crate) struct Errors {
    points: Vec<PointErrors>,
}

#[derive(Debug)]
struct PointErrors {
    column: usize,
    /// Rows with a score above 0, and their scores.
    found: Vec<(usize, f64)>,
    /// Rows with 0.
    missing: Vec<usize>,
    wrong: f64,
    missed: f64,
}

impl Errors {
    pub(crate) fn new(table: &Table, qualities: &[Quality]) -> Self {
        let of = |(column, quality): (usize, &Quality)| {
            let cells = || table.column(column).into_iter().enumerate();
            let known = cells().filter_map(|(row, score)| score.map(|score| (row, score)));
            let (found, missing): (Vec<_>, Vec<_>) = known.partition(|(_, score)| *score > 0.0);
            let share = count(found.len()) / count(found.len() + missing.len()).max(1.0);
            let unseen = quality.precision * share * (1.0 / quality.recall - 1.0);
            let missed = if share < 1.0 { (unseen / (1.0 - share)).min(1.0) } else { 0.0 };
            let wrong = 1.0 - quality.precision;
            let missing = missing.into_iter().map(|(row, _)| row).collect();
            PointErrors { column, found, missing, wrong, missed }
        };
        let points = qualities.iter().enumerate().map(of);
        Self { points: points.filter(|point| point.wrong > 0.0 || point.missed > 0.0).collect() }
    }

    /// Calls `change(row, column, score)` for every cell that is judged otherwise in this draw.
    pub(crate) fn draw(&self, random: &mut Random, mut change: impl FnMut(usize, usize, f64)) {
        for point in &self.points {
            for found in point.found.chunks(COINS) {
                let heads = random.coins(point.wrong);
                for (row, _) in hit(found, heads) {
                    change(*row, point.column, 0.0);
                }
            }
            for missing in point.missing.chunks(COINS) {
                let heads = random.coins(point.missed);
                for row in hit(missing, heads) {
                    if let Some((_, score)) = point.found.get(random.below(point.found.len())) {
                        change(*row, point.column, *score);
                    }
                }
            }
        }
    }
}

/// Coins that fall at once.
const COINS: usize = 64;

/// Those of up to 64 things whose coin shows heads.
fn hit<T>(things: &[T], mut heads: u64) -> impl Iterator<Item = &T> {
    std::iter::from_fn(move || {
        let at = usize::try_from(heads.trailing_zeros()).ok().filter(|at| *at < COINS)?;
        heads &= heads.wrapping_sub(1);
        Some(things.get(at))
    })
    .flatten()
}
