//! Whole rounds with probes that misbehave: named reasons, and a host that stays small.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::campaign::Campaign;

/// Misbehaving guests and the reason each must end with.
const GUESTS: [(&str, &str); 8] = [
    ("loops_forever", "out-of-fuel"),
    ("eats_memory", "out-of-memory"),
    ("huge_output", "output-too-large"),
    ("traps", "trapped"),
    ("overflows_stack", "stack-overflow"),
    ("storms_host", "out-of-host-work"),
    ("bad_answer", "bad-answer"),
    ("imports_clock", "probe-refused"),
];

/// Peak of the whole process with all guests misbehaving in every region: a few pages, the
/// compiled probes, and never what a guest hoards times the regions.
const MEMORY_KIB_MAX: u64 = 400 * 1024;

fn points() -> String {
    let point = |(guest, _): &(&str, &str)| {
        format!(
            "\n[[point]]\nid = \"A1.1-{guest}\"\nzh = \"{guest}\"\nen = \"{guest}\"\nweight = 1\n\
             collect = \"http\"\nrole = \"home\"\nsource = \"test\"\nevidence = \"none\"\n\
             judge = {{ probe = \"{guest}\", criterion = \"judge\" }}\nscore.bool = {{}}\n"
        )
    };
    let head = "indicator = \"A1.1\"\nsiblings = \"scale\"\n\
         basis = { weight = \"ours\", score = \"ours\" }\n"
        .to_owned();
    head + &GUESTS.iter().map(point).collect::<String>()
}

fn with_guests() -> Campaign {
    let mut campaign = Campaign::sample();
    for (guest, _) in GUESTS {
        let component = Path::new(tests::GUESTS_DIR).join(format!("{guest}.wasm"));
        if component.is_file() {
            campaign.drop_in(guest, &component);
        }
    }
    let wat = "(component (import \"wasi:clocks/monotonic-clock@0.2.0\" (instance)))";
    let clock = campaign.path("clock.wasm");
    std::fs::write(&clock, wat::parse_str(wat).unwrap()).unwrap();
    campaign.drop_in("imports_clock", &clock);
    campaign.agree();
    campaign.add_points("guests.toml", &points());
    campaign
}

#[test]
fn a_round_goes_on_and_every_reason_has_its_name() {
    let campaign = with_guests();
    let memory = campaign.path("memory");
    let status = campaign.start(&["run"], Some(&memory)).wait().unwrap();
    assert!(status.success());
    let mut reasons: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut n_known = 0;
    for verdict in campaign.verdicts("2019") {
        let reason = verdict["finding"]["unknown"]["reason"].as_str();
        n_known += usize::from(reason.is_none());
        let point = verdict["point"].as_str().unwrap_or_default();
        if let (Some(guest), Some(reason)) = (point.strip_prefix("A1.1-"), reason) {
            reasons.entry(guest.to_owned()).or_default().insert(reason.to_owned());
        }
    }
    for (guest, expected) in GUESTS {
        assert!(reasons[guest].contains(expected), "{guest}: {:?}", reasons[guest]);
    }
    assert!(n_known > 100, "the honest probes were judged beside them: {n_known}");
    let status = String::from_utf8(std::fs::read(&memory).unwrap()).unwrap();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let peak_kib: u64 = peak.unwrap().trim().trim_end_matches(" kB").parse().unwrap();
    assert!(peak_kib < MEMORY_KIB_MAX, "peak of {peak_kib} KiB");
}

#[test]
fn hosts_that_answer_nothing_are_unknown_and_never_zero() {
    let campaign = Campaign::sample();
    campaign.done(&["run"]);
    let ranking = campaign.done(&["rank", "--format", "json"]);
    let ranking: serde_json::Value = serde_json::from_str(&ranking).unwrap();
    let rows = ranking["rows"].as_array().unwrap();
    let unranked: Vec<_> = rows.iter().filter(|row| row["rank"].is_null()).collect();
    assert!(!unranked.is_empty(), "the sample has sites that answer nothing");
    for row in unranked {
        assert!(row["total"].is_null(), "{row}");
    }
}
