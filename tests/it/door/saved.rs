//! Probes in one file, from a machine with network to one without.

use std::fs;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::Stdio;

use bluebook::cli::Exit;
use bluebook::run::{Brought, Bundle, Bundled, Lock};
use bluebook::store::SigningKey;

use super::super::campaign::Said;
use super::shared::Door;
use super::{holds, read};

/// A machine that took a signed probe and saved it.
fn saved() -> (Door, PathBuf) {
    let door = Door::new();
    door.trust("families = [\"honest\"]\n");
    let said = door.add(&["--yes"]);
    assert_eq!(said.exit, Exit::Done, "{}", said.err);
    let file = door.campaign.path("probes.tar.gz");
    let said = save(&door, &["honest"]);
    assert_eq!(said.exit, Exit::Done, "{}", said.err);
    holds(&said.err, &["honest  已签名 signed  honest-pack.wasm"]);
    (door, file)
}

fn save(door: &Door, families: &[&str]) -> Said {
    let file = door.campaign.path("probes.tar.gz");
    let words = ["probe", "save", "-o", file.to_str().unwrap()];
    door.campaign.say(&[words.as_slice(), families].concat())
}

fn load(door: &Door, file: &std::path::Path, more: &[&str]) -> Said {
    let words = ["probe", "load", file.to_str().unwrap()];
    door.campaign.say(&[words.as_slice(), more].concat())
}

/// Loads with somebody typing; how it ended and what it said.
fn typed(door: &Door, file: &std::path::Path, keys: &str) -> (Option<i32>, String) {
    let mut command = door.campaign.command(&["probe", "load", file.to_str().unwrap()]);
    let mut child = command.stdin(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(keys.as_bytes()).unwrap();
    let done = child.wait_with_output().unwrap();
    (done.status.code(), String::from_utf8(done.stderr).unwrap())
}

#[track_caller]
fn nothing_is_written(door: &Door, before: &str) {
    assert_eq!(read(&door.campaign.path("probes.toml")), before);
    for name in ["points/honest.toml", "probes/honest.wasm", "probes/honest.wasm.sig", "trust.toml"]
    {
        assert!(!door.campaign.path(name).exists(), "{name}");
    }
}

#[test]
fn a_saved_probe_is_loaded_on_another_machine() {
    let (from, file) = saved();
    let bytes = fs::read(&file).unwrap();
    // All of them, again: the same bytes.
    assert_eq!(save(&from, &[]).exit, Exit::Done);
    assert_eq!(fs::read(&file).unwrap(), bytes);
    let to = Door::new();
    let before = read(&to.campaign.path("probes.toml"));
    // Policy and changes are shown, and nobody types yes.
    let said = load(&to, &file, &[]);
    assert_eq!(said.exit, Exit::Declined, "{}", said.err);
    let publisher =
        format!("发布者 publisher 甲：{}；族 families honest；点位 points 不限 any", from.key);
    holds(&said.err, &[&publisher, "甲 签名 signed", "+ A1.1-shared", "do it? [y/N]"]);
    assert!(!said.err.contains("trust them from now on?"), "{}", said.err);
    nothing_is_written(&to, &before);
    // Yes to the probes and no to those who vouch for them takes neither.
    let (exit, err) = typed(&to, &file, "y\nn\n");
    assert_eq!(exit, Some(i32::from(Exit::Declined.code())), "{err}");
    holds(&err, &["trust them from now on? [y/N] 没有加入 nothing taken"]);
    nothing_is_written(&to, &before);
    // Yes to probes is no yes to whom to believe.
    let said = load(&to, &file, &["--yes"]);
    assert_eq!(said.exit, Exit::Refused, "{}", said.err);
    holds(&said.err, &["`honest-pack.wasm`: ", "the policy names nobody"]);
    assert!(!said.err.contains("[y/N]"), "{}", said.err);
    nothing_is_written(&to, &before);
    // Whoever is asked about the probe and says nothing takes none.
    let said = load(&to, &file, &["--unsigned"]);
    assert_eq!(said.exit, Exit::Declined, "{}", said.err);
    holds(&said.err, &["+ A1.1-shared", "do it? [y/N]"]);
    nothing_is_written(&to, &before);
    let said = load(&to, &file, &["--yes", "--trust"]);
    assert_eq!(said.exit, Exit::Done, "{}", said.err);
    holds(&said.err, &["甲 签名 signed", "+ A1.1-shared", "trust.toml"]);
    let lock = Lock::read(&to.campaign.path("probes")).unwrap();
    assert_eq!(lock.entry("honest.wasm").unwrap().source.as_deref(), Some("honest-pack.wasm"));
    holds(&to.campaign.done(&["probe", "list"]), &["可用 ready  甲  honest-pack.wasm"]);
    // Again there is nothing to do, nor to update from.
    let said = load(&to, &file, &[]);
    assert_eq!(said.exit, Exit::Done, "{}", said.err);
    holds(&said.err, &["没有变化 nothing changes"]);
    let said = to.campaign.say(&["probe", "update", "--yes"]);
    assert_eq!(said.exit, Exit::Done, "{}", said.err);
    holds(&said.err, &["`honest`", "on another machine: `honest-pack.wasm`", "probe load FILE"]);
    let said = to.campaign.say(&["probe", "update", "honest", "--yes"]);
    assert_eq!(said.exit, Exit::Usage, "{}", said.err);
    holds(&said.err, &["`honest`", "on another machine: `honest-pack.wasm`"]);
    // From here it goes on as it came.
    assert_eq!(save(&to, &[]).exit, Exit::Done);
    assert_eq!(fs::read(to.campaign.path("probes.tar.gz")).unwrap(), bytes);
    to.campaign.done(&["probe", "remove", "honest", "--yes"]);
    assert!(!to.campaign.path("probes/honest.wasm.sig").exists());
}

#[test]
fn several_are_taken_with_one_answer() {
    let (from, file) = saved();
    let mut bundle = Bundle::read(&fs::read(&file).unwrap()).unwrap();
    // By the same key, of a family of its own and without points.
    let name = "bad_answer";
    let lines = format!("[[probe]]\nfamily = \"{name}\"\nfile = \"{name}.wasm\"\nenabled = true\n");
    let guest = fs::read(format!("{}/{name}.wasm", tests::GUESTS_DIR)).unwrap();
    let component = Brought::new(lines, String::new()).pack(&guest).unwrap();
    let key = SigningKey::read(&from.campaign.path("author.key")).unwrap();
    let first = bundle.probes[0].clone();
    bundle.probes.push(Bundled {
        family: name.to_owned(),
        file: format!("{name}.wasm"),
        source: "https://a.test/b.wasm".to_owned(),
        signature: Some(key.sign(&component)),
        component,
        ..first
    });
    bundle.trust = Some(
        read(&from.campaign.path("trust.toml"))
            .replace("\"honest\"", "\"honest\", \"bad_answer\"")
            .into(),
    );
    let mut bytes = Vec::new();
    bundle.write(&mut bytes).unwrap();
    fs::write(&file, bytes).unwrap();
    let to = Door::new();
    let (exit, err) = typed(&to, &file, "y\ny\n");
    assert_eq!(exit, Some(0), "{err}");
    assert_eq!(err.matches("do it? [y/N]").count(), 1, "{err}");
    holds(&err, &["trust them from now on? [y/N]", "trust.toml", "接着 next: "]);
    assert!(to.campaign.path("trust.toml").exists());
    let listed = to.campaign.done(&["probe", "list"]);
    holds(&listed, &["可用 ready  甲  honest-pack.wasm", "可用 ready  甲  https://a.test/b.wasm"]);
}

#[test]
fn a_policy_that_is_there_stays() {
    let (from, file) = saved();
    let to = Door::new();
    let own = "schema = 1\n";
    fs::write(to.campaign.path("trust.toml"), own).unwrap();
    let said = load(&to, &file, &["--yes", "--trust"]);
    assert_eq!(said.exit, Exit::Refused, "{}", said.err);
    holds(&said.err, &["发布者 publisher 甲", "not that of here, and not taken"]);
    assert_eq!(read(&to.campaign.path("trust.toml")), own);
    // What the own policy revokes stays revoked.
    let revoked = format!(
        "{}[[revoked]]\npublic_key = \"{}\"\nreason = \"丢了\"\n",
        read(&from.campaign.path("trust.toml")),
        from.key
    );
    fs::write(to.campaign.path("trust.toml"), revoked).unwrap();
    let said = load(&to, &file, &["--yes", "--unsigned"]);
    assert_eq!(said.exit, Exit::Refused, "{}", said.err);
    holds(&said.err, &["was revoked: 丢了"]);
}

#[test]
fn a_changed_bundle_is_refused_and_nothing_is_written() {
    let (_from, file) = saved();
    let whole = Bundle::read(&fs::read(&file).unwrap()).unwrap();
    let to = Door::new();
    let before = read(&to.campaign.path("probes.toml"));
    let check = |change: &dyn Fn(&mut Bundle), exit: Exit, expected: &str| {
        let mut bundle = whole.clone();
        change(&mut bundle);
        let mut bytes = Vec::new();
        bundle.write(&mut bytes).unwrap();
        let changed = to.campaign.path("changed.tar.gz");
        fs::write(&changed, bytes).unwrap();
        let said = load(&to, &changed, &["--yes", "--trust"]);
        assert_eq!(said.exit, exit, "{expected}: {}", said.err);
        holds(&said.err, &[expected]);
        nothing_is_written(&to, &before);
    };
    let more = [0, 5, 4, b'm', b'o', b'r', b'e'];
    check(
        &|bundle| bundle.probes[0].component.extend(more),
        Exit::Refused,
        "the signature is not of this file",
    );
    check(
        &|bundle| bundle.probes[0].signature = None,
        Exit::Refused,
        "没有签名 · it is not signed",
    );
    check(
        &|bundle| bundle.probes[0].component.truncate(100),
        Exit::Refused,
        "the signature is not of this file",
    );
    check(
        &|bundle| bundle.probes[0].family = "other".to_owned(),
        Exit::Probe,
        "is listed as `other`",
    );
    check(
        &|bundle| bundle.trust = Some(b"schema = 9\n".to_vec()),
        Exit::Probe,
        "has schema 9; this program reads 1",
    );
    // A good one before a bad one is not written either.
    check(
        &|bundle| {
            let mut bad = bundle.probes[0].clone();
            bad.family = "zz".to_owned();
            bad.file = "zz.wasm".to_owned();
            bundle.probes.push(bad);
        },
        Exit::Probe,
        "is listed as `zz`",
    );
    let cut = fs::read(&file).unwrap();
    fs::write(to.campaign.path("cut.tar.gz"), &cut[..cut.len() / 2]).unwrap();
    let said = load(&to, &to.campaign.path("cut.tar.gz"), &["--yes"]);
    assert_eq!(said.exit, Exit::Probe, "{}", said.err);
    holds(&said.err, &["cut.tar.gz", "nothing was written"]);
}

#[test]
fn only_what_was_added_is_saved() {
    let door = Door::new();
    let check = |families: &[&str], expected: &str| {
        let said = save(&door, families);
        assert_eq!(said.exit, Exit::Usage, "{}", said.err);
        holds(&said.err, &[expected, "提示 hint"]);
        assert!(!door.campaign.path("probes.tar.gz").exists());
    };
    check(&[], "no probe here was taken by `probe add`");
    check(&["disclosure"], "`disclosure` was not taken by `probe add`");
    check(&["nothing"], "the manifests list no probe `nothing`");
    let said = door.add(&["--yes", "--unsigned"]);
    assert_eq!(said.exit, Exit::Done, "{}", said.err);
    fs::write(door.campaign.path("probes/honest.wasm"), "other").unwrap();
    let said = save(&door, &["honest"]);
    assert_eq!(said.exit, Exit::Probe, "{}", said.err);
    holds(&said.err, &["is not the probe that was agreed to"]);
}
