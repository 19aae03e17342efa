//! What one coder of two, and somebody measured by a known answer, do not get to see.

use serde_json::{Value, json};

use super::web::{Browser, House};
use bluebook::panel::Chosen;
use bluebook::serve::Role;

/// Every text that a browser can get of the round.
fn everything(browser: &Browser<'_>) -> String {
    let region = browser.json("/rounds/2019/regions.json")["rows"][0]["code"].clone();
    let region = format!("region.json?region={}", region.as_str().unwrap());
    let views = ["verdicts.json", "verdicts.csv", "reviews.json", "reviews.csv", &region];
    let texts = views.iter().map(|view| browser.get(&format!("/rounds/2019/{view}")).text());
    let queue = browser.get("/api/rounds/2019/queue").text();
    texts.chain([queue]).collect()
}

fn answered(question: &Value, reason: &str) -> Value {
    json!({"question": question["id"], "call": "reject", "reason": reason})
}

#[test]
fn a_second_coder_sees_nothing_of_the_first() {
    let mut house = House::new().with_accounts();
    house.chosen = Chosen { double_percent: Some(100.0), ..Chosen::default() };
    house.account("second", Role::Reviewer);
    let web = house.open();
    let (one, two) = (web.log_in("reviewer"), web.log_in("second"));
    let question = one.act("next", &json!({}))["question"].clone();
    assert_eq!(question["is_blind"], true);
    one.act("answers", &answered(&question, "FIRST-SAID"));
    for other in [&two, &web.log_in("adjudicator"), &web.log_in("operator")] {
        let text = everything(other);
        assert!(!text.contains("FIRST-SAID") && !text.contains("\"reject\""), "{text}");
    }
    let row = &two.json("/rounds/2019/reviews.json")["rows"][0];
    assert_eq!((&row["what"], &row["is_hidden"]), (&json!("answer"), &json!(true)));
    assert!(everything(&one).contains("FIRST-SAID"), "one's own is one's own");
    let same = two.act("next", &json!({}))["question"].clone();
    assert_eq!((&same["point"], &same["answers"]), (&question["point"], &Value::Null));
    two.act("answers", &answered(&same, "SECOND-SAID"));
    // Both have answered: nothing has to be hidden any more.
    let text = everything(&web.log_in("viewer"));
    assert!(text.contains("FIRST-SAID") && text.contains("SECOND-SAID"), "{text}");
}

#[test]
fn known_answers_do_not_show() {
    let house = House::new().with_accounts();
    let web = house.open();
    let (keeper, coder) = (web.log_in("adjudicator"), web.log_in("reviewer"));
    let row = keeper.json("/rounds/2019/verdicts.json?finding=found")["rows"][0].clone();
    let gold = json!({"region": row["region"], "point": row["point"], "value": "no",
                      "reason": "GOLD-REASON"});
    assert_eq!(coder.refused("gold", &gold), "role-needed");
    keeper.act("gold", &gold);
    assert!(everything(&keeper).contains("GOLD-REASON"));
    let text = everything(&coder);
    assert!(!text.contains("GOLD-REASON") && !text.contains("\"authority\":\"gold\""), "{text}");
    let event = &coder.json("/rounds/2019/reviews.json")["rows"][0];
    assert_eq!((&event["what"], &event["region"]), (&json!("gold"), &Value::Null));
    let (region, point) = (row["region"].as_str().unwrap(), row["point"].as_str().unwrap());
    let view = format!("/rounds/2019/verdicts.json?region={region}&point={point}");
    let seen = &coder.json(&view)["rows"][0];
    assert_eq!((&seen["counts"], &seen["people"]), (&Value::Null, &json!("")));
    let named = json!({"region": region, "point": point});
    let question = coder.act("question", &named)["question"].to_string();
    assert!(!question.contains("GOLD"), "{question}");
}

#[test]
fn how_a_question_came_cannot_be_claimed() {
    let house = House::new();
    let web = house.open();
    let browser = web.log_in("甲");
    let row = browser.json("/rounds/2019/verdicts.json")["rows"][0].clone();
    let named = json!({"region": row["region"], "point": row["point"]});
    let question = browser.act("question", &named)["question"].clone();
    let claimed = json!({"question": question["id"], "call": "confirm", "drawn": "sample"});
    assert_eq!(browser.refused("answers", &claimed), "bad-request");
    browser.act("answers", &json!({"question": question["id"], "call": "confirm"}));
    assert_eq!(browser.json("/rounds/2019/reviews.json")["rows"][0]["drawn"], "chosen");
}
