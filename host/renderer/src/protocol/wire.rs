//! Messages over a pair of pipes: cut at a byte, bounded, written while others are read.

use std::io;

use bytes::BytesMut;
use serde::Serialize;
use serde::de::DeserializeOwned;
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};

use super::LINE_BYTES_MAX;

/// Messages did not go through.
#[derive(Debug, thiserror::Error)]
pub enum WireError {
    /// Nothing could be read.
    #[error("cannot read from the other side")]
    Read {
        /// Why.
        source: io::Error,
    },
    /// Nothing could be written.
    #[error("cannot write to the other side")]
    Write {
        /// Why.
        source: io::Error,
    },
    /// The other side ended in the middle of a message.
    #[error("the other side ended within a message of {n_bytes} bytes so far")]
    Cut {
        /// What came of it.
        n_bytes: usize,
    },
    /// A message is longer than allowed.
    #[error("a message of more than {bytes_max} bytes")]
    TooLong {
        /// What is allowed.
        bytes_max: usize,
    },
    /// A message is no UTF-8.
    #[error("a message that is no UTF-8")]
    NotUtf8 {
        /// Where it ends to be.
        source: std::str::Utf8Error,
    },
    /// A message is none of the protocol.
    #[error("a message that is not of the protocol")]
    NotAMessage {
        /// What is wrong with it.
        source: serde_json::Error,
    },
}

/// A message as a line, its end included.
///
/// # Errors
///
/// If it is longer than [`LINE_BYTES_MAX`].
pub fn encode<T: Serialize>(message: &T) -> Result<Vec<u8>, WireError> {
    let mut line =
        serde_json::to_vec(message).map_err(|source| WireError::NotAMessage { source })?;
    line.push(b'\n');
    if line.len() > LINE_BYTES_MAX {
        return Err(WireError::TooLong { bytes_max: LINE_BYTES_MAX });
    }
    Ok(line)
}

/// The message of a line.
///
/// # Errors
///
/// If it is no UTF-8 or none of the protocol.
pub fn decode<T: DeserializeOwned>(line: &[u8]) -> Result<T, WireError> {
    let text = std::str::from_utf8(line).map_err(|source| WireError::NotUtf8 { source })?;
    serde_json::from_str(text).map_err(|source| WireError::NotAMessage { source })
}

/// Both directions of a conversation. Sending only queues; the queue is written while
/// [`Duplex::hear`] waits, so that two sides that both have much to say cannot block each other.
#[derive(Debug)]
pub struct Duplex<R, W> {
    reader: R,
    writer: W,
    end: u8,
    bytes_max: usize,
    heard: BytesMut,
    /// Bytes of `heard` known to hold no end of a message.
    n_searched: usize,
    queued: BytesMut,
}

impl<R: AsyncRead + Unpin, W: AsyncWrite + Unpin> Duplex<R, W> {
    /// A conversation whose messages end with `end` and have at most `bytes_max` bytes before it.
    pub fn new(reader: R, writer: W, end: u8, bytes_max: usize) -> Self {
        let (heard, queued) = (BytesMut::new(), BytesMut::new());
        Self { reader, writer, end, bytes_max, heard, n_searched: 0, queued }
    }

    /// Queues a message that has its end.
    pub fn send(&mut self, message: &[u8]) {
        self.queued.extend_from_slice(message);
    }

    /// The next message, without its end; `None` if the other side is done. A wait that is
    /// given up loses nothing, neither of what is read nor of what is written.
    ///
    /// # Errors
    ///
    /// If a pipe fails, a message is too long or ends early. Nothing can be heard after that.
    pub async fn hear(&mut self) -> Result<Option<BytesMut>, WireError> {
        loop {
            if let Some(message) = self.split_off()? {
                return Ok(Some(message));
            }
            tokio::select! {
                written = self.writer.write_buf(&mut self.queued), if !self.queued.is_empty() => {
                    let n_written = written.map_err(|source| WireError::Write { source })?;
                    if n_written == 0 {
                        return Err(WireError::Write { source: io::ErrorKind::WriteZero.into() });
                    }
                }
                read = self.reader.read_buf(&mut self.heard) => {
                    match read.map_err(|source| WireError::Read { source })? {
                        0 if self.heard.is_empty() => return Ok(None),
                        0 => return Err(WireError::Cut { n_bytes: self.heard.len() }),
                        _ => {}
                    }
                }
            }
        }
    }

    /// Writes all that is queued, reading nothing.
    ///
    /// # Errors
    ///
    /// If the pipe fails.
    pub async fn flush(&mut self) -> Result<(), WireError> {
        let written = async {
            self.writer.write_all_buf(&mut self.queued).await?;
            self.writer.flush().await
        };
        written.await.map_err(|source| WireError::Write { source })
    }

    fn split_off(&mut self) -> Result<Option<BytesMut>, WireError> {
        let unsearched = self.heard.get(self.n_searched..).unwrap_or_default();
        let found = unsearched.iter().position(|byte| *byte == self.end);
        let n_bytes = self.n_searched + found.unwrap_or(unsearched.len());
        if n_bytes > self.bytes_max {
            return Err(WireError::TooLong { bytes_max: self.bytes_max });
        }
        if found.is_none() {
            self.n_searched = n_bytes;
            return Ok(None);
        }
        let mut message = self.heard.split_to(n_bytes + 1);
        message.truncate(n_bytes);
        self.n_searched = 0;
        Ok(Some(message))
    }
}
