//! Version 1 of the stored forms. Released: fields, their order and their types are for ever.
//!
//! Serialised as postcard by the journal and the index, and as JSON by the export, where
//! a digest is text.

use serde::{Deserialize, Serialize, Serializer};

use super::{Stored, Unfit};
use crate::model::{self, Digest, PointId, RegionCode, UnknownReason};
use crate::store::{journal, sled_store};

/// A form whose fields are those of the model's struct, in the order written here.
///
/// Both directions name every field without `..`, so that a field added to the model
/// breaks the build here, where it needs a decision.
macro_rules! stored {
    ($(#[doc = $doc:literal] $path:path as $name:ident {
        $($(#[$attribute:meta])* $field:ident: $kind:ty,)*
    })*) => {$(
        #[doc = $doc]
        #[derive(Debug, Serialize, Deserialize)]
        pub(in crate::store) struct $name {
            $($(#[$attribute])* $field: <$kind as Stored>::Form,)*
        }

        impl Stored for $path {
            type Form = $name;

            fn form(&self) -> $name {
                let Self { $($field,)* } = self;
                $name { $($field: $field.form(),)* }
            }

            fn from_form(form: $name) -> Result<Self, Unfit> {
                Ok(Self { $($field: Stored::from_form(form.$field)?,)* })
            }
        }
    )*};
}

stored! {
    /// Frame 0 of a journal.
    model::RoundHeader as RoundHeader {
        name: String,
        edition: String,
        collected_on: String,
        plan: Digest,
        source: String,
    }
    /// One region.
    model::RegionBatch as RegionBatch {
        region: RegionCode,
        pages: Vec<model::PageRecord>,
        missing: Vec<model::MissingPage>,
        verdicts: Vec<model::Verdict>,
    }
    /// The last frame of a journal.
    journal::Closing as Closing {
        n_batches: u64,
        n_verdicts: u64,
    }
    /// A border between batches.
    journal::Mark as Mark {
        n_batches: u64,
        checksum: u32,
    }
    /// What the index holds.
    sled_store::State as State {
        mark: Option<journal::Mark>,
        sum: sled_store::Sum,
    }
    /// A checksum over the index.
    sled_store::Sum as Sum {
        n_entries: u64,
        checksum: u64,
    }
    /// A page had.
    model::PageRecord as PageRecord {
        requested: String,
        url: String,
        role: String,
        depth: u32,
        status: u16,
        digest: Digest,
        n_bytes: u64,
        encoding: String,
        encoding_ground: String,
        n_replaced: u32,
    }
    /// A page not had.
    model::MissingPage as MissingPage {
        requested: String,
        role: String,
        failure: String,
        note: String,
    }
    /// A verdict.
    model::Verdict as Verdict {
        region: RegionCode,
        point: PointId,
        page: Option<String>,
        finding: model::Finding,
        evidence: Vec<model::Evidence>,
        #[serde(rename = "confidence_per_mille")]
        confidence: model::Confidence,
        note: Option<String>,
        provenance: model::Provenance,
    }
    /// Where something was seen.
    model::Evidence as Evidence {
        url: String,
        page: Digest,
        node: Option<u32>,
        quote: String,
    }
    /// Who judged.
    model::Provenance as Provenance {
        family: String,
        version: String,
        probe: Option<Digest>,
        contract: String,
        criterion: String,
        params: Digest,
        n_pages: u32,
        pages: Digest,
        cost_fuel: u64,
    }
    /// A quantity.
    model::Measure as Measure {
        value: f64,
        unit: String,
    }
    /// Not known.
    model::Unknown as Unknown {
        reason: UnknownReason,
        note: String,
    }
}

/// A form whose variants are those of the model's enum, in the order written here.
macro_rules! stored_enum {
    ($(#[doc = $doc:literal] $(#[$more:meta])* $path:path as $name:ident {
        $($variant:ident($kind:ty),)*
    })*) => {$(
        #[doc = $doc]
        #[derive(Debug, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        $(#[$more])*
        pub(in crate::store) enum $name { $($variant(<$kind as Stored>::Form),)* }

        impl Stored for $path {
            type Form = $name;

            fn form(&self) -> $name {
                match self { $(Self::$variant(value) => $name::$variant(value.form()),)* }
            }

            fn from_form(form: $name) -> Result<Self, Unfit> {
                Ok(match form {
                    $($name::$variant(form) => Self::$variant(Stored::from_form(form)?),)*
                })
            }
        }
    )*};
}

/// Position of [`Entry::Region`] in its enum, which is what postcard writes.
pub(in crate::store) const REGION_VARIANT: u32 = 1;

stored_enum! {
    /// A frame of a journal.
    journal::Entry as Entry {
        Opened(model::RoundHeader),
        Region(model::RegionBatch),
        Closed(journal::Closing),
    }
    /// What was found.
    model::Finding as Finding {
        Truth(bool),
        Number(model::Measure),
        Grade(String),
        Text(String),
        Unknown(model::Unknown),
    }
}

mod reviews;

/// Values that are their own form. The reasons of `unknown` are among them: the model
/// promises that new ones go to the end.
macro_rules! stored_as_is {
    ($($kind:ty),*) => {$(
        impl Stored for $kind {
            type Form = Self;

            fn form(&self) -> Self {
                self.clone()
            }

            fn from_form(form: Self) -> Result<Self, Unfit> {
                Ok(form)
            }
        }
    )*};
}

stored_as_is!(bool, u16, u32, u64, String, UnknownReason, model::Drawn);

impl Stored for f64 {
    type Form = Self;

    fn form(&self) -> Self {
        *self
    }

    fn from_form(form: Self) -> Result<Self, Unfit> {
        form.is_finite().then_some(form).ok_or_else(|| unfit("number", &form))
    }
}

impl<T: Stored> Stored for Option<T> {
    type Form = Option<T::Form>;

    fn form(&self) -> Self::Form {
        self.as_ref().map(T::form)
    }

    fn from_form(form: Self::Form) -> Result<Self, Unfit> {
        form.map(T::from_form).transpose()
    }
}

impl<T: Stored> Stored for Vec<T> {
    type Form = Vec<T::Form>;

    fn form(&self) -> Self::Form {
        self.iter().map(T::form).collect()
    }

    fn from_form(form: Self::Form) -> Result<Self, Unfit> {
        form.into_iter().map(T::from_form).collect()
    }
}

impl Stored for PointId {
    type Form = String;

    fn form(&self) -> String {
        self.0.clone()
    }

    fn from_form(form: String) -> Result<Self, Unfit> {
        Ok(Self(form))
    }
}

impl Stored for RegionCode {
    type Form = u32;

    fn form(&self) -> u32 {
        self.get()
    }

    fn from_form(form: u32) -> Result<Self, Unfit> {
        Self::new(form).ok_or_else(|| unfit("region code", &form))
    }
}

impl Stored for model::Confidence {
    type Form = u16;

    fn form(&self) -> u16 {
        self.per_mille()
    }

    fn from_form(form: u16) -> Result<Self, Unfit> {
        // Exact: a thousandth times a thousand is rounded to the whole number it was.
        Self::from_share(f32::from(form) / 1000.0).ok_or_else(|| unfit("confidence", &form))
    }
}

/// 32 bytes; in JSON `sha256:` and 64 hex digits.
#[derive(Debug, Deserialize)]
#[serde(transparent)]
pub(in crate::store) struct Sha256(Digest);

impl Serialize for Sha256 {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.collect_str(&self.0)
        } else {
            self.0.serialize(serializer)
        }
    }
}

impl Stored for Digest {
    type Form = Sha256;

    fn form(&self) -> Sha256 {
        Sha256(*self)
    }

    fn from_form(form: Sha256) -> Result<Self, Unfit> {
        Ok(form.0)
    }
}

fn unfit(what: &'static str, value: &impl ToString) -> Unfit {
    Unfit { what, value: value.to_string() }
}
