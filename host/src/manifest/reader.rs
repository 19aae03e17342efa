//! Reads manifest files: bounded, and every failure at the place that named the file.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Component, Path, PathBuf};
use std::rc::Rc;

use super::diagnostic::{Problem, Problems};
use super::source::{Place, Source};
use super::text;
use crate::codes::Code;
use crate::model::Text;

/// Bytes of one file. The longest shipped file has 20 KiB; a file fifty times
/// that is not a manifest but a mistake.
const FILE_BYTES_MAX: u64 = 1 << 20;

/// Files of one set. The shipped set has 62; the limit ends a path like `/`.
const FILES_MAX: usize = 4096;

/// Reads files and counts them.
#[derive(Debug, Default)]
pub(super) struct Reader {
    n_files: usize,
    /// Files that are taken as these texts, not as they are on the disk.
    edited: Vec<(PathBuf, String)>,
}

impl Reader {
    /// Takes these files as these texts, whether they are there or not.
    pub(super) fn with_edited(edited: Vec<(PathBuf, String)>) -> Self {
        Self { n_files: 0, edited }
    }

    /// Reads files beside a set that has been read, which name no root.
    pub(super) fn beside() -> Self {
        Self { n_files: 1, edited: Vec::new() }
    }

    /// Reads files whose problems are listed behind those of `source`.
    pub(super) fn behind(source: &Source) -> Self {
        Self { n_files: source.order + 1, edited: Vec::new() }
    }

    fn edited(&self, path: &Path) -> Option<&str> {
        self.edited.iter().find(|(edited, _)| edited == path).map(|(_, text)| text.as_str())
    }

    /// Reads the file everything starts from, or another that a person named.
    pub(super) fn root(&mut self, path: &Path, problems: &mut Problems) -> Option<Rc<Source>> {
        let nowhere = Source::new(path.to_owned(), shown(path), String::new(), 0);
        let place = Place { source: Rc::new(nowhere), span: 0..0 };
        self.read(path, &place, problems)
    }

    /// Reads a file that `named` asks for.
    pub(super) fn read(
        &mut self,
        path: &Path,
        named: &Place,
        problems: &mut Problems,
    ) -> Option<Rc<Source>> {
        let problem = |message| {
            Problem::new(Code::ManifestUnreadable, &named.source, named.span.clone(), message)
        };
        if self.n_files == FILES_MAX {
            problems.push(problem(text(
                format!("清单文件超过 {FILES_MAX} 个"),
                format!("more than {FILES_MAX} manifest files"),
            )));
            return None;
        }
        let read = match self.edited(path) {
            Some(text) => within_bounds(text.as_bytes().to_vec()),
            None => read_bounded(path),
        };
        let bytes = match read {
            Ok(bytes) => bytes,
            Err(failure) => {
                let problem = problem(failure.message(path));
                let is_root = self.n_files == 0;
                problems.push(if is_root { problem.hint(name_the_root()) } else { problem });
                return None;
            }
        };
        let order = self.n_files;
        self.n_files += 1;
        let source = |text| Rc::new(Source::new(path.to_owned(), shown(path), text, order));
        match String::from_utf8(bytes) {
            Ok(text) => Some(source(text)),
            Err(error) => {
                // The part before the first bad byte is unchanged, so the offset holds.
                let at = error.utf8_error().valid_up_to();
                let lossy = String::from_utf8_lossy(error.as_bytes()).into_owned();
                let source = source(lossy);
                let message = text("文件不是 UTF-8 编码", "the file is not UTF-8");
                let hint = text("请另存为 UTF-8", "save it as UTF-8");
                problems.push(
                    Problem::new(Code::ManifestUnreadable, &source, at..at + 1, message).hint(hint),
                );
                None
            }
        }
    }

    /// The files that `path` stands for: itself, or the `.toml` files directly
    /// in it, by name.
    pub(super) fn list(&self, path: &Path, named: &Place, problems: &mut Problems) -> Vec<PathBuf> {
        if !path.is_dir() {
            return vec![path.to_owned()];
        }
        let mut refuse = |message| {
            problems.push(Problem::new(
                Code::ManifestUnreadable,
                &named.source,
                named.span.clone(),
                message,
            ));
        };
        match toml_files(path) {
            Err(error) => {
                refuse(Failure::Io(error).message(path));
                Vec::new()
            }
            Ok(files) if files.is_empty() => {
                let path = shown(path);
                refuse(text(
                    format!("目录 `{path}` 里没有 .toml 文件"),
                    format!("no .toml file in the directory `{path}`"),
                ));
                files
            }
            Ok(mut files) => {
                // A file that is about to be made is not on the disk yet.
                let made = self.edited.iter().map(|(edited, _)| edited);
                let made = made.filter(|made| made.parent() == Some(path) && !files.contains(made));
                let made: Vec<PathBuf> = made.cloned().collect();
                files.extend(made);
                files.sort();
                files
            }
        }
    }
}

fn name_the_root() -> Text {
    text(
        "用 `--manifests 文件` 指定清单入口文件，或在项目目录下运行",
        "name the root manifest with `--manifests FILE`, or run in the project's directory",
    )
}

/// Why a file cannot be read.
pub(super) enum Failure {
    /// The system does not let us, or there is none.
    Io(io::Error),
    /// It is a folder, a pipe, a device.
    NotAFile,
    /// It has more bytes than this.
    TooLarge(u64),
}

impl Failure {
    /// Why the file at `path` cannot be read in `bytes_max`, as far as can be told without opening it.
    pub(super) fn of(path: &Path, bytes_max: u64) -> Option<Self> {
        match path.metadata() {
            Ok(found) if !found.is_file() => Some(Self::NotAFile),
            Ok(found) if found.len() > bytes_max => Some(Self::TooLarge(bytes_max)),
            Ok(_) => None,
            Err(error) => Some(Self::Io(error)),
        }
    }

    /// The same in one sentence.
    pub(super) fn message(&self, path: &Path) -> Text {
        let path = shown(path);
        match self {
            Self::Io(error) if error.kind() == io::ErrorKind::NotFound => {
                text(format!("找不到 `{path}`"), format!("there is no `{path}`"))
            }
            Self::Io(error) if error.kind() == io::ErrorKind::PermissionDenied => {
                text(format!("没有权限读取 `{path}`"), format!("no permission to read `{path}`"))
            }
            Self::Io(error) => {
                text(format!("无法读取 `{path}`"), format!("cannot read `{path}`: {error}"))
            }
            Self::NotAFile => text(format!("`{path}` 不是文件"), format!("`{path}` is not a file")),
            Self::TooLarge(bytes_max) => text(
                format!("`{path}` 超过 {bytes_max} 字节"),
                format!("`{path}` is larger than {bytes_max} bytes"),
            ),
        }
    }
}

fn read_bounded(path: &Path) -> Result<Vec<u8>, Failure> {
    // Asked before opening: opening a named pipe would wait for its writer.
    if !path.metadata().map_err(Failure::Io)?.is_file() {
        return Err(Failure::NotAFile);
    }
    let file = File::open(path).map_err(Failure::Io)?;
    let mut bytes = Vec::new();
    file.take(FILE_BYTES_MAX + 1).read_to_end(&mut bytes).map_err(Failure::Io)?;
    within_bounds(bytes)
}

fn within_bounds(bytes: Vec<u8>) -> Result<Vec<u8>, Failure> {
    if bytes.len() as u64 > FILE_BYTES_MAX {
        Err(Failure::TooLarge(FILE_BYTES_MAX))
    } else {
        Ok(bytes)
    }
}

fn toml_files(directory: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in directory.read_dir()? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "toml") {
            files.push(path);
        }
    }
    // The order of a directory is the file system's; ours must not depend on it.
    files.sort();
    Ok(files)
}

/// `path` for people: `a/b/../c` is shown as `a/c`.
pub(super) fn shown(path: &Path) -> String {
    let mut short = PathBuf::new();
    for part in path.components() {
        let above = matches!(short.components().next_back(), Some(Component::Normal(_)));
        match part {
            Component::CurDir => {}
            Component::ParentDir if above => {
                short.pop();
            }
            Component::Prefix(_)
            | Component::RootDir
            | Component::ParentDir
            | Component::Normal(_) => short.push(part),
        }
    }
    short.display().to_string()
}
