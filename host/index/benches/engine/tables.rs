//! The tables against numpy and pandas: a roll-up, and draws with and without unknown cells.

use std::cell::RefCell;
use std::error::Error;
use std::hint::black_box;
use std::io::Write;
use std::slice::from_ref;

use bluebook_index::classes::Cutting;
use bluebook_index::monte_carlo::{RankInterval, monte_carlo};
use bluebook_index::number::{count, mean, quantile};
use bluebook_index::roll_up::{Rules, Scores, roll_up};
use bluebook_index::scenario::{Scenario, Weights, noise_by_depth};
use bluebook_index::{Mean, Means, Table, Tree};
use serde_json::{Value, json};

use crate::made::{self, N_POINTS};
use crate::peer::Peer;
use crate::rounds::{Case, measure, peak_mb, timed, walled};

/// Regions of the Blue Book.
pub(crate) const N_REGIONS: usize = 333;

/// Draws of an analysis.
pub(crate) const N_DRAWS: u32 = 10_000;

/// Draws that are compared number by number.
const N_COMPARED: usize = 100;

/// Roll-ups in one measurement: one alone takes less than the clock can tell.
const N_ROLL_UPS: u32 = 100;

/// Draws of pandas: all would take minutes a round.
const N_DRAWS_PANDAS: u32 = 250;

/// Noise of every weight, as `peer.py`.
pub(crate) const NOISE: f64 = 0.25;

/// Class cuts, as `peer.py`.
pub(crate) const CUTS: [f64; 4] = [0.52, 0.5, 0.48, 0.0];

/// Writes all of them; ours alone if there is no peer.
pub(crate) fn against_peers(
    out: &mut dyn Write,
    mut peer: Option<Peer>,
) -> Result<(), Box<dyn Error>> {
    let tree = made::tree()?;
    let means = [Means::all(&tree, Mean::Arithmetic)];
    for (what, holes) in [("all known", 0), ("one cell in twenty unknown", 20)] {
        let table = made::table(N_REGIONS, holes)?;
        if let Some(peer) = &mut peer {
            peer.load(&tree, &table)?;
            same_roll_up(peer, &of_roll_up(&tree, &table, &means[0]))?;
            same_draws(peer, &tree, &table, &means)?;
        }
        let shape = format!("{N_REGIONS} x {N_POINTS}, {what}");
        let peer = peer.as_mut().map(RefCell::new);
        roll_ups(out, &shape, (&tree, &table, &means[0]), peer.as_ref())?;
        draws(out, &shape, (&tree, &table, &means), peer.as_ref())?;
    }
    Ok(())
}

/// The process, if there is one, for several cases to ask.
type Shared<'a> = Option<&'a RefCell<&'a mut Peer>>;

fn of_roll_up(tree: &Tree, table: &Table, means: &Means) -> Scores {
    roll_up(tree, table, None, &Rules { means, scale: [0.0, 1.0], known_min: 0.0 })
}

fn roll_ups(
    out: &mut dyn Write,
    shape: &str,
    (tree, table, means): (&Tree, &Table, &Means),
    peer: Shared<'_>,
) -> Result<(), Box<dyn Error>> {
    let ours = || {
        let work = || {
            for _ in 0..N_ROLL_UPS {
                black_box(of_roll_up(tree, black_box(table), means));
            }
        };
        Ok(timed(work).1 / f64::from(N_ROLL_UPS))
    };
    let mut cases = vec![Case { name: "ours", work: Box::new(ours) }];
    for (name, what, times) in [
        ("numpy, all regions at once", "roll_up", N_ROLL_UPS),
        ("pandas, all regions at once", "pandas_roll_up", N_ROLL_UPS / 10),
    ] {
        cases.extend(peer.map(|peer| Case {
            name,
            work: Box::new(move || {
                let all = peer.borrow_mut().time(what, &json!({ "times": times }))?;
                Ok(all / f64::from(times))
            }),
        }));
    }
    measure(out, &format!("roll-up with coverage and bounds, {shape}"), &mut cases)
}

fn draws(
    out: &mut dyn Write,
    shape: &str,
    (tree, table, means): (&Tree, &Table, &[Means]),
    peer: Shared<'_>,
) -> Result<(), Box<dyn Error>> {
    let noise = noise_by_depth(tree, &[NOISE; 4]);
    let ours = || {
        let run = || of_draws(tree, table, means, (Weights::Noise(&noise), N_DRAWS));
        let (result, time) = timed(run);
        black_box(result?);
        Ok(time)
    };
    let mut cases = vec![Case { name: "ours", work: Box::new(ours) }];
    for (name, what) in [
        ("numpy, all draws at once in matrices", "at_once"),
        ("numpy, one draw at a time", "one_by_one"),
    ] {
        cases.extend(peer.map(|peer| Case {
            name,
            work: Box::new(move || peer.borrow_mut().time(what, &json!({ "draws": N_DRAWS }))),
        }));
    }
    cases.extend(peer.map(|peer| Case {
        name: "pandas, one draw at a time (a fortieth, x 40)",
        work: Box::new(move || {
            let with = json!({ "draws": N_DRAWS_PANDAS });
            let time = peer.borrow_mut().time("pandas_one_by_one", &with)?;
            Ok(time * f64::from(N_DRAWS / N_DRAWS_PANDAS))
        }),
    }));
    measure(out, &format!("{N_DRAWS} draws of weights with rank intervals, {shape}"), &mut cases)?;
    let run = || of_draws(tree, table, means, (Weights::Noise(&noise), N_DRAWS));
    let (result, wall) = walled(run);
    black_box(result?);
    let ours = peak_mb().map_or_else(|| "?".to_owned(), |mb| format!("{mb:.0}"));
    write!(out, "ours by the clock on all cores: {wall:.0} ms; peak MB: ours {ours}")?;
    match peer {
        Some(peer) => writeln!(out, ", numpy and pandas {:.0}", peer.borrow_mut().peak_mb()?)?,
        None => writeln!(out)?,
    }
    Ok(())
}

fn of_draws(
    tree: &Tree,
    table: &Table,
    means: &[Means],
    (weights, n_draws): (Weights<'_>, u32),
) -> Result<Vec<RankInterval>, Box<dyn Error>> {
    let plain = Scenario::plain(tree, from_ref(table), means);
    let scenario = Scenario { weights, cuts: Cutting::Given(&CUTS), ..plain };
    Ok(monte_carlo(&scenario, 1, n_draws)?)
}

fn same_roll_up(peer: &mut Peer, ours: &Scores) -> Result<(), Box<dyn Error>> {
    let theirs = ["roll_up", "pandas_roll_up"].map(|what| peer.answer(what, &json!({})));
    let total = ours.n_rows();
    let node = made::tree()?.total();
    let totals = (0..total).filter_map(|row| ours.get(row, node));
    let ours = totals.map(|t| [t.score.unwrap_or(0.0), t.coverage, t.lower, t.upper]);
    let ours = transposed(&ours.map(Vec::from).collect::<Vec<_>>());
    theirs.into_iter().try_for_each(|theirs| same(&theirs?, &ours))
}

/// Both sides with the same sets of weights.
fn same_draws(
    peer: &mut Peer,
    tree: &Tree,
    table: &Table,
    means: &[Means],
) -> Result<(), Box<dyn Error>> {
    let noise = noise_by_depth(tree, &[NOISE; 4]);
    let plain = Scenario::plain(tree, from_ref(table), means);
    let drawn = Scenario { weights: Weights::Noise(&noise), ..plain };
    let number = |at: usize| count(at) / 1e3;
    let sets: Vec<_> = (0..N_COMPARED).map(|at| drawn.weights_of([number(at); 4])).collect();
    // Which of the sets a draw takes is chance, so each is run by itself and put together here.
    let mut ranks = vec![Vec::with_capacity(N_COMPARED); table.n_rows()];
    let mut chances = vec![vec![0.0; table.n_rows()]; CUTS.len()];
    for set in &sets {
        let one = of_draws(tree, table, means, (Weights::Given(from_ref(set)), 1))?;
        for (ranks, one) in ranks.iter_mut().zip(&one) {
            ranks.push(one.mean.unwrap_or(0.0));
        }
        for (cut, chances) in chances.iter_mut().enumerate() {
            for (chance, one) in chances.iter_mut().zip(&one) {
                *chance += one.classes.get(cut).copied().unwrap_or(0.0) / count(N_COMPARED);
            }
        }
    }
    for ranks in &mut ranks {
        ranks.sort_by(f64::total_cmp);
    }
    let of = |figure: &dyn Fn(&Vec<f64>) -> Option<f64>| -> Vec<f64> {
        ranks.iter().map(|ranks| figure(ranks).unwrap_or(0.0)).collect()
    };
    let mut ours = vec![of(&|ranks| mean(ranks))];
    ours.extend([0.5, 0.05, 0.95].map(|share| of(&|ranks| quantile(ranks, share))));
    ours.extend(chances);
    for what in ["at_once", "one_by_one", "pandas_one_by_one"] {
        same(&peer.answer(what, &json!({ "sets": sets }))?, &ours)?;
    }
    Ok(())
}

fn transposed(rows: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let n = rows.first().map_or(0, Vec::len);
    (0..n).map(|at| rows.iter().filter_map(|row| row.get(at)).copied().collect()).collect()
}

fn same(theirs: &Value, ours: &[Vec<f64>]) -> Result<(), Box<dyn Error>> {
    let theirs: Vec<Vec<f64>> = serde_json::from_value(theirs.clone())?;
    let pairs = theirs.iter().flatten().zip(ours.iter().flatten());
    let apart = pairs.map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
    let n = |rows: &[Vec<f64>]| rows.iter().map(Vec::len).sum::<usize>();
    if n(&theirs) != n(ours) || apart > 1e-9 {
        return Err(format!("numpy computes something else: {apart} apart").into());
    }
    Ok(())
}
