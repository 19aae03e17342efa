//! Random tag soup and damaged pages, the same on every run.

use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use super::difference;

/// Tags, text and fragments of markup that the standard treats in different ways.
const PIECES: [&str; 151] = [
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<b>",
    "</b>",
    "<i class=x>",
    "</i>",
    "<a href=u>",
    "</a>",
    "<table>",
    "</table>",
    "<tr>",
    "</tr>",
    "<td>",
    "</td>",
    "<th>",
    "<tbody>",
    "</tbody>",
    "<thead>",
    "<caption>",
    "</caption>",
    "<colgroup>",
    "<col>",
    "<form>",
    "</form>",
    "<input>",
    "<input type=hidden>",
    "<select>",
    "</select>",
    "<option>",
    "</option>",
    "<optgroup>",
    "<ul>",
    "</ul>",
    "<li>",
    "</li>",
    "<dl>",
    "<dt>",
    "<dd>",
    "</dl>",
    "<h1>",
    "</h1>",
    "<h2>",
    "</h3>",
    "<pre>",
    "</pre>",
    "\n",
    "\r\n",
    "\r",
    " ",
    "x",
    "中文",
    "&amp;",
    "&nbsp",
    "&ampx",
    "&#65;",
    "&#x41",
    "&#0;",
    "&#128;",
    "&bogus;",
    "&",
    "&notit;",
    "<br>",
    "</br>",
    "<br/>",
    "<img src=a alt='b'>",
    "<hr>",
    "<script>",
    "</script>",
    "<style>",
    "</style>",
    "<title>",
    "</title>",
    "<textarea>",
    "</textarea>",
    "<!--",
    "-->",
    "--!>",
    "<!-- c -->",
    "<!",
    "<?x>",
    "</",
    "<",
    "<>",
    "</>",
    ">",
    "<html>",
    "<html lang=zh>",
    "</html>",
    "<head>",
    "</head>",
    "<body>",
    "<body class=c>",
    "</body>",
    "<!doctype html>",
    "<meta charset=utf-8>",
    "<link rel=x>",
    "<span>",
    "</span>",
    "<font color=red>",
    "</font>",
    "<button>",
    "</button>",
    "<object>",
    "</object>",
    "<svg>",
    "</svg>",
    "<svg/>",
    "<path d=1 />",
    "<g>",
    "</g>",
    "<foreignObject>",
    "<desc>",
    "</desc>",
    "<nobr>",
    "</nobr>",
    "<ruby>",
    "<rb>",
    "<rt>",
    "<rtc>",
    "<iframe>",
    "</iframe>",
    "<noscript>",
    "</noscript>",
    "<xmp>",
    "</xmp>",
    "<center>",
    "<address>",
    "<em>",
    "</em>",
    "<u>",
    "</u>",
    "<section>",
    "</section>",
    "<dialog>",
    "<param>",
    "<image>",
    "<frame>",
    "<frameset>",
    "<template>",
    "<math>",
    "<p id=1 id=2 CLASS='a b'>",
    "<x-y>",
    "</x-y>",
    "<plaintext>",
    "\0",
    "\u{feff}",
    "'",
    "\"",
    "=",
];

/// A page with something of everything, to be damaged.
const PAGE: &str = "<!DOCTYPE html>\r\n<html lang=\"zh-CN\"><head><meta charset='utf-8'><title>某市&middot;政府</title>
<link rel=stylesheet href=a.css><style>p > a { color: red }</style><script><!-- if (a < b) c(); //--></script></head>
<body class=\"home\"><div id='nav'><ul><li><a href=\"/zwgk?a=1&amp;b=2\">政务&nbsp;公开</a><li><a href=x title='办事'>办事</a></ul></div>
<table border=0><tr><td>电话<td><b>0661</b><tr><td colspan=2><p>地址<p>邮编</table><form action=s><input type=text name=q>
<select><option selected>全部<option>标题</select><button>搜索</button></form><h2>通知<span>更多</span></h2><p>第一段<br>第二行
<p><font size=2>段<b>落</font></b><img src=a.gif alt=图><svg viewBox='0 0 1 1'><path d='M0'/><title>标</title></svg>
<dl><dt>甲<dd>乙</dl><pre>\r\n 原样 </pre><textarea>\n留言</textarea><noscript><p>请</noscript><iframe src=b></iframe><!-- 注释 --></body></html>";

fn config() -> ProptestConfig {
    // A fixed seed: what fails here fails everywhere, and on every run.
    let rng_seed = RngSeed::Fixed(20_190_101);
    ProptestConfig {
        cases: 2_048,
        rng_seed,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

/// A change at a character of a page.
#[derive(Debug, Clone)]
enum Damage {
    Delete(usize),
    Double(usize),
    Replace(char),
    Insert(&'static str),
    Swap,
}

fn damage() -> impl Strategy<Value = (prop::sample::Index, Damage)> {
    let kind = prop_oneof![
        (1..40_usize).prop_map(Damage::Delete),
        (1..40_usize).prop_map(Damage::Double),
        prop::sample::select(vec!['<', '>', '/', '"', '\'', '=', '&', ';', ' ', '-', '!'])
            .prop_map(Damage::Replace),
        prop::sample::select(PIECES.to_vec()).prop_map(Damage::Insert),
        Just(Damage::Swap),
    ];
    (any::<prop::sample::Index>(), kind)
}

fn apply(page: &mut Vec<char>, at: usize, damage: &Damage) {
    match damage {
        Damage::Delete(n) => drop(page.drain(at..(at + n).min(page.len()))),
        Damage::Double(n) => {
            let doubled = page[at..(at + n).min(page.len())].to_vec();
            page.splice(at..at, doubled);
        }
        Damage::Replace(c) => page[at] = *c,
        Damage::Insert(piece) => drop(page.splice(at..at, piece.chars())),
        Damage::Swap => {
            let other = page.len() - 1 - at;
            page.swap(at, other);
        }
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn soup_gives_the_same_tree(
        // Few kinds of pieces at a time, so that they meet.
        kinds in prop::collection::vec(prop::sample::select(PIECES.to_vec()), 1..16),
        picks in prop::collection::vec(any::<prop::sample::Index>(), 1..40),
    ) {
        let page: String = picks.iter().map(|pick| *pick.get(&kinds)).collect();
        prop_assert_eq!(difference(&page), None, "{:?}", page);
    }

    #[test]
    fn a_damaged_page_gives_the_same_tree(damages in prop::collection::vec(damage(), 1..8)) {
        let mut page: Vec<char> = PAGE.chars().collect();
        for (place, damage) in &damages {
            if !page.is_empty() {
                let at = place.index(page.len());
                apply(&mut page, at, damage);
            }
        }
        let page: String = page.into_iter().collect();
        prop_assert_eq!(difference(&page), None, "{}", page);
    }
}

#[test]
fn the_page_to_be_damaged_is_read_in_one_pass() {
    super::check_same(PAGE);
}
