//! Data as text that HTML cannot mistake for markup: deflated, then Base64.
//!
//! Every browser of the last years undoes both by itself (`atob`, `DecompressionStream`).

use data_encoding::BASE64;
use libdeflater::{CompressionLvl, Compressor};

/// Of libdeflate's 1 to 12: the last packs some 4 % smaller, and would take seconds for the evidence of
/// 333 regions.
const LEVELS: [i32; 2] = [12, 9];

/// From here on the lower of the two.
const LARGE_BYTES: usize = 2_000_000;

/// `bytes` as raw DEFLATE (RFC 1951) in Base64.
pub(super) fn pack(bytes: &[u8]) -> String {
    let [small, large] = LEVELS;
    let level = if bytes.len() < LARGE_BYTES { small } else { large };
    let level = CompressionLvl::new(level).unwrap_or_default();
    let mut compressor = Compressor::new(level);
    let mut packed = vec![0; compressor.deflate_compress_bound(bytes.len())];
    // The bound is the library's own, so there is always room.
    let length = compressor.deflate_compress(bytes, &mut packed).unwrap_or(0);
    packed.truncate(length);
    BASE64.encode(&packed)
}
