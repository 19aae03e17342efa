//! Whether a round holds: judged again it is the same, and what was planned was answered.
//!
//! Pure: it is given what was recorded and what is now, and says what does not fit. It opens
//! nothing, judges nothing and changes nothing.

mod compare;
mod drift;
mod finding;
mod round;

pub use finding::{AuditFinding, Check, Severity};
pub use round::{ALIKE_REGIONS_MIN, Audit, Audited, Questions, RoundState};

pub use compare::{Difference, What, Why, compare, judges_of};
