//! Probes: loaded, described and called once, under small limits.
//!
//! Bytes of any kind behind a component's first eight; a small real one damaged; and a probe made here that
//! calls the host's functions with any arguments and answers anything. Each ends in a named refusal, a
//! named failure or an answer, within its limits, and a call made twice ends the same.

mod made;

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use bluebook::model::{Digest, PointId, UnknownReason};
use bluebook::sandbox::{Failed, Limits, Missing, Place, Received, Sandbox, Site, SitePage, Task};
use bluebook_dom::Page;

use crate::bytes::Bytes;
use crate::must;

/// Small, so that a call ends soon; the deadline is out of the way, for it depends on the machine.
const LIMITS: Limits = Limits {
    fuel: 200_000,
    memory_bytes_max: 4 << 20,
    output_bytes_max: 64 << 10,
    log_bytes_max: 256,
    deadline_ms: 60_000,
    requests_max: 4,
};

/// Bytes of a component that are tried: compiling takes a millisecond for each 4 KiB.
const COMPONENT_BYTES_MAX: usize = 16 << 10;

/// The first eight bytes of a component.
const PREAMBLE: &[u8] = b"\0asm\x0d\0\x01\0";

/// Places of a component that are changed.
const DAMAGES_MAX: usize = 6;

struct Trial {
    sandbox: Sandbox,
    site: Arc<Site>,
    tasks: Arc<[Task]>,
    /// A probe that does nothing, to be damaged.
    idle: Vec<u8>,
}

static TRIAL: LazyLock<Trial> = LazyLock::new(|| Trial {
    sandbox: must(Sandbox::new(LIMITS)),
    site: site(),
    tasks: tasks(),
    idle: made::component(Bytes(&[])),
});

/// The first byte says what is made of the rest.
pub fn run(input: &[u8]) {
    let mut input = Bytes(input);
    let bytes = match input.byte() % 4 {
        0 => input.take(COMPONENT_BYTES_MAX).to_vec(),
        1 => [PREAMBLE, input.take(COMPONENT_BYTES_MAX)].concat(),
        2 => damaged(&TRIAL.idle, input),
        _ => made::component(input),
    };
    TRIAL.call(&bytes);
}

impl Trial {
    fn call(&self, bytes: &[u8]) {
        let probe = match self.sandbox.load_bytes("fuzzed.wasm", bytes, None) {
            Ok(probe) => probe,
            Err(error) => {
                assert!(!error.to_string().is_empty(), "refused without a word");
                let _ = error.hint();
                return;
            }
        };
        let first = self.sandbox.evaluate(&probe, &self.site, &self.tasks);
        let second = self.sandbox.evaluate(&probe, &self.site, &self.tasks);
        assert!(format!("{first:?}") == format!("{second:?}"), "{first:?} and then {second:?}");
        match first {
            Ok(answer) => {
                assert!(answer.cost_fuel <= LIMITS.fuel, "{} fuel", answer.cost_fuel);
                assert!(answer.memory_bytes <= LIMITS.memory_bytes_max, "{answer:?}");
                assert!(answer.found.len() == self.tasks.len(), "{answer:?}");
                assert!(answer.requests.len() <= LIMITS.requests_max, "{answer:?}");
            }
            Err(failure) => {
                assert!(failure.reason != UnknownReason::OutOfTime, "{}", failure.note);
                assert!(!failure.note.is_empty(), "{:?} without a word", failure.reason);
            }
        }
    }
}

/// A component with what `input` says done to it.
fn damaged(whole: &[u8], mut input: Bytes<'_>) -> Vec<u8> {
    let mut bytes = whole.to_vec();
    for _ in 0..DAMAGES_MAX {
        if input.is_empty() || bytes.len() <= PREAMBLE.len() {
            break;
        }
        let (kind, at) = (input.byte(), input.short());
        let at = PREAMBLE.len() + at % (bytes.len() - PREAMBLE.len());
        let n = input.below(16);
        let end = (at + n).min(bytes.len());
        match kind % 4 {
            0 => bytes.iter_mut().skip(at).take(1).for_each(|byte| *byte = input.byte()),
            1 => drop(bytes.drain(at..end)),
            2 => drop(bytes.splice(at..at, input.take(n).iter().copied())),
            _ => bytes.truncate(at),
        }
    }
    bytes
}

fn site() -> Arc<Site> {
    let html = "<title>首页</title><meta name=a content=b><a href='/zrqd'>责任清单</a><form action=s><input \
        name=q></form><ul><li class=x>一<li>二</ul><script>var a=1</script>";
    let page = |n: u32| SitePage {
        digest: Digest::of(html.as_bytes()),
        page: Arc::new(Page::new(&format!("http://a.test/{n}"), html.to_owned())),
        role: "home".to_owned(),
        status: 200,
        depth: n,
        encoding: "utf-8".to_owned(),
        n_replaced: 0,
        received: Received { hops: vec!["http://a.test/h".to_owned()], facts: Vec::new() },
    };
    let text = |text: &str| text.to_owned();
    let failure = Some(Failed { class: "http-status", status: Some(404) });
    let missing = Missing { why: text("404"), failure };
    Arc::new(Site {
        place: Place { code: text("440100"), name: text("广州市"), short_name: text("广州") },
        collected_on: text("2019-01-15"),
        pages: vec![page(0), page(1)],
        by_url: BTreeMap::from([(text("http://a.test/0"), 0), (text("http://a.test/1"), 1)]),
        missing: BTreeMap::from([(text("http://a.test/x"), missing)]),
    })
}

fn tasks() -> Arc<[Task]> {
    let task = |n: u32| Task {
        point: PointId(format!("A1.1-{n}")),
        criterion: "judge".to_owned(),
        page: (n == 1).then_some(1),
        params: Arc::new(BTreeMap::from([("any".to_owned(), "[\"责任清单\"]".to_owned())])),
    };
    (0..2).map(task).collect()
}
