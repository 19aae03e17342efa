//! What the standard road leaves out, and where.

use super::{BITE_BYTES_MAX, parse, parse_within};
use crate::Tree;

/// Steps allowed here; few enough to be spent quickly.
const STEPS_MAX: u64 = 1_000_000;

#[track_caller]
fn check_cut(page: &str, expected: bool) {
    let tree = parse_within(STEPS_MAX, page);
    assert_eq!(tree.is_cut(), expected);
    // Even so it is a page.
    assert_eq!((0..3).map(|node| tree.name(node)).collect::<Vec<_>>(), ["html", "head", "body"]);
}

fn numbered(n: u32, piece: impl Fn(u32) -> String) -> String {
    (0..n).map(piece).collect()
}

#[test]
fn pages_of_quadratic_cost_are_cut() {
    check_cut(&"<div>".repeat(20_000), true);
    check_cut(&"<ul><li>".repeat(20_000), true);
    check_cut(&numbered(20_000, |n| format!("<b a={n}>")), true);
    check_cut(&(numbered(400, |n| format!("<b a={n}>")) + &"<p>x".repeat(20_000)), true);
    check_cut(&format!("<a {}>", numbered(40_000, |n| format!("a{n} "))), true);
    check_cut(&numbered(10_000, |n| format!("<name-{n}></name-{n}>")), true);
}

#[test]
fn long_pages_of_usual_cost_are_not() {
    check_cut(&"<div><p>text</div>".repeat(5_000), false);
    check_cut(&"<span>".repeat(50_000), false);
    check_cut(&format!("<!--{}-->", "<div class=a>text</div>".repeat(1_000)), false);
    check_cut(
        &format!("<img src='data:{}'>", "iVBORw0KGgo/AAAANSUhEUgAAAAUA".repeat(10_000)),
        false,
    );
    check_cut(&"<el-button data-v-1a2b3c4d></el-button>".repeat(10_000), false);
}

#[test]
fn a_bite_ends_anywhere() {
    for piece in [
        "<p class='a &amp; b'>中文 &middot; x</p>\r\n",
        "<script>a<!--b--></script>\r",
        "<!-- c -->&nbsp",
    ] {
        for shift in 0..piece.len() {
            let page = " ".repeat(shift) + &piece.repeat(2 * BITE_BYTES_MAX / piece.len());
            let whole: String = page.replace("\r\n", "\n").replace('\r', "\n");
            let (tree, plain) = (parse(&page), parse(&whole));
            assert_eq!((tree.len(), tree.page_text()), (plain.len(), plain.page_text()));
            assert_eq!(tree.source_of(0), plain.source_of(0));
        }
    }
}

#[test]
fn a_mark_is_dropped_at_the_start_only() {
    let tree = Tree::parse_html5ever("\u{feff}<p>a\u{feff}</p><script></script>\u{feff}b");
    assert_eq!(tree.page_text(), "a\u{feff}\u{b}\u{feff}b\u{b}");
}
