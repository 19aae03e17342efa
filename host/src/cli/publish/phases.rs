//! The steps of a round towards publication, as its reviews have them on record.

use crate::cli::args::Publish;
use crate::cli::review::{desk_failed, now, sit_at};
use crate::cli::round::store_failed;
use crate::cli::stored::Stored;
use crate::cli::{Code, Environment, Failed, Streams};
use crate::model::{Act, Digest, Phase};
use crate::review::Figures;
use crate::store::{REVIEWS_FILE, StoredReviews};

/// What a publication says of the reviews.
pub(super) struct Reviewed {
    pub(super) root: Option<Digest>,
    pub(super) embargo_until: Option<String>,
    /// When it was published, as the record has it.
    pub(super) published_on: Option<String>,
}

/// Puts objections and embargo on record; whether the round stays a draft for now.
pub(super) fn open_phase(
    stored: &Stored,
    args: &Publish,
    environment: &Environment,
    streams: &mut Streams<'_>,
) -> Result<bool, Failed> {
    let Publish { objections_until, embargo_until, person, .. } = args;
    let person = person.as_deref().unwrap_or_default();
    let now = now(environment);
    let mut desk = sit_at(stored, None)?;
    if let Some(time) = embargo_until {
        desk.act(person, Act::Phase(Phase::Embargo(time.clone())), &now).map_err(desk_failed)?;
        writeln!(streams.out, "禁发至 under embargo until {time}")?;
    }
    let Some(day) = objections_until else { return Ok(false) };
    desk.act(person, Act::Phase(Phase::Objections(day.clone())), &now).map_err(desk_failed)?;
    writeln!(streams.out, "公示 draft, objections are taken up to {day}（含 included）")?;
    Ok(true)
}

/// Closes the record of reviews, if there is one, and gives what it comes to.
pub(super) fn finish(
    stored: &Stored,
    args: &Publish,
    environment: &Environment,
    streams: &mut Streams<'_>,
) -> Result<Reviewed, Failed> {
    let nothing = Reviewed { root: None, embargo_until: None, published_on: None };
    if StoredReviews::read(&stored.directory).map_err(store_failed)?.is_none() {
        return Ok(nothing);
    }
    let mut desk = sit_at(stored, None)?;
    let Figures { n_half, n_disputed, .. } = Figures::of(desk.board());
    if n_half + n_disputed > 0 {
        writeln!(
            streams.err,
            "注意 note: 待第二人 half {n_half} · 有分歧，按机器计 disputed, the machine's count {n_disputed}"
        )?;
    }
    // A publication that was interrupted here goes on with what is on record.
    if desk.board().ledger().final_on().is_none() {
        let Some(person) = args.person.as_deref() else {
            let text = format!("there are reviews in `{REVIEWS_FILE}`; somebody publishes them");
            return Err(
                Failed::new(Code::Arguments, text).hint(Some("give `--as PERSON`".to_owned()))
            );
        };
        let now = now(environment);
        let last = Act::Phase(Phase::Final(now.utc.clone()));
        desk.act(person, last, &now).map_err(desk_failed)?;
    }
    let ledger = desk.board().ledger();
    Ok(Reviewed {
        root: Some(desk.log().root()),
        embargo_until: ledger.embargo_until().map(str::to_owned),
        published_on: ledger.final_on().map(str::to_owned),
    })
}
