//! The country that is judged: manifests, probes and an archive in a directory.

use std::error::Error;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use tests::country::{Country, archive, manifests};

/// A country on the disk.
#[derive(Debug)]
pub(crate) struct Made {
    pub(crate) n_regions: usize,
    pub(crate) directory: PathBuf,
    /// Pages, redirects, failed looks and renderings.
    pub(crate) n_records: usize,
    pub(crate) archive_bytes: u64,
}

impl Made {
    pub(crate) fn manifests(&self) -> PathBuf {
        self.directory.join("manifests/bluebook.toml")
    }
}

impl fmt::Display for Made {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { n_regions, n_records, archive_bytes, .. } = self;
        let mb = archive_bytes / 1_000_000;
        write!(f, "made {n_regions} regions: {n_records} pages and failures, {mb} MB of archive")
    }
}

/// Writes it. The probes are those built with this benchmark, and agreed to by whoever runs them.
pub(crate) fn country(
    seed: u64,
    n_regions: usize,
    directory: &Path,
) -> Result<Made, Box<dyn Error>> {
    let country = Country::new(seed, n_regions);
    let set = directory.join("manifests");
    manifests::write_set(country, &set)?;
    let probes = directory.join("probes");
    fs::create_dir(&probes)?;
    for name in tests::PROBES {
        let file = format!("{name}.wasm");
        fs::copy(Path::new(tests::PROBES_DIR).join(&file), probes.join(&file))?;
    }
    let listed = set.join("probes.toml");
    let text = String::from_utf8(fs::read(&listed)?)?;
    let lines = text.lines().map(|line| {
        let directory = line.starts_with("directory = ");
        if directory { "directory = \"../probes\"\n".to_owned() } else { format!("{line}\n") }
    });
    fs::write(&listed, lines.collect::<String>())?;
    let pages = directory.join("pages");
    fs::create_dir(&pages)?;
    let written = archive::write(country, &pages)?;
    let n_records = written.n_sheets + written.n_rendered;
    let archive_bytes = bytes_below(&pages)?;
    Ok(Made { n_regions, directory: directory.to_owned(), n_records, archive_bytes })
}

/// Bytes of the files of a directory.
pub(crate) fn bytes_below(directory: &Path) -> std::io::Result<u64> {
    let mut n_bytes = 0;
    for entry in fs::read_dir(directory)? {
        let entry = entry?;
        let metadata = entry.metadata()?;
        n_bytes += if metadata.is_dir() { bytes_below(&entry.path())? } else { metadata.len() };
    }
    Ok(n_bytes)
}
