//! Appending frames to a disk so that what returned is kept and what failed left no trace.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;

use super::frame::{self, Frames, Place};

/// What a log needs of a file. The tests have disks that fail where they are told to.
pub(super) trait Disk: Read + Write + Seek {
    /// Returns when everything written is on the medium.
    fn sync(&mut self) -> io::Result<()>;

    /// Cuts the file to `n_bytes`.
    fn cut(&mut self, n_bytes: u64) -> io::Result<()>;
}

impl Disk for File {
    fn sync(&mut self) -> io::Result<()> {
        self.sync_data()
    }

    fn cut(&mut self, n_bytes: u64) -> io::Result<()> {
        self.set_len(n_bytes)
    }
}

/// A disk of frames with a known good end.
#[derive(Debug)]
pub(super) struct Log<D> {
    disk: D,
    end: Place,
    is_broken: bool,
}

impl<D: Disk> Log<D> {
    /// Empties the disk and writes the prelude, which is on the medium with the first frame.
    pub(super) fn create(mut disk: D) -> io::Result<Self> {
        disk.cut(0)?;
        disk.seek(SeekFrom::Start(0))?;
        disk.write_all(&frame::prelude())?;
        Ok(Self { disk, end: Place::first(), is_broken: false })
    }

    /// A disk whose frames were read and found good up to `end`; what follows is cut.
    pub(super) fn resume(mut disk: D, end: Place) -> io::Result<Self> {
        if disk.seek(SeekFrom::End(0))? > end.offset {
            disk.cut(end.offset)?;
            disk.sync()?;
        }
        Ok(Self { disk, end, is_broken: false })
    }

    /// Where the last good frame ends.
    pub(super) fn end(&self) -> Place {
        self.end
    }

    /// Whether an append failed and could not be undone; nothing can be appended then.
    pub(super) fn is_broken(&self) -> bool {
        self.is_broken
    }

    /// Appends a frame, given as [`frame::HEAD_BYTES`] of anything and the payload.
    ///
    /// When this returns `Ok`, the frame is on the medium. After an error the disk has
    /// been cut back to where it was, or the log is broken.
    pub(super) fn append(&mut self, mut frame: Vec<u8>) -> io::Result<()> {
        debug_assert!(!self.is_broken, "append to a broken log");
        let end = frame::seal(&mut frame, self.end);
        if let Err(error) = self.write_through(&frame) {
            let undone = self.disk.cut(self.end.offset).and_then(|()| self.disk.sync());
            self.is_broken = undone.is_err();
            return Err(error);
        }
        self.end = end;
        Ok(())
    }

    /// The frames from `start` to the end.
    pub(super) fn frames(&mut self, start: Place) -> io::Result<Frames<&mut D>> {
        Frames::new(&mut self.disk, start, self.end.offset)
    }

    fn write_through(&mut self, frame: &[u8]) -> io::Result<()> {
        self.disk.seek(SeekFrom::Start(self.end.offset))?;
        self.disk.write_all(frame)?;
        self.disk.sync()
    }
}

/// Puts the name of a new file or directory on the medium; syncing what it names does not.
pub(super) fn sync_name(path: &Path) -> io::Result<()> {
    let dir = path.parent().filter(|dir| !dir.as_os_str().is_empty());
    File::open(dir.unwrap_or(Path::new(".")))?.sync_all()
}

#[cfg(test)]
mod tests;
