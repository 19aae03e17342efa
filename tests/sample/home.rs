//! The home page, and the pages behind the tools at its head.

use super::place::{Place, Style};
use super::site::{Kind, Leaf, TALK, leaf, tagged};
use super::style::{Column, Link, NOTE, list};
use super::{disclosure, news, portal};

const HOTLINE: Column = Column { name: "rx", number: 1041, title: "12345政务服务便民热线" };
const FEED: Column = Column { name: "dy", number: 1042, title: "RSS订阅" };

/// Headlines on the home page.
const N_HEADLINES: usize = 4;

/// The home page.
pub(crate) fn home(place: &Place) -> Leaf {
    let style = place.style;
    let columns = news::columns(place).into_iter();
    let columns = columns.map(|(column, _, _)| Link::new(column.title, column.path(style)));
    let tools = place.tools.iter().map(|tool| Link::new(*tool, tool_url(place, tool)));
    let talk = place.talk.iter().map(|label| Link::new(*label, TALK.path(style)));
    let body = [
        search(style).to_owned(),
        list(style, "便捷工具", &tools.collect::<Vec<_>>()),
        list(style, "今日关注", &news::headlines(place, N_HEADLINES)),
        list(style, "栏目", &columns.collect::<Vec<_>>()),
        list(style, "公开", &disclosure::home_links(place)),
        list(style, "互动", &talk.collect::<Vec<_>>()),
        media(place),
    ];
    tagged(place, "/".to_owned(), "首页", &body.concat(), &[])
}

/// A page that says nothing before its scripts ran.
pub(crate) fn shell(place: &Place) -> Leaf {
    let html = format!(
        "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>{}人民政府</title>\
         <script src=\"/static/js/vendor.8c1f.js\"></script></head><body>\
         <div id=\"app\">{NOTE}</div><script src=\"/static/js/app.41d7.js\"></script></body></html>\n",
        place.city()
    );
    Leaf::page(place.www(), "/".to_owned(), html)
}

fn tool_url(place: &Place, tool: &str) -> String {
    match tool {
        "个人中心" | "12345热线" => portal::login_url(place),
        "数据开放" => format!("https://data.{}.gov.test/", place.host),
        _ if tool == HOTLINE.title => HOTLINE.path(place.style),
        _ if tool == FEED.title => FEED.path(place.style),
        "English" => "/en/".to_owned(),
        _ => "javascript:void(0)".to_owned(),
    }
}

/// The page behind a tool, where it has one of its own.
pub(crate) fn tool_page(place: &Place, tool: &str) -> Option<Leaf> {
    if tool == FEED.title {
        let text = format!(
            "<?xml version=\"1.0\" encoding=\"utf-8\"?><rss version=\"2.0\"><channel><title>{NOTE}</title>\
             <link>https://{0}/</link><item><title>{1}</title><link>https://{0}{2}</link></item></channel></rss>\n",
            place.www(),
            news::HEADLINES[0],
            news::article_path(place)
        );
        let page = Leaf::page(place.www(), FEED.path(place.style), text);
        return Some(Leaf { kind: Kind::Feed, ..page });
    }
    if tool == HOTLINE.title {
        let body = "<h1>12345政务服务便民热线</h1><form action=\"/rx/tj\">诉求内容 <textarea></textarea>\
                    <input type=\"submit\" value=\"提交\"></form>\n";
        return Some(leaf(place, HOTLINE.path(place.style), HOTLINE.title, body));
    }
    if tool == "数据开放" {
        let body = "<h1>公共数据开放平台</h1><table><tr><td>数据集</td><td>格式</td></tr>\
                    <tr><td>公交站点</td><td>CSV</td></tr></table>\n";
        let page = leaf(place, "/".to_owned(), tool, body);
        return Some(Leaf { host: format!("data.{}.gov.test", place.host), ..page });
    }
    None
}

fn search(style: Style) -> &'static str {
    match style {
        Style::Columns => {
            "<form action=\"/so/s\" class=\"search\"><input type=\"text\" name=\"qt\" \
             placeholder=\"请输入关键词\"><button>搜索</button></form>\n"
        }
        Style::Tables => {
            "<form name=\"searchform\"><input name=\"q\" id=\"q\" type=\"text\" />\
             <input type=\"image\" src=\"/images/ss.gif\" alt=\"搜索\" /></form>\n"
        }
        Style::Cards => "<div id=\"sousuo\"><input type=\"search\" name=\"keyword\"></div>\n",
        Style::Pictures => "",
    }
}

fn media(place: &Place) -> String {
    let entries: Vec<String> = place
        .media
        .iter()
        .map(|label| match place.style {
            Style::Columns => format!("<li><a href=\"javascript:;\">{label}</a></li>"),
            Style::Tables | Style::Pictures => {
                format!("<a href=\"javascript:;\"><img src=\"/images/m.png\" alt=\"{label}\"></a>")
            }
            Style::Cards => {
                format!("<div class=\"qr\"><img src=\"/q.png\"><span>{label}</span></div>")
            }
        })
        .collect();
    let entries = entries.concat();
    if place.style == Style::Columns {
        format!("<ul class=\"mt\">{entries}</ul>\n")
    } else {
        entries
    }
}
