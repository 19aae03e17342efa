//! # What it asks
//! How many items carry a well-formed code.
//!
//! # Why it counts
//! One item has one code from the ministry down to the counter; without it lists cannot be compared.
//!
//! # How it is judged
//! Under a label such as 事项编码 (`keywords`), in a column of the list behind `follow` or on the pages of the items
//! drawn from it, stands a code of 12 to 31 capital letters and digits, as the catalogue of services assigns
//! them. Of a column the share of its rows counts.
//!
//! # When it is unknown
//! The list or all items drawn could not be had. No link to a list: no.
//!
//! # Source
//! 政务服务改革工作用语规范 (阿拉善盟), 事项编码.

use probe_sdk::criteria::fields::Fields;
use probe_sdk::criteria::guides::CODE;
use probe_sdk::criteria::reach::as_strs;
use probe_sdk::{Criterion, Evidence, Judged, Step, Task};

use crate::drawn::stated;

pub(crate) const CRITERION: Criterion = Criterion {
    id: "item-codes",
    title: "事项编码规范率",
    roles: &["list_page", "home"],
    points: &["A1.2-4"],
    judge,
};

/// Characters of a code: twelve of the catalogue, up to 31 with region, office and variant.
const CODE_CHARS: std::ops::RangeInclusive<usize> = 12..=31;

/// Places quoted on one page.
const QUOTES_MAX: usize = 3;

fn judge(task: &Task) -> Step<Judged> {
    let given = task.words("keywords");
    let words = if given.is_empty() { CODE.to_vec() } else { as_strs(&given) };
    let stated = stated(task, &words)?;
    let (mean, n, seen) = stated.mean(|fields| coded(fields, &words))?;
    Ok(Judged::number(mean, "share").seen(seen).note(format!("查看 {n} 处")))
}

fn coded(fields: &Fields, words: &[&str]) -> (f64, Vec<Evidence>) {
    let (mut n_coded, mut n_rows, mut seen) = (0_usize, 0_usize, Vec::new());
    for field in fields.called(words) {
        let codes = field.values.iter().filter(|value| is_code(&value.text));
        n_coded += codes.clone().count().min(field.n_rows);
        n_rows += field.n_rows;
        seen.extend(codes.take(QUOTES_MAX).map(Evidence::from));
    }
    let count = |n: usize| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
    (if n_rows == 0 { 0.0 } else { count(n_coded) / count(n_rows) }, seen)
}

fn is_code(text: &str) -> bool {
    let text = text.trim();
    let is_varied = text.bytes().any(|byte| Some(&byte) != text.as_bytes().first());
    CODE_CHARS.contains(&text.len())
        && is_varied
        && text.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase())
}
