//! Text that waits on disk in stretches, until it is known in which order they make a file.

use std::fs::File;
use std::io::{self, BufWriter, Read as _, Seek as _, SeekFrom, Write as _};
use std::ops::{ControlFlow, Range};
use std::path::Path;

use super::hidden::{For, Hidden};
use super::read::open;
use super::{HEADER, TreeError, disk};

/// A hidden file that holds pieces of generated text until they are needed; deleted when the spool is dropped.
#[derive(Debug)]
pub struct Spool {
    file: BufWriter<File>,
    length: u64,
    /// Goes last, because some systems remove no file that is open.
    hidden: Hidden,
}

impl Spool {
    /// A file in a folder. Folders below the root that are made for it go away with it.
    pub(super) fn new(folder: &Path, root: &Path) -> Result<Self, TreeError> {
        let (hidden, file) = Hidden::create(folder, root, For::Text)?;
        let mut spool = Self { file: BufWriter::new(file), length: 0, hidden };
        // Without it a run that is killed would leave something that no other can tell for what it is.
        spool.add(HEADER)?;
        Ok(spool)
    }

    /// Takes a text; the place where it waits.
    pub fn add(&mut self, text: &str) -> Result<Range<u64>, TreeError> {
        let written = self.file.write_all(text.as_bytes());
        written.map_err(|error| not_written(self.hidden.path(), &error))?;
        let start = self.length;
        self.length += text.len() as u64;
        Ok(start..self.length)
    }

    /// Hands on the stretches, in this order, until that ends it. One at a time is in memory.
    fn hand_on(
        &mut self,
        sequence: &[Range<u64>],
        mut hand_on: impl FnMut(&[u8]) -> io::Result<ControlFlow<()>>,
    ) -> io::Result<ControlFlow<()>> {
        let file = self.file.get_mut();
        let mut stretch = Vec::new();
        for place in sequence {
            file.seek(SeekFrom::Start(place.start))?;
            read(file, place.end - place.start, &mut stretch)?;
            if hand_on(&stretch)?.is_break() {
                return Ok(ControlFlow::Break(()));
            }
        }
        Ok(ControlFlow::Continue(()))
    }

    /// Writes what is left in the buffer.
    fn flush(&mut self) -> Result<(), TreeError> {
        self.file.flush().map_err(|error| not_written(self.hidden.path(), &error))
    }

    /// Returns what stands at a path, beside the file that the stretches make.
    pub(super) fn compare(&mut self, sequence: &[Range<u64>], path: &Path) -> Result<Existing, TreeError> {
        self.flush()?;
        match open(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Existing::Missing),
            Err(error) => Err(TreeError::Read(error)),
            Ok((mut there, _)) => {
                let compared = self.compare_with(sequence, &mut there);
                compared.map_err(|error| TreeError::Read(disk::with_path("read", path, &error)))
            }
        }
    }

    fn compare_with(&mut self, sequence: &[Range<u64>], there: &mut File) -> io::Result<Existing> {
        let mut before = Vec::new();
        read(there, HEADER.len() as u64, &mut before)?;
        if before != HEADER.as_bytes() {
            return Ok(Existing::Foreign);
        }
        if there.metadata()?.len() != sequence.iter().map(|place| place.end - place.start).sum::<u64>() {
            return Ok(Existing::Stale);
        }
        there.rewind()?;
        let flow = self.hand_on(sequence, |stretch| {
            read(there, stretch.len() as u64, &mut before)?;
            Ok(if before == stretch { ControlFlow::Continue(()) } else { ControlFlow::Break(()) })
        })?;
        Ok(if flow.is_continue() { Existing::Identical } else { Existing::Stale })
    }

    /// Writes the file that the stretches make, beside the one that it is to become.
    pub(super) fn write(&mut self, sequence: &[Range<u64>], path: &Path, root: &Path) -> Result<Hidden, TreeError> {
        self.flush()?;
        let (hidden, mut file) = Hidden::create(path.parent().unwrap_or(Path::new("")), root, For::Text)?;
        let written = self.hand_on(sequence, |stretch| file.write_all(stretch).map(ControlFlow::Continue));
        written.map(|_| ()).map_err(|error| not_written(hidden.path(), &error))?;
        Ok(hidden)
    }
}

fn not_written(path: &Path, error: &io::Error) -> TreeError {
    TreeError::Write(disk::with_path("write", path, error))
}

/// Reads so many bytes, or as many as there are left.
fn read(file: &mut File, length: u64, bytes: &mut Vec<u8>) -> io::Result<()> {
    bytes.clear();
    file.take(length).read_to_end(bytes).map(drop)
}

/// The file that exists where another is to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Existing {
    Missing,
    /// The same text.
    Identical,
    /// A generated file with other text.
    Stale,
    /// A file that was not generated.
    Foreign,
}
