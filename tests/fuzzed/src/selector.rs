//! Selectors over a page, metered.
//!
//! A line each for two selectors, then the page. What selectors mean together is held against what they
//! mean alone: a comma is a union, `:not` the rest, a combinator a part of its right side.

use std::collections::BTreeSet;

use bluebook_dom::{Meter, Page, QueryError, Selector};

/// Units a question may cost. A selector of 64 parts over the page below costs a tenth of it.
const UNITS_MAX: u64 = 2_000_000;

/// Bytes of a page; what a longer one would show, a shorter one shows sooner.
const PAGE_BYTES_MAX: usize = 8 << 10;

/// The page where the input has none.
const PAGE: &str = "<!doctype html><title>t</title><body class='a b'><div id=x class=a><p class='b c' \
    lang=zh-cn>一<b>二</b><i title='a b'>三</i></p><p>四</p><ul><li><a href=/u.html>五</a><li class=a>六<li>七\
    </ul></div><div data-a='' id=y><span class=B>八</span><a href=v.pdf>九</a></div>";

/// Two lines with selectors, then a page.
pub fn run(input: &[u8]) {
    let text = String::from_utf8_lossy(input);
    let mut parts = text.splitn(3, '\n');
    let [one, two, html] = [(); 3].map(|()| parts.next().unwrap_or_default());
    let html = if html.trim().is_empty() { PAGE } else { html };
    let html = html.get(..html.floor_char_boundary(PAGE_BYTES_MAX)).unwrap_or_default();
    let page = Page::new("http://a.test/", html.to_owned());
    let (first, second) = (chosen(&page, one), chosen(&page, two));
    let (Some(first), Some(second)) = (first, second) else { return };
    together(&page, (one, &first), (two, &second));
}

/// What a selector chooses; `None` where it is none, or costs too much.
fn chosen(page: &Page, css: &str) -> Option<BTreeSet<u32>> {
    let read = Selector::parse(css);
    let mut meter = Meter::new(UNITS_MAX);
    let nodes = page.select(&mut meter, css, u32::MAX);
    if let Err(error) = read {
        assert!((1..=css.chars().count() + 1).contains(&error.position), "{error}");
        assert!(nodes == Err(QueryError::BadSelector(error)), "asked with no selector: {nodes:?}");
        return None;
    }
    let Ok(nodes) = nodes else {
        let is_over = nodes == Err(QueryError::OverLimit) && meter.spent() > UNITS_MAX;
        assert!(is_over, "`{css}` at {} units: {nodes:?}", meter.spent());
        return None;
    };
    assert!(nodes.is_sorted_by(|one, other| one < other), "`{css}` gives {nodes:?}");
    assert!(nodes.iter().all(|node| *node < page.tree().len()), "`{css}` gives {nodes:?}");
    let spent = meter.spent();
    again(page, css, &nodes, spent);
    Some(nodes.into_iter().collect())
}

/// The other questions with a selector say what `select` says.
fn again(page: &Page, css: &str, nodes: &[u32], spent: u64) {
    let mut meter = Meter::new(UNITS_MAX);
    let twice = page.select(&mut meter, css, u32::MAX);
    assert!(twice.as_deref() == Ok(nodes) && meter.spent() == spent, "asked twice: `{css}`");
    let mut meter = Meter::new(spent.saturating_sub(1));
    let cut = page.select(&mut meter, css, u32::MAX);
    assert!(cut == Err(QueryError::OverLimit), "`{css}` costs {spent}, and less will do: {cut:?}");
    let mut meter = Meter::new(UNITS_MAX * 8);
    let two = page.select(&mut meter, css, 2);
    assert!(two.as_deref() == Ok(nodes.get(..2).unwrap_or(nodes)), "the first two of `{css}`");
    let count = page.count(&mut meter, css);
    assert!(count.is_ok_and(|n| n as usize == nodes.len()), "the number of `{css}`");
    let texts = page.texts(&mut meter, css, u32::MAX).unwrap_or_default();
    assert!(texts.iter().map(|hit| hit.node).eq(nodes.iter().copied()), "the texts of `{css}`");
    let attrs = page.attrs(&mut meter, css, "class", u32::MAX).unwrap_or_default();
    assert!(attrs.iter().all(|hit| nodes.contains(&hit.node)), "the classes of `{css}`");
    let found = page.find_text(&mut meter, css, &["五", "b"]);
    assert!(found.is_ok_and(|hit| hit.is_none_or(|hit| nodes.contains(&hit.node))), "`{css}`");
}

/// What two selectors mean together.
fn together(page: &Page, one: (&str, &BTreeSet<u32>), two: (&str, &BTreeSet<u32>)) {
    let ((one, first), (two, second)) = (one, two);
    let union = first.union(second).copied().collect();
    if let Some(both) = chosen(page, &format!("{one},{two}")) {
        assert!(both == union, "`{one}`, `{two}`: {both:?} and {union:?}");
    }
    if one.contains(',') || two.contains(',') {
        return;
    }
    if let Some(rest) = chosen(page, &format!(":not({one})")) {
        let all: BTreeSet<u32> = (0..page.tree().len()).collect();
        let expected = all.difference(first).copied().collect();
        assert!(rest == expected, "not `{one}`: {rest:?} and {expected:?}");
    }
    let inside = chosen(page, &format!("{one} {two}"));
    let child = chosen(page, &format!("{one}>{two}"));
    let later = chosen(page, &format!("{one}~{two}"));
    let next = chosen(page, &format!("{one}+{two}"));
    for part in [&inside, &child, &later, &next].into_iter().flatten() {
        assert!(part.is_subset(second), "`{one}` and `{two}`: {part:?} of {second:?}");
    }
    for (narrow, wide) in [(&child, &inside), (&next, &later)] {
        if let (Some(narrow), Some(wide)) = (narrow, wide) {
            assert!(narrow.is_subset(wide), "`{one}` and `{two}`: {narrow:?} of {wide:?}");
        }
    }
    let is_combinator = |c: char| c.is_whitespace() || matches!(c, '>' | '+' | '~');
    if let (Some(child), false) = (&child, [one, two].concat().contains(is_combinator)) {
        let expected = second.iter().copied();
        let is_in = |node: &u32| page.tree().parent(*node).is_some_and(|up| first.contains(&up));
        assert!(child.iter().copied().eq(expected.filter(is_in)), "`{one}` > `{two}`");
    }
}
