//! JavaScript: componentize-qjs puts `QuickJS`, the modules as they are after `import`, and stubs in place
//! of WASI into one component.

use std::path::Path;
use std::process::Command;

use super::project::Project;

/// The module that joins the probe with the SDK.
const ENTRY: &str = "probe-entry.js";

/// Where the SDK's modules lie in it, where they are laid out, and files of it besides modules.
pub(super) fn sdk() -> (&'static str, &'static str, &'static [&'static str]) {
    ("", "node_modules/probe-sdk", &["wit"])
}

/// The file that joins the probe with the SDK, which comes first: modules of the author that do not import it
/// have its `console` too.
pub(super) fn entry(project: &Project) -> (&'static str, String) {
    let version = &project.version;
    let text = format!(
        "import \"probe-sdk\";\nimport \"./app.js\";\nimport {{ ready }} from \"probe-sdk/component\";\n\
         export {{ describe, evaluate }} from \"probe-sdk/component\";\n\nready({version:?});\n"
    );
    (ENTRY, text)
}

/// What makes the component of the sources in `stage`.
pub(super) fn componentize(tool: &Path, stage: &Path, made: &Path) -> Command {
    let mut command = Command::new("node");
    command
        .arg(tool.join("node_modules/componentize-qjs/cli.mjs"))
        // Without the asynchronous half of the component model, which the sandbox does not have.
        .args(["--stub-wasi", "--sync", "--world", "probe", "--wit"])
        .arg(stage.join("node_modules/probe-sdk/wit"))
        .arg("--js")
        .arg(stage.join(ENTRY))
        .arg("--module-root")
        .arg(stage)
        .arg("--output")
        .arg(made)
        .env_remove("NODE_OPTIONS");
    command
}
