//! What was asked: indicators and points with their weights and where these are from.

use bluebook_export::{Table, Words};

use crate::model::{Collect, IndicatorSystem, Judge, Part, Point};

/// One row an indicator.
pub(super) fn indicators(system: &IndicatorSystem) -> Table {
    let parent = |position: Option<usize>| position.and_then(|at| system.indicators.get(at));
    Table::of("indicators", Words::of("指标", "Indicators"), &system.indicators)
        .text("indicator", Words::of("指标", "indicator"), |one| Some(one.id.to_string()))
        .text("parent", Words::of("上级指标", "the indicator above"), |one| {
            parent(one.parent).map(|parent| parent.id.to_string())
        })
        .integer("level", Words::of("级", "level, 1 the highest"), |one| Some(one.level.into()))
        .text("title", Words::of("名称", "name, Chinese"), |one| Some(one.title.zh.clone()))
        .text("title_en", Words::of("英文名称", "name, English"), |one| {
            Some(one.title.en.clone())
        })
        .number(
            "weight",
            Words::of("权重，占上级的百分比", "per cent of the parent"),
            |one| Some(one.weight.percent()),
        )
        .text("weight_basis", Words::of("权重来源", "whose the weight is"), |one| {
            Some(one.basis.name().to_owned())
        })
        .text(
            "part",
            Words::of(
                "作用：加权、否决、加分、扣分、系数、封顶",
                "weighted, veto, bonus, deduction, multiplier or cap",
            ),
            |one| Some(part(one.part).to_owned()),
        )
        .key(&["indicator"])
        .refers("parent", "indicators", "indicator")
        .build()
}

fn part(part: Part) -> &'static str {
    match part {
        Part::Weighted => "weighted",
        Part::Veto => "veto",
        Part::Bonus { .. } => "bonus",
        Part::Deduction { .. } => "deduction",
        Part::Multiplier { .. } => "multiplier",
        Part::Cap { .. } => "cap",
    }
}

/// One row a topic.
pub(super) fn topics(system: &IndicatorSystem) -> Table {
    Table::of("topics", Words::of("专题", "Topics"), &system.topics)
        .text("topic", Words::of("专题", "topic"), |one| Some(one.id.clone()))
        .text("title", Words::of("名称", "name, Chinese"), |one| Some(one.title.zh.clone()))
        .text("title_en", Words::of("英文名称", "name, English"), |one| {
            Some(one.title.en.clone())
        })
        .key(&["topic"])
        .build()
}

/// One row a point.
pub(super) fn points(system: &IndicatorSystem) -> Table {
    let indicator = |point: &Point| system.indicators.get(point.indicator);
    Table::of("points", Words::of("评价点位", "Evaluation points"), &system.points)
        .text("point", Words::of("点位", "point"), |one| Some(one.id.to_string()))
        .text("indicator", Words::of("所属指标", "its indicator"), |one| {
            indicator(one).map(|indicator| indicator.id.to_string())
        })
        .text("title", Words::of("名称", "name, Chinese"), |one| Some(one.title.zh.clone()))
        .text("title_en", Words::of("英文名称", "name, English"), |one| {
            Some(one.title.en.clone())
        })
        .number(
            "weight",
            Words::of("权重，占指标的百分比", "per cent of the indicator"),
            |one| Some(one.weight.percent()),
        )
        .text("weight_basis", Words::of("权重来源", "whose the weight is"), |one| {
            Some(one.basis.weight.name().to_owned())
        })
        .text("score_rule", Words::of("评分规则，JSON", "how findings score, as JSON"), |one| {
            serde_json::to_string(&one.score).ok()
        })
        .text("score_basis", Words::of("规则来源", "whose the rule is"), |one| {
            Some(one.basis.score.name().to_owned())
        })
        .text("judge", Words::of("判定者", "probe family and criterion, or person"), |one| {
            Some(judge(&one.judge))
        })
        .text("collect", Words::of("采集方式", "how the material is got"), |one| {
            Some(collect(one.collect).to_owned())
        })
        .text("source", Words::of("出处", "where the point comes from"), |one| {
            Some(one.source.clone())
        })
        .key(&["point"])
        .refers("indicator", "indicators", "indicator")
        .build()
}

fn judge(judge: &Judge) -> String {
    match judge {
        Judge::Probe { family, criterion } => format!("{family}/{criterion}"),
        Judge::Person => "person".to_owned(),
        Judge::Nobody => "nobody".to_owned(),
    }
}

fn collect(collect: Collect) -> &'static str {
    match collect {
        Collect::Http => "http",
        Collect::Json => "json",
        Collect::Render => "render",
        Collect::Login => "login",
        Collect::Social => "social",
        Collect::Store => "store",
        Collect::Human => "human",
        Collect::Hybrid => "hybrid",
    }
}
