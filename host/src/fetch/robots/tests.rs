use super::*;

fn says(robots: &str, path: &str) -> RobotsSays {
    let url = Url::parse("https://www.a.gov.cn").unwrap().join(path).unwrap();
    Robots::parse(robots.as_bytes(), "bluebook").says(&url)
}

/// `expected` is `nothing`, or `allow` or `disallow` and the number of the line; lines of
/// `robots` are separated by `;`.
#[track_caller]
fn check(robots: &str, path: &str, expected: &str) {
    let told = match says(&robots.replace(';', "\n"), path) {
        RobotsSays::Nothing => "nothing".to_owned(),
        RobotsSays::Allowed(line) => format!("allow {}", line.number),
        RobotsSays::Disallowed(line) => format!("disallow {}", line.number),
    };
    assert_eq!(told, expected, "{path} under {robots}");
}

#[test]
fn the_longest_pattern_counts_and_allow_wins_a_tie() {
    check("User-agent: *;Disallow: /", "/a", "disallow 2");
    check("User-agent: *;Disallow: /;Allow: /a", "/a/b", "allow 3");
    check("User-agent: *;Allow: /;Disallow: /a", "/a/b", "disallow 3");
    check("User-agent: *;Disallow: /a;Allow: /a", "/a", "allow 3");
    check("User-agent: *;Disallow: /a/*.jsp;Allow: /a", "/a/b.jsp?c", "disallow 2");
    check("User-agent: *;Disallow:", "/a", "nothing");
    check("User-agent: *;Disallow: /", "/robots.txt", "nothing");
    check("", "/", "nothing");
}

#[test]
fn stars_and_ends() {
    check("User-agent: *;Disallow: /*.gif$", "/a.gif", "disallow 2");
    check("User-agent: *;Disallow: /*.gif$", "/a.gif?b", "nothing");
    check("User-agent: *;Disallow: /*.gif$", "/a.gif.gif", "disallow 2");
    check("User-agent: *;Disallow: /a$", "/ab", "nothing");
    check("User-agent: *;Disallow: *?*", "/a?b", "disallow 2");
    check("User-agent: *;Disallow: /a*b*c", "/a1c2b3", "nothing");
    check("User-agent: *;Disallow: /a*b*c", "/a1b2c3", "disallow 2");
    check("User-agent: *;Disallow: /a*a$", "/a", "nothing");
    check("User-agent: *;Disallow: //", "/a//b", "nothing");
}

#[test]
fn addresses_are_compared_in_one_spelling() {
    check("User-agent: *;Disallow: /政", "/%e6%94%bf", "disallow 2");
    check("User-agent: *;Disallow: /%7ea", "/~a", "disallow 2");
    check("User-agent: *;Disallow: /%7Ea", "/%7ea", "disallow 2");
    check("User-agent: *;Disallow: /a%2Fb", "/a/b", "nothing");
    check("User-agent: *;Disallow: /%", "/%25", "disallow 2");
    check("User-agent: *;Disallow: /A", "/a", "nothing");
}

#[test]
fn our_groups_count_before_those_for_all() {
    let robots =
        "User-agent: *;Disallow: /;;User-agent: Baiduspider;User-agent: BlueBook/9.9;Disallow: /b";
    check(robots, "/a", "nothing");
    check(robots, "/b", "disallow 6");
    check(
        "User-agent: bluebook;Disallow: /a;User-agent: x;Disallow: /;User-agent: bluebook;Disallow: /b",
        "/b",
        "disallow 6",
    );
    check("User-agent: bluebookish;Disallow: /", "/", "nothing");
    check("User-agent: bluebook;Sitemap: /s;User-agent: x;Disallow: /a", "/a", "disallow 4");
    check("User-agent: bluebook;;User-agent: *;Disallow: /", "/", "disallow 4");
    check("User-agent: bluebook;Crawl-delay: 1;User-agent: *;Disallow: /", "/", "nothing");
    check("Disallow: /", "/", "nothing");
}

#[test]
fn files_as_sites_write_them() {
    check("\u{feff}User-agent: *;Disallow: /a", "/a", "disallow 2");
    check("USER-AGENT : * # all;  disallow :/a # not this", "/a", "disallow 2");
    check("User-agent: *\rDisallow: /a\r\nDisallow: /b", "/b", "disallow 3");
    check("<html><title>404</title>", "/a", "nothing");
    let gbk = [b"User-agent: *\nDisallow: /\xd5\xfe\nDisallow: /b".as_slice(), b""].concat();
    let url = Url::parse("http://a/b").unwrap();
    let line = RobotsLine { number: 3, text: "Disallow: /b".to_owned() };
    assert_eq!(Robots::parse(&gbk, "bluebook").says(&url), RobotsSays::Disallowed(line));
}

#[test]
fn crawl_delays() {
    let delay = |robots: &str| Robots::parse(robots.as_bytes(), "bluebook").crawl_delay();
    assert_eq!(delay("User-agent: *\nCrawl-delay: 2.5"), Some(Duration::from_millis(2500)));
    assert_eq!(delay("User-agent: *\nCrawl-delay: -1\nCrawl-delay: x\nCrawl-delay: inf"), None);
    assert_eq!(delay("User-agent: x\nCrawl-delay: 9"), None);
}

#[test]
fn a_huge_file_is_read_to_its_limit_and_quickly_matched() {
    let rule = "Disallow: /*a*a*a*b$\n";
    let robots = format!("User-agent: *\n{}", rule.repeat(ROBOTS_BYTES_MAX / rule.len() + 9));
    let robots = Robots::parse(robots.as_bytes(), "bluebook");
    assert!(robots.rules.len() < ROBOTS_BYTES_MAX / rule.len());
    assert!(robots.rules.iter().all(|rule| rule.line == "Disallow: /*a*a*a*b$"), "no half rule");
    let url = Url::parse(&format!("http://a/{}", "a".repeat(8000))).unwrap();
    assert_eq!(robots.says(&url), RobotsSays::Nothing);
}

#[test]
fn the_token_is_what_groups_are_named_by() {
    assert_eq!(token("bluebook/0.1 (+mailto:a@b.cn)"), "bluebook");
    assert_eq!(token("blue-book_x 1"), "blue-book_x");
    assert_eq!(token(""), "");
}
