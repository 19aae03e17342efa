//! Links and the addresses they lead to.

pub(super) mod href;

use url::Url;

use super::words::{Words, fold};
use super::{Page, QueryError};
use crate::meter::{Meter, OverLimit};
use crate::script::script_target;
use crate::tree::Tree;

/// An `a[href]` or `area[href]` with its absolute address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The element.
    pub node: u32,
    /// Text of the link, or else its title, or else the text that stands for an image in it.
    pub text: String,
    /// Absolute and without fragment.
    pub url: String,
}

/// Units for making one address absolute, besides its bytes; about the time of eight element tests.
const UNITS_PER_ADDRESS: u64 = 8;

/// Schemes that lead to no page.
const SCHEMES_SKIPPED: [&str; 6] = ["javascript", "mailto", "tel", "data", "about", "blob"];

/// What relative addresses of the page are relative to: the first `<base href>`, or its own address.
pub(super) fn base(url: &str, tree: &Tree) -> Option<Url> {
    let own = Url::parse(url).ok()?;
    let bases = tree.name_id("base").map_or(&[][..], |name| tree.with_tag(name));
    let href = bases.iter().find_map(|&node| tree.attr(node, "href"));
    match href.and_then(|href| own.join(href).ok()) {
        // The standard lets neither of these be a base.
        Some(base) if !matches!(base.scheme(), "data" | "javascript") => Some(base),
        Some(_) | None => Some(own),
    }
}

impl Page {
    /// The first `limit` links whose text or title holds one of the words; all links where no word
    /// is given. Links that lead to no other page (mail, fragments, scripts) are left out, but for a
    /// script that does nothing first but open an address written out in it.
    ///
    /// # Errors
    ///
    /// If the meter runs out.
    pub fn links<S: AsRef<str>>(
        &self,
        meter: &mut Meter,
        any: &[S],
        limit: u32,
    ) -> Result<Vec<Link>, QueryError> {
        let words = Words::new(any);
        let mut links = Vec::new();
        let mut nodes: Vec<u32> = self.tagged("a").chain(self.tagged("area")).collect();
        nodes.sort_unstable();
        for node in nodes {
            if links.len() >= limit as usize {
                break;
            }
            meter.charge(1)?;
            let Some(href) = self.tree.attr(node, "href") else { continue };
            let title = self.tree.attr(node, "title").unwrap_or("");
            let text = self.link_text(node, title, meter)?;
            let is_wanted =
                words.is_empty() || words.any_in(text, meter)? || words.any_in(title, meter)?;
            if !is_wanted {
                continue;
            }
            if let Some(url) = self.target(node, href, meter)? {
                meter.charge_bytes(text.len())?;
                links.push(Link { node, text: fold(text), url });
            }
        }
        Ok(links)
    }

    /// The text of a link, its title, or the text of an image in it: the first that is not blank.
    fn link_text<'a>(
        &'a self,
        node: u32,
        title: &'a str,
        meter: &mut Meter,
    ) -> Result<&'a str, QueryError> {
        let text = self.tree.text_of(node);
        meter.charge_bytes(text.len() - text.trim_start().len())?;
        if let Some(found) = [text, title].into_iter().find(|text| !text.trim().is_empty()) {
            return Ok(found);
        }
        for inner in node..self.tree.end(node) {
            meter.charge(1)?;
            let alt = self.tree.attr(inner, "alt").unwrap_or("");
            if matches!(self.tree.name(inner), "img" | "area") && !alt.trim().is_empty() {
                return Ok(alt);
            }
        }
        Ok("")
    }

    /// Where a click leads; `None` for what leads to no other page.
    fn target(
        &self,
        node: u32,
        href: &str,
        meter: &mut Meter,
    ) -> Result<Option<String>, OverLimit> {
        meter.charge(UNITS_PER_ADDRESS)?;
        meter.charge_bytes(href.len())?;
        let href = href::trim(href);
        if let Some(script) = script_of(href) {
            if let Some(target) = script_target(script) {
                return Ok(self.absolute(&target.address));
            }
        } else if !href.is_empty() && !href.starts_with('#') {
            return Ok(self.absolute(href));
        }
        // The address leads nowhere; whoever wrote it may have put the way into the click.
        let Some(onclick) = self.tree.attr(node, "onclick") else { return Ok(None) };
        meter.charge_bytes(onclick.len())?;
        let script = script_of(onclick.trim()).unwrap_or(onclick);
        Ok(script_target(script).and_then(|target| self.absolute(&target.address)))
    }

    fn absolute(&self, href: &str) -> Option<String> {
        let url = href::absolute(href, self.base.as_ref(), self.encoding)?;
        (!SCHEMES_SKIPPED.contains(&url.scheme())).then(|| url.into())
    }
}

/// What follows `javascript:`, in any case.
fn script_of(href: &str) -> Option<&str> {
    let (scheme, script) = href.split_once(':')?;
    scheme.eq_ignore_ascii_case("javascript").then_some(script)
}
