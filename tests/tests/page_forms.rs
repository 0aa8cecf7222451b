//! The same operations on pages in each form in which pages are saved: every fact that the form keeps is read, and none is made up.

#[path = "page_forms/facts.rs"]
mod facts;
#[path = "page_forms/render.rs"]
mod render;

use std::collections::BTreeSet;
use std::thread;

use apiscribe_cli::{AuditOptions, TranscribeOptions, audit_page, transcribe};
use apiscribe_model::files::SourceFile;
use apiscribe_tests::volume;
use serde_yaml::Value;

use facts::{OPERATIONS, Operation, Row};
use render::{FORMS, Form, page};

/// Returns the facts of an operation, as far as a form keeps them.
fn expected(operation: &Operation, form: Form) -> BTreeSet<String> {
    let mut facts = BTreeSet::new();
    for (start, rows) in [("parameters", operation.parameters), ("response.fields", operation.fields)] {
        for row in rows.iter().filter(|row| row.path != "[]") {
            add_row(&mut facts, start, row, form);
        }
    }
    facts.extend(operation.errors.iter().map(|row| format!("error {}", row.join(" "))));
    facts
}

fn add_row(facts: &mut BTreeSet<String>, start: &str, row: &Row, form: Form) {
    let path = format!("{start}.{}", row.path.replace('.', ".fields.").replace("fields.[]", "items"));
    facts.insert(path.clone());
    let kind = match row.kind {
        "integer" => "int32",
        "long" => "int64",
        kind if kind.starts_with("array") => "array",
        kind => kind,
    };
    facts.insert(format!("{path} type {kind}"));
    facts.extend(row.is_required.then(|| format!("{path} required true")));
    facts.extend((!row.example.is_empty()).then(|| format!("{path} example {}", row.example)));
    facts.extend((!row.limit.is_empty()).then(|| format!("{path} {}", row.limit)));
    if !form.loses_lists() {
        facts.extend(row.values.iter().map(|value| format!("{path} value {value}")));
    }
}

/// Returns the same facts of a draft.
fn found(spec: &str) -> BTreeSet<String> {
    let spec: Value = serde_yaml::from_str(spec).expect("a draft is YAML");
    let mut facts = BTreeSet::new();
    collect(&mut facts, "parameters", &spec["parameters"]);
    collect(&mut facts, "response.fields", &spec["response"]["fields"]);
    for row in spec["errors"].as_sequence().into_iter().flatten() {
        facts.insert(format!("error {} {} {}", text(&row["status"]), text(&row["code"]), text(&row["message"])));
    }
    facts
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| serde_yaml::to_string(value).unwrap_or_default().trim().to_owned(), str::to_owned)
}

fn collect(facts: &mut BTreeSet<String>, at: &str, values: &Value) {
    for (name, value) in values.as_mapping().into_iter().flatten() {
        of_value(facts, &format!("{at}.{}", text(name)), value);
    }
}

fn of_value(facts: &mut BTreeSet<String>, path: &str, value: &Value) {
    facts.insert(path.to_owned());
    for key in ["type", "required", "example"] {
        facts.extend((!value[key].is_null()).then(|| format!("{path} {key} {}", text(&value[key]))));
    }
    for key in ["length", "range"] {
        let limit = &value["rules"][key];
        facts.extend(
            (!limit.is_null()).then(|| format!("{path} {key} {} {}", text(&limit["min"]), text(&limit["max"]))),
        );
    }
    for (known, _) in value["enum"].as_mapping().into_iter().flatten() {
        facts.insert(format!("{path} value {}", text(known)));
    }
    if !value["items"].is_null() {
        of_value(facts, &format!("{path}.items"), &value["items"]);
    }
    collect(facts, &format!("{path}.fields"), &value["fields"]);
}

#[test]
fn every_form_of_a_page_gives_the_facts_that_it_keeps() {
    let mut wrong = Vec::new();
    for operation in OPERATIONS {
        for form in FORMS {
            let page = page(operation, form);
            let draft = transcribe(&page, &TranscribeOptions::default())
                .unwrap_or_else(|error| panic!("{} as {form:?}: {error}\n{page}", operation.name));
            assert_eq!(draft.operation, operation.name, "{form:?}");
            assert_eq!(draft.unread, [], "{form:?}\n{page}");
            let (expected, found) = (expected(operation, form), found(&draft.spec));
            let missing = expected.difference(&found).map(|fact| format!("lacks {fact}"));
            let more = found.difference(&expected).map(|fact| format!("makes up {fact}"));
            wrong.extend(missing.chain(more).map(|what| format!("{} as {form:?} {what}", operation.name)));
        }
    }
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn the_draft_of_one_form_agrees_with_every_other_that_keeps_as_much() {
    let forms = FORMS.iter().filter(|form| !form.loses_lists());
    for operation in OPERATIONS {
        let draft = transcribe(&page(operation, Form::Html), &TranscribeOptions::default()).expect("a page");
        let spec = SourceFile {
            path: format!("shop/{}.yaml", operation.name),
            name: "spec.yaml".to_owned(),
            bytes: draft.spec.clone().into_bytes(),
        };
        for form in forms.clone() {
            let audit =
                audit_page("page", &page(operation, *form), &spec, None, AuditOptions::default()).expect("a page");
            assert!(audit.is_accounted_for(), "{} as {form:?}\n{audit}", operation.name);
            assert_eq!(audit.coverage.rows.unread, 0);
        }
    }
}

#[test]
fn in_paragraphs_a_type_behind_an_object_begins_the_row_of_its_values_and_a_list_in_brackets_is_an_example() {
    let cells = |cells: &[&str]| format!("{}\n\n", cells.join("\n\n"));
    let page = format!(
        "# GetShelf\n\n## Response parameters\n\n{}## Examples\n\n```\n{{\"Labels\": {{\"a\": \"b\"}}, \"Ids\": [\"id_1\"]}}\n```\n",
        cells(&[
            "Parameter",
            "Type",
            "Description",
            "Example",
            "Labels",
            "object",
            "The labels.",
            "string",
            "A label.",
            "b",
            "Ids",
            "array<string>",
            "The IDs.",
            "\\[id\\_1\\]",
            "string",
            "An ID.",
            "id\\_1",
        ])
    );
    let draft = transcribe(&page, &TranscribeOptions::default()).expect("a page");
    let fields = "    Labels:\n      type: map\n      doc: 'TODO: describe the labels (line 17 of the page).'\n      values:\n        type: string\n        doc: 'TODO: describe the item (line 21 of the page).'\n        example: b\n    Ids:\n      type: array\n";
    assert!(draft.spec.contains(fields) && draft.unread.is_empty(), "{}", draft.spec);
    assert!(draft.spec.contains("        example: id_1\n"), "{}", draft.spec);
}

#[test]
fn in_paragraphs_the_values_of_a_map_may_have_an_example_alone_and_a_list_an_example_like_its_name() {
    let cells = ["Parameter", "Type", "Description", "Example"];
    let rows = ["labels", "object", "The labels.", "string", "http://shop/sea"];
    let more = ["result", "array<any>", "result", "any"];
    let table = [&cells[..], &rows, &more].concat().join("\n\n");
    let samples = "```\n{\"labels\": {\"key\": \"b\"}, \"result\": [1]}\n```\n";
    let page = format!("# GetShelf\n\n## Response parameters\n\n{table}\n\n## Examples\n\n{samples}");
    let draft = transcribe(&page, &TranscribeOptions::default()).expect("a page");
    let values = "      type: map\n      doc: 'TODO: describe the labels (line 17 of the page).'\n      values:\n        type: string\n        example: http://shop/sea\n    result:\n      type: array\n";
    assert!(draft.spec.contains(values) && draft.spec.contains("      items:\n        type: any\n"), "{}", draft.spec);
}

#[test]
fn in_paragraphs_a_heading_in_a_description_ends_no_table_whose_rows_go_on() {
    let cells = ["Parameter", "Type", "Required", "Description", "Example"];
    let tags = ["Tags", "string", "No", "The tags.", "### 1. Fields", "{\n\"Key\": \"its name\"\n}", "### 2. Notes"];
    let rest = ["- Without keys there are none.", "[\"a\"]"];
    let name = ["Name", "string", "Yes", "The name.", "sea"];
    let page = |rows: &[&[&str]], behind: &str| {
        let table = [&[&cells[..]], rows].concat().concat().join("\n\n");
        format!(
            "# GetShelf\n\n## Request parameters\n\n{table}\n\n{behind}## Response parameters\n\nParameter\n\nType\n\nDescription\n\nExample\n\nId\n\nstring\n\nThe ID.\n\n7\n"
        )
    };
    let whole = [&tags[..], &rest].concat();
    for rows in [[&whole[..], &name], [&name, &whole[..]]] {
        let draft = transcribe(&page(&rows, ""), &TranscribeOptions::default()).expect("a page");
        let examples = ["    example: '[\"a\"]'\n", "    example: sea\n", "      example: '7'\n"];
        assert!(examples.iter().all(|it| draft.spec.contains(it)), "{}", draft.spec);
        assert_eq!(draft.spec.matches("    in: query\n").count(), 2, "{}", draft.spec);
    }
    let behind = |text: &str| transcribe(&page(&[&name], text), &TranscribeOptions::default()).expect("a page").spec;
    let spec = behind("### Notes\n\nThe name is up to 8 characters.\n\n");
    assert!(spec.contains("    example: sea\n") && !spec.contains("rules:"), "{spec}");
    let list = ["List", "string", "No", "The list.", "#EXTM3U\n#EXT-X-VERSION:3"];
    let spec = transcribe(&page(&[&list, &name], ""), &TranscribeOptions::default()).expect("a page").spec;
    assert!(
        spec.contains("#EXT-X-VERSION:3") && spec.contains("    example: sea\n"),
        "marks alone are no heading: {spec}"
    );
}

/// The marks of all forms.
const MARKS: [&str; 6] = ["|", "\t", "\\", "<", ">", "\""];

/// Every stride-th page with a line cut off, left out or doubled, or with one of the marks of its form lost.
fn damaged(page: &str, stride: usize) -> impl Iterator<Item = String> {
    const KINDS: usize = 3 + MARKS.len();
    let lines: Vec<&str> = page.lines().collect();
    (0..lines.len() * KINDS).step_by(stride).map(move |number| {
        let (at, kind) = (number / KINDS, number % KINDS);
        let (line, with) = (lines[at], |line: &[&str]| [&lines[..at], line, &lines[at + 1..]].concat().join("\n"));
        match kind {
            0 => lines[..at].join("\n"),
            1 => with(&[]),
            2 => with(&[line, line]),
            kind => with(&[&line.replacen(MARKS[kind - 3], "", 1)]),
        }
    })
}

/// Reads every stride-th damaged page of an operation in a form, and returns how many of them could be read.
fn read_damaged(operation: &Operation, form: Form, stride: usize) -> usize {
    let mut count = 0;
    for text in &damaged(&page(operation, form), stride).collect::<Vec<_>>() {
        let Ok(draft) = transcribe(text, &TranscribeOptions::default()) else { continue };
        let spec = SourceFile {
            path: format!("shop/{}.yaml", draft.operation),
            name: "spec.yaml".to_owned(),
            bytes: draft.spec.into_bytes(),
        };
        let audit = audit_page("page", text, &spec, None, AuditOptions::default()).expect("it is read again");
        // The draft agrees with the page unless it was told that a row of it is not read.
        assert_eq!(audit.is_accounted_for(), draft.unread.is_empty(), "{form:?}\n{audit}\n{text}");
        count += 1;
    }
    count
}

#[test]
fn damage_to_a_page_of_any_form_is_read_or_told_and_never_panics() {
    let stride = volume(193, 3);
    let count: usize = thread::scope(|scope| {
        let forms = FORMS.map(|form| scope.spawn(move || read_damaged(&OPERATIONS[1], form, stride)));
        forms.map(|form| form.join().expect("no panic")).into_iter().sum()
    });
    assert!(count * stride > 500, "{count} were read");
}
