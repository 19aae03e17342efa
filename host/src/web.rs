//! Styles and scripts that the report's page and the desk of `bluebook serve` share, so that both look
//! and work alike: colours and type, tables, elements made of text nodes, two languages. What only
//! one of them needs stays beside it.

/// Colours of both schemes, type, the frame of a page.
pub(crate) const BASE_CSS: &str = include_str!("web/base.css");

/// Figures, tables, quotes.
pub(crate) const TABLES_CSS: &str = include_str!("web/tables.css");

/// Two languages, and numbers in words. Imports nothing.
pub(crate) const TEXTS_JS: &str = include_str!("web/texts.js");

/// Elements. Imports `texts.js`.
pub(crate) const DOM_JS: &str = include_str!("web/dom.js");

/// Tables as files. Imports `dom.js`.
pub(crate) const CSV_JS: &str = include_str!("web/csv.js");

/// Tables that are sorted and saved. Imports the three others.
pub(crate) const TABLE_JS: &str = include_str!("web/table.js");
