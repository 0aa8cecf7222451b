//! Generates the types of every accepted fixture, each from a spec of its own, and the list of modules that take them in.

use std::error::Error;
use std::path::PathBuf;
use std::{env, fs};

const FIXTURES: &str = "../fixtures/accept";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed={FIXTURES}");
    let out_dir = PathBuf::from(env::var("OUT_DIR")?);
    let mut names = Vec::new();
    for entry in fs::read_dir(FIXTURES)? {
        names.push(entry?.file_name().into_string().map_err(|_| "a fixture without a plain name")?);
    }
    names.sort();
    let mut modules = String::new();
    for name in names {
        apiscribe_codegen::configure().out_dir(out_dir.join(&name)).generate(format!("{FIXTURES}/{name}"))?;
        modules.push_str(&format!(
            "/// The fixture `{name}`.\npub mod {name} {{\n    include!(concat!(env!(\"OUT_DIR\"), \"/{name}/apiscribe.rs\"));\n}}\n"
        ));
    }
    fs::write(out_dir.join("fixtures.rs"), modules)?;
    Ok(())
}
