//! Pages about nothing in particular: what a criterion says of them it says of any page.

use std::path::PathBuf;

use super::super::super::{Code, Failed};
use super::super::fixtures::Fixtures;
use super::super::opened::Opened;
use crate::manifest::{ExpectedPlace, ExpectedSite, SavedPage};
use crate::run::{Question, Tried};

/// Name and source of each. The region they are asked about is named on none of them.
const PAGES: &[(&str, &str)] = &[
    ("几乎没有字的页 a page of hardly a word", include_str!("bare.html")),
    ("无关的文章 an article on something else", include_str!("article.html")),
    ("无关的列表 a list of something else", include_str!("list.html")),
];

/// Asks the question of each page by itself.
pub(super) fn ask(
    opened: &Opened,
    question: &Question,
) -> Result<Vec<(&'static str, Tried)>, Failed> {
    let mut answers = Vec::new();
    for (name, html) in PAGES {
        let site = site(&question.role)?;
        let fixtures = Fixtures::of_text(&site.pages, html);
        let tried = opened.ask(&site, &fixtures, std::slice::from_ref(question))?;
        answers.extend(tried.into_iter().map(|tried| (*name, tried)));
    }
    Ok(answers)
}

fn site(role: &str) -> Result<ExpectedSite, Failed> {
    let url = "http://unrelated.test/";
    let url =
        url.parse().map_err(|error: url::ParseError| Failed::new(Code::NotAnAddress, error))?;
    let page = SavedPage {
        file: PathBuf::from("unrelated.html"),
        url,
        role: Some(role.to_owned()),
        status: 200,
        content_type: None,
        hops: Vec::new(),
        remarks: Vec::new(),
    };
    Ok(ExpectedSite {
        name: "unrelated".to_owned(),
        collected_on: "2019-01-15".to_owned(),
        place: ExpectedPlace {
            code: "990100".to_owned(),
            name: "无名市".to_owned(),
            short_name: "无名".to_owned(),
        },
        is_silent: false,
        pages: vec![page],
        missing: Vec::new(),
        expectations: Vec::new(),
    })
}
