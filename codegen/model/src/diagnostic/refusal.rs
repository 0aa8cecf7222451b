//! The refusal to read a file that is there, as an error of the disk that keeps its id.

use std::error::Error;
use std::fmt;
use std::io;

use super::Id;

/// A file or folder that is there, and is refused for what it is.
#[derive(Debug)]
pub struct Refusal {
    id: Id,
    message: String,
}

impl Refusal {
    /// The refusal as an error of the disk.
    pub fn error(id: Id, message: String) -> io::Error {
        io::Error::new(io::ErrorKind::InvalidInput, Self { id, message })
    }

    /// Returns the id of an error of reading: that of a refusal, or else the one of all that cannot be read.
    pub fn id_of(error: &io::Error) -> Id {
        let refusal = error.get_ref().and_then(|inner| inner.downcast_ref::<Self>());
        refusal.map_or(Id::UNREADABLE, |refusal| refusal.id)
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl Error for Refusal {}
