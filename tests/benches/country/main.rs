//! What a round over a whole country costs, and whether the cost grows as the country does.
//!
//! ```text
//! cargo bench -p tests --bench country
//! cargo bench -p tests --bench country -- --regions 33,333,2843 --seed 1
//! ```
//!
//! For each size the synthetic country is made (docs/conformance.md), its pages are written to an
//! archive, and `bluebook run --from` judges every region on every point in one go, as a process of its
//! own with the probes of this build. CPU time and peak memory are the system's figures; the shares of
//! the steps are what `run --metrics` counts. CPU time and not the wall, so that the table means the same
//! on a machine that does other things besides. Nothing is asserted of a time.
//!
//! The archive of a region takes 1 MB of disk, its round half of that; both go when its line is written.

mod judged;
mod made;
mod tables;

use std::error::Error;
use std::io::{Write as _, stdout};
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    let (mut seed, mut sizes) = (1, vec![33, 333]);
    let mut args = std::env::args().skip(1).filter(|arg| arg != "--bench");
    while let Some(name) = args.next() {
        let value = args.next().ok_or_else(|| format!("`{name}` has no value"))?;
        match name.as_str() {
            "--seed" => seed = value.parse()?,
            "--regions" => {
                sizes = value.split(',').map(str::parse).collect::<Result<Vec<usize>, _>>()?;
            }
            _ => return Err(format!("`{name}` is no option").into()),
        }
    }
    let mut rounds = Vec::new();
    for n_regions in sizes {
        // Below the target directory and not in memory, as temporary directories may be.
        let dir = tempfile::tempdir_in(Path::new(env!("CARGO_TARGET_TMPDIR")))?;
        let made = made::country(seed, n_regions, dir.path())?;
        writeln!(stdout(), "{made}")?;
        let round = judged::round(&made)?;
        writeln!(stdout(), "{round}")?;
        rounds.push(round);
    }
    Ok(tables::all(&mut stdout(), &rounds)?)
}
