//! The same criteria in three languages, over the same pages.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use bluebook::model::{Digest, PointId};
use bluebook::sandbox::{
    Found, Limits, LoadedProbe, Missing, Place, Received, Request, Sandbox, Site, SitePage, Task,
};
use serde_json::Value;

use super::super::campaign::Campaign;
use super::{JAVASCRIPT, PYTHON, Scripted, in_rust};

const HOME: &str = "http://www.a.test/";
const WORDS: &str = r#"["回应关切", "政务公开"]"#;
const SERVICES: &str = r#"["社保查询", "不动产登记"]"#;

/// What a probe answers, call by call, until it asks for nothing more.
type Calls = Vec<(Option<Found>, Vec<Request>)>;

/// A site under test: its pages by address, the first being where judging starts.
type Pages<'a> = &'a [(&'a str, &'a str)];

fn page(url: &str, html: &str, role: &str) -> SitePage {
    SitePage {
        digest: Digest::of(html.as_bytes()),
        page: Arc::new(bluebook_dom::Page::new(url, html.to_owned())),
        role: role.to_owned(),
        status: 200,
        depth: u32::from(role != "home"),
        encoding: "utf-8".to_owned(),
        n_replaced: 0,
        received: Received::default(),
    }
}

fn site(pages: Vec<SitePage>, missing: BTreeMap<String, Missing>) -> Arc<Site> {
    let by_url = (0..).zip(&pages).map(|(index, page)| (page.page.url().to_owned(), index));
    Arc::new(Site {
        place: Place {
            code: "990100".to_owned(),
            name: "示例市".to_owned(),
            short_name: "示例".to_owned(),
        },
        collected_on: "2019-01-15".to_owned(),
        by_url: by_url.collect(),
        pages,
        missing,
    })
}

fn task(criterion: &str) -> Arc<[Task]> {
    let params = [("any", WORDS), ("services", SERVICES)];
    let params = params.map(|(key, words)| (key.to_owned(), words.to_owned())).into();
    let point = PointId("A1.1-1".to_owned());
    let task =
        Task { point, criterion: criterion.to_owned(), page: None, params: Arc::new(params) };
    Arc::from([task])
}

/// Calls a probe until it asks for nothing more; every call twice, which must not show.
fn calls(sandbox: &Sandbox, probe: &LoadedProbe, criterion: &str, pages: Pages<'_>) -> Calls {
    let mut known: Vec<SitePage> =
        pages.iter().take(1).map(|(url, html)| page(url, html, "home")).collect();
    let mut missing = BTreeMap::new();
    let mut calls = Vec::new();
    loop {
        let site = site(known.clone(), missing.clone());
        let tasks = task(criterion);
        let answer = sandbox.evaluate(probe, &site, &tasks).unwrap();
        assert_eq!(
            sandbox.evaluate(probe, &site, &tasks),
            Ok(answer.clone()),
            "not the same twice"
        );
        let asked = answer.requests.clone();
        calls.push((answer.found.into_iter().next().flatten(), answer.requests));
        if asked.is_empty() {
            return calls;
        }
        for Request { url, role, .. } in asked {
            match pages.iter().find(|(known, _)| *known == url) {
                Some((_, html)) => known.push(page(&url, html, &role)),
                None => drop(missing.insert(url, Missing { why: "404".to_owned(), failure: None })),
            }
        }
    }
}

fn load(sandbox: &Sandbox, path: &Path) -> LoadedProbe {
    sandbox.load(path, Some(&super::cache())).unwrap()
}

#[track_caller]
fn check(sandbox: &Sandbox, probes: &[LoadedProbe], criterion: &str, pages: Pages<'_>, n: usize) {
    let [rust, others @ ..] = probes else { panic!("no probe") };
    let expected = calls(sandbox, rust, criterion, pages);
    assert_eq!(expected.len(), n, "{expected:?}");
    for probe in others {
        assert_eq!(calls(sandbox, probe, criterion, pages), expected);
    }
}

fn installed(test: &str) -> Vec<Scripted> {
    [JAVASCRIPT, PYTHON].into_iter().filter(|language| language.is_here(test)).collect()
}

#[test]
fn verdicts_evidence_and_requests_are_the_same() {
    let sandbox = Sandbox::new(Limits { deadline_ms: 60_000, ..Limits::default() }).unwrap();
    let mut probes = vec![load(&sandbox, &in_rust())];
    let languages = installed("verdicts_evidence_and_requests_are_the_same");
    probes.extend(languages.iter().map(|language| load(&sandbox, &language.component())));
    let check =
        |criterion: &str, pages: Pages<'_>, n| check(&sandbox, &probes, criterion, pages, n);
    let new = |name: &str| {
        let path = tests::root().join("host/src/cli/probe/new").join(name);
        crate::book::read(&path)
    };
    for name in ["home.html", "other.html", "untitled.html"] {
        check("title-names-region", &[(HOME, &new(name))], 1);
    }
    let links = "<a href=/a>甲</a><a href=/b>乙</a><a href=/c>丙</a><a href=/d>丁</a>";
    let home =
        format!("<title>首页</title>{links}<a href=/hygq/>回应关切</a><a href=/x>更多回应关切</a>");
    let rows = "<tr><td>甲<td>2018-12-30<tr><td>乙 😀<td>2019年1月3日<tr><td>丙<td>2019-02-01<tr><td>丁<td>20190103";
    let items = "<a href=/t20190103_1.html>关于供暖温度不达标的回应</a><a href=/gone>关于公交调价的第二次回应</a>";
    let table = format!("<title>回应</title>{items}<table>{rows}</table>");
    let list = "http://www.a.test/hygq/";
    let item = ("http://www.a.test/t20190103_1.html", "<p>2019.1.3 已经修好。");
    // Asked for, had, and its items asked for together, of which one cannot be had.
    check("freshest-row", &[(HOME, &home), (list, &table), item], 3);
    check("freshest-row", &[(HOME, &home), (list, &table)], 3);
    let undated = "<ul><li>甲<li>122018-13-01</ul>";
    check("freshest-row", &[(HOME, &home), (list, undated)], 2);
    let shell = "<script>fill()</script><div id=app></div>";
    check("freshest-row", &[(HOME, &home), (list, shell)], 2);
    check("freshest-row", &[(HOME, &home), (list, "<p>没有列表，只有这样一段很长的话。")], 2);
    // It cannot be had; no such link; a home page that scripts fill.
    check("freshest-row", &[(HOME, &home)], 2);
    check("freshest-row", &[(HOME, links)], 1);
    check("freshest-row", &[(HOME, shell)], 1);
    let services = "<ul><li>社保查询<li>公积金提取</ul>";
    check("services-offered", &[(HOME, services)], 1);
    check("services-offered", &[(HOME, shell)], 1);
}

#[test]
fn the_sample_is_judged_alike() {
    let archive = tests::root().join("manifests/demo/sample.warc.gz");
    let campaign = Campaign::sample().without_archive();
    let run = |component: &Path, url: &str| {
        let words = ["probe", "run", component.to_str().unwrap(), url, "--from"];
        let of = ["--short", "戊原", "--format", "json", "--param", "any=[\"征集\", \"政策解读\"]"];
        let criteria = ["title-names-region", "freshest-row"].map(|criterion| {
            let words =
                [&words[..], &[archive.to_str().unwrap()], &of, &["--criterion", criterion]];
            let mut said: Value = serde_json::from_str(&campaign.done(&words.concat())).unwrap();
            // What an interpreter costs is its own.
            let one = said[0].as_object_mut().unwrap();
            assert!(one.remove("fuel").is_some() && one.remove("memory_bytes").is_some());
            one["point"].take();
            said
        });
        Value::from(criteria.to_vec())
    };
    for language in installed("the_sample_is_judged_alike") {
        let component = language.component();
        for url in [
            "https://www.wuyuan41.gov.test/",
            "https://www.jiahu2.gov.test/",
            "https://www.yiwan14.gov.test/",
            "https://www.bingfeng25.gov.test/",
        ] {
            assert_eq!(run(&component, url), run(&in_rust(), url), "{} {url}", language.lang);
        }
    }
}
