//! The websites of a government's departments, as its portal lists them.

use probe_sdk::criteria::addresses::{host, path, site};
use probe_sdk::criteria::reach::as_strs;
use probe_sdk::criteria::sampling::distinct;
use probe_sdk::criteria::targets::target;
use probe_sdk::criteria::words::{compact, holds, length};
use probe_sdk::{LINKS_MAX, Link, Page, Step, Task};

use crate::service::labelled;

/// Pages that list the websites of departments, where the point names none.
const LISTS: [&str; 6] = ["部门网站", "网站导航", "部门导航", "市直部门", "政府部门", "站群导航"];

/// What names of departments end in.
const UNITS: [&str; 12] = [
    "局",
    "委",
    "办",
    "厅",
    "委员会",
    "办公室",
    "管理中心",
    "服务中心",
    "管委会",
    "公安局",
    "支队",
    "协会",
];

/// Ways of serving that end like departments.
const SERVICES: [&str; 12] = [
    "通办",
    "上办",
    "要办",
    "好办",
    "快办",
    "联办",
    "次办",
    "就办",
    "代办",
    "督办",
    "容缺办",
    "怎么办",
];

/// Characters of the name of a department: `市工业和信息化局`.
const NAME_CHARS: std::ops::RangeInclusive<usize> = 2..=16;

/// So many department links make a list of departments.
const DEPARTMENTS_MIN: usize = 5;

/// Options of the lists a visitor picks from, which some portals have in place of links.
const OPTIONS_MAX: u32 = 500;

/// The links to websites of departments, on the home page and on the page behind `follow`, each
/// website once. A page of the portal about a department is no website of it.
pub(crate) fn departments(task: &Task, home: Page) -> Step<Vec<Link>> {
    let mut links = on(home, home);
    if links.len() < DEPARTMENTS_MIN {
        let given = task.words("follow");
        let words = if given.is_empty() { LISTS.to_vec() } else { as_strs(&given) };
        for link in labelled(home, &words, 1) {
            if let Some(page) = target(&link, "departments")?.page() {
                links.extend(on(page, home));
            }
        }
    }
    Ok(distinct(links))
}

fn on(page: Page, home: Page) -> Vec<Link> {
    let portal = home.info().url;
    let options = page.attrs("option", "value", OPTIONS_MAX).into_iter();
    let options = options.filter(|hit| hit.text.starts_with("http")).map(|hit| Link {
        page,
        node: hit.node,
        text: page.text_of(hit.node),
        url: hit.text,
    });
    let links = page.links(&[], LINKS_MAX).into_iter().chain(options);
    links.filter(|link| is_unit(&link.text) && is_website(&link.url, &portal)).collect()
}

fn is_unit(text: &str) -> bool {
    let text = compact(text);
    let name = text.trim_end_matches("网站").trim_end_matches("官网");
    NAME_CHARS.contains(&length(name))
        && UNITS.iter().any(|unit| name.ends_with(unit))
        && !holds(name, &SERVICES)
}

/// Whether an address is that of a website: another host than the portal's, or a first folder on it.
fn is_website(url: &str, portal: &str) -> bool {
    if host(url) != host(portal) {
        return site(url) != site(portal);
    }
    let path = path(url).trim_matches('/');
    let folder = path.strip_suffix("/index.html").unwrap_or(path);
    !folder.is_empty() && !folder.contains(['/', '.'])
}

#[cfg(test)]
mod tests {
    use super::{is_unit, is_website};

    #[test]
    fn names_of_departments() {
        for name in
            ["市教育局", "发改委", "市政府办公室", "市住房公积金管理中心", "市卫生健康委员会"]
        {
            assert!(is_unit(name), "{name}");
        }
        for name in ["一网通办", "马上办", "市教育局召开工作会议", "新闻", "关于市场监管局的通知"]
        {
            assert!(!is_unit(name), "{name}");
        }
    }

    #[test]
    fn websites_of_departments() {
        let portal = "https://www.a.gov.cn/";
        for url in ["http://jyj.a.gov.cn/", "https://www.a.gov.cn/jyj/", "http://edu.cn/"] {
            assert!(is_website(url, portal), "{url}");
        }
        for url in [
            "https://www.a.gov.cn/zwgk/jg/jyj/",
            "https://www.a.gov.cn/",
            "https://www.a.gov.cn/x.html",
        ] {
            assert!(!is_website(url, portal), "{url}");
        }
    }
}
