//! Killed two hundred times while it collects from a live site: nothing acknowledged is lost,
//! nothing is there twice, and the end is that of a calm run.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::time::Duration;

use bluebook::evidence::{Archive, RecordKind, WarcReader};
use bluebook::store::Reader;
use proptest::prelude::RngExt as _;
use proptest::test_runner::{Config, RngSeed, TestRunner};
use tempfile::TempDir;
use tests::loopback::{Loopback, bare, page};

use super::campaign::Campaign;
use super::live::{FETCH, LIST};

/// Kills in all; their moments come from a fixed seed, as shares of a calm run's time.
const KILLS: usize = 200;

const N_REGIONS: usize = 12;

/// The day is said because a process has today's.
const RUN: [&str; 3] = ["run", "--collected-on", "2019-01-15"];

fn home(region: &str) -> String {
    format!(
        "<title>示例市{region}</title><h1>示例市{region}人民政府</h1><nav>\
         <a href=/{region}/zrqd/>责任清单</a> <a href=/{region}/qlqd>权力清单</a> \
         <a href=/{region}/gone>政府信息公开</a></nav><p>网站标识码：4401000001</p>"
    )
}

fn site() -> Loopback {
    let html = |text: &str| page("Content-Type: text/html; charset=utf-8\r\n", text.as_bytes());
    Loopback::start(move |path| {
        let mut parts = path.trim_matches('/').split('/');
        match (parts.next().unwrap_or_default(), parts.next()) {
            (region, None) => html(&home(region)),
            (region, Some("zrqd")) => html(&LIST.replace('甲', region)),
            (region, Some("qlqd")) => bare("302 Found", &format!("Location: /{region}/list\r\n")),
            (region, Some("list")) => html(&LIST.replace('乙', region)),
            _ => bare("404 Not Found", ""),
        }
    })
    .unwrap()
}

fn campaign(site: &Loopback) -> (Campaign, TempDir) {
    let regions = tempfile::tempdir().unwrap();
    let mut province = "province = \"990000\"\nzh = \"示例省\"\n".to_owned();
    for number in 0..N_REGIONS {
        let code = 990_100 + number;
        writeln!(
            province,
            "[[region]]\ncode = \"{code}\"\nzh = \"示例市{number}\"\nshort = \"示例{number}\"\n\
             area = \"east\"\nlon = 113.5\nlat = 23.3\n[[region.page]]\nchannel = \"site\"\n\
             role = \"home\"\nurl = {:?}\n[[region.disable]]\npoint = \"A2.2-2\"\n\
             reason = \"a time is another in every run\"",
            site.url(&format!("/{code}/"))
        )
        .unwrap();
    }
    fs::write(regions.path().join("990000.toml"), province).unwrap();
    let campaign = Campaign::new(&tests::root().join("manifests/blue-book-2019"), regions.path());
    (campaign.fetching(FETCH), regions)
}

/// Starts a run and kills it after `moment`; whether it had ended by itself.
fn killed_after(campaign: &Campaign, moment: Duration) -> bool {
    let mut child = campaign.start(&RUN, None);
    // Nobody sends: the moment itself is what is tested, and a sleep is banned.
    let (_never, end) = mpsc::channel::<()>();
    let _ = end.recv_timeout(moment);
    let has_ended = child.try_wait().unwrap().is_some();
    let _ = child.kill();
    child.wait().unwrap();
    has_ended
}

/// The files that hold a round's pages.
fn archives(round: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(round).into_iter().flatten();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.to_string_lossy().ends_with(".warc.gz"));
    paths.sort();
    paths
}

/// Regions recorded, each with the digests of its pages, all of which have to be in the archive.
fn acknowledged(round: &Path) -> BTreeMap<String, usize> {
    let Ok(reader) = Reader::open(round) else { return BTreeMap::new() };
    let batches: Vec<_> =
        reader.regions().map(|region| reader.batch(region).unwrap().unwrap().batch).collect();
    if batches.is_empty() {
        return BTreeMap::new();
    }
    let archive = Archive::open(&archives(round)).unwrap();
    let mut kept = BTreeMap::new();
    for batch in batches {
        for page in &batch.pages {
            let held = archive.get(&page.requested).unwrap().unwrap();
            assert_eq!(held.digest(), page.digest, "{} is lost", page.requested);
        }
        kept.insert(batch.region.to_string(), batch.verdicts.len());
    }
    kept
}

/// How often each address has an answer in the archive.
fn answers(round: &Path) -> BTreeMap<String, usize> {
    let mut answers = BTreeMap::new();
    for path in archives(round) {
        let file = BufReader::new(fs::File::open(&path).unwrap());
        for record in WarcReader::new(file, &path, 1 << 20) {
            let record = record.expect("an archive of a finished round is whole");
            if matches!(record.kind, RecordKind::Response | RecordKind::Revisit) {
                *answers.entry(record.target().unwrap().to_owned()).or_default() += 1;
            }
        }
    }
    answers
}

#[test]
fn nothing_acknowledged_is_lost_and_nothing_is_there_twice() {
    let site = site();
    let (calm, _regions) = campaign(&site);
    let started = tokio::time::Instant::now();
    assert!(calm.start(&RUN, None).wait().unwrap().success());
    let whole = started.elapsed();
    let expected = calm.final_bytes("2019");
    let urls: BTreeSet<String> = answers(&calm.path("rounds/2019")).into_keys().collect();

    let (killed, _regions) = campaign(&site);
    let round = killed.path("rounds/2019");
    let config = Config { rng_seed: RngSeed::Fixed(2026), ..Config::default() };
    let mut runner = TestRunner::new(config);
    let (mut n_midway, mut n_rounds) = (0, 0);
    let mut before = BTreeMap::new();
    for kill in 0..KILLS {
        let share: f64 = runner.rng().random_range(0.0..0.7);
        let has_ended = killed_after(&killed, whole.mul_f64(share));
        let now = acknowledged(&round);
        assert!(before.iter().all(|(region, n)| now.get(region) == Some(n)), "lost after {kill}");
        n_midway += usize::from((1..N_REGIONS).contains(&now.len()));
        before = now;
        if has_ended || kill + 1 == KILLS {
            killed.done(&RUN);
            assert!(killed.final_bytes("2019") == expected, "other bytes after kill {kill}");
            let answers = answers(&round);
            assert!(answers.keys().eq(&urls), "other pages: {answers:?}");
            // A new process asks for the rules of a host anew.
            let twice: Vec<_> = answers
                .iter()
                .filter(|(url, n)| **n > 1 && !url.ends_with("/robots.txt"))
                .collect();
            assert!(twice.is_empty(), "twice: {twice:?}");
            fs::remove_dir_all(&round).unwrap();
            before.clear();
            n_rounds += 1;
        }
    }
    eprintln!("{KILLS} kills, {n_midway} of them between regions, {n_rounds} rounds");
    assert!(n_midway > 0, "no kill hit a round midway; the moments prove nothing");
}
