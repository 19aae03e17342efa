//! Two rounds beside each other: what each cause did to each total, and how ranks moved.

mod region;

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use serde::Serialize;

pub use self::region::{ComparedPoint, ComparedRegion};
use super::clean::{clean, csv_text, write_json};
use super::table::{Align, Table};
use super::{Percent, Points};
use crate::aggregate::{Cause, Changes, RegionChange, RegionScore, cuts, rank};
use crate::model::{IndicatorSystem, Region, RegionCode, RoundHeader, Text};

/// One of the two rounds.
#[derive(Debug, Clone, Copy)]
pub struct RoundSide<'s> {
    /// What the round is.
    pub header: &'s RoundHeader,
    /// The system it is scored by.
    pub system: &'s IndicatorSystem,
    /// Scores of all its regions.
    pub scores: &'s [RegionScore],
    /// The regions of its manifests, for their names.
    pub regions: &'s [Region],
}

/// A round in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RoundWords {
    /// Its name.
    pub round: String,
    /// Edition of its indicator system.
    pub edition: String,
    /// Its collection day.
    pub collected_on: String,
}

impl RoundWords {
    /// Of a header.
    pub fn of(header: &RoundHeader) -> Self {
        let RoundHeader { name, edition, collected_on, .. } = header.clone();
        Self { round: name, edition, collected_on }
    }
}

/// Two rounds, with everything rounded that is shown. Names of fields are those of the JSON.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Compared {
    /// Before and after.
    pub rounds: [RoundWords; 2],
    /// The causes that occur, as [`ComparedRow::parts`].
    pub causes: Vec<Cause>,
    /// Regions of the first round only.
    pub gone: Vec<String>,
    /// Regions of the second round only.
    pub new: Vec<String>,
    /// Regions in both, in the order of the second round's ranks.
    pub rows: Vec<ComparedRow>,
}

/// A region that is in both rounds.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ComparedRow {
    /// Six digits.
    pub code: String,
    /// Name; the code if no manifests hold it.
    pub region: Text,
    /// Total before and after; `None` if unknown.
    pub total: [Option<Percent>; 2],
    /// After less before; `None` if either is unknown.
    pub change: Option<Points>,
    /// What each cause adds; what is shown sums to `change`.
    pub parts: Vec<Points>,
    /// The same before rounding, of shares.
    pub parts_unrounded: Vec<f64>,
    /// Rank among all regions of the round.
    pub rank: [Option<u32>; 2],
    /// Places won; negative if lost.
    pub n_up: Option<i64>,
    /// Of these, because regions are new or gone.
    pub n_up_by_list: Option<i64>,
    /// Class before and after.
    pub class: [Option<Text>; 2],
}

impl Compared {
    /// Compares what `changes` was made of.
    pub fn new(sides: [RoundSide<'_>; 2], changes: &Changes) -> Self {
        let both: BTreeSet<_> = changes.regions.iter().map(|change| change.region).collect();
        let places = sides.map(|side| Places::of(side, &both));
        let names = names(sides);
        let row = |change: &RegionChange| row(change, &names, &places);
        let mut rows: Vec<_> = changes.regions.iter().map(row).collect();
        rows.sort_by_key(|row| {
            let [before, after] = row.rank;
            (after.is_none(), after, before, row.code.clone())
        });
        let [gone, new] = sides.map(|side| {
            let codes = side.scores.iter().map(|score| score.region);
            codes.filter(|code| !both.contains(code)).map(|code| code.to_string()).collect()
        });
        let rounds = sides.map(|side| RoundWords::of(side.header));
        Self { rounds, causes: changes.causes.clone(), gone, new, rows }
    }

    /// Writes an aligned table with two header lines. `-` is "unknown" or "no rank".
    ///
    /// # Errors
    ///
    /// If `out` fails.
    pub fn write_table(&self, out: &mut impl io::Write) -> io::Result<()> {
        let [before, after] = &self.rounds;
        let day = |round: &RoundWords| {
            format!(
                "{} ({} · {})",
                clean(&round.round),
                clean(&round.edition),
                clean(&round.collected_on)
            )
        };
        writeln!(out, "{} → {}\n", day(before), day(after))?;
        let [left, right] = [Align::Left, Align::Right];
        let mut align = vec![left, left, right, right, right];
        align.extend(self.causes.iter().map(|_| right));
        align.extend([right, right, right, right, left, left]);
        let head = |first: [&str; 5], cause: fn(Text) -> String, last: [&str; 6]| {
            let causes = self.causes.iter().map(|one| cause(one.words()));
            let (first, last) = (first.map(str::to_owned), last.map(str::to_owned));
            first.into_iter().chain(causes).chain(last).collect::<Vec<_>>()
        };
        let zh = ["代码", "地区", "原总分", "新总分", "变化"];
        let en = ["code", "region", "before", "after", "change"];
        let ranks_zh = ["原名次", "新名次", "升降", "因地区", "原类型", "新类型"];
        let ranks_en = ["rank", "rank", "up", "by list", "class", "class"];
        let mut rows =
            vec![head(zh, |words| words.zh, ranks_zh), head(en, |words| words.en, ranks_en)];
        let n_causes = self.causes.len();
        rows.extend(self.rows.iter().map(|row| row.cells(n_causes, clean, "-")));
        Table { align, rows }.write(out)?;
        self.write_notes(out)
    }

    fn write_notes(&self, out: &mut impl io::Write) -> io::Result<()> {
        writeln!(
            out,
            "\n各因之和等于变化 parts sum to the change; 因地区 by list: 名次因地区增减而变 ranks moved by regions new or gone"
        )?;
        for (words, codes) in [("减少的地区 gone", &self.gone), ("增加的地区 new", &self.new)]
        {
            if !codes.is_empty() {
                writeln!(out, "{words}: {}", codes.join(" "))?;
            }
        }
        let [before, _] = &self.rounds;
        if self.causes.contains(&Cause::Several) {
            let (name, day) = (clean(&before.round), clean(&before.collected_on));
            writeln!(
                out,
                "多因 several: 探针、提问、网页同时变了，记录分不开；用新探针判旧页后分两步比较 more than one input changed; \
                 judge the old pages with the new probes and compare in two steps: \
                 `bluebook run --from ROUNDS/{name} --collected-on {day} --round {name}-again`"
            )?;
        }
        if self.causes.contains(&Cause::Unexplained) {
            writeln!(
                out,
                "不明 unexplained: 输入相同而结论不同 same inputs, another finding: `bluebook recheck`"
            )?;
        }
        Ok(())
    }

    /// Writes RFC 4180 with one header line; unknown is an empty cell. Parts are named `by_` and the cause.
    ///
    /// # Errors
    ///
    /// If `out` fails.
    pub fn write_csv(&self, out: &mut impl io::Write) -> io::Result<()> {
        let causes: Vec<_> =
            self.causes.iter().map(|cause| format!(",by_{}", cause.name())).collect();
        write!(
            out,
            "code,region,total_before,total_after,change{},rank_before,rank_after,up,up_by_list,class_before,class_after\r\n",
            causes.concat()
        )?;
        for row in &self.rows {
            let cells = row.cells(self.causes.len(), csv_text, "");
            write!(out, "{}\r\n", cells.join(","))?;
        }
        Ok(())
    }

    /// Writes JSON.
    ///
    /// # Errors
    ///
    /// If `out` fails.
    pub fn write_json(&self, out: &mut impl io::Write) -> io::Result<()> {
        write_json(out, self)
    }
}

impl ComparedRow {
    fn cells(&self, n_causes: usize, text: fn(&str) -> String, none: &str) -> Vec<String> {
        let or_none = |value: Option<String>| value.unwrap_or_else(|| none.to_owned());
        let shown = |value: Option<&dyn ToString>| or_none(value.map(ToString::to_string));
        let mut cells = vec![self.code.clone(), text(&self.region.zh)];
        cells.extend(self.total.iter().map(|one| shown(one.as_ref().map(|one| one as _))));
        cells.push(shown(self.change.as_ref().map(|one| one as _)));
        // Without a difference there are no parts.
        let part = |cause: usize| or_none(self.parts.get(cause).map(ToString::to_string));
        cells.extend((0..n_causes).map(part));
        cells.extend(self.rank.iter().map(|one| shown(one.as_ref().map(|one| one as _))));
        cells.extend([self.n_up, self.n_up_by_list].map(|n| or_none(n.map(|n| n.to_string()))));
        let class = |class: &Option<Text>| or_none(class.as_ref().map(|class| text(&class.zh)));
        cells.extend(self.class.iter().map(class));
        cells
    }
}

/// Ranks and classes of a round.
struct Places {
    all: BTreeMap<RegionCode, (Option<u32>, Option<Text>)>,
    /// Ranks among the regions that are in both rounds.
    common: BTreeMap<RegionCode, u32>,
}

impl Places {
    fn of(RoundSide { system, scores, .. }: RoundSide<'_>, both: &BTreeSet<RegionCode>) -> Self {
        let cuts = cuts(&system.classes, &system.class_rule, scores, 0.0);
        let class = |class: usize| cuts.get(class).map(|cut| cut.title.clone());
        let all = rank(scores, &cuts, 0.0).into_iter();
        let all = all.map(|place| (place.region, (place.rank, place.class.and_then(class))));
        let common: Vec<_> =
            scores.iter().filter(|score| both.contains(&score.region)).cloned().collect();
        let common = rank(&common, &cuts, 0.0).into_iter();
        let common = common.filter_map(|place| Some((place.region, place.rank?)));
        Self { all: all.collect(), common: common.collect() }
    }
}

fn row(
    change: &RegionChange,
    names: &BTreeMap<RegionCode, Text>,
    places: &[Places; 2],
) -> ComparedRow {
    let code = change.region.to_string();
    let place = places.each_ref().map(|places| places.all.get(&change.region).cloned());
    let [before, after] = place.map(Option::unwrap_or_default);
    let up = |before: Option<u32>, after: Option<u32>| {
        before.zip(after).map(|(before, after)| i64::from(before) - i64::from(after))
    };
    let n_up = up(before.0, after.0);
    let [old, new] = places.each_ref().map(|places| places.common.get(&change.region).copied());
    let total = change.totals.map(|total| total.map(Percent::of));
    let shown = match total {
        [Some(before), Some(after)] => Some(Points::between(before, after)),
        [None, _] | [_, None] => None,
    };
    ComparedRow {
        region: names
            .get(&change.region)
            .cloned()
            .unwrap_or_else(|| Text { zh: code.clone(), en: code.clone() }),
        code,
        total,
        change: shown,
        parts: Points::split(&change.parts, shown.unwrap_or_default()),
        parts_unrounded: change.parts.clone(),
        rank: [before.0, after.0],
        n_up,
        n_up_by_list: n_up.zip(up(old, new)).map(|(all, common)| all - common),
        class: [before.1, after.1],
    }
}

/// Names of both rounds' regions, the second's where both have one.
fn names(sides: [RoundSide<'_>; 2]) -> BTreeMap<RegionCode, Text> {
    let regions = sides.into_iter().flat_map(|side| side.regions);
    regions.map(|region| (region.code, region.name.clone())).collect()
}
