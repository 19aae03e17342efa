//! A set of manifests, all of its files; see `fuzzed::manifest`.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| fuzzed::manifest::run(input));
