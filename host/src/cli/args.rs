//! What can be typed.

mod archive;
mod export;
mod index;
mod probe;
mod regions;
mod report;
mod review;
mod rounds;
mod serve;

use std::path::{Path, PathBuf};

pub(crate) use archive::{
    ArchiveCommand, ArchiveExport, ArchiveFiles, ArchiveForm, ArchiveList, ArchiveShow,
    ArchiveVerify, Rows,
};
use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};

pub(crate) use self::export::{Export, ExportFormat};
pub(crate) use self::index::{By, Classes, Of, Rank, Score, Sensitivity, WhatIf, Within};
pub(crate) use self::probe::{
    AddProbe, BenchProbe, Build, CallLimits, Inspect, LintProbe, ListProbes, LoadProbes, NewProbe,
    OfProbe, PackProbe, ProbeCommand, ProbeFile, PushProbe, RecordPages, RemoveProbe, RunProbe,
    SaveProbes, Taking, TestProbe, UpdateProbe, WatchProbe,
};
pub(crate) use self::regions::{
    AddAccount, AddPage, AddRegion, AreaName, RegionsAdd, RegionsCommand, RegionsDisable,
    RegionsEnable, RegionsList, RegionsShow, What,
};
pub(crate) use self::report::{MapStyle, QuotesKept, Report};
pub(crate) use self::review::{
    FiguresFormat, Lots, ObjectionCommand, ObjectionDecide, ObjectionFile, ObjectionList, Order,
    ReviewCarry, ReviewCommand, ReviewExport, ReviewFigures, ReviewGold, ReviewImport, ReviewList,
    ReviewNext, ReviewQuarantine, ReviewRecord, ReviewUndo, Shown, Sitting, Verdicts, VerifyDesk,
};
pub(crate) use self::rounds::{
    AuditIndex, AuditRound, Compare, Method, PointCommand, ProofOf, Publish, Recheck, Rescore,
    RoundCommand, RoundList, Trend, TryPoint, Verify,
};
pub(crate) use self::serve::{Serve, UserCommand, UserName, UserRole};

/// 中国地方政府互联网服务能力评价引擎
/// / Evaluates the internet service capability of local governments.
///
/// 退出码 exit codes: 0 完成 done · 2 命令或清单有误 usage or manifests · 3 探针 probe ·
/// 4 页面来源或证据 source or evidence · 5 轮次存储 store · 6 输出 output ·
/// 7 有差异 something differs · 8 不予通过 refused · 9 证据有损 damaged evidence ·
/// 10 不能监听 cannot listen · 11 问过而没有答是 asked, and no was said ·
/// 130 被信号中止 stopped by a signal
#[derive(Debug, Parser)]
#[command(name = "bluebook", version, propagate_version = true)]
pub(crate) struct Args {
    #[command(flatten)]
    pub(crate) common: Common,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// The set of manifests that is read where none is named.
const MANIFESTS: &str = "manifests/blue-book-2019/bluebook.toml";

/// Where rounds are kept if nobody says where.
const ROUNDS: &str = "rounds";

#[derive(Debug, Clone, ClapArgs)]
pub(crate) struct Common {
    /// 清单入口文件 / the root manifest
    #[arg(
        long,
        global = true,
        value_name = "FILE",
        default_value = MANIFESTS
    )]
    pub(crate) manifests: PathBuf,
    /// 存放各轮次的目录 / where rounds are kept
    #[arg(long, global = true, value_name = "DIR", default_value = ROUNDS)]
    pub(crate) rounds: PathBuf,
    /// 轮次名，缺省为清单的版次 / name of the round; the manifests' edition if not given
    #[arg(long, global = true, value_name = "NAME")]
    pub(crate) round: Option<String>,
    /// 不计人工复核，只看机器的判定 / without reviews: what machines found
    #[arg(long, global = true)]
    pub(crate) machine_only: bool,
}

impl Common {
    /// The options of this command line that another about the same round needs, each with a space before.
    pub(crate) fn again(&self) -> String {
        let shown = |path: &Path, default: &str| {
            (path != Path::new(default)).then(|| path.display().to_string())
        };
        let options = [
            ("--manifests", shown(&self.manifests, MANIFESTS)),
            ("--rounds", shown(&self.rounds, ROUNDS)),
            ("--round", self.round.clone()),
        ];
        let given =
            options.into_iter().filter_map(|(name, value)| Some(format!(" {name} {}", value?)));
        given.collect()
    }
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// 检查清单，一次列出全部错误 / check the manifests, all errors at once
    Check(Check),
    /// 输出清单的 JSON Schema，供编辑器使用 / print JSON Schemas of the manifests for editors
    Schema(Schema),
    /// 预演：地区 × 点位、页面、主机、预计时间，不抓取 / dry run: nothing is fetched
    Plan(Plan),
    /// 采集并判定；中断后重复同一命令即续跑 / collect and judge; run again to resume
    Run(Run),
    /// 排名：总分、指标、专题；全国或片区、省、标签之内 / rank by total, node or topic, of all or a group
    Rank(Rank),
    /// 得分率：逐个指标，一个地区或全部地区 / score rates node by node, of a region or over all
    Score(Score),
    /// 类型：分数线、各类地区、类内的 + 和 - / classes: their cuts, who is in them, grades within
    Classes(Classes),
    /// 换权重或算法，看名次怎样变 / other weights or rules: what moves
    #[command(name = "whatif")]
    WhatIf(WhatIf),
    /// 名次有多可靠：区间、类型概率、不确定从何而来 / rank intervals, class chances, what matters
    Sensitivity(Sensitivity),
    /// 追溯得分：权重 → 点位 → 结论 → 原文 → 页面 / trace a score down to the page
    Explain(Explain),
    /// 把一轮写成 CSV、Parquet、XLSX、JSON / write a round as CSV, Parquet, XLSX and JSON
    Export(Export),
    /// 报告：一个可离线打开的网页，或给一个地区的信 / the report: one offline page, or a letter to a region
    Report(Report),
    /// 地区：列出、查看、停用、恢复、增加 / regions: list, show, switch off and on, add
    #[command(subcommand)]
    Regions(RegionsCommand),
    /// 探针：新建、核对、试判、存页、计量、查看、挑错、构建、确认
    /// / probes: new, test, run, record, bench, inspect, lint, watch, build, agree
    #[command(subcommand)]
    Probe(ProbeCommand),
    /// 由归档离线重新判定，与日志逐字节比对 / judge again from the archive, offline; compare bytes
    Recheck(Recheck),
    /// 用另一套权重、计分规则、分类标准重新计分 / score a stored round by another set of manifests
    Rescore(Rescore),
    /// 比较两轮：每个总分的变化按原因拆分 / compare two rounds: every change of a total by its causes
    Compare(Compare),
    /// 多轮走势：总分与名次 / totals and ranks over many rounds
    Trend(Trend),
    /// 指标审计：相关、可信度、实际作用、共线、沉默、重复的网站；轮次能否发布见 `round audit`
    /// / audit the indicators: correlations, alpha, importance, collinear, constant, silent, shared sites
    Audit(AuditIndex),
    /// 方法附录（Markdown）：指标、权重、规则、探针、覆盖 / the method annex of a round, as Markdown
    Method(Method),
    /// 点位：在旧轮次上试用 / points: try new ones over a judged round
    #[command(subcommand)]
    Point(PointCommand),
    /// 在终端逐条核验 / the reviewing desk in the terminal, question by question
    Verify(VerifyDesk),
    /// 复核：取题、记录、列出、撤销、导出、导入、统计 / reviews: next, record, list, undo, export, import, figures
    #[command(subcommand)]
    Review(ReviewCommand),
    /// 异议：登记、列出、裁定 / objections: file, list, decide
    #[command(subcommand)]
    Objection(ObjectionCommand),
    /// 服务：在浏览器里看轮次、复核、裁定、发布 / serve rounds, the desk and the API to browsers
    Serve(Serve),
    /// 账户：增加、列出、改角色、删除 / accounts of `serve`: add, list, change roles, remove
    #[command(subcommand)]
    User(UserCommand),
    /// 发布：审计、封存，此后不再改动 / publish: audit, seal, and take no more
    Publish(Publish),
    /// 轮次：列出、校验、审计、封存、证明 / rounds: list, verify, audit, seal, prove
    #[command(subcommand)]
    Round(RoundCommand),
    /// 轮次存储：重建索引、导出 / the store: rebuild the index, export
    #[command(subcommand)]
    Store(StoreCommand),
    /// 证据归档：校验、列表、查看、导出、索引 / archives: verify, list, show, export, index
    #[command(subcommand)]
    Archive(ArchiveCommand),
    /// 错误代码和未知原因各是什么，怎么办 / what an error's code or a reason means, and what to do
    ExplainError(ExplainError),
    /// 用随附的合成样例跑完整流程 / the whole way on the bundled synthetic sample
    Demo(Demo),
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Check {
    /// 输出格式 / output format
    #[arg(long, value_enum, default_value_t = TextOrJson::Text)]
    pub(crate) format: TextOrJson,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct ExplainError {
    /// 消息里方括号中的名称；不写则列出全部 / the name in the brackets of a message; all are listed if left out
    pub(crate) code: Option<String>,
    /// 输出格式 / output format
    #[arg(long, value_enum, default_value_t = TextOrJson::Text)]
    pub(crate) format: TextOrJson,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Schema {
    /// 只输出一种文件的 / only that of one kind of file
    pub(crate) name: Option<String>,
    /// 每种写成一个文件 / write one file each into this directory
    #[arg(long, value_name = "DIR", conflicts_with = "name")]
    pub(crate) out: Option<PathBuf>,
}

#[derive(Debug, Clone, ClapArgs)]
pub(crate) struct Selection {
    /// 从归档读取页面，不联网；可多次给出 / read pages from WARC or WACZ files or the directory of
    /// a round, no network
    #[arg(long, value_name = "ARCHIVE")]
    pub(crate) from: Vec<PathBuf>,
    /// 只评这些地区，代码或名称，用逗号分隔 / only these regions, codes or names, separated by commas
    #[arg(long, value_name = "REGIONS", value_delimiter = ',')]
    pub(crate) regions: Vec<String>,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Plan {
    #[command(flatten)]
    pub(crate) selection: Selection,
    /// 说明一个网址为什么会取或不会取 / say why an address would or would not be fetched
    #[arg(long, value_name = "URL")]
    pub(crate) why: Option<String>,
    /// 输出格式 / output format
    #[arg(long, value_enum, default_value_t = TextOrJson::Text)]
    pub(crate) format: TextOrJson,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Run {
    #[command(flatten)]
    pub(crate) selection: Selection,
    /// 计时效的采集日；缺省为归档最后一日或今天 / day that freshness is judged against;
    /// the archive's last day or today if not given
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub(crate) collected_on: Option<String>,
    /// 进度格式：终端上为进度条 / progress: a bar on a terminal, else lines; or JSON Lines
    #[arg(long, value_enum, default_value_t = Progress::Auto)]
    pub(crate) format: Progress,
    /// 每完成一个地区，把 Prometheus 文本格式的计数写进此文件
    /// / write counters in the Prometheus text format into this file after each region
    #[arg(long, value_name = "FILE")]
    pub(crate) metrics: Option<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Explain {
    /// 地区代码或名称 / code or name of the region
    pub(crate) region: String,
    /// 指标或点位的代码，如 A3.1、A3.1-1；缺省为全部；用 `--open` 时须为点位 / id of an indicator or a point;
    /// all if not given; with `--open` it has to be a point's
    #[arg(value_name = "ID", required_if_eq("open", "true"))]
    pub(crate) part: Option<String>,
    /// 把判定所依据的存档页面写成一个 HTML 文件，并标出引文 / write the stored pages a verdict
    /// rests on as an HTML file, the quotes marked
    #[arg(long, conflicts_with = "format")]
    pub(crate) open: bool,
    /// 写到这个文件；缺省写在轮次目录里 / write to this file; into the round's directory if not given
    #[arg(long, value_name = "FILE", requires = "open")]
    pub(crate) out: Option<PathBuf>,
    /// 轮次的页面来自这些归档 / the round's pages come from these archives
    #[arg(long, value_name = "ARCHIVE", requires = "open")]
    pub(crate) from: Vec<PathBuf>,
    /// 与哪些地区比长短；用于全部指标 / the regions it is compared with, when all is explained
    #[arg(long, value_enum, default_value_t = Peers::Area, conflicts_with_all = ["open", "part"])]
    pub(crate) peers: Peers,
    /// 输出格式 / output format
    #[arg(long, value_enum, default_value_t = Listing::Table)]
    pub(crate) format: Listing,
}

/// Whom a region is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Peers {
    /// 全国 / all regions of the round
    Country,
    /// 同一区域：东、中、西、东北 / the regions of its area
    Area,
    /// 同一省份 / the regions of its province
    Province,
    /// 总分相近的 10 个地区 / the ten regions nearest in total
    Similar,
}

#[derive(Debug, Subcommand)]
pub(crate) enum StoreCommand {
    /// 由日志重建索引 / rebuild the index from the journal
    Rebuild,
    /// 逐行输出全部判定（JSON）/ print every verdict as a line of JSON
    Export,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Demo {
    /// 不联网构建探针 / build the probes without the network
    #[arg(long)]
    pub(crate) offline: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum TextOrJson {
    Text,
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Progress {
    Auto,
    Lines,
    Jsonl,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Listing {
    #[value(alias = "text")]
    Table,
    Csv,
    Json,
}

fn percent(text: &str) -> Result<f64, String> {
    let value: f64 = text.parse().map_err(|_| "not a number".to_owned())?;
    if (0.0..=100.0).contains(&value) { Ok(value) } else { Err("0 to 100".to_owned()) }
}

fn day(text: &str) -> Result<String, String> {
    let mut parts = text.split('-').map(|part| (part.len(), part.parse::<u32>().ok()));
    let [year, month, day] = [parts.next(), parts.next(), parts.next()];
    match (year, month, day, parts.next()) {
        (Some((4, Some(_))), Some((2, Some(1..=12))), Some((2, Some(1..=31))), None) => {
            Ok(text.to_owned())
        }
        _ => Err("a day is written 2019-01-15".to_owned()),
    }
}
