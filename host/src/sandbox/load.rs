//! Loading a probe: what it imports, what it says of itself, and whether it is allowed.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use wasmtime::component::Component;

use super::params::{self, BadSchemas};
use super::wit::since_v0_1::types;
use super::wit::{CONTRACT, Contract, INTERFACES, OFFERED, Pre};
use super::{Cache, Failure, Limits, Sandbox, Site};
use crate::model::Digest;

/// Bytes of a probe file. Rust probes are under 1 MiB, Python ones about 18 MiB.
const PROBE_BYTES_MAX: u64 = 64 << 20;

/// The first eight bytes of a core module and of a component.
const CORE_MODULE: &[u8] = b"\0asm\x01\0\0\0";
const COMPONENT: &[u8] = b"\0asm\x0d\0\x01\0";

/// A probe that will not be called.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// The file cannot be read.
    #[error("cannot read probe `{}`", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The file is larger than any probe may be.
    #[error("probe `{}` has more than {PROBE_BYTES_MAX} bytes", path.display())]
    TooLarge {
        /// The file.
        path: PathBuf,
    },
    /// It is WebAssembly, but not a component.
    #[error("probe `{name}` is a core module, not a component")]
    CoreModule {
        /// The file's name.
        name: String,
    },
    /// It is no WebAssembly component at all.
    #[error("probe `{name}` is not a WebAssembly component")]
    NotAComponent {
        /// The file's name.
        name: String,
    },
    /// It does not validate or uses what the sandbox does not offer.
    #[error("probe `{name}` cannot be compiled")]
    Compile {
        /// The file's name.
        name: String,
        /// What the compiler says.
        source: wasmtime::Error,
    },
    /// It wants something no probe is given.
    #[error("probe `{name}` asks for {}, which no probe is given", imports.join(", "))]
    ForeignImport {
        /// The file's name.
        name: String,
        /// Every foreign import, by name.
        imports: Vec<String>,
    },
    /// It was built for another contract.
    #[error("probe `{name}` wants contract {wants}; this host offers {OFFERED}")]
    Contract {
        /// The file's name.
        name: String,
        /// The version it was built for.
        wants: String,
    },
    /// Its imports or exports have other types than the contract's.
    #[error("probe `{name}` does not fit contract {CONTRACT}")]
    Shape {
        /// The file's name.
        name: String,
        /// What differs.
        source: wasmtime::Error,
    },
    /// What it says of its parameters cannot be used.
    #[error("probe `{name}` has schemas of its parameters that cannot be used")]
    Schemas {
        /// The file's name.
        name: String,
        /// Why.
        source: BadSchemas,
    },
    /// `describe` failed.
    #[error("probe `{name}` cannot describe itself: {}: {}", failure.reason, failure.note)]
    Describe {
        /// The file's name.
        name: String,
        /// How it failed.
        failure: Failure,
    },
}

impl LoadError {
    /// What to do about it.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::CoreModule { .. } => {
                Some("build it with `bluebook probe build`, which makes a component".to_owned())
            }
            Self::ForeignImport { .. } => Some(
                "build for wasm32-unknown-unknown without WASI: a probe has no files, clock, \
                 network or randomness"
                    .to_owned(),
            ),
            Self::Contract { wants, .. } if newer(wants) => {
                Some(format!("upgrade this host to one that offers {wants}"))
            }
            Self::Contract { .. } => {
                Some(format!("build the probe with a probe-sdk for contract {CONTRACT}"))
            }
            Self::Read { .. } => Some("`bluebook probe build` makes the bundled probes".to_owned()),
            Self::TooLarge { .. }
            | Self::NotAComponent { .. }
            | Self::Compile { .. }
            | Self::Shape { .. }
            | Self::Schemas { .. }
            | Self::Describe { .. } => None,
        }
    }
}

fn newer(wants: &str) -> bool {
    let numbers = |version: &str| -> Vec<u64> {
        version.split('.').map(|part| part.parse().unwrap_or(0)).collect()
    };
    numbers(wants) > numbers(CONTRACT)
}

/// One way a probe judges.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CriterionInfo {
    /// Name used by manifests.
    pub id: String,
    /// For people.
    pub title: String,
    /// Page roles it starts from.
    pub roles: Vec<String>,
    /// Catalogue points it was written for.
    pub points: Vec<String>,
}

/// What a probe says of itself, and what the host sees of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProbeInfo {
    /// The family.
    pub family: String,
    /// Its version.
    pub version: String,
    /// For people.
    pub title: String,
    /// Its criteria.
    pub criteria: Vec<CriterionInfo>,
    /// JSON Schemas of its parameters, by criterion, where it has some.
    pub params: BTreeMap<String, serde_json::Value>,
    /// Everything it imports, sorted.
    pub imports: Vec<String>,
    /// Contract it was built for.
    pub contract: String,
    /// Digest of the file.
    pub digest: Digest,
    /// Size of the file.
    pub n_bytes: u64,
}

/// A probe ready to be called.
#[derive(Clone)]
pub struct LoadedProbe {
    info: Arc<ProbeInfo>,
    pub(super) limits: Limits,
    pub(super) pre: Pre,
}

impl std::fmt::Debug for LoadedProbe {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("LoadedProbe").field("info", &self.info).finish_non_exhaustive()
    }
}

impl LoadedProbe {
    /// What it is.
    pub fn info(&self) -> &ProbeInfo {
        &self.info
    }

    /// The same probe under limits of its own. Memory is also bounded by the sandbox's.
    #[must_use]
    pub fn with_limits(self, limits: Limits) -> Self {
        Self { limits, ..self }
    }
}

impl Sandbox {
    /// Reads, checks, compiles and describes the probe in `path`.
    ///
    /// # Errors
    ///
    /// If the file cannot be read or the probe is refused; see [`LoadError`].
    pub fn load(&self, path: &Path, cache: Option<&Cache>) -> Result<LoadedProbe, LoadError> {
        let bytes = read(path)
            .map_err(|source| LoadError::Read { path: path.to_owned(), source })?
            .ok_or_else(|| LoadError::TooLarge { path: path.to_owned() })?;
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
        self.load_bytes(&name, &bytes, cache)
    }

    /// The same for bytes; `name` is used in errors.
    ///
    /// # Errors
    ///
    /// If the probe is refused; see [`LoadError`].
    pub fn load_bytes(
        &self,
        name: &str,
        bytes: &[u8],
        cache: Option<&Cache>,
    ) -> Result<LoadedProbe, LoadError> {
        let digest = Digest::of(bytes);
        let component = self.compile(name, bytes, &digest, cache)?;
        let imports = self.allowed_imports(name, &component)?;
        let (contract, version) = contract_of(name, &imports)?;
        let pre = Pre::new(self.engine(), contract, &component)
            .map_err(|source| LoadError::Shape { name: name.to_owned(), source })?;
        let said = self
            .describe(&pre)
            .map_err(|failure| LoadError::Describe { name: name.to_owned(), failure })?;
        let params = params::of(bytes)
            .map_err(|source| LoadError::Schemas { name: name.to_owned(), source })?;
        let info = ProbeInfo {
            params,
            family: said.family,
            version: said.version,
            title: said.title,
            criteria: said.criteria.into_iter().map(criterion).collect(),
            imports,
            contract: version,
            digest,
            n_bytes: bytes.len() as u64,
        };
        Ok(LoadedProbe { info: Arc::new(info), limits: *self.limits(), pre })
    }

    fn compile(
        &self,
        name: &str,
        bytes: &[u8],
        digest: &Digest,
        cache: Option<&Cache>,
    ) -> Result<Component, LoadError> {
        if bytes.starts_with(CORE_MODULE) {
            return Err(LoadError::CoreModule { name: name.to_owned() });
        }
        if !bytes.starts_with(COMPONENT) {
            return Err(LoadError::NotAComponent { name: name.to_owned() });
        }
        if let Some(component) = cache.and_then(|cache| cache.get(self.engine(), digest)) {
            return Ok(component);
        }
        if let Some(cache) = cache {
            cache.tell(name, bytes.len() as u64);
        }
        let component = Component::from_binary(self.engine(), bytes)
            .map_err(|source| LoadError::Compile { name: name.to_owned(), source })?;
        if let Some(cache) = cache {
            cache.keep(self.engine(), digest, &component);
        }
        Ok(component)
    }

    /// The imports, if they are the contract's.
    fn allowed_imports(&self, name: &str, component: &Component) -> Result<Vec<String>, LoadError> {
        let ty = component.component_type();
        let mut imports: Vec<String> =
            ty.imports(self.engine()).map(|(import, _)| import.to_owned()).collect();
        imports.sort();
        let is_foreign = |import: &&String| {
            let interface = import.split('@').next().unwrap_or(import);
            !INTERFACES.contains(&interface)
        };
        let foreign: Vec<String> = imports.iter().filter(is_foreign).cloned().collect();
        if !foreign.is_empty() {
            return Err(LoadError::ForeignImport { name: name.to_owned(), imports: foreign });
        }
        Ok(imports)
    }

    fn describe(&self, pre: &Pre) -> Result<types::Info, Failure> {
        let mut store = self.store(self.limits(), Arc::new(Site::empty()), Arc::new([]));
        pre.describe(&mut store).map_err(|error| Failure::from_call(&error, store.data()))
    }
}

/// The contract the imports are of, with its version as they write it. They must agree, and this
/// host must offer it; a probe that imports nothing is of any.
fn contract_of(name: &str, imports: &[String]) -> Result<(Contract, String), LoadError> {
    let versions = imports.iter().map(|import| import.split_once('@').map_or("none", |(_, v)| v));
    let mut found = (Contract::V0_2, CONTRACT.to_owned());
    for (n, version) in versions.enumerate() {
        match Contract::of(version) {
            Some(contract) if n == 0 || contract == found.0 => {
                found = (contract, version.to_owned());
            }
            Some(_) | None => {
                return Err(LoadError::Contract {
                    name: name.to_owned(),
                    wants: version.to_owned(),
                });
            }
        }
    }
    Ok(found)
}

/// The file's bytes; `None` for more than a probe may have, whatever the system says of its size.
fn read(path: &Path) -> std::io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    let n_bytes = File::open(path)?.take(PROBE_BYTES_MAX + 1).read_to_end(&mut bytes)?;
    Ok((n_bytes as u64 <= PROBE_BYTES_MAX).then_some(bytes))
}

fn criterion(said: types::Criterion) -> CriterionInfo {
    CriterionInfo { id: said.id, title: said.title, roles: said.roles, points: said.points }
}
