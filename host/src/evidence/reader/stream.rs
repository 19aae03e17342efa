//! A reader that knows how far it has come.

use std::io::{self, BufRead, Read, Seek, SeekFrom};

/// Counts the bytes taken out of a reader.
#[derive(Debug)]
pub(super) struct Counted<R> {
    inner: R,
    position: u64,
}

impl<R> Counted<R> {
    pub(super) fn new(inner: R, position: u64) -> Self {
        Self { inner, position }
    }

    pub(super) fn position(&self) -> u64 {
        self.position
    }

    pub(super) fn into_inner(self) -> R {
        self.inner
    }
}

impl<R: Seek> Counted<R> {
    pub(super) fn seek_to(&mut self, position: u64) -> io::Result<()> {
        self.inner.seek(SeekFrom::Start(position))?;
        self.position = position;
        Ok(())
    }
}

impl<R: BufRead> Read for Counted<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let n_read = self.inner.read(into)?;
        self.position += n_read as u64;
        Ok(n_read)
    }
}

impl<R: BufRead> BufRead for Counted<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.inner.fill_buf()
    }

    fn consume(&mut self, n_bytes: usize) {
        self.inner.consume(n_bytes);
        self.position += n_bytes as u64;
    }
}
