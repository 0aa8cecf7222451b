//! Checking: from the text of specs to the checked model, one operation at a time.
//!
//! Of a catalogue with tens of thousands of operations only what is being worked on stays in memory, and a few words on
//! the rest.

mod checker;
mod progress;
mod read_file;
mod scope;

use std::convert::Infallible;

pub use checker::{CheckedOperation, Checker, Folder, ServiceContext};
pub use progress::{Checked, CheckedService, Progress};
pub use read_file::{ReadFile, read_file};
pub use scope::Scope;

use crate::diagnostic::Report;
use crate::files::SourceSet;
use crate::parallel::in_order;

/// Finds everything that can be said about specs, without generating anything.
pub fn lint(files: &dyn SourceSet, scope: &Scope) -> Report {
    let checker = Checker::new(files, scope);
    let mut progress = Progress::new(&checker, &scope.operations);
    for folder in checker.folders() {
        let Some(file) = progress.service_file(&folder) else { continue };
        let read = checker.read(file);
        let (operations, service) = progress.lower_service(&folder, &read);
        let check = |index: &usize| checker.lower_operation(*index, checker.read(*index), service.as_ref());
        let Ok(()) = in_order(&operations, check, |checked| {
            progress.add_operation(checked);
            Ok::<(), Infallible>(())
        });
        if let Some(service) = service {
            let service = progress.close_service(service);
            progress.add_service(service);
        }
    }
    progress.finish().report.of_lint()
}
