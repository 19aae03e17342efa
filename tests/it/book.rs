//! The book is whole: every page of `docs` is in its summary, and every link of the project's texts leads
//! somewhere. Building the book is not needed for it.

mod functions;
mod shown;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Component, Path, PathBuf};

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// Texts besides `docs` whose links are held.
const BESIDE: [&str; 7] = [
    "README.md",
    "ARCHITECTURE.md",
    "CONTRIBUTING.md",
    "manifests/README.md",
    "probe-sdk/README.md",
    "probe-sdk/js/README.md",
    "probe-sdk/python/README.md",
];

/// The table of contents, which is no page.
const SUMMARY: &str = "docs/SUMMARY.md";

/// What a text links to and can be linked at.
struct Page {
    links: Vec<String>,
    anchors: BTreeSet<String>,
}

#[test]
fn every_page_is_in_the_summary_once() {
    let root = tests::root();
    let summary = read(&root.join(SUMMARY));
    let mut listed = BTreeMap::new();
    for link in &page(&summary).links {
        *listed.entry(normal(&root.join("docs").join(link))).or_insert(0) += 1;
    }
    let pages: BTreeSet<PathBuf> = markdown(&root.join("docs"))
        .into_iter()
        .filter(|page| !page.ends_with("SUMMARY.md"))
        .collect();
    let lacking: Vec<_> = pages.iter().filter(|page| !listed.contains_key(*page)).collect();
    assert!(lacking.is_empty(), "not in {SUMMARY}: {lacking:?}");
    let odd: Vec<_> =
        listed.iter().filter(|(page, n)| **n != 1 || !pages.contains(*page)).collect();
    assert!(odd.is_empty(), "twice in {SUMMARY}, or no page: {odd:?}");
}

#[test]
fn every_link_leads_somewhere() {
    let root = tests::root();
    let mut files = markdown(&root.join("docs"));
    files.extend(BESIDE.map(|file| root.join(file)));
    let pages: BTreeMap<PathBuf, Page> =
        files.iter().map(|file| (file.clone(), page(&included(file)))).collect();
    let mut wrong = Vec::new();
    for (file, Page { links, .. }) in &pages {
        wrong.extend(links.iter().filter_map(|link| {
            fault(file, link, &pages).map(|why| format!("{}: `{link}` {why}", file.display()))
        }));
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// What is wrong with a link, if it is one within the project.
fn fault(file: &Path, link: &str, pages: &BTreeMap<PathBuf, Page>) -> Option<&'static str> {
    if link.contains("://") || link.starts_with("mailto:") {
        return None;
    }
    let (path, anchor) = link.split_once('#').unwrap_or((link, ""));
    let folder = file.parent().unwrap();
    let target = if path.is_empty() { file.to_owned() } else { normal(&folder.join(path)) };
    if !target.exists() {
        return Some("is not there");
    }
    let docs = tests::root().join("docs");
    let is_text = target.extension().is_some_and(|end| end == "md");
    if file.starts_with(&docs) && is_text && !target.starts_with(&docs) {
        return Some("is no page of the book, which would link to HTML that is not there");
    }
    match pages.get(&target) {
        Some(page) if !anchor.is_empty() && !page.anchors.contains(anchor) => {
            Some("has no such anchor")
        }
        Some(_) | None => None,
    }
}

/// The text with what `{{#include FILE}}` brings, as the book shows it.
fn included(file: &Path) -> String {
    let text = read(file);
    let Some((before, rest)) = text.split_once("{{#include ") else { return text };
    let (name, after) = rest.split_once("}}").unwrap();
    let brought = read(&file.parent().unwrap().join(name));
    format!("{before}{brought}{after}")
}

#[expect(clippy::wildcard_enum_match_arm, reason = "what else a text holds has no links")]
fn page(text: &str) -> Page {
    let mut page = Page { links: Vec::new(), anchors: BTreeSet::new() };
    let mut heading: Option<String> = None;
    for event in Parser::new_ext(text, Options::ENABLE_TABLES) {
        match event {
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                page.links.push(dest_url.into_string());
            }
            Event::Start(Tag::Heading { .. }) => heading = Some(String::new()),
            Event::Text(text) | Event::Code(text) => {
                if let Some(heading) = &mut heading {
                    heading.push_str(&text);
                }
            }
            Event::End(TagEnd::Heading(_)) => {
                if let Some(heading) = heading.take() {
                    add_anchor(&mut page.anchors, &heading);
                }
            }
            Event::Html(html) | Event::InlineHtml(html) => {
                let ids = html.split("id=\"").skip(1).filter_map(|part| part.split('"').next());
                page.anchors.extend(ids.map(str::to_owned));
            }
            _ => {}
        }
    }
    page
}

/// The id a heading gets: letters and digits in lower case, `-` for white space, nothing for the rest; the
/// second of equal ones ends in `-1`.
fn add_anchor(anchors: &mut BTreeSet<String>, heading: &str) {
    let id: String = heading
        .trim()
        .chars()
        .filter_map(|c| match c {
            c if c.is_alphanumeric() || c == '_' || c == '-' => Some(c.to_ascii_lowercase()),
            c if c.is_whitespace() => Some('-'),
            _ => None,
        })
        .collect();
    let mut free = id.clone();
    let mut n = 0;
    while anchors.contains(&free) {
        n += 1;
        free = format!("{id}-{n}");
    }
    anchors.insert(free);
}

/// Every Markdown file below a folder.
pub(super) fn markdown(dir: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(markdown(&path));
        } else if path.extension().is_some_and(|end| end == "md") {
            files.push(normal(&path));
        }
    }
    files.sort();
    files
}

/// The path without `.` and `..`, which is compared.
fn normal(path: &Path) -> PathBuf {
    let mut normal = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => drop(normal.pop()),
            Component::CurDir => {}
            Component::Prefix(_) | Component::RootDir | Component::Normal(_) => normal.push(part),
        }
    }
    normal
}

/// A text of the project.
pub(super) fn read(path: &Path) -> String {
    let bytes = fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    String::from_utf8(bytes).unwrap()
}
