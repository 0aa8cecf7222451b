//! The published crate `ali-acs`, whose module `ecs` has the same operations as the metadata of ECS.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::files::copy_folder;

/// Copies its sources into a folder, as a package that can be compiled again and again while its dependencies stay built.
///
/// # Panics
/// Without the feature `peers`.
pub fn copy(folder: &Path) {
    if !cfg!(feature = "peers") {
        panic!("ali-acs needs the feature `peers`");
    }
    let package = package();
    copy_folder(&package.join("src"), &folder.join("src"));
    for file in ["Cargo.toml", "README.md"] {
        std::fs::copy(package.join(file), folder.join(file)).expect("to copy the package");
    }
}

/// The folder of the version that the benchmarks have locked, in cargo's registry.
fn package() -> PathBuf {
    let mut cargo = Command::new("cargo");
    cargo.args(["metadata", "--locked", "--format-version", "1"]).current_dir(env!("CARGO_MANIFEST_DIR"));
    let output = cargo.output().expect("cargo");
    assert!(output.status.success(), "{cargo:?} failed:\n{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("the metadata of the benchmarks");
    let packages = metadata["packages"].as_array().expect("packages");
    let package = packages.iter().find(|package| package["name"] == "ali-acs").expect("ali-acs");
    let manifest = Path::new(package["manifest_path"].as_str().expect("a path"));
    manifest.parent().expect("a folder").to_owned()
}
