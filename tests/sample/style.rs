//! The same content as different content systems write it: frames, lists, tables, facts.

use super::place::{Place, Style};

/// What every page says for people to see.
pub(crate) const NOTE: &str = "合成样例 synthetic sample";

/// A column of a site: its name in addresses, and its number where addresses have numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Column {
    pub(crate) name: &'static str,
    pub(crate) number: u16,
    pub(crate) title: &'static str,
}

impl Column {
    /// Its address on its host, as the site's content system makes it.
    pub(crate) fn path(self, style: Style) -> String {
        match style {
            Style::Columns => format!("/{}/index.html", self.name),
            Style::Tables => format!("/col/col{}/index.html", self.number),
            Style::Cards => format!("/{}.htm", self.name),
            Style::Pictures => format!("/list.asp?id={}", self.number),
        }
    }
}

/// A link as pages show it, with the day of what is behind it.
#[derive(Debug, Clone)]
pub(crate) struct Link {
    pub(crate) text: String,
    pub(crate) href: String,
    /// Empty if lists show none.
    pub(crate) on: String,
}

impl Link {
    pub(crate) fn new(text: impl Into<String>, href: impl Into<String>) -> Self {
        Self { text: text.into(), href: href.into(), on: String::new() }
    }

    pub(crate) fn on(self, on: impl Into<String>) -> Self {
        Self { on: on.into(), ..self }
    }
}

/// Characters after which the tables of one style cut a headline.
const HEADLINE_CHARS_MAX: usize = 14;

/// A page around a body. `tags` are names and contents of meta tags.
pub(crate) struct Frame<'a> {
    pub(crate) place: &'a Place,
    pub(crate) host: &'a str,
    pub(crate) title: &'a str,
    pub(crate) tags: &'a [(&'static str, String)],
    /// Links of the head and foot: a portal has its own.
    pub(crate) menu: &'a [Link],
    pub(crate) foot: &'a str,
}

impl Frame<'_> {
    pub(crate) fn page(&self, body: &str) -> String {
        let style = self.place.style;
        let head = self.head();
        let menu = menu(style, self.menu);
        let Self { title, foot, .. } = self;
        match style {
            Style::Columns => format!(
                "<!DOCTYPE html>\n<html lang=\"zh-CN\"><head>{head}</head>\n<body>\n\
                 <div class=\"note\">{NOTE}</div>\n<div class=\"header\">{menu}</div>\n\
                 <div class=\"main\">{body}</div>\n<div class=\"footer\">{foot}</div>\n</body></html>\n"
            ),
            Style::Tables => format!(
                "<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Transitional//EN\">\n<html><head>{head}</head>\n\
                 <body><table width=\"1000\" align=\"center\"><tr><td class=\"bt\">{NOTE}</td></tr>\n\
                 <tr><td>{menu}</td></tr>\n<tr><td>{body}</td></tr>\n<tr><td>{foot}</td></tr></table></body></html>\n"
            ),
            Style::Cards => format!(
                "<!doctype html>\n<html><head>{head}<base href=\"https://{}/\"></head>\n<body>\n\
                 <p class=\"tip\">{NOTE}</p><nav>{menu}</nav>\n<section>{body}</section>\n<footer>{foot}</footer>\n</body></html>\n",
                self.host
            ),
            Style::Pictures => format!(
                "<HTML><HEAD>{head}</HEAD>\n<BODY BGCOLOR=#FFFFFF>\n<CENTER><FONT COLOR=red>{NOTE}</FONT><BR>{menu}</CENTER>\n\
                 <!-- {title} -->\n{body}\n<HR><CENTER>{foot}</CENTER></BODY></HTML>\n"
            ),
        }
    }

    fn head(&self) -> String {
        let charset = match self.place.style {
            Style::Columns | Style::Cards => "<meta charset=\"utf-8\">",
            Style::Tables => {
                "<meta http-equiv=\"Content-Type\" content=\"text/html; charset=utf-8\" />"
            }
            Style::Pictures => {
                "<META HTTP-EQUIV=\"Content-Type\" CONTENT=\"text/html; charset=gb2312\">"
            }
        };
        let tags: Vec<String> = self
            .tags
            .iter()
            .map(|(name, content)| format!("<meta name=\"{name}\" content=\"{content}\">"))
            .collect();
        format!("{charset}<title>{}</title>{}", self.title, tags.concat())
    }
}

fn menu(style: Style, links: &[Link]) -> String {
    let links: Vec<String> = links
        .iter()
        .map(|Link { text, href, .. }| match style {
            Style::Columns => format!("<li><a href=\"{href}\">{text}</a></li>"),
            Style::Tables => format!("<td><a href=\"{href}\" class=\"dh\">{text}</a></td>"),
            Style::Cards => format!("<a href=\"{href}\">{text}</a> | "),
            Style::Pictures => {
                format!("<A HREF=\"{href}\"><IMG SRC=/img/dh.gif ALT=\"{text}\"></A>")
            }
        })
        .collect();
    let links = links.concat();
    match style {
        Style::Columns => format!("<ul class=\"nav\">{links}</ul>"),
        Style::Tables => format!("<table><tr>{links}</tr></table>"),
        Style::Cards | Style::Pictures => links,
    }
}

/// A heading and a list of links under it.
pub(crate) fn list(style: Style, heading: &str, links: &[Link]) -> String {
    let links: Vec<String> = links
        .iter()
        .map(|Link { text, href, on }| {
            let on = if on.is_empty() { String::new() } else { day(style, on) };
            match style {
                Style::Columns => format!("<li><a href=\"{href}\">{text}</a><span>{on}</span></li>\n"),
                Style::Tables => {
                    let short = cut(text);
                    format!("<tr><td><a href=\"{href}\" title=\"{text}\">{short}</a></td><td>{on}</td></tr>\n")
                }
                Style::Cards => {
                    let relative = href.strip_prefix('/').unwrap_or(href);
                    format!("<div class=\"card\"><a href=\"{relative}\">{text}</a> <em>{on}</em></div>\n")
                }
                Style::Pictures => format!("<LI><A HREF=\"{href}\">{text}</A> <FONT SIZE=2>{on}</FONT>\n"),
            }
        })
        .collect();
    let links = links.concat();
    match style {
        Style::Columns => {
            format!("<div class=\"box\"><h2>{heading}</h2><ul>\n{links}</ul></div>\n")
        }
        Style::Tables => format!(
            "<table width=\"100%\"><tr><td colspan=\"2\" class=\"lm\">{heading}</td></tr>\n{links}</table>\n"
        ),
        Style::Cards => format!("<div class=\"group\"><h3>{heading}</h3>\n{links}</div>\n"),
        Style::Pictures => format!("<IMG SRC=/img/lm.gif ALT=\"{heading}\"><UL>\n{links}</UL>\n"),
    }
}

fn cut(headline: &str) -> String {
    if headline.chars().count() <= HEADLINE_CHARS_MAX {
        return headline.to_owned();
    }
    let start: String = headline.chars().take(HEADLINE_CHARS_MAX).collect();
    format!("{start}...")
}

/// A table with heads.
pub(crate) fn table(style: Style, heads: &[&str], rows: &[Vec<String>]) -> String {
    let tag = if style == Style::Cards { "th" } else { "td" };
    let heads: Vec<String> = heads.iter().map(|head| format!("<{tag}>{head}</{tag}>")).collect();
    let rows: Vec<String> = rows
        .iter()
        .map(|row| {
            let cells: Vec<String> = row.iter().map(|cell| format!("<td>{cell}</td>")).collect();
            format!("<tr>{}</tr>\n", cells.concat())
        })
        .collect();
    format!(
        "<table class=\"list\" border=\"1\"><tr>{}</tr>\n{}</table>\n",
        heads.concat(),
        rows.concat()
    )
}

/// Labels and what they say, as guides have them.
pub(crate) fn facts(style: Style, facts: &[(String, String)]) -> String {
    let facts: Vec<String> = facts
        .iter()
        .zip(NUMBERS)
        .map(|((label, text), number)| match style {
            Style::Columns => format!("<h4>{number}、{label}</h4><p>{text}</p>\n"),
            Style::Tables => format!("<tr><td>{label}</td><td>{text}</td></tr>\n"),
            Style::Cards => format!("<dt>{label}</dt><dd>{text}</dd>\n"),
            Style::Pictures => format!("<P>{label}：{text}</P>\n"),
        })
        .collect();
    let facts = facts.concat();
    match style {
        Style::Columns | Style::Pictures => facts,
        Style::Tables => format!("<table class=\"bszn\" border=\"1\">{facts}</table>\n"),
        Style::Cards => format!("<dl>{facts}</dl>\n"),
    }
}

const NUMBERS: [&str; 10] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];

/// `2019-01-15` as the style writes days.
pub(crate) fn day(style: Style, on: &str) -> String {
    let mut parts = on.split('-').map(|part| part.trim_start_matches('0'));
    let mut part = || parts.next().unwrap_or_default();
    match style {
        Style::Columns => on.to_owned(),
        Style::Tables => format!("[{on}]"),
        Style::Cards => on.replace('-', "/"),
        Style::Pictures => format!("{}年{}月{}日", part(), part(), part()),
    }
}

/// The same day some years earlier.
pub(crate) fn earlier(on: &str, n_years: u16) -> String {
    match on.split_once('-') {
        Some((year, rest)) => {
            let year = year.parse::<u16>().unwrap_or_default().saturating_sub(n_years);
            format!("{year}-{rest}")
        }
        None => String::new(),
    }
}
