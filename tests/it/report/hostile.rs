//! Names, titles, quotes and addresses that want to do harm: in the page, the letter and the exports. In
//! the browser they are tried by `browser`, on paper by `paper`.

use std::fs;
use std::path::{Path, PathBuf};

use tests::nation::{self, HOSTILE};
use tests::tools::{run, tool};

use super::{Rounds, hostile_region, read};

/// Names of regions, provinces, indicators and points that want to do harm, by turns.
fn name(turn: usize) -> String {
    let long = "极长的名称".repeat(600);
    let stacked = format!("甲{}", "\u{300}\u{489}".repeat(200));
    let others = [long, stacked, "A".repeat(3_000), "\u{fffd}\u{fffd}锟斤拷\u{feff}".to_owned()];
    let all: Vec<String> = HOSTILE.iter().map(|one| (*one).to_owned()).chain(others).collect();
    all[turn % all.len()].clone()
}

/// A copy of the manifests in which every seventh region, the first indicator and the first point are
/// called so. Gives its root file.
pub(crate) fn manifests(folder: &Path) -> PathBuf {
    let from = nation::manifests();
    let to = folder.join("manifests");
    tests::copy(from.parent().unwrap(), &to);
    let mut turn = 0;
    for file in fs::read_dir(to.join("regions")).unwrap() {
        let path = file.unwrap().path();
        let mut code = 1_u32;
        let line = |line: &str| {
            if let Some(found) = line.strip_prefix("code = \"").and_then(|rest| rest.get(..6)) {
                code = found.parse().unwrap();
            }
            let is_name = ["zh = ", "short = "].iter().any(|start| line.starts_with(start));
            if !is_name || !code.is_multiple_of(7) {
                return line.to_owned();
            }
            turn += 1;
            let (key, _) = line.split_once(" = ").unwrap();
            format!("{key} = {}", quoted(&name(turn)))
        };
        let text: Vec<String> = read(&path).lines().map(line).collect();
        fs::write(&path, text.join("\n")).unwrap();
    }
    for (file, title) in [("index.toml", "责任清单"), ("points/A1.1.toml", "责任清单栏目可达")]
    {
        let path = to.join(file);
        let text = read(&path);
        let harmful = text.replacen(&quoted(title), &quoted(HOSTILE[turn % 3]), 1);
        assert_ne!(text, harmful);
        fs::write(&path, harmful).unwrap();
    }
    to.join(from.file_name().unwrap())
}

/// A string of TOML; JSON's escapes are TOML's.
fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap()
}

/// A hostile round under hostile manifests.
pub(crate) fn rounds() -> Rounds {
    let mut rounds = Rounds::of(&[("hostile", super::HOSTILE)]);
    rounds.manifests = manifests(rounds.dir.path());
    rounds
}

#[test]
fn hostile_names_are_words_in_pages_and_letters() {
    let rounds = rounds();
    let html = read(&rounds.report("r.html", &["hostile"]));
    assert!(!html.contains("pwned") && html.matches("<script").count() == 4);
    let turns = |text: &str| text.contains(['\u{202e}', '\u{2066}', '\u{200f}', '\u{1b}']);
    assert!(!turns(&html));
    let region = hostile_region();
    let letter = read(&rounds.report("l.html", &["hostile", "--region", &region]));
    assert!(!letter.contains("<script") && !letter.contains("<img") && !letter.contains("<svg"));
    assert!(!turns(&letter) && letter.len() < 100_000, "{} bytes", letter.len());
    let markdown = read(&rounds.report("l.md", &["hostile", "--region", &region]));
    let unescaped = markdown.replace("\\<", "");
    assert!(!unescaped.contains('<') && !markdown.contains("](") && !turns(&markdown));
}

#[test]
fn no_cell_of_an_export_is_a_formula() {
    let rounds = rounds();
    let dir = rounds.path("export");
    rounds.done(&["export", "hostile", dir.to_str().unwrap(), "--format", "csv,xlsx"]);
    for file in fs::read_dir(dir.join("csv")).unwrap() {
        let path = file.unwrap().path();
        let text = read(&path);
        let begins = |cell: &str| cell.trim_start().starts_with(['=', '+', '@', '＝']);
        let wrong = text.split([',', '\n', '"']).find(|cell| begins(cell));
        assert_eq!(wrong, None, "{}", path.display());
        assert!(!text.contains('\u{1b}'), "{}", path.display());
    }
    // In a workbook a text is a text: no cell holds a formula.
    let sheets = r"
import sys, zipfile, re
with zipfile.ZipFile(sys.argv[1]) as book:
    sheets = [name for name in book.namelist() if name.startswith('xl/worksheets/')]
    n = sum(len(re.findall(rb'<f[ >]', book.read(name))) for name in sheets)
print(len(sheets) > 5, n)
";
    let Some(python) = tool("no_cell_of_an_export_is_a_formula", "data", "python3") else { return };
    let mut command = std::process::Command::new(python);
    let said = run(command.args(["-c", sheets]).arg(dir.join("round.xlsx")));
    assert_eq!(String::from_utf8_lossy(&said).trim(), "True 0");
}
