use std::io::Write as _;

use flate2::Compression;
use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};

use super::*;

fn gzip(body: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(body).unwrap();
    encoder.finish().unwrap()
}

fn zlib(body: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(body).unwrap();
    encoder.finish().unwrap()
}

fn deflate(body: &[u8]) -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(body).unwrap();
    encoder.finish().unwrap()
}

/// What decoding gives: the ending and the text, `as it was`, or the error.
#[track_caller]
fn check(entity: &[u8], header: &str, expected: &str) {
    let got = match undo_content_coding(entity, header) {
        Ok(Some(undone)) => {
            format!("{:?} {}", undone.ended, String::from_utf8_lossy(&undone.body))
        }
        Ok(None) => "as it was".to_owned(),
        Err(error) => error.to_string(),
    };
    assert_eq!(got, expected);
}

#[test]
fn codings_are_undone() {
    check(&gzip("政务公开".as_bytes()), "gzip", "Whole 政务公开");
    check(&gzip(b"a"), " GZIP ", "Whole a");
    check(&gzip(b""), "x-gzip", "Whole ");
    check(&zlib(b"zlib"), "deflate", "Whole zlib");
    check(&deflate(b"bare deflate"), "deflate", "Whole bare deflate");
    check(&gzip(&zlib(b"two")), "deflate, gzip", "Whole two");
}

#[test]
fn optional_parts_of_a_gzip_header_are_skipped() {
    let named = flate2::GzBuilder::new()
        .filename("index.html")
        .comment("from a cache")
        .extra(vec![1, 2, 3])
        .write(Vec::new(), Compression::fast());
    let mut named = named;
    named.write_all(b"body").unwrap();
    check(&named.finish().unwrap(), "gzip", "Whole body");
}

#[test]
fn headers_that_lie_are_forgiven() {
    check(b"<html>", "gzip", "as it was");
    check(b"<html>", "utf-8", "as it was");
    check(b"<html>", "", "as it was");
    check(b"", "gzip", "as it was");
    check(b"", "deflate", "as it was");
}

#[test]
fn what_cannot_be_undone_is_named() {
    check(b"x", "br", "content coding `br` is not supported");
    check(&gzip(b"x"), "gzip, ZSTD", "content coding `zstd` is not supported");
    check(b"\x1f\x8b\x08\0\0\0\0\0\0\x03\xff\xff\xff", "gzip", "the body is no valid gzip");
    check(b"x", "x, x, x, x", "more than 3 content codings");
}

#[test]
fn a_cut_body_gives_what_it_has() {
    let body = (0..2000).map(|n| n.to_string()).collect::<Vec<_>>().join(" ");
    let whole = gzip(body.as_bytes());
    for end in 10..whole.len() - 8 {
        let undone = undo_content_coding(&whole[..end], "gzip").unwrap().unwrap();
        assert_eq!(undone.ended, Ended::Short, "cut at {end}");
        assert!(body.as_bytes().starts_with(&undone.body), "cut at {end}");
    }
    check(&whole[..3], "gzip", "Short ");
}

#[test]
fn bombs_are_cut() {
    let check = |entity: &[u8], header, n_bytes| {
        let undone = undo_content_coding(entity, header).unwrap().unwrap();
        assert_eq!((undone.ended, undone.body.len()), (Ended::Cut, n_bytes));
    };
    // 4 MiB in 4 KB: 1,000 times.
    let small = gzip(&vec![b' '; 4 << 20]);
    check(&small, "gzip", EXPANSION_FREE_BYTES);
    let large = gzip(&vec![b' '; 200 << 20]);
    check(&large, "gzip", DECODED_BYTES_MAX);
    check(
        &gzip(&large),
        "gzip, gzip",
        EXPANSION_FREE_BYTES.max(gzip(&large).len() * EXPANSION_MAX),
    );
}

#[test]
fn chunks_are_joined() {
    #[track_caller]
    fn check(framed: &str, expected: Option<(&str, Ended)>) {
        let got = undo_chunks(framed.as_bytes());
        let got = got.map(|undone| (String::from_utf8(undone.body).unwrap(), undone.ended));
        assert_eq!(got, expected.map(|(body, ended)| (body.to_owned(), ended)));
    }
    check("3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n", Some(("abcde", Ended::Whole)));
    check("0\r\n\r\n", Some(("", Ended::Whole)));
    check("A \nabcdefghij\n0\n\n", Some(("abcdefghij", Ended::Whole)));
    check("3\r\nabc\r\n", Some(("abc", Ended::Short)));
    check("9\r\nabc", Some(("abc", Ended::Short)));
    check("3\r\nabcdef", Some(("abc", Ended::Short)));
    check("ffffffffffffffff\r\nabc", Some(("abc", Ended::Short)));
    check("<html></html>\n", None);
    check("", None);
    check("10000000000000000000\r\nabc", None);
}
