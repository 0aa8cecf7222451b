//! The API whose types are measured.

use std::path::{Path, PathBuf};

use apiscribe_tree::list_specs;

use crate::generators::Kind;
use crate::steps;
use crate::synthetic::Shape;

/// An API.
#[derive(Clone, Copy, Debug)]
pub enum Input<'a> {
    /// The first operations of a made-up API.
    Synthetic(Shape, usize),
    /// The specs in a folder, which apiscribe alone reads.
    Specs(&'a Path),
}

impl Input<'_> {
    /// The folder that a generator reads; that of a made-up API is written.
    pub fn write(self, kind: Kind, folder: &Path) -> PathBuf {
        match self {
            Self::Synthetic(shape, count) => {
                steps::synthesize(kind, shape, count, folder);
                folder.to_owned()
            }
            Self::Specs(specs) => specs.to_owned(),
        }
    }

    /// The number of its operations.
    pub fn operations(self) -> usize {
        match self {
            Self::Synthetic(_, count) => count,
            Self::Specs(specs) => operation_specs(specs).len(),
        }
    }
}

/// The specs of operations in a folder, in the order of their names: all files but those of the services.
pub fn operation_specs(folder: &Path) -> Vec<PathBuf> {
    let mut specs = list_specs(folder).expect("to find the specs").looked_at;
    specs.retain(|path| path.is_file() && path.file_stem().is_some_and(|stem| stem != "service"));
    specs.sort();
    specs
}
