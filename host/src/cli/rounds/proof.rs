//! `bluebook round proof`: what a region can carry away.

use super::reader;
use crate::cli::args::{Common, ProofOf};
use crate::cli::round::store_failed;
use crate::cli::{Code, Failed, Streams};
use crate::model::RegionCode;
use crate::report::write_json;

pub(crate) fn proof(
    common: &Common,
    args: &ProofOf,
    streams: &mut Streams<'_>,
) -> Result<(), Failed> {
    let (_, reader) = reader(common)?;
    if !reader.is_closed() {
        writeln!(
            streams.err,
            "警告 warning: 轮次尚未结束，根还会变 the round is not closed; its root will change"
        )?;
    }
    let region = RegionCode::new(args.region);
    let proof = match region {
        Some(region) => reader.proof(region).map_err(store_failed)?,
        None => None,
    };
    let Some(proof) = proof else {
        let text = format!("region {:06} is not judged in this round", args.region);
        return Err(Failed::new(Code::NotJudged, text));
    };
    write_json(&mut streams.out, &proof)?;
    Ok(())
}
