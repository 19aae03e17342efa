//! Bringing points onto one scale.
//!
//! *x* is first multiplied by its direction (−1 where less is better), so that
//! more is always better. Unknown stays unknown and takes no part in ranges,
//! means and ranks. Formulas as in COINr (Becker 2022), the OECD/JRC Handbook
//! (2008), chapter 5.
//!
//! | method | formula | consequence |
//! |---|---|---|
//! | min-max | (*x* − min) / (max − min) onto the scale | the worst is nothing, the best everything; a new extreme moves everybody |
//! | goalposts | (*x* − low) / (high − low), cut to `0..=1`, × scale | fixed posts: nobody's score depends on others; beyond the posts nothing counts |
//! | z-score | (*x* − mean) / sd × sd′ + mean′ | no end of the scale; an extreme keeps its distance |
//! | rank | 1 for the least, ties share the lower | distances are lost, extremes harmless |
//! | Borda | rank − 1 | as rank, from 0 |
//! | percentile | (rank − 1) / (n − 1) | as rank, on `0..=1` |
//! | fraction of max | *x* / max | ratios are kept; meaningless with negative values |
//! | distance to max | 1 − (max − *x*) / (max − min) | min-max onto `0..=1` |
//! | distance to target | 1 − (target − *x*) / (target − min) | the target earns 1, beyond it more unless capped |

use crate::number::{count, deviation, known, mean, range, sorted};

/// Whether more is better.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Direction {
    /// It is.
    #[default]
    More,
    /// Less is.
    Less,
}

/// A way to bring a column onto a scale.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Normalisation {
    /// As it is, but for the direction.
    None,
    /// Onto `low..=high` exactly.
    MinMax {
        /// Score of the worst.
        low: f64,
        /// Score of the best.
        high: f64,
    },
    /// By fixed posts, in the column's own unit and direction.
    Goalposts {
        /// Value that earns nothing if more is better, everything if less is.
        low: f64,
        /// The other post.
        high: f64,
        /// Score of everything.
        scale: f64,
    },
    /// To this mean and standard deviation (n − 1).
    ZScore {
        /// Mean of the scores.
        mean: f64,
        /// Their standard deviation.
        deviation: f64,
    },
    /// 1 for the least.
    Rank,
    /// Rank − 1.
    Borda,
    /// `0..=1` by rank.
    Percentile,
    /// *x* / max.
    FractionOfMax,
    /// 1 at the best, 0 at the worst.
    DistanceToMax,
    /// 1 at the target, which is in the column's own unit.
    DistanceToTarget {
        /// Value that earns 1.
        target: f64,
        /// Whether beyond it is 1 as well.
        capped: bool,
    },
}

impl Normalisation {
    /// The column on its scale. Where the formula divides by nothing, as in min-max of a constant
    /// column, all is unknown: such a column tells regions apart in no way.
    pub fn of(self, column: &[Option<f64>], direction: Direction) -> Vec<Option<f64>> {
        let sign = match direction {
            Direction::More => 1.0,
            Direction::Less => -1.0,
        };
        let column: Vec<_> = column.iter().map(|x| x.map(|x| x * sign)).collect();
        let all = known(&column);
        let Some([least, most]) = range(&all) else { return column };
        let map = |score: &dyn Fn(f64) -> f64| {
            let finite = |x: f64| Some(score(x)).filter(|score| score.is_finite());
            column.iter().map(|x| x.and_then(finite)).collect()
        };
        match self {
            Self::None => column,
            Self::MinMax { low, high } => {
                map(&|x| (x - least) / (most - least) * (high - low) + low)
            }
            Self::Goalposts { low, high, scale } => {
                let [from, to] = match direction {
                    Direction::More => [low, high],
                    Direction::Less => [-high, -low],
                };
                map(&|x| ((x - from) / (to - from)).clamp(0.0, 1.0) * scale)
            }
            Self::ZScore { mean: to, deviation: width } => {
                let centre = mean(&all).unwrap_or(0.0);
                let spread = deviation(&all).unwrap_or(0.0);
                map(&|x| (x - centre) / spread * width + to)
            }
            Self::Rank => ranks(&column, 1.0, 1.0),
            Self::Borda => ranks(&column, 0.0, 1.0),
            Self::Percentile => ranks(&column, 0.0, count(all.len()) - 1.0),
            Self::FractionOfMax => map(&|x| x / most),
            Self::DistanceToMax => map(&|x| 1.0 - (most - x) / (most - least)),
            Self::DistanceToTarget { target, capped } => {
                let target = target * sign;
                let most = if capped { 1.0 } else { f64::INFINITY };
                map(&|x| (1.0 - (target - x) / (target - least)).min(most))
            }
        }
    }
}

/// (The number of lesser values + `first`) / `unit`: ties share the lower rank.
fn ranks(column: &[Option<f64>], first: f64, unit: f64) -> Vec<Option<f64>> {
    let sorted = sorted(&known(column));
    let rank = |x: f64| (count(sorted.partition_point(|other| *other < x)) + first) / unit;
    column.iter().map(|x| x.map(rank).filter(|rank| rank.is_finite())).collect()
}
