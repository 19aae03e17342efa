//! A round as people sit around it: rounds, questions, records, objections and figures, in the words
//! that the terminal and the web page share.
//!
//! [`review`](crate::review) knows what counts and who is asked; what of it is shown to whom, and
//! how it is written down as lines, is here. Nothing here is served, printed or typed.

mod asked;
mod blind;
mod event;
mod figures;
mod objection;
mod publication;
mod reported;
mod round;
mod sit;

pub use asked::{Answered, Asked, Quoted, answered, asked};
pub use blind::Sight;
pub use event::EventRow;
pub use figures::write_figures_csv;
pub use objection::{DecidedRow, ObjectionRow};
pub use publication::publication;
pub use reported::Reported;
pub use round::{RoundRow, is_round_name, round_directories, round_state};
pub use sit::{Chosen, board, read_value, review_header, seat, settings, unit_of};
