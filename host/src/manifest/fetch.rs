//! `fetch.toml`: who asks, how politely, and how much is taken.

mod pace;
mod render;

use std::collections::BTreeMap;
use std::rc::Rc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use self::pace::{BadCertificate, FetchPace, HostEntry, OptOutEntry, Politeness};
use self::pace::{RawHost, RawOptOut};
pub use self::render::FetchRender;
use super::at::At;
use super::diagnostic::Problems;
use super::format::HEADER;
use super::parse::Parsed;
use super::source::Source;
use super::text;
use crate::codes::Code;

/// Identity and limits of collection.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FetchManifest {
    /// Who asks.
    pub identity: Identity,
    /// How much is taken.
    pub limits: FetchLimits,
    /// How far pages are rendered.
    #[serde(skip_serializing_if = "FetchRender::is_usual")]
    pub render: FetchRender,
    /// How politely. No part of what the manifests mean: an operator may slow down for a
    /// site, or leave one out, while a round goes on.
    #[serde(skip)]
    pub politeness: Politeness,
    /// Whether addresses of private networks may be asked.
    pub allow_private_addresses: bool,
}

/// 采集者的身份。
/// Who asks.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Identity {
    /// 请求头 User-Agent，不含联系方式；robots.txt 按其开头的字母认人。
    /// The User-Agent header without the contact; `robots.txt` knows us by its first letters.
    #[schemars(regex(pattern = HEADER))]
    pub user_agent: String,
    /// 联系方式，邮箱或网址，写进 User-Agent 让站长能找到人。
    /// Mail or web address that the header carries, so that a site's owner finds somebody.
    #[schemars(regex(pattern = HEADER))]
    pub contact: String,
}

/// 采集的限额。
/// How much is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FetchLimits {
    /// 建立连接的时限，毫秒。
    /// Time to connect, milliseconds.
    #[schemars(range(min = 1, max = 600_000))]
    pub connect_timeout_ms: u64,
    /// 收到第一个字节的时限，毫秒。
    /// Time to the first byte, milliseconds.
    #[schemars(range(min = 1, max = 600_000))]
    pub first_byte_timeout_ms: u64,
    /// 一次请求的总时限，毫秒。
    /// Time of a whole request, milliseconds.
    #[schemars(range(min = 1, max = 3_600_000))]
    pub total_timeout_ms: u64,
    /// 收取的正文上限，字节。
    /// Size of a body as received, bytes.
    #[schemars(range(min = 1024, max = 33_554_432))]
    pub body_bytes_max: u64,
    /// 一次请求的跳转上限。
    /// Redirects of one request.
    #[schemars(range(min = 0, max = 50))]
    pub redirects_max: u32,
    /// 每个地区的页面上限。
    /// Pages of one region.
    #[schemars(range(min = 1, max = 1_000_000))]
    pub pages_per_region_max: u32,
    /// 探针可追加要页的轮数。
    /// Times that probes may ask for more pages.
    #[schemars(range(min = 1, max = 100))]
    pub rounds_max: u32,
}

/// 采集的身份与限额。
/// Identity and limits of collection.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "fetch")]
pub(super) struct RawFetch {
    /// 清单格式的版本，目前是 1。
    /// Version of the format, 1.
    #[schemars(extend("const" = 1))]
    #[expect(dead_code, reason = "checked by the schema")]
    schema: Option<u32>,
    /// 是否允许访问内网地址；只用于演示和测试。
    /// Whether addresses of private networks may be asked; for demonstrations and tests.
    allow_private_addresses: bool,
    /// 采集者的身份。
    /// Who asks.
    identity: Identity,
    /// 采集的限额。
    /// How much is taken.
    limits: FetchLimits,
    /// 渲染的限额；不写则用通常的值。
    /// How far pages are rendered; as usual if left out.
    #[serde(default)]
    render: FetchRender,
    /// 采集的节奏。
    /// How politely.
    pace: FetchPace,
    /// 另有约定的主机；不写则没有。
    /// Hosts that are treated differently; none if left out.
    #[serde(default)]
    host: Vec<RawHost>,
    /// 不愿被采集的主机；不写则没有。
    /// Hosts that do not want to be collected; none if left out.
    #[serde(default)]
    opt_out: Vec<RawOptOut>,
}

/// Checks what the schema cannot: each host has one entry of a kind.
pub(super) fn check(file: Parsed<RawFetch>, problems: &mut Problems) -> FetchManifest {
    let Parsed { source, raw, .. } = file;
    let RawFetch { allow_private_addresses, identity, limits, render, pace, host, opt_out, .. } =
        raw;
    once(host.iter().map(|entry| &entry.name), &source, problems);
    once(opt_out.iter().map(|entry| &entry.name), &source, problems);
    let politeness = Politeness {
        pace,
        hosts: host.into_iter().map(HostEntry::from).collect(),
        opt_outs: opt_out.into_iter().map(OptOutEntry::from).collect(),
    };
    FetchManifest { identity, limits, render, politeness, allow_private_addresses }
}

fn once<'a>(
    names: impl Iterator<Item = &'a At<String>>,
    source: &Rc<Source>,
    problems: &mut Problems,
) {
    let mut seen: BTreeMap<&str, &At<String>> = BTreeMap::new();
    for name in names {
        let Some(first) = seen.get(name.get().as_str()) else {
            seen.insert(name.get(), name);
            continue;
        };
        let host = name.get();
        let message = text(format!("主机 `{host}` 重复"), format!("host `{host}` is there twice"));
        let here = text("第一次在这里", "the first is here");
        problems.push(
            name.problem(Code::ManifestTwice, source, message).related(here, first.place(source)),
        );
    }
}
