//! # What it asks
//! How many columns of the site are past the term within which they must be renewed.
//!
//! # Why it counts
//! Ten stale columns are a single veto of the national check.
//!
//! # How it is judged
//! Of the columns in the home page's menu, `sample` evenly spaced ones are opened, and the newest dated
//! entry of each is taken. The term goes by the column's name: news 14 days, notices and policy 180, all others 365.
//! The date of an entry is the one in its address, or else the one beside it; dates after
//! collection and the day of the visit in a page's head do not count. News, notices and
//! policy without any date are stale; other columns without dates, and empty ones, do not count.
//!
//! # When it is unknown
//! More than half of the columns could not be had, none is a list, or the home page has no columns.
//!
//! # Source
//! 《政府网站与政务新媒体检查指标》(国办秘函〔2019〕19号), 单项否决 栏目不更新.

use probe_sdk::criteria::words::holds;
use probe_sdk::{Criterion, Judged, Step, Stop, Task, UnknownReason};

use crate::column_states::{Column, read, today};

pub(crate) const CRITERION: Criterion = Criterion {
    id: "stale-columns",
    title: "应更新未更新栏目数",
    roles: &["home"],
    points: &["A2.2-6"],
    judge,
};

/// Columns of news, with the days of their term.
const NEWS: ([&str; 7], i64) = (["要闻", "动态", "新闻", "时政", "快讯", "头条", "工作信息"], 14);

/// Columns of notices and policy.
const POLICY: ([&str; 10], i64) =
    (["通知", "公告", "公示", "政策", "文件", "法规", "解读", "规章", "通告", "公报"], 180);

/// The term of all other columns.
const OTHER_DAYS: i64 = 365;

/// Places kept as evidence.
const EVIDENCE_MAX: usize = 10;

fn judge(task: &Task) -> Step<Judged> {
    let (today, _) = today(task)?;
    let columns = read(task)?;
    let age = |column: &Column| column.newest().map(|day| today.days_since(day));
    let counted: Vec<&Column> = columns
        .iter()
        .filter(|column| !column.entries.is_empty())
        .filter(|column| age(column).is_some() || term(&column.link.text) != OTHER_DAYS)
        .collect();
    if counted.is_empty() {
        let note = "没有栏目写有日期".to_owned();
        return Err(Stop::Unknown(UnknownReason::NotStated, note));
    }
    let is_stale = |column: &Column| age(column).is_none_or(|age| age > term(&column.link.text));
    let stale: Vec<&Column> = counted.iter().copied().filter(|column| is_stale(column)).collect();
    let n_stale = u32::try_from(stale.len()).unwrap_or(u32::MAX);
    let said = |column: &&Column| match age(column) {
        Some(age) => format!("{} {age} 天", column.link.text),
        None => format!("{} 无日期", column.link.text),
    };
    let named = stale.iter().map(said).collect::<Vec<_>>().join("、");
    let note = format!("{} 个栏目，逾期：{named}", counted.len());
    let seen = if stale.is_empty() { counted } else { stale };
    let seen = seen.into_iter().take(EVIDENCE_MAX).map(|column| column.page);
    Ok(Judged::number(f64::from(n_stale), "items").seen(seen).note(note))
}

/// Days within which a column of this name must be renewed.
fn term(name: &str) -> i64 {
    let kinds = [(&NEWS.0[..], NEWS.1), (&POLICY.0[..], POLICY.1)];
    kinds.into_iter().find(|(words, _)| holds(name, words)).map_or(OTHER_DAYS, |(_, days)| days)
}

#[cfg(test)]
mod tests {
    use super::term;

    #[test]
    fn terms_of_columns() {
        assert_eq!(term("工作动态"), 14);
        assert_eq!(term("通知公告"), 180);
        assert_eq!(term("政策解读"), 180);
        assert_eq!(term("机构职能"), 365);
    }
}
