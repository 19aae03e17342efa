//! Probes: loaded, described and called; see `fuzzed::component`.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| fuzzed::component::run(input));
