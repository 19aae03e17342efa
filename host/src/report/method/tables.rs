//! Tables of the annex: indicators, points, sources; and cells of Markdown.

use std::collections::BTreeMap;
use std::io;

use super::basis;
use crate::aggregate::Numbers;
use crate::model::{IndicatorSystem, Judge, Part, Point};
use crate::report::clean::clean;
use crate::report::{Percent, words};

/// Words of manifests and pages in a cell: no end of the cell, no tag.
pub(super) fn cell(text: &str) -> String {
    clean(text).replace('|', "\\|").replace('<', "&lt;").replace('`', "'")
}

/// A row of cells that are made already.
pub(super) fn row(out: &mut impl io::Write, cells: &[String]) -> io::Result<()> {
    writeln!(out, "| {} |", cells.join(" | "))
}

/// The head of a table.
pub(super) fn table<const N: usize>(out: &mut impl io::Write, head: [&str; N]) -> io::Result<()> {
    row(out, &head.map(str::to_owned))?;
    row(out, &[(); N].map(|()| "---".to_owned()))
}

pub(super) fn indicators(out: &mut impl io::Write, system: &IndicatorSystem) -> io::Result<()> {
    writeln!(out, "\n## 1 指标和权重 Indicators and weights\n")?;
    table(
        out,
        [
            "指标 id",
            "级 level",
            "名称 title",
            "title",
            "占上级 of its parent %",
            "满分 full points",
            "依据 basis",
        ],
    )?;
    let numbers = Numbers::new(system, &[]);
    let shares = numbers.tree().shares(numbers.tree().weights());
    for (indicator, share) in system.indicators.iter().zip(shares) {
        let weight = match indicator.part {
            Part::Weighted => Percent::of(indicator.weight.percent() / 100.0).to_string(),
            Part::Veto => "否决 veto".to_owned(),
            Part::Bonus { points, .. } => format!("加分 bonus {points}"),
            Part::Deduction { points } => format!("扣分 deduction {points}"),
            Part::Multiplier { least } => format!("系数 multiplier {least}%"),
            Part::Cap { at_most } => format!("封顶 cap {at_most}"),
        };
        row(
            out,
            &[
                cell(&indicator.id.0),
                indicator.level.to_string(),
                cell(&indicator.title.zh),
                cell(&indicator.title.en),
                weight,
                Percent::of(share).to_string(),
                basis(indicator.basis),
            ],
        )?;
    }
    Ok(())
}

pub(super) fn points(out: &mut impl io::Write, system: &IndicatorSystem) -> io::Result<()> {
    writeln!(out, "\n## 2 点位和评分规则 Points and score rules\n")?;
    table(
        out,
        [
            "点位 id",
            "名称 title",
            "占指标 of its indicator %",
            "满分 full points",
            "依据 basis",
            "规则 rule",
            "rule",
            "依据 basis",
            "判者 judge",
            "来源 source",
        ],
    )?;
    let numbers = Numbers::new(system, &[]);
    let tree = numbers.tree();
    let shares = tree.shares(tree.weights());
    for (column, point) in system.points.iter().enumerate() {
        let share = shares.get(tree.point(column)).copied().unwrap_or(0.0);
        let rule = words::rule(&point.score);
        row(
            out,
            &[
                cell(&point.id.0),
                cell(&point.title.zh),
                Percent::of(point.weight.percent() / 100.0).to_string(),
                Percent::of(share).to_string(),
                basis(point.basis.weight),
                cell(&rule.zh),
                cell(&rule.en),
                basis(point.basis.score),
                judge(point),
                cell(&point.source),
            ],
        )?;
    }
    Ok(())
}

/// Points across indicators.
pub(super) fn topics(out: &mut impl io::Write, system: &IndicatorSystem) -> io::Result<()> {
    if system.topics.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n### 专题 Topics\n")?;
    table(out, ["专题 topic", "topic", "依据 basis", "点位 points"])?;
    system.topics.iter().try_for_each(|topic| {
        let points = topic.points.iter().filter_map(|at| system.points.get(*at));
        let points: Vec<_> = points.map(|point| cell(&point.id.0)).collect();
        let (zh, en) = (cell(&topic.title.zh), cell(&topic.title.en));
        row(out, &[zh, en, basis(topic.basis), points.join(" ")])
    })
}

fn judge(point: &Point) -> String {
    match &point.judge {
        Judge::Probe { family, criterion } => format!("{} {}", cell(family), cell(criterion)),
        Judge::Person => "人工 person".to_owned(),
        Judge::Nobody => "尚无 nobody yet".to_owned(),
    }
}

/// Where points come from, and whose their numbers are.
pub(super) fn sources(out: &mut impl io::Write, system: &IndicatorSystem) -> io::Result<()> {
    writeln!(out, "\n## 8 来源 Sources\n")?;
    table(out, ["点位的来源 source of points", "点位数 points"])?;
    let mut sources: BTreeMap<&str, usize> = BTreeMap::new();
    for point in &system.points {
        *sources.entry(&point.source).or_default() += 1;
    }
    for (source, n) in sources {
        row(out, &[cell(source), n.to_string()])?;
    }
    writeln!(out)?;
    table(
        out,
        [
            "依据 basis",
            "指标权重 weights of indicators",
            "点位权重 weights of points",
            "评分规则 score rules",
        ],
    )?;
    let mut bases: BTreeMap<_, [usize; 3]> = BTreeMap::new();
    let of_indicators = system.indicators.iter().map(|one| (one.basis, 0));
    let of_points =
        system.points.iter().flat_map(|one| [(one.basis.weight, 1), (one.basis.score, 2)]);
    for (whose, column) in of_indicators.chain(of_points) {
        bases.entry(whose).or_default().get_mut(column).into_iter().for_each(|n| *n += 1);
    }
    for (whose, counts) in bases {
        let mut cells = vec![basis(whose)];
        cells.extend(counts.map(|n| n.to_string()));
        row(out, &cells)?;
    }
    writeln!(
        out,
        "\n软件的授权是 Apache-2.0 或 MIT；地区名录等数据的来源和授权见随附的 NOTICE。网页属于其网站，只作证据保存。\n\
         The software is licensed under Apache-2.0 or MIT; NOTICE names sources and licences of the list of regions and other data. \
         Pages belong to their sites and are kept as evidence only."
    )
}
