//! Lists of data sets in JSON, as platforms fill their pages with.

use probe_sdk::Page;
use probe_sdk::criteria::addresses::{extension, origin};
use probe_sdk::criteria::words::compact;
use serde_json::{Map, Value};

use crate::fields::ALL;

/// What JSON calls the name of a data set.
const NAMES: [&str; 8] = [
    "title",
    "name",
    "catalogname",
    "datasetname",
    "resourcename",
    "dataname",
    "catalogtitle",
    "cataname",
];

/// What JSON calls the number of all entries.
const TOTALS: [&str; 6] =
    ["total", "totalcount", "totalelements", "recordcount", "totalnum", "count"];

/// What JSON calls the address of a data set's page.
const URLS: [&str; 5] = ["url", "detailurl", "link", "href", "detail"];

/// Levels of objects looked through for the list.
const DEPTH_MAX: usize = 4;

/// Entries of one list looked at.
const SETS_MAX: usize = 1000;

/// Parts of addresses that give lists of data sets.
const ENDPOINTS: [&str; 5] = ["catalog", "dataset", "resource", "datalist", "opendata"];

/// Inline scripts looked through for such addresses.
const SCRIPTS_MAX: u32 = 40;

/// Addresses tried.
const ENDPOINTS_MAX: usize = 2;

/// A data set as JSON has it: its title, address, and what is said of it by name of the field.
pub(crate) struct Listed {
    pub(crate) title: String,
    pub(crate) url: Option<String>,
    pub(crate) fields: Vec<(&'static str, String)>,
}

/// The list in a page that is JSON, with its stated total; `None` for other pages.
pub(crate) fn listed(page: Page) -> Option<(Vec<Listed>, Option<u64>)> {
    let source = page.html();
    let source = source.trim_start_matches('\u{feff}').trim();
    if !source.starts_with(['{', '[']) {
        return None;
    }
    let value: Value = serde_json::from_str(source).ok()?;
    let own = page.info().url;
    let list = list_in(&value, DEPTH_MAX)?;
    let sets =
        list.iter().take(SETS_MAX).filter_map(|entry| one(entry.as_object()?, &own)).collect();
    Some((sets, total_in(&value, DEPTH_MAX)))
}

/// Addresses of lists that the page's links and inline scripts name, absolute.
pub(crate) fn endpoints(page: Page) -> Vec<String> {
    let own = page.info().url;
    let mut urls: Vec<String> = Vec::new();
    for script in page.scripts(SCRIPTS_MAX) {
        let strings = script.text.split(['"', '\'']).filter(|text| is_endpoint(text));
        urls.extend(strings.map(|text| absolute(text, &own)));
    }
    let links = page.links(&[], probe_sdk::LINKS_MAX).into_iter();
    urls.extend(
        links.map(|link| link.url).filter(|url| extension(url) == "json" && is_endpoint(url)),
    );
    urls.dedup();
    urls.truncate(ENDPOINTS_MAX);
    urls
}

fn is_endpoint(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let is_address = text.starts_with('/') || text.starts_with("http");
    let gives_data = lower.contains(".json") || lower.contains("/api/") || lower.contains("list");
    is_address
        && gives_data
        && !text.contains(char::is_whitespace)
        && extension(&lower) != "js"
        && ENDPOINTS.iter().any(|part| lower.contains(part))
}

fn absolute(text: &str, own: &str) -> String {
    if text.starts_with("http") { text.to_owned() } else { format!("{}{text}", origin(own)) }
}

/// The first array of objects that have names.
fn list_in(value: &Value, depth: usize) -> Option<&Vec<Value>> {
    match value {
        Value::Array(list) => {
            let is_named =
                |entry: &Value| entry.as_object().is_some_and(|o| text(o, &NAMES).is_some());
            list.first().is_some_and(is_named).then_some(list)
        }
        Value::Object(object) if depth > 0 => object.values().find_map(|v| list_in(v, depth - 1)),
        Value::Object(_) | Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {
            None
        }
    }
}

fn total_in(value: &Value, depth: usize) -> Option<u64> {
    let object = value.as_object()?;
    let own = object.iter().find(|(key, _)| TOTALS.contains(&plain(key).as_str()));
    let number = |value: &Value| value.as_u64().or_else(|| value.as_str()?.parse().ok());
    own.and_then(|(_, value)| number(value)).or_else(|| {
        let inner = object.values().filter(|_| depth > 0);
        inner.into_iter().find_map(|value| total_in(value, depth - 1))
    })
}

fn one(object: &Map<String, Value>, own: &str) -> Option<Listed> {
    let title = text(object, &NAMES)?;
    let url = text(object, &URLS).filter(|url| url.starts_with('/') || url.starts_with("http"));
    let said = ALL.iter().filter_map(|field| Some((field.name, text(object, field.keys)?)));
    Some(Listed { title, url: url.map(|url| absolute(&url, own)), fields: said.collect() })
}

/// The first of these keys that has a value, as text; lists joined.
fn text(object: &Map<String, Value>, keys: &[&str]) -> Option<String> {
    let found = object.iter().filter(|(key, _)| keys.contains(&plain(key).as_str()));
    found.into_iter().find_map(|(_, value)| {
        let text = match value {
            Value::String(text) => compact(text),
            Value::Number(number) => number.to_string(),
            Value::Array(list) => {
                list.iter().filter_map(Value::as_str).map(compact).collect::<Vec<_>>().join(",")
            }
            Value::Null | Value::Bool(_) | Value::Object(_) => String::new(),
        };
        (!text.is_empty() && text != "-").then_some(text)
    })
}

/// `update_time`, `updateTime` and `UPDATE-TIME` are one key.
fn plain(key: &str) -> String {
    key.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase()
}
