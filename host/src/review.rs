//! People in the loop (复核): which verdicts they look at, what they say, what counts then, and
//! how well machine and people judge.
//!
//! The record is [`store::ReviewLog`](crate::store::ReviewLog). A [`Ledger`] is that record read;
//! [`effective`] is the one place where reviews meet verdicts, a pure function of both; a
//! [`Board`] is a round with its reviews in memory; a [`Desk`] is a board that is written to. A
//! terminal, a web page and a table that comes back are three ways to sit at one desk. Nothing
//! here has a clock: the moment is handed in ([`Now`]).

mod board;
mod cells;
mod codes;
mod desk;
mod effective;
mod error;
mod figures;
mod leases;
mod ledger;
mod on;
mod queue;
mod sheet;
mod standing;
mod task;
mod value;

pub use board::Board;
pub use desk::{Assigned, Desk, DeskError, Now};
pub use effective::{Effective, effective};
pub use error::Refused;
pub use figures::{Agreement, Figures, JudgeFigures, Measured, ReviewerFigures, quality_of};
pub use leases::{Lease, Leases};
pub use ledger::{Contested, Ledger};
pub use on::reviewed_on;
pub use queue::Picked;
pub use sheet::{
    BadCell, COLUMNS, Conflict, Imported, SheetError, SheetRow, export, export_workbook, import,
    read,
};
pub use standing::{Outcome, Standing, State, Voice};
pub use task::{Cell, Class, Settings, Task, TaskState};
pub use value::{BadValue, options, parse_value, value_text};
