//! Many regions: whether time grows with their number and memory stays small.

use std::error::Error;
use std::hint::black_box;
use std::io::Write;
use std::slice::from_ref;

use bluebook_index::monte_carlo::monte_carlo;
use bluebook_index::number::count;
use bluebook_index::roll_up::{Rules, roll_up};
use bluebook_index::scenario::{Scenario, Weights, noise_by_depth};
use bluebook_index::{Mean, Means, Tree};
use serde_json::json;

use crate::made::{self, N_POINTS};
use crate::peer::Peer;
use crate::rounds::{peak_mb, timed};

/// Townships of the country, in halves.
const N_REGIONS: [usize; 3] = [10_000, 20_000, 40_000];

/// Draws of each size.
const N_DRAWS: u32 = 100;

/// Writes the table; ours alone if there is no peer.
pub(crate) fn many_regions(
    out: &mut dyn Write,
    mut peer: Option<Peer>,
) -> Result<(), Box<dyn Error>> {
    writeln!(out, "\nmany regions x {N_POINTS}, one cell in twenty unknown; CPU time")?;
    writeln!(
        out,
        "{:>8} {:>12} {:>14} {:>16} {:>18} {:>12}",
        "regions", "roll-up ms", "ns a region", "100 draws ms", "ns a region, draw", "peak MB"
    )?;
    let tree = made::tree()?;
    for n in N_REGIONS {
        let [rolled, drawn] = ours(&tree, n)?;
        let per_region = rolled * 1e6 / count(n);
        let per_draw = drawn * 1e6 / count(n) / f64::from(N_DRAWS);
        let peak = peak_mb().map_or_else(|| "?".to_owned(), |mb| format!("{mb:.0}"));
        writeln!(
            out,
            "{n:>8} {rolled:>12.1} {per_region:>14.0} {drawn:>16.0} {per_draw:>18.0} {peak:>12}"
        )?;
        let Some(peer) = &mut peer else { continue };
        peer.load_made(&tree, n)?;
        for (name, what) in [("numpy", "roll_up"), ("pandas", "pandas_roll_up")] {
            let time = peer.time(what, &json!({}))?;
            let (times, peak) = (time / rolled, peer.peak_mb()?);
            writeln!(out, "{name:>8} {time:>12.1} = {times:.1} x ours, peak {peak:.0} MB")?;
        }
    }
    Ok(())
}

/// CPU time of a roll-up and of the draws, in milliseconds.
fn ours(tree: &Tree, n_regions: usize) -> Result<[f64; 2], Box<dyn Error>> {
    let means = [Means::all(tree, Mean::Arithmetic)];
    let noise = noise_by_depth(tree, &[0.25; 4]);
    let rules = Rules { means: &means[0], scale: [0.0, 1.0], known_min: 0.0 };
    let table = made::table(n_regions, 20)?;
    let (_, rolled) = timed(|| black_box(roll_up(tree, &table, None, &rules)));
    let scenario = Scenario {
        weights: Weights::Noise(&noise),
        ..Scenario::plain(tree, from_ref(&table), &means)
    };
    let (drawn, time) = timed(|| monte_carlo(&scenario, 1, N_DRAWS));
    black_box(drawn?);
    Ok([rolled, time])
}
