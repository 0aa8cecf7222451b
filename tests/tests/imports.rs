//! Imports run one way: no file of a crate imports, by whatever way round, what imports it.
//!
//! Every `use`, every path and every call is read and followed to the file that defines what it names; a re-export is no
//! import of its own, so that what is re-exported counts where it is defined.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{TokenStream, TokenTree};
use syn::visit::Visit;
use syn::{Item, UseTree, Visibility};

/// A module, as the names on the way to it.
type ModulePath = Vec<String>;

/// What a module declares.
#[derive(Default)]
struct Module {
    file: PathBuf,
    defined: BTreeSet<String>,
    /// The names that it imports or re-exports, and the paths that they stand for.
    uses: BTreeMap<String, Vec<String>>,
    /// The modules of which everything is imported.
    globs: Vec<Vec<String>>,
    /// The paths that its code names, as they are written.
    named: BTreeSet<Vec<String>>,
}

#[derive(Default)]
struct Crate(BTreeMap<ModulePath, Module>);

impl Crate {
    fn read(root: &Path) -> Self {
        let mut modules = Self::default();
        modules.add(root, &root.join("lib.rs"), Vec::new());
        assert!(modules.0.len() > 1, "{} has no modules: the law would hold of nothing", root.display());
        modules
    }

    fn add(&mut self, root: &Path, file: &Path, path: ModulePath) {
        let text = fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let syntax = syn::parse_file(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let mut module =
            Module { file: file.strip_prefix(root).expect("below the root").to_owned(), ..Module::default() };
        for item in &syntax.items {
            module.declare(item);
            if let Item::Mod(child) = item
                && child.content.is_none()
            {
                let child_path: ModulePath = path.iter().cloned().chain([child.ident.to_string()]).collect();
                let below = root.join(child_path.join("/"));
                let file = Some(below.join("mod.rs")).filter(|file| file.is_file());
                self.add(root, &file.unwrap_or_else(|| below.with_extension("rs")), child_path);
            }
        }
        Paths(&mut module).visit_file(&syntax);
        self.0.insert(path, module);
    }

    /// Returns the module that defines what a path names, seen from a module; nothing for what is of another crate.
    fn home(&self, from: &ModulePath, path: &[String], depth: usize) -> Option<ModulePath> {
        let (first, rest) = path.split_first()?;
        let start = match first.as_str() {
            "crate" => Vec::new(),
            "self" => from.clone(),
            "super" => from[..from.len().checked_sub(1)?].to_vec(),
            _ => return self.inside(from, path, depth),
        };
        if rest.is_empty() { Some(start) } else { self.follow(&start, rest, depth) }
    }

    fn follow(&self, from: &ModulePath, path: &[String], depth: usize) -> Option<ModulePath> {
        if matches!(path.first().map(String::as_str), Some("self" | "super")) {
            return self.home(from, path, depth);
        }
        self.inside(from, path, depth)
    }

    fn inside(&self, from: &ModulePath, path: &[String], depth: usize) -> Option<ModulePath> {
        let (first, rest) = path.split_first()?;
        let module = self.0.get(from)?;
        let child: ModulePath = from.iter().cloned().chain([first.clone()]).collect();
        if self.0.contains_key(&child) {
            return if rest.is_empty() { Some(child) } else { self.follow(&child, rest, depth) };
        }
        if module.defined.contains(first) {
            return Some(from.clone());
        }
        if depth > 16 {
            return None;
        }
        if let Some(target) = module.uses.get(first) {
            let target: Vec<String> = target.iter().chain(rest).cloned().collect();
            return self.home(from, &target, depth + 1);
        }
        module.globs.iter().find_map(|glob| {
            let home = self.home(from, glob, depth + 1)?;
            (home != *from).then(|| self.follow(&home, path, depth + 1)).flatten()
        })
    }

    /// Returns the files that each file imports from.
    fn imports(&self) -> BTreeMap<&Path, BTreeSet<&Path>> {
        let mut imports: BTreeMap<&Path, BTreeSet<&Path>> = BTreeMap::new();
        for (path, module) in &self.0 {
            let homes = module.named.iter().filter_map(|name| self.home(path, name, 0));
            let files = homes.filter_map(|home| self.0.get(&home)).map(|home| home.file.as_path());
            let files: BTreeSet<&Path> = files.filter(|file| *file != module.file).collect();
            imports.insert(&module.file, files);
        }
        imports
    }
}

impl Module {
    fn declare(&mut self, item: &Item) {
        let name = match item {
            Item::Const(item) => &item.ident,
            Item::Enum(item) => &item.ident,
            Item::Fn(item) => &item.sig.ident,
            Item::Static(item) => &item.ident,
            Item::Struct(item) => &item.ident,
            Item::Trait(item) => &item.ident,
            Item::Type(item) => &item.ident,
            Item::Union(item) => &item.ident,
            Item::Macro(item) => match &item.ident {
                Some(name) => name,
                // What a macro of the file's own declares is named first in it, behind its keyword.
                None => return self.declare_by_macro(item.mac.tokens.to_string().as_str()),
            },
            Item::Use(item) => return self.import(&item.tree, &mut Vec::new()),
            _ => return,
        };
        self.defined.insert(name.to_string());
    }

    fn declare_by_macro(&mut self, tokens: &str) {
        let words: Vec<&str> = tokens.split_whitespace().collect();
        let is_keyword = |word: &str| matches!(word, "struct" | "enum" | "fn" | "const");
        for pair in words.windows(2) {
            if is_keyword(pair[0]) {
                self.defined.insert(pair[1].trim_end_matches([':', ',', ';', '{']).to_owned());
            }
        }
        for (index, word) in words.iter().enumerate() {
            if *word == "{" && index > 0 {
                self.defined.insert(words[index - 1].to_owned());
            }
        }
    }

    fn import(&mut self, tree: &UseTree, way: &mut Vec<String>) {
        match tree {
            UseTree::Path(path) => {
                way.push(path.ident.to_string());
                self.import(&path.tree, way);
                way.pop();
            }
            UseTree::Name(name) if name.ident == "self" => {
                self.uses.insert(way.last().cloned().unwrap_or_default(), way.clone());
            }
            UseTree::Name(name) => self.take(name.ident.to_string(), name.ident.to_string(), way),
            UseTree::Rename(rename) => self.take(rename.rename.to_string(), rename.ident.to_string(), way),
            UseTree::Glob(_) => self.globs.push(way.clone()),
            UseTree::Group(group) => group.items.iter().for_each(|tree| self.import(tree, way)),
        }
    }

    fn take(&mut self, name: String, target: String, way: &[String]) {
        let mut path = way.to_vec();
        if target != "self" {
            path.push(target);
        }
        self.uses.insert(name, path);
    }
}

/// Collects the paths that code names, and those of imports that are no re-exports; tests are left out.
struct Paths<'m>(&'m mut Module);

impl<'ast> Visit<'ast> for Paths<'_> {
    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        let is_test = item.attrs.iter().any(|attribute| {
            attribute.path().is_ident("cfg")
                && matches!(&attribute.meta, syn::Meta::List(list) if list.tokens.to_string() == "test")
        });
        if !is_test {
            syn::visit::visit_item_mod(self, item);
        }
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        // What is only imported and never named is a trait, whose methods are called.
        if matches!(item.vis, Visibility::Inherited) {
            let mut imported = Module::default();
            imported.import(&item.tree, &mut Vec::new());
            self.0.named.extend(imported.uses.into_values());
            self.0.named.extend(imported.globs);
        }
    }

    fn visit_visibility(&mut self, _: &'ast Visibility) {
        // `pub(super)` names who may import, not what is imported.
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        self.0.named.insert(path.segments.iter().map(|segment| segment.ident.to_string()).collect());
        syn::visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, invocation: &'ast syn::Macro) {
        self.0.named.insert(invocation.path.segments.iter().map(|segment| segment.ident.to_string()).collect());
        self.name_paths_of(invocation.tokens.clone());
    }
}

impl Paths<'_> {
    /// Takes the paths with `::` from the tokens of a macro, which is not parsed; a name alone has been imported or is a
    /// variable.
    fn name_paths_of(&mut self, tokens: TokenStream) {
        let mut path: Vec<String> = Vec::new();
        let mut colons = 0;
        for token in tokens {
            match token {
                TokenTree::Punct(punct) if punct.as_char() == ':' => colons += 1,
                TokenTree::Ident(name) if colons == 2 => {
                    path.push(name.to_string());
                    colons = 0;
                }
                token => {
                    self.take_path(&mut path);
                    colons = 0;
                    match token {
                        TokenTree::Ident(name) => path.push(name.to_string()),
                        TokenTree::Group(group) => self.name_paths_of(group.stream()),
                        TokenTree::Punct(_) | TokenTree::Literal(_) => {}
                    }
                }
            }
        }
        self.take_path(&mut path);
    }

    fn take_path(&mut self, path: &mut Vec<String>) {
        let path = std::mem::take(path);
        if path.len() > 1 {
            self.0.named.insert(path);
        }
    }
}

/// Returns the groups of files that import each other in a circle.
fn circles<'a>(imports: &BTreeMap<&'a Path, BTreeSet<&'a Path>>) -> Vec<BTreeSet<&'a Path>> {
    let reach = |start: &'a Path| {
        let mut seen: BTreeSet<&Path> = BTreeSet::new();
        let mut next: Vec<&Path> = imports.get(start).into_iter().flatten().copied().collect();
        while let Some(file) = next.pop() {
            if seen.insert(file) {
                next.extend(imports.get(file).into_iter().flatten());
            }
        }
        seen
    };
    let reached: BTreeMap<&Path, BTreeSet<&Path>> = imports.keys().map(|file| (*file, reach(file))).collect();
    let mut circles: Vec<BTreeSet<&Path>> = Vec::new();
    for (file, from) in &reached {
        let circle: BTreeSet<&Path> = from.iter().copied().filter(|other| reached[other].contains(file)).collect();
        if !circle.is_empty() && !circles.contains(&circle) {
            circles.push(circle);
        }
    }
    circles
}

fn assert_no_circles(source: &str) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(source);
    let modules = Crate::read(&root);
    let imports = modules.imports();
    let edges: usize = imports.values().map(BTreeSet::len).sum();
    assert!(edges + 1 >= modules.0.len() / 2, "{source}: only {edges} imports were found");
    let mut report = String::new();
    for circle in circles(&imports) {
        for file in &circle {
            let into: Vec<String> =
                imports[file].intersection(&circle).map(|file| file.display().to_string()).collect();
            report.push_str(&format!("\n  {} imports {}", file.display(), into.join(", ")));
        }
        report.push('\n');
    }
    assert!(report.is_empty(), "{source} has circles of imports:{report}");
}

#[test]
fn imports_of_the_core_run_one_way() {
    assert_no_circles("codegen/core/src");
}

#[test]
fn imports_of_the_model_run_one_way() {
    assert_no_circles("codegen/model/src");
}

#[test]
fn imports_of_the_tree_run_one_way() {
    assert_no_circles("codegen/tree/src");
}

#[test]
fn imports_of_the_generator_run_one_way() {
    assert_no_circles("codegen/src");
}

#[test]
fn imports_of_the_workshop_run_one_way() {
    assert_no_circles("codegen/cli/src");
}

#[test]
fn imports_of_the_runtime_run_one_way() {
    assert_no_circles("codegen/runtime/src");
}

#[test]
fn imports_of_the_clients_run_one_way() {
    assert_no_circles("codegen/clients/reqwest/src");
    assert_no_circles("codegen/clients/ureq/src");
}

/// Returns the circles among files that are given by their names and texts.
fn circles_of(files: &[(&str, &str)]) -> Vec<BTreeSet<PathBuf>> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (name, text) in files {
        fs::write(folder.path().join(name), text).expect("it can be written");
    }
    let modules = Crate::read(folder.path());
    let owned = |circle: BTreeSet<&Path>| circle.into_iter().map(Path::to_owned).collect();
    circles(&modules.imports()).into_iter().map(owned).collect()
}

#[test]
fn a_circle_is_seen_through_a_re_export() {
    let files = [
        ("lib.rs", "mod a;\nmod b;\npub use b::second;\n"),
        ("a.rs", "use crate::second;\npub fn first() { second() }\n"),
        ("b.rs", "pub fn second() { crate::a::first() }\n"),
    ];
    assert_eq!(circles_of(&files), [BTreeSet::from(["a.rs".into(), "b.rs".into()])]);
}

#[test]
fn a_circle_is_seen_inside_of_a_macro() {
    let files = [
        ("lib.rs", "mod a;\nmod b;\n"),
        ("a.rs", "pub fn first() -> String { format!(\"{}\", vec![crate::b::second()].len()) }\n"),
        ("b.rs", "pub fn second() -> String { super::a::first() }\n"),
    ];
    assert_eq!(circles_of(&files), [BTreeSet::from(["a.rs".into(), "b.rs".into()])]);
}

#[test]
fn imports_that_run_one_way_are_no_circle() {
    let files = [
        ("lib.rs", "mod a;\nmod b;\npub use b::second;\n"),
        ("a.rs", "pub fn first() -> String { format!(\"{}\", crate::second()) }\n"),
        ("b.rs", "pub fn second() {}\n"),
    ];
    assert!(circles_of(&files).is_empty());
}
