//! The server killed a hundred times while people answer: what was acknowledged is on record.

use std::collections::BTreeSet;

use bluebook::store::StoredReviews;
use serde_json::{Value, json};

use super::web::Reply;
use crate::campaign::Campaign;

const KILLS: usize = 100;

/// Regions of the round: few, because every start reads them all.
const N_REGIONS: usize = 2;

/// A session: cookie and token.
type Session = (String, String);

/// Asks a server of its own; nothing if it was killed meanwhile.
fn ask(host: &str, path: &str, (cookie, token): &Session, body: &Value) -> Option<Reply> {
    use std::io::{Read as _, Write as _};
    let body = body.to_string();
    let ask = format!(
        "POST {path} HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nCookie: {cookie}\r\n\
         X-Bluebook-Token: {token}\r\nContent-Type: application/json\r\n\
         Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    );
    let mut stream = std::net::TcpStream::connect(host).ok()?;
    stream.write_all(ask.as_bytes()).ok()?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).ok()?;
    let is_whole = answer.windows(4).any(|four| four == b"\r\n\r\n");
    let reply = is_whole.then(|| Reply::read(&answer))?;
    let is_read = serde_json::from_slice::<Value>(&reply.body).is_ok();
    (is_read && reply.status < 300).then_some(reply)
}

fn log_in(host: &str, person: &str) -> Option<Session> {
    let nobody = (String::new(), String::new());
    let reply = ask(host, "/api/session", &nobody, &json!({"name": person}))?;
    let cookie = reply.header("set-cookie").split(';').next()?.to_owned();
    Some((cookie, reply.json()["csrf"].as_str()?.to_owned()))
}

/// Answers questions one after the other; gives number and reason of what was acknowledged.
fn answer_until_killed(host: &str, person: &str) -> Vec<(u64, String)> {
    let mut acknowledged = Vec::new();
    let Some(session) = log_in(host, person) else { return acknowledged };
    let at = |what: &str| format!("/api/rounds/2019/{what}");
    for n in 0.. {
        let Some(next) = ask(host, &at("next"), &session, &json!({"by": "audit"})) else { break };
        let reason = format!("{person}-{host}-{n}");
        let id = next.json()["question"]["id"].clone();
        let answer = json!({"question": id, "call": "reject", "reason": reason});
        let Some(done) = ask(host, &at("answers"), &session, &answer) else { break };
        let event = done.json()["event"].as_u64().unwrap();
        acknowledged.push((event, reason));
        // Taken back, so that questions do not run out.
        if ask(host, &at("undo"), &session, &json!({"event": event})).is_none() {
            break;
        }
    }
    acknowledged
}

#[test]
fn a_hundred_kills_lose_nothing_that_was_acknowledged() {
    let campaign = Campaign::sample();
    campaign.made_round("2019", N_REGIONS);
    let round = campaign.path("rounds/2019");
    let mut random = fastrand::Rng::with_seed(2019);
    let mut acknowledged: BTreeSet<(u64, String)> = BTreeSet::new();
    for kill in 0..KILLS {
        let words = ["serve", "--listen", "127.0.0.1:0", "--as", "甲", "--double", "0"];
        let (mut child, url) = campaign.serving(&words);
        let host = url.split('/').nth(2).unwrap().to_owned();
        let said: Vec<(u64, String)> = std::thread::scope(|scope| {
            let people = ["甲", "乙", "丙"];
            let working = people.map(|person| {
                let host = host.clone();
                scope.spawn(move || answer_until_killed(&host, person))
            });
            // Nobody sends: the moment itself is what is tested, and a sleep is banned.
            let (_never, end) = std::sync::mpsc::channel::<()>();
            let moment = std::time::Duration::from_millis(random.u64(100..500));
            let _ = end.recv_timeout(moment);
            child.kill().unwrap();
            child.wait().unwrap();
            working.into_iter().flat_map(|one| one.join().unwrap()).collect()
        });
        acknowledged.extend(said);
        let stored = StoredReviews::read(&round).unwrap();
        let events = stored.map(|stored| stored.events).unwrap_or_default();
        for (event, reason) in &acknowledged {
            let held = events.get(usize::try_from(*event - 1).unwrap());
            let held = format!("{:?}", held.map(|event| &event.act));
            assert!(held.contains(reason.as_str()), "event {event} lost after kill {kill}: {held}");
        }
    }
    eprintln!("{KILLS} kills, {} acknowledged", acknowledged.len());
    assert!(acknowledged.len() >= KILLS, "the kills came too early: {}", acknowledged.len());
}
