//! A round live: server-sent events about regions recorded and reviews made.
//!
//! What is told comes from the round's files, so a run in another process, on another terminal, is
//! followed as well as what happens here.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse as _, Response};
use futures_util::stream;
use serde::Serialize;
use tokio::sync::broadcast::error::RecvError;
use tokio::task::spawn_blocking;

use super::app::App;
use super::call::Call;
use super::limits::KEEP_ALIVE;
use super::news::News;
use super::problem::{self, Problem};
use super::room::{Followed, Room};
use super::seat::Seat;

/// How far a round is.
#[derive(Debug, Serialize)]
struct State {
    n_regions: usize,
    n_judged: usize,
    n_verdicts: u64,
    n_events: u64,
    is_closed: bool,
}

impl State {
    fn of(seat: &Seat) -> Self {
        Self {
            n_regions: seat.manifests.regions.len(),
            n_judged: seat.said.len(),
            n_verdicts: seat.tally.n_verdicts,
            n_events: seat.board().ledger().n_events(),
            is_closed: seat.reader.is_closed(),
        }
    }
}

/// One of the streams there may be.
struct Permit(Arc<App>);

impl Permit {
    fn take(app: &Arc<App>) -> Result<Self, Problem> {
        let permit = Self(Arc::clone(app));
        if app.n_streams.fetch_add(1, Ordering::AcqRel) < app.limits.streams_max {
            return Ok(permit);
        }
        Err(Problem::new(problem::BUSY).retry_after(KEEP_ALIVE.as_secs()))
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        self.0.n_streams.fetch_sub(1, Ordering::AcqRel);
    }
}

/// One who follows a round.
struct Follower {
    app: Arc<App>,
    room: Arc<Room>,
    followed: Followed,
    _permit: Permit,
    waiting: VecDeque<Event>,
    /// Regions told of; `None` before the state was told.
    n_told: Option<usize>,
    /// Regions told of by an earlier connection of the same browser.
    n_before: Option<usize>,
}

/// The stream of a round.
pub(super) fn events(app: &Arc<App>, call: &Call) -> Result<Response, Problem> {
    let room = app.room(call.param("round"))?;
    let last = call.headers.get("last-event-id").and_then(|value| value.to_str().ok());
    let follower = Follower {
        followed: room.follow(app),
        _permit: Permit::take(app)?,
        app: Arc::clone(app),
        room,
        waiting: VecDeque::new(),
        n_told: None,
        n_before: last.and_then(|last| last.parse().ok()),
    };
    let events = stream::unfold(follower, |mut follower| async move {
        let event = follower.next().await?;
        Some((Ok::<_, Infallible>(event), follower))
    });
    let alive = KeepAlive::new().interval(KEEP_ALIVE).text("…");
    Ok(Sse::new(events).keep_alive(alive).into_response())
}

impl Follower {
    /// The next event; `None` when the server stops or the round cannot be read.
    async fn next(&mut self) -> Option<Event> {
        loop {
            if let Some(event) = self.waiting.pop_front() {
                return Some(event);
            }
            if self.n_told.is_none() {
                self.tell_state().await?;
                continue;
            }
            let news = tokio::select! {
                news = self.followed.news.recv() => news,
                () = self.app.stop.wished() => return None,
            };
            match news {
                Ok(news) => self.tell(news),
                // Too far behind: the state is told anew, with what was missed.
                Err(RecvError::Lagged(_)) => self.n_before = self.n_told.take(),
                Err(RecvError::Closed) => return None,
            }
        }
    }

    async fn tell_state(&mut self) -> Option<()> {
        let (room, now, before) = (Arc::clone(&self.room), self.app.now().seconds, self.n_before);
        let read = spawn_blocking(move || {
            room.work(now, |seat| {
                let missed = before.unwrap_or(seat.said.len());
                let missed: Vec<_> = seat.said.iter().skip(missed).cloned().collect();
                Ok((State::of(seat), missed))
            })
        });
        let (state, missed) = read.await.ok()?.ok()?;
        self.n_told = Some(state.n_judged);
        let first = state.n_judged - missed.len() + 1;
        let event = Event::default().event("state").id(state.n_judged.to_string());
        self.waiting.push_back(event.data(serde_json::to_string(&state).ok()?));
        self.waiting.extend((first..).zip(missed).map(|(at, said)| region(at, &said)));
        Some(())
    }

    fn tell(&mut self, news: News) {
        match news {
            // The state was read after this was told.
            News::Region(at, _) if self.n_told.is_some_and(|told| at <= told) => {}
            News::Region(at, said) => {
                self.n_told = Some(at);
                self.waiting.push_back(region(at, &said));
            }
            News::Reviews(n_events) => {
                let data = format!("{{\"n_events\":{n_events}}}");
                self.waiting.push_back(Event::default().event("reviews").data(data));
            }
            News::Closed(n_judged) => {
                let data = format!("{{\"n_judged\":{n_judged}}}");
                self.waiting.push_back(Event::default().event("closed").data(data));
            }
        }
    }
}

/// That a region was recorded, as `run --format jsonl` says it. Its place is its id, by which a
/// browser that lost the connection says how far it got.
fn region(at: usize, said: &str) -> Event {
    Event::default().event("region").id(at.to_string()).data(said)
}
