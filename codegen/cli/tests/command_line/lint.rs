//! `apiscribe lint`, and the levels of its diagnostics.

use super::project::{OPERATION, Project, SERVICE};

#[test]
fn lint_speaks_to_people_to_programs_and_to_workflows() {
    let project = Project::new();
    assert_eq!(project.run(&["lint"]).status(), 0);
    let path = "spec/shop/2020-01-01/SellBook.yaml";
    project.write(path, &OPERATION.replace("in: query", "in: qeury, 50%"));

    let people = project.run(&["lint"]);
    assert_eq!(people.status(), 1);
    assert!(
        people.err().contains("error[E0204]") && !people.err().contains('\u{1b}'),
        "no colour in a pipe: {}",
        people.err()
    );
    assert!(people.err().ends_with("1 error in the spec\n"), "that nothing was written is no news: {}", people.err());
    assert!(project.generate().err().ends_with("1 error in the spec; nothing was written\n"));

    let programs = project.run(&["lint", "--format", "json"]);
    assert_eq!(programs.status(), 1);
    let lines: Vec<serde_json::Value> =
        programs.out().lines().map(|line| serde_json::from_str(line).expect("an object a line")).collect();
    assert_eq!(lines.len(), 1);
    assert_eq!(
        lines[0],
        serde_json::json!({
            "format": 1, "version": env!("CARGO_PKG_VERSION"), "id": "E0204", "severity": "error", "message": "unknown word `qeury, 50%` for `in`", "file": path,
            "line": 5, "column": 9, "end_line": 5, "end_column": 19, "path": "parameters.Title.in",
            "rust": "shop::v2020_01_01::sell_book::SellBookRequest::title", "label": "not a word that can stand here", "notes": [],
            "help": "there is: query, header, path, cookie, body, body_field, form, part, host",
        })
    );

    let workflow = project.run(&["lint", "--format", "github", path]);
    assert_eq!(workflow.status(), 1);
    assert_eq!(
        workflow.out().trim(),
        "::error file=spec/shop/2020-01-01/SellBook.yaml,line=5,col=9,endLine=5,endColumn=19,title=E0204::\
         unknown word `qeury, 50%25` for `in`%0Anot a word that can stand here%0A\
         there is: query, header, path, cookie, body, body_field, form, part, host"
    );
}

const REDUNDANT: &str = "\
operation: SellBook
summary: Sells a book.
parameters:
  Title:
    in: query
    type: string
    rules: { charset: [ascii_letter], forbid_prefix: [\"-\"] }
";

#[test]
fn what_does_not_fit_the_format_is_told_with_its_path() {
    let project = Project::with(&OPERATION.replace("in: query", "in: query\n    doc: []\n    rulez: {}"));
    let (_, told, _) = project.output(&["lint", "--format", "json"]);
    for path in ["parameters.Title.doc", "parameters.Title.rulez"] {
        assert!(told.contains(&format!("\"path\":\"{path}\"")), "{told}");
    }
}

#[test]
fn a_warning_can_be_denied_and_allowed_and_a_spec_can_allow_it_with_a_reason() {
    let project = Project::new();
    let path = "spec/shop/2020-01-01/SellBook.yaml";
    project.write(path, REDUNDANT);
    let warned = project.run(&["lint"]);
    assert_eq!(warned.status(), 0);
    assert!(
        warned.err().contains("warning[W0601]") && warned.err().contains("1 warning in the spec"),
        "{}",
        warned.err()
    );
    assert_eq!(project.run(&["lint", "--deny", "W0601"]).status(), 1);
    assert_eq!(project.run(&["lint", "--allow", "W0601"]).err(), "");
    assert_eq!(project.generate().status(), 0, "a warning keeps nothing from being generated");
    assert_eq!(project.run(&["generate", "--deny", "W0601"]).status(), 1);

    let allowed = "allow:\n  - { id: W0601, at: parameters.Title.rules, why: the page says both }\n";
    project.write(path, &format!("{REDUNDANT}{allowed}"));
    assert_eq!((project.run(&["lint"]).status(), project.run(&["lint"]).err().as_str()), (0, ""));

    project.write(path, &format!("{}{allowed}", REDUNDANT.replace(", forbid_prefix: [\"-\"]", "")));
    let unused = project.run(&["lint"]);
    assert!(unused.err().contains("warning[W0602]"), "{}", unused.err());

    project.write(path, &format!("{REDUNDANT}{}", allowed.replace(", why: the page says both", "")));
    let unreasoned = project.run(&["lint"]);
    assert_eq!(unreasoned.status(), 1);
    assert!(unreasoned.err().contains("the key `why` is missing"), "{}", unreasoned.err());
}

#[test]
fn an_error_that_would_make_wrong_code_cannot_be_allowed() {
    let project = Project::new();
    for flag in ["--allow", "--warn"] {
        let run = project.run(&["lint", flag, "E0201"]);
        assert_eq!(run.status(), 2);
        assert!(run.err().contains("always an error"), "{}", run.err());
    }
    assert_eq!(project.run(&["lint", "--deny", "E9999"]).status(), 2);
}

#[test]
fn one_file_is_not_said_to_be_right_while_its_service_keeps_it_from_being_checked() {
    let project = Project::with(&OPERATION.replace("Emma", "\"\""));
    let file = "spec/shop/2020-01-01/SellBook.yaml";
    assert_eq!(project.output(&["lint", file]).0, 1);
    project.write("spec/shop/2020-01-01/service.yaml", "service: [");
    let (status, _, err) = project.output(&["lint", file]);
    assert!(status == 1 && err.contains("service.yaml"), "{status} {err}");
    // A mere warning of the service is none of the file's.
    project.write("spec/shop/2020-01-01/service.yaml", &format!("{SERVICE}doc: \"TODO: say what it is\"\n"));
    assert!(!project.output(&["lint", file]).2.contains("service.yaml"));
}

/// An operation with the labels of a book.
fn labelled(name: &str, label: &str) -> String {
    format!(
        "operation: {name}\nsummary: Has labels.\nparameters:\n  Labels:\n    in: query\n    type: array\n    items:\n      {label}\n"
    )
}

#[test]
fn equal_objects_are_hinted_at_only_when_asked_and_the_yaml_of_the_hint_is_ready() {
    let project = Project::new();
    let path = |name: &str| format!("spec/shop/2020-01-01/{name}.yaml");
    let object = "type: object\n      rust_type: Label\n      fields:\n        Key: { type: string }\n        Value:\n          type: string\n          doc: |-\n            Its value.\n\n            It may be empty.";
    for name in ["BuyBook", "LendBook"] {
        project.write(&path(name), &labelled(name, object));
    }
    assert_eq!(
        (project.run(&["lint"]).err(), project.run(&["lint", "--deny", "W0602"]).err()),
        (String::new(), String::new())
    );
    assert_eq!(project.run(&["lint", "--deny", "W0610"]).status(), 1);
    let asked = ["lint", "--warn", "W0610", "--format", "json"];
    let hint: serde_json::Value = serde_json::from_str(&project.run(&asked).out()).expect("one hint");
    assert_eq!(hint["path"], "parameters.Labels.items");
    assert_eq!(
        hint["notes"],
        serde_json::json!([format!("one is at `parameters.Labels.items` of {}", path("LendBook"))])
    );
    let (help, yaml) = hint["help"].as_str().and_then(|help| help.split_once('\n')).expect("a help with YAML");
    assert!(help.contains("`ref: Label`"), "{help}");
    project.write(&path("service"), &format!("{SERVICE}types:\n  {}\n", yaml.replace('\n', "\n  ")));
    assert_eq!(project.run(&asked).out().lines().count(), 1, "both are equal to the named type now");
    for name in ["BuyBook", "LendBook"] {
        project.write(&path(name), &labelled(name, "ref: Label"));
    }
    let done = project.run(&asked);
    assert_eq!((done.status(), done.out().as_str()), (0, ""));
    // What is allowed where nobody looks for it is not unused.
    let allow = "allow:\n  - { id: W0610, at: parameters.Labels, why: it is not }\n";
    project.write(&path("BuyBook"), &format!("{}{allow}", labelled("BuyBook", object)));
    assert_eq!((project.run(&["lint"]).err(), project.run(&asked).out()), (String::new(), String::new()));
}

#[test]
fn a_hint_does_not_show_a_secret_again() {
    let project = Project::new();
    let object = "type: object\n      fields:\n        Id: { type: string }\n        Key: { type: string, secret: true, example: Xq7pL2vR9sT4wZ8q }";
    for name in ["BuyBook", "LendBook"] {
        project.write(&format!("spec/shop/2020-01-01/{name}.yaml"), &labelled(name, object));
    }
    let said = project.run(&["lint", "--warn", "W0610"]).err();
    assert!(said.contains("W0603") && !said.contains("Xq7pL2vR9sT4wZ8q"), "{said}");
}
