//! The shape of scenarios.

use std::collections::BTreeMap;

use bluebook_index::Mean;
use bluebook_index::impute::Fill;
use bluebook_index::normalise::Normalisation;
use bluebook_index::weights::Weighting;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::manifest::at::At;
use crate::manifest::classes::RawClassRule;
use crate::manifest::format::NAME;
use crate::manifest::index::RawText;
use crate::model::Peers;

/// 情景：从点位到名次的另一种算法，以及其中的不确定；不写的照清单。
/// A scenario: other choices from points to ranks, and what is uncertain; what is left out is as in the manifests.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "scenario")]
pub(in crate::manifest) struct RawScenario {
    /// 清单格式的版本，目前是 1。
    /// Version of the format, 1.
    #[schemars(extend("const" = 1))]
    #[expect(dead_code, reason = "checked by the schema")]
    schema: Option<u32>,
    /// 名称。
    /// Its name.
    pub(super) title: RawText,
    /// 指标或点位的权重，占上一级的百分比；没写的同级按比例分其余。
    /// Weights of indicators or points, per cent of the node above; siblings left out share the rest.
    #[serde(default)]
    pub(super) weights: BTreeMap<String, At<RawPercent>>,
    /// 由人两两比较得出的权重（AHP）。
    /// Weights from judgements pair by pair (AHP).
    #[serde(default)]
    pub(super) ahp: Vec<RawAhp>,
    /// 由各地区得分算出的权重。
    /// Weights from the regions' scores.
    pub(super) weighting: Option<RawWeighting>,
    /// 未知的处理。
    /// What becomes of the unknown.
    #[serde(default)]
    pub(super) missing: RawMissing,
    /// 离群值的处理；不写则不处理。
    /// Treatment of outliers; none if left out.
    pub(super) outliers: Option<RawOutliers>,
    /// 点位得分的标准化；不写为 `none`。
    /// Scale of the points' scores; `none` if left out.
    pub(super) normalise: Option<RawNormalise>,
    /// 各层怎样合成，由总分往下；最后一个也管更低各层。
    /// How each level is made, the total first; the last also makes everything deeper.
    #[serde(default)]
    #[schemars(length(min = 1))]
    pub(super) means: Vec<RawMean>,
    /// 分数线怎样定，只选一种。
    /// Where the cuts come from; exactly one kind.
    pub(super) classes: Option<At<RawClassRule>>,
    /// 什么不确定，怎样试。
    /// What is uncertain, and how it is tried.
    #[serde(default)]
    pub(super) uncertainty: RawUncertainty,
}

/// 百分比，0 至 100。
/// Per cent, 0 to 100.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(transparent)]
pub(in crate::manifest) struct RawPercent(#[schemars(range(min = 0, max = 100))] pub(super) f64);

/// 一个节点之下各项的两两比较。
/// The children of a node compared pair by pair.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::manifest) struct RawAhp {
    /// 上级指标的编号，总分写 `total`。
    /// Id of the indicator above, or `total`.
    pub(super) below: At<String>,
    /// 前者的重要性是后者的几倍：1 比 2、1 比 3、……、2 比 3、……。
    /// How many times as much the one matters as the other: 1 over 2, 1 over 3, …, 2 over 3, ….
    #[schemars(with = "Vec<f64>", inner(range(min = 0.01, max = 100)))]
    pub(super) judgements: At<Vec<f64>>,
}

/// 由数据定权重。
/// Weights from data.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::manifest) struct RawWeighting {
    /// 方法：`equal` 等权、`entropy` 熵权、`critic`、`deviation` 标准差、`gini` 基尼系数、`pca` 第一主成分。
    /// The method: `equal`, `entropy`, `critic`, `deviation`, `gini`, `pca` (first principal component).
    pub(super) method: RawMethod,
    /// 哪些指标之下，总分写 `total`；不写为各层。
    /// Below which indicators, `total` for the total; everywhere if left out.
    pub(super) below: Option<Vec<At<String>>>,
}

/// 定权重的方法。
/// How data give weights.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(in crate::manifest) enum RawMethod {
    Equal,
    Entropy,
    Critic,
    Deviation,
    Gini,
    Pca,
}

impl From<RawMethod> for Weighting {
    fn from(raw: RawMethod) -> Self {
        match raw {
            RawMethod::Equal => Self::Equal,
            RawMethod::Entropy => Self::Entropy,
            RawMethod::Critic => Self::Critic,
            RawMethod::Deviation => Self::Deviation,
            RawMethod::Gini => Self::Gini,
            RawMethod::Pca => Self::Pca,
        }
    }
}

/// 未知的处理。
/// What becomes of the unknown.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::manifest) struct RawMissing {
    /// 以什么代替未知的点位；不写为 `none`，即不计入。
    /// What stands for an unknown point; `none` if left out: it is left out of the sum.
    pub(super) fill: Option<RawFill>,
    /// 均值、中位数取自：`all` 全部地区、`area` 同一片区、`province` 同省。
    /// Whose mean or median: `all` regions, those of the `area`, of the `province`.
    pub(super) peers: Option<RawPeers>,
    /// 一个指标的下级至少多少已知，按个数，百分比；不到则该指标未知。
    /// Least share of an indicator's children, by number, that must be known, per cent.
    #[schemars(range(min = 0, max = 100))]
    pub(super) known_min: Option<f64>,
    /// 覆盖率低于此值的地区不排名，百分比。
    /// Regions below this coverage are not ranked, per cent.
    #[schemars(range(min = 0, max = 100))]
    pub(super) coverage_min: Option<f64>,
}

/// 代替未知的办法，只选一种。
/// What stands for the unknown; exactly one kind.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub(in crate::manifest) enum RawFill {
    /// 不代替，不计入。
    /// Nothing; it is left out.
    None {},
    /// 零分。
    /// Zero.
    Zero {},
    /// 同组地区的均值。
    /// The mean of the peers.
    GroupMean {},
    /// 同组地区的中位数。
    /// The median of the peers.
    GroupMedian {},
}

impl From<RawFill> for Fill {
    fn from(raw: RawFill) -> Self {
        match raw {
            RawFill::None {} => Self::None,
            RawFill::Zero {} => Self::Constant(0.0),
            RawFill::GroupMean {} => Self::GroupMean,
            RawFill::GroupMedian {} => Self::GroupMedian,
        }
    }
}

/// 同组的地区。
/// Peers.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(in crate::manifest) enum RawPeers {
    All,
    Area,
    Province,
}

impl From<RawPeers> for Peers {
    fn from(raw: RawPeers) -> Self {
        match raw {
            RawPeers::All => Self::All,
            RawPeers::Area => Self::Area,
            RawPeers::Province => Self::Province,
        }
    }
}

/// 离群值：先缩尾，不够再取对数。
/// Outliers: winsorised, and where that is not enough, in logarithms.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::manifest) struct RawOutliers {
    /// 偏度的界限，如 2。
    /// Limit of skewness, for example 2.
    #[schemars(range(min = 0))]
    pub(super) skewness: f64,
    /// 峰度的界限，如 3.5。
    /// Limit of kurtosis, for example 3.5.
    #[schemars(range(min = 0))]
    pub(super) kurtosis: f64,
    /// 至多缩尾几个值，如 5。
    /// Most values that are winsorised, for example 5.
    #[schemars(range(min = 0))]
    pub(super) winsorised_max: usize,
}

/// 标准化的办法，只选一种。
/// Ways to a scale; exactly one kind.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub(in crate::manifest) enum RawNormalise {
    /// 照点位的得分。
    /// As the points score.
    None {},
    /// 极值：最差 0，最好 1。
    /// The worst is 0, the best 1.
    MinMax {},
    /// 固定标杆之间按直线，外面取 0 或 1。
    /// Linear between fixed posts, 0 or 1 beyond.
    Goalposts {
        /// 得 0 的得分。
        /// Score that earns nothing.
        #[schemars(range(min = 0, max = 1))]
        low: f64,
        /// 得 1 的得分。
        /// Score that earns everything.
        #[schemars(range(min = 0, max = 1))]
        high: f64,
    },
    /// 均值 0.5、标准差 0.1。
    /// To a mean of 0.5 and a standard deviation of 0.1.
    ZScore {},
    /// 按名次，0 至 1。
    /// By rank, 0 to 1.
    Rank {},
    /// 与最好者之比。
    /// Share of the best.
    FractionOfMax {},
    /// 距最好者，0 至 1。
    /// Distance from the best, 0 to 1.
    DistanceToMax {},
    /// 距目标；超过目标仍为 1。
    /// Distance from a target; beyond it is 1 as well.
    DistanceToTarget {
        /// 得 1 的得分。
        /// Score that earns 1.
        #[schemars(range(max = 1), extend("exclusiveMinimum" = 0))]
        target: f64,
    },
}

impl From<RawNormalise> for Normalisation {
    fn from(raw: RawNormalise) -> Self {
        match raw {
            RawNormalise::None {} => Self::None,
            RawNormalise::MinMax {} => Self::MinMax { low: 0.0, high: 1.0 },
            RawNormalise::Goalposts { low, high } => Self::Goalposts { low, high, scale: 1.0 },
            RawNormalise::ZScore {} => Self::ZScore { mean: 0.5, deviation: 0.1 },
            RawNormalise::Rank {} => Self::Percentile,
            RawNormalise::FractionOfMax {} => Self::FractionOfMax,
            RawNormalise::DistanceToMax {} => Self::DistanceToMax,
            RawNormalise::DistanceToTarget { target } => {
                Self::DistanceToTarget { target, capped: true }
            }
        }
    }
}

/// 均值：`arithmetic` 算术、`geometric` 几何、`harmonic` 调和。
/// Means.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(in crate::manifest) enum RawMean {
    Arithmetic,
    Geometric,
    Harmonic,
}

impl From<RawMean> for Mean {
    fn from(raw: RawMean) -> Self {
        match raw {
            RawMean::Arithmetic => Self::Arithmetic,
            RawMean::Geometric => Self::Geometric,
            RawMean::Harmonic => Self::Harmonic,
        }
    }
}

/// 什么不确定，怎样试。
/// What is uncertain, and how it is tried.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::manifest) struct RawUncertainty {
    /// 抽样次数；不写为 10000。
    /// Draws; 10000 if left out.
    #[schemars(range(min = 1, max = 1_000_000))]
    pub(super) draws: Option<u32>,
    /// 随机数的种子；不写为 1。
    /// Seed of everything random; 1 if left out.
    pub(super) seed: Option<u64>,
    /// Sobol 设计的行数；不写为 500。
    /// Rows of the design for Sobol's indices; 500 if left out.
    #[schemars(range(min = 2, max = 100_000))]
    pub(super) rows: Option<u32>,
    /// Sobol 区间的自助抽样次数；不写为 500。
    /// Samples drawn again for the intervals of Sobol's indices; 500 if left out.
    #[schemars(range(min = 0, max = 100_000))]
    pub(super) again: Option<u32>,
    /// 权重怎样变，只选一种；不写为各变 25 %。
    /// How weights vary, exactly one kind; by 25 per cent if left out.
    pub(super) weights: Option<RawVary>,
    /// 也可用的标准化。
    /// Other scales that could be.
    #[serde(default)]
    pub(super) normalise: Vec<RawNormalise>,
    /// 也可用的未知处理。
    /// Other ways with the unknown that could be.
    #[serde(default)]
    pub(super) fill: Vec<RawFill>,
    /// 也可用的各层合成办法。
    /// Other means, by level, that could be.
    #[serde(default)]
    pub(super) means: Vec<Vec<RawMean>>,
    /// 判断者的实测准确率。
    /// Measured quality of judges.
    #[serde(default)]
    pub(super) judge: Vec<At<RawJudge>>,
}

/// 权重怎样变，只选一种。
/// How weights vary; exactly one kind.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub(in crate::manifest) enum RawVary {
    /// 不变。
    /// Not at all.
    Fixed {},
    /// 各自上下变动。
    /// Each up and down by itself.
    Noise {
        /// 由一级指标往下，各层至多变自身的百分之几；最后一个也管更低各层。
        /// By how many per cent of itself, level 1 first; the last also holds below.
        #[schemars(length(min = 1), inner(range(min = 0, max = 100)))]
        percent: Vec<f64>,
    },
    /// 同级之间重新分配，以原权重为中心。
    /// Shared anew among siblings, around their own weights.
    Dirichlet {
        /// 越大越接近原权重；1 最自由。
        /// The greater, the nearer to their own; 1 is as free as can be.
        #[schemars(extend("exclusiveMinimum" = 0))]
        concentration: f64,
    },
}

/// 复核得出的准确率：写 `probe`（可加 `criterion`）或 `point`。
/// Quality as reviews found it: of a `probe`, perhaps of one `criterion`, or of a `point`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::manifest) struct RawJudge {
    /// 探针。
    /// The probe's family.
    #[schemars(regex(pattern = NAME))]
    pub(super) probe: Option<String>,
    /// 判据。
    /// A criterion of it.
    #[schemars(regex(pattern = NAME))]
    pub(super) criterion: Option<String>,
    /// 点位的编号。
    /// Id of the point.
    pub(super) point: Option<String>,
    /// 精确率，百分比：判有的，多少是对的。
    /// Precision, per cent: of what was found, how much is right.
    #[schemars(range(max = 100), extend("exclusiveMinimum" = 0))]
    pub(super) precision: f64,
    /// 召回率，百分比：有的，多少判出来了。
    /// Recall, per cent: of what is there, how much was found.
    #[schemars(range(max = 100), extend("exclusiveMinimum" = 0))]
    pub(super) recall: f64,
}
