//! The 64 real pages, judged by the real probes in the sandbox, against labels by hand.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;

use serde_json::Value;

use super::campaign::Campaign;

/// Points of `fixtures/real` and the columns of the labels they answer.
const COLUMNS: [(&str, &str); 12] = [
    ("S1-1", "id_code"),
    ("S1-2", "a11y"),
    ("S1-3", "search_box"),
    ("S1-4", "newmedia"),
    ("S1-5", "leader_mail"),
    ("S1-6", "conac"),
    ("S1-7", "error_report"),
    ("S1-8", "beian"),
    ("S1-9", "duty_list"),
    ("S1-10", "pub_date"),
    ("S1-11", "guide_4el"),
    ("S1-12", "svc_entry"),
];

/// Least share of labels a criterion must agree with.
const ACCURACY_MIN: f64 = 0.95;

/// Rows of a tab-separated file, by the names in its first line.
fn rows(path: &std::path::Path) -> Vec<BTreeMap<String, String>> {
    let text = String::from_utf8(fs::read(path).unwrap()).unwrap();
    let mut lines = text.lines();
    let names: Vec<String> = lines.next().unwrap().split('\t').map(str::to_owned).collect();
    lines
        .map(|line| names.iter().cloned().zip(line.split('\t').map(str::to_owned)).collect())
        .collect()
}

/// A page about which people and a probe differ.
struct Row {
    file: String,
    said: &'static str,
    quote: String,
}

impl Row {
    /// With the words the probe saw, or else those of the people's remark.
    fn of(row: &BTreeMap<String, String>, column: &str, verdict: Option<&Value>) -> Self {
        let truth = verdict.and_then(|verdict| verdict["finding"]["truth"].as_bool());
        let said = match truth {
            Some(true) => "y",
            Some(false) => "n",
            None => "?",
        };
        let quote = verdict.and_then(|verdict| verdict["evidence"][0]["quote"].as_str());
        let quote = quote.filter(|_| truth == Some(true)).map(|quote| format!("「{quote}」"));
        let unknown = verdict.map(|verdict| &verdict["finding"]["unknown"]);
        let unknown = unknown.filter(|unknown| !unknown.is_null()).map(Value::to_string);
        let quote = quote.or(unknown).unwrap_or_else(|| format!("{column}: {}", row["note"]));
        Self { file: row["file"].clone(), said, quote }
    }
}

#[test]
fn labels_by_hand_and_verdicts_agree() {
    let Some(pages) = tests::real_pages("labels_by_hand_and_verdicts_agree") else { return };
    let manifests = tests::fixture("real");
    let campaign =
        Campaign::new(&manifests, &manifests.join("regions")).from(&pages.join("real.warc.gz"));
    campaign.done(&["run"]);
    let verdicts = campaign.verdicts("2019");
    let urls: BTreeMap<String, String> = rows(&pages.join("INDEX.tsv"))
        .into_iter()
        .map(|row| (row["file"].clone(), row["url"].clone()))
        .collect();
    let judged: std::collections::BTreeSet<&str> =
        verdicts.iter().filter_map(|verdict| verdict["page"].as_str()).collect();
    assert_eq!(judged.len(), urls.len(), "pages judged of pages in the archive");
    let mut table = "column        n  right  accuracy\n".to_owned();
    let mut differences = "page      column        people    probe  quote\n".to_owned();
    let mut poor = Vec::new();
    for (point, column) in COLUMNS {
        let (mut n, mut right) = (0_u32, 0_u32);
        for row in rows(&pages.join("LABELS.tsv")) {
            // A visitor's browser shows what an inline script writes.
            let expected = match row[column].as_str() {
                "y" | "y_script" => true,
                "n" => false,
                _ => continue,
            };
            let url = &urls[&row["file"]];
            let verdict = verdicts
                .iter()
                .find(|v| v["point"] == point && v["page"].as_str() == Some(url.as_str()));
            let found = verdict.and_then(|verdict| verdict["finding"]["truth"].as_bool());
            n += 1;
            if found == Some(expected) {
                right += 1;
            } else {
                let Row { file, said, quote } = Row::of(&row, column, verdict);
                writeln!(differences, "{file:9} {column:12}  {:8}  {said:5}  {quote}", row[column])
                    .unwrap();
            }
        }
        let accuracy = f64::from(right) / f64::from(n);
        writeln!(table, "{column:12} {n:2}  {right:5}  {accuracy:8.3}").unwrap();
        if accuracy < ACCURACY_MIN {
            poor.push(column);
        }
    }
    eprintln!("{table}\n{differences}");
    assert!(poor.is_empty(), "below {ACCURACY_MIN}: {poor:?}\n{table}\n{differences}");
}
