//! The country behind a server on this machine: any host of it, one region in memory at a time
//! per few, so that a country of any size can be collected live.

use std::collections::VecDeque;
use std::io;
use std::net::Ipv4Addr;
use std::sync::{Arc, Mutex, PoisonError};

use super::{Answer, Country, Place, Region};
use crate::loopback::{Answer as Sent, Loopback, Request, bare, head};

/// Regions kept: those judged side by side, and as many again.
const REGIONS_KEPT: usize = 16;

/// Starts a server for the country on a port the system chooses. Which region answers is told by
/// the request's `Host`; pages speak of `https`, so whoever collects looks names up here and
/// reads `http` at the port.
///
/// # Errors
///
/// If no port can be had.
pub fn serve(country: Country) -> io::Result<Loopback> {
    let kept: Mutex<VecDeque<Arc<Region>>> = Mutex::new(VecDeque::new());
    let script = move |request: &Request<'_>| answer(country, &kept, request);
    Loopback::listen((Ipv4Addr::LOCALHOST, 0).into(), true, None, Arc::new(script))
}

fn host_of<'a>(request: &'a Request<'_>) -> Option<&'a str> {
    let mut lines = request.text.lines();
    let value = lines.find_map(|line| {
        let (name, value) = line.split_once(": ")?;
        name.eq_ignore_ascii_case("host").then_some(value)
    })?;
    value.split(':').next()
}

fn region_of(country: Country, kept: &Mutex<VecDeque<Arc<Region>>>, number: usize) -> Arc<Region> {
    let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(region) = kept.iter().find(|region| region.place.number == number) {
        return Arc::clone(region);
    }
    let region = Arc::new(country.region(number));
    if kept.len() >= REGIONS_KEPT {
        kept.pop_front();
    }
    kept.push_back(Arc::clone(&region));
    region
}

fn answer(country: Country, kept: &Mutex<VecDeque<Arc<Region>>>, request: &Request<'_>) -> Sent {
    let not_found = || bare("404 Not Found", "");
    let Some(host) = host_of(request) else { return not_found() };
    let number = Place::number_of_host(host).filter(|number| *number < country.n_regions());
    let Some(number) = number else { return not_found() };
    let region = region_of(country, kept, number);
    let is_forbidden = |sheet: &super::Sheet| {
        sheet.answer == Answer::Dead { failure: "robots-disallowed" } && sheet.url.contains(host)
    };
    if request.path == "/robots.txt" {
        if region.sheets.iter().any(is_forbidden) {
            return crate::loopback::page(
                "Content-Type: text/plain\r\n",
                b"User-agent: *\nDisallow: /\n",
            );
        }
        return not_found();
    }
    let url = format!("https://{host}{}", request.path);
    let Some(sheet) = region.sheets.iter().find(|sheet| sheet.url == url) else {
        return not_found();
    };
    match &sheet.answer {
        Answer::Page { status, kind, body } => {
            let mut bytes =
                head(&format!("{status} OK"), &format!("Content-Type: {kind}\r\n"), body.len());
            bytes.extend_from_slice(body);
            Sent::Bytes(bytes)
        }
        Answer::Moved { status, to } => {
            bare(&format!("{status} Moved"), &format!("Location: {to}\r\n"))
        }
        Answer::Dead { .. } => Sent::Reset(Vec::new()),
    }
}
