//! What the round comes to: the ranking, and one region from its total down to its pages.

use super::Form;
use crate::aggregate::{Focus, Group, score_region};
use crate::model::{Area, Region, RegionCode};
use crate::report::{Part, Ranking, View, explain};
use crate::review::{Effective, effective};
use crate::serve::call::Call;
use crate::serve::problem::{self, Problem};
use crate::serve::seat::Seat;

pub(super) fn ranking(seat: &mut Seat, call: &Call, form: Form) -> Result<Vec<u8>, Problem> {
    let board = seat.board();
    let (system, regions) = (board.system(), &seat.manifests.regions);
    let focus = match call.query("node") {
        None => Focus::Total,
        Some(id) => {
            Focus::of_node(system, id).ok_or_else(|| Problem::new(problem::NOT_FOUND).detail(id))?
        }
    };
    let group = group(call)?;
    let view = View { focus, group: &group, class_rule: None, coverage_min: coverage_min(call)? };
    let ranking = Ranking::new(system, regions, board.scores(), view).with_reviews(&board.marks());
    let mut bytes = Vec::new();
    match form {
        Form::Json => ranking.write_json(&mut bytes)?,
        Form::Csv => ranking.write_csv(&mut bytes)?,
    }
    Ok(bytes)
}

fn group(call: &Call) -> Result<Group, Problem> {
    let area = call.query("area").map(|name| {
        let found = Area::ALL.into_iter().find(|area| area.name() == name);
        found.ok_or_else(|| Problem::bad(format!("`{name}` is no area")))
    });
    let province = call.query("province").map(code);
    let (area, province) = (area.transpose()?, province.transpose()?);
    Ok(Group { area, province, tag: call.query("tag").map(str::to_owned) })
}

/// In `0..=1`, from per cent.
fn coverage_min(call: &Call) -> Result<f64, Problem> {
    let Some(text) = call.query("coverage_min") else { return Ok(0.0) };
    let percent = text.parse().ok().filter(|percent| (0.0..=100.0).contains(percent));
    let percent: f64 = percent.ok_or_else(|| Problem::bad(format!("`{text}` is no share")))?;
    Ok(percent / 100.0)
}

/// Six digits.
pub(super) fn code(text: &str) -> Result<RegionCode, Problem> {
    let code = text.parse().ok().and_then(RegionCode::new);
    code.ok_or_else(|| Problem::bad(format!("`{text}` is no code of six digits")))
}

pub(super) fn region(seat: &mut Seat, call: &Call, form: Form) -> Result<Vec<u8>, Problem> {
    let code = code(call.needed("region")?)?;
    let none = || Problem::new(problem::NOT_FOUND).detail(code.to_string());
    let board = seat.board();
    let known = |region: &&Region| region.code == code;
    let region = seat.manifests.regions.iter().find(known).ok_or_else(none)?;
    let machine = board.verdicts_of(code).ok_or_else(none)?;
    // Scored as far as the asker may see it, so that score and verdicts agree.
    let ledger = call.sight().ledger(board);
    let Effective { verdicts, marks } = effective(board.system(), machine, &ledger);
    let score = score_region(board.system(), code, &verdicts);
    let explanation = explain(board.system(), region, &score, &verdicts, Part::Whole)
        .map_err(|error| Problem::of(problem::INSIDE, &error))?
        .with_reviews(&marks);
    let mut bytes = Vec::new();
    match form {
        Form::Json => explanation.write_json(&mut bytes)?,
        Form::Csv => explanation.write_csv(&mut bytes)?,
    }
    Ok(bytes)
}
