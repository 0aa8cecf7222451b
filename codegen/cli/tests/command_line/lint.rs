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

    let programs = project.run(&["lint", "--format", "json"]);
    assert_eq!(programs.status(), 1);
    let lines: Vec<serde_json::Value> =
        programs.out().lines().map(|line| serde_json::from_str(line).expect("an object a line")).collect();
    assert_eq!(lines.len(), 1);
    assert_eq!(
        lines[0],
        serde_json::json!({
            "id": "E0204", "severity": "error", "message": "unknown word `qeury, 50%` for `in`", "file": path,
            "line": 5, "column": 9, "end_line": 5, "end_column": 19, "path": "parameters.Title.in",
            "rust": "shop::v2020_01_01::sell_book::SellBookRequest::title", "label": "not a word that can stand here", "notes": [],
            "help": "there is: query, header, path, body, form, host",
        })
    );

    let workflow = project.run(&["lint", "--format", "github", path]);
    assert_eq!(workflow.status(), 1);
    assert_eq!(
        workflow.out().trim(),
        "::error file=spec/shop/2020-01-01/SellBook.yaml,line=5,col=9,endLine=5,endColumn=19,title=E0204::\
         unknown word `qeury, 50%25` for `in`%0Anot a word that can stand here%0A\
         there is: query, header, path, body, form, host"
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
