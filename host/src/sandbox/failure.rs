//! From what went wrong in a call to a named reason of `unknown`.

use wasmtime::Trap;

use super::state::{HostStop, State};
use crate::model::UnknownReason;

/// A call that gave no answer. Every task of the call is unknown for this reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// The named reason.
    pub reason: UnknownReason,
    /// Detail for people; the same bytes on every run.
    pub note: String,
}

/// A call that gave no answer, for the author of the probe.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stopped {
    /// Why.
    pub failure: Failure,
    /// Fuel used until then, host work on the probe's behalf included.
    pub cost_fuel: u64,
    /// Bytes of linear memory the probe had then.
    pub memory_bytes: usize,
    /// What it had logged, for example the words of a panic.
    pub log: String,
    /// Names of the functions it was in, the innermost first; empty unless it trapped in a sandbox
    /// [`tracing`](super::Sandbox::tracing) calls, and where the component has no names.
    pub trace: Vec<String>,
}

/// What wasmtime says when a call copies more out of the guest than it may. The error's
/// type is private; the guest `huge_output` in `tests/` fails if the words change.
const TOO_MUCH_DATA: &str = "too much data is being copied between the host and the guest";

/// Characters of a trap's text that are kept in a verdict's note.
const NOTE_CHARS_MAX: usize = 300;

/// What is said where a probe owns a fault and has no words for it: a person gets some in any case.
const NO_WORDS: &str = "the probe says it is at fault, and not how";

impl Failure {
    pub(super) fn new(reason: UnknownReason, note: impl Into<String>) -> Self {
        let note: String = note.into();
        Self { reason, note: note.chars().take(NOTE_CHARS_MAX).collect() }
    }

    /// Names the cause of an error from instantiating or calling a probe.
    pub(super) fn from_call(error: &wasmtime::Error, state: &State) -> Self {
        // Rust's allocator aborts after a refused growth, so the trap itself only says
        // `unreachable`; the limiter remembers what led to it.
        if let Some(failure) = Self::of_memory(state) {
            return failure;
        }
        if let Some(stop) = error.downcast_ref::<HostStop>() {
            return match stop {
                HostStop::Work => Self::new(UnknownReason::OutOfHostWork, stop.to_string()),
                HostStop::BadCall(_) => Self::new(UnknownReason::Trapped, stop.to_string()),
            };
        }
        if let Some(trap) = error.downcast_ref::<Trap>() {
            return Self::from_trap(*trap);
        }
        let text = error.root_cause().to_string();
        let reason = if text.contains(TOO_MUCH_DATA) {
            UnknownReason::OutputTooLarge
        } else {
            // What is left is an answer that cannot be read: a pointer outside memory,
            // text that is no UTF-8, a number that is no variant.
            UnknownReason::BadAnswer
        };
        Self::new(reason, text)
    }

    /// Names the cause of a fault the probe itself reports, in its words where it has some. An
    /// interpreter turns a refused growth into an exception of its language, which reaches us as words.
    pub(super) fn of_fault(fault: &str, state: &State) -> Self {
        Self::of_memory(state).unwrap_or_else(|| Self::new(UnknownReason::BadAnswer, said(fault)))
    }

    fn of_memory(state: &State) -> Option<Self> {
        let wanted = state.memory_refused_bytes()?;
        let note = format!("wanted {wanted} bytes, may have {}", state.memory_bytes_max());
        Some(Self::new(UnknownReason::OutOfMemory, note))
    }

    fn from_trap(trap: Trap) -> Self {
        // `Trap` is non-exhaustive: whatever wasmtime may add is a trap like the others.
        let reason = if trap == Trap::OutOfFuel {
            UnknownReason::OutOfFuel
        } else if trap == Trap::Interrupt {
            UnknownReason::OutOfTime
        } else if trap == Trap::StackOverflow {
            UnknownReason::StackOverflow
        } else {
            UnknownReason::Trapped
        };
        // Compilers keep arrays on a stack of their own at the bottom of memory; running
        // over it looks like any access outside memory, so it can be hinted at and not named.
        let hint = if trap == Trap::MemoryOutOfBounds {
            "; a probe whose recursion runs over its stack in memory ends like this"
        } else {
            ""
        };
        Self::new(reason, format!("{trap}{hint}"))
    }
}

/// The probe's words, where it has some.
fn said(fault: &str) -> &str {
    if fault.trim().is_empty() { NO_WORDS } else { fault }
}

#[cfg(test)]
mod tests {
    use super::said;

    #[track_caller]
    fn check(fault: &str, expected: &str) {
        assert_eq!(said(fault), expected);
    }

    #[test]
    fn a_fault_has_words() {
        check("no such criterion", "no such criterion");
        check("", super::NO_WORDS);
        check(" \n", super::NO_WORDS);
    }
}
