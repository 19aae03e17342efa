//! A probe goes from one who wrote it to one who runs it: packed, signed, added, taken out.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use bluebook::cli::Exit;
use bluebook::run::Lock;
use tests::loopback::{Loopback, bare, page};

use super::super::campaign::{Campaign, Said};
use super::super::extend::probed;
use super::super::live::FETCH;
use super::{holds, read};

const LINES: &str = "[[probe]]\nfamily = \"honest\"\nfile = \"honest.wasm\"\nenabled = true\n";

/// A campaign whose points may be added to, a key, and what the key signed.
pub(super) struct Door {
    pub(super) campaign: Campaign,
    pub(super) pack: PathBuf,
    pub(super) key: String,
}

impl Door {
    pub(super) fn new() -> Self {
        let mut campaign = Campaign::sample();
        let folder = campaign.path("points");
        fs::create_dir(&folder).unwrap();
        let all = tests::root().join("manifests/blue-book-2019/points");
        for file in fs::read_dir(all).unwrap() {
            let file = file.unwrap();
            fs::copy(file.path(), folder.join(file.file_name())).unwrap();
        }
        campaign.points_in(&folder);
        let key = campaign.path("author.key");
        let made = ["genpkey", "-algorithm", "ed25519", "-out"];
        assert!(Command::new("openssl").args(made).arg(&key).status().unwrap().success());
        let mut door =
            Self { pack: campaign.path("honest-pack.wasm"), campaign, key: String::new() };
        let said = door.packed(&["--sign-with", key.to_str().unwrap()]);
        assert_eq!(said.exit, Exit::Done, "{}", said.err);
        let line = said.err.lines().find(|line| line.contains("public key")).unwrap();
        door.key = line.split_whitespace().last().unwrap().to_owned();
        door
    }

    pub(super) fn packed(&self, more: &[&str]) -> Said {
        self.packed_with(&probed("A1.1-shared"), more)
    }

    fn packed_with(&self, own: &str, more: &[&str]) -> Said {
        let honest = Path::new(tests::GUESTS_DIR).join("honest.wasm");
        let (lines, points) = (self.campaign.path("lines.toml"), self.campaign.path("own.toml"));
        fs::write(&lines, LINES).unwrap();
        fs::write(&points, own).unwrap();
        let text = |path: &Path| path.to_str().unwrap().to_owned();
        let (honest, lines, points, out) =
            (text(&honest), text(&lines), text(&points), text(&self.pack));
        let words =
            ["probe", "pack", &honest, "--lines", &lines, "--points", &points, "--out", &out];
        self.campaign.say(&[words.as_slice(), more].concat())
    }

    pub(super) fn trust(&self, more: &str) {
        let text = format!(
            "schema = 1\n[[publisher]]\nname = \"甲\"\npublic_key = \"{}\"\n{more}",
            self.key
        );
        fs::write(self.campaign.path("trust.toml"), text).unwrap();
    }

    pub(super) fn add(&self, more: &[&str]) -> Said {
        let pack = self.pack.to_str().unwrap();
        self.campaign.say(&[["probe", "add", pack].as_slice(), more].concat())
    }
}

#[test]
fn a_point_of_no_criterion_is_not_taken() {
    let door = Door::new();
    let own = probed("A1.1-shared");
    let other = own.replace("criterion = \"", "criterion = \"no-");
    assert_ne!(own, other);
    assert_eq!(door.packed_with(&other, &[]).exit, Exit::Done);
    // What lies beside it was made of another.
    fs::remove_file(door.campaign.path("honest-pack.wasm.sig")).unwrap();
    let said = door.add(&["--yes", "--unsigned"]);
    assert_eq!(said.exit, Exit::Usage, "{}", said.err);
    holds(&said.err, &["error[no-such-criterion]", "A1.1-shared", "no-"]);
}

#[test]
fn a_signed_probe_is_added_judges_and_is_taken_out() {
    let door = Door::new();
    door.trust("families = [\"honest\"]\npoints = [\"A1.1-*\"]\n");
    let before = read(&door.campaign.path("probes.toml"));
    // Nobody types yes.
    let said = door.add(&[]);
    assert_eq!(said.exit, Exit::Declined, "{}", said.err);
    holds(
        &said.err,
        &["甲 签名 signed", "+ A1.1-shared", "燃料 fuel 50000000", "make room", "[y/N]"],
    );
    // Who said no made no mistake.
    assert!(said.err.ends_with("[y/N] 没有加入 nothing taken\n"), "{}", said.err);
    assert_eq!(read(&door.campaign.path("probes.toml")), before);
    let said = door.add(&["--yes"]);
    assert_eq!(said.exit, Exit::Done, "{}", said.err);
    let root = door.campaign.path("bluebook.toml");
    holds(&said.err, &[&format!("接着 next: bluebook --manifests {} --rounds ", root.display())]);
    let lock = Lock::read(&door.campaign.path("probes")).unwrap();
    let locked = lock.entry("honest.wasm").unwrap();
    assert_eq!(locked.contract.as_deref(), Some("0.2.0"));
    assert!(locked.source.as_ref().unwrap().ends_with("honest-pack.wasm"));
    door.campaign.done(&["run"]);
    let verdicts = door.campaign.verdicts("2019");
    let own = |verdict: &&serde_json::Value| verdict["point"] == "A1.1-shared";
    assert!(verdicts.iter().filter(own).any(|verdict| verdict["finding"]["truth"] == true));
    holds(
        &door.campaign.done(&["probe", "list"]),
        &["honest", "可用 ready  甲  /", "honest-pack.wasm"],
    );
    // The same once more changes nothing.
    let said = door.campaign.say(&["probe", "update", "honest", "--yes"]);
    assert_eq!(said.exit, Exit::Done, "{}", said.err);
    holds(&said.err, &["更新 update     honest ← /", "= A1.1-shared", "不变 as before"]);
    let said = door.campaign.say(&["probe", "remove", "honest"]);
    assert_eq!(said.exit, Exit::Declined, "{}", said.err);
    assert!(said.err.ends_with("[y/N] 没有去掉 nothing taken out\n"), "{}", said.err);
    door.campaign.done(&["probe", "remove", "honest", "--yes"]);
    assert_eq!(read(&door.campaign.path("probes.toml")).trim(), before.trim());
    assert!(!door.campaign.path("points/honest.toml").exists());
    door.campaign.done(&["check"]);
}

#[test]
fn an_unsigned_probe_is_taken_when_it_is_said() {
    let door = Door::new();
    let said = door.add(&["--yes", "--unsigned"]);
    assert_eq!(said.exit, Exit::Done, "{}", said.err);
    holds(&said.err, &["not signed by anybody the policy names"]);
    holds(&door.campaign.done(&["probe", "list"]), &["可用 ready  公钥 key "]);
    let said = door.packed(&[]);
    assert_eq!(said.exit, Exit::Done, "{}", said.err);
    holds(&said.err, &["没有签名 not signed（`--sign-with KEY`）", "is of another pack"]);
    fs::remove_file(door.campaign.path("honest-pack.wasm.sig")).unwrap();
    assert_eq!(door.add(&["--yes", "--unsigned"]).exit, Exit::Done);
    holds(&door.campaign.done(&["probe", "list"]), &["可用 ready  没有签名 not signed  /"]);
}

#[test]
fn a_probe_is_had_from_a_server() {
    let door = Door::new();
    door.trust("");
    let read = |name: &str| fs::read(door.campaign.path(name)).unwrap();
    let (pack, signature) = (read("honest-pack.wasm"), read("honest-pack.wasm.sig"));
    let site = Loopback::start(move |path| match path {
        "/honest.wasm" => page("Content-Type: application/wasm\r\n", &pack),
        "/honest.wasm.sig" => page("Content-Type: application/json\r\n", &signature),
        _ => bare("404 Not Found", ""),
    });
    let site = site.unwrap();
    let url = site.url("/honest.wasm");
    let refused = door.campaign.say(&["probe", "add", &url, "--yes"]);
    assert_eq!(refused.exit, Exit::Usage, "{}", refused.err);
    holds(&refused.err, &["is not https"]);
    let Door { campaign, .. } = door;
    let campaign = campaign.fetching(FETCH);
    let said = campaign.say(&["probe", "add", &url, "--yes"]);
    assert_eq!(said.exit, Exit::Done, "{}", said.err);
    holds(&said.err, &["甲 签名 signed", &url]);
}
