//! What each fuzz target does with an input, and what must hold whatever the input is.
//!
//! A function a target, over the public surface of our crates, so that libFuzzer (`tests/fuzz`) and the
//! test that replays the kept corpora (`tests/it/fuzz.rs`) run the same. A broken promise is a failed
//! assertion. Inputs are bytes as a fuzzer changes them; where plain bytes would not get far, the first of
//! them say what is made of the rest: a file damaged in one place, frames with right checksums, a probe
//! that calls the host with any arguments.

mod bytes;
pub mod component;
pub mod html;
pub mod journal;
pub mod manifest;
pub mod selector;
pub mod warc;

/// The value of something that can only fail where the machine does.
#[track_caller]
#[expect(clippy::panic, reason = "a trial that cannot be made is no trial that passed")]
fn must<T, E: std::fmt::Debug>(result: Result<T, E>) -> T {
    result.unwrap_or_else(|error| panic!("the machine does not let us try: {error:?}"))
}
