//! From a checked model to files. Nothing here can fail: every name is decided and every reference resolved.

mod codec;
mod docs;
mod enums;
mod error_codes;
mod example;
mod facts;
mod module;
mod operation;
mod rules;
mod structs;
mod types;

use crate::format;
use crate::generate::{File, Layout};
use crate::model::Model;
use crate::parallel::in_parallel;
use module::Module;

/// All files, in the order of their paths.
pub(crate) fn files(model: &Model, layout: &Layout) -> Vec<File> {
    let root = Module::Root(model);
    let modules = match layout {
        Layout::Crate { .. } => module::with_descendants(root),
        Layout::SingleFile => vec![("apiscribe.rs".to_owned(), root)],
    };
    // Tokens cannot be sent between threads, so that each thread goes from the model to the text.
    let mut files = in_parallel(&modules, |(path, module)| File {
        path: path.clone(),
        text: format::file(&module.header(), &module::body(*module, layout)),
    });
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}
