//! Turns an API's documentation, written down once as YAML, into Rust types.
//!
//! The flow goes one way: text → spec as written → checked model → syntax → files. Everything that can be wrong is found
//! before the gate between model and syntax, all at once, with file, line and column; after it nothing can fail.

mod assembly;
mod config;
mod emit;
mod generate;
mod options;
mod print;

pub use apiscribe_model::check::Scope;
pub use apiscribe_model::diagnostic::{Levels, Report};
pub use apiscribe_model::files::SourceFile;
pub use apiscribe_tree::File;
pub use config::{Config, Error, configure};
pub use generate::{Generated, Stopped, generate, generate_into};
pub use options::{Layout, Options};
