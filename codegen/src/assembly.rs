//! The assembly of modules as they come: each a file, or all of them one file, which is put together at the end.

use std::ops::Range;
use std::path::Path;

use crate::emit::{Fragment, OneFile, RenderedModule};
use apiscribe_tree::{File, Output};
use apiscribe_tree::{Plan, Spool, Stage, Staging, TreeError};

/// Takes modules as they come, in the order of folders and files; those around others come last.
pub(crate) trait Assembly {
    /// A module as it is taken.
    type Fragment: Send;
    /// The error of a module that could not be taken.
    type Error;

    /// Lays out a module; on any thread, so that what takes modules does no more than that.
    fn fragment(module: RenderedModule) -> Self::Fragment;

    /// Takes a module.
    fn take(&mut self, fragment: Self::Fragment) -> Result<(), Self::Error>;

    /// Is told of a file that is there as it would be generated now, and the spec that it was made from.
    fn keep(&mut self, path: String, spec: String) -> Result<(), Self::Error> {
        let _ = (path, spec);
        Ok(())
    }

    /// Is told, of each version by the file of its service, all that the modules around it show of it.
    fn face(&mut self, service: &str, face: &str) {
        let _ = (service, face);
    }

    /// Is told after each file of the spec how many have been read.
    fn progress(&mut self, read: usize) {
        let _ = read;
    }
}

/// Each module is a file, and is handed on at once.
pub(crate) struct InFiles<'a, O>(pub(crate) &'a mut O);

impl<O: Output> Assembly for InFiles<'_, O> {
    type Fragment = File;
    type Error = O::Error;

    fn fragment(module: RenderedModule) -> File {
        module.into_file()
    }

    fn take(&mut self, file: File) -> Result<(), O::Error> {
        self.0.take(file)
    }

    fn keep(&mut self, path: String, spec: String) -> Result<(), O::Error> {
        self.0.keep(path, spec)
    }

    fn face(&mut self, service: &str, face: &str) {
        self.0.face(service, face);
    }

    fn progress(&mut self, read: usize) {
        self.0.progress(read);
    }
}

/// All modules are one file, which is handed on as a whole and is in memory until then.
pub(crate) struct InOneFile<'a, O> {
    file: OneFile<String>,
    output: &'a mut O,
}

impl<'a, O: Output> InOneFile<'a, O> {
    pub(crate) fn new(output: &'a mut O) -> Self {
        Self { file: OneFile::new(), output }
    }

    pub(crate) fn finish(self) -> Result<(), O::Error> {
        self.output.take(self.file.into_file())
    }
}

impl<O: Output> Assembly for InOneFile<'_, O> {
    type Fragment = Fragment;
    type Error = O::Error;

    fn fragment(module: RenderedModule) -> Fragment {
        module.into_fragment()
    }

    fn take(&mut self, fragment: Fragment) -> Result<(), O::Error> {
        self.file.add(fragment.module_path, fragment.text);
        Ok(())
    }

    fn progress(&mut self, read: usize) {
        self.output.progress(read);
    }
}

/// All modules are one file in a folder, and wait on disk until it can be put together: in memory is only where they are.
pub(crate) struct OneFileOnDisk {
    /// Its path in the folder.
    path: String,
    file: OneFile<Range<u64>>,
    stage: Stage,
    /// Nothing before the first module, so that specs that are wrong throughout leave the disk alone.
    spool: Option<Spool>,
}

impl OneFileOnDisk {
    /// The path of the file, unless another is asked for.
    pub(crate) const PATH: &str = OneFile::<String>::PATH;

    pub(crate) fn new(folder: &Path, path: String) -> Self {
        Self { path, file: OneFile::new(), stage: Stage::new(folder, Staging::OnDisk), spool: None }
    }

    /// Returns what has to change for the folder to hold this file.
    ///
    /// # Errors
    /// When the folder cannot be read, or the file cannot be put together.
    pub(crate) fn finish(self) -> Result<Plan, TreeError> {
        let Self { path, file, mut stage, spool } = self;
        if let Some(mut spool) = spool {
            let sequence = file.in_sequence(|braces| spool.add(&braces))?;
            stage.take_spooled(&path, spool, &sequence)?;
        }
        // Other calls write their files beside it.
        stage.finish_beside_others()
    }
}

impl Assembly for OneFileOnDisk {
    type Fragment = Fragment;
    type Error = TreeError;

    fn fragment(module: RenderedModule) -> Fragment {
        module.into_fragment()
    }

    fn take(&mut self, fragment: Fragment) -> Result<(), TreeError> {
        let spool = match &mut self.spool {
            Some(spool) => spool,
            none => none.insert(self.stage.spool()?),
        };
        self.file.add(fragment.module_path, spool.add(&fragment.text)?);
        Ok(())
    }
}
