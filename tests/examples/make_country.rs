//! Writes the synthetic country, its manifests and the truth about it into a directory:
//! `cargo run --release -p tests --example make_country -- --seed 1 --regions 33 OUT`.

use std::env;
use std::error::Error;
use std::fs;
use std::io::Write as _;
use std::path::PathBuf;

use tests::country::{Country, archive, manifests};

fn main() -> Result<(), Box<dyn Error>> {
    let (mut seed, mut n_regions, mut out) = (1, 33, None);
    let mut args = env::args().skip(1);
    while let Some(arg) = args.next() {
        let mut number = || args.next().ok_or_else(|| format!("{arg} wants a number"));
        match arg.as_str() {
            "--seed" => seed = number()?.parse()?,
            "--regions" => n_regions = number()?.parse()?,
            _ => out = Some(PathBuf::from(arg)),
        }
    }
    let out = out.ok_or("usage: make_country [--seed N] [--regions N] OUT")?;
    let country = Country::new(seed, n_regions);
    fs::create_dir_all(&out)?;
    manifests::write_set(country, &out.join("manifests"))?;
    manifests::write_truth(country, &out.join("truth.tsv"))?;
    let written = archive::write(country, &out)?;
    let (n_sheets, n_rendered) = (written.n_sheets, written.n_rendered);
    let mut said = std::io::stdout().lock();
    writeln!(said, "{n_sheets} pages, {n_rendered} renderings, {} regions", country.n_regions())?;
    Ok(())
}
