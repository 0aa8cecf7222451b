//! `apiscribe generate`: what it writes, removes and leaves alone, and `--check`.

use std::fs;

use super::project::{OPERATION, Project, Run, SERVICE};

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
    assert!(stale.err().contains("run the same command without `--check`"));
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
fn what_changes_in_one_folder_of_several_changes_what_a_whole_run_would() {
    let project = Project::new();
    project.write("target/CACHEDIR.TAG", TAG);
    let inn = |operation: &str| format!("spec/inn/2030-01-01/{operation}.yaml");
    project.write(&inn("service"), "service: Inn\nversion: \"2030-01-01\"\nstyle: rpc\ntitle: The Inn\n");
    project.write(&inn("Rest"), "operation: Rest\nsummary: Rests.\n");
    project.write("spec/inn/2031-01-01/service.yaml", "service: Inn\nversion: \"2031-01-01\"\nstyle: rpc\n");
    project.write("spec/inn/2031-01-01/Sleep.yaml", "operation: Sleep\nsummary: Sleeps.\n");
    assert_eq!(project.generate().status(), 0);
    let dine = |summary: &str| {
        format!(
            "operation: Dine\nsummary: {summary}\nparameters:\n  Table: {{ in: query, type: string, doc: The table., example: \"4\" }}\n"
        )
    };
    let steps: [(&str, &dyn Fn()); 7] = [
        ("the documentation of an operation", &|| {
            project.write(&inn("Rest"), "operation: Rest\nsummary: Rests.\ndoc: It takes an hour.\n");
        }),
        ("an operation that joins, the first of the crate with an example", &|| {
            project.write(&inn("Dine"), &dine("Dines."));
        }),
        ("a summary, which the front page shows", &|| project.write(&inn("Dine"), &dine("Dines well."))),
        ("an operation that leaves", &|| fs::remove_file(project.path(&inn("Rest"))).expect("it is there")),
        ("the title of a product, which its module shows", &|| {
            project.write(&inn("service"), "service: Inn\nversion: \"2030-01-01\"\nstyle: rpc\ntitle: The Old Inn\n");
        }),
        ("two folders at once", &|| {
            project.write(&inn("Dine"), &dine("Dines."));
            project.write("spec/shop/2020-01-01/SellBook.yaml", &OPERATION.replace("max: 80", "max: 90"));
        }),
        ("a folder that leaves", &|| fs::remove_dir_all(project.path("spec/inn/2031-01-01")).expect("it is there")),
    ];
    for (what, change) in steps {
        change();
        let run = project.generate();
        assert_eq!(run.status(), 0, "{what}: {}", run.err());
        // A check remembers nothing.
        let check = project.run(&["generate", "--check"]);
        assert_eq!(check.status(), 0, "{what}: {}{}", check.out(), check.err());
        assert!(project.generate().out().contains("all up to date"), "{what}");
    }
    project.write(&inn("Dine"), "operation: Dine\nsumary: Dines.\n");
    let wrong = project.generate();
    assert!(wrong.status() == 1 && wrong.err().contains("did you mean `summary`?"), "{}", wrong.err());
    project.write(&inn("Dine"), &dine("Dines.").replace('4', "5"));
    assert_eq!(project.generate().status(), 0);
    assert_eq!(project.run(&["generate", "--check"]).status(), 0);
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
    assert_eq!(run.status(), 2);
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
