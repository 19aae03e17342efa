//! The floor: the same questions put to the page by plain Rust, and the same findings made of the
//! answers, without a sandbox in between. (The SDK's own native imports are a test harness, which
//! keeps its site in a thread-local and clones as it likes; it would flatter the sandbox.)

use std::error::Error;

use bluebook::model::{Confidence, Finding, Measure};
use bluebook::sandbox::Found;
use bluebook_dom::{Meter, Page};

use crate::points::{Ask, Point};

/// How sure the SDK is of a finding that rests on something not being there.
const ABSENCE_CONFIDENCE: f32 = 0.8;

/// Characters of a quote that are kept, as in the host.
const QUOTE_CHARS_MAX: usize = 200;

/// Units the questions may cost; the host's default limit.
const UNITS_MAX: u64 = 50_000_000;

/// Judges the points over one page.
pub(crate) fn judge(page: &Page, points: &[Point]) -> Result<Vec<Option<Found>>, Box<dyn Error>> {
    let mut meter = Meter::new(UNITS_MAX);
    points.iter().map(|point| Ok(Some(judge_one(page, point, &mut meter)?))).collect()
}

fn judge_one(page: &Page, point: &Point, meter: &mut Meter) -> Result<Found, Box<dyn Error>> {
    let mut found = Found {
        finding: Finding::Truth(false),
        evidence: Vec::new(),
        confidence: Confidence::FULL,
        note: None,
    };
    match point.ask {
        Ask::Text(any) => match page.find_text(meter, point.css, any)? {
            Some(hit) => {
                let quote = hit.text.chars().take(QUOTE_CHARS_MAX).collect();
                found.finding = Finding::Truth(true);
                found.evidence.push((0, Some(hit.node), quote));
            }
            None => {
                found.confidence =
                    Confidence::from_share(ABSENCE_CONFIDENCE).ok_or("confidence")?;
            }
        },
        Ask::Count => {
            let value = f64::from(page.count(meter, point.css)?);
            found.finding = Finding::Number(Measure { value, unit: "items".to_owned() });
        }
    }
    Ok(found)
}
