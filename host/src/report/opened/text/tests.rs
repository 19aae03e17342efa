use bluebook_dom::Page;
use proptest::prelude::*;

use super::*;

fn shown(html: &str, seen: &[(Option<u32>, &str)]) -> String {
    let page = Page::new("http://a/", html.to_owned());
    let seen: Vec<Seen> =
        seen.iter().map(|(node, quote)| Seen { node: *node, quote: (*quote).to_owned() }).collect();
    let mut out = Vec::new();
    write_text(&mut out, page.tree(), &seen).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn the_quote_is_marked_within_its_element() {
    let html = "<body><p>清单</p><p id=x onclick=alert(1)>责任 <b>清单</b></p>";
    let text = shown(html, &[(Some(4), "责任 清单")]);
    assert_eq!(
        text,
        "<div><div><div>清单</div> <div class=\" node\"><mark id=\"quote\">责任 </mark>\
         <span class=\"h\"><mark>清单</mark></span></div> </div></div>"
    );
}

#[test]
fn a_quote_without_an_element_is_marked_where_it_first_stands() {
    let text = shown("<p>甲<p>乙", &[(None, "乙")]);
    assert!(text.contains("<div><mark id=\"quote\">乙</mark></div>"), "{text}");
}

#[test]
fn nothing_of_the_page_but_its_text_comes_through() {
    let html = "<script>alert(1)</script><style>x{}</style><img src=http://x/ onerror=alert(1)>\
                <a href=javascript:alert(1)>&lt;script&gt;\u{202e}x</a><iframe src=http://x/></iframe>";
    let text = shown(html, &[]);
    assert!(text.contains("&lt;script&gt;\\u{202e}x"), "{text}");
    for word in ["alert", "http", "javascript", "<img", "<a", "<script", "style", "iframe"] {
        assert!(!text.contains(word), "{word} in {text}");
    }
}

/// Only our own tags, all closed.
fn is_harmless(html: &str) -> bool {
    let mut depth = 0_i64;
    for piece in html.split('<').skip(1) {
        let tag = piece.split('>').next().unwrap();
        let name = tag.split(' ').next().unwrap();
        depth += match name {
            "div" | "span" | "mark" => 1,
            "/div" | "/span" | "/mark" => -1,
            _ => return false,
        };
    }
    depth == 0
}

proptest! {
    #[test]
    fn any_page_is_harmless(html in "(<(p|a|b|td|script|svg|x)( [a-z]{1,3}=[\"'<>a-z]{0,3})?>|[a-z<>&\"' ]{0,5}|</p>|<!--){0,12}",
                            node in 0_u32..6, quote in "[a-z ]{0,3}") {
        prop_assert!(is_harmless(&shown(&html, &[(Some(node), &quote), (None, &quote)])));
        let mut out = Vec::new();
        write_source(&mut out, &html, &[Seen { node: None, quote }]).unwrap();
        prop_assert!(is_harmless(&String::from_utf8(out).unwrap()));
    }
}
