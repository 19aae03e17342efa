//! `/metrics`: what a monitor asks for.

use std::sync::atomic::Ordering;

use super::answer::Answer;
use super::app::App;
use super::call::Call;
use super::counters::{TIMES_MS, Times};
use super::problem::Problem;
use crate::report::{family, label};

/// Everything counted, in the text format of Prometheus.
pub(super) fn metrics(app: &App, call: &Call) -> Result<Answer, Problem> {
    let mut text = String::new();
    of_server(&mut text, app);
    of_rounds(&mut text, app, call)?;
    Ok(Answer::text("text/plain; version=0.0.4; charset=utf-8", text))
}

fn of_server(text: &mut String, app: &App) {
    let counters = &app.counters;
    let answers = counters
        .answers()
        .into_iter()
        .map(|((path, status), n)| (format!("{{path={path:?},status=\"{status}\"}}"), n));
    family(text, "answers_total", "counter", "Requests answered.", answers);
    let Times { n, sum_ms, within } = counters.times();
    let ends = TIMES_MS.iter().map(|ms| label("le", &format!("{}.{:03}", ms / 1_000, ms % 1_000)));
    let ends = ends.chain([label("le", "+Inf")]).zip(within.into_iter().chain([n]));
    let series = ends.map(|(label, n)| (format!("_bucket{label}"), n.to_string()));
    let sum = format!("{}.{:03}", sum_ms / 1_000, sum_ms % 1_000);
    let series = series.chain([("_sum".to_owned(), sum), ("_count".to_owned(), n.to_string())]);
    family(text, "answer_seconds", "histogram", "Time to an answer's first byte.", series);
    let one = |n: u64| [("", n)];
    let recorded = one(counters.n_recorded());
    family(text, "reviews_recorded_total", "counter", "Answers put on record here.", recorded);
    let refused = one(counters.n_log_ins_refused());
    family(text, "log_ins_refused_total", "counter", "Tries to log in that failed.", refused);
    let gauge = |n: usize| [("", n)];
    let connections = gauge(counters.n_connections.load(Ordering::Relaxed));
    family(text, "connections", "gauge", "Connections that are open.", connections);
    let streams = gauge(app.n_streams.load(Ordering::Relaxed));
    family(text, "streams", "gauge", "Streams of events that are open.", streams);
    family(text, "sessions", "gauge", "Sessions.", gauge(app.gate.n_sessions()));
}

/// Of the rounds that somebody asked for since the server began.
fn of_rounds(text: &mut String, app: &App, call: &Call) -> Result<(), Problem> {
    let (mut regions, mut verdicts, mut events) = (Vec::new(), Vec::new(), Vec::new());
    for room in app.open_rooms() {
        let round = label("round", &room.name);
        room.work(call.now.seconds, |seat| {
            regions.push((round.clone(), seat.said.len() as u64));
            verdicts.push((round.clone(), seat.tally.n_verdicts));
            events.push((round, seat.board().ledger().n_events()));
            Ok(())
        })?;
    }
    family(text, "round_regions", "gauge", "Regions recorded.", regions);
    family(text, "round_verdicts", "gauge", "Verdicts recorded.", verdicts);
    family(text, "round_review_events", "gauge", "Events of the record of reviews.", events);
    Ok(())
}
