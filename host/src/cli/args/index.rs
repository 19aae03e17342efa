//! What can be typed about scores: `rank`, `score`, `classes`, `whatif`, `sensitivity`.

use std::path::PathBuf;

use clap::Args as ClapArgs;

use super::{AreaName, Listing, percent};
use crate::model::ClassRule;

/// Which regions.
#[derive(Debug, Clone, Default, ClapArgs)]
pub(crate) struct Within {
    /// 只看这个省：代码或名称 / only this province, by code or name
    #[arg(long, value_name = "PROVINCE")]
    pub(crate) province: Option<String>,
    /// 只看这个片区 / only this area
    #[arg(long, value_enum)]
    pub(crate) area: Option<AreaName>,
    /// 只看有这个标签的地区，如 省会 / only regions with this tag
    #[arg(long, value_name = "TAG")]
    pub(crate) tag: Option<String>,
}

/// Of what.
#[derive(Debug, Clone, Default, ClapArgs)]
pub(crate) struct Of {
    /// 指标或点位的编号，如 A3；缺省为总分 / id of an indicator or point; the total if not given
    #[arg(long, value_name = "ID", visible_alias = "indicator", conflicts_with = "topic")]
    pub(crate) node: Option<String>,
    /// 专题的编号或名称，如 放管服 / id or title of a topic
    #[arg(long, value_name = "TOPIC")]
    pub(crate) topic: Option<String>,
}

/// How it is scored and classed.
#[derive(Debug, Clone, Default, ClapArgs)]
pub(crate) struct By {
    /// 按这个情景文件计分，缺省照清单 / score by this scenario; as the manifests say if not given
    #[arg(long, value_name = "FILE")]
    pub(crate) scenario: Option<PathBuf>,
    /// 分数线：fixed、jenks、quantile=4,65,96（各线以上的地区占百分之几）、
    /// deviation=1.5,0,-1.5（均值加几个标准差） / cuts: of the manifests, natural breaks, by quota, by deviation
    #[arg(long, value_name = "RULE", value_parser = class_rule, allow_hyphen_values = true)]
    pub(crate) classes: Option<ClassRule>,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Rank {
    #[command(flatten)]
    pub(crate) of: Of,
    #[command(flatten)]
    pub(crate) within: Within,
    #[command(flatten)]
    pub(crate) by: By,
    /// 输出格式 / output format
    #[arg(long, value_enum, default_value_t = Listing::Table)]
    pub(crate) format: Listing,
    /// 覆盖率低于此值者列出但不排名，百分比 / regions below are listed, not ranked; per cent
    #[arg(long, value_name = "PERCENT", default_value_t = 0.0, value_parser = percent)]
    pub(crate) coverage_min: f64,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Score {
    /// 地区代码或名称；缺省为全部地区的均值、中位数 / a region; means over all if not given
    pub(crate) region: Option<String>,
    #[command(flatten)]
    pub(crate) of: Of,
    /// 也列出点位 / list points as well
    #[arg(long)]
    pub(crate) points: bool,
    #[command(flatten)]
    pub(crate) within: Within,
    #[command(flatten)]
    pub(crate) by: By,
    /// 输出格式 / output format
    #[arg(long, value_enum, default_value_t = Listing::Table)]
    pub(crate) format: Listing,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Classes {
    #[command(flatten)]
    pub(crate) of: Of,
    #[command(flatten)]
    pub(crate) within: Within,
    #[command(flatten)]
    pub(crate) by: By,
    /// 输出格式 / output format
    #[arg(long, value_enum, default_value_t = Listing::Table)]
    pub(crate) format: Listing,
    /// 覆盖率低于此值者没有类型，百分比 / regions below have no class; per cent
    #[arg(long, value_name = "PERCENT", default_value_t = 0.0, value_parser = percent)]
    pub(crate) coverage_min: f64,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct WhatIf {
    /// 把一个指标或点位的权重改为百分之几，同级按比例分其余；可多次给出
    /// / a node's weight in per cent of the node above; its siblings share the rest
    #[arg(long, value_name = "ID=PERCENT", value_parser = weight, required_unless_present = "scenario")]
    pub(crate) weight: Vec<(String, f64)>,
    #[command(flatten)]
    pub(crate) of: Of,
    #[command(flatten)]
    pub(crate) within: Within,
    #[command(flatten)]
    pub(crate) by: By,
    /// 输出格式 / output format
    #[arg(long, value_enum, default_value_t = Listing::Table)]
    pub(crate) format: Listing,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Sensitivity {
    /// 抽样次数；缺省照情景，再缺省 10000 / draws; as the scenario says, else 10000
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    pub(crate) draws: Option<u32>,
    /// 随机数的种子；缺省照情景，再缺省 1 / seed; as the scenario says, else 1
    #[arg(long, value_name = "N")]
    pub(crate) seed: Option<u64>,
    /// 判断误差取本轮复核测得的；情景写了的照情景 / errors of judges as this round's reviews measured them,
    /// but for those that the scenario gives
    #[arg(long)]
    pub(crate) measured: bool,
    #[command(flatten)]
    pub(crate) of: Of,
    #[command(flatten)]
    pub(crate) within: Within,
    #[command(flatten)]
    pub(crate) by: By,
    /// 输出格式 / output format
    #[arg(long, value_enum, default_value_t = Listing::Table)]
    pub(crate) format: Listing,
}

fn class_rule(text: &str) -> Result<ClassRule, String> {
    let (kind, numbers) =
        text.split_once('=').map_or((text, None), |(kind, rest)| (kind, Some(rest)));
    let numbers = numbers.map(|list| list.split(',').map(str::parse::<f64>).collect());
    match (kind, numbers) {
        ("fixed", None) => Ok(ClassRule::Fixed),
        ("jenks", None) => Ok(ClassRule::Jenks),
        ("quantile", Some(Ok(above))) => Ok(ClassRule::Quantile { above }),
        ("deviation", Some(Ok(k))) => Ok(ClassRule::Deviation { k }),
        _ => Err("one of fixed, jenks, quantile=N,N,…, deviation=N,N,…".to_owned()),
    }
}

fn weight(text: &str) -> Result<(String, f64), String> {
    let (id, weight) = text.split_once('=').ok_or("written A1=50")?;
    Ok((id.to_owned(), percent(weight)?))
}
