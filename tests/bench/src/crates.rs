//! Crates to be compiled: the generated types, and a user of all of them.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::generators::Kind;
use crate::{measure, steps, synthetic};

/// A workspace of the two crates `types` and `user`.
pub struct Workspace {
    pub folder: PathBuf,
    target: PathBuf,
}

impl Workspace {
    /// Generates and writes one.
    pub fn write(kind: Kind, count: usize, folder: &Path) -> Self {
        let workspace = Self { folder: folder.to_owned(), target: folder.join("target") };
        let operations = synthetic::operations(count);
        let input = folder.join("input");
        steps::synthesize(kind, count, &input);
        measure::run(&mut steps::generate(kind.for_a_crate(), &input, &folder.join("types/src")));
        let user = synthetic::user::text(&operations, kind);
        workspace.put("user/src/lib.rs", &user);
        workspace.put("types/Cargo.toml", &manifest("types", dependencies(kind)));
        let in_user = format!("types = {{ path = \"../types\" }}\n{}", dependencies(kind));
        workspace.put("user/Cargo.toml", &manifest("user", &in_user));
        workspace.put("Cargo.toml", "[workspace]\nmembers = [\"types\", \"user\"]\nresolver = \"3\"\n");
        lock(folder);
        workspace
    }

    fn put(&self, path: &str, text: &str) {
        put(&self.folder.join(path), text);
    }

    /// Cargo with a verb, on one of the crates.
    pub fn cargo(&self, verb: &str, package: &str) -> Command {
        let mut command = cargo(&self.folder, &self.target);
        command.args([verb, "--package", package]);
        command
    }

    /// Lets cargo compile a crate again.
    pub fn touch(&self, package: &str) {
        let path = self.folder.join(package).join("src/lib.rs");
        let file = std::fs::File::options().append(true).open(path).expect("the library");
        file.set_modified(std::time::SystemTime::now()).expect("to touch it");
    }
}

/// Cargo in a folder, with the exact versions that the benchmarks have locked, and nothing incremental.
pub fn cargo(folder: &Path, target: &Path) -> Command {
    let mut command = Command::new("cargo");
    command.current_dir(folder).env("CARGO_TARGET_DIR", target).env("CARGO_INCREMENTAL", "0");
    // What this process was started with must not reach the crates under test.
    command.env_remove("RUSTFLAGS").env_remove("CARGO_MANIFEST_DIR");
    command
}

pub fn put(path: &Path, text: &str) {
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("to make a folder");
    std::fs::write(path, text).expect("to write");
}

/// Takes over the locked versions of the benchmarks.
pub fn lock(folder: &Path) {
    std::fs::copy(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.lock"), folder.join("Cargo.lock"))
        .expect("the lock");
}

fn manifest(name: &str, dependencies: &str) -> String {
    format!("[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n{dependencies}")
}

/// What generated code leans on at run time.
pub fn dependencies(kind: Kind) -> &'static str {
    match kind {
        Kind::Apiscribe | Kind::ApiscribeCrate => {
            concat!("apiscribe = { path = \"", env!("CARGO_MANIFEST_DIR"), "/../../codegen/runtime\" }\n")
        }
        Kind::Prost => "prost = \"0.14.4\"\n",
        Kind::Typify => {
            "regress = \"0.12.0\"\nserde = { version = \"1\", features = [\"derive\"] }\nserde_json = \"1\"\n"
        }
        Kind::Derive => "serde = { version = \"1\", features = [\"derive\"] }\nserde_json = \"1\"\n",
        Kind::Progenitor => {
            "bytes = \"1\"\nfutures-core = \"0.3\"\nprogenitor-client = \"0.15.1\"\nregress = \"0.12.0\"\n\
             reqwest = { version = \"0.13\", default-features = false, features = [\"json\", \"query\", \"stream\"] }\n\
             serde = { version = \"1\", features = [\"derive\"] }\nserde_json = \"1\"\nserde_urlencoded = \"0.7\"\n"
        }
    }
}
