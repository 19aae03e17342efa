//! A page: bytes to text, text to a tree, and every question a probe may put to it.
//!
//! The one-pass builder is compared with html5ever on every input it is sure of. A question asked twice
//! gives and costs the same, and none goes on for long behind the limit of its meter.

use bluebook_dom::decode::decode;
use bluebook_dom::{Link, Meter, Page, QueryError, Tree, script_target};

use crate::bytes::Bytes;

/// What a server may say of the charset.
const CHARSETS: [Option<&str>; 8] = [
    None,
    Some("utf-8"),
    Some("gbk"),
    Some("gb18030"),
    Some("big5"),
    Some("utf-16"),
    Some("iso-8859-1"),
    Some("\u{fffd}"),
];

/// Where the page is.
const URL: &str = "http://www.a.test/b/c.html?d#e";

/// Units a call may spend; a page of 4 KiB costs some thousands.
const UNITS_MAX: u64 = 1_000_000;

/// Elements of one page that are asked about.
const NODES_MAX: u32 = 64;

/// The first byte says what the server says of the charset, the rest is the page.
///
/// # Panics
///
/// If a promise is broken; so do all of these.
pub fn run(input: &[u8]) {
    let mut input = Bytes(input);
    let charset = CHARSETS.get(input.below(CHARSETS.len())).copied().flatten();
    let decoded = decode(input.0, charset);
    same_tree(&decoded.text);
    let page = Page::new(URL, decoded.text).encoded(decoded.encoding);
    let (first, second) = (asked(&page, UNITS_MAX), asked(&page, UNITS_MAX));
    assert!(first == second, "asked twice, answered otherwise: {first:?} {second:?}");
    let cut = asked(&page, UNITS_MAX / 10_000);
    assert!(cut.1 <= first.1, "less may be spent, and more is");
}

/// The builder gives the tree of the standard, or none.
fn same_tree(text: &str) {
    let Some(one_pass) = Tree::parse_one_pass(text) else { return };
    let standard = Tree::parse_html5ever(text);
    for node in 0..one_pass.len().max(standard.len()) {
        let (one, other) = (told(&one_pass, node), told(&standard, node));
        assert!(one == other, "one pass:  {one}\nhtml5ever: {other}\n{text:?}");
    }
    assert!(one_pass.page_text() == standard.page_text(), "the page text of {text:?}");
}

/// Everything the tree says of an element.
fn told(tree: &Tree, node: u32) -> String {
    let attrs: Vec<_> = tree.attrs(node).map(|(name, value)| format!("{name}={value:?}")).collect();
    let children: Vec<_> = tree.children(node).collect();
    format!(
        "{node} <{} {}> in {:?} with {children:?} to {}: {:?} {:?}",
        tree.name(node),
        attrs.join(" "),
        tree.parent(node),
        tree.end(node),
        tree.text_of(node),
        tree.source_of(node),
    )
}

/// What all questions give, as far as the limit lets them, and what they cost.
fn asked(page: &Page, limit: u64) -> (Vec<String>, u64) {
    let mut meter = Meter::new(limit);
    let mut answers = Vec::new();
    let ended = ask(page, &mut meter, &mut answers);
    assert!(ended.is_ok() || matches!(ended, Err(QueryError::OverLimit)), "{ended:?}");
    assert!(ended.is_err() == (meter.spent() > limit), "{ended:?} at {} units", meter.spent());
    (answers, meter.spent())
}

fn ask(page: &Page, meter: &mut Meter, answers: &mut Vec<String>) -> Result<(), QueryError> {
    let mut told = |answer: String| answers.push(answer);
    told(page.text(meter)?);
    told(page.html(meter)?);
    told(format!("{:?}", page.meta(meter, "Keywords")?));
    told(format!("{:?}", page.scripts(meter, 10)?));
    for words in [&[][..], &["a", "更多"]] {
        for Link { node, text, url } in page.links(meter, words, 50)? {
            assert!(!url.contains('#'), "a link with a fragment: {url}");
            told(format!("{node} {text} {url} {:?}", script_target(&text)));
        }
    }
    for node in 0..page.tree().len().min(NODES_MAX) {
        let values = [("a".to_owned(), "中 &".to_owned())];
        told(page.tag_of(meter, node)?);
        told(page.text_of(meter, node)?);
        told(format!("{:?}", page.attr_of(meter, node, "href")?));
        told(format!("{:?} {:?}", page.parent_of(meter, node)?, page.children_of(meter, node)?));
        told(format!("{:?}", page.form_url(meter, node, &values, "gbk")?));
    }
    let beyond = page.text_of(&mut Meter::new(1), page.tree().len());
    assert!(matches!(beyond, Err(QueryError::BadNode(_))), "{beyond:?}");
    Ok(())
}
