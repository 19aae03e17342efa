//! # What it asks
//! How many of the marks a public document must carry it states.
//!
//! # Why it counts
//! Index number, date and number make a document findable and citable.
//!
//! # How it is judged
//! Documents are drawn evenly (`sample`) from the catalogue behind `follow`, or are the start pages of the role
//! `article`; the mean share of the labels (`labels`, else `keywords`) that have something stated under them.
//!
//! # When it is unknown
//! The catalogue or all documents drawn could not be had. No link to a catalogue: no.
//!
//! # Source
//! 《政府信息公开条例》(2019) 第二十四条; labels as the point lists them.

use std::rc::Rc;

use probe_sdk::criteria::fields::Fields;
use probe_sdk::{Criterion, Judged, Step, Task};

use crate::drawn::{Item, Stated, documents};
use crate::list_elements::{groups, share};

pub(crate) const CRITERION: Criterion = Criterion {
    id: "metadata",
    title: "公开信息元数据完整率",
    roles: &["home", "article"],
    points: &["A1.3-5"],
    judge,
};

fn judge(task: &Task) -> Step<Judged> {
    let groups = groups(task)?;
    let words: Vec<&str> = groups.iter().flatten().map(String::as_str).collect();
    let stated = if task.role() == "article" {
        let read = |page| Item::Read(Rc::new(Fields::read(page, &words)));
        Stated::OnItems(task.pages().into_iter().map(read).collect())
    } else {
        documents(task, &words)?
    };
    let (mean, n, seen) = stated.mean(|fields| share(fields, &groups))?;
    Ok(Judged::number(mean, "share").seen(seen).note(format!("查看 {n} 份文件")))
}
