//! Those who ask.

use std::error::Error;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use futures_util::future::join_all;
use reqwest::{Client, Method};
use serde_json::{Value, json};
use tokio::time::{Instant, sleep, timeout};

use crate::times::Times;
use crate::{Load, READER_PAUSE, REVIEWER_PAUSE};

/// Questions that one reviewer alone takes.
const N_ALONE: usize = 30;

/// An answer that takes longer is an error.
const PATIENCE: Duration = Duration::from_secs(30);

/// What a reader looks at, in turn.
const VIEWS: &[(&str, &str)] = &[
    ("overview", "overview.json"),
    ("ranking", "ranking.json"),
    ("regions", "regions.json"),
    ("verdicts", "verdicts.json?limit=100"),
    ("record", "reviews.json?limit=100"),
    ("figures", "figures.json"),
    ("shell", "desk"),
];

/// Somebody with a browser.
struct Asker {
    client: Client,
    url: String,
    cookie: String,
    token: String,
    times: Times,
}

impl Asker {
    /// Somebody without a name. All have one client, which keeps a connection for each.
    fn nameless(client: &Client, url: &str) -> Self {
        let (cookie, token) = (String::new(), String::new());
        let (client, url) = (client.clone(), url.to_owned());
        Self { client, url, cookie, token, times: Times::default() }
    }

    async fn named(client: &Client, url: &str, name: &str) -> Result<Self, Box<dyn Error>> {
        let request = client.post(format!("{url}api/session"));
        let request = request
            .header("Origin", url.trim_end_matches('/'))
            .header("Content-Type", "application/json");
        let response = request.body(json!({"name": name}).to_string()).send().await?;
        let cookie = response.headers().get("set-cookie").ok_or("no session")?.to_str()?;
        let cookie = cookie.split(';').next().unwrap_or_default().to_owned();
        let session: Value = serde_json::from_slice(&response.bytes().await?)?;
        let token = session.get("csrf").and_then(Value::as_str).ok_or("no token")?.to_owned();
        Ok(Self { cookie, token, ..Self::nameless(client, url) })
    }

    /// Asks, and reads the answer whole; nothing if that fails or takes too long.
    async fn ask(
        &mut self,
        what: &'static str,
        method: Method,
        path: &str,
        body: Option<&Value>,
    ) -> Option<Value> {
        let mut request = self.client.request(method, format!("{}{path}", self.url));
        if let Some(body) = body {
            let origin = self.url.trim_end_matches('/').to_owned();
            request = request
                .header("Origin", origin)
                .header("Cookie", &self.cookie)
                .header("X-Bluebook-Token", &self.token)
                .header("Content-Type", "application/json")
                .body(body.to_string());
        }
        let started = Instant::now();
        let answered = timeout(PATIENCE, async {
            let response = request.send().await.ok()?.error_for_status().ok()?;
            response.bytes().await.ok()
        });
        let bytes = answered.await.ok().flatten();
        self.times.take(what, started.elapsed(), bytes.is_some());
        Some(serde_json::from_slice(&bytes?).unwrap_or(Value::Null))
    }

    async fn next(&mut self) -> Option<Value> {
        let wish = json!({"by": "effect"});
        let next = self.ask("next", Method::POST, "api/rounds/2019/next", Some(&wish)).await?;
        next.get("question").and_then(|question| question.get("id")).cloned()
    }

    async fn answer(&mut self, question: &Value) -> bool {
        let answer = json!({"question": question, "call": "reject", "reason": "load"});
        let path = "api/rounds/2019/answers";
        self.ask("answer", Method::POST, path, Some(&answer)).await.is_some()
    }
}

fn client() -> reqwest::Result<Client> {
    Client::builder().no_proxy().build()
}

/// One reviewer alone at the whole round.
pub(crate) async fn alone(url: &str) -> Result<Times, Box<dyn Error>> {
    let mut asker = Asker::named(&client()?, url, "alone").await?;
    // Reads the round, and begins its record.
    asker.ask("first look", Method::GET, "rounds/2019/overview.json", None).await;
    asker.next().await.ok_or("no question")?;
    let first = std::mem::take(&mut asker.times);
    for _ in 0..N_ALONE {
        let question = asker.next().await.ok_or("no question")?;
        asker.answer(&question).await;
    }
    asker.times.join(first);
    Ok(asker.times)
}

/// Everybody at once; gives the times and how many answers were acknowledged.
pub(crate) async fn everybody(url: &str, load: Load) -> Result<(Times, usize), Box<dyn Error>> {
    let client = client()?;
    let n_acknowledged = Arc::new(AtomicUsize::new(N_ALONE));
    let mut reviewers = Vec::new();
    for at in 0..load.reviewers {
        reviewers.push(Asker::named(&client, url, &format!("reviewer {at}")).await?);
    }
    let end = Instant::now() + Duration::from_secs(load.seconds);
    let reviewing = reviewers.into_iter().enumerate().map(|(at, asker)| {
        let first = spread(REVIEWER_PAUSE, at, load.reviewers);
        review(asker, first, end, Arc::clone(&n_acknowledged))
    });
    let mut readers = Vec::new();
    for at in 0..load.readers {
        let asker = Asker::nameless(&client, url);
        readers.push(read(asker, at, spread(READER_PAUSE, at, load.readers), end));
    }
    let (reviewed, looked) = tokio::join!(join_all(reviewing), join_all(readers));
    let mut times = Times::default();
    reviewed.into_iter().chain(looked).for_each(|own| times.join(own));
    Ok((times, n_acknowledged.load(Ordering::SeqCst)))
}

/// When the one at a place begins, so that not all come in the same moment.
fn spread(pause: Duration, at: usize, n: usize) -> Duration {
    let (at, n) = (u32::try_from(at).unwrap_or(0), u32::try_from(n.max(1)).unwrap_or(1));
    pause * at / n
}

async fn review(
    mut asker: Asker,
    first: Duration,
    end: Instant,
    n_acknowledged: Arc<AtomicUsize>,
) -> Times {
    sleep(first).await;
    while Instant::now() < end {
        if let Some(question) = asker.next().await
            && asker.answer(&question).await
        {
            n_acknowledged.fetch_add(1, Ordering::SeqCst);
        }
        sleep(REVIEWER_PAUSE).await;
    }
    asker.times
}

async fn read(mut asker: Asker, at: usize, first: Duration, end: Instant) -> Times {
    sleep(first).await;
    for (what, view) in VIEWS.iter().cycle().skip(at) {
        if Instant::now() >= end {
            break;
        }
        asker.ask(what, Method::GET, &format!("rounds/2019/{view}"), None).await;
        sleep(READER_PAUSE).await;
    }
    asker.times
}
