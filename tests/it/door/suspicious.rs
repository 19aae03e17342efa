//! Registries that lie, lead elsewhere or do not stop.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use bluebook::cli::Exit;
use bluebook::model::Digest;
use serde_json::{Value, json};
use tests::loopback::{Answer, Loopback, Request, bare, head, page};

use super::super::live::FETCH;
use super::shared::Door;
use super::{holds, read};

const MANIFEST: &str = "application/vnd.oci.image.manifest.v1+json";

/// What an honest registry would have.
#[derive(Clone)]
struct Honest {
    pack: Vec<u8>,
    signature: String,
}

impl Honest {
    fn of(door: &Door) -> Self {
        let pack = fs::read(&door.pack).unwrap();
        Self { pack, signature: read(&door.pack.with_extension("wasm.sig")) }
    }

    fn manifest(&self) -> Value {
        let (digest, size) = (Digest::of(&self.pack).to_string(), self.pack.len());
        json!({
            "schemaVersion": 2,
            "config": {"mediaType": "application/vnd.wasm.config.v0+json", "digest": digest, "size": 2},
            "layers": [{"mediaType": "application/wasm", "digest": digest, "size": size}],
            "annotations": {"bluebook.signature": self.signature},
        })
    }

    fn answer(&self, path: &str) -> Answer {
        if path.contains("/blobs/") {
            return page("", &self.pack);
        }
        sent(&self.manifest())
    }
}

fn sent(manifest: &Value) -> Answer {
    page(&format!("Content-Type: {MANIFEST}\r\n"), manifest.to_string().as_bytes())
}

fn with(manifest: &Value, at: &str, value: Value) -> Answer {
    let mut manifest = manifest.clone();
    *manifest.pointer_mut(at).unwrap() = value;
    sent(&manifest)
}

/// What is written for a probe that is taken.
fn taken(door: &Door) -> PathBuf {
    door.campaign.path("points/honest.toml")
}

struct Registries {
    door: Door,
    honest: Honest,
}

impl Registries {
    fn new() -> Self {
        let door = Door::new();
        door.trust("");
        let honest = Honest::of(&door);
        Self { door, honest }
    }

    /// What `add` says of a registry that answers so, and what it asked.
    #[track_caller]
    fn check(
        &self,
        expected: &str,
        script: impl Fn(&Honest, &str) -> Answer + Send + Sync + 'static,
    ) -> Vec<String> {
        let honest = self.honest.clone();
        let site = Loopback::start(move |path| script(&honest, path)).unwrap();
        self.check_at(&site, "", expected);
        site.requests()
    }

    #[track_caller]
    fn check_at(&self, site: &Loopback, version: &str, expected: &str) {
        let source = format!("oci://127.0.0.1:{}/a/b{version}", site.port());
        let said = self.door.campaign.say(&["probe", "add", &source, "--yes"]);
        assert_eq!(said.exit, Exit::Source, "{expected}: {}{}", said.out, said.err);
        holds(&said.err, &[expected]);
        assert!(!taken(&self.door).exists());
    }
}

#[test]
fn an_honest_registry_is_believed() {
    let all = Registries::new();
    let honest = all.honest.clone();
    let site = Loopback::start(move |path| honest.answer(path)).unwrap();
    let source = format!("oci://localhost:{}/a/b", site.port());
    let said = all.door.campaign.say(&["probe", "add", &source, "--yes"]);
    assert_eq!(said.exit, Exit::Done, "{}", said.err);
    assert!(taken(&all.door).exists());
}

#[test]
fn a_registry_that_says_no_is_understood() {
    let all = Registries::new();
    all.check("has no manifest `a/b:latest`", |_, _| bare("404 Not Found", ""));
    all.check("does not let us in", |_, _| {
        bare("401 Unauthorized", "WWW-Authenticate: Basic realm=\"r\"\r\n")
    });
    all.check("a sort of login that is not known here", |_, _| bare("401 Unauthorized", ""));
    // What could steer a terminal is left out.
    all.check("does not allow this: DENIED not [1mfor you", |_, _| {
        let said = r#"{"errors":[{"code":"DENIED","message":"not \u001b[1mfor you"}]}"#;
        Answer::Bytes([head("403 Forbidden", "", said.len()), said.into()].concat())
    });
    all.check("answered 500", |_, _| bare("500 Internal Server Error", ""));
    all.check("cannot reach `127.0.0.1:", |_, _| Answer::Reset(Vec::new()));
    let said = all.door.campaign.say(&["probe", "add", "oci://127.0.0.1:1/a", "--yes"]);
    assert_eq!(said.exit, Exit::Source, "{}", said.err);
    holds(&said.err, &["cannot reach `127.0.0.1:1`", "probe save"]);
    let said = all.door.campaign.say(&["probe", "add", "oci://10.0.0.1/a", "--yes"]);
    holds(&said.err, &["`oci://10.0.0.1/a` may not be asked", "which is private"]);
    let said = all.door.campaign.say(&["probe", "add", "oci://10.0.0.1", "--yes"]);
    assert_eq!(said.exit, Exit::Usage, "{}", said.err);
    holds(&said.err, &["it has no repository", "oci://REGISTRY/REPOSITORY"]);
}

#[test]
fn what_is_no_probe_is_not_taken_for_one() {
    let all = Registries::new();
    let of = |honest: &Honest, at: &str, value: Value| with(&honest.manifest(), at, value);
    all.check("its manifest cannot be read", |_, _| page("", b"{"));
    all.check("an index of several artifacts", |_, _| {
        page("Content-Type: application/vnd.oci.image.index.v1+json\r\n", b"{}")
    });
    all.check("has schema 1, not 2", move |h, _| of(h, "/schemaVersion", json!(1)));
    all.check("its config is of the type \"text/plain\"", move |h, _| {
        of(h, "/config/mediaType", json!("text/plain"))
    });
    all.check("not application/wasm", move |h, _| {
        of(h, "/layers/0/mediaType", json!("application/vnd.oci.image.layer.v1.tar+gzip"))
    });
    all.check("it has 0 layers", move |h, _| of(h, "/layers", json!([])));
    all.check("it has 2 layers", move |h, _| {
        let layers = h.manifest()["layers"][0].clone();
        of(h, "/layers", json!([layers.clone(), layers]))
    });
    all.check("no digest that can be checked", move |h, _| {
        of(h, "/layers/0/digest", json!("md5:00"))
    });
    all.check("the signature in its manifest cannot be read", move |h, _| {
        of(h, "/annotations/bluebook.signature", json!("yes"))
    });
}

#[test]
fn what_is_not_what_it_is_said_to_be_is_not_taken() {
    let all = Registries::new();
    all.check("has the digest", |h, path| {
        let other = vec![0; h.pack.len()];
        if path.contains("/blobs/") { page("", &other) } else { h.answer(path) }
    });
    all.check("bytes, not", |h, path| {
        if path.contains("/blobs/") { page("", b"short") } else { h.answer(path) }
    });
    let wrong = format!("Docker-Content-Digest: sha256:{}\r\n", "0".repeat(64));
    all.check(&format!("not sha256:{}", "0".repeat(64)), move |h, _| {
        page(&wrong, h.manifest().to_string().as_bytes())
    });
    all.check("not md5:00", |h, _| {
        page("Docker-Content-Digest: md5:00\r\n", h.manifest().to_string().as_bytes())
    });
    let honest = all.honest.clone();
    let site = Loopback::start(move |path| honest.answer(path)).unwrap();
    all.check_at(&site, &format!("@sha256:{}", "0".repeat(64)), "has the digest");
}

#[test]
fn what_does_not_end_is_not_read() {
    let all = Registries::new();
    let endless = || {
        let head = b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n".to_vec();
        Answer::Endless(head, vec![b' '; 64 << 10])
    };
    all.check("manifest `a/b:latest` has more than 262144 bytes", move |_, _| endless());
    let requests = all.check("33554432 are taken", |h, path| {
        assert_eq!(path, "/v2/a/b/manifests/latest");
        with(&h.manifest(), "/layers/0/size", json!(1_u64 << 40))
    });
    assert_eq!(requests.len(), 1);
    all.check(
        "has more than",
        move |h, path| {
            if path.contains("/blobs/") { endless() } else { h.answer(path) }
        },
    );
}

#[test]
fn nobody_is_asked_whom_a_registry_names() {
    let all = Registries::new();
    let inside = Loopback::start(|_| page("", b"{}")).unwrap();
    let other = inside.url("/secret");
    let to = |place: String| {
        move |_: &Honest, _: &str| bare("307 Temporary Redirect", &format!("Location: {place}\r\n"))
    };
    all.check("which is loopback", to(other.clone()));
    all.check("which is loopback", to(other.replace("http", "https")));
    all.check("which is private", to("https://192.168.0.1/".to_owned()));
    all.check("which is link-local", to("http://169.254.169.254/latest/".to_owned()));
    all.check("a name inside a network", to("https://db.internal/".to_owned()));
    all.check("neither http nor https", to("file:///etc/passwd".to_owned()));
    all.check("neither https nor this machine", to("http://93.184.215.14/".to_owned()));
    all.check("more than 5 times", to("/v2/again".to_owned()));
    all.check("says no place", |_, _| bare("307 Temporary Redirect", ""));
    let realm = format!("WWW-Authenticate: Bearer realm=\"{other}\",service=\"a\"\r\n");
    all.check("which is loopback", move |_, _| bare("401 Unauthorized", &realm));
    assert!(inside.requests().is_empty(), "{:?}", inside.requests());
}

#[test]
fn what_is_no_token_is_not_sent() {
    let all = Registries::new();
    let script = |request: &Request<'_>| {
        if request.path.starts_with("/token") {
            return page("", b"{\"token\": \"a\\r\\nb\"}");
        }
        let host = request.text.split("host: ").nth(1).unwrap().lines().next().unwrap();
        let realm = format!("WWW-Authenticate: Bearer realm=\"http://{host}/token\"\r\n");
        bare("401 Unauthorized", &realm)
    };
    let listen = (std::net::Ipv4Addr::LOCALHOST, 0).into();
    let site = Loopback::listen(listen, false, None, Arc::new(script)).unwrap();
    all.check_at(&site, "", "gave no token");
    assert_eq!(site.requests().len(), 2);
}

#[test]
fn a_token_goes_to_the_registry_and_a_password_to_who_gives_it_out() {
    let Registries { door, honest } = Registries::new();
    let storage = {
        let pack = honest.pack.clone();
        Loopback::start(move |_| page("", &pack)).unwrap()
    };
    let elsewhere = storage.url("/kept?signed=1");
    let script = move |request: &Request<'_>| {
        let Request { path, text } = request;
        if path.starts_with("/token?service=here&scope=repository%3Aa%2Fb%3Apull") {
            return page("", b"{\"access_token\": \"t0k\"}");
        }
        if !text.contains("authorization: Bearer t0k\r\n") {
            let host = text.split("host: ").nth(1).unwrap().lines().next().unwrap();
            let realm = format!("Bearer realm=\"http://{host}/token\",service=\"here\"");
            return bare("401 Unauthorized", &format!("WWW-Authenticate: {realm}\r\n"));
        }
        if path.contains("/blobs/") {
            return bare("307 Temporary Redirect", &format!("Location: {elsewhere}\r\n"));
        }
        honest.answer(path)
    };
    let listen = (std::net::Ipv4Addr::LOCALHOST, 0).into();
    let site = Loopback::listen(listen, false, None, Arc::new(script)).unwrap();
    let Door { campaign, .. } = door;
    let config = campaign.path("config.json");
    let name = format!("127.0.0.1:{}", site.port());
    let text = json!({"auths": {&name: {"auth": "bWU6b3Blbg=="}}}).to_string();
    fs::write(&config, text).unwrap();
    // Other addresses of this machine may be asked.
    let campaign = campaign.logged_in(&config).fetching(FETCH);
    let said = campaign.say(&["probe", "add", &format!("oci://{name}/a/b"), "--yes"]);
    assert_eq!(said.exit, Exit::Done, "{}", said.err);
    let with_password: Vec<String> = site
        .requests()
        .into_iter()
        .filter(|request| request.contains("authorization: Basic bWU6b3Blbg=="))
        .collect();
    assert!(matches!(with_password.as_slice(), [one] if one.starts_with("GET /token?")));
    let requests = storage.requests();
    let [kept] = requests.as_slice() else { panic!("{requests:?}") };
    assert!(!kept.to_lowercase().contains("authorization"), "{kept}");
}
