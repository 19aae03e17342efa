//! A fetched page and what can be asked of it.

use crate::PageInfo;
use crate::bindings::bluebook::probe::page as contract;
use crate::host::{page as host, site};

/// Links looked through when a word is followed; a portal's home page has up to about 2,000.
pub const LINKS_MAX: u32 = 4000;

/// A page with fewer links than this and at least one script is taken to be a shell
/// that a browser fills, so that a missing link on it says nothing.
pub const SHELL_LINKS_MAX: usize = 5;

/// Characters of text below which a shell is blank: room for a title and "loading".
const BLANK_TEXT_CHARS_MAX: usize = 40;

/// A page the host has fetched and parsed. Cheap to copy: it is an index.
///
/// Questions are answered by the host, which has parsed the page once for all probes. Selectors are CSS; a
/// selector that is none, or a node that is not there, is the author's fault and stops the call.
///
/// ```
/// use probe_sdk::testing::Site;
/// use probe_sdk::{Criterion, Judged, Step, Task};
///
/// /// How many news items of the home page carry a date?
/// fn dated(task: &Task) -> Step<Judged> {
///     let home = task.start()?;
///     let items = home.texts("ul.news li", 100);
///     let dates = home.texts("ul.news li span", 100);
///     Ok(Judged::share(dates.len(), items.len()).seen(&dates))
/// }
///
/// const DATED: Criterion =
///     Criterion { id: "dated", title: "动态有日期", roles: &["home"], points: &[], judge: dated };
/// probe_sdk::export_probe! { family: "example", title: "示例", criteria: [DATED] }
///
/// let html = "<ul class=news><li>甲 <span>2019-01-03</span><li>乙</ul>";
/// let outcome = Site::new().page("home", "http://a.test/", html).judge(&probe(), "dated");
/// assert_eq!(outcome.said(), "0.500 share");
/// assert_eq!(outcome.evidence[0].quote, "2019-01-03");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Page(u32);

/// An element and its text, white space folded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The page it is on.
    pub page: Page,
    /// Its node.
    pub node: u32,
    /// Its text, or the attribute's value where an attribute was asked for.
    pub text: String,
}

/// A link with its absolute address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The page it is on.
    pub page: Page,
    /// Its node.
    pub node: u32,
    /// Its text, or what stands for it.
    pub text: String,
    /// Where it leads.
    pub url: String,
}

fn owned(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

impl Page {
    pub(crate) fn new(index: u32) -> Self {
        Self(index)
    }

    /// Every page of the region with this role, in the order they were fetched; all for `""`.
    pub fn all(role: &str) -> Vec<Self> {
        site::pages(role).into_iter().map(Self).collect()
    }

    /// The region's start pages of this role. Pages that some criterion asked for under the same role are
    /// none: what a point finds does not depend on which other points are asked.
    pub fn starts(role: &str) -> Vec<Self> {
        Self::all(role).into_iter().filter(|page| page.info().depth == 0).collect()
    }

    /// The index the contract knows it by.
    pub fn index(self) -> u32 {
        self.0
    }

    /// Address, role, status, depth, charset.
    pub fn info(self) -> PageInfo {
        host::info(self.0)
    }

    fn hit(self, hit: contract::Hit) -> Hit {
        Hit { page: self, node: hit.node, text: hit.text }
    }

    fn hits(self, hits: Vec<contract::Hit>) -> Vec<Hit> {
        hits.into_iter().map(|hit| self.hit(hit)).collect()
    }

    /// The content of `<meta name=…>`, if not empty.
    pub fn meta(self, name: &str) -> Option<String> {
        host::meta(self.0, name)
    }

    /// How many elements match.
    pub fn count(self, css: &str) -> u32 {
        host::count(self.0, css)
    }

    /// The first match in document order that holds one of the words.
    pub fn find(self, css: &str, any: &[&str]) -> Option<Hit> {
        host::find_text(self.0, css, &owned(any)).map(|hit| self.hit(hit))
    }

    /// Matches with their text.
    pub fn texts(self, css: &str, limit: u32) -> Vec<Hit> {
        self.hits(host::texts(self.0, css, limit))
    }

    /// The non-empty values of an attribute of the matches.
    pub fn attrs(self, css: &str, name: &str, limit: u32) -> Vec<Hit> {
        self.hits(host::attrs(self.0, css, name, limit))
    }

    /// Nodes of the matches, in document order.
    pub fn select(self, css: &str, limit: u32) -> Vec<u32> {
        host::select(self.0, css, limit)
    }

    /// Text of a node.
    pub fn text_of(self, node: u32) -> String {
        host::text_of(self.0, node)
    }

    /// An attribute of a node.
    pub fn attr_of(self, node: u32, name: &str) -> Option<String> {
        host::attr_of(self.0, node, name)
    }

    /// Tag name of a node, lower case.
    pub fn tag_of(self, node: u32) -> String {
        host::tag_of(self.0, node)
    }

    /// Parent element.
    pub fn parent_of(self, node: u32) -> Option<u32> {
        host::parent_of(self.0, node)
    }

    /// Child elements.
    pub fn children_of(self, node: u32) -> Vec<u32> {
        host::children_of(self.0, node)
    }

    /// Source text of inline scripts.
    pub fn scripts(self, limit: u32) -> Vec<Hit> {
        self.hits(host::scripts(self.0, limit))
    }

    /// All text a visitor can see.
    pub fn text(self) -> String {
        host::text(self.0)
    }

    /// The decoded source; dear.
    pub fn html(self) -> String {
        host::html(self.0)
    }

    /// What is known of how the page came, by the contract's names, for example `elapsed-ms`;
    /// none where nobody wrote it down.
    pub fn fact(self, name: &str) -> Option<String> {
        host::fact(self.0, name)
    }

    /// A fact that is a number.
    pub fn number(self, name: &str) -> Option<f64> {
        self.fact(name)?.parse().ok()
    }

    /// The addresses passed on the way here, in order.
    pub fn hops(self) -> Vec<String> {
        host::hops(self.0)
    }

    /// The address the form asks for with these values for its fields of these names, in the
    /// charset it asks for; none for a form that does more than ask.
    pub fn form_url(self, form: u32, values: &[(&str, &str)]) -> Option<String> {
        let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        let values: Vec<(String, String)> = values.iter().map(owned).collect();
        host::form_url(self.0, form, &values)
    }

    /// Links whose text or title holds one of the words; all links for no words.
    pub fn links(self, any: &[&str], limit: u32) -> Vec<Link> {
        host::links(self.0, &owned(any), limit)
            .into_iter()
            .map(|contract::Link { node, text, url }| Link { page: self, node, text, url })
            .collect()
    }

    /// The best link for the words: an exact text before a longer one, an earlier word
    /// before a later one, then document order.
    pub fn link(self, any: &[&str]) -> Option<Link> {
        let mut links = self.links(any, LINKS_MAX);
        links.sort_by_cached_key(|link| {
            let word = any.iter().position(|word| link.text.contains(word)).unwrap_or(any.len());
            let exact = any.iter().any(|word| link.text == *word);
            (!exact, word, link.text.chars().count())
        });
        links.into_iter().next()
    }

    /// Whether the source is a shell with hardly any text in it.
    pub fn is_blank(self) -> bool {
        self.is_shell() && self.text().chars().count() < BLANK_TEXT_CHARS_MAX
    }

    /// Whether the source is a shell: hardly a link, and scripts that would bring them.
    pub fn is_shell(self) -> bool {
        let n_max = u32::try_from(SHELL_LINKS_MAX).unwrap_or(LINKS_MAX);
        self.count("script") > 0 && self.links(&[], n_max).len() < SHELL_LINKS_MAX
    }
}
