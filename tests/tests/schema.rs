//! The JSON Schema that editors use: it is fresh, accepts what the generator accepts, and refuses what it can.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use apiscribe_cli::schema;
use apiscribe_model::check::Scope;
use apiscribe_model::check::lint;
use apiscribe_model::files::SourceFile;
use apiscribe_tests::top;
use boon::{Compiler, SchemaIndex, Schemas};
use serde_json::Value;

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The YAML files below a folder, in order.
fn yaml_files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("the folder can be listed").path()).collect();
    paths.sort();
    let files = paths.into_iter().flat_map(|path| match path.extension().and_then(|extension| extension.to_str()) {
        _ if path.is_dir() => yaml_files(&path),
        Some("yaml" | "yml") => vec![path],
        _ => Vec::new(),
    });
    files.collect()
}

/// The schema in a validator that did not make it.
struct Validator {
    schemas: Schemas,
    index: SchemaIndex,
}

impl Validator {
    fn new() -> Self {
        let schema = serde_json::from_str(&schema()).expect("the schema is JSON");
        let mut schemas = Schemas::new();
        let mut compiler = Compiler::new();
        compiler.enable_format_assertions();
        compiler.add_resource("spec.schema.json", schema).expect("the schema can be added");
        let index = compiler.compile("spec.schema.json", &mut schemas).unwrap_or_else(|error| panic!("{error:#}"));
        Self { schemas, index }
    }

    /// Why a document is refused.
    fn refusal(&self, text: &str) -> Option<String> {
        let document: Value = match serde_yaml::from_str(text) {
            Ok(document) => document,
            Err(error) => return Some(error.to_string()),
        };
        self.schemas.validate(&document, self.index).err().map(|error| format!("{error:#}"))
    }

    fn assert_accepts(&self, path: &Path) {
        if let Some(refusal) = self.refusal(&read(path)) {
            panic!("{}: {refusal}", path.display());
        }
    }
}

#[test]
fn the_checked_in_schema_is_what_the_command_prints() {
    assert!(
        read(&top().join("spec/spec.schema.json")) == schema(),
        "spec/spec.schema.json is not up to date; mend it with \
         `cargo run -p apiscribe-cli -- schema > spec/spec.schema.json`"
    );
}

#[test]
fn every_spec_validates_and_names_the_schema_in_its_first_line() {
    let spec = top().join("spec");
    let files = yaml_files(&spec);
    assert!(files.len() > 3, "{files:?}");
    let validator = Validator::new();
    for file in files {
        validator.assert_accepts(&file);
        let text = read(&file);
        let first = text.lines().next().unwrap_or_default();
        let below = file.strip_prefix(&spec).expect("it is below").components().count() - 1;
        let expected = format!("# yaml-language-server: $schema={}spec.schema.json", "../".repeat(below));
        assert_eq!(first, expected, "{}", file.display());
    }
}

#[test]
fn every_accepted_fixture_validates() {
    let files = yaml_files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/accept"));
    assert!(files.len() > 10, "{files:?}");
    let validator = Validator::new();
    for file in files {
        validator.assert_accepts(&file);
    }
}

/// The faults that a schema can see: unknown keys, wrong shapes, missing keys and unknown words.
const SEEN: &[&str] = &["E0201", "E0202", "E0203", "E0204"];

#[test]
fn refused_fixtures_with_faults_that_a_schema_can_see_do_not_validate() {
    let refused = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/refuse");
    let mut fixtures: BTreeMap<String, Vec<PathBuf>> = BTreeMap::new();
    for file in yaml_files(&refused) {
        let below = file.strip_prefix(&refused).expect("it is below");
        let name = below.components().next().expect("a folder").as_os_str().to_string_lossy().into_owned();
        fixtures.entry(name).or_default().push(file);
    }
    fixtures.retain(|name, _| SEEN.iter().any(|id| name.starts_with(id)));
    assert!(fixtures.len() >= SEEN.len(), "{fixtures:?}");
    let validator = Validator::new();
    for (name, files) in fixtures {
        assert!(files.iter().any(|file| validator.refusal(&read(file)).is_some()), "{name} validates");
    }
}

const SERVICE: &str = r#"
service: Shop
version: "2020-01-01"
style: rpc
title: A shop
permission_prefix: shop
endpoints: { rule: regional, regions: { north: { host: shop.example, known_from: metadata } } }
errors: [{ code: Closed, status: 503, recovery: wait }]
types: { Book: { type: object, fields: { Title: { type: string } } } }
"#;

const OPERATION: &str = r#"
operation: SellBook
summary: Sells a book.
page: { title: SellBook, url: "https://shop.example/SellBook", read: 2026-11-21 }
deprecated: true
permission: [{ action: "shop:Sell", access: write, resources: ["*Book"] }]
http: { methods: [POST, GET], path: / }
operation_type: write
flow_control: { requests: 1000, seconds: "60", known_from: metadata }
parameters:
  Title:
    in: query
    type: string
    required: true
    deprecated: Use Isbn instead.
    default: false
    example: 1984
    rules:
      length: { min: 1, max: 80, unit: char }
      charset: [ascii_letter, ".:_-", "ab"]
      level: assumed
  Price: { in: query, type: double, rules: { range: { min: 0.5, max: "1e3" } } }
  Tags: { in: query, style: json, type: array, items: { type: string } }
  Book: { in: query, style: flat, ref: Book }
  Address: { in: body, fields: { Street: { type: string } } }
response: { fields: { State: { type: string, enum: { Sold: { known_from: sdk } } } } }
errors: [{ code: NoBook, status: 404 }]
examples: [{ response: { State: Sold } }, { response: [1, null] }]
history: [{ date: 2026-11-20, changes: It was added. }]
gaps: [{ at: history, what: the page is short, taken_from: metadata }]
errata: [{ at: errors.NoBook, what: it is spelt so }]
allow: [{ id: W0601, at: parameters.Title, why: the page says both }]
"#;

/// What makes each of the two files wrong: a text that is in it, and what stands there instead.
const SERVICE_FAULTS: &[(&str, &str)] = &[
    ("service: Shop\n", ""),
    ("version: \"2020-01-01\"\n", ""),
    ("version: \"2020-01-01\"", "version: 2.0"),
    ("style: rpc\n", ""),
    ("style: rpc", "style: rest"),
    ("title: A shop", "tittle: A shop"),
    ("title: A shop", "summary: A shop."),
    ("title: A shop", "operation: SellBook"),
    ("title: A shop", "title:"),
    ("rule: regional", "rule: global"),
    ("host: shop.example, ", ""),
    ("known_from: metadata", "known_from: hearsay"),
    ("recovery: wait", "recovery: again"),
    ("errors: [{ code: Closed, status: 503, recovery: wait }]", "errors: { Closed: { status: 503 } }"),
    ("types: { Book: {", "types: { Book: { in: query,"),
];

const OPERATION_FAULTS: &[(&str, &str)] = &[
    ("operation: SellBook\n", ""),
    ("summary: Sells a book.\n", ""),
    ("summary: Sells a book.", "summary: Sells a book.\nversion: \"2020-01-01\""),
    ("summary: Sells a book.", "summary: { en: Sells a book. }"),
    ("read: 2026-11-21", "read: last Sunday"),
    ("deprecated: true", "deprecated: [Use BuyBook.]"),
    ("action: \"shop:Sell\", ", ""),
    ("[POST, GET]", "[POTS]"),
    ("[POST, GET]", "POST"),
    ("operation_type: write", "operation_type: writes"),
    (", seconds: \"60\"", ""),
    ("requests: 1000", "requests: many"),
    ("in: query\n", "in: qurey\n"),
    ("    in: query\n", ""),
    ("    type: string\n", ""),
    ("    type: string\n", "    type: text\n"),
    ("    type: string\n", "    type: array\n"),
    ("    type: string\n", "    type: map\n"),
    ("    type: string\n", "    type: string\n    fields: { A: { type: string } }\n"),
    ("required: true", "requierd: true"),
    ("required: true", "required: \"yes\""),
    ("default: false", "default: [false]"),
    ("min: 1, max: 80", "min: -1"),
    ("min: 1, max: 80", "min: one"),
    ("unit: char", "unit: letters"),
    ("length: { min: 1, max: 80, unit: char }", "length: 80"),
    ("length: {", "lenght: {"),
    ("[ascii_letter, ", "[ascii_leter, "),
    ("level: assumed", "level: sure"),
    ("min: 0.5", "min: half"),
    ("style: json", "style: comma"),
    ("items: { type: string }", "items: string"),
    ("ref: Book", "ref: Book, type: object"),
    ("ref: Book", "ref: Book, items: { type: string }"),
    ("response: { fields", "response: { body: { type: any }, fields"),
    ("enum: { Sold: { known_from: sdk } }", "enum: [Sold]"),
    ("code: NoBook, ", ""),
    (", status: 404", ""),
    ("status: 404", "status: 40x"),
    ("status: 404", "status: 42"),
    ("status: 404", "status: 404.5"),
    ("date: 2026-11-20, ", ""),
    (", changes: It was added.", ""),
    (", what: the page is short", ""),
    ("taken_from: metadata", "taken_from: memory"),
    ("{ at: errors.NoBook, ", "{ "),
    ("id: W0601, ", ""),
    (", why: the page says both", ""),
    ("id: W0601", "id: rules"),
];

#[test]
fn what_is_wrong_does_not_validate() {
    let validator = Validator::new();
    for (text, faults) in [(SERVICE, SERVICE_FAULTS), (OPERATION, OPERATION_FAULTS)] {
        assert_eq!(validator.refusal(text), None);
        for (from, to) in faults {
            assert!(text.contains(from), "`{from}` is in the file");
            assert!(validator.refusal(&text.replacen(from, to, 1)).is_some(), "`{to}` for `{from}` validates");
        }
    }
    for text in ["", "{}", "[]", "text", "summary: Sells a book.", "service:", "operation: SellBook"] {
        assert!(validator.refusal(text).is_some(), "`{text}` validates");
    }
}

#[test]
fn a_fault_in_one_kind_of_file_is_not_blamed_on_the_other() {
    let validator = Validator::new();
    let refusal = validator.refusal("operation: SellBook\nsumary: Sells a book.\n").expect("it is wrong");
    assert!(refusal.contains("sumary") && refusal.contains("summary"), "{refusal}");
    assert!(!refusal.contains("'version'") && !refusal.contains("'service'"), "{refusal}");
}

#[test]
fn the_type_words_are_those_that_the_generator_names() {
    let file = |name: &str, text: &str| SourceFile {
        path: format!("shop/{name}.yaml"),
        name: format!("shop/{name}.yaml"),
        bytes: text.as_bytes().to_vec(),
    };
    let operation = "operation: SellBook\nsummary: Sells a book.\nparameters: { Title: { in: query } }\n";
    let report = lint(&[file("service", SERVICE), file("SellBook", operation)], &Scope::default());
    let help = report.diagnostics().iter().find_map(|fault| fault.help_text().filter(|help| help.contains("`type:`")));
    let schema: Value = serde_json::from_str(&schema()).expect("the schema is JSON");
    let words = schema["$defs"]["Value"]["properties"]["type"]["enum"].as_array().expect("a list of words");
    let words: Vec<&str> = words.iter().map(|word| word.as_str().expect("a word")).collect();
    assert!(help.expect("the help").ends_with(&words.join(", ")), "{help:?}, {words:?}");
}
