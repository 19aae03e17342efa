//! `robots.txt` (RFC 9309): which pages of a host its owner lets us ask for.
//!
//! Pure. Own code and not a library, because a person who asks why a page is not fetched is
//! shown the line that says so; a test compares it with a library all the same.

mod line;
mod pattern;

use std::time::Duration;

use url::{Position, Url};

use line::{Line, lines};
use pattern::Pattern;

/// Bytes that are read; the least RFC 9309, 2.5 lets a reader stop at is 500 KiB.
pub(super) const ROBOTS_BYTES_MAX: usize = 512 << 10;

/// The rules of one `robots.txt` that hold for us.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Robots {
    rules: Vec<Rule>,
    crawl_delay: Option<Duration>,
}

#[derive(Debug, Clone, PartialEq)]
struct Rule {
    pattern: Pattern,
    allows: bool,
    line_number: usize,
    line: String,
}

/// What a `robots.txt` says about a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RobotsSays {
    /// Nothing, which allows it.
    Nothing,
    /// A line allows it.
    Allowed(RobotsLine),
    /// A line disallows it.
    Disallowed(RobotsLine),
}

/// A line of a `robots.txt`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RobotsLine {
    /// Its number, from 1.
    pub number: usize,
    /// Its words without comment.
    pub text: String,
}

impl Robots {
    /// Reads the groups for the product token `agent`, or those for all where there are none.
    /// Bytes beyond 512 KiB are not read; nothing is an error.
    pub fn parse(bytes: &[u8], agent: &str) -> Self {
        let mut own = Groups::default();
        let mut others = Groups::default();
        // Whether the lines read now are for us, for all, and whether agents are being listed.
        let (mut is_own, mut is_for_all, mut lists_agents) = (false, false, false);
        for Line { number, text, key, value } in lines(bytes) {
            if key == "user-agent" {
                if !lists_agents {
                    (is_own, is_for_all) = (false, false);
                }
                lists_agents = true;
                is_own |= token(value).eq_ignore_ascii_case(agent);
                is_for_all |= value == "*";
                own.is_there |= is_own;
                continue;
            }
            if !matches!(&*key, "allow" | "disallow" | "crawl-delay") {
                // A sitemap may stand anywhere and belongs to no group (2.2.4).
                continue;
            }
            lists_agents = false;
            for (groups, are_meant) in [(&mut own, is_own), (&mut others, is_for_all)] {
                if are_meant {
                    groups.robots.take(&key, value, number, text);
                }
            }
        }
        if own.is_there { own.robots } else { others.robots }
    }

    fn take(&mut self, key: &str, value: &str, line_number: usize, line: &str) {
        if key == "crawl-delay" {
            let delay = value.parse().ok().and_then(|s| Duration::try_from_secs_f64(s).ok());
            self.crawl_delay = self.crawl_delay.max(delay);
        } else if !value.is_empty() {
            let (pattern, allows) = (Pattern::parse(value), key == "allow");
            self.rules.push(Rule { pattern, allows, line_number, line: line.to_owned() });
        }
    }

    /// What is said about a page. The longest pattern that fits counts; of equals, the one
    /// that allows (2.2.2). `/robots.txt` itself is always allowed.
    pub fn says(&self, url: &Url) -> RobotsSays {
        let path = pattern::normal(&url[Position::BeforePath..Position::AfterQuery]);
        if path == "/robots.txt" {
            return RobotsSays::Nothing;
        }
        let fitting = self.rules.iter().filter(|rule| rule.pattern.fits(&path));
        // Of rules that are equal in both, the first is shown.
        let deciding = fitting.rev().max_by_key(|rule| (rule.pattern.len(), rule.allows));
        match deciding {
            None => RobotsSays::Nothing,
            Some(rule) => {
                let line = RobotsLine { number: rule.line_number, text: rule.line.clone() };
                if rule.allows { RobotsSays::Allowed(line) } else { RobotsSays::Disallowed(line) }
            }
        }
    }

    /// The pause between two requests the host asks for. Not in RFC 9309, but Bing, Yandex and
    /// Chinese sites use it; of several the longest counts.
    pub fn crawl_delay(&self) -> Option<Duration> {
        self.crawl_delay
    }
}

/// The groups for one agent, put together (2.2.1).
#[derive(Debug, Default)]
struct Groups {
    is_there: bool,
    robots: Robots,
}

/// The product token of a user agent: its letters, hyphens and underscores up to the first
/// other character (2.2.1).
pub(super) fn token(user_agent: &str) -> &str {
    let is_other = |c: char| !(c.is_ascii_alphabetic() || matches!(c, '-' | '_'));
    user_agent.split(is_other).next().unwrap_or_default()
}

#[cfg(test)]
mod tests;
