//! How far a round is towards publication, and what stands in the way.

use serde::Serialize;

use super::{Form, rows};
use crate::model::Text;
use crate::review::Figures;
use crate::serve::call::Call;
use crate::serve::problem::Problem;
use crate::serve::seat::Seat;
use crate::store::{Published, StoredReviews};

#[derive(Debug, Serialize)]
struct Publication {
    /// `draft`, `objections` or `final`.
    state: &'static str,
    objections_until: Option<String>,
    embargo_until: Option<String>,
    n_objections_open: usize,
    n_half: usize,
    n_disputed: usize,
    is_closed: bool,
    root: String,
    reviews_root: Option<String>,
    published: Option<Published>,
    /// Whether nothing below stands in the way; the audit may still find something.
    can_publish: bool,
    blocked_by: Vec<Text>,
}

pub(super) fn make(seat: &mut Seat, call: &Call, form: Form) -> Result<Vec<u8>, Problem> {
    let published = Published::read(&seat.dir)?;
    let board = seat.board();
    let ledger = board.ledger();
    let Figures { n_half, n_disputed, .. } = Figures::of(board);
    let n_objections_open = ledger.contested().filter(|one| one.ruling.is_none()).count();
    let until = ledger.objections_until();
    let blocked_by = blocked_by(&[
        (!seat.reader.is_closed(), "收集还没有结束", "collection has not ended"),
        (n_objections_open > 0, "还有异议未裁决", "objections are not decided"),
        (
            until.is_some_and(|until| call.today() <= until),
            "公示期未过",
            "objections are still taken",
        ),
        (published.is_some(), "已经发布", "it is published"),
    ]);
    let publication = Publication {
        state: match (&published, until) {
            (Some(_), _) => "final",
            (None, Some(_)) => "objections",
            (None, None) => "draft",
        },
        objections_until: until.map(str::to_owned),
        embargo_until: ledger.embargo_until().map(str::to_owned),
        n_objections_open,
        n_half,
        n_disputed,
        is_closed: seat.reader.is_closed(),
        root: seat.reader.root().to_string(),
        reviews_root: StoredReviews::read(&seat.dir)?.map(|reviews| reviews.root.to_string()),
        published,
        can_publish: blocked_by.is_empty(),
        blocked_by,
    };
    match form {
        Form::Json => Ok(serde_json::to_vec(&publication)?),
        Form::Csv => rows::flat(&publication),
    }
}

fn blocked_by(reasons: &[(bool, &str, &str)]) -> Vec<Text> {
    let held = reasons.iter().filter(|(is_so, ..)| *is_so);
    held.map(|(_, zh, en)| Text { zh: (*zh).to_owned(), en: (*en).to_owned() }).collect()
}
