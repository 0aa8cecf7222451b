//! The official metadata becomes legal specs: nothing is lost without a word, and nothing is guessed in silence.

use std::collections::BTreeMap;

use apiscribe_codegen::{
    ImportSummary, Imported, Layout, Options, SpecFile, generate, import, lint, read_specs, write_specs,
};
use serde_json::{Value, json};

/// Metadata of a small shop, with the hazards of real metadata.
fn metadata() -> Value {
    json!({
        "version": "1.0",
        "info": { "style": "RPC", "product": "Shop", "version": "2020-01-01" },
        "components": { "schemas": {
            "Category": { "type": "object", "properties": {
                "Name": { "type": "string" },
                "Parent": { "$ref": "#/components/schemas/Category" },
            } },
        } },
        "endpoints": [{ "regionId": "moon-1", "endpoint": "shop.moon-1.example.com" }],
        "apis": {
            "SellBook": {
                "summary": "Sells a [book](~~1~~).\n",
                "methods": ["post", "get"],
                "operationType": "readAndWrite",
                "parameters": [
                    { "name": "Title", "in": "query", "schema": {
                        "type": "string", "required": true, "example": "Emma\n",
                        "description": "The title. It must be 2 to 80 characters in length.",
                    } },
                    { "name": "Cover", "in": "query", "schema": {
                        "type": "string", "example": "soft",
                        "description": "The cover. Valid values:\n\n*   hard: with a *hard* cover.\n*   soft: without.\n",
                    } },
                    { "name": "Stars", "in": "query", "schema": {
                        "type": "integer", "format": "int32", "enum": ["1", "2"], "enumValueTitles": { "1": "bad", "2": "good" },
                    } },
                    { "name": "Pages", "in": "query", "schema": {
                        "type": "integer", "format": "int64", "minimum": "1", "maximum": "9223372036854775807", "example": "many",
                    } },
                    { "name": "Tag", "in": "query", "style": "repeatList", "schema": {
                        "type": "array", "maxItems": 20, "items": { "type": "object", "properties": {
                            "Key": { "type": "string" }, "key": { "type": "string", "minLength": -1, "pattern": "" },
                        } },
                    } },
                    { "name": "type", "in": "formData", "schema": { "type": "string", "enum": [], "pattern": "(?=a)a" } },
                    { "name": "5xxPv", "in": "query", "style": "json", "schema": { "type": "array" } },
                    { "name": "Legacy", "in": "query", "style": "xml", "schema": { "properties": { "A": {} } } },
                    { "name": "Kind", "in": "query", "schema": { "type": "string", "enum": ["2.0", "20", "按量", "Unknown", ""] } },
                    { "name": "Password", "in": "query", "schema": { "type": "string", "example": "x" } },
                ],
                "responses": { "200": { "schema": { "type": "object", "properties": {
                    "Category": { "$ref": "#/components/schemas/Category" },
                    "Lost": { "$ref": "#/components/schemas/Nowhere" },
                    "Kind": { "type": "string", "enum": ["a"] },
                    "Count": { "type": "integer" },
                } } } },
                "errorCodes": {
                    "400": [
                        { "errorCode": "InvalidVPC.NotFound", "errorMessage": "No VPC." },
                        { "errorCode": "InvalidVpc.NotFound", "errorMessage": "No Vpc." },
                        { "errorCode": "%s", "errorMessage": "%s" },
                        { "errorCode": "Twice", "errorMessage": "Again." },
                        { "errorCode": "Twice", "errorMessage": "Again." },
                    ],
                    "403": [{ "errorCode": "Twice", "errorMessage": "Again." }],
                },
                "responseDemo": "[{\"type\":\"json\",\"example\":\"{\\\"Count\\\": \\\"x\\\"}\"}]",
            },
            "ListBooks": {
                "methods": ["get"],
                "deprecated": true,
                "operationType": "read",
                "responses": { "200": { "schema": { "type": "array", "items": { "type": "string" } } } },
            },
        },
    })
}

fn imported() -> Imported {
    import(metadata().to_string().as_bytes()).expect("metadata")
}

/// The text of each file by its name.
fn texts(imported: &Imported) -> BTreeMap<String, String> {
    let text = |file: &SpecFile| (file.path.clone(), String::from_utf8(file.bytes.clone()).expect("text"));
    imported.files.iter().map(text).collect()
}

fn sell_book() -> serde_yaml::Value {
    serde_yaml::from_str(&texts(&imported())["shop/2020-01-01/SellBook.yaml"]).expect("YAML")
}

/// The value at a path of keys.
fn at<'v>(value: &'v serde_yaml::Value, path: &str) -> &'v serde_yaml::Value {
    path.split('/')
        .fold(value, |value, key| value.get(key).unwrap_or_else(|| panic!("no `{key}` of {path} in {value:?}")))
}

fn text(path: &str) -> String {
    at(&sell_book(), path).as_str().expect("text").to_owned()
}

#[test]
fn what_is_imported_is_legal_and_generates() {
    let imported = imported();
    let report = lint(&imported.files, &Options::default());
    assert!(report.is_empty(), "{report}");
    let generated =
        generate(&imported.files, &Options::new(Layout::SingleFile)).unwrap_or_else(|report| panic!("{report}"));
    assert!(generated.files[0].text.contains("pub parent: Option<Box<Category>>"));
}

#[test]
fn facts_are_carried_over() {
    let spec = sell_book();
    assert_eq!(text("summary"), "Sells a book.");
    assert_eq!(text("operation_type"), "write");
    assert_eq!(at(&spec, "http/methods"), &serde_yaml::from_str::<serde_yaml::Value>("[POST, GET]").expect("YAML"));
    assert_eq!(text("parameters/Title/example"), "Emma", "white space at the ends is the metadata's own");
    assert_eq!(at(&spec, "parameters/Title/required"), &serde_yaml::Value::Bool(true));
    assert_eq!(text("parameters/type/in"), "form");
    assert_eq!(text("parameters/Tag/style"), "repeat_list");
    assert_eq!(text("parameters/5xxPv/items/type"), "any", "an array that does not say of what");
    assert_eq!(text("parameters/Legacy/type"), "object", "a schema without a type, but with fields");
    assert_eq!(text("parameters/Stars/enum/2/doc"), "good");
    assert_eq!(at(&spec, "parameters/Password/secret"), &serde_yaml::Value::Bool(true));
    assert!(
        at(&spec, "parameters/Pages/rules/range").get("max").is_none(),
        "the end of a 64-bit integer limits nothing"
    );
    let service: serde_yaml::Value =
        serde_yaml::from_str(&texts(&imported())["shop/2020-01-01/service.yaml"]).expect("YAML");
    assert_eq!(at(&service, "endpoints/regions/moon-1/host").as_str(), Some("shop.moon-1.example.com"));
    let list: serde_yaml::Value =
        serde_yaml::from_str(&texts(&imported())["shop/2020-01-01/ListBooks.yaml"]).expect("YAML");
    assert_eq!(at(&list, "response/body/type").as_str(), Some("array"));
    assert_eq!(at(&list, "deprecated"), &serde_yaml::Value::Bool(true));
}

#[test]
fn what_stands_only_in_prose_is_read_and_said_to_be_assumed() {
    assert_eq!(text("parameters/Cover/enum/hard/known_from"), "metadata");
    let spec = sell_book();
    let rules = at(&spec, "parameters/Title/rules");
    assert_eq!(at(rules, "length/max").as_u64(), Some(80));
    assert_eq!(at(rules, "level").as_str(), Some("assumed"));
}

#[test]
fn what_would_not_be_legal_is_mended_in_plain_sight() {
    assert_eq!(text("parameters/Tag/items/fields/key/rust"), "key_2");
    assert_eq!(text("parameters/Kind/enum/Unknown/rust"), "UnknownValue");
    assert_eq!(text("response/fields/Kind/rust_type"), "ResponseKind");
    assert_eq!(text("response/fields/Lost/type"), "any");
    let spec = sell_book();
    let codes: Vec<(String, String)> = at(&spec, "errors")
        .as_sequence()
        .expect("rows")
        .iter()
        .map(|row| {
            (
                at(row, "code").as_str().expect("code").to_owned(),
                row.get("rust").and_then(|name| name.as_str()).unwrap_or_default().to_owned(),
            )
        })
        .collect();
    let code = |code: &str, rust: &str| (code.to_owned(), rust.to_owned());
    assert_eq!(
        codes,
        [
            code("InvalidVPC.NotFound", ""),
            code("InvalidVpc.NotFound", "InvalidVpcNotFound2"),
            code("Twice", ""),
            code("Twice", ""),
        ]
    );
    assert!(spec.get("examples").is_none(), "a sample that does not fit is left out");
    let gaps: Vec<&str> =
        at(&spec, "gaps").as_sequence().expect("gaps").iter().map(|gap| at(gap, "at").as_str().expect("at")).collect();
    for place in ["errors", "examples", "parameters.Legacy", "parameters.type", "response.fields.Lost"] {
        assert!(gaps.contains(&place), "no gap at {place}: {gaps:?}");
    }
    let allowed = at(&spec, "allow").as_sequence().expect("allow");
    assert!(allowed.iter().any(|allow| at(allow, "at").as_str() == Some("parameters.Pages.example")));
}

#[test]
fn the_summary_counts_what_was_done() {
    let ImportSummary { read, carried_over, excused, lost, .. } = imported().summary;
    assert_eq!((read, carried_over, lost.len()), (2, 2, 0));
    assert!(
        excused.iter().any(|(file, done)| file.ends_with("SellBook.yaml") && done.contains("InvalidVpcNotFound2")),
        "{excused:?}"
    );
}

#[test]
fn an_import_gives_the_same_bytes_every_time() {
    assert_eq!(texts(&imported()), texts(&imported()));
}

#[test]
fn what_is_no_metadata_is_refused() {
    for text in ["", "[]", "{}", "{\"info\":{}}", "{\"apis\": 3}", "not json"] {
        let error = import(text.as_bytes()).expect_err(text);
        assert!(error.contains("api-docs.json"), "{error}");
    }
}

#[test]
fn a_second_import_touches_nothing_and_stops_before_what_was_edited() {
    let folder = tempfile::tempdir().expect("a folder");
    let files = imported().files;
    let first = write_specs(folder.path(), &files, false).expect("written");
    assert_eq!((first.created, first.unchanged), (3, 0));
    let second = write_specs(folder.path(), &files, false).expect("written");
    assert_eq!((second.created, second.updated, second.unchanged), (0, 0, 3));

    let path = folder.path().join("shop/2020-01-01/SellBook.yaml");
    let edited = std::fs::read_to_string(&path).expect("text").replace("Sells a book.", "Sells one book.");
    std::fs::write(&path, &edited).expect("written");
    let error = write_specs(folder.path(), &files, false).expect_err("edited");
    assert!(error.to_string().contains("SellBook.yaml"), "{error}");
    assert_eq!(std::fs::read_to_string(&path).expect("text"), edited, "the edit stays");
    assert_eq!(write_specs(folder.path(), &files, true).expect("written").updated, 1);
}

#[test]
fn a_written_import_reads_as_the_same_specs() {
    let folder = tempfile::tempdir().expect("a folder");
    let files = imported().files;
    write_specs(folder.path(), &files, false).expect("written");
    let read = read_specs(folder.path()).expect("read").files;
    let single = |files: &[SpecFile]| {
        let generated = generate(files, &Options::new(Layout::SingleFile)).unwrap_or_else(|report| panic!("{report}"));
        let text = generated.files[0].text.clone();
        text.split_once('\n').map(|(_, body)| body.to_owned())
    };
    assert_eq!(single(&read), single(&files));
}
