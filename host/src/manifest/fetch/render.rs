//! How far pages are rendered, for points that say `collect = "render"`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::super::format::FILLED;

/// 渲染的限额；只用于 `collect = "render"` 的点位。
/// How far pages are rendered; only for points of `collect = "render"`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct FetchRender {
    /// 渲染程序；不写则用 `bluebook` 旁边的 `bluebook-renderer`，再没有就在 PATH 上找。是位置，不算在含义里。
    /// The program that renders; if left out `bluebook-renderer` beside `bluebook`, else on the path. A place, no part of what the manifests mean.
    #[serde(skip_serializing_if = "is_place")]
    #[schemars(regex(pattern = FILLED))]
    pub program: Option<String>,
    /// 每个地区渲染的页面上限，算在 `[limits] pages_per_region_max` 之内；0 为都不渲染。
    /// Rendered pages of one region, within `[limits] pages_per_region_max`; 0 to render none.
    #[schemars(range(min = 0, max = 10_000))]
    pub pages_per_region_max: u32,
    /// 一个页面的请求上限，脚本、样式、数据都算。
    /// Requests of one page: scripts, style sheets and data.
    #[schemars(range(min = 1, max = 10_000))]
    pub requests_max: u32,
    /// 页面载入的时限，毫秒；等我们按节奏取东西的时间不算。
    /// Time a page has to load, milliseconds; waiting for our own pace does not count.
    #[schemars(range(min = 1, max = 600_000))]
    pub load_ms_max: u32,
    /// 载入后等它安静下来的时限，毫秒；到时就按当时的样子算。
    /// Time it has then to fall silent, milliseconds; after that it is taken as it is.
    #[schemars(range(min = 0, max = 600_000))]
    pub settle_ms_max: u32,
    /// 一个页面连同按节奏取的所有部分的总时限，毫秒。
    /// Time of a page with all its parts at our pace, milliseconds.
    #[schemars(range(min = 1, max = 7_200_000))]
    pub page_ms_max: u64,
}

impl Default for FetchRender {
    fn default() -> Self {
        Self {
            program: None,
            pages_per_region_max: 20,
            requests_max: 200,
            load_ms_max: 15_000,
            settle_ms_max: 10_000,
            page_ms_max: 300_000,
        }
    }
}

/// Where a program is says nothing of what is judged.
fn is_place<T>(_program: &T) -> bool {
    true
}

impl FetchRender {
    /// Whether all limits are those that hold without the table: it then adds nothing to what
    /// the manifests mean.
    pub(super) fn is_usual(&self) -> bool {
        *self == Self { program: self.program.clone(), ..Self::default() }
    }
}
