//! The desk through the browser: questions, answers, taking back, deciding, objections, phases.

use serde_json::{Value, json};

use super::web::{Browser, House};

/// A question by an order.
#[track_caller]
fn next(browser: &Browser<'_>, by: &str) -> Value {
    browser.act("next", &json!({"by": by}))["question"].clone()
}

fn answer(question: &Value, call: &str) -> Value {
    let exhibits = json!([{"quote": "所见"}]);
    let id = &question["id"];
    match call {
        "yes" | "no" => json!({"question": id, "call": "correct", "value": call,
                               "exhibits": exhibits}),
        call => json!({"question": id, "call": call, "reason": "理由"}),
    }
}

/// The opposite of what the machine found.
fn other(question: &Value) -> &'static str {
    if question["machine_value"] == "yes" { "no" } else { "yes" }
}

#[test]
fn a_question_is_put_answered_and_taken_back() {
    let house = House::new();
    let web = house.open();
    let browser = web.log_in("甲");
    let question = next(&browser, "audit");
    assert_eq!(question["drawn"], "audit");
    assert_eq!(question["option_values"], json!(["yes", "no"]));
    let page = question["evidence"][0]["page_url"].as_str().unwrap();
    assert!(page.starts_with("/rounds/2019/evidence/page?url=http") && page.ends_with("#quote"));
    let done = browser.act("answers", &answer(&question, other(&question)));
    assert_eq!(done, json!({"event": 1, "n_recorded": 1}));
    // The question is closed: the same answer does not come twice.
    assert_eq!(browser.refused("answers", &answer(&question, "confirm")), "question-gone");
    let undone = browser.act("undo", &json!({}));
    assert_eq!((&undone["event"], &undone["by"]), (&json!(1), &json!(2)));
    let again = &undone["question"];
    assert_eq!((&again["point"], &again["drawn"]), (&question["point"], &json!("audit")));
    browser.act("answers", &answer(again, "confirm"));
    let skipped = next(&browser, "audit");
    let reply = browser.post("/api/rounds/2019/skip", &json!({"question": skipped["id"]}));
    assert_eq!(reply.status, 204);
    let after = next(&browser, "audit");
    assert_ne!((&after["region"], &after["point"]), (&skipped["region"], &skipped["point"]));
    let record = browser.json("/rounds/2019/reviews.json");
    let what: Vec<_> =
        record["rows"].as_array().unwrap().iter().map(|r| r["what"].clone()).collect();
    assert_eq!(what, ["confirm", "undo", "correct"]);
    assert_eq!(record["rows"][2]["is_undone"], true);
    assert_eq!(browser.refused("undo", &json!({"event": 99})), "refused");
}

#[test]
fn an_answer_that_is_not_complete_is_refused_and_not_recorded() {
    let house = House::new();
    let web = house.open();
    let browser = web.log_in("甲");
    let question = next(&browser, "effect");
    let id = &question["id"];
    let refused = |body: Value| browser.refused("answers", &body);
    assert_eq!(refused(json!({"question": id, "call": "correct"})), "refused");
    assert_eq!(refused(json!({"question": id, "call": "correct", "value": "no"})), "refused");
    assert_eq!(refused(json!({"question": id, "call": "correct", "value": "seven"})), "refused");
    assert_eq!(refused(json!({"question": id, "call": "reject"})), "refused");
    assert_eq!(refused(json!({"question": id, "call": "guess"})), "bad-request");
    assert_eq!(refused(json!({"question": "made-up", "call": "confirm"})), "question-gone");
    let digest = format!("sha256:{}", "0".repeat(64));
    let exhibits = json!([{"file": digest}]);
    let no_file = json!({"question": id, "call": "correct", "value": "no", "exhibits": exhibits});
    assert_eq!(refused(no_file), "refused");
    assert_eq!(browser.json("/rounds/2019/reviews.json")["n_all"], 0);
    browser.act("answers", &answer(&question, "cannot-tell"));
}

#[test]
fn a_file_that_is_shown_is_kept_and_only_ever_saved() {
    let house = House::new();
    let web = house.open();
    let browser = web.log_in("甲");
    let html = b"<script>alert(1)</script>";
    let kept = browser.ask("POST", "/api/rounds/2019/files", "application/octet-stream", html);
    assert_eq!(kept.status, 201, "{}", kept.text());
    let digest = kept.json()["digest"].clone();
    let question = next(&browser, "effect");
    let shown = json!({"question": question["id"], "call": "correct", "value": other(&question),
                       "exhibits": [{"file": digest}]});
    browser.act("answers", &shown);
    let record = browser.json("/rounds/2019/reviews.json");
    assert_eq!(record["rows"][0]["exhibits"][0]["file"], digest);
    let reply = browser.get(&format!("/rounds/2019/files/{}", digest.as_str().unwrap()));
    assert_eq!(reply.body, html);
    assert_eq!(reply.header("content-type"), "application/octet-stream");
    assert!(reply.header("content-disposition").starts_with("attachment"), "{reply:?}");
}

#[test]
fn a_third_person_decides_between_two() {
    let house = House::new().with_accounts();
    house.account("second", bluebook::serve::Role::Reviewer);
    let web = house.open();
    let (one, two) = (web.log_in("reviewer"), web.log_in("second"));
    let question = next(&one, "effect");
    one.act("answers", &answer(&question, "confirm"));
    let named = json!({"region": question["region"], "point": question["point"]});
    let same = two.act("question", &named)["question"].clone();
    two.act("answers", &answer(&same, other(&same)));
    // Reviewers are not asked to decide, and see that something waits but not what was said.
    assert_eq!(one.refused("next", &json!({"by": "disagreement"})), "role-needed");
    let queue = one.json("/api/rounds/2019/queue");
    assert_eq!((&queue["n_disputed"], &queue["disputed"]), (&json!(1), &json!([])));
    let judge = web.log_in("adjudicator");
    let queue = judge.json("/api/rounds/2019/queue");
    assert_eq!(queue["disputed"][0]["answers"][0]["person"], "reviewer");
    let disputed = next(&judge, "disagreement");
    assert_eq!(disputed["is_adjudication"], true);
    assert_eq!(disputed["answers"][1]["exhibits"][0]["quote"], "所见");
    judge.act("answers", &answer(&disputed, "confirm"));
    let row = &judge.json("/rounds/2019/verdicts.json?state=settled")["rows"][0];
    assert_eq!(row["people"], "reviewer; second; adjudicator");
    // What others said is taken back by those who decide, with a reason.
    assert_eq!(one.refused("undo", &json!({"event": 2, "reason": "x"})), "role-needed");
    assert_eq!(judge.refused("undo", &json!({"event": 2})), "refused");
    judge.act("undo", &json!({"event": 2, "reason": "误点"}));
}

#[test]
fn an_objection_is_filed_and_decided_and_then_the_round_is_published() {
    let house = House::new().with_accounts();
    let web = house.open();
    let (clerk, judge, lead) =
        (web.log_in("reviewer"), web.log_in("adjudicator"), web.log_in("operator"));
    let row = clerk.json("/rounds/2019/verdicts.json?finding=not-found")["rows"][0].clone();
    let objection = json!({"region": row["region"], "point": row["point"], "by": "示例市政府",
                           "text": "栏目已恢复", "links": ["http://r0.example/"]});
    assert_eq!(clerk.refused("objections", &objection), "refused", "none are taken yet");
    assert_eq!(lead.refused("phase", &json!({})), "bad-request");
    assert_eq!(lead.refused("phase", &json!({"objections_until": "soon"})), "refused");
    lead.act("phase", &json!({"objections_until": "2019-01-20"}));
    let event = clerk.act("objections", &objection)["event"].clone();
    assert_eq!(lead.json("/rounds.json")["rounds"][0]["state"], "objections");
    let publication = lead.json("/rounds/2019/publication.json");
    assert_eq!(
        (&publication["n_objections_open"], &publication["can_publish"]),
        (&json!(1), &json!(false))
    );
    let ruling = format!("objections/{event}/ruling");
    let upheld = json!({"ruling": "correct", "value": "yes", "reason": "属实",
                        "exhibits": [{"quote": "栏目"}]});
    judge.act(&ruling, &upheld);
    assert_eq!(judge.refused(&ruling, &upheld), "refused", "once is enough");
    let listed = clerk.json("/rounds/2019/objections.json");
    assert_eq!(listed["rows"][0]["state"], "upheld");
    let code = row["region"].as_str().unwrap();
    let told = clerk.json(&format!("/rounds/2019/region.json?region={code}")).to_string();
    assert!(told.contains("\"authority\":\"ruling\""), "{told}");
    // Publishing is the command's work; what it says comes back.
    let reply = lead.post("/api/rounds/2019/publish", &json!({"accept": ["drift=ok"]}));
    assert_eq!(reply.problem(), "refused");
    assert_eq!(reply.json()["detail"], "2019 operator [\"drift=ok\"]");
    assert_eq!(reply.json()["said"], json!(["fails"]));
}

#[test]
fn a_probe_is_stopped_and_lifted() {
    let house = House::new();
    let web = house.open();
    let browser = web.log_in("主持");
    assert_eq!(
        browser.refused("quarantine", &json!({"family": "nobody", "reason": "x"})),
        "refused"
    );
    let event =
        browser.act("quarantine", &json!({"family": "f0", "reason": "错太多"}))["event"].clone();
    let probes = browser.json("/rounds/2019/probes.json");
    let stopped = probes["rows"].as_array().unwrap().iter().find(|row| row["family"] == "f0");
    assert_eq!(stopped.unwrap()["quarantine"], "错太多");
    let ranking = browser.json("/rounds/2019/ranking.json");
    assert!(ranking["rows"][0]["coverage"].as_f64().unwrap() < 100.0, "{ranking}");
    browser.act("undo", &json!({"event": event}));
    let ranking = browser.json("/rounds/2019/ranking.json");
    assert_eq!(ranking["rows"][0]["coverage"], 100.0);
}

#[test]
fn what_another_process_records_is_seen() {
    let house = House::new();
    let web = house.open();
    let browser = web.log_in("甲");
    let question = next(&browser, "effect");
    let mut other = house.desk();
    let target = other.board().tasks()[0].target.clone();
    let now = bluebook::review::Now { seconds: 1, utc: "2019-01-15T00:00:00Z".to_owned() };
    let assigned = other.choose("乙", &target, bluebook::model::Drawn::Chosen).unwrap();
    let call = bluebook::model::Call::Confirm(assigned.task.machine.clone());
    other.decide("乙", &assigned, (call, Vec::new(), String::new()), &now).unwrap();
    assert_eq!(browser.json("/rounds/2019/reviews.json")["rows"][0]["person"], "乙");
    let done = browser.act("answers", &answer(&question, "confirm"));
    assert_eq!(done["event"], 2);
}
