//! `apiscribe diff`, the summary of `apiscribe generate`, and the source map, as a user has them.

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

const SERVICE: &str = "service: Shop\nversion: \"2020-01-01\"\nstyle: rpc\n";
const OPERATION: &str = "\
operation: SellBook
summary: Sells a book.
parameters:
  Title:
    in: query
    type: string
    rules:
      length: { max: 80 }
";
const SPEC: &str = "spec/shop/2020-01-01/SellBook.yaml";

/// What is said on a `Title` that became required.
const REQUIRED: &str = "\
breaking[parameter-became-required]: the parameter `Title` became required
  --> {file}:7:5
   = optional → required
   = in Rust: shop::v2020_01_01::sell_book::SellBookRequest::title
   = transcription: the page's change history says nothing new

1 change: 1 breaking; the next release is a breaking one
";

fn required() -> String {
    OPERATION.replace("    rules:", "    required: true\n    rules:")
}

/// A folder with a small spec.
struct Project(TempDir);

impl Project {
    fn new() -> Self {
        let project = Self(tempfile::tempdir().expect("a folder"));
        project.write("spec/shop/2020-01-01/service.yaml", SERVICE);
        project.write(SPEC, OPERATION);
        project.write("generated/Cargo.toml", "[package]\nname = \"shop-types\"\n");
        project
    }

    /// A second state of the specs, beside the first.
    fn with_new(operation: &str) -> Self {
        let project = Self::new();
        project.write("new/shop/2020-01-01/service.yaml", SERVICE);
        project.write("new/shop/2020-01-01/SellBook.yaml", operation);
        project
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("the folder can be made");
        fs::write(path, text).expect("the file can be written");
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// Status, standard output and standard error of a run.
    fn run(&self, arguments: &[&str]) -> (i32, String, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_apiscribe"));
        let output = command.args(arguments).current_dir(self.path()).env_remove("APISCRIBE_ROOT").output();
        let output = output.expect("the command line runs");
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("text");
        (output.status.code().expect("an end of its own"), text(output.stdout), text(output.stderr))
    }

    /// Commits all there is.
    fn commit(&self) {
        self.git(&["init", "--quiet"]);
        self.git(&["add", "."]);
        self.git(&["commit", "--quiet", "--message", "All"]);
    }

    fn git(&self, arguments: &[&str]) {
        let names = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"];
        let output =
            Command::new("git").args(names).args(arguments).current_dir(self.path()).output().expect("git runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
}

#[test]
fn two_folders_are_compared_and_the_status_says_how_grave_it_is() {
    let project = Project::with_new(&required());
    let expected = REQUIRED.replace("{file}", "new/shop/2020-01-01/SellBook.yaml");
    assert_eq!(project.run(&["diff", "spec", "new"]), (5, expected.clone(), String::new()));
    assert_eq!(project.run(&["diff", "spec", "new", "--fail-on", "minor"]).0, 5);
    assert_eq!(project.run(&["diff", "spec", "new", "--fail-on", "never"]), (0, expected, String::new()));
    assert_eq!(
        project.run(&["diff", "spec", "spec", "--fail-on", "minor"]),
        (0, "nothing changed\n".to_owned(), String::new())
    );
    // The other way round a rule is as it was, and the parameter became optional.
    assert_eq!(project.run(&["diff", "new", "spec"]).0, 5);

    let project = Project::with_new(&OPERATION.replace("80", "90"));
    assert_eq!(project.run(&["diff", "spec", "new"]).0, 0, "a wider rule is minor");
    assert_eq!(project.run(&["diff", "spec", "new", "--fail-on", "minor"]).0, 5);
}

#[test]
fn two_files_are_compared() {
    let project = Project::with_new(&required());
    let (status, out, err) = project.run(&["diff", SPEC, "new/shop/2020-01-01/SellBook.yaml"]);
    assert_eq!((status, err.as_str()), (5, ""));
    assert_eq!(out, REQUIRED.replace("{file}", "new/shop/2020-01-01/SellBook.yaml"));
}

#[test]
fn a_commit_is_compared_with_what_there_is_now() {
    let project = Project::new();
    project.commit();
    assert_eq!(project.run(&["diff", "--git", "HEAD"]), (0, "nothing changed\n".to_owned(), String::new()));
    project.write(SPEC, &required());
    project.write("spec/shop/2020-01-01/BuyBook.yaml", "operation: BuyBook\nsummary: Buys a book.\n");
    for arguments in [&["diff", "--git", "HEAD"][..], &["diff", "--git", "HEAD", "spec/shop"]] {
        let (status, out, err) = project.run(arguments);
        assert_eq!((status, err.as_str()), (5, ""));
        assert!(out.contains("breaking[parameter-became-required]") && out.contains("minor[operation-added]"), "{out}");
    }
    let (_, out, _) = project.run(&["diff", "--git", "HEAD", SPEC]);
    assert!(out.contains("parameter-became-required") && !out.contains("operation-added"), "{out}");
    let (status, _, err) = project.run(&["diff", "--git", "no-such-commit"]);
    assert!(status == 1 && err.contains("no-such-commit"), "{status} {err}");
    let (status, _, err) = project.run(&["diff", "--git", "--output=x"]);
    assert!(status == 1 || status == 2, "{status} {err}");
}

#[test]
fn what_cannot_be_compared_is_told() {
    let project = Project::with_new(&OPERATION.replace("type: string", "type: strong"));
    for arguments in [["diff", "spec", "new"], ["diff", "new", "spec"]] {
        let (status, out, err) = project.run(&arguments);
        assert_eq!((status, out.as_str()), (1, ""));
        assert!(err.contains("error[E0204]") && err.contains("new/shop/2020-01-01/SellBook.yaml:6:11"), "{err}");
    }
    let (status, _, err) = project.run(&["diff", "spec", "nowhere"]);
    assert!(status == 1 && err.contains("nowhere"), "{status} {err}");
    for arguments in
        [&["diff"][..], &["diff", "spec"], &["diff", "spec", SPEC], &["diff", "--git", "HEAD", "spec", "new"]]
    {
        assert_eq!(project.run(arguments).0, 2, "{arguments:?}");
    }
    assert_eq!(project.run(&["diff", "spec", "new", "--fail-on", "always"]).0, 2);
}

#[test]
fn a_changelog_and_a_program_get_what_they_can_read() {
    let project = Project::with_new(&required().replace("80", "90"));
    let (_, markdown, _) = project.run(&["diff", "spec", "new", "--format", "markdown"]);
    insta::assert_snapshot!("changes_as_markdown", markdown);
    let (status, json, _) = project.run(&["diff", "spec", "new", "--format", "json"]);
    assert_eq!(status, 5);
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(json["verdict"], "breaking");
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

/// What is noted where no commit tells which specs the crate was generated from.
const UNKNOWN: &str = "note: what changed in the specs is not known: ";

#[test]
fn generate_tells_what_changed_since_the_crate_was_committed() {
    let project = Project::new();
    assert_eq!(project.run(&["generate"]), (0, "generated/src: 4 created\n".to_owned(), String::new()));
    project.commit();
    project.write(SPEC, &required());
    // That the spec was committed without the crate makes no difference.
    project.git(&["commit", "--quiet", "--message", "Spec", SPEC]);
    let told = REQUIRED.replace("{file}", SPEC);
    let (status, _, err) = project.run(&["generate", "--check"]);
    assert!(status == 4 && err.contains(&told), "{err}");
    let (status, out, err) = project.run(&["generate"]);
    assert_eq!((status, out), (0, format!("generated/src: 2 updated, 2 unchanged\n\n{told}")), "{err}");
    assert_eq!(project.run(&["generate"]).1, "generated/src: 4 files, all up to date\n");
    project.commit();
    project.write(SPEC, &format!("# Sold.\n{}", required()));
    assert_eq!(project.run(&["generate"]).1, "generated/src: 4 files, all up to date\n", "a comment is no fact");
    project.write("spec/shop/2020-01-01/BuyBook.yaml", "operation: BuyBook\nsummary: Buys a book.\n");
    let (_, out, _) = project.run(&["generate"]);
    assert!(out.contains("minor[operation-added]: the operation `BuyBook` is new\n"), "{out}");
    assert!(out.contains("\n1 change: "), "{out}");
    fs::remove_file(project.path().join(SPEC)).expect("the spec can be removed");
    let (_, out, _) = project.run(&["generate"]);
    assert!(out.contains("breaking[operation-removed]: the operation `SellBook` is gone\n"), "{out}");
}

#[test]
fn generate_tells_what_a_changed_service_means_for_its_operations() {
    let project = Project::new();
    project.run(&["generate"]);
    project.commit();
    let errors = "errors:\n  - { code: Closed, status: 403, message: The shop is closed. }\n";
    project.write("spec/shop/2020-01-01/service.yaml", &format!("{SERVICE}{errors}"));
    let (status, out, err) = project.run(&["generate"]);
    assert_eq!((status, err.as_str()), (0, ""));
    assert!(out.contains("minor[service-codes-added]") && out.contains("\n1 change: "), "{out}");
}

#[test]
fn generate_says_where_it_cannot_tell_what_changed() {
    let project = Project::new();
    project.run(&["generate"]);
    project.write(SPEC, &required());
    let (status, out, err) = project.run(&["generate"]);
    assert_eq!((status, out.as_str()), (0, "generated/src: 2 updated, 2 unchanged\n"));
    assert!(err.starts_with(UNKNOWN), "without git: {err}");
    // The specs of the commit may be wrong.
    project.write(SPEC, &OPERATION.replace("type: string", "type: strong"));
    project.commit();
    project.write(SPEC, OPERATION);
    let (status, _, err) = project.run(&["generate"]);
    assert!(status == 0 && err.starts_with(UNKNOWN) && err.ends_with("are wrong\n"), "{err}");
}

#[test]
fn an_operation_that_is_no_longer_selected_is_told_as_removed() {
    let project = Project::new();
    project.write("spec/shop/2020-01-01/BuyBook.yaml", "operation: BuyBook\nsummary: Buys a book.\n");
    project.run(&["generate"]);
    project.commit();
    // What changes in a spec that is not selected does not reach the crate.
    project.write(SPEC, &required());
    let (_, out, err) = project.run(&["generate", "--only", "shop.*.BuyBook"]);
    assert!(out.contains("breaking[operation-removed]: the operation `SellBook` is gone\n"), "{out}{err}");
    assert!(!out.contains("parameter-became-required"), "{out}");
}

#[test]
fn copies_of_specs_that_earlier_versions_kept_are_removed() {
    let project = Project::new();
    project.run(&["generate"]);
    let copy = "generated/src/recorded/shop/2020-01-01/SellBook.yaml";
    let header = "# @generated by apiscribe from spec/shop/2020-01-01/SellBook.yaml. Do not edit.\n";
    project.write(copy, &format!("{header}{OPERATION}"));
    project.write("generated/src/mine.yaml", OPERATION);
    assert_eq!(project.run(&["generate"]).1, "generated/src: 1 removed, 4 unchanged\n");
    assert!(!project.path().join("generated/src/recorded").exists());
    assert_eq!(project.read("generated/src/mine.yaml"), OPERATION);
}

#[test]
fn the_source_map_leads_from_the_spec_to_the_line_of_the_generated_file() {
    let project = Project::new();
    assert_eq!(project.run(&["generate", "--map", "map.json"]).0, 0);
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
    let project = Project::new();
    let page = "SellBook\n\nSells a book.\n\n## Request parameters\n\n\
        | Parameter | Type | Required | Description | Example |\n| --- | --- | --- | --- | --- |\n\
        | Title | string | No | Its title. | Emma |\n";
    project.write("page.txt", page);
    let (status, _, err) = project.run(&["generate", "--map", "map.json", "--page", "page.txt"]);
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
    assert_eq!(project.run(&["generate", "--map", "map.json", "--page", "other.txt"]).0, 1);
    project.write("nothing.txt", "nothing\n");
    assert_eq!(project.run(&["generate", "--map", "map.json", "--page", "nothing.txt"]).0, 1);
}

#[test]
fn explain_tells_of_rules_too() {
    let project = Project::new();
    let (status, out, _) = project.run(&["explain", "parameter-removed"]);
    assert!(status == 0 && out.starts_with("## parameter-removed\n\n**breaking**. "), "{out}");
    assert!(project.run(&["explain"]).1.contains("\nparameter-removed: breaking\n"));
}
