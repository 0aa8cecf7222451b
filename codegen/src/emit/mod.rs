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

use std::num::NonZero;
use std::thread;

use crate::format;
use crate::generate::{File, Layout};
use crate::model::Model;
use module::Module;

/// All files, in the order of their paths.
pub(crate) fn files(model: &Model, layout: &Layout) -> Vec<File> {
    let root = Module::Root(model);
    let modules = match layout {
        Layout::Crate { .. } => module::with_descendants(root),
        Layout::SingleFile => vec![("apiscribe.rs".to_owned(), root)],
    };
    let mut files = in_parallel(&modules, |(path, module)| File {
        path: path.clone(),
        text: format::file(&module.header(), &module::body(*module, layout)),
    });
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

/// Runs `make` on all cores. Tokens cannot be sent between threads, so that each thread goes from the model to the text.
fn in_parallel<T: Sync, R: Send>(items: &[T], make: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    let share = items.len().div_ceil(cores).max(1);
    let make = &make;
    thread::scope(|scope| {
        let threads: Vec<_> =
            items.chunks(share).map(|items| scope.spawn(move || items.iter().map(make).collect::<Vec<R>>())).collect();
        threads
            .into_iter()
            .flat_map(|thread| thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            .collect()
    })
}
