//! How politely pages are collected, for all hosts and for single ones.

use schemars::JsonSchema;
use serde::Deserialize;

use super::super::at::At;
use super::super::format::{DAY, FILLED, HOST, WINDOW};

/// How politely pages are collected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Politeness {
    /// For all hosts.
    pub pace: FetchPace,
    /// Hosts that are treated differently.
    pub hosts: Vec<HostEntry>,
    /// Hosts that are left out.
    pub opt_outs: Vec<OptOutEntry>,
}

/// 采集的节奏；一轮进行中也可以改。
/// The pace of collection; may be changed while a round goes on.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FetchPace {
    /// 对同一主机，上一次请求结束到下一次开始的最小间隔，毫秒。
    /// Least time from the end of a request to a host to the start of the next, milliseconds.
    #[schemars(range(min = 0, max = 3_600_000))]
    pub host_interval_ms_min: u64,
    /// 对同一服务器地址（可能有许多主机），两次请求开始之间的最小间隔，毫秒。
    /// Least time between the starts of two requests to one server address, which many hosts may share, milliseconds.
    #[schemars(range(min = 0, max = 3_600_000))]
    pub address_interval_ms_min: u64,
    /// robots.txt 的 Crawl-delay 至多照办到多少，毫秒；要得更久的主机不采集，记为未知。
    /// Longest Crawl-delay that is granted, milliseconds; hosts that ask for more are not collected and unknown.
    #[schemars(range(min = 0, max = 3_600_000))]
    pub crawl_delay_ms_max: u64,
    /// Retry-After 至多等多久，毫秒；更久的记为未知，以后再说。
    /// Longest Retry-After that is waited for, milliseconds; what is to be had later is unknown.
    #[schemars(range(min = 0, max = 86_400_000))]
    pub retry_after_ms_max: u64,
    /// 一次请求至多试几次；1 为不重试。
    /// Tries of one request; 1 is no second try.
    #[schemars(range(min = 1, max = 10))]
    pub tries_max: u32,
    /// 第二次尝试前至多停多久，毫秒，此后每次加倍；实际时长随机。
    /// Longest pause before the second try, milliseconds, doubled before each one after; the actual pause is random.
    #[schemars(range(min = 0, max = 600_000))]
    pub retry_wait_ms_max: u64,
    /// 主机连续失败几次后暂不再访问。
    /// Failures in a row after which a host is left alone for a while.
    #[schemars(range(min = 1, max = 1000))]
    pub circuit_failures_max: u32,
    /// 第一次停多久，毫秒；再失败则加倍，至多半小时。
    /// For how long, the first time, milliseconds; doubled when it fails again, up to half an hour.
    #[schemars(range(min = 0, max = 1_800_000))]
    pub circuit_open_ms: u64,
    /// 同时采集的地区数。
    /// Regions collected at once.
    #[schemars(range(min = 1, max = 1024))]
    pub regions_at_once: u32,
    /// 每天允许采集的时段，北京时间，如 `22:00-07:00`；空为全天。
    /// Hours of the day in which collection may go on, China Standard Time, for example `22:00-07:00`; empty for all day.
    #[schemars(inner(regex(pattern = WINDOW)))]
    pub windows: Vec<String>,
}

/// What to do with a host whose certificate does not hold.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BadCertificate {
    /// Its pages are not looked at and unknown.
    #[default]
    Refuse,
    /// Its pages are looked at all the same, and the evidence says what is wrong.
    LookAnyway,
}

/// A host that is treated differently.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HostEntry {
    /// Its name, which means all below it too.
    pub name: String,
    /// Least time between two requests, milliseconds.
    pub interval_ms_min: Option<u64>,
    /// Hours of the day, `22:00-07:00`; `None` for those of all hosts.
    pub windows: Option<Vec<String>>,
    /// What to do if its certificate does not hold.
    pub bad_certificate: BadCertificate,
    /// Why.
    pub reason: String,
}

/// A host that does not want to be collected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OptOutEntry {
    /// Its name, which means all below it too.
    pub name: String,
    /// The last day on which this holds, `YYYY-MM-DD`.
    pub until: String,
    /// Who asked for it, and how.
    pub reason: String,
}

/// 另有约定的主机。
/// A host that is treated differently.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawHost {
    /// 主机名，包括其下各级；中文域名写 `xn--` 形式。
    /// The host's name, all below it included; names beyond ASCII in their `xn--` form.
    #[schemars(regex(pattern = HOST))]
    pub(super) name: At<String>,
    /// 两次请求的最小间隔，毫秒；不写则与其他主机相同。
    /// Least time between two requests, milliseconds; as for all if left out.
    #[schemars(range(min = 0, max = 3_600_000))]
    interval_ms_min: Option<u64>,
    /// 允许采集的时段；不写则与其他主机相同，空为全天。
    /// Hours in which it may be asked; as for all if left out, empty for all day.
    #[schemars(inner(regex(pattern = WINDOW)))]
    windows: Option<Vec<String>>,
    /// 证书有问题时：`refuse` 不看，`look-anyway` 照看并记录；不写为 `refuse`。
    /// If its certificate does not hold: `refuse`, or `look-anyway` and say so; `refuse` if left out.
    #[serde(default)]
    #[schemars(with = "String", extend("enum" = ["refuse", "look-anyway"]))]
    bad_certificate: BadCertificate,
    /// 为什么。
    /// Why.
    #[schemars(regex(pattern = FILLED))]
    reason: String,
}

/// 不愿被采集的主机。
/// A host that does not want to be collected.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawOptOut {
    /// 主机名，包括其下各级。
    /// The host's name, all below it included.
    #[schemars(regex(pattern = HOST))]
    pub(super) name: At<String>,
    /// 到哪一天为止（含），如 `2027-12-31`；到期须重新商定。
    /// The last day on which this holds, for example `2027-12-31`; to be agreed again then.
    #[schemars(regex(pattern = DAY))]
    until: String,
    /// 谁要求的，经由何处。
    /// Who asked for it, and how.
    #[schemars(regex(pattern = FILLED))]
    reason: String,
}

impl From<RawHost> for HostEntry {
    fn from(raw: RawHost) -> Self {
        let RawHost { name, interval_ms_min, windows, bad_certificate, reason } = raw;
        Self { name: name.get().clone(), interval_ms_min, windows, bad_certificate, reason }
    }
}

impl From<RawOptOut> for OptOutEntry {
    fn from(raw: RawOptOut) -> Self {
        let RawOptOut { name, until, reason } = raw;
        Self { name: name.get().clone(), until, reason }
    }
}
