//! What of a ranking is choice and error: the engine's draws over a round.

use bluebook_index::judges::Quality;
use bluebook_index::leave_out::{LeftOut, leave_out};
use bluebook_index::monte_carlo::{RankInterval, monte_carlo};
use bluebook_index::scenario::{self as draws, Weights};
use bluebook_index::sobol::{self, Sensitivity};
use bluebook_index::{Means, Table, Tree};

use super::scenario::{Outcome, ScenarioError, groups, prepare, score_by, table};
use super::{Numbers, RegionScore, cuts, ranked_totals};
use crate::model::{
    ClassCut, IndicatorSystem, MeasuredJudge, Part, Region, RegionCode, Scenario, WeightsVary,
};

/// Why nothing can be drawn.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum UncertaintyError {
    /// The nominal scores cannot be had.
    #[error("the round cannot be scored by the scenario")]
    Scenario(#[from] ScenarioError),
    /// The engine refuses what varies.
    #[error("the scenario's uncertainty cannot be drawn")]
    Draws(#[from] draws::ScenarioError),
    /// A mean over nothing: the round has no ranked region.
    #[error("no region of the round has a rank")]
    NothingRanked,
}

/// The uncertainty of a round's ranks.
#[derive(Debug, Clone, PartialEq)]
pub struct Uncertain {
    /// The regions, as [`Self::intervals`] and [`Sensitivity::regions`].
    pub regions: Vec<RegionCode>,
    /// Rank intervals and class chances.
    pub intervals: Vec<RankInterval>,
    /// The cuts the chances are of, best first.
    pub cuts: Vec<ClassCut>,
    /// Which uncertainty matters.
    pub sobol: Sensitivity,
    /// Ranks without each of the indicators that have weight, in the order of the system.
    pub left_out: Vec<LeftOut>,
    /// Whether there is what the draws leave out: bonuses and the like, or a least share of children
    /// that must be known. Nominal ranks of the draws may then differ from those of the ranking.
    pub is_simplified: bool,
    /// The nominal scores.
    pub outcome: Outcome,
}

/// Draws a round as the scenario's uncertainty says. The same bytes on any number of threads.
///
/// Regions that have no rank (by veto or coverage) stay out of every draw.
///
/// # Errors
///
/// See [`UncertaintyError`].
pub fn uncertain(
    scenario: &Scenario,
    system: &IndicatorSystem,
    regions: &[Region],
    scores: &[RegionScore],
) -> Result<Uncertain, UncertaintyError> {
    let outcome = score_by(scenario, system, regions, scores)?;
    let totals = ranked_totals(&outcome.scores, scenario.coverage_min);
    let ranked: Vec<usize> =
        totals.iter().enumerate().filter_map(|(row, total)| total.map(|_| row)).collect();
    if ranked.is_empty() {
        return Err(UncertaintyError::NothingRanked);
    }
    let numbers = prepare(scenario, &outcome.system, regions, scores)?.numbers;
    let tree = numbers.tree();
    let tables = tables(scenario, regions, &Numbers::new(&outcome.system, scores), &ranked);
    let means = means(scenario, tree);
    let noise = noise(scenario, tree);
    let qualities = qualities(&outcome.system, &scenario.uncertainty.judges);
    let system = &outcome.system;
    let cuts = cuts(&system.classes, &system.class_rule, &outcome.scores, scenario.coverage_min);
    let shares: Vec<f64> = cuts.iter().map(|cut| cut.at_least / 100.0).collect();
    let drawn = draws::Scenario {
        tree,
        tables: &tables,
        means: &means,
        weights: match &scenario.uncertainty.weights {
            WeightsVary::Fixed => Weights::Fixed,
            WeightsVary::Noise(_) => Weights::Noise(&noise),
            WeightsVary::Dirichlet(concentration) => Weights::Dirichlet(*concentration),
        },
        qualities: &qualities,
        cuts: &shares,
    };
    let asked = &scenario.uncertainty;
    let count = |n: u32| usize::try_from(n).unwrap_or(usize::MAX);
    let intervals = monte_carlo(&drawn, asked.seed, asked.n_draws)?;
    let sobol = sobol::sensitivity(&drawn, asked.seed, count(asked.n_rows), count(asked.n_again))?;
    let nodes = weighted_indicators(system);
    let left_out = match (tables.first(), means.first()) {
        (Some(table), Some(means)) => leave_out(tree, table, means, &nodes),
        (None, _) | (_, None) => Vec::new(),
    };
    let odd = |part: Part| !matches!(part, Part::Weighted | Part::Veto);
    Ok(Uncertain {
        regions: ranked.iter().filter_map(|row| numbers.regions().get(*row).copied()).collect(),
        intervals,
        cuts,
        sobol,
        left_out,
        is_simplified: scenario.known_min > 0.0
            || system.indicators.iter().any(|one| odd(one.part)),
        outcome,
    })
}

/// The nominal table, then one for every other choice of filling and scale; each is made of all
/// regions and holds the ranked ones.
fn tables(
    scenario: &Scenario,
    regions: &[Region],
    numbers: &Numbers<'_>,
    ranked: &[usize],
) -> Vec<Table> {
    let groups = groups(scenario.peers, regions, numbers.regions());
    let fills = [scenario.fill].into_iter().chain(scenario.uncertainty.fills.iter().copied());
    let scales = || {
        let others = scenario.uncertainty.normalisations.iter().copied();
        [scenario.normalisation].into_iter().chain(others)
    };
    let choices = fills.flat_map(|fill| scales().map(move |scale| (fill, scale)));
    let of_ranked = |choice| {
        let all = table(scenario, numbers, &groups, choice);
        let cell = |row: usize, column| ranked.get(row).and_then(|row| all.get(*row, column));
        // Cells of a table are finite.
        Table::from_fn(ranked.len(), all.n_columns(), cell).unwrap_or_default()
    };
    choices.map(of_ranked).collect()
}

fn means(scenario: &Scenario, tree: &Tree) -> Vec<Means> {
    let all = [&scenario.means].into_iter().chain(&scenario.uncertainty.means);
    all.map(|means| Means::by_depth(tree, means)).collect()
}

/// A share for every node; the last that is given holds for all levels below.
fn noise(scenario: &Scenario, tree: &Tree) -> Vec<f64> {
    let WeightsVary::Noise(shares) = &scenario.uncertainty.weights else { return Vec::new() };
    let share = |node| {
        let level = tree.depth(node).checked_sub(1)?;
        shares.get(level).or(shares.last()).copied()
    };
    (0..tree.n_nodes()).map(|node| share(node).unwrap_or(0.0)).collect()
}

/// The quality of each point's judge: what is said of the point itself, else of its criterion, else of
/// its probe; right if nothing is. Empty if nothing is said of any.
fn qualities(system: &IndicatorSystem, judges: &[MeasuredJudge]) -> Vec<Quality> {
    use crate::model::JudgedBy;
    if judges.is_empty() {
        return Vec::new();
    }
    let nearness = |of: &JudgedBy| match of {
        JudgedBy::Point(_) => 2,
        JudgedBy::Criterion(..) => 1,
        JudgedBy::Family(_) => 0,
    };
    let of_point = |point| {
        let found = judges.iter().filter(|one| one.of.holds(point));
        let nearest = found.max_by_key(|one| nearness(&one.of));
        nearest.map_or(Quality::PERFECT, |one| Quality {
            precision: one.precision,
            recall: one.recall,
        })
    };
    system.points.iter().map(of_point).collect()
}

/// Indicators that weigh, by position, which are their nodes.
fn weighted_indicators(system: &IndicatorSystem) -> Vec<usize> {
    let indicators = system.indicators.iter().enumerate();
    let weighted = indicators.filter(|(_, one)| one.weight.percent() > 0.0);
    weighted.map(|(at, _)| at).collect()
}
