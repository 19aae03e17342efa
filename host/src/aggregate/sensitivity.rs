//! What of a ranking is choice and error: the engine's draws over a round.

pub(super) mod drawn;

use bluebook_index::leave_out::{LeftOut, leave_out};
use bluebook_index::monte_carlo::{RankInterval, monte_carlo};
use bluebook_index::scenario as draws;
use bluebook_index::sobol::{self, Sensitivity};

use self::drawn::Drawn;
use super::classes::CutNumbers;
use super::scenario::{Outcome, ScenarioError, score_by};
use super::{Focus, Group, RegionScore, cuts, focused, ranked_totals};
use crate::model::{ClassCut, ClassRule, IndicatorSystem, Region, RegionCode, Scenario};

/// Why nothing can be drawn.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum UncertaintyError {
    /// The nominal scores cannot be had.
    #[error("the round cannot be scored by the scenario")]
    Scenario(#[from] ScenarioError),
    /// The engine refuses what varies.
    #[error("the scenario's uncertainty cannot be drawn")]
    Draws(#[from] draws::ScenarioError),
    /// A mean over nothing: none of the regions asked about has a rank.
    #[error("no region of the round has a rank")]
    NothingRanked,
}

/// The uncertainty of a round's ranks.
#[derive(Debug, Clone, PartialEq)]
pub struct Uncertain {
    /// What is ranked.
    pub focus: Focus,
    /// The regions that are ranked among each other, as [`Self::intervals`] and
    /// [`Sensitivity::regions`].
    pub regions: Vec<RegionCode>,
    /// Rank intervals and class chances.
    pub intervals: Vec<RankInterval>,
    /// Nominal ranks among all regions of the round.
    pub ranks_of_all: Vec<Option<u32>>,
    /// The nominal cuts, best first; empty where there are no classes.
    pub cuts: Vec<ClassCut>,
    /// Which uncertainty matters.
    pub sobol: Sensitivity,
    /// Ranks without each node that has a part in what is ranked: indicators in the order of the system,
    /// or points where no indicator has one.
    pub left_out: Vec<LeftOut>,
    /// The nominal scores with what is ranked in the place of the total.
    pub scores: Vec<RegionScore>,
    /// The nominal scores.
    pub outcome: Outcome,
}

/// Rows of the design behind Sobol's indices, which neither report nor export shows.
const N_ROWS_UNSHOWN: u32 = 2;

/// Rank intervals of the total as `bluebook sensitivity` gives them where nothing is asked; none where no
/// region has a rank.
///
/// # Errors
///
/// See [`UncertaintyError`].
pub fn rank_intervals(
    system: &IndicatorSystem,
    regions: &[Region],
    scores: &[RegionScore],
    coverage_min: f64,
) -> Result<Option<Uncertain>, UncertaintyError> {
    let mut scenario = Scenario { coverage_min, ..Scenario::default() };
    (scenario.uncertainty.n_rows, scenario.uncertainty.n_again) = (N_ROWS_UNSHOWN, N_ROWS_UNSHOWN);
    match uncertain(&scenario, system, regions, scores, (Focus::Total, &Group::default())) {
        Ok(uncertain) => Ok(Some(uncertain)),
        Err(UncertaintyError::NothingRanked) => Ok(None),
        Err(error @ (UncertaintyError::Scenario(_) | UncertaintyError::Draws(_))) => Err(error),
    }
}

/// Draws a round as the scenario's uncertainty says: what of it is ranked, and which regions among each
/// other. The same bytes on any number of threads.
///
/// A draw is scored as a round is, with means, thresholds, vetoes, bonuses and the like; only whether
/// coverage suffices is decided once, because coverage is what is known and not how it is weighed.
/// Regions of unknown total or too little coverage stay out of every draw. Cuts that come from scores
/// are those of each draw.
///
/// # Errors
///
/// See [`UncertaintyError`].
pub fn uncertain(
    scenario: &Scenario,
    system: &IndicatorSystem,
    regions: &[Region],
    scores: &[RegionScore],
    (focus, group): (Focus, &Group),
) -> Result<Uncertain, UncertaintyError> {
    let outcome = score_by(scenario, system, regions, scores)?;
    let system = &outcome.system;
    let seen = focused(system, &outcome.scores, focus);
    let cuts = class_rule(scenario, system, focus)
        .map_or_else(Vec::new, |rule| cuts(&system.classes, rule, &seen, scenario.coverage_min));
    let drawn = Drawn::new((scenario, system, focus), regions, (scores, &seen))?;
    let held = drawn.held(regions, group);
    let ranks = bluebook_index::rank::rank(&ranked_totals(&seen, scenario.coverage_min));
    let ranks_of_all: Vec<_> =
        held.iter().map(|row| ranks.get(drawn.position(*row)).copied().flatten()).collect();
    if ranks_of_all.iter().all(Option::is_none) {
        return Err(UncertaintyError::NothingRanked);
    }
    let numbers = drawn.cuts(class_rule(scenario, system, focus).filter(|_| !cuts.is_empty()));
    let engine = draws::Scenario {
        cuts: numbers.as_ref().map_or(drawn::NO_CUTS, CutNumbers::cutting),
        held: Some(&held),
        ..drawn.engine()
    };
    let asked = &scenario.uncertainty;
    let count = |n: u32| usize::try_from(n).unwrap_or(usize::MAX);
    let intervals = monte_carlo(&engine, asked.seed, asked.n_draws)?;
    let sobol = sobol::sensitivity(&engine, asked.seed, count(asked.n_rows), count(asked.n_again))?;
    let left_out = leave_out(&engine, &drawn.nodes())?;
    Ok(Uncertain {
        focus,
        regions: held.iter().filter_map(|row| drawn.region(*row)).collect(),
        intervals,
        ranks_of_all,
        cuts,
        sobol,
        left_out,
        scores: seen,
        outcome,
    })
}

/// Cuts of the system are of the total: a node or topic has classes only where cuts are asked for.
fn class_rule<'r>(
    scenario: &'r Scenario,
    system: &'r IndicatorSystem,
    focus: Focus,
) -> Option<&'r ClassRule> {
    let own = Some(&system.class_rule).filter(|_| focus == Focus::Total);
    scenario.class_rule.as_ref().or(own)
}
