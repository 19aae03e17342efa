//! Whether a round holds: judged again it is the same, what was planned was answered; and what its
//! indicators are worth.
//!
//! Pure: it is given what was recorded and what is now, and says what does not fit. It opens
//! nothing, judges nothing and changes nothing.

mod compare;
mod drift;
mod finding;
mod round;
mod shared;
mod worth;

pub use finding::{AuditFinding, Check, Severity};
pub use round::{ALIKE_REGIONS_MIN, Audit, Audited, Questions, RoundState};
pub use shared::{Shared, Sharing};
pub use worth::{COLLINEAR_MIN, CORRELATED_REGIONS_MIN, Element, Level, Pair, Worth};

pub use compare::{Difference, What, Why, compare, judges_of};
