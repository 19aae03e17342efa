//! `expected.toml` of a probe crate: saved pages by site, and what the probe should say of them.

use std::collections::BTreeMap;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Deserializer, de};
use toml::Spanned;
use url::Url;

use super::super::Failed;
use crate::manifest::{Pointed, param_text};
use crate::model::UnknownReason;
use crate::sandbox::Place;

/// Name of the file in a crate.
pub(super) const EXPECTED: &str = "expected.toml";

/// The version of the file's form.
const SCHEMA: u32 = 1;

/// Bytes of a file of expectations; those of the project's largest family would have some 60,000.
const BYTES_MAX: u64 = 4 << 20;

/// What stands where the author is to say what is right.
const TO_FILL_IN: &str = "?";

/// The expectations cannot be read.
#[derive(Debug, thiserror::Error)]
pub(super) enum ExpectedError {
    /// The file cannot be read.
    #[error("cannot read the expectations `{}`", path.display())]
    Read { path: PathBuf, source: std::io::Error },
    /// It is larger than any file of expectations.
    #[error("`{}` has more than {BYTES_MAX} bytes", path.display())]
    TooLarge { path: PathBuf },
    /// It is not of the form.
    #[error("`{}` is no file of expectations", path.display())]
    Parse { path: PathBuf, source: Box<toml::de::Error> },
    /// It is of a form of another version.
    #[error("`{}` has schema {found}; this program reads {SCHEMA}", path.display())]
    Schema { path: PathBuf, found: u32 },
    /// An expectation expects nothing, or two things.
    #[error("{}: 须写 `finding` 或 `unknown` 之一 · one of `finding` and `unknown` is to be given{place}", place.at())]
    Neither { place: Box<Pointed> },
    /// A value is no finding.
    #[error("{}: 结论为 true、false、数或文字 · a finding is true, false, a number or a text{place}", place.at())]
    NoFinding { place: Box<Pointed> },
    /// A reason is none of the contract or the host.
    #[error("{}: 没有这种未知 · no unknown is called `{name}`{place}", place.at())]
    NoReason { name: String, place: Box<Pointed> },
    /// A parameter cannot be handed to a probe.
    #[error("{}: 参数 `{name}` 不是有限数 · the parameter `{name}` is no finite number{place}", place.at())]
    Param { name: String, place: Box<Pointed> },
}

impl ExpectedError {
    /// The failure of a command, with what to do.
    pub(super) fn failed(self) -> Failed {
        let hint = match &self {
            Self::Read { .. } => Some(format!(
                "`bluebook probe new` 会写一份 {EXPECTED} · writes one; name another with `--expected FILE`"
            )),
            Self::NoReason { .. } => {
                let names: Vec<_> = UnknownReason::ALL.iter().map(|reason| reason.name()).collect();
                Some(names.join(", "))
            }
            Self::TooLarge { .. }
            | Self::Parse { .. }
            | Self::Schema { .. }
            | Self::Neither { .. }
            | Self::NoFinding { .. }
            | Self::Param { .. } => None,
        };
        Failed::of(self).hint(hint)
    }
}

/// A file of expectations.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    schema: u32,
    /// The day of collection, `YYYY-MM-DD`.
    collected_on: String,
    place: RawPlace,
    #[serde(default)]
    site: Vec<RawSite>,
}

/// The region that pages are of.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawPlace {
    code: String,
    name: String,
    short_name: String,
}

impl RawPlace {
    fn into_place(self) -> Place {
        let Self { code, name, short_name } = self;
        Place { code, name, short_name }
    }
}

/// Pages that belong together.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSite {
    name: String,
    /// The day of collection, where it is not that of the file.
    collected_on: Option<String>,
    /// The region, where it is not that of the file.
    place: Option<RawPlace>,
    /// Whether nobody answers for pages that were not saved; else they do not exist.
    #[serde(default)]
    silent: bool,
    #[serde(default)]
    page: Vec<RawPage>,
    #[serde(default)]
    missing: Vec<RawMissing>,
    #[serde(default)]
    expect: Vec<RawExpect>,
}

/// A saved page.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawPage {
    /// Relative to the file of expectations.
    pub(super) file: PathBuf,
    #[serde(deserialize_with = "address")]
    pub(super) url: Url,
    /// What it is to the probe where judging starts from it; other pages are given when asked for.
    pub(super) role: Option<String>,
    #[serde(default = "ok")]
    pub(super) status: u16,
    /// As the server said it, for example `text/html; charset=gbk`.
    pub(super) content_type: Option<String>,
    /// Addresses passed on the way.
    #[serde(default)]
    pub(super) hops: Vec<String>,
    /// What was written down of how it came, for example `["elapsed-ms", "120"]`.
    #[serde(default)]
    pub(super) remarks: Vec<(String, String)>,
}

/// An address that could not be had.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawMissing {
    #[serde(deserialize_with = "address")]
    pub(super) url: Url,
    /// The failure's class, for example `http-status` or `dns`.
    pub(super) failure: String,
    /// The status, where the class is `http-status`.
    pub(super) status: Option<u16>,
}

fn address<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Url, D::Error> {
    let text = String::deserialize(deserializer)?;
    Url::parse(&text).map_err(|error| de::Error::custom(format!("no address: `{text}`: {error}")))
}

fn ok() -> u16 {
    200
}

/// What is expected of a criterion.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawExpect {
    criterion: Spanned<String>,
    role: Option<String>,
    #[serde(default)]
    params: BTreeMap<String, toml::Value>,
    finding: Option<Spanned<toml::Value>>,
    unit: Option<String>,
    unknown: Option<Spanned<String>>,
    quote: Option<Spanned<String>>,
}

/// Expectations, checked.
#[derive(Debug)]
pub(super) struct Expected {
    pub(super) path: PathBuf,
    text: String,
    pub(super) sites: Vec<ExpectedSite>,
}

/// Pages that belong together, and what is expected of them.
#[derive(Debug)]
pub(super) struct ExpectedSite {
    pub(super) name: String,
    pub(super) collected_on: String,
    pub(super) place: Place,
    pub(super) is_silent: bool,
    pub(super) pages: Vec<RawPage>,
    pub(super) missing: Vec<RawMissing>,
    pub(super) expectations: Vec<Expectation>,
}

/// One expectation.
#[derive(Debug)]
pub(super) struct Expectation {
    pub(super) criterion: Spanned<String>,
    pub(super) role: Option<String>,
    pub(super) params: BTreeMap<String, String>,
    pub(super) wanted: Wanted,
    /// Where it says so.
    pub(super) span: Range<usize>,
    /// Part of a quote.
    pub(super) quote: Option<Spanned<String>>,
}

/// What should be found.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Wanted {
    /// The author has yet to say it.
    ToFillIn,
    /// Yes or no.
    Truth(bool),
    /// A number, and its unit if it is compared.
    Number(f64, Option<String>),
    /// A grade or a text.
    Word(String),
    /// Unknown, and why.
    Unknown(UnknownReason),
}

impl Expected {
    pub(super) fn read(path: &Path) -> Result<Self, ExpectedError> {
        let failed = |source| ExpectedError::Read { path: path.to_owned(), source };
        if fs::metadata(path).map_err(failed)?.len() > BYTES_MAX {
            return Err(ExpectedError::TooLarge { path: path.to_owned() });
        }
        let text = String::from_utf8_lossy(&fs::read(path).map_err(failed)?).into_owned();
        let raw: Raw = toml::from_str(&text).map_err(|source| ExpectedError::Parse {
            path: path.to_owned(),
            source: Box::new(source),
        })?;
        if raw.schema != SCHEMA {
            return Err(ExpectedError::Schema { path: path.to_owned(), found: raw.schema });
        }
        let mut expected = Self { path: path.to_owned(), text, sites: Vec::new() };
        for site in raw.site {
            let site = expected.site(site, &raw.collected_on, &raw.place)?;
            expected.sites.push(site);
        }
        Ok(expected)
    }

    /// A place in the file.
    pub(super) fn at(&self, span: Range<usize>) -> Pointed {
        Pointed::new(&self.path, &self.text, span)
    }

    fn site(
        &self,
        raw: RawSite,
        collected_on: &str,
        place: &RawPlace,
    ) -> Result<ExpectedSite, ExpectedError> {
        let expectations: Result<_, _> =
            raw.expect.into_iter().map(|one| self.check(one)).collect();
        Ok(ExpectedSite {
            name: raw.name,
            collected_on: raw.collected_on.unwrap_or_else(|| collected_on.to_owned()),
            place: raw.place.unwrap_or_else(|| place.clone()).into_place(),
            is_silent: raw.silent,
            pages: raw.page,
            missing: raw.missing,
            expectations: expectations?,
        })
    }

    fn check(&self, raw: RawExpect) -> Result<Expectation, ExpectedError> {
        let RawExpect { criterion, role, params, finding, unit, unknown, quote } = raw;
        let (wanted, span) = match (finding, unknown) {
            (Some(value), None) => (self.finding(&value, unit)?, value.span()),
            (None, Some(name)) => (Wanted::Unknown(self.reason(&name)?), name.span()),
            (Some(_), Some(_)) | (None, None) => {
                let place = Box::new(self.at(criterion.span()));
                return Err(ExpectedError::Neither { place });
            }
        };
        let mut handed = BTreeMap::new();
        for (name, value) in params {
            let Some(text) = param_text(&value) else {
                let place = Box::new(self.at(criterion.span()));
                return Err(ExpectedError::Param { name, place });
            };
            handed.insert(name, text);
        }
        Ok(Expectation { criterion, role, params: handed, wanted, span, quote })
    }

    fn finding(
        &self,
        value: &Spanned<toml::Value>,
        unit: Option<String>,
    ) -> Result<Wanted, ExpectedError> {
        Ok(match value.get_ref() {
            toml::Value::Boolean(truth) => Wanted::Truth(*truth),
            toml::Value::String(text) if text == TO_FILL_IN => Wanted::ToFillIn,
            toml::Value::String(text) => Wanted::Word(text.clone()),
            toml::Value::Integer(number) => {
                // Whoever counts beyond 2^53 does not compare with three decimals.
                #[expect(clippy::cast_precision_loss, reason = "compared with a tolerance")]
                let number = *number as f64;
                Wanted::Number(number, unit)
            }
            toml::Value::Float(number) => Wanted::Number(*number, unit),
            toml::Value::Datetime(_) | toml::Value::Array(_) | toml::Value::Table(_) => {
                let place = Box::new(self.at(value.span()));
                return Err(ExpectedError::NoFinding { place });
            }
        })
    }

    fn reason(&self, name: &Spanned<String>) -> Result<UnknownReason, ExpectedError> {
        let known = UnknownReason::ALL.iter().find(|reason| reason.name() == name.get_ref());
        known.copied().ok_or_else(|| {
            let place = Box::new(self.at(name.span()));
            ExpectedError::NoReason { name: name.get_ref().clone(), place }
        })
    }
}
