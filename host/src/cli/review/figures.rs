//! `review figures`: how well machines and people judge.

use std::collections::BTreeMap;

use bluebook_index::judges::Quality;

use super::sit::sit;
use crate::cli::args::{Common, FiguresFormat, ReviewFigures};
use crate::cli::{Failed, Streams};
use crate::model::{JudgedBy, MeasuredJudge};
use crate::panel::write_figures_csv;
use crate::report::{Align, Percent, Table, clean, write_json};
use crate::review::{Agreement, Figures, Measured, ReviewerFigures, quality_of};

pub(crate) fn figures(
    common: &Common,
    args: &ReviewFigures,
    streams: &mut Streams<'_>,
) -> Result<(), Failed> {
    let (_stored, desk) = sit(common, None)?;
    let figures = Figures::of(desk.board());
    match args.format {
        FiguresFormat::Json => write_json(&mut streams.out, &figures)?,
        FiguresFormat::Csv => write_figures_csv(&mut streams.out, &figures)?,
        FiguresFormat::Toml => write_toml(&figures, streams)?,
        FiguresFormat::Table => write_tables(&figures, streams)?,
    }
    Ok(())
}

/// The errors of a round's judges as its reviews have measured them, for a scenario.
pub(crate) fn measured_judges(common: &Common) -> Result<Vec<MeasuredJudge>, Failed> {
    let (_stored, desk) = sit(common, None)?;
    let figures = Figures::of(desk.board());
    let judge = |((family, criterion), one): ((&str, &str), &Measured)| {
        let Quality { precision, recall } = quality_of(Some(one));
        let of = JudgedBy::Criterion(family.to_owned(), criterion.to_owned());
        MeasuredJudge { of, precision, recall }
    };
    Ok(both_measured(&figures).map(judge).collect())
}

/// Family and criterion of which both shares were measured.
fn both_measured(figures: &Figures) -> impl Iterator<Item = ((&str, &str), &Measured)> {
    let measured = figures.criteria.iter();
    let measured = measured.filter(|(_, one)| one.precision.is_some() && one.recall.is_some());
    measured.filter_map(|(name, one)| Some((name.split_once('/')?, one)))
}

/// Tables of a scenario, so that what was measured becomes part of how unsure ranks are.
fn write_toml(figures: &Figures, streams: &mut Streams<'_>) -> Result<(), Failed> {
    for ((family, criterion), one) in both_measured(figures) {
        let Quality { precision, recall } = quality_of(Some(one));
        writeln!(
            streams.out,
            "# {} {}/{} · {} {}/{}\n[[uncertainty.judge]]\nprobe = {family:?}\ncriterion = {criterion:?}\n\
             precision = {}\nrecall = {}\n",
            interval(one.precision_interval),
            one.n_found_right,
            one.n_found_by_lot,
            interval(one.recall_interval),
            one.n_missed,
            one.n_not_found_by_lot,
            100.0 * precision,
            100.0 * recall,
        )?;
    }
    Ok(())
}

fn write_tables(figures: &Figures, streams: &mut Streams<'_>) -> Result<(), Failed> {
    let Figures { n_tasks, n_settled, n_half, n_disputed, n_stale, .. } = figures;
    writeln!(
        streams.out,
        "题 questions {n_tasks} · 已定 settled {n_settled} · 待第二人 half {n_half} · \
         有分歧 disputed {n_disputed} · 页面或规则已变 stale {n_stale}\n"
    )?;
    write_measured("探针 probe", &figures.probes, streams)?;
    write_measured("判据 criterion", &figures.criteria, streams)?;
    writeln!(
        streams.out,
        "准确率和召回率只由抽签得来的题计算，区间为 95% / precision and recall are of questions drawn \
         by lot, intervals of 95%\n"
    )?;
    let mut agreements = BTreeMap::from([("全部 all".to_owned(), figures.agreement.clone())]);
    agreements.extend(figures.agreement_by_point.clone());
    write_agreements(&agreements, streams)?;
    write_reviewers(&figures.reviewers, streams)?;
    for (probe, reason) in &figures.quarantined {
        writeln!(streams.out, "停信 in quarantine {}: {}", clean(probe), clean(reason))?;
    }
    Ok(())
}

fn share(value: Option<f64>) -> String {
    value.map_or_else(|| "-".to_owned(), |value| Percent::of(value).to_string())
}

/// κ and α may be negative.
fn coefficient(value: Option<f64>) -> String {
    value.map_or_else(|| "-".to_owned(), |value| format!("{value:.3}"))
}

fn interval([lower, upper]: [f64; 2]) -> String {
    format!("{}-{}", Percent::of(lower), Percent::of(upper))
}

fn table(head: &[&str], rows: Vec<Vec<String>>, streams: &mut Streams<'_>) -> Result<(), Failed> {
    if rows.is_empty() {
        return Ok(());
    }
    let mut align = vec![Align::Left];
    align.resize(head.len(), Align::Right);
    let head = head.iter().map(|cell| (*cell).to_owned()).collect();
    let rows = std::iter::once(head).chain(rows).collect();
    Table { align, rows }.write(&mut streams.out)?;
    writeln!(streams.out)?;
    Ok(())
}

fn write_measured(
    name: &str,
    measured: &BTreeMap<String, Measured>,
    streams: &mut Streams<'_>,
) -> Result<(), Failed> {
    let row = |(name, one): (&String, &Measured)| {
        let precision = one.precision.map(|_| interval(one.precision_interval));
        let recall = one.recall.map(|_| interval(one.recall_interval));
        vec![
            clean(name),
            (one.n_found + one.n_not_found).to_string(),
            one.n_reviewed.to_string(),
            one.n_wrong.to_string(),
            format!("{}/{}", one.n_found_right, one.n_found_by_lot),
            share(one.precision),
            precision.unwrap_or_default(),
            share(one.recall),
            recall.unwrap_or_default(),
        ]
    };
    let rows = measured.iter().filter(|(_, one)| one.n_reviewed > 0).map(row).collect();
    let head = [
        name,
        "判定 verdicts",
        "已核 reviewed",
        "有误 wrong",
        "抽中 by lot",
        "准确率 precision%",
        "区间",
        "召回率 recall%",
        "区间",
    ];
    table(&head, rows, streams)
}

fn write_agreements(
    agreements: &BTreeMap<String, Agreement>,
    streams: &mut Streams<'_>,
) -> Result<(), Failed> {
    let row = |(name, one): (&String, &Agreement)| {
        vec![
            clean(name),
            one.n_questions.to_string(),
            share(one.agreement),
            coefficient(one.kappa),
            coefficient(one.kappa_adjusted),
            coefficient(one.prevalence),
            coefficient(one.bias),
            coefficient(one.alpha),
        ]
    };
    let rows = agreements.iter().filter(|(_, one)| one.n_questions > 0).map(row).collect();
    let head = [
        "一致性 agreement",
        "双评题 pairs",
        "一致 agree%",
        "kappa",
        "PABAK",
        "普遍度 prevalence",
        "偏倚 bias",
        "alpha",
    ];
    table(&head, rows, streams)
}

fn write_reviewers(
    reviewers: &BTreeMap<String, ReviewerFigures>,
    streams: &mut Streams<'_>,
) -> Result<(), Failed> {
    let row = |(person, one): (&String, &ReviewerFigures)| {
        let calls: Vec<String> = one.calls.iter().map(|(call, n)| format!("{call} {n}")).collect();
        let gold = if one.n_gold > 0 { interval(one.gold_interval) } else { String::new() };
        vec![
            clean(person),
            calls.join(", "),
            one.n_undone.to_string(),
            one.n_adjudicated.to_string(),
            one.others.n.to_string(),
            share(one.others.agreement),
            coefficient(one.others.kappa),
            format!("{}/{}", one.n_gold_right, one.n_gold),
            gold,
        ]
    };
    let rows = reviewers.iter().map(row).collect();
    let head = [
        "人员 person",
        "意见 calls",
        "撤销 undone",
        "裁定 adjudicated",
        "双评 pairs",
        "一致 agree%",
        "kappa",
        "已知题 gold",
        "区间",
    ];
    table(&head, rows, streams)
}
