//! Totals as pages state them, and the number of pages of a list.

use probe_sdk::criteria::words::compact;
use probe_sdk::{LINKS_MAX, Link, Page};

/// Characters between a noun and its number: `数据集总数：（个）`.
const GAP: &str = ":总数量个条项共有约计为()（）";

/// Characters of a gap.
const GAP_CHARS_MAX: usize = 6;

/// Counting words between a number and its noun.
const COUNTERS: [&str; 8] = ["个", "条", "项", "份", "类", "个开放", "个公共", "条公共"];

/// Links that lead to a list's last page.
const LAST: [&str; 4] = ["尾页", "末页", "最后一页", "最后页"];

/// Most digits of a number of pages or data sets.
const DIGITS_MAX: usize = 7;

/// The number a text states for one of the nouns: `数据集：1,234`, `1234个数据集`; for lists also
/// `共1234条`.
pub(crate) fn stated(text: &str, nouns: &[&str]) -> Option<u64> {
    let text = compact(text).replace(',', "");
    let behind = nouns.iter().find_map(|noun| {
        let mut found = text.match_indices(noun);
        found.find_map(|(at, _)| number_after(text.get(at + noun.len()..)?))
    });
    let before = || {
        nouns.iter().find_map(|noun| {
            let mut found = text.match_indices(noun);
            found.find_map(|(at, _)| number_before(text.get(..at)?))
        })
    };
    behind.or_else(before).or_else(|| in_all(&text))
}

/// `共1234条`, not `共12页`.
fn in_all(text: &str) -> Option<u64> {
    text.match_indices('共').find_map(|(at, word)| {
        let rest = text.get(at + word.len()..)?.trim_start_matches(['有', '计', ':', '找', '到']);
        let (number, rest) = digits(rest)?;
        rest.starts_with(['条', '个', '项', '份']).then_some(number)
    })
}

fn number_after(rest: &str) -> Option<u64> {
    let gap: String = rest.chars().take_while(|c| GAP.contains(*c)).collect();
    let (number, behind) = digits(rest.strip_prefix(gap.as_str())?)?;
    // A date, a page number and a time of day are no totals.
    let is_other = behind.starts_with(['-', '年', '/', '页', '.', ':', '月']);
    (gap.chars().count() <= GAP_CHARS_MAX && !is_other).then_some(number)
}

fn number_before(head: &str) -> Option<u64> {
    let counters = COUNTERS.iter().filter_map(|counter| head.strip_suffix(counter));
    let head = counters.min_by_key(|head| head.len())?;
    let start = head.rfind(|c: char| !c.is_ascii_digit()).map_or(0, |at| {
        at + head.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8)
    });
    digits(head.get(start..)?).map(|(number, _)| number)
}

fn digits(text: &str) -> Option<(u64, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let number =
        text.get(..end).filter(|digits| !digits.is_empty() && digits.len() <= DIGITS_MAX)?;
    Some((number.parse().ok()?, text.get(end..)?))
}

/// How many pages a list has, and the link to the last; `None` for a list of one page.
pub(crate) struct Paging {
    pub(crate) n_pages: u64,
    pub(crate) last: Option<Link>,
}

pub(crate) fn paging(page: Page) -> Option<Paging> {
    let text = compact(&page.text());
    let said = text.match_indices('共').find_map(|(at, word)| {
        let (number, rest) = digits(text.get(at + word.len()..)?)?;
        rest.starts_with('页').then_some(number)
    });
    let links = page.links(&[], LINKS_MAX);
    let numbered = || {
        let number = |link: &Link| link.text.trim().parse::<u64>().ok();
        let of_pages = links.iter().filter_map(|link| Some((number(link)?, link)));
        of_pages.filter(|(number, _)| *number < 10_000).max_by_key(|(number, _)| *number)
    };
    let named = links.iter().find(|link| LAST.contains(&link.text.as_str()));
    let n_pages = said.or_else(|| numbered().map(|(number, _)| number))?;
    let by_number = || numbered().filter(|(number, _)| *number == n_pages).map(|(_, link)| link);
    let last = named.or_else(by_number).cloned();
    Some(Paging { n_pages, last })
}

#[cfg(test)]
mod tests {
    use super::stated;

    #[track_caller]
    fn check(text: &str, expected: Option<u64>) {
        assert_eq!(stated(text, &["数据集", "数据目录"]), expected, "{text}");
    }

    #[test]
    fn totals_as_stated() {
        check("数据集 1,234", Some(1234));
        check("数据集总数：（个）56", Some(56));
        check("已开放 1,020 个数据集", Some(1020));
        check("共 345 条 共 35 页", Some(345));
        check("本平台汇聚 12 个部门 890 个公共数据目录", Some(890));
    }

    #[test]
    fn other_numbers() {
        check("数据集 2019-01-02", None);
        check("共 12 页", None);
        check("数据集", None);
        check("123456789012 个数据集", None);
    }
}
