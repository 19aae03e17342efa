//! Every format read back.

use std::io::Cursor;

use ::parquet::file::reader::{FileReader as _, SerializedFileReader};
use ::parquet::record::Field;

use super::*;

fn words(zh: &'static str, en: &'static str) -> Words {
    Words::of(zh, en)
}

type Row = (Option<&'static str>, Option<i64>, Option<f64>, Option<bool>);

const ROWS: [Row; 4] = [
    (Some("广州，市"), Some(1), Some(0.1 + 0.2), Some(true)),
    (Some("=cmd|' /C calc'!A0"), None, Some(f64::NAN), None),
    (Some("a \"b\"\r\nc\u{1b}[31m"), Some(i64::MIN), Some(-0.5), Some(false)),
    (None, Some(7), Some(1e300), None),
];

fn dataset() -> Dataset {
    let table = Table::of("regions", words("地区", "regions"), &ROWS)
        .text("name", words("名称，全称", "name"), |row| row.0.map(str::to_owned))
        .integer("rank", words("名次", "rank"), |row| row.1)
        .number("score", words("得分", "score, 0 to 100"), |row| row.2)
        .boolean("sure", words("确定", "sure"), |row| row.3)
        .key(&["name"])
        .refers("name", "names", "name")
        .build();
    Dataset {
        name: "test".to_owned(),
        title: words("试", "test"),
        description: words("述", "description"),
        version: "1".to_owned(),
        day: "2019-06-30".to_owned(),
        tables: vec![table],
    }
}

#[test]
fn csv_is_quoted_guarded_and_exact() {
    let mut out = Vec::new();
    write_csv(&mut out, &dataset().tables[0]).unwrap();
    let expected = "name,rank,score,sure\r\n\
        广州，市,1,0.30000000000000004,true\r\n\
        '=cmd|' /C calc'!A0,,,\r\n\
        \"a \"\"b\"\"\\u{d}\nc\\u{1b}[31m\",-9223372036854775808,-0.5,false\r\n";
    let text = String::from_utf8(out).unwrap();
    assert!(text.starts_with(expected), "{text}");
    let last = text.lines().last().unwrap();
    assert_eq!(last.split(',').nth(2).unwrap().parse(), Ok(1e300));
}

#[test]
fn parquet_has_types_and_nulls() {
    let mut out = Vec::new();
    write_parquet(&mut out, &dataset().tables[0]).unwrap();
    let reader = SerializedFileReader::new(bytes(out)).unwrap();
    let rows: Vec<Vec<Field>> = reader
        .get_row_iter(None)
        .unwrap()
        .map(|row| row.unwrap().into_columns().into_iter().map(|(_, field)| field).collect())
        .collect();
    let text = |text: Option<&str>| text.map_or(Field::Null, |text| Field::Str(text.to_owned()));
    let number = |number: f64| if number.is_nan() { Field::Null } else { Field::Double(number) };
    for (read, row) in rows.iter().zip(ROWS) {
        let expected = [
            text(row.0),
            row.1.map_or(Field::Null, Field::Long),
            row.2.map_or(Field::Null, number),
            row.3.map_or(Field::Null, Field::Bool),
        ];
        assert_eq!(read.as_slice(), expected);
    }
    assert_eq!(rows.len(), ROWS.len());
}

fn bytes(of: Vec<u8>) -> ::bytes::Bytes {
    of.into()
}

#[test]
fn json_is_what_its_schema_says() {
    let mut out = Vec::new();
    write_json(&mut out, &dataset()).unwrap();
    let read: serde_json::Value = serde_json::from_slice(&out).unwrap();
    let rows = read["tables"]["regions"].as_array().unwrap();
    assert_eq!(rows[0]["score"], 0.1 + 0.2);
    assert_eq!(rows[1]["name"], ROWS[1].0.unwrap());
    assert_eq!(rows[1]["score"], serde_json::Value::Null);
    assert_eq!(rows[2]["name"], ROWS[2].0.unwrap());
    let schema = schema(&dataset());
    let validator = jsonschema::validator_for(&schema).unwrap();
    assert!(validator.is_valid(&read));
    let wrong = serde_json::json!({ "tables": {} });
    assert!(!validator.is_valid(&wrong));
}

#[test]
fn a_workbook_is_the_same_bytes_twice_and_cuts_what_no_cell_holds() {
    let long = ["界".repeat(40_000)];
    let table = Table::of("long", words("长", "long"), &long)
        .text("text", words("文", "text"), |text| Some(text.clone()))
        .build();
    let dataset = Dataset { tables: vec![table], ..dataset() };
    let write = || {
        let mut out = Cursor::new(Vec::new());
        write_xlsx(&mut out, &dataset).unwrap();
        out.into_inner()
    };
    let book = write();
    assert_eq!(book, write());
    assert!(book.starts_with(b"PK"));
}

#[test]
fn the_package_names_files_columns_and_keys() {
    let resource = Resource {
        path: "csv/regions.csv".to_owned(),
        format: Format::Csv,
        table: Some("regions".to_owned()),
        n_bytes: 5,
        sha256: "00".to_owned(),
    };
    let package = data_package(&dataset(), &[resource]);
    let resource = &package["resources"][0];
    assert_eq!(resource["name"], "csv-regions-csv");
    assert_eq!(resource["hash"], "sha256:00");
    assert_eq!(resource["schema"]["fields"][2]["type"], "number");
    let foreign = &resource["schema"]["foreignKeys"][0]["reference"];
    assert_eq!(foreign["resource"], "csv-names-csv");
}
