//! What can be chosen on the command line.

use std::error::Error;

use crate::site::N_HOSTS;

/// The choices; see the head of `main.rs`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Options {
    /// Pages for sides in Rust, a multiple of the hosts.
    pub(crate) n_pages: usize,
    /// Pages for Scrapy, which would take minutes for as many.
    pub(crate) n_scrapy_pages: usize,
    /// Times every side has its turn.
    pub(crate) n_rounds: usize,
    /// Sides whose name holds this; all if it is empty.
    pub(crate) only: String,
}

impl Options {
    /// Reads `--pages`, `--scrapy-pages`, `--rounds` and `--only`, each with its value. `cargo bench` adds
    /// `--bench`.
    pub(crate) fn read(mut args: impl Iterator<Item = String>) -> Result<Self, Box<dyn Error>> {
        let mut options =
            Self { n_pages: 20_000, n_scrapy_pages: 3_000, n_rounds: 5, only: String::new() };
        while let Some(name) = args.next() {
            if name == "--bench" {
                continue;
            }
            let value = args.next().ok_or_else(|| format!("`{name}` has no value"))?;
            match name.as_str() {
                "--pages" => options.n_pages = whole_hosts(value.parse()?),
                "--scrapy-pages" => options.n_scrapy_pages = whole_hosts(value.parse()?),
                "--rounds" => options.n_rounds = value.parse::<usize>()?.max(1),
                "--only" => options.only = value,
                _ => return Err(format!("`{name}` is no option").into()),
            }
        }
        options.n_scrapy_pages = options.n_scrapy_pages.min(options.n_pages);
        Ok(options)
    }
}

/// As many pages on every host.
fn whole_hosts(n_pages: usize) -> usize {
    n_pages.div_ceil(N_HOSTS).max(1) * N_HOSTS
}
