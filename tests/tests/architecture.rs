//! The laws of the generator's crates, which keep its flow going one way.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use syn::visit::{self, Visit};

/// The sources of the generator and of its workshop, below `codegen`.
const CRATES: [&str; 5] = ["core/src", "model/src", "tree/src", "src", "cli/src"];

/// Returns the folder of the workshop that a file is in, unless it is the program's.
fn room_of(name: &str) -> Option<String> {
    let (room, _) = name.strip_prefix("cli/src/")?.split_once('/')?;
    (room != "bin").then(|| format!("cli/src/{room}"))
}

/// Returns every source file of all crates, with its path below `codegen`.
fn all_sources() -> Vec<(String, String)> {
    CRATES.into_iter().flat_map(sources).collect()
}

/// Returns every source file below a folder or at a path, with its path below `codegen`.
fn sources(below: &str) -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../codegen");
    let mut paths = Vec::new();
    let folders = if below.is_empty() { CRATES.to_vec() } else { vec![below] };
    for folder in folders {
        collect(&root.join(folder), &mut paths);
    }
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
    let before = ["::format", "::diagnostic", "::lower", "::source", "::locate", "::check::"];
    for below in ["src/emit", "src/print.rs", "model/src/checked"] {
        forbid(below, &before, "after the gate nothing can fail");
    }
    for below in ["src/emit", "src/print.rs"] {
        forbid(below, &["Diagnostic", ".unwrap()", ".expect(", "panic!", "unreachable!", "todo!"], "emission is total");
    }
}

#[test]
fn only_the_module_of_names_makes_identifiers() {
    for below in ["src/emit", "src/print.rs", "model/src/lower", "model/src/checked"] {
        forbid(below, &["format_ident", "Ident::new", "Ident::from", "parse_str"], "a name is decided once");
    }
}

#[test]
fn lowering_never_sees_tokens() {
    let tokens = ["TokenStream", "quote::", "proc_macro2", "syn::"];
    for below in ["model/src/lower", "model/src/format", "model/src/check", "model/src/locate.rs"] {
        forbid(below, &tokens, "what a spec says does not depend on how it is written in Rust");
    }
    let later = ["crate::checked", "crate::lower", "crate::check::"];
    forbid("model/src/format", &later, "a spec as written knows nothing of what becomes of it");
}

#[test]
fn only_the_tree_and_the_shells_touch_the_disk() {
    for (name, text) in all_sources() {
        let may = name.starts_with("tree/") || name.starts_with("cli/src/bin/");
        let touches = ["std::fs", "std::env::temp_dir", "File::open"].iter().any(|word| code(&text).contains(word));
        assert!(may || !touches, "{name} touches the disk, which only `tree` may");
    }
}

#[test]
fn files_are_read_in_one_place() {
    for (name, text) in all_sources().into_iter().filter(|(name, _)| name != "tree/src/read.rs") {
        for word in ["fs::read(", "read_to_string(", "File::open"] {
            assert!(!code(&text).contains(word), "{name} has `{word}`: `tree/src/read.rs` knows what may be read");
        }
    }
}

#[test]
fn no_hash_map_whose_order_would_leak() {
    for below in CRATES {
        forbid(below, &["HashMap", "HashSet"], "its order changes from run to run");
    }
}

/// No file but those that are named has one of the words in its code.
fn only(allowed: &[&str], words: &[&str], why: &str) {
    for (name, text) in all_sources().into_iter().filter(|(name, _)| !allowed.contains(&name.as_str())) {
        for word in words {
            assert!(!code(&text).contains(word), "{name} has `{word}`: {why}");
        }
    }
    for name in allowed {
        let text = sources(name).into_iter().map(|(_, text)| code(&text)).collect::<String>();
        assert!(words.iter().any(|word| text.contains(word)), "{name} has none of {words:?}, and needs no exception");
    }
}

#[test]
fn each_channel_is_written_through_its_escape_alone() {
    only(
        &["model/src/channel/cargo.rs", "cli/src/bin/apiscribe/console.rs"],
        &["print!", "println!", "dbg!", "io::stdout", "io::stderr", "stdout()", "stderr()", "anstream"],
        "text that has not been escaped could be written",
    );
    only(&["model/src/channel/cargo.rs"], &["\"cargo:"], "an order to cargo is a `Directive`");
    only(&["model/src/channel/header.rs"], &["@generated by", "Do not edit"], "the first line of a file is a `Header`");
    only(&["model/src/channel/github.rs"], &["%0A"], "an order to a workflow is an `Annotation`");
    only(
        &["model/src/channel/yaml.rs", "cli/src/facts/operation.rs"],
        &["serde_yaml::to_string"],
        "the writer leaves characters that act",
    );
    // All of the workshop but the program, which speaks of paths that its user has typed.
    let rooms: BTreeSet<String> = sources("cli/src").iter().filter_map(|(name, _)| room_of(name)).collect();
    assert!(rooms.len() > 5, "{rooms:?}");
    for below in rooms.iter().map(String::as_str).chain(["model/src", "tree/src", "src/config.rs"]) {
        forbid(below, &[".display()"], "a path in a message is shown by `channel::file_name`");
    }
    forbid("model/src/channel", &["crate::"], "a channel knows nothing of what it carries");
}

#[test]
fn every_file_says_first_what_it_is() {
    let users_side = ["runtime/src", "clients/reqwest/src", "clients/ureq/src"].into_iter().flat_map(sources);
    for (name, text) in all_sources().into_iter().chain(users_side) {
        let first = text.lines().next().unwrap_or_default();
        assert!(first.starts_with("//! ") && first.len() > 20, "{name} opens with `{first}`");
    }
}

/// Returns the text of a line of documentation.
fn doc_line(attribute: &syn::Attribute) -> Option<String> {
    let value = &attribute.meta.require_name_value().ok()?.value;
    let syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(line), .. }) = value else { return None };
    attribute.path().is_ident("doc").then(|| line.value())
}

/// The functions outside of unit tests that return syntax, each with its documentation.
#[derive(Default)]
struct Emitters(Vec<(String, String)>);

impl Emitters {
    fn add(&mut self, signature: &syn::Signature, attributes: &[syn::Attribute]) {
        let mut returned = IsSyntax(false);
        returned.visit_return_type(&signature.output);
        if returned.0 {
            self.0.push((signature.ident.to_string(), attributes.iter().filter_map(doc_line).collect()));
        }
    }
}

impl<'a> Visit<'a> for Emitters {
    fn visit_item_fn(&mut self, item: &'a syn::ItemFn) {
        self.add(&item.sig, &item.attrs);
    }

    fn visit_impl_item_fn(&mut self, item: &'a syn::ImplItemFn) {
        self.add(&item.sig, &item.attrs);
    }

    fn visit_item_mod(&mut self, _: &'a syn::ItemMod) {}
}

/// True once a type is seen that is a piece of Rust.
struct IsSyntax(bool);

impl<'a> Visit<'a> for IsSyntax {
    fn visit_path(&mut self, path: &'a syn::Path) {
        // `Written` is `syn::Type` beside the model's `Type`, and `Argument` has one.
        const SYNTAX: [&str; 10] =
            ["Argument", "Attribute", "Expr", "Field", "ImplItem", "Item", "Stmt", "TokenStream", "Variant", "Written"];
        self.0 |= path.segments.last().is_some_and(|last| SYNTAX.iter().any(|name| last.ident == name));
        visit::visit_path(self, path);
    }
}

#[test]
fn every_function_of_emission_shows_the_rust_that_it_prints() {
    let mut count = 0;
    for (name, text) in sources("src/emit").iter().filter(|(name, _)| !name.starts_with("src/emit/syntax/")) {
        let mut emitters = Emitters::default();
        emitters.visit_file(&syn::parse_file(text).expect("Rust"));
        count += emitters.0.len();
        for (function, docs) in emitters.0 {
            assert!(docs.contains('`'), "{name}: the documentation of `{function}` shows no Rust");
        }
    }
    assert!(count > 50, "{count} functions: the law would hold of nearly nothing");
}

/// The names that a crate root exports by `pub use` and declares itself.
fn public_names(text: &str) -> BTreeSet<String> {
    fn leaves(tree: &syn::UseTree, names: &mut BTreeSet<String>) {
        match tree {
            syn::UseTree::Path(path) => leaves(&path.tree, names),
            syn::UseTree::Name(name) => drop(names.insert(name.ident.to_string())),
            syn::UseTree::Rename(rename) => drop(names.insert(rename.rename.to_string())),
            syn::UseTree::Glob(_) => panic!("a `pub use …::*` exports what nobody counts"),
            syn::UseTree::Group(group) => group.items.iter().for_each(|tree| leaves(tree, names)),
        }
    }
    let is_public = |visibility: &syn::Visibility| matches!(visibility, syn::Visibility::Public(_));
    let mut names = BTreeSet::new();
    for item in syn::parse_file(text).expect("Rust").items {
        match &item {
            syn::Item::Use(item) if is_public(&item.vis) => leaves(&item.tree, &mut names),
            syn::Item::Use(_) | syn::Item::Mod(_) => {
                assert!(!matches!(&item, syn::Item::Mod(module) if is_public(&module.vis)), "a module is public");
            }
            _ => panic!("the root of the crate declares something itself"),
        }
    }
    names
}

#[test]
fn a_build_script_sees_at_most_fifteen_names() {
    let root = sources("src/lib.rs");
    let names = public_names(&root[0].1);
    assert!((2..=15).contains(&names.len()), "{}: {names:?}", names.len());
    assert!(names.contains("configure"), "{names:?}");
}
