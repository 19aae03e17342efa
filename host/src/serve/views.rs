//! Views of a round: each is made from the round's state and a query, as JSON and as CSV.

mod overview;
mod publication;
mod record;
mod rows;
mod scores;
mod tables;
mod verdicts;

use super::answer::Answer;
use super::app::App;
use super::call::Call;
use super::problem::Problem;
use super::seat::Seat;
use crate::panel::RoundRow;

/// How a view is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Json,
    Csv,
}

impl Form {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Csv => "csv",
        }
    }
}

/// On what a view depends besides the round's state and the query.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sees {
    /// Nothing: everybody is shown the same.
    Same,
    /// Whether known answers are shown.
    Gold,
    /// Who asks: what is blind is shown to whom it is of.
    Own,
    /// Nothing, but which day it is.
    Today,
}

/// Makes a view in a form.
type Make = fn(&mut Seat, &Call, Form) -> Result<Vec<u8>, Problem>;

/// One view.
#[derive(Debug)]
pub(super) struct View {
    /// Last part of its address.
    pub(super) name: &'static str,
    sees: Sees,
    make: Make,
}

/// Every view of a round.
pub(super) const ALL: &[View] = &[
    View { name: "overview", sees: Sees::Same, make: overview::make },
    View { name: "ranking", sees: Sees::Same, make: scores::ranking },
    View { name: "region", sees: Sees::Gold, make: scores::region },
    View { name: "regions", sees: Sees::Same, make: tables::regions },
    View { name: "hosts", sees: Sees::Same, make: tables::hosts },
    View { name: "probes", sees: Sees::Same, make: tables::probes },
    View { name: "verdicts", sees: Sees::Gold, make: verdicts::make },
    View { name: "reviews", sees: Sees::Own, make: record::reviews },
    View { name: "figures", sees: Sees::Same, make: record::figures },
    View { name: "objections", sees: Sees::Same, make: record::objections },
    View { name: "publication", sees: Sees::Today, make: publication::make },
];

/// A view of a round in a form.
pub(super) fn view(app: &App, call: &Call, view: &View, form: Form) -> Result<Answer, Problem> {
    let room = app.room(call.param("round"))?;
    let sight = call.sight();
    let sees = match view.sees {
        Sees::Same => String::new(),
        Sees::Gold => sight.sees_gold.to_string(),
        Sees::Today => call.today().to_owned(),
        Sees::Own => format!("{} {}", sight.sees_gold, sight.person.unwrap_or_default()),
    };
    let key = format!("{:?}", (view.name, form, &call.query, sees));
    let bytes = room.made(&key, call.now.seconds, |seat| (view.make)(seat, call, form))?;
    Ok(match form {
        Form::Json => Answer::json_bytes(bytes),
        Form::Csv => Answer::csv(bytes),
    })
}

/// The rounds that are served.
fn rounds(app: &App) -> Result<Vec<RoundRow>, Problem> {
    Ok(app.directories()?.iter().map(|dir| RoundRow::of(dir)).collect())
}

pub(super) fn rounds_json(app: &App, _call: &Call) -> Result<Answer, Problem> {
    #[derive(serde::Serialize)]
    struct Rounds {
        rounds: Vec<RoundRow>,
    }
    Answer::json(&Rounds { rounds: rounds(app)? })
}

pub(super) fn rounds_csv(app: &App, _call: &Call) -> Result<Answer, Problem> {
    let head =
        &["round", "edition", "collected_on", "n_regions", "n_verdicts", "state", "root", "source"];
    Ok(Answer::csv(rows::csv(head, &rounds(app)?)?))
}
