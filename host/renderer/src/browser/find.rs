//! Where the browser is.

use std::env::split_paths;
use std::ffi::OsString;
use std::path::PathBuf;

use crate::error::RenderError;

/// Names of Chromium, in the order they are looked for: Debian, others, Google's own.
const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "chrome"];

/// Where to look for a browser.
#[derive(Debug)]
pub(crate) struct Places {
    /// The program itself, if somebody names it.
    pub(crate) named: Option<OsString>,
    /// Folders of programs, as `PATH` has them.
    pub(crate) path: Option<OsString>,
}

impl Places {
    /// The browser's program.
    pub(crate) fn find(&self) -> Result<PathBuf, RenderError> {
        if let Some(named) = &self.named {
            let program = PathBuf::from(named);
            return if program.is_file() {
                Ok(program)
            } else {
                Err(RenderError::Named { program })
            };
        }
        let folders: Vec<PathBuf> = self.path.iter().flat_map(split_paths).collect();
        NAMES
            .iter()
            .flat_map(|name| folders.iter().map(move |folder| folder.join(name)))
            .find(|program| program.is_file())
            .ok_or_else(|| RenderError::NotInstalled { names: NAMES.join(", ") })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(named: Option<&str>, folders: &[&str], expected: &str) {
        let dir = tempfile::tempdir().unwrap();
        for file in ["a/chrome", "b/chromium", "b/google-chrome"] {
            let file = dir.path().join(file);
            std::fs::create_dir_all(file.parent().unwrap()).unwrap();
            std::fs::write(file, "").unwrap();
        }
        let path = std::env::join_paths(folders.iter().map(|folder| dir.path().join(folder)));
        let named = named.map(|name| dir.path().join(name).into());
        let found = Places { named, path: path.ok() }.find();
        let found = match found {
            Ok(program) => program.strip_prefix(dir.path()).unwrap().display().to_string(),
            Err(error) => {
                format!("{} {}", error.class(), error).replace(dir.path().to_str().unwrap(), "")
            }
        };
        assert_eq!(found, expected);
    }

    #[test]
    fn a_browser_is_found() {
        check(None, &["a", "b"], "b/chromium");
        check(None, &["a"], "a/chrome");
        check(Some("a/chrome"), &["b"], "a/chrome");
        check(
            Some("none"),
            &["b"],
            "no-browser `/none`, which BLUEBOOK_CHROMIUM names, is no program",
        );
        check(
            None,
            &["c"],
            "no-browser no chromium, chromium-browser, google-chrome, chrome on the path; install chromium, or name one in BLUEBOOK_CHROMIUM",
        );
    }
}
