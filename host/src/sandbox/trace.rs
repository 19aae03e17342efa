//! Where in its own code a probe trapped, for its author: functions by the names its compiler left.

use rustc_demangle::demangle;
use wasmtime::WasmBacktrace;

/// Functions that are looked at. Between a fault and the code an author knows there are a dozen of the
/// compiler's own; beyond these there is the way into the component, which is the same for all.
pub(super) const FRAMES_MAX: usize = 32;

/// Functions that are named; whoever reads them looks for the first of his own.
const NAMED_MAX: usize = 12;

/// Characters of a name; those of generic Rust go on and on.
const NAME_CHARS_MAX: usize = 80;

/// What Rust puts between a panic and its trap, and a panic's own words say better.
const MACHINERY: &[&str] = &["__rustc::", "std::", "core::", "alloc::"];

/// The functions an error came out of, the innermost first, those without a name left out.
pub(super) fn of(error: &wasmtime::Error) -> Vec<String> {
    let Some(trace) = error.downcast_ref::<WasmBacktrace>() else { return Vec::new() };
    let named = trace.frames().iter().filter_map(|frame| frame.func_name());
    named.filter_map(told).take(NAMED_MAX).collect()
}

/// A name as it was written, if it says something to an author.
fn told(name: &str) -> Option<String> {
    // The alternate form leaves out the hash of the crate.
    let name = format!("{:#}", demangle(name));
    let bare = name.trim_start_matches('<');
    let is_machinery = MACHINERY.iter().any(|prefix| bare.starts_with(prefix));
    (!is_machinery).then(|| name.chars().take(NAME_CHARS_MAX).collect())
}

#[cfg(test)]
mod tests {
    use super::told;

    #[track_caller]
    fn check(name: &str, expected: &str) {
        assert_eq!(told(name).as_deref().unwrap_or("-"), expected);
    }

    #[test]
    fn names_are_as_they_were_written() {
        check("open", "open");
        check("_RNvNtCsebHcaeoSrxy_3std9panicking15panic_with_hook", "-");
        check("_RNvCsfLfy6EI15iL_7___rustc12___rust_abort", "-");
        check("_RNvNtCs1234_6rs_one4page5judge", "rs_one::page::judge");
        check("_ZN6rs_one5judge17h0123456789abcdefE", "rs_one::judge");
        check(&"n".repeat(100), &"n".repeat(80));
    }
}
