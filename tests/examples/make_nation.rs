//! Writes an invented round over all real regions and points, to look at reports with.
//!
//! `cargo run -p tests --example make_nation -- DIR [SEED]`, then
//! `bluebook --rounds DIR report nation -o nation.html`.

use std::path::PathBuf;

use tests::nation::Nation;

fn main() {
    let mut words = std::env::args().skip(1);
    let Some(rounds) = words.next().map(PathBuf::from) else { return };
    let seed = words.next().and_then(|seed| seed.parse().ok()).unwrap_or(1);
    let earlier = Nation { seed: 0, is_hostile: false };
    let nation = Nation { seed, is_hostile: false };
    earlier.write(&rounds, "earlier");
    nation.write(&rounds, "nation");
}
