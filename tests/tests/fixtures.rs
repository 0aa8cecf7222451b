//! Small specs of one feature or one fault each: what the generator makes of the good ones and says of the bad ones.
//!
//! What the good ones come to stands beside them, and is compiled, documented and tried in `fixture_crate`.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use apiscribe_codegen::{Layout, Options, generate};
use apiscribe_model::diagnostic::{Id, Report};
use apiscribe_model::files::SourceFile;
use apiscribe_tree::read_specs;

fn fixtures(kind: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(kind)
}

/// The names of the fixtures of a kind, in order.
fn names(kind: &str) -> Vec<String> {
    let entries = fs::read_dir(fixtures(kind)).expect("the fixtures can be read");
    let mut names: Vec<String> = entries
        .map(|entry| entry.expect("the fixtures can be listed").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

/// The files of a fixture, under paths that are the same on every machine.
fn specs(kind: &str, name: &str) -> Vec<SourceFile> {
    let mut files = read_specs(&fixtures(kind).join(name)).expect("a fixture can be read").files;
    for file in &mut files {
        file.path.clone_from(&file.name);
    }
    files
}

fn file(path: &str, bytes: impl Into<Vec<u8>>) -> SourceFile {
    SourceFile { path: path.to_owned(), name: path.to_owned(), bytes: bytes.into() }
}

fn service() -> SourceFile {
    file("dairy/service.yaml", "service: Dairy\nversion: \"2032-03-01\"\nstyle: rpc\n")
}

/// What is said of specs, be it errors or only warnings.
fn report(files: &[SourceFile], options: &Options) -> Report {
    match generate(files, options) {
        Ok(generated) => generated.warnings,
        Err(report) => report,
    }
}

fn ids(report: &Report) -> BTreeSet<Id> {
    report.diagnostics().iter().map(apiscribe_model::diagnostic::Diagnostic::id).collect()
}

/// Compares a report with the snapshot of this name in a folder, below that of this file.
fn assert_snapshot(folder: &str, name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(folder);
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}

/// Compares a text with a file, or writes it there when snapshots are to be updated, as insta does with its own.
fn assert_file(path: &Path, text: &str) {
    if std::env::var("INSTA_UPDATE").is_ok_and(|update| matches!(update.as_str(), "always" | "force")) {
        fs::write(path, text).expect("the file can be written");
    }
    let expected = fs::read_to_string(path).unwrap_or_default();
    let number = expected.lines().zip(text.lines()).take_while(|(before, after)| before == after).count();
    let line = |text: &str| text.lines().nth(number).unwrap_or("(the end)").to_owned();
    assert!(
        expected == text,
        "{}:{} differs; accept it with INSTA_UPDATE=always\n- {}\n+ {}",
        path.display(),
        number + 1,
        line(&expected),
        line(text)
    );
}

#[test]
fn the_front_page_of_a_crate_teaches_the_credentials_of_its_operations() {
    let front_page = |fixture: &str, is_wanted: fn(&SourceFile) -> bool| {
        let mut files = specs("accept", fixture);
        files.retain(is_wanted);
        let generated = generate(&files, &Options::new(Layout::Crate { name: "library".to_owned() }));
        let files = generated.unwrap_or_else(|report| panic!("{report}")).files;
        files.into_iter().find(|file| file.path.ends_with("lib.rs")).expect("a front page").text
    };
    let of_all = front_page("auth", |_| true);
    assert!(of_all.contains("Credentials::from_env()") && of_all.contains("let request = AddReaderRequest::new()"));
    let unsigned =
        front_page("auth", |file| !file.name.ends_with("AddReader.yaml") && !file.name.ends_with("LendBook.yaml"));
    assert!(unsigned.contains("BearerToken::from_env(") && !unsigned.contains("Credentials"), "{unsigned}");
    assert_is_compiled(&of_all);
    assert_is_compiled(&unsigned);
}

/// The calls in the documentation are no tests of a crate, which depends on no client: they stand in tests of their own.
fn assert_is_compiled(documentation: &str) {
    let compiled = include_str!("sending/front_page.rs");
    let calls: Vec<&str> = documentation.split("//! use apiscribe_reqwest::").skip(1).collect();
    assert!(!calls.is_empty(), "no call in {documentation}");
    for call in calls {
        let (call, _) = call.split_once("```").expect("its end");
        let lines = call.lines().map(|line| line.trim().trim_start_matches("//!").trim());
        for line in lines {
            assert!(compiled.contains(line), "`{line}` is compiled nowhere");
        }
    }
}

#[test]
fn the_calls_in_the_documentation_of_operations_are_compiled() {
    for name in names("accept") {
        let generated = fs::read_to_string(fixtures("accept").join(&name).join("generated.rs")).expect("its file");
        assert_is_compiled(&generated);
    }
}

#[test]
fn accepted_fixtures_generate_the_file_beside_them() {
    for name in names("accept") {
        let generated = generate(&specs("accept", &name), &Options::new(Layout::SingleFile))
            .unwrap_or_else(|report| panic!("{name}\n{report}"));
        assert!(generated.warnings.is_empty(), "{name}\n{}", generated.warnings);
        let [file] = &generated.files[..] else { panic!("{name} is one file, not {}", generated.files.len()) };
        assert_file(&fixtures("accept").join(&name).join("generated.rs"), &file.text);
    }
}

/// What is generated names no type that is not.
#[test]
fn an_operation_that_is_selected_without_the_one_that_it_is_polled_by_is_not_tied_to_it() {
    let of = |operations: &[&str]| {
        let mut options = Options::new(Layout::SingleFile);
        options.scope.operations = operations.iter().map(|name| format!("foundry.*.{name}")).collect();
        let generated = generate(&specs("accept", "polling"), &options).unwrap_or_else(|report| panic!("{report}"));
        generated.files.into_iter().map(|file| file.text).collect::<String>()
    };
    let (alone, both) = (of(&["CastBell"]), of(&["CastBell", "GetTask"]));
    assert!(alone.contains("apiscribe::Polling::new(") && !alone.contains("LongRunning for"), "{alone}");
    assert!(both.contains("impl apiscribe::LongRunning for CastBellRequest"), "{both}");
}

/// The operation names `Port`, which holds `PortKind`; nothing in it leads to `Tide`.
#[test]
fn a_selected_operation_comes_with_the_named_types_that_it_holds_and_no_others() {
    let mut options = Options::new(Layout::SingleFile);
    options.scope.operations = vec!["harbor.*.AddPort".to_owned()];
    let generated = generate(&specs("accept", "named_types"), &options).expect("a sound fixture");
    let (_, types) = generated.files[0].text.split_once("pub mod types {").expect("named types");
    let is_there = ["struct Port {", "enum PortKind of", "enum Tide of"].map(|item| types.contains(item));
    assert_eq!(is_there, [true, true, false], "{types}");
}

/// The accepted fixtures of which there is a hint to give.
const HINTED: &[&str] = &["equal_types"];

#[test]
fn accepted_fixtures_are_left_alone_by_hints() {
    for name in names("accept") {
        let mut options = Options::default();
        let hints = Id::ALL.iter().filter(|id| id.is_hint());
        options.scope.levels = hints.fold(options.scope.levels, |levels, id| levels.warn(*id));
        let report = report(&specs("accept", &name), &options);
        assert_eq!(!report.is_empty(), HINTED.contains(&name.as_str()), "{name}\n{report}");
    }
}

#[test]
fn accepted_fixtures_are_all_compiled_and_their_behaviour_is_run() {
    let text = |path: &str| {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixture_crate").join(path);
        fs::read_to_string(path).expect("a file of the fixture crate")
    };
    let (list, tests) = (text("src/lib.rs"), text("tests/behaviour.rs"));
    for name in names("accept") {
        assert!(list.contains(&format!("\n    {name},\n")), "`{name}` is missing in fixture_crate/src/lib.rs");
        let has_behaviour = fixtures("accept").join(&name).join("behaviour.rs").exists();
        let is_run = tests.contains(&format!("accept/{name}/behaviour.rs"));
        assert_eq!(is_run, has_behaviour, "`{name}` in fixture_crate/tests/behaviour.rs");
    }
}

#[test]
fn refused_fixtures_are_refused_as_the_snapshot_beside_them_shows() {
    for name in names("refuse") {
        let about = Id::ALL.iter().find(|id| name.starts_with(id.as_str()));
        let mut options = Options::default();
        if let Some(hint) = about.filter(|id| id.is_hint()) {
            assert!(report(&specs("refuse", &name), &options).is_empty(), "{name} is hinted at although nobody asked");
            options.scope.levels = options.scope.levels.warn(*hint);
        }
        let report = report(&specs("refuse", &name), &options);
        if let Some(expected) = about {
            assert!(ids(&report).contains(expected), "{name} is about {expected}\n{report}");
        }
        assert!(!report.is_empty(), "{name} is not refused");
        assert_snapshot(&format!("../fixtures/refuse/{name}"), "expected", &report.plain());
    }
}

/// Faults that no readable folder can show.
fn faults_made_here() -> Vec<(&'static str, Vec<SourceFile>, Options)> {
    let mut selecting = Options::default();
    selecting.scope.operations = vec!["dairy.*.Chrun".to_owned(), "Churn".to_owned()];
    let churn = file("dairy/Churn.yaml", "operation: Churn\nsummary: Churns butter.\n");
    vec![
        (
            "E0102-not-utf8",
            vec![service(), file("dairy/Churn.yaml", b"operation: Churn\nsummary: caf\xE9\n".as_slice())],
            Options::default(),
        ),
        (
            "E0103-too-large",
            vec![service(), file("dairy/Churn.yaml", "# a long line\n".repeat(400_000))],
            Options::default(),
        ),
        ("E0112-no-files", Vec::new(), Options::default()),
        ("E0411-names-that-no-file-can-have", badly_named(), Options::default()),
        ("E0412-files-and-folders-that-differ-by-case", twins(), Options::default()),
        ("E0410-patterns-that-select-nothing", vec![service(), churn], selecting),
    ]
}

/// Files of names that some system cannot have.
fn badly_named() -> Vec<SourceFile> {
    let folders = ["dairy\nfn evil() {}\n", "da\u{202e}iry", "dai'ry", "dairy.", "..", "Aux", "da\u{fffd}iry"];
    let in_folder = |folder: &str| file(&format!("spec/{folder}/service.yaml"), service().bytes);
    let mut files: Vec<SourceFile> = folders.into_iter().map(in_folder).collect();
    // Each is a version of its own, so that nothing else is wrong.
    for (year, file) in files.iter_mut().enumerate() {
        let text = String::from_utf8_lossy(&file.bytes).replace("2032-03-01", &format!("{}-03-01", 2033 + year));
        file.bytes = text.into_bytes();
    }
    let churn = "operation: \"Churn`\"\nsummary: Churns butter.\nrust: Churn\n";
    files.push(file("spec/dairy/service.yaml", service().bytes));
    files.push(file("spec/dairy/Churn`.yaml", churn));
    files
}

/// Files and folders that macOS and Windows take for one.
fn twins() -> Vec<SourceFile> {
    let operation = |name: &str| format!("operation: {name}\nsummary: Churns butter.\n");
    let of_2033 = String::from_utf8_lossy(&service().bytes).replace("2032", "2033");
    vec![
        file("spec/Dairy/service.yaml", of_2033),
        file("spec/Dairy/Skim.yaml", operation("Skim")),
        file("spec/dairy/service.yaml", service().bytes),
        file("spec/dairy/Chill.yaml", operation("Chill")),
        file("spec/farm/service.yaml", "service: Farm\nversion: \"2032-03-01\"\nstyle: rpc\n"),
        file("spec/farm/ChillMilk.yaml", operation("ChillMilk")),
        file("spec/farm/Chillmilk.yaml", operation("Chillmilk")),
    ]
}

#[test]
fn faults_of_bytes_and_options_are_refused_as_their_snapshots_show() {
    for (name, files, options) in faults_made_here() {
        let report = report(&files, &options);
        assert!(ids(&report).iter().any(|id| name.starts_with(id.as_str())), "{name}\n{report}");
        assert_snapshot("snapshots", &format!("refuse_{name}"), &report.plain());
    }
}

/// Ids without a fixture, and why.
const WITHOUT_FIXTURE: &[(&str, &str)] = &[
    ("E0101", "a file that cannot be read is an error of the disk, which comes before any report"),
    ("E0113", "a file that cannot be written is an error of the disk, which comes after any report"),
    ("E0114", "a file of the user's in the way is a matter of the disk, too"),
    ("E0115", "so is a link"),
    ("E0116", "what is no regular file is made by the tests of reading"),
    ("E0118", "it is about the settings file, which the tests of the command line have"),
    ("E0119", "so is this one"),
    ("E0120", "and this one"),
    ("E0117", "a million files are not kept; the walk has a test with smaller limits"),
];

#[test]
fn every_id_has_a_fixture_or_a_reason_to_have_none() {
    let mut names = names("refuse");
    names.extend(faults_made_here().iter().map(|(name, _, _)| (*name).to_owned()));
    for id in Id::ALL {
        let has_fixture = names.iter().any(|name| name.starts_with(id.as_str()));
        let is_excused = WITHOUT_FIXTURE.iter().any(|(excused, _)| *excused == id.as_str());
        assert!(has_fixture != is_excused, "{id}: fixture {has_fixture}, excused {is_excused}");
    }
    let is_known = |text: &&str| Id::ALL.iter().any(|id| id.as_str() == *text);
    assert!(WITHOUT_FIXTURE.iter().map(|(id, _)| id).all(is_known), "an excuse for an id that is no more");
}

#[test]
fn faults_of_several_files_come_in_one_report_in_the_order_of_files_and_lines() {
    let report = report(&specs("refuse", "ten-faults-in-two-files"), &Options::default());
    assert_eq!(report.diagnostics().len(), 10, "{report}");
    let places: Vec<(&str, Option<usize>)> = report
        .diagnostics()
        .iter()
        .map(|fault| (fault.file(), report.location(fault).map(|(start, _)| start.line)))
        .collect();
    assert!(places.is_sorted(), "{places:?}");
    let files: BTreeSet<&str> = places.iter().map(|(file, _)| *file).collect();
    assert_eq!(files.len(), 2, "{places:?}");
}

#[test]
fn no_message_shows_where_the_fixtures_lie_on_this_machine() {
    for name in names("refuse") {
        let text = report(&specs("refuse", &name), &Options::default()).plain();
        assert!(!text.contains(env!("CARGO_MANIFEST_DIR")), "{text}");
    }
}
