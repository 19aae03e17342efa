//! What `round verify` says about the seal and the time-stamp that lie beside the journal.

use std::io::{self, Write};
use std::path::Path;

use serde::Serialize;

use super::verify::Wrong;
use crate::cli::round::store_failed;
use crate::cli::{Chain, Failed};
use crate::report::clean;
use crate::store::{
    ANSWER_FILE, REQUEST_FILE, Reader, Seal, TimeStamp, read_small, read_time_stamp,
    time_stamp_request,
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
