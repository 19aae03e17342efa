//! One question of the manifest: its pages and its parameters.

use crate::UnknownReason;
use crate::bindings::bluebook::probe::types;
use crate::host::{log, params, site};
use crate::judge::{Step, Stop};
use crate::page::Page;

pub use crate::bindings::bluebook::probe::site::Place;

/// One question to answer: which pages to judge and what the manifest gives for it.
///
/// ```
/// use probe_sdk::testing::Site;
/// use probe_sdk::{Criterion, Judged, Step, Task};
///
/// /// Does the home page name one of the words of the manifest?
/// fn names(task: &Task) -> Step<Judged> {
///     let words = task.words("any");
///     let words: Vec<&str> = words.iter().map(String::as_str).collect();
///     let hit = task.start()?.find("a", &words);
///     Ok(Judged::truth(hit.is_some()).seen(hit))
/// }
///
/// const NAMES: Criterion =
///     Criterion { id: "names", title: "首页有入口", roles: &["home"], points: &[], judge: names };
/// probe_sdk::export_probe! { family: "example", title: "示例", criteria: [NAMES] }
///
/// let site = || Site::new().page("home", "http://a.test/", "<a href=/zrqd>责任清单</a>");
/// let said = |words: &str| site().param("any", words).judge(&probe(), "names").said();
/// assert_eq!(said(r#"["权责清单", "责任清单"]"#), "true");
/// assert_eq!(said("办事指南"), "false");
/// ```
#[derive(Clone)]
pub struct Task {
    index: u32,
    given: types::Task,
}

impl std::fmt::Debug for Task {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Task({} {} {})", self.index, self.given.point, self.given.criterion)
    }
}

impl Task {
    pub(crate) fn new(index: u32, given: types::Task) -> Self {
        Self { index, given }
    }

    /// Point id in the manifest.
    pub fn point(&self) -> &str {
        &self.given.point
    }

    /// The region under judgement.
    pub fn place(&self) -> Place {
        site::region()
    }

    /// The day the round was collected, `YYYY-MM-DD`.
    pub fn collected_on(&self) -> String {
        site::collected_on()
    }

    /// The role the manifest lets this point start from; `home` if it says none.
    pub fn role(&self) -> String {
        self.text("role").unwrap_or_else(|| "home".to_owned())
    }

    /// The pages to judge: the one page of a page-by-page point, else every start page.
    pub fn pages(&self) -> Vec<Page> {
        match self.given.page {
            Some(index) => vec![Page::new(index)],
            None => Page::starts(&self.role()),
        }
    }

    /// The first page to judge.
    ///
    /// # Errors
    ///
    /// [`Stop::Unknown`] with `page-missing` if there is none.
    pub fn start(&self) -> Step<Page> {
        self.pages().into_iter().next().ok_or_else(|| {
            Stop::Unknown(UnknownReason::PageMissing, format!("no page of role {}", self.role()))
        })
    }

    /// A parameter as the manifest's text, or as JSON where it is not a text.
    pub fn text(&self, key: &str) -> Option<String> {
        params::get(self.index, key)
    }

    /// A parameter that is a list of words; a single text is a list of one.
    pub fn words(&self, key: &str) -> Vec<String> {
        let Some(text) = self.text(key) else { return Vec::new() };
        serde_json::from_str(&text).unwrap_or_else(|_| vec![text])
    }

    /// A parameter that is a list of groups of synonyms; a single word is a group of one.
    pub fn groups(&self, key: &str) -> Vec<Vec<String>> {
        let groups = self.text(key).and_then(|text| serde_json::from_str(&text).ok());
        groups.unwrap_or_else(|| self.words(key).into_iter().map(|word| vec![word]).collect())
    }

    /// A parameter that is a number.
    pub fn number(&self, key: &str) -> Option<f64> {
        self.text(key)?.parse().ok()
    }

    /// Writes to the run's log.
    pub fn log(&self, message: &str) {
        log::write(log::Level::Info, message);
    }
}
