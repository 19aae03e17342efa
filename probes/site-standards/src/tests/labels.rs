//! The marks against pages judged by hand (`LABELS.tsv`), as a table of accuracies.

use std::path::{Path, PathBuf};

use probe_sdk::Finding;
use probe_sdk::testing::Site;

/// Label columns and the criteria that answer them.
pub(super) const COLUMNS: [(&str, &str); 9] = [
    ("id_code", "id-code"),
    ("a11y", "accessibility"),
    ("search_box", "search-box"),
    ("newmedia", "new-media-entry"),
    ("leader_mail", "leader-mail"),
    ("conac", "conac"),
    ("error_report", "error-report"),
    ("beian", "beian"),
    ("pub_date", "pub-date"),
];

const ACCURACY_MIN: f64 = 0.95;

#[expect(clippy::disallowed_methods, reason = "a test over data that is not in the repository")]
fn pages() -> Option<PathBuf> {
    let given = std::env::var("BLUEBOOK_PAGES").ok().map(PathBuf::from);
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/pages");
    given.or(Some(beside)).filter(|path| path.join("LABELS.tsv").is_file())
}

fn table(path: &Path) -> Vec<Vec<String>> {
    let bytes = std::fs::read(path).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    text.lines().map(|line| line.split('\t').map(str::to_owned).collect()).collect()
}

fn answer(directory: &Path, file: &str, url: &str, criterion: &str) -> String {
    let path = directory.join("real").join(file);
    let site = Site::new().file("sample", url, &path).unwrap();
    let outcome = site.judge(&crate::probe(), criterion);
    let quote = outcome.evidence.first().map_or("", |evidence| evidence.quote.as_str());
    let note = outcome.note.as_deref().unwrap_or("");
    if outcome.finding == Finding::Truth(true) {
        format!("y {quote} {note}")
    } else if outcome.finding == Finding::Truth(false) {
        "n".to_owned()
    } else {
        format!("? {:?}", outcome.finding)
    }
}

#[test]
fn marks_agree_with_people() {
    let Some(directory) = pages() else {
        println!("skipped: no labelled pages; set BLUEBOOK_PAGES");
        return;
    };
    let index = table(&directory.join("INDEX.tsv"));
    let labels = table(&directory.join("LABELS.tsv"));
    let url = |file: &str| index.iter().find(|row| row[0] == file).unwrap()[1].clone();
    let mut low = Vec::new();
    println!("{:14}{:>4}{:>6}{:>8}  false yes / false no", "column", "n", "right", "share");
    for (column, criterion) in COLUMNS {
        let at = labels[0].iter().position(|name| name == column).unwrap();
        let (mut n, mut right, mut wrong) = (0_u32, 0_u32, Vec::new());
        for row in labels.iter().skip(1) {
            let said = answer(&directory, &row[0], &url(&row[0]), criterion);
            let expected = match row[at].as_str() {
                "y" | "y_script" => "y",
                "n" => "n",
                _ => continue,
            };
            n += 1;
            if said.starts_with(expected) {
                right += 1;
            } else {
                wrong.push(format!("{} said {said}, people {}", row[0], row[at]));
            }
        }
        let share = f64::from(right) / f64::from(n);
        println!("{column:14}{n:4}{right:6}{share:8.3}  {}", wrong.join(" | "));
        if share < ACCURACY_MIN {
            low.push(column);
        }
    }
    assert!(low.is_empty(), "below {ACCURACY_MIN}: {low:?}");
}
