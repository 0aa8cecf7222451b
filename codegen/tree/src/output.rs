//! Generated files, and who takes them as they come.

/// A generated file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// The path below the folder of generated files, with forward slashes.
    pub path: String,
    /// The text.
    pub text: String,
}

/// Takes generated files as they come.
///
/// They come before it is known whether all specs are right, and are good for nothing should generation fail later on.
pub trait Output {
    /// The error of a file that could not be taken.
    type Error;

    /// Takes a file; no other has its path.
    ///
    /// # Errors
    /// When it cannot be kept; then nothing more is generated.
    fn take(&mut self, file: File) -> Result<(), Self::Error>;

    /// Takes note of a file that is there as it would be generated now, and of the spec that it was made from.
    fn keep(&mut self, path: String, spec: String) -> Result<(), Self::Error> {
        let _ = (path, spec);
        Ok(())
    }

    /// Takes note of all that the files around a version show of it: they stay as they are while that does.
    fn face(&mut self, service: &str, face: &str) {
        let _ = (service, face);
    }

    /// Takes note, after each file of the spec, of how many have been read.
    fn progress(&mut self, read: usize) {
        let _ = read;
    }
}
