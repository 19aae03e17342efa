//! The report on paper, set by `bluebook-pdf`, which is a workspace of its own.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use tests::tools::{run, system_tool};

use bluebook::cli::Exit;

use super::campaign::Campaign;
use super::report::hostile;

/// The program, where somebody built it. `None`, said on stderr, else.
fn setter(test: &str) -> Option<PathBuf> {
    let path = tests::root().join("target/pdf/release/bluebook-pdf");
    if path.is_file() {
        return Some(path);
    }
    eprintln!(
        "skipped {test}: no bluebook-pdf (cargo build --release --manifest-path host/pdf/Cargo.toml \
         --target-dir target/pdf)"
    );
    None
}

#[test]
fn every_region_is_on_paper_in_a_tagged_file_with_its_fonts() {
    let name = "every_region_is_on_paper_in_a_tagged_file_with_its_fonts";
    let Some(setter) = setter(name) else { return };
    let campaign = Campaign::judged();
    let dir = campaign.path("export");
    campaign.done(&["export", "2019", dir.to_str().unwrap(), "--format", "json"]);
    let pdf = campaign.path("report.pdf");
    run(Command::new(&setter).arg(dir.join("round.json")).arg(&pdf));
    let bytes = fs::read(&pdf).unwrap();
    assert!(bytes.starts_with(b"%PDF-"), "{name}");
    run(Command::new(&setter).arg(dir.join("round.json")).arg(campaign.path("again.pdf")));
    assert_eq!(bytes, fs::read(campaign.path("again.pdf")).unwrap(), "not the same bytes twice");
    let Some(reader) = system_tool(name, "pdftotext") else { return };
    let text = String::from_utf8(run(Command::new(reader).arg(&pdf).arg("-"))).unwrap();
    // Lines are broken where they fill, names among them.
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let round: Value = serde_json::from_slice(&fs::read(dir.join("round.json")).unwrap()).unwrap();
    let regions = round["tables"]["regions"].as_array().unwrap();
    for region in regions.iter().filter(|region| region["judged"] == true) {
        let name = region["name"].as_str().unwrap();
        let code = region["region"].as_str().unwrap();
        assert!(text.contains(name) && text.contains(code), "{name} is not on paper");
    }
    let info = run(Command::new("pdfinfo").arg(&pdf));
    let info = String::from_utf8_lossy(&info).into_owned();
    assert!(
        info.lines().any(|line| line.starts_with("Tagged:") && line.ends_with("yes")),
        "{info}"
    );
    let fonts = String::from_utf8(run(Command::new("pdffonts").arg(&pdf))).unwrap();
    // After two lines of heading: name, type, encoding, emb, sub, uni, object.
    let embedded = |line: &str| line.split_whitespace().rev().nth(4) == Some("yes");
    assert!(fonts.lines().skip(2).all(embedded), "{fonts}");
}

/// The words of a PDF without white space: lines are broken where they fill, names among them.
fn words_of(test: &str, pdf: &Path) -> Option<String> {
    let reader = system_tool(test, "pdftotext")?;
    let text = String::from_utf8(run(Command::new(reader).arg(pdf).arg("-"))).unwrap();
    Some(text.chars().filter(|c| !c.is_whitespace()).collect())
}

#[test]
fn the_report_is_set_by_the_program_that_sets_pages() {
    let test = "the_report_is_set_by_the_program_that_sets_pages";
    let Some(setter) = setter(test) else { return };
    let campaign = Campaign::judged().setting(&setter);
    let pdf = campaign.path("report.pdf");
    let path = pdf.to_str().unwrap();
    assert_eq!(campaign.done(&["report", "2019", "-o", path]).trim(), path);
    assert!(fs::read(&pdf).unwrap().starts_with(b"%PDF-"));
    let said = campaign.say(&["report", "2019", "--region", "910300", "-o", path]);
    assert!(said.exit == Exit::Usage && said.err.contains("`.md`"), "{}", said.err);
    // Kept to be looked at, beside the pictures of the page.
    let kept = tests::root().join("target/report-pictures");
    fs::create_dir_all(&kept).unwrap();
    fs::copy(&pdf, kept.join("report.pdf")).unwrap();
    let Some(text) = words_of(test, &pdf) else { return };
    for words in ["草稿", "名次区间", "先改什么", "轮次根", "bluebook@example.org"] {
        assert!(text.contains(words), "{words} is not on paper");
    }
}

#[test]
fn without_that_program_it_is_said_how_to_build_it() {
    let campaign = Campaign::judged();
    let pdf = campaign.path("report.pdf");
    let words = ["report", "2019", "-o", pdf.to_str().unwrap()];
    let said = campaign.say(&words);
    assert_eq!(said.exit, Exit::Output, "{}", said.err);
    assert!(said.err.contains("no program `bluebook-pdf`"), "{}", said.err);
    assert!(said.err.contains("cargo build --release --manifest-path host/pdf/Cargo.toml"));
    // One that fails is no success, and what it says is passed on.
    let said = campaign.setting(Path::new("/bin/false")).say(&words);
    assert!(said.exit == Exit::Output && said.err.contains("/bin/false"), "{}", said.err);
    assert!(!pdf.exists());
}

#[test]
fn hostile_names_are_set_as_words() {
    let test = "hostile_names_are_set_as_words";
    let Some(setter) = setter(test) else { return };
    let mut rounds = hostile::rounds();
    rounds.pdf = Some(setter);
    let pdf = rounds.report("hostile.pdf", &["hostile"]);
    let Some(text) = words_of(test, &pdf) else { return };
    // Where nothing breaks a name, the template does.
    let text = text.replace('\u{200b}', "");
    assert!(text.contains("<script>window.pwned=2</script>"), "markup is a word like others");
    let info = String::from_utf8_lossy(&run(Command::new("pdfinfo").arg(&pdf))).into_owned();
    assert!(info.lines().any(|line| line.starts_with("JavaScript:") && line.ends_with("no")));
    let bytes = fs::read(&pdf).unwrap();
    let holds = |words: &[u8]| bytes.windows(words.len()).any(|window| window == words);
    assert!(!holds(b"/JavaScript") && !holds(b"/Launch") && !holds(b"evil.test"));
}

#[test]
fn what_is_no_round_is_refused_with_a_way_out() {
    let Some(setter) = setter("what_is_no_round_is_refused_with_a_way_out") else { return };
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("round.json");
    fs::write(&file, "{\"tables\": {}}").unwrap();
    let output = Command::new(setter).arg(&file).arg(dir.path().join("r.pdf")).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(6), "{said}");
    assert!(said.contains("no table `regions`") && said.contains("bluebook export"), "{said}");
    assert!(!dir.path().join("r.pdf").exists());
}
