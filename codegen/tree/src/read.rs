//! Reading files: regular ones only, and never more of one than a limit.

use std::fs::{File, FileType, Metadata};
use std::io::{self, Read as _};
use std::path::Path;
use std::time::SystemTime;

use super::TreeError;
use super::disk::with_path;
use apiscribe_model::channel::file_name::shown;
use apiscribe_model::diagnostic::{Id, Refusal};
use apiscribe_model::source::SIZE_LIMIT;

/// The size limit of a spec, in bytes.
pub const SPEC_LIMIT: u64 = SIZE_LIMIT as u64;

/// The size limit of a saved page or of a file of metadata, in bytes. The largest metadata of a product has 30 MB.
pub const SOURCE_LIMIT: u64 = 256 * 1024 * 1024;

/// The size limit of a generated file that is compared with what it should be, in bytes: one file may hold a catalogue.
pub const OUTPUT_LIMIT: u64 = 1024 * 1024 * 1024;

/// Reads a regular file, or what a link to one names.
///
/// Nothing else is opened: a named pipe would keep the run waiting, and a device may have no end.
///
/// # Errors
/// When it cannot be read, is no regular file, or has more bytes than the limit, of which no more are read than that.
pub fn read_regular_file(path: &Path, limit: u64) -> Result<Vec<u8>, TreeError> {
    Ok(read(path, limit)?)
}

/// Returns when a file was last written, and how long it is: whether it is the same file as before.
pub fn file_identity(path: &Path) -> Option<(SystemTime, u64)> {
    let metadata = std::fs::metadata(path).ok()?;
    Some((metadata.modified().ok()?, metadata.len()))
}

pub(super) fn read(path: &Path, limit: u64) -> io::Result<Vec<u8>> {
    let (file, metadata) = open(path)?;
    if metadata.len() > limit {
        return Err(too_large(path, &format!("{} bytes, more than the {limit} that are read", metadata.len())));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or_default());
    // A file may grow while it is read, and the files of some systems tell no length.
    file.take(limit.saturating_add(1)).read_to_end(&mut bytes).map_err(|error| with_path("read", path, &error))?;
    if bytes.len() as u64 > limit {
        return Err(too_large(path, &format!("more than the {limit} bytes that are read")));
    }
    Ok(bytes)
}

/// Reads the first bytes of a regular file, at most so many.
pub(super) fn read_start(path: &Path, length: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    open(path)?.0.take(length).read_to_end(&mut bytes).map_err(|error| with_path("read", path, &error))?;
    Ok(bytes)
}

/// Opens a regular file for reading.
pub(super) fn open(path: &Path) -> io::Result<(File, Metadata)> {
    let unread = |error| with_path("read", path, &error);
    refuse_others(path, std::fs::metadata(path).map_err(unread)?.file_type())?;
    let file = File::open(path).map_err(unread)?;
    // Something else may have taken its place since.
    let metadata = file.metadata().map_err(unread)?;
    refuse_others(path, metadata.file_type())?;
    Ok((file, metadata))
}

fn refuse_others(path: &Path, file_type: FileType) -> io::Result<()> {
    if file_type.is_file() {
        return Ok(());
    }
    let message = format!("`{}` is {}, not a regular file", shown(path), kind(file_type));
    Err(Refusal::error(Id::NOT_REGULAR, message))
}

fn too_large(path: &Path, size: &str) -> io::Error {
    Refusal::error(Id::TOO_LARGE, format!("`{}` has {size}", shown(path)))
}

/// The word for what is no regular file.
fn kind(file_type: FileType) -> &'static str {
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt as _;

        let kinds = [
            (file_type.is_fifo(), "a named pipe"),
            (file_type.is_socket(), "a socket"),
            (file_type.is_char_device() || file_type.is_block_device(), "a device"),
        ];
        if let Some((_, word)) = kinds.into_iter().find(|(is_kind, _)| *is_kind) {
            return word;
        }
    }
    if file_type.is_dir() { "a folder" } else { "something else" }
}

#[cfg(test)]
mod tests {
    #[cfg(unix)]
    use super::read_regular_file;
    use super::{Id, Refusal, read};

    #[test]
    fn a_file_is_read_up_to_its_limit() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("four");
        std::fs::write(&path, "four").expect("a file");
        assert_eq!(read(&path, 4).expect("a file of the limit"), b"four");
        let error = read(&path, 3).expect_err("a file beyond the limit");
        assert_eq!(Refusal::id_of(&error), Id::TOO_LARGE);
        assert!(error.to_string().contains("4 bytes, more than the 3"), "{error}");
        assert_eq!(Refusal::id_of(&read(folder.path(), 4).expect_err("a folder")), Id::NOT_REGULAR);
        assert_eq!(Refusal::id_of(&read(&folder.path().join("none"), 4).expect_err("nothing")), Id::UNREADABLE);
    }

    #[cfg(unix)]
    #[test]
    fn what_is_no_regular_file_is_named() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let socket = folder.path().join("socket");
        let _listener = std::os::unix::net::UnixListener::bind(&socket).expect("a socket");
        for (path, word) in [
            (folder.path(), "is a folder, not"),
            (socket.as_path(), "is a socket, not"),
            (std::path::Path::new("/dev/null"), "is a device, not"),
        ] {
            let error = read_regular_file(path, 4).expect_err("no regular file").to_string();
            assert!(error.contains(word), "{error}");
        }
    }

    /// Such files say that they are empty, and are not.
    #[cfg(target_os = "linux")]
    #[test]
    fn a_file_without_a_length_is_read_up_to_its_limit() {
        let path = std::path::Path::new("/proc/self/status");
        assert!(!read(path, 1 << 20).expect("a file of the system").is_empty());
        let error = read(path, 10).expect_err("a file beyond the limit");
        assert_eq!(Refusal::id_of(&error), Id::TOO_LARGE);
    }
}
