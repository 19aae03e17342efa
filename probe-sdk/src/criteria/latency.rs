//! How long a site takes to answer: the median over several questions, so that one slow answer does not
//! decide.

use crate::UnknownReason;
use crate::judge::{Judged, Step, Stop};
use crate::page::Page;

/// The median of the milliseconds the pages took, whole milliseconds; of two in the middle the greater.
///
/// # Errors
///
/// [`Stop::Unknown`] with `not-stated` if nobody measured: the page comes from an archive that does not
/// say how long it took.
pub fn median_ms(pages: &[Page], elapsed_ms: impl Fn(Page) -> Option<u32>) -> Step<Judged> {
    let measured: Vec<i64> =
        pages.iter().filter_map(|page| elapsed_ms(*page).map(i64::from)).collect();
    let none =
        || Stop::Unknown(UnknownReason::NotStated, "no page says how long it took".to_owned());
    let ms = median(&measured).ok_or_else(none)?;
    let ms = u32::try_from(ms).unwrap_or(u32::MAX);
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
