//! `fetch.toml`: who asks, how politely, and how much is taken.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::format::HEADER;

/// Identity and limits of collection.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FetchManifest {
    /// Who asks.
    pub identity: Identity,
    /// How politely and how much.
    pub limits: FetchLimits,
    /// Whether addresses of private networks may be asked.
    pub allow_private_addresses: bool,
}

/// 采集者的身份。
/// Who asks.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Identity {
    /// 请求头 User-Agent，不含联系方式。
    /// The User-Agent header without the contact.
    #[schemars(regex(pattern = HEADER))]
    pub user_agent: String,
    /// 联系方式，邮箱或网址，写进 User-Agent 让站长能找到人。
    /// Mail or web address that the header carries, so that a site's owner finds somebody.
    #[schemars(regex(pattern = HEADER))]
    pub contact: String,
}

/// 采集的限额。
/// How politely and how much.
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
    /// 对同一主机两次请求的最小间隔，毫秒。
    /// Least time between two requests to one host, milliseconds.
    #[schemars(range(min = 0, max = 3_600_000))]
    pub host_interval_ms_min: u64,
    /// 同时采集的地区数。
    /// Regions collected at once.
    #[schemars(range(min = 1, max = 1024))]
    pub regions_at_once: u32,
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
    /// How politely and how much.
    limits: FetchLimits,
}

impl From<RawFetch> for FetchManifest {
    fn from(raw: RawFetch) -> Self {
        let RawFetch { allow_private_addresses, identity, limits, .. } = raw;
        Self { identity, limits, allow_private_addresses }
    }
}
