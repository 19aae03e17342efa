//! Evidence in the browser: inert, marked, and never in the words of the page's own server.

use super::web::Reply;
use crate::campaign::Campaign;

/// The command as a process of its own, over the sample; gives an answer to a path.
struct Served {
    child: std::process::Child,
    host: String,
}

impl Served {
    fn over(campaign: &Campaign) -> Self {
        let archive = tests::root().join("manifests/demo/sample.warc.gz");
        let args = ["serve", "--listen", "127.0.0.1:0", "--as", "甲", "--from"];
        let args = [&args[..], &[archive.to_str().unwrap()]].concat();
        let (child, url) = campaign.serving(&args);
        Self { child, host: url.split('/').nth(2).unwrap().to_owned() }
    }

    fn get(&self, path: &str) -> Reply {
        use std::io::{Read as _, Write as _};
        let mut stream = std::net::TcpStream::connect(&self.host).unwrap();
        let ask =
            format!("GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.host);
        stream.write_all(ask.as_bytes()).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        Reply::read(&answer)
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn a_page_is_shown_inert_with_its_quote_marked() {
    let campaign = Campaign::judged();
    let quoted = campaign.verdicts("2019").into_iter().find_map(|verdict| {
        let evidence = verdict["evidence"][0].clone();
        evidence["quote"]
            .as_str()
            .is_some_and(|quote| quote.chars().count() > 3)
            .then_some(evidence)
    });
    let quoted = quoted.expect("something is quoted");
    let served = Served::over(&campaign);
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    query.append_pair("url", quoted["url"].as_str().unwrap());
    query.append_pair("digest", quoted["page"].as_str().unwrap());
    let plain = query.finish();
    let quote = quoted["quote"].as_str().unwrap();
    let mut query = url::form_urlencoded::Serializer::new(plain.clone());
    query.append_pair("quote", quote).append_pair("quote", "<script>alert(1)</script>");
    let query = query.finish();
    let page = served.get(&format!("/rounds/2019/evidence/page?{query}"));
    assert_eq!(page.status, 200, "{}", page.text());
    let policy = page.header("content-security-policy");
    assert!(policy.starts_with("default-src 'none'; style-src 'sha256-"), "{policy}");
    assert!(policy.ends_with("frame-ancestors 'self'; sandbox"), "{policy}");
    let html = page.text();
    assert!(html.contains("<mark id=\"quote\">"), "{html}");
    for tag in ["<script", "<img", "<iframe", "<a ", "onclick", "<link"] {
        assert!(!html.contains(tag), "{tag}");
    }
    let source = served.get(&format!("/rounds/2019/evidence/source.json?{query}")).json();
    assert!(source["n_bytes"].as_u64().unwrap() > 0, "{source}");
    let bytes = served.get(&format!("/rounds/2019/evidence/bytes?{plain}"));
    assert_eq!(bytes.header("content-type"), "application/octet-stream");
    assert_eq!(bytes.header("content-disposition"), "attachment; filename=\"page.bin\"");
    assert_eq!(bytes.header("x-content-type-options"), "nosniff");
    // Nothing that the other server said comes through.
    for name in ["set-cookie", "location", "refresh", "link", "access-control-allow-origin"] {
        assert!(bytes.header(name).is_empty() && page.header(name).is_empty(), "{name}");
    }
    let other = format!("sha256:{}", "0".repeat(64));
    let gone = plain.replace(&quoted["page"].as_str().unwrap().replace(':', "%3A"), &other);
    assert_eq!(served.get(&format!("/rounds/2019/evidence/page?{gone}")).problem(), "not-found");
    assert_eq!(served.get("/rounds/2019/evidence/page?url=x").problem(), "bad-request");
}
