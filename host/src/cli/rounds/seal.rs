//! `bluebook round seal`: the seal, and the request for a time-stamp over it.

use std::path::Path;

use super::reader;
use crate::cli::args::Common;
use crate::cli::round::store_failed;
use crate::cli::{Code, Failed, Streams, load};
use crate::manifest::Manifests;
use crate::model::Digest;
use crate::store::{ANSWER_FILE, REQUEST_FILE, Reader, SEAL_FILE, Seal, write_small};

pub(crate) fn seal(common: &Common, streams: &mut Streams<'_>) -> Result<(), Failed> {
    let manifests = load(&common.manifests)?;
    let (directory, reader) = reader(common)?;
    let root = seal_round(&directory, &reader, &manifests)?;
    writeln!(streams.out, "根 root {root}")?;
    for file in [SEAL_FILE, REQUEST_FILE] {
        writeln!(streams.out, "{}", directory.join(file).display())?;
    }
    writeln!(
        streams.err,
        "请时间戳机构答复 {REQUEST_FILE}，答复存为 {ANSWER_FILE}，再 round verify / have an authority \
         answer {REQUEST_FILE}, put its answer beside it as {ANSWER_FILE}, then `round verify`"
    )?;
    Ok(())
}

/// Seals a closed round, or finds that its seal still holds. A seal is never replaced by
/// another.
pub(crate) fn seal_round(
    directory: &Path,
    reader: &Reader,
    manifests: &Manifests,
) -> Result<Digest, Failed> {
    if !reader.is_closed() {
        return Err(Failed::new(Code::RoundUnfinished, "the round is not finished")
            .hint(Some("finish it with `bluebook run`".to_owned())));
    }
    if let Some(sealed) = Seal::read(directory).map_err(store_failed)? {
        let broken = sealed.differences(directory, reader).map_err(store_failed)?;
        if let Some(first) = broken.first() {
            let text = format!("the round is sealed already, and {first}");
            return Err(Failed::new(Code::RoundNotAsSealed, text)
                .hint(Some("`bluebook round verify` lists everything".to_owned())));
        }
    } else {
        let seal = Seal::of(directory, reader, &manifests.digest).map_err(store_failed)?;
        seal.write(directory).map_err(store_failed)?;
    }
    let root = reader.root();
    let request = crate::store::time_stamp_request(&root).map_err(Failed::of)?;
    write_small(&directory.join(REQUEST_FILE), &request).map_err(store_failed)?;
    Ok(root)
}
