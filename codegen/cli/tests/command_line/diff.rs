//! `apiscribe diff`.

use super::project::{Project, SERVICE};

pub(crate) const OPERATION: &str = "\
operation: SellBook
summary: Sells a book.
parameters:
  Title:
    in: query
    type: string
    rules:
      length: { max: 80 }
";
pub(crate) const SPEC: &str = "spec/shop/2020-01-01/SellBook.yaml";

/// The report on a `Title` that became required.
pub(crate) const REQUIRED: &str = "\
breaking[parameter-became-required]: the parameter `Title` became required
  --> {file}:7:5
   = optional → required
   = in Rust: shop::v2020_01_01::sell_book::SellBookRequest::title
   = transcription: the page's change history says nothing new

1 change: 1 breaking; the next release is a breaking one
";

pub(crate) fn required() -> String {
    OPERATION.replace("    rules:", "    required: true\n    rules:")
}

/// A project with a second state of the specs, beside the first.
fn with_new(operation: &str) -> Project {
    let project = Project::with(OPERATION);
    project.write("new/shop/2020-01-01/service.yaml", SERVICE);
    project.write("new/shop/2020-01-01/SellBook.yaml", operation);
    project
}

#[test]
fn two_folders_are_compared_and_the_status_says_how_grave_it_is() {
    let project = with_new(&required());
    let expected = REQUIRED.replace("{file}", "new/shop/2020-01-01/SellBook.yaml");
    assert_eq!(project.output(&["diff", "spec", "new"]), (5, expected.clone(), String::new()));
    assert_eq!(project.output(&["diff", "spec", "new", "--fail-on", "minor"]).0, 5);
    assert_eq!(project.output(&["diff", "spec", "new", "--fail-on", "never"]), (0, expected, String::new()));
    assert_eq!(
        project.output(&["diff", "spec", "spec", "--fail-on", "minor"]),
        (0, "nothing changed\n".to_owned(), String::new())
    );
    // The other way round a rule is as it was, and the parameter became optional.
    assert_eq!(project.output(&["diff", "new", "spec"]).0, 5);

    let project = with_new(&OPERATION.replace("80", "90"));
    assert_eq!(project.output(&["diff", "spec", "new"]).0, 0, "a wider rule is minor");
    assert_eq!(project.output(&["diff", "spec", "new", "--fail-on", "minor"]).0, 5);
}

#[test]
fn two_files_are_compared() {
    let project = with_new(&required());
    let (status, out, err) = project.output(&["diff", SPEC, "new/shop/2020-01-01/SellBook.yaml"]);
    assert_eq!((status, err.as_str()), (5, ""));
    assert_eq!(out, REQUIRED.replace("{file}", "new/shop/2020-01-01/SellBook.yaml"));
}

#[test]
fn a_commit_is_compared_with_what_there_is_now() {
    let project = Project::with(OPERATION);
    project.commit();
    assert_eq!(project.output(&["diff", "--git", "HEAD"]), (0, "nothing changed\n".to_owned(), String::new()));
    project.write(SPEC, &required());
    project.write("spec/shop/2020-01-01/BuyBook.yaml", "operation: BuyBook\nsummary: Buys a book.\n");
    for arguments in [&["diff", "--git", "HEAD"][..], &["diff", "--git", "HEAD", "--spec", "spec/shop"]] {
        let (status, out, err) = project.output(arguments);
        assert_eq!((status, err.as_str()), (5, ""));
        assert!(out.contains("breaking[parameter-became-required]") && out.contains("minor[operation-added]"), "{out}");
    }
    let (_, out, _) = project.output(&["diff", "--git", "HEAD", "--spec", SPEC]);
    assert!(out.contains("parameter-became-required") && !out.contains("operation-added"), "{out}");
    let (status, _, err) = project.output(&["diff", "--git", "no-such-commit"]);
    assert!(status == 1 && err.contains("no-such-commit"), "{status} {err}");
    let (status, _, err) = project.output(&["diff", "--git", "--output=x"]);
    assert!(status == 1 || status == 2, "{status} {err}");
}

#[test]
fn what_cannot_be_compared_is_told() {
    let project = with_new(&OPERATION.replace("type: string", "type: strong"));
    for arguments in [["diff", "spec", "new"], ["diff", "new", "spec"]] {
        let (status, out, err) = project.output(&arguments);
        assert_eq!((status, out.as_str()), (1, ""));
        assert!(err.contains("error[E0204]") && err.contains("new/shop/2020-01-01/SellBook.yaml:6:11"), "{err}");
    }
    let (status, _, err) = project.output(&["diff", "spec", "nowhere"]);
    assert!(status == 2 && err.contains("nowhere"), "{status} {err}");
    for arguments in
        [&["diff"][..], &["diff", "spec"], &["diff", "spec", SPEC], &["diff", "--git", "HEAD", "spec", "new"]]
    {
        assert_eq!(project.output(arguments).0, 2, "{arguments:?}");
    }
    assert_eq!(project.output(&["diff", "spec", "new", "--fail-on", "always"]).0, 2);
}

#[test]
fn a_changelog_and_a_program_get_what_they_can_read() {
    let project = with_new(&required().replace("80", "90"));
    let (_, markdown, _) = project.output(&["diff", "spec", "new", "--format", "markdown"]);
    insta::assert_snapshot!("changes_as_markdown", markdown);
    let (status, json, _) = project.output(&["diff", "spec", "new", "--format", "json"]);
    assert_eq!(status, 5);
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!((&json["format"], &json["verdict"]), (&serde_json::json!(1), &serde_json::json!("breaking")));
    assert_eq!(
        json["changes"][0],
        serde_json::json!({
            "rule": "parameter-became-required", "verdict": "breaking", "cause": "transcription",
            "because": "the page's change history says nothing new",
            "message": "the parameter `Title` became required", "subject": "Shop 2020-01-01 SellBook",
            "file": "new/shop/2020-01-01/SellBook.yaml", "line": 7, "column": 5, "path": "parameters.Title.required",
            "rust": "shop::v2020_01_01::sell_book::SellBookRequest::title",
            "before": "optional", "after": "required", "note": null,
        })
    );
    assert_eq!(json["changes"][1]["rule"], "rule-widened");
}

#[test]
fn folders_without_specs_are_not_said_to_be_unchanged() {
    let project = with_new(&required());
    for folder in ["empty", "other"] {
        project.write(&format!("{folder}/notes.txt"), "");
    }
    let (status, out, err) = project.output(&["diff", "empty", "other"]);
    assert_eq!((status, out.as_str(), err.as_str()), (1, "", "error: there are no specs in `empty` and `other`\n"));
    let (status, out, _) = project.output(&["diff", "empty", "new"]);
    assert!(status == 0 && out.starts_with("minor[service-added]"), "{out}");
}

#[test]
fn a_folder_without_a_service_is_not_said_to_be_unchanged() {
    let project = Project::with(OPERATION);
    project.write("old/SellBook.yaml", OPERATION);
    project.write("new/SellBook.yaml", &required());
    let (status, out, err) = project.output(&["diff", "old", "new"]);
    assert_eq!((status, out.as_str()), (1, ""));
    assert!(err.contains("error[E0409]") && err.contains("SellBook.yaml"), "{err}");
}
