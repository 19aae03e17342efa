//! Digests as archives spell them: `sha1:` or `sha256:` and Base32, hexadecimal or Base64.

use data_encoding::{BASE32, BASE64, BASE64URL, HEXLOWER};
use sha1::Sha1;
use sha2::{Digest as _, Sha256};

/// What comparing a digest with bytes gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Compared {
    Equal,
    Different,
    /// It is of a kind not known here.
    Unknown,
}

/// Compares a labelled digest with bytes.
pub(super) fn compare(labelled: &str, bytes: &[u8]) -> Compared {
    let Some((label, text)) = labelled.trim().split_once(':') else { return Compared::Unknown };
    let digest = match label.trim().to_ascii_lowercase().as_str() {
        "sha1" | "sha-1" => Sha1::digest(bytes).to_vec(),
        "sha256" | "sha-256" => Sha256::digest(bytes).to_vec(),
        _ => return Compared::Unknown,
    };
    let text = text.trim();
    let is_equal = text.eq_ignore_ascii_case(&HEXLOWER.encode(&digest))
        || text.eq_ignore_ascii_case(&BASE32.encode(&digest))
        || text == BASE64.encode(&digest)
        || text == BASE64URL.encode(&digest);
    if is_equal { Compared::Equal } else { Compared::Different }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(labelled: &str, expected: Compared) {
        assert_eq!(compare(labelled, b"abc"), expected);
    }

    #[test]
    fn digests_are_spelled_in_many_ways() {
        check("sha1:VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE5", Compared::Equal);
        check("SHA-1:a9993e364706816aba3e25717850c26c9cd0d89d", Compared::Equal);
        check(
            "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
            Compared::Equal,
        );
        check("sha256:ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=", Compared::Equal);
        check("sha1:VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE6", Compared::Different);
        check("sha1:", Compared::Different);
        check("md5:900150983cd24fb0d6963f7d28e17f72", Compared::Unknown);
        check("VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE5", Compared::Unknown);
    }
}
