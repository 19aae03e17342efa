//! One question put to every guide, and the share of those that say yes.

use std::rc::Rc;

use super::{Drawn, Guide, Sample};
use crate::criteria::behind::all;
use crate::judge::{Judged, Step, Stop};
use crate::{Evidence, UnknownReason};

/// Quotes of guides of each answer that are kept; a person looks at a few.
const QUOTES_MAX: usize = 20;

/// Names of guides in a note.
const NAMES_MAX: usize = 8;

/// What a guide answers.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// Yes, and where.
    Yes(Evidence),
    /// No; where one would look, if there is such a place.
    No(Option<Evidence>),
    /// The guide is not asked: the question does not apply, or nobody knows.
    NotAsked(UnknownReason),
}

impl Answer {
    /// Yes with the place, or no.
    pub fn of<E: Into<Evidence>>(place: Option<E>) -> Self {
        place.map_or(Self::No(None), |place| Self::Yes(place.into()))
    }
}

/// The share of the guides that answer yes, of those that answer.
///
/// # Errors
///
/// [`Stop::Ask`] with all pages that any guide's answer waits for. [`Stop::Unknown`] if no guide could
/// be had, or none answers; [`Stop::Absent`] if what was drawn could be had and none is a guide.
pub fn share(sample: &Rc<Sample>, ask: impl Fn(&Guide) -> Step<Answer>) -> Step<Judged> {
    let guides: Vec<&Guide> = sample.guides().collect();
    if guides.is_empty() {
        return Err(none(sample));
    }
    let answers = all(guides.iter().map(|guide| ask(guide)))?;
    let (mut yes, mut no, mut lacking, mut reason) = (Vec::new(), Vec::new(), Vec::new(), None);
    for (guide, answer) in guides.iter().zip(answers) {
        match answer {
            Answer::Yes(place) => yes.push(place),
            Answer::No(place) => {
                no.push(place.unwrap_or_else(|| Evidence::from(guide.page)));
                lacking.push(guide.name());
            }
            // What could not be had says more than a question that does not apply.
            Answer::NotAsked(UnknownReason::NotApplicable) => {
                reason = reason.or(Some(UnknownReason::NotApplicable));
            }
            Answer::NotAsked(why) => reason = Some(why),
        }
    }
    let (n_yes, n) = (yes.len(), yes.len() + no.len());
    if n == 0 {
        let reason = reason.unwrap_or(UnknownReason::NotStated);
        return Err(Stop::Unknown(reason, "no guide answers the question".to_owned()));
    }
    let judged = Judged::share(n_yes, n)
        .seen(yes.into_iter().take(QUOTES_MAX))
        .seen(no.into_iter().take(QUOTES_MAX));
    lacking.truncate(NAMES_MAX);
    let lacking = if lacking.is_empty() {
        String::new()
    } else {
        format!("；不具备：{}", lacking.join("、"))
    };
    Ok(judged.note(format!("抽查 {} 份指南，可判 {n} 份，具备 {n_yes} 份{lacking}", guides.len())))
}

/// Why there is no guide among what was drawn.
fn none(sample: &Sample) -> Stop {
    let unread = sample.drawn.iter().find_map(|drawn| match drawn {
        Drawn::Unread(reason, note) => Some((*reason, note.clone())),
        Drawn::Guide(_) | Drawn::NoGuide(..) | Drawn::Gone(..) => None,
    });
    if let Some((reason, note)) = unread.or_else(|| sample.unread.clone()) {
        return Stop::Unknown(reason, note);
    }
    let entry = sample.drawn.iter().find_map(|drawn| match drawn {
        Drawn::NoGuide(entry, _) | Drawn::Gone(entry, _) => Some(entry),
        Drawn::Guide(_) | Drawn::Unread(..) => None,
    });
    match entry {
        Some(entry) => entry.list().absent("no item leads to a guide"),
        None => Stop::Unknown(UnknownReason::NotStated, "no guide".to_owned()),
    }
}
