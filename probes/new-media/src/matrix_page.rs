//! The page of a government's accounts, which some sites have behind one link.

use probe_sdk::criteria::reach::as_strs;
use probe_sdk::criteria::targets::target;
use probe_sdk::{Page, Step, Task};

/// The start page, and the page behind its link with a word of `follow`, if there is one.
pub(crate) fn with_matrix(task: &Task, start: Page) -> Step<Vec<Page>> {
    let follow = task.words("follow");
    let link = if follow.is_empty() { None } else { start.link(&as_strs(&follow)) };
    let mut pages = vec![start];
    if let Some(link) = link {
        let page = target(&link, "matrix")?.page();
        pages.extend(page.filter(|page| *page != start));
    }
    Ok(pages)
}
