//! The generator, as a build script calls it.
//!
#![doc = include_str!("../README.md")]
//!
//! ## How it works
//!
//! The flow goes one way, and `write_services` in `generate.rs` has a call for each stage:
//!
//! ```text
//! sources ─▶ located YAML ─▶ spec as written ─▶ checked model ─▶ syntax ─▶ text ─▶ files
//! └─ everything that can be wrong is found here ─────────────┘  └─ cannot fail ─┘
//! ```

mod assembly;
mod config;
mod emit;
mod generate;
mod options;
mod print;
mod type_changes;

pub use apiscribe_model::check::Scope;
pub use apiscribe_model::diagnostic::{Id, Levels, Report};
pub use apiscribe_model::files::SourceFile;
pub use apiscribe_tree::File;
pub use config::{Config, Error, configure};
pub use generate::{Generated, Stopped, generate, generate_into};
pub use options::{Layout, Options};
