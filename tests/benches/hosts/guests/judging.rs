//! The ten points, as an author without a page interface judges them: the page parsed in the plug-in with
//! scraper, or asked by JSON calls of the host.

#[path = "../../../guests/examples/bench_points/points.rs"]
mod points;

use points::{Ask, POINTS, Point};
use scraper::{Html, Selector};
use serde_json::{Value, json};

/// *The* points of the benchmark are the first ten.
const N_POINTS: usize = 10;

fn ten() -> &'static [Point] {
    POINTS.get(..N_POINTS).unwrap_or(&POINTS)
}

/// The answers of a page that is parsed here: a number where elements are counted, else the text of the
/// first that matches, or null.
pub fn parsed(html: &str) -> String {
    let page = Html::parse_document(html);
    let answers: Vec<Value> = ten().iter().map(|point| of(&page, point)).collect();
    Value::from(answers).to_string()
}

fn of(page: &Html, point: &Point) -> Value {
    let Ok(css) = Selector::parse(point.css) else { return Value::Null };
    match point.ask {
        Ask::Count => json!(page.select(&css).count()),
        Ask::Text(any) => {
            let texts = page.select(&css).map(|found| found.text().collect::<String>());
            let mut texts = texts.filter(|text| any.iter().any(|word| text.contains(word)));
            texts.next().map_or(Value::Null, |text| json!(folded(&text)))
        }
    }
}

/// The words of the contract: white space folded.
fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The same answers of a page that the host parsed: a call a point.
pub fn asked(call: impl Fn(String) -> String) -> String {
    let ask = |point: &Point| {
        let question = match point.ask {
            Ask::Count => json!({ "count": point.css }),
            Ask::Text(any) => json!({ "find": point.css, "any": any }),
        };
        serde_json::from_str(&call(question.to_string())).unwrap_or(Value::Null)
    };
    let answers: Vec<Value> = ten().iter().map(ask).collect();
    Value::from(answers).to_string()
}
