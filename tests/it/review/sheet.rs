//! Reviews as a table: out, filled in, back; all mistakes at once; conflicts named.

use std::fs;

use bluebook::cli::Exit;
use bluebook_export::Row;

use super::commands::json;
use crate::campaign::Campaign;

/// The table with these cells filled in: row from 0, decision, value, url, quote, reason.
fn filled(table: &str, answers: &[(usize, [&str; 5])]) -> String {
    let mut lines: Vec<String> = table.lines().map(str::to_owned).collect();
    for (row, cells) in answers {
        let line = &mut lines[row + 1];
        *line = format!("{}{}", line.strip_suffix(",,,,").unwrap(), cells.join(","));
    }
    lines.join("\r\n") + "\r\n"
}

fn exported(campaign: &Campaign, person: &str) -> String {
    let words = ["review", "export", "--as", person, "--by", "audit", "--double", "0"];
    campaign.done(&[&words[..], &["--limit", "200"]].concat())
}

/// Rows whose machine finding is yes, which can be confirmed and corrected.
fn rows(table: &str) -> Vec<usize> {
    let is_yes = |line: &str| line.split(',').any(|cell| cell == "yes");
    table.lines().skip(1).enumerate().filter(|(_, line)| is_yes(line)).map(|(at, _)| at).collect()
}

#[test]
fn a_table_comes_back_once() {
    let campaign = Campaign::judged();
    let table = exported(&campaign, "甲");
    assert!(table.starts_with("\u{feff}region,region_name,point"), "{table}");
    let rows = rows(&table);
    let answers = [
        (rows[0], ["confirm", "", "", "", ""]),
        (rows[1], ["correct", "no", "", "没有", "看过"]),
        (rows[2], ["退回", "", "", "", "打不开"]),
    ];
    let path = campaign.path("filled.csv");
    fs::write(&path, filled(&table, &answers)).unwrap();
    let import = ["review", "import", path.to_str().unwrap(), "--as", "甲"];
    let trial = campaign.done(&[&import[..], &["--dry-run"]].concat());
    assert!(trial.contains("recorded 3（未写入"), "{trial}");
    let said = campaign.done(&import);
    assert!(said.contains("recorded 3") && said.contains("conflicts 0"), "{said}");
    let again = campaign.done(&import);
    assert!(again.contains("recorded 0") && again.contains("known 3"), "{again}");
    let listed = json(&campaign.done(&["review", "list", "--format", "json"]));
    assert_eq!(listed.as_array().unwrap().len(), 3);
    assert_eq!(listed[1]["value"], "no");
    assert_eq!(listed[1]["drawn"], "offline");
    // What 甲 took away is nobody else's.
    let other = exported(&campaign, "乙");
    let key = |line: &str| line.split(',').take(5).map(str::to_owned).collect::<Vec<_>>();
    let own: Vec<_> = table.lines().skip(1).map(key).collect();
    assert!(other.lines().skip(1).all(|line| !own.contains(&key(line))), "leased twice");
}

#[test]
fn all_mistakes_are_listed_and_nothing_is_recorded() {
    let campaign = Campaign::judged();
    let table = exported(&campaign, "甲");
    let rows = rows(&table);
    let answers = [
        (rows[0], ["confirm", "", "", "", ""]),
        (rows[1], ["correct", "perhaps", "", "", ""]),
        (rows[2], ["reject", "", "", "", ""]),
        (rows[3], ["agree", "", "", "", ""]),
        (rows[4], ["", "yes", "", "", ""]),
    ];
    let text = filled(&table, &answers);
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    lines.push("99,x".to_owned());
    let path = campaign.path("bad.csv");
    fs::write(&path, lines.join("\n")).unwrap();
    let said = campaign.say(&["review", "import", path.to_str().unwrap(), "--as", "甲"]);
    assert_eq!(said.exit, Exit::Usage, "{}", said.err);
    let line = |row: usize| row + 2;
    for wanted in [
        format!("line {}, column 14 (value): `perhaps`", line(rows[1])),
        format!("line {}, column 16 (evidence_quote)", line(rows[1])),
        format!("line {}, column 17 (reason)", line(rows[2])),
        format!("line {}, column 13 (decision): `agree`", line(rows[3])),
        format!("line {}, column 13 (decision): there is a value", line(rows[4])),
        format!("line {}, column 1 (region): `99`", lines.len()),
    ] {
        assert!(said.err.contains(&wanted), "{wanted}: {}", said.err);
    }
    assert_eq!(campaign.done(&["review", "list", "--format", "json"]), "[]\n");
    fs::write(&path, "a,b\n1,2\n").unwrap();
    let said = campaign.say(&["review", "import", path.to_str().unwrap(), "--as", "甲"]);
    assert!(said.err.contains("column decision: the table has no such column"), "{}", said.err);
}

#[test]
fn conflicts_are_recorded_and_named() {
    let campaign = Campaign::judged();
    let table = exported(&campaign, "甲");
    let rows = rows(&table);
    let cells: Vec<&str> = table.lines().nth(rows[0] + 1).unwrap().split(',').collect();
    let (region, point, page) = (cells[0], cells[2], cells[4]);
    let mut record = vec!["review", "record", region, point, "--as", "乙", "--confirm"];
    if !page.is_empty() {
        record.extend(["--page", page]);
    }
    campaign.done(&record);
    let answers =
        [(rows[0], ["reject", "", "", "", "打不开"]), (rows[1], ["confirm", "", "", "", ""])];
    // The page of the second row was another when it was exported.
    let mut lines: Vec<String> = filled(&table, &answers).lines().map(str::to_owned).collect();
    let line = &mut lines[rows[1] + 1];
    let pages = line.split(',').nth_back(6).unwrap().to_owned();
    *line = line.replace(&pages, &"0".repeat(64));
    let text = lines.join("\n");
    let path = campaign.path("filled.csv");
    fs::write(&path, text).unwrap();
    let said = campaign.done(&["review", "import", path.to_str().unwrap(), "--as", "甲"]);
    assert!(said.contains("recorded 2") && said.contains("conflicts 2"), "{said}");
    assert!(
        said.contains(&format!("行 line {}", rows[0] + 2)) && said.contains("differs"),
        "{said}"
    );
    assert!(said.contains(&format!("行 line {}", rows[1] + 2)) && said.contains("changed since"));
    let figures = json(&campaign.done(&["review", "figures", "--format", "json"]));
    assert_eq!((figures["n_disputed"].as_u64(), figures["n_stale"].as_u64()), (Some(1), Some(1)));
}

/// A workbook as it was filled in: decisions by row of the table, from 0.
fn workbook(rows: &[Row], answers: &[(usize, [&str; 5])]) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    // What another program makes of it: one sheet, of another name, region codes as numbers.
    let sheet = book.add_worksheet().set_name("Sheet1").unwrap();
    for (at, row) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(&row.cells) {
            match cell.parse::<f64>() {
                Ok(number) if column == 0 => sheet.write_number(at, column, number).unwrap(),
                Ok(_) | Err(_) => sheet.write_string(at, column, cell).unwrap(),
            };
        }
    }
    for (row, cells) in answers {
        for (column, cell) in (12..).zip(cells).filter(|(_, cell)| !cell.is_empty()) {
            sheet.write_string(u32::try_from(*row).unwrap() + 1, column, *cell).unwrap();
        }
    }
    book.save_to_buffer().unwrap()
}

#[test]
fn a_workbook_comes_back() {
    let campaign = Campaign::judged();
    let path = campaign.path("out.xlsx");
    let words = ["review", "export", "--as", "甲", "--by", "audit", "--double", "0", "--out"];
    campaign.done(&[&words[..], &[path.to_str().unwrap()]].concat());
    let rows = bluebook_export::read_sheet(&fs::read(&path).unwrap(), "reviews").unwrap();
    assert!(rows[0].cells[0].ends_with("\nregion"), "{:?}", rows[0]);
    let yes: Vec<usize> =
        (0..).zip(&rows[1..]).filter(|(_, row)| row.cells[5] == "yes").map(|(at, _)| at).collect();
    let answers =
        [(yes[0], ["同意", "", "", "", ""]), (yes[1], ["correct", "no", "", "没有", "看过"])];
    fs::write(&path, workbook(&rows, &answers)).unwrap();
    let import = ["review", "import", path.to_str().unwrap(), "--as", "甲"];
    let said = campaign.done(&import);
    assert!(said.contains("recorded 2") && said.contains("conflicts 0"), "{said}");
    // Rows that stand far down count as those above.
    let mut far = vec![rows[0].clone()];
    far.resize_with(300_000, || Row { number: 0, cells: Vec::new() });
    far.push(rows[yes[2] + 1].clone());
    fs::write(&path, workbook(&far, &[(300_000 - 1, ["同意", "", "", "", ""])])).unwrap();
    let said = campaign.done(&import);
    assert!(said.contains("recorded 1"), "{said}");
    fs::write(&path, workbook(&rows, &[(yes[2], ["agree", "", "", "", ""])])).unwrap();
    let said = campaign.say(&import);
    let place = format!("line {}, column 13 (decision): `agree`", yes[2] + 2);
    assert!(said.exit == Exit::Usage && said.err.contains(&place), "{}", said.err);
}

#[test]
fn what_is_no_workbook_is_refused() {
    let campaign = Campaign::judged();
    let path = campaign.path("bad.xlsx");
    let import = ["review", "import", path.to_str().unwrap(), "--as", "甲"];
    let mut cut = workbook(&[], &[(0, ["confirm", "", "", "", ""])]);
    cut.truncate(cut.len() / 2);
    for bytes in [b"PK\x03\x04 and no more".to_vec(), cut] {
        fs::write(&path, bytes).unwrap();
        let said = campaign.say(&import);
        assert_eq!(said.exit, Exit::Usage, "{}", said.err);
        assert!(said.err.contains("cannot read the workbook"), "{}", said.err);
    }
    // A cell at the far end of a sheet makes no table of the whole sheet.
    let mut book = rust_xlsxwriter::Workbook::new();
    book.add_worksheet().write_string(1_048_575, 16_383, "x").unwrap();
    fs::write(&path, book.save_to_buffer().unwrap()).unwrap();
    let said = campaign.say(&import);
    assert!(said.err.contains("column decision: the table has no such column"), "{}", said.err);
}
