//! How to get from the start page to the page a point is about.

use crate::judge::{Step, Stop};
use crate::page::{Link, Page};
use crate::task::Task;

/// Role asked for where the point names none for the page behind a link.
const FOLLOWED: &str = "followed";

/// The page the point is judged on: the start page, or the page behind its link with one of the
/// words of the parameter `follow`, best first. `page_role` names the role of that page.
///
/// # Errors
///
/// As [`Page::follow`].
pub fn followed(task: &Task) -> Step<Page> {
    let start = task.start()?;
    let follow = task.words("follow");
    if follow.is_empty() {
        return Ok(start);
    }
    start.follow(&as_strs(&follow), &page_role(task))
}

/// The role of pages the point follows links to.
pub fn page_role(task: &Task) -> String {
    task.text("page_role").unwrap_or_else(|| FOLLOWED.to_owned())
}

/// The best link with one of the words on the start page, or else on the page behind `follow`.
///
/// # Errors
///
/// [`Stop::Absent`] if neither has one; otherwise as [`Page::follow`].
pub fn link(task: &Task, any: &[&str]) -> Step<Link> {
    let start = task.start()?;
    if let Some(link) = start.link(any) {
        return Ok(link);
    }
    let column = followed(task)?;
    column.link(any).ok_or_else(|| column.absent(&format!("no link with {}", any.join("/"))))
}

/// The page behind a link, if the site answers with it.
///
/// # Errors
///
/// [`Stop::Absent`] if the site answers with an error; otherwise as [`Link::open`].
pub fn answering(link: &Link, role: &str) -> Step<Page> {
    let page = link.open(role)?;
    let info = page.info();
    if (200..300).contains(&info.status) {
        Ok(page)
    } else {
        Err(Stop::Absent(page, format!("{} answers {}", info.url, info.status)))
    }
}

/// Words as the page functions take them.
pub fn as_strs(words: &[String]) -> Vec<&str> {
    words.iter().map(String::as_str).collect()
}
