//! The command line, as a user runs it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

const SERVICE: &str = "service: Shop\nversion: \"2020-01-01\"\nstyle: rpc\n";
const OPERATION: &str = "\
operation: SellBook
summary: Sells a book.
parameters:
  Title:
    in: query
    type: string
    required: true
    doc: Title of the book.
    example: Emma
    rules:
      length: { min: 1, max: 80, unit: char }
";

/// A folder with a small spec, in which the command line is run.
struct Project {
    folder: TempDir,
}

impl Project {
    fn new() -> Self {
        let project = Self { folder: tempfile::tempdir().expect("a temporary folder") };
        project.write("spec/shop/2020-01-01/service.yaml", SERVICE);
        project.write("spec/shop/2020-01-01/SellBook.yaml", OPERATION);
        project.write("generated/Cargo.toml", "[package]\nname = \"shop-types\"\n");
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

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    fn run(&self, arguments: &[&str]) -> Run {
        let output = Command::new(env!("CARGO_BIN_EXE_apiscribe"))
            .args(arguments)
            .current_dir(self.folder.path())
            .env_remove("APISCRIBE_ROOT")
            .env_remove("CARGO_TARGET_DIR")
            .output()
            .expect("the command line runs");
        Run(output)
    }

    fn generate(&self) -> Run {
        self.run(&["generate"])
    }

    /// Every file below a folder, with its text.
    fn tree(&self, folder: &str) -> Vec<(PathBuf, String)> {
        let mut files = Vec::new();
        collect(&self.path(folder), &mut files);
        files.sort();
        files
    }
}

fn collect(folder: &Path, files: &mut Vec<(PathBuf, String)>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.path().is_dir() {
            collect(&entry.path(), files);
        } else {
            files.push((entry.path(), fs::read_to_string(entry.path()).unwrap_or_default()));
        }
    }
}

struct Run(Output);

impl Run {
    fn status(&self) -> i32 {
        self.0.status.code().expect("a status")
    }

    fn out(&self) -> String {
        String::from_utf8_lossy(&self.0.stdout).into_owned()
    }

    fn err(&self) -> String {
        String::from_utf8_lossy(&self.0.stderr).into_owned()
    }
}

const SELL_BOOK: &str = "generated/src/shop/v2020_01_01/sell_book.rs";

#[test]
fn a_first_run_writes_the_crate_and_a_second_one_touches_nothing() {
    let project = Project::new();
    let first = project.generate();
    assert_eq!((first.status(), first.out().trim()), (0, "generated/src: 4 created"), "{}", first.err());
    assert!(project.read(SELL_BOOK).contains("shop_types::"), "the examples name the crate of the manifest");

    let before = fs::metadata(project.path(SELL_BOOK)).and_then(|file| file.modified()).expect("a time");
    let second = project.generate();
    assert_eq!((second.status(), second.out().trim()), (0, "generated/src: 4 files, all up to date"));
    let after = fs::metadata(project.path(SELL_BOOK)).and_then(|file| file.modified()).expect("a time");
    assert_eq!(before, after);
}

#[test]
fn check_writes_nothing_and_says_by_its_status_what_is_due() {
    let project = Project::new();
    let missing = project.run(&["generate", "--check"]);
    assert_eq!(missing.status(), 4);
    assert!(!project.path("generated/src").exists());

    project.generate();
    assert_eq!(project.run(&["generate", "--check"]).status(), 0);

    let tree = project.tree("generated");
    project.write("spec/shop/2020-01-01/SellBook.yaml", &OPERATION.replace("max: 80", "max: 90"));
    let stale = project.run(&["generate", "--check"]);
    assert_eq!(stale.status(), 4);
    assert!(
        stale.err().contains("-            .length(1, 80,") && stale.err().contains("+            .length(1, 90,"),
        "{}",
        stale.err()
    );
    assert!(stale.err().contains("run `cargo regenerate`"));
    assert_eq!(project.tree("generated"), tree);
}

#[test]
fn one_changed_limit_changes_just_the_lines_that_state_it() {
    let project = Project::new();
    project.generate();
    let before = project.read(SELL_BOOK);
    project.write("spec/shop/2020-01-01/SellBook.yaml", &OPERATION.replace("max: 80", "max: 90"));
    assert!(project.generate().out().starts_with("generated/src: 1 updated, 3 unchanged\n"));
    let after = project.read(SELL_BOOK);
    let changed: Vec<(&str, &str)> =
        before.lines().zip(after.lines()).filter(|(before, after)| before != after).collect();
    assert_eq!(
        changed,
        [
            ("    /// - 1 to 80 characters", "    /// - 1 to 90 characters"),
            (
                "            .length(1, 80, apiscribe::LengthUnit::Character);",
                "            .length(1, 90, apiscribe::LengthUnit::Character);"
            ),
        ]
    );
}

#[test]
fn a_deleted_file_comes_back_byte_for_byte() {
    let project = Project::new();
    project.generate();
    let tree = project.tree("generated");
    fs::remove_file(project.path(SELL_BOOK)).expect("the file can be deleted");
    assert_eq!(project.generate().out().trim(), "generated/src: 1 created, 3 unchanged");
    assert_eq!(project.tree("generated"), tree);
}

#[test]
fn what_nothing_generates_any_more_is_removed_and_a_persons_file_stays() {
    let project = Project::new();
    project.write("spec/shop/2020-01-01/BuyBook.yaml", "operation: BuyBook\nsummary: Buys a book.\n");
    project.generate();
    project.write("generated/src/notes.rs", "// Mine.\n");
    fs::remove_dir_all(project.path("spec/shop")).expect("the specs can be deleted");
    project.write("spec/cafe/2020-01-01/service.yaml", &SERVICE.replace("Shop", "Cafe"));
    let run = project.generate();
    assert!(run.out().starts_with("generated/src: 2 created, 1 updated, 4 removed\n"), "{}{}", run.out(), run.err());
    assert!(!project.path("generated/src/shop").exists(), "empty folders go too");
    assert_eq!(project.read("generated/src/notes.rs"), "// Mine.\n");
}

/// The tag by which cargo marks its own folder, in which a run may keep what the next one need not find out again.
const TAG: &str = "Signature: 8a477f597d28d172789f06886806bc55\n";

#[test]
fn a_run_that_remembers_the_last_one_does_what_one_does_that_does_not() {
    let project = Project::new();
    project.write("target/CACHEDIR.TAG", TAG);
    project.write("spec/shop/2020-01-01/BuyBook.yaml", "operation: BuyBook\nsummary: \"TODO: Buys a book.\"\n");
    let warns = |run: &Run| run.err().contains("TODO");
    let first = project.generate();
    assert_eq!(first.status(), 0, "{}", first.err());
    assert!(warns(&first), "{}", first.err());
    let caches = project.tree("target/apiscribe");
    assert_eq!(caches.len(), 1);
    let generated = project.tree("generated/src");
    let cache = |text: &str| fs::write(&caches[0].0, text).expect("the cache can be written");
    let up_to_date = format!("generated/src: {} files, all up to date", generated.len());
    let second = project.generate();
    assert_eq!((second.out().trim(), warns(&second)), (up_to_date.as_str(), true), "{}", second.err());
    // Whatever was done to the files or to what is remembered of them, they come out as they were.
    let orphan = project.path("generated/src/shop/gone.rs");
    let damages: [(&str, &dyn Fn()); 6] = [
        ("1 updated", &|| project.write(SELL_BOOK, &project.read(SELL_BOOK).replace("title", "tattle"))),
        ("1 created", &|| fs::remove_file(project.path(SELL_BOOK)).expect("it is there")),
        ("1 removed", &|| {
            project.write("generated/src/shop/gone.rs", "// @generated by apiscribe from x. Do not edit.\n");
        }),
        ("all up to date", &|| cache("")),
        ("all up to date", &|| cache(&caches[0].1.replace(|digit: char| digit.is_ascii_digit(), "7"))),
        ("all up to date", &|| fs::remove_dir_all(project.path("target")).expect("it is there")),
    ];
    for (told, damage) in damages {
        damage();
        let run = project.generate();
        assert!(run.out().contains(told) && warns(&run), "{told}: {}{}", run.out(), run.err());
        assert_eq!(project.tree("generated/src"), generated, "{told}");
        assert!(!orphan.exists());
    }
}

#[test]
fn a_changed_spec_touches_its_own_files_alone() {
    let project = Project::new();
    project.write("target/CACHEDIR.TAG", TAG);
    project.write("spec/shop/2020-01-01/BuyBook.yaml", "operation: BuyBook\nsummary: Buys a book.\n");
    assert_eq!(project.generate().status(), 0);
    let before = project.tree("generated/src");
    project.write("spec/shop/2020-01-01/SellBook.yaml", &OPERATION.replace("max: 80", "max: 90"));
    let run = project.generate();
    assert!(run.out().contains("1 updated"), "{}{}", run.out(), run.err());
    let changed: Vec<String> = project
        .tree("generated/src")
        .into_iter()
        .zip(before)
        .filter(|(after, before)| after != before)
        .map(|((path, _), _)| path.file_name().expect("a name").to_string_lossy().into_owned())
        .collect();
    assert_eq!(changed, ["sell_book.rs"]);
    // A changed service may change every file.
    project.write("spec/shop/2020-01-01/service.yaml", &SERVICE.replace("Shop", "Store"));
    let run = project.generate();
    assert!(run.out().contains("created") && run.out().contains("removed"), "{}{}", run.out(), run.err());
    assert_eq!(project.run(&["generate", "--check"]).status(), 0);
}

#[test]
fn a_file_that_was_not_generated_is_not_overwritten() {
    let project = Project::new();
    project.write(SELL_BOOK, "// Mine.\n");
    let run = project.generate();
    assert_eq!(run.status(), 1);
    assert!(
        run.err().contains("sell_book.rs") && run.err().contains("was not generated by apiscribe"),
        "{}",
        run.err()
    );
    assert_eq!(project.tree("generated/src").len(), 1, "nothing else was written");
    assert_eq!(project.read(SELL_BOOK), "// Mine.\n");
}

#[test]
fn a_mistake_is_shown_at_its_place_and_nothing_is_written() {
    let project = Project::new();
    project.generate();
    let tree = project.tree("generated");
    project.write("spec/shop/2020-01-01/SellBook.yaml", &OPERATION.replace("required: true", "requried: true"));
    let run = project.generate();
    assert_eq!(run.status(), 1);
    for part in ["error[E0201]", "spec/shop/2020-01-01/SellBook.yaml:7:5", "requried", "did you mean `required`?"] {
        assert!(run.err().contains(part), "`{part}` in {}", run.err());
    }
    assert_eq!(project.tree("generated"), tree);
}

#[test]
fn a_missing_folder_is_named() {
    let project = Project::new();
    let run = project.run(&["generate", "--spec", "nowhere"]);
    assert_eq!(run.status(), 1);
    assert!(run.err().contains("nowhere"), "{}", run.err());
}

#[test]
fn bad_usage_ends_with_two() {
    let project = Project::new();
    for arguments in [&["generate", "--chekc"][..], &["generat"], &[]] {
        assert_eq!(project.run(arguments).status(), 2, "{arguments:?}");
    }
}

#[test]
fn only_what_is_selected_is_generated() {
    let project = Project::new();
    project.write("spec/shop/2020-01-01/BuyBook.yaml", "operation: BuyBook\nsummary: Buys a book.\n");
    let run = project.run(&["generate", "--only", "shop.*.BuyBook"]);
    assert_eq!(run.status(), 0, "{}", run.err());
    assert!(project.path("generated/src/shop/v2020_01_01/buy_book.rs").exists());
    assert!(!project.path(SELL_BOOK).exists());

    let run = project.run(&["generate", "--only", "shop.*.BuyBooks"]);
    assert_eq!(run.status(), 1);
    assert!(run.err().contains("no operation of the spec fits `shop.*.BuyBooks`"), "{}", run.err());
}

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
fn explain_tells_of_one_diagnostic_or_lists_them_all() {
    let project = Project::new();
    let one = project.run(&["explain", "e0201"]);
    assert_eq!(one.status(), 0);
    assert!(one.out().starts_with("## E0201"), "{}", one.out());
    let all = project.run(&["explain"]);
    assert!(all.out().lines().count() > 40 && all.out().contains("W0601"), "{}", all.out());
    assert_eq!(project.run(&["explain", "E9999"]).status(), 2);
}

#[cfg(target_os = "linux")]
#[test]
fn a_target_that_cannot_be_written_is_named_and_nothing_is_left_behind() {
    let project = Project::new();
    project.write("generated/src", "a file where the folder should be");
    let run = project.generate();
    assert_eq!(run.status(), 1);
    assert!(run.err().contains("error[E01") && run.err().contains("generated/src"), "{}", run.err());
    assert_eq!(project.tree("generated").len(), 2, "the manifest and the file");
}

#[test]
fn an_import_ends_with_what_became_of_the_operations() {
    let project = Project::new();
    let metadata = |product: &str, operations: &str| {
        let info = format!(r#"{{"style": "RPC", "product": "{product}", "version": "2020-01-01"}}"#);
        format!(r#"{{"info": {info}, "apis": {{{operations}}}}}"#)
    };
    project
        .write("shop.json", &metadata("Shop", r#""SellBook": {"summary": "Sells."}, "BuyBook": {"summary": "Buys."}"#));
    project.write("inn.json", &metadata("Inn", r#""Rest": {"summary": "Rests."}, "Broken": null"#));
    project.write("no.json", "[]");
    let run = project.run(&["import", "shop.json", "inn.json", "no.json", "--out", "imported"]);
    assert_eq!(run.status(), 1);
    assert!(run.err().contains("no.json: this is not an api-docs.json"), "{}", run.err());
    let out = run.out();
    let told: Vec<&str> = out.lines().collect();
    assert!(told[0].starts_with("shop.json: 2 operations read, 2 carried over, "), "{out}");
    assert!(told[1].starts_with("inn.json: 2 operations read, 1 carried over, "), "{out}");
    assert!(told[2].starts_with("  lost: ") && told[2].contains("Broken"), "{out}");
    let total = told.last().expect("a last line");
    assert!(total.starts_with("3 files: 4 operations read, 3 carried over, "), "{out}");
    assert!(total.contains("1 operations lost; 5 files written"), "{out}");
    assert!(project.read("imported/inn/2020-01-01/Rest.yaml").contains("operation: Rest"));
}
