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
    /// What takes the files.
    type Output: Output;

    /// Returns what takes the files, which is told how far things are.
    fn output(&mut self) -> &mut Self::Output;

    /// Lays out a module; on any thread, so that what takes modules does no more than that.
    fn fragment(module: RenderedModule) -> Self::Fragment;

    /// Takes a module.
    fn take(&mut self, fragment: Self::Fragment) -> Result<(), ErrorOf<Self>>;
}

/// The error of a module that could not be taken.
pub(crate) type ErrorOf<A> = <<A as Assembly>::Output as Output>::Error;

/// Each module is a file, and is handed on at once.
pub(crate) struct InFiles<'a, O>(pub(crate) &'a mut O);

impl<O: Output> Assembly for InFiles<'_, O> {
    type Fragment = File;
    type Output = O;

    fn output(&mut self) -> &mut O {
        self.0
    }

    fn fragment(module: RenderedModule) -> File {
        module.into_file()
    }

    fn take(&mut self, file: File) -> Result<(), O::Error> {
        self.0.take(file)
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
    type Output = O;

    fn output(&mut self) -> &mut O {
        self.output
    }

    fn fragment(module: RenderedModule) -> Fragment {
        module.into_fragment()
    }

    fn take(&mut self, fragment: Fragment) -> Result<(), O::Error> {
        self.file.add(fragment.module_path, fragment.text);
        Ok(())
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
    type Output = Stage;

    fn output(&mut self) -> &mut Stage {
        &mut self.stage
    }

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
