//! A folder of specs, read and checked, with what was written beside what it was taken for.

use apiscribe_model::check::{ReadFile, read_file};
use apiscribe_model::checked::{Operation, Service};
use apiscribe_model::diagnostic::{Allowance, Diagnostic, Levels, Report, apply_levels};
use apiscribe_model::file_name::operation_in;
use apiscribe_model::files::SourceFile;
use apiscribe_model::files::{SourceSet as _, is_service, stem};
use apiscribe_model::format;
use apiscribe_model::lower::{self, Written};
use apiscribe_model::selection::Selection;
use apiscribe_model::source::Source;
use apiscribe_model::trace::Trace;

/// A product in one of its versions.
pub(crate) struct Folder {
    pub(crate) written: Written<format::Service>,
    pub(crate) service: Service,
    /// Each operation as it was written, and what it was taken for.
    pub(crate) operations: Vec<(Written<format::Operation>, Operation)>,
}

/// Reads and checks the files of a folder, as far as they are wanted; what cannot be read is left out. Nothing comes of a
/// folder without one file for its service.
pub(crate) fn read_folder(files: &[SourceFile], selection: &Selection) -> (Option<Folder>, Report) {
    let (services, operations): (Vec<usize>, Vec<usize>) =
        (0..files.count()).partition(|index| is_service(files.path(*index)));
    let [service] = services[..] else {
        return (None, Report::default());
    };
    let ReadFile { written, broken, mut diagnostics } = read_file::<format::Service>(files, service, Trace::default());
    let Some(written) = written else {
        return (None, report(diagnostics, &[], broken.iter().collect()));
    };
    let code = |text: &Option<String>| text.clone().unwrap_or_default();
    let (product, version) = (code(&written.spec.service), code(&written.spec.version));
    let (lowered, found) = lower::service(&written);
    let mut allowances = found.allowances;
    diagnostics.extend(found.diagnostics);
    let (mut checked, mut all_broken) = (Vec::new(), Vec::new());
    let is_wanted = |index: &usize| selection.wants(&product, &version, &operation_in(stem(files.path(*index))));
    for index in operations.into_iter().filter(is_wanted) {
        let ReadFile { written, broken, diagnostics: more } =
            read_file::<format::Operation>(files, index, Trace::default());
        all_broken.extend(broken);
        diagnostics.extend(more);
        if let Some(written) = written {
            let (operation, found) = lower::operation(&written, &lowered);
            allowances.extend(found.allowances);
            diagnostics.extend(found.diagnostics);
            checked.push((written, operation));
        }
    }
    let service = lowered.service;
    let sources = checked.iter().map(|(written, _)| &written.source).chain(&all_broken).chain([&written.source]);
    let report = report(diagnostics, &allowances, sources.collect());
    (Some(Folder { written, service, operations: checked }), report)
}

fn report(diagnostics: Vec<Diagnostic>, allowances: &[Allowance], sources: Vec<&Source>) -> Report {
    Report::new(apply_levels(diagnostics, allowances, &Levels::default()), sources)
}
