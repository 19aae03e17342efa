//! Rules as the host passes them on, over small pages.

use probe_sdk::Finding;
use probe_sdk::testing::{Outcome, Site};

const HOME: &str = "<body><ul class=nav><li><a href=/zrqd>责任清单</a><li><a href=/zcwj>政策文件</a>\
    <li><a href=/bszn>办事指南</a><li><a href=/sb1>社保卡挂失</a><li><a href=/sb2>社保卡补领</a></ul>\
    <p class=foot>版权所有</p></body>";

const POLICY: &str = "<body><ul><li>关于社保的通知 2018-11-16<li>规划期至 2035-12-31</ul>\
    <meta name=PubDate content='2018-12-16 10:00'></body>";

const GUIDE: &str = "<body><table><tr><th>设定依据<td>法律<tr><td>申请条件：<td>在册</table>\
    <p>联系电话：0000</p><a href=/x>办理流程</a></body>";

fn outcome(rules: &str) -> Result<Outcome, String> {
    Site::new()
        .page("home", "https://a.test/", HOME)
        .page("policy_list", "https://a.test/zcwj", POLICY)
        .page("guide", "https://a.test/bszn", GUIDE)
        .param("rules", rules)
        .try_judge(&crate::probe(), "declared")
}

/// `expected` is `true`, `false`, a number with its unit, or a part of a fault.
#[track_caller]
fn check(rules: &str, expected: &str) {
    let found = outcome(rules).map_or_else(|fault| fault, |outcome| outcome.said());
    assert_eq!(found, expected, "{rules}");
}

#[test]
fn keywords() {
    check(r#"[{"kind":"keyword","any":["版权所有","没有"]}]"#, "true");
    check(r#"[{"kind":"keyword","any":["版权所有"],"css":".nav"}]"#, "false");
    check(r#"[{"kind":"keyword","all":["责任清单","政策文件"]}]"#, "true");
    check(r#"[{"kind":"keyword","all":["责任清单","没有"]}]"#, "false");
    check(r#"[{"kind":"keyword","all":["责任清单","没有"],"meaning":"share"}]"#, "0.500 share");
}

#[test]
fn links() {
    check(r#"[{"kind":"link","any":["社保卡"],"at_least":2}]"#, "true");
    check(r#"[{"kind":"link","any":["社保卡"],"at_least":3}]"#, "false");
    check(r#"[{"kind":"link","any":["政策文件"],"follow":"policy_list"}]"#, "true");
    check(r#"[{"kind":"link","any":["责任清单"],"follow":"list_page"}]"#, "PageMissing");
}

#[test]
fn freshness() {
    check(r#"[{"kind":"freshness","follow":["政策文件"]}]"#, "60.000 days");
    check(r#"[{"kind":"freshness","follow":["政策文件"],"meta":["PubDate"]}]"#, "30.000 days");
    check(r#"[{"kind":"freshness","css":".foot"}]"#, "false");
    check(r#"[{"kind":"freshness","follow":["没有"]}]"#, "false");
}

#[test]
fn counts() {
    check(r#"[{"kind":"count","css":".nav li"}]"#, "5.000 items");
    check(r#"[{"kind":"count","css":".nav li","any":["社保"]}]"#, "2.000 items");
    check(
        r#"[{"kind":"count","css":"li","any":["社保","政策","医保"],"distinct":true}]"#,
        "2.000 items",
    );
    check(r#"[{"kind":"count","css":"a, li","distinct":true}]"#, "5.000 items");
}

#[test]
fn elements() {
    let labels = r#"[["设定依据","办理依据"],["申请条件"],["联系电话"],["办理流程"]]"#;
    let rule = |more: &str| format!(r#"[{{"kind":"elements","labels":{labels}{more}}}]"#);
    check(&rule(r#","follow":["办事指南"]"#), "0.750 share");
    check(&rule(r#","follow":["办事指南"],"css":"table""#), "0.500 share");
    check(&rule(""), "0.000 share");
}

#[test]
fn several_rules() {
    let keyword = r#"{"kind":"keyword","any":["版权所有"]}"#;
    let link = r#"{"kind":"link","any":["没有这个"]}"#;
    check(&format!("[{keyword},{link}]"), "false");
    let count = r#"{"kind":"count","css":"li","any":["社保"]}"#;
    check(&format!("[{count},{count}]"), "4.000 items");
    let share = r#"{"kind":"keyword","any":["版权所有","没有"],"meaning":"share"}"#;
    let whole = r#"{"kind":"keyword","any":["版权所有"],"meaning":"share"}"#;
    check(&format!("[{share},{whole}]"), "0.750 share");
    let days = r#"{"kind":"freshness","follow":["政策文件"]}"#;
    let newer = r#"{"kind":"freshness","follow":["政策文件"],"meta":["PubDate"]}"#;
    check(&format!("[{days},{newer}]"), "60.000 days");
    check(
        &format!("[{keyword},{count}]"),
        "point `test`: `rules` give different outcomes; make them points",
    );
}

#[test]
fn faults_name_point_and_key() {
    let check = |rules: &str, fault: &str| check(rules, &format!("point `test`: {fault}"));
    check("[", "`rules` is not JSON");
    check("{}", "`rules` is not an array");
    check("[]", "`rules` has 0 rules; 1 to 32 can be judged");
    check("[1]", "`rules` [0] is not an object");
    check(r#"[{"kind":"magic"}]"#, "`rules[0].kind`: `magic` is not a kind of rule");
    check(r#"[{"kind":"keyword"}]"#, "`rules[0].any`: give either `any` or `all`");
    check(
        r#"[{"kind":"link","any":[1]}]"#,
        "`rules[0].any`: has an entry that is not a text, or is blank",
    );
    check(r#"[{"kind":"link","any":["a"],"at_least":-1}]"#, "`rules[0].at_least`: is not a count");
    check(
        r#"[{"kind":"link","any":["a"],"folow":"x"}]"#,
        "`rules[0].folow`: is not a key of this kind of rule",
    );
    check(r#"[{"kind":"count"}]"#, "`rules[0].css`: is missing or empty");
    check(r#"[{"kind":"elements","labels":["a"]}]"#, "`rules[0].labels`: is not a list of texts");
}

#[test]
fn judgements_name_their_place() {
    let found =
        outcome(r#"[{"kind":"freshness","follow":["政策文件"],"meta":["PubDate"]}]"#).unwrap();
    assert_eq!(found.followed, ["https://a.test/zcwj"]);
    assert_eq!(found.evidence[0].quote, "PubDate: 2018-12-16 10:00");
    assert_eq!(found.evidence[0].page, 1);
}

#[test]
fn a_keyword_is_quoted_where_it_stands() {
    let text = "本网站由示例市人民政府办公室主办，".repeat(30);
    let home = format!("<body><div><p>{text}</p><p>{text}责任清单见左侧</p></div>");
    let found = Site::new()
        .page("home", "https://a.test/", &home)
        .param("rules", r#"[{"kind":"keyword","any":["责任清单"]}]"#)
        .judge(&crate::probe(), "declared");
    let [place] = &found.evidence[..] else { panic!("{found:?}") };
    assert!(place.quote.ends_with("责任清单见左侧"), "{}", place.quote);
    // html, head, body, div, p, p
    assert_eq!(place.node, Some(5));
}

#[test]
fn an_absent_link_is_traced_to_the_page_without_it() {
    let found = outcome(r#"[{"kind":"freshness","follow":["没有"]}]"#).unwrap();
    assert_eq!(found.finding, Finding::Truth(false));
    assert_eq!(found.evidence[0].quote, "https://a.test/");
}

#[test]
fn a_shell_says_nothing() {
    let found = Site::new()
        .page("home", "https://a.test/", "<div id=app></div><script src=/app.js></script>")
        .param("rules", r#"[{"kind":"keyword","any":["责任清单"]}]"#)
        .judge(&crate::probe(), "declared");
    let Finding::Unknown(unknown) = found.finding else { panic!("{found:?}") };
    assert_eq!(unknown.reason, probe_sdk::UnknownReason::NeedsRendering);
}
