//! Crates to be compiled: the generated types, and a user of all of them.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::files::{files, put};
use crate::generators::Kind;
use crate::input::Input;
use crate::{ali_acs, measure, steps, synthetic};

/// A crate of a workspace.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Package {
    /// The types of an API.
    Types,
    /// What depends on them: a use of every operation of a made-up API, and otherwise nothing but the dependency.
    User,
}

/// A workspace of the two crates.
pub struct Workspace {
    pub folder: PathBuf,
    kind: Kind,
    target: PathBuf,
}

impl Workspace {
    /// Generates and writes one.
    pub fn write(kind: Kind, input: Input<'_>, folder: &Path) -> Self {
        let workspace = Self { folder: folder.to_owned(), kind, target: folder.join("target") };
        if kind == Kind::AliAcs {
            ali_acs::copy(&folder.join("types"));
        } else {
            let specs = input.write(kind, &folder.join("input"));
            measure::run(&mut steps::generate(kind.for_a_crate(), &specs, &folder.join("types/src")));
            workspace.put("types/Cargo.toml", &manifest("types", dependencies(kind)));
        }
        let user = match input {
            Input::Synthetic(shape, count) if kind != Kind::AliAcs => {
                synthetic::user::text(&synthetic::api(shape, count), kind)
            }
            _ => format!("pub use {} as api;\n", workspace.name(Package::Types).replace('-', "_")),
        };
        workspace.put("user/src/lib.rs", &user);
        let types = match kind {
            Kind::AliAcs => "ali-acs = { path = \"../types\", default-features = false, features = [\"ecs\"] }\n",
            _ => "types = { path = \"../types\" }\n",
        };
        workspace.put("user/Cargo.toml", &manifest("user", &format!("{types}{}", dependencies(kind))));
        // A member would be compiled with its default features, and its tests' dependencies would have to be found.
        let members = match kind {
            Kind::AliAcs => "members = [\"user\"]\nexclude = [\"types\"]\n",
            _ => "members = [\"types\", \"user\"]\n",
        };
        workspace.put("Cargo.toml", &format!("[workspace]\n{members}resolver = \"3\"\n"));
        lock(folder);
        workspace
    }

    fn put(&self, path: &str, text: &str) {
        put(&self.folder.join(path), text);
    }

    fn name(&self, package: Package) -> &'static str {
        match package {
            Package::Types if self.kind == Kind::AliAcs => "ali-acs",
            Package::Types => "types",
            Package::User => "user",
        }
    }

    /// Cargo with a verb, on one of the crates.
    pub fn cargo(&self, verb: &str, package: Package) -> Command {
        let mut command = cargo(&self.folder, &self.target);
        command.args([verb, "--package", self.name(package)]);
        command
    }

    /// Cargo's check of a program that depends on the types and can sign its calls, from nothing and without a network.
    pub fn cold_check(&self) -> Command {
        measure::run(cargo(&self.folder, &self.target).arg("fetch"));
        let target = self.folder.join("target-cold");
        let _ = std::fs::remove_dir_all(&target);
        let mut command = cargo(&self.folder, &target);
        command.args(["check", "--offline", "--package", "user"]);
        if self.kind.is_apiscribe() {
            // The peer always can.
            command.args(["--features", "apiscribe/sign"]);
        }
        command
    }

    /// Lets cargo compile a crate again.
    pub fn touch(&self, package: Package) {
        let folder = if package == Package::Types { "types" } else { "user" };
        let path = self.folder.join(folder).join("src/lib.rs");
        let file = std::fs::File::options().append(true).open(path).expect("the library");
        file.set_modified(std::time::SystemTime::now()).expect("to touch it");
    }

    /// The lines of Rust in the types.
    pub fn rust_lines(&self) -> usize {
        let sources = self.folder.join("types/src");
        let files = match self.kind {
            // Its other modules are those of other products, and the client.
            Kind::AliAcs => vec![sources.join("ecs.rs")],
            _ => files(&sources),
        };
        files.iter().map(|file| std::fs::read_to_string(file).expect("Rust").lines().count()).sum()
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
        Kind::AliAcs => "",
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
