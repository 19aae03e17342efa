//! Lists as documents: what a platform's own list page loads, and reads out to its visitors.

use serde_json::{Map, Value};

use super::{Entry, absolute};
use crate::page::{Hit, Link, Page};

/// Keys of an item's name, of its address and of its office, the usual first.
const NAMES: [&str; 10] = [
    "name",
    "title",
    "itemName",
    "item_name",
    "taskName",
    "task_name",
    "sxmc",
    "事项名称",
    "qlName",
    "serviceName",
];
const ADDRESSES: [&str; 7] = ["url", "href", "link", "guideUrl", "guide_url", "guide", "detailUrl"];
const OFFICES: [&str; 8] =
    ["department", "dept", "deptName", "dept_name", "orgName", "org_name", "agency", "实施主体"];

/// Levels of a document that are looked into for its list.
const LEVELS_MAX: usize = 8;

/// Items of a document; a city's list has some thousand.
const ITEMS_MAX: usize = 5_000;

/// Scripts looked through for addresses, and addresses taken.
const SCRIPTS_MAX: u32 = 60;
const FEEDS_MAX: usize = 3;

/// The entries of a document; `None` for a page.
pub(super) fn entries(list: Page) -> Option<Vec<Entry>> {
    // What has elements of its own is a page; a document has at most those a parser puts around it.
    if list.count("a, div, table, script") > 0 {
        return None;
    }
    let source = list.html();
    let source = source.trim_start_matches('\u{feff}').trim();
    if !source.starts_with(['{', '[']) {
        return None;
    }
    let document: Value = serde_json::from_str(source).ok()?;
    let items = longest(&document, LEVELS_MAX).map_or(&[][..], Vec::as_slice);
    Some(items.iter().take(ITEMS_MAX).filter_map(|item| entry(list, item)).collect())
}

fn entry(list: Page, item: &Value) -> Option<Entry> {
    let item = item.as_object()?;
    let text = |keys: &[&str]| keys.iter().find_map(|key| item.get(*key)?.as_str());
    let name = text(&NAMES).filter(|name| !name.trim().is_empty())?.to_owned();
    let url = absolute(&list.info().url, text(&ADDRESSES)?)?;
    let link = Link { page: list, node: 0, text: name.clone(), url };
    let department = text(&OFFICES).unwrap_or_default().to_owned();
    let row = Hit { page: list, node: 0, text: said(item) };
    Some(Entry { name, links: vec![link.clone()], link, row, department })
}

/// Keys and values of an item as a text, as a row of a page is one.
fn said(item: &Map<String, Value>) -> String {
    let parts = item.iter().filter_map(|(key, value)| match value {
        Value::String(text) => Some(text.clone()),
        Value::Bool(true) => Some(key.clone()),
        Value::Number(number) => Some(format!("{key}：{number}")),
        Value::Null | Value::Bool(false) | Value::Array(_) | Value::Object(_) => None,
    });
    parts.collect::<Vec<_>>().join(" ")
}

/// The longest list of objects in a document.
fn longest(value: &Value, levels: usize) -> Option<&Vec<Value>> {
    let inner: Box<dyn Iterator<Item = &Value>> = match value {
        Value::Array(list) if list.iter().any(Value::is_object) => return Some(list),
        Value::Array(list) => Box::new(list.iter()),
        Value::Object(map) => Box::new(map.values()),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => return None,
    };
    let levels = levels.checked_sub(1)?;
    inner.filter_map(|value| longest(value, levels)).max_by_key(|list| list.len())
}

/// The documents a page's scripts name: addresses written out in quotes that end in `.json`.
pub fn feeds(page: Page) -> Vec<Link> {
    let own = page.info().url;
    let mut feeds: Vec<Link> = Vec::new();
    for script in page.scripts(SCRIPTS_MAX) {
        for quoted in script.text.split(['"', '\'', '`']).skip(1).step_by(2) {
            let path = quoted.split('?').next().unwrap_or(quoted).to_ascii_lowercase();
            let url = absolute(&own, quoted).filter(|_| path.rsplit('.').next() == Some("json"));
            if let Some(url) = url.filter(|url| feeds.iter().all(|feed| feed.url != *url)) {
                feeds.push(Link { page, node: script.node, text: quoted.to_owned(), url });
            }
        }
    }
    feeds.truncate(FEEDS_MAX);
    feeds
}
