//! Text of specs, pages and file names, whatever is in it, reaches a terminal, cargo and a workflow of GitHub as text: by every
//! verb and every format.

#![cfg(unix)]

#[path = "channels/payload.rs"]
mod payload;
mod program;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use apiscribe_codegen::configure;
use apiscribe_tests::volume;
use payload::{PAYLOADS, assert_prints, quoted, without_styles};
use program::{apiscribe, isolated};
use tempfile::TempDir;

/// A spec that has a warning for each kind of place, and no error.
const OPERATION: &str = "
operation: Sell
summary: «
doc: «
parameters:
  Title: { in: query, type: string, doc: «, rules: { charset: [ascii_digit], forbid_prefix: [«, \"a\\ncargo:rustc-link-arg=b\\n\"] } }
  Author: { in: query, type: string, doc: «, example: «, default: « }
errors: [{ code: A, status: 400, message: «, doc: « }]
allow: [{ id: W0601, at: parameters.Author, why: « }]
";

const PAGE: &str = "\
Sells a « book.
请求参数
名称 | 类型 | 必填 | 描述 | 示例值 |
---|---|---|---|---|
Title | string | 是 | 书名«。 | Emma« |
错误码
HTTP status code | 错误码 | 错误信息 | 描述 |
---|---|---|---|
404 | NoSuchBook« | There is no « such book. | 没有 |
";

/// A folder with specs, at first without a payload in them.
struct Project {
    folder: TempDir,
    payload: &'static str,
    /// A name with the payload in it, of which one line cannot be said to cargo.
    evil: String,
    /// The name of the folder that holds the specs.
    specs: String,
}

impl Project {
    fn new(payload: &'static str) -> Self {
        Self::with(payload, |_| "v1".to_owned())
    }

    /// A project whose specs are in a folder of an evil name.
    fn in_evil_folder(payload: &'static str) -> Self {
        Self::with(payload, str::to_owned)
    }

    fn with(payload: &'static str, specs: impl Fn(&str) -> String) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let evil: String = payload.chars().filter(|character| !matches!(character, '/' | '\0')).collect();
        let end = (0..=60.min(evil.len())).rev().find(|end| evil.is_char_boundary(*end)).unwrap_or(0);
        let evil = format!("v{}", &evil[..end]);
        let project = Self { folder, payload, specs: specs(&evil), evil };
        project.write("generated/Cargo.toml", "[package]\nname = \"shop-types\"\n");
        project.write("page.txt", &PAGE.replace('«', &payload.replace('\n', " ")));
        project.write_specs("before", "");
        project
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("the folder can be made");
        fs::write(path, text).expect("the file can be written");
    }

    fn write_specs(&self, payload: &str, more: &str) {
        let with = |text: &str| text.replace('«', &quoted(payload));
        let service = with("service: Shop\nversion: \"2020-01-01\"\nstyle: rpc\ntitle: «\n");
        self.write(&format!("spec/{}/service.yaml", self.specs), &service);
        self.write(&self.spec(), &format!("{}{more}", with(OPERATION)));
    }

    fn spec(&self) -> String {
        format!("spec/{}/Sell.yaml", self.specs)
    }

    /// Runs a command in the folder.
    fn output(&self, command: &mut Command) -> Output {
        isolated(command, self.folder.path()).output().expect("the command runs")
    }

    /// Runs a verb, whose output has to be text; returns its exit status and the standard output.
    #[track_caller]
    fn run(&self, arguments: &[&str]) -> (Option<i32>, String) {
        let output = apiscribe(self.folder.path(), arguments).output().expect("the command line runs");
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("text");
        let (out, err) = (text(output.stdout), text(output.stderr));
        assert_prints(&out);
        assert_prints(&err);
        assert!(output.status.code() != Some(101), "{err}");
        (output.status.code(), out)
    }

    /// Whether every line is an annotation, and how many there are.
    #[track_caller]
    fn annotations(&self) -> usize {
        let (_, out) = self.run(&["lint", "--format", "github"]);
        let is_annotation = |line: &str| line.starts_with("::error file=") || line.starts_with("::warning file=");
        assert!(out.lines().all(is_annotation), "{out}");
        assert!(!out.contains("%0Acargo"), "{out}");
        out.lines().count()
    }

    fn git(&self, arguments: &[&str]) {
        let names = ["-c", "user.name=a", "-c", "user.email=a@b.example", "-c", "commit.gpgsign=false"];
        assert!(self.output(Command::new("git").args(names).args(arguments)).status.success(), "{arguments:?}");
    }
}

#[test]
fn every_verb_shows_text_as_text() {
    for payload in PAYLOADS.iter().step_by(volume(3, 1)) {
        let project = Project::new(payload);
        project.git(&["init", "-q"]);
        project.git(&["add", "."]);
        project.git(&["commit", "-qm", "before"]);
        fs::create_dir(project.path("old")).expect("a folder");
        let copied = project.output(Command::new("cp").args(["-r", "spec", "old"]));
        assert!(copied.status.success());
        assert_eq!(project.run(&["generate"]).0, Some(0), "{payload:?}");

        project.write_specs(project.payload, "");
        assert_eq!(project.run(&["generate", "--check"]).0, Some(4), "{payload:?}");
        assert_eq!(project.run(&["generate", "--map", "map.json"]).0, Some(0), "{payload:?}");
        assert_eq!(project.run(&["generate"]).0, Some(0), "{payload:?}");
        assert!(project.annotations() > 0, "{payload:?}");
        for format in ["text", "markdown", "json"] {
            assert_eq!(project.run(&["diff", "old/spec", "spec", "--fail-on", "never", "--format", format]).0, Some(0));
        }
        assert_eq!(project.run(&["diff", "--git", "HEAD", "--fail-on", "never"]).0, Some(0));

        // Errors, and a style for each; the lines of the terminal are ours, and so are its colours.
        project.write_specs(project.payload, &format!("# {}\nsumary: 1\n", payload.replace(['\n', '\0'], "")));
        let forced = project.output(
            Command::new(env!("CARGO_BIN_EXE_apiscribe")).arg("lint").env("CLICOLOR_FORCE", "1").env_remove("NO_COLOR"),
        );
        let styled = String::from_utf8(forced.stderr).expect("text");
        assert!(styled.contains("\u{1b}["), "{styled}");
        assert_prints(&without_styles(&styled));
        let (_, json) = project.run(&["lint", "--format", "json"]);
        for line in json.lines() {
            serde_json::from_str::<serde_json::Value>(line).expect("JSON");
        }
        assert_eq!(json.lines().count(), project.annotations(), "{payload:?}");
    }
}

#[test]
fn pages_metadata_and_paths_are_shown_as_text() {
    for payload in PAYLOADS.iter().step_by(volume(3, 1)) {
        let project = Project::new(payload);
        let spec = project.spec();
        project.run(&["transcribe", "page.txt", "--operation", "Sell"]);
        project.run(&["transcribe", "page.txt", "--operation", "Sell", "--out", &format!("{}-draft", project.evil)]);
        project.run(&["transcribe", "page.txt", "--operation", "Sell", "--out", &format!("{}-draft", project.evil)]);
        for format in ["text", "json"] {
            project.run(&["audit", "--page", "page.txt", &spec, "--format", format]);
        }
        let name = format!("{}.json", project.evil);
        assert_eq!(project.run(&["audit", "--metadata", &name, &spec]).0, Some(2));
        assert_eq!(project.run(&["import", &name, "--out", "imported"]).0, Some(2));
        let metadata = serde_json::json!({
            "version": "1.0",
            "info": { "style": "RPC", "product": "Shop", "version": "2020-01-01" },
            "apis": { "Sell": { "summary": payload, "parameters": [
                { "name": payload, "in": "query", "schema": { "type": "string", "example": payload, "pattern": payload } },
                { "name": "A", "in": payload, "schema": { "type": payload, "enum": [payload] } },
            ] } },
        });
        project.write(&name, &metadata.to_string());
        project.run(&["import", "-v", &name, "--out", &format!("{}-imported", project.evil)]);
        project.run(&["lint", &project.evil]);
        project.run(&["diff", "--git", "HEAD", &project.evil]);
        project.run(&["generate", "--spec", &project.evil, "--out", &project.evil]);
    }
}

#[test]
fn a_folder_that_cannot_be_named_is_refused_and_shown_as_text() {
    for payload in PAYLOADS.iter().step_by(volume(3, 1)) {
        let project = Project::in_evil_folder(payload);
        let status = project.run(&["lint"]).0;
        let is_refused = status == Some(1);
        assert!(is_refused || status == Some(0), "{payload:?}");
        assert!(is_refused || !project.evil.contains(char::is_control), "{payload:?}");
        project.run(&["lint", "--format", "json"]);
        assert!(project.annotations() > 0 || !is_refused, "{payload:?}");
        assert_eq!(project.run(&["generate"]).0, status, "{payload:?}");
        let (lines, errors) = build(&project);
        assert!(lines.iter().all(|line| line.starts_with("cargo:")), "{lines:#?}");
        assert_eq!(errors.contains("error[E0411]"), is_refused, "{errors}");
        assert_prints(&errors);
    }
}

#[test]
fn what_the_program_itself_says_is_text() {
    let project = Project::new(PAYLOADS[0]);
    assert_eq!(project.run(&["explain"]).0, Some(0));
    assert_eq!(project.run(&["explain", "E0201"]).0, Some(0));
    assert_eq!(project.run(&["schema"]).0, Some(0));
}

/// Names the folder in which the test below plays the build script.
const FOLDER: &str = "APISCRIBE_TEST_FOLDER";

/// Does nothing by itself: it is what the next test runs as a build script, to read what it prints.
#[test]
fn plays_the_build_script_where_it_is_asked_to() {
    let Some(folder) = std::env::var_os(FOLDER) else { return };
    let folder = Path::new(&folder);
    // What `main` would print.
    if let Err(error) = configure().out_dir(folder.join("out")).generate(folder.join("spec")) {
        eprintln!("{error:?}");
    }
}

/// Runs a build script on the specs; returns the lines that it prints, without those of the test, and the standard error.
fn build(project: &Project) -> (Vec<String>, String) {
    let mut command = Command::new(std::env::current_exe().expect("this test"));
    command.args(["--exact", "--nocapture", "-q", "plays_the_build_script_where_it_is_asked_to"]);
    let output = project.output(command.env(FOLDER, project.folder.path()));
    let printed = String::from_utf8(output.stdout).expect("text");
    assert_prints(&printed);
    let is_of_the_test = |line: &str| {
        line.is_empty()
            || line == "."
            || line.starts_with("running 1 test")
            || line.starts_with("test result: ok. 1 passed")
    };
    let lines = printed.lines().filter(|line| !is_of_the_test(line)).map(str::to_owned).collect();
    (lines, String::from_utf8(output.stderr).expect("text"))
}

#[test]
fn a_build_script_gives_no_order_but_its_own() {
    for payload in PAYLOADS.iter().step_by(volume(3, 1)) {
        let project = Project::new(payload);
        project.write_specs(payload, "");
        let (lines, errors) = build(&project);
        assert_eq!(errors, "", "{payload:?}");
        let is_ours =
            |line: &&String| line.starts_with("cargo:warning=") || line.starts_with("cargo:rerun-if-changed=");
        assert_eq!(lines.iter().find(|line| !is_ours(line)), None, "{payload:?}");
        assert!(lines.iter().any(|line| line.contains("W0601")), "{lines:#?}");
        // The folder is watched, with all that is in it.
        let watched = format!("cargo:rerun-if-changed={}", project.path("spec").display());
        assert!(lines.contains(&watched), "{lines:#?}");

        project.write_specs(payload, "sumary: 1\n");
        let (lines, errors) = build(&project);
        assert!(lines.iter().all(|line| line.starts_with("cargo:rerun-if-changed=")), "{lines:#?}");
        assert!(errors.contains("error[E0201]"), "{errors}");
        assert_prints(&errors);
    }
}

#[test]
fn a_line_feed_in_a_rule_is_no_order_to_the_linker() {
    let project = Project::new("a");
    let rules = r#"rules: { charset: [ascii_digit], forbid_prefix: ["a\ncargo:rustc-link-arg=-wrapper\ncargo:rustc-link-arg=/somewhere/payload.sh\n"] }"#;
    let operation =
        format!("operation: Sell\nsummary: Sells.\nparameters:\n  A: {{ in: query, type: string, {rules} }}\n");
    project.write(&project.spec(), &operation);
    let (lines, _) = build(&project);
    let warnings: Vec<&String> = lines.iter().filter(|line| !line.starts_with("cargo:rerun-if-changed=")).collect();
    assert_eq!(warnings.len(), 1, "{lines:#?}");
    assert!(warnings[0].starts_with("cargo:warning=") && warnings[0].contains("W0601"), "{lines:#?}");
    assert!(warnings[0].contains(r"a\ncargo:rustc-link-arg=-wrapper\ncargo:rustc-link-arg="), "{lines:#?}");
}

#[test]
fn specs_whose_path_fits_on_no_line_are_looked_at_each_time() {
    let project = Project::new("a");
    let folder = project.path("b\ncargo:rustc-env=A=b");
    fs::create_dir_all(folder.join("spec")).expect("a folder");
    let mut command = Command::new(std::env::current_exe().expect("this test"));
    command.args(["--exact", "--nocapture", "-q", "plays_the_build_script_where_it_is_asked_to"]);
    let output = project.output(command.env(FOLDER, &folder));
    let printed = String::from_utf8(output.stdout).expect("text");
    let orders: Vec<&str> = printed.lines().filter(|line| line.starts_with("cargo")).collect();
    assert_eq!(orders, ["cargo:rerun-if-changed=the path of the specs does not fit on a line"]);
}
