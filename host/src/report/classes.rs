//! The classes: their cuts, what is in them, and the grade of each region within its class.

use std::io;

use bluebook_index::classes::{SubGrade, sub_grade};
use bluebook_index::number::mean;
use bluebook_index::rank::grid;
use serde::Serialize;

use super::clean::{clean, csv_text, write_json};
use super::table::{Align, Table};
use super::view::{Column, Seen, View, name_of};
use super::{Percent, ratio};
use crate::aggregate::RegionScore;
use crate::model::{ClassRule, IndicatorSystem, Region, Text};

/// Regions by class.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Classes {
    /// Edition of the indicator system.
    pub edition: String,
    /// Its title.
    pub title: Text,
    /// Where the cuts come from: `fixed`, `quantile`, `deviation`, `jenks`.
    pub rule: &'static str,
    /// What is classed, if it is not the total.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of: Option<Column>,
    /// The regions that are counted, if not all. Cuts are over all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub within: Option<Text>,
    /// Best first; empty if the scores give no cuts.
    pub classes: Vec<ClassRow>,
    /// Regions of a class, as ranked.
    pub regions: Vec<Graded>,
    /// Regions without class.
    pub n_without: usize,
}

/// One class.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ClassRow {
    /// Its title.
    pub title: Text,
    /// Least score.
    pub at_least: Percent,
    /// Whose a fixed cut is.
    pub basis: &'static str,
    /// Regions in it.
    pub n: usize,
    /// Of the regions with a class.
    pub share: Percent,
    /// Mean of their scores; `None` of nothing, as with the next two.
    pub mean: Option<Percent>,
    /// The best.
    pub most: Option<Percent>,
    /// The worst.
    pub least: Option<Percent>,
    /// Upper third, middle and lower third of the class.
    pub grades: [usize; 3],
}

/// A region in its class.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Graded {
    /// Six digits.
    pub code: String,
    /// Name.
    pub region: Text,
    /// Title of the class.
    pub class: Text,
    /// `+` in the upper third between this cut and the next, `-` in the lower, else nothing.
    pub grade: &'static str,
    /// Its score; `None` where a veto puts it into the class.
    pub total: Option<Percent>,
    #[serde(skip)]
    class_at: usize,
    #[serde(skip)]
    score: Option<f64>,
}

fn sign(grade: SubGrade) -> &'static str {
    match grade {
        SubGrade::Plus => "+",
        SubGrade::Plain => "",
        SubGrade::Minus => "-",
    }
}

impl Classes {
    /// Classes of what `view` shows. Without a rule of its own a node or topic has the system's, which
    /// are the total's: say so where it matters.
    pub fn new(
        system: &IndicatorSystem,
        regions: &[Region],
        scores: &[RegionScore],
        view: View<'_>,
    ) -> Self {
        let rule: &ClassRule = view.class_rule.unwrap_or(&system.class_rule);
        let view = View { class_rule: Some(rule), ..view };
        let seen = view.see(system, regions, scores);
        let graded: Vec<Graded> =
            seen.places.iter().filter_map(|place| graded(&seen, regions, place)).collect();
        let n_classed = graded.len();
        let class = |(at, cut): (usize, &crate::model::ClassCut)| {
            let members: Vec<&Graded> = graded.iter().filter(|one| one.class_at == at).collect();
            let scores: Vec<f64> = members.iter().filter_map(|one| one.score).collect();
            let n_of = |sign: &str| members.iter().filter(|one| one.grade == sign).count();
            ClassRow {
                title: cut.title.clone(),
                at_least: Percent::of(cut.at_least / 100.0),
                basis: match rule {
                    ClassRule::Fixed => cut.basis.name(),
                    ClassRule::Quantile { .. } | ClassRule::Deviation { .. } | ClassRule::Jenks => {
                        "scores"
                    }
                },
                n: members.len(),
                share: Percent::of(ratio(members.len(), n_classed)),
                mean: mean(&scores).map(Percent::of),
                most: scores.iter().copied().max_by(f64::total_cmp).map(Percent::of),
                least: scores.iter().copied().min_by(f64::total_cmp).map(Percent::of),
                grades: ["+", "", "-"].map(n_of),
            }
        };
        Self {
            edition: system.edition.clone(),
            title: system.title.clone(),
            rule: rule.name(),
            of: view.subject(system),
            within: view.group_words(regions),
            classes: seen.cuts.iter().enumerate().map(class).collect(),
            n_without: seen.places.len() - n_classed,
            regions: graded,
        }
    }

    /// Writes the classes as a table, then who is in each.
    ///
    /// # Errors
    ///
    /// If `out` fails.
    pub fn write_table(&self, out: &mut impl io::Write) -> io::Result<()> {
        super::view::write_head(
            out,
            (&self.edition, &self.title),
            self.of.as_ref(),
            self.within.as_ref(),
        )?;
        writeln!(out, "分数线 cuts: {}", self.rule)?;
        if self.classes.is_empty() {
            return writeln!(out, "得分不足以分类 the scores give no classes");
        }
        let zh =
            ["类型", "分数线", "依据", "地区", "占比%", "均分", "最高", "最低", "+", "中", "-"];
        let en = ["class", "cut", "basis", "n", "share", "mean", "most", "least", "+", "mid", "-"];
        let mut rows = vec![zh.map(str::to_owned).to_vec(), en.map(str::to_owned).to_vec()];
        rows.extend(self.classes.iter().map(ClassRow::cells));
        let mut align = vec![Align::Left, Align::Right, Align::Left];
        align.resize(zh.len(), Align::Right);
        Table { align, rows }.write(out)?;
        for class in &self.classes {
            let members = self.regions.iter().filter(|one| one.class == class.title);
            let names: Vec<String> =
                members.map(|one| format!("{}{}", clean(&one.region.zh), one.grade)).collect();
            if !names.is_empty() {
                let (zh, en) = (clean(&class.title.zh), clean(&class.title.en));
                writeln!(out, "\n{zh} {en}: {}", names.join("、"))?;
            }
        }
        writeln!(out, "\n没有类型 without class: {}", self.n_without)
    }

    /// Writes the regions as RFC 4180 with one header line.
    ///
    /// # Errors
    ///
    /// If `out` fails.
    pub fn write_csv(&self, out: &mut impl io::Write) -> io::Result<()> {
        write!(out, "code,region,region_en,class,class_en,grade,total\r\n")?;
        for Graded { code, region, class, grade, total, .. } in &self.regions {
            let [zh, en] = [&region.zh, &region.en].map(|text| csv_text(text));
            let [class, class_en] = [&class.zh, &class.en].map(|text| csv_text(text));
            let total = total.map_or_else(String::new, |total| total.to_string());
            // A spreadsheet takes a lone sign for a formula.
            let grade = match *grade {
                "+" => "plus",
                "-" => "minus",
                other => other,
            };
            write!(out, "{code},{zh},{en},{class},{class_en},{grade},{total}\r\n")?;
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

fn graded(seen: &Seen, regions: &[Region], place: &crate::aggregate::Place) -> Option<Graded> {
    let at = place.class?;
    let cut = seen.cuts.get(at)?;
    let score = seen.scores.get(place.position)?.total.score.filter(|_| place.rank.is_some());
    // Above the best class is the top of the scale.
    let above =
        at.checked_sub(1).and_then(|at| seen.cuts.get(at)).map_or(1.0, |cut| cut.at_least / 100.0);
    let grade = |score: f64| {
        let least = cut.at_least / 100.0;
        if grid(above) <= grid(least) { SubGrade::Plus } else { sub_grade(score, least, above) }
    };
    Some(Graded {
        code: place.region.to_string(),
        region: name_of(regions, place.region),
        class: cut.title.clone(),
        grade: score.map_or("", |score| sign(grade(score))),
        total: score.map(Percent::of),
        class_at: at,
        score,
    })
}

impl ClassRow {
    fn cells(&self) -> Vec<String> {
        let or_dash = |value: Option<Percent>| {
            value.map_or_else(|| "-".to_owned(), |value| value.to_string())
        };
        let mut cells = vec![
            format!("{} {}", clean(&self.title.zh), clean(&self.title.en)),
            self.at_least.to_string(),
            self.basis.to_owned(),
            self.n.to_string(),
            self.share.to_string(),
            or_dash(self.mean),
            or_dash(self.most),
            or_dash(self.least),
        ];
        cells.extend(self.grades.map(|n| n.to_string()));
        cells
    }
}
