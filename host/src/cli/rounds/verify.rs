//! `bluebook round verify`: everything that could have changed since, each by name.

use std::path::Path;

use serde::Serialize;

use super::directory_of;
use super::sealed::{self, Sealed, Stamped};
use crate::cli::args::{Common, TextOrJson, Verify};
use crate::cli::round::store_failed;
use crate::cli::{Chain, Code, Failed, Streams};
use crate::model::Digest;
use crate::report::{clean, write_json};
use crate::store::{FrameDamage, Proof, Reader, SEAL_FILE};

/// What is wrong, by a stable name.
#[derive(Debug, Serialize)]
pub(super) struct Wrong {
    /// Stable name.
    pub(super) name: &'static str,
    /// The frame, where one is meant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) frame: Option<u64>,
    /// Where it starts in the journal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) offset: Option<u64>,
    /// The region, where one is meant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) region: Option<String>,
    /// One sentence.
    pub(super) text: String,
}

impl Wrong {
    pub(super) fn new(name: &'static str, text: String) -> Self {
        Self { name, frame: None, offset: None, region: None, text }
    }

    fn of_frame(damage: &FrameDamage) -> Self {
        let FrameDamage { frame, offset, region, lost_bytes, what } = damage;
        let lost = match lost_bytes {
            0 => String::new(),
            n => format!("; the {n} bytes from there on cannot be read"),
        };
        let region = region.map(|region| region.to_string());
        let whose = region.as_ref().map_or_else(String::new, |code| format!(", region {code}"));
        let text = format!("frame {frame} at byte {offset}{whose}: {}{lost}", Chain(what));
        Self { name: "frame-damaged", frame: Some(*frame), offset: Some(*offset), region, text }
    }
}

/// What was looked at, for programs.
#[derive(Debug, Serialize)]
struct Verified {
    round: String,
    edition: String,
    collected_on: String,
    source: String,
    n_frames: u64,
    n_regions: u64,
    n_verdicts: u64,
    is_closed: bool,
    root: String,
    is_sealed: bool,
    time_stamp: Option<Stamped>,
    wrong: Vec<Wrong>,
}

pub(crate) fn verify(
    common: &Common,
    args: &Verify,
    streams: &mut Streams<'_>,
) -> Result<(), Failed> {
    let wanted = args.root.as_deref().map(wanted_root).transpose()?;
    if let Some(file) = &args.proof {
        return verify_proof(file, wanted, args.format, streams);
    }
    let directory = directory_of(common)?;
    let reader = Reader::open(&directory).map_err(store_failed)?;
    let mut wrong = wrongs(&reader, wanted);
    let Sealed { is_sealed, time_stamp } = sealed::check(&directory, &reader, &mut wrong)?;
    let n_wrong = wrong.len();
    let header = reader.header();
    let counts = reader.counts();
    let verified = Verified {
        round: header.name.clone(),
        edition: header.edition.clone(),
        collected_on: header.collected_on.clone(),
        source: header.source.clone(),
        n_frames: reader.n_frames(),
        n_regions: counts.n_batches,
        n_verdicts: counts.n_verdicts,
        is_closed: reader.is_closed(),
        root: reader.root().to_string(),
        is_sealed,
        time_stamp,
        wrong,
    };
    match args.format {
        TextOrJson::Json => write_json(&mut streams.out, &verified)?,
        TextOrJson::Text => write_text(&verified, streams)?,
    }
    verdict(n_wrong)
}

fn wrongs(reader: &Reader, wanted: Option<Digest>) -> Vec<Wrong> {
    let mut wrong: Vec<Wrong> = reader.damage().iter().map(Wrong::of_frame).collect();
    if let n @ 1.. = reader.torn_bytes() {
        let text = format!(
            "the last {n} bytes are no whole frame: an append that was not finished, or a last \
             frame that changed"
        );
        wrong.push(Wrong::new("end-unfinished", text));
    }
    let root = reader.root();
    if let Some(wanted) = wanted.filter(|wanted| *wanted != root) {
        wrong.push(Wrong::new("root-differs", format!("the root is {root}, not {wanted}")));
    }
    wrong
}

fn write_text(verified: &Verified, streams: &mut Streams<'_>) -> Result<(), Failed> {
    let Verified { round, edition, collected_on, source, n_frames, n_regions, n_verdicts, .. } =
        verified;
    let [round, edition, collected_on, source] =
        [round, edition, collected_on, source].map(|text| clean(text));
    let state = if verified.is_closed { "已结束 closed" } else { "未结束 open" };
    let out = &mut *streams.out;
    writeln!(out, "轮次 round {round} 版次 edition {edition} 采集日 day {collected_on} {state}")?;
    writeln!(out, "来源 source {source}")?;
    writeln!(out, "帧 frames {n_frames}：地区 regions {n_regions}，判定 verdicts {n_verdicts}")?;
    writeln!(out, "根 root {}", verified.root)?;
    if verified.is_sealed {
        writeln!(out, "封存 sealed in {SEAL_FILE}")?;
    }
    if let Some(stamped) = &verified.time_stamp {
        stamped.write_text(out)?;
    }
    write_wrong(&verified.wrong, streams)
}

fn write_wrong(wrong: &[Wrong], streams: &mut Streams<'_>) -> Result<(), Failed> {
    if wrong.is_empty() {
        writeln!(streams.out, "完好 nothing is wrong")?;
    }
    for Wrong { name, text, .. } in wrong {
        writeln!(streams.out, "不符 wrong: {name}: {}", clean(text))?;
    }
    Ok(())
}

/// The digest a person typed, with `sha256:` before it or without.
fn wanted_root(text: &str) -> Result<Digest, Failed> {
    let hex = text.strip_prefix("sha256:").unwrap_or(text);
    format!("sha256:{hex}")
        .parse()
        .map_err(|_| Failed::new(Code::Arguments, format!("`{text}` is no root: 64 hex digits")))
}

fn verdict(n_wrong: usize) -> Result<(), Failed> {
    match n_wrong {
        0 => Ok(()),
        n => Err(Failed::new(Code::RoundNotAsSealed, format!("{n} 处不符 things are wrong"))
            .hint(Some("restore the round from a copy; nothing was changed here".to_owned()))),
    }
}

/// Bytes of a proof that are read: the hex of the largest frame and its path.
const PROOF_BYTES_MAX: u64 = 160 << 20;

fn verify_proof(
    file: &Path,
    wanted: Option<Digest>,
    format: TextOrJson,
    streams: &mut Streams<'_>,
) -> Result<(), Failed> {
    use std::io::Read as _;

    let unread = |error: std::io::Error| {
        Failed::new(Code::ProofUnreadable, format!("cannot read `{}`: {error}", file.display()))
    };
    let mut bytes = Vec::new();
    let opened = std::fs::File::open(file).map_err(unread)?;
    opened.take(PROOF_BYTES_MAX).read_to_end(&mut bytes).map_err(unread)?;
    let proof: Proof = serde_json::from_slice(&bytes).map_err(|error| {
        Failed::new(Code::ProofUnreadable, format!("`{}` is no proof: {error}", file.display()))
    })?;
    let mut wrong = Vec::new();
    let (mut region, mut n_verdicts) = (None, 0);
    match proof.verify() {
        Err(bad) => wrong.push(Wrong::new("proof-bad", bad.to_string())),
        Ok((root, batch)) => {
            region = Some(batch.region.to_string());
            n_verdicts = batch.verdicts.len();
            if let Some(wanted) = wanted.filter(|wanted| *wanted != root) {
                let text = format!("the proof leads to {root}, not {wanted}");
                wrong.push(Wrong::new("root-differs", text));
            }
        }
    }
    let n_wrong = wrong.len();
    match format {
        TextOrJson::Json => {
            let value = serde_json::json!({
                "region": region, "n_verdicts": n_verdicts, "root": proof.root, "wrong": wrong,
            });
            writeln!(streams.out, "{value:#}")?;
        }
        TextOrJson::Text => {
            if let Some(region) = &region {
                let frame = proof.frame;
                writeln!(
                    streams.out,
                    "地区 region {region}：帧 frame {frame}，判定 verdicts {n_verdicts}"
                )?;
                writeln!(streams.out, "根 root {}", proof.root)?;
            }
            if wanted.is_none() && n_wrong == 0 {
                writeln!(
                    streams.out,
                    "请与公布的根比对 compare the root with the published one: `--root HEX`"
                )?;
            }
            write_wrong(&wrong, streams)?;
        }
    }
    verdict(n_wrong)
}
