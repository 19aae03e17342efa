//! Who vouches for a probe is asked before anything of it is read or compiled.

use std::fs;
use std::path::Path;

use bluebook::cli::Exit;
use bluebook::model::Digest;
use bluebook::run::Brought;
use bluebook::store::SigningKey;

use super::super::campaign::Said;
use super::super::extend::probed;
use super::shared::Door;
use super::{holds, read};

/// The first bytes of a component, and no more: it says nothing of itself.
const EMPTY: [u8; 8] = *b"\0asm\x0d\0\x01\0";

const LINES: &str = "[[probe]]\nfamily = \"honest\"\nfile = \"honest.wasm\"\nenabled = true\n";

/// Puts other bytes in the pack's place; the signature stays that of what was there.
fn put(door: &Door, bytes: &[u8]) {
    fs::write(&door.pack, bytes).unwrap();
}

/// The same, signed by the door's key.
fn put_signed(door: &Door, bytes: &[u8]) {
    put(door, bytes);
    let key = SigningKey::read(&door.campaign.path("author.key")).unwrap();
    let signature = serde_json::to_vec(&key.sign(bytes)).unwrap();
    fs::write(door.campaign.path("honest-pack.wasm.sig"), signature).unwrap();
}

fn remove(door: &Door, name: &str) {
    fs::remove_file(door.campaign.path(name)).unwrap();
}

/// The refusal of a pack, which is named, after something was changed.
#[track_caller]
fn check(change: impl Fn(&Door), expected: &str) {
    let door = Door::new();
    door.trust("");
    change(&door);
    let said = door.add(&["--yes"]);
    assert_eq!(said.exit, Exit::Refused, "{}{}", said.out, said.err);
    holds(&said.err, &[expected, "honest-pack.wasm`: "]);
    assert!(!door.campaign.path("points/honest.toml").exists());
}

#[test]
fn what_is_not_trusted_is_not_taken() {
    let digest = |door: &Door| Digest::of(&fs::read(&door.pack).unwrap()).to_string();
    let more = |door: &Door, bytes: &[u8]| {
        put(door, &[fs::read(&door.pack).unwrap().as_slice(), bytes].concat());
    };
    check(|door| remove(door, "trust.toml"), "还没有这个文件 which is not there yet");
    check(|door| remove(door, "honest-pack.wasm.sig"), "没有签名 · it is not signed");
    check(|door| door.trust("families = [\"other\"]\n"), "may not publish the family `honest`");
    // Its lines and its criteria both name the point.
    check(|door| door.trust("points = [\"B*\"]\n"), "may not publish the points A1.1-shared\n");
    check(
        |door| {
            door.trust(&format!("[[revoked]]\ndigest = \"{}\"\nreason = \"坏了\"\n", digest(door)));
        },
        "this probe was revoked: 坏了",
    );
    check(
        |door| {
            door.trust(&format!("[[revoked]]\npublic_key = \"{}\"\nreason = \"丢了\"\n", door.key));
        },
        "the key that signed it was revoked: 丢了",
    );
    // A section nobody reads, behind what was signed; and a byte that makes it no component.
    check(
        |door| more(door, &[0, 5, 4, b'm', b'o', b'r', b'e']),
        "the signature is not of this file",
    );
    check(|door| more(door, &[0]), "the signature is not of this file");
}

#[test]
fn what_is_not_trusted_is_not_looked_into() {
    check(|door| put(door, b"no component"), "the signature is not of this file");
    let unknown = "the policy names nobody with the key that signed it";
    check(
        |door| {
            put_signed(door, b"no component");
            remove(door, "trust.toml");
        },
        unknown,
    );
    let hollow = |door: &Door, points: &str| {
        put_signed(door, &Brought::new(LINES.to_owned(), points.to_owned()).pack(&EMPTY).unwrap());
    };
    check(
        |door| {
            hollow(door, &probed("A1.1-shared"));
            door.trust("points = [\"B*\"]\n");
        },
        "may not publish the points A1.1-shared\n",
    );
    // Points that another judge would have are brought no less.
    check(
        |door| {
            let other = probed("A1.1-shared").replace("probe = \"honest\"", "probe = \"sensing\"");
            hollow(door, &other);
            door.trust("points = [\"B*\"]\n");
        },
        "may not publish the points A1.1-shared\n",
    );
    // Only what is trusted is compiled, and then what is wrong with it is told.
    let door = Door::new();
    door.trust("");
    hollow(&door, &probed("A1.1-shared"));
    let said = door.add(&["--yes"]);
    assert_eq!(said.exit, Exit::Probe, "{}", said.err);
}

#[test]
fn an_unknown_key_is_told_with_what_to_write_and_where() {
    let door = Door::new();
    let beside_root = door.campaign.path("trust.toml");
    let refused = |door: &Door| {
        let said = door.add(&["--yes"]);
        assert_eq!(said.exit, Exit::Refused, "{}", said.err);
        said.err
    };
    let err = refused(&door);
    let path = format!("信任文件是 the policy is `{}`", beside_root.display());
    holds(&err, &["error[trust-unsigned]", "honest-pack.wasm`", &door.key, &path, "--unsigned"]);
    // What is told can be pasted, and will do.
    let start = err.find("schema = 1").unwrap();
    let lines = &err[start..];
    let lines = &lines[..lines
        .find(
            "

看过",
        )
        .unwrap()];
    holds(lines, &["families = [\"honest\"]", "points = [\"A1.1-shared\"]"]);
    fs::write(&beside_root, lines).unwrap();
    assert_eq!(door.add(&["--yes"]).exit, Exit::Done);
}

#[test]
fn a_policy_that_lies_elsewhere_is_named() {
    let door = Door::new();
    let own = door.campaign.path("set");
    fs::create_dir(&own).unwrap();
    let list = read(&door.campaign.path("probes.toml"));
    fs::write(own.join("probes.toml"), list.replace("\"probes\"", "\"../probes\"")).unwrap();
    let root = read(&door.campaign.path("bluebook.toml"));
    let root = root.replace("\"probes.toml\"", "\"set/probes.toml\"");
    fs::write(door.campaign.path("bluebook.toml"), root).unwrap();
    door.trust("");
    let said = door.add(&["--yes"]);
    assert_eq!(said.exit, Exit::Refused, "{}", said.err);
    let (policy, stray) = (own.join("trust.toml"), door.campaign.path("trust.toml"));
    holds(
        &said.err,
        &[
            &format!("`{}`", policy.display()),
            &format!("`{}` 没有读", stray.display()),
            "beside probes.toml",
        ],
    );
}

/// Compiled components in a folder, by digest.
fn compiled(cache: &Path) -> Vec<String> {
    let Ok(files) = fs::read_dir(cache.join("probes")) else { return Vec::new() };
    let names = files.map(|file| file.unwrap().file_name().into_string().unwrap());
    names.map(|name| name.split('-').next().unwrap().to_owned()).collect()
}

#[test]
fn what_add_compiles_is_kept_and_what_it_refuses_is_not_compiled() {
    let door = Door::new();
    let cache = door.campaign.path("cache");
    let add = || {
        let mut command = door.campaign.command(&["probe", "add", door.pack.to_str().unwrap()]);
        command.env("BLUEBOOK_CACHE", &cache).status().unwrap().code().unwrap()
    };
    assert_eq!(add(), i32::from(Exit::Refused.code()));
    assert_eq!(compiled(&cache), Vec::<String>::new());
    door.trust("");
    // Nobody answers: it is still this host's own code, and nothing runs it that was not agreed to.
    assert_eq!(add(), i32::from(Exit::Declined.code()));
    let digest = Digest::of(&fs::read(&door.pack).unwrap());
    assert_eq!(compiled(&cache), vec![digest.hex()]);
}

#[test]
fn a_bundle_is_for_load_and_a_pack_for_add() {
    #[track_caller]
    fn check(said: &Said, expected: &[&str]) {
        assert_eq!(said.exit, Exit::Probe, "{}", said.err);
        holds(&said.err, expected);
    }
    let door = Door::new();
    assert_eq!(door.add(&["--yes", "--unsigned"]).exit, Exit::Done);
    let bundle = door.campaign.path("probes.tar.gz");
    let bundle = bundle.to_str().unwrap();
    door.campaign.done(&["probe", "save", "-o", bundle]);
    check(&door.campaign.say(&["probe", "add", bundle]), &["`probe save`", "probe load"]);
    let pack = door.pack.to_str().unwrap();
    check(&door.campaign.say(&["probe", "load", pack]), &["no whole bundle", "probe add"]);
}
