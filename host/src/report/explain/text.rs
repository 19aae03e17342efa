//! An explanation as indented text, Chinese first and English beside it.

use std::io;

use super::{Explanation, IndicatorPart, JudgePart, NodePart, PointPart, QuotePart, VerdictPart};
use crate::model::{Basis, Exhibit, HumanTask, ReviewMark, Text};
use crate::report::clean::{clean, clean_lines, clean_url};
use crate::report::{Percent, words};

pub(super) fn write(out: &mut impl io::Write, explanation: &Explanation) -> io::Result<()> {
    let Explanation { edition, code, region, total, vetoes, peers, indicators } = explanation;
    writeln!(out, "{} · {code} · {}", both(region), clean(edition))?;
    writeln!(out, "总分 total {}", scores(total))?;
    if !vetoes.is_empty() {
        writeln!(
            out,
            "单项否决，总分不计 vetoed, the total does not count: {}",
            clean(&vetoes.join(" "))
        )?;
    }
    if let Some(peers) = peers {
        peers.write_text(out)?;
    }
    for indicator in indicators {
        writeln!(out)?;
        write_indicator(out, indicator)?;
    }
    Ok(())
}

fn write_indicator(out: &mut impl io::Write, indicator: &IndicatorPart) -> io::Result<()> {
    let IndicatorPart { id, level, title, weight, weight_basis, adds, node, points } = indicator;
    let indent = usize::from(level.saturating_sub(1)) * 2;
    line(out, indent, &format!("{} {}", clean(id), both(title)))?;
    line(
        out,
        indent + 2,
        &format!("得分 score {} · {}", scores(node), weights((*weight, *weight_basis), node)),
    )?;
    if let Some(adds) = adds {
        line(
            out,
            indent + 2,
            &format!("不占权重，改变总分 does not weigh, changes the total by {adds}"),
        )?;
    }
    for point in points {
        write_point(out, indent + 2, point)?;
    }
    Ok(())
}

fn write_point(out: &mut impl io::Write, indent: usize, point: &PointPart) -> io::Result<()> {
    let PointPart {
        id,
        title,
        weight,
        weight_basis,
        node,
        rule,
        rule_basis,
        source,
        human,
        verdicts,
    } = point;
    line(out, indent, &format!("{} {}", clean(id), both(title)))?;
    let indent = indent + 2;
    let scores = if node.coverage == Percent::of(1.0) { score(node) } else { scores(node) };
    let weights = weights((*weight, *weight_basis), node);
    line(out, indent, &format!("得分 score {scores} · {weights}"))?;
    // A rule holds names from the manifest; `words` has cleaned them, and grades may be many.
    let (basis, source) = (basis(*rule_basis), clean(source));
    line(out, indent, &format!("规则 rule: {} / {}（{basis} · {source}）", rule.zh, rule.en))?;
    if let Some(human) = human {
        write_human(out, indent, human)?;
    }
    if verdicts.is_empty() {
        line(out, indent, "结论 finding: 无判定 / no verdict")?;
    }
    for verdict in verdicts {
        write_verdict(out, indent, verdict)?;
    }
    Ok(())
}

/// Instructions are the manifest's own and are shown whole: half of them would mislead.
fn write_human(out: &mut impl io::Write, indent: usize, human: &HumanTask) -> io::Result<()> {
    let HumanTask { instructions, pages } = human;
    let pages: Vec<String> = pages.iter().map(|role| clean(role)).collect();
    line(out, indent, &format!("由人判断 for a person; 页面 pages: {}", pages.join(", ")))?;
    for words in [&instructions.zh, &instructions.en] {
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        line(out, indent + 2, &clean_lines(&words))?;
    }
    Ok(())
}

fn write_verdict(out: &mut impl io::Write, indent: usize, verdict: &VerdictPart) -> io::Result<()> {
    let VerdictPart { page, words, score, confidence_per_mille, note, evidence, judge, .. } =
        verdict;
    let score = score.map_or_else(String::new, |score| format!(" → {score}"));
    line(out, indent, &format!("结论 finding: {}{score}", both(words)))?;
    let indent = indent + 2;
    if let Some(unknown) = &verdict.unknown {
        let detail = both(&unknown.note);
        let gap = if detail.is_empty() { "" } else { ": " };
        let reason = format!("{} / {}{gap}{detail}", unknown.zh, unknown.name);
        line(out, indent, &format!("未知原因 reason: {reason}"))?;
    }
    if let Some(page) = page {
        line(out, indent, &format!("所评页面 page judged: {}", clean_url(page)))?;
    }
    if let Some(note) = note {
        line(out, indent, &format!("备注 note: {}", clean(note)))?;
    }
    for quote in evidence {
        write_quote(out, indent, quote)?;
    }
    if evidence.is_empty() && judge.n_pages > 0 {
        let (n_pages, pages) = (judge.n_pages, short(&judge.pages));
        line(out, indent, &format!("无引文 no quote; 所看页面 pages seen {n_pages} · {pages}"))?;
    }
    if let Some(review) = &verdict.review {
        write_review(out, indent, review)?;
    }
    let sure = Percent::of(f64::from(*confidence_per_mille) / 1000.0);
    line(out, indent, &format!("{} · 把握 confidence {sure}%", judge_words(judge)))
}

fn write_review(out: &mut impl io::Write, indent: usize, mark: &ReviewMark) -> io::Result<()> {
    let ReviewMark { authority, call, people, at, reason, exhibits, machine, target: _ } = mark;
    let [zh, en] = authority.words();
    let people = clean(&people.join(", "));
    let call = if call.is_empty() { String::new() } else { format!(" · {call}") };
    let machine = both(&words::finding(machine));
    line(
        out,
        indent,
        &format!(
            "人工 people: {zh} {en}{call} · {people} · {} · 机判 machine: {machine}",
            clean(at)
        ),
    )?;
    if !reason.is_empty() {
        line(out, indent + 2, &format!("理由 reason: {}", clean(reason)))?;
    }
    for Exhibit { url, quote, file } in exhibits {
        let file = file.map_or_else(String::new, |file| format!(" · {file}"));
        let shown = format!("“{}” {}{file}", clean(quote), clean_url(url));
        line(out, indent + 2, &format!("凭证 shown: {shown}"))?;
    }
    Ok(())
}

fn write_quote(out: &mut impl io::Write, indent: usize, quote: &QuotePart) -> io::Result<()> {
    let QuotePart { quote, url, page, node } = quote;
    let node = node.map_or_else(String::new, |node| format!(" · 节点 node {node}"));
    if quote.is_empty() {
        line(out, indent, "附页 page attached:")?;
    } else {
        line(out, indent, &format!("引文 quote: “{}”", clean(quote)))?;
    }
    line(out, indent + 2, &format!("页面 page: {}", clean_url(url)))?;
    line(out, indent + 2, &format!("摘要 digest: {page}{node}"))
}

fn line(out: &mut impl io::Write, indent: usize, text: &str) -> io::Result<()> {
    writeln!(out, "{:indent$}{}", "", text)
}

/// `中文 / English`, or once where both are the same.
fn both(title: &Text) -> String {
    let (zh, en) = (clean(&title.zh), clean(&title.en));
    if zh == en { zh } else { format!("{zh} / {en}") }
}

fn score(node: &NodePart) -> String {
    node.score.map_or_else(|| "未知 unknown".to_owned(), |score| score.to_string())
}

/// With what the score leaves open.
fn scores(node: &NodePart) -> String {
    let score = score(node);
    let NodePart { coverage, lower, upper, .. } = node;
    format!("{score} · 覆盖率 coverage {coverage}% · 可能区间 bounds {lower}-{upper}")
}

fn basis(basis: Basis) -> String {
    format!("{} {}", basis.zh(), basis.name())
}

fn weights((weight, whose): (Percent, Basis), node: &NodePart) -> String {
    let whose = basis(whose);
    let effective = node.effective_weight;
    let contribution = node.contribution.map_or_else(|| "-".to_owned(), |one| one.to_string());
    format!(
        "权重 weight {weight}%（{whose}）· 实际权重 effective {effective}% · 贡献 contribution {contribution}"
    )
}

/// A digest with its prefix and its first 12 digits; JSON has the whole.
fn short(digest: &str) -> String {
    digest.chars().take("sha256:".len() + 12).collect()
}

/// A judge on one line.
pub fn judge_words(judge: &JudgePart) -> String {
    let JudgePart {
        family,
        version,
        probe,
        contract,
        criterion,
        params,
        n_pages: _,
        pages: _,
        cost_fuel,
    } = judge;
    let Some(probe) = probe else { return "判者 judge: 未用探针 / no probe".to_owned() };
    let (probe, params) = (short(probe), short(params));
    let (family, version) = (clean(family), clean(version));
    let (contract, criterion) = (clean(contract), clean(criterion));
    format!(
        "判者 judge: {family} {version} {probe} · 合约 contract {contract} · \
         判据 criterion {criterion} · 参数 params {params} · 成本 cost {cost_fuel} fuel"
    )
}
