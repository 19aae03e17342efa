//! What selectors match, what they refuse, what they cost.

use super::{SELECTOR_BYTES_MAX, SELECTOR_PARTS_MAX, Selector};
use crate::meter::{Meter, OverLimit};
use crate::tree::Tree;

const PAGE: &str = "<html lang=zh-CN><head><title>t</title><meta name=a content=b></head><body>
<div id=top class='nav main'><ul><li id=l1><a id=a1 href=/zwgk/index.html title='政务 公开'>x</a>
<li id=l2 class=on><a id=a2 href='https://e.cn/INDEX.HTML'>y</a><ul><li id=l3></ul><li id=l4></ul></div>
<p id=p1>1<p id=p2 class='on'>2<span id=s1 data-k=''></span><p id=p3>3<div id=政务 class=政务><b id=b1></b></div>
<div id=1st><p id=p4><i id=i1></i></p></div></body></html>";

/// `expected` are the ids of the matches, or their tags.
#[track_caller]
fn check(selector: &str, expected: &str) {
    let tree = Tree::parse(PAGE);
    let found = Selector::parse(selector)
        .map(|selector| selector.select(&tree, usize::MAX, &mut Meter::new(100_000)).unwrap());
    let names: Vec<_> = found
        .unwrap()
        .into_iter()
        .map(|node| tree.attr(node, "id").unwrap_or_else(|| tree.name(node)).to_owned())
        .collect();
    assert_eq!(names.join(" "), expected, "{selector}");
}

#[track_caller]
fn check_error(selector: &str, expected: &str) {
    let error = Selector::parse(selector).unwrap_err();
    assert_eq!(format!("{}: {}", error.position, error.problem), expected, "{selector}");
}

#[test]
fn compounds() {
    check("p", "p1 p2 p3 p4");
    check("P", "p1 p2 p3 p4");
    check("#p2", "p2");
    check(".on", "l2 p2");
    check("p.on", "p2");
    check(".main.nav#top", "top");
    check("blink", "");
    check("*.on", "l2 p2");
    check("#政务.政务", "政务");
    check("#1st", "1st");
    check(r"#\31 st", "1st");
    check(r"#p\2", "");
    check("head *", "title meta");
}

#[test]
fn attributes() {
    check("[href]", "a1 a2");
    check("a[href='/zwgk/index.html']", "a1");
    check("[title~=公开]", "a1");
    check("[title~='政务 公开']", "");
    check("[href^=https]", "a2");
    check("[href$='.html']", "a1");
    check("[href$='.html' i]", "a1 a2");
    check("[href*=index i]", "a1 a2");
    check("[lang|=zh]", "html");
    check("[lang|=z]", "");
    check("[DATA-K='']", "s1");
    check("[data-k^='']", "");
    check("[ href *= \"zwgk\" ]", "a1");
    check("[nothing]", "");
    check(r"[title='政务\20 公开']", "a1");
}

#[test]
fn combinators() {
    check("ul a", "a1 a2");
    check("#top > ul > li", "l1 l2 l4");
    check("ul ul li", "l3");
    check("ul>li>ul>li", "l3");
    check("#p1 + p", "p2");
    check("#p1 ~ p", "p2 p3");
    check("#p3 ~ p", "");
    check("#p2 ~ div p", "p4");
    check("li + li", "l2 l4");
    check("li ~ li", "l2 l4");
    check("div div", "");
    check("body div > b", "b1");
    check("p i", "i1");
    check("#p4 p", "");
}

#[test]
fn pseudo_classes() {
    check("li:first-child", "l1 l3");
    check("li:last-child", "l3 l4");
    check("li:nth-child(2)", "l2");
    check("li:nth-child(odd)", "l1 l3 l4");
    check("li:nth-child( 2n + 1 )", "l1 l3 l4");
    check("li:nth-child(EVEN)", "l2");
    check("li:nth-child(-n+2)", "l1 l2 l3");
    check("li:nth-child(n+2)", "l2 l4");
    check("li:nth-child(n)", "l1 l2 l3 l4");
    check("li:nth-child(0)", "");
    check("li:nth-child(-3n-1)", "");
    check("li:not(.on)", "l1 l3 l4");
    check("p:not([class]):not(#p3)", "p1 p4");
    check("p:not(blink)", "p1 p2 p3 p4");
    check("a:not([nothing='x'])", "a1 a2");
    check("li:not(:first-child)", "l2 l4");
    check("li:not( li.on )", "l1 l3 l4");
    check("html:first-child", "html");
    check("html:last-child", "html");
}

#[test]
fn groups_are_in_document_order_and_without_repeats() {
    check("p, #l3, li", "l1 l2 l3 l4 p1 p2 p3 p4");
    check("#l4,.on", "l2 l4 p2");
}

#[test]
fn a_limit_takes_the_first_in_document_order() {
    let tree = Tree::parse(PAGE);
    let select = |css: &str, limit| {
        let found = Selector::parse(css).unwrap().select(&tree, limit, &mut Meter::new(1_000));
        found.unwrap().into_iter().filter_map(|n| tree.attr(n, "id")).collect::<Vec<_>>()
    };
    assert_eq!(select("p, li", 5), ["l1", "l2", "l3", "l4", "p1"]);
    assert_eq!(select("ul li", 2), ["l1", "l2"]);
    assert_eq!(select("li", 0), [""; 0]);
    assert_eq!(select("ul li", 0), [""; 0]);
}

#[test]
fn faults_are_placed() {
    check_error("", "1: a tag, `*`, `#`, `.`, `[` or `:` is expected");
    check_error("a,", "3: a tag, `*`, `#`, `.`, `[` or `:` is expected");
    check_error("> a", "1: a tag, `*`, `#`, `.`, `[` or `:` is expected");
    check_error("a > > b", "5: a tag, `*`, `#`, `.`, `[` or `:` is expected");
    check_error("政务 >", "5: a tag, `*`, `#`, `.`, `[` or `:` is expected");
    check_error("a..b", "3: a name is expected");
    check_error("a[href", "7: `]` is expected");
    check_error("a[href='x]", "11: the quoted value does not end");
    check_error("a[href!=x]", "7: `]` is expected");
    check_error("a[href^x]", "8: `=` is expected");
    check_error("a:hover", "2: this pseudo-class is not supported");
    check_error("a)", "2: not expected here");
    check_error(":nth-child(x)", "12: a number, `n`, `odd` or `even` is expected");
    check_error(":nth-child(99999999999)", "12: the number is too large");
    check_error(":not(a b)", "8: `)` is expected");
    check_error(":not(:not(a))", "13: `:not` inside `:not` is not supported");
    check_error("a\\", "3: nothing to escape");
    let error = Selector::parse("a > ").unwrap_err();
    assert!(error.to_string().starts_with("selector `a > ` is wrong at character 5: "), "{error}");
}

#[test]
fn selectors_are_bounded() {
    let deep = vec!["a"; SELECTOR_PARTS_MAX].join(" ");
    assert!(Selector::parse(&deep).is_ok());
    check_error(&format!("{deep} a"), "129: the selector has too many parts");
    check_error(&"a".repeat(SELECTOR_BYTES_MAX + 1), "1: the selector is too long");
    let nested = ":not(".repeat(SELECTOR_PARTS_MAX + 1);
    assert!(Selector::parse(&nested).is_err());
}

#[test]
fn descendants_of_descendants_do_not_blow_up() {
    let page = "<div>".repeat(2_000);
    let tree = Tree::parse(&page);
    let selector = Selector::parse(&vec!["div"; 60].join(" ")).unwrap();
    let mut meter = Meter::new(200_000);
    assert_eq!(selector.select(&tree, usize::MAX, &mut meter).unwrap().len(), 1_941);
    assert!(meter.spent() < 130_000, "{}", meter.spent());
    assert_eq!(selector.select(&tree, usize::MAX, &mut Meter::new(1_000)), Err(OverLimit));
}
