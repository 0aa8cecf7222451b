//! The laws of the generator's modules, which keep its flow going one way.

use std::fs;
use std::path::{Path, PathBuf};

/// Every source file of the generator below a folder or at a path, with its path below `codegen/src`.
fn sources(below: &str) -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../codegen/src");
    let mut paths = Vec::new();
    collect(&root.join(below), &mut paths);
    assert!(!paths.is_empty(), "there is nothing at `{below}`: the law would hold of nothing");
    let named = |path: PathBuf| {
        let text = fs::read_to_string(&path).expect("a source file can be read");
        let name = path.strip_prefix(&root).expect("below the root").display().to_string();
        (name, text)
    };
    let is_rust = |path: &PathBuf| path.extension().is_some_and(|extension| extension == "rs");
    paths.into_iter().filter(is_rust).map(named).collect()
}

fn collect(path: &Path, paths: &mut Vec<PathBuf>) {
    if path.is_file() {
        paths.push(path.to_owned());
    }
    for entry in fs::read_dir(path).into_iter().flatten().flatten() {
        collect(&entry.path(), paths);
    }
}

/// The code of a file: no comments, and nothing of its unit tests.
fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]").next().unwrap_or_default();
    let is_code = |line: &&str| !line.trim_start().starts_with("//");
    text.lines().filter(is_code).collect::<Vec<_>>().join("\n")
}

fn forbid(below: &str, words: &[&str], why: &str) {
    for (name, text) in sources(below) {
        for word in words {
            assert!(!code(&text).contains(word), "{name} has `{word}`: {why}");
        }
    }
}

#[test]
fn emission_sees_neither_what_was_written_nor_what_can_be_wrong() {
    for below in ["emit", "format.rs", "model"] {
        forbid(
            below,
            &["crate::spec", "crate::diagnostic", "crate::lower", "crate::source"],
            "after the gate nothing can fail",
        );
    }
    for below in ["emit", "format.rs"] {
        forbid(below, &["Diagnostic", ".unwrap()", ".expect(", "panic!", "unreachable!", "todo!"], "emission is total");
    }
}

#[test]
fn only_the_module_of_names_makes_identifiers() {
    for below in ["emit", "lower", "model", "format.rs"] {
        forbid(below, &["format_ident", "Ident::new", "Ident::from", "parse_str"], "a name is decided once");
    }
}

#[test]
fn lowering_never_sees_tokens() {
    forbid(
        "lower",
        &["TokenStream", "quote::", "proc_macro2", "syn::"],
        "what a spec says does not depend on how it is written in Rust",
    );
    forbid(
        "spec",
        &["TokenStream", "quote::", "proc_macro2", "syn::", "crate::model", "crate::lower"],
        "a spec as written knows nothing of what becomes of it",
    );
}

#[test]
fn only_the_tree_and_the_shells_touch_the_disk() {
    for (name, text) in sources("") {
        let may = name.starts_with("tree/") || name.starts_with("bin/");
        let touches = ["std::fs", "std::env::temp_dir", "File::open"].iter().any(|word| code(&text).contains(word));
        assert!(may || !touches, "{name} touches the disk, which only `tree` may");
    }
}

#[test]
fn files_are_read_in_one_place() {
    for (name, text) in sources("").into_iter().filter(|(name, _)| name != "tree/read.rs") {
        for word in ["fs::read(", "read_to_string(", "File::open"] {
            assert!(!code(&text).contains(word), "{name} has `{word}`: `tree/read.rs` knows what may be read");
        }
    }
}

#[test]
fn no_hash_map_whose_order_would_leak() {
    forbid("", &["HashMap", "HashSet"], "its order changes from run to run");
}

#[test]
fn every_file_says_first_what_it_is() {
    for (name, text) in sources("") {
        let first = text.lines().next().unwrap_or_default();
        assert!(first.starts_with("//! ") && first.len() > 20, "{name} opens with `{first}`");
    }
}
