//! What operators write about accounts and apps, as far as services go; `docs/reference/feeds.md`.

use serde_json::Value;

use super::phrases::Phrases;
use crate::page::Page;

/// The form of feeds that is read.
const FORM: u64 = 1;

/// Channels of accounts on which services can be opened; the others only publish.
const SERVING: [&str; 4] = ["wechat", "mini-programme", "mini-program", "app"];

/// A feed about an account or an app.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feed {
    /// The page it came as.
    pub page: Page,
    /// `account-wechat` for what people call a service account or mini-programme, `app` for apps;
    /// `None` for channels that serve nobody.
    pub channel: Option<&'static str>,
    /// Names of services and menu entries; `None` if the operator does not say.
    pub services: Option<Vec<String>>,
}

/// What the page says as a feed; `None` for a page that is none.
pub fn read(page: Page) -> Option<Feed> {
    let value: Value = serde_json::from_str(page.html().trim()).ok()?;
    if value.get("bluebook_feed").and_then(Value::as_u64) != Some(FORM) {
        return None;
    }
    let channel = match value.get("kind").and_then(Value::as_str) {
        Some("app") => Some("app"),
        Some("account") => {
            let channel = value.get("channel").and_then(Value::as_str).unwrap_or_default();
            SERVING.contains(&channel).then_some(if channel == "app" { "app" } else { "wechat" })
        }
        Some(_) | None => return None,
    };
    let removed = value.get("is_installable").and_then(Value::as_bool) == Some(false);
    let services = if removed { Some(Vec::new()) } else { named(&value) };
    Some(Feed { page, channel, services })
}

/// The names in `services`, and in `menu` with the texts of its entries.
fn named(value: &Value) -> Option<Vec<String>> {
    let list = |key: &str| value.get(key).and_then(Value::as_array);
    let (services, menu) = (list("services"), list("menu"));
    if services.is_none() && menu.is_none() {
        return None;
    }
    let text = |entry: &Value| entry.get("text").unwrap_or(entry).as_str().map(str::to_owned);
    Some(services.into_iter().chain(menu).flatten().filter_map(text).collect())
}

impl Feed {
    /// The service of the feed that one of the phrases names.
    pub fn offers(&self, matter: &Phrases) -> Option<&str> {
        let names = self.services.iter().flatten();
        names.map(String::as_str).find(|name| matter.hold(name))
    }
}
