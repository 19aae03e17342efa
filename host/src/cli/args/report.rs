//! What can be typed after `report`.

use std::path::PathBuf;

use clap::{Args as ClapArgs, ValueEnum};

use super::percent;

#[derive(Debug, ClapArgs)]
pub(crate) struct Report {
    /// 轮次名；缺省同 `--round` / the round; as `--round` if not given
    #[arg(value_name = "ROUND")]
    pub(crate) name: Option<String>,
    /// 写到这个文件；缺省写在轮次目录里；.pdf 由 bluebook-pdf 排版；信函可写成 .md / write to this file;
    /// into the round's directory if not given; a `.pdf` is set by `bluebook-pdf`; a letter may be a `.md`
    #[arg(short, long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
    /// 只给一个地区写一封信：结论、证据、怎样改、怎样异议 / a letter to one region instead: what was
    /// found, the evidence, how to mend it, how to object; code or name
    #[arg(long, value_name = "REGION")]
    pub(crate) region: Option<String>,
    /// 与更早的一轮比较，各因之和等于变化，同 compare；两轮都用本轮的清单计分 / compare with an earlier
    /// round by cause, as `compare` does; both are scored by this round's manifests
    #[arg(long, value_name = "ROUND", conflicts_with = "region")]
    pub(crate) against: Option<String>,
    /// 带多少证据 / how much evidence to take along
    #[arg(long, value_enum, default_value_t = QuotesKept::All)]
    pub(crate) quotes: QuotesKept,
    /// 怎样画地图；缺省：已发布且有审图号时画边界，否则画方格 / how to draw the regions; outlines if the
    /// round is published and the map approved, tiles otherwise
    #[arg(long, value_enum)]
    pub(crate) map: Option<MapStyle>,
    /// 审图号，印在地图下；没有审图号的边界图不得公开 / approval number of the map, printed below it;
    /// a published round's map of outlines must have one
    #[arg(long, value_name = "NUMBER")]
    pub(crate) map_approval: Option<String>,
    /// 禁发期内也要一份，写明禁发时间 / a copy in spite of an embargo, marked with its time
    #[arg(long)]
    pub(crate) embargoed: bool,
    /// 覆盖率低于此值者列出但不排名，百分比 / regions below are listed, not ranked; per cent
    #[arg(long, value_name = "PERCENT", default_value_t = 0.0, value_parser = percent)]
    pub(crate) coverage_min: f64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum QuotesKept {
    /// 全部引文、网址和方法附录 / every quote and address, and the method annex
    All,
    /// 只有结论 / findings alone, a small file
    None,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum MapStyle {
    /// 方格图，没有边界，用于草稿 / a tile a region, no borders: for drafts
    Tiles,
    /// 边界图，含南海诸岛和钓鱼岛 / outlines, with all islands a national map must show
    Outlines,
}
