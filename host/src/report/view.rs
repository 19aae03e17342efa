//! What of a round a table shows: which node or topic, of which regions, under which cuts.

use std::io;

use serde::Serialize;

use super::clean::clean;

use crate::aggregate::{Focus, Group, Place, RegionScore, cuts, focused, rank};
use crate::model::{ClassCut, ClassRule, IndicatorSystem, Region, RegionCode, Text};

/// What is shown of a round.
#[derive(Debug, Clone, Copy)]
pub struct View<'v> {
    /// What is ranked.
    pub focus: Focus,
    /// Regions that are listed and ranked among each other.
    pub group: &'v Group,
    /// Cuts other than the system's. The system's own are of the total: a node or topic has
    /// classes only where cuts are asked for.
    pub class_rule: Option<&'v ClassRule>,
    /// Regions below this coverage (`0..=1`) have no rank.
    pub coverage_min: f64,
}

/// An indicator, a point or a topic.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Column {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: Text,
}

/// The regions of a view, where they stand, and the classes.
pub(super) struct Seen {
    /// The view's regions, with what is ranked in the place of the total.
    pub(super) scores: Vec<RegionScore>,
    /// Their places among each other, as listed.
    pub(super) places: Vec<Place>,
    /// Their places among all regions, by position in `scores`.
    pub(super) ranks_of_all: Vec<Option<u32>>,
    /// Classes with their cuts over all regions; empty if there are none.
    pub(super) cuts: Vec<ClassCut>,
}

impl View<'_> {
    pub(super) fn see(
        &self,
        system: &IndicatorSystem,
        regions: &[Region],
        scores: &[RegionScore],
    ) -> Seen {
        let all = focused(system, scores, self.focus);
        let own = Some(&system.class_rule).filter(|_| self.focus == Focus::Total);
        let cuts = self
            .class_rule
            .or(own)
            .map_or_else(Vec::new, |rule| cuts(&system.classes, rule, &all, self.coverage_min));
        let mut of_all = vec![None; all.len()];
        for place in rank(&all, &cuts, self.coverage_min) {
            if let Some(slot) = of_all.get_mut(place.position) {
                *slot = place.rank;
            }
        }
        let held = |code: RegionCode| {
            let region = regions.iter().find(|region| region.code == code);
            self.group.is_all() || region.is_some_and(|region| self.group.holds(region))
        };
        let kept = all.into_iter().zip(of_all).filter(|(score, _)| held(score.region));
        let (scores, ranks_of_all): (Vec<_>, Vec<_>) = kept.unzip();
        let places = rank(&scores, &cuts, self.coverage_min);
        Seen { scores, places, ranks_of_all, cuts }
    }

    /// What is ranked, if it is not the total.
    pub(super) fn subject(&self, system: &IndicatorSystem) -> Option<Column> {
        match self.focus {
            Focus::Total => None,
            Focus::Indicator(at) => system
                .indicators
                .get(at)
                .map(|one| Column { id: one.id.to_string(), title: one.title.clone() }),
            Focus::Point(at) => system
                .points
                .get(at)
                .map(|one| Column { id: one.id.to_string(), title: one.title.clone() }),
            Focus::Topic(at) => system
                .topics
                .get(at)
                .map(|one| Column { id: one.id.clone(), title: one.title.clone() }),
        }
    }

    /// The regions that are listed, in words; `None` for all.
    pub(super) fn group_words(&self, regions: &[Region]) -> Option<Text> {
        if self.group.is_all() {
            return None;
        }
        let area = self.group.area.map(|area| (area.zh().to_owned(), area.name().to_owned()));
        let province = self.group.province.map(|code| {
            let region = regions.iter().find(|region| region.province == code);
            let name =
                region.map_or_else(|| code.to_string(), |region| region.province_name.clone());
            (name.clone(), name)
        });
        let tag = self.group.tag.as_ref().map(|tag| (tag.clone(), tag.clone()));
        let (zh, en): (Vec<_>, Vec<_>) = [area, province, tag].into_iter().flatten().unzip();
        Some(Text { zh: zh.join("、"), en: en.join(", ") })
    }
}

/// Name of a region; the code if the regions given do not hold it.
pub(super) fn name_of(regions: &[Region], code: RegionCode) -> Text {
    let found = regions.iter().find(|region| region.code == code);
    let code = code.to_string();
    found.map_or_else(|| Text { zh: code.clone(), en: code.clone() }, |region| region.name.clone())
}

/// The first lines of a table: edition, title, what is shown and of whom, where that is not the total
/// and all.
pub(super) fn write_head(
    out: &mut impl io::Write,
    (edition, title): (&str, &Text),
    of: Option<&Column>,
    within: Option<&Text>,
) -> io::Result<()> {
    writeln!(out, "{} {} / {}", clean(edition), clean(&title.zh), clean(&title.en))?;
    if let Some(Column { id, title }) = of {
        writeln!(out, "对象 of: {} {} / {}", clean(id), clean(&title.zh), clean(&title.en))?;
    }
    if let Some(Text { zh, en }) = within {
        writeln!(out, "范围 within: {} / {}", clean(zh), clean(en))?;
    }
    writeln!(out)
}
