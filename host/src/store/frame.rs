//! Checksummed frames: how a journal lies on the disk. Knows bytes, not entries.
//!
//! ```text
//! file    16 bytes "bluebook-journal" | u32 layout version | frames
//! frame   u32 length of payload | u32 head checksum | u32 body checksum | payload
//! ```
//!
//! Numbers are little-endian, checksums CRC-32. The head checksum covers the length,
//! the body checksum the payload, and each continues from the one before it. So a
//! length can be trusted before it is used, and a frame is valid only in its place.

use std::io::{self, BufRead as _, BufReader, Read, Seek, SeekFrom};

use crc32fast::Hasher;

/// First bytes of every journal; `head -c 16` shows them.
const MAGIC: [u8; 16] = *b"bluebook-journal";

/// Version of the layout above. What is inside a payload has its own version.
pub(super) const LAYOUT_VERSION: u32 = 1;

/// Magic and layout version.
const PRELUDE_BYTES: usize = 20;

/// Length and two checksums.
pub(super) const HEAD_BYTES: usize = 12;

/// Longest payload. A region's verdicts are about 100 KB; 64 MiB leaves room for regions
/// judged page by page and still bounds the memory that one read may ask for.
pub(super) const PAYLOAD_BYTES_MAX: usize = 64 << 20;

/// A border between two frames.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    /// Bytes from the start of the file.
    pub(super) offset: u64,
    /// Checksum of the frame that ends here; it continues from all before it.
    pub(super) checksum: u32,
    /// Number of the frame that starts here; the first is 0.
    pub(super) frame: u64,
}

impl Place {
    /// Where the first frame starts.
    pub(super) fn first() -> Self {
        let checksum = continued(0, &prelude());
        Self { offset: PRELUDE_BYTES as u64, checksum, frame: 0 }
    }

    /// Where a frame that starts here and has this payload ends.
    fn after(self, payload: &[u8], checksum: u32) -> Self {
        let offset = self.offset + (HEAD_BYTES + payload.len()) as u64;
        Self { offset, checksum, frame: self.frame + 1 }
    }
}

/// What is wrong with a frame that was written whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Damage {
    /// The head checksum does not match the length.
    #[error("its length does not match its checksum")]
    Head,
    /// The length is 0 or above the cap; such a frame is never written.
    #[error("its length is none that is ever written")]
    Length,
    /// The body checksum does not match the payload.
    #[error("its content does not match its checksum")]
    Body,
}

/// Why there is no next frame.
#[derive(Debug)]
pub(super) enum Stop {
    /// The disk failed.
    Read(io::Error),
    /// The file ends within the frame, or with it and the content is not what was to be
    /// written: an append that was never acknowledged.
    Torn,
    /// The frame is damaged, and more follows it.
    Damaged(Damage),
}

/// How a file begins.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Prelude {
    /// As it should.
    Whole,
    /// Ends within the prelude, or was never written.
    Torn,
    /// As something else.
    Foreign,
    /// As a journal of another layout.
    Version(u32),
}

/// Magic and layout version.
pub(super) fn prelude() -> [u8; PRELUDE_BYTES] {
    let mut bytes = [0; PRELUDE_BYTES];
    let (magic, version) = bytes.split_at_mut(MAGIC.len());
    magic.copy_from_slice(&MAGIC);
    version.copy_from_slice(&LAYOUT_VERSION.to_le_bytes());
    bytes
}

/// Reads how the file begins.
pub(super) fn read_prelude(disk: &mut (impl Read + Seek)) -> io::Result<Prelude> {
    let mut found = Vec::with_capacity(PRELUDE_BYTES);
    disk.seek(SeekFrom::Start(0))?;
    disk.take(PRELUDE_BYTES as u64).read_to_end(&mut found)?;
    if found == prelude() {
        return Ok(Prelude::Whole);
    }
    if prelude().starts_with(&found) || is_zero(&found) {
        return Ok(Prelude::Torn);
    }
    Ok(match found.strip_prefix(&MAGIC).map(<[u8; 4]>::try_from) {
        Some(Ok(version)) => Prelude::Version(u32::from_le_bytes(version)),
        Some(Err(_)) | None => Prelude::Foreign,
    })
}

/// Fills in the head of `frame`, which is [`HEAD_BYTES`] of anything and the payload.
///
/// Gives the place where the frame will end.
pub(super) fn seal(frame: &mut [u8], start: Place) -> Place {
    debug_assert!((HEAD_BYTES + 1..=HEAD_BYTES + PAYLOAD_BYTES_MAX).contains(&frame.len()));
    let (head, payload) = frame.split_at_mut(HEAD_BYTES);
    #[expect(clippy::cast_possible_truncation, reason = "at most PAYLOAD_BYTES_MAX")]
    let length = (payload.len() as u32).to_le_bytes();
    let head_sum = continued(start.checksum, &length);
    let body_sum = continued(head_sum, payload);
    head.copy_from_slice(&[length, head_sum.to_le_bytes(), body_sum.to_le_bytes()].concat());
    start.after(payload, body_sum)
}

/// Frames one after the other; holds one at a time.
#[derive(Debug)]
pub(super) struct Frames<R> {
    reader: BufReader<R>,
    place: Place,
    end_offset: u64,
    payload: Vec<u8>,
    /// What the head says of [`Self::payload`].
    body_sum: u32,
}

impl<R: Read + Seek> Frames<R> {
    /// The frames of `disk` from `start` to the byte `end_offset`.
    pub(super) fn new(mut disk: R, start: Place, end_offset: u64) -> io::Result<Self> {
        disk.seek(SeekFrom::Start(start.offset))?;
        let reader = BufReader::new(disk);
        Ok(Self { reader, place: start, end_offset, payload: Vec::new(), body_sum: 0 })
    }

    /// Where the last good frame ended.
    pub(super) fn place(&self) -> Place {
        self.place
    }

    /// Goes on behind the frame that was just found damaged in its body: its length is
    /// good, and what follows continues from the checksum it ought to have.
    pub(super) fn pass(&mut self) {
        self.place = self.place.after(&self.payload, self.body_sum);
    }

    /// The payload that was read last, or whose checksum did not match.
    pub(super) fn payload(&self) -> &[u8] {
        &self.payload
    }

    /// The next payload; `None` at the end.
    pub(super) fn next(&mut self) -> Result<Option<&[u8]>, Stop> {
        let left = self.end_offset.saturating_sub(self.place.offset);
        if left == 0 {
            return Ok(None);
        }
        let Some(left) = left.checked_sub(HEAD_BYTES as u64) else { return Err(Stop::Torn) };
        let [length, head_sum, body_sum] = self.read_head()?;
        self.body_sum = body_sum;
        let n_bytes = length as usize;
        if !(1..=PAYLOAD_BYTES_MAX).contains(&n_bytes) {
            return Err(Stop::Damaged(Damage::Length));
        }
        if left < u64::from(length) {
            return Err(Stop::Torn);
        }
        self.payload.resize(n_bytes, 0);
        self.reader.read_exact(&mut self.payload).map_err(Stop::Read)?;
        if continued(head_sum, &self.payload) != body_sum {
            let is_last = left == u64::from(length);
            return Err(if is_last { Stop::Torn } else { Stop::Damaged(Damage::Body) });
        }
        self.place = self.place.after(&self.payload, body_sum);
        Ok(Some(&self.payload))
    }

    /// The length and the two checksums, the first of them checked.
    fn read_head(&mut self) -> Result<[u32; 3], Stop> {
        let mut head = [[0; 4]; 3];
        self.reader.read_exact(head.as_flattened_mut()).map_err(Stop::Read)?;
        let [length, head_sum, body_sum] = head.map(u32::from_le_bytes);
        if continued(self.place.checksum, &length.to_le_bytes()) == head_sum {
            return Ok([length, head_sum, body_sum]);
        }
        // After a power loss a file may be as long as the append would have made it and
        // hold nothing there; a payload never begins with a zero. Anything else may be
        // what was acknowledged.
        if self.rest_is_zero().map_err(Stop::Read)? {
            return Err(Stop::Torn);
        }
        Err(Stop::Damaged(Damage::Head))
    }

    fn rest_is_zero(&mut self) -> io::Result<bool> {
        loop {
            let buffer = self.reader.fill_buf()?;
            if buffer.is_empty() || !is_zero(buffer) {
                return Ok(buffer.is_empty());
            }
            let n = buffer.len();
            self.reader.consume(n);
        }
    }
}

fn is_zero(bytes: &[u8]) -> bool {
    bytes.iter().all(|byte| *byte == 0)
}

/// CRC-32 of what `checksum` covers and `bytes` after it.
fn continued(checksum: u32, bytes: &[u8]) -> u32 {
    let mut hasher = Hasher::new_with_initial(checksum);
    hasher.update(bytes);
    hasher.finalize()
}
