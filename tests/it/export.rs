//! A round exported, and read by the tools people have.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use bluebook::cli::Exit;
use bluebook::model::Digest;
use serde_json::Value;
use tests::tools::{run, system_tool, tool};

use super::campaign::Campaign;

/// A judged sample and its export.
struct Exported {
    campaign: Campaign,
    dir: PathBuf,
}

impl Exported {
    fn new() -> Self {
        let campaign = Campaign::judged();
        let dir = campaign.path("export");
        campaign.done(&["export", "2019", dir.to_str().unwrap()]);
        Self { campaign, dir }
    }

    fn json(&self, file: &str) -> Value {
        serde_json::from_slice(&fs::read(self.dir.join(file)).unwrap()).unwrap()
    }
}

/// Every file of a directory and below, by relative path.
fn files(dir: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut open = vec![dir.to_owned()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(&next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path.strip_prefix(dir).unwrap().to_owned();
                found.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    found
}

#[test]
fn the_package_lists_every_file_and_the_json_is_what_its_schema_says() {
    let exported = Exported::new();
    let package = exported.json("datapackage.json");
    let resources = package["resources"].as_array().unwrap();
    let mut listed: Vec<PathBuf> = vec!["datapackage.json".into(), "round.schema.json".into()];
    for resource in resources {
        let path = PathBuf::from(resource["path"].as_str().unwrap());
        let bytes = fs::read(exported.dir.join(&path)).unwrap();
        assert_eq!(resource["bytes"], bytes.len(), "{path:?}");
        assert_eq!(resource["hash"], Digest::of(&bytes).to_string(), "{path:?}");
        listed.push(path);
    }
    listed.sort();
    let found: Vec<PathBuf> = files(&exported.dir).into_keys().collect();
    assert_eq!(found, listed);
    let json = exported.json("round.json");
    let schema = exported.json("round.schema.json");
    let errors: Vec<String> = jsonschema::validator_for(&schema)
        .unwrap()
        .iter_errors(&json)
        .map(|error| error.to_string())
        .collect();
    assert_eq!(errors, Vec::<String>::new());
}

#[test]
fn totals_and_ranks_are_those_of_the_ranking() {
    let exported = Exported::new();
    let ranking: Value =
        serde_json::from_str(&exported.campaign.done(&["rank", "--format", "json"])).unwrap();
    let json = exported.json("round.json");
    let regions = json["tables"]["regions"].as_array().unwrap();
    for row in ranking["rows"].as_array().unwrap() {
        let region = regions.iter().find(|region| region["region"] == row["code"]).unwrap();
        assert_eq!(region["rank"], row["rank"]);
        let total = row["total_unrounded"].as_f64().map(|total| 100.0 * total);
        assert_eq!(region["total"].as_f64(), total);
    }
    let points = json["tables"]["point_scores"].as_array().unwrap();
    for region in regions {
        let of_region = points.iter().filter(|point| point["region"] == region["region"]);
        let sum: f64 = of_region.filter_map(|point| point["contribution"].as_f64()).sum();
        assert!((sum - region["total"].as_f64().unwrap_or(0.0)).abs() < 1e-9, "{region}");
    }
}

#[test]
fn the_same_round_gives_the_same_bytes_and_nothing_of_others_is_overwritten() {
    let exported = Exported::new();
    let before = files(&exported.dir);
    let dir = exported.dir.to_str().unwrap();
    exported.campaign.done(&["export", "2019", dir]);
    assert_eq!(files(&exported.dir), before);
    let only = exported.campaign.path("only");
    exported.campaign.done(&["export", "2019", only.to_str().unwrap(), "--format", "csv"]);
    assert!(!files(&only).keys().any(|path| path.starts_with("parquet")));
    let own = exported.campaign.path("own");
    fs::create_dir(&own).unwrap();
    fs::write(own.join("thesis.txt"), "mine").unwrap();
    let said = exported.campaign.say(&["export", "2019", own.to_str().unwrap()]);
    assert_eq!(said.exit, Exit::Output);
    assert!(said.err.contains("somebody else"), "{}", said.err);
    assert_eq!(files(&own).len(), 1);
}

/// What an example says of an export, by name.
fn said(command: &mut Command) -> Vec<String> {
    let out = String::from_utf8(run(command)).unwrap();
    out.lines().map(str::to_owned).collect()
}

#[test]
fn pandas_polars_and_r_find_the_same_numbers() {
    let exported = Exported::new();
    let name = "pandas_polars_and_r_find_the_same_numbers";
    let examples = tests::root().join("examples");
    let mut answers: Vec<(String, Vec<String>)> = Vec::new();
    if let Some(python) = tool(name, "data", "python3") {
        for script in ["read_pandas.py", "read_polars.py"] {
            for form in ["csv", "parquet"] {
                let mut command = Command::new(&python);
                command.arg(examples.join("python").join(script)).arg(&exported.dir).arg(form);
                answers.push((format!("{script} {form}"), said(&mut command)));
            }
        }
    }
    if let Some(r) = system_tool(name, "Rscript") {
        let mut command = Command::new(r);
        command.arg(examples.join("r/read.R")).arg(&exported.dir);
        answers.push(("read.R".to_owned(), said(&mut command)));
    }
    let json = exported.json("round.json");
    let totals = json["tables"]["regions"].as_array().unwrap().iter();
    let sum: f64 = totals.filter_map(|region| region["total"].as_f64()).sum();
    for (who, lines) in &answers {
        assert!(lines.contains(&format!("total\t{sum:.6}")), "{who}: {lines:#?}");
        assert_eq!(lines, &answers[0].1, "{who}");
    }
}

#[test]
fn a_spreadsheet_opens_the_workbook() {
    let exported = Exported::new();
    let name = "a_spreadsheet_opens_the_workbook";
    let Some(office) = system_tool(name, "soffice") else { return };
    let out = exported.campaign.path("office");
    let profile = format!("-env:UserInstallation=file://{}", out.join("profile").display());
    // The sheet after the one with the meaning of columns, as CSV.
    let filter = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,2";
    run(Command::new(office)
        .args(["--headless", &profile, "--convert-to", filter, "--outdir"])
        .arg(&out)
        .arg(exported.dir.join("round.xlsx")));
    let csv =
        files(&out).into_iter().find(|(path, _)| path.extension().is_some_and(|e| e == "csv"));
    let (_, csv) = csv.expect("LibreOffice wrote a sheet");
    let csv = String::from_utf8(csv).unwrap();
    let n_regions = exported.json("round.json")["tables"]["regions"].as_array().unwrap().len();
    let code = exported.campaign.first_region();
    assert!(csv.lines().count() > n_regions, "{csv}");
    assert!(csv.lines().any(|line| line.starts_with(&code)), "{csv}");
}
