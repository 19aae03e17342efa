//! The stored form of what the model says: a version byte, then postcard.
//!
//! The forms are types of their own. The model may change; a form that was released
//! never does, and a new one gets a new version byte and a place beside the old.

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::model::RegionCode;

mod v1;

/// Written before every payload and value.
pub(super) const VERSION: u8 = 1;

/// A type of the model and its stored form.
pub(super) trait Stored: Sized {
    /// What is written.
    type Form: Serialize + DeserializeOwned;

    /// The form of a value.
    fn form(&self) -> Self::Form;

    /// The value of a form.
    fn from_form(form: Self::Form) -> Result<Self, Unfit>;
}

/// The form is whole, but no value of the model.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{what} `{value}` is outside its range")]
pub struct Unfit {
    /// Which kind of value.
    pub what: &'static str,
    /// The value.
    pub value: String,
}

/// Why bytes with a good checksum say nothing to this program.
#[derive(Debug, thiserror::Error)]
pub enum Undecodable {
    /// There is no byte.
    #[error("it is empty")]
    Empty,
    /// Another program wrote it.
    #[error("it is of version {0}, and this program reads {VERSION}")]
    Version(u8),
    /// It is not postcard of our form.
    #[error("it is not in the stored form")]
    Form(#[source] postcard::Error),
    /// Bytes follow the form.
    #[error("{0} bytes follow the stored form")]
    Rest(usize),
    /// It holds a value that the model does not have.
    #[error(transparent)]
    Unfit(#[from] Unfit),
}

/// Appends the version byte and the form of `value` to `bytes`.
pub(super) fn encode(value: &impl Stored, mut bytes: Vec<u8>) -> postcard::Result<Vec<u8>> {
    bytes.push(VERSION);
    postcard::to_extend(&value.form(), bytes)
}

/// The value that [`encode`] wrote: disks and hands write other things.
pub(super) fn decode<T: Stored>(bytes: &[u8]) -> Result<T, Undecodable> {
    let (version, bytes) = bytes.split_first().ok_or(Undecodable::Empty)?;
    if *version != VERSION {
        return Err(Undecodable::Version(*version));
    }
    let (form, rest) = postcard::take_from_bytes(bytes).map_err(Undecodable::Form)?;
    if !rest.is_empty() {
        return Err(Undecodable::Rest(rest.len()));
    }
    Ok(T::from_form(form)?)
}

/// The region a payload seems to be about, read from its first bytes; for naming what is
/// damaged further on.
pub(super) fn peek_region(payload: &[u8]) -> Option<RegionCode> {
    let (start, _rest) = postcard::take_from_bytes::<(u8, u32, u32)>(payload).ok()?;
    let (version, variant, region) = start;
    (version == VERSION && variant == v1::REGION_VARIANT).then_some(())?;
    RegionCode::new(region)
}

#[cfg(test)]
mod tests;
