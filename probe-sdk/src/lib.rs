//! Write an evaluation probe.
//!
//! A probe is a WebAssembly component that looks at fetched pages and says what
//! it found. It has no network, no clock and no files: the same pages give the
//! same verdicts on any machine, in any year.
//!
//! An author writes one function per criterion, in a straight line. A page that
//! is not there yet is asked for by `?`: the host fetches it and calls again.
//!
//! ```
//! use probe_sdk::{Criterion, Judged, Step, Task};
//!
//! /// Is a duty list published within one click of the home page?
//! fn duty_list(task: &Task) -> Step<Judged> {
//!     let home = task.start()?;
//!     let list = home.follow(&["责任清单"], "list_page")?;
//!     let rows = list.texts("table tr", 200);
//!     Ok(Judged::truth(rows.len() > 1).seen(rows.first()))
//! }
//!
//! const DUTY_LIST: Criterion = Criterion {
//!     id: "duty-list",
//!     title: "责任清单可达",
//!     roles: &["home"],
//!     points: &["A1.1-1"],
//!     judge: duty_list,
//! };
//!
//! probe_sdk::export_probe! {
//!     family: "example",
//!     title: "示例",
//!     criteria: [DUTY_LIST],
//! }
//!
//! // The same code under `cargo test`, over a saved page, without WebAssembly:
//! use probe_sdk::testing::Site;
//! let site = Site::new()
//!     .page("home", "http://a.test/", r#"<a href="/zrqd">责任清单</a>"#)
//!     .page("list_page", "http://a.test/zrqd", "<table><tr><td>事项<tr><td>许可</table>");
//! let outcome = site.judge(&probe(), "duty-list");
//! assert_eq!(outcome.finding, probe_sdk::Finding::Truth(true));
//! assert_eq!(outcome.followed, ["http://a.test/zrqd"]);
//! ```

#[doc(hidden)]
#[expect(
    warnings,
    clippy::all,
    clippy::pedantic,
    clippy::allow_attributes,
    clippy::allow_attributes_without_reason,
    unsafe_code,
    missing_docs,
    missing_debug_implementations,
    reason = "generated from wit/ by wit-bindgen; a test compares it with a fresh generation"
)]
#[rustfmt::skip]
pub mod bindings;

pub mod criteria;
mod host;
mod judge;
mod page;
mod probe;
mod task;
#[cfg(not(target_arch = "wasm32"))]
pub mod testing;
mod walk;

pub use bindings::bluebook::probe::page::PageInfo;
pub use bindings::bluebook::probe::site::Failure;
pub use bindings::bluebook::probe::types::{
    Answer, Evidence, Finding, Info, Measure, Request, Unknown, UnknownReason, Verdict,
};
pub use judge::{ABSENCE_CONFIDENCE, Judged, QUOTE_CHARS_MAX, Step, Stop, Wanted};
pub use page::{Hit, LINKS_MAX, Link, Page, SHELL_LINKS_MAX};
pub use probe::{Criterion, Probe};
pub use task::{Place, Task};
pub use walk::failed;
