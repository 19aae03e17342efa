//! The report of a round as it stands, reviews included.

use std::time::{Duration, UNIX_EPOCH};

use super::app::App;
use super::problem::Problem;
use super::room::Room;
use crate::aggregate::score_region;
use crate::evidence::utc;
use crate::model::RegionBatch;
use crate::panel::{Sight, publication};
use crate::report::{Judged, Judges, MapKind, MethodAnnex, Quotes, Site, write_site};
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
    let (mut judges, mut marks) = (Judges::default(), Vec::new());
    for batch in &mut batches {
        judges.take(batch);
        let counted = effective(&manifests.system, &batch.verdicts, &ledger);
        batch.verdicts = counted.verdicts;
        marks.extend(counted.marks);
    }
    let score =
        |batch: &RegionBatch| score_region(&manifests.system, batch.region, &batch.verdicts);
    let scores: Vec<_> = batches.iter().map(score).collect();
    let root = reader.root().to_string();
    let today = utc(UNIX_EPOCH + Duration::from_secs(now));
    let publication = publication(&room.dir, false, &today)?;
    let mut annex = Vec::new();
    MethodAnnex {
        header: reader.header(),
        manifests: &manifests.digest.to_string(),
        program: env!("CARGO_PKG_VERSION"),
        system: &manifests.system,
        scores: &scores,
        scenario: None,
        judges: &judges,
    }
    .write_markdown(&mut annex)?;
    let site = Site {
        round: Judged { header: reader.header(), root: &root, scores: &scores },
        earlier: None,
        system: &manifests.system,
        regions: &manifests.regions,
        batches: &batches,
        marks: &marks,
        coverage_min: 0.0,
        // Drawing them takes seconds; `bluebook report` does.
        uncertain: None,
        contact: &manifests.fetch.identity.contact,
        annex: &String::from_utf8_lossy(&annex),
        publication: &publication,
        map: MapKind::Tiles,
        map_approval: None,
        quotes: Quotes::All,
    };
    let mut html = Vec::new();
    write_site(&mut html, &site)?;
    Ok(html)
}
