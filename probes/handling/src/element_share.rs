//! # What it asks
//! How many of the eight elements the guides state, on average.
//!
//! # Why it counts
//! A guide that leaves out conditions, materials or the place sends people to the counter twice; the
//! national check fails a site with five guides that lack four or more.
//!
//! # How it is judged
//! The mean, over the guides drawn, of the share of the eight elements that stand under their label with
//! something stated: a heading alone, a placeholder and what is switched off do not count. A flow may be
//! a picture or a file. The note says how many guides lack `fail_missing` elements or more.
//!
//! # When it is unknown
//! No guide could be had.
//!
//! # Source
//! 《政府网站与政务新媒体检查指标》(国办秘函〔2019〕19号), 单项否决, 服务不实用.

use probe_sdk::criteria::guides::{Guide, sample, share};
use probe_sdk::{Criterion, Evidence, Judged, Step, Task};

pub(crate) const CRITERION: Criterion = Criterion {
    id: "element-share",
    title: "指南八要素完整率",
    roles: &["service_portal", "home", "guide"],
    points: &["B2.1-2"],
    judge,
};

/// Elements a guide lacks when the national check counts it.
const FAIL_MISSING: f64 = 4.0;

/// Names of the elements, in the order of [`Guide::elements`].
const NAMES: [&str; 8] = [
    "事项名称",
    "设定依据",
    "申请条件",
    "办理材料",
    "办理地点",
    "办理时间",
    "联系电话",
    "办理流程",
];

/// Guides quoted.
const QUOTES_MAX: usize = 40;

fn judge(task: &Task) -> Step<Judged> {
    let sample = sample(task)?;
    let guides: Vec<&Guide> = sample.guides().collect();
    if guides.is_empty() {
        return share(&sample, |_| Ok(probe_sdk::criteria::guides::Answer::No(None)));
    }
    let fail = task.number("fail_missing").unwrap_or(FAIL_MISSING);
    let (mut n_stated, mut n_failing, mut lacking, mut quotes) = (0, 0, [0_usize; 8], Vec::new());
    for guide in &guides {
        let elements = guide.elements();
        let stated = elements.iter().flatten().count();
        n_stated += stated;
        let n_lacking = u32::try_from(NAMES.len() - stated).map_or(0.0, f64::from);
        n_failing += usize::from(n_lacking >= fail);
        for (count, element) in lacking.iter_mut().zip(&elements) {
            *count += usize::from(element.is_none());
        }
        quotes.push(Evidence::from(guide.page));
        quotes.extend(elements.iter().flatten().take(1).map(|field| Evidence::from(field.hit())));
    }
    let lacking = NAMES.iter().zip(lacking).filter(|(_, n)| *n > 0);
    let lacking: Vec<String> = lacking.map(|(name, n)| format!("{name} {n} 份")).collect();
    quotes.truncate(QUOTES_MAX);
    Ok(Judged::share(n_stated, guides.len() * NAMES.len()).seen(quotes).note(format!(
        "{} 份指南，缺 {fail} 项以上的 {n_failing} 份；缺：{}",
        guides.len(),
        lacking.join("、")
    )))
}
