//! The tree as data: relations, text, names, limits.

use super::{HTML_BYTES_MAX, Tree, readable};

#[test]
fn a_tree_is_shared_between_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<Tree>();
    shared::<crate::Page>();
}

/// An element a line: number, name, parent, place, previous sibling, end, attributes, text, source.
fn dump(tree: &Tree) -> String {
    let line = |node: u32| {
        let attrs: Vec<_> =
            tree.attrs(node).map(|(name, value)| format!("{name}={value}")).collect();
        format!(
            "{node} {} in {:?} at {} after {:?} to {} [{}] {:?} {:?}",
            tree.name(node),
            tree.parent(node),
            tree.nth(node),
            tree.prev(node),
            tree.end(node),
            attrs.join(" "),
            tree.text_of(node),
            tree.source_of(node)
        )
    };
    (0..tree.len()).map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn relations_text_and_source() {
    let page = "<title>T</title><script>s&amp;1</script><DIV ID=A Class='b c'>x<p>y<style>z</style>w</div>v";
    let expected = "\
0 html in None at 1 after None to 8 [] \"T\\u{b}x\\u{b}yw\\u{b}v\\u{b}\" \"s&amp;1z\"
1 head in Some(0) at 1 after None to 4 [] \"T\\u{b}\" \"s&amp;1\"
2 title in Some(1) at 1 after None to 3 [] \"T\" \"\"
3 script in Some(1) at 2 after Some(2) to 4 [] \"\" \"s&amp;1\"
4 body in Some(0) at 2 after Some(1) to 8 [] \"x\\u{b}yw\\u{b}v\" \"z\"
5 div in Some(4) at 1 after None to 8 [id=A class=b c] \"x\\u{b}yw\\u{b}\" \"z\"
6 p in Some(5) at 1 after None to 8 [] \"yw\" \"z\"
7 style in Some(6) at 1 after None to 8 [] \"\" \"z\"";
    assert_eq!(dump(&Tree::parse(page)), expected);
}

#[test]
fn what_no_visitor_reads_is_set_apart() {
    let page = "<body>a<noscript>b</noscript><template>c<i>d</i></template><iframe>e</iframe>\
        <textarea>f</textarea><xmp>g</xmp><svg><title>h</title><style>i</style></svg><!--j-->";
    let tree = Tree::parse(page);
    assert_eq!((tree.page_text(), tree.source_of(0)), ("afg\u{b}h\u{b}", "bcdei"));
}

#[test]
fn words_of_two_blocks_are_not_one() {
    #[track_caller]
    fn check(page: &str, expected: &str) {
        let tree = Tree::parse(page);
        assert_eq!(tree.text_of(tree.children(0).last().unwrap()), expected);
    }
    check("<table><tr><td>12</td><td>2019-01-15</td></tr></table>", "12\u{b}2019-01-15\u{b}");
    check("<p>责任</p><p>清单</p>", "责任\u{b}清单\u{b}");
    check("<b>责任</b><a>清<br>单</a>", "责任清单");
    check("<p>责任 </p> <div>清单</div>\n", "责任  清单\u{b}\n");
    check("<p>责任</p><script>x</script><style></style><p>清单", "责任\u{b}清单\u{b}");
}

#[test]
fn names_are_in_lower_case_and_keep_their_prefix() {
    let tree = Tree::parse("<svg viewBox=1 xlink:href=2 href=3><linearGradient></svg>");
    let attrs: Vec<_> = tree.attrs(3).collect();
    assert_eq!(attrs, [("viewbox", "1"), ("xlink:href", "2"), ("href", "3")]);
    assert_eq!(tree.attr(3, "viewBox"), Some("1"));
    assert_eq!(tree.name(4), "lineargradient");
}

#[test]
fn every_question_is_total() {
    let tree = Tree::parse("");
    assert_eq!(tree.len(), 3);
    for node in [3, u32::MAX - 1, u32::MAX] {
        assert_eq!((tree.name(node), tree.text_of(node), tree.source_of(node)), ("", "", ""));
        assert_eq!((tree.parent(node), tree.prev(node), tree.end(node)), (None, None, 0));
        assert_eq!((tree.children(node).count(), tree.attrs(node).count()), (0, 0));
        assert_eq!((tree.attr(node, "id"), tree.nth(node)), (None, 0));
    }
    assert!(!tree.is_empty() && !tree.is_cut());
}

#[test]
fn children_are_direct() {
    let tree = Tree::parse("<ul><li>1<b>2</b><li>3</ul>");
    let names = |node| tree.children(node).map(|child| tree.name(child)).collect::<Vec<_>>();
    assert_eq!(names(0), ["head", "body"]);
    assert_eq!(names(3), ["li", "li"]);
    assert_eq!(names(5), [""; 0]);
}

#[test]
fn elements_are_found_by_tag_class_and_id() {
    let tree = Tree::parse("<p class='a b a' id=x><i class=b></i><p id=y>");
    let tag = |name| tree.with_tag(tree.name_id(name).unwrap()).to_vec();
    assert_eq!((tag("p"), tag("html"), tag("class")), (vec![3, 5], vec![0], vec![]));
    assert!(tree.maybe_with_class("b").contains(&3));
    assert!(tree.maybe_with_class("b").contains(&4));
    assert!(tree.maybe_with_id("y").contains(&5));
    assert_eq!(tree.name_id("q"), None);
}

#[test]
fn a_long_source_is_cut_between_characters() {
    let long = "政".repeat(HTML_BYTES_MAX / 3 + 9);
    let (read, cut) = readable(&long);
    assert_eq!((read.len(), cut), (HTML_BYTES_MAX - HTML_BYTES_MAX % 3, true));
    assert_eq!(readable("\u{feff}政务"), ("政务", false));
}

#[test]
fn a_million_nested_elements_need_no_stack() {
    let tree = Tree::parse(&"<span>".repeat(1_000_000));
    assert_eq!((tree.len(), tree.end(0)), (1_000_003, 1_000_003));
    let selector = crate::Selector::parse("span span > span").unwrap();
    let mut meter = crate::Meter::new(u64::MAX);
    assert_eq!(selector.select(&tree, 5, &mut meter), Ok(vec![5, 6, 7, 8, 9]));
}
