//! The service platform as the portal leads to it.

use probe_sdk::criteria::addresses::{host, is_root, site};
use probe_sdk::criteria::reach::as_strs;
use probe_sdk::criteria::sampling::distinct;
use probe_sdk::criteria::surroundings::Surroundings;
use probe_sdk::criteria::targets::{Target, targets};
use probe_sdk::criteria::words::{compact, length};
use probe_sdk::{Hit, LINKS_MAX, Link, Page, Step, Task};

/// Role of the pages the portal's links to the service platform lead to.
pub(crate) const SERVICE_PORTAL: &str = "service_portal";

/// What portals call the link, where the point names nothing.
const WORDS: [&str; 4] = ["政务服务网", "一网通办", "网上办事大厅", "政务服务"];

/// Characters of the longest label of the entry: `广东政务服务网（广州）`; news have more.
const LABEL_CHARS_MAX: usize = 16;

/// Entries tried: the first may lead to a column of the portal itself.
const TRIES_MAX: usize = 3;

/// Words of which a service platform's first page has several.
const SERVES: [&str; 12] = [
    "个人办事",
    "法人办事",
    "个人服务",
    "法人服务",
    "企业服务",
    "办事指南",
    "部门服务",
    "我要办",
    "办件",
    "事项",
    "主题服务",
    "进度查询",
];

/// So many of them make a page a service platform; an article about one has one or two.
const SERVES_MIN: usize = 2;

/// What came of the portal's entries.
pub(crate) struct Linked {
    /// The entry that leads to a service platform, and its page.
    pub(crate) platform: Option<(Link, Page)>,
    /// Why an entry is not known to lead to one.
    pub(crate) unread: Option<String>,
    /// An entry's page that only a browser fills.
    pub(crate) shell: Option<Page>,
}

/// The service platform behind the portal's entries, asked for together.
pub(crate) fn linked(task: &Task, home: Page) -> Step<Linked> {
    let links = entries(task, home);
    let found = targets(&links, SERVICE_PORTAL)?;
    let mut linked = Linked { platform: None, unread: None, shell: None };
    for (link, target) in links.into_iter().zip(found) {
        match target {
            Target::Page(page) if page == home => {}
            Target::Page(page) if serves(page) => {
                linked.platform.get_or_insert((link, page));
            }
            Target::Page(page) if page.is_shell() => linked.shell = linked.shell.or(Some(page)),
            Target::Dead(_) if !target.is_silent() => {}
            Target::NotKnown(why) | Target::Dead(why) => {
                linked.unread.get_or_insert(format!("{}: {why}", link.url));
            }
            Target::Page(_) => {}
        }
    }
    Ok(linked)
}

/// The portal's entries to the service platform, best first.
pub(crate) fn entries(task: &Task, home: Page) -> Vec<Link> {
    let given = task.words("follow");
    let words = if given.is_empty() { WORDS.to_vec() } else { as_strs(&given) };
    labelled(home, &words, TRIES_MAX)
}

/// The visible links with a short label that holds one of the words: exact labels first, then by
/// the order of the words, of addresses each once.
pub(crate) fn labelled(page: Page, words: &[&str], n_max: usize) -> Vec<Link> {
    let own = page.info().url;
    let short = |link: &Link| length(&compact(&link.text)) <= LABEL_CHARS_MAX && link.url != own;
    let mut links: Vec<Link> = page
        .links(words, LINKS_MAX)
        .into_iter()
        .filter(|link| short(link) && is_seen(link))
        .collect();
    links.sort_by_cached_key(|link| {
        let word = words.iter().position(|word| link.text.contains(word)).unwrap_or(words.len());
        (!words.contains(&link.text.as_str()), word, length(&link.text))
    });
    let mut links = distinct(links);
    links.truncate(n_max);
    links
}

/// Whether a visitor sees the link.
pub(crate) fn is_seen(link: &Link) -> bool {
    let hit = Hit { page: link.page, node: link.node, text: String::new() };
    !Surroundings::of(&hit).is_hidden()
}

/// Whether a page is the first page of a service platform, by what it offers.
pub(crate) fn serves(page: Page) -> bool {
    let text = page.text();
    SERVES.iter().filter(|word| text.contains(**word)).count() >= SERVES_MIN
}

/// The link of a page that leads to the portal's first page.
pub(crate) fn back(page: Page, home: Page) -> Option<Link> {
    let portal = home.info().url;
    let links = page.links(&[], LINKS_MAX).into_iter();
    let is_portal = |link: &Link| {
        link.url == portal
            || is_root(&link.url)
                && site(&link.url) == site(&portal)
                // A platform on the portal's own host leads to itself from every page.
                && !(host(&link.url) == host(&page.info().url) && is_root(&page.info().url))
    };
    links.into_iter().find(|link| is_portal(link) && is_seen(link))
}
