//! Lays exported verdicts beside the truth of the synthetic country:
//! `… --example compare_country -- --seed 1 --regions 33 MANIFESTS/bluebook.toml VERDICTS.jsonl`.

use std::env;
use std::error::Error;
use std::fs;
use std::io::Write as _;
use std::path::PathBuf;

use tests::country::{Country, conformance};

fn main() -> Result<(), Box<dyn Error>> {
    let (mut seed, mut n_regions, mut paths) = (1, 33, Vec::new());
    let mut args = env::args().skip(1);
    while let Some(arg) = args.next() {
        let mut number = || args.next().ok_or_else(|| format!("{arg} wants a number"));
        match arg.as_str() {
            "--seed" => seed = number()?.parse()?,
            "--regions" => n_regions = number()?.parse()?,
            _ => paths.push(PathBuf::from(arg)),
        }
    }
    let [manifests, verdicts] = paths.as_slice() else {
        return Err(
            "usage: compare_country [--seed N] [--regions N] bluebook.toml verdicts.jsonl".into()
        );
    };
    let system = bluebook::manifest::load(manifests)
        .map_err(|_| "the manifests do not hold; `bluebook check` says why")?
        .system;
    let lines = fs::read(verdicts)?;
    let lines = String::from_utf8_lossy(&lines);
    let verdicts: Result<Vec<_>, _> = lines.lines().map(serde_json::from_str).collect();
    let answers = conformance::answers(&verdicts?);
    let conformance = conformance::compare(Country::new(seed, n_regions), &system, &answers);
    writeln!(std::io::stdout().lock(), "{conformance}")?;
    Ok(())
}
