//! Pages: bytes to text to tree, and the questions of probes; see `fuzzed::html`.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| fuzzed::html::run(input));
