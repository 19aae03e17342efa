//! Rounds as an operator looks after them: listed, verified, proved.

use std::fs;

use bluebook::cli::Exit;
use serde_json::Value;

use super::campaign::Campaign;

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

/// Names of what `round verify` finds wrong, with its exit.
#[track_caller]
fn wrongs(campaign: &Campaign, words: &[&str]) -> (Exit, Vec<String>) {
    let said = campaign.say(&[&["round", "verify", "--format", "json"], words].concat());
    let wrong = json(&said.out)["wrong"].as_array().unwrap().clone();
    let names = wrong.iter().map(|one| one["name"].as_str().unwrap().to_owned()).collect();
    (said.exit, names)
}

#[test]
fn a_round_is_listed_and_intact() {
    let campaign = Campaign::judged();
    let listed = json(&campaign.done(&["round", "list", "--format", "json"]));
    assert_eq!(listed[0]["round"], "2019");
    assert_eq!(listed[0]["state"], "closed");
    let root = listed[0]["root"].as_str().unwrap();
    let hex = root.trim_start_matches("sha256:");
    assert_eq!(wrongs(&campaign, &["--root", hex]), (Exit::Done, Vec::new()));
    let text = campaign.done(&["round", "verify"]);
    assert!(text.contains(root) && text.contains("nothing is wrong"), "{text}");
    assert!(campaign.done(&["round", "list"]).contains(&hex[..12]));
    let other = "0".repeat(64);
    assert_eq!(
        wrongs(&campaign, &["--root", &other]),
        (Exit::Differs, vec!["root-differs".to_owned()])
    );
    assert_eq!(campaign.say(&["round", "verify", "--root", "abc"]).exit, Exit::Usage);
}

#[test]
fn one_flipped_byte_is_found_with_its_frame_and_region() {
    let campaign = Campaign::judged();
    let path = campaign.path("rounds/2019/journal.bbj");
    let mut bytes = fs::read(&path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&path, &bytes).unwrap();
    let said = campaign.say(&["round", "verify", "--format", "json"]);
    assert_eq!(said.exit, Exit::Differs, "{}", said.err);
    let wrong = json(&said.out)["wrong"][0].clone();
    assert_eq!(wrong["name"], "frame-damaged");
    assert_eq!(wrong["region"].as_str().unwrap().len(), 6, "{wrong}");
    assert!(wrong["offset"].as_u64().unwrap() < middle as u64, "{wrong}");
    assert!(said.err.contains("hint"), "{}", said.err);
    assert!(fs::read(&path).unwrap() == bytes, "verifying changes nothing");
}

#[test]
fn a_region_carries_its_proof_away() {
    let campaign = Campaign::judged();
    let region = campaign.first_region();
    let proof = campaign.done(&["round", "proof", &region]);
    let file = campaign.path("proof.json");
    fs::write(&file, &proof).unwrap();
    let root = json(&campaign.done(&["round", "list", "--format", "json"]))[0]["root"].clone();
    fs::remove_dir_all(campaign.path("rounds")).unwrap();
    let file = file.to_str().unwrap().to_owned();
    let root = root.as_str().unwrap();
    assert_eq!(wrongs(&campaign, &["--proof", &file, "--root", root]), (Exit::Done, Vec::new()));
    let text = campaign.done(&["round", "verify", "--proof", &file]);
    assert!(text.contains(&region) && text.contains("--root"), "{text}");
    let at = proof.find("payload").unwrap() + 200;
    let digit = if &proof[at..=at] == "0" { "1" } else { "0" };
    fs::write(&file, [&proof[..at], digit, &proof[at + 1..]].concat()).unwrap();
    assert_eq!(
        wrongs(&campaign, &["--proof", &file]),
        (Exit::Differs, vec!["proof-bad".to_owned()])
    );
    fs::write(&file, "{}").unwrap();
    let said = campaign.say(&["round", "verify", "--proof", &file]);
    assert!(said.exit == Exit::Source && said.err.contains("is no proof"), "{}", said.err);
}

/// Runs openssl in a folder; the test that needs it looks for it first.
fn openssl(dir: &std::path::Path, words: &[&str]) -> String {
    let done = std::process::Command::new("openssl").args(words).current_dir(dir).output().unwrap();
    let text = [done.stdout, done.stderr].concat();
    let text = String::from_utf8_lossy(&text).into_owned();
    assert!(done.status.success(), "openssl {words:?}: {text}");
    text
}

fn has_openssl(test: &str) -> bool {
    let there = std::process::Command::new("openssl").arg("version").output().is_ok();
    if !there {
        eprintln!("skipped {test}: no openssl");
    }
    there
}

/// An authority of its own: a certificate for time-stamping, signed by itself.
const AUTHORITY: &str = "\
[tsa]\ndefault_tsa = own\n[own]\nserial = serial\nsigner_cert = tsa.pem\nsigner_key = tsa.key\n\
signer_digest = sha256\ndefault_policy = 1.2.3.4.1\ndigests = sha256\ntsa_name = yes\n\
ess_cert_id_alg = sha256\n";

#[test]
fn a_sealed_round_is_time_stamped_by_an_authority() {
    let campaign = Campaign::judged();
    campaign.done(&["round", "seal"]);
    let round = campaign.path("rounds/2019");
    let seal = fs::read(round.join("seal.json")).unwrap();
    campaign.done(&["round", "seal"]);
    assert!(fs::read(round.join("seal.json")).unwrap() == seal, "sealing again changes nothing");
    let seal = json(&String::from_utf8(seal).unwrap());
    assert!(
        seal["n_regions"].as_u64().unwrap() > 3 && seal["probes"]["disclosure"].is_array(),
        "{seal}"
    );
    assert_eq!(wrongs(&campaign, &[]), (Exit::Done, Vec::new()));
    if !has_openssl("a_sealed_round_is_time_stamped_by_an_authority") {
        return;
    }
    let tsa = tempfile::tempdir().unwrap();
    let tsa = tsa.path();
    fs::write(tsa.join("tsa.cnf"), AUTHORITY).unwrap();
    fs::write(tsa.join("serial"), "01\n").unwrap();
    let new = "req -x509 -newkey rsa:2048 -nodes -keyout tsa.key -out tsa.pem -days 2 \
               -subj /CN=Test-TSA -addext extendedKeyUsage=critical,timeStamping";
    openssl(tsa, &new.split_whitespace().collect::<Vec<_>>());
    fs::copy(round.join("seal.tsq"), tsa.join("seal.tsq")).unwrap();
    let query = openssl(tsa, &["ts", "-query", "-in", "seal.tsq", "-text"]);
    assert!(query.contains("Hash Algorithm: sha256"), "{query}");
    assert!(query.contains("Certificate required: yes"), "{query}");
    let reply = "ts -reply -config tsa.cnf -queryfile seal.tsq -out seal.tsr";
    openssl(tsa, &reply.split_whitespace().collect::<Vec<_>>());
    fs::copy(tsa.join("seal.tsr"), round.join("seal.tsr")).unwrap();
    let said = json(&campaign.done(&["round", "verify", "--format", "json"]));
    let stamp = &said["time_stamp"];
    assert!(stamp["authority"].as_str().unwrap().contains("Test-TSA"), "{stamp}");
    assert!(stamp["time"].as_str().unwrap().ends_with('Z'), "{stamp}");
    // The printed command is what checks the signature.
    let command = stamp["check_with"].as_str().unwrap();
    let digest = command.split(' ').nth(4).unwrap();
    let check = ["ts", "-verify", "-digest", digest, "-in", "seal.tsr", "-CAfile", "tsa.pem"];
    assert!(openssl(tsa, &check).contains("Verification: OK"));
    // The stamp of another root, and an answer that is none.
    let mut other = fs::read(round.join("seal.tsq")).unwrap();
    let n_bytes = other.len();
    other[n_bytes - 10] ^= 1;
    fs::write(tsa.join("seal.tsq"), other).unwrap();
    openssl(tsa, &reply.split_whitespace().collect::<Vec<_>>());
    fs::copy(tsa.join("seal.tsr"), round.join("seal.tsr")).unwrap();
    let differs = (Exit::Differs, vec!["time-stamp-differs".to_owned()]);
    assert_eq!(wrongs(&campaign, &[]), differs);
    fs::write(round.join("seal.tsr"), b"0").unwrap();
    let unreadable = (Exit::Differs, vec!["time-stamp-unreadable".to_owned()]);
    assert_eq!(wrongs(&campaign, &[]), unreadable);
}

#[test]
fn what_is_not_as_it_was_sealed_is_named() {
    let campaign = Campaign::judged();
    let round = campaign.path("rounds/2019");
    let evidence = round.join("pages.warc.gz");
    fs::write(&evidence, b"kept").unwrap();
    campaign.done(&["round", "seal"]);
    let check = |names: &[&str]| {
        let (exit, found) = wrongs(&campaign, &[]);
        assert_eq!((exit, found), (Exit::Differs, names.iter().map(|n| (*n).to_owned()).collect()));
        assert_eq!(campaign.say(&["round", "seal"]).exit, Exit::Differs);
    };
    fs::write(&evidence, b"Kept").unwrap();
    check(&["seal-evidence"]);
    fs::remove_file(&evidence).unwrap();
    check(&["seal-evidence"]);
    fs::write(&evidence, b"kept").unwrap();
    fs::write(round.join("pages-1.warc.gz"), b"more").unwrap();
    check(&["seal-evidence"]);
    fs::remove_file(round.join("pages-1.warc.gz")).unwrap();
    assert_eq!(wrongs(&campaign, &[]), (Exit::Done, Vec::new()));
    fs::write(round.join("seal.json"), "{}").unwrap();
    assert_eq!(wrongs(&campaign, &[]).1, ["seal-unreadable"]);
}

#[test]
fn an_unfinished_round_is_not_sealed() {
    let campaign = Campaign::judged();
    let journal = campaign.path("rounds/2019/journal.bbj");
    let bytes = fs::read(&journal).unwrap();
    fs::write(&journal, &bytes[..bytes.len() - 1]).unwrap();
    assert_eq!(wrongs(&campaign, &[]).1, ["end-unfinished"]);
    let said = campaign.say(&["round", "seal"]);
    assert!(said.exit == Exit::Store && said.err.contains("not finished"), "{}", said.err);
}

#[test]
fn regions_are_chosen_by_code_or_name_and_all_unknown_ones_are_said() {
    let campaign = Campaign::sample();
    let manifests = bluebook::manifest::load(&campaign.path("bluebook.toml")).unwrap();
    let (first, second) = (&manifests.regions[0], &manifests.regions[1]);
    let chosen = format!("{},{},{}", first.short, second.code, first.name.zh);
    campaign.done(&["run", "--regions", &chosen]);
    assert_eq!(json(&campaign.done(&["round", "list", "--format", "json"]))[0]["n_regions"], 2);

    let (name, code) = (&first.name.zh, first.code);
    let near = name.replacen('市', "洲", 1);
    let said = campaign.say(&[
        "plan",
        "--regions",
        &format!("000001,{second},{near}", second = second.code),
    ]);
    assert_eq!(said.exit, Exit::Usage, "{}", said.out);
    for words in ["the manifests have no region `000001`\n", "--manifests"] {
        assert!(said.err.contains(words), "{}", said.err);
    }
    let meant = format!("no region `{near}`（是不是 did you mean {code} {name}？）");
    assert!(said.err.contains(&meant), "{}", said.err);
}

#[test]
fn what_is_not_there_is_told_with_what_is() {
    #[track_caller]
    fn check(words: &[&str], expected: &str) {
        let campaign = Campaign::sample();
        let first = campaign.first_region();
        campaign.done(&["--round", "one", "run", "--regions", &first]);
        let said = campaign.say(words);
        assert!(said.err.contains(expected), "{}", said.err);
    }
    check(&["--round", "two", "rank"], "这里有 there are: one，用 `--round` 指出");
    check(&["--round", "one", "explain", "910500"], " --round one run --regions 910500`");
}
