//! The pages behind a round's verdicts, opened when somebody first looks at one.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::Room;
use crate::evidence::{Archive, Held};
use crate::model::Digest;
use crate::serve::problem::{self, Problem};
use crate::store::archives_in;

/// Archives of a round.
#[derive(Debug)]
pub(super) struct Pages {
    /// Those that were named; the round's own if none.
    named: Vec<PathBuf>,
    /// Bytes of the archives when they were opened: they grow while the round is collected.
    opened: Mutex<Option<(u64, Arc<Archive>)>>,
}

impl Pages {
    pub(super) fn new(named: &[PathBuf]) -> Self {
        Self { named: named.to_vec(), opened: Mutex::default() }
    }

    fn archive(&self, dir: &Path) -> Result<Option<Arc<Archive>>, Problem> {
        let paths = if self.named.is_empty() { archives_in(dir)? } else { self.named.clone() };
        if paths.is_empty() {
            return Ok(None);
        }
        let length = |path: &PathBuf| fs::metadata(path).map_or(0, |file| file.len());
        let n_bytes = paths.iter().map(length).sum();
        let mut opened = self.opened.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((then, archive)) = &*opened
            && *then == n_bytes
        {
            return Ok(Some(Arc::clone(archive)));
        }
        let archive = Archive::open(&paths).map_err(|error| Problem::of(problem::STORE, &error))?;
        let archive = Arc::new(archive);
        *opened = Some((n_bytes, Arc::clone(&archive)));
        Ok(Some(archive))
    }
}

impl Room {
    /// A page by its address and digest.
    pub(in crate::serve) fn page(&self, url: &str, digest: &Digest) -> Result<Held, Problem> {
        let nowhere = |detail: &str| Problem::new(problem::NOT_FOUND).detail(detail);
        let archive = self.pages.archive(&self.dir)?.ok_or_else(|| {
            let hint = "`bluebook serve --from ARCHIVE`";
            nowhere("没有归档 no archive is kept or named").hint(Some(hint))
        })?;
        let found = archive.find_as(url, digest);
        let held = found.map_err(|error| Problem::of(problem::STORE, &error))?;
        held.ok_or_else(|| nowhere("归档中没有这一页 the archive has no such page"))
    }
}
