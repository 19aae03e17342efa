//! Rounds to store.

use bluebook::model::{
    Confidence, Digest, Evidence, Finding, Measure, MissingPage, PageRecord, PointId, Provenance,
    RegionBatch, RegionCode, RoundHeader, UnknownReason, Verdict,
};

pub(super) fn header() -> RoundHeader {
    RoundHeader {
        name: "试点".to_owned(),
        edition: "2019".to_owned(),
        collected_on: "2019-06-30".to_owned(),
        plan: Digest::of(b"plan"),
        source: "archive".to_owned(),
    }
}

pub(super) fn region(code: u32) -> RegionCode {
    RegionCode::new(code).unwrap()
}

/// A verdict with every optional part there.
pub(super) fn verdict(code: u32, point: &str, page: Option<&str>, finding: Finding) -> Verdict {
    Verdict {
        region: region(code),
        point: PointId(point.to_owned()),
        page: page.map(str::to_owned),
        finding,
        evidence: vec![Evidence {
            url: "http://www.gz.gov.cn/zwgk/".to_owned(),
            page: Digest::of(b"page"),
            node: Some(317),
            quote: "责任清单 \"2019\"\n".to_owned(),
        }],
        confidence: Confidence::from_share(0.95).unwrap(),
        note: Some("第二栏".to_owned()),
        provenance: Provenance {
            family: "rules".to_owned(),
            version: "0.1.0".to_owned(),
            probe: Some(Digest::of(b"probe")),
            contract: "0.1.0".to_owned(),
            criterion: "keyword".to_owned(),
            params: Digest::of(b"params"),
            n_pages: 2,
            pages: Digest::of(b"page other page"),
            cost_fuel: 123_456_789_012,
        },
    }
}

/// A verdict with every optional part away.
fn bare(code: u32, point: &str, finding: Finding) -> Verdict {
    let mut verdict = verdict(code, point, None, finding);
    verdict.evidence.clear();
    verdict.confidence = Confidence::FULL;
    verdict.note = None;
    verdict.provenance.probe = None;
    verdict.provenance.n_pages = 0;
    verdict
}

fn page(url: &str) -> PageRecord {
    PageRecord {
        requested: url.to_owned(),
        url: format!("{url}index.html"),
        role: "home".to_owned(),
        depth: 2,
        status: 404,
        digest: Digest::of(url.as_bytes()),
        n_bytes: 5_000_000_000,
        encoding: "gb18030".to_owned(),
        encoding_ground: "meta".to_owned(),
        n_replaced: 3,
    }
}

/// Two verdicts, a page had and a page not had; for tests that try every byte.
pub(super) fn small_batch(code: u32) -> RegionBatch {
    RegionBatch {
        region: region(code),
        pages: vec![page("http://a.cn/")],
        missing: vec![MissingPage {
            requested: "http://b.cn/".to_owned(),
            role: "home".to_owned(),
            failure: "connect-timeout".to_owned(),
            note: String::new(),
        }],
        verdicts: vec![
            bare(code, "A1.1-1", Finding::Truth(true)),
            bare(code, "A1.1-2", Finding::unknown(UnknownReason::PageMissing, "")),
        ],
    }
}

/// Few verdicts of many bytes.
pub(super) fn large_batch(code: u32) -> RegionBatch {
    let mut verdict = verdict(code, "A1", None, Finding::Text("责任清单".repeat(600)));
    let verdicts = (1..=12).map(|n| {
        verdict.point = PointId(format!("A{n}"));
        verdict.clone()
    });
    RegionBatch { verdicts: verdicts.collect(), ..small_batch(code) }
}

/// Every finding, every reason, every optional part there and away; not in key order.
pub(super) fn full_batches() -> Vec<RegionBatch> {
    let measure = Measure { value: -0.1, unit: "days".to_owned() };
    let findings = [
        Finding::Truth(true),
        Finding::Truth(false),
        Finding::Number(measure),
        Finding::Grade("完备".to_owned()),
        Finding::Text("\u{1f3db}".to_owned()),
    ];
    // Where the release ended; what came later is not in the stored sample.
    let released = UnknownReason::ALL.iter().filter(|reason| **reason <= UnknownReason::PageBudget);
    let reasons = released.map(|reason| Finding::unknown(*reason, "说明"));
    let verdicts = (1..).zip(findings.into_iter().chain(reasons));
    let first = RegionBatch {
        region: region(440_100),
        pages: vec![page("http://b.cn/"), page("http://a.cn/")],
        missing: Vec::new(),
        verdicts: verdicts.map(|(n, finding)| bare(440_100, &format!("A{n}"), finding)).collect(),
    };
    let truth = |page| verdict(110_100, "B1", page, Finding::Truth(true));
    let second = RegionBatch {
        verdicts: vec![truth(Some("http://a.cn/")), truth(None), truth(Some(""))],
        ..small_batch(110_100)
    };
    let nothing = RegionBatch {
        region: region(999_999),
        pages: Vec::new(),
        missing: Vec::new(),
        verdicts: Vec::new(),
    };
    vec![first, second, nothing]
}
