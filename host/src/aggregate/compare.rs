//! Why two rounds differ: every region's difference split by cause, in parts that sum to it.
//!
//! What a probe found can be otherwise because the page is, or the probe, or what it was asked; what
//! a finding is worth because the rule is, or the weights, or the set of points. Which input of a
//! verdict changed is read from its provenance. What the causes do together is shared by the
//! Shapley value, so that no order is preferred; see `bluebook_index::compare`.

mod cause;
mod cell;
mod union;

use std::collections::BTreeMap;

use bluebook_index::compare::{CompareError, PointPart, Side as Shares, by_point, shapley};
use bluebook_index::{Table, TableError, TreeError};

pub use self::cause::{Cause, Causes};
use self::cell::{Answer, Cell, cell};
use self::union::Union;
use super::{RegionScore, score_region};
use crate::model::{IndicatorSystem, PointId, RegionCode, ReviewMark, Target, Verdict};

/// One of the two rounds.
#[derive(Debug, Clone, Copy)]
pub struct Side<'s> {
    /// The system it is scored by.
    pub system: &'s IndicatorSystem,
    /// Its collection day.
    pub collected_on: &'s str,
}

/// The verdicts of a region that count, and what people had a say in.
#[derive(Debug, Clone, Copy)]
pub struct Counted<'v> {
    /// By point; findings are people's where they said otherwise.
    pub verdicts: &'v [Verdict],
    /// Which those are; others' are passed over.
    pub marks: &'v [ReviewMark],
}

/// Two rounds cannot be compared. None of these comes of a system that `manifest` has checked.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Incomparable {
    /// The two systems make no common tree.
    #[error("the two indicator systems make no common tree")]
    Tree(#[from] TreeError),
    /// A score is not a number.
    #[error("a score is not a finite number")]
    Score(#[from] TableError),
    /// There are too many causes.
    #[error("the difference cannot be split")]
    Causes(#[from] CompareError),
}

/// Two rounds, region by region.
#[derive(Debug)]
pub struct Comparison<'s> {
    sides: [Side<'s>; 2],
    union: Union,
    regions: Vec<Region>,
}

#[derive(Debug)]
struct Region {
    code: RegionCode,
    scores: [RegionScore; 2],
    cells: Vec<Cell>,
}

/// A region in both rounds.
#[derive(Debug, Clone, PartialEq)]
pub struct RegionChange {
    /// The region.
    pub region: RegionCode,
    /// Total before and after, `0..=1` and bonuses; `None` if unknown.
    pub totals: [Option<f64>; 2],
    /// What each of [`Changes::causes`] adds to the total; they sum to the difference. Empty where
    /// a total is unknown: from nothing there is no difference.
    pub parts: Vec<f64>,
}

/// Everything that differs.
#[derive(Debug, Clone, PartialEq)]
pub struct Changes {
    /// The causes that occur, in the order of [`Cause::ALL`].
    pub causes: Vec<Cause>,
    /// The regions that are in both rounds, by code.
    pub regions: Vec<RegionChange>,
}

/// A point of either round in one region.
#[derive(Debug, Clone, PartialEq)]
pub struct PointChange {
    /// Its id.
    pub id: PointId,
    /// Position in the system before and after.
    pub positions: [Option<usize>; 2],
    /// Score before and after.
    pub scores: [Option<f64>; 2],
    /// Share of the total before and after, unknown siblings' weights included.
    pub weights: [f64; 2],
    /// What it adds to the difference of the weighted totals.
    pub part: PointPart,
    /// Why its score or its being there is otherwise.
    pub causes: Vec<Cause>,
}

impl<'s> Comparison<'s> {
    /// A comparison of rounds scored by these systems.
    ///
    /// # Errors
    ///
    /// [`Incomparable::Tree`].
    pub fn new(before: Side<'s>, after: Side<'s>) -> Result<Self, Incomparable> {
        let union = Union::of(before.system, after.system)?;
        Ok(Self { sides: [before, after], union, regions: Vec::new() })
    }

    /// Takes a region of both rounds.
    pub fn take(&mut self, code: RegionCode, before: Counted<'_>, after: Counted<'_>) {
        let [old, new] = self.sides;
        let same_day = old.collected_on == new.collected_on;
        let scores = [
            score_region(old.system, code, before.verdicts),
            score_region(new.system, code, after.verdicts),
        ];
        let answers = [before, after].map(answers_of);
        let cells = self.union.points.iter().map(|positions| {
            let point = |side: usize, system: &'s IndicatorSystem| {
                let position = positions.get(side).copied().flatten()?;
                let point = system.points.get(position)?;
                let verdicts = answers.get(side).and_then(|answers| answers.get(&point.id));
                Some((&point.score, verdicts.map(Vec::as_slice).unwrap_or_default()))
            };
            cell(point(0, old.system), point(1, new.system), same_day)
        });
        let cells = cells.collect();
        self.regions.push(Region { code, scores, cells });
    }

    /// Splits the differences.
    ///
    /// # Errors
    ///
    /// See [`Incomparable`].
    pub fn changes(&self) -> Result<Changes, Incomparable> {
        let causes = self.causes();
        let sets: Vec<Causes> =
            (0..1_usize << causes.len()).map(|set| of_bits(&causes, set)).collect();
        let mut totals = Vec::with_capacity(sets.len());
        for set in sets {
            totals.push(self.totals(set)?);
        }
        let mut regions = Vec::with_capacity(self.regions.len());
        for (row, region) in self.regions.iter().enumerate() {
            let of =
                |set: usize| totals.get(set).and_then(|totals| totals.get(row).copied().flatten());
            let shown = region.scores.each_ref().map(|score| score.total.score);
            let parts = match (of(0), shown) {
                // Where some causes alone leave nothing known, nothing is said to have changed.
                (Some(before), [Some(_), Some(_)]) => {
                    shapley(causes.len(), |set| of(set).unwrap_or(before))?
                }
                (None, _) | (_, [None, _] | [_, None]) => Vec::new(),
            };
            regions.push(RegionChange { region: region.code, totals: shown, parts });
        }
        regions.sort_by_key(|change| change.region);
        Ok(Changes { causes, regions })
    }

    /// The scores of a region before and after.
    pub fn scores(&self, region: RegionCode) -> Option<&[RegionScore; 2]> {
        self.region(region).map(|region| &region.scores)
    }

    /// The points of a region, in the order of the system before and then those that are new. Their
    /// parts sum to the difference of the weighted totals, which bonuses are not in.
    pub fn points(&self, region: RegionCode) -> Vec<PointChange> {
        let Some(region) = self.region(region) else { return Vec::new() };
        let on = |side: usize, positions: &[Option<usize>; 2]| {
            let position = positions.get(side).copied().flatten()?;
            region.scores.get(side)?.points.get(position)
        };
        let columns = |side: usize| -> (Vec<f64>, Vec<Option<f64>>) {
            let points = self.union.points.iter().map(|positions| on(side, positions));
            points.map(|point| point.map_or((0.0, None), |p| (p.node.weight, p.node.score))).unzip()
        };
        let [(was, old), (is, new)] = [columns(0), columns(1)];
        let parts =
            by_point(&Shares { shares: &was, scores: &old }, &Shares { shares: &is, scores: &new });
        let ids = self.union.points.iter().zip(&self.union.ids).zip(&region.cells);
        let columns = old.into_iter().zip(new).zip(was.into_iter().zip(is));
        ids.zip(columns)
            .zip(parts)
            .map(|((((positions, id), cell), ((old, new), (was, is))), part)| PointChange {
                id: id.clone(),
                positions: *positions,
                scores: [old, new],
                weights: [was, is],
                part,
                causes: cell.causes(),
            })
            .collect()
    }

    fn region(&self, code: RegionCode) -> Option<&Region> {
        self.regions.iter().find(|region| region.code == code)
    }

    /// The causes that move anything.
    fn causes(&self) -> Vec<Cause> {
        let mut found = self.union.causes();
        for cell in self.regions.iter().flat_map(|region| &region.cells) {
            cell.causes().into_iter().for_each(|cause| found.insert(cause));
        }
        Cause::ALL.iter().copied().filter(|cause| found.has(*cause)).collect()
    }

    /// Totals with these causes as after and the others as before.
    fn totals(&self, set: Causes) -> Result<Vec<Option<f64>>, Incomparable> {
        let table = Table::from_fn(self.regions.len(), self.union.points.len(), |row, column| {
            self.regions.get(row)?.cells.get(column)?.score(set)
        })?;
        Ok(self.union.totals(&table, set)?)
    }
}

/// Verdicts by point.
fn answers_of(counted: Counted<'_>) -> BTreeMap<&PointId, Vec<Answer<'_>>> {
    let marks: BTreeMap<_, _> =
        counted.marks.iter().map(|mark| (&mark.target, &mark.machine)).collect();
    let mut by_point: BTreeMap<&PointId, Vec<Answer<'_>>> = BTreeMap::new();
    for verdict in counted.verdicts {
        let machine = marks.get(&Target::of(verdict));
        let is_peoples = machine.is_some_and(|machine| **machine != verdict.finding);
        by_point.entry(&verdict.point).or_default().push(Answer { verdict, is_peoples });
    }
    by_point
}

/// The causes whose bits are set.
fn of_bits(causes: &[Cause], set: usize) -> Causes {
    let mut found = Causes::default();
    let chosen = causes.iter().enumerate().filter(|(at, _)| set >> at & 1 == 1);
    chosen.for_each(|(_, cause)| found.insert(*cause));
    found
}
