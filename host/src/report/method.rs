//! The method annex of a round: everything a reader needs to compute it again, as Markdown.
//!
//! Nothing in it is written by hand: the indicator table, weights and rules are the manifests',
//! judges and coverage those of the round. `docs/method.md` explains the steps that it names.

mod judges;
mod tables;
mod uncertainty;

use std::io;

pub use self::judges::Judges;
use self::tables::{cell, row, table};
use super::{Coverage, Percent};
use crate::aggregate::{RegionScore, cuts};
use crate::model::{Basis, ClassCut, ClassRule, IndicatorSystem, Part, RoundHeader, Scenario};

/// A round and what it was scored by.
#[derive(Debug, Clone, Copy)]
pub struct MethodAnnex<'a> {
    /// The round.
    pub header: &'a RoundHeader,
    /// Digest of the manifests, as text.
    pub manifests: &'a str,
    /// Version of this program.
    pub program: &'a str,
    /// The system.
    pub system: &'a IndicatorSystem,
    /// Scores of all regions.
    pub scores: &'a [RegionScore],
    /// What is uncertain about the ranks, if somebody said so.
    pub scenario: Option<&'a Scenario>,
    /// Who judged.
    pub judges: &'a Judges,
}

impl MethodAnnex<'_> {
    /// Writes Markdown, Chinese first and English beside it.
    ///
    /// # Errors
    ///
    /// If `out` fails.
    pub fn write_markdown(&self, out: &mut impl io::Write) -> io::Result<()> {
        self.write_head(out)?;
        tables::indicators(out, self.system)?;
        tables::points(out, self.system)?;
        tables::topics(out, self.system)?;
        self.write_calculation(out)?;
        self.write_classes(out)?;
        self.judges.write(out)?;
        self.write_coverage(out)?;
        uncertainty::write(out, self.system, self.scenario)?;
        tables::sources(out, self.system)
    }

    fn write_head(&self, out: &mut impl io::Write) -> io::Result<()> {
        let Self { header, manifests, program, system, scores, .. } = self;
        let RoundHeader { name, edition, collected_on, plan, source } = header;
        writeln!(out, "# 方法附录 Method annex\n")?;
        writeln!(out, "{} / {}\n", cell(&system.title.zh), cell(&system.title.en))?;
        let facts = [
            ("轮次 round", cell(name)),
            ("版次 edition", cell(edition)),
            ("采集日 collected on", cell(collected_on)),
            ("页面来源 source of pages", format!("`{}`", cell(source))),
            ("地区 regions", scores.len().to_string()),
            ("清单摘要 manifests' digest", format!("`{manifests}`")),
            ("计划摘要 plan's digest", format!("`{plan}`")),
            ("程序 program", format!("bluebook {program}")),
        ];
        table(out, ["项 item", "内容 content"])?;
        facts.into_iter().try_for_each(|(item, content)| row(out, &[item.to_owned(), content]))
    }

    fn write_calculation(&self, out: &mut impl io::Write) -> io::Result<()> {
        writeln!(out, "\n## 3 计算 Calculation\n")?;
        for (zh, en) in [
            (
                "判定按点位的评分规则得 0 到 1 分；逐页判定的点位取已知各页的平均（方法 1、2 节）",
                "A finding scores 0 to 1 by its point's rule; points judged page by page take the mean of the known pages (method, 1 and 2)",
            ),
            (
                "各级加权算术平均；未知不计入，其权重按比例分给已知的同级（3、4 节）",
                "Weighted arithmetic means at every level; unknown is left out and its weight goes to its known siblings in proportion (3, 4)",
            ),
            (
                "覆盖率是权重中已知的份额；可能区间的两端把未知当 0 和当 1（4、5 节）",
                "Coverage is the known share of the weight; the bounds take the unknown as 0 and as 1 (4, 5)",
            ),
            (
                "名次按未舍入的总分，相同者同名次，其后空出（7 节）；只在报告中舍入一次（9 节）",
                "Ranks are of unrounded totals, equals share one and the next is skipped (7); rounding is done once, in reports (9)",
            ),
        ] {
            writeln!(out, "- {zh}。\n  {en}.")?;
        }
        for indicator in &self.system.indicators {
            let (id, title) = (cell(&indicator.id.0), cell(&indicator.title.zh));
            if let Some((zh, en)) = part(indicator.part) {
                writeln!(out, "- {id} {title}：{zh}。\n  {id}: {en}.")?;
            }
        }
        Ok(())
    }

    fn write_classes(&self, out: &mut impl io::Write) -> io::Result<()> {
        let IndicatorSystem { classes, class_rule, .. } = self.system;
        writeln!(
            out,
            "\n## 4 类型 Classes\n\n{}。总分达到分数线即属该类，先比较后舍入。\n\
             Rule: `{}`. A total belongs to the first cut it reaches, compared before rounding.\n",
            rule(class_rule),
            class_rule.name()
        )?;
        table(out, ["类型 class", "class", "分数线 at least", "依据 basis"])?;
        let cuts = cuts(classes, class_rule, self.scores, 0.0);
        cuts.iter().try_for_each(|ClassCut { title, at_least, basis: whose }| {
            let cut = Percent::of(at_least / 100.0).to_string();
            row(out, &[cell(&title.zh), cell(&title.en), cut, basis(*whose)])
        })
    }

    fn write_coverage(&self, out: &mut impl io::Write) -> io::Result<()> {
        let coverage = Coverage::of(self.system, self.scores);
        writeln!(out, "\n## 6 覆盖 Coverage\n")?;
        let Coverage {
            n_points,
            n_points_known,
            n_points_without_verdict,
            n_verdicts,
            n_verdicts_known,
            reasons,
            ..
        } = coverage;
        writeln!(
            out,
            "{n_points} 个地区点位中已知 {n_points_known}，没有判定 {n_points_without_verdict}；{n_verdicts} 个判定中已知 {n_verdicts_known}。\n\
             Of {n_points} points over all regions {n_points_known} are known and {n_points_without_verdict} without verdict; of {n_verdicts} verdicts {n_verdicts_known} are known.\n"
        )?;
        table(out, ["指标 indicator", "平均覆盖率 mean coverage %", "最低 least %"])?;
        for (at, indicator) in self.system.indicators.iter().enumerate() {
            if indicator.parent.is_none() {
                let shares: Vec<f64> = self
                    .scores
                    .iter()
                    .filter_map(|score| Some(score.indicators.get(at)?.coverage))
                    .collect();
                let mean = bluebook_index::number::mean(&shares);
                let least = bluebook_index::number::range(&shares).map(|[least, _]| least);
                let shown = [mean, least].map(|share| {
                    share.map_or_else(|| "-".to_owned(), |one| Percent::of(one).to_string())
                });
                let [mean, least] = shown;
                row(
                    out,
                    &[
                        format!("{} {}", cell(&indicator.id.0), cell(&indicator.title.zh)),
                        mean,
                        least,
                    ],
                )?;
            }
        }
        writeln!(out)?;
        table(out, ["未知的原因 reason of unknown", "reason", "判定数 verdicts"])?;
        reasons.iter().try_for_each(|one| {
            row(out, &[one.zh.to_owned(), one.reason.to_owned(), one.n_verdicts.to_string()])
        })
    }
}

/// What an indicator does to the total beside weighing.
fn part(part: Part) -> Option<(String, String)> {
    let (zh, en) = match part {
        Part::Weighted => return None,
        Part::Veto => (
            "单项否决，其下有一点不满分，总分不计".to_owned(),
            "a veto; where a point below it scores less than full, the total does not count"
                .to_owned(),
        ),
        Part::Bonus { points, above } => (
            format!("加权总分达到 {above} 时至多加 {points} 分"),
            format!("adds up to {points} points to a weighted total of {above} or more"),
        ),
        Part::Deduction { points } => (
            format!("未得满分的部分从总分中扣去，至多 {points} 分"),
            format!("takes what is short of its full score from the total, up to {points} points"),
        ),
        Part::Multiplier { least } => (
            format!("总分乘以系数，得零分时 {least} %，满分时 100 %"),
            format!("multiplies the total by {least} % at a score of 0 up to 100 % at full"),
        ),
        Part::Cap { at_most } => (
            format!("其下有一点不满分，总分至多 {at_most}"),
            format!("where a point below it scores less than full, the total is at most {at_most}"),
        ),
    };
    Some((zh, en))
}

/// Where cuts come from.
fn rule(rule: &ClassRule) -> String {
    let list = |numbers: &[f64]| numbers.iter().map(f64::to_string).collect::<Vec<_>>().join(", ");
    match rule {
        ClassRule::Fixed => "清单写明的分数线".to_owned(),
        ClassRule::Quantile { above } => format!("分位：其上的地区占 {} %", list(above)),
        ClassRule::Deviation { k } => format!("均值加 {} 个标准差", list(k)),
        ClassRule::Jenks => "Jenks 自然断点".to_owned(),
    }
}

/// Whose a number is.
fn basis(basis: Basis) -> String {
    format!("{} {}", basis.zh(), basis.name())
}
