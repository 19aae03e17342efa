//! A whole journal to be damaged, and frames around whatever an input has.

use std::fs;
use std::sync::LazyLock;

use bluebook::model::{
    Confidence, Digest, Evidence, Finding, Measure, MissingPage, PageRecord, PointId, Provenance,
    RegionBatch, RegionCode, RoundHeader, UnknownReason, Verdict,
};
use bluebook::store::{Entry, JOURNAL_FILE, Journal};
use crc32fast::Hasher;

use crate::bytes::Bytes;
use crate::must;

/// How a journal begins; see `bluebook::store`.
const PRELUDE: &[u8; 20] = b"bluebook-journal\x01\0\0\0";

/// Bytes before a payload: its length and two checksums.
const HEAD_BYTES: usize = 12;

/// Frames that an input may have, and bytes of each.
const FRAMES_MAX: usize = 12;
const PAYLOAD_BYTES_MAX: usize = 1024;

/// Places of one journal that are changed.
const DAMAGES_MAX: usize = 8;

/// Regions of the journal.
const REGIONS: [u32; 3] = [110_100, 440_100, 120_100];

/// A journal of three regions that was closed.
pub(super) struct Whole {
    bytes: Vec<u8>,
    /// Where each of its frames ends.
    ends: Vec<usize>,
    batches: Vec<RegionBatch>,
}

static WHOLE: LazyLock<Whole> = LazyLock::new(Whole::new);

impl Whole {
    /// The one of this process.
    pub(super) fn get() -> &'static Self {
        &WHOLE
    }

    fn new() -> Self {
        let dir = must(tempfile::tempdir());
        let path = dir.path().join(JOURNAL_FILE);
        let mut journal = must(Journal::create(&path, &header()));
        let mut ends = Vec::new();
        let mut note = || ends.push(must(fs::read(&path)).len());
        note();
        let batches: Vec<_> = REGIONS.into_iter().filter_map(RegionCode::new).map(batch).collect();
        for batch in &batches {
            must(journal.append(&Entry::Region(batch.clone())));
            note();
        }
        must(journal.append(&Entry::Closed(journal.closing())));
        note();
        let bytes = must(fs::read(&path));
        Self { bytes, ends, batches }
    }

    /// What was acknowledged, in order.
    pub(super) fn batches(&self) -> &[RegionBatch] {
        &self.batches
    }

    /// The payload of the opening.
    pub(super) fn opening(&self) -> &[u8] {
        let end = self.ends.first().copied().unwrap_or_default();
        self.bytes.get(PRELUDE.len() + HEAD_BYTES..end).unwrap_or_default()
    }

    /// The journal with what `input` says done to it, and how many regions lie whole before that.
    pub(super) fn damaged(&self, mut input: Bytes<'_>) -> (Vec<u8>, usize) {
        let mut bytes = self.bytes.clone();
        for _ in 0..DAMAGES_MAX {
            if input.is_empty() || bytes.is_empty() {
                break;
            }
            let (kind, at) = (input.byte(), input.short() % bytes.len());
            let flipped = input.byte() % 64;
            let n = usize::from(flipped);
            let end = (at + n).min(bytes.len());
            match kind % 6 {
                0 => bytes.truncate(at),
                1 => bytes.iter_mut().skip(at).take(1).for_each(|byte| *byte ^= flipped.max(1)),
                2 => drop(bytes.drain(at..end)),
                3 => drop(bytes.splice(at..at, input.take(n).iter().copied())),
                4 => bytes.iter_mut().take(end).skip(at).for_each(|byte| *byte = 0),
                _ => {
                    let again = bytes.get(at..end).unwrap_or_default().to_vec();
                    bytes.splice(end..end, again);
                }
            }
        }
        let same = bytes.iter().zip(&self.bytes).take_while(|(one, other)| one == other).count();
        let n_frames = self.ends.iter().filter(|end| **end <= same).count();
        // The first frame is the opening, the last the closing.
        (bytes, n_frames.saturating_sub(1).min(self.batches.len()))
    }
}

/// A journal with right checksums: `first` as a frame, if it has bytes, then those of the input, each with
/// two bytes for its length before it.
pub(super) fn framed(first: &[u8], mut input: Bytes<'_>) -> Vec<u8> {
    let mut bytes = PRELUDE.to_vec();
    let mut checksum = continued(0, PRELUDE);
    let mut frame = |payload: &[u8]| {
        let length = u32::try_from(payload.len()).unwrap_or(u32::MAX).to_le_bytes();
        let head_sum = continued(checksum, &length);
        checksum = continued(head_sum, payload);
        bytes.extend([length, head_sum.to_le_bytes(), checksum.to_le_bytes()].concat());
        bytes.extend(payload);
    };
    if !first.is_empty() {
        frame(first);
    }
    for _ in 0..FRAMES_MAX {
        let n = input.short() % PAYLOAD_BYTES_MAX;
        let payload = input.take(n);
        if !payload.is_empty() {
            frame(payload);
        }
    }
    bytes
}

fn header() -> RoundHeader {
    RoundHeader {
        name: "试点".to_owned(),
        edition: "2019".to_owned(),
        collected_on: "2019-06-30".to_owned(),
        plan: Digest::of(b"plan"),
        source: "archive".to_owned(),
    }
}

/// A region with a verdict of every kind.
fn batch(region: RegionCode) -> RegionBatch {
    let days = Measure { value: 20.5, unit: "days".to_owned() };
    let findings = [
        Finding::Truth(true),
        Finding::Number(days),
        Finding::Grade("完备".to_owned()),
        Finding::unknown(UnknownReason::PageMissing, "说明"),
    ];
    let page = PageRecord {
        requested: "http://a.test/".to_owned(),
        url: "http://a.test/index.html".to_owned(),
        role: "home".to_owned(),
        depth: 1,
        status: 200,
        digest: Digest::of(b"page"),
        n_bytes: 5_000_000_000,
        encoding: "gb18030".to_owned(),
        encoding_ground: "meta".to_owned(),
        n_replaced: 3,
    };
    let missing = MissingPage {
        requested: "http://b.test/".to_owned(),
        role: "home".to_owned(),
        failure: "connect-timeout".to_owned(),
        note: String::new(),
    };
    let verdicts = (1..).zip(findings).map(|(n, finding)| verdict(region, n, finding));
    RegionBatch { region, pages: vec![page], missing: vec![missing], verdicts: verdicts.collect() }
}

fn verdict(region: RegionCode, n: usize, finding: Finding) -> Verdict {
    let evidence = Evidence {
        url: "http://a.test/".to_owned(),
        page: Digest::of(b"page"),
        node: Some(317),
        quote: "责任清单".to_owned(),
    };
    let provenance = Provenance {
        family: "rules".to_owned(),
        version: "0.1.0".to_owned(),
        probe: Some(Digest::of(b"probe")),
        contract: "0.2.0".to_owned(),
        criterion: "keyword".to_owned(),
        params: Digest::of(b"params"),
        n_pages: 2,
        pages: Digest::of(b"pages"),
        cost_fuel: 123_456_789_012,
    };
    Verdict {
        region,
        point: PointId(format!("A1.1-{n}")),
        page: (n == 2).then(|| "http://a.test/".to_owned()),
        finding,
        evidence: vec![evidence],
        confidence: Confidence::FULL,
        note: (n == 1).then(|| "第二栏".to_owned()),
        provenance,
    }
}

fn continued(checksum: u32, bytes: &[u8]) -> u32 {
    let mut hasher = Hasher::new_with_initial(checksum);
    hasher.update(bytes);
    hasher.finalize()
}
