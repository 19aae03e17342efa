//! # What it asks
//! How many of the elements the guide to disclosure must have stand in it.
//!
//! # Why it counts
//! The regulation wants the guide to say where, when and how a person can ask for information.
//!
//! # How it is judged
//! As the elements of a list: the share of `labels`, else of `keywords`, that stand as labels on the
//! guide behind `follow`.
//!
//! # When it is unknown
//! The guide could not be had or is a shell that only a browser fills. No link to a guide: no.
//!
//! # Source
//! 《政府信息公开条例》(2019) 第十二条.

use probe_sdk::Criterion;

use crate::list_elements;

pub(crate) const CRITERION: Criterion = Criterion {
    id: "guide-elements",
    title: "公开指南要素完整率",
    roles: &["guide_page", "home"],
    points: &["A1.3-2"],
    judge: list_elements::judge,
};
