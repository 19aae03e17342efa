//! # What it asks
//! What share of the portal's and the departments' hosts follows the rule for names.
//!
//! # Why it counts
//! A name of the rule cannot be had by anybody else, so that a visitor can tell by it whose site it is.
//!
//! # How it is judged
//! Portal: `www.<name>.gov.cn` or `<name>.gov.cn`. Departments, as the portal links them: the portal's
//! host, or `<department>.<name>.gov.cn`. The share of distinct hosts. `suffixes` names other ends
//! than `gov.cn`.
//!
//! # When it is unknown
//! Never; without a department's website only the portal's name counts, with less confidence.
//!
//! # Source
//! 《政府网站发展指引》(国办发〔2017〕47号), 域名; 《国务院办公厅关于加强政府网站域名管理的通知》(国办函〔2018〕55号).

use std::collections::BTreeMap;

use probe_sdk::criteria::addresses::{host, site};
use probe_sdk::criteria::reach::as_strs;
use probe_sdk::{Criterion, Evidence, Judged, Step, Task};

use crate::departments::departments;

pub(crate) const CRITERION: Criterion = Criterion {
    id: "domain-names",
    title: "域名规范率",
    roles: &["home"],
    points: &["A2.1-5"],
    judge,
};

/// Ends of names, where the point does not say.
const SUFFIXES: [&str; 1] = ["gov.cn"];

/// Confidence where the portal's name is the only one known.
const PORTAL_ONLY_CONFIDENCE: f32 = 0.7;

/// Hosts named in the remark and kept as evidence.
const HOSTS_MAX: usize = 20;

fn judge(task: &Task) -> Step<Judged> {
    let home = task.start()?;
    let given = task.words("suffixes");
    let suffixes = if given.is_empty() { SUFFIXES.to_vec() } else { as_strs(&given) };
    let portal = home.info().url;
    let mut hosts: BTreeMap<String, Evidence> = BTreeMap::new();
    hosts.insert(host(&portal).to_owned(), Evidence::from(home));
    for link in departments(task, home)? {
        hosts.entry(host(&link.url).to_owned()).or_insert_with(|| Evidence::from(&link));
    }
    let is_ruled = |host: &str| follows_rule(host, site(&portal), &suffixes);
    let against: Vec<&String> = hosts.keys().filter(|host| !is_ruled(host)).collect();
    let judged = Judged::share(hosts.len() - against.len(), hosts.len());
    let judged = if hosts.len() == 1 { judged.sure(PORTAL_ONLY_CONFIDENCE) } else { judged };
    let names = against.iter().take(HOSTS_MAX).map(|host| host.as_str()).collect::<Vec<_>>();
    let note = (!names.is_empty()).then(|| format!("不合规：{}", names.join(" ")));
    let judged = judged.seen(hosts.values().take(HOSTS_MAX).cloned());
    Ok(match note {
        Some(note) => judged.note(note),
        None => judged,
    })
}

/// `portal` is the portal's name without `www.`.
fn follows_rule(host: &str, portal: &str, suffixes: &[&str]) -> bool {
    let host = host.strip_prefix("www.").unwrap_or(host);
    let name = suffixes.iter().find_map(|suffix| host.strip_suffix(suffix)?.strip_suffix('.'));
    let Some(name) = name.filter(|name| !name.is_empty()) else { return false };
    host == portal && !name.contains('.')
        || host
            .strip_suffix(portal)
            .and_then(|start| start.strip_suffix('.'))
            .is_some_and(|department| !department.is_empty() && !department.contains('.'))
}

#[cfg(test)]
mod tests {
    use super::follows_rule;

    #[track_caller]
    fn check(host: &str, portal: &str, expected: bool) {
        assert_eq!(follows_rule(host, portal, &["gov.cn"]), expected, "{host}");
    }

    #[test]
    fn names_by_the_rule() {
        check("www.a.gov.cn", "a.gov.cn", true);
        check("a.gov.cn", "a.gov.cn", true);
        check("jyj.a.gov.cn", "a.gov.cn", true);
    }

    #[test]
    fn other_names() {
        check("www.a.com", "a.com", false);
        check("gov.cn", "gov.cn", false);
        check("edu.b.cn", "a.gov.cn", false);
        check("jyj.gov.cn", "a.gov.cn", false);
        check("x.jyj.a.gov.cn", "a.gov.cn", false);
        check("city.a.gov.cn", "city.a.gov.cn", false);
    }
}
