use std::io::{Cursor, Write as _};

use flate2::Compression;
use flate2::write::GzEncoder;
use proptest::prelude::*;

use super::*;

fn record(name: &str, block: &str) -> String {
    let n_bytes = block.len();
    format!(
        "WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: {name}\r\nContent-Length: {n_bytes}\r\n\r\n{block}\r\n\r\n"
    )
}

fn member(text: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(text).unwrap();
    encoder.finish().unwrap()
}

/// What the reader comes to: `name@offset+skip` for a record, `!offset` for damage.
fn summary(file: &[u8]) -> String {
    let reader = WarcReader::new(Cursor::new(file), Path::new("t.warc"), 1 << 10);
    let steps = reader.map(|step| match step {
        Ok(record) => {
            let Place { offset, skip } = record.place;
            let name = record.target().unwrap_or("-").to_owned();
            if skip == 0 { format!("{name}@{offset}") } else { format!("{name}@{offset}+{skip}") }
        }
        Err(EvidenceError::Damaged { offset, .. }) => format!("!{offset}"),
        Err(error) => error.to_string(),
    });
    steps.collect::<Vec<_>>().join(" ")
}

#[track_caller]
fn check(file: &[u8], expected: &str) {
    assert_eq!(summary(file), expected);
}

#[test]
fn plain_files() {
    let (a, b) = (record("a", "one"), record("b", "two"));
    check(format!("{a}{b}").as_bytes(), &format!("a@0 b@{}", a.len()));
    check(format!("\r\n{a}\n\n{b}").as_bytes(), &format!("a@2 b@{}", a.len() + 4));
    check(format!("{a}{}", b.trim_end()).as_bytes(), &format!("a@0 b@{}", a.len()));
    check(a.replace("\r\n", "\n").as_bytes(), "a@0");
    check(b"", "");
}

#[test]
fn a_member_each() {
    let (a, b) = (member(record("a", "one").as_bytes()), member(record("b", "two").as_bytes()));
    check(&[a.clone(), b].concat(), &format!("a@0 b@{}", a.len()));
}

#[test]
fn one_stream() {
    let (a, b) = (record("a", "one"), record("b", "two"));
    check(&member(format!("{a}{b}").as_bytes()), &format!("a@0 b@0+{}", a.len()));
}

#[test]
fn fields_are_read_as_other_tools_write_them() {
    let text = "WARC/1.1\r\nwarc-type: Response\r\nWARC-Target-URI: <http://a/>\r\nX: one\r\n  two\r\nno colon\r\nContent-Length: 0\r\n\r\n";
    let file = Cursor::new(text.as_bytes());
    let record = WarcReader::new(file, Path::new("t"), 10).next().unwrap().unwrap();
    assert_eq!(record.kind, crate::evidence::RecordKind::Response);
    assert_eq!(record.target(), Some("http://a/"));
    assert_eq!(record.field("x"), Some("one two"));
    assert_eq!(record.fields.len(), 4);
}

#[test]
fn long_blocks_are_cut_and_say_so() {
    let long = "x".repeat(5000);
    let file = [member(record("a", &long).as_bytes()), member(record("b", "").as_bytes())].concat();
    let records: Vec<_> =
        WarcReader::new(Cursor::new(&file), Path::new("t"), 1000).map(Result::unwrap).collect();
    assert_eq!((records[0].block.len(), records[0].n_block_bytes), (1000, 5000));
    assert!(records[0].is_cut() && !records[1].is_cut());
}

#[test]
fn a_wrong_length_costs_one_record() {
    let (a, b) = (record("a", "one"), record("b", "two"));
    for wrong in ["Content-Length: 2", "Content-Length: 9", "Content-Length: x", "X: 3"] {
        let a = a.replace("Content-Length: 3", wrong);
        let file = [member(a.as_bytes()), member(b.as_bytes())].concat();
        check(&file, &format!("!0 b@{}", member(a.as_bytes()).len()));
        check(format!("{a}{b}").as_bytes(), &format!("!0 b@{}", a.len()));
    }
    let endless = a.replace("Length: 3", "Length: 18446744073709551615");
    check(format!("{endless}{b}").as_bytes(), &format!("!0 b@{}", endless.len()));
}

#[test]
fn a_damaged_member_costs_itself() {
    let members: Vec<_> =
        ["a", "b", "c"].map(|name| member(record(name, "the block").as_bytes())).into();
    let (from, to) = (members[0].len(), members[0].len() + members[1].len());
    let file = members.concat();
    let around = format!("a@0 !{from} c@{to}");
    for at in from..to {
        // The gzip header's method, flags, time, level and system are not all checked.
        if (from + 3..from + 10).contains(&at) {
            continue;
        }
        let mut file = file.clone();
        file[at] ^= 0x55;
        check(&file, &around);
    }
}

#[test]
fn rubbish_between_records_is_one_damage() {
    let (a, b) = (record("a", "one"), record("b", "two"));
    let file =
        [member(a.as_bytes()), b"rubbish\x1f\x8b\x08".to_vec(), member(b.as_bytes())].concat();
    let n = member(a.as_bytes()).len();
    check(&file, &format!("a@0 !{n} b@{}", n + 10));
    let file = format!("{a}rubbish\n{b}");
    // The rubbish stands where only a record may, so the one before it is in doubt too.
    check(file.as_bytes(), &format!("!0 b@{}", a.len() + 8));
}

#[test]
fn endless_fields_are_refused() {
    let file = format!("WARC/1.0\r\n{}", "X: y\r\n".repeat(100_000));
    check(file.as_bytes(), "!0");
    let file = format!("WARC/1.0\r\nX: {}", "y".repeat(1_000_000));
    check(file.as_bytes(), "!0");
}

fn valid_file() -> Vec<u8> {
    let plain = record("c", "three") + &record("d", "four");
    let stream = record("e", "five") + &record("f", "six");
    [
        member(record("a", "one").as_bytes()),
        member(record("b", "two").as_bytes()),
        plain.into_bytes(),
        member(stream.as_bytes()),
    ]
    .concat()
}

#[test]
fn layouts_may_be_mixed() {
    let seen = summary(&valid_file());
    let names: Vec<_> = seen.split(' ').filter_map(|step| step.split('@').next()).collect();
    assert_eq!(names, ["a", "b", "c", "d", "e", "f"]);
}

proptest! {
    #[test]
    fn rubbish_never_panics(file in prop::collection::vec(any::<u8>(), 0..2000)) {
        summary(&file);
    }

    #[test]
    fn rubbish_of_the_right_letters_never_panics(
        file in "(WARC/1\\.[01]|\r\n|\n|Content-Length: |[0-9]{1,20}|WARC-Type: response|\x1f|\u{0}|a){0,60}",
    ) {
        summary(file.as_bytes());
    }

    #[test]
    fn a_damaged_file_never_panics(
        at in any::<prop::sample::Index>(),
        with in prop::collection::vec(any::<u8>(), 0..8),
        n_dropped in 0_usize..40,
    ) {
        let mut file = valid_file();
        let at = at.index(file.len());
        let end = file.len().min(at + n_dropped);
        file.splice(at..end, with);
        let seen = summary(&file);
        // Damage at one place costs at most the records of one member and their neighbours.
        prop_assert!(seen.split(' ').filter(|step| step.contains('@')).count() >= 2, "{}", seen);
    }
}
