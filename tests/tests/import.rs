//! The official metadata becomes legal specs: nothing is lost without a word, and nothing is guessed in silence.

use std::collections::{BTreeMap, BTreeSet};

use apiscribe_cli::{
    Cause, ImportSummary, Imported, audit_metadata, diff, import, import_editions, import_over, write_specs,
};
use apiscribe_codegen::{Layout, Options, generate};
use apiscribe_model::check::{Scope, lint};
use apiscribe_model::files::SourceFile;
use apiscribe_tree::read_specs;
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
                    { "name": "Legacy", "in": "query", "style": "json", "schema": { "properties": { "A": {} } } },
                    { "name": "Kind", "in": "query", "schema": { "type": "string", "enum": ["2.0", "20", "按量", "Unknown", ""] } },
                    { "name": "Password", "in": "query", "schema": { "type": "string", "example": "x" } },
                ],
                "responses": { "200": { "schema": { "type": "object", "properties": {
                    "Category": { "$ref": "#/components/schemas/Category" },
                    "Lost": { "$ref": "#/components/schemas/Nowhere" },
                    "Kind": { "type": "string", "enum": ["a"] },
                    "Count": { "type": "integer", "example": "3" },
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
    let text = |file: &SourceFile| (file.path.clone(), String::from_utf8(file.bytes.clone()).expect("text"));
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
    text_of(at(&sell_book(), path))
}

fn text_of(value: &serde_yaml::Value) -> String {
    value.as_str().expect("text").to_owned()
}

#[test]
fn what_is_imported_is_legal_and_generates() {
    let imported = imported();
    let report = lint(&imported.files, &Scope::default());
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
    assert_eq!(text("known_from"), "metadata");
    let spec = sell_book();
    let rules = at(&spec, "parameters/Title/rules");
    assert_eq!(at(rules, "length/max").as_u64(), Some(80));
    assert_eq!(at(rules, "level").as_str(), Some("assumed"));
}

#[test]
fn what_would_not_be_legal_is_mended_in_plain_sight() {
    assert_eq!(text("parameters/Tag/items/fields/Key/rust"), "key_capital");
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
            code("InvalidVPC.NotFound", "InvalidVPCNotFound"),
            code("InvalidVpc.NotFound", ""),
            code("Twice", ""),
            code("Twice", ""),
        ]
    );
    assert!(spec.get("examples").is_none(), "a sample that does not fit is left out");
    let gaps: Vec<&str> =
        at(&spec, "gaps").as_sequence().expect("gaps").iter().map(|gap| at(gap, "at").as_str().expect("at")).collect();
    for place in ["errors", "examples", "parameters.type", "response.fields.Lost"] {
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
        excused.iter().any(|(file, done)| file.ends_with("SellBook.yaml") && done.contains("Nowhere")),
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
    let files = imported();
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
    let imported = imported();
    write_specs(folder.path(), &imported, false).expect("written");
    let read = read_specs(folder.path()).expect("read").files;
    let single = |files: &[SourceFile]| {
        let generated = generate(files, &Options::new(Layout::SingleFile)).unwrap_or_else(|report| panic!("{report}"));
        let text = generated.files[0].text.clone();
        text.split_once('\n').map(|(_, body)| body.to_owned())
    };
    assert_eq!(single(&read), single(&imported.files));
}

/// Metadata with one operation, `Try`.
fn trying(operation: &Value) -> Imported {
    let docs = json!({
        "info": { "style": "RPC", "product": "Shop", "version": "2020-01-01" },
        "apis": { "Try": operation },
    });
    import(docs.to_string().as_bytes()).expect("metadata")
}

/// The spec of `Try`, which must be legal and generate.
fn tried(operation: &Value) -> serde_yaml::Value {
    let imported = trying(operation);
    assert!(imported.summary.lost.is_empty(), "{:?}", imported.summary.lost);
    let report = lint(&imported.files, &Scope::default());
    assert!(report.is_empty(), "{report}");
    let generated = generate(&imported.files, &Options::new(Layout::SingleFile));
    let text = &generated.unwrap_or_else(|report| panic!("{report}")).files[0].text;
    let turns = |letter: char| matches!(letter, '\r' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    assert!(!text.contains(turns), "rustc refuses these in comments");
    serde_yaml::from_str(&texts(&imported)["shop/2020-01-01/Try.yaml"]).expect("YAML")
}

/// The gaps of a spec: where, and what.
fn gaps(spec: &serde_yaml::Value) -> Vec<(String, String)> {
    let text = |gap, key| at(gap, key).as_str().expect("text").to_owned();
    let rows = spec.get("gaps").and_then(serde_yaml::Value::as_sequence);
    rows.into_iter().flatten().map(|gap| (text(gap, "at"), text(gap, "what"))).collect()
}

#[test]
fn odd_shapes_take_nothing_else_with_them() {
    let spec = tried(&json!({
        "summary": 5, "description": ["a"], "deprecated": "true", "methods": "post", "operationType": null,
        "errorCodes": { "400": null, "403": { "errorCode": 7, "errorMessage": 8 }, "4XX": [{ "errorCode": "A" }] },
        "responses": null, "responseDemo": 5,
        "parameters": [
            null,
            { "name": "A", "in": "query", "schema": null },
            { "name": "B", "in": "query", "schema": { "type": ["string", "null"], "title": 3, "enumValueTitles": [] } },
            { "name": "C", "in": "query", "style": 5, "schema": { "type": "object", "properties": [], "items": 5 } },
            { "name": "D", "in": "query", "schema": { "required": "true", "enum": "x", "pattern": 3, "maximum": [] } },
        ],
    }));
    assert_eq!(at(&spec, "parameters/A/type").as_str(), Some("any"));
    assert_eq!(at(&spec, "parameters/B/type").as_str(), Some("string"));
    assert_eq!(at(&spec, "parameters/D/required").as_bool(), Some(true));
    assert_eq!(at(&spec, "errors").as_sequence().map(Vec::len), Some(1));
    assert!(gaps(&spec).iter().any(|(at, what)| at == "errors" && what.contains("4XX")), "{:?}", gaps(&spec));
}

#[test]
fn what_has_not_the_form_that_is_due_is_a_gap_wherever_it_stands() {
    let form = "which is not of the form that is due; left out";
    for (place, operation, at, key) in [
        (
            "a schema",
            json!({ "parameters": [{ "name": "A", "in": "query", "schema": "text" }] }),
            "parameters",
            "schema",
        ),
        ("a parameter", json!({ "parameters": ["A"] }), "parameters", "in a list"),
        ("all parameters", json!({ "parameters": "A" }), "parameters", "parameters"),
        ("a property", responding(&json!({ "A": "text" }), &json!({})), "response", "A"),
        ("properties", responding(&json!("A"), &json!({})), "response", "properties"),
        ("items", responding(&json!({ "A": { "type": "array", "items": 5 } }), &json!({})), "response", "items"),
        ("a flag", responding(&json!({ "A": { "deprecated": "perhaps" } }), &json!({})), "response", "deprecated"),
        ("responses", json!({ "responses": 1 }), "response", "responses"),
        ("a response", json!({ "responses": { "200": "fine" } }), "response", "200"),
        ("headers", json!({ "responses": { "200": { "headers": "X-A" } } }), "response", "headers"),
        ("rows", json!({ "errorCodes": "Closed" }), "errors", "errorCodes"),
        ("a row", json!({ "errorCodes": { "400": ["Closed"] } }), "errors", "in a list"),
        ("a permission", json!({ "ramActions": [{ "ramAction": "shop:Sell" }] }), "permission", "ramAction"),
        ("a limit", json!({ "flowControl": 100 }), "flow_control", "flowControl"),
        ("a change", json!({ "changeSet": ["yesterday"] }), "history", "in a list"),
        ("tags", json!({ "systemTags": "list" }), "operation", "systemTags"),
    ] {
        let found = gaps(&tried(&operation));
        let is_told = |(place, what): &(String, String)| {
            place == at && what.contains(&format!("the key {key}")) && what.contains(form)
        };
        assert!(found.iter().any(is_told), "{place}: {found:?}");
    }
    let sound = tried(&json!({
        "methods": "post", "deprecated": "True", "errorCodes": { "400": { "errorCode": 7 }, "404": [] }, "systemTags": "", "flowControl": null,
        "parameters": [{ "name": "A", "in": "query", "schema": { "type": ["string", "null"], "required": "true", "properties": [] } }],
    }));
    assert!(!gaps(&sound).iter().any(|(_, what)| what.contains(form)), "{:?}", gaps(&sound));
}

#[test]
fn an_operation_that_cannot_be_read_is_lost_by_its_name_and_alone() {
    let docs = json!({
        "info": { "style": "RPC", "product": "Shop", "version": "2020-01-01" },
        "components": null, "endpoints": null,
        "apis": { "Good": {}, "Bad": [], "../Evil": {} },
    });
    let imported = import(docs.to_string().as_bytes()).expect("metadata");
    let ImportSummary { read, carried_over, lost, .. } = &imported.summary;
    assert_eq!((*read, *carried_over), (3, 1));
    let names: Vec<&str> = lost.iter().map(|(file, _)| file.as_str()).collect();
    assert_eq!(names, ["shop/2020-01-01/../Evil.yaml", "shop/2020-01-01/Bad.yaml"]);
    assert!(imported.files.iter().all(|file| !file.path.contains("..")));
}

#[test]
fn a_service_that_is_lost_takes_its_operations_with_it_and_says_so() {
    let names: Vec<String> = (0..40).map(|index| format!("Get{index}")).collect();
    let apis: serde_json::Map<String, Value> = names.iter().map(|name| (name.clone(), json!({}))).collect();
    let docs = json!({ "info": { "style": "RPC", "product": "--", "version": "2020-01-01" }, "apis": apis });
    let imported = import(docs.to_string().as_bytes()).expect("metadata");
    let ImportSummary { read, carried_over, lost, .. } = &imported.summary;
    assert_eq!((*read, *carried_over, lost.len(), imported.files.len()), (40, 0, 40, 0));
    let reason = |name: &str| {
        let file = format!("--/2020-01-01/{name}.yaml");
        lost.iter().find(|(lost, _)| *lost == file).map(|(_, reason)| reason.as_str()).unwrap_or_default()
    };
    let is_told = |name: &String| {
        reason(name).contains("`service.yaml` beside it is lost")
            && reason(name).contains("no module can be called `--`")
    };
    assert!(names.iter().all(is_told), "{lost:?}");
}

#[test]
fn a_style_that_the_format_has_no_word_for_is_taken_for_what_its_operations_are() {
    let service = |style: &Value, operations: &Value| {
        let info = json!({ "style": style, "product": "Shop", "version": "2020-01-01" });
        let imported = import(json!({ "info": info, "apis": operations }).to_string().as_bytes()).expect("metadata");
        assert!(imported.summary.lost.is_empty(), "{:?}", imported.summary.lost);
        let service: serde_yaml::Value =
            serde_yaml::from_str(&texts(&imported)["shop/2020-01-01/service.yaml"]).expect("YAML");
        let gap = gaps(&service).into_iter().find(|(at, _)| at == "style").map(|(_, what)| what);
        (text_of(at(&service, "style")), gap.unwrap_or_default())
    };
    let called = json!({ "A": { "methods": ["post"] }, "B": { "path": "/" } });
    let placed = json!({ "A": { "path": "/books/{Id}" }, "B": { "path": "/" } });
    for (style, operations, expected, word) in [
        (json!("RPC"), &called, "rpc", ""),
        (json!(" Roa"), &called, "roa", ""),
        (json!("V3"), &called, "rpc", "`V3`"),
        (json!("AliGenie"), &placed, "roa", "`AliGenie`"),
        (json!(null), &called, "rpc", "does not say"),
        (json!(""), &placed, "roa", "does not say"),
    ] {
        let (found, gap) = service(&style, operations);
        assert_eq!(found, expected, "{style}");
        assert!(gap.contains(word) && gap.is_empty() == word.is_empty(), "{style}: {gap}");
    }
}

#[test]
fn what_the_metadata_has_no_more_goes_and_what_was_edited_stays() {
    let version = |product: &str, names: &[&str]| {
        let apis: serde_json::Map<String, Value> = names.iter().map(|name| ((*name).to_owned(), json!({}))).collect();
        let info = json!({ "style": "RPC", "product": product, "version": "2020-01-01" });
        import(json!({ "info": info, "apis": apis }).to_string().as_bytes()).expect("metadata")
    };
    let folder = tempfile::tempdir().expect("a folder");
    let path = |file: &str| folder.path().join(format!("shop/2020-01-01/{file}"));
    let write = |names: &[&str], overwrite| write_specs(folder.path(), &version("Shop", names), overwrite);
    assert_eq!(write(&["A", "B", "C"], false).expect("written").created, 4);
    std::fs::write(path("Mine.yaml"), "operation: Mine\n").expect("written");

    assert_eq!(write(&["A", "C"], false).expect("written").removed, 1);
    assert!(!path("B.yaml").exists() && path("C.yaml").exists(), "the one that is gone from the metadata");
    assert!(path("Mine.yaml").exists(), "what was never imported is a person's own");

    let edited = std::fs::read_to_string(path("C.yaml")).expect("text").replace("summary: C", "summary: See");
    std::fs::write(path("C.yaml"), &edited).expect("written");
    let error = write(&["A"], false).expect_err("edited");
    assert!(error.to_string().contains("C.yaml"), "{error}");
    assert!(path("C.yaml").exists());
    assert_eq!(write(&["A"], true).expect("written").removed, 1);
}

#[test]
fn an_operation_that_nothing_mends_takes_no_other_with_it() {
    let names: Vec<String> = (0..30).map(|index| format!("{}{index}", "Op".repeat(130))).collect();
    let mut apis: serde_json::Map<String, Value> = names.iter().map(|name| (name.clone(), json!({}))).collect();
    apis.insert("Good".to_owned(), json!({}));
    let docs = json!({ "info": { "style": "RPC", "product": "Shop", "version": "2020-01-01" }, "apis": apis });
    let ImportSummary { read, carried_over, lost, .. } = import(docs.to_string().as_bytes()).expect("metadata").summary;
    assert_eq!((read, carried_over, lost.len()), (31, 1, 30), "{lost:?}");
}

#[test]
fn every_row_that_is_wrong_is_mended_and_the_others_stay() {
    let row = |code: &str, message: &str| json!({ "errorCode": code, "errorMessage": message });
    let good: Vec<String> = (0..20).map(|index| format!("Good{index}")).collect();
    let rows: Vec<Value> = good.iter().flat_map(|code| [row("%s", code), row(code, code), row("--", code)]).collect();
    let spec = tried(&json!({ "errorCodes": { "400": rows } }));
    let left: Vec<&str> = at(&spec, "errors")
        .as_sequence()
        .expect("rows")
        .iter()
        .map(|row| at(row, "code").as_str().expect("code"))
        .collect();
    assert_eq!(left, good);
    for (code, message) in good.iter().flat_map(|message| [("%s", message), ("--", message)]) {
        let is_of_row = |what: &str| what.contains(&format!("`{code}`")) && what.contains(&format!("`{message}`"));
        assert!(gaps(&spec).iter().any(|(at, what)| at == "errors" && is_of_row(what)), "{code} {message}");
    }
}

#[test]
fn prose_about_each_item_of_an_array_makes_assumed_rules_of_its_items() {
    let list = |kind: &str, description: &str| {
        let spec = tried(&json!({ "parameters": [{ "name": "A", "in": "query", "schema": {
            "type": "array", "description": description, "items": { "type": kind } } }] }));
        at(&spec, "parameters/A/items").clone()
    };
    let names = list("string", "The names. Each name must end with a digit and be 2 to 8 characters in length.");
    assert_eq!(at(&names, "rules/length/max").as_u64(), Some(8));
    assert_eq!(at(&names, "rules/ends_with"), &serde_yaml::Value::from(vec!["ascii_digit"]));
    assert_eq!(at(&names, "rules/level").as_str(), Some("assumed"));
    let ports = list("integer", "Each port must be an integer from 1 to 65535.");
    assert_eq!(at(&ports, "rules/range/max").as_u64(), Some(65535));
    assert!(list("string", "The names, up to 8 characters in length.").get("rules").is_none());
    assert!(list("boolean", "Each name can be up to 8 characters in length.").get("rules").is_none());
}

#[test]
fn names_that_meet_or_cannot_be_made_are_chosen_in_plain_sight() {
    let names = ["Self", "self", "TaskOption.HttpURI", "a[0]", "", "%", "1", "Key", "key", "KEY", "<<", "New"];
    let field = |name: &&str| ((*name).to_owned(), json!({ "type": "string" }));
    let fields: serde_json::Map<String, Value> = names.iter().map(field).collect();
    let nested = json!({ "type": "object", "properties": { "Body": { "type": "object", "properties": fields } } });
    let spec = tried(&json!({
        "parameters": [
            { "name": "Body", "in": "formData", "style": "json", "schema": nested },
            { "name": "Choice", "in": "query", "schema": { "type": "string", "enum": ["", "-", "Self", "self", "<<", "2.0", "20"] } },
        ],
    }));
    let fields = at(&spec, "parameters/Body/fields/Body/fields");
    assert_eq!(fields.as_mapping().map(serde_yaml::Mapping::len), Some(names.len()));
    assert!(at(fields, "%").get("rust").is_none(), "a mark is a word");
    assert_eq!(at(fields, "/rust").as_str(), Some("unnamed"));
    assert_eq!(at(&spec, "parameters/Choice/enum").as_mapping().map(serde_yaml::Mapping::len), Some(7));
    assert!(
        at(&spec, "parameters/Choice/enum").get("rust").is_none(),
        "the name belongs to the value `` and not to the list"
    );
}

#[test]
fn operations_whose_modules_meet_are_told_apart() {
    let docs = json!({
        "info": { "style": "RPC", "product": "Shop", "version": "2020-01-01" },
        "apis": { "list": {}, "List": {}, "GetBook": {}, "Get-Book": {} },
    });
    let imported = import(docs.to_string().as_bytes()).expect("metadata");
    assert!(imported.summary.lost.is_empty(), "{:?}", imported.summary.lost);
    let report = lint(&imported.files, &Scope::default());
    assert!(report.is_empty(), "{report}");
    assert!(texts(&imported)["shop/2020-01-01/Get-Book.yaml"].contains("rust: GetMinusBook"));
}

#[test]
fn operations_whose_names_no_file_can_have_are_imported_into_files_that_every_system_can_have() {
    let long = "List".repeat(60);
    let docs = json!({
        "info": { "style": "RPC", "product": "Con", "version": "2020-01-01" },
        "apis": {
            "Con": {}, "service": {}, "Types": {}, "mod": {}, "list": {}, "List": {}, "查询": {}, "Größe": {}, long.clone(): {},
            "List/Books": {}, "List\n": {}, "LiST": {}, "List".repeat(70): {},
        },
    });
    let imported = import(docs.to_string().as_bytes()).expect("metadata");
    let paths: BTreeSet<&str> =
        imported.files.iter().filter_map(|file| file.path.strip_prefix("con_/2020-01-01/")).collect();
    let long_file = format!("{long}.yaml");
    let expected = [
        "Con_.yaml",
        "service_.yaml",
        "service.yaml",
        "Types.yaml",
        "mod.yaml",
        "LiST.yaml",
        "List.yml",
        "查询.yaml",
        "Größe.yaml",
        &long_file,
    ];
    assert_eq!(paths, expected.into_iter().collect());
    assert_eq!(imported.summary.lost.len(), 4, "{:?}", imported.summary.lost);
    let report = lint(&imported.files, &Scope::default());
    assert!(report.is_empty(), "{report}");
    assert!(!texts(&imported)["con_/2020-01-01/Types.yaml"].contains("rust:"), "its module has a free name");
    for (file, name) in [("查询.yaml", "Unnamed"), ("Größe.yaml", "Gre"), (&*long_file, &long[..100])] {
        let text = &texts(&imported)[&*format!("con_/2020-01-01/{file}")];
        assert!(text.contains(&format!("rust: {name}\n")), "{text}");
    }
}

#[test]
fn parameters_that_cannot_be_said_are_left_out_by_name() {
    let text = |name: &str, place: &str| json!({ "name": name, "in": place, "schema": { "type": "string" } });
    let spec = tried(&json!({
        "path": "/a/[Id]/{Other}",
        "parameters": [
            text("Id", "query"), text("Token", "trailer"), text("Crumb", "cookie"), text("Twice", "query"), text("Twice", "header"), text("Lost", "path"),
            text("One", "body"), text("Two", "body"),
        ],
    }));
    assert_eq!(at(&spec, "http/path").as_str(), Some("/a/{Id}/{Other}"));
    assert_eq!(at(&spec, "parameters/Id/in").as_str(), Some("path"));
    assert_eq!(at(&spec, "parameters/Other/in").as_str(), Some("path"));
    assert_eq!(at(&spec, "parameters/Crumb/in").as_str(), Some("cookie"));
    assert_eq!(at(&spec, "parameters/Twice/in").as_str(), Some("query"));
    assert_eq!(at(&spec, "parameters/body/fields/Two/type").as_str(), Some("string"), "two bodies are members of one");
    let all: Vec<String> = gaps(&spec).into_iter().map(|(at, what)| format!("{at}: {what}\n")).collect();
    let all = all.concat();
    for name in ["Token", "Twice", "Lost", "Id", "Other", "parameters.body"] {
        assert!(all.contains(name), "no gap tells of {name}: {all}");
    }
}

#[test]
fn of_two_descriptions_of_a_parameter_the_one_that_asks_for_less_stays_in_either_order() {
    let id = |name: &str, required: bool| json!({ "name": name, "in": "query", "schema": { "type": "string", "required": required } });
    for order in [[true, false], [false, true]] {
        let [first, second] = order.map(|required| id("Id", required));
        let spec = tried(&json!({ "parameters": [first, second, id("Page", true), id("Page", true)] }));
        assert!(at(&spec, "parameters/Id").get("required").is_none(), "{order:?}");
        let gaps = gaps(&spec);
        assert!(gaps.iter().any(|(at, what)| at == "parameters.Id" && what.contains("described twice")), "{gaps:?}");
        assert!(!gaps.iter().any(|(at, _)| at == "parameters.Page"), "nothing is lost of what is said twice alike");
    }
}

#[test]
fn rules_that_the_metadata_itself_breaks_refuse_nothing() {
    let spec = tried(&json!({
        "parameters": [
            { "name": "A", "in": "query", "schema": { "type": "string", "maxLength": 3, "example": "longer" } },
            { "name": "B", "in": "query", "schema": { "type": "integer", "minimum": 1, "default": 0 } },
            { "name": "C", "in": "query", "schema": { "type": "string", "pattern": "/^a$/", "example": "a" } },
            { "name": "D", "in": "query", "schema": { "type": "integer", "maximum": 9, "exclusiveMaximum": true } },
            { "name": "E", "in": "query",
              "schema": { "type": "integer", "format": "int32", "maximum": 9, "example": "99999999999" } },
        ],
    }));
    assert_eq!(at(&spec, "parameters/E/rules/range/max").as_i64(), Some(9), "no 32-bit integer says nothing of rules");
    let allowed = at(&spec, "allow").as_sequence().expect("allow");
    assert!(allowed.iter().any(|allow| at(allow, "at").as_str() == Some("parameters.E.example")), "{allowed:?}");
    assert!(at(&spec, "parameters/A").get("rules").is_none());
    assert!(at(&spec, "parameters/B").get("rules").is_none());
    assert_eq!(at(&spec, "parameters/C/rules/pattern").as_str(), Some("^a$"));
    assert_eq!(at(&spec, "parameters/D/rules/range/max").as_i64(), Some(8));
}

#[test]
fn facts_of_prose_are_read_in_both_languages() {
    let spec = tried(&json!({
        "parameters": [
            { "name": "PageSize", "in": "query", "schema": { "type": "integer", "format": "int32",
                "description": "分页查询时设置的每页行数。\n\n取值范围：1~100。\n\n默认值：10。" } },
            { "name": "Kind", "in": "query", "schema": { "type": "string",
                "description": "付费类型。取值：\n\n- **PrePaid**：包年包月。\n- **PostPaid**（默认）：按量付费。\n\n默认值：PostPaid。" } },
            { "name": "HostName", "in": "query", "schema": { "type": "string",
                "description": "For Windows instances, it must be 2 to 15 characters in length." } },
            { "name": "MaxResults", "in": "query", "schema": { "type": "integer",
                "description": "Valid values: 10 to 500.\n\nIf it is set to a value less than 10, 10 is used." } },
        ],
    }));
    assert_eq!(at(&spec, "parameters/PageSize/rules/range/max").as_i64(), Some(100));
    assert_eq!(at(&spec, "parameters/PageSize/rules/level").as_str(), Some("assumed"));
    assert_eq!(at(&spec, "parameters/PageSize/default").as_str(), Some("10"));
    assert_eq!(at(&spec, "known_from").as_str(), Some("metadata"));
    assert_eq!(at(&spec, "parameters/Kind/default").as_str(), Some("PostPaid"));
    assert!(at(&spec, "parameters/HostName").get("rules").is_none(), "it holds for some cases only");
    assert!(at(&spec, "parameters/MaxResults").get("rules").is_none(), "the server takes what is outside");
}

/// The spec of `Try` with one parameter of a type and a description.
fn described(kind: &str, description: &str) -> serde_yaml::Value {
    let schema = json!({ "type": kind, "description": description });
    let spec = tried(&json!({ "parameters": [{ "name": "A", "in": "query", "schema": schema }] }));
    at(&spec, "parameters/A").clone()
}

#[test]
fn prose_about_a_case_a_member_an_index_or_an_element_makes_no_rule() {
    for (kind, description) in [
        (
            "string",
            "The shops, as a JSON list. Each has:\n\n*   **Note**: The note must be 1 to 80 characters in length.",
        ),
        ("string", "The name can be up to 16 characters in length. Separate multiple names with commas (,)."),
        ("string", "当 Kind 取值为 map 时，不能以 map/ 开头。"),
        ("string", "The filter. Valid values:\n\n* a,b: both.\n* c: one."),
        ("integer", "The floor. N的取值范围：1~10。"),
        ("integer", "If Kind is set, default value: 3. Valid values: 20 to 500."),
    ] {
        let value = described(kind, description);
        for key in ["rules", "enum", "default"] {
            assert!(value.get(key).is_none(), "{description}: {value:?}");
        }
    }
}

#[test]
fn rules_of_prose_stand_beside_stated_ones_and_are_assumed() {
    let schema = json!({ "type": "string", "maxLength": 128,
        "description": "The name must be 2 to 128 characters in length. It cannot start with `sys-`." });
    let spec = tried(&json!({ "parameters": [{ "name": "A", "in": "query", "schema": schema }] }));
    let rules = at(&spec, "parameters/A/rules");
    assert_eq!(at(rules, "length/max").as_u64(), Some(128));
    assert!(rules.get("level").is_none());
    let assumed = &at(rules, "also")[0];
    assert_eq!(at(assumed, "level").as_str(), Some("assumed"));
    assert_eq!(at(assumed, "length/min").as_u64(), Some(2), "of which the schema says nothing");
    assert!(at(assumed, "length").get("max").is_none(), "which the schema says already");
    assert_eq!(at(assumed, "forbid_prefix")[0].as_str(), Some("sys-"));
    assert!(gaps(&spec).is_empty(), "they do not contradict each other");
}

#[test]
fn where_schema_and_prose_disagree_nothing_is_refused_that_either_takes() {
    for (schema, key, documented, assumed, told) in [
        (
            json!({ "type": "integer", "minimum": 1, "maximum": 10, "description": "Valid values: 2 to 20." }),
            "range",
            json!({ "min": 1, "max": 20 }),
            json!({ "min": 2, "max": 10 }),
            "`1 to 10`, and the description `2 to 20`",
        ),
        (
            json!({ "type": "string", "maxLength": 9, "description": "Up to 128 characters." }),
            "length",
            json!({ "max": 128, "unit": "char" }),
            json!({ "max": 9, "unit": "char" }),
            "`at most 9 char`",
        ),
        (
            json!({ "type": "array", "items": { "type": "string" }, "maxItems": 51,
            "description": "You can specify up to 50 shops." }),
            "items",
            json!({ "max": 51 }),
            json!({ "max": 50 }),
            "`at most 51 items`, and the description `at most 50 items`",
        ),
    ] {
        let spec = tried(&json!({ "parameters": [{ "name": "A", "in": "query", "schema": schema }] }));
        let rules = serde_json::to_value(at(&spec, "parameters/A/rules")).expect("JSON");
        assert_eq!((&rules[key], &rules["also"][0][key]), (&documented, &assumed), "{rules}");
        let gaps = gaps(&spec);
        let at = format!("parameters.A.rules.{key}");
        assert!(gaps.iter().any(|(place, what)| *place == at && what.contains(told)), "{gaps:?}");
    }
}

#[test]
fn what_must_not_go_with_a_list_is_no_rule_of_its_items() {
    let description = "The names of the books. You must specify `Names.N` or `Count`, but not both.";
    let spec = tried(&json!({ "parameters": [
        { "name": "Names", "in": "query", "style": "repeatList", "schema": {
            "type": "array", "description": description, "items": { "type": "string", "description": description },
        } },
        { "name": "Count", "in": "query", "schema": { "type": "integer", "description": description } },
    ] }));
    let conflicts = |place: &str| serde_json::to_value(at(&spec, place)).expect("JSON");
    assert_eq!(conflicts("parameters/Names/rules"), json!({ "level": "assumed", "conflicts": ["Count"] }));
    assert_eq!(conflicts("parameters/Count/rules"), json!({ "level": "assumed", "conflicts": ["Names"] }));
    assert!(at(&spec, "parameters/Names/items").get("rules").is_none() && gaps(&spec).is_empty(), "{spec:?}");
    let description = "This parameter cannot be specified together with `Count`.";
    let called_items = tried(&json!({ "parameters": [
        { "name": "items", "in": "query", "schema": { "type": "string", "description": description } },
        { "name": "Count", "in": "query", "schema": { "type": "integer" } },
    ] }));
    let rules = serde_json::to_value(at(&called_items, "parameters/items/rules")).expect("JSON");
    assert_eq!(rules, json!({ "level": "assumed", "conflicts": ["Count"] }), "a name is no place");
}

#[test]
fn limits_of_schema_and_prose_to_which_no_value_can_keep_together_assume_nothing() {
    for (schema, key, documented) in [
        (
            json!({ "type": "integer", "minimum": 1, "maximum": 10, "description": "Valid values: 20 to 30." }),
            "range",
            json!({ "min": 1, "max": 30 }),
        ),
        (
            json!({ "type": "integer", "minimum": 20, "description": "Maximum value: 10." }),
            "range",
            json!({ "min": 20 }),
        ),
        (
            json!({ "type": "array", "items": { "type": "string" }, "maxItems": 5, "description": "You can specify 10 to 20 IDs." }),
            "items",
            json!({ "max": 20 }),
        ),
    ] {
        let spec = tried(&json!({ "parameters": [{ "name": "A", "in": "query", "schema": schema }] }));
        let rules = serde_json::to_value(at(&spec, "parameters/A/rules")).expect("JSON");
        assert_eq!(rules, json!({ key: documented }));
        let gaps = gaps(&spec);
        let [(place, what)] = &gaps[..] else { panic!("{gaps:?}") };
        assert_eq!(*place, format!("parameters.A.rules.{key}"));
        assert!(what.contains("no value keeps to both"), "{what}");
    }
}

#[test]
fn a_token_beside_its_type_is_a_credential_and_a_place_in_a_list_is_none() {
    let text = |name: &str, example: &str| json!({ "name": name, "in": "query", "schema": { "type": "string", "example": example } });
    let spec = tried(&json!({ "parameters": [text("token", "ATxx"), text("token_type_hint", "access_token")] }));
    assert!(at(&spec, "parameters/token").get("secret").is_some());
    assert!(at(&spec, "parameters/token_type_hint").get("secret").is_none());
    let shown = json!({ "name": "token", "in": "query", "schema": { "type": "string", "sensitive": false } });
    let spec = tried(&json!({ "parameters": [shown, text("token_type_hint", "access_token")] }));
    assert_eq!(
        at(&spec, "parameters/token/secret"),
        &serde_yaml::Value::Bool(false),
        "what is said goes before what a name does"
    );
    let spec = tried(&json!({ "parameters": [text("Token", "abcd"), text("Type", "a"), text("NextToken", "ab")] }));
    for name in ["Token", "Type", "NextToken"] {
        assert!(at(&spec, &format!("parameters/{name}")).get("secret").is_none(), "{name}");
    }
}

#[test]
fn defaults_and_values_that_only_prose_has_beside_a_schema_are_gaps() {
    let spec = tried(&json!({ "parameters": [
        { "name": "A", "in": "query", "schema": { "type": "integer", "default": 20, "description": "Default value: 10." } },
        { "name": "B", "in": "query", "schema": { "type": "boolean", "default": "True", "description": "Default value: true." } },
        { "name": "C", "in": "query", "schema": { "type": "string", "enum": ["on", "off"], "description": "Valid values: on, off, and auto." } },
        { "name": "D", "in": "query", "schema": { "type": "string", "enum": ["on", "off"], "description": "Valid values: on and off." } },
        { "name": "E", "in": "query", "schema": { "type": "string", "maxLength": 9, "description": "Valid values: on and off." } },
        { "name": "F", "in": "query", "schema": { "type": "string", "default": "", "description": "Default value: on." } },
    ] }));
    assert_eq!(at(&spec, "parameters/A/default"), "20");
    let gaps = gaps(&spec);
    let places: Vec<&str> = gaps.iter().map(|(at, _)| at.as_str()).collect();
    assert_eq!(
        places,
        ["parameters.A.default", "parameters.C.enum", "parameters.E.enum", "parameters.F.default"],
        "{gaps:?}"
    );
    assert!(gaps[3].1.contains("the schema says an empty text, and the description `on`"), "{gaps:?}");
    assert!(gaps[1].1.contains("`auto`") && !gaps[1].1.contains("`on`"), "{gaps:?}");
}

#[test]
fn a_value_stays_what_it_is_where_its_prose_names_one_that_is_not_there() {
    let value = described("string", "This parameter cannot be specified together with ShopId.");
    assert_eq!(at(&value, "type").as_str(), Some("string"));
    assert!(value.get("rules").is_none_or(|rules| rules.get("conflicts").is_none()));
}

#[test]
fn prose_with_marks_of_direction_and_lone_returns_is_fit_for_comments() {
    let text = "a\r\rb \u{202e}c\u{202c} \u{2066}d\u{2069} \u{0}\u{1b}[31m";
    let spec = tried(&json!({
        "summary": text, "description": text,
        "errorCodes": { "400": [{ "errorCode": "A", "errorMessage": text }] },
        "parameters": [{ "name": "A", "in": "query", "schema": { "type": "string", "description": text, "example": text } }],
    }));
    assert_eq!(at(&spec, "errors").as_sequence().map(Vec::len), Some(1));
}

#[test]
fn samples_that_contradict_the_response_are_still_read() {
    let demo = json!([{ "type": "json", "example": json!({
        "Text": { "a": 1 }, "List": "x", "Inner": { "B": 1 }, "More": 2,
    }).to_string() }]);
    let text = json!({ "type": "string" });
    let spec = tried(&json!({
        "responseDemo": demo.to_string(),
        "responses": { "200": { "schema": { "type": "array", "properties": {
            "Text": text,
            "List": { "type": "array", "items": text },
            "Inner": { "type": "object", "properties": { "A": { "type": "string", "required": true }, "B": text } },
            "Gone": { "type": "string", "required": true },
        } } } },
    }));
    assert_eq!(at(&spec, "response/fields/Text/type").as_str(), Some("any"));
    assert_eq!(at(&spec, "response/fields/List/type").as_str(), Some("any"));
    assert!(at(&spec, "response/fields/Gone").get("required").is_none());
    assert!(at(&spec, "response/fields/Inner/fields/A").get("required").is_none());
    assert_eq!(
        at(&spec, "examples").as_sequence().map(Vec::len),
        Some(1),
        "an undocumented field is no reason to drop it"
    );
    let all: Vec<String> = gaps(&spec).into_iter().map(|(at, _)| at).collect();
    for place in
        ["response.fields.Text", "response.fields.List", "response.fields.Gone", "response.fields.Inner.fields.A"]
    {
        assert!(all.iter().any(|at| at == place), "no gap at {place}: {all:?}");
    }
}

#[test]
fn a_field_that_only_a_sample_has_is_a_gap_where_fields_are_named() {
    let text = json!({ "type": "string" });
    let properties = json!({
        "Named": { "type": "object", "properties": { "A": text } },
        "PutTogether": { "type": "object", "allOf": [{ "properties": { "B": text } }], "properties": { "A": text } },
        "Open": { "type": "object", "properties": { "A": text }, "additionalProperties": { "type": "any" } },
        "Map": { "type": "object", "additionalProperties": text },
        "List": { "type": "array", "items": { "type": "object", "properties": { "A": text } } },
    });
    let both = json!({ "A": "a", "B": "b" });
    let sample = json!({
        "Named": both, "PutTogether": both, "Open": both, "Map": both, "List": [{ "A": "a" }, both, both], "Beside": 1,
    });
    let spec = tried(&responding(&properties, &sample));
    let undeclared = |name: &str| format!("a sample has `{name}`, which is not declared; left out");
    let of_samples: Vec<_> = gaps(&spec).into_iter().filter(|(_, what)| what.starts_with("a sample has")).collect();
    let expected = [
        ("response.fields".to_owned(), undeclared("Beside")),
        ("response.fields.List.items.fields".to_owned(), undeclared("B")),
        ("response.fields.Named.fields".to_owned(), undeclared("B")),
    ];
    assert_eq!(of_samples, expected);
}

/// The metadata of an operation whose response has these properties, and a sample.
fn responding(properties: &Value, sample: &Value) -> Value {
    let demo = json!([{ "type": "json", "example": sample.to_string() }]);
    json!({
        "responseDemo": demo.to_string(),
        "responses": { "200": { "schema": { "type": "object", "properties": properties } } },
    })
}

#[test]
fn a_time_is_one_where_its_form_is_stated_and_its_example_and_samples_have_it() {
    let time = |example: &str| json!({ "type": "string", "format": "iso8601", "example": example });
    let times = json!({
        "At": time("2012-02-24T08:42:32.000Z"), "Day": time("2012-02-24"), "Word": time("ISO8601"),
        "Text": { "type": "string", "example": "2012-02-24T08:42:32Z" }, "Belied": time("2012-02-24T08:42:32Z"),
        "None": { "type": "string", "format": "iso8601" },
    });
    let spec = tried(&responding(&times, &json!({ "At": "2026-11-26T05:46:24Z", "Belied": "yesterday" })));
    let kind = |name: &str| {
        let word = |key: &str| at(&spec, &format!("response/fields/{name}")).get(key).and_then(|word| word.as_str());
        (word("type").map(str::to_owned), word("format").map(str::to_owned))
    };
    assert_eq!(kind("At"), (Some("date-time".to_owned()), Some("iso8601".to_owned())));
    for name in ["Day", "Word", "Text", "Belied", "None"] {
        assert_eq!(kind(name), (Some("string".to_owned()), None), "{name}");
    }
    let places: Vec<String> = gaps(&spec).into_iter().map(|(at, _)| at).filter(|at| at.contains("fields.")).collect();
    let expected = ["Day", "None", "Word", "Belied"].map(|name| format!("response.fields.{name}"));
    assert_eq!(places, expected);
}

#[test]
fn a_success_status_of_which_nothing_is_said_is_a_gap() {
    let body = json!({ "schema": { "type": "object", "properties": { "Id": { "type": "string" } } } });
    let spec = tried(&json!({ "responses": { "200": body, "201": { "headers": {} }, "204": {} } }));
    let told: Vec<String> = gaps(&spec).into_iter().filter(|(at, _)| at == "response").map(|(_, what)| what).collect();
    assert_eq!(told, ["nothing is said of the body of the response under `201`"]);
}

#[test]
fn a_boolean_beside_a_reason_says_whether_the_call_failed() {
    let (boolean, text) = (json!({ "type": "boolean" }), json!({ "type": "string" }));
    for reason in ["Code", "code", "Message", "ErrorCode", "errorMsg", "ErrorMessage"] {
        for outcome in ["Success", "success"] {
            let spec = tried(&responding(&json!({ outcome: boolean, reason: text }), &json!({ outcome: true })));
            let expected =
                serde_yaml::from_str::<serde_yaml::Value>(&format!("{{ {outcome}: {{ is: [\"false\"] }} }}"));
            assert_eq!(Some(at(&spec, "failure")), expected.as_ref().ok(), "{outcome} {reason}");
        }
    }
    for properties in [
        json!({ "Success": boolean, "RequestId": text }),
        json!({ "Success": text, "Code": text }),
        json!({ "IsSuccess": boolean, "Code": text }),
        json!({ "SUCCESS": boolean, "Code": text }),
        json!({ "Success": boolean, "success": boolean, "Code": text }),
        json!({ "Success": boolean, "CODE": text, "Codes": text }),
        json!({ "Data": { "type": "object", "properties": { "Success": boolean, "Code": text } } }),
        json!({ "Code": text }),
    ] {
        assert!(tried(&responding(&properties, &json!({}))).get("failure").is_none(), "{properties}");
    }
    for no in [json!(false), json!("false")] {
        let spec = tried(&responding(&json!({ "Success": boolean, "Code": text }), &json!({ "Success": no })));
        assert!(spec.get("failure").is_none() && gaps(&spec).iter().any(|(at, _)| at == "failure"), "{spec:?}");
    }
}

#[test]
fn the_query_of_a_path_stays_in_it_unless_it_is_described_as_a_parameter() {
    let spec = tried(&json!({
        "path": "/jobs/{job}?result&mode=full&page=1&order={order}&since=[since]", "methods": "get",
        "parameters": [
            { "name": "job", "in": "path", "schema": { "type": "string", "required": true } },
            { "name": "page", "in": "query", "schema": { "type": "integer", "format": "int32" } },
            { "name": "order", "in": "query", "schema": { "type": "string" } },
        ],
    }));
    assert_eq!(at(&spec, "http/path"), "/jobs/{job}?result&mode=full");
    let names: Vec<_> = at(&spec, "parameters").as_mapping().expect("parameters").keys().collect();
    assert_eq!(names, ["job", "page", "order"]);
    assert_eq!(
        gaps(&spec),
        [("http.path".to_owned(), "`since={since}` in its query cannot be read; left out".to_owned())]
    );
}

#[test]
fn what_nobody_sees_is_allowed_where_it_may_be_meant() {
    let imported = trying(&json!({
        "errorCodes": { "400": [{ "errorCode": "SoldOut ", "errorMessage": "The\u{a0}book is sold out." }] },
    }));
    let spec = &texts(&imported)["shop/2020-01-01/Try.yaml"];
    assert!(spec.contains("code: SoldOut\n") && spec.contains("The\u{a0}book") && spec.contains("id: W0608"), "{spec}");
}

/// Metadata with a response of some properties for each operation.
fn answering(operations: &[(&str, Value)], schemas: &Value) -> BTreeMap<String, serde_yaml::Value> {
    let response = |properties: &Value| json!({ "200": { "schema": { "type": "object", "properties": properties } } });
    let apis =
        operations.iter().map(|(name, properties)| ((*name).to_owned(), json!({ "responses": response(properties) })));
    let docs = json!({
        "info": { "style": "RPC", "product": "Shop", "version": "2020-01-01" },
        "components": { "schemas": schemas },
        "apis": apis.collect::<serde_json::Map<_, _>>(),
    });
    let imported = import(docs.to_string().as_bytes()).expect("metadata");
    let report = lint(&imported.files, &Scope::default());
    assert!(report.is_empty(), "{report}");
    generate(&imported.files, &Options::new(Layout::SingleFile)).unwrap_or_else(|report| panic!("{report}"));
    let spec = |(path, text): (String, String)| {
        let name = path.rsplit('/').next().and_then(|name| name.strip_suffix(".yaml")).expect("a name");
        (name.to_owned(), serde_yaml::from_str(&text).expect("YAML"))
    };
    texts(&imported).into_iter().map(spec).collect()
}

fn tag(doc: &str) -> Value {
    json!({ "type": "object", "description": doc, "properties": {
        "Key": { "type": "string", "description": format!("The key. {doc}") }, "Value": { "type": "string" },
    } })
}

fn tags(doc: &str) -> Value {
    json!({ "type": "object", "description": doc, "properties": { "Tag": { "type": "array", "items": tag(doc) } } })
}

#[test]
fn a_shape_that_occurs_again_is_one_named_type_that_keeps_the_words_of_each_place() {
    let specs = answering(
        &[
            (
                "ListBooks",
                json!({ "Tags": tags("Of books."), "Once": { "type": "object", "properties": { "A": {} } } }),
            ),
            ("ListShops", json!({ "Tags": tags("Of shops.") })),
        ],
        &json!({}),
    );
    let types = at(&specs["service"], "types");
    assert_eq!(types.as_mapping().map(serde_yaml::Mapping::len), Some(2));
    let (tags, tag) = ("TagsFghstk", "TagWithKeyAndValue");
    assert_eq!(at(types, &format!("{tags}/fields/Tag/items/ref")), tag);
    assert_eq!(at(types, &format!("{tag}/fields/Key/doc")), "The key. Of books.");
    assert_eq!(
        (at(types, &format!("{tags}/unnamed")), at(types, &format!("{tag}/unnamed"))),
        (&true.into(), &true.into())
    );
    for (operation, doc) in [("ListBooks", "Of books."), ("ListShops", "Of shops.")] {
        let place = at(&specs[operation], "response/fields/Tags");
        assert_eq!((at(place, "ref"), at(place, "doc")), (&tags.into(), &doc.into()));
        assert!(place.get("type").is_none() && place.get("fields").is_none());
    }
    assert_eq!(at(&specs["ListBooks"], "response/fields/Once/type"), "object", "what occurs once stays where it is");
}

#[test]
fn shapes_of_one_name_are_told_apart_by_what_is_in_them() {
    let other = || json!({ "type": "object", "properties": { "TagKey": { "type": "string" } } });
    let disk = || json!({ "type": "object", "properties": { "Tag": other() } });
    let specs = answering(
        &[
            ("A", json!({ "Tag": tag(""), "Disk": disk() })),
            ("B", json!({ "Tag": tag(""), "Disk": disk() })),
            ("C", json!({ "Tag": tag("") })),
        ],
        &json!({}),
    );
    let names: Vec<&str> =
        at(&specs["service"], "types").as_mapping().expect("types").keys().filter_map(|name| name.as_str()).collect();
    assert_eq!(names, ["DiskXbcbnr", "TagWithKeyAndValue", "TagWithTagKey"]);
    assert_eq!(at(&specs["service"], "types/DiskXbcbnr/fields/Tag/ref"), "TagWithTagKey");
    assert_eq!(at(&specs["C"], "response/fields/Tag/ref"), "TagWithKeyAndValue");
}

/// The names of the types of a service with what is in them, and the names that values of its operations refer to.
fn named_shapes(specs: &BTreeMap<String, serde_yaml::Value>) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let text = |value: &serde_yaml::Value| serde_yaml::to_string(value).expect("YAML");
    for (name, value) in specs["service"].get("types").and_then(serde_yaml::Value::as_mapping).into_iter().flatten() {
        found.insert(text_of(name), text(value));
    }
    for (operation, spec) in specs.iter().filter(|(operation, _)| *operation != "service") {
        for (field, value) in at(spec, "response/fields").as_mapping().expect("fields") {
            found.insert(format!("{operation}.{}", text_of(field)), text(value));
        }
    }
    found
}

#[test]
fn no_name_of_a_type_moves_when_an_operation_joins() {
    let object = |fields: &[(&str, Value)]| json!({ "type": "object", "properties": fields.iter().cloned().collect::<BTreeMap<_, _>>() });
    let (text, number) = (|| json!({ "type": "string" }), || json!({ "type": "integer" }));
    let state = |values: &[&str]| json!({ "type": "string", "enum": values });
    let short = || json!({ "type": "string", "maxLength": 64 });
    let asked = || json!({ "type": "string", "required": true });
    let shapes: Vec<(&str, Value)> = vec![
        ("Tag", object(&[("Key", text()), ("Value", text())])),
        ("Tag", object(&[("Key", short()), ("Value", text())])),
        ("Tag", object(&[("Key", asked()), ("Value", text())])),
        ("Tag", object(&[("Key", text()), ("Value", number()), ("More", text())])),
        ("Tag", object(&[("Key", text()), ("Value", text()), ("Scope", text())])),
        ("Tags", object(&[("Tag", object(&[("Key", short()), ("Value", text())]))])),
        ("Tags", object(&[("Tag", object(&[("Key", text()), ("Value", text())]))])),
        ("State", state(&["on", "off"])),
        ("State", state(&["new", "off", "on"])),
        ("State", state(&["On", "Off"])),
    ];
    let count = shapes.len();
    let mark: Vec<String> = (0..count).map(|place| format!("Of{place}")).collect();
    // Each shape is in five operations, of which one may be missing.
    let operation = |index: usize| {
        let places = (0..5).map(|step| (index + 3 * step) % count);
        let holders = places.map(|place| {
            (
                format!("In{place}"),
                object(&[(shapes[place].0, shapes[place].1.clone()), (mark[place].as_str(), text())]),
            )
        });
        (format!("Op{index}"), json!(holders.collect::<BTreeMap<_, _>>()))
    };
    let specs = |is_there: &dyn Fn(usize) -> bool| {
        let mut operations: Vec<_> = (0..count).filter(|index| is_there(*index)).map(operation).collect();
        operations.reverse();
        let named: Vec<(&str, Value)> =
            operations.iter().map(|(name, fields)| (name.as_str(), fields.clone())).collect();
        named_shapes(&answering(&named, &json!({})))
    };
    let whole = specs(&|_| true);
    let told = ["TagWithKeyAndValue", "TagWithKeyAndScopeAndValue", "StateOfOffAndOn", "StateWithOffAndOn"];
    for name in told.into_iter().chain(["TagBmfdzx", "TagDhkvwl", "TagZxhjrf", "TagsBcqxkd", "TagsKtxdtj"]) {
        assert!(whole.contains_key(name), "{name} is not among {:?}", whole.keys());
    }
    // Without one operation, and with every second, third or fourth alone.
    let mut parts: Vec<Vec<usize>> =
        (0..count).map(|left_out| (0..count).filter(|index| *index != left_out).collect()).collect();
    parts.extend((2..5).flat_map(|step| (0..step).map(move |first| (first..count).step_by(step).collect())));
    for part in parts {
        for (name, shape) in specs(&|index| part.contains(&index)).iter().filter(|(name, _)| !name.contains('.')) {
            assert_eq!(whole.get(name), Some(shape), "{name} with the operations {part:?}");
        }
    }
}

#[test]
fn what_a_service_declares_is_referred_to_where_it_is_written_out() {
    let specs = answering(&[("A", json!({ "Label": tag("Here.") }))], &json!({ "Mark": tag("There.") }));
    assert_eq!(at(&specs["A"], "response/fields/Label/ref"), "Mark");
    assert_eq!(at(&specs["service"], "types/Mark/doc"), "There.");
}

#[test]
fn what_is_nested_in_a_declared_type_does_not_take_the_name_of_another() {
    let other = || json!({ "type": "object", "properties": { "TagKey": { "type": "string" } } });
    let disk = json!({ "type": "object", "properties": { "Tag": other() } });
    let specs = answering(&[("A", json!({ "Mark": other() }))], &json!({ "Disk": disk, "Tag": tag("") }));
    assert!(at(&specs["A"], "response/fields/Mark/fields").get("TagKey").is_some(), "under another name");
    let nested = at(&specs["service"], "types/Disk/fields/Tag");
    assert!(at(nested, "fields").get("TagKey").is_some(), "what one declared type has stays in it");
    assert_eq!(at(nested, "rust_type"), "DiskTag", "as `Tag` is another type");
}

#[test]
fn what_stands_beside_a_reference_is_told() {
    let tag = json!({ "$ref": "#/components/schemas/Tag", "example": "[1]", "default": "[]" });
    let specs = answering(&[("A", json!({ "Tag": tag }))], &json!({ "Tag": { "type": "object", "properties": {} } }));
    for (key, value) in [("example", "[1]"), ("default", "[]")] {
        let note = (
            format!("response.fields.Tag.{key}"),
            format!("`{value}` stands beside the reference to a type; left out"),
        );
        assert!(gaps(&specs["A"]).contains(&note), "{:?}", gaps(&specs["A"]));
    }
}

#[test]
fn equal_values_of_enums_are_one_type_and_others_are_not() {
    let state = |values: &[&str], title: &str| json!({ "type": "string", "example": values[0], "enum": values, "enumValueTitles": { values[0]: title } });
    let specs = answering(
        &[
            ("A", json!({ "State": state(&["on", "off"], "On.") })),
            ("B", json!({ "State": state(&["on", "off"], "It is on.") })),
            ("C", json!({ "State": state(&["on", "off", "new"], "On.") })),
        ],
        &json!({}),
    );
    for operation in ["A", "B"] {
        let place = at(&specs[operation], "response/fields/State");
        assert_eq!((at(place, "ref"), at(place, "example")), (&"StateOfOffAndOn".into(), &"on".into()));
    }
    assert_eq!(at(&specs["C"], "response/fields/State/type"), "string");
    assert_eq!(at(&specs["service"], "types/StateOfOffAndOn/enum/on/doc"), "On.", "the other says it too");
}

#[test]
fn an_enum_of_several_places_says_of_its_values_what_all_of_them_say() {
    let state = |description: &str| json!({ "type": "string", "description": description });
    let specs = answering(
        &[
            (
                "A",
                json!({ "State": state("Of books. Valid values:\n\n* new: New books.\n* old: In stock.\n* lent: Lent.") }),
            ),
            (
                "B",
                json!({ "State": state("Of shops. Valid values:\n\n* new: New shops.\n* old: Not in stock.\n* lent: lent") }),
            ),
        ],
        &json!({}),
    );
    let shared = at(&specs["service"], "types/StateOfLentAndNewAndOld");
    assert_eq!(
        at(shared, "enum"),
        &serde_yaml::from_str::<serde_yaml::Value>("{ new: {}, old: {}, lent: { doc: lent } }").expect("YAML")
    );
    assert!(shared.get("doc").is_none(), "each place says of what the states are");
    assert!(text_of(at(&specs["B"], "response/fields/State/doc")).contains("new: New shops."));
}

#[test]
fn an_object_of_several_places_has_the_words_that_most_of_them_have() {
    let places = ["Of books.", "Of shops.", "Of shops."].map(|doc| json!({ "Tag": tag(doc) }));
    let [a, b, c] = places;
    let specs = answering(&[("A", a), ("B", b), ("C", c)], &json!({}));
    let shared = at(&specs["service"], "types/TagWithKeyAndValue");
    assert_eq!(at(shared, "doc"), "Of shops.");
    assert_eq!(at(shared, "fields/Key/doc"), "The key. Of shops.");
    assert_eq!(at(&specs["A"], "response/fields/Tag/doc"), "Of books.", "each place has its own");
}

#[test]
fn what_a_listed_value_means_may_stand_in_prose_alone() {
    let description = "Of books. Valid values:\n\n* new: New books.\n* old: In stock.";
    let spec = tried(&json!({ "parameters": [{ "name": "State", "in": "query", "schema": {
        "type": "string", "enum": ["new", "old"], "enumValueTitles": { "old": "Second hand" }, "description": description,
    } }] }));
    assert_eq!(at(&spec, "parameters/State/enum/new/doc"), "New books.");
    assert_eq!(at(&spec, "parameters/State/enum/old/doc"), "Second hand", "a title goes before prose");
}

#[test]
fn what_a_gap_speaks_of_stays_where_it_is() {
    let open = || json!({ "type": "object", "properties": { "A": { "type": "string" } }, "additionalProperties": { "type": "string" } });
    let specs = answering(&[("A", json!({ "Open": open() })), ("B", json!({ "Open": open() }))], &json!({}));
    assert!(specs["service"].get("types").is_none());
    for operation in ["A", "B"] {
        assert_eq!(at(&specs[operation], "response/fields/Open/type"), "object");
        assert_eq!(gaps(&specs[operation])[0].0, "response.fields.Open");
    }
}

#[test]
fn an_audit_finds_nothing_where_places_share_a_type_and_have_examples_of_their_own() {
    let state =
        |example: &str| json!({ "type": "string", "example": example, "default": example, "enum": ["on", "off"] });
    let disk = |example: &str| {
        json!({ "type": "object", "properties": {
            "Name": { "type": "string", "example": example }, "State": state("off"),
        } })
    };
    let operation = |example: &str| {
        let properties = json!({ "Disk": disk(example), "State": state("on") });
        json!({ "responses": { "200": { "schema": { "type": "object", "properties": properties } } } })
    };
    let docs = json!({
        "info": { "style": "RPC", "product": "Shop", "version": "2020-01-01" },
        "apis": { "A": operation("a"), "B": operation("b") },
    });
    let docs = docs.to_string();
    let files = import(docs.as_bytes()).expect("metadata").files;
    let service = files.iter().find(|file| file.path.ends_with("/service.yaml"));
    assert!(service.is_some_and(|file| String::from_utf8_lossy(&file.bytes).contains("types:")));
    for spec in files.iter().filter(|file| !file.path.ends_with("/service.yaml")) {
        let audit = audit_metadata("api-docs.json", docs.as_bytes(), spec, service).expect("an audit");
        assert!(audit.findings.is_empty(), "{audit}");
        // The example of B's disk stands nowhere any more, and is not said to.
        assert_eq!(audit.coverage.excused, usize::from(spec.path.ends_with("/B.yaml")), "{audit}");
    }
}

#[test]
fn an_operation_is_said_to_read_only_where_the_tags_do_not_deny_it() {
    for (kind, tag, expected) in [
        ("read", json!("get"), Some("read")),
        ("read", json!("none"), Some("read")),
        ("read", json!(null), Some("read")),
        ("read", json!("create"), None),
        ("read", json!("delete"), None),
        ("write", json!("get"), Some("write")),
        ("readAndWrite", json!("update"), Some("write")),
    ] {
        let spec = tried(&json!({ "operationType": kind, "systemTags": { "operationType": tag } }));
        assert_eq!(spec.get("operation_type").and_then(serde_yaml::Value::as_str), expected, "{kind} {tag}");
        let is_told = gaps(&spec).iter().any(|(at, what)| at == "operation_type" && what.contains("tags say"));
        assert_eq!(is_told, expected.is_none(), "{kind} {tag}");
    }
}

#[test]
fn how_a_request_shows_who_sends_it_is_carried_over_where_it_is_not_signed() {
    for (security, expected, is_told) in [
        (json!([{ "AK": [] }]), None, false),
        (json!([{ "AK": [] }, { "APP": [] }]), None, false),
        (json!([{ "Anonymous": [] }]), Some("none"), false),
        (json!([{ "BearerToken": [] }]), Some("bearer"), false),
        (json!([{ "OAuth 2.0 Bearer Token": [] }]), Some("bearer"), false),
        (json!([{ "Anonymous": [] }, { "BearerToken": [] }]), Some("bearer"), false),
        (json!([{ "ARS_OIDC": [] }]), Some("none"), true),
        (json!([]), None, false),
        (json!("AK"), None, false),
        (json!(null), None, false),
    ] {
        let spec = tried(&json!({ "security": security }));
        assert_eq!(spec.get("auth").and_then(serde_yaml::Value::as_str), expected, "{security}");
        let told = gaps(&spec).into_iter().any(|(at, what)| at == "auth" && what.contains("`ARS_OIDC`"));
        assert_eq!(told, is_told, "{security}");
    }
}

#[test]
fn a_parameter_that_is_called_like_an_idempotency_token_is_said_to_be_one() {
    let parameter = |name: &str, place: &str, schema: Value| json!({ "name": name, "in": place, "schema": schema });
    for (parameters, expected) in [
        (json!([parameter("ClientToken", "query", json!({ "type": "string" }))]), Some("ClientToken")),
        (json!([parameter("clientToken", "formData", json!({ "type": "string" }))]), Some("clientToken")),
        (json!([parameter("Idempotency-Key", "header", json!({ "type": "string" }))]), Some("Idempotency-Key")),
        (json!([parameter("ClientToken", "query", json!({ "type": "integer" }))]), None),
        (json!([parameter("ClientToken", "query", json!({ "type": "string", "enum": ["a", "b"] }))]), None),
        (json!([parameter("ClientToken", "body", json!({ "type": "string" }))]), None),
        (json!([parameter("Token", "query", json!({ "type": "string" }))]), None),
    ] {
        let spec = tried(&json!({ "parameters": parameters }));
        assert_eq!(spec.get("idempotency_token").and_then(serde_yaml::Value::as_str), expected, "{parameters}");
    }
}

#[test]
fn pages_are_read_where_both_sides_agree_and_left_alone_where_they_do_not() {
    let parameter = |name: &str, kind: &str| json!({ "name": name, "in": "query", "schema": { "type": kind } });
    let list = || json!({ "type": "array", "items": { "type": "string" } });
    let number = || json!({ "type": "integer", "format": "int32" });
    let text = || json!({ "type": "string" });
    let all = [("PageNumber", "integer"), ("PageSize", "integer"), ("NextToken", "string"), ("MaxResults", "integer")];
    let books = || json!({ "type": "object", "properties": { "Book": list() } });
    for (parameters, response, expected) in [
        (&all[2..], json!({ "NextToken": text(), "Books": books() }), Some("token next size items")),
        (&all[2..], json!({ "NextToken": text(), "Books": list(), "Authors": list() }), Some("token next size")),
        (
            &all[2..],
            json!({ "Data": { "type": "object", "properties": { "nextToken": text() } } }),
            Some("token next size"),
        ),
        (&all[2..], json!({ "Books": list() }), None),
        (&all[..2], json!({ "TotalCount": number(), "Books": list() }), Some("page size items total")),
        (&all[..2], json!({ "PageNumber": number(), "Books": list() }), Some("page size items")),
        // Where the pages end is not told, or what is on them.
        (&all[..2], json!({ "Books": list() }), None),
        (&all[..2], json!({ "TotalCount": number(), "Books": list(), "Authors": list() }), None),
        (&all[..1], json!({ "TotalCount": number(), "Books": list() }), None),
        // Who does not ask for a size may be given no token.
        (
            &all[..],
            json!({ "NextToken": text(), "TotalCount": number(), "Books": list() }),
            Some("token next size items total"),
        ),
        (&[("Page", "integer"), ("PageSize", "integer")], json!({ "TotalCount": number(), "Books": list() }), None),
        (
            &[("Offset", "integer"), ("Limit", "integer")],
            json!({ "Total": number(), "Books": list() }),
            Some("offset size items total"),
        ),
        (&[("Offset", "integer"), ("Limit", "integer")], json!({ "Books": list() }), None),
        (&[("Marker", "string")], json!({ "NextMarker": text() }), Some("token next")),
        (&[("Marker", "string")], json!({ "Marker": text() }), None),
        (
            &[("Marker", "string")],
            json!({ "Marker": text(), "IsTruncated": { "type": "boolean" } }),
            Some("token next more"),
        ),
        (&[("Marker", "string"), ("NextToken", "string")], json!({ "NextMarker": text(), "NextToken": text() }), None),
        (
            &[("NextToken", "string")],
            json!({ "NextToken": { "type": "object", "properties": { "Id": text() } } }),
            None,
        ),
    ] {
        let parameters: Vec<Value> = parameters.iter().map(|(name, kind)| parameter(name, kind)).collect();
        let schema = json!({ "type": "object", "properties": response });
        let spec = tried(&json!({ "parameters": parameters, "responses": { "200": { "schema": schema } } }));
        let paging = spec.get("paging").and_then(serde_yaml::Value::as_mapping);
        let mut keys: Vec<&str> =
            paging.into_iter().flat_map(|map| map.keys()).filter_map(|key| key.as_str()).collect();
        let mut wanted: Vec<&str> = expected.into_iter().flat_map(|keys| keys.split(' ')).collect();
        keys.sort_unstable();
        wanted.sort_unstable();
        assert_eq!(keys, wanted, "{parameters:?} {schema}");
    }
}

#[test]
fn the_first_number_of_a_page_is_one_that_is_documented_where_the_name_does_not_tell() {
    let list = json!({ "type": "object", "properties": {
        "Total": { "type": "integer" }, "Books": { "type": "array", "items": { "type": "string" } },
    } });
    for (name, schema, is_read) in [
        ("PageIndex", json!({ "type": "integer", "default": "0" }), true),
        ("PageIndex", json!({ "type": "integer", "minimum": "1" }), true),
        ("PageIndex", json!({ "type": "integer", "minimum": "0" }), false),
        ("PageNo", json!({ "type": "integer", "minimum": "0" }), false),
        ("PageNo", json!({ "type": "integer", "default": "3" }), false),
        ("PageNo", json!({ "type": "integer", "deprecated": true }), false),
    ] {
        let size = json!({ "name": "PageSize", "in": "query", "schema": { "type": "integer" } });
        let parameters = json!([{ "name": name, "in": "query", "schema": schema }, size]);
        let spec = tried(&json!({ "parameters": parameters, "responses": { "200": { "schema": list } } }));
        assert_eq!(spec.get("paging").is_some(), is_read, "{parameters}");
    }
}

#[test]
fn pages_go_on_by_a_number_that_becomes_deprecated() {
    let import = |number: Value, before: &[SourceFile]| {
        let list = json!({ "type": "object", "properties": {
            "Total": { "type": "integer" }, "Books": { "type": "array", "items": { "type": "string" } },
        } });
        let parameters = [("PageNo", number), ("PageSize", json!({ "type": "integer" }))]
            .map(|(name, schema)| json!({ "name": name, "in": "query", "schema": schema }));
        let apis = json!({ "ListBooks": { "parameters": parameters, "responses": { "200": { "schema": list } } } });
        let docs = json!({ "info": { "style": "RPC", "product": "Shop", "version": "2031-04-01" }, "apis": apis });
        let before = |path: &str| before.iter().find(|file| file.path == path).map(|file| file.bytes.clone());
        import_over(docs.to_string().as_bytes(), before).expect("metadata")
    };
    let has_pages = |imported: &Imported| texts(imported)["shop/2031-04-01/ListBooks.yaml"].contains("page: PageNo");
    let first = import(json!({ "type": "integer" }), &[]);
    let deprecated = json!({ "type": "integer", "deprecated": true });
    let second = import(deprecated.clone(), &first.files);
    assert!(has_pages(&first) && has_pages(&second));
    assert!(has_pages(&import(deprecated.clone(), &second.files)), "for good");
    assert!(!has_pages(&import(deprecated, &[])), "nothing begins with it");
    assert!(!has_pages(&import(json!({ "type": "boolean" }), &first.files)), "a number no more");
}

#[test]
fn a_body_that_is_xml_is_text() {
    let book = || json!({ "type": "object", "properties": { "Book": { "type": "object", "properties": { "Title": { "type": "string" } } } } });
    let body = |schema: Value| json!({ "name": "body", "in": "body", "style": "xml", "schema": schema });
    let mut required = book();
    required["required"] = json!(true);
    let mut operation = json!({
        "path": "/books", "methods": ["put"], "consumes": ["application/xml"], "produces": ["application/xml"],
        "parameters": [body(required)], "responses": { "200": { "schema": book() } },
    });
    let spec = tried(&operation);
    let parameter = at(&spec, "parameters/body");
    assert_eq!((at(parameter, "in"), at(parameter, "type")), (&"body".into(), &"string".into()));
    assert_eq!(
        (at(parameter, "required"), at(parameter, "doc")),
        (&true.into(), &"XML, with the root element `Book`.".into())
    );
    assert_eq!(at(&spec, "response/body/type"), "string");
    let headers = ["Accept", "Content-Type"].map(|name| at(&spec, &format!("headers/{name}")).as_str());
    assert_eq!(headers, [Some("application/xml"); 2]);
    let told = [
        (".type", "the body is XML of the type `object`, for which the format has no types; taken for text"),
        ("", "the XML has `Book` (object)"),
        ("", "the XML has `Title` (string)"),
    ];
    let gaps_of = |at: &str| told.map(|(key, what)| (format!("{at}{key}"), what.to_owned()));
    let expected = [gaps_of("parameters.body"), gaps_of("response.body")].concat();
    assert_eq!(gaps(&spec), expected);
    // A parameter can be one of these headers.
    let mut with_header = operation.clone();
    let header = json!({ "name": "content-type", "in": "header", "schema": { "type": "string" } });
    with_header["parameters"].as_array_mut().expect("a list").push(header);
    let spec = tried(&with_header);
    assert_eq!(at(&spec, "parameters/content-type/in"), "header");
    assert_eq!(at(&spec, "headers").as_mapping().map(serde_yaml::Mapping::len), Some(1));
    // A file is read as it is, and not as JSON.
    let mut file = operation.clone();
    file["responses"] = json!({ "200": { "schema": { "type": "string", "format": "binary" } } });
    let spec = tried(&file);
    assert_eq!(at(&spec, "response/body/type"), "binary");
    assert_eq!(gaps(&spec), expected[..3]);
    // What is called by its name returns JSON, whatever else it can return; and what can return JSON does.
    operation["produces"] = json!(["application/xml", "application/json"]);
    assert!(at(&tried(&operation), "response/fields").get("Book").is_some());
    operation["produces"] = json!(["application/xml"]);
    operation.as_object_mut().expect("an operation").remove("path");
    assert!(at(&tried(&operation), "response/fields").get("Book").is_some());
}

#[test]
fn a_gap_tells_of_each_part_of_a_body_that_is_xml() {
    let tags = json!({ "type": "array", "required": true, "items": { "$ref": "#/components/schemas/Tag" } });
    let tag = json!({ "type": "object", "properties": {
        "Key": { "type": "string", "required": true, "example": "owner\nof it" },
        "Within": { "$ref": "#/components/schemas/Tag" },
        // What stands beside a reference goes before it.
        "Bare": { "$ref": "#/components/schemas/Tag", "properties": { "Size": { "type": "integer" } } },
        "Day": { "type": "string", "format": "iso8601", "example": "2024-01-02T03:04:05Z" },
    } });
    let docs = json!({
        "info": { "style": "ROA", "product": "Shop", "version": "2020-01-01" },
        "components": { "schemas": { "Tag": tag } },
        "apis": { "Try": {
            "path": "/tags", "methods": ["get"], "produces": ["application/xml"],
            "responses": { "200": { "schema": { "type": "object", "properties": { "Tags": tags } } } },
        } },
    });
    let imported = import(docs.to_string().as_bytes()).expect("metadata");
    let spec: serde_yaml::Value = serde_yaml::from_str(&texts(&imported)["shop/2020-01-01/Try.yaml"]).expect("YAML");
    let parts: Vec<String> =
        gaps(&spec).into_iter().filter(|(at, _)| at == "response.body").map(|(_, what)| what).collect();
    let expected = [
        "the XML has `Tags` (array, required)",
        "the XML has an item (object)",
        "the XML has `Bare` (object)",
        "the XML has `Size` (int64)",
        "the XML has `Day` (string, for example `2024-01-02T03:04:05Z`)",
        "the XML has `Key` (string, required, for example `owner of it`)",
        "the XML has `Within` (object)",
    ];
    assert_eq!(parts, expected);
}

#[test]
fn what_is_written_in_a_style_that_the_format_lacks_is_never_sent_in_another() {
    let book = json!({ "type": "object", "properties": { "Title": { "type": "string" } } });
    let parameter = |place: &str, style: &str, schema: &Value| json!({ "name": "Book", "in": place, "style": style, "schema": schema });
    let mut required = book.clone();
    required["required"] = json!(true);
    for (parameter, is_lost) in [
        (parameter("body", "struct", &book), true),
        (parameter("body", "struct", &json!({ "$ref": "#/components/schemas/Book" })), true),
        (parameter("query", "xml", &required), true),
        (parameter("query", "struct", &required), true),
        (parameter("query", "xml", &book), false),
    ] {
        let operation =
            json!({ "parameters": [parameter, { "name": "Id", "in": "query", "schema": { "type": "string" } }] });
        if is_lost {
            let lost = trying(&operation).summary.lost;
            let style = parameter["style"].as_str().expect("text");
            let is_told = |(file, why): &(String, String)| {
                file.ends_with("/Try.yaml") && why.contains("`Book`") && why.contains(style)
            };
            assert!(lost.len() == 1 && lost.iter().all(is_told), "{parameter}: {lost:?}");
        } else {
            let spec = tried(&operation);
            assert!(at(&spec, "parameters").get("Book").is_none() && at(&spec, "parameters").get("Id").is_some());
            let told = gaps(&spec)
                .into_iter()
                .any(|(at, what)| at == "parameters" && what.contains("`Book`") && what.contains("`xml`"));
            assert!(told, "{:?}", gaps(&spec));
        }
    }
    // A text has no parts, so that its style says nothing.
    let spec = tried(&json!({ "parameters": [parameter("body", "xml", &json!({ "type": "string" }))] }));
    assert!(at(&spec, "parameters").as_mapping().is_some_and(|parameters| parameters.len() == 1));
}

#[test]
fn the_only_parameter_in_the_body_is_the_body_or_a_member_of_it_as_the_official_sdks_send_it() {
    let object = json!({ "type": "object", "properties": { "A": { "type": "string" } } });
    let list = json!({ "type": "array", "items": { "type": "string" } });
    for (name, schema, is_member) in [
        ("Data", &object, true),
        ("Data", &json!({ "type": "string", "required": true }), true),
        ("Body", &object, true),
        ("body", &object, false),
        ("body", &json!({ "type": "string" }), false),
        ("addons", &list, false),
        ("File", &json!({ "type": "string", "format": "binary" }), false),
    ] {
        let parameters = json!([{ "name": name, "in": "body", "style": "json", "schema": schema }]);
        let spec = tried(&json!({ "path": "/a", "methods": "post", "parameters": parameters }));
        let (whole, member) = (at(&spec, "parameters").get(name), at(&spec, "parameters").get("body"));
        let member = member.and_then(|body| body.get("fields")?.get(name));
        assert_eq!((whole.is_some(), member.is_some()), (!is_member, is_member), "{name} {schema}");
        if let Some(member) = member {
            assert!(member.get("in").is_none() && member.get("style").is_none(), "{name} {schema}");
            assert_eq!(
                at(&spec, "parameters/body").get("required").is_some(),
                schema["required"] == true,
                "{name} {schema}"
            );
        }
    }
}

#[test]
fn the_header_that_shows_who_calls_is_a_secret() {
    let parameter = |place: &str| json!({ "name": "Authorization", "in": place, "schema": { "type": "string", "example": "Bearer ABC" } });
    for (place, expected) in [("header", Some(true)), ("query", None)] {
        let spec = tried(&json!({ "parameters": [parameter(place)] }));
        let secret = at(&spec, "parameters/Authorization").get("secret").and_then(serde_yaml::Value::as_bool);
        assert_eq!(secret, expected, "{place}");
    }
}

#[test]
fn a_schema_and_what_is_shown_decide_a_type_together() {
    let sample = json!({
        "Id": "7F176EE8-51DA-4B4D-8FFE-04448CD7A171", "Key": "aGVsbG8=", "Size": 9_999_999_999_i64, "Ratio": 0.5,
        "Price": 1_234_567.89, "Rows": "1 day", "Small": 7, "Limited": 9_999_999_999_i64,
    });
    let field = |kind: &str, format: &str| json!({ "type": kind, "format": format });
    let spec = tried(&json!({
        "responseDemo": json!([{ "type": "json", "example": sample.to_string() }]).to_string(),
        "parameters": [
            { "name": "Total", "in": "query", "schema": { "type": "integer", "format": "int32", "example": "3000000000" } },
            { "name": "Page", "in": "query", "schema": { "type": "integer", "format": "int32", "example": "many" } },
            { "name": "Upload", "in": "body", "schema": { "type": "string", "format": "binary", "example": "Any content" } },
        ],
        "responses": { "200": { "schema": { "type": "object", "properties": {
            "Id": field("string", "byte"),
            "Key": { "type": "string", "format": "byte", "example": "aGVsbG8=" },
            "Unseen": field("string", "byte"),
            "Size": field("integer", "int32"), "Ratio": field("integer", "int64"), "Price": field("number", "float"),
            "Rows": field("integer", "int32"), "Small": field("integer", "int32"),
            "Limited": { "type": "integer", "format": "int32", "example": "1" },
        } } } },
    }));
    for (path, kind, is_told) in [
        ("response/fields/Id", "string", true),
        ("response/fields/Key", "binary", false),
        ("response/fields/Unseen", "string", true),
        ("response/fields/Size", "int64", true),
        ("response/fields/Ratio", "double", true),
        ("response/fields/Price", "double", true),
        ("response/fields/Rows", "string", true),
        ("response/fields/Small", "int32", false),
        ("response/fields/Limited", "int64", true),
        ("parameters/Total", "int64", true),
        ("parameters/Page", "int32", false),
        ("parameters/Upload", "binary", false),
    ] {
        assert_eq!(at(&spec, &format!("{path}/type")).as_str(), Some(kind), "{path}");
        let noted = gaps(&spec).iter().filter(|(at, _)| *at == path.replace('/', ".")).count();
        assert_eq!(noted, usize::from(is_told), "{path}: {:?}", gaps(&spec));
    }
    assert_eq!(at(&spec, "examples").as_sequence().map(Vec::len), Some(1), "the sample is read as it is");
}

#[test]
fn what_is_stated_of_an_operation_is_carried_over_or_is_a_gap() {
    let resource = |kind: &str, arn: &str, validation: &str| json!({ "resourceType": kind, "arn": arn, "validationType": validation });
    let spec = tried(&json!({
        "ramActions": [
            { "operationType": "update", "ramAction": { "action": "shop:Try", "actionConditions": ["shop:Door", {}], "resources": [
                resource("Book", "acs:shop:*:*:book/{#BookId}", "always"), resource("Shelf", "", "ifExists"),
            ] } },
            { "operationType": "get", "ramAction": { "action": "shop:Look", "resources": [resource("All Resource", "*", "always")] } },
            { "operationType": "get", "ramAction": {} },
        ],
        "flowControl": { "flowControlList": [
            { "threshold": "5", "countWindow": 1, "regionId": "moon-1" },
            { "threshold": "1000", "countWindow": 60, "regionId": "*" },
        ] },
        "changeSet": [
            { "createdAt": "2031-04-01T07:13:06.000Z", "description": "Request parameters changed" },
            { "createdAt": "soon", "description": "More" },
        ],
        "produces": ["text/event-stream"],
        "parameters": [
            { "name": "Name", "in": "query", "schema": { "type": "string", "docRequired": true } },
            { "name": "Both", "in": "query", "schema": { "type": "string", "docRequired": true, "required": true } },
            { "name": "Badge", "in": "query", "schema": { "type": "string", "sensitive": true } },
            { "name": "Codes", "in": "query", "schema": { "type": "integer", "sensitive": true } },
            { "name": "Size", "in": "query", "schema": { "type": "string", "maxLength": 5, "description": "Valid values: S, M, and L." } },
        ],
        "responses": {
            "200": { "headers": { "x-count": { "schema": { "type": "integer" } } }, "schema": { "type": "object", "properties": { "A": { "type": "string" } } } },
            "4XX": { "schema": { "type": "object" } },
        },
    }));
    let rows: serde_yaml::Value = serde_yaml::from_str(
        "- { action: 'shop:Try', access: update, resources: ['*Book', Shelf], condition_keys: ['shop:Door'] }\n\
         - { action: 'shop:Look', access: get, resources: ['*'] }",
    )
    .expect("YAML");
    assert_eq!(at(&spec, "permission"), &rows);
    assert_eq!(
        at(&spec, "flow_control/requests").as_u64().zip(at(&spec, "flow_control/seconds").as_u64()),
        Some((1000, 60))
    );
    let rows: serde_yaml::Value =
        serde_yaml::from_str("- { date: 2031-04-01, changes: Request parameters changed }").expect("YAML");
    assert_eq!(at(&spec, "history"), &rows);
    assert_eq!(at(&spec, "response/headers"), &serde_yaml::from_str::<serde_yaml::Value>("[x-count]").expect("YAML"));
    assert_eq!(at(&spec, "response/fields/x-count/type").as_str(), Some("int64"));
    assert_eq!(at(&spec, "response/events").as_bool(), Some(true));
    assert!(
        at(&spec, "parameters/Name").get("required").is_none()
            && at(&spec, "parameters/Both").get("required").is_some()
    );
    assert_eq!(at(&spec, "parameters/Badge/secret").as_bool(), Some(true));
    assert_eq!(at(&spec, "parameters/Size/rules/length/max").as_u64(), Some(5), "what is stated wins over prose");
    assert!(at(&spec, "parameters/Size").get("enum").is_none());
    let mut places: Vec<String> = gaps(&spec).into_iter().map(|(at, _)| at).collect();
    places.sort();
    assert_eq!(
        places,
        [
            "flow_control",
            "history",
            "parameters.Codes",
            "parameters.Name.required",
            "parameters.Size.enum",
            "permission",
            "permission[0].condition_keys",
            "permission[0].resources",
            "response",
        ]
    );
}

#[test]
fn no_key_vanishes_without_being_a_gap_or_passed_over_for_a_reason() {
    let docs = json!({
        "version": "1.0", "info": { "style": "RPC", "product": "Shop", "version": "2020-01-01", "mood": "good" },
        "directories": [{ "id": 1 }], "weather": "fair", "nothing": { "at": [{ "all": "" }] },
        "components": { "schemas": { "Book": { "type": "object", "properties": {
            "Title": { "type": "string", "visibility": "Private" }, "Pages": { "type": "string", "visibility": "Public" },
        } } } },
        "endpoints": [{ "regionId": "moon-1", "endpoint": "shop.example.com", "tide": "high" }],
        "errorCodes": [{ "code": "Closed", "message": "It is closed.", "http_code": 400, "colour": "red" }],
        "apis": { "Try": {
            "smell": "of books", "translator": "machine", "schemes": ["http"], "consumes": ["text/plain"], "produces": ["application/xml"],
            "eventInfo": { "enable": true, "eventNames": ["shop:Opened"] }, "security": [{ "AK": [] }, { "Badge": [] }],
            "systemTags": { "riskType": "high", "chargeType": "free", "autoTest": true, "taste": "sweet" },
            "staticInfo": { "returnType": "asynchronous", "callback": "Look", "callbackInterval": 500, "shape": "round" },
            "ramActions": [{ "ramAction": { "action": "shop:Try", "authLevel": "operate", "aura": "blue" } }],
            "flowControl": { "flowControlList": [{ "threshold": "5", "countWindow": 1, "regionId": "*", "api": "Try", "flow": "slow" }] },
            "changeSet": [{ "createdAt": "2031-04-01T00:00:00Z", "description": "More", "season": "spring" }],
            "parameters": [
                { "name": "Size", "in": "formData", "allowEmptyValue": true, "schema": { "type": "integer", "maxLength": 5, "format": "octal", "additionalProperties": { "type": "string", "depth": 3 } } },
                { "name": "Kind", "in": "query", "schema": { "type": "string", "title": { "zh": "x" }, "items": { "type": "string" } } },
            ],
            "responses": { "200": { "schema": { "type": "object", "properties": { "A": { "type": "stone", "weight": 2 } } }, "echo": "loud" } },
            "errorCodes": { "400": [{ "errorCode": "Shut", "errorMessage": "It is shut.", "pitch": "low" }] },
            "responseDemo": "[{\"type\": \"json\", \"example\": \"{}\", \"errorExample\": \"{}\", \"paper\": \"thick\"}]",
        } },
    });
    let imported = import(docs.to_string().as_bytes()).expect("metadata");
    let mut found: Vec<(String, String)> = Vec::new();
    for text in texts(&imported).values() {
        found.extend(gaps(&serde_yaml::from_str(text).expect("YAML")));
    }
    let is_told = |(at, words): (&str, &str)| found.iter().any(|(place, what)| place == at && what.contains(words));
    for key in [
        ("service", "mood"),
        ("service", "weather"),
        ("types", "visibility of `components.Book.Title` says `Private`"),
        ("endpoints", "tide"),
        ("errors", "colour"),
        ("operation", "smell"),
        ("http", "`http` alone"),
        ("http", "`text/plain`"),
        ("response", "`application/xml`"),
        ("operation", "`shop:Opened`"),
        ("auth", "`Badge`"),
        ("operation", "riskType"),
        ("operation", "taste"),
        ("operation", "shape"),
        ("response", "every `500` ms"),
        ("permission", "aura"),
        ("flow_control", "flow"),
        ("history", "season"),
        ("parameters", "allowEmptyValue of `parameters.Size` says `true`"),
        ("parameters.Size", "maxLength"),
        ("parameters.Size", "octal"),
        ("parameters", "depth"),
        ("parameters", "zh"),
        ("parameters.Kind", "it has items"),
        ("response", "echo"),
        ("response.fields.A", "stone"),
        ("response", "weight"),
        ("errors", "pitch"),
        ("examples", "a sample of an error"),
        ("examples", "paper"),
    ] {
        assert!(is_told(key), "{key:?} is not among {found:#?}");
    }
    let counted: Vec<&str> =
        imported.summary.gaps.keys().map(String::as_str).filter(|kind| kind.contains("smell")).collect();
    assert_eq!(counted, ["operation: the key smell says `…`, for which the format has no word"]);
    let passed_over: Vec<&str> = imported
        .summary
        .passed_over
        .keys()
        .filter_map(|text| text.strip_prefix("the key ")?.split(' ').next())
        .collect();
    assert_eq!(
        passed_over,
        ["api", "authLevel", "autoTest", "chargeType", "directories", "translator", "version", "visibility"]
    );
    assert_eq!(found.len(), 30, "nothing else is missing: {found:#?}");
}

#[test]
fn the_errors_of_a_service_are_carried_over_and_gaps_are_counted() {
    let docs = json!({
        "info": { "style": "RPC", "product": "Shop", "version": "2020-01-01" }, "apis": { "A": {} },
        "errorCodes": [
            { "code": "Closed", "message": "The shop is closed.", "http_code": 503, "description": "Come back." },
            { "code": "Lost", "message": "No status.", "http_code": null },
        ],
    });
    let imported = import(docs.to_string().as_bytes()).expect("metadata");
    let service: serde_yaml::Value =
        serde_yaml::from_str(&texts(&imported)["shop/2020-01-01/service.yaml"]).expect("YAML");
    let rows: serde_yaml::Value =
        serde_yaml::from_str("- { code: Closed, status: 503, message: The shop is closed., doc: Come back. }")
            .expect("YAML");
    assert_eq!(at(&service, "errors"), &rows);
    assert_eq!(
        imported.summary.gaps,
        BTreeMap::from([("errors: the status `…` of `…` is no number; left out".to_owned(), 1)])
    );
}

/// The spec of `List` with known values, imported over the specs of an earlier import.
fn listed(values: &Value, before: &[SourceFile]) -> Imported {
    let parameters: Vec<Value> = values
        .as_object()
        .expect("lists")
        .iter()
        .map(|(name, list)| json!({ "name": name, "in": "query", "schema": { "type": "string", "enum": list } }))
        .collect();
    let docs = json!({
        "info": { "style": "RPC", "product": "Shop", "version": "2031-04-01" },
        "apis": { "List": {
            "parameters": parameters,
            "errorCodes": { "400": [{ "errorCode": "InvalidVPC.X" }, { "errorCode": "InvalidVpc.X" }] },
        } },
    });
    let before = |path: &str| before.iter().find(|file| file.path == path).map(|file| file.bytes.clone());
    let imported = import_over(docs.to_string().as_bytes(), before).expect("metadata");
    let report = lint(&imported.files, &Scope::default());
    assert!(report.is_empty(), "{report}");
    imported
}

/// The names that were chosen for the values of a parameter.
fn chosen(imported: &Imported, parameter: &str) -> BTreeMap<String, String> {
    let spec: serde_yaml::Value = serde_yaml::from_str(&texts(imported)["shop/2031-04-01/List.yaml"]).expect("YAML");
    let values = at(&spec, &format!("parameters/{parameter}/enum")).as_mapping().expect("values").clone();
    let name =
        |(value, facts): (serde_yaml::Value, serde_yaml::Value)| Some((text_of(&value), text_of(facts.get("rust")?)));
    values.into_iter().filter_map(name).collect()
}

#[test]
fn names_follow_from_values_and_not_from_their_order() {
    let one = listed(&json!({ "Op": ["+", "-", "*"], "Sort": ["date", "-date"], "Class": ["5xx", "a.b", "a-b"] }), &[]);
    let other =
        listed(&json!({ "Class": ["a-b", "5xx", "a.b"], "Op": ["*", "-", "+"], "Sort": ["-date", "date"] }), &[]);
    for imported in [&one, &other] {
        assert!(chosen(imported, "Op").is_empty() && chosen(imported, "Sort").is_empty(), "marks are words");
        assert_eq!(chosen(imported, "Class"), BTreeMap::from([("a.b".to_owned(), "ADotB".to_owned())]));
        assert!(texts(imported)["shop/2031-04-01/List.yaml"].contains("rust: InvalidVPCX"));
    }
}

#[test]
fn names_of_an_earlier_import_keep_their_meaning() {
    let first = listed(&json!({ "Sort": ["a.b", "_date"] }), &[]);
    let second = listed(&json!({ "Sort": ["a-b", "date", "a.b", "_date"] }), &first.files);
    let expected = [("a-b", "AMinusB"), ("date", "DateLower")];
    assert_eq!(chosen(&second, "Sort"), expected.map(|(value, name)| (value.to_owned(), name.to_owned())).into());
    let third = listed(&json!({ "Sort": ["date", "a.b", "a-b", "_date"] }), &second.files);
    assert_eq!(chosen(&third, "Sort"), chosen(&second, "Sort"));

    let by_hand = |file: &SourceFile| {
        let text = String::from_utf8(file.bytes.clone()).expect("text");
        SourceFile { bytes: text.replace("a.b: {}", "a.b: { rust: Both }").into_bytes(), ..file.clone() }
    };
    let edited: Vec<SourceFile> = first.files.iter().map(by_hand).collect();
    let names = chosen(&listed(&json!({ "Sort": ["a.b", "a-b"] }), &edited), "Sort");
    assert_eq!(names, BTreeMap::from([("a.b".to_owned(), "Both".to_owned())]));
}

#[test]
fn a_named_type_keeps_its_name_when_another_operation_joins() {
    let response = |properties: Value| json!({ "responses": { "200": { "schema": { "type": "object", "properties": properties } } } });
    let import = |apis: Value, before: &[SourceFile]| {
        let docs = json!({ "info": { "style": "RPC", "product": "Shop", "version": "2020-01-01" }, "apis": apis });
        let before = |path: &str| before.iter().find(|file| file.path == path).map(|file| file.bytes.clone());
        import_over(docs.to_string().as_bytes(), before).expect("metadata")
    };
    let other = || {
        json!({ "type": "object", "properties": {
        "TagKey": { "type": "string" }, "tagKey": { "type": "string" },
        "State": { "type": "string", "enum": ["on", "-on", "_on"] },
    } })
    };
    let (a, b) = (response(json!({ "Tag": tag("") })), response(json!({ "Tag": tag("") })));
    let first = import(json!({ "A": a, "B": b }), &[]);
    let more = || response(json!({ "Tag": other() }));
    let joined = json!({ "A": a, "B": b, "C": more(), "D": more(), "E": more() });
    let second = import(joined.clone(), &first.files);
    let shapes = |imported: &Imported| {
        let service: serde_yaml::Value =
            serde_yaml::from_str(&texts(imported)["shop/2020-01-01/service.yaml"]).expect("YAML");
        let types = at(&service, "types").as_mapping().expect("types").clone();
        let first = |value: &serde_yaml::Value| {
            text_of(at(value, "fields").as_mapping().expect("fields").keys().next().expect("one"))
        };
        let named = types.iter().filter(|(_, value)| value.get("fields").is_some());
        named.map(|(name, value)| (text_of(name), first(value))).collect::<BTreeMap<_, _>>()
    };
    assert_eq!(shapes(&first), BTreeMap::from([("TagWithKeyAndValue".to_owned(), "Key".to_owned())]));
    let expected = [("TagWithKeyAndValue", "Key"), ("TagCbdrrt", "State")]
        .map(|(name, field)| (name.to_owned(), field.to_owned()));
    assert_eq!(shapes(&second), expected.into(), "the more frequent one has not been there before");
    assert_eq!(texts(&import(joined, &second.files)), texts(&second), "with the names that were chosen for its fields");
    let alone = import(json!({ "A": a, "C": more() }), &second.files);
    assert_eq!(shapes(&alone), shapes(&second), "what was shared stays so");
}

#[test]
fn a_secret_is_what_the_metadata_or_name_type_and_example_together_say() {
    let text = |name: &str, example: Option<&str>| json!({ "name": name, "in": "query", "schema": { "type": "string", "example": example } });
    let imported = trying(&json!({ "parameters": [
        text("AccessToken", None), text("SecretArn", Some("acs:kms:moon-1:1:secret/x")), text("PasswordExpireDays", None),
        text("ApiKey", None), text("NextToken", None), text("NeedPassword", Some("true")),
        { "name": "Password", "in": "query", "schema": { "type": "string", "sensitive": false } },
        { "name": "Plate", "in": "query", "schema": { "type": "string", "sensitive": true } },
    ] }));
    let decided: Vec<(&str, bool)> = imported
        .summary
        .secrets
        .iter()
        .map(|(_, path, is_secret)| (path.trim_start_matches("parameters."), *is_secret))
        .collect();
    assert_eq!(
        decided,
        [
            ("AccessToken", true),
            ("SecretArn", false),
            ("PasswordExpireDays", false),
            ("ApiKey", true),
            ("NextToken", false),
            ("NeedPassword", false),
            ("Password", false),
            ("Plate", true),
        ]
    );
    let spec: serde_yaml::Value = serde_yaml::from_str(&texts(&imported)["shop/2020-01-01/Try.yaml"]).expect("YAML");
    for (name, is_secret) in decided {
        let secret = at(&spec, &format!("parameters/{name}")).get("secret");
        assert_eq!(secret.is_some_and(|secret| *secret == true), is_secret, "{name}");
    }
}

/// The specs of some operations, imported over those of an earlier import.
fn imported_over(apis: &Value, before: &[SourceFile]) -> Imported {
    let docs = json!({ "info": { "style": "RPC", "product": "Shop", "version": "2020-01-01" }, "apis": apis });
    let before = |path: &str| before.iter().find(|file| file.path == path).map(|file| file.bytes.clone());
    import_over(docs.to_string().as_bytes(), before).expect("metadata")
}

#[test]
fn rewording_and_an_operation_that_joins_break_nothing() {
    let export = |words: &str, more: &Value| {
        let description = format!("What is exported. {words}\n\n*   **user**: users\n*   **port**: ports\n");
        let mut operation = json!({ "parameters": [
            { "name": "Kind", "in": "query", "schema": { "type": "string", "description": description } },
        ] });
        operation.as_object_mut().expect("a map").extend(more.as_object().expect("a map").clone());
        operation
    };
    let old = imported_over(&json!({ "Export": export("Values:", &json!({})) }), &[]);
    let reworded = export("Valid values:", &json!({}));
    let new = imported_over(&json!({ "Export": reworded, "Import": reworded }), &old.files);
    let difference = diff(&old.files, &new.files).expect("specs");
    let rules: Vec<&str> = difference.changes.iter().map(|change| change.rule.id()).collect();
    assert_eq!(rules, ["operation-added", "prose-changed"]);

    let owning = |more: &Value| {
        let owner = json!({ "type": "object", "properties": {
            "Name": { "type": "string" }, "Kind": { "type": "string", "enum": ["person", "shop"] },
            "Flats": { "type": "array", "items": { "type": "object", "properties": { "Street": { "type": "string" } } } },
        } });
        json!({ "summary": more, "responses": { "200": { "schema": { "type": "object", "properties": { "Owner": owner } } } } })
    };
    let alone = imported_over(&json!({ "Own": owning(&json!("Owns.")) }), &[]);
    let joined =
        json!({ "Have": owning(&json!("Has.")), "Own": owning(&json!("Owns.")), "Zone": owning(&json!("Zones.")) });
    let difference = diff(&alone.files, &imported_over(&joined, &alone.files).files).expect("specs");
    let rules: Vec<&str> = difference.changes.iter().map(|change| change.rule.id()).collect();
    let added = ["operation-added", "operation-added", "other-change"];
    assert_eq!(rules, added, "those that join share a type, and what has been alone stays where it is");

    let changed = json!({
        "changeSet": [{ "createdAt": "2031-04-01T07:13:06.000Z", "description": "Request parameters changed" }],
        "errorCodes": { "400": [{ "errorCode": "Closed", "errorMessage": "It is closed." }] },
    });
    let newer = imported_over(&json!({ "Export": export("Valid values:", &changed), "Import": reworded }), &new.files);
    let difference = diff(&new.files, &newer.files).expect("specs");
    let added = difference.changes.iter().find(|change| change.rule.id() == "error-code-added").expect("a code");
    assert_eq!((added.cause, added.because.contains("2031-04-01")), (Cause::Api, true), "{}", added.because);
}

#[test]
fn names_do_not_follow_from_the_order_of_named_types() {
    let cover =
        r#""Cover": {"type": "object", "properties": {"Status": {"type": "string", "enum": ["hard", "soft"]}}}"#;
    let order =
        r#""Order": {"type": "object", "properties": {"Status": {"type": "string", "enum": ["paid", "open"]}}}"#;
    let refs = r##""C": {"$ref": "#/components/schemas/Cover"}, "O": {"$ref": "#/components/schemas/Order"}"##;
    let files = |schemas: &str| {
        let response = format!(r#"{{"200": {{"schema": {{"type": "object", "properties": {{{refs}}}}}}}}}"#);
        let docs = format!(
            r#"{{"info": {{"style": "RPC", "product": "Shop", "version": "2020-01-01"}},
            "components": {{"schemas": {{{schemas}}}}}, "apis": {{"GetBook": {{"responses": {response}}}}}}}"#
        );
        texts(&import(docs.as_bytes()).expect("metadata"))
    };
    let written = files(&format!("{cover}, {order}"));
    assert_eq!(written, files(&format!("{order}, {cover}")));
    let service = &written["shop/2020-01-01/service.yaml"];
    assert!(service.contains("rust_type: OrderStatus") && !service.contains("CoverStatus"), "{service}");
}

#[test]
fn names_do_not_follow_from_the_order_of_fields() {
    let field = |name: &str, values: &str| {
        let status = format!(r#"{{"type": "string", "enum": [{values}]}}"#);
        format!(r#""{name}": {{"type": "object", "properties": {{"Status": {status}, "Id": {{"type": "string"}}}}}}"#)
    };
    let (cover, order) = (field("Cover", r#""hard", "soft""#), field("Order", r#""paid", "open""#));
    let spec = |fields: &[&str], before: &[SourceFile]| {
        let fields = fields.join(", ");
        let response = format!(r#"{{"200": {{"schema": {{"type": "object", "properties": {{{fields}}}}}}}}}"#);
        let docs = format!(
            r#"{{"info": {{"style": "RPC", "product": "Shop", "version": "2020-01-01"}},
            "apis": {{"GetBook": {{"responses": {response}}}}}}}"#
        );
        let before = |path: &str| before.iter().find(|file| file.path == path).map(|file| file.bytes.clone());
        import_over(docs.as_bytes(), before).expect("metadata")
    };
    let named = |imported: &Imported| {
        let text = &texts(imported)["shop/2020-01-01/GetBook.yaml"];
        let names = text.lines().filter_map(|line| line.trim().strip_prefix("rust_type: "));
        names.map(str::to_owned).collect::<Vec<_>>()
    };
    let written = spec(&[&cover, &order], &[]);
    assert_eq!(named(&written), ["OrderStatus"], "`Cover` comes before `Order`, wherever it stands");
    assert_eq!(named(&spec(&[&order, &cover], &[])), ["OrderStatus"]);

    let first = spec(&[&order], &[]);
    assert!(named(&first).is_empty());
    assert_eq!(named(&spec(&[&cover, &order], &first.files)), ["CoverStatus"], "the name that is there stays");
    assert_eq!(named(&spec(&[&order, &cover], &written.files)), ["OrderStatus"]);
}

#[test]
fn names_do_not_follow_from_what_other_operations_have_as_well() {
    let status = |values: [&str; 2]| json!({ "type": "object", "properties": { "Status": { "type": "string", "enum": values } } });
    let (cover, order) = (status(["hard", "soft"]), status(["paid", "open"]));
    let book = || json!({ "Order": order, "Cover": cover });
    for (other, is_shared) in [(json!({}), false), (json!({ "Cover": cover }), true)] {
        let specs = answering(&[("GetBook", book()), ("GetCover", other)], &json!({}));
        let fields = at(&specs["GetBook"], "response/fields");
        assert_eq!(at(fields, "Cover").get("ref").is_some(), is_shared);
        assert_eq!(at(fields, "Order/fields/Status/rust_type"), "OrderStatus", "{is_shared}");
    }
}

#[test]
fn what_the_metadata_has_in_another_order_stays_in_the_order_that_it_had() {
    let tag = |names: [&str; 2]| {
        let fields = names.map(|name| format!("\"{name}\": {{ \"type\": \"string\", \"required\": true }}"));
        format!("{{ \"type\": \"object\", \"properties\": {{ {} }} }}", fields.join(", "))
    };
    let parameter =
        |name: &str, schema: &str| format!("{{ \"name\": \"{name}\", \"in\": \"query\", \"schema\": {schema} }}");
    let import = |names: &[&str], of_tag: [&str; 2], states: &str, before: &[SourceFile]| {
        let required = "{ \"type\": \"string\", \"required\": true }";
        let mut parameters: Vec<String> = names.iter().map(|name| parameter(name, required)).collect();
        parameters.push(parameter("Tag", &tag(of_tag)));
        parameters.push(parameter("State", &format!("{{ \"type\": \"string\", \"enum\": {states} }}")));
        let operation = format!("{{ \"parameters\": [{}] }}", parameters.join(", "));
        let docs = format!(
            "{{ \"info\": {{ \"style\": \"RPC\", \"product\": \"Shop\", \"version\": \"2020-01-01\" }}, \
             \"apis\": {{ \"A\": {operation}, \"B\": {operation} }} }}"
        );
        let before = |path: &str| before.iter().find(|file| file.path == path).map(|file| file.bytes.clone());
        import_over(docs.as_bytes(), before).expect("metadata")
    };
    let first = import(&["ShopId", "BookId"], ["Key", "Value"], "[\"on\", \"off\"]", &[]);
    let second = import(&["New", "BookId", "ShopId"], ["Value", "Key"], "[\"off\", \"on\"]", &first.files);
    let keys = |imported: &Imported, file: &str, path: &str| {
        let spec: serde_yaml::Value =
            serde_yaml::from_str(&texts(imported)[&format!("shop/2020-01-01/{file}.yaml")]).expect("YAML");
        at(&spec, path).as_mapping().expect("a map").keys().map(text_of).collect::<Vec<_>>()
    };
    assert_eq!(keys(&second, "A", "parameters"), ["New", "ShopId", "BookId", "Tag", "State"]);
    let types = ["StateOfOffAndOn", "TagJwhdnm"];
    assert_eq!(keys(&second, "service", "types"), types, "which are the types that they were");
    assert_eq!(keys(&second, "service", "types/TagJwhdnm/fields"), ["Key", "Value"]);
    assert_eq!(keys(&second, "service", "types/StateOfOffAndOn/enum"), ["on", "off"]);
    let difference = diff(&first.files, &second.files).expect("specs");
    let about: Vec<&str> = difference.changes.iter().map(|change| change.rule.id()).collect();
    assert!(!about.contains(&"required-reordered"), "{about:?}");
}

#[test]
fn the_other_edition_fills_what_is_missing_but_for_its_prose() {
    let docs = |product: &str, schemas: &Value, apis: &Value| {
        let info = json!({ "style": "RPC", "product": product, "version": "2020-01-01" });
        json!({ "info": info, "components": { "schemas": schemas }, "apis": apis }).to_string()
    };
    let state =
        |values: &[&str], description: &str| json!({ "type": "string", "enum": values, "description": description });
    let parameters = |list: Value| json!({ "summary": "Sells.", "parameters": list });
    let english = docs(
        "Shop",
        &json!({}),
        &json!({ "Sell": parameters(json!([
        { "name": "State", "in": "query", "schema": state(&["on"], "The state.") },
        { "name": "Kind", "in": "query", "schema": { "type": "string", "example": "c" } },
        { "name": "Mark", "in": "query", "schema": { "$ref": "#/components/schemas/Mark" } },
    ])) }),
    );
    let kinds = json!({ "type": "string", "description": "种类。取值：a、b。" });
    let mark =
        json!({ "Mark": { "type": "object", "description": "标记。", "properties": { "A": { "type": "string" } } } });
    let chinese = docs(
        "Shop",
        &mark,
        &json!({
            "Sell": { "summary": "卖书。", "parameters": [
                { "name": "State", "in": "query", "schema": state(&["on", "off"], "状态。") },
                { "name": "Kind", "in": "query", "schema": kinds },
                { "name": "Note", "in": "query", "schema": { "type": "string", "description": "备注。" } },
            ], "errorCodes": { "400": [{ "errorCode": "Closed", "errorMessage": "关门。" }] } },
            "Buy": { "summary": "买书。" },
        }),
    );
    let imported = import_editions(english.as_bytes(), chinese.as_bytes(), |_| None).expect("metadata");
    let report = lint(&imported.files, &Scope::default());
    assert!(report.is_empty(), "{report}");
    let files = texts(&imported);
    let spec = |name: &str| -> serde_yaml::Value {
        serde_yaml::from_str(&files[&format!("shop/2020-01-01/{name}.yaml")]).expect("YAML")
    };
    let sell = spec("Sell");
    assert_eq!(at(&sell, "parameters/State/enum").as_mapping().map(serde_yaml::Mapping::len), Some(2));
    assert!(at(&sell, "parameters/Kind").get("enum").is_none(), "its example is none of them");
    assert_eq!(at(&sell, "parameters/Mark/ref").as_str(), Some("Mark"));
    assert!(at(&spec("service"), "types/Mark/fields").get("A").is_some());
    assert_eq!(at(&sell, "parameters/Note/type").as_str(), Some("string"));
    assert_eq!(at(&sell, "errors")[0]["code"].as_str(), Some("Closed"));
    assert_eq!(at(&spec("Buy"), "summary").as_str(), Some("Buy"));
    let is_chinese = |letter: char| ('\u{4e00}'..='\u{9fff}').contains(&letter);
    assert!(files.values().all(|text| !text.contains(is_chinese)), "{files:?}");
    assert_eq!((imported.summary.read, imported.summary.carried_over), (2, 2));

    let inn = docs("Inn", &json!({}), &json!({}));
    let error = import_editions(english.as_bytes(), inn.as_bytes(), |_| None).expect_err("another product");
    assert!(error.contains("`inn/2020-01-01`"), "{error}");
}

#[test]
fn a_deprecated_operation_says_what_takes_its_place() {
    for (info, expected) in [
        (json!({ "substitutions": ["Shop::2020-01-01::Sell"] }), "Use Sell instead."),
        (json!({ "substitutions": ["Inn::2014-05-26::Rest", "odd", "Shop::2020-01-01::Buy"] }), {
            "Use Rest of Inn 2014-05-26, Buy instead."
        }),
        (json!({ "substitutions": [], "noSubstitutionReason": "Nobody\nneeds it." }), "Nobody needs it."),
    ] {
        let spec = tried(&json!({ "deprecated": true, "staticInfo": info }));
        assert_eq!(at(&spec, "deprecated").as_str(), Some(expected), "{info}");
        assert!(tried(&json!({ "staticInfo": info })).get("deprecated").is_none(), "{info}");
    }
    assert_eq!(at(&tried(&json!({ "deprecated": true, "staticInfo": 5 })), "deprecated").as_bool(), Some(true));
}

#[test]
fn what_is_said_of_a_response_is_carried_over_or_a_gap() {
    let of = |description: &str| {
        tried(&json!({
            "staticInfo": { "returnType": "asynchronous", "callback": "Shop::2020-01-01::GetSale" },
            "responseDemo": json!([{ "type": "xml", "example": "<A>1</A>" }]).to_string(),
            "responses": {
                "200": { "description": description, "schema": {
                    "type": "object", "properties": { "A": { "type": "string" } },
                } },
                "500": { "description": "The failure." },
            },
        }))
    };
    assert_eq!(at(&of("The sale."), "response/doc").as_str(), Some("The sale."));
    assert!(at(&of("OK"), "response").get("doc").is_none());
    let told = gaps(&of("OK"));
    assert!(told.iter().any(|(at, what)| at == "response" && what.contains("GetSale`")), "{told:?}");
    assert!(told.iter().any(|(at, what)| at == "examples" && what.contains("XML")), "{told:?}");
}

#[test]
fn what_prose_calls_empty_by_default_is_not_said_to_be_text() {
    let shown = |more: &Value| {
        let mut schema = json!({ "type": "string", "description": "The zone. This parameter is empty by default." });
        schema.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
        tried(&json!({ "parameters": [{ "name": "Zone", "in": "query", "schema": schema }] }))
    };
    assert!(at(&shown(&json!({})), "parameters/Zone").get("default").is_none());
    assert_eq!(at(&shown(&json!({ "default": "" })), "parameters/Zone/default").as_str(), Some(""));
}

#[test]
fn a_part_of_a_type_steps_aside_for_a_type_of_its_name() {
    let pot = |field: &str| json!({ "type": "object", "properties": { field: { "type": "string" } } });
    let docs = |schemas: &Value| {
        json!({
            "info": { "style": "RPC", "product": "Shop", "version": "2020-01-01" }, "components": { "schemas": schemas },
            "apis": { "A": { "responses": { "200": { "schema": {
                "type": "object",
                "properties": { "Bed": { "$ref": "#/components/schemas/Bed" }, "Pot": { "$ref": "#/components/schemas/Pot" } },
            } } } } },
        })
    };
    let service = |imported: &Imported| -> serde_yaml::Value {
        serde_yaml::from_str(&texts(imported)["shop/2020-01-01/service.yaml"]).expect("YAML")
    };
    let bed = |pot: &Value, other: &Value| {
        json!({ "type": "object", "properties": {
            "pot": pot, "Pots": { "type": "array", "items": { "type": "object", "properties": { "pot": other } } },
        } })
    };
    let imported =
        import(docs(&json!({ "Bed": bed(&pot("Soil"), &pot("Earth")), "Pot": pot("Size") })).to_string().as_bytes())
            .expect("metadata");
    assert!(lint(&imported.files, &Scope::default()).is_empty());
    let spec = service(&imported);
    assert_eq!(at(&spec, "types/Bed/fields/pot/rust_type").as_str(), Some("BedPot"));
    let inner = at(&spec, "types/Bed/fields/Pots/items/fields/pot/rust_type");
    assert_eq!(inner.as_str(), Some("PotsPot"));
    assert!(at(&spec, "types/Pot").get("rust_type").is_none());
    let spec = service(
        &import(docs(&json!({ "Bed": bed(&pot("Size"), &pot("Size")), "Pot": pot("Size") })).to_string().as_bytes())
            .expect("metadata"),
    );
    assert!(at(&spec, "types/Bed/fields/pot").get("rust_type").is_none(), "one type does for both");
}
