//! The page about starting a company as a whole, with the guides it links to.

use probe_sdk::criteria::service::arrival::Arrivals;
use probe_sdk::criteria::service::guide::{GUIDE, fits, keywords, linked_as};
use probe_sdk::criteria::service::ways::Ways;
use probe_sdk::{Link, Page, Step, Stop, Task};

/// How such pages call their guides.
const FLOWS: [&str; 8] =
    ["开办流程", "开办指南", "办理流程", "流程图", "开办须知", "服务承诺", "一窗通", "开办企业"];

/// A page about the whole start-up.
#[derive(Debug)]
pub(crate) struct Startup {
    /// The entry it was found by.
    pub(crate) link: Link,
    pub(crate) page: Page,
    /// The page and its guides.
    pub(crate) pages: Vec<Page>,
    /// Why one of its guides is not known.
    pub(crate) unknown: Option<Stop>,
}

/// The pages about the start-up, of the first level that has one.
///
/// # Errors
///
/// As [`Ways::search`]; [`Stop::Fault`] without `keywords`.
pub(crate) fn found(task: &Task) -> Step<Vec<Startup>> {
    let matter = keywords(task)?;
    let ways = Ways::of(task)?;
    ways.search(&matter, |link, page| {
        if !fits(page, &matter) {
            return Ok(None);
        }
        if page.is_blank() {
            return Err(page.absent("nothing said"));
        }
        let words: Vec<&str> = GUIDE.iter().chain(&FLOWS).copied().collect();
        let Arrivals { here, unknown, .. } = linked_as(page, ways.furniture(), &words)?;
        let guides = here.into_iter().map(|(_, guide)| guide).filter(|guide| fits(*guide, &matter));
        let pages = std::iter::once(page).chain(guides).collect();
        Ok(Some(Startup { link: link.clone(), page, pages, unknown }))
    })
}
