//! Links and the addresses they lead to.

use url::Url;

use super::words::{Words, fold};
use super::{Page, QueryError};
use crate::meter::Meter;
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
    /// is given. Links that lead to no other page (scripts, mail, fragments) are left out.
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
            meter.charge(UNITS_PER_ADDRESS)?;
            meter.charge_bytes(href.len())?;
            if let Some(url) = self.absolute(href) {
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

    /// `None` for what leads to no other page.
    fn absolute(&self, href: &str) -> Option<String> {
        let href = href.trim();
        if href.is_empty() || href.starts_with('#') {
            return None;
        }
        let mut url = match &self.base {
            Some(base) => base.join(href).ok()?,
            None => Url::parse(href).ok()?,
        };
        if SCHEMES_SKIPPED.contains(&url.scheme()) {
            return None;
        }
        url.set_fragment(None);
        Some(url.into())
    }
}
