//! A page, decoded and parsed once into a flat, frozen tree, and the questions a probe may put to it.
//!
//! Reading order: [`decode`] turns bytes into text and says on what ground; [`Tree`] is the page as
//! data, shared by every probe; [`Selector`] and [`Meter`] are how it is asked and what asking costs;
//! [`Page`] answers the questions of the WIT interface `page`. The host and the native harness of the
//! SDK both use this crate, so a probe's author sees what the host will see.
//!
//! Nothing here reads a file, a clock or the network, and nothing in a page can make it panic.

pub mod decode;
mod meter;
mod page;
mod script;
mod selector;
mod tree;

pub use meter::{BYTES_PER_UNIT, Meter, OverLimit};
pub use page::{Hit, Link, Page, QueryError};
pub use script::{ScriptTarget, script_target};
pub use selector::{
    SELECTOR_BYTES_MAX, SELECTOR_PARTS_MAX, SELECTORS_KEPT_MAX, Selector, SelectorError, Selectors,
};
pub use tree::{ELEMENTS_MAX, HTML_BYTES_MAX, Tree};
