//! The page that plug-ins ask by host calls: parsed once, as ours is, and asked in JSON.

use std::sync::{Arc, RwLock};

use bluebook_dom::{Meter, Page};
use serde_json::{Value, json};

/// Units a call may cost; the host's default limit.
const UNITS_MAX: u64 = 50_000_000;

static PAGE: RwLock<Option<Arc<Page>>> = RwLock::new(None);

/// Parses the page of the following calls.
pub fn load(html: &str) {
    let page = Page::new("http://www.example.gov.cn/", html.to_owned());
    if let Ok(mut held) = PAGE.write() {
        *held = Some(Arc::new(page));
    }
}

/// Answers a call.
pub fn answer(question: &[u8]) -> String {
    answered(question).unwrap_or(Value::Null).to_string()
}

fn answered(question: &[u8]) -> Option<Value> {
    let question: Value = serde_json::from_slice(question).ok()?;
    let page = PAGE.read().ok()?.clone()?;
    let mut meter = Meter::new(UNITS_MAX);
    if let Some(css) = question["count"].as_str() {
        return page.count(&mut meter, css).ok().map(|n| json!(n));
    }
    let css = question["find"].as_str()?;
    let any: Vec<&str> = question["any"].as_array()?.iter().filter_map(Value::as_str).collect();
    let hit = page.find_text(&mut meter, css, &any).ok()?;
    hit.map(|hit| json!(hit.text))
}
