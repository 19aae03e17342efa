//! Bytes of a page to text, as sites of Chinese local governments need it.
//!
//! Neither the header nor the page can be trusted: GBK is served as ISO-8859-1, UTF-8 as GBK, and UTF-16
//! without a word. So the bytes are asked first, the labels after, each with caution, and a guess comes
//! last. What was decided, and why, is kept beside the text, so that a probe can refuse a damaged page.

mod labels;

use encoding_rs::{Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};
use memchr::memmem;

/// A page as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without a byte order mark.
    pub text: String,
    /// Name of the charset, as the Encoding Standard has it; `utf-8`, `utf-16le`, `utf-16be` and `big5`
    /// in lower case, and GBK and GB 2312 as `gb18030`, which holds both.
    pub encoding: &'static str,
    /// What the charset was taken from.
    pub ground: Ground,
    /// Characters that stand for what cannot be read (U+FFFD), those the site itself serves included.
    pub n_replaced: u32,
}

/// What a charset was taken from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ground {
    /// A byte order mark, or the zero bytes of UTF-16 without one.
    Bom,
    /// The bytes are UTF-8, or ASCII.
    Utf8,
    /// The `Content-Type` of the answer.
    Header,
    /// The page's own `<meta charset>` or XML declaration.
    Meta,
    /// A guess from the bytes.
    Detector,
}

impl Ground {
    /// `bom`, `utf-8`, `header`, `meta` or `detector`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Bom => "bom",
            Self::Utf8 => "utf-8",
            Self::Header => "header",
            Self::Meta => "meta",
            Self::Detector => "detector",
        }
    }
}

/// A text with one unreadable character among this many that are not ASCII is still taken for the
/// charset it was read with. Sites cut texts in the middle of a character; a wrong charset breaks
/// every second one.
const READABLE_PER_REPLACED: usize = 20;

/// Bytes a guess is made from; it weighs thirty charsets for each, and more text changes nothing.
const GUESS_BYTES_MAX: usize = 256 << 10;

/// Bytes at the start of a page in which UTF-16 shows by its zeros.
const ZEROS_LOOKED_FOR_BYTES: usize = 1024;

/// Decodes a page. `header_charset` is the `charset` of its `Content-Type`, if it has one.
///
/// In this order: byte order mark; zero bytes of UTF-16; UTF-8; the header and then the page's own label,
/// first the one that reads every character, then the one that reads nearly all; a guess. A label of
/// Latin-1 counts for nothing where there are bytes above ASCII, and one of UTF-8 where the bytes are not.
pub fn decode(bytes: &[u8], header_charset: Option<&str>) -> Decoded {
    if let Some((encoding, n_mark)) = Encoding::for_bom(bytes) {
        return read(bytes.get(n_mark..).unwrap_or_default(), encoding, Ground::Bom);
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return read(bytes, encoding, Ground::Bom);
    }
    let as_utf8 = read(bytes, UTF_8, Ground::Utf8);
    if is_readable(&as_utf8) {
        return as_utf8;
    }
    let labelled = [
        (header_charset.and_then(labels::trusted), Ground::Header),
        (labels::in_page(bytes).and_then(labels::trusted), Ground::Meta),
    ];
    let mut nearly = None;
    for (encoding, ground) in labelled {
        let Some(encoding) = encoding else { continue };
        let decoded = read(bytes, encoding, ground);
        if decoded.n_replaced == 0 {
            return decoded;
        }
        if nearly.is_none() && is_readable(&decoded) {
            nearly = Some(decoded);
        }
    }
    nearly.unwrap_or_else(|| read(bytes, guess(bytes), Ground::Detector))
}

fn read(bytes: &[u8], encoding: &'static Encoding, ground: Ground) -> Decoded {
    let encoding = if encoding == GBK { GB18030 } else { encoding };
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    // By its three bytes: its last one alone is in every other Chinese word.
    let n_replaced = memmem::find_iter(text.as_bytes(), "\u{fffd}").count();
    Decoded {
        text: text.into_owned(),
        encoding: match encoding.name() {
            "UTF-8" => "utf-8",
            "UTF-16LE" => "utf-16le",
            "UTF-16BE" => "utf-16be",
            "Big5" => "big5",
            name => name,
        },
        ground,
        n_replaced: u32::try_from(n_replaced).unwrap_or(u32::MAX),
    }
}

fn is_readable(decoded: &Decoded) -> bool {
    if decoded.n_replaced == 0 {
        return true;
    }
    let n_replaced = decoded.n_replaced as usize;
    // A page cut by a size limit ends in the middle of a character; that says nothing.
    let n_broken = n_replaced - usize::from(decoded.text.ends_with(char::REPLACEMENT_CHARACTER));
    let n_beyond_ascii = decoded.text.chars().filter(|c| !c.is_ascii()).count();
    n_beyond_ascii.saturating_sub(n_replaced) >= n_broken.saturating_mul(READABLE_PER_REPLACED)
}

/// Markup is ASCII, so in UTF-16 every other byte of much of a page is zero, and in nothing else.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = bytes.get(..bytes.len().min(ZEROS_LOOKED_FOR_BYTES))?;
    let (mut n_first, mut n_second, mut n_pairs) = (0_usize, 0_usize, 0_usize);
    for pair in start.chunks_exact(2) {
        n_pairs += 1;
        n_first += usize::from(pair.first() == Some(&0));
        n_second += usize::from(pair.last() == Some(&0));
    }
    // A quarter of the characters are ASCII. Few have a zero on the other side, but 一 (U+4E00) and
    // 开 (U+5F00) do, and stand in every other sentence of a government's page.
    let is_one_sided = |many: usize, few: usize| many * 4 >= n_pairs && few * 4 <= many;
    if n_pairs < 2 {
        None
    } else if is_one_sided(n_second, n_first) {
        Some(UTF_16LE)
    } else if is_one_sided(n_first, n_second) {
        Some(UTF_16BE)
    } else {
        None
    }
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    let start = bytes.get(..GUESS_BYTES_MAX).unwrap_or(bytes);
    detector.feed(start, start.len() == bytes.len());
    detector.guess(Some(b"cn"), chardetng::Utf8Detection::Allow)
}

#[cfg(test)]
mod tests;
