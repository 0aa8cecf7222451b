//! Crates outside this workspace whose build scripts generate types: no warning of generated code is theirs.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use apiscribe_codegen::{Layout, Options, SourceFile, generate};

/// The lints of a strict user.
const STRICT: &str = "#![deny(warnings, missing_docs, rust_2018_idioms, unreachable_pub)]\n//! A crate.\n";

const SERVICE: &str = "\
service: Shop
version: \"2031-04-01\"
style: rpc
types:
  Tag:
    type: object
    doc: A label.
    fields:
      Key: { type: string, required: true, rules: { length: { min: 1, max: 8, unit: char } } }
      Kind: { ref: TagKind }
  TagKind: { type: string, doc: The kind of a label., enum: { Red: {}, Blue: {} } }
";

const OPERATION: &str = "\
operation: SellBook
summary: Sells a book.
parameters:
  Tag: { in: query, style: json, ref: Tag }
  Cover: { in: query, type: string, enum: { Hard: {}, Soft: {} }, example: Hard }
response:
  fields:
    Tags: { type: array, items: { ref: Tag } }
errors:
  - { code: NoSuchBook, status: 404, message: There is no such book. }
";

/// Writes a file, unless it has that text: cargo checks again what is newer than its last look.
fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().expect("a folder")).expect("the folder can be made");
    if fs::read_to_string(path).ok().as_deref() != Some(text) {
        fs::write(path, text).expect("the file can be written");
    }
}

fn project() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// A workspace of its own, with a folder for each crate. It stays where it is, so that the next run checks only what has
/// changed; cargo repeats the warnings of what has not.
struct Outside {
    folder: PathBuf,
    members: Vec<String>,
}

impl Outside {
    fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("outside-workspaces").join(name);
        for (spec, service) in [("shop spec", "Shop"), ("other", "Other")] {
            let spec = folder.join(spec).join(service.to_lowercase()).join("2031-04-01");
            write(&spec.join("service.yaml"), &SERVICE.replace("Shop", service));
            write(&spec.join("SellBook.yaml"), OPERATION);
            write(&spec.join("BuyBook.yaml"), &OPERATION.replace("Sell", "Buy"));
        }
        write(&folder.join("Cargo.lock"), &fs::read_to_string(project().join("Cargo.lock")).expect("the lock file"));
        Self { folder, members: Vec::new() }
    }

    /// Adds a crate without any source; returns its folder.
    fn package(&mut self, name: &str, edition: &str) -> PathBuf {
        let root = project().display().to_string();
        let manifest = format!(
            "[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"{edition}\"\n\n[dependencies]\n\
             apiscribe = {{ path = '{root}/codegen/runtime' }}\n\n[build-dependencies]\n\
             apiscribe-codegen = {{ path = '{root}/codegen' }}\n"
        );
        let member = self.folder.join(name);
        write(&member.join("Cargo.toml"), &manifest);
        self.members.push(format!("{name:?}"));
        member
    }

    /// Adds a crate: its edition, what its build script configures, the name of its source file, and the text of that.
    fn add(&mut self, name: &str, edition: &str, build: &str, file: &str, text: &str) {
        let member = self.package(name, edition);
        let build = format!("fn main() -> Result<(), apiscribe_codegen::Error> {{\n    {build}\n}}\n");
        write(&member.join("build.rs"), &build);
        write(&member.join(file), &format!("{STRICT}{text}"));
    }

    /// Adds the crate that the README of this package makes, block by block.
    fn add_tutorial(&mut self) {
        let readme = fs::read_to_string(project().join("codegen/README.md")).expect("the README");
        let member = self.package("tutorial", "2021");
        let mut written = Vec::new();
        for block in readme.split("\n```").skip(1).step_by(2) {
            let (_, text) = block.split_once('\n').expect("a language");
            let first = text.lines().next().unwrap_or_default();
            let path = first.strip_prefix("// ").or_else(|| first.strip_prefix("# "));
            if let Some(path) = path.filter(|path| path.contains('.') && !path.contains(' ')) {
                let strict = if path == "src/lib.rs" { STRICT } else { "" };
                write(&member.join(path), &format!("{strict}{text}\n"));
                written.push(path.to_owned());
            }
        }
        let folder = "spec/bookshop/2031-05-01";
        let spec = ["service", "GetBook"].map(|file| format!("{folder}/{file}.yaml"));
        assert_eq!(written, [&spec[0], &spec[1], "build.rs", "src/lib.rs"]);
    }

    /// Adds a crate that is generated as a whole of the specs in a folder; returns how many examples its documentation has.
    fn add_generated(&mut self, name: &str, specs: &Path) -> usize {
        let file = |entry: fs::DirEntry| {
            let name = format!("spec/{name}/1/{}", entry.file_name().to_string_lossy());
            SourceFile { path: name.clone(), name, bytes: fs::read(entry.path()).expect("a spec") }
        };
        let entries = fs::read_dir(specs).expect("the specs").map(|entry| entry.expect("an entry"));
        let specs: Vec<SourceFile> =
            entries.filter(|entry| entry.path().extension().is_some_and(|end| end == "yaml")).map(file).collect();
        let options = Options::new(Layout::Crate { name: name.to_owned() });
        let files = generate(&specs, &options).unwrap_or_else(|report| panic!("{report}")).files;
        let member = self.package(name, "2024");
        for file in &files {
            write(&member.join("src").join(&file.path), &file.text);
        }
        let is_example = |line: &&str| line.trim() == "//! ```";
        let fences = files.iter().flat_map(|file| file.text.lines()).filter(is_example).count();
        let not_run =
            files.iter().flat_map(|file| file.text.lines()).filter(|line| line.trim() == "//! ```text").count();
        (fences - not_run) / 2
    }

    /// Runs cargo on all crates; what they are built of is kept for the next run.
    fn cargo(&self, arguments: &[&str]) -> Output {
        let members = self.members.join(", ");
        let manifest = format!("[workspace]\nresolver = \"2\"\nmembers = [{members}]\n");
        write(&self.folder.join("Cargo.toml"), &manifest);
        Command::new(env!("CARGO"))
            .args(arguments)
            .args(["--offline", "--color", "never"])
            .current_dir(&self.folder)
            .env("CARGO_TARGET_DIR", concat!(env!("CARGO_TARGET_TMPDIR"), "/outside"))
            .env_remove("RUSTFLAGS")
            .env_remove("CARGO_ENCODED_RUSTFLAGS")
            .output()
            .expect("cargo runs")
    }
}

const USE: &str = "
/// A call.
pub fn query() -> String {
    use apiscribe::Operation as _;
    types::shop::v2031_04_01::SellBookRequest::new().with_cover(\"Hard\").query_string()
}
";

#[test]
fn crates_as_strict_as_can_be_hear_nothing_of_generated_code() {
    let mut outside = Outside::new("strict");
    let generate = "apiscribe_codegen::configure().generate(\"../shop spec\")";
    let private = format!("mod types {{\n    apiscribe::include_types!();\n}}\n{USE}");
    outside.add("private-module", "2024", generate, "src/lib.rs", &private);
    outside.add("edition-2021", "2021", generate, "src/lib.rs", &private);
    let public = format!("/// The types.\npub mod types {{\n    apiscribe::include_types!();\n}}\n{USE}");
    outside.add("public-module", "2024", generate, "src/lib.rs", &public);
    let main = "mod types {\n    apiscribe::include_types!();\n}\n\nfn main() {\n    \
                let _ = types::shop::v2031_04_01::BuyBookRequest::new();\n}\n";
    outside.add("binary", "2021", generate, "src/main.rs", main);

    // Two files in one folder, the second of which uses a type of the first, and orders the values of enums.
    let two = "apiscribe_codegen::configure().generate(\"../shop spec\")?;\n    \
               apiscribe_codegen::configure()\n        .file_name(\"other.rs\")\n        .module_path(\"other\")\n        \
               .derive(\"other.*.SellBook.Cover\", [\"PartialOrd\", \"Ord\"])\n        \
               .extern_type(\"other.*.types.Tag\", \"crate::types::shop::v2031_04_01::types::Tag\")\n        \
               .generate(\"../other\")";
    let both = "mod types {\n    apiscribe::include_types!();\n}\n\nmod other {\n    \
                apiscribe::include_types!(\"other.rs\");\n}\n
/// Compares.
pub fn compare() -> bool {
    use other::other::v2031_04_01::sell_book::Cover;
    let tag = types::shop::v2031_04_01::types::Tag::new(\"key\");
    let request = other::other::v2031_04_01::SellBookRequest::new().with_tag(tag);
    Cover::Hard < Cover::Soft && request.validate().is_ok()
}
";
    outside.add("two-files", "2021", two, "src/lib.rs", both);
    // Of two folders one file.
    let all = "apiscribe_codegen::configure().generate_all([\"../shop spec\", \"../other\"])";
    let user = "mod types {\n    apiscribe::include_types!();\n}\n\n/// A request.\npub fn request() -> bool {\n    \
                types::shop::v2031_04_01::SellBookRequest::new().validate().is_ok()\n        \
                && types::other::v2031_04_01::SellBookRequest::new().validate().is_ok()\n}\n";
    outside.add("two-folders", "2024", all, "src/lib.rs", user);

    outside.add_tutorial();

    let output = outside.cargo(&["check", "--keep-going", "--all-targets"]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success() && !said.contains("warning"), "{said}");

    // Its counterpart: what is the user's own is heard of, and a build script that goes wrong stops the build.
    let mut outside = Outside::new("broken");
    outside.add("undocumented", "2024", generate, "src/lib.rs", &public.replace("/// The types.", "//"));
    let clash = "apiscribe_codegen::configure().generate(\"../shop spec\")?;\n    \
                 apiscribe_codegen::configure().generate(\"../other\")";
    outside.add("one-file-twice", "2024", clash, "src/lib.rs", "");
    let output = outside.cargo(&["check", "--keep-going"]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!output.status.success(), "{said}");
    for part in ["missing documentation for a module", "two calls write `", "another `file_name`"] {
        assert!(said.contains(part), "`{part}` in {said}");
    }
}

#[test]
fn the_examples_of_a_crate_for_an_api_over_http_run() {
    let mut outside = Outside::new("examples");
    let count = outside.add_generated("ferries", &project().join("tests/fixtures/accept/rest_api"));
    assert!(count > 5, "{count} examples");
    let output = outside.cargo(&["test", "--doc"]);
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
    assert!(said.contains(&format!("{count} passed; 0 failed; 0 ignored")), "{said}");
}
