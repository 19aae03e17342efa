//! Probes of registries: from there for `add` and `update`, to there for `push`.

use std::path::Path;

use super::super::args::{CallLimits, Common, PushProbe};
use super::super::collect::{live_limits, user_agent};
use super::super::{Code, Environment, Failed, Streams, load};
use super::add::checked;
use super::credentials::login;
use super::offered::{Offer, from_file};
use super::opened::Opened;
use crate::fetch::{Access, AddressRule, LATEST, Named, Reference, Registry};
use crate::manifest::Manifests;
use crate::report::clean;
use crate::run::{Artifact, ArtifactError, Brought, pull, push as push_there};

/// How one introduces himself who has no manifests.
const USER_AGENT: &str = concat!("bluebook/", env!("CARGO_PKG_VERSION"));

/// Gets what a reference stands for now.
pub(super) fn from_registry(
    source: &str,
    manifests: &Manifests,
    environment: &Environment,
) -> Result<Offer, Failed> {
    let reference = reference(source)?;
    let registry = registry(&reference, Access::Pull, Some(manifests), environment)?;
    let pulled = pull(&registry, &reference).map_err(failed)?;
    Ok(Offer {
        source: reference.to_string(),
        resolved: Some(pulled.resolved.to_string()),
        bytes: pulled.component,
        signature: pulled.signature,
        is_own: false,
    })
}

pub(crate) fn push(
    common: &Common,
    args: &PushProbe,
    environment: &Environment,
    streams: &mut Streams<'_>,
) -> Result<(), Failed> {
    let reference = reference(&args.to)?;
    let offer = from_file(&args.file)?;
    let opened = Opened::load(args.file.clone(), &CallLimits::default(), environment)?;
    let info = opened.probe.info();
    let brought = Brought::of(&offer.bytes).map_err(Failed::of)?;
    let brought = brought.ok_or_else(|| no_pack(&args.file))?;
    checked(&brought, info)?;
    if offer.signature.as_ref().is_some_and(|signature| !signature.is_of(&offer.bytes)) {
        let text = format!("the signature beside `{}` is not of this file", args.file.display());
        return Err(Failed::new(Code::TrustBadSignature, text)
            .hint("`probe pack --sign-with` 重新签名 signs it again".to_owned()));
    }
    let tags = tags(&reference, &info.version)?;
    let artifact = Artifact::of(&offer.bytes, info, offer.signature.as_ref())
        .map_err(|error| Failed::new(Code::PackUnusable, error))?;
    let manifests = if common.manifests.is_file() { Some(load(&common.manifests)?) } else { None };
    let registry = registry(&reference, Access::Push, manifests.as_ref(), environment)?;
    // That the newest is another one now is what it is for.
    let moves = |tag: &Reference| reference.named().is_none() && is_latest(tag);
    let replaces = |tag: &Reference| args.replace || moves(tag);
    let digest =
        push_there(&registry, (&artifact, &offer.bytes), &tags, replaces).map_err(failed)?;
    for tag in tags {
        writeln!(streams.out, "{tag}")?;
    }
    writeln!(streams.err, "清单 manifest   {digest}")?;
    writeln!(streams.err, "摘要 digest     {}", info.digest)?;
    let signed = match &offer.signature {
        Some(signature) => format!("公钥 public key {}", signature.public_key),
        None => "没有签名 not signed".to_owned(),
    };
    writeln!(streams.err, "签名 signature  {signed}")?;
    Ok(())
}

fn is_latest(tag: &Reference) -> bool {
    matches!(tag.named(), Some(Named::Tag(tag)) if tag == LATEST)
}

/// The tags to push to: the one named; without one the probe's version, which stays, and the newest,
/// which moves.
fn tags(reference: &Reference, version: &str) -> Result<Vec<Reference>, Failed> {
    match reference.named() {
        Some(Named::Tag(_)) => Ok(vec![reference.clone()]),
        Some(Named::Digest(_)) => {
            let text = format!("`{reference}` names a digest; what it will be is not known before");
            Err(Failed::new(Code::Arguments, text).hint("写标签 name a tag".to_owned()))
        }
        None => {
            let own = self::reference(&format!("{reference}:{version}"))?;
            Ok(vec![own, reference.with(Named::Tag(LATEST.to_owned()))])
        }
    }
}

fn registry(
    reference: &Reference,
    access: Access,
    manifests: Option<&Manifests>,
    environment: &Environment,
) -> Result<Registry, Failed> {
    let login = login(reference.registry(), environment.docker_config.as_deref())?;
    let (agent, rule) = match manifests {
        Some(Manifests { fetch, .. }) => (user_agent(fetch), live_limits(fetch).addresses),
        None => (USER_AGENT.to_owned(), AddressRule::PublicOnly),
    };
    Registry::new(&agent, reference, rule, access, login).map_err(|source| {
        failed(ArtifactError::Registry { reference: reference.clone(), source: Box::new(source) })
    })
}

fn reference(text: &str) -> Result<Reference, Failed> {
    text.parse().map_err(|error: crate::fetch::BadReference| {
        let hint = error.hint().to_owned();
        Failed::new(Code::NotAnAddress, error).hint(hint)
    })
}

fn failed(error: ArtifactError) -> Failed {
    let hint = error.hint().map(str::to_owned);
    Failed::of(error).hint(hint)
}

/// A component that brings no lines cannot be shared.
fn no_pack(path: &Path) -> Failed {
    let text = format!("`{}` brings no lines for manifests", clean(&path.to_string_lossy()));
    Failed::new(Code::PackEmpty, text).hint("`bluebook probe pack` 打包 packs them".to_owned())
}
