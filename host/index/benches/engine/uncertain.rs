//! The table of everything uncertain at once: weights, scales, means and the errors of judges.

use std::cell::RefCell;
use std::error::Error;
use std::hint::black_box;
use std::io::Write;

use bluebook_index::classes::Cutting;
use bluebook_index::judges::Quality;
use bluebook_index::monte_carlo::{RankInterval, monte_carlo, scores};
use bluebook_index::number::count;
use bluebook_index::random::Random;
use bluebook_index::scenario::{Scenario, Weights, noise_by_depth};
use bluebook_index::{Mean, Means, Table, Tree};
use serde_json::json;

use crate::made::{self, N_POINTS};
use crate::peer::Peer;
use crate::rounds::{Case, measure, timed};
use crate::tables::{CUTS, N_DRAWS, N_REGIONS, NOISE};

/// What reviews found of every judge.
const QUALITY: Quality = Quality { precision: 0.95, recall: 0.9 };

/// Draws that numpy makes at a time: the fastest of 1, 4, 8, 32 and 64 is 8.
const BLOCK: usize = 8;

/// Draws that are compared number by number.
const N_COMPARED: usize = 64;

/// How far the mean ranks of two runs of [`N_DRAWS`] may lie apart by chance. A rank that is nothing but
/// chance varies by 333/√12 = 96 places, its mean by 0.96, the difference of two by 1.4: beyond
/// 6 lies less than one such region in ten thousand.
const MEANS_APART: f64 = 6.0;

/// A tree with what of it is uncertain.
struct Uncertain {
    tree: Tree,
    tables: [Table; 2],
    means: [Means; 2],
    noise: Vec<f64>,
    qualities: Vec<Quality>,
}

impl Uncertain {
    /// One cell in `holes` unknown, none if 0. The second scale is the root of the first; the second
    /// choice of means makes the total geometric.
    fn new(holes: usize) -> Result<Self, Box<dyn Error>> {
        let tree = made::tree()?;
        let table = made::table_with_zeros(N_REGIONS, holes)?;
        let root = |row, column| table.get(row, column).map(f64::sqrt);
        let roots = Table::from_fn(N_REGIONS, N_POINTS, root)?;
        Ok(Self {
            tables: [table, roots],
            means: [&[Mean::Arithmetic][..], &[Mean::Geometric, Mean::Arithmetic]]
                .map(|means| Means::by_depth(&tree, means)),
            noise: noise_by_depth(&tree, &[NOISE; 4]),
            qualities: vec![QUALITY; N_POINTS],
            tree,
        })
    }

    fn scenario(&self) -> Scenario<'_> {
        Scenario {
            weights: Weights::Noise(&self.noise),
            qualities: &self.qualities,
            cuts: Cutting::Given(&CUTS),
            ..Scenario::plain(&self.tree, &self.tables, &self.means)
        }
    }

    fn draws(&self) -> Result<Vec<RankInterval>, Box<dyn Error>> {
        Ok(monte_carlo(&self.scenario(), 1, N_DRAWS)?)
    }
}

/// Writes both tables; ours alone if there is no peer.
pub(crate) fn of_everything(
    out: &mut dyn Write,
    mut peer: Option<Peer>,
) -> Result<(), Box<dyn Error>> {
    for (what, holes) in [("all known", 0), ("one cell in twenty unknown", 20)] {
        let uncertain = Uncertain::new(holes)?;
        if let Some(peer) = &mut peer {
            let qualities = [QUALITY.precision, QUALITY.recall];
            peer.load_uncertain(&uncertain.tree, &uncertain.tables, qualities)?;
            same_totals(peer, &uncertain)?;
            same_mean_ranks(peer, &uncertain)?;
        }
        let peer = peer.as_mut().map(RefCell::new);
        let ours = || {
            let (result, time) = timed(|| uncertain.draws());
            black_box(result?);
            Ok(time)
        };
        let mut cases = vec![Case { name: "ours", work: Box::new(ours) }];
        for (name, block) in [("numpy, blocks of draws", BLOCK), ("numpy, one draw at a time", 1)] {
            let asked = json!({ "draws": N_DRAWS, "block": block });
            cases.extend(peer.as_ref().map(|peer| Case {
                name,
                work: Box::new(move || peer.borrow_mut().time("everything", &asked)),
            }));
        }
        let title = format!(
            "{N_DRAWS} draws of weights, two scales, two means and the errors of judges, {N_REGIONS} x {N_POINTS}, {what}"
        );
        measure(out, &title, &mut cases)?;
    }
    Ok(())
}

/// Both sides with the same weights, scales and means, and judges who are never wrong.
fn same_totals(peer: &mut Peer, uncertain: &Uncertain) -> Result<(), Box<dyn Error>> {
    let scenario = Scenario { qualities: &[], ..uncertain.scenario() };
    let mut random = Random::new(3, 0);
    let draws: Vec<_> = (0..N_COMPARED).map(|_| [(); 4].map(|()| random.uniform())).collect();
    let ours = scores(&scenario, &draws)?;
    let sets: Vec<_> = draws.iter().map(|draw| scenario.weights_of(*draw)).collect();
    let second = |number: f64| u8::from(number >= 0.5);
    let alternatives: Vec<_> =
        draws.iter().map(|[_, table, means, _]| [second(*table), second(*means)]).collect();
    let asked =
        json!({ "sets": sets, "alternatives": alternatives, "block": BLOCK, "errors": false });
    let theirs: Vec<Vec<f64>> = serde_json::from_value(peer.answer("totals", &asked)?)?;
    let pairs = ours.iter().flatten().zip(theirs.iter().flatten());
    let apart = pairs.map(|(ours, theirs)| ours.map_or(f64::NAN, |ours| (ours - theirs).abs()));
    let apart = apart
        .fold(0.0, |most: f64, apart| if apart > most || apart.is_nan() { apart } else { most });
    if apart < 1e-9 {
        Ok(())
    } else {
        Err(format!("numpy computes something else: {apart} apart").into())
    }
}

/// Errors of judges are chance, so the whole is compared as far as chance allows.
fn same_mean_ranks(peer: &mut Peer, uncertain: &Uncertain) -> Result<(), Box<dyn Error>> {
    let asked = json!({ "draws": N_DRAWS, "block": BLOCK });
    let theirs: Vec<Vec<f64>> = serde_json::from_value(peer.answer("everything", &asked)?)?;
    let theirs = theirs.into_iter().next().unwrap_or_default();
    let ours = uncertain.draws()?;
    let apart =
        |(ours, theirs): (&RankInterval, &f64)| (ours.mean.unwrap_or(f64::INFINITY) - theirs).abs();
    let most = ours.iter().zip(&theirs).map(apart).fold(0.0, f64::max);
    if theirs.len() == ours.len() && most < MEANS_APART {
        return Ok(());
    }
    Err(format!("numpy's mean ranks are {most} apart, of {} regions", count(theirs.len())).into())
}
