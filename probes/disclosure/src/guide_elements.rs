//! # What it asks
//! How many of the elements the guide to disclosure must have stand in it.
//!
//! # Why it counts
//! The regulation wants the guide to say where, when and how a person can ask for information.
//!
//! # How it is judged
//! The share of `labels`, else of `keywords`, that stand as labels with something stated under them on the
//! guide behind `follow`, which the home page or a column of disclosure leads to.
//!
//! # When it is unknown
//! The guide could not be had or is a shell that only a browser fills. No link to a guide: no.
//!
//! # Source
//! 《政府信息公开条例》(2019) 第十二条.

use probe_sdk::criteria::fields::Fields;
use probe_sdk::{Criterion, Evidence, Judged, Step, Task};

use crate::list_elements::groups;
use crate::search;

pub(crate) const CRITERION: Criterion = Criterion {
    id: "guide-elements",
    title: "公开指南要素完整率",
    roles: &["guide_page", "home"],
    points: &["A1.3-2"],
    judge,
};

fn judge(task: &Task) -> Step<Judged> {
    let groups = groups(task)?;
    let guide = search::page(task)?;
    let words: Vec<&str> = groups.iter().flatten().map(String::as_str).collect();
    let fields = Fields::read(guide, &words);
    let stated = |group: &Vec<String>| {
        let words: Vec<&str> = group.iter().map(String::as_str).collect();
        fields.stated(&words).map(|field| Evidence::from(field.hit()))
    };
    let (mut seen, mut lacking) = (Vec::new(), Vec::new());
    for group in &groups {
        match stated(group) {
            Some(place) => seen.push(place),
            None => lacking.extend(group.first().map(String::as_str)),
        }
    }
    if seen.is_empty() && guide.is_blank() {
        return Err(guide.unsaid("no label"));
    }
    let judged = Judged::share(seen.len(), groups.len());
    let judged = if seen.is_empty() { judged.seen([guide]) } else { judged.seen(seen) };
    Ok(if lacking.is_empty() {
        judged
    } else {
        judged.note(format!("缺：{}", lacking.join("、")))
    })
}
