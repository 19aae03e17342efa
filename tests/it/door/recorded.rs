//! Pages become saved pages: out of a judged round and over the network.

use std::fs;
use std::path::Path;

use bluebook::cli::Exit;
use tests::loopback::{Loopback, bare, page};

use super::super::campaign::Campaign;
use super::super::live::FETCH;
use super::{ARTICLE, HOME, LIST, component, holds, read};

/// Fills in what is open with what the probe says now, as its author would after looking.
fn filled_in(path: &Path) -> String {
    let text = read(path);
    let said = |line: &str| -> String {
        let Some((_, said)) = line.split_once("the probe says: ") else { return line.to_owned() };
        let word = said.split(['（', ' ']).next().unwrap();
        match said.strip_prefix("unknown ") {
            Some(rest) => format!("unknown = {:?}", rest.split('（').next().unwrap()),
            None => format!("finding = {word}"),
        }
    };
    let text: Vec<String> = text.lines().map(said).collect();
    fs::write(path, text.join("\n")).unwrap();
    text.join("\n")
}

/// A region with a home page: the first of the sample has none.
fn with_home(campaign: &Campaign) -> String {
    let manifests = bluebook::manifest::load(&campaign.path("bluebook.toml")).unwrap();
    let has_home =
        |region: &&bluebook::model::Region| region.pages.iter().any(|page| page.role == "home");
    manifests.regions.iter().find(has_home).unwrap().code.to_string()
}

#[test]
fn a_region_of_a_round_is_judged_alike_from_what_was_saved() {
    let campaign = Campaign::judged();
    let expected = campaign.path("mine/expected.toml");
    let archive = tests::root().join("manifests/demo/sample.warc.gz");
    let component = component();
    let code = with_home(&campaign);
    let record = ["--round", "2019", "probe", "record", &component, "--region", &code];
    let more = ["--expected", expected.to_str().unwrap(), "--from", archive.to_str().unwrap()];
    let more = [more.as_slice(), &["--criterion", "response-freshness"]].concat();
    let saved = campaign.done(&[record.as_slice(), &more].concat());
    holds(&saved, &["mine/fixtures/2019-", "01.html", "mine/expected.toml"]);
    let text = filled_in(&expected);
    holds(&text, &[&format!("name = \"2019 {code}\""), "content_type = "]);
    let test = ["probe", "test", &component, "--expected", expected.to_str().unwrap()];
    holds(&campaign.done(&test), &["期望 expectations 1/1"]);
    // Once more: beside what is there, under a name of its own.
    campaign.done(&[record.as_slice(), &more].concat());
    holds(&read(&expected), &[&format!("name = \"2019 {code} 2\"")]);
}

#[test]
fn what_is_recorded_of_a_point_is_asked_with_its_parameters() {
    let campaign = Campaign::judged();
    let expected = campaign.path("mine/expected.toml");
    let archive = tests::root().join("manifests/demo/sample.warc.gz");
    let component = component();
    let code = with_home(&campaign);
    let record = ["--round", "2019", "probe", "record", &component, "--region", &code];
    let more = ["--expected", expected.to_str().unwrap(), "--from", archive.to_str().unwrap()];
    let words = [record.as_slice(), &more, &["--point", "B3.3-1", "--param", "more=2"]].concat();
    campaign.done(&words);
    let text = filled_in(&expected);
    let params = "params = { follow = [\"回应关切\", \"热点回应\"";
    holds(&text, &["criterion = \"response-freshness\"\nrole = \"home\"\n", params, "more = 2 }"]);
    let test = ["probe", "test", &component, "--expected", expected.to_str().unwrap()];
    holds(&campaign.done(&test), &["期望 expectations 1/1"]);
    let words = [record.as_slice(), &more, &["--point", "A9.9-9"]].concat();
    let said = campaign.say(&words);
    assert_eq!(said.exit, Exit::Usage, "{}", said.err);
    holds(&said.err, &["the probe judges no point `A9.9-9`"]);
}

#[test]
fn pages_of_the_network_leave_cookies_behind() {
    let site = Loopback::start(|path| {
        let headers =
            "Content-Type: text/html; charset=utf-8\r\nSet-Cookie: session=secret; Path=/\r\n";
        match path {
            "/" => page(headers, HOME.as_bytes()),
            "/hygq/" => {
                bare("302 Found", "Location: /hygq/list.html\r\nSet-Cookie: way=secret\r\n")
            }
            "/hygq/list.html" => page(headers, LIST.as_bytes()),
            "/hygq/1.html" => page(headers, ARTICLE.as_bytes()),
            _ => bare("404 Not Found", "Set-Cookie: gone=secret\r\n"),
        }
    });
    let site = site.unwrap();
    let campaign = Campaign::sample().without_archive().fetching(FETCH);
    let expected = campaign.path("mine/expected.toml");
    let component = component();
    let url = site.url("/").replace("http://", "http://me:secret@");
    let record = ["probe", "record", &component, &url, "--criterion", "response-freshness"];
    let of = ["--expected", expected.to_str().unwrap(), "--collected-on", "2019-01-15"];
    let said = campaign.say(&[record.as_slice(), &of].concat());
    assert_eq!(said.exit, Exit::Done, "{}", said.err);
    let text = filled_in(&expected);
    assert!(!text.contains("secret"), "{text}");
    holds(&text, &["hops = [", "/hygq/\"]", "finding = 12"]);
    drop(site);
    // Without the site: what was saved is enough.
    let test = ["probe", "test", &component, "--expected", expected.to_str().unwrap()];
    holds(&campaign.done(&test), &["12 days", "期望 expectations 1/1"]);
}

#[test]
fn a_page_that_cannot_be_had_is_no_page() {
    let site = Loopback::start(|_| bare("500 Internal Server Error", "")).unwrap();
    let campaign = Campaign::sample().without_archive().fetching(FETCH);
    let expected = campaign.path("mine/expected.toml");
    let component = component();
    let record = ["probe", "record", &component, "http://127.0.0.1:1/", "--expected"];
    let said = campaign.say(&[record.as_slice(), &[expected.to_str().unwrap()]].concat());
    assert_eq!(said.exit, Exit::Source, "{}", said.out);
    holds(&said.err, &["nothing to save", "127.0.0.1:1"]);
    assert!(!expected.exists());
    let url = site.url("/");
    let record = ["probe", "record", &component, &url, "--criterion", "response-freshness"];
    let said =
        campaign.say(&[record.as_slice(), &["--expected", expected.to_str().unwrap()]].concat());
    assert_eq!(said.exit, Exit::Done, "{}", said.err);
    holds(&read(&expected), &["status = 500"]);
}
