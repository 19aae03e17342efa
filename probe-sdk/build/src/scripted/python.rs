//! Python: componentize-py puts `CPython`, the sources as they are after `import`, and stubs in place of
//! WASI into one component.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::project::Project;

/// The module that joins the probe with the SDK.
const ENTRY: &str = "probe_entry";

/// Where the SDK's modules lie in it, where they are laid out, and files of it besides modules.
pub(super) fn sdk() -> (&'static str, &'static str, &'static [&'static str]) {
    ("src/probe_sdk", "probe_sdk", &["wit"])
}

/// The file that joins the probe with the SDK. What a probe has not is taken away before the author's modules
/// hold it by name; `random` would go on from a seed that was drawn at the build.
pub(super) fn entry(project: &Project) -> (&'static str, String) {
    let version = &project.version;
    let text = format!(
        "import sys\n\nfrom probe_sdk import guards\n\nguards.install()\n\nimport app\n\
         from probe_sdk.component import WitWorld, ready\n\nready({version:?})\n\
         if \"random\" in sys.modules:\n    sys.modules[\"random\"].seed(0)\n"
    );
    ("probe_entry.py", text)
}

/// What makes the component of the sources in `stage`.
pub(super) fn componentize(tool: &Path, stage: &Path, made: &Path) -> Command {
    let mut command = Command::new(interpreter(tool));
    command
        // Not its script, which knows only the folder it was first installed in.
        .args(["-B", "-c", "import sys, componentize_py; sys.exit(componentize_py.script())"])
        .args(["--quiet", "--world", "probe", "--wit-path"])
        .arg(stage.join("probe_sdk/wit"))
        .args(["componentize", ENTRY, "--stub-wasi", "--python-path"])
        .arg(stage)
        .arg("--output")
        .arg(made)
        // Packages of a surrounding environment would be taken in and change the component. The tool asks
        // `pipenv` and `python3` for them, so it is given a path on which there is neither.
        .env("PATH", stage)
        .env_remove("VIRTUAL_ENV")
        .env_remove("PYTHONPATH")
        .env("RUST_BACKTRACE", "0")
        .env("RUST_LIB_BACKTRACE", "0");
    command
}

/// What `venv` made.
pub(super) fn interpreter(tool: &Path) -> PathBuf {
    if cfg!(windows) { tool.join("Scripts/python.exe") } else { tool.join("bin/python3") }
}
