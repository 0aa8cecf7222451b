//! A folder of specs, read and checked, with what was written beside what it was taken for.

use crate::check::{One, SpecFiles as _, read_one, stem};
use crate::diagnostic::{Allowance, Diagnostic, Levels, Report, apply_levels};
use crate::file_name::operation_in;
use crate::generate::SpecFile;
use crate::lower::{self, Written};
use crate::model::{Operation, Service};
use crate::selection::Selection;
use crate::source::Source;
use crate::spec;

/// A product in one of its versions.
pub(crate) struct Folder {
    pub(crate) written: Written<spec::Service>,
    pub(crate) service: Service,
    /// Each operation as it was written, and what it was taken for.
    pub(crate) operations: Vec<(Written<spec::Operation>, Operation)>,
}

/// Reads and checks the files of a folder, as far as they are wanted; what cannot be read is left out. Nothing comes of a
/// folder without one file for its service.
pub(crate) fn read_folder(files: &[SpecFile], selection: &Selection) -> (Option<Folder>, Report) {
    let (services, operations): (Vec<usize>, Vec<usize>) =
        (0..files.count()).partition(|index| stem(files.path(*index)) == "service");
    let [service] = services[..] else {
        return (None, Report::default());
    };
    let One { written, broken, mut diagnostics } = read_one::<spec::Service>(files, service);
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
        let One { written, broken, diagnostics: more } = read_one::<spec::Operation>(files, index);
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
