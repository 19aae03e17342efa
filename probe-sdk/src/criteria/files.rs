//! Whether a link leads to a file that opens.
//!
//! The contract says of what was fetched whether it is a page. Bytes that are no page have no tree and
//! the charset `binary`; an error page behind an address that ends in `.doc` has a tree and is none.

use super::behind::{Target, target};
use crate::judge::Step;
use crate::page::Link;

/// How the addresses of files end.
pub const ENDINGS: [&str; 15] = [
    ".doc", ".docx", ".pdf", ".xls", ".xlsx", ".wps", ".et", ".ofd", ".zip", ".rar", ".jpg",
    ".png", ".ppt", ".csv", ".txt",
];

/// Endings of files that are text themselves.
const TEXTS: [&str; 2] = [".csv", ".txt"];

/// Whether the address names a file, by its ending; parameters are looked at too, as download
/// scripts take the file's name there.
pub fn is_file(link: &Link) -> bool {
    let url = link.url.to_lowercase();
    let path = url.split(['?', '#']).next().unwrap_or(&url);
    ENDINGS.iter().any(|end| path.ends_with(end) || url.ends_with(end))
        || ["download", "attach", "fileid="].iter().any(|word| url.contains(word))
}

/// Whether the link leads to a file: `Some(true)` to one, `Some(false)` to an error or to a page
/// instead, `None` if nobody knows.
///
/// # Errors
///
/// [`crate::Stop::Ask`] if it was not fetched yet.
pub fn is_good_file(link: &Link) -> Step<Option<bool>> {
    let url = link.url.to_lowercase();
    let is_text = TEXTS.iter().any(|end| url.ends_with(end));
    Ok(match target(link, "attachment")? {
        Target::File(_) => Some(true),
        Target::Page(page) => Some(is_text && page.count("a, form, script") == 0),
        Target::Gone(_) => Some(false),
        Target::Unread(..) => None,
    })
}
