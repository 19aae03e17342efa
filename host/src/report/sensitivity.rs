//! Rank intervals, class chances, what matters, and ranks without each indicator.

use std::io;

use bluebook_index::monte_carlo::RankInterval;
use bluebook_index::scenario::Factor;
use bluebook_index::sobol::{Indices, Share};
use serde::Serialize;

use super::Percent;
use super::clean::{clean, csv_text, write_json};
use super::table::{Align, Table};
use super::view::{Column, name_of};
use crate::aggregate::{Group, Uncertain, class_of};
use crate::model::{Region, Scenario, Text};

/// The uncertainty of a round's ranks, for people and programs.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RankIntervals {
    /// Title of the scenario.
    pub scenario: Text,
    /// Draws.
    pub n_draws: u32,
    /// Seed of everything random: the same seed gives the same bytes.
    pub seed: u64,
    /// Whether bonuses and the like, or a least share of known children, are left out of the draws.
    pub is_simplified: bool,
    /// Titles of the classes, as [`IntervalRow::chances`].
    pub classes: Vec<Text>,
    /// By nominal rank.
    pub regions: Vec<IntervalRow>,
    /// What varies and how much of the shift of ranks it explains.
    pub factors: Vec<FactorRow>,
    /// What each indicator matters.
    pub left_out: Vec<LeftOutRow>,
}

/// A region.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct IntervalRow {
    /// Six digits.
    pub code: String,
    /// Name.
    pub region: Text,
    /// Rank without any variation.
    pub rank: Option<u32>,
    /// Median rank of the draws.
    pub median: Option<f64>,
    /// One draw in twenty gives a better rank.
    pub q5: Option<f64>,
    /// One draw in twenty gives a worse rank.
    pub q95: Option<f64>,
    /// Class without any variation.
    pub class: Option<Text>,
    /// Chance of each class.
    pub chances: Vec<Percent>,
}

/// A source of uncertainty.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FactorRow {
    /// `weights`, `table`, `means` or `judges`.
    pub factor: &'static str,
    /// The same in Chinese.
    pub zh: &'static str,
    /// S1: what it explains alone, with the interval of 90 % of samples drawn again.
    pub first: [f64; 3],
    /// ST: what it has a part in.
    pub total: [f64; 3],
}

/// The ranks without an indicator.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LeftOutRow {
    /// The indicator.
    #[serde(flatten)]
    pub node: Column,
    /// Mean number of places a region moves without it; `None` if nothing is ranked.
    pub mean_shift: Option<f64>,
    /// Most places that a region moves.
    pub most: u64,
    /// The region that does.
    pub region: Option<Text>,
}

fn factor_words(factor: Factor) -> (&'static str, &'static str) {
    match factor {
        Factor::Weights => ("weights", "权重"),
        Factor::Table => ("table", "标准化与未知处理"),
        Factor::Means => ("means", "合成办法"),
        Factor::Judges => ("judges", "判断误差"),
    }
}

fn estimate(share: Share) -> [f64; 3] {
    [share.estimate, share.q5, share.q95]
}

impl RankIntervals {
    /// Of the regions of `group`; ranks are among all.
    pub fn new(
        regions: &[Region],
        scenario: &Scenario,
        uncertain: &Uncertain,
        group: &Group,
    ) -> Self {
        let found = uncertain.regions.iter().zip(&uncertain.intervals);
        let held = |code| {
            let region = regions.iter().find(|one| one.code == code);
            group.is_all() || region.is_some_and(|region| group.holds(region))
        };
        let row = |(code, interval): (&crate::model::RegionCode, &RankInterval)| {
            let mut scores = uncertain.outcome.scores.iter();
            let score = scores.find(|score| score.region == *code).and_then(|it| it.total.score);
            let class = score.and_then(|score| class_of(&uncertain.cuts, score));
            let class = class.and_then(|at| uncertain.cuts.get(at));
            IntervalRow {
                code: code.to_string(),
                region: name_of(regions, *code),
                rank: interval.nominal,
                median: interval.median,
                q5: interval.q5,
                q95: interval.q95,
                class: class.map(|class| class.title.clone()),
                chances: interval.classes.iter().copied().map(Percent::of).collect(),
            }
        };
        let mut rows: Vec<_> = found.filter(|(code, _)| held(**code)).map(row).collect();
        rows.sort_by(|a, b| (a.rank, &a.code).cmp(&(b.rank, &b.code)));
        let factors = uncertain.sobol.factors.iter().zip(&uncertain.sobol.shift);
        let factors = factors.map(|(factor, Indices { first, total })| {
            let (name, zh) = factor_words(*factor);
            FactorRow { factor: name, zh, first: estimate(*first), total: estimate(*total) }
        });
        Self {
            scenario: scenario.title.clone(),
            n_draws: scenario.uncertainty.n_draws,
            seed: scenario.uncertainty.seed,
            is_simplified: uncertain.is_simplified,
            classes: uncertain.cuts.iter().map(|cut| cut.title.clone()).collect(),
            regions: rows,
            factors: factors.collect(),
            left_out: left_out(regions, uncertain),
        }
    }

    /// Writes three tables: regions, what matters, ranks without each indicator.
    ///
    /// # Errors
    ///
    /// If `out` fails.
    pub fn write_table(&self, out: &mut impl io::Write) -> io::Result<()> {
        let Self { scenario, n_draws, seed, .. } = self;
        writeln!(out, "{} / {}", clean(&scenario.zh), clean(&scenario.en))?;
        writeln!(out, "抽样 draws {n_draws}，种子 seed {seed}\n")?;
        self.regions_table().write(out)?;
        writeln!(
            out,
            "\n区间：九成抽样的名次在其中 nine draws in ten give a rank in the interval"
        )?;
        if self.is_simplified {
            let zh = "抽样不含加分、扣分、系数、封顶和已知个数的下限";
            writeln!(
                out,
                "{zh} draws leave out bonuses and the like, and least shares of children"
            )?;
        }
        if !self.factors.is_empty() {
            writeln!(out, "\n名次变动从何而来 where shifts of rank come from")?;
            self.factors_table().write(out)?;
        }
        writeln!(out, "\n逐个去掉指标 ranks without each indicator")?;
        self.left_out_table().write(out)
    }

    fn regions_table(&self) -> Table {
        let head = |fixed: [&str; 6], title: fn(&Text) -> &String| -> Vec<String> {
            let classes = self.classes.iter().map(|class| format!("{}%", clean(title(class))));
            fixed.map(str::to_owned).into_iter().chain(classes).collect()
        };
        let zh = ["名次", "代码", "地区", "中位", "90%区间", "类型"];
        let en = ["rank", "code", "region", "median", "interval", "class"];
        let mut rows = vec![head(zh, |title| &title.zh), head(en, |title| &title.en)];
        rows.extend(self.regions.iter().map(|row| {
            let place = |rank: Option<f64>| rank.map_or_else(dash, |rank| format!("{rank:.1}"));
            let mut cells = vec![
                row.rank.map_or_else(dash, |rank| rank.to_string()),
                row.code.clone(),
                clean(&row.region.zh),
                place(row.median),
                format!("{}-{}", place(row.q5), place(row.q95)),
                row.class.as_ref().map_or_else(dash, |class| clean(&class.zh)),
            ];
            cells.extend(row.chances.iter().map(Percent::to_string));
            cells
        }));
        let mut align = vec![Align::Right, Align::Left, Align::Left];
        align.extend([Align::Right, Align::Right, Align::Left]);
        align.resize(6 + self.classes.len(), Align::Right);
        Table { align, rows }
    }

    fn factors_table(&self) -> Table {
        let share = |[estimate, q5, q95]: [f64; 3]| {
            vec![format!("{estimate:.3}"), format!("{q5:.3}-{q95:.3}")]
        };
        let mut rows = vec![
            ["来源", "独自 S1", "90%区间", "参与 ST", "90%区间"].map(str::to_owned).to_vec(),
            ["factor", "alone S1", "interval", "in all ST", "interval"].map(str::to_owned).to_vec(),
        ];
        rows.extend(self.factors.iter().map(|row| {
            let name = format!("{} {}", row.zh, row.factor);
            [vec![name], share(row.first), share(row.total)].concat()
        }));
        let mut align = vec![Align::Left];
        align.resize(5, Align::Right);
        Table { align, rows }
    }

    fn left_out_table(&self) -> Table {
        let mut rows = vec![
            ["编号", "指标", "平均变动", "最大变动", "地区"].map(str::to_owned).to_vec(),
            ["id", "indicator", "mean shift", "most", "region"].map(str::to_owned).to_vec(),
        ];
        rows.extend(self.left_out.iter().map(|row| {
            vec![
                clean(&row.node.id),
                clean(&row.node.title.zh),
                row.mean_shift.map_or_else(dash, |shift| format!("{shift:.2}")),
                row.most.to_string(),
                row.region.as_ref().map_or_else(dash, |region| clean(&region.zh)),
            ]
        }));
        let align = vec![Align::Left, Align::Left, Align::Right, Align::Right, Align::Left];
        Table { align, rows }
    }

    /// Writes the regions as RFC 4180 with one header line; the classes' columns are `chance_1` for the
    /// best, and so on.
    ///
    /// # Errors
    ///
    /// If `out` fails.
    pub fn write_csv(&self, out: &mut impl io::Write) -> io::Result<()> {
        let chances = (1..=self.classes.len()).map(|at| format!(",chance_{at}"));
        let chances: String = chances.collect();
        write!(out, "code,region,region_en,rank,median,q5,q95,class,class_en{chances}\r\n")?;
        for row in &self.regions {
            let number =
                |value: Option<f64>| value.map_or_else(String::new, |value| value.to_string());
            let class = |of: fn(&Text) -> &String| {
                row.class.as_ref().map_or_else(String::new, |class| csv_text(of(class)))
            };
            let mut cells = vec![
                row.code.clone(),
                csv_text(&row.region.zh),
                csv_text(&row.region.en),
                row.rank.map_or_else(String::new, |rank| rank.to_string()),
                number(row.median),
                number(row.q5),
                number(row.q95),
                class(|class| &class.zh),
                class(|class| &class.en),
            ];
            cells.extend(row.chances.iter().map(Percent::to_string));
            write!(out, "{}\r\n", cells.join(","))?;
        }
        Ok(())
    }

    /// Writes everything as JSON.
    ///
    /// # Errors
    ///
    /// If `out` fails.
    pub fn write_json(&self, out: &mut impl io::Write) -> io::Result<()> {
        write_json(out, self)
    }
}

fn left_out(regions: &[Region], uncertain: &Uncertain) -> Vec<LeftOutRow> {
    let row = |one: &bluebook_index::leave_out::LeftOut| {
        let indicator = uncertain.outcome.system.indicators.get(one.node)?;
        let moved = one.shifts.iter().zip(&uncertain.regions);
        let moved = moved.filter_map(|(shift, code)| Some((shift.as_ref()?.unsigned_abs(), code)));
        // Of equals the first by code.
        let most = moved.max_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(a.1)));
        let most = most.filter(|(shift, _)| *shift > 0);
        Some(LeftOutRow {
            node: Column { id: indicator.id.to_string(), title: indicator.title.clone() },
            mean_shift: one.mean_shift,
            most: most.map_or(0, |(shift, _)| shift),
            region: most.map(|(_, code)| name_of(regions, *code)),
        })
    };
    uncertain.left_out.iter().filter_map(row).collect()
}

fn dash() -> String {
    "-".to_owned()
}
