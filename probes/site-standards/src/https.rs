//! # What it asks
//! Whether the home page is there under HTTPS with a certificate that holds, and plain HTTP leads to it.
//!
//! # Why it counts
//! Without it anybody on the way can read and change what a government says and a visitor sends.
//!
//! # How it is judged
//! The home page is asked for under `https` and under `http`. `valid_redirect`: HTTPS answers with a
//! trusted certificate that lasts more than fourteen days after collection, and HTTP leads to HTTPS;
//! `valid`: HTTP does not; `bad_cert`: the certificate is expired, of another name, not
//! trusted, revoked, about to end, or the protocol is no longer safe; `none`: no page under HTTPS, or
//! one that leads back to HTTP.
//!
//! # When it is unknown
//! HTTPS could not be tried (`robots.txt`, a guard, silence), or nobody wrote down its certificate.
//!
//! # Source
//! 《政府网站发展指引》(国办发〔2017〕47号), 安全防护.

use probe_sdk::criteria::addresses::{host, path};
use probe_sdk::criteria::dates::Day;
use probe_sdk::{Criterion, Evidence, Judged, Page, Step, Stop, Task, UnknownReason, failed};

pub(crate) const CRITERION: Criterion =
    Criterion { id: "https", title: "HTTPS有效", roles: &["home"], points: &["C1.1-3"], judge };

/// Days a certificate has left at least; one that ends sooner was forgotten.
const DAYS_LEFT_MIN: i64 = 14;

/// Failures of a handshake.
const BAD: [&str; 6] =
    ["tls-expired", "tls-wrong-host", "tls-untrusted", "tls-revoked", "tls-old-protocol", "tls"];

/// Failures that say there is no page under HTTPS.
const NOTHING: [&str; 10] = [
    "connect",
    "connect-timeout",
    "protocol",
    "disconnect",
    "redirect-loop",
    "too-many-redirects",
    "soft-404",
    "default-page",
    "error-page",
    "empty-page",
];

/// Statuses that say so; others turn only us away.
const NOT_THERE: [u16; 6] = [404, 410, 500, 501, 502, 503];

fn judge(task: &Task) -> Step<Judged> {
    let home = task.start()?;
    let url = home.info().url;
    let under = |scheme: &str| format!("{scheme}://{}{}", host(&url), path(&url));
    let pages = [had(home, &under("https")), had(home, &under("http"))];
    if let [Err(Stop::Ask(a)), Err(Stop::Ask(b))] = &pages {
        return Err(Stop::Ask(a.iter().chain(b).cloned().collect()));
    }
    let [secure, plain] = pages;
    let secure = match secure? {
        Ok(page) => page,
        Err(judged) => return judged.map(|judged| judged.seen([home])),
    };
    if !secure.info().url.starts_with("https://") {
        return Ok(Judged::grade("none").seen([secure]).note("HTTPS 转到 HTTP"));
    }
    let until = match certificate(task, secure)? {
        Ok(until) => until,
        Err(bad) => return Ok(bad),
    };
    let quote = format!("{} · {until}", secure.info().url);
    let seen = Evidence { quote, ..Evidence::from(secure) };
    let is_led = plain?.is_ok_and(|page| page.info().url.starts_with("https://"));
    Ok(if is_led {
        Judged::grade("valid_redirect").seen([seen])
    } else {
        Judged::grade("valid").seen([seen]).note("HTTP 未转到 HTTPS")
    })
}

/// The page, or what it means under HTTPS that there is none.
fn had(home: Page, url: &str) -> Step<Result<Page, Step<Judged>>> {
    match home.ask_for(url, "plain_home") {
        Ok(page) => Ok(Ok(page)),
        Err(stop @ (Stop::Ask(_) | Stop::Fault(_))) => Err(stop),
        Err(Stop::Unknown(_, note) | Stop::Absent(_, note)) => Ok(Err(without(url, note))),
    }
}

fn without(url: &str, note: String) -> Step<Judged> {
    let Some(failure) = failed(url) else {
        return Err(Stop::Unknown(UnknownReason::PageMissing, note));
    };
    let class = failure.class.as_str();
    let is_nothing = NOTHING.contains(&class)
        || class == "http-status" && failure.status.is_some_and(|s| NOT_THERE.contains(&s));
    if BAD.contains(&class) {
        Ok(Judged::grade("bad_cert").note(note))
    } else if is_nothing {
        Ok(Judged::grade("none").note(note))
    } else {
        Err(Stop::Unknown(UnknownReason::PageMissing, note))
    }
}

/// The last day of a certificate that holds, or the judgement that it does not.
fn certificate(task: &Task, page: Page) -> Step<Result<String, Judged>> {
    if let Some(problem) = page.fact("certificate-problem") {
        return Ok(Err(Judged::grade("bad_cert").seen([page]).note(problem)));
    }
    let until = page.fact("certificate-until");
    let today = Day::parse(&task.collected_on());
    let (Some(until), Some(today)) = (until, today) else {
        let note = "没有记下证书".to_owned();
        return Err(Stop::Unknown(UnknownReason::NotStated, note));
    };
    let n_days = Day::parse(&until).map(|last| last.days_since(today));
    match n_days {
        Some(n_days) if n_days > DAYS_LEFT_MIN => Ok(Ok(until)),
        Some(n_days) => {
            let note = format!("证书 {until} 到期，还有 {n_days} 天");
            Ok(Err(Judged::grade("bad_cert").seen([page]).note(note)))
        }
        None => Err(Stop::Unknown(UnknownReason::Ambiguous, until)),
    }
}
