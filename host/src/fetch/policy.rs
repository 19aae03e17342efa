//! What the manifest says about single hosts: pace, hours, opting out, looking in spite of a
//! bad certificate.

use std::time::Duration;

use super::Windows;

/// What holds for one host and all below it, instead of what holds for all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HostRule {
    /// The host's name; `gz.gov.cn` also means `www.gz.gov.cn`.
    pub host: String,
    /// Least time between two requests.
    pub interval_min: Option<Duration>,
    /// The hours in which it may be asked.
    pub windows: Option<Windows>,
    /// Whether its pages are looked at although its certificate does not hold; every such
    /// page says so in the evidence.
    pub bad_certificate: BadCertificate,
    /// Why the host is treated differently.
    pub reason: String,
}

/// What to do with a host whose certificate does not hold.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum BadCertificate {
    /// Its pages cannot be had.
    #[default]
    Refuse,
    /// Its pages are looked at all the same, and the evidence says so.
    LookAnyway,
}

/// A host that does not want to be collected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OptOut {
    /// The host's name, and all below it.
    pub host: String,
    /// The last day on which this holds, `YYYY-MM-DD`.
    pub until: String,
    /// Who asked for it, and how.
    pub reason: String,
}

/// What the manifest says about hosts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Policy {
    /// The hours in which hosts may be asked that have no rule of their own.
    pub windows: Windows,
    /// Hosts that are treated differently; of several that fit, the longest name counts.
    pub hosts: Vec<HostRule>,
    /// Hosts that are left out.
    pub opt_outs: Vec<OptOut>,
}

impl Policy {
    /// The rule for a host, if it has one.
    pub fn rule(&self, host: &str) -> Option<&HostRule> {
        let fitting = self.hosts.iter().filter(|rule| is_below(host, &rule.host));
        fitting.max_by_key(|rule| rule.host.len())
    }

    /// The entry that leaves a host out on a day, `YYYY-MM-DD`.
    pub fn opt_out(&self, host: &str, today: &str) -> Option<&OptOut> {
        // Days of this form are ordered as texts are.
        self.opt_outs.iter().find(|entry| is_below(host, &entry.host) && today <= &*entry.until)
    }

    /// The hours in which a host may be asked.
    pub fn windows(&self, host: &str) -> &Windows {
        self.rule(host).and_then(|rule| rule.windows.as_ref()).unwrap_or(&self.windows)
    }

    /// What to do if the host's certificate does not hold.
    pub fn bad_certificate(&self, host: &str) -> BadCertificate {
        self.rule(host).map(|rule| rule.bad_certificate).unwrap_or_default()
    }
}

/// Whether `host` is `name` or ends in a dot and `name`; case does not count, nor does the dot
/// that ends a full name.
fn is_below(host: &str, name: &str) -> bool {
    let host = host.strip_suffix('.').unwrap_or(host);
    let Some(start) = host.len().checked_sub(name.len()) else { return false };
    let is_same = host.get(start..).is_some_and(|end| end.eq_ignore_ascii_case(name));
    is_same && (start == 0 || host.as_bytes().get(start - 1) == Some(&b'.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(host: &str, name: &str, expected: bool) {
        assert_eq!(is_below(host, name), expected, "{host} {name}");
    }

    #[test]
    fn a_name_means_all_below_it() {
        check("gz.gov.cn", "gz.gov.cn", true);
        check("WWW.gz.gov.cn.", "gz.gov.cn", true);
        check("xgz.gov.cn", "gz.gov.cn", false);
        check("gov.cn", "gz.gov.cn", false);
        check("政府.cn", "府.cn", false);
    }

    #[test]
    fn the_longest_name_counts_and_opting_out_ends() {
        let rule = |host: &str, seconds| HostRule {
            host: host.to_owned(),
            interval_min: Some(Duration::from_secs(seconds)),
            windows: None,
            bad_certificate: BadCertificate::Refuse,
            reason: String::new(),
        };
        let opt_out = OptOut {
            host: "b.cn".to_owned(),
            until: "2019-06-30".to_owned(),
            reason: String::new(),
        };
        let policy = Policy {
            hosts: vec![rule("a.cn", 1), rule("www.a.cn", 2)],
            opt_outs: vec![opt_out],
            ..Policy::default()
        };
        let seconds = |host| policy.rule(host)?.interval_min;
        assert_eq!(seconds("x.www.a.cn"), Some(Duration::from_secs(2)));
        assert_eq!(seconds("m.a.cn"), Some(Duration::from_secs(1)));
        assert_eq!(seconds("c.cn"), None);
        assert!(policy.opt_out("www.b.cn", "2019-06-30").is_some());
        assert!(policy.opt_out("www.b.cn", "2019-07-01").is_none());
    }
}
