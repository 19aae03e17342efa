//! An explanation as one line a point: the decomposition of the total.

use std::io;

use super::{Explanation, IndicatorPart, PointPart};
use crate::report::clean::csv_text;

const HEADER: &str = "indicator,point,title,score,coverage,lower,upper,full_weight,effective_weight,\
                      contribution,verdicts,finding,unknown";

/// Position of `contribution`.
const CONTRIBUTION: usize = 9;

/// Contributions of all lines sum to the total, but for rounding. A bonus or the like has a line of its
/// own, without a point.
pub(super) fn write(out: &mut impl io::Write, explanation: &Explanation) -> io::Result<()> {
    write!(out, "{HEADER}\r\n")?;
    for indicator in &explanation.indicators {
        if let Some(adds) = indicator.adds {
            let mut line = vec![String::new(); HEADER.split(',').count()];
            let cells = [(0, csv_text(&indicator.id)), (2, csv_text(&indicator.title.zh))];
            for (at, cell) in cells.into_iter().chain([(CONTRIBUTION, adds.to_string())]) {
                line.get_mut(at).into_iter().for_each(|slot| slot.clone_from(&cell));
            }
            write!(out, "{}\r\n", line.join(","))?;
        }
        for point in &indicator.points {
            write!(out, "{}\r\n", cells(indicator, point).join(","))?;
        }
    }
    Ok(())
}

fn cells(indicator: &IndicatorPart, point: &PointPart) -> Vec<String> {
    let or_empty = |value: Option<String>| value.unwrap_or_default();
    let node = &point.node;
    let words: Vec<&str> = point.verdicts.iter().map(|verdict| verdict.words.zh.as_str()).collect();
    let reasons = point.verdicts.iter().filter_map(|verdict| Some(verdict.unknown.as_ref()?.name));
    let reasons: Vec<&str> = reasons.collect();
    vec![
        csv_text(&indicator.id),
        csv_text(&point.id),
        csv_text(&point.title.zh),
        or_empty(node.score.map(|score| score.to_string())),
        node.coverage.to_string(),
        node.lower.to_string(),
        node.upper.to_string(),
        node.full_weight.to_string(),
        node.effective_weight.to_string(),
        or_empty(node.contribution.map(|one| one.to_string())),
        point.verdicts.len().to_string(),
        csv_text(&words.join("; ")),
        csv_text(&reasons.join("; ")),
    ]
}
