//! A page as its template writes it.

use std::fmt::Write as _;

use super::day::Day;
use super::page::{Block, Doc, Form, Link};
use super::place::{NOTE, Place};
use super::themes::{Lines, Reference, Theme};

/// Puts `words` where `pattern` has their names behind a `$`; other `$` stay.
pub(crate) fn fill(out: &mut String, pattern: &str, words: &[(&str, &str)]) {
    let mut parts = pattern.split('$');
    out.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let named = words
            .iter()
            .find_map(|(name, value)| part.strip_prefix(name).map(|rest| (*value, rest)));
        let (value, rest) = named.unwrap_or(("$", part));
        out.push_str(value);
        out.push_str(rest);
    }
}

/// What stands on every page of a host.
#[derive(Debug, Clone, Default)]
pub(crate) struct Frame {
    pub(crate) nav: Vec<Link>,
    pub(crate) foot: Vec<Block>,
    /// Names and contents of meta tags that do not depend on the page.
    pub(crate) tags: Vec<(&'static str, String)>,
    /// Whether pages name their column and article in meta tags.
    pub(crate) own_tags: Vec<&'static str>,
}

/// Writes pages of one host.
#[derive(Debug)]
pub(crate) struct Writer<'a> {
    pub(crate) place: &'a Place,
    pub(crate) frame: &'a Frame,
}

impl Writer<'_> {
    /// The page at an address; with what scripts add if `is_rendered`.
    pub(crate) fn page(&self, url: &str, doc: &Doc, is_rendered: bool) -> String {
        let theme = self.place.theme;
        let mut body = String::with_capacity(4096);
        let by_scripts = doc.by_scripts.iter().filter(|_| is_rendered);
        self.groups(&mut body, url, doc.blocks.iter().chain(by_scripts));
        let mut nav = String::new();
        self.links(&mut nav, &theme.nav, url, &self.frame.nav);
        let mut foot = String::new();
        for block in &self.frame.foot {
            self.block(&mut foot, url, block);
        }
        let head = self.head(doc);
        let crumb = match &doc.column {
            Some(column) => format!("当前位置：首页 &gt; {column}"),
            None => String::new(),
        };
        let base =
            origin_of(url).map(|origin| format!("<base href=\"{origin}/\">")).unwrap_or_default();
        let words = [
            ("head", head.as_str()),
            ("nav", &nav),
            ("note", NOTE),
            ("crumb", &crumb),
            ("body", &body),
            ("base", &base),
            ("foot", &foot),
        ];
        let mut out = String::with_capacity(body.len() + nav.len() + foot.len() + 1024);
        fill(&mut out, theme.page, &words);
        out
    }

    fn head(&self, doc: &Doc) -> String {
        let name = format!("{}人民政府", self.place.city());
        let mut head = format!("<title>{}_{name}</title>\n", doc.title);
        let mut tag = |name: &str, content: &str| {
            let _ = writeln!(head, "<meta name=\"{name}\" content=\"{content}\">");
        };
        for (name, content) in &self.frame.tags {
            tag(name, content);
        }
        let column = doc.column.clone().unwrap_or_default();
        for name in &self.frame.own_tags {
            match (*name, &doc.article) {
                ("ColumnName" | "ColumnType", _) if !column.is_empty() => tag(name, &column),
                ("ArticleTitle", Some((_, title))) => tag(name, title),
                ("PubDate", Some((day, _))) => tag(name, &format!("{} 09:30", day.iso())),
                ("ContentSource", Some(_)) => {
                    tag(name, &format!("{}人民政府办公室", self.place.city()));
                }
                _ => {}
            }
        }
        head.push_str(&doc.head);
        head
    }

    /// Blocks, each heading in one group with what it heads.
    fn groups<'b>(&self, out: &mut String, url: &str, blocks: impl Iterator<Item = &'b Block>) {
        let (open, close) = self.place.theme.group();
        let mut is_open = false;
        for block in blocks {
            if matches!(block, Block::Heading(_)) {
                out.push_str(if is_open { close } else { "" });
                out.push_str(open);
                is_open = true;
            }
            self.block(out, url, block);
        }
        out.push_str(if is_open { close } else { "" });
    }

    fn block(&self, out: &mut String, url: &str, block: &Block) {
        let theme = self.place.theme;
        match block {
            Block::Heading(words) => fill(out, theme.heading, &[("text", words)]),
            Block::Text(words) => fill(out, theme.text, &[("text", words)]),
            Block::Raw(html) => out.push_str(html),
            Block::Links(links) => self.links(out, &theme.links, url, links),
            Block::Facts(facts) => {
                out.push_str(theme.facts.open);
                for (label, value) in facts {
                    fill(out, theme.facts.line, &[("label", label), ("value", value)]);
                }
                out.push_str(theme.facts.close);
            }
            Block::Table(heads, rows) => table(out, theme, heads, rows),
            Block::Form(form) => self.form(out, url, form),
        }
    }

    fn links(&self, out: &mut String, lines: &Lines, url: &str, links: &[Link]) {
        let theme = self.place.theme;
        // Years are left out in a list or they are not.
        let is_short = links.iter().filter_map(|link| link.on).all(Day::is_of_the_year);
        let how = if is_short { theme.written } else { theme.written.with_years() };
        out.push_str(lines.open);
        for link in links {
            let mut day = String::new();
            if let Some(on) = link.on {
                fill(&mut day, theme.day, &[("day", &on.written(how))]);
            }
            let href = self.href(url, &link.to);
            fill(out, lines.line, &[("href", &href), ("text", &link.text), ("day", &day)]);
        }
        out.push_str(lines.close);
    }

    fn form(&self, out: &mut String, url: &str, form: &Form) {
        let lines = &self.place.theme.form;
        let method = if form.is_query { "get" } else { "post" };
        let href = self.href(url, &form.to);
        fill(out, lines.open, &[("href", &href), ("method", method)]);
        for (label, field) in &form.fields {
            fill(out, lines.line, &[("label", label), ("value", &field.html())]);
        }
        fill(out, lines.close, &[("button", &form.button)]);
    }

    /// The address as the template refers to it from `url`, ready to stand in an attribute.
    pub(crate) fn href(&self, url: &str, to: &str) -> String {
        refer(self.place.theme.reference, url, to).replace('&', "&amp;")
    }
}

fn table(out: &mut String, theme: &Theme, heads: &[String], rows: &[Vec<String>]) {
    let line = |cells: &[String], cell: &str| {
        let mut line = String::new();
        for text in cells {
            fill(&mut line, cell, &[("text", text)]);
        }
        line
    };
    out.push_str(theme.table.open);
    fill(out, theme.table.row, &[("cells", &line(heads, theme.table.head))]);
    for row in rows {
        fill(out, theme.table.row, &[("cells", &line(row, theme.table.cell))]);
    }
    out.push_str(theme.table.close);
}

/// A link as HTML, for cells and values of a page at `url`.
pub(crate) fn anchor(place: &Place, url: &str, words: &str, to: &str) -> String {
    let href = refer(place.theme.reference, url, to).replace('&', "&amp;");
    format!("<a href=\"{href}\">{words}</a>")
}

/// Scheme and host.
pub(crate) fn origin_of(url: &str) -> Option<&str> {
    let host = url.find("://")? + 3;
    let end = url.get(host..)?.find('/').map_or(url.len(), |at| host + at);
    url.get(..end)
}

fn refer(how: Reference, from: &str, to: &str) -> String {
    let (Some(here), Some(there)) = (origin_of(from), origin_of(to)) else { return to.to_owned() };
    if here != there {
        let is_short = how == Reference::NoScheme;
        return to.strip_prefix("https:").filter(|_| is_short).unwrap_or(to).to_owned();
    }
    let path = to.get(there.len()..).unwrap_or("/");
    match how {
        Reference::Rooted => path.to_owned(),
        Reference::Whole => to.to_owned(),
        Reference::NoScheme => to.strip_prefix("https:").unwrap_or(to).to_owned(),
        // The base is the host's root, and an empty reference would be the page itself.
        Reference::Based if path == "/" => "./".to_owned(),
        Reference::Based => path.trim_start_matches('/').to_owned(),
        Reference::Relative => relative(from.get(here.len()..).unwrap_or("/"), path),
    }
}

/// The way from one path to another, as publishing systems write it.
fn relative(from: &str, to: &str) -> String {
    let folders = |path: &str| {
        let path = path.split('?').next().unwrap_or_default();
        path.rsplit_once('/').map(|(folders, _)| folders.trim_start_matches('/').to_owned())
    };
    let (here, there) = (folders(from).unwrap_or_default(), folders(to).unwrap_or_default());
    let split = |path: &str| -> Vec<String> {
        path.split('/').filter(|part| !part.is_empty()).map(str::to_owned).collect()
    };
    let (here, there) = (split(&here), split(&there));
    let n_common = here.iter().zip(&there).take_while(|(a, b)| a == b).count();
    let up = "../".repeat(here.len() - n_common);
    let down: Vec<&str> =
        there.iter().skip(n_common).flat_map(|part| [part.as_str(), "/"]).collect();
    let down = down.concat();
    let n_folder_bytes: usize = there.iter().map(|part| part.len() + 1).sum();
    let file = to.get(n_folder_bytes + 1..).unwrap_or_default();
    let start = if up.is_empty() { "./" } else { "" };
    format!("{start}{up}{down}{file}")
}

#[cfg(test)]
mod tests {
    use super::{Reference, fill, refer};

    #[track_caller]
    fn check(how: Reference, from: &str, to: &str, expected: &str) {
        assert_eq!(refer(how, from, to), expected, "{from} {to}");
    }

    #[test]
    fn references_lead_where_they_should() {
        let (here, there) = ("https://a.test/x/y/1.html", "https://a.test/x/z/2.html?n=1");
        check(Reference::Rooted, here, there, "/x/z/2.html?n=1");
        check(Reference::Relative, here, there, "../z/2.html?n=1");
        check(Reference::Relative, here, "https://a.test/", "../../");
        check(Reference::Relative, "https://a.test/", there, "./x/z/2.html?n=1");
        check(Reference::Relative, here, "https://a.test/x/y/3.html", "./3.html");
        check(Reference::Based, here, there, "x/z/2.html?n=1");
        check(Reference::NoScheme, here, there, "//a.test/x/z/2.html?n=1");
        check(Reference::Relative, here, "https://b.test/", "https://b.test/");
        check(Reference::Rooted, here, "javascript:;", "javascript:;");
    }

    #[test]
    fn patterns_are_filled() {
        let mut out = String::new();
        fill(&mut out, "a $x, $y $", &[("x", "1")]);
        assert_eq!(out, "a 1, $y $");
    }
}
