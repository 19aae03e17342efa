//! The audit of an index: what its indicators are worth, as a table, as CSV and as JSON.

use std::io;

use serde::Serialize;

use super::clean::{clean, clean_url, csv_text, write_json};
use super::table::{Align, Table};
use super::{Percent, RoundWords};
use crate::audit::{
    AuditFinding, COLLINEAR_MIN, CORRELATED_REGIONS_MIN, Element, Level, Pair, Shared, Worth,
};

/// Indicators of a level that a matrix on a terminal has room for.
const MATRIX_MAX: usize = 12;

/// Pairs, sites and pages listed in the table; JSON has all.
const LISTED_MAX: usize = 20;

/// Regions named in a line.
const NAMED_MAX: usize = 6;

/// Everything an audit says of the indicators of a round.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct IndexAudit {
    /// The round.
    pub round: RoundWords,
    /// Elements, correlations, collinear points.
    #[serde(flatten)]
    pub worth: Worth,
    /// Silent probes and points, constant points, regions of which nothing is known, shared first pages.
    pub findings: Vec<AuditFinding>,
    /// Sites and pages of several regions.
    pub shared: Vec<Shared>,
}

impl IndexAudit {
    /// Writes tables: indicators, points with a flag, correlations by level, and what to look at.
    ///
    /// # Errors
    ///
    /// If `out` fails.
    pub fn write_table(&self, out: &mut impl io::Write) -> io::Result<()> {
        let Self { round, worth, findings, shared } = self;
        let (n_regions, least) = (worth.n_regions, CORRELATED_REGIONS_MIN);
        writeln!(
            out,
            "{} ({}) · {n_regions} 个地区 regions\n",
            clean(&round.round),
            clean(&round.edition)
        )?;
        elements(
            out,
            worth.elements.iter().filter(|one| one.level.is_some() || !one.flags.is_empty()),
        )?;
        writeln!(
            out,
            "\n点位只列有标记的 of points only those with a flag · 相关与可信度至少要 {least} 个地区 correlations and alpha need {least} regions"
        )?;
        worth.levels.iter().try_for_each(|level| matrix(out, level))?;
        pairs(out, &worth.collinear)?;
        for AuditFinding { name, text, what_to_do, .. } in findings {
            writeln!(out, "\n{name}: {} / {}", clean(&text.zh), clean(&text.en))?;
            writeln!(out, "  → {} / {}", what_to_do.zh, what_to_do.en)?;
        }
        sharing(out, shared)
    }

    /// Writes RFC 4180, one line an element; unknown is an empty cell.
    ///
    /// # Errors
    ///
    /// If `out` fails.
    pub fn write_csv(&self, out: &mut impl io::Write) -> io::Result<()> {
        write!(
            out,
            "id,title,level,known,mean,deviation,min,max,full_weight,importance,r_parent,alpha,flags\r\n"
        )?;
        for element in &self.worth.elements {
            write!(out, "{}\r\n", cells(element, csv_text, "").join(","))?;
        }
        Ok(())
    }

    /// Writes JSON, nothing rounded.
    ///
    /// # Errors
    ///
    /// If `out` fails.
    pub fn write_json(&self, out: &mut impl io::Write) -> io::Result<()> {
        write_json(out, self)
    }
}

fn elements<'e>(
    out: &mut impl io::Write,
    shown: impl Iterator<Item = &'e Element>,
) -> io::Result<()> {
    let zh = [
        "代码",
        "名称",
        "层级",
        "已知",
        "均值",
        "标准差",
        "最低",
        "最高",
        "权重",
        "作用",
        "与上级",
        "可信度",
        "标记",
    ];
    let en = [
        "id",
        "title",
        "level",
        "known",
        "mean",
        "sd",
        "min",
        "max",
        "weight",
        "importance",
        "r parent",
        "alpha",
        "flags",
    ];
    let mut rows = vec![zh.map(str::to_owned).to_vec(), en.map(str::to_owned).to_vec()];
    rows.extend(shown.map(|element| cells(element, clean, "-")));
    let mut align = vec![Align::Right; zh.len()];
    for left in [0, 1, zh.len() - 1] {
        align.get_mut(left).into_iter().for_each(|slot| *slot = Align::Left);
    }
    Table { align, rows }.write(out)
}

/// Scores and shares in per cent, correlations with two decimals.
fn cells(element: &Element, text: fn(&str) -> String, none: &str) -> Vec<String> {
    let or_none = |shown: Option<String>| shown.unwrap_or_else(|| none.to_owned());
    let share = |share: Option<f64>| or_none(share.map(|share| Percent::of(share).to_string()));
    let number = |number: Option<f64>| or_none(number.map(|number| format!("{number:.2}")));
    let [least, most] = element.range.map_or([None; 2], |range| range.map(Some));
    vec![
        text(&element.id),
        text(&element.title.zh),
        or_none(element.level.map(|level| level.to_string())),
        element.n_known.to_string(),
        share(element.mean),
        share(element.deviation),
        share(least),
        share(most),
        share(Some(element.full_weight)),
        share(element.importance),
        number(element.with_parent),
        number(element.alpha),
        element.flags.join(" "),
    ]
}

fn matrix(out: &mut impl io::Write, level: &Level) -> io::Result<()> {
    let Level { level, ids, correlations } = level;
    if ids.len() > MATRIX_MAX {
        return writeln!(
            out,
            "\n{level} 级 level {level}: {} 个指标的相关见 JSON correlations are in the JSON",
            ids.len()
        );
    }
    writeln!(out, "\n{level} 级指标的相关 correlations of level {level}")?;
    let mut rows =
        vec![std::iter::once(String::new()).chain(ids.iter().map(|id| clean(id))).collect()];
    rows.extend(ids.iter().zip(correlations).map(|(id, row)| {
        let r = |r: &Option<f64>| r.map_or_else(|| "-".to_owned(), |r| format!("{r:.2}"));
        std::iter::once(clean(id)).chain(row.iter().map(r)).collect::<Vec<_>>()
    }));
    let mut align = vec![Align::Right; ids.len() + 1];
    align.first_mut().into_iter().for_each(|slot| *slot = Align::Left);
    Table { align, rows }.write(out)
}

fn pairs(out: &mut impl io::Write, pairs: &[Pair]) -> io::Result<()> {
    let n = pairs.len();
    writeln!(out, "\n共线的点位（|r| ≥ {COLLINEAR_MIN}）collinear points: {n}")?;
    for Pair { a, b, r } in pairs.iter().take(LISTED_MAX) {
        writeln!(out, "  {} {} {r:.3}", clean(a), clean(b))?;
    }
    more(out, n)
}

fn sharing(out: &mut impl io::Write, shared: &[Shared]) -> io::Result<()> {
    writeln!(
        out,
        "\n几个地区共有的网站、网页 sites and pages of several regions: {}",
        shared.len()
    )?;
    for Shared { place, digest, regions } in shared.iter().take(LISTED_MAX) {
        let kind = if digest.is_some() { "网页 page" } else { "网站 site" };
        let named: Vec<&str> = regions.iter().take(NAMED_MAX).map(String::as_str).collect();
        let rest = regions.len().saturating_sub(NAMED_MAX);
        let rest = if rest > 0 { format!(" … +{rest}") } else { String::new() };
        writeln!(out, "  {kind} {}: {}{rest}", clean_url(place), named.join(" "))?;
    }
    more(out, shared.len())
}

/// How many are not listed.
fn more(out: &mut impl io::Write, n: usize) -> io::Result<()> {
    match n.checked_sub(LISTED_MAX) {
        Some(rest @ 1..) => writeln!(out, "  … +{rest}，见 JSON see the JSON"),
        Some(0) | None => Ok(()),
    }
}
