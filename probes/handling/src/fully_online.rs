//! # What it asks
//! How many of the region's items can be handled online from end to end.
//!
//! # Why it counts
//! It is what level four means.
//!
//! # How it is judged
//! Of all entries of the lists of items (also where a platform's list is a JSON document, or a script names
//! one), those whose row says one of the `keywords` (全程网办 …). Where no row says so, the share of the guides
//! drawn that say it under a label such as 网上办理深度.
//!
//! # When it is unknown
//! No list could be had.
//!
//! # Source
//! 《中国地方政府互联网服务能力发展报告(2019)》, 网上政务服务办理四级标准.

use probe_sdk::criteria::guides::{Answer, DEPTH, Guide, sample, share};
use probe_sdk::criteria::numbers::says_yes;
use probe_sdk::criteria::reach::as_strs;
use probe_sdk::criteria::words::{compact, holds};
use probe_sdk::{Criterion, Evidence, Judged, Step, Task};

pub(crate) const CRITERION: Criterion = Criterion {
    id: "fully-online",
    title: "全程网办事项占比",
    roles: &["service_portal", "home", "item_list"],
    points: &["B2.4-1"],
    judge,
};

/// What items handled online from end to end are called, where the point gives no words.
const WORDS: [&str; 8] =
    ["全程网办", "全程在线", "全流程网办", "四级深度", "ⅳ级", "iv级", "全程网上办理", "不见面审批"];

/// What takes it back.
const NOT: [&str; 5] = ["非全程", "不可全程", "不支持全程", "未实现全程", "暂不"];

/// Entries quoted.
const QUOTES_MAX: usize = 30;

fn judge(task: &Task) -> Step<Judged> {
    let given = task.words("keywords");
    let words = if given.is_empty() { WORDS.to_vec() } else { as_strs(&given) };
    let sample = sample(task)?;
    let labelled: Vec<Evidence> = sample
        .entries
        .iter()
        .filter(|entry| says(&entry.row.text, &words))
        .map(|entry| Evidence::from(&entry.row))
        .collect();
    if labelled.is_empty() {
        return share(&sample, |guide| Ok(of_guide(guide, &words)));
    }
    let (n, n_all) = (labelled.len(), sample.entries.len());
    let part = if sample.is_whole { "" } else { "（清单未读全）" };
    Ok(Judged::share(n, n_all)
        .seen(labelled.into_iter().take(QUOTES_MAX))
        .note(format!("清单 {n_all} 项，标明全程网办 {n} 项{part}")))
}

fn says(text: &str, words: &[&str]) -> bool {
    let text = compact(text);
    let is_said = words.iter().any(|word| text.contains(&compact(word)));
    // `全程网办：否` is a column's label with its value.
    let is_denied = words.iter().any(|word| {
        let word = compact(word);
        text.split(word.as_str())
            .skip(1)
            .any(|after| says_yes(after.trim_start_matches([':', '：'])) == Some(false))
    });
    is_said && !is_denied && !holds(&text, &NOT)
}

fn of_guide(guide: &Guide, words: &[&str]) -> Answer {
    let stated = guide.fields.called(DEPTH).chain(guide.fields.called(words));
    let mut stated = stated.filter(|field| field.is_stated());
    let online = stated.find(|field| {
        let asks = words.iter().any(|word| field.label.contains(&compact(word)));
        says(&field.text(), words) || asks && says_yes(&field.text()) == Some(true)
    });
    let place = || guide.fields.stated(DEPTH).map(|field| field.hit().into());
    online.map_or_else(|| Answer::No(place()), |field| Answer::Yes(field.hit().into()))
}
