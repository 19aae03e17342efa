//! Probes over a registry, as the reference implementation of the protocol runs it.

use std::fs;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use bluebook::cli::Exit;
use bluebook::run::Lock;
use serde_json::{Value, json};
use tests::registry::DockerRegistry;

use super::super::campaign::Said;
use super::holds;
use super::shared::Door;

/// `me` with the password `open`, as `htpasswd -B` writes it.
const HTPASSWD: &str = "me:$2y$04$5xA8x9.aBDJUZnvQKT3jMeL2adx11myJm3tfe9P9WYN2HcXbg/eEy\n";

fn push(door: &Door, to: &str, more: &[&str]) -> Said {
    let words = ["probe", "push", door.pack.to_str().unwrap(), to];
    door.campaign.say(&[words.as_slice(), more].concat())
}

fn add(door: &Door, source: &str) -> Said {
    door.campaign.say(&["probe", "add", source, "--yes"])
}

/// What a registry has at a path of a repository, asked as `wkg oci pull` asks it.
fn kept(registry: &DockerRegistry, path: &str) -> Vec<u8> {
    let mut stream = TcpStream::connect(registry.name()).unwrap();
    let accept = "application/vnd.oci.image.manifest.v1+json";
    write!(stream, "GET /v2/{path} HTTP/1.0\r\nAccept: {accept}\r\n\r\n").unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    let end = answer.windows(4).position(|window| window == b"\r\n\r\n").unwrap();
    assert!(answer.starts_with(b"HTTP/1.0 200"), "{}", String::from_utf8_lossy(&answer[..end]));
    answer.split_off(end + 4)
}

#[test]
fn a_probe_goes_over_a_registry() {
    let test = "a_probe_goes_over_a_registry";
    let Some(registry) = DockerRegistry::start(test, None) else { return };
    let door = Door::new();
    door.trust("");
    let name = format!("oci://{}/gov/honest", registry.name());
    let said = push(&door, &name, &[]);
    assert_eq!(said.exit, Exit::Done, "{}", said.err);
    assert_eq!(said.out, format!("{name}:0.1.0\n{name}:latest\n"));
    let said = add(&door, &name);
    assert_eq!(said.exit, Exit::Done, "{}", said.err);
    holds(&said.err, &["甲 签名 signed", &name, &format!("{name}@sha256:"), "+ A1.1-shared"]);
    let lock = Lock::read(&door.campaign.path("probes")).unwrap();
    let locked = lock.entry("honest.wasm").unwrap().clone();
    assert_eq!(locked.source.as_ref(), Some(&name));
    let resolved = locked.resolved.unwrap();
    assert!(resolved.starts_with(&format!("{name}@sha256:")), "{resolved}");
    holds(&door.campaign.done(&["probe", "list"]), &["可用 ready", &name]);
    // The same, by its digest and again by its tag.
    let said = add(&door, &resolved);
    assert_eq!(said.exit, Exit::Done, "{}", said.err);
    let said = door.campaign.say(&["probe", "update", "honest", "--yes"]);
    assert_eq!(said.exit, Exit::Done, "{}", said.err);
    holds(&said.err, &["0.1.0（不变 as before）", "= A1.1-shared"]);
}

#[test]
fn what_is_pushed_is_what_wkg_pulls() {
    let test = "what_is_pushed_is_what_wkg_pulls";
    let Some(registry) = DockerRegistry::start(test, None) else { return };
    let door = Door::new();
    let to = format!("oci://{}/honest:0.1.0", registry.name());
    assert_eq!(push(&door, &to, &[]).exit, Exit::Done);
    let manifest: Value =
        serde_json::from_slice(&kept(&registry, "honest/manifests/0.1.0")).unwrap();
    // What `oci-wasm`, of which `wkg` is made, insists on: the types, and one layer.
    assert_eq!(manifest["mediaType"], "application/vnd.oci.image.manifest.v1+json");
    assert_eq!(manifest["config"]["mediaType"], "application/vnd.wasm.config.v0+json");
    assert_eq!(manifest["layers"].as_array().unwrap().len(), 1);
    let layer = &manifest["layers"][0];
    assert_eq!(layer["mediaType"], "application/wasm");
    assert_eq!(layer["annotations"]["org.opencontainers.image.title"], "honest.wasm");
    let pack = fs::read(&door.pack).unwrap();
    let digest = bluebook::model::Digest::of(&pack).to_string();
    assert_eq!((&layer["digest"], &layer["size"]), (&json!(digest), &json!(pack.len())));
    assert_eq!(kept(&registry, &format!("honest/blobs/{digest}")), pack);
    let config = manifest["config"]["digest"].as_str().unwrap();
    let config: Value =
        serde_json::from_slice(&kept(&registry, &format!("honest/blobs/{config}"))).unwrap();
    let (told, component) = (|name: &str| &config[name], &config["component"]);
    assert_eq!((told("os"), told("architecture")), (&"wasip2".into(), &"wasm".into()));
    assert_eq!(told("layerDigests"), &json!([digest]));
    assert_eq!(told("created"), "1970-01-01T00:00:00Z");
    assert_eq!(component["exports"], json!(["describe", "evaluate"]));
    assert!(component["imports"].as_array().unwrap().iter().all(Value::is_string));
    let told = |name: &str| &manifest["annotations"][name];
    assert_eq!(told("org.opencontainers.image.title"), "honest");
    assert_eq!(told("org.opencontainers.image.version"), "0.1.0");
    // The signature's file, in a line.
    let signature: Value =
        serde_json::from_slice(&fs::read(door.pack.with_extension("wasm.sig")).unwrap()).unwrap();
    let annotation = told("bluebook.signature").as_str().unwrap();
    assert_eq!(serde_json::from_str::<Value>(annotation).unwrap(), signature);
}

#[test]
fn a_version_stays_what_it_is() {
    let test = "a_version_stays_what_it_is";
    let Some(registry) = DockerRegistry::start(test, None) else { return };
    let door = Door::new();
    let name = format!("oci://{}/honest", registry.name());
    assert_eq!(push(&door, &name, &[]).exit, Exit::Done);
    // The same once more is the same.
    assert_eq!(push(&door, &name, &[]).exit, Exit::Done);
    fs::remove_file(door.pack.with_extension("wasm.sig")).unwrap();
    let said = push(&door, &name, &[]);
    assert_eq!(said.exit, Exit::Source, "{}", said.out);
    holds(&said.err, &[&format!("`{name}:0.1.0` is there already"), "--replace"]);
    let said = push(&door, &name, &["--replace"]);
    assert_eq!(said.exit, Exit::Done, "{}", said.err);
    holds(&said.err, &["没有签名 not signed"]);
    // Nobody known signed it now.
    door.trust("");
    let said = add(&door, &name);
    assert_eq!(said.exit, Exit::Refused, "{}", said.err);
    let said = push(&door, &format!("{name}@sha256:{}", "0".repeat(64)), &[]);
    assert_eq!(said.exit, Exit::Usage, "{}", said.err);
    holds(&said.err, &["names a digest"]);
}

#[test]
fn what_cannot_be_shared_is_not_pushed() {
    let test = "what_cannot_be_shared_is_not_pushed";
    let Some(registry) = DockerRegistry::start(test, None) else { return };
    let door = Door::new();
    let name = format!("oci://{}/honest", registry.name());
    let mut bytes = fs::read(&door.pack).unwrap();
    bytes.extend([0, 5, 4, b'm', b'o', b'r', b'e']);
    fs::write(&door.pack, bytes).unwrap();
    let said = push(&door, &name, &[]);
    assert_eq!(said.exit, Exit::Refused, "{}", said.err);
    holds(&said.err, &["the signature beside", "probe pack --sign-with"]);
    let honest = std::path::Path::new(tests::GUESTS_DIR).join("honest.wasm");
    let said = door.campaign.say(&["probe", "push", honest.to_str().unwrap(), &name]);
    assert_eq!(said.exit, Exit::Probe, "{}", said.err);
    holds(&said.err, &["brings no lines for manifests", "probe pack"]);
    let said = add(&door, &name);
    assert_eq!(said.exit, Exit::Source, "{}", said.err);
    holds(&said.err, &["has no manifest `honest:latest`", "提示 hint"]);
}

#[test]
fn a_registry_lets_in_whom_docker_logged_in() {
    let test = "a_registry_lets_in_whom_docker_logged_in";
    let Some(registry) = DockerRegistry::start(test, Some(HTPASSWD)) else { return };
    let door = Door::new();
    door.trust("");
    let name = format!("oci://{}/honest", registry.name());
    let said = push(&door, &name, &[]);
    assert_eq!(said.exit, Exit::Source, "{}", said.err);
    holds(&said.err, &["does not let us in", "config.json"]);
    let Door { campaign, pack, key } = door;
    let config = campaign.path("config.json");
    let logged_in = |word: &str| {
        let auth = data_encoding::BASE64.encode(word.as_bytes());
        let text = json!({"auths": {registry.name(): {"auth": auth}}}).to_string();
        fs::write(&config, text).unwrap();
    };
    let door = Door { campaign: campaign.logged_in(&config), pack, key };
    logged_in("me:shut");
    let said = push(&door, &name, &[]);
    assert_eq!(said.exit, Exit::Source, "{}", said.err);
    holds(&said.err, &["does not let us in"]);
    assert!(!said.err.contains("shut"), "{}", said.err);
    logged_in("me:open");
    let said = push(&door, &name, &[]);
    assert_eq!(said.exit, Exit::Done, "{}", said.err);
    let said = add(&door, &name);
    assert_eq!(said.exit, Exit::Done, "{}", said.err);
    fs::write(&config, "{").unwrap();
    let said = add(&door, &name);
    assert_eq!(said.exit, Exit::Usage, "{}", said.err);
    holds(&said.err, &["is no config of Docker"]);
}
