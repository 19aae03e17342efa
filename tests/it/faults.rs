//! Sites that do wrong, all in one round: each comes to its named outcome, none holds the round
//! up, and memory stays bounded.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::net::{IpAddr, Ipv4Addr};

use tests::faults::{Authority, faults};
use tests::loopback::Loopback;

use super::campaign::Campaign;

/// Short limits, two more tries, and a site's whole patience for a `Crawl-delay`.
const FETCH: &str = r#"
allow_private_addresses = true

[identity]
user_agent = "bluebook-test"
contact = "test@example.org"

[limits]
connect_timeout_ms = 2_000
first_byte_timeout_ms = 2_000
total_timeout_ms = 6_000
body_bytes_max = 1_048_576
redirects_max = 4
pages_per_region_max = 4
rounds_max = 2

[pace]
host_interval_ms_min = 0
address_interval_ms_min = 0
crawl_delay_ms_max = 1_000
retry_after_ms_max = 2_000
tries_max = 3
retry_wait_ms_max = 20
circuit_failures_max = 5
circuit_open_ms = 60_000
regions_at_once = 40
windows = []
"#;

/// A round of all the faults holds pages and trees of forty sites at once; a bomb that went off
/// would take a multiple of this.
const MEMORY_MIB_MAX: u64 = 400;

/// What came of the start page of a region: `page`, or the name of the failure.
fn outcome(verdict: &serde_json::Value) -> String {
    let finding = &verdict["finding"];
    match finding["truth"].as_bool() {
        Some(true) => "page".to_owned(),
        Some(false) => "another page".to_owned(),
        None => {
            let note = finding["unknown"]["note"].as_str().unwrap_or_default();
            note.rsplit(' ').next().unwrap_or_default().to_owned()
        }
    }
}

#[test]
fn every_fault_comes_to_its_named_outcome() {
    let ips: Vec<IpAddr> = (1..=120).map(|n| Ipv4Addr::new(127, 0, 2, n).into()).collect();
    let authority = Authority::new(&ips).unwrap();
    let faults = faults(&authority);
    assert!(faults.len() >= 40, "{}", faults.len());
    let regions = tempfile::tempdir().unwrap();
    let mut province = "province = \"990000\"\nzh = \"示例省\"\n".to_owned();
    let mut sites = Vec::new();
    for (ip, (number, fault)) in ips.iter().zip((990_101..).zip(&faults)) {
        let (tls, script) = (fault.tls.clone(), fault.script.clone());
        let site = Loopback::listen((*ip, 0).into(), fault.has_robots, tls, script).unwrap();
        writeln!(
            province,
            "[[region]]\ncode = \"{number}\"\nzh = {:?}\nshort = {:?}\narea = \"east\"\n\
             lon = 113.5\nlat = 23.3\n[[region.page]]\nchannel = \"site\"\nrole = \"sample\"\n\
             url = {:?}",
            fault.name,
            fault.name,
            site.url("/")
        )
        .unwrap();
        sites.push((number, site));
    }
    fs::write(regions.path().join("990000.toml"), province).unwrap();
    let campaign = Campaign::new(&tests::fixture("real"), regions.path()).fetching(FETCH);
    let roots = campaign.path("roots.pem");
    fs::write(&roots, &authority.pem).unwrap();
    let memory = campaign.path("memory");
    let status = campaign.start_trusting(&["run"], &memory, &roots).wait().unwrap();
    assert!(status.success(), "{status}");
    let outcomes: BTreeMap<u64, String> = campaign
        .verdicts("2019")
        .iter()
        .filter(|verdict| verdict["point"] == "S1-1")
        .map(|verdict| (verdict["region"].as_u64().unwrap(), outcome(verdict)))
        .collect();
    let mut wrong = String::new();
    for ((number, _), fault) in sites.iter().zip(&faults) {
        let came = outcomes.get(number).map_or("nothing", String::as_str);
        if came != fault.outcome {
            writeln!(wrong, "{fault:?}, but it came to {came}").unwrap();
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
    let peak = peak_mib(&String::from_utf8(fs::read(&memory).unwrap()).unwrap());
    assert!(peak <= MEMORY_MIB_MAX, "{peak} MiB");
}

/// The most memory the process had, as `/proc/self/status` says it.
fn peak_mib(status: &str) -> u64 {
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().trim_end_matches(" kB").parse::<u64>().unwrap() / 1024
}
