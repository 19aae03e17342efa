//! `bluebook review`: what people say of verdicts, on and off the record.

mod figures;
mod list;
mod marks;
mod record;
mod sheet;
mod sit;

pub(crate) use self::figures::{figures, measured_judges};
pub(crate) use self::list::list;
pub(crate) use self::marks::{carry, gold, quarantine};
pub(crate) use self::record::{next, record, undo};
pub(crate) use self::sheet::{export, import};
pub(crate) use self::sit::{
    desk_failed, now, point_of, refused_by, shown, sit, sit_at, target, value,
};
