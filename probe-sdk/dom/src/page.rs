//! One fetched page and the questions of the WIT interface `page`.
//!
//! The same methods stand behind the host's imports and the native harness of the SDK. Each takes the
//! meter of the call it is asked in; text is handed over with white space folded.

mod form;
mod links;
mod words;

use encoding_rs::{Encoding, UTF_8};
use url::Url;

use crate::meter::{Meter, OverLimit};
use crate::selector::{SelectorError, Selectors};
use crate::tree::Tree;
use words::{Words, fold};

pub use links::Link;

/// An element and its text, white space folded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The element.
    pub node: u32,
    /// Its text, or what was asked of it.
    pub text: String,
}

/// Why a question has no answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum QueryError {
    /// The call has spent more than it may.
    #[error("the page questions of this call cost more than its limit")]
    OverLimit,
    /// The author's selector is not one.
    #[error(transparent)]
    BadSelector(#[from] SelectorError),
    /// The page has no element of this number.
    #[error("the page has no node {0}")]
    BadNode(u32),
}

impl From<OverLimit> for QueryError {
    fn from(_: OverLimit) -> Self {
        Self::OverLimit
    }
}

/// A page with its address, its source and its tree.
#[derive(Debug)]
pub struct Page {
    url: String,
    /// What relative addresses are relative to; `None` where `url` is no address.
    base: Option<Url>,
    /// What queries of addresses are written in.
    encoding: &'static Encoding,
    html: String,
    tree: Tree,
    selectors: Selectors,
}

impl Page {
    /// Parses a page. `url` is its address after redirects.
    pub fn new(url: &str, html: String) -> Self {
        Self::sharing(url, html, &Selectors::default())
    }

    /// As [`Page::new`], with selectors shared among pages.
    pub fn sharing(url: &str, html: String, selectors: &Selectors) -> Self {
        let tree = Tree::parse(&html);
        let base = links::base(url, &tree);
        let url = url.to_owned();
        Self { url, base, encoding: UTF_8, html, tree, selectors: selectors.clone() }
    }

    /// The same page, of which the source came in the charset of this name: what its addresses hold in
    /// their queries is sent in it (URL standard, "query state"). A name that is none is UTF-8.
    #[must_use]
    pub fn encoded(mut self, name: &str) -> Self {
        let encoding = Encoding::for_label(name.trim().as_bytes()).unwrap_or(UTF_8);
        self.encoding = encoding.output_encoding();
        self
    }

    /// The address after redirects, as it was given.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// What relative addresses of the page are relative to; `None` where its own address is none.
    pub fn base(&self) -> Option<&Url> {
        self.base.as_ref()
    }

    /// The tree.
    pub fn tree(&self) -> &Tree {
        &self.tree
    }

    /// The decoded source.
    pub fn source(&self) -> &str {
        &self.html
    }

    /// The content of the first `<meta name=…>` of this name, in any case, that is not blank.
    ///
    /// # Errors
    ///
    /// If the meter runs out.
    pub fn meta(&self, meter: &mut Meter, name: &str) -> Result<Option<String>, QueryError> {
        for node in self.tagged("meta") {
            meter.charge(1)?;
            let named = self.tree.attr(node, "name");
            if named.is_none_or(|found| !found.trim().eq_ignore_ascii_case(name.trim())) {
                continue;
            }
            let content = self.tree.attr(node, "content").unwrap_or("");
            meter.charge_bytes(content.len())?;
            let content = fold(content);
            if !content.is_empty() {
                return Ok(Some(content));
            }
        }
        Ok(None)
    }

    /// How many elements match.
    ///
    /// # Errors
    ///
    /// If the selector is bad or the meter runs out.
    pub fn count(&self, meter: &mut Meter, css: &str) -> Result<u32, QueryError> {
        let nodes = self.select(meter, css, u32::MAX)?;
        Ok(u32::try_from(nodes.len()).unwrap_or(u32::MAX))
    }

    /// The first element in document order that matches and holds one of the words. Blank words
    /// count for nothing; with no word there is no such element.
    ///
    /// # Errors
    ///
    /// If the selector is bad or the meter runs out.
    pub fn find_text<S: AsRef<str>>(
        &self,
        meter: &mut Meter,
        css: &str,
        any: &[S],
    ) -> Result<Option<Hit>, QueryError> {
        let words = Words::new(any);
        for node in self.select(meter, css, u32::MAX)? {
            let text = self.tree.text_of(node);
            if words.any_in(text, meter)? {
                return Ok(Some(hit(meter, node, text)?));
            }
        }
        Ok(None)
    }

    /// The first `limit` elements that match, with their text.
    ///
    /// # Errors
    ///
    /// If the selector is bad or the meter runs out.
    pub fn texts(&self, meter: &mut Meter, css: &str, limit: u32) -> Result<Vec<Hit>, QueryError> {
        let nodes = self.select(meter, css, limit)?;
        nodes.into_iter().map(|node| hit(meter, node, self.tree.text_of(node))).collect()
    }

    /// The first `limit` values of an attribute that are not blank, of elements that match.
    ///
    /// # Errors
    ///
    /// If the selector is bad or the meter runs out.
    pub fn attrs(
        &self,
        meter: &mut Meter,
        css: &str,
        name: &str,
        limit: u32,
    ) -> Result<Vec<Hit>, QueryError> {
        let mut hits = Vec::new();
        let Some(name) = self.tree.name_id(name) else {
            // The selector is still the author's, and still has to be one.
            self.selectors.get(css)?;
            return Ok(hits);
        };
        for node in self.select(meter, css, u32::MAX)? {
            if hits.len() >= limit as usize {
                break;
            }
            let Some(value) = self.tree.attr_by_id(node, name) else { continue };
            let hit = hit(meter, node, value)?;
            if !hit.text.is_empty() {
                hits.push(hit);
            }
        }
        Ok(hits)
    }

    /// The first `limit` elements that match.
    ///
    /// # Errors
    ///
    /// If the selector is bad or the meter runs out.
    pub fn select(&self, meter: &mut Meter, css: &str, limit: u32) -> Result<Vec<u32>, QueryError> {
        // The same whether the selector was kept or not, so that a call costs the same every time.
        meter.charge(1)?;
        meter.charge_bytes(css.len())?;
        let selector = self.selectors.get(css)?;
        Ok(selector.select(&self.tree, limit as usize, meter)?)
    }

    /// The text of an element.
    ///
    /// # Errors
    ///
    /// If there is no such element or the meter runs out.
    pub fn text_of(&self, meter: &mut Meter, node: u32) -> Result<String, QueryError> {
        self.check(meter, node)?;
        Ok(hit(meter, node, self.tree.text_of(node))?.text)
    }

    /// The value of an attribute as it stands; the case of `name` does not matter.
    ///
    /// # Errors
    ///
    /// If there is no such element or the meter runs out.
    pub fn attr_of(
        &self,
        meter: &mut Meter,
        node: u32,
        name: &str,
    ) -> Result<Option<String>, QueryError> {
        self.check(meter, node)?;
        let value = self.tree.attr(node, name);
        meter.charge_bytes(value.map_or(0, str::len))?;
        Ok(value.map(str::to_owned))
    }

    /// The tag of an element, in lower case.
    ///
    /// # Errors
    ///
    /// If there is no such element or the meter runs out.
    pub fn tag_of(&self, meter: &mut Meter, node: u32) -> Result<String, QueryError> {
        self.check(meter, node)?;
        let name = self.tree.name(node);
        meter.charge_bytes(name.len())?;
        Ok(name.to_owned())
    }

    /// The element around this one; `None` for the root.
    ///
    /// # Errors
    ///
    /// If there is no such element or the meter runs out.
    pub fn parent_of(&self, meter: &mut Meter, node: u32) -> Result<Option<u32>, QueryError> {
        self.check(meter, node)?;
        Ok(self.tree.parent(node))
    }

    /// The child elements, in order.
    ///
    /// # Errors
    ///
    /// If there is no such element or the meter runs out.
    pub fn children_of(&self, meter: &mut Meter, node: u32) -> Result<Vec<u32>, QueryError> {
        self.check(meter, node)?;
        let mut children = Vec::new();
        for child in self.tree.children(node) {
            meter.charge(1)?;
            children.push(child);
        }
        Ok(children)
    }

    /// The source of the first `limit` scripts that are not blank, as it stands.
    ///
    /// # Errors
    ///
    /// If the meter runs out.
    pub fn scripts(&self, meter: &mut Meter, limit: u32) -> Result<Vec<Hit>, QueryError> {
        let mut hits = Vec::new();
        for node in self.tagged("script") {
            if hits.len() >= limit as usize {
                break;
            }
            let source = self.tree.source_of(node);
            meter.charge(1)?;
            meter.charge_bytes(source.len())?;
            if !source.trim().is_empty() {
                hits.push(Hit { node, text: source.to_owned() });
            }
        }
        Ok(hits)
    }

    /// All text a visitor can read, in document order.
    ///
    /// # Errors
    ///
    /// If the meter runs out.
    pub fn text(&self, meter: &mut Meter) -> Result<String, QueryError> {
        let text = self.tree.page_text();
        meter.charge_bytes(text.len())?;
        Ok(fold(text))
    }

    /// The decoded source.
    ///
    /// # Errors
    ///
    /// If the meter runs out.
    pub fn html(&self, meter: &mut Meter) -> Result<String, QueryError> {
        meter.charge_bytes(self.html.len())?;
        Ok(self.html.clone())
    }

    fn tagged(&self, tag: &str) -> impl Iterator<Item = u32> + '_ {
        let name = self.tree.name_id(tag);
        name.map_or(&[][..], |name| self.tree.with_tag(name)).iter().copied()
    }

    fn check(&self, meter: &mut Meter, node: u32) -> Result<(), QueryError> {
        meter.charge(1)?;
        if node < self.tree.len() { Ok(()) } else { Err(QueryError::BadNode(node)) }
    }
}

fn hit(meter: &mut Meter, node: u32, text: &str) -> Result<Hit, QueryError> {
    meter.charge_bytes(text.len())?;
    Ok(Hit { node, text: fold(text) })
}

#[cfg(test)]
mod tests;
