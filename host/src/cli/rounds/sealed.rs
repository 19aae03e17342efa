//! What `round verify` says about the seal and the time-stamp that lie beside the journal.

use std::io::{self, Write};
use std::path::Path;

use serde::Serialize;

use super::verify::Wrong;
use crate::cli::round::store_failed;
use crate::cli::{Chain, Failed};
use crate::model::{Act, Decision, Digest, Ruling};
use crate::report::clean;
use crate::store::{
    ANSWER_FILE, PUBLISHED_FILE, Published, REQUEST_FILE, REVIEWS_FILE, Reader, Seal,
    StoredReviews, TimeStamp, is_kept, read_small, read_time_stamp, time_stamp_request,
};

/// What lies there.
pub(super) struct Sealed {
    pub(super) is_sealed: bool,
    pub(super) time_stamp: Option<Stamped>,
}

/// A time-stamp whose signature is for openssl to check.
#[derive(Debug, Serialize)]
pub(super) struct Stamped {
    time: String,
    authority: Option<String>,
    /// The command that checks the signature.
    check_with: String,
}

impl Stamped {
    fn of(stamp: TimeStamp, directory: &Path) -> Self {
        let answer = directory.join(ANSWER_FILE);
        let check_with = format!(
            "openssl ts -verify -digest {} -in \"{}\" -CAfile TSA-ROOT.pem",
            stamp.imprint.hex(),
            answer.display()
        );
        Self { time: stamp.stamped_on, authority: stamp.authority, check_with }
    }

    pub(super) fn write_text(&self, out: &mut dyn Write) -> io::Result<()> {
        let authority =
            self.authority.as_deref().map_or_else(|| "未具名 unnamed".to_owned(), clean);
        writeln!(out, "时间戳 time-stamp {}，机构 authority {authority}", clean(&self.time))?;
        writeln!(out, "  签名由 openssl 校验 the signature is checked with:")?;
        writeln!(out, "  {}", self.check_with)
    }
}

/// Looks at the seal and the time-stamp; what is wrong with them goes to `wrong`.
pub(super) fn check(
    directory: &Path,
    reader: &Reader,
    wrong: &mut Vec<Wrong>,
) -> Result<Sealed, Failed> {
    let mut is_sealed = false;
    match Seal::read(directory) {
        Ok(None) => {}
        Ok(Some(seal)) => {
            is_sealed = true;
            for broken in seal.differences(directory, reader).map_err(store_failed)? {
                let region = broken.region().map(str::to_owned);
                wrong.push(Wrong { region, ..Wrong::new(broken.name(), broken.to_string()) });
            }
        }
        Err(error) => wrong.push(Wrong::new("seal-unreadable", Chain(&error).to_string())),
    }
    check_reviews(directory, wrong)?;
    let request = read_small(&directory.join(REQUEST_FILE)).map_err(store_failed)?;
    let wanted = time_stamp_request(&reader.root()).ok();
    if request.is_some() && request != wanted {
        let text = format!("`{REQUEST_FILE}` does not ask for the root");
        wrong.push(Wrong::new("request-differs", text));
    }
    let answer = read_small(&directory.join(ANSWER_FILE)).map_err(store_failed)?;
    let time_stamp = answer.and_then(|answer| match read_time_stamp(&answer) {
        Ok(stamp) => {
            if stamp.imprint != reader.root() {
                let text = format!("`{ANSWER_FILE}` stamps {}, not the root", stamp.imprint);
                wrong.push(Wrong::new("time-stamp-differs", text));
            }
            Some(Stamped::of(stamp, directory))
        }
        Err(error) => {
            let text = format!("`{ANSWER_FILE}`: {}", Chain(&error));
            wrong.push(Wrong::new("time-stamp-unreadable", text));
            None
        }
    });
    Ok(Sealed { is_sealed, time_stamp })
}

/// Looks at the publication and at what people said; what is wrong with them goes to `wrong`.
fn check_reviews(directory: &Path, wrong: &mut Vec<Wrong>) -> Result<(), Failed> {
    let published = match Published::read(directory) {
        Ok(published) => published,
        Err(error) => {
            wrong.push(Wrong::new("publication-unreadable", Chain(&error).to_string()));
            None
        }
    };
    let reviews = match StoredReviews::read(directory) {
        Ok(reviews) => reviews,
        Err(error) => {
            wrong.push(Wrong::new("reviews-unreadable", Chain(&error).to_string()));
            return Ok(());
        }
    };
    if let Some(published) = published {
        if published.is_forged() {
            let text = format!("the signature in `{PUBLISHED_FILE}` is not of what it says");
            wrong.push(Wrong::new("signature-bad", text));
        }
        let root = reviews.as_ref().map(|reviews| reviews.root.to_string());
        if published.reviews != root {
            let name = |root: Option<String>| root.unwrap_or_else(|| "none".to_owned());
            let (said, held) = (name(published.reviews), name(root));
            let text = format!("`{REVIEWS_FILE}` has root {held}, and {said} was published");
            wrong.push(Wrong::new("reviews-differ", text));
        }
    }
    let Some(reviews) = reviews else { return Ok(()) };
    if let n @ 1.. = reviews.torn_bytes {
        let text = format!("the last {n} bytes of `{REVIEWS_FILE}` are no whole frame");
        wrong.push(Wrong::new("reviews-unfinished", text));
    }
    for event in &reviews.events {
        for digest in files_of(&event.act) {
            if !is_kept(directory, &digest).map_err(store_failed)? {
                let text = format!("a file of a review is gone or changed: {digest}");
                wrong.push(Wrong::new("reviews-file", text));
            }
        }
    }
    Ok(())
}

/// The files an event names.
fn files_of(act: &Act) -> Vec<Digest> {
    let shown = |decision: &Decision| decision.exhibits.iter().filter_map(|one| one.file).collect();
    match act {
        Act::Decided(decision) => shown(decision),
        Act::Ruled(Ruling { upheld: Some(upheld), .. }) => shown(upheld),
        Act::Objected(objection) => objection.files.iter().map(|file| file.digest).collect(),
        Act::Ruled(Ruling { upheld: None, .. })
        | Act::Undone(_)
        | Act::Gold(_)
        | Act::Quarantined(_)
        | Act::Phase(_) => Vec::new(),
    }
}
