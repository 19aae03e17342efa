//! What can be typed after `export`.

use std::path::PathBuf;

use clap::{Args as ClapArgs, ValueEnum};

use super::percent;

#[derive(Debug, ClapArgs)]
pub(crate) struct Export {
    /// 轮次名 / name of the round
    #[arg(value_name = "ROUND")]
    pub(crate) name: String,
    /// 写到这个目录，须是新的或先前导出的 / into this directory, new or of an earlier export
    pub(crate) dir: PathBuf,
    /// 只要这些格式，逗号分隔；缺省为全部 / only these formats, separated by commas; all if not given
    #[arg(long, value_enum, value_delimiter = ',')]
    pub(crate) format: Vec<ExportFormat>,
    /// 覆盖率低于此值者不排名，百分比 / regions below are not ranked; per cent
    #[arg(long, value_name = "PERCENT", default_value_t = 0.0, value_parser = percent)]
    pub(crate) coverage_min: f64,
    /// 禁发期内也导出，给可以先看的人 / although the round is under embargo, for those who may see it before
    #[arg(long)]
    pub(crate) embargoed: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExportFormat {
    Csv,
    Parquet,
    Xlsx,
    Json,
}
