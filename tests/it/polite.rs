//! Politeness as the server sees it: many hosts on few machines, many probes on one host, and
//! never more than the set rate.

use std::collections::BTreeMap;
use std::future::Future;
use std::net::Ipv4Addr;
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use bluebook::fetch::{Ask, LiveLimits, LiveSource, LookingUp, Lookup, Pace, PageSource};
use bluebook::model::{Form, RegionCode};
use tests::faults::GOOD;
use tests::loopback::{Answer, Loopback, Request, bare, page};
use tokio::time::Instant;
use url::Url;

use super::fetch::limits;

/// Least time between two requests to a host, and between two to an address.
const HOST_INTERVAL: Duration = Duration::from_millis(60);
const ADDRESS_INTERVAL: Duration = Duration::from_millis(15);

/// A request that was held up on its way arrives right before the next one, so rates are measured
/// over several requests in a row.
const REQUESTS_MEASURED: usize = 20;

/// What a held-up request may take off the time of so many to one machine: starts are spaced when
/// they are sent, and the server sees arrivals. A host's pause begins when the answer is there,
/// so nothing is taken off it.
const SLACK: f64 = 0.75;

const AGENT: &str = "bluebook-test (test@example.cn)";

const N_HOSTS: usize = 50;
const PAGES_PER_HOST: usize = 4;

/// When requests came, by what.
type Arrivals = Arc<Mutex<BTreeMap<String, Vec<Instant>>>>;

/// Three machines and what came to them: by the host asked for, and by machine.
struct Machines {
    port: u16,
    by_host: Arrivals,
    by_machine: Arrivals,
    _servers: Vec<Loopback>,
}

impl Machines {
    fn start() -> Self {
        let (by_host, by_machine) = (Arrivals::default(), Arrivals::default());
        let mut machines: Vec<Loopback> = Vec::new();
        for ip in MACHINES {
            let port = machines.first().map_or(0, Loopback::port);
            let script = script(ip, Arc::clone(&by_host), Arc::clone(&by_machine));
            let machine = Loopback::listen((ip, port).into(), true, None, Arc::new(script));
            machines.push(machine.unwrap());
        }
        Self { port: machines[0].port(), by_host, by_machine, _servers: machines }
    }
}

const MACHINES: [Ipv4Addr; 3] =
    [Ipv4Addr::new(127, 0, 3, 1), Ipv4Addr::new(127, 0, 3, 2), Ipv4Addr::new(127, 0, 3, 3)];

/// Hosts are spread over the machines by their number.
#[derive(Debug)]
struct Spread;

impl Lookup for Spread {
    fn lookup<'a>(&'a self, name: &'a str) -> LookingUp<'a> {
        let number = name.trim_start_matches(|c: char| !c.is_ascii_digit()).split('.').next();
        let number: usize = number.and_then(|digits| digits.parse().ok()).unwrap();
        let machine = MACHINES[number % MACHINES.len()];
        Box::pin(async move { Ok(vec![machine.into()]) })
    }
}

fn script(
    ip: Ipv4Addr,
    by_host: Arrivals,
    by_machine: Arrivals,
) -> impl Fn(&Request<'_>) -> Answer + Send + Sync {
    move |request| {
        let now = Instant::now();
        let host = request.text.lines().find_map(|line| {
            let (name, value) = line.split_once(": ")?;
            name.eq_ignore_ascii_case("host").then(|| value.to_owned())
        });
        for (arrivals, key) in [(&by_host, host.unwrap()), (&by_machine, ip.to_string())] {
            arrivals.lock().unwrap().entry(key).or_default().push(now);
        }
        match request.path {
            "/robots.txt" => bare("404 Not Found", ""),
            _ => page("Content-Type: text/html\r\n", GOOD.as_bytes()),
        }
    }
}

/// The least time that any so many arrivals in a row took, as a share of what they have to take.
fn tightest(arrivals: &Arrivals, interval: Duration, n_measured: usize) -> f64 {
    let mut tightest = f64::INFINITY;
    for times in arrivals.lock().unwrap().values_mut() {
        times.sort_unstable();
        for window in times.windows(n_measured + 1) {
            let took = *window.last().unwrap() - window[0];
            let least = interval * u32::try_from(n_measured).unwrap();
            tightest = tightest.min(took.as_secs_f64() / least.as_secs_f64());
        }
    }
    tightest
}

fn ask(url: &Url, region: u32) -> Ask<'_> {
    Ask { url, region: RegionCode::new(region).unwrap(), form: Form::Sent }
}

fn block_on<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(work)
}

/// 2019-01-15 12:00 China Standard Time.
fn now() -> SystemTime {
    UNIX_EPOCH + Duration::from_hours(429_868)
}

fn paced() -> LiveLimits {
    let pace = Pace {
        host_interval_min: HOST_INTERVAL,
        address_interval_min: ADDRESS_INTERVAL,
        ..Pace::default()
    };
    LiveLimits { pace, ..limits() }
}

/// Fetches all of the addresses side by side, each on behalf of a region of its own, as eight
/// probes and as many regions would.
fn fetch_all(source: &LiveSource, urls: &[Url]) {
    block_on(async {
        let fetches = (440_100..).zip(urls).map(|(region, url)| source.fetch(ask(url, region)));
        for fetched in futures_util::future::join_all(fetches).await {
            fetched.answer.unwrap();
        }
    });
}

#[test]
fn fifty_hosts_on_three_machines_are_asked_no_faster_than_said() {
    let machines = Machines::start();
    let source = LiveSource::with_lookup(AGENT, paced(), now, Arc::new(Spread)).unwrap();
    let url = |n_page: usize, n_host: usize| {
        Url::parse(&format!("http://h{n_host}.test:{}/{n_page}", machines.port)).unwrap()
    };
    let pages = |n_page| (0..N_HOSTS).map(move |n_host| url(n_page, n_host));
    let urls: Vec<Url> = (0..PAGES_PER_HOST).flat_map(pages).collect();
    fetch_all(&source, &urls);
    assert_eq!(machines.by_host.lock().unwrap().len(), N_HOSTS);
    let (host, machine) = (
        tightest(&machines.by_host, HOST_INTERVAL, PAGES_PER_HOST),
        tightest(&machines.by_machine, ADDRESS_INTERVAL, REQUESTS_MEASURED),
    );
    eprintln!("tightest arrivals, of what they have to take: host {host:.2}, machine {machine:.2}");
    assert!(host >= 1.0 && machine >= SLACK, "host {host:.3}, machine {machine:.3}");
}

#[test]
fn eight_that_want_one_host_take_turns() {
    let machines = Machines::start();
    let source = LiveSource::with_lookup(AGENT, paced(), now, Arc::new(Spread)).unwrap();
    let url = |number| Url::parse(&format!("http://h1.test:{}/{number}", machines.port)).unwrap();
    let urls: Vec<Url> = (0..8 * 3).map(url).collect();
    fetch_all(&source, &urls);
    let n_arrivals = machines.by_host.lock().unwrap().values().map(Vec::len).sum::<usize>();
    assert_eq!(n_arrivals, urls.len() + 1, "and one robots.txt");
    let host = tightest(&machines.by_host, HOST_INTERVAL, REQUESTS_MEASURED);
    assert!(host >= 1.0, "{host:.3}");
}
