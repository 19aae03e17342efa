//! C2.1: the search of the site.

use super::draft::{Draft, share, steps};
use super::page::{Block, Doc, Link, heading, text};
use super::place::{Ground, Place, nth_of};
use super::themes::Charset;
use super::trap::Trap;
use super::truth::Planted;

/// The questions the catalogue asks of a search.
const QUERIES: [&str; 3] = ["公积金提取", "身份证办理", "营业执照"];

/// A misspelt one.
const MISSPELT: &str = "公积金提曲";

/// Others, and the words of what they mean.
const LOOSE: [(&str, &str); 3] = [
    ("gongjijin", "公积金提取"),
    ("孩子上学怎么报名", "义务教育入学报名"),
    ("开公司要办什么手续", "企业设立登记"),
];

/// A text as UTF-8 within an address.
fn percent(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
                char::from(byte).to_string()
            }
            _ => format!("%{byte:02X}"),
        })
        .collect()
}

/// The same as a page in GBK sends it.
fn percent_gbk(text: &str) -> String {
    let (bytes, _, _) = encoding_rs::GBK.encode(text);
    bytes
        .iter()
        .map(|byte| {
            if byte.is_ascii_alphanumeric() {
                char::from(*byte).to_string()
            } else {
                format!("%{byte:02X}")
            }
        })
        .collect()
}

/// A text as a browser sends it from a page of the region.
pub(crate) fn asked_as(place: &Place, text: &str) -> String {
    if place.theme.charset == Charset::Utf8 { percent(text) } else { percent_gbk(text) }
}

/// What a region's search can.
struct Engine {
    to: String,
    field: &'static str,
    has_facets: bool,
    has_services: bool,
    /// Pages that results lead to.
    documents: Vec<String>,
}

/// Plants it.
pub(crate) fn plant(draft: &mut Draft<'_>, documents: &[Link]) {
    let place = draft.place;
    let field = *nth_of(&["q", "keyword", "qt"], place.theme.number);
    let path = *nth_of(&["/so/s", "/search", "/jsearch/list.do", "/ss/query"], place.theme.number);
    let engine = Engine {
        to: format!("https://{}{path}", place.www()),
        field,
        has_facets: place.has("C2.1-3"),
        has_services: place.has("C2.1-7"),
        documents: documents.iter().map(|link| link.to.clone()).collect(),
    };
    let n_found = place.some_of("C2.1-1", 3);
    let (mends, n_loose) = (place.has("C2.1-4"), place.some_of("C2.1-5", 3));
    draft.plant("C2.1-1", Ground::Site, share(n_found, 3));
    let ms = place.days("C2.1-2", 2000, 5000);
    draft.plant("C2.1-2", Ground::Site, steps(Some(ms)));
    draft.plant("C2.1-3", Ground::Site, Planted::Is(engine.has_facets && n_found > 0));
    draft.plant("C2.1-4", Ground::Site, Planted::Is(mends));
    draft.plant("C2.1-5", Ground::Site, share(n_loose, 3));
    draft.plant("C2.1-7", Ground::Site, Planted::Is(engine.has_services && n_found > 0));
    if n_found == 0 {
        draft.trap(Trap::DeafSearch);
    }
    for (nth, query) in QUERIES.iter().enumerate() {
        results(draft, &engine, query, (nth < n_found).then_some(*query));
        draft.took((ms + nth_of(&[90, 0, -90], nth)).max(0));
    }
    results(draft, &engine, MISSPELT, mends.then_some("公积金提取"));
    for (nth, (query, meant)) in LOOSE.iter().enumerate() {
        results(draft, &engine, query, (nth < n_loose).then_some(*meant));
    }
    home_form(draft, &engine);
}

/// The form on the home page, with what helps to fill it in.
fn home_form(draft: &mut Draft<'_>, engine: &Engine) {
    let suggests = draft.place.has("C2.1-6");
    draft.plant("C2.1-6", Ground::Site, Planted::Is(suggests));
    let href = &engine.to;
    let field = engine.field;
    let (list, datalist) = if suggests {
        (
            "list=\"lx\" ",
            "<datalist id=\"lx\"><option value=\"公积金提取\"><option value=\"居住证办理\"></datalist>",
        )
    } else {
        ("", "")
    };
    draft.home.push(Block::Raw(format!(
        "<form action=\"{href}\" method=\"get\" class=\"search\"><input type=\"text\" name=\"{field}\" {list}placeholder=\"请输入关键词\">\
         {datalist}<input type=\"submit\" value=\"搜索\"></form>\n"
    )));
    let has_words = draft.place.has("C2.1-8");
    draft.plant("C2.1-8", Ground::Site, Planted::Is(has_words));
    let title = draft.place.word(&["热门搜索", "热搜词", "热词"]);
    if has_words {
        let words = ["公积金提取", "营业执照", "身份证办理", "入学报名"];
        let place = draft.place;
        let links = words.iter().take(3).map(|word| {
            format!("<a href=\"{href}?{field}={}\">{word}</a>\n", asked_as(place, word))
        });
        let links: String = links.collect();
        draft.home.push(Block::Raw(format!(
            "<div class=\"hot\"><span>{title}：</span>\n{links}</div>\n"
        )));
    }
}

/// The answer to a question: what was meant, or that nothing was found.
fn results(draft: &mut Draft<'_>, engine: &Engine, query: &str, meant: Option<&str>) {
    let url = format!("{}?{}={}", engine.to, engine.field, asked_as(draft.place, query));
    let mut blocks = vec![heading(format!("“{query}”的搜索结果"))];
    let Some(meant) = meant else {
        blocks.push(text("抱歉，没有找到相关内容。"));
        let doc = Doc::new("站内搜索", blocks);
        draft.put_rendered(Ground::Site, &url, &doc);
        return;
    };
    if meant != query {
        blocks.push(text(format!("您是不是要找：{meant}")));
    }
    if engine.has_facets {
        let facets = ["服务", "政策", "新闻"]
            .iter()
            .zip(1..)
            .map(|(name, nth)| Link::new(*name, format!("{url}&type={nth}")));
        let facets: Vec<Link> = facets.collect();
        if QUERIES.contains(&query) {
            for facet in &facets {
                let subset = vec![
                    heading(format!("“{query}”的搜索结果")),
                    Block::Links(hits(engine, &format!("{meant}（{}）", facet.text), 2)),
                ];
                draft.put_rendered(Ground::Site, &facet.to, &Doc::new("站内搜索", subset));
            }
        }
        blocks.push(Block::Links(facets));
    }
    if engine.has_services {
        let guide = draft.column(Ground::Site, "fwzd");
        let doc = Doc::new(meant, vec![heading(meant), text("办理地点：市政务服务中心。")]);
        draft.put(Ground::Site, &guide, &doc);
        let links = [("办事指南", guide), ("在线办理", draft.login_url())];
        blocks.push(heading(format!("{meant}服务")));
        blocks.push(Block::Links(links.map(|(name, to)| Link::new(name, to)).to_vec()));
    }
    blocks.push(Block::Links(hits(engine, meant, 5)));
    let doc = Doc::new("站内搜索", blocks);
    draft.put_rendered(Ground::Site, &url, &doc);
}

/// Results, each with a page of its own behind it; other questions have others.
fn hits(engine: &Engine, meant: &str, n: usize) -> Vec<Link> {
    let nth = QUERIES.iter().position(|query| meant.starts_with(query)).unwrap_or_default();
    let pages = engine.documents.iter().cycle().skip(nth * 3).take(n);
    pages
        .zip(1..)
        .map(|(to, nth)| Link::new(format!("关于{meant}的说明（{nth}）"), to.clone()))
        .collect()
}
