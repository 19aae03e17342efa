//! The two tables.

use std::cell::RefCell;
use std::error::Error;
use std::hint::black_box;
use std::io::Write;
use std::sync::Arc;

use bluebook_dom::Tree;
use serde_json::Value;

use crate::peers::{Peers, TOOLS};
use crate::points::{POINTS, Point};
use crate::rounds::{Case, measure};
use crate::sandboxed::{site, tasks};
use crate::sides::{Sides, by_native};

/// *The* points of the benchmark are the first ten.
const N_POINTS: usize = 10;

/// Probes that look at one page, as several families do at a start page.
const N_PROBES: usize = 3;

fn ten() -> &'static [Point] {
    POINTS.get(..N_POINTS).unwrap_or(&POINTS)
}

/// What one page costs, step by step.
///
/// # Errors
///
/// If two sides differ in an answer, or a side fails.
pub(crate) fn one_page(
    out: &mut dyn Write,
    html: &str,
    peers: Option<&mut Peers>,
) -> Result<(), Box<dyn Error>> {
    // Before the cases, which borrow it.
    let peers = peers.map(RefCell::new);
    let sides = Sides::new()?;
    let page = Arc::new(sides.parse(html));
    sides.answers(&page, &POINTS)?;
    writeln!(out, "\none page made by rule, {} bytes, {} nodes", html.len(), page.tree().len())?;
    let (region, few, many) = (site(&page), tasks(ten()), tasks(&POINTS));
    let fresh = || site(&Arc::new(sides.parse(html)));
    let mut cases = vec![
        Case::new("parse by html5ever", || drop(black_box(Tree::parse_html5ever(html)))),
        Case::new("parse", || drop(black_box(Tree::parse(html)))).against("parse by html5ever"),
        Case::new("10 points, native", || by_native(&page, ten())),
        Case::new("10 points, sandbox", || sides.sandboxed(&region, &few))
            .against("10 points, native"),
        Case::new("20 points, native", || by_native(&page, &POINTS)),
        Case::new("20 points, sandbox", || sides.sandboxed(&region, &many))
            .against("20 points, native"),
        Case::new("page + 10 points, native", || by_native(&sides.parse(html), ten())),
        Case::new("page + 10 points, sandbox", || sides.sandboxed(&fresh(), &few))
            .against("page + 10 points, native"),
        Case::new("page + 10 points x 3 probes, native", || {
            let page = sides.parse(html);
            (0..N_PROBES).for_each(|_| by_native(&page, ten()));
        }),
        Case::new("page + 10 points x 3 probes, sandbox", || {
            let region = fresh();
            (0..N_PROBES).for_each(|_| sides.sandboxed(&region, &few));
        })
        .against("page + 10 points x 3 probes, native"),
    ];
    if let Some(peers) = &peers {
        let ours = [sides.answers(&page, ten())?];
        for (tool, n_same) in agreement(&mut peers.borrow_mut(), &[html], &ours)? {
            if n_same < N_POINTS {
                return Err(format!("{tool} gives {n_same} of {N_POINTS} answers alike").into());
            }
        }
        cases.extend(TOOLS.map(|tool| by(tool, peers).against("page + 10 points, sandbox")));
    }
    measure(out, &mut cases)
}

/// The same over many pages one after the other.
///
/// # Errors
///
/// If the sandbox and native Rust differ in an answer, or a side fails. The peers may: parsel's tree is
/// another where a page is not well formed. How many answers are alike is written.
pub(crate) fn many_pages(
    out: &mut dyn Write,
    pages: &[String],
    peers: Option<&mut Peers>,
) -> Result<(), Box<dyn Error>> {
    // Before the cases, which borrow it.
    let peers = peers.map(RefCell::new);
    let sides = Sides::new()?;
    let few = tasks(ten());
    let n_bytes: usize = pages.iter().map(String::len).sum();
    writeln!(out, "\n{} real pages, {n_bytes} bytes", pages.len())?;
    let mut answers = Vec::new();
    for html in pages {
        answers.push(sides.answers(&Arc::new(sides.parse(html)), ten())?);
    }
    let mut cases = vec![
        Case::new("pages + 10 points, native", || {
            for html in pages {
                by_native(&sides.parse(html), ten());
            }
        }),
        Case::new("pages + 10 points, sandbox", || {
            for html in pages {
                sides.sandboxed(&site(&Arc::new(sides.parse(html))), &few);
            }
        })
        .against("pages + 10 points, native"),
    ];
    if let Some(peers) = &peers {
        let pages: Vec<&str> = pages.iter().map(String::as_str).collect();
        for (tool, n_same) in agreement(&mut peers.borrow_mut(), &pages, &answers)? {
            let n_answers = answers.len() * N_POINTS;
            writeln!(out, "{tool} gives {n_same} of {n_answers} answers as the sandbox does")?;
        }
        cases.extend(TOOLS.map(|tool| by(tool, peers).against("pages + 10 points, sandbox")));
    }
    measure(out, &mut cases)
}

/// A tool on the pages that were loaded.
fn by<'a>(tool: &'static str, peers: &'a RefCell<&mut Peers>) -> Case<'a> {
    Case::elsewhere(tool, move |n_times| peers.borrow_mut().time(tool, n_times))
}

/// How many answers of each tool are ours.
type Agreement = Vec<(&'static str, usize)>;

/// Puts the points to the tools and compares.
fn agreement(
    peers: &mut Peers,
    pages: &[&str],
    ours: &[Vec<Value>],
) -> Result<Agreement, Box<dyn Error>> {
    peers.load(pages, ten())?;
    let count = |tool| {
        let theirs = peers.answers(tool)?;
        let pairs = theirs.iter().flatten().zip(ours.iter().flatten());
        Ok((tool, pairs.filter(|(theirs, ours)| theirs == ours).count()))
    };
    TOOLS.into_iter().map(count).collect()
}
