//! Writes the sample of `bluebook demo`, `manifests/demo/sample.warc.gz`:
//! `cargo run -p tests --example make_sample`.

#[path = "../sample/synthetic.rs"]
mod synthetic;

use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    synthetic::write(&tests::root().join("manifests/demo/sample.warc.gz"))
}
