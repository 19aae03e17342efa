//! Who vouches for a probe that is offered, asked before anything of it is read.

use std::fmt::Write as _;
use std::path::PathBuf;

use super::super::super::{Code, Failed};
use super::super::offered::Offer;
use super::lines::Packed;
use super::straight;
use crate::codes::Coded as _;
use crate::manifest::Manifests;
use crate::report::clean;
use crate::run::{Distrusted, Publisher, TRUST_FILE, Trust};

/// Whose word a probe is taken on.
#[derive(Debug, Clone, Copy)]
pub(super) enum Vouched<'t> {
    /// It was built here, and needs nobody.
    Own,
    /// Somebody the policy names signed it.
    By(&'t Publisher),
    /// Nobody known did; whoever takes it said that this will do.
    Nobody,
}

impl<'t> Vouched<'t> {
    /// By the bytes and the signature alone.
    pub(super) fn of(
        trust: &'t Trust,
        offer: &Offer,
        manifests: &Manifests,
        takes_unsigned: bool,
    ) -> Result<Self, Failed> {
        if offer.is_own {
            return Ok(Self::Own);
        }
        match trust.vouch(&offer.bytes, offer.signature.as_ref()) {
            Ok(publisher) => Ok(Self::By(publisher)),
            Err(error) if takes_unsigned && error.code() == Code::TrustUnsigned => Ok(Self::Nobody),
            Err(error) => {
                let hint = match &error {
                    Distrusted::NotSigned => Some(unknown(trust, manifests, None)),
                    // The signature holds, so that the section is what was signed.
                    Distrusted::UnknownKey { public_key } => {
                        let lines = Packed::of(offer).ok().map(|packed| (public_key, packed));
                        Some(unknown(trust, manifests, lines))
                    }
                    Distrusted::BadSignature
                    | Distrusted::RevokedProbe { .. }
                    | Distrusted::RevokedKey { .. }
                    | Distrusted::Family { .. }
                    | Distrusted::Points { .. } => error.hint(),
                };
                Err(failed(offer, &error).hint(hint))
            }
        }
    }

    /// Whether whoever vouches may publish the family.
    pub(super) fn may_family(self, offer: &Offer, family: &str) -> Result<(), Failed> {
        match self {
            Self::By(publisher) => {
                publisher.may_family(family).map_err(|error| beyond(offer, &error))
            }
            Self::Own | Self::Nobody => Ok(()),
        }
    }

    /// Whether whoever vouches may publish the points.
    pub(super) fn may_points<'p>(
        self,
        offer: &Offer,
        points: impl IntoIterator<Item = &'p String>,
    ) -> Result<(), Failed> {
        match self {
            Self::By(publisher) => {
                publisher.may_points(points).map_err(|error| beyond(offer, &error))
            }
            Self::Own | Self::Nobody => Ok(()),
        }
    }

    /// In words.
    pub(super) fn words(self) -> String {
        match self {
            Self::Own => "自己构建的 built here".to_owned(),
            Self::By(publisher) => format!("{} 签名 signed", clean(publisher.name())),
            Self::Nobody => "没有可信的签名 not signed by anybody the policy names".to_owned(),
        }
    }
}

fn beyond(offer: &Offer, error: &Distrusted) -> Failed {
    failed(offer, error).hint(error.hint())
}

/// Of several it is not known which one is meant without its name.
fn failed(offer: &Offer, error: &Distrusted) -> Failed {
    Failed::new(error.code(), format!("`{}`: {}", clean(&offer.source), clean(&error.to_string())))
}

/// Which policy was read, and what to write there where a key is known.
fn unknown(trust: &Trust, manifests: &Manifests, lines: Option<(&String, Packed)>) -> String {
    let path = whole(trust.path().to_owned());
    let there =
        if trust.is_there() { "" } else { "，还没有这个文件 which is not there yet" };
    let mut text = format!("信任文件是 the policy is `{}`{there}", path.display());
    // Beside the root manifest is where it is looked for first, and it is not read there.
    let stray = whole(manifests.root.with_file_name(TRUST_FILE));
    if stray.is_file() && stray != path {
        let _ = write!(
            text,
            "；`{}` 没有读：要放在 probes.toml 旁 is not read, it belongs beside probes.toml",
            stray.display()
        );
    }
    if let Some((key, packed)) = lines {
        let schema = if trust.is_there() { "" } else { "schema = 1\n\n" };
        let quoted = |text: &str| toml::Value::from(clean(text)).to_string();
        let points: Vec<String> = packed.points.iter().map(|point| quoted(point)).collect();
        let (key, family, points) = (quoted(key), quoted(&packed.family), points.join(", "));
        let _ = write!(
            text,
            "。若信任签它的人，写入 if you trust the signer, write there:\n\n{schema}[[publisher]]\nname = \"…\"\n\
             public_key = {key}\nfamilies = [{family}]\npoints = [{points}]\n\n"
        );
    } else {
        text.push('；');
    }
    text.push_str("看过之后也可以 or, having looked at it: `--unsigned`");
    text
}

/// The path from the root of the disk: a file of this name may lie in several folders.
fn whole(path: PathBuf) -> PathBuf {
    std::path::absolute(&path).map_or(path, |whole| straight(&whole))
}
