//! Which elements a selector matches.
//!
//! From left to right, a compound at a time: the elements that match so far are a sorted list, and the
//! next list is made of those candidates of the next compound that stand in the right relation to it.
//! A candidate is never looked at twice for one compound, so the work is bounded by compounds ×
//! elements whatever the page looks like; matching from the right with backtracking is not.

use std::borrow::Cow;

use super::{Combinator, Complex, Compound, Op, Selector, Test};
use crate::meter::{Meter, OverLimit};
use crate::tree::{CLASS, ID, Tree};

impl Selector {
    /// The first `limit` elements that match, in document order.
    ///
    /// # Errors
    ///
    /// If the meter runs out.
    pub fn select(
        &self,
        tree: &Tree,
        limit: usize,
        meter: &mut Meter,
    ) -> Result<Vec<u32>, OverLimit> {
        let mut all = Vec::new();
        for group in &self.groups {
            let found = group.select(tree, limit, meter)?;
            if all.is_empty() { all = found } else { all.extend(found) }
        }
        if self.groups.len() > 1 {
            all.sort_unstable();
            all.dedup();
            all.truncate(limit);
        }
        Ok(all)
    }
}

impl Complex {
    fn select(&self, tree: &Tree, limit: usize, meter: &mut Meter) -> Result<Vec<u32>, OverLimit> {
        let n_first = if self.rest.is_empty() { limit } else { usize::MAX };
        let mut matched = filter(&self.first, tree, n_first, meter, |_| true)?;
        for (idx, (combinator, compound)) in self.rest.iter().enumerate() {
            if matched.is_empty() {
                break;
            }
            let n_max = if idx + 1 == self.rest.len() { limit } else { usize::MAX };
            matched = follow(*combinator, &matched, compound, (tree, n_max), meter)?;
        }
        Ok(matched)
    }
}

/// The first matches of `compound` that stand in the relation to one of `matched`.
fn follow(
    combinator: Combinator,
    matched: &[u32],
    compound: &Compound,
    (tree, n_max): (&Tree, usize),
    meter: &mut Meter,
) -> Result<Vec<u32>, OverLimit> {
    let is_matched = |node: Option<u32>| node.is_some_and(|n| matched.binary_search(&n).is_ok());
    match combinator {
        Combinator::Child => {
            filter(compound, tree, n_max, meter, |node| is_matched(tree.parent(node)))
        }
        Combinator::Next => {
            filter(compound, tree, n_max, meter, |node| is_matched(tree.prev(node)))
        }
        Combinator::Descendant => {
            // Elements nest, so a candidate lies inside a matched element before it exactly if the
            // farthest end of those lies behind it.
            let mut before = matched.iter().peekable();
            let mut farthest_end = 0;
            filter(compound, tree, n_max, meter, |node| {
                while let Some(ancestor) = before.next_if(|&&ancestor| ancestor < node) {
                    farthest_end = tree.end(*ancestor).max(farthest_end);
                }
                farthest_end > node
            })
        }
        Combinator::Later => {
            let mut firsts: Vec<(Option<u32>, u32)> =
                matched.iter().map(|&node| (tree.parent(node), node)).collect();
            firsts.sort_unstable();
            firsts.dedup_by_key(|(parent, _)| *parent);
            filter(compound, tree, n_max, meter, |node| {
                let parent = tree.parent(node);
                let place = firsts.partition_point(|first| first.0 < parent);
                firsts.get(place).is_some_and(|first| first.0 == parent && first.1 < node)
            })
        }
    }
}

/// The first `n_max` candidates of the compound that match it and are `wanted`, in document order.
fn filter(
    compound: &Compound,
    tree: &Tree,
    n_max: usize,
    meter: &mut Meter,
    mut wanted: impl FnMut(u32) -> bool,
) -> Result<Vec<u32>, OverLimit> {
    let Some(resolved) = Resolved::new(compound, tree) else { return Ok(Vec::new()) };
    let mut found: Vec<u32> = Vec::new();
    let mut test = |node: u32| {
        meter.charge(1)?;
        if found.last() != Some(&node) && wanted(node) && resolved.matches(node, meter)? {
            found.push(node);
        }
        Ok(found.len() < n_max)
    };
    match candidates(compound, &resolved, tree) {
        Candidates::Some(nodes) => {
            for &node in nodes {
                if !test(node)? {
                    break;
                }
            }
        }
        Candidates::All => {
            for node in 0..tree.len() {
                if !test(node)? {
                    break;
                }
            }
        }
    }
    found.truncate(n_max);
    Ok(found)
}

enum Candidates<'a> {
    Some(&'a [u32]),
    All,
}

/// The shortest list at hand that holds every match.
fn candidates<'a>(compound: &Compound, resolved: &Resolved<'_>, tree: &'a Tree) -> Candidates<'a> {
    let mut best = resolved.tag.map(|tag| tree.with_tag(tag));
    for test in &compound.tests {
        let list = match test {
            Test::Id(id) => tree.maybe_with_id(id),
            Test::Class(class) => tree.maybe_with_class(class),
            Test::Attr { .. } | Test::LastChild | Test::NthChild { .. } | Test::Not(_) => continue,
        };
        if best.is_none_or(|best| list.len() < best.len()) {
            best = Some(list);
        }
    }
    best.map_or(Candidates::All, Candidates::Some)
}

/// A compound with its names looked up in one tree.
struct Resolved<'a> {
    tree: &'a Tree,
    tag: Option<u32>,
    tests: Vec<ResolvedTest<'a>>,
}

enum ResolvedTest<'a> {
    /// Of the compound, needing no name.
    Plain(&'a Test),
    /// The attribute's number; `None` where the page has no such name.
    Attr { name: Option<u32>, op: Op, value: &'a str, any_case: bool },
    /// `None` where nothing on the page can match it.
    Not(Option<Resolved<'a>>),
}

impl<'a> Resolved<'a> {
    /// `None` where the page has no such tag, so that nothing can match.
    fn new(compound: &'a Compound, tree: &'a Tree) -> Option<Self> {
        let tag = match &compound.tag {
            Some(tag) => Some(tree.name_id(tag)?),
            None => None,
        };
        let tests = compound.tests.iter().map(|test| match test {
            Test::Attr { name, op, value, any_case } => {
                ResolvedTest::Attr { name: tree.name_id(name), op: *op, value, any_case: *any_case }
            }
            // `:not` does not nest, so this goes one step down and no farther.
            Test::Not(inner) => ResolvedTest::Not(Self::new(inner, tree)),
            Test::Id(_) | Test::Class(_) | Test::LastChild | Test::NthChild { .. } => {
                ResolvedTest::Plain(test)
            }
        });
        Some(Self { tree, tag, tests: tests.collect() })
    }

    fn matches(&self, node: u32, meter: &mut Meter) -> Result<bool, OverLimit> {
        if self.tag.is_some() && self.tag != self.tree.name_id_of(node) {
            return Ok(false);
        }
        for test in &self.tests {
            let holds = match test {
                ResolvedTest::Plain(test) => self.holds(test, node, meter)?,
                ResolvedTest::Not(inner) => match inner {
                    Some(inner) => !inner.matches(node, meter)?,
                    None => true,
                },
                ResolvedTest::Attr { name, op, value, any_case } => {
                    match name.and_then(|name| self.tree.attr_by_id(node, name)) {
                        None => false,
                        Some(found) => {
                            meter.charge_bytes(found.len())?;
                            attr_holds(*op, found, value, *any_case)
                        }
                    }
                }
            };
            if !holds {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn holds(&self, test: &Test, node: u32, meter: &mut Meter) -> Result<bool, OverLimit> {
        let tree = self.tree;
        let holds = match test {
            Test::Id(id) => tree.attr_by_id(node, ID) == Some(id.as_str()),
            Test::Class(class) => {
                let classes = tree.attr_by_id(node, CLASS).unwrap_or("");
                meter.charge_bytes(classes.len())?;
                classes.split_ascii_whitespace().any(|found| found == class)
            }
            Test::LastChild => tree.parent(node).is_none_or(|p| tree.end(p) == tree.end(node)),
            Test::NthChild { step, start } => nth_holds(*step, *start, tree.nth(node)),
            // These have names and are resolved; they do not come here.
            Test::Attr { .. } | Test::Not(_) => false,
        };
        Ok(holds)
    }
}

fn nth_holds(step: i32, start: i32, nth: u32) -> bool {
    let beyond = i64::from(nth) - i64::from(start);
    match i64::from(step) {
        0 => beyond == 0,
        step => beyond % step == 0 && beyond / step >= 0,
    }
}

fn attr_holds(op: Op, found: &str, value: &str, any_case: bool) -> bool {
    let (mut found, mut value) = (Cow::Borrowed(found), Cow::Borrowed(value));
    if any_case {
        (found, value) = (found.to_ascii_lowercase().into(), value.to_ascii_lowercase().into());
    }
    let (found, value) = (&*found, &*value);
    match op {
        Op::Present => true,
        Op::Equal => found == value,
        Op::Word => found.split_ascii_whitespace().any(|word| word == value),
        // The standard lets the empty text be no prefix, suffix or part.
        Op::Prefix => !value.is_empty() && found.starts_with(value),
        Op::Suffix => !value.is_empty() && found.ends_with(value),
        Op::Within => {
            !value.is_empty() && memchr::memmem::find(found.as_bytes(), value.as_bytes()).is_some()
        }
        Op::Dashed => {
            found.strip_prefix(value).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
        }
    }
}
