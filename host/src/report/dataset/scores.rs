//! What came out: totals, ranks and classes, and the scores below them.

use std::collections::BTreeMap;

use bluebook_export::{Builder, Table, Words};
use bluebook_index::monte_carlo::RankInterval;

use super::{RoundData, percent};
use crate::aggregate::{Focus, NodeScore, Place, RegionScore, cuts, focused, rank};
use crate::model::{ClassCut, Region};
use crate::report::veto_ids;

/// A region and how it came out, if it was judged.
struct Judged<'r> {
    region: &'r Region,
    result: Option<(Place, &'r RegionScore)>,
    interval: Option<&'r RankInterval>,
}

impl Judged<'_> {
    fn score(&self) -> Option<&RegionScore> {
        self.result.map(|(_, score)| score)
    }

    fn total(&self) -> Option<&NodeScore> {
        self.score().map(|score| &score.total)
    }

    fn place(&self) -> Option<Place> {
        self.result.map(|(place, _)| place)
    }
}

/// One row a region of the edition, judged or not, by code.
pub(super) fn regions(round: &RoundData<'_>) -> Table {
    let system = round.system;
    let cuts = cuts(&system.classes, &system.class_rule, round.scores, round.coverage_min);
    let places = rank(round.scores, &cuts, round.coverage_min);
    let results: BTreeMap<_, _> = places
        .into_iter()
        .filter_map(|place| Some((place.region, (place, round.scores.get(place.position)?))))
        .collect();
    let drawn = round.uncertain.map(|drawn| drawn.regions.iter().zip(&drawn.intervals));
    let intervals: BTreeMap<_, _> = drawn.into_iter().flatten().collect();
    let judged = |region| Judged {
        region,
        result: results.get(&region.code).copied(),
        interval: intervals.get(&region.code).copied(),
    };
    let mut rows: Vec<_> = round.regions.iter().map(judged).collect();
    rows.sort_by_key(|row| row.region.code);
    let table =
        Table::of("regions", Words::of("地区、总分和名次", "Regions, totals, ranks"), &rows);
    results_of(names(table), round, &cuts).key(&["region"]).build()
}

fn names<'r>(table: Builder<'r, Judged<'r>>) -> Builder<'r, Judged<'r>> {
    table
        .text("region", Words::of("地区代码", "code, GB/T 2260"), |row| {
            Some(row.region.code.to_string())
        })
        .text("name", Words::of("名称", "name, Chinese"), |row| Some(row.region.name.zh.clone()))
        .text("name_en", Words::of("英文名称", "name, English"), |row| {
            Some(row.region.name.en.clone())
        })
        .text("province", Words::of("省级代码", "code of the province"), |row| {
            Some(row.region.province.to_string())
        })
        .text("province_name", Words::of("省级名称", "name of the province"), |row| {
            Some(row.region.province_name.clone())
        })
        .text("area", Words::of("四大区域", "area of the country"), |row| {
            Some(row.region.area.name().to_owned())
        })
        .text("tags", Words::of("标签", "tags, separated by spaces"), |row| {
            Some(row.region.tags.join(" ")).filter(|tags| !tags.is_empty())
        })
        .number("longitude", Words::of("经度，度", "longitude of the seat, degrees"), |row| {
            row.region.lon_lat.map(|(longitude, _)| longitude)
        })
        .number("latitude", Words::of("纬度，度", "latitude of the seat, degrees"), |row| {
            row.region.lon_lat.map(|(_, latitude)| latitude)
        })
        .boolean("judged", Words::of("本轮已判定", "judged in this round"), |row| {
            Some(row.result.is_some())
        })
}

fn results_of<'r>(
    table: Builder<'r, Judged<'r>>,
    round: &RoundData<'_>,
    cuts: &[ClassCut],
) -> Builder<'r, Judged<'r>> {
    let class = |row: &Judged<'_>| row.place()?.class.and_then(|class| cuts.get(class));
    let vetoes = |row: &Judged<'_>| {
        row.score()
            .map(|score| veto_ids(round.system, score).join(" "))
            .filter(|ids| !ids.is_empty())
    };
    table
        .integer("rank", Words::of("名次", "rank, 1 the best"), |row| {
            row.place()?.rank.map(i64::from)
        })
        .number("rank_median", Words::of("名次中位数", "median rank of the draws"), |row| {
            row.interval?.median
        })
        .number(
            "rank_q5",
            Words::of("名次的 5 % 分位", "one draw in twenty is better"),
            |row| row.interval?.q5,
        )
        .number(
            "rank_q95",
            Words::of("名次的 95 % 分位", "one draw in twenty is worse"),
            |row| row.interval?.q95,
        )
        .text("class", Words::of("类型", "class, Chinese"), |row| {
            class(row).map(|class| class.title.zh.clone())
        })
        .text("class_en", Words::of("英文类型", "class, English"), |row| {
            class(row).map(|class| class.title.en.clone())
        })
        .number("total", Words::of("总分", "total, 0 to 100, bonuses may lift it"), |row| {
            row.total()?.score.map(percent)
        })
        .number("coverage", COVERAGE, |row| row.total().map(|node| percent(node.coverage)))
        .number("lower", LOWER, |row| row.total().map(|node| percent(node.lower)))
        .number("upper", UPPER, |row| row.total().map(|node| percent(node.upper)))
        .text("vetoes", Words::of("否决它的点位", "points that veto it"), vetoes)
}

const COVERAGE: Words =
    Words::of("覆盖率，已知权重的百分比", "per cent of the weight that is known");
const LOWER: Words = Words::of("下界，未知全记零分", "the score if everything unknown were 0");
const UPPER: Words = Words::of("上界，未知全记满分", "the score if everything unknown were full");
const SCORE: Words = Words::of("得分，0 至 100", "score, 0 to 100");
const CONTRIBUTION: Words = Words::of("对总分的贡献", "what it adds to the total");

/// The score of a node of one region.
struct Scored<'r> {
    region: String,
    id: String,
    node: &'r NodeScore,
    /// Verdicts with a score and all of them, for points.
    n_known: u32,
    n_verdicts: u32,
}

fn columns<'r>(table: Builder<'r, Scored<'r>>, id: &str, title: Words) -> Builder<'r, Scored<'r>> {
    table
        .text("region", Words::of("地区代码", "region"), |row| Some(row.region.clone()))
        .text(id, title, |row| Some(row.id.clone()))
        .number("score", SCORE, |row| row.node.score.map(percent))
        .number("coverage", COVERAGE, |row| Some(percent(row.node.coverage)))
        .number("lower", LOWER, |row| Some(percent(row.node.lower)))
        .number("upper", UPPER, |row| Some(percent(row.node.upper)))
        .number("contribution", CONTRIBUTION, |row| row.node.contribution())
}

/// One row a region and indicator.
pub(super) fn of_indicators(round: &RoundData<'_>) -> Table {
    let rows = round.scores.iter().flat_map(|score| {
        let nodes = round.system.indicators.iter().zip(&score.indicators);
        nodes.map(|(indicator, node)| Scored {
            region: score.region.to_string(),
            id: indicator.id.to_string(),
            node,
            n_known: 0,
            n_verdicts: 0,
        })
    });
    let rows: Vec<_> = rows.collect();
    let table = Table::of("indicator_scores", Words::of("指标得分", "Scores of indicators"), &rows);
    columns(table, "indicator", Words::of("指标", "indicator"))
        .key(&["region", "indicator"])
        .refers("region", "regions", "region")
        .refers("indicator", "indicators", "indicator")
        .build()
}

/// One row a region and point.
pub(super) fn of_points(round: &RoundData<'_>) -> Table {
    let rows = round.scores.iter().flat_map(|score| {
        let points = round.system.points.iter().zip(&score.points);
        points.map(|(point, scored)| Scored {
            region: score.region.to_string(),
            id: point.id.to_string(),
            node: &scored.node,
            n_known: scored.n_known,
            n_verdicts: scored.n_verdicts(),
        })
    });
    let rows: Vec<_> = rows.collect();
    let table = Table::of("point_scores", Words::of("点位得分", "Scores of points"), &rows);
    columns(table, "point", Words::of("点位", "point"))
        .integer("n_known", Words::of("有结论的判定数", "verdicts with a score"), |row| {
            Some(row.n_known.into())
        })
        .integer("n_verdicts", Words::of("判定数", "verdicts"), |row| {
            Some(row.n_verdicts.into())
        })
        .key(&["region", "point"])
        .refers("region", "regions", "region")
        .refers("point", "points", "point")
        .build()
}

/// One row a region and topic.
pub(super) fn of_topics(round: &RoundData<'_>) -> Table {
    let focus = |at| focused(round.system, round.scores, Focus::Topic(at));
    let scores: Vec<_> = (0..round.system.topics.len()).map(focus).collect();
    let rows = scores.iter().zip(&round.system.topics).flat_map(|(scores, topic)| {
        scores.iter().map(|score| Scored {
            region: score.region.to_string(),
            id: topic.id.clone(),
            node: &score.total,
            n_known: 0,
            n_verdicts: 0,
        })
    });
    let rows: Vec<_> = rows.collect();
    let table = Table::of("topic_scores", Words::of("专题得分", "Scores of topics"), &rows);
    columns(table, "topic", Words::of("专题", "topic"))
        .key(&["region", "topic"])
        .refers("region", "regions", "region")
        .refers("topic", "topics", "topic")
        .build()
}
