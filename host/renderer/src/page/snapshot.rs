//! Reading a page that stands still: its address, its document, its picture.

use bluebook_renderer::protocol::{Rendered, Traffic};
use serde::Deserialize;
use serde_json::json;

use super::Page;
use crate::error::RenderError;

/// Reads the document. It runs in a world of its own, where the page's scripts cannot have
/// changed what things do; accessors come from the prototype, because a page's elements can take
/// the place of a document's properties by their names. Half characters are made whole, for JSON.
const READ: &str = r"(() => {
  const of = (name) => Object.getOwnPropertyDescriptor(Document.prototype, name).get.call(document);
  const [url, doctype, root] = [of('URL'), of('doctype'), of('documentElement')];
  const head = doctype ? new XMLSerializer().serializeToString(doctype) + '\n' : '';
  const dom = head + (root ? root.outerHTML : '');
  return dom.length > LENGTH_MAX ? { url, length: dom.length } : { url, dom: dom.toWellFormed() };
})()";

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct World {
    execution_context_id: i64,
}

#[derive(Deserialize)]
struct Evaluated {
    result: Object,
}

#[derive(Deserialize)]
struct Object {
    value: Document,
}

#[derive(Deserialize)]
struct Document {
    url: String,
    dom: Option<String>,
    length: Option<u64>,
}

#[derive(Deserialize)]
struct Screenshot {
    #[serde(deserialize_with = "from_base64")]
    data: Vec<u8>,
}

fn from_base64<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
    use base64::Engine as _;
    use serde::de::Error as _;
    let text = String::deserialize(deserializer)?;
    base64::engine::general_purpose::STANDARD.decode(text).map_err(D::Error::custom)
}

impl Page<'_> {
    /// Reads the page as it is now.
    pub(super) async fn read(&mut self, is_settled: bool) -> Result<Rendered, RenderError> {
        let bytes_max = self.order.limits.dom_bytes_max;
        let document = self.read_document(bytes_max).await?;
        if document.url.starts_with("chrome-error:") {
            let why = self.ledger.why_no_document("the browser shows an error");
            return Err(RenderError::NoDocument { url: self.order.url.clone(), why });
        }
        let n_bytes = document.dom.as_ref().map_or(document.length, |dom| Some(dom.len() as u64));
        let n_bytes = n_bytes.unwrap_or_default();
        let Some(dom) = document.dom.filter(|_| n_bytes <= bytes_max) else {
            return Err(RenderError::DomTooLarge { n_bytes, bytes_max });
        };
        let screenshot = self.take_picture().await?;
        Ok(Rendered {
            page: self.order.page,
            url: document.url,
            dom,
            screenshot,
            is_settled,
            browser: self.browser.product.clone(),
            n_script_errors: self.ledger.n_script_errors(),
            first_view_ms: None,
            traffic: Traffic::default(),
        })
    }

    async fn read_document(&mut self, bytes_max: u64) -> Result<Document, RenderError> {
        let read = json!({
            "expression": READ.replace("LENGTH_MAX", &bytes_max.to_string()),
            "contextId": self.own_world().await?,
            "returnByValue": true,
        });
        let (cdp, session) = (&mut self.browser.cdp, Some(self.session.as_str()));
        let evaluated: Evaluated = cdp.call(session, "Runtime.evaluate", &read).await?;
        Ok(evaluated.result.value)
    }

    /// A world in the page where its scripts have changed nothing.
    pub(super) async fn own_world(&mut self) -> Result<i64, RenderError> {
        let (cdp, session) = (&mut self.browser.cdp, Some(self.session.as_str()));
        let frame = json!({ "frameId": self.target, "worldName": "bluebook" });
        let world: World = cdp.call(session, "Page.createIsolatedWorld", &frame).await?;
        Ok(world.execution_context_id)
    }

    async fn take_picture(&mut self) -> Result<Vec<u8>, RenderError> {
        let (cdp, session) = (&mut self.browser.cdp, Some(self.session.as_str()));
        let png = json!({ "format": "png", "optimizeForSpeed": false });
        let picture: Screenshot = cdp.call(session, "Page.captureScreenshot", &png).await?;
        let (n_bytes, bytes_max) =
            (picture.data.len() as u64, self.order.limits.screenshot_bytes_max);
        if n_bytes > bytes_max {
            return Err(RenderError::ScreenshotTooLarge { n_bytes, bytes_max });
        }
        Ok(picture.data)
    }
}
