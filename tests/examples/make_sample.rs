//! Writes the sample of `bluebook demo` from the synthetic country: pages and regions of
//! `manifests/demo`, and the few regions of it that most tests judge:
//! `cargo run -p tests --example make_sample`.

use std::error::Error;

use tests::country::sample::Sample;

fn main() -> Result<(), Box<dyn Error>> {
    let (sample, demo) = (Sample::default(), tests::root().join("manifests/demo"));
    sample.write_regions(&demo.join("regions"))?;
    sample.write_few(&tests::fixture("sample"))?;
    sample.write_archive(&demo.join("sample.warc.gz"))
}
