//! How long a site takes to answer: the median over several questions, so that one slow answer does not
//! decide.

use crate::UnknownReason;
use crate::judge::{Judged, Step, Stop};
use crate::page::Page;

/// What the contract calls the milliseconds a page took.
const ELAPSED: &str = "elapsed-ms";

/// The median of the milliseconds the pages took, whole milliseconds; of two in the middle the greater.
///
/// # Errors
///
/// [`Stop::Unknown`] with `not-stated` if nobody measured: the pages come from an archive that does not
/// say how long they took.
pub fn median_ms(pages: &[Page]) -> Step<Judged> {
    let elapsed = |page: &Page| page.fact(ELAPSED)?.parse().ok();
    let measured: Vec<i64> = pages.iter().filter_map(elapsed).collect();
    let none =
        || Stop::Unknown(UnknownReason::NotStated, "no page says how long it took".to_owned());
    let ms = u32::try_from(median(&measured).ok_or_else(none)?).unwrap_or(u32::MAX);
    let judged = Judged::number(f64::from(ms), "ms").seen(pages.iter().copied());
    Ok(judged.note(format!("{} 次", measured.len())))
}

/// The middle of the numbers in their order, of two in the middle the greater; `None` for none.
///
/// ```
/// use probe_sdk::criteria::latency::median;
/// assert_eq!(median(&[9, 1, 5]), Some(5));
/// assert_eq!(median(&[1, 3]), Some(3));
/// assert_eq!(median(&[]), None);
/// ```
pub fn median(numbers: &[i64]) -> Option<i64> {
    let mut sorted = numbers.to_vec();
    sorted.sort_unstable();
    sorted.get(sorted.len() / 2).copied()
}
