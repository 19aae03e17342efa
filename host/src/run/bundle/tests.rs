//! Bundles as they are written, and as somebody who means no good would write them.

use std::io::Write as _;

use flate2::{Compression, GzBuilder};
use tar::{Builder, EntryType, Header};

use super::{Bundle, BundleError, Bundled};
use crate::model::Digest;

fn bundle() -> Bundle {
    let probe = |family: &str| Bundled {
        family: family.to_owned(),
        file: format!("{family}.wasm"),
        source: format!("oci://r.example/{family}:0.1.0"),
        resolved: None,
        contract: Some("0.2.0".to_owned()),
        component: format!("component {family}").into_bytes(),
        signature: None,
    };
    Bundle { probes: vec![probe("b"), probe("a")], trust: Some(b"schema = 1\n".to_vec()) }
}

fn written(bundle: &Bundle) -> Vec<u8> {
    let mut bytes = Vec::new();
    bundle.write(&mut bytes).unwrap();
    bytes
}

#[test]
fn a_bundle_is_read_as_it_was_written_and_always_has_the_same_bytes() {
    let (one, mut turned) = (bundle(), bundle());
    turned.probes.reverse();
    let bytes = written(&one);
    assert_eq!(bytes, written(&turned));
    assert_eq!(Bundle::read(&bytes).unwrap(), turned);
}

/// A tar of parts of these names, sorts and bytes, gzipped.
fn packed(parts: &[(&str, EntryType, &[u8])]) -> Vec<u8> {
    let mut tar = Builder::new(GzBuilder::new().write(Vec::new(), Compression::fast()));
    for (name, kind, bytes) in parts {
        let mut header = Header::new_ustar();
        // Names that the crate would not write.
        header.as_old_mut().name[..name.len()].copy_from_slice(name.as_bytes());
        header.set_entry_type(*kind);
        header.set_size(bytes.len() as u64);
        header.set_cksum();
        tar.append(&header, *bytes).unwrap();
    }
    tar.into_inner().unwrap().finish().unwrap()
}

const FILE: EntryType = EntryType::Regular;

fn index(family: &str, component: &[u8], more: &str) -> String {
    format!(
        "schema = 1\n[[probe]]\nfamily = {family:?}\nfile = \"{family}.wasm\"\ndigest = \"{}\"\n\
         source = \"a\"\nis_signed = false\n{more}",
        Digest::of(component)
    )
}

#[test]
fn what_is_no_bundle_is_refused_by_name() {
    #[track_caller]
    fn check(parts: &[(&str, EntryType, &[u8])], expected: &str) {
        let whole = index("a", b"a", "");
        let good: [(&str, EntryType, &[u8]); 2] =
            [("bundle.toml", FILE, whole.as_bytes()), ("probes/a.wasm", FILE, b"a")];
        assert!(Bundle::read(&packed(&good)).is_ok());
        let error = Bundle::read(&packed(&[&good, parts].concat())).unwrap_err();
        assert_eq!(error.to_string(), expected);
    }
    check(&[("../a.wasm", FILE, b"a")], "its part `../a.wasm` does not belong in a bundle");
    check(&[("/etc/passwd", FILE, b"a")], "its part `/etc/passwd` does not belong in a bundle");
    check(
        &[("probes/../a.wasm", FILE, b"a")],
        "its part `probes/../a.wasm` does not belong in a bundle",
    );
    check(&[("probes/.wasm", FILE, b"a")], "its part `probes/.wasm` does not belong in a bundle");
    check(
        &[("probes/a\u{1b}.wasm", FILE, b"a")],
        "its part `probes/a?.wasm` does not belong in a bundle",
    );
    check(&[("readme", FILE, b"a")], "its part `readme` does not belong in a bundle");
    check(&[("probes/b.wasm", FILE, b"a")], "its part `probes/b.wasm` does not belong in a bundle");
    check(
        &[("probes/a.wasm.sig", FILE, b"a")],
        "its part `probes/a.wasm.sig` does not belong in a bundle",
    );
    check(&[("probes/b.wasm", EntryType::Symlink, b"")], "its part `probes/b.wasm` is no file");
    check(&[("probes/b.wasm", EntryType::Link, b"")], "its part `probes/b.wasm` is no file");
    check(&[("probes", EntryType::Directory, b"")], "its part `probes` is no file");
    check(&[("a", EntryType::GNULongName, b"long")], "its part `a` is no file");
    check(&[("a", EntryType::XHeader, b"9 path=b\n")], "its part `a` is no file");
    check(&[("a", EntryType::GNUSparse, b"")], "its part `a` is no file");
    check(&[("probes/a.wasm", FILE, b"b")], "its part `probes/a.wasm` is there twice");
    check(&[("bundle.toml", FILE, b"b")], "its part `bundle.toml` is there twice");
    let large = vec![0; (4 << 10) + 1];
    check(
        &[("probes/b.wasm.sig", FILE, &large)],
        "its part `probes/b.wasm.sig` has more than 4096 bytes",
    );
}

#[test]
fn an_index_says_what_is_there() {
    #[track_caller]
    fn check(index: &str, expected: &str) {
        let parts: [(&str, EntryType, &[u8]); 2] =
            [("bundle.toml", FILE, index.as_bytes()), ("probes/a.wasm", FILE, b"a")];
        assert_eq!(Bundle::read(&packed(&parts)).unwrap_err().to_string(), expected);
    }
    let more = |family: &str| index(family, b"a", "").replace("schema = 1\n", "");
    check(&index("a", b"a", &more("b")), "it has no part `probes/b.wasm`");
    check(&index("a", b"a", &more("a")), "its part `a` is there twice");
    check(
        &index("a", b"a", "").replace("is_signed = false", "is_signed = true"),
        "it has no part `probes/a.wasm.sig`",
    );
    check(
        &index("a", b"b", ""),
        &format!(
            "its part `probes/a.wasm` has the digest {}, not {}",
            Digest::of(b"a"),
            Digest::of(b"b")
        ),
    );
    check(&index("a", b"a", "").replace("= 1", "= 2"), "it has schema 2; this program reads 1");
    check(&index("a", b"a", "more = 1\n"), "its part `bundle.toml` cannot be read");
    check("schema = 1\n", "its part `probes/a.wasm` does not belong in a bundle");
    let none: [(&str, EntryType, &[u8]); 1] = [("probes/a.wasm", FILE, b"a")];
    let error = Bundle::read(&packed(&none)).unwrap_err();
    assert_eq!(error.to_string(), "it has no part `bundle.toml`");
}

#[test]
fn a_bundle_cut_anywhere_or_followed_by_anything_is_refused() {
    let bytes = written(&bundle());
    for end in 0..bytes.len() {
        assert!(Bundle::read(&bytes[..end]).is_err(), "cut at {end}");
    }
    let behind = [bytes.as_slice(), b"more"].concat();
    assert!(matches!(Bundle::read(&behind).unwrap_err(), BundleError::Behind));
    let twice = [bytes.as_slice(), &bytes].concat();
    assert!(matches!(Bundle::read(&twice).unwrap_err(), BundleError::Behind));
}

#[test]
fn a_changed_byte_is_seen_or_changes_nothing() {
    let (bundle, bytes) = (bundle(), written(&bundle()));
    let sorted = Bundle::read(&bytes).unwrap();
    assert_eq!(sorted.trust, bundle.trust);
    for place in 0..bytes.len() {
        let mut changed = bytes.clone();
        changed[place] ^= 0x20;
        // The head of a gzip file has bytes that mean nothing.
        if let Ok(read) = Bundle::read(&changed) {
            assert_eq!(read, sorted, "byte {place}");
        }
    }
}

#[test]
fn a_bomb_is_not_unpacked() {
    // Behind its end, 300 MiB of zeros in a hundredth of it.
    let mut gzip = GzBuilder::new().write(Vec::new(), Compression::fast());
    let zeros = vec![0; 1 << 20];
    for _ in 0..300 {
        gzip.write_all(&zeros).unwrap();
    }
    let bomb = gzip.finish().unwrap();
    assert!(bomb.len() < 6 << 20);
    assert!(matches!(Bundle::read(&bomb).unwrap_err(), BundleError::Bomb));
}
