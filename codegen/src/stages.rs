//! Generation of one file, stage by stage and on one thread, each stage timed: for measurements only.

use std::path::Path;
use std::time::Duration;

use crate::assembly::{Assembly as _, OneFileOnDisk};
use crate::check::{SpecFiles, by_folder, stem};
use crate::emit::{self, Module};
use crate::format;
use crate::generate::Layout;
use crate::lower::{self, LoweredService, Written};
use crate::model::{OperationOutline, VersionOutline};
use crate::source::Source;
use crate::spec;
use crate::tree::TreeError;

/// How much of a clock's time each stage took.
#[derive(Clone, Copy, Debug, Default)]
#[non_exhaustive]
pub struct StageTimes {
    /// Bytes from disk.
    pub read: Duration,
    /// The place of each key and value.
    pub places: Duration,
    /// The shape of the format.
    pub shape: Duration,
    /// The checked model.
    pub lower: Duration,
    /// Syntax, of which some is read from tokens.
    pub emit: Duration,
    /// Syntax to lines.
    pub print: Duration,
    /// Lines to text: blank lines, and where the module stands in the file.
    pub lay_out: Duration,
    /// To disk, and put together there.
    pub write: Duration,
    /// What of memory is given back only when all stages are done with a file.
    pub free: Duration,
}

/// Generates `apiscribe.rs` in a folder as a build script does, but on one thread, and tells how much time of the clock
/// each stage took. The clock tells the time since any moment; that of the thread's CPU time is not disturbed by others.
///
/// The specs have to be right: errors are not told, and a file that cannot be read is passed over.
///
/// # Errors
/// When the file cannot be written.
pub fn time_stages(
    files: &(impl SpecFiles + ?Sized),
    folder: &Path,
    clock: impl Fn() -> Duration,
) -> Result<StageTimes, TreeError> {
    let watch = Watch { last: clock(), clock };
    let mut run = Run { watch, times: StageTimes::default(), file: OneFileOnDisk::new(folder) };
    let mut versions = Vec::new();
    for indices in by_folder(files).values() {
        versions.extend(run.folder(files, indices)?);
    }
    let (versions, _) = lower::join(versions);
    for module in emit::surrounding_modules(&versions) {
        run.module(module)?;
    }
    run.file.finish()?.carry_out()?;
    run.watch.lap(&mut run.times.write);
    Ok(run.times)
}

struct Watch<C> {
    clock: C,
    last: Duration,
}

impl<C: Fn() -> Duration> Watch<C> {
    /// Adds the time since the last lap to that of a stage.
    fn lap(&mut self, stage: &mut Duration) {
        let now = (self.clock)();
        *stage += now.saturating_sub(self.last);
        self.last = now;
    }
}

struct Run<C> {
    watch: Watch<C>,
    times: StageTimes,
    file: OneFileOnDisk,
}

impl<C: Fn() -> Duration> Run<C> {
    fn folder<F: SpecFiles + ?Sized>(
        &mut self,
        files: &F,
        indices: &[usize],
    ) -> Result<Option<(VersionOutline, crate::diagnostic::Label)>, TreeError> {
        let (services, operations): (Vec<usize>, Vec<usize>) =
            indices.iter().partition(|index| stem(files.path(**index)) == "service");
        let written = services.first().and_then(|index| self.read::<spec::Service>(files, *index));
        let Some(written) = written else { return Ok(None) };
        let (lowered, _) = lower::service(&written);
        self.watch.lap(&mut self.times.lower);
        let mut outlines = Vec::new();
        for index in operations {
            outlines.extend(self.operation(files, index, &lowered)?);
        }
        outlines.sort_by(|a, b| a.module.cmp(&b.module));
        let LoweredService { service, label, .. } = lowered;
        for module in emit::version_modules(&service, &outlines) {
            self.module(module)?;
        }
        Ok(Some((VersionOutline::new(&service, outlines), label)))
    }

    fn operation<F: SpecFiles + ?Sized>(
        &mut self,
        files: &F,
        index: usize,
        service: &LoweredService<'_>,
    ) -> Result<Option<OperationOutline>, TreeError> {
        let Some(written) = self.read::<spec::Operation>(files, index) else { return Ok(None) };
        let (operation, _) = lower::operation(&written, service);
        let outline = operation.outline();
        self.watch.lap(&mut self.times.lower);
        self.module(Module::Operation(&service.service, &operation))?;
        drop((operation, written));
        self.watch.lap(&mut self.times.free);
        Ok(Some(outline))
    }

    fn read<T: serde::de::DeserializeOwned + Default>(
        &mut self,
        files: &(impl SpecFiles + ?Sized),
        index: usize,
    ) -> Option<Written<T>> {
        let mut faults = Vec::new();
        let file = files.file(index).ok()?;
        self.watch.lap(&mut self.times.read);
        let source = Source::decode(file.as_ref()).ok()?;
        let root = source.locate(&mut faults)?;
        self.watch.lap(&mut self.times.places);
        let spec = spec::read(&source, &root, &mut faults)?;
        self.watch.lap(&mut self.times.shape);
        Some(Written { source, root, spec })
    }

    fn module(&mut self, module: Module<'_>) -> Result<(), TreeError> {
        let Self { watch, times, file } = self;
        let syntax = module.syntax(&Layout::SingleFile);
        watch.lap(&mut times.emit);
        let lines = format::lines(&syntax);
        watch.lap(&mut times.print);
        drop(syntax);
        watch.lap(&mut times.free);
        let part = OneFileOnDisk::part(module.with_text(format::spaced(&lines)));
        watch.lap(&mut times.lay_out);
        file.take(part)?;
        watch.lap(&mut times.write);
        Ok(())
    }
}
