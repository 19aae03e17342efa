//! The table of calls, and what a plug-in holds of memory.

use std::cell::RefCell;
use std::error::Error;
use std::io::Write;
use std::sync::Arc;

use crate::peers::Peers;
use crate::points::{POINTS, Point};
use crate::rounds::{Case, measure};
use crate::sandboxed::{site, tasks};
use crate::sides::{Sides, by_native};

/// *The* points of the benchmark are the first ten.
const N_POINTS: usize = 10;

/// Plug-ins alive at once when their memory is counted.
const N_LIVING: u32 = 40;

/// A case of another host.
type Theirs = (&'static str, (&'static str, &'static str, bool), &'static str);

/// The other hosts' cases: name, host, way, whether the plug-in stays, and what is 1.
const THEIRS: [Theirs; 10] = [
    ("waPC, no work", ("wapc", "ping", false), NOTHING),
    ("Extism, no work", ("extism", "ping", false), NOTHING),
    ("waPC, JSON calls, fresh", ("wapc", "asked", false), OURS),
    ("Extism, JSON calls, fresh", ("extism", "asked", false), OURS),
    ("waPC, JSON calls, kept", ("wapc", "asked", true), OURS),
    ("Extism, JSON calls, kept", ("extism", "asked", true), OURS),
    ("waPC, page passed in, fresh", ("wapc", "parsed", false), OURS_WITH_PAGE),
    ("Extism, page passed in, fresh", ("extism", "parsed", false), OURS_WITH_PAGE),
    ("waPC, page passed in, kept", ("wapc", "parsed", true), OURS_WITH_PAGE),
    ("Extism, page passed in, kept", ("extism", "parsed", true), OURS_WITH_PAGE),
];

const NOTHING: &str = "ours, no work";
const OURS: &str = "ours, fresh";
const OURS_WITH_PAGE: &str = "page + ours, fresh";

/// What a call costs, ours and theirs.
///
/// # Errors
///
/// If two sides differ in an answer, or a side fails.
pub(crate) fn calls(
    out: &mut dyn Write,
    html: &str,
    mut peers: Option<&mut Peers>,
) -> Result<(), Box<dyn Error>> {
    let ten: &[Point] = POINTS.get(..N_POINTS).unwrap_or(&POINTS);
    let sides = Sides::new()?;
    let page = Arc::new(sides.parse(html));
    let ours = sides.answers(&page, ten)?;
    if let Some(peers) = &mut peers {
        peers.load(html)?;
        for (host, way) in
            [("wapc", "parsed"), ("wapc", "asked"), ("extism", "parsed"), ("extism", "asked")]
        {
            let theirs = peers.answers(host, way)?;
            if theirs != ours {
                return Err(format!("{host}, {way}: {theirs:?}; ours {ours:?}").into());
            }
        }
    }
    writeln!(out, "\nten points on a page of {} bytes, all answers alike", html.len())?;
    let (region, none, few) = (site(&page), tasks(&[]), tasks(ten));
    let fresh = || site(&Arc::new(sides.parse(html)));
    // Before the cases, which borrow it.
    let peers = peers.map(RefCell::new);
    let mut cases = vec![
        Case::new("native", || by_native(&page, ten)),
        Case::new(NOTHING, || sides.sandboxed(&region, &none)),
        Case::new(OURS, || sides.sandboxed(&region, &few)).against("native"),
        Case::new("page + native", || by_native(&sides.parse(html), ten)),
        Case::new(OURS_WITH_PAGE, || sides.sandboxed(&fresh(), &few)).against("page + native"),
    ];
    if let Some(peers) = &peers {
        cases.extend(THEIRS.map(|(name, case, against)| {
            Case::elsewhere(name, move |n_times| peers.borrow_mut().time(case, n_times))
                .against(against)
        }));
    }
    measure(out, &mut cases)?;
    if let Some(peers) = &peers {
        for host in ["wapc", "extism"] {
            let bytes = peers.borrow_mut().memory(host, N_LIVING)?;
            writeln!(out, "{host}: {} KiB resident a living plug-in", bytes >> 10)?;
        }
    }
    Ok(())
}
