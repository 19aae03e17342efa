//! `bluebook report`: a round as one file that opens anywhere, on paper, or as a letter to one government.

mod earlier;
mod paper;
mod scored;

use std::path::{Path, PathBuf};

use self::earlier::{Before, comparison};
use self::scored::Scored;
use super::args::{Common, MapStyle, QuotesKept, Report};
use super::publication::{may_show, publication};
use super::round::{find_region, not_judged};
use super::stored::{Stored, named};
use super::{Code, Environment, Failed, Streams};
use crate::aggregate::{RegionScore, Uncertain, rank_intervals};
use crate::manifest::Manifests;
use crate::report::{
    Compared, Earlier, Letter, LetterInput, MapKind, Publication, Quotes, Site, write_site,
};

/// What the file is to be, by the ending of its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Html,
    Markdown,
    Pdf,
}

impl Kind {
    fn of(path: Option<&PathBuf>) -> Self {
        let ending = path.and_then(|path| path.extension()).unwrap_or_default();
        if ending.eq_ignore_ascii_case("pdf") {
            Self::Pdf
        } else if ending.eq_ignore_ascii_case("md") {
            Self::Markdown
        } else {
            Self::Html
        }
    }
}

pub(crate) fn report(
    common: &Common,
    args: &Report,
    environment: &Environment,
    streams: &mut Streams<'_>,
) -> Result<(), Failed> {
    let common = named(common, args.name.as_ref());
    let kind = Kind::of(args.out.as_ref());
    let setter = match kind {
        Kind::Pdf => Some(paper::setter(environment, args)?),
        Kind::Html | Kind::Markdown => None,
    };
    let stored = Stored::open(&common)?;
    let publication = publication(&common, &stored.directory, environment)?;
    may_show(&publication, args.embargoed)?;
    let own = Scored::of(&common, stored)?;
    let wanted = Wanted { common: &common, args, publication: &publication };
    let (path, bytes) = match &args.region {
        Some(region) => letter(&wanted, &own, (region.as_str(), kind))?,
        None => site(&wanted, &own, kind)?,
    };
    match setter {
        Some(setter) => paper::set(setter, &bytes, &path)?,
        None => std::fs::write(&path, bytes).map_err(|source| {
            Failed::new(
                Code::FileUnwritable,
                format!("cannot write `{}`: {source}", path.display()),
            )
        })?,
    }
    writeln!(streams.out, "{}", path.display())?;
    Ok(())
}

/// What is asked for.
struct Wanted<'a> {
    common: &'a Common,
    args: &'a Report,
    publication: &'a Publication,
}

/// The page, or what the pages of paper are set from.
fn site(wanted: &Wanted<'_>, own: &Scored, kind: Kind) -> Result<(PathBuf, Vec<u8>), Failed> {
    let Wanted { common, args, publication } = wanted;
    let manifests = &own.stored.manifests;
    let map = map_kind(args, publication)?;
    let earlier = args.against.as_ref().map(|name| Before::open(common, name, manifests));
    let earlier = earlier.transpose()?;
    let comparison = earlier.as_ref().map(|before| comparison(before, own)).transpose()?;
    let compared = match (&earlier, &comparison) {
        (Some(before), Some(comparison)) => {
            let changes = comparison.changes().map_err(Failed::of)?;
            Some(Compared::new([before.side(), own.side()], &changes))
        }
        (None, _) | (_, None) => None,
    };
    let parts = earlier.as_ref().zip(compared.as_ref()).zip(comparison.as_ref());
    let coverage_min = args.coverage_min / 100.0;
    let uncertain = intervals(manifests, &own.round.scores, coverage_min)?;
    let annex = own.round.annex(&own.stored.reader, manifests)?;
    let site = Site {
        round: own.judged(),
        earlier: parts.map(|((before, compared), comparison)| Earlier {
            round: before.judged(),
            compared,
            comparison,
        }),
        system: &manifests.system,
        regions: &manifests.regions,
        batches: &own.round.batches,
        marks: &own.round.all_marks(),
        coverage_min,
        uncertain: uncertain.as_ref(),
        contact: &manifests.fetch.identity.contact,
        annex: &annex,
        publication,
        map,
        map_approval: args.map_approval.as_deref(),
        quotes: match args.quotes {
            QuotesKept::All => Quotes::All,
            QuotesKept::None => Quotes::None,
        },
    };
    let mut bytes = Vec::new();
    match kind {
        Kind::Pdf => paper::write(&mut bytes, own, &site)?,
        Kind::Html | Kind::Markdown => write_site(&mut bytes, &site)?,
    }
    Ok((out(args, &own.stored.directory, "report.html"), bytes))
}

/// Outlines where they may be published, tiles in drafts, unless somebody says otherwise.
fn map_kind(args: &Report, publication: &Publication) -> Result<MapKind, Failed> {
    let is_approved = args.map_approval.is_some();
    let usual =
        if publication.is_final() && is_approved { MapStyle::Outlines } else { MapStyle::Tiles };
    match args.map.unwrap_or(usual) {
        MapStyle::Tiles => Ok(MapKind::Tiles),
        MapStyle::Outlines if publication.is_final() && !is_approved => {
            let text = "a published round's map of outlines needs its approval number 审图号";
            let hint = "give `--map-approval NUMBER`, or `--map tiles`".to_owned();
            Err(Failed::new(Code::MapApproval, text).hint(hint))
        }
        MapStyle::Outlines => Ok(MapKind::Outlines),
    }
}

/// The rank intervals that reports and exports show; none where no region has a rank.
pub(crate) fn intervals(
    manifests: &Manifests,
    scores: &[RegionScore],
    coverage_min: f64,
) -> Result<Option<Uncertain>, Failed> {
    rank_intervals(&manifests.system, &manifests.regions, scores, coverage_min).map_err(Failed::of)
}

fn letter(
    wanted: &Wanted<'_>,
    own: &Scored,
    (region, kind): (&str, Kind),
) -> Result<(PathBuf, Vec<u8>), Failed> {
    let Wanted { common, args, publication } = wanted;
    let manifests = &own.stored.manifests;
    let region = find_region(&manifests.regions, region)?;
    let Some(batch) = own.round.batches.iter().find(|batch| batch.region == region.code) else {
        return Err(not_judged(common, region));
    };
    let letter = Letter::new(&LetterInput {
        round: own.judged(),
        system: &manifests.system,
        region,
        verdicts: &batch.verdicts,
        coverage_min: args.coverage_min / 100.0,
        contact: &manifests.fetch.identity.contact,
        publication,
    });
    let path = out(args, &own.stored.directory, &format!("letter-{}.html", region.code));
    let mut bytes = Vec::new();
    match kind {
        Kind::Markdown => letter.write_markdown(&mut bytes)?,
        Kind::Html | Kind::Pdf => letter.write_html(&mut bytes)?,
    }
    Ok((path, bytes))
}

/// Where to write: what was asked for, else into the round's directory.
fn out(args: &Report, directory: &Path, name: &str) -> PathBuf {
    args.out.clone().unwrap_or_else(|| directory.join(name))
}
