//! The manifest of a new crate, around generated files.

use std::path::{Path, PathBuf};

use apiscribe_cli::crate_name;
use apiscribe_model::channel::json;

/// The manifest of the crate that generated files are in, where there is none yet.
pub(crate) struct NewManifest {
    pub(crate) path: PathBuf,
    pub(crate) name: String,
}

impl NewManifest {
    /// Returns the manifest that is missing above a folder of sources; nothing if it is there.
    pub(crate) fn missing(sources: &Path, name: Option<&str>) -> Option<Self> {
        let folder = sources.parent().unwrap_or(Path::new(""));
        let path = folder.join("Cargo.toml");
        if path.exists() {
            return None;
        }
        Some(Self { path, name: name.map_or_else(|| crate_name(folder), str::to_owned) })
    }

    /// Returns its text, with the runtime at a path, or as it is published.
    pub(crate) fn text(&self, sources: &Path, runtime: Option<&Path>) -> String {
        let Self { name, .. } = self;
        // All of it is promised for the same oldest Rust.
        let rust = env!("CARGO_PKG_RUST_VERSION");
        let name = json::text(name);
        let runtime = match runtime.map(|path| path.canonicalize().unwrap_or_else(|_| path.to_owned())) {
            Some(path) => format!("{{ path = {}, default-features = false }}", json::text(&path.to_string_lossy())),
            None => format!("{{ version = \"{}\", default-features = false }}", env!("CARGO_PKG_VERSION")),
        };
        let folder = sources.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let library = match folder.as_str() {
            "src" => String::new(),
            folder => format!("[lib]\npath = {}\n\n", json::text(&format!("{folder}/lib.rs"))),
        };
        format!(
            "[package]\nname = {name}\nversion = \"0.1.0\"\nedition = \"2024\"\nrust-version = \"{rust}\"\n\
             publish = false\n\n{library}[features]\ndefault = [\"serde\"]\n\
             # Serde's two traits for every type.\nserde = [\"apiscribe/serde\"]\n\
             # Requests and responses as those of the crate `http`.\nhttp = [\"apiscribe/http\"]\n\
             # The signature of requests.\nsign = [\"http\", \"apiscribe/sign\"]\n\
             # Dates and times as values of the crate `jiff`.\njiff = [\"apiscribe/jiff\"]\n\n[dependencies]\napiscribe = {runtime}\n"
        )
    }
}
