//! Selectors over a page; see `fuzzed::selector`.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| fuzzed::selector::run(input));
