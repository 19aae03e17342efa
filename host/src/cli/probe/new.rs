//! `bluebook probe new`: a probe that builds as it is, with pages and expectations of its own, and the
//! lines that manifests need to ask it.

mod files;
mod name;

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use probe_build::{Language, Script};

use self::files::{SHARED, files};
use super::super::args::{Common, NewProbe};
use super::super::demo::SAMPLE;
use super::super::{Failed, Streams, load};

pub(super) use self::files::{POINTS, PROBES};

/// A region of the sample whose home page can be had.
const SAMPLE_REGION: &str = "910500";

/// A probe could not be made.
#[derive(Debug, thiserror::Error)]
pub(super) enum NewError {
    /// The name is no name of a family.
    #[error("`{name}` cannot be a probe's name")]
    Name { name: String },
    /// There is something already.
    #[error("`{}` is there and not empty", path.display())]
    Occupied { path: PathBuf },
    /// Nobody said where the SDK is.
    #[error("no probe-sdk here or above")]
    NoSdk,
    /// What was named is not the SDK.
    #[error("`{}` holds no probe-sdk", path.display())]
    NotSdk { path: PathBuf },
    /// An address was named where there must be a folder.
    #[error("`{named}` is no folder")]
    NotPath { named: String },
    /// A file or folder cannot be made.
    #[error("cannot write `{}`", path.display())]
    Write { path: PathBuf, source: io::Error },
}

impl NewError {
    fn hint(&self) -> Option<String> {
        match self {
            Self::Name { .. } => Some(name::rule()),
            Self::Occupied { .. } => Some("name another folder with `--dir`".to_owned()),
            Self::NoSdk => Some(
                "probe-sdk 不在 crates.io：在本项目的副本里运行，或指出它 · it is not on crates.io: run this in \
                 a clone of the project, or name it: `--sdk PATH/TO/CLONE/probe-sdk` or `--sdk https://…`"
                    .to_owned(),
            ),
            Self::NotSdk { .. } => Some("name the folder that holds the SDK's `wit/`".to_owned()),
            Self::NotPath { .. } => Some(
                "以 JavaScript、Python 写的探针用副本里的 SDK · probes in JavaScript and Python take the SDK of a \
                 clone: `--sdk PATH/TO/CLONE/probe-sdk`"
                    .to_owned(),
            ),
            Self::Write { .. } => None,
        }
    }
}

pub(crate) fn new(
    common: &Common,
    args: &NewProbe,
    streams: &mut Streams<'_>,
) -> Result<(), Failed> {
    let dir = args.dir.clone().unwrap_or_else(|| PathBuf::from(&args.name));
    make(args, &dir).map_err(|error| {
        let hint = error.hint();
        Failed::of(error).hint(hint)
    })?;
    for (path, _) in files(args.language()) {
        writeln!(streams.out, "{}", dir.join(path).display())?;
    }
    if is_listed(common, &args.name) {
        let (name, list) = (&args.name, common.manifests.display());
        writeln!(
            streams.err,
            "\n注意 note: 清单里已有这一族，加入会换掉它 the manifests have the family `{name}` already, and adding this \
             one would take its place: {list}"
        )?;
    }
    write!(streams.err, "{}", next(&args.name, &dir))?;
    Ok(())
}

/// Whether the manifests, if there are some that can be read, list a family of this name.
fn is_listed(common: &Common, name: &str) -> bool {
    common.manifests.is_file()
        && load(&common.manifests)
            .is_ok_and(|manifests| manifests.probes.probes.iter().any(|entry| entry.family == name))
}

fn make(args: &NewProbe, dir: &Path) -> Result<(), NewError> {
    let name = &args.name;
    if !name::is_name(name) {
        return Err(NewError::Name { name: name.clone() });
    }
    let at = absolute(dir)?;
    let checkout = at.ancestors().find(|above| is_sdk(&above.join("probe-sdk")));
    let sdk = sdk(args, &at, checkout)?;
    let occupied = fs::read_dir(&at).is_ok_and(|mut entries| entries.next().is_some());
    if occupied {
        return Err(NewError::Occupied { path: dir.to_owned() });
    }
    // A crate among the project's own is one of its workspace; every other is a workspace of its own, so
    // that none around it is asked.
    let is_member = checkout.is_some_and(|root| at.parent() == Some(&root.join("probes")));
    let filled = Filled {
        name,
        dir,
        sdk: &sdk.dependency,
        workspace: if is_member {
            ""
        } else {
            "\n# 自成一个工作区 a workspace of its own\n[workspace]"
        },
    };
    for (path, text) in files(args.language()) {
        write_file(&at.join(path), filled.text(text).as_bytes())?;
    }
    // The versions of the project's own probes: what is built offline there is built offline here.
    let is_crate = args.language() == Language::Rust;
    let lock = sdk.checkout.map(|root| root.join("Cargo.lock")).filter(|_| is_crate && !is_member);
    match lock.and_then(|lock| fs::read(lock).ok()) {
        Some(lock) => write_file(&at.join("Cargo.lock"), &lock),
        None => Ok(()),
    }
}

/// What the files of a crate are filled with.
struct Filled<'a> {
    name: &'a str,
    dir: &'a Path,
    sdk: &'a str,
    workspace: &'a str,
}

impl Filled<'_> {
    fn text(&self, text: &str) -> String {
        let Self { name, dir, sdk, workspace } = self;
        let text = text
            .replace("{{name}}", name)
            // What cargo names the component of a crate.
            .replace("{{file}}", &name.replace('-', "_"))
            .replace("{{dir}}", &dir.display().to_string())
            .replace("{{sdk}}", sdk)
            .replace("{{workspace}}", workspace);
        format!("{}\n", text.trim_end())
    }
}

fn absolute(dir: &Path) -> Result<PathBuf, NewError> {
    let failed = |source| NewError::Write { path: dir.to_owned(), source };
    let dir = std::path::absolute(dir).map_err(failed)?;
    // What is there of it is followed, so that `..` and links lead to the same checkout for cargo and us.
    let there = dir.ancestors().find(|above| above.is_dir()).unwrap_or(&dir);
    let rest = dir.strip_prefix(there).unwrap_or(Path::new(""));
    let there = there.canonicalize().map_err(failed)?;
    Ok(if rest.as_os_str().is_empty() { there } else { there.join(rest) })
}

fn is_sdk(dir: &Path) -> bool {
    dir.join("Cargo.toml").is_file() && dir.join("wit").is_dir()
}

/// The dependency on the SDK as the project's file has it, and the clone it is in.
struct Sdk {
    dependency: String,
    checkout: Option<PathBuf>,
}

/// What was named, else the clone around the new crate, else the one around the working directory.
fn sdk(args: &NewProbe, at: &Path, checkout: Option<&Path>) -> Result<Sdk, NewError> {
    if let Some(named) = &args.sdk {
        if named.contains("://") && args.language() != Language::Rust {
            return Err(NewError::NotPath { named: named.clone() });
        }
        if named.contains("://") {
            return Ok(Sdk { dependency: format!("{{ git = {named:?} }}"), checkout: None });
        }
        let path = absolute(Path::new(named))?;
        return if is_sdk(&path) {
            Ok(at_path(&path, args))
        } else {
            Err(NewError::NotSdk { path })
        };
    }
    if let Some(root) = checkout {
        let n_up = at.strip_prefix(root).map_or(0, |below| below.components().count());
        let up = Path::new(&"../".repeat(n_up)).join("probe-sdk");
        let dependency = dependency(&up, args.language());
        return Ok(Sdk { dependency, checkout: Some(root.to_owned()) });
    }
    let here = absolute(Path::new("."))?;
    let around = here.ancestors().map(|above| above.join("probe-sdk")).find(|dir| is_sdk(dir));
    around.map(|sdk| at_path(&sdk, args)).ok_or(NewError::NoSdk)
}

fn at_path(sdk: &Path, args: &NewProbe) -> Sdk {
    let dependency = dependency(sdk, args.language());
    let checkout = sdk.parent().filter(|root| root.join("Cargo.lock").is_file());
    Sdk { dependency, checkout: checkout.map(Path::to_owned) }
}

fn dependency(sdk: &Path, language: Language) -> String {
    let path = sdk.join(language.sdk());
    let path = path.display().to_string();
    match language {
        Language::Rust => format!("{{ path = {:?} }}", path.trim_end_matches('/')),
        Language::Script(Script::JavaScript) => format!("{:?}", format!("file:{path}")),
        Language::Script(Script::Python) => format!("{path:?}"),
    }
}

fn write_file(path: &Path, bytes: &[u8]) -> Result<(), NewError> {
    let failed = |source| NewError::Write { path: path.to_owned(), source };
    fs::create_dir_all(path.parent().unwrap_or(path)).map_err(failed)?;
    fs::write(path, bytes).map_err(failed)
}

/// What to type next, and the lines to paste.
fn next(name: &str, dir: &Path) -> String {
    let shown = dir.display();
    let filled = Filled { name, dir, sdk: "", workspace: "" };
    let has_sample = Path::new(SAMPLE).join("bluebook.toml").is_file();
    let manifests =
        if has_sample { format!(" --manifests {SAMPLE}/bluebook.toml") } else { String::new() };
    let mut text = format!(
        "\n接着 next（`bluebook` 即 is `cargo bluebook`）:\n  \
         bluebook probe test {shown}    # 一处期望待填 one expectation is to be filled in: {shown}/expected.toml\n  \
         bluebook{manifests} probe add {shown}    # 看清变化，加进清单 look at what changes, take it into the manifests\n"
    );
    if has_sample {
        // Writing to a String does not fail.
        let _ = writeln!(
            text,
            "  bluebook{manifests} --round {name} run --from {SAMPLE}/sample.warc.gz    # 评合成样例 judge the synthetic sample\n  \
             bluebook{manifests} --round {name} explain {SAMPLE_REGION} A1.1-{name}    # 得分 the score"
        );
    }
    text.push('\n');
    for (path, to) in [(PROBES, "probes.toml"), (POINTS, "points/")] {
        let lines = SHARED.iter().find(|(known, _)| *known == path).map_or("", |(_, text)| text);
        let _ = writeln!(
            text,
            "它加进 `{to}` 的是 what that adds to `{to}` ({shown}/{path}):\n\n{}",
            filled.text(lines.trim())
        );
    }
    text
}
