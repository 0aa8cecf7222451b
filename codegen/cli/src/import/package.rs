//! The files of a crate around imported specs: what it is, and the schema by which editors check its specs. Its manifest is
//! written with the generated files.

use std::path::{Path, PathBuf};

use apiscribe_model::name::RustName;
use apiscribe_tree::{TreeError, bytes_there, inside, write_text};

use crate::schema::schema;

/// The folder of the specs within a crate.
pub const SPECS: &str = "spec";

/// The folder of the generated files within a crate.
pub const SOURCES: &str = "src";

/// Writes the files of a crate around its specs, and returns those that it wrote. A README that is there is a person's by now,
/// and stays.
///
/// # Errors
/// When something cannot be written.
pub fn write_package(folder: &Path, products: &[String]) -> Result<Vec<PathBuf>, TreeError> {
    let mut written = Vec::new();
    let path = inside(folder, "README.md")?;
    if bytes_there(folder, &path)?.is_none() {
        write_text(&path, &readme(&crate_name(folder), products))?;
        written.push(path);
    }
    let path = inside(folder, &format!("{SPECS}/spec.schema.json"))?;
    if bytes_there(folder, &path)?.is_none_or(|before| before != schema().as_bytes()) {
        write_text(&path, &schema())?;
        written.push(path);
    }
    Ok(written)
}

/// Returns the name of the crate: that of its folder, with what cargo does not take replaced.
#[must_use]
pub fn crate_name(folder: &Path) -> String {
    let folder = std::path::absolute(folder).unwrap_or_default();
    let written = folder.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    let letter = |letter: char| if letter.is_ascii_alphanumeric() || letter == '_' { letter } else { '-' };
    let name: String = written.chars().map(letter).collect();
    let name = name.trim_matches('-');
    if is_crate_name(name) { name.to_owned() } else { format!("api-{name}").trim_end_matches('-').to_owned() }
}

/// Returns whether cargo takes a name for that of a crate, which nothing in generated code is called like. What is no name in
/// Rust, or only with a prefix that keeps it from being a word of the language, is none.
fn is_crate_name(name: &str) -> bool {
    const TAKEN: [&str; 6] = ["alloc", "apiscribe", "core", "proc-macro", "std", "test"];
    let written = name.replace('-', "_");
    let is_identifier = RustName::by_hand(&written).is_ok_and(|name| name.identifier() == written);
    is_identifier && name.starts_with(|first: char| first.is_ascii_alphabetic()) && !TAKEN.contains(&name)
}

fn readme(name: &str, products: &[String]) -> String {
    let list: Vec<String> = products.iter().map(|product| format!("- {product}\n")).collect();
    format!(
        "# {name}\n\nRequests, responses, open enums, validators and typed errors, made by apiscribe from the official \
         metadata of:\n\n{}\n\
         `{SPECS}` has what the metadata says, as YAML; `{SOURCES}` is generated from it, and not to be edited. The files \
         `api-docs.json` are at\n`https://api.aliyun.com/meta/v1/products/<product>/versions/<version>/api-docs.json`. To import \
         newer ones, and to\ngenerate anew after an edit:\n\n```sh\n\
         apiscribe import api-docs.json --crate .\napiscribe generate --spec {SPECS} --out {SOURCES}\n```\n",
        list.concat()
    )
}
