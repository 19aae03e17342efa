//! `bluebook compare`: why two rounds differ. `bluebook trend`: how many rounds went.

use super::args::{Common, Compare, Listing, Trend as TrendArgs};
use super::rescore::scores;
use super::reviews::Reviews;
use super::round::{find_region, store_failed};
use super::stored::{Stored, named};
use super::{Code, Failed, Streams, load};
use crate::aggregate::{Comparison, Counted, RegionScore, Side};
use crate::manifest::Manifests;
use crate::model::RegionBatch;
use crate::report::{Compared, ComparedRegion, RoundSide, Trend};
use crate::review::Effective;

/// A round with its scores.
struct Round {
    stored: Stored,
    scores: Vec<RegionScore>,
    reviews: Reviews,
}

impl Round {
    fn open(common: &Common, name: &str, manifests: Manifests) -> Result<Self, Failed> {
        let stored = Stored::with(&named(common, Some(&name.to_owned())), manifests)?;
        let reviews = Reviews::of_stored(common, &stored)?;
        let scores = scores(&stored, &stored.manifests.system, &reviews)?;
        Ok(Self { stored, scores, reviews })
    }

    /// The verdicts of a region that count.
    fn effective(&self, batch: RegionBatch) -> Effective {
        self.reviews.effective(&self.stored.manifests.system, batch.verdicts)
    }

    fn side(&self) -> RoundSide<'_> {
        let Manifests { system, regions, .. } = &self.stored.manifests;
        RoundSide { header: self.stored.reader.header(), system, scores: &self.scores, regions }
    }
}

pub(crate) fn compare(
    common: &Common,
    args: &Compare,
    streams: &mut Streams<'_>,
) -> Result<(), Failed> {
    let manifests = load(&common.manifests)?;
    let of_before = match &args.manifests_before {
        Some(file) => load(file)?,
        None => manifests.clone(),
    };
    let before = Round::open(common, &args.before, of_before)?;
    let after = Round::open(common, &args.after, manifests)?;
    let comparison = comparison(&before, &after)?;
    let changes = comparison.changes().map_err(Failed::of)?;
    let compared = Compared::new([before.side(), after.side()], &changes);
    let out = &mut streams.out;
    if let Some(wanted) = &args.region {
        let region = one_region(&comparison, &compared, [&before, &after], wanted)?;
        match args.format {
            Listing::Table => region.write_table(out)?,
            Listing::Csv => region.write_csv(out)?,
            Listing::Json => region.write_json(out)?,
        }
        return Ok(());
    }
    match args.format {
        Listing::Table => compared.write_table(out)?,
        Listing::Csv => compared.write_csv(out)?,
        Listing::Json => compared.write_json(out)?,
    }
    Ok(())
}

/// Both rounds, region by region.
fn comparison<'r>(before: &'r Round, after: &'r Round) -> Result<Comparison<'r>, Failed> {
    let [old, new] = [before, after].map(|round| Side {
        system: &round.stored.manifests.system,
        collected_on: &round.stored.reader.header().collected_on,
    });
    let mut comparison = Comparison::new(old, new).map_err(Failed::of)?;
    for batch in after.stored.batches() {
        let batch = batch?;
        let earlier = before.stored.reader.batch(batch.region).map_err(store_failed)?;
        if let Some(earlier) = earlier {
            let code = batch.region;
            let [old, new] = [before.effective(earlier.batch), after.effective(batch)];
            comparison.take(code, counted(&old), counted(&new));
        }
    }
    Ok(comparison)
}

fn counted(effective: &Effective) -> Counted<'_> {
    Counted { verdicts: &effective.verdicts, marks: &effective.marks }
}

fn one_region(
    comparison: &Comparison<'_>,
    compared: &Compared,
    rounds: [&Round; 2],
    wanted: &str,
) -> Result<ComparedRegion, Failed> {
    let [_, after] = rounds;
    let region = find_region(&after.stored.manifests.regions, wanted)?;
    let code = region.code.to_string();
    let row = compared.rows.iter().find(|row| row.code == code);
    let (Some(row), Some(scores)) = (row, comparison.scores(region.code)) else {
        let text = format!("{code} {} is not judged in both rounds", region.name.zh);
        return Err(Failed::new(Code::NotJudged, text)
            .hint("`bluebook compare` without `--region` lists those that are".to_owned()));
    };
    let systems = rounds.map(|round| &round.stored.manifests.system);
    let known = (compared.rounds.clone(), compared.causes.clone(), row.clone());
    Ok(ComparedRegion::new(known, systems, scores, &comparison.points(region.code)))
}

pub(crate) fn trend(
    common: &Common,
    args: &TrendArgs,
    streams: &mut Streams<'_>,
) -> Result<(), Failed> {
    let mut sets = vec![load(&common.manifests)?];
    for file in &args.with {
        sets.push(load(file)?);
    }
    let mut rounds = Vec::with_capacity(args.names.len());
    for name in &args.names {
        rounds.push(Round::open(common, name, of_edition(common, name, &sets)?)?);
    }
    let sides: Vec<_> = rounds.iter().map(Round::side).collect();
    let trend = Trend::new(&sides);
    match args.format {
        Listing::Table => trend.write_table(&mut streams.out)?,
        Listing::Csv => trend.write_csv(&mut streams.out)?,
        Listing::Json => trend.write_json(&mut streams.out)?,
    }
    Ok(())
}

/// The first of the sets that is of the round's edition; the first of all, which says what is wrong, if
/// none is.
fn of_edition(common: &Common, name: &str, sets: &[Manifests]) -> Result<Manifests, Failed> {
    let (_, reader) = super::rounds::reader(&named(common, Some(&name.to_owned())))?;
    let edition = &reader.header().edition;
    let found = sets.iter().find(|set| set.edition == *edition).or(sets.first());
    found.cloned().ok_or_else(|| Failed::new(Code::Arguments, "no manifests are given"))
}
