//! The two sides in Rust, with what they share as the host shares it.

use std::error::Error;
use std::hint::black_box;
use std::sync::Arc;

use bluebook::model::Finding;
use bluebook::sandbox::{Found, Site, Task};
use bluebook_dom::{Page, Selectors};
use serde_json::{Value, json};

use crate::native;
use crate::points::Point;
use crate::sandboxed::{Sandboxed, site, tasks};

const URL: &str = "http://www.example.gov.cn/";

/// Native Rust and the sandbox.
pub(crate) struct Sides {
    sandboxed: Sandboxed,
    selectors: Selectors,
}

impl Sides {
    pub(crate) fn new() -> Result<Self, Box<dyn Error>> {
        Ok(Self { sandboxed: Sandboxed::new()?, selectors: Selectors::default() })
    }

    pub(crate) fn parse(&self, html: &str) -> Page {
        Page::sharing(URL, html.to_owned(), &self.selectors)
    }

    pub(crate) fn sandboxed(&self, site: &Arc<Site>, tasks: &Arc<[Task]>) {
        let answer = self.sandboxed.judge(site, tasks);
        assert!(black_box(answer).is_ok(), "checked before the rounds");
    }

    /// The answers, after proof that both sides give them: a number where elements are counted, else the
    /// quote of the first that matches, or null.
    pub(crate) fn answers(
        &self,
        page: &Arc<Page>,
        points: &[Point],
    ) -> Result<Vec<Value>, Box<dyn Error>> {
        let native = native::judge(page, points)?;
        let sandboxed = self.sandboxed.judge(&site(page), &tasks(points))?.found;
        if native != sandboxed {
            return Err(format!("native finds {native:?}, the sandbox {sandboxed:?}").into());
        }
        let known = native.iter().map(|found| found.as_ref().ok_or("a point without an answer"));
        Ok(known.map(|found| found.map(told)).collect::<Result<_, _>>()?)
    }
}

pub(crate) fn by_native(page: &Page, points: &[Point]) {
    let found = native::judge(page, points);
    assert!(black_box(found).is_ok(), "checked before the rounds");
}

/// A finding in the words of the peers.
fn told(found: &Found) -> Value {
    if let Finding::Number(measure) = &found.finding {
        return json!(as_integer(measure.value));
    }
    json!(found.evidence.first().map(|(_, _, quote)| quote))
}

/// Counts are small; JSON of other tools writes them without a point.
#[expect(clippy::cast_possible_truncation, reason = "a count of a page's elements")]
fn as_integer(value: f64) -> i64 {
    value as i64
}
