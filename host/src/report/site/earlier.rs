//! An earlier round as the page shows it: the rows of `bluebook compare`, and cells with their causes
//! for whatever is looked at more closely.

use serde::Serialize;

use super::Earlier;
use super::cells::Cells;
use super::core::RoundPart;
use crate::aggregate::Cause;
use crate::model::{RegionCode, Text};
use crate::report::clean::clean;
use crate::report::{ComparedRow, Percent, Points};

#[derive(Debug, Serialize)]
pub(super) struct EarlierPart {
    round: RoundPart,
    /// Position of each region of this round in the earlier one.
    rows: Vec<Option<usize>>,
    cells: Cells,
    codes: Vec<String>,
    /// The causes that occur, in the order of `parts` below.
    causes: Vec<Text>,
    /// Of each region of this round that is in both.
    compared: Vec<Option<RowPart>>,
    /// Positions of the causes by which a point's score is another one.
    why: Cells,
    /// Codes of regions that are in one of the rounds only.
    gone: Vec<String>,
    new: Vec<String>,
}

#[derive(Debug, Serialize)]
struct RowPart {
    total: [Option<Percent>; 2],
    change: Option<Points>,
    parts: Vec<Points>,
    rank: [Option<u32>; 2],
    n_up: Option<i64>,
    n_up_by_list: Option<i64>,
    class: [Option<Text>; 2],
}

impl EarlierPart {
    pub(super) fn of(earlier: &Earlier<'_>, codes: &[RegionCode], n_points: usize) -> Self {
        let Earlier { round, compared, comparison } = earlier;
        let own = |code: &RegionCode| round.scores.iter().position(|score| score.region == *code);
        let row = |code: &RegionCode| {
            let code = code.to_string();
            compared.rows.iter().find(|row| row.code == code).map(RowPart::of)
        };
        let changes: Vec<_> = codes.iter().map(|code| comparison.points(*code)).collect();
        let number = |cause: &Cause| {
            let at = compared.causes.iter().position(|one| one == cause)?;
            Some(bluebook_index::number::count(at))
        };
        let why = |point: usize, row: usize| {
            // Both rounds are scored by one system, so points stand where they stand there.
            let change = changes.get(row).and_then(|points| points.get(point));
            change.map_or_else(Vec::new, |one| one.causes.iter().filter_map(number).collect())
        };
        Self {
            round: RoundPart::of(round),
            rows: codes.iter().map(own).collect(),
            cells: Cells::of(round.scores, n_points),
            codes: round.scores.iter().map(|score| score.region.to_string()).collect(),
            causes: compared.causes.iter().map(|cause| cause.words()).collect(),
            compared: codes.iter().map(row).collect(),
            why: Cells::by(n_points, codes.len(), why),
            gone: compared.gone.clone(),
            new: compared.new.clone(),
        }
    }
}

impl RowPart {
    fn of(row: &ComparedRow) -> Self {
        let class = |class: &Option<Text>| {
            class.as_ref().map(|text| Text { zh: clean(&text.zh), en: clean(&text.en) })
        };
        Self {
            total: row.total,
            change: row.change,
            parts: row.parts.clone(),
            rank: row.rank,
            n_up: row.n_up,
            n_up_by_list: row.n_up_by_list,
            class: row.class.each_ref().map(class),
        }
    }
}
