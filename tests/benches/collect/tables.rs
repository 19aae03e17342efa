//! The tables: every side, where our time goes, and how far the targets are.

use std::io::{Result, Write};

use crate::rounds::{Turn, Turns};
use crate::sides::Side;

/// Least, median, greatest.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Spread {
    min: f64,
    median: f64,
    max: f64,
}

impl Spread {
    fn of(values: impl Iterator<Item = f64>) -> Self {
        let mut values: Vec<f64> = values.collect();
        values.sort_by(f64::total_cmp);
        let at = |n: usize| values.get(n).copied().unwrap_or(f64::NAN);
        Self { min: at(0), median: at(values.len() / 2), max: at(values.len().saturating_sub(1)) }
    }

    fn of_turns(side: &Turns, value: impl Fn(&Turn) -> f64) -> Self {
        Self::of(side.turns.iter().map(value))
    }
}

impl std::fmt::Display for Spread {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let digits = if self.median.abs() < 100.0 { 2 } else { 0 };
        let Self { min, median, max } = self;
        write!(f, "{median:.digits$} ({min:.digits$}-{max:.digits$})")
    }
}

fn named<'a>(sides: &'a [Turns], name: &str) -> Option<&'a Turns> {
    sides.iter().find(|side| side.case.name == name)
}

/// How many times as much `side` does as `other`, round by round.
fn ratio(side: &Turns, other: &Turns, value: impl Fn(&Turn) -> f64) -> Spread {
    Spread::of(side.turns.iter().zip(&other.turns).map(|(a, b)| value(a) / value(b)))
}

/// Every side; medians of the rounds, in brackets least and greatest.
pub(crate) fn all(out: &mut dyn Write, sides: &[Turns]) -> Result<()> {
    writeln!(
        out,
        "\n| side | pages | links a page | pages a CPU-s | CPU us a page | pages/s | peak MB | ours is so many times as fast, by CPU |"
    )?;
    writeln!(out, "|---|---|---|---|---|---|---|---|")?;
    let ours = named(sides, Side::Collect.name());
    for side in sides {
        let per_cpu_s = Spread::of_turns(side, Turn::pages_per_cpu_s);
        let us = Spread::of_turns(side, Turn::cpu_us_per_page).median;
        let per_s = Spread::of_turns(side, Turn::pages_per_s);
        let ratio = ours
            .map_or_else(String::new, |ours| ratio(ours, side, Turn::pages_per_cpu_s).to_string());
        let (pages, links) = side.turns.first().map(told).unwrap_or_default();
        writeln!(
            out,
            "| {} | {pages} | {links} | {per_cpu_s} | {us:.0} | {per_s} | {:.0} | {ratio} |",
            side.case.name,
            peak_mb(side)
        )?;
    }
    Ok(())
}

/// Pages, and links on each.
fn told(turn: &Turn) -> (String, String) {
    let n_pages = turn.had.n_pages;
    let links = turn.had.n_links.map(|n| (n / n_pages.max(1)).to_string());
    (n_pages.to_string(), links.unwrap_or_default())
}

#[expect(clippy::cast_precision_loss, reason = "megabytes for people")]
fn peak_mb(side: &Turns) -> f64 {
    let peak = side.turns.iter().map(|turn| turn.peak_bytes).max().unwrap_or_default();
    peak as f64 / 1e6
}

/// Where our CPU time goes: each step is what a page costs more with it than without.
pub(crate) fn steps(out: &mut dyn Write, sides: &[Turns]) -> Result<()> {
    let [floor, plain, fetch, parse, keep, all] =
        [Side::Sockets, Side::Reqwest, Side::Fetch, Side::Parse, Side::Keep, Side::Collect]
            .map(|side| named(sides, side.name()));
    let steps = [
        ("sockets and kernel", floor, None),
        ("HTTP (reqwest)", plain, floor),
        ("manners, limits, capture (`LiveSource`)", fetch, plain),
        ("decode, parse, links, digest", parse, fetch),
        ("WARC", keep, fetch),
        ("all", all, None),
    ];
    writeln!(out, "\n| step | CPU us a page |\n|---|---|")?;
    for (step, with, without) in steps {
        let Some(with) = with else { continue };
        let us = match without {
            None => Spread::of_turns(with, Turn::cpu_us_per_page),
            Some(without) => {
                let pairs = with.turns.iter().zip(&without.turns);
                Spread::of(pairs.map(|(a, b)| a.cpu_us_per_page() - b.cpu_us_per_page()))
            }
        };
        writeln!(out, "| {step} | {us} |")?;
    }
    Ok(())
}

/// What is aimed at, beside what is.
pub(crate) fn targets(out: &mut dyn Write, sides: &[Turns]) -> Result<()> {
    let Some(ours) = named(sides, Side::Collect.name()) else { return Ok(()) };
    writeln!(out)?;
    for (name, target) in [("Scrapy + css", 10), ("spider + css", 2), ("spider", 2)] {
        let Some(peer) = named(sides, name) else { continue };
        let by_cpu = ratio(ours, peer, Turn::pages_per_cpu_s);
        let by_wall = ratio(ours, peer, Turn::pages_per_s);
        writeln!(
            out,
            "{name}: {by_cpu} times by CPU, {by_wall} by the wall; the target is {target}"
        )?;
    }
    writeln!(out, "memory: {:.0} MB at the peak; the target is 200", peak_mb(ours))
}
