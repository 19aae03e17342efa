//! The tables: what each size cost, and where the time went.

use std::io::{Result, Write};

use crate::judged::Round;

/// Both tables.
pub(crate) fn all(out: &mut dyn Write, rounds: &[Round]) -> Result<()> {
    writeln!(
        out,
        "\n| regions | pages | verdicts | CPU s | CPU ms a region | pages/s per core | wall s | peak MB | round MB |"
    )?;
    writeln!(out, "|---|---|---|---|---|---|---|---|---|")?;
    for round in rounds {
        let Round { n_regions, n_pages, n_verdicts, cpu_s, wall_s, .. } = round;
        writeln!(
            out,
            "| {n_regions} | {n_pages} | {n_verdicts} | {cpu_s:.1} | {:.0} | {:.0} | {wall_s:.1} | {:.0} | {:.0} |",
            cpu_s * 1e3 / float(*n_regions),
            n_pages / cpu_s,
            round.peak_bytes / 1e6,
            float(usize::try_from(round.n_bytes).unwrap_or(usize::MAX)) / 1e6,
        )?;
    }
    let names: Vec<&str> = rounds
        .first()
        .map(|round| round.steps.keys().map(String::as_str).collect())
        .unwrap_or_default();
    writeln!(out, "\n| share of CPU, % | {} |", names.join(" | "))?;
    writeln!(out, "|---|{}", "---|".repeat(names.len()))?;
    for round in rounds {
        let all_s: f64 = round.steps.values().sum();
        let shares = round.steps.values().map(|step_s| format!("{:.1}", step_s * 100.0 / all_s));
        writeln!(
            out,
            "| {} regions | {} |",
            round.n_regions,
            shares.collect::<Vec<_>>().join(" | ")
        )?;
    }
    Ok(())
}

#[expect(clippy::cast_precision_loss, reason = "counts and bytes for people")]
fn float(n: usize) -> f64 {
    n as f64
}
