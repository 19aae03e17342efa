//! The report of a round as it stands, reviews included.

use std::time::{Duration, UNIX_EPOCH};

use super::app::App;
use super::problem::Problem;
use super::room::Room;
use crate::aggregate::rank_intervals;
use crate::evidence::utc;
use crate::manifest::Manifests;
use crate::model::Verdict;
use crate::panel::{Reported, Sight, publication};
use crate::report::{MapKind, Quotes, Site, write_site};
use crate::review::effective;
use crate::store::Reader;

/// Regions below this coverage have no rank: none are, as where `bluebook report` is asked nothing.
const COVERAGE_MIN: f64 = 0.0;

/// Writes the report. The round is read from its files, so that nobody waits for it at the desk.
pub(super) fn write(app: &App, room: &Room, now: u64) -> Result<Vec<u8>, Problem> {
    // Everybody sees the same report, so it has only what everybody may see.
    let sight = Sight { person: None, sees_gold: false };
    let ledger = room.work(now, |seat| Ok(sight.ledger(seat.board())))?;
    let reader = Reader::open(&room.dir).and_then(Reader::whole)?;
    let manifests: &Manifests = &app.manifests;
    let batches = reader.regions().map(|region| reader.batch(region));
    let batches = batches.filter_map(|read| Some(read.transpose()?.map(|stored| stored.batch)));
    let count = |verdicts: Vec<Verdict>| effective(&manifests.system, &verdicts, &ledger);
    let round = Reported::of(manifests, reader.root().to_string(), batches, count)?;
    let today = utc(UNIX_EPOCH + Duration::from_secs(now));
    let uncertain =
        rank_intervals(&manifests.system, &manifests.regions, &round.scores, COVERAGE_MIN)?;
    let site = Site {
        round: round.judged(&reader),
        earlier: None,
        system: &manifests.system,
        regions: &manifests.regions,
        batches: &round.batches,
        marks: &round.all_marks(),
        coverage_min: COVERAGE_MIN,
        uncertain: uncertain.as_ref(),
        contact: &manifests.fetch.identity.contact,
        annex: &round.annex(&reader, manifests)?,
        publication: &publication(&room.dir, false, &today)?,
        map: MapKind::Tiles,
        map_approval: None,
        quotes: Quotes::All,
    };
    let mut html = Vec::new();
    write_site(&mut html, &site)?;
    Ok(html)
}
