use probe_sdk::testing::{Outcome, Site};

const NAV: &str = "<title>某市人民政府</title><ul class=\"nav\"><li><a href=\"/\">首页</a><li><a href=\"/zwgk/\">公开</a>
    <li><a href=\"/sj/\">数据</a><li><a href=\"/ms/\">魅力某市</a></ul>";

const ENTRY: &str = "<a href=\"/robot/\">智能问答</a>";

const DIALOGUE: &str = "<title>智能问答</title><h1>您好，我是小政</h1><form action=\"/robot/ask\" method=\"get\">
    <input type=\"text\" name=\"q\" placeholder=\"请输入您的问题\"><input type=\"submit\" value=\"发送\"></form>";

const QUESTIONS: &str = r#"[{"ask":"怎么办身份证","expect":["派出所|公安"]},{"ask":"社保卡丢了","expect":["挂失","补领|补办"]}]"#;

const FIRST: &str =
    "http://www.a.test/robot/ask?q=%E6%80%8E%E4%B9%88%E5%8A%9E%E8%BA%AB%E4%BB%BD%E8%AF%81";
const SECOND: &str = "http://www.a.test/robot/ask?q=%E7%A4%BE%E4%BF%9D%E5%8D%A1%E4%B8%A2%E4%BA%86";

fn site(entry: &str, dialogue: &str) -> Site {
    Site::new()
        .page("home", "http://www.a.test/", &format!("{NAV}{entry}"))
        .page("qa_robot", "http://www.a.test/robot/", dialogue)
        .param("questions", QUESTIONS)
}

fn answered(first: &str, second: &str) -> Site {
    site(ENTRY, DIALOGUE)
        .page("qa_answer", FIRST, &format!("{DIALOGUE}<p>怎么办身份证</p><div>{first}</div>"))
        .page("qa_answer", SECOND, &format!("{DIALOGUE}<p>社保卡丢了</p><div>{second}</div>"))
}

#[track_caller]
fn check(site: Site, criterion: &str, expected: &str) -> Outcome {
    // A page is missing where nobody answers for it; that it does not exist is an answer.
    let site = if expected == "PageMissing" { site.silent() } else { site };
    let outcome = site.judge(&crate::probe(), criterion);
    assert_eq!(outcome.said(), expected, "{outcome:?}");
    outcome
}

const RIGHT: &str = "请到户籍地派出所办理。<a href=\"/fw/1\">在线办理</a>";
const LOST: &str = "请先挂失，再到社保窗口补领。";

#[test]
fn an_entry_opens_a_dialogue() {
    check(site(ENTRY, DIALOGUE), "assistant-entry", "true");
    check(
        site(ENTRY, "<title>智能问答</title><h1>智能问答</h1><p>即将上线"),
        "assistant-entry",
        "false",
    );
    check(
        site(ENTRY, "<title>智能问答</title><div id=app></div><script src=a.js></script>"),
        "assistant-entry",
        "NeedsRendering",
    );
    check(
        site("<a href=\"javascript:open()\">智能客服</a>", ""),
        "assistant-entry",
        "NeedsRendering",
    );
    check(site("", ""), "assistant-entry", "false");
    check(site("<p>我市开展智能问答培训</p>", ""), "assistant-entry", "false");
    let gone = Site::new().page("home", "http://www.a.test/", &format!("{NAV}{ENTRY}"));
    check(gone, "assistant-entry", "PageMissing");
    let portal = Site::new()
        .page("service_portal", "http://zwfw.a.test/", &format!("{NAV}{ENTRY}"))
        .page("qa_robot", "http://zwfw.a.test/robot/", DIALOGUE);
    check(portal, "assistant-entry", "true");
}

#[test]
fn benchmark_questions() {
    check(answered(RIGHT, LOST), "assistant-benchmark", "1.000 share");
    check(answered(RIGHT, "请先挂失。"), "assistant-benchmark", "0.500 share");
    // The same answer to everything.
    let all = "派出所、公安、挂失、补领";
    check(answered(all, all), "assistant-benchmark", "0.000 share");
    check(site(ENTRY, DIALOGUE), "assistant-benchmark", "PageMissing");
    let script = DIALOGUE
        .replace("<form action=\"/robot/ask\" method=\"get\">", "<div class=chat>")
        .replace("</form>", "</div>");
    check(site(ENTRY, &script), "assistant-benchmark", "NeedsRendering");
    check(
        site(ENTRY, &DIALOGUE.replace("\"get\"", "\"post\"")),
        "assistant-benchmark",
        "NeedsRendering",
    );
    check(site("", ""), "assistant-benchmark", "false");
}

#[test]
fn the_question_itself_is_no_answer() {
    let asked = r#"[{"ask":"怎么办身份证","expect":["身份证"]}]"#;
    let echo = site(ENTRY, DIALOGUE).param("questions", asked);
    let echo = echo.page("qa_answer", FIRST, &format!("{DIALOGUE}<p>怎么办身份证"));
    check(echo, "assistant-benchmark", "0.000 share");
    // Nor is what the page says before anything is asked.
    let before = format!("{DIALOGUE}<p>常见：派出所、挂失、补领</p>");
    let before = site(ENTRY, &before)
        .page("qa_answer", FIRST, &format!("{before}<p>怎么办身份证</p>不清楚"))
        .page("qa_answer", SECOND, &format!("{before}<p>社保卡丢了</p>没听懂"));
    check(before, "assistant-benchmark", "0.000 share");
}

#[test]
fn what_the_manifest_must_say() {
    let none = site(ENTRY, DIALOGUE)
        .param("questions", "20")
        .try_judge(&crate::probe(), "assistant-benchmark");
    assert!(none.unwrap_err().contains("`questions`"));
}

#[test]
fn answers_that_lead_on() {
    let with =
        |service: &str| answered(RIGHT, LOST).page("service", "http://www.a.test/fw/1", service);
    check(with("<title>居民身份证</title>"), "assistant-answers-link", "0.500 share");
    check(with("<title>404</title>"), "assistant-answers-link", "false");
    check(answered(RIGHT, LOST), "assistant-answers-link", "PageMissing");
    check(answered("不清楚", "没听懂"), "assistant-answers-link", "false");
}

#[test]
fn at_any_hour() {
    let said = format!("{DIALOGUE}<p>7×24小时在线</p>");
    check(site(ENTRY, &said), "assistant-any-hour", "true");
    check(answered(RIGHT, LOST), "assistant-any-hour", "true");
    check(answered("不清楚", "没听懂"), "assistant-any-hour", "false");
    let post = DIALOGUE.replace("\"get\"", "\"post\"");
    check(site(ENTRY, &post), "assistant-any-hour", "NeedsRendering");
    check(site(ENTRY, &format!("{post}<p>服务时间：9:00-17:00")), "assistant-any-hour", "false");
}

#[test]
fn a_person_takes_over() {
    check(
        site(ENTRY, &format!("{DIALOGUE}<button>转人工</button>")),
        "assistant-hand-over",
        "true",
    );
    check(
        site(ENTRY, &format!("{DIALOGUE}<p hidden>转人工</p><p>热线12345")),
        "assistant-hand-over",
        "false",
    );
    check(site(ENTRY, DIALOGUE), "assistant-hand-over", "false");
}

#[test]
fn the_time_an_answer_takes() {
    let timed = site(ENTRY, DIALOGUE)
        .page("qa_answer", FIRST, &format!("{DIALOGUE}<p>{RIGHT}"))
        .fact("elapsed-ms", "700");
    check(timed, "assistant-latency", "700.000 ms");
    check(answered(RIGHT, LOST), "assistant-latency", "NotStated");
    check(site("", ""), "assistant-latency", "false");
}
