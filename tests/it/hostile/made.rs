//! Components that a program made: kept ones of wasm-smith, ours cut short, with bytes turned over, and noise.

use std::fs;
use std::path::Path;

use super::{ANSWERED, Allowed, Hostile};

/// Refused before anything of it runs.
const REFUSED: Allowed = &["not-a-component", "compile", "foreign-import", "contract", "shape"];

/// Whatever a changed byte leads to: refused, contained, or without any effect.
const ANY: Allowed = &[
    "not-a-component",
    "core-module",
    "compile",
    "foreign-import",
    "contract",
    "shape",
    "describe bad-answer",
    "describe trapped",
    "describe out-of-fuel",
    "describe out-of-memory",
    "describe stack-overflow",
    "describe out-of-host-work",
    "describe output-too-large",
    "bad-answer",
    "trapped",
    "out-of-fuel",
    "out-of-memory",
    "stack-overflow",
    "out-of-host-work",
    "output-too-large",
    ANSWERED,
];

const N_CUTS: usize = 50;
const N_TURNED: u64 = 50;
const N_NOISE: u64 = 20;

pub(super) fn all() -> Vec<Hostile> {
    let honest = fs::read(Path::new(tests::GUESTS_DIR).join("honest.wasm")).unwrap();
    let mut all = Vec::new();
    // Made once by wasm-smith 0.254 of 50 seeds: as a dependency it would have all of cranelift built anew.
    for file in fs::read_dir(tests::fixture("hostile/smith")).unwrap() {
        let path = file.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap();
        let allowed: Allowed = if name.starts_with("module") { &["core-module"] } else { REFUSED };
        all.push(hostile(name, fs::read(&path).unwrap(), allowed));
    }
    for cut in 0..N_CUTS {
        let length = honest.len() * cut / N_CUTS;
        all.push(hostile(&format!("cut-{length}"), honest[..length].to_vec(), REFUSED));
    }
    for seed in 0..N_TURNED {
        let mut bytes = honest.clone();
        for turned in noise(seed + 2000, 16).chunks(4) {
            let at = turned.iter().fold(0_usize, |sum, byte| sum * 256 + usize::from(*byte));
            let at = 8 + at % (bytes.len() - 8);
            bytes[at] ^= 1 << (turned[3] % 8);
        }
        all.push(hostile(&format!("turned-{seed}"), bytes, ANY));
    }
    for seed in 0..N_NOISE {
        let mut bytes = b"\0asm\x0d\0\x01\0".to_vec();
        bytes.extend(noise(seed + 3000, 4096));
        all.push(hostile(&format!("noise-{seed}"), bytes, REFUSED));
    }
    all
}

fn hostile(name: &str, bytes: Vec<u8>, allowed: Allowed) -> Hostile {
    Hostile { name: name.to_owned(), bytes, allowed }
}

/// Bytes that look like none in particular; the same for the same seed (`SplitMix64`).
fn noise(seed: u64, n_bytes: usize) -> Vec<u8> {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let mut bytes = Vec::with_capacity(n_bytes + 8);
    while bytes.len() < n_bytes {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut word = state;
        word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bytes.extend((word ^ (word >> 31)).to_le_bytes());
    }
    bytes.truncate(n_bytes);
    bytes
}
