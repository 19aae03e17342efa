//! What can be typed behind `bluebook probe`.

mod new;

use std::path::PathBuf;

use clap::{Args as ClapArgs, Subcommand};

use super::{TextOrJson, day};

pub(crate) use self::new::NewProbe;

#[derive(Debug, Subcommand)]
pub(crate) enum ProbeCommand {
    /// 新建探针，原样即可构建 / a new probe that builds as it is
    New(NewProbe),
    /// 构建探针并写入锁文件 / build probes to components and agree to them
    Build(Build),
    /// 以存下的页面核对应有的结论；不符则以 7 退出
    /// / compare with what is expected of saved pages; ends with 7 if anything differs
    Test(TestProbe),
    /// 判一页：文件，或归档中的网址 / judge a page: a file, or an address in an archive
    Run(RunProbe),
    /// 把一轮或网上的页面存成期望 / save pages of a round or of the network as expectations
    Record(RecordPages),
    /// 每条判据的用时、燃料、内存，与从前或另一个组件比 / time, fuel and memory of each criterion, against
    /// what was saved or another component
    Bench(BenchProbe),
    /// 查看一个探针 / show family, version, criteria, points, imports, size, digest
    Inspect(Inspect),
    /// 期望看不出的毛病：没有引文、从不说未知、太宽 / what expectations do not show: no quotes, never
    /// unknown, too broad
    Lint(LintProbe),
    /// 一有改动就重新构建、核对 / build and test again at every change
    Watch(WatchProbe),
    /// 把组件和清单的几行打成一个文件，并签名 / put a component and its lines for manifests into one file,
    /// and sign it
    Pack(PackProbe),
    /// 把打好的包放到 OCI 仓库 / put a pack into an OCI registry
    Push(PushProbe),
    /// 加入别人的或自己的探针，先说有什么变化 / take a probe; what it changes is said before it is done
    Add(AddProbe),
    /// 再取一次加入过的探针 / get the probes that were added once more
    Update(UpdateProbe),
    /// 去掉一个加入过的探针 / take out a probe that was added
    Remove(RemoveProbe),
    /// 把加入过的探针存成一个文件，带到没有网络的机器 / put probes that were added into one file, for
    /// machines without network
    Save(SaveProbes),
    /// 从 `probe save` 的文件加入探针，先说有什么变化 / take probes out of a file of `probe save`; what they
    /// change is said before it is done
    Load(LoadProbes),
    /// 列出探针：版本、合约、摘要、来源 / list the probes: version, contract, digest, source
    List(ListProbes),
    /// 确认清单所列探针的现有摘要 / agree to the probes as they are now
    Lock,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Build {
    /// 探针的目录，或其上级目录 / a probe's folder, or a directory of them
    #[arg(default_value = "probes")]
    pub(crate) path: PathBuf,
    /// 组件写到这里，不看清单，也不确认；缺省写到清单的探针目录 / put components here, without manifests and
    /// without agreeing to them; into the manifests' folder of probes if not given
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
    /// 不联网 / do not use the network to build
    #[arg(long)]
    pub(crate) offline: bool,
}

/// What one call may use.
#[derive(Debug, Clone, Copy, ClapArgs)]
pub(crate) struct CallLimits {
    /// 每次调用的燃料 / fuel of one call
    #[arg(long, value_name = "UNITS", default_value_t = 50_000_000)]
    pub(crate) fuel: u64,
    /// 每次调用的内存，MiB / memory of one call
    #[arg(long, value_name = "MIB", default_value_t = 32, value_parser = clap::value_parser!(u32).range(1..=4096))]
    pub(crate) memory: u32,
}

impl Default for CallLimits {
    /// As the manifests of the project have it.
    fn default() -> Self {
        Self { fuel: 50_000_000, memory: 32 }
    }
}

/// A probe: its folder or its component.
#[derive(Debug, Clone, ClapArgs)]
pub(crate) struct ProbeFile {
    /// 探针的目录（先构建），或组件文件 / a probe's folder, which is built first, or a component
    #[arg(value_name = "DIR|COMPONENT")]
    pub(crate) path: PathBuf,
    /// 不联网 / do not use the network to build
    #[arg(long)]
    pub(crate) offline: bool,
    #[command(flatten)]
    pub(crate) limits: CallLimits,
}

/// A probe with what its author expects of saved pages.
#[derive(Debug, ClapArgs)]
pub(crate) struct OfProbe {
    #[command(flatten)]
    pub(crate) probe: ProbeFile,
    /// 期望；缺省为目录里的 expected.toml / the expectations; expected.toml of the probe's folder if not
    /// given
    #[arg(long, value_name = "FILE")]
    pub(crate) expected: Option<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct TestProbe {
    #[command(flatten)]
    pub(crate) of: OfProbe,
    /// 再以合成国样例的每个地区试一遍 / try it over every region of the synthetic country's sample too
    #[arg(long)]
    pub(crate) country: bool,
    /// 输出格式 / output format
    #[arg(long, value_enum, default_value_t = TextOrJson::Text, conflicts_with = "country")]
    pub(crate) format: TextOrJson,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct RunProbe {
    #[command(flatten)]
    pub(crate) probe: ProbeFile,
    /// 网页文件，第一页是起始页，其余在探针要时给出；或用 `--from` 时的网址 / files of pages, of which
    /// the first is where it starts and the others are given when it asks for them; or an address with
    /// `--from`
    #[arg(required = true, value_name = "PAGE|URL")]
    pub(crate) pages: Vec<PathBuf>,
    /// 页面来自归档 / the pages are in these archives
    #[arg(long, value_name = "ARCHIVE")]
    pub(crate) from: Vec<PathBuf>,
    /// 各文件的网址，依次；缺省由文件名而来 / the files' addresses, in order; made of their names if not
    /// given
    #[arg(long, value_name = "URL")]
    pub(crate) url: Vec<String>,
    /// 只判这个点位，参数取自清单 / only this point, with its parameters of the manifests
    #[arg(long, value_name = "ID", conflicts_with = "criterion")]
    pub(crate) point: Option<String>,
    /// 只用这条判据；缺省为全部 / only this criterion; all if not given
    #[arg(long, value_name = "ID")]
    pub(crate) criterion: Option<String>,
    /// 起始页的角色；缺省为判据的第一个 / role of the first page; the criterion's first if not given
    #[arg(long)]
    pub(crate) role: Option<String>,
    /// 参数；列表和数写成 JSON / a parameter; lists and numbers as JSON
    #[arg(long, value_name = "KEY=VALUE", value_parser = param)]
    pub(crate) param: Vec<(String, String)>,
    #[command(flatten)]
    pub(crate) of: OfPlace,
    /// 输出格式 / output format
    #[arg(long, value_enum, default_value_t = TextOrJson::Text)]
    pub(crate) format: TextOrJson,
}

/// Whose pages they are, and of when.
#[derive(Debug, ClapArgs)]
pub(crate) struct OfPlace {
    /// 地区全称 / full name of the region
    #[arg(long, value_name = "NAME", default_value = "示例市")]
    pub(crate) place: String,
    /// 地区简称 / short name of the region
    #[arg(long, value_name = "NAME", default_value = "示例")]
    pub(crate) short: String,
    /// 采集日；缺省为归档最后一日或今天 / day of collection; the archive's last or today if not given
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub(crate) collected_on: Option<String>,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct RecordPages {
    #[command(flatten)]
    pub(crate) probe: ProbeFile,
    /// 起始页的网址，按清单的礼貌规则抓取 / addresses of start pages, fetched as politely as the manifests
    /// say
    #[arg(value_name = "URL", required_unless_present = "region")]
    pub(crate) urls: Vec<String>,
    /// 这一轮（`--round`）中的地区 / a region of the round that `--round` names
    #[arg(long, value_name = "CODE|NAME", conflicts_with = "urls")]
    pub(crate) region: Option<String>,
    /// 轮次的页面来自这些归档 / the round's pages come from these archives
    #[arg(long, value_name = "ARCHIVE", requires = "region")]
    pub(crate) from: Vec<PathBuf>,
    /// 只为这个点位，用清单里它的参数和角色 / only for this point, with the parameters and the role it has in
    /// the manifests
    #[arg(long, value_name = "ID", conflicts_with = "criterion")]
    pub(crate) point: Option<String>,
    /// 只为这条判据；缺省为全部 / only for this criterion; all if not given
    #[arg(long, value_name = "ID")]
    pub(crate) criterion: Option<String>,
    /// 参数；列表和数写成 JSON / a parameter; lists and numbers as JSON
    #[arg(long, value_name = "KEY=VALUE", value_parser = param)]
    pub(crate) param: Vec<(String, String)>,
    /// 起始页的角色；缺省为判据的第一个 / role of the start pages; the criterion's first if not given
    #[arg(long)]
    pub(crate) role: Option<String>,
    /// 写入的期望；缺省为目录里的 expected.toml / the expectations to add to; expected.toml beside
    /// Cargo.toml if not given
    #[arg(long, value_name = "FILE")]
    pub(crate) expected: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) of: OfPlace,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct BenchProbe {
    #[command(flatten)]
    pub(crate) of: OfProbe,
    /// 与此比较：存下的 JSON，或另一个组件 / compare with these figures (JSON) or with another component
    #[arg(long, value_name = "FILE|COMPONENT")]
    pub(crate) against: Option<PathBuf>,
    /// 把数字存下，供以后比较 / save the figures for later
    #[arg(long, value_name = "FILE")]
    pub(crate) save: Option<PathBuf>,
    /// 燃料增加超过百分之几即以 7 退出 / end with 7 where fuel grew by more than so many per cent
    #[arg(long, value_name = "PERCENT", requires = "against", value_parser = clap::value_parser!(u32))]
    pub(crate) fail_above: Option<u32>,
    /// 输出格式 / output format
    #[arg(long, value_enum, default_value_t = TextOrJson::Text)]
    pub(crate) format: TextOrJson,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct LintProbe {
    #[command(flatten)]
    pub(crate) of: OfProbe,
    /// 输出格式 / output format
    #[arg(long, value_enum, default_value_t = TextOrJson::Text)]
    pub(crate) format: TextOrJson,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct WatchProbe {
    #[command(flatten)]
    pub(crate) of: OfProbe,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Inspect {
    /// 组件文件，或探针 crate 的目录（先构建）/ the component, or a probe crate, which is built first
    #[arg(value_name = "DIR|COMPONENT")]
    pub(crate) path: PathBuf,
    /// 不联网 / do not use the network to build
    #[arg(long)]
    pub(crate) offline: bool,
    /// 输出格式 / output format
    #[arg(long, value_enum, default_value_t = TextOrJson::Text)]
    pub(crate) format: TextOrJson,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct PackProbe {
    #[command(flatten)]
    pub(crate) probe: ProbeFile,
    /// 加进 probes.toml 的几行；缺省为 crate 的 manifest/probes.toml / its lines for probes.toml; the crate's
    /// manifest/probes.toml if not given
    #[arg(long, value_name = "FILE")]
    pub(crate) lines: Option<PathBuf>,
    /// 点位文件；缺省为 crate 的 manifest/points.toml / its file of points; the crate's manifest/points.toml
    /// if not given
    #[arg(long, value_name = "FILE")]
    pub(crate) points: Option<PathBuf>,
    /// 写到这个文件；缺省为 族-版本.wasm / write to this file; FAMILY-VERSION.wasm if not given
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
    /// 用此 Ed25519 私钥（PEM）签名，写在旁边的 .sig / sign with this Ed25519 key (PKCS#8 PEM), into a .sig
    /// beside it
    #[arg(long, value_name = "KEY")]
    pub(crate) sign_with: Option<PathBuf>,
}

/// How a probe is taken.
#[derive(Debug, Clone, Copy, ClapArgs)]
pub(crate) struct Taking {
    /// 不再询问 / do not ask
    #[arg(long)]
    pub(crate) yes: bool,
    /// 没有可信的签名也加入 / take it without a signature of somebody the policy names
    #[arg(long)]
    pub(crate) unsigned: bool,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct PushProbe {
    /// `probe pack` 的文件；旁边的 .sig 一起放上去 / a file of `probe pack`; the .sig beside it goes with it
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// 放到哪里；不写标签则为探针的版本和 latest / where to; without a tag the probe's version, and latest
    #[arg(value_name = "oci://REGISTRY/REPOSITORY[:TAG]")]
    pub(crate) to: String,
    /// 标签已指着别的也换掉 / take the tag even if it stands for something else
    #[arg(long)]
    pub(crate) replace: bool,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct SaveProbes {
    /// 族的名称；缺省为全部加入过的 / names of families; all that were added if not given
    #[arg(value_name = "FAMILY")]
    pub(crate) families: Vec<String>,
    /// 写到这个文件 / write to this file
    #[arg(short, long, value_name = "FILE")]
    pub(crate) out: PathBuf,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct LoadProbes {
    /// `probe save` 的文件 / a file of `probe save`
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// 这里还没有信任文件时，用其中的一份，不再询问 / where there is no trust policy yet, take the one in
    /// it without asking
    #[arg(long)]
    pub(crate) trust: bool,
    #[command(flatten)]
    pub(crate) taking: Taking,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct AddProbe {
    /// 探针 crate 的目录、`probe pack` 的文件或其 https 网址，或仓库里的 `oci://REGISTRY/REPOSITORY[:TAG|@sha256:…]`
    /// / a probe crate, a file of `probe pack` or its https address, or an artifact of a registry
    #[arg(value_name = "DIR|FILE|URL")]
    pub(crate) source: String,
    /// 不联网构建 / do not let cargo use the network
    #[arg(long)]
    pub(crate) offline: bool,
    #[command(flatten)]
    pub(crate) taking: Taking,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct UpdateProbe {
    /// 只更新这一族；缺省为全部 / only this family; all that were added if not given
    pub(crate) family: Option<String>,
    /// 不联网构建 / do not let cargo use the network
    #[arg(long)]
    pub(crate) offline: bool,
    #[command(flatten)]
    pub(crate) taking: Taking,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct RemoveProbe {
    /// 族的名称 / name of the family
    pub(crate) family: String,
    /// 不再询问 / do not ask
    #[arg(long)]
    pub(crate) yes: bool,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct ListProbes {
    /// 输出格式 / output format
    #[arg(long, value_enum, default_value_t = TextOrJson::Text)]
    pub(crate) format: TextOrJson,
}

fn param(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((key, value)) if !key.is_empty() => Ok((key.to_owned(), value.to_owned())),
        Some(_) | None => Err("a parameter is written key=value".to_owned()),
    }
}
