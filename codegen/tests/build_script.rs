//! The way in from a build script: what it tells cargo, and what it writes.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::SystemTime;

use apiscribe_codegen::{Id, Layout, Levels, Options, configure, generate};
use apiscribe_tree::read_specs;

const SERVICE: &str = "service: Shop\nversion: \"2020-01-01\"\nstyle: rpc\n";
const OPERATION: &str = "operation: SellBook\nsummary: Sells a book.\n";

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().expect("a folder")).expect("the folder can be made");
    fs::write(path, text).expect("the file can be written");
}

fn modified(path: &Path) -> SystemTime {
    fs::metadata(path).and_then(|file| file.modified()).expect("a time")
}

/// Names the folder in which the test below plays the build script.
const FOLDER: &str = "APISCRIBE_TEST_FOLDER";

/// Does nothing by itself: it is what the next test runs as a build script, to read what it prints.
#[test]
fn plays_the_build_script_where_it_is_asked_to() {
    if let Some(folder) = std::env::var_os(FOLDER) {
        let folder = Path::new(&folder);
        configure().out_dir(folder.join("out")).generate(folder.join("spec")).expect("sound specs");
    }
}

#[test]
fn cargo_is_told_of_every_file_and_folder_that_was_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let spec = folder.path().join("spec");
    write(&spec.join("shop/2020-01-01/service.yaml"), SERVICE);
    write(&spec.join("shop/2020-01-01/SellBook.yaml"), OPERATION);
    write(&spec.join("README.md"), "not a spec");
    let output = Command::new(std::env::current_exe().expect("this test"))
        .args(["--exact", "--nocapture", "plays_the_build_script_where_it_is_asked_to"])
        .env(FOLDER, folder.path())
        .output()
        .expect("the build script runs");
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    let mut told: Vec<&str> =
        printed.lines().filter_map(|line| line.split_once("cargo:rerun-if-changed=")).map(|(_, path)| path).collect();
    told.sort_unstable();
    told.dedup();
    let below = |path: &str| spec.join(path).display().to_string();
    let read = ["", "shop", "shop/2020-01-01", "shop/2020-01-01/SellBook.yaml", "shop/2020-01-01/service.yaml"];
    let mut expected: Vec<String> = read.iter().map(|path| below(path).trim_end_matches('/').to_owned()).collect();
    expected.sort_unstable();
    assert_eq!(told, expected, "{printed}");
}

#[test]
fn a_second_run_touches_nothing_and_a_change_is_seen() {
    let folder = tempfile::tempdir().expect("a folder");
    let (spec, out) = (folder.path().join("spec"), folder.path().join("out"));
    write(&spec.join("shop/2020-01-01/service.yaml"), SERVICE);
    write(&spec.join("shop/2020-01-01/SellBook.yaml"), OPERATION);
    let generate = || configure().out_dir(&out).generate(&spec);
    generate().expect("sound specs");
    let file = out.join("apiscribe.rs");
    let before = modified(&file);
    generate().expect("sound specs");
    assert_eq!(modified(&file), before);
    write(&spec.join("shop/2020-01-01/BuyBook.yaml"), &OPERATION.replace("Sell", "Buy"));
    generate().expect("sound specs");
    assert!(fs::read_to_string(&file).expect("text").contains("pub mod buy_book"));
}

#[test]
fn errors_are_shown_as_they_would_be_on_a_terminal_and_nothing_is_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let (spec, out) = (folder.path().join("spec"), folder.path().join("out"));
    write(&spec.join("shop/2020-01-01/service.yaml"), SERVICE);
    write(&spec.join("shop/2020-01-01/SellBook.yaml"), &OPERATION.replace("summary", "sumary"));
    let error = configure().out_dir(&out).generate(&spec).expect_err("a mistake");
    // Cargo shows what `main` returns by `Debug`.
    let shown = format!("{error:?}");
    for part in ["error[E0201]: unknown key `sumary`", "SellBook.yaml:2:1", "did you mean `summary`?"] {
        assert!(shown.contains(part), "`{part}` in {shown}");
    }
    assert_eq!(error.report().map(|report| report.diagnostics().len()), Some(1));
    assert!(!out.exists());

    let error = configure().out_dir(&out).generate(folder.path().join("nowhere")).expect_err("no folder");
    assert!(format!("{error}").contains("error[E0101]") && error.report().is_none(), "{error}");

    let error =
        configure().operations(["shop.*.BuyBook"]).out_dir(&out).generate(&spec).expect_err("no such operation");
    assert!(format!("{error}").contains("no operation of the spec fits `shop.*.BuyBook`"), "{error}");
}

/// Everything in a folder, hidden files too.
fn entries(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .expect("a folder")
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort_unstable();
    names
}

/// Operations of several products, in an order that is not that of their modules.
fn write_shops(spec: &Path) {
    for product in ["Shop", "AShop"] {
        for version in ["2020-01-01", "2019-12-31"] {
            let folder = spec.join(format!("{}-{product}/{version}", if product == "Shop" { 1 } else { 2 }));
            let service = SERVICE.replace("Shop", product).replace("2020-01-01", version);
            write(&folder.join("service.yaml"), &service);
            for name in ["SellBook", "Sell", "SellABook", "BuyBook"] {
                write(&folder.join(format!("{name}.yaml")), &OPERATION.replace("SellBook", name));
            }
        }
    }
}

#[test]
fn the_file_is_the_one_that_the_library_gives_and_nothing_else_is_left() {
    let folder = tempfile::tempdir().expect("a folder");
    let (spec, out) = (folder.path().join("spec"), folder.path().join("out"));
    write_shops(&spec);
    configure().out_dir(&out).generate(&spec).expect("sound specs");
    let specs = read_specs(&spec).expect("specs");
    let generated = generate(&specs.files, &Options::new(Layout::SingleFile)).expect("sound specs");
    assert_eq!(fs::read_to_string(out.join("apiscribe.rs")).expect("text"), generated.files[0].text);
    assert_eq!(entries(&out), ["apiscribe.rs"]);

    let ways: Vec<&str> =
        generated.files[0].text.lines().filter(|line| line.trim_start().starts_with("pub mod")).collect();
    assert_eq!(
        ways[..7].join("\n"),
        "pub mod ashop {\n    pub mod v2019_12_31 {\n        pub mod buy_book {\n        pub mod sell {\n        \
         pub mod sell_a_book {\n        pub mod sell_book {\n    pub mod v2020_01_01 {"
    );
}

#[test]
fn after_an_error_the_folder_is_as_it_was() {
    let folder = tempfile::tempdir().expect("a folder");
    let (spec, out) = (folder.path().join("spec"), folder.path().join("out/deeper"));
    write_shops(&spec);
    // By the time this file is read, much of what comes before it has been generated.
    let last = spec.join("2-AShop/2020-01-01/SellWrong.yaml");
    write(&last, "operation: SellWrong\n");
    configure().out_dir(&out).generate(&spec).expect_err("no summary");
    assert_eq!(entries(folder.path()), ["spec"]);

    fs::remove_file(&last).expect("it goes");
    configure().out_dir(&out).generate(&spec).expect("sound specs");
    let text = fs::read(out.join("apiscribe.rs")).expect("text");
    write(&last, "operation: SellWrong\n");
    configure().out_dir(&out).generate(&spec).expect_err("no summary");
    assert_eq!((entries(&out), fs::read(out.join("apiscribe.rs")).expect("text")), (vec!["apiscribe.rs".into()], text));
}

#[test]
fn a_file_of_somebody_else_is_left_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let (spec, out) = (folder.path().join("spec"), folder.path().join("out"));
    write_shops(&spec);
    write(&out.join("apiscribe.rs"), "// Mine.\n");
    let error = configure().out_dir(&out).generate(&spec).expect_err("it is in the way");
    assert!(format!("{error}").contains("was not generated by apiscribe"), "{error}");
    assert_eq!(entries(&out), ["apiscribe.rs"]);
    assert_eq!(fs::read_to_string(out.join("apiscribe.rs")).expect("text"), "// Mine.\n");
}

#[test]
fn a_file_that_differs_only_at_its_end_is_written_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let (spec, out) = (folder.path().join("spec"), folder.path().join("out"));
    write_shops(&spec);
    let generate = || configure().out_dir(&out).generate(&spec).expect("sound specs");
    generate();
    let file = out.join("apiscribe.rs");
    let text = fs::read_to_string(&file).expect("text");
    let end = text.len() - 2;
    for other in [text[..end].to_owned(), format!("{}x\n", &text[..end]), format!("{text}\n")] {
        fs::write(&file, other).expect("it can be written");
        generate();
        assert_eq!(fs::read_to_string(&file).expect("text"), text);
    }
}

#[cfg(unix)]
#[test]
fn nothing_is_written_through_a_link_and_files_of_others_stay() {
    let folder = tempfile::tempdir().expect("a folder");
    let (spec, out) = (folder.path().join("spec"), folder.path().join("out"));
    write_shops(&spec);
    write(&out.join("x.apiscribe-tmp"), "mine\n");
    let victim = folder.path().join("victim.rs");
    write(&victim, "// @generated by apiscribe from x. Do not edit.\n");
    std::os::unix::fs::symlink(&victim, out.join("apiscribe.rs")).expect("a link");
    let error = configure().out_dir(&out).generate(&spec).expect_err("a link is in the way");
    assert!(format!("{error}").contains("error[E0115]"), "{error}");
    assert_eq!(fs::read_to_string(&victim).expect("text"), "// @generated by apiscribe from x. Do not edit.\n");
    fs::remove_file(out.join("apiscribe.rs")).expect("it goes");
    configure().out_dir(&out).generate(&spec).expect("sound specs");
    assert_eq!(entries(&out), ["apiscribe.rs", "x.apiscribe-tmp"]);
}

#[test]
fn build_scripts_at_once_leave_one_whole_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let (spec, out) = (folder.path().join("spec"), folder.path().join("out"));
    write_shops(&spec);
    let generate = || configure().out_dir(&out).generate(&spec).expect("sound specs");
    generate();
    let text = fs::read(out.join("apiscribe.rs")).expect("text");
    for _ in 0..5 {
        fs::remove_dir_all(&out).expect("it goes");
        std::thread::scope(|scope| (0..4).for_each(|_| drop(scope.spawn(generate))));
        assert_eq!(
            (entries(&out), fs::read(out.join("apiscribe.rs")).expect("text")),
            (vec!["apiscribe.rs".into()], text.clone())
        );
    }
}

/// A spec whose service has a named type.
fn write_tags(spec: &Path) {
    let types = "types:\n  Tag: { type: object, doc: A label., fields: { Key: { type: string } } }\n";
    write(&spec.join("shop/2020-01-01/service.yaml"), &format!("{SERVICE}{types}"));
    let parameters = "parameters:\n  Tag: { in: query, style: json, ref: Tag }\n  \
                      Cover: { in: query, type: string, enum: { Hard: {}, Soft: {} }, example: Hard }\n";
    write(&spec.join("shop/2020-01-01/SellBook.yaml"), &format!("{OPERATION}{parameters}"));
}

#[test]
fn types_derive_what_is_asked_for_and_give_way_to_those_of_the_user() {
    let folder = tempfile::tempdir().expect("a folder");
    let (spec, out) = (folder.path().join("spec"), folder.path().join("out"));
    write_tags(&spec);
    let text = || fs::read_to_string(out.join("apiscribe.rs")).expect("text");
    let config = || configure().out_dir(&out).module_path("api::types");
    config()
        .derive("shop.*.SellBook.*", ["::std::cmp::Eq"])
        .derive("*.*.types.Tag", ["Hash"])
        .generate(&spec)
        .expect("sound specs");
    assert_eq!(text().matches("#[derive(::std::cmp::Eq)]").count(), 4, "request, response, enum and error codes");
    let lines: Vec<String> = text().lines().map(|line| line.trim().to_owned()).collect();
    let head = ["/// The values of `Cover`.", "#[derive(::std::cmp::Eq)]", "pub enum Cover of str:"];
    assert!(lines.windows(3).any(|three| three == head), "{}", text());
    assert_eq!(text().matches("#[derive(Hash)]").count(), 1);
    assert!(text().contains("use crate::api::types::shop::v2020_01_01::sell_book::"), "{}", text());

    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path();
    let text = || fs::read_to_string(out.join("apiscribe.rs")).expect("text");
    let config = configure().out_dir(out).extern_type("shop.*.types.Tag", "crate::mine::r#type::Label");
    config.generate(&spec).expect("sound specs");
    assert!(text().contains("pub use crate::mine::r#type::Label as Tag;"), "{}", text());
    assert!(!text().contains("pub struct Tag"), "{}", text());
}

#[test]
fn patterns_that_fit_nothing_are_errors_that_say_what_was_meant() {
    let folder = tempfile::tempdir().expect("a folder");
    let (spec, out) = (folder.path().join("spec"), folder.path().join("out"));
    write_tags(&spec);
    let config = || configure().out_dir(&out);
    let cases = [
        (config().operations(["shop.*.SelBook"]), "did you mean `shop.*.SellBook`?"),
        (config().derive("shop.*.SellBook.Covr", ["Eq"]), "did you mean `shop.*.SellBook.Cover`?"),
        (config().extern_type("shop.*.types.Tga", "crate::Tag"), "did you mean `shop.*.types.Tag`?"),
        (config().derive("SellBook", ["Eq"]), "it does not have four parts"),
        (config().derive("shop.*.types.Tag", ["serde(rename)"]), "`serde(rename)` is not a path in Rust"),
        (config().extern_type("shop.*.types.Tag", ""), "`` is not a path in Rust"),
        (config().module_path("api.types"), "`api.types` is not the path of a module"),
        (config().file_name("../shop.rs"), "`../shop.rs` is not the name of a Rust file"),
        (config().file_name("shop"), "`shop` is not the name of a Rust file"),
        (config().file_name(".rs"), "`.rs` is not the name of a Rust file"),
    ];
    for (config, expected) in cases {
        let error = config.generate(&spec).expect_err("nothing fits").to_string();
        assert!(error.contains(expected), "`{expected}` in {error}");
        assert!(!out.exists());
    }
}

#[test]
fn two_calls_write_two_files_but_never_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let (spec, out) = (folder.path().join("spec"), folder.path().join("out"));
    write_shops(&spec);
    let config = || configure().out_dir(&out);
    config().operations(["shop.*.*"]).generate(&spec).expect("sound specs");
    config().operations(["ashop.*.*"]).file_name("a.rs").generate(&spec).expect("sound specs");
    assert_eq!(entries(&out), ["a.rs", "apiscribe.rs"]);
    let error = config().operations(["ashop.*.*"]).generate(&spec).expect_err("it is taken").to_string();
    assert!(error.contains("two calls write `") && error.contains("apiscribe.rs"), "{error}");
    assert!(fs::read_to_string(out.join("apiscribe.rs")).expect("text").contains("pub mod shop"));
}

#[test]
fn several_folders_are_one_file_and_what_is_in_two_of_them_counts_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let (spec, more, out) = (folder.path().join("spec"), folder.path().join("more"), folder.path().join("out"));
    write_tags(&spec);
    write(&more.join("zoo/1/service.yaml"), "service: Zoo\nversion: \"1\"\nstyle: rpc\n");
    write(&more.join("zoo/1/FeedLion.yaml"), "operation: FeedLion\nsummary: Feeds a lion.\n");
    let below = spec.join("shop");
    configure().out_dir(&out).generate_all([&more, &spec, &below]).expect("sound specs");
    let text = fs::read_to_string(out.join("apiscribe.rs")).expect("text");
    assert!(text.contains("pub mod feed_lion") && text.contains("pub mod sell_book"), "{text}");
}

#[test]
fn levels_make_a_warning_an_error() {
    let folder = tempfile::tempdir().expect("a folder");
    let (spec, out) = (folder.path().join("spec"), folder.path().join("out"));
    write(&spec.join("shop/2020-01-01/service.yaml"), SERVICE);
    write(&spec.join("shop/2020-01-01/SellBook.yaml"), "operation: SellBook\nsummary: TODO\n");
    configure().out_dir(&out).generate(&spec).expect("a warning");
    let todo = Id::from_text("W0604").expect("words that are still to be written");
    // Another folder, because the configuration is another.
    let config = configure().out_dir(folder.path().join("denied")).levels(Levels::default().deny(todo));
    let error = config.generate(&spec).expect_err("an error now").to_string();
    assert!(error.contains("error[W0604]"), "{error}");
}

#[test]
fn a_control_character_that_is_a_whole_message_stays_in_its_row() {
    let folder = tempfile::tempdir().expect("a folder");
    let (spec, out) = (folder.path().join("spec"), folder.path().join("out"));
    write(&spec.join("shop/2020-01-01/service.yaml"), SERVICE);
    let errors = "errors:\n  - { code: SoldOut, status: 400, message: \"\\x1e\" }\n";
    write(&spec.join("shop/2020-01-01/SellBook.yaml"), &format!("{OPERATION}{errors}"));
    configure().out_dir(&out).generate(&spec).expect("sound specs");
    let text = fs::read_to_string(out.join("apiscribe.rs")).expect("text");
    assert!(text.contains(r#"SoldOut => "SoldOut" { 400 "\u{1e}" },"#), "{text}");
}
