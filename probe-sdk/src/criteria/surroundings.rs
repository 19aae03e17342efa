//! Where on a page an element stands: in the running text of an article, among the buttons that
//! share the page, in something switched off.
//!
//! Sites are built with hundreds of systems, so this goes by what their editors and plug-ins have
//! in common, never by one site's names.

use super::words::compact;
use crate::page::{Hit, Page};

/// Elements above an element that are looked at.
const PATH_MAX: usize = 40;

/// Children of an element that are looked at when it is asked whether they are paragraphs.
const CHILDREN_MAX: usize = 60;

/// Paragraphs with a full sentence that make their parent the body of an article. Footers and
/// menus have lines, and hardly ever a full stop.
const SENTENCES_MIN: usize = 2;

/// Links that make a hidden block a menu or a tab, which a visitor opens, and not an entry that
/// was switched off.
const MENU_LINKS_MIN: usize = 4;

/// Elements of a hidden block that are looked at for links.
const HIDDEN_NODES_MAX: usize = 300;

/// Bytes of the longest text around share buttons, such as `分享到：微信 微博 QQ空间`; three a
/// character.
const SHARE_TEXT_BYTES_MAX: usize = 200;

/// What editors and content systems call the body of an article, without `-` and `_`.
const ARTICLE_NAMES: [&str; 16] = [
    "trseditor",
    "trsuedit",
    "ueditor",
    "ucapcontent",
    "vsbcontent",
    "articlecontent",
    "articlebody",
    "articletext",
    "articlecon",
    "newscontent",
    "newstext",
    "contenttext",
    "pagescontent",
    "detailcontent",
    "easysitenews",
    "jscontent",
];

/// Tags a paragraph of an article may have; a footer in the same parent is a `div`.
const PARAGRAPH_TAGS: [&str; 14] = [
    "p",
    "section",
    "span",
    "table",
    "center",
    "figure",
    "blockquote",
    "strong",
    "b",
    "font",
    "h1",
    "h2",
    "a",
    "img",
];

/// Plug-ins that share a page, by a part of their class names or ids.
const SHARE_NAMES: [&str; 7] =
    ["share", "fenxiang", "jiathis", "jtico", "bdsts", "bdsmore", "addthis"];

/// Addresses and scripts that share a page.
const SHARE_TARGETS: [&str; 7] =
    ["share.php", "/share?", "/share/", "share.", "shareto", "jiathis", "share("];

/// An element and the elements around it.
#[derive(Debug)]
pub struct Surroundings {
    page: Page,
    /// The element itself first, then outwards, without `body` and `html`.
    path: Vec<Around>,
}

#[derive(Debug)]
struct Around {
    node: u32,
    tag: String,
    /// Class and id, in lower case, without `-` and `_`.
    names: String,
    hidden: bool,
}

impl Around {
    fn of(page: Page, node: u32) -> Self {
        let attr = |name| page.attr_of(node, name).unwrap_or_default();
        let (class, id, style) = (attr("class"), attr("id"), attr("style"));
        let style = if style.is_empty() { style } else { compact(&style) };
        let hidden = style.contains("display:none")
            || style.contains("visibility:hidden")
            || page.attr_of(node, "hidden").is_some()
            || class.split_ascii_whitespace().any(|c| c == "ng-hide" || c == "layui-hide");
        let names = if class.is_empty() && id.is_empty() {
            String::new()
        } else {
            format!("{class} {id}").to_lowercase().replace(['-', '_'], "")
        };
        Self { node, tag: page.tag_of(node), names, hidden }
    }
}

impl Surroundings {
    /// Looks around an element.
    pub fn of(hit: &Hit) -> Self {
        let page = hit.page;
        let mut path = Vec::new();
        let mut next = Some(hit.node);
        while let Some(node) = next.filter(|_| path.len() < PATH_MAX) {
            let around = Around::of(page, node);
            if around.tag == "body" {
                break;
            }
            path.push(around);
            next = page.parent_of(node);
        }
        Self { page, path }
    }

    /// Whether a visitor meets the element as a part of the site: not inside an article, not
    /// switched off.
    pub fn is_site(&self) -> bool {
        !self.in_article() && !self.is_hidden()
    }

    /// Where the link or button the element belongs to leads: its address or script.
    pub fn target(&self) -> Option<String> {
        self.path.iter().take(4).find_map(|around| {
            let attr = |name| self.page.attr_of(around.node, name);
            match (attr("href"), attr("onclick")) {
                (None, None) => None,
                (href, onclick) => {
                    Some(format!("{} {}", href.unwrap_or_default(), onclick.unwrap_or_default()))
                }
            }
        })
    }

    /// Whether the element belongs to a link to another page.
    pub fn leads_away(&self) -> bool {
        let link = self.path.iter().take(4).find(|around| around.tag == "a");
        let href = link.and_then(|link| self.page.attr_of(link.node, "href")).unwrap_or_default();
        let href = href.trim().to_lowercase();
        !href.is_empty() && !href.starts_with('#') && !href.starts_with("javascript:")
    }

    /// Whether the element is one of the nodes or inside of one.
    pub fn is_within(&self, nodes: &[u32]) -> bool {
        self.path.iter().any(|around| nodes.contains(&around.node))
    }

    /// Whether the element belongs to a link or a button.
    pub fn in_link(&self) -> bool {
        self.path.iter().take(4).any(|around| matches!(around.tag.as_str(), "a" | "button"))
            || self.target().is_some()
    }

    /// Whether the element stands in the running text of an article.
    pub fn in_article(&self) -> bool {
        self.path.iter().any(|around| {
            around.tag == "article"
                || around.names.split(' ').any(|name| name == "zoom")
                || ARTICLE_NAMES.iter().any(|name| around.names.contains(name))
        }) || self.in_sentences()
    }

    /// Whether one of the elements around holds several paragraphs with full sentences, and the
    /// element is in one of their like.
    fn in_sentences(&self) -> bool {
        let parents = self.path.iter().skip(1);
        self.path.iter().zip(parents).any(|(inner, parent)| {
            PARAGRAPH_TAGS.contains(&inner.tag.as_str()) && {
                let children = self.page.children_of(parent.node);
                let sentences = children
                    .into_iter()
                    .take(CHILDREN_MAX)
                    .filter(|&child| self.page.tag_of(child) == "p")
                    .filter(|&child| self.page.text_of(child).contains('。'));
                sentences.take(SENTENCES_MIN).count() == SENTENCES_MIN
            }
        })
    }

    /// Whether the element is one of the buttons that share the page elsewhere.
    pub fn in_share_tools(&self) -> bool {
        let named = |around: &Around| SHARE_NAMES.iter().any(|name| around.names.contains(name));
        let target = self.target().unwrap_or_default().to_lowercase();
        self.path.iter().take(6).any(named)
            || SHARE_TARGETS.iter().any(|part| target.contains(part))
            || self.path.iter().take(4).any(|around| {
                let text = self.page.text_of(around.node);
                text.len() <= SHARE_TEXT_BYTES_MAX
                    && (text.starts_with("分享") || text.contains("分享到"))
            })
    }

    /// Whether the element is switched off: it or something around it is hidden and is not a menu.
    pub fn is_hidden(&self) -> bool {
        self.path.iter().any(|around| around.hidden && !self.is_menu(around.node))
    }

    fn is_menu(&self, node: u32) -> bool {
        let mut open = vec![node];
        let (mut n_nodes, mut n_links) = (0, 0);
        while let Some(node) = open.pop() {
            n_nodes += 1;
            n_links += usize::from(self.page.tag_of(node) == "a");
            if n_links >= MENU_LINKS_MIN {
                return true;
            }
            if n_nodes > HIDDEN_NODES_MAX {
                return false;
            }
            open.extend(self.page.children_of(node));
        }
        false
    }
}
