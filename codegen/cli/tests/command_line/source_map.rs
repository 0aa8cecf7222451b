//! The source map that `apiscribe generate --map` writes.

use super::diff::{OPERATION, SPEC};
use super::project::{Project, SERVICE};

#[test]
fn the_source_map_leads_from_the_spec_to_the_line_of_the_generated_file() {
    let project = Project::with(OPERATION);
    assert_eq!(project.output(&["generate", "--map", "map.json"]).0, 0);
    let map: serde_json::Value = serde_json::from_str(&project.read("map.json")).expect("JSON");
    let items = map["items"].as_array().expect("items");
    let find =
        |kind: &str, name: &str| items.iter().find(|item| item["kind"] == kind && item["name"] == name).expect(name);
    let title = find("parameter", "Title");
    assert_eq!(title["rust"], "shop::v2020_01_01::sell_book::SellBookRequest::title");
    assert_eq!(title["spec"], serde_json::json!({ "file": SPEC, "line": 4, "column": 3, "path": "parameters.Title" }));
    let rule = find("rule", "length of Title");
    assert_eq!(rule["spec"]["path"], "parameters.Title.rules.length");
    for item in items.iter().filter(|item| !item["rust"].is_null()) {
        assert!(item["generated"]["line"].as_u64().is_some_and(|line| line > 0), "{item}");
    }
    let file = project.read(&format!("generated/src/{}", title["generated"]["file"].as_str().expect("a file")));
    let line = usize::try_from(title["generated"]["line"].as_u64().expect("a line")).expect("a line");
    assert_eq!(file.lines().nth(line - 1), Some("    pub title: Option<String>,"));
}

#[test]
fn the_source_map_names_the_lines_of_a_saved_page() {
    let project = Project::with(OPERATION);
    let page = "SellBook\n\nSells a book.\n\n## Request parameters\n\n\
        | Parameter | Type | Required | Description | Example |\n| --- | --- | --- | --- | --- |\n\
        | Title | string | No | Its title. | Emma |\n";
    project.write("page.txt", page);
    let (status, _, err) = project.output(&["generate", "--map", "map.json", "--page", "page.txt"]);
    assert_eq!((status, err.as_str()), (0, ""));
    let map: serde_json::Value = serde_json::from_str(&project.read("map.json")).expect("JSON");
    let pages = |kind: &str| {
        let items = map["items"].as_array().expect("items").iter().filter(|item| item["kind"] == kind);
        items.map(|item| item["page"].clone()).collect::<Vec<_>>()
    };
    let place = serde_json::json!({ "file": "page.txt", "line": 9 });
    assert_eq!((pages("parameter"), pages("rule")), (vec![place.clone()], vec![place]));
    assert_eq!(pages("response"), [serde_json::Value::Null]);
    project.write("other.txt", &page.replace("SellBook", "BuyBook"));
    assert_eq!(project.output(&["generate", "--map", "map.json", "--page", "other.txt"]).0, 1);
    project.write("nothing.txt", "nothing\n");
    assert_eq!(project.output(&["generate", "--map", "map.json", "--page", "nothing.txt"]).0, 3);
}

/// Equal types are one type, and what is said at each of their places stays that of the place.
const EQUAL: &str = "\
operation: SellBook
summary: Sells a book.
parameters:
  Book: { in: query, type: object, fields: { Form: { type: object, fields: { Kind: { type: string, enum: { Paper: { doc: Of paper. } } } } } } }
response:
  fields: { Form: { type: object, fields: { Kind: { type: string, enum: { Paper: { doc: Printed. } } } } } }
";

#[test]
fn both_places_of_an_equal_type_lead_to_it() {
    let project = Project::with(EQUAL);
    assert_eq!(project.output(&["generate", "--map", "map.json"]).0, 0);
    let map: serde_json::Value = serde_json::from_str(&project.read("map.json")).expect("JSON");
    let items = map["items"].as_array().expect("items");
    for (kind, name, rust) in
        [("type", "Form", "Form"), ("field", "Kind", "Form::kind"), ("enum_value", "Paper", "Kind::Paper")]
    {
        let found: Vec<_> = items.iter().filter(|item| item["kind"] == kind && item["name"] == name).collect();
        assert_eq!(found.len(), 2, "{kind}");
        assert_ne!(found[0]["spec"], found[1]["spec"], "{kind}");
        for item in &found {
            assert_eq!(item["rust"], format!("shop::v2020_01_01::sell_book::{rust}"));
            assert_eq!(item["generated"], found[0]["generated"]);
            assert!(item["generated"]["line"].is_u64(), "{item}");
        }
    }
    project.write("new/shop/2020-01-01/service.yaml", SERVICE);
    project.write("new/shop/2020-01-01/SellBook.yaml", &EQUAL.replace("Printed.", "On paper."));
    let (status, out, _) = project.output(&["diff", "spec", "new"]);
    assert!(status == 0 && out.contains("prose-changed") && out.contains("Printed. → On paper."), "{out}");
}
