//! Samples by probe, finding and area: which group needs more, and when it has enough.

use std::collections::BTreeMap;

use bluebook_index::share::Share;

use super::board::Board;
use super::ledger::Ledger;
use super::task::{Class, wrong};
use crate::model::{Act, Area, Drawn, ReviewEvent, Undo};

/// Probe and finding: what a sample says something of.
type Group<'b> = (&'b str, Class);

/// One area of a group: how many were drawn, how many there are, and the open task with the
/// lowest lot.
#[derive(Debug, Default)]
struct Stratum {
    n_drawn: usize,
    n_all: usize,
    best: Option<(u64, usize)>,
}

/// What a group has and needs.
#[derive(Debug, Default)]
struct Sampled {
    wrong: Share,
    areas: BTreeMap<Option<Area>, Stratum>,
}

impl Board {
    /// The next task of a stratified sample among those that `may` be asked; `None` if every
    /// group has enough or nothing is left.
    ///
    /// The group whose interval is widest comes first; within it the area of which the smallest
    /// share was drawn, so that areas stay in proportion; within that the lowest lot. Unknown
    /// findings are right or wrong of nothing and are not sampled.
    pub(super) fn next_sampled(&self, may: &dyn Fn(usize) -> bool) -> Option<usize> {
        let mut groups: BTreeMap<Group<'_>, Sampled> = BTreeMap::new();
        for (position, task) in self.tasks().iter().enumerate() {
            let Some(cell) = self.cells().get(task.cell) else { continue };
            if task.class == Class::Unknown || cell.family.is_empty() {
                continue;
            }
            let group = groups.entry((&cell.family, task.class)).or_default();
            let area = self.region(task.region).map(|region| region.area);
            let stratum = group.areas.entry(area).or_default();
            stratum.n_all += 1;
            let state = self.state(position);
            let is_drawn = state.and_then(|s| s.drawn).is_some_and(Drawn::is_by_lot);
            if is_drawn {
                stratum.n_drawn += 1;
                if let Some(is_wrong) = state.and_then(|state| wrong(task, state)) {
                    group.wrong.add(is_wrong);
                }
            }
            let is_open = state.is_none_or(|state| state.people.is_empty() && !state.is_gold);
            let is_better = stratum.best.is_none_or(|(lot, _)| task.lot < lot);
            if is_open && is_better && may(position) {
                stratum.best = Some((task.lot, position));
            }
        }
        let mut best: Option<(f64, usize)> = None;
        for sampled in groups.values() {
            let width = sampled.wrong.half_width();
            let is_wider = best.is_none_or(|(widest, _)| width > widest);
            if let Some(task) =
                sampled.next().filter(|_| is_wider && width > self.settings.half_width)
            {
                best = Some((width, task));
            }
        }
        best.map(|(_, task)| task)
    }
}

impl Sampled {
    /// The lowest lot of the area that is behind.
    fn next(&self) -> Option<usize> {
        let open = self.areas.values().filter_map(|stratum| {
            let (_, task) = stratum.best?;
            Some((stratum.n_drawn, stratum.n_all, task))
        });
        // Compared crosswise: a/b < c/d where a·d < c·b.
        let (_, _, task) =
            open.reduce(|least, one| if one.0 * least.1 < least.0 * one.1 { one } else { least })?;
        Some(task)
    }
}

/// Whether an event puts a probe into quarantine or lifts one: then every region may score
/// otherwise.
pub(super) fn concerns_probes(ledger: &Ledger, event: &ReviewEvent) -> bool {
    match &event.act {
        Act::Quarantined(_) => true,
        Act::Undone(Undo { event, .. }) => {
            ledger.event(*event).is_some_and(|one| matches!(one.act, Act::Quarantined(_)))
        }
        Act::Decided(_) | Act::Gold(_) | Act::Objected(_) | Act::Ruled(_) | Act::Phase(_) => false,
    }
}
