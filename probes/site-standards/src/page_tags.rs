//! # What it asks
//! How many of the page tags (页面标签) the page carries that a page of its kind must carry.
//!
//! # Why it counts
//! The tags tell readers' programs, the national search and the checks what a page is; without them
//! a site cannot be watched by machine.
//!
//! # How it is judged
//! The share of `<meta name=…>` with a value. Every page: `SiteName`, `SiteDomain`, `SiteIDCode`. A
//! page that is not a home page: `ColumnName` too. An article, by its role or by one of these tags:
//! `ArticleTitle`, `PubDate`, `ContentSource` too. The parameter `labels` sets another list.
//!
//! # When it is unknown
//! Never: a page without tags has none.
//!
//! # Source
//! 《政府网站发展指引》(国办发〔2017〕47号), 附件 网页设计规范, 页面标签.

use probe_sdk::{Criterion, Judged, Page, Step, Task};

pub(crate) const CRITERION: Criterion = Criterion {
    id: "page-tags",
    title: "页面标签完整率",
    roles: &["article", "home", "sample"],
    points: &["C1.1-5"],
    judge,
};

const SITE: [&str; 3] = ["SiteName", "SiteDomain", "SiteIDCode"];
const COLUMN: &str = "ColumnName";
const ARTICLE: [&str; 3] = ["ArticleTitle", "PubDate", "ContentSource"];

fn judge(task: &Task) -> Step<Judged> {
    let page = task.start()?;
    let given = task.words("labels");
    let wanted = if given.is_empty() { wanted(page) } else { given };
    let absent: Vec<&str> =
        wanted.iter().map(String::as_str).filter(|tag| page.meta(tag).is_none()).collect();
    let judged = Judged::share(wanted.len() - absent.len(), wanted.len()).seen([page]);
    Ok(if absent.is_empty() {
        judged
    } else {
        judged.note(format!("缺：{}", absent.join("、")))
    })
}

fn wanted(page: Page) -> Vec<String> {
    let role = page.info().role;
    let is_article = role == "article" || ARTICLE.iter().any(|tag| page.meta(tag).is_some());
    let is_home = role == "home" && !is_article;
    let column = (!is_home).then_some(COLUMN);
    let article = ARTICLE.into_iter().filter(|_| is_article);
    SITE.into_iter().chain(column).chain(article).map(str::to_owned).collect()
}
