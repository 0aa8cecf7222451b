//! The options of generation.

use std::sync::Arc;

use apiscribe_model::check::Scope;
use apiscribe_model::name::RustName;

use crate::type_changes::TypeChanges;

/// The operations that are generated, and the layout of their files.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Options {
    /// The operations to generate, and the severity of diagnostics.
    pub scope: Scope,
    /// The layout of the files.
    pub layout: Layout,
    /// The modules on the way to the one that a single file is included into.
    pub(crate) module_path: Vec<RustName>,
    /// The changes that are asked for of single types.
    pub(crate) type_changes: Arc<TypeChanges>,
}

impl Options {
    /// Everything, in this layout.
    pub fn new(layout: Layout) -> Self {
        Self { layout, ..Self::default() }
    }
}

/// The layout of generated files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Layout {
    /// A crate: a `lib.rs` and a file for each module, with examples that name the crate and run as its tests.
    Crate {
        /// The crate's name as Rust code writes it, as in `alibaba_cloud_types`.
        name: String,
    },
    /// One file, `apiscribe.rs`, to be included into a module.
    #[default]
    SingleFile,
}
