//! A value that remembers its place in the file.

use std::borrow::Cow;
use std::ops::Range;
use std::rc::Rc;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::Deserialize;
use toml::Spanned;

use super::diagnostic::Problem;
use super::source::{Place, Source};
use crate::codes::Code;
use crate::model::Text;

/// [`Spanned`] with the schema of what is in it.
#[derive(Debug, Clone, Deserialize)]
#[serde(transparent)]
pub(super) struct At<T>(Spanned<T>);

impl<T> At<T> {
    /// The value.
    pub(super) fn get(&self) -> &T {
        self.0.get_ref()
    }

    /// Its bytes in the file; for a `[table]` its header.
    pub(super) fn span(&self) -> Range<usize> {
        self.0.span()
    }

    /// The value with its bytes, for whoever shows places after the file was read.
    pub(super) fn spanned(&self) -> Spanned<T>
    where
        T: Clone,
    {
        self.0.clone()
    }

    /// Its place in `source`, the file it was read from.
    pub(super) fn place(&self, source: &Rc<Source>) -> Place {
        Place { source: Rc::clone(source), span: self.span() }
    }

    /// A problem with it.
    pub(super) fn problem(&self, code: Code, source: &Rc<Source>, message: Text) -> Problem {
        Problem::new(code, source, self.span(), message)
    }
}

impl<T: JsonSchema> JsonSchema for At<T> {
    fn schema_name() -> Cow<'static, str> {
        T::schema_name()
    }

    fn schema_id() -> Cow<'static, str> {
        T::schema_id()
    }

    fn inline_schema() -> bool {
        T::inline_schema()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        T::json_schema(generator)
    }
}
