//! What can be typed about reviews and objections.

use std::path::PathBuf;

use clap::{Args as ClapArgs, Subcommand, ValueEnum};

use super::TextOrJson;
use crate::model::Drawn;

#[derive(Debug, Subcommand)]
pub(crate) enum ReviewCommand {
    /// 取下一题，并在一段时间内归此人 / the next question, which is then the person's for a while
    Next(ReviewNext),
    /// 记录一条意见 / record what a person says of one verdict
    Record(ReviewRecord),
    /// 列出复核日志 / list the record
    List(ReviewList),
    /// 撤销一条记录；原记录仍在 / take an event back; both stay in the record
    Undo(ReviewUndo),
    /// 导出题目表（CSV），离线填写 / write questions as a table to be filled in elsewhere
    Export(ReviewExport),
    /// 读回填好的表；一次列出全部错误，冲突逐条说明 / take a table back; all mistakes at once, conflicts named
    Import(ReviewImport),
    /// 准确率、召回率、一致性，按探针、点位、人员 / precision, recall and agreement by probe, point, person
    Figures(ReviewFigures),
    /// 登记一道已知答案的题，用来检验复核人 / a question whose answer is known, to check reviewers
    Gold(ReviewGold),
    /// 探针停信：其结论在人看过之前不计 / a probe's findings do not count until somebody looked
    Quarantine(ReviewQuarantine),
    /// 沿用上一轮仍然成立的复核 / take over reviews of an earlier round that still hold
    Carry(ReviewCarry),
}

/// Who works, and how questions are chosen. All of a panel give the same but for the name.
#[derive(Debug, Clone, ClapArgs)]
pub(crate) struct Sitting {
    /// 复核人 / who reviews
    #[arg(long = "as", value_name = "PERSON")]
    pub(crate) person: String,
    /// 出题次序 / how questions are chosen
    #[arg(long, value_enum, default_value_t = Order::Effect)]
    pub(crate) by: Order,
    #[command(flatten)]
    pub(crate) lots: Lots,
}

/// How questions fall to people; the same for all of a panel, whether they sit in a terminal or a browser.
#[derive(Debug, Clone, Copy, ClapArgs)]
pub(crate) struct Lots {
    /// 按影响出题时只关心前 N 名 / for the order by effect: only the first N ranks matter
    #[arg(long, value_name = "N")]
    pub(crate) top: Option<usize>,
    /// 双人盲评的份额，百分比 / share that two people answer unseen, per cent
    #[arg(long, value_name = "PERCENT", default_value_t = 10.0, value_parser = super::percent)]
    pub(crate) double: f64,
    /// 抽样的种子；缺省由轮次决定 / seed of lots; the round's own if not given
    #[arg(long, value_name = "N")]
    pub(crate) seed: Option<u64>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Order {
    /// 对名次和类型的影响 / what it could do to ranks and classes
    Effect,
    /// 机器把握低的 / verdicts the machine is least sure of
    Confidence,
    /// 有分歧的；由第三人裁定 / where people disagree; the third person decides
    Disagreement,
    /// 人工点位，逐个地区 / points for people, region by region
    People,
    /// 随机抽查 / at random over the round
    Audit,
    /// 按探针、结论、片区分层抽样，够了就停 / stratified sample; stops when it is enough
    Sample,
}

impl Order {
    pub(crate) fn drawn(self) -> Drawn {
        match self {
            Self::Effect => Drawn::Effect,
            Self::Confidence => Drawn::Confidence,
            Self::Disagreement => Drawn::Disagreement,
            Self::People => Drawn::People,
            Self::Audit => Drawn::Audit,
            Self::Sample => Drawn::Sample,
        }
    }
}

/// One verdict.
#[derive(Debug, Clone, ClapArgs)]
pub(crate) struct Verdicts {
    /// 地区代码或名称 / code or name of the region
    pub(crate) region: String,
    /// 点位 / the point
    pub(crate) point: String,
    /// 逐页评的点位：哪一页 / for points judged page by page: which page
    #[arg(long, value_name = "URL")]
    pub(crate) page: Option<String>,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct ReviewNext {
    #[command(flatten)]
    pub(crate) sitting: Sitting,
    /// 输出格式 / output format
    #[arg(long, value_enum, default_value_t = TextOrJson::Text)]
    pub(crate) format: TextOrJson,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct ReviewRecord {
    #[command(flatten)]
    pub(crate) verdict: Verdicts,
    /// 复核人 / who reviews
    #[arg(long = "as", value_name = "PERSON")]
    pub(crate) person: String,
    #[command(flatten)]
    pub(crate) call: CallArgs,
    #[command(flatten)]
    pub(crate) shown: Shown,
    /// 理由；退回、难以判断必须给出 / why; needed with `--reject` and `--cannot-tell`
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub(crate) reason: String,
    /// 此题由 `review next` 以何种次序给出 / by which order `review next` gave the question
    #[arg(long, value_enum)]
    pub(crate) by: Option<Order>,
}

#[derive(Debug, Clone, ClapArgs)]
#[group(required = true, multiple = false)]
pub(crate) struct CallArgs {
    /// 同意机器 / the machine is right
    #[arg(long)]
    pub(crate) confirm: bool,
    /// 改判为此值 / this is so instead: yes, no, a number or a grade
    #[arg(long, value_name = "VALUE")]
    pub(crate) correct: Option<String>,
    /// 退回重抓 / the page is to be taken again
    #[arg(long)]
    pub(crate) reject: bool,
    /// 难以判断，交给他人 / somebody else is asked
    #[arg(long)]
    pub(crate) cannot_tell: bool,
}

#[derive(Debug, Clone, ClapArgs)]
pub(crate) struct Shown {
    /// 所见网页 / address of what was seen
    #[arg(long, value_name = "URL", default_value = "")]
    pub(crate) url: String,
    /// 所见原文 / the words seen
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub(crate) quote: String,
    /// 截图或文件，按摘要保存 / a screenshot or document, kept by its digest
    #[arg(long, value_name = "FILE")]
    pub(crate) file: Option<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct ReviewList {
    /// 只列此人的 / only this person's
    #[arg(long = "as", value_name = "PERSON")]
    pub(crate) person: Option<String>,
    /// 输出格式 / output format
    #[arg(long, value_enum, default_value_t = TextOrJson::Text)]
    pub(crate) format: TextOrJson,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct ReviewUndo {
    /// 记录的编号 / number of the event
    pub(crate) event: u64,
    /// 谁撤销 / who takes it back
    #[arg(long = "as", value_name = "PERSON")]
    pub(crate) person: String,
    /// 理由；撤销他人的必须给出 / why; needed where it is somebody else's
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub(crate) reason: String,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct ReviewExport {
    #[command(flatten)]
    pub(crate) sitting: Sitting,
    /// 至多多少题 / at most so many questions
    #[arg(long, value_name = "N", default_value_t = 100)]
    pub(crate) limit: usize,
    /// 这些题归此人多少天 / for how many days they are the person's
    #[arg(long, value_name = "DAYS", default_value_t = 7)]
    pub(crate) days: u32,
    /// 写入此文件，.xlsx 为工作簿，其余为 CSV；缺省为 stdout / into this file, a workbook if it ends in .xlsx,
    /// else CSV; stdout if not given
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct ReviewImport {
    /// 填好的表，CSV 或 XLSX / the table, filled in, CSV or XLSX
    pub(crate) file: PathBuf,
    /// 复核人 / who filled it in
    #[arg(long = "as", value_name = "PERSON")]
    pub(crate) person: String,
    /// 只检查，不记录 / look only, record nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum FiguresFormat {
    Table,
    Json,
    /// 每点位一行：准确率和召回率 / precision and recall, a line for each point
    Csv,
    /// 情景文件的 `[[uncertainty.judge]]`，每判据一段 / tables for a scenario, one for each criterion
    Toml,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct ReviewFigures {
    /// 输出格式 / output format
    #[arg(long, value_enum, default_value_t = FiguresFormat::Table)]
    pub(crate) format: FiguresFormat,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct ReviewGold {
    #[command(flatten)]
    pub(crate) verdict: Verdicts,
    /// 答案 / the answer: yes, no, a number or a grade
    #[arg(long, value_name = "VALUE")]
    pub(crate) value: String,
    /// 谁登记 / who puts it on record
    #[arg(long = "as", value_name = "PERSON")]
    pub(crate) person: String,
    /// 依据 / how it is known
    #[arg(long, value_name = "TEXT")]
    pub(crate) reason: String,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct ReviewQuarantine {
    /// 探针的点位族 / the probe's family
    pub(crate) family: String,
    /// 只停这一判据 / only this criterion of it
    #[arg(long, value_name = "CRITERION")]
    pub(crate) criterion: Option<String>,
    /// 谁决定 / who decides
    #[arg(long = "as", value_name = "PERSON")]
    pub(crate) person: String,
    /// 理由；测得的准确率自动附上 / why; the precision measured is added
    #[arg(long, value_name = "TEXT")]
    pub(crate) reason: String,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct ReviewCarry {
    /// 更早的轮次 / the earlier round
    pub(crate) earlier: String,
    /// 谁决定 / who decides
    #[arg(long = "as", value_name = "PERSON")]
    pub(crate) person: String,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct VerifyDesk {
    #[command(flatten)]
    pub(crate) sitting: Sitting,
    /// 轮次的页面来自这些归档 / the round's pages come from these archives
    #[arg(long, value_name = "ARCHIVE")]
    pub(crate) from: Vec<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ObjectionCommand {
    /// 登记一个地区对一条判定的异议 / put on record that a verdict is contested
    File(ObjectionFile),
    /// 列出异议及裁定 / list objections and what was decided
    List(ObjectionList),
    /// 裁定异议：成立并改判、成立并退回，或不成立 / decide one: upheld with what is so instead, or dismissed
    Decide(ObjectionDecide),
}

#[derive(Debug, ClapArgs)]
pub(crate) struct ObjectionFile {
    #[command(flatten)]
    pub(crate) verdict: Verdicts,
    /// 提出异议的单位 / who objects
    #[arg(long, value_name = "NAME")]
    pub(crate) by: String,
    /// 谁登记 / who puts it on record
    #[arg(long = "as", value_name = "PERSON")]
    pub(crate) person: String,
    /// 所述 / what is said
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub(crate) text: String,
    /// 所附网址；可多次给出 / an address that is shown
    #[arg(long, value_name = "URL")]
    pub(crate) link: Vec<String>,
    /// 所附文件，按摘要保存；可多次给出 / a document, kept by its digest
    #[arg(long, value_name = "FILE")]
    pub(crate) file: Vec<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct ObjectionList {
    /// 输出格式 / output format
    #[arg(long, value_enum, default_value_t = TextOrJson::Text)]
    pub(crate) format: TextOrJson,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct ObjectionDecide {
    /// 异议的编号 / number of the objection
    pub(crate) objection: u64,
    /// 谁裁定 / who decides
    #[arg(long = "as", value_name = "PERSON")]
    pub(crate) person: String,
    #[command(flatten)]
    pub(crate) ruling: RulingArgs,
    #[command(flatten)]
    pub(crate) shown: Shown,
    /// 理由 / why
    #[arg(long, value_name = "TEXT")]
    pub(crate) reason: String,
}

#[derive(Debug, Clone, ClapArgs)]
#[group(required = true, multiple = false)]
pub(crate) struct RulingArgs {
    /// 成立，改判为此值 / upheld: this is so instead
    #[arg(long, value_name = "VALUE")]
    pub(crate) correct: Option<String>,
    /// 成立，退回重抓 / upheld: the page is to be taken again
    #[arg(long)]
    pub(crate) reject: bool,
    /// 不成立 / dismissed
    #[arg(long)]
    pub(crate) dismiss: bool,
}
