//! `bluebook plan --why URL`: every decision about one page, without asking anybody.

use std::time::Duration;

use serde_json::json;
use url::Url;

use super::args::{Common, Plan as PlanArgs, TextOrJson};
use super::collect::{live_limits, user_agent};
use super::round::directory;
use super::run::EVIDENCE_FILE;
use super::{Code, Environment, Failed, Streams, load};
use crate::evidence::{Archive, Capture, Look};
use crate::fetch::{BadCertificate, OptOut, RobotsLine, RobotsSays, Why};
use crate::manifest::Manifests;
use crate::report::clean;

pub(crate) fn why(
    common: &Common,
    args: &PlanArgs,
    address: &str,
    environment: &Environment,
    streams: &mut Streams<'_>,
) -> Result<(), Failed> {
    let url = Url::parse(address).map_err(|error| {
        let hint = "an absolute address, for example https://www.example.gov.cn/".to_owned();
        Failed::new(Code::NotAnAddress, format!("`{address}` is no address: {error}"))
            .hint(Some(hint))
    })?;
    let manifests = load(&common.manifests)?;
    let held = held(common, args, &manifests)?;
    let robots = held.as_ref().and_then(|archive| robots_of(archive, &url));
    let limits = live_limits(&manifests.fetch);
    let user_agent = user_agent(&manifests.fetch);
    let body = robots.as_ref().map(|robots| robots.body.as_slice());
    let why = Why::of(&url, &limits, &user_agent, body, (environment.clock)());
    let came = held.as_ref().map(|archive| came(archive, &url));
    match args.format {
        TextOrJson::Text => write_text(&url, &manifests, &why, came.as_deref(), streams),
        TextOrJson::Json => write_json(&url, &manifests, &why, came.as_deref(), streams),
    }
}

/// The pages held so far: the archives named, else those of the round, if it has any.
fn held(
    common: &Common,
    args: &PlanArgs,
    manifests: &Manifests,
) -> Result<Option<Archive>, Failed> {
    let mut paths = args.selection.from.clone();
    if paths.is_empty() {
        let own = directory(common, &manifests.edition)?;
        if !own.join(EVIDENCE_FILE).exists() {
            return Ok(None);
        }
        paths.push(own);
    }
    let archive = Archive::open(&paths).map_err(Failed::of)?;
    Ok(Some(archive))
}

/// The host's `robots.txt` as it came. A damaged one is as good as none.
fn robots_of(archive: &Archive, url: &Url) -> Option<Capture> {
    archive.get(url.join("/robots.txt").ok()?.as_str()).ok().flatten()
}

/// What came when the page was asked for.
fn came(archive: &Archive, url: &Url) -> String {
    match archive.look(url.as_str()) {
        Ok(Some(Look::Page(page))) => {
            format!("{} {} ({})", page.status, page.url, page.captured_on)
        }
        Ok(Some(Look::Failed(look))) => {
            format!("{}: {} ({})", look.failure, look.note, look.looked_on)
        }
        Ok(None) => "没有取过 not asked for".to_owned(),
        Err(error) => format!("{}", super::Chain(&error)),
    }
}

/// Regions and roles that start from the page.
fn starts(url: &Url, manifests: &Manifests) -> Vec<String> {
    let same = |address: &str| Url::parse(address).is_ok_and(|address| address == *url);
    let pages = manifests.regions.iter().flat_map(|region| {
        region.pages.iter().filter(|page| same(&page.url)).map(move |page| (region, page))
    });
    pages
        .map(|(region, page)| format!("{} {} {}", region.code, region.name.zh, page.role))
        .collect()
}

fn write_text(
    url: &Url,
    manifests: &Manifests,
    why: &Why,
    came: Option<&str>,
    streams: &mut Streams<'_>,
) -> Result<(), Failed> {
    writeln!(streams.out, "{}", clean(url.as_str()))?;
    let plan = ("计划 plan", plan_words(url, manifests));
    let came = came.map(|came| ("已有 held", came.to_owned()));
    let so =
        if why.would_ask() { "会取 would be fetched" } else { "不会取 would not be fetched" };
    let so = ("结论 so", so.to_owned());
    for (what, words) in std::iter::once(plan).chain(lines(why)).chain(came).chain([so]) {
        writeln!(streams.out, "  {what}: {}", clean(&words))?;
    }
    Ok(())
}

fn plan_words(url: &Url, manifests: &Manifests) -> String {
    let starts = starts(url, manifests);
    if starts.is_empty() {
        return "不是起始页，探针要它才取 no start page; fetched if a probe asks for it".to_owned();
    }
    starts.join(", ")
}

/// The decisions in their order; those that have nothing to say are left out.
fn lines(why: &Why) -> Vec<(&'static str, String)> {
    let address = match (&why.host, &why.refused) {
        (Some(host), _) => {
            format!("{host}，所解析的地址到时再查 what it resolves to is checked then")
        }
        (None, refused) => format!("拒绝 refused: {}", refused.as_deref().unwrap_or_default()),
    };
    let mut lines = vec![("地址 address", address)];
    if let Some(OptOut { host, until, reason }) = &why.opt_out {
        lines.push(("不采集 opted out", format!("{host} 至 until {until}: {reason}")));
    }
    lines.push(("robots.txt", robots_words(why)));
    lines.push(("间隔 pause", pause_words(why)));
    if let Some(rule) = &why.rule {
        lines.push(("另有约定 own rule", format!("{}: {}", rule.host, rule.reason)));
    }
    if !why.window_opens_in.is_zero() {
        let opens_in = seconds(why.window_opens_in);
        lines.push(("时段 hours", format!("{opens_in} 后开始 until they begin")));
    }
    if why.bad_certificate == BadCertificate::LookAnyway {
        let words = "有问题也看，并记入证据 looked at in spite of a bad one, and said so";
        lines.push(("证书 certificate", words.to_owned()));
    }
    lines
}

fn robots_words(why: &Why) -> String {
    let at = |RobotsLine { number, text }: &RobotsLine| format!("第 line {number} 行: {text}");
    match &why.robots {
        None => "还没有，会先取它 not held yet; it would be asked for first".to_owned(),
        Some(RobotsSays::Nothing) => "没有提到，允许 says nothing, which allows it".to_owned(),
        Some(RobotsSays::Allowed(line)) => format!("允许 allows it, {}", at(line)),
        Some(RobotsSays::Disallowed(line)) => format!("禁止 disallows it, {}", at(line)),
    }
}

fn pause_words(why: &Why) -> String {
    let pauses = format!(
        "主机 host {}，服务器地址 address {}",
        seconds(why.host_interval),
        seconds(why.address_interval)
    );
    let too_long = if why.is_crawl_delay_too_long { " 超过上限 more than granted" } else { "" };
    match why.crawl_delay {
        None => pauses,
        Some(delay) => format!("{pauses}，Crawl-delay {}{too_long}", seconds(delay)),
    }
}

fn seconds(time: Duration) -> String {
    format!("{} s", time.as_secs_f64())
}

fn write_json(
    url: &Url,
    manifests: &Manifests,
    why: &Why,
    came: Option<&str>,
    streams: &mut Streams<'_>,
) -> Result<(), Failed> {
    let line = |line: &RobotsLine| json!({ "line": line.number, "text": line.text });
    let robots = match &why.robots {
        None => json!("not-held"),
        Some(RobotsSays::Nothing) => json!("says-nothing"),
        Some(RobotsSays::Allowed(by)) => json!({ "allows": line(by) }),
        Some(RobotsSays::Disallowed(by)) => json!({ "disallows": line(by) }),
    };
    let ms = |time: Duration| u64::try_from(time.as_millis()).unwrap_or(u64::MAX);
    let value = json!({
        "url": url.as_str(),
        "would_ask": why.would_ask(),
        "start_page_of": starts(url, manifests),
        "host": why.host,
        "refused": why.refused,
        "opt_out": why.opt_out.as_ref().map(|entry| json!({
            "host": entry.host, "until": entry.until, "reason": entry.reason,
        })),
        "robots": robots,
        "crawl_delay_ms": why.crawl_delay.map(ms),
        "rule": why.rule.as_ref().map(|rule| json!({ "host": rule.host, "reason": rule.reason })),
        "host_interval_ms": ms(why.host_interval),
        "address_interval_ms": ms(why.address_interval),
        "window_opens_in_ms": ms(why.window_opens_in),
        "looks_in_spite_of_certificate": why.bad_certificate == BadCertificate::LookAnyway,
        "held": came,
    });
    writeln!(streams.out, "{value:#}")?;
    Ok(())
}
