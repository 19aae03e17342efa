//! What a point finds over many regions: how often yes and no, how numbers spread, why not
//! known, and some of the words it was seen in.

use std::collections::BTreeMap;
use std::io;

use serde::Serialize;

use super::clean::clean;
use super::words;
use crate::model::{Finding, Point, Text, Verdict};

/// Quotes shown.
const EXAMPLES_MAX: usize = 5;

/// Bars of a histogram.
const BARS: usize = 8;

/// Columns of the longest bar.
const BAR_COLUMNS: usize = 30;

/// A point and what it found.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PointTried {
    /// Its id.
    pub point: String,
    /// For people.
    pub title: Text,
    /// Verdicts in all.
    pub n_verdicts: usize,
    /// Verdicts that say yes.
    pub n_yes: usize,
    /// Verdicts that say no.
    pub n_no: usize,
    /// Verdicts by grade.
    pub grades: BTreeMap<String, usize>,
    /// Verdicts that are words.
    pub n_text: usize,
    /// The numbers, if there are any.
    pub numbers: Option<Distribution>,
    /// Unknown verdicts by reason.
    pub unknown: BTreeMap<&'static str, usize>,
    /// The first few quotes, one a region.
    pub examples: Vec<Example>,
}

/// Numbers over regions.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Distribution {
    /// How many.
    pub n: usize,
    /// What they count; that of the first.
    pub unit: String,
    /// Least.
    pub min: f64,
    /// A quarter is below.
    pub quartile_1: f64,
    /// Half is below.
    pub median: f64,
    /// Three quarters are below.
    pub quartile_3: f64,
    /// Greatest.
    pub max: f64,
    /// Counts in equal parts from least to greatest.
    pub bars: Vec<usize>,
}

/// Something a verdict quotes.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Example {
    /// Six digits.
    pub region: String,
    /// What was found.
    pub finding: Text,
    /// The words on the page.
    pub quote: String,
    /// Its address.
    pub url: String,
}

impl PointTried {
    /// Counts those of `verdicts` that are about `point`.
    pub fn of<'v>(point: &Point, verdicts: impl Iterator<Item = &'v Verdict>) -> Self {
        let mut tried = Self {
            point: point.id.to_string(),
            title: point.title.clone(),
            n_verdicts: 0,
            n_yes: 0,
            n_no: 0,
            grades: BTreeMap::new(),
            n_text: 0,
            numbers: None,
            unknown: BTreeMap::new(),
            examples: Vec::new(),
        };
        let (mut numbers, mut unit) = (Vec::new(), String::new());
        for verdict in verdicts.filter(|verdict| verdict.point == point.id) {
            tried.n_verdicts += 1;
            match &verdict.finding {
                Finding::Truth(true) => tried.n_yes += 1,
                Finding::Truth(false) => tried.n_no += 1,
                Finding::Grade(grade) => *tried.grades.entry(grade.clone()).or_default() += 1,
                Finding::Text(_) => tried.n_text += 1,
                Finding::Number(measure) => {
                    numbers.push(measure.value);
                    if unit.is_empty() {
                        unit.clone_from(&measure.unit);
                    }
                }
                Finding::Unknown(unknown) => {
                    *tried.unknown.entry(unknown.reason.name()).or_default() += 1;
                }
            }
            tried.quote(verdict);
        }
        tried.numbers = Distribution::of(numbers, unit);
        tried
    }

    fn quote(&mut self, verdict: &Verdict) {
        let region = verdict.region.to_string();
        let is_new = self.examples.last().is_none_or(|last| last.region != region);
        if let Some(evidence) = verdict.evidence.first()
            && self.examples.len() < EXAMPLES_MAX
            && is_new
        {
            self.examples.push(Example {
                region,
                finding: words::finding(&verdict.finding),
                quote: evidence.quote.clone(),
                url: evidence.url.clone(),
            });
        }
    }

    /// Writes the counts, the histogram and the quotes.
    ///
    /// # Errors
    ///
    /// If `out` fails.
    pub fn write_text(&self, out: &mut impl io::Write) -> io::Result<()> {
        let Self { point, title, n_verdicts, n_yes, n_no, .. } = self;
        writeln!(out, "{point} {} / {}", clean(&title.zh), clean(&title.en))?;
        writeln!(out, "  判定 verdicts {n_verdicts}：是 yes {n_yes}，否 no {n_no}")?;
        for (grade, n) in &self.grades {
            writeln!(out, "  等级 grade {} {n}", clean(grade))?;
        }
        if self.n_text > 0 {
            writeln!(out, "  文字 text {}", self.n_text)?;
        }
        if let Some(numbers) = &self.numbers {
            numbers.write_text(out)?;
        }
        for (reason, n) in &self.unknown {
            writeln!(out, "  未知 unknown {reason} {n}")?;
        }
        for Example { region, finding, quote, url } in &self.examples {
            writeln!(
                out,
                "  {region} {} “{}” {}",
                clean(&finding.zh),
                clean(quote),
                super::clean::clean_url(url)
            )?;
        }
        Ok(())
    }
}

impl Distribution {
    /// `None` if there are no numbers.
    fn of(mut numbers: Vec<f64>, unit: String) -> Option<Self> {
        numbers.sort_by(f64::total_cmp);
        let (min, max) = (*numbers.first()?, *numbers.last()?);
        let mut bars = vec![0; BARS];
        for number in &numbers {
            if let Some(bar) = bars.get_mut(bar_of(*number, min, max)) {
                *bar += 1;
            }
        }
        Some(Self {
            n: numbers.len(),
            unit,
            min,
            quartile_1: quantile(&numbers, 0.25),
            median: quantile(&numbers, 0.5),
            quartile_3: quantile(&numbers, 0.75),
            max,
            bars,
        })
    }

    fn write_text(&self, out: &mut impl io::Write) -> io::Result<()> {
        let Self { n, unit, min, quartile_1, median, quartile_3, max, bars } = self;
        writeln!(
            out,
            "  数 numbers {n}（{}）：最小 min {min}，四分位 quartiles {quartile_1} {median} \
             {quartile_3}，最大 max {max}",
            clean(unit)
        )?;
        if min >= max {
            return Ok(());
        }
        let most = bars.iter().copied().max().unwrap_or(1).max(1);
        let mut from = *min;
        #[expect(clippy::cast_precision_loss, reason = "eight bars")]
        let step = (max - min) / BARS as f64;
        for count in bars {
            let bar = "█".repeat((count * BAR_COLUMNS).div_ceil(most));
            writeln!(out, "    {from:>12.2} {bar} {count}")?;
            from += step;
        }
        Ok(())
    }
}

/// The bar of a number between the least and the greatest, in equal parts.
fn bar_of(number: f64, min: f64, max: f64) -> usize {
    if max <= min {
        return 0;
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "0..=BARS; `as` saturates"
    )]
    let bar = ((number - min) / (max - min) * BARS as f64) as usize;
    bar.min(BARS - 1)
}

/// Linear between the two nearest of sorted numbers (type 7 of Hyndman and Fan).
fn quantile(sorted: &[f64], share: f64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "at most a few thousand numbers")]
    let at = share * sorted.len().saturating_sub(1) as f64;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "an index")]
    let below = at.floor() as usize;
    let (low, high) = (sorted.get(below), sorted.get(below + 1).or(sorted.last()));
    match (low, high) {
        (Some(low), Some(high)) => low + (high - low) * at.fract(),
        (Some(_) | None, _) => f64::NAN,
    }
}

#[cfg(test)]
mod tests;
