//! The report of a round as it stands, reviews included.

use super::app::App;
use super::problem::Problem;
use super::room::Room;
use crate::aggregate::score_region;
use crate::model::RegionBatch;
use crate::panel::Sight;
use crate::report::{Judged, MapKind, Quotes, Site, write_site};
use crate::review::effective;
use crate::store::Reader;

/// Writes the report. The round is read from its files, so that nobody waits for it at the desk.
pub(super) fn write(app: &App, room: &Room, now: u64) -> Result<Vec<u8>, Problem> {
    // Everybody sees the same report, so it has only what everybody may see.
    let sight = Sight { person: None, sees_gold: false };
    let ledger = room.work(now, |seat| Ok(sight.ledger(seat.board())))?;
    let reader = Reader::open(&room.dir).and_then(Reader::whole)?;
    let manifests = &app.manifests;
    let mut batches: Vec<RegionBatch> = Vec::new();
    for region in reader.regions() {
        batches.extend(reader.batch(region)?.map(|stored| stored.batch));
    }
    batches.sort_by_key(|batch| batch.region);
    for batch in &mut batches {
        batch.verdicts = effective(&manifests.system, &batch.verdicts, &ledger).verdicts;
    }
    let score =
        |batch: &RegionBatch| score_region(&manifests.system, batch.region, &batch.verdicts);
    let scores: Vec<_> = batches.iter().map(score).collect();
    let root = reader.root().to_string();
    let site = Site {
        round: Judged { header: reader.header(), root: &root, scores: &scores },
        earlier: None,
        system: &manifests.system,
        regions: &manifests.regions,
        batches: &batches,
        coverage_min: 0.0,
        // Drawing them takes seconds; `bluebook report` does.
        uncertain: None,
        contact: &manifests.fetch.identity.contact,
        map: MapKind::Tiles,
        map_approval: None,
        quotes: Quotes::All,
    };
    let mut html = Vec::new();
    write_site(&mut html, &site)?;
    Ok(html)
}
