//! What is uncertain about the ranks, and what else a scenario chooses.

use std::io;

use bluebook_index::Mean;
use bluebook_index::impute::Fill;
use bluebook_index::normalise::Normalisation;
use bluebook_index::weights::Weighting;

use super::tables::{cell, row, table};
use crate::model::{
    IndicatorSystem, JudgedBy, MeasuredJudge, Peers, Scenario, Uncertainty, WeightsVary,
};
use crate::report::Percent;

const BOUNDS: &str = "总分附可能区间，其宽度恰是未覆盖的权重。\n\
     Totals carry bounds as wide as the weight that is not covered.";

const NONE: &str = "没有给出情景，本附录不含名次区间；`bluebook sensitivity` 按情景文件计算。\n\
     No scenario was given and no rank intervals are part of this annex; `bluebook sensitivity` computes them by a scenario.";

const NO_REVIEW: &str = "没有复核测得的探针误差，区间不含它。\nNo reviews have measured the errors of probes, and no interval holds them.";

pub(super) fn write(
    out: &mut impl io::Write,
    system: &IndicatorSystem,
    scenario: Option<&Scenario>,
) -> io::Result<()> {
    writeln!(out, "\n## 7 不确定性 Uncertainty\n\n{BOUNDS}\n")?;
    let Some(scenario) = scenario else {
        return writeln!(out, "{NONE}");
    };
    let Scenario { title, uncertainty, .. } = scenario;
    writeln!(out, "情景 scenario: {} / {}\n", cell(&title.zh), cell(&title.en))?;
    let choices = choices(system, scenario);
    if !choices.is_empty() {
        writeln!(out, "{CHOICES}\n")?;
        table(out, ["步骤 step", "选择 choice"])?;
        for (step, choice) in choices {
            row(out, &[step.to_owned(), choice])?;
        }
        writeln!(out)?;
    }
    table(out, ["项 item", "值 value"])?;
    for (item, value) in settings(uncertainty) {
        row(out, &[item.to_owned(), value])?;
    }
    if uncertainty.judges.is_empty() {
        return writeln!(out, "\n{NO_REVIEW}");
    }
    writeln!(out)?;
    table(out, ["判者 judge", "准确率 precision", "查全率 recall"])?;
    uncertainty.judges.iter().try_for_each(|judge| {
        let MeasuredJudge { of, precision, recall } = judge;
        row(out, &[judged_by(of), precision.to_string(), recall.to_string()])
    })
}

const CHOICES: &str = "情景与清单不同的各步，第 1 至 6 节仍照清单。\n\
     Steps that the scenario takes otherwise than the manifests; sections 1 to 6 are as these say.";

/// What a scenario takes otherwise.
fn choices(system: &IndicatorSystem, scenario: &Scenario) -> Vec<(&'static str, String)> {
    let name = |below: &Option<usize>| {
        let indicator = below.and_then(|at| system.indicators.get(at));
        indicator.map_or_else(|| "total".to_owned(), |one| cell(&one.id.0))
    };
    let per_cent = |share: f64| format!("{} %", Percent::of(share));
    let weights: Vec<_> =
        scenario.weights.iter().map(|(id, percent)| format!("{} {percent}", cell(id))).collect();
    let judged: Vec<_> = scenario.judged_weights.iter().map(|one| name(&one.below)).collect();
    let data = scenario.data_weights.as_ref().map(|one| {
        let below: Vec<_> = one.below.iter().map(name).collect();
        format!("{}: {}", weighting(one.method), below.join(", "))
    });
    let peers = match scenario.peers {
        Peers::All => "全部地区 all regions",
        Peers::Area => "同片区 the area",
        Peers::Province => "同省 the province",
    };
    let filled =
        (scenario.fill != Fill::None).then(|| format!("{}（{peers}）", fill(&scenario.fill)));
    let outliers = scenario.treatment.as_ref().map(|one| {
        let (skewness, kurtosis) = (one.limits.skewness, one.limits.kurtosis);
        format!("偏度绝对值 absolute skewness ≥ {skewness}，峰度 kurtosis ≥ {kurtosis}，截至多 set to the next at most {}", one.winsorised_max)
    });
    let scaled =
        (scenario.normalisation != Normalisation::None).then(|| scale(scenario.normalisation));
    let rule = scenario.class_rule.as_ref().map(super::rule);
    let share = |share: f64| (share > 0.0).then(|| per_cent(share));
    [
        ("权重 weights", joined(&weights)),
        ("两两比较 AHP", joined(&judged)),
        ("数据权重 weights from scores", data),
        ("填补 filling", filled),
        ("已知下级 known children ≥", share(scenario.known_min)),
        ("覆盖率 coverage ≥", share(scenario.coverage_min)),
        ("离群值 outliers", outliers),
        ("归一化 scale", scaled),
        ("汇总 means", (!scenario.means.is_empty()).then(|| levels(&scenario.means))),
        ("类型 classes", rule),
    ]
    .into_iter()
    .filter_map(|(step, choice)| choice.map(|choice| (step, choice)))
    .collect()
}

fn joined(parts: &[String]) -> Option<String> {
    (!parts.is_empty()).then(|| parts.join(", "))
}

fn weighting(method: Weighting) -> &'static str {
    match method {
        Weighting::Equal => "相等 equal",
        Weighting::Entropy => "熵 entropy",
        Weighting::Critic => "CRITIC",
        Weighting::Deviation => "标准差 standard deviation",
        Weighting::Gini => "基尼 Gini",
        Weighting::Pca => "第一主成分 first principal component",
    }
}

fn settings(uncertainty: &Uncertainty) -> Vec<(&'static str, String)> {
    let Uncertainty {
        n_draws, seed, n_rows, n_again, weights, normalisations, fills, means, ..
    } = uncertainty;
    let weights = match weights {
        WeightsVary::Fixed => "不变 fixed".to_owned(),
        WeightsVary::Noise(shares) => {
            let shares: Vec<_> = shares.iter().map(|share| format!("{share}")).collect();
            format!("w · (1 ± f)，各级 by level f = {}", shares.join(", "))
        }
        WeightsVary::Dirichlet(concentration) => format!("Dirichlet {concentration}"),
    };
    let means: Vec<_> = means.iter().map(|means| levels(means)).collect();
    let fills: Vec<_> = fills.iter().map(fill).collect();
    let scales: Vec<_> = normalisations.iter().map(|one| scale(*one)).collect();
    vec![
        ("抽取 draws", n_draws.to_string()),
        ("种子 seed", seed.to_string()),
        ("Sobol 行数 rows", n_rows.to_string()),
        ("自助重抽 bootstrap samples", n_again.to_string()),
        ("权重 weights", weights),
        ("另可用的归一化 other scales", or_none(scales.join("; "))),
        ("另可用的填补 other fillings", or_none(fills.join("; "))),
        ("另可用的汇总 other means", or_none(means.join("; "))),
    ]
}

fn or_none(text: String) -> String {
    if text.is_empty() { "无 none".to_owned() } else { text }
}

fn levels(means: &[Mean]) -> String {
    let name = |mean: &Mean| match mean {
        Mean::Arithmetic => "算术 arithmetic",
        Mean::Geometric => "几何 geometric",
        Mean::Harmonic => "调和 harmonic",
    };
    means.iter().map(name).collect::<Vec<_>>().join(" → ")
}

fn scale(normalisation: Normalisation) -> String {
    match normalisation {
        Normalisation::None => "不变 as they are".to_owned(),
        Normalisation::MinMax { low, high } => format!("极值 min-max {low}..{high}"),
        Normalisation::Goalposts { low, high, scale } => {
            format!("固定端点 goalposts {low}..{high} × {scale}")
        }
        Normalisation::ZScore { mean, deviation } => format!("z 分数 z-score {mean} ± {deviation}"),
        Normalisation::Rank => "名次 rank".to_owned(),
        Normalisation::Borda => "Borda".to_owned(),
        Normalisation::Percentile => "百分位 percentile".to_owned(),
        Normalisation::FractionOfMax => "占最大值之比 fraction of max".to_owned(),
        Normalisation::DistanceToMax => "距最大值 distance to max".to_owned(),
        Normalisation::DistanceToTarget { target, .. } => format!("距目标 distance to {target}"),
    }
}

fn fill(fill: &Fill) -> String {
    match fill {
        Fill::None => "不填 left out".to_owned(),
        Fill::Constant(score) => format!("常数 constant {score}"),
        Fill::GroupMean => "组均值 mean of the group".to_owned(),
        Fill::GroupMedian => "组中位数 median of the group".to_owned(),
    }
}

fn judged_by(of: &JudgedBy) -> String {
    match of {
        JudgedBy::Family(family) => cell(family),
        JudgedBy::Criterion(family, criterion) => format!("{} {}", cell(family), cell(criterion)),
        JudgedBy::Point(point) => cell(&point.0),
    }
}
