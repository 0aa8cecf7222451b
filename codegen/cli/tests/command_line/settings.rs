//! The settings file: where it is found, what it says, and what counts more.

use super::printed_schema::PrintedSchema;
use super::project::{OPERATION, Project};

const SPEC: &str = "facts/shop/2020-01-01";

/// A project with its specs in `facts`, and settings.
fn project(settings: &str) -> Project {
    let project = Project::new();
    project.write(&format!("{SPEC}/service.yaml"), super::project::SERVICE);
    project.write(&format!("{SPEC}/SellBook.yaml"), OPERATION);
    project.write("apiscribe.toml", settings);
    project
}

const SETTINGS: &str = "spec = \"facts\"\nout = \"types/src\"\ncrate-name = \"my-shop\"\n";

#[test]
fn settings_name_the_folders_and_the_crate_from_every_folder_below() {
    let project = project(SETTINGS);
    let made = project.run(&["generate", "--manifest"]);
    assert!(made.status() == 0 && made.out().starts_with("types/src: 4 created"), "{}{}", made.out(), made.err());
    assert!(project.read("types/Cargo.toml").contains("name = \"my-shop\""));
    assert!(project.read("types/src/shop/v2020_01_01/sell_book.rs").contains("use my_shop::"));

    project.write("a/b/c.txt", "");
    let below = project.run_in("a/b", &["generate", "--check"]);
    assert_eq!((below.status(), below.err()), (0, String::new()));
    project.write(&format!("{SPEC}/SellBook.yaml"), &OPERATION.replace("in: query", "in: qeury"));
    let lint = project.run_in("a/b", &["lint"]);
    assert!(lint.status() == 1 && lint.err().contains("--> ../../facts/shop"), "{}", lint.err());
    let named = project.run_in("a", &["lint", "--config", "../apiscribe.toml"]);
    assert_eq!(named.err(), lint.err().replace("../../", "../"));
}

#[test]
fn flags_count_more_than_settings() {
    let project = project(&format!("{SETTINGS}[lints]\nW0601 = \"deny\"\n"));
    assert_eq!(project.run(&["generate", "--out", "other/src", "--crate-name", "other"]).status(), 0);
    assert!(project.read("other/src/shop/v2020_01_01/sell_book.rs").contains("use other::"));
    assert!(!project.path("types").exists());

    let redundant = OPERATION
        .replace("      length:", "      charset: [ascii_letter]\n      forbid_substring: [\"1\"]\n      length:");
    project.write(&format!("{SPEC}/SellBook.yaml"), &redundant);
    assert_eq!(project.run(&["lint", "--spec", "spec"]).status(), 0, "the other folder has no such rule");
    let lint = project.run(&["lint"]);
    assert!(lint.status() == 1 && lint.err().contains("error[W0601]"), "{}", lint.err());
    let warned = project.run(&["lint", "--warn", "W0601"]);
    assert!(warned.status() == 0 && warned.err().contains("warning[W0601]"), "{}", warned.err());
    assert_eq!(project.output(&["lint", "--allow", "W0601"]), (0, String::new(), String::new()));
}

#[test]
fn settings_select_operations_and_have_a_base_folder_that_a_flag_replaces() {
    let project = project("root = \"sub\"\nonly = [\"*.*.Nothing\"]\n");
    let folder = project.path("sub/spec");
    std::fs::create_dir_all(&folder).expect("the folder can be made");
    std::fs::rename(project.path(SPEC), folder.join("here")).expect("the folder can be moved");
    let run = project.run(&["generate"]);
    assert!(run.status() == 1 && run.err().contains("E0410"), "{}", run.err());
    assert_eq!(project.run(&["generate", "--only", "shop.*.SellBook"]).status(), 0);
    assert!(project.path("sub/generated/src/lib.rs").is_file());
    assert_eq!(project.run(&["generate", "--only", "shop.*.SellBook", "--root", "."]).status(), 0);
    assert!(project.path("generated/src/lib.rs").is_file());
}

#[test]
fn import_writes_to_the_folder_of_the_settings_and_needs_one_otherwise() {
    let project = project(SETTINGS);
    project.write("api-docs.json", "{}");
    let unread = project.run(&["import", "api-docs.json"]);
    assert!(unread.status() == 3 && unread.err().contains("api-docs.json: "), "{}", unread.err());
    let run = Project::new().run(&["import", "api-docs.json"]);
    assert!(run.status() == 2 && run.err().contains("`--out`"), "{}", run.err());
}

#[test]
fn all_that_is_wrong_with_settings_is_shown_with_its_place() {
    let text = "\
specs = \"facts\"
out = 7
root = \"\"
only = [\"a\", 1]
crate-name = [\"x\"]

[lints]
W0699 = \"allow\"
W0605 = \"ignore\"
E0201 = \"allow\"
";
    let project = project(text);
    let run = project.run(&["lint"]);
    assert_eq!(run.status(), 2);
    insta::assert_snapshot!("wrong_settings", run.err());
    project.write("apiscribe.toml", "lints = 1\nspec = \"facts\nout = \n");
    insta::assert_snapshot!("settings_that_are_no_toml", project.run(&["generate"]).err());
    project.write("apiscribe.toml", "lints = 1");
    insta::assert_snapshot!("lints_that_are_no_table", project.run(&["diff", "--git", "HEAD"]).err());
    // Verbs that need no settings do not read them.
    assert_eq!(project.run(&["explain", "E0120"]).status(), 0);
}

#[test]
fn settings_that_do_not_exist_or_cannot_be_read_are_told() {
    let project = Project::new();
    let missing = project.run(&["lint", "--config", "nowhere.toml"]);
    assert!(missing.status() == 2 && missing.err().contains("`nowhere.toml` does not exist"), "{}", missing.err());
    std::fs::write(project.path("apiscribe.toml"), b"spec = \"\xff\"").expect("the file can be written");
    let unread = project.run(&["lint"]);
    assert!(unread.status() == 2 && unread.err().contains("error[E0102]"), "{}", unread.err());
    let deep = format!("only = {}", "[".repeat(100_000));
    project.write("apiscribe.toml", &deep);
    assert_eq!(project.run(&["lint"]).status(), 2);
    project.write("apiscribe.toml", "\u{feff}spec = \"spec\"\r\n");
    assert_eq!(project.run(&["lint"]).status(), 0);
}

/// What the schema accepts is what is read.
#[test]
fn the_schema_of_settings_is_what_is_read() {
    let schema = PrintedSchema::new(&Project::new(), "config");
    let cases = [
        (serde_json::json!({}), "", true),
        (serde_json::json!({ "spec": "a", "only": ["x"] }), "spec = 'a'\nonly = ['x']", true),
        (serde_json::json!({ "lints": { "W0605": "allow" } }), "[lints]\nW0605 = 'allow'", true),
        (serde_json::json!({ "lints": { "E0201": "deny" } }), "lints.E0201 = 'deny'", true),
        (serde_json::json!({ "lints": { "E0201": "warn" } }), "lints.E0201 = 'warn'", false),
        (serde_json::json!({ "lints": { "W0605": 1 } }), "lints.W0605 = 1", false),
        (serde_json::json!({ "lints": ["W0605"] }), "lints = ['W0605']", false),
        (serde_json::json!({ "spec": "" }), "spec = ''", false),
        (serde_json::json!({ "only": "x" }), "only = 'x'", false),
        (serde_json::json!({ "crate_name": "x" }), "crate_name = 'x'", false),
    ];
    for (json, toml, is_sound) in cases {
        assert_eq!(schema.check(&json).is_ok(), is_sound, "{json}");
        assert_eq!(apiscribe_cli::Settings::read("apiscribe.toml", toml.as_bytes()).is_ok(), is_sound, "{toml}");
    }
}
