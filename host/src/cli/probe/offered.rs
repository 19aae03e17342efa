//! A probe somebody offers: a crate on this machine, a file, an https address or an artifact of a registry,
//! with its signature.

use std::fs::{self, File};
use std::io::Read as _;
use std::path::{Path, PathBuf};

use url::Url;

use super::super::args::{CallLimits, ProbeFile};
use super::super::collect::{live_limits, user_agent};
use super::super::{Code, Environment, Failed};
use super::new::{POINTS, PROBES};
use super::opened::{component, region};
use super::pack::{SIGNATURE_SUFFIX, beside};
use super::registry::from_registry;
use crate::fetch::{LiveLimits, LiveSource, OCI_SCHEME};
use crate::manifest::Manifests;
use crate::report::clean;
use crate::run::{Brought, COMPONENT_BYTES_MAX, SIGNATURE_BYTES_MAX, download};
use crate::store::Signature;

/// Bytes of a file that is offered; the largest that live collection takes.
const OFFERED_BYTES_MAX: usize = COMPONENT_BYTES_MAX;

/// The first bytes of what gzip made, as `probe save` does.
const GZIP: [u8; 2] = [0x1f, 0x8b];

/// A probe that is offered.
#[derive(Debug)]
pub(super) struct Offer {
    /// As the lock will have it.
    pub(super) source: String,
    /// What the source stands for now, where it may stand for something else later.
    pub(super) resolved: Option<String>,
    /// All of the file.
    pub(super) bytes: Vec<u8>,
    pub(super) signature: Option<Signature>,
    /// Built here, so that nobody has to vouch for it.
    pub(super) is_own: bool,
}

impl Offer {
    /// Gets what `source` names.
    pub(super) fn get(
        source: &str,
        offline: bool,
        manifests: &Manifests,
        environment: &Environment,
    ) -> Result<Self, Failed> {
        let path = Path::new(source);
        let offer = if source.starts_with("https://") || source.starts_with("http://") {
            from_network(source, manifests, environment)
        } else if source.starts_with(OCI_SCHEME) {
            from_registry(source, manifests, environment)
        } else if path.is_dir() {
            from_crate(path, offline)
        } else {
            from_file(path)
        }?;
        if offer.bytes.starts_with(&GZIP) {
            let text = format!(
                "`{}` 是 `probe save` 存的，或别的压缩文件 is what `probe save` writes, or compressed otherwise",
                clean(source)
            );
            return Err(Failed::new(Code::ProbeNotAComponent, text)
                .hint("`bluebook probe load FILE`".to_owned()));
        }
        Ok(offer)
    }
}

/// Whether a source is neither an address nor a place on this machine: the name that was left of a file on
/// another machine when its probe was saved.
pub(super) fn lies_elsewhere(source: &str) -> bool {
    !is_address(source) && !Path::new(source).is_absolute()
}

/// Whether a source is had over a network.
pub(super) fn is_address(source: &str) -> bool {
    source.starts_with("https://")
        || source.starts_with("http://")
        || source.starts_with(OCI_SCHEME)
}

fn from_crate(path: &Path, offline: bool) -> Result<Offer, Failed> {
    let file = ProbeFile { path: path.to_owned(), offline, limits: CallLimits::default() };
    let built = read(&component(&file)?, OFFERED_BYTES_MAX)?;
    let text = |name: &str| {
        let bytes = read(&path.join(name), OFFERED_BYTES_MAX)?;
        String::from_utf8(bytes)
            .map_err(|error| Failed::new(Code::FileUnreadable, format!("`{name}`: {error}")))
    };
    let brought = Brought::new(text(PROBES)?, text(POINTS)?);
    let bytes = brought.pack(&built).map_err(Failed::of)?;
    let source = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned()).display().to_string();
    Ok(Offer { source, resolved: None, bytes, signature: None, is_own: true })
}

pub(super) fn from_file(path: &Path) -> Result<Offer, Failed> {
    let bytes = read(path, OFFERED_BYTES_MAX)?;
    let signature = signature_beside(path)?;
    let source = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned()).display().to_string();
    Ok(Offer { source, resolved: None, bytes, signature, is_own: false })
}

/// The signature that lies beside a component, if there is one.
pub(super) fn signature_beside(component: &Path) -> Result<Option<Signature>, Failed> {
    let beside = beside(component);
    if !beside.is_file() {
        return Ok(None);
    }
    parsed(&read(&beside, SIGNATURE_BYTES_MAX)?, &beside.display().to_string()).map(Some)
}

/// Politely, like any page, and only over TLS unless the manifests allow addresses of this machine.
fn from_network(
    source: &str,
    manifests: &Manifests,
    environment: &Environment,
) -> Result<Offer, Failed> {
    let fetch = &manifests.fetch;
    if !source.starts_with("https://") && !fetch.allow_private_addresses {
        let text = format!("`{source}` is not https");
        return Err(Failed::new(Code::NotAnAddress, text));
    }
    let address = |text: &str| {
        Url::parse(text).map_err(|error| {
            Failed::new(Code::NotAnAddress, format!("no address: `{text}`: {error}"))
        })
    };
    let limits = LiveLimits { body_bytes_max: OFFERED_BYTES_MAX, ..live_limits(fetch) };
    let get = |url: &Url| -> Result<Result<Vec<u8>, Failed>, Failed> {
        let live = LiveSource::new(&user_agent(fetch), limits.clone(), environment.clock)
            .map_err(Failed::of)?;
        let answer = download(&live, url, region("")?).map_err(Failed::of)?;
        Ok(match answer {
            Ok(capture) if capture.truncated.is_none() => Ok(capture.body),
            Ok(_) => Err(Failed::new(Code::DownloadFailed, format!("`{url}` came only in part"))),
            Err(failure) => Err(Failed::new(Code::DownloadFailed, failure.note)),
        })
    };
    let url = address(source)?;
    let bytes = get(&url)??;
    let signed = address(&format!("{source}{SIGNATURE_SUFFIX}"))?;
    // Whoever publishes none is not signed; the policy says what that means.
    let signature = match get(&signed)? {
        Ok(text) => Some(parsed(&text, signed.as_str())?),
        Err(_) => None,
    };
    Ok(Offer { source: source.to_owned(), resolved: None, bytes, signature, is_own: false })
}

pub(super) fn parsed(bytes: &[u8], name: &str) -> Result<Signature, Failed> {
    serde_json::from_slice(bytes).map_err(|error| {
        Failed::new(Code::PackSignature, format!("`{name}` is no signature: {error}"))
    })
}

/// A file's bytes, unless it is larger than what is taken.
pub(super) fn read(path: &Path, bytes_max: usize) -> Result<Vec<u8>, Failed> {
    let failed = |error: std::io::Error| {
        Failed::new(Code::FileUnreadable, format!("cannot read `{}`: {error}", path.display()))
    };
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(failed)?;
    file.take(bytes_max as u64 + 1).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() > bytes_max {
        let text = format!("`{}` has more than {bytes_max} bytes", path.display());
        return Err(Failed::new(Code::FileUnreadable, text));
    }
    Ok(bytes)
}

/// Where the points of a family that was added lie.
pub(super) fn points_file(manifests: &Manifests, family: &str) -> Result<PathBuf, Failed> {
    let folder = manifests.points_from.iter().find(|path| path.is_dir());
    let folder = folder.ok_or_else(|| {
        Failed::new(
            Code::ManifestNotEditable,
            "`points` in the root manifest names no directory for the file",
        )
    })?;
    Ok(folder.join(format!("{family}.toml")))
}
