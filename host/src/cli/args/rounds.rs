//! What can be typed about rounds that are there: `round`, `recheck`, `rescore`, `publish`.

use std::path::PathBuf;

use clap::{Args as ClapArgs, Subcommand};

use super::{Listing, Selection, TextOrJson};

#[derive(Debug, Subcommand)]
pub(crate) enum RoundCommand {
    /// 列出已有轮次 / list the rounds that are there
    List(RoundList),
    /// 逐字节校验：校验和、默克尔根、封存、时间戳 / check every byte: checksums, root, seal, time-stamp
    Verify(Verify),
    /// 审计：计划的都有结论、证据可查、没有异常 / audit: all answered, all traceable, nothing odd
    Audit(AuditRound),
    /// 封存轮次并写出时间戳请求 / seal the round and write a time-stamp request (RFC 3161)
    Seal,
    /// 一个地区在轮次之中的证明（JSON）/ the proof that a region is in the round (JSON)
    Proof(ProofOf),
}

#[derive(Debug, ClapArgs)]
pub(crate) struct RoundList {
    /// 输出格式 / output format
    #[arg(long, value_enum, default_value_t = TextOrJson::Text)]
    pub(crate) format: TextOrJson,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Verify {
    /// 应有的默克尔根，64 位十六进制 / the root it should have, 64 hex digits
    #[arg(long, value_name = "HEX")]
    pub(crate) root: Option<String>,
    /// 只校验一份证明，不需要轮次 / check a proof by itself; no round is needed
    #[arg(long, value_name = "FILE")]
    pub(crate) proof: Option<PathBuf>,
    /// 输出格式 / output format
    #[arg(long, value_enum, default_value_t = TextOrJson::Text)]
    pub(crate) format: TextOrJson,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct ProofOf {
    /// 地区代码 / code of the region
    pub(crate) region: u32,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Recheck {
    /// 轮次名；缺省同 `--round` / the round; as `--round` if not given
    #[arg(value_name = "ROUND")]
    pub(crate) name: Option<String>,
    #[command(flatten)]
    pub(crate) selection: Selection,
    /// 输出格式 / output format
    #[arg(long, value_enum, default_value_t = TextOrJson::Text)]
    pub(crate) format: TextOrJson,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Rescore {
    /// 另一套清单的入口文件 / the root manifest of the other set
    #[arg(long, value_name = "FILE")]
    pub(crate) with: PathBuf,
    /// 输出格式 / output format
    #[arg(long, value_enum, default_value_t = Listing::Table)]
    pub(crate) format: Listing,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Compare {
    /// 先前的轮次 / the round before
    #[arg(value_name = "BEFORE")]
    pub(crate) before: String,
    /// 后来的轮次，按 `--manifests` 计分 / the round after, scored by `--manifests`
    #[arg(value_name = "AFTER")]
    pub(crate) after: String,
    /// 先前轮次的清单入口文件，如与后来的不同 / root manifest of the round before, if it is another
    #[arg(long, value_name = "FILE")]
    pub(crate) manifests_before: Option<PathBuf>,
    /// 只看一个地区，逐点位 / one region, point by point: code or name
    #[arg(long, value_name = "REGION")]
    pub(crate) region: Option<String>,
    /// 输出格式 / output format
    #[arg(long, value_enum, default_value_t = Listing::Table)]
    pub(crate) format: Listing,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct AuditIndex {
    /// 轮次名；缺省同 `--round` / the round; as `--round` if not given
    #[arg(value_name = "ROUND")]
    pub(crate) name: Option<String>,
    /// 输出格式 / output format
    #[arg(long, value_enum, default_value_t = Listing::Table)]
    pub(crate) format: Listing,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Method {
    /// 轮次名；缺省同 `--round` / the round; as `--round` if not given
    #[arg(value_name = "ROUND")]
    pub(crate) name: Option<String>,
    /// 写明不确定性设定的情景文件 / a scenario, whose settings of uncertainty are stated
    #[arg(long, value_name = "FILE")]
    pub(crate) scenario: Option<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Trend {
    /// 各轮次，由先到后 / the rounds, the first one first
    #[arg(value_name = "ROUND", required = true)]
    pub(crate) names: Vec<String>,
    /// 其他版次的清单入口文件；每一轮按它的版次计分，可多次给出
    /// / root manifests of other editions; each round is scored by those of its own
    #[arg(long, value_name = "FILE")]
    pub(crate) with: Vec<PathBuf>,
    /// 输出格式 / output format
    #[arg(long, value_enum, default_value_t = Listing::Table)]
    pub(crate) format: Listing,
}

#[derive(Debug, Subcommand)]
pub(crate) enum PointCommand {
    /// 把新点位套在已判定的轮次上：分布、证据、名次与类型的变化；不写入
    /// / lay new points over a judged round: distribution, evidence, what would change
    Try(TryPoint),
}

#[derive(Debug, ClapArgs)]
pub(crate) struct TryPoint {
    /// 点位文件，不在清单之中 / a file of points that is not in the manifests
    pub(crate) file: PathBuf,
    #[command(flatten)]
    pub(crate) selection: Selection,
    /// 输出格式 / output format
    #[arg(long, value_enum, default_value_t = TextOrJson::Text)]
    pub(crate) format: TextOrJson,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct AuditRound {
    /// 与更早的一轮比较，找出翻转的结论；缺省为同一版次的上一轮
    /// / an earlier round, to find what flipped since; the last one of the edition if not given
    #[arg(long, value_name = "ROUND")]
    pub(crate) against: Option<String>,
    /// 输出格式 / output format
    #[arg(long, value_enum, default_value_t = TextOrJson::Text)]
    pub(crate) format: TextOrJson,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Publish {
    /// 轮次名；缺省同 `--round` / the round; as `--round` if not given
    #[arg(value_name = "ROUND")]
    pub(crate) name: Option<String>,
    /// 与更早的一轮比较 / an earlier round, to find what flipped since
    #[arg(long, value_name = "EARLIER")]
    pub(crate) against: Option<String>,
    /// 接受一项审计发现并说明理由，记入 published.json；可多次给出
    /// / accept a finding of the audit, with the reason that is recorded
    #[arg(long, value_name = "NAME=REASON")]
    pub(crate) accept: Vec<String>,
    /// 不发布，先公示：此日（含）之前受理异议
    /// / do not publish yet: objections are taken up to this day, the day included
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = super::day, requires = "person")]
    pub(crate) objections_until: Option<String>,
    /// 此时之前不公开 / nothing is public before this time
    #[arg(long, value_name = "YYYY-MM-DDThh:mm:ssZ", value_parser = time, requires = "person")]
    pub(crate) embargo_until: Option<String>,
    /// 用此 Ed25519 私钥（PEM）为轮次和复核的根签名
    /// / sign the roots of round and reviews with this Ed25519 key (PKCS#8 PEM)
    #[arg(long, value_name = "KEY.pem")]
    pub(crate) sign_with: Option<PathBuf>,
    /// 谁来发布，记入复核日志 / who publishes, for the journal of reviews
    #[arg(long = "as", value_name = "PERSON", id = "person")]
    pub(crate) person: Option<String>,
}

/// A time as the record has it; it sorts as text.
fn time(text: &str) -> Result<String, String> {
    let wrong = || "a time is written 2019-03-01T00:00:00Z".to_owned();
    let (day, rest) = text.split_once('T').ok_or_else(wrong)?;
    let clock = rest.strip_suffix('Z').ok_or_else(wrong)?;
    let parts: Vec<Option<u32>> =
        clock.split(':').map(|part| part.parse().ok().filter(|_| part.len() == 2)).collect();
    match parts.as_slice() {
        [Some(0..24), Some(0..60), Some(0..60)] => super::day(day).map(|_| text.to_owned()),
        _ => Err(wrong()),
    }
}
