//! Archives: WARC, WACZ, their index, content coding; see `fuzzed::warc`.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| fuzzed::warc::run(input));
