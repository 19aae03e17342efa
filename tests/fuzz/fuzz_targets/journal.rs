//! Journals of rounds and of reviews, whole and damaged; see `fuzzed::journal`.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| fuzzed::journal::run(input));
