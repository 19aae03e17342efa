use super::*;
use crate::model::{Confidence, MissingPage, UnknownReason};

fn verdict(point: &str, page: Option<&str>, finding: Finding) -> Verdict {
    Verdict {
        region: RegionCode::new(110_100).unwrap(),
        point: PointId(point.to_owned()),
        page: page.map(str::to_owned),
        finding,
        evidence: Vec::new(),
        confidence: Confidence::FULL,
        note: None,
        provenance: Provenance {
            family: "rules".to_owned(),
            version: "1.0.0".to_owned(),
            probe: Some(Digest::of(b"probe")),
            contract: "0.1.0".to_owned(),
            criterion: "declared".to_owned(),
            params: Digest::of(b"params"),
            n_pages: 1,
            pages: Digest::of(b"pages"),
            cost_fuel: 100,
        },
    }
}

fn page(url: &str, body: &[u8]) -> PageRecord {
    PageRecord {
        requested: url.to_owned(),
        url: url.to_owned(),
        role: "home".to_owned(),
        depth: 0,
        status: 200,
        digest: Digest::of(body),
        n_bytes: body.len() as u64,
        encoding: "UTF-8".to_owned(),
        encoding_ground: "utf-8".to_owned(),
        n_replaced: 0,
    }
}

fn batch() -> RegionBatch {
    RegionBatch {
        region: RegionCode::new(110_100).unwrap(),
        pages: vec![page("http://a.cn/", b"a"), page("http://b.cn/", b"b")],
        missing: Vec::new(),
        verdicts: vec![
            verdict("A1", None, Finding::Truth(true)),
            verdict("A2", Some("http://a.cn/"), Finding::Truth(false)),
        ],
    }
}

/// Changes a batch and says what is found to differ: point or page, what, why.
#[track_caller]
fn check(change: impl FnOnce(&mut RegionBatch), expected: &[&str]) {
    let (was, mut is) = (batch(), batch());
    change(&mut is);
    let line = |one: &Difference| {
        let point = one.point.as_ref().map(ToString::to_string);
        let subject = point.or_else(|| one.page.clone()).unwrap_or_default();
        let why: Vec<_> = one.why.iter().map(|why| why.name()).collect();
        assert_ne!(one.was, one.is);
        format!("{subject} {}: {}", one.what.name(), why.join(" "))
    };
    let found: Vec<String> = compare(&was, &is).iter().map(line).collect();
    assert_eq!(found, expected);
}

#[test]
fn what_differs_is_named_and_why_it_may() {
    check(|_| {}, &[]);
    check(|b| b.verdicts[0].finding = Finding::Truth(false), &["A1 finding: same-inputs"]);
    check(|b| b.verdicts[0].provenance.cost_fuel = 7, &["A1 provenance: same-inputs"]);
    check(|b| b.verdicts[0].note = Some("x".to_owned()), &["A1 evidence: same-inputs"]);
    check(
        |b| b.verdicts[0].provenance.probe = Some(Digest::of(b"other")),
        &["A1 provenance: other-probe"],
    );
    check(
        |b| {
            let provenance = &mut b.verdicts[0].provenance;
            provenance.contract = "0.2.0".to_owned();
            provenance.criterion = "x".to_owned();
            provenance.params = Digest::of(b"other");
            provenance.n_pages = 2;
        },
        &["A1 provenance: other-contract other-criterion other-params other-pages"],
    );
    check(|b| b.verdicts.swap(0, 1), &[" order: same-inputs"]);
    check(
        |b| drop(b.verdicts.drain(..)),
        &["A1 verdict: other-manifests", "A2 verdict: other-pages"],
    );
    check(
        |b| {
            b.verdicts.push(verdict("A3", None, Finding::Truth(true)));
            b.verdicts[0].provenance.cost_fuel = 7;
        },
        &["A1 provenance: other-questions", "A3 verdict: other-manifests"],
    );
    check(|b| b.pages[0] = page("http://a.cn/", b"x"), &["http://a.cn/ (home) page: other-pages"]);
}

#[test]
fn a_page_that_is_gone_explains_what_follows() {
    let lose = |batch: &mut RegionBatch| {
        batch.pages.remove(1);
        batch.missing.push(MissingPage {
            requested: "http://b.cn/".to_owned(),
            role: "home".to_owned(),
            failure: "not-in-archive".to_owned(),
            note: String::new(),
        });
        batch.verdicts[0].finding = Finding::unknown(UnknownReason::PageMissing, "");
        batch.verdicts[0].provenance.pages = Digest::of(b"fewer");
    };
    let missing = "http://b.cn/ (home) page-missing: missing-page";
    check(lose, &[missing, "A1 finding: other-pages missing-page"]);
}
