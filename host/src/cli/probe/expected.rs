//! The expectations of a probe, and whether the files of its folder name what the probe has.

use std::path::Path;

use super::super::args::OfProbe;
use super::super::fitting::{inspected, names};
use super::super::{Code, Failed};
use super::scoring::scored;
use crate::fetch::{FailureClass, OddKind};
use crate::manifest::{Expected, FolderPoints, check_probe_folder, load_expectations};
use crate::sandbox::ProbeInfo;

/// Name of the file in a crate.
pub(super) const EXPECTED: &str = "expected.toml";

/// The expectations of a probe: those named, else those of its folder.
pub(super) fn expected(args: &OfProbe) -> Result<Expected, Failed> {
    let path = &args.probe.path;
    let beside = || folder(args).map(|folder| folder.join(EXPECTED));
    let file = args.expected.clone().or_else(beside).ok_or_else(|| {
        let text = format!("no expectations are named for `{}`", path.display());
        Failed::new(Code::ExpectationsUnusable, text).hint(
            "写明 name them with `--expected FILE`，或给出探针的目录 or name the probe's folder"
                .to_owned(),
        )
    })?;
    load_expectations(&file, &failures()).map_err(|diagnostics| {
        let made = "`bluebook probe new` 会写一份 expected.toml · writes one; name another with `--expected FILE`";
        Failed::manifests(diagnostics).hint((!file.exists()).then(|| made.to_owned()))
    })
}

/// The folder of the probe, where not only its component is named.
pub(super) fn folder(args: &OfProbe) -> Option<&Path> {
    Some(args.probe.path.as_path()).filter(|path| path.is_dir())
}

/// Whether expectations and the files in a probe's folder name the probe, its criteria and parameters as it
/// does itself; the points that the folder brings. `of` is what a person named.
pub(super) fn check_names(
    expected: Option<&Expected>,
    folder: Option<&Path>,
    (of, info): (&Path, &ProbeInfo),
) -> Result<FolderPoints, Failed> {
    check_probe_folder(expected, folder, &names(info)).map_err(|problems| {
        let hint = inspected(&problems, &[of.to_owned()]);
        Failed::manifests(problems).hint(hint)
    })
}

/// The same of a folder that is shared, with what can be told of its score rules before anything is asked.
/// Expectations that cannot be read keep nobody from sharing; `probe test` tells what is wrong with them.
pub(super) fn check_shared(folder: &Path, info: &ProbeInfo) -> Result<(), Failed> {
    let expected = load_expectations(&folder.join(EXPECTED), &failures()).ok();
    let points = check_names(expected.as_ref(), Some(folder), (folder, info))?;
    match expected {
        Some(expected) => scored(&points, &expected, &[]).map_err(Failed::manifests),
        None => Ok(()),
    }
}

/// Names of reasons for which a page cannot be had.
fn failures() -> Vec<&'static str> {
    // Of whatever status: the name is that of the class.
    let status = FailureClass::HttpStatus(404);
    let classes = FailureClass::ALL.iter().chain([&status]).map(|class| class.name());
    classes.chain(OddKind::ALL.iter().map(|kind| kind.name())).collect()
}
