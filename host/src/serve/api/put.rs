//! A question as the desk of a browser is given it.

use serde::Serialize;
use serde_json::Value;
use url::form_urlencoded::Serializer;

use crate::panel::{Asked, Quoted, asked, unit_of};
use crate::review::{Assigned, value_text};
use crate::serve::call::Call;
use crate::serve::problem::Problem;
use crate::serve::room::Room;
use crate::serve::seat::Seat;

/// A question, and what a browser needs besides.
#[derive(Debug, Serialize)]
struct Question {
    /// What it is called when it is answered.
    id: String,
    /// Up to when it is the person's own, in seconds since 1970.
    lease_until: u64,
    #[serde(flatten)]
    asked: Asked,
    /// What the machine found, as a person types it; empty if unknown.
    machine_value: String,
    /// What the options are as values.
    option_values: Vec<String>,
    /// The key that asks for a number.
    number_key: Option<usize>,
    /// What a number counts.
    unit: Option<String>,
    /// Where the region's pages begin.
    start_pages: Vec<StartPage>,
}

#[derive(Debug, Serialize)]
struct StartPage {
    role: String,
    url: String,
}

/// Puts a question on a person's desk.
pub(super) fn put(
    room: &Room,
    seat: &mut Seat,
    call: &Call,
    assigned: Assigned,
) -> Result<Value, Problem> {
    let board = seat.board();
    let asked = asked(board, &assigned);
    let region = board.region(assigned.task.region);
    let pages = region.map(|region| region.pages.as_slice()).unwrap_or_default();
    let start_pages = pages
        .iter()
        .map(|page| StartPage { role: page.role.clone(), url: page.url.clone() })
        .collect();
    let lease_until = call.now.seconds.saturating_add(board.settings().lease_seconds);
    let id = seat.sittings.entry(call.person()?.to_owned()).or_default().put(assigned)?;
    let evidence: Vec<Quoted> = asked.evidence.clone();
    let mut question = serde_json::to_value(Question {
        id,
        lease_until,
        machine_value: value_text(&asked.machine),
        option_values: asked.findings.iter().map(value_text).collect(),
        number_key: asked.number_key(),
        unit: unit_of(&asked.machine).map(str::to_owned),
        start_pages,
        asked,
    })?;
    let places = question.get_mut("evidence").and_then(Value::as_array_mut);
    for (place, quoted) in places.into_iter().flatten().zip(&evidence) {
        if let Some(place) = place.as_object_mut() {
            place.extend(addresses(&room.name, quoted));
        }
    }
    Ok(question)
}

/// Where a page can be looked at.
fn addresses(round: &str, quoted: &Quoted) -> [(String, Value); 3] {
    let of = |what: &str, with_quote: bool| {
        let mut query = Serializer::new(String::new());
        query.append_pair("url", &quoted.url).append_pair("digest", &quoted.digest);
        if with_quote && !quoted.quote.is_empty() {
            query.append_pair("quote", &quoted.quote);
            if let Some(node) = quoted.node {
                query.append_pair("node", &node.to_string());
            }
        }
        format!("/rounds/{round}/evidence/{what}?{}", query.finish())
    };
    [
        ("page_url".to_owned(), format!("{}#quote", of("page", true)).into()),
        ("source_url".to_owned(), of("source.json", true).into()),
        ("bytes_url".to_owned(), of("bytes", false).into()),
    ]
}
