//! What a project's file says: name, version, and the folder of the SDK.

use std::path::{Path, PathBuf};

use super::read;
use crate::{BuildError, Script};

/// The package a probe depends on.
const SDK: &str = "probe-sdk";

/// What `package.json` or `pyproject.toml` says.
#[derive(Debug)]
pub(super) struct Project {
    pub(super) language: Script,
    pub(super) name: String,
    pub(super) version: String,
    /// The SDK's folder.
    pub(super) sdk: PathBuf,
}

impl Project {
    /// Reads the project of a folder.
    pub(super) fn read(dir: &Path, language: Script) -> Result<Self, BuildError> {
        let path = dir.join(language.project());
        let lacks = |lacks: String| BuildError::Project { path: path.clone(), lacks };
        let bytes = read(&path)?;
        let (about, sdk) = match language {
            Script::JavaScript => {
                let file: serde_json::Value =
                    serde_json::from_slice(&bytes).map_err(|error| lacks(error.to_string()))?;
                let sdk = file.pointer("/dependencies/probe-sdk").and_then(|sdk| sdk.as_str());
                let sdk = sdk.and_then(|sdk| sdk.strip_prefix("file:")).map(str::to_owned);
                (file, sdk)
            }
            Script::Python => {
                let text = String::from_utf8_lossy(&bytes);
                let file: toml::Table =
                    toml::from_str(&text).map_err(|error| lacks(error.to_string()))?;
                let file = serde_json::to_value(file).map_err(|error| lacks(error.to_string()))?;
                let sdk = file.pointer("/tool/uv/sources/probe-sdk/path").and_then(|p| p.as_str());
                let sdk = sdk.map(str::to_owned);
                (file.get("project").cloned().unwrap_or_default(), sdk)
            }
        };
        let text = |key: &str| about.get(key).and_then(|value| value.as_str()).map(str::to_owned);
        let wanted = |key: &str| text(key).ok_or_else(|| lacks(format!("it has no {key}")));
        let sdk = sdk.ok_or_else(|| lacks(format!("it names no {SDK} by path")))?;
        let sdk = dir.join(sdk);
        if !sdk.join(language.project()).is_file() {
            return Err(lacks(format!("there is no {SDK} in `{}`", sdk.display())));
        }
        Ok(Self { language, name: wanted("name")?, version: wanted("version")?, sdk })
    }

    /// The component's file.
    pub(super) fn file(&self) -> String {
        format!("{}.wasm", self.name.replace('-', "_"))
    }
}
