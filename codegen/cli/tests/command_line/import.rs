//! `apiscribe import`.

use super::project::Project;

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
    assert_eq!(run.status(), 3);
    assert!(run.err().contains("no.json: this is not an api-docs.json"), "{}", run.err());
    let out = run.out();
    let told: Vec<&str> = out.lines().collect();
    assert!(told[0].starts_with("shop.json: 2 operations read, 2 carried over, "), "{out}");
    assert!(told[1].starts_with("inn.json: 2 operations read, 1 carried over, "), "{out}");
    assert!(told[2].starts_with("  lost: ") && told[2].contains("Broken"), "{out}");
    let total = told.last().expect("a last line");
    assert!(total.starts_with("3 files: 4 operations read, 3 carried over, "), "{out}");
    assert!(total.contains(" 1 lost, ") && total.contains("; 5 files written, 0 removed, "), "{out}");
    assert!(project.read("imported/inn/2020-01-01/Rest.yaml").contains("operation: Rest"));
}

#[test]
fn an_import_that_loses_an_operation_fails_unless_it_may() {
    let project = Project::new();
    let info = r#"{"style": "RPC", "product": "Inn", "version": "2020-01-01"}"#;
    project.write("inn.json", &format!(r#"{{"info": {info}, "apis": {{"Rest": {{}}, "Broken": null}}}}"#));
    project.write("shop.json", &format!(r#"{{"info": {}, "apis": {{"Sell": {{}}}}}}"#, info.replace("Inn", "Shop")));
    assert_eq!(project.run(&["import", "inn.json", "shop.json", "--out", "imported"]).status(), 1);
    assert!(project.read("imported/shop/2020-01-01/Sell.yaml").contains("operation: Sell"), "the other is imported");
    assert_eq!(project.run(&["import", "inn.json", "--out", "imported", "--allow-lost"]).status(), 0);
    assert_eq!(project.run(&["import", "shop.json", "--out", "imported"]).status(), 0);
}

#[test]
fn an_unchanged_import_is_remembered_until_something_changes() {
    let project = Project::new();
    project.write("target/CACHEDIR.TAG", "Signature: 8a477f597d28d172789f06886806bc55\n");
    let docs = |summary: &str| {
        let info = r#"{"style": "RPC", "product": "Inn", "version": "2020-01-01"}"#;
        format!(r#"{{"info": {info}, "apis": {{"Rest": {{"summary": "{summary}"}}}}}}"#)
    };
    project.write("inn.json", &docs("Rests."));
    let import = || project.run(&["import", "inn.json", "--out", "imported"]);
    assert!(import().out().contains("1 operation read, 1 carried over, "));
    assert!(import().out().contains("0 files written, 0 removed, 2 unchanged"));

    let kept =
        std::fs::read_dir(project.path("target/apiscribe")).expect("a folder").next().expect("a file").expect("it");
    let text = std::fs::read_to_string(kept.path()).expect("text").replace("\"read\":1,", "\"read\":7,");
    std::fs::write(kept.path(), text).expect("written");
    assert!(import().out().contains("7 operations read"), "it is what was remembered");

    let spec = "imported/inn/2020-01-01/Rest.yaml";
    let as_imported = project.read(spec);
    project.write(spec, &as_imported.replace("summary: Rests.", "summary: Sleeps."));
    assert_eq!(import().status(), 1, "an edit is noticed");
    project.write(spec, &as_imported.replace('\n', "\r\n"));
    assert_eq!(import().status(), 0, "line ends of a checkout are no edit");
    assert_eq!(project.read(spec), as_imported);
    project.write("inn.json", &docs("Rests well."));
    assert!(import().out().contains("1 operation read"), "and so is other metadata");
    assert!(project.read(spec).contains("Rests well."));
}

#[test]
fn an_import_into_a_crate_writes_all_that_a_crate_needs_once() {
    let project = Project::new();
    let info = r#"{"style": "RPC", "product": "Inn", "version": "2020-01-01"}"#;
    project.write("inn.json", &format!(r#"{{"info": {info}, "apis": {{"Rest": {{}}}}}}"#));
    let import = || project.run(&["import", "inn.json", "--crate", "Inn types"]);
    assert_eq!(import().status(), 0);
    let manifest = project.read("Inn types/Cargo.toml");
    assert!(manifest.contains("name = \"inn-types\"") && manifest.contains("apiscribe = "), "{manifest}");
    assert!(project.read("Inn types/README.md").contains("- inn/2020-01-01\n"));
    assert!(project.read("Inn types/src/lib.rs").contains("pub mod inn;"));
    assert!(
        project.read("Inn types/src/inn/v2020_01_01/rest.rs").contains("inn_types::"),
        "its examples name the crate"
    );
    assert!(project.path("Inn types/spec/spec.schema.json").is_file());
    assert!(project.read("Inn types/.gitattributes").contains("src/** text eol=lf"));
    project.write("Inn types/README.md", "Mine.");
    assert_eq!(import().status(), 0);
    assert_eq!(project.read("Inn types/README.md"), "Mine.");
    std::fs::remove_file(project.path("Inn types/Cargo.toml")).expect("it is there");
    let run = project.run(&["generate", "--spec", "Inn types/spec", "--out", "Inn types/src", "--manifest"]);
    assert_eq!((run.status(), project.read("Inn types/Cargo.toml")), (0, manifest), "which names it in the same way");
    for (folder, name) in [("async", "api-async"), ("2 inns", "api-2-inns"), ("std", "api-std")] {
        assert_eq!(project.run(&["import", "inn.json", "--crate", folder]).status(), 0);
        assert!(project.read(&format!("{folder}/Cargo.toml")).contains(&format!("name = \"{name}\"")), "{folder}");
    }
    let runtime = concat!(env!("CARGO_MANIFEST_DIR"), "/../runtime");
    let run = project.run(&["import", "inn.json", "--crate", "other", "--runtime", runtime]);
    assert_eq!(run.status(), 0, "{}", run.err());
    assert!(project.read("other/Cargo.toml").contains("apiscribe = { path = "));
    assert_eq!(project.run(&["import", "inn.json", "--out", "b", "--runtime", runtime]).status(), 2);
    assert_eq!(project.run(&["import", "inn.json", "--crate", "a", "--out", "b"]).status(), 2);
    assert_eq!(project.run(&["import", "inn.json"]).status(), 2);
}

#[test]
fn a_file_of_the_other_edition_has_to_belong_to_one_that_is_imported() {
    let project = Project::new();
    let docs = |product: &str, more: &str| {
        let info = format!(r#"{{"style": "RPC", "product": "{product}", "version": "2020-01-01"}}"#);
        format!(r#"{{"info": {info}, "apis": {{"Rest": {{}}{more}}}}}"#)
    };
    project.write("inn.json", &docs("Inn", ""));
    project.write("inn-zh.json", &docs("Inn", r#", "Wake": {}"#));
    project.write("shop-zh.json", &docs("Shop", ""));
    let run = project.run(&["import", "inn.json", "--also", "inn-zh.json", "--out", "imported"]);
    assert_eq!(run.status(), 0, "{}", run.err());
    assert!(run.out().contains("2 operations read, 2 carried over, "), "{}", run.out());
    let run = project.run(&["import", "inn.json", "--also", "shop-zh.json", "--out", "imported"]);
    assert!(
        run.status() == 1 && run.err().contains("none of the other files is of `shop/2020-01-01`"),
        "{}",
        run.err()
    );
}

#[test]
fn import_says_that_an_openapi_document_is_not_read_yet() {
    let project = Project::new();
    project.write("pets.json", r#"{"openapi": "3.0.3", "info": {"title": "Pets", "version": "1"}, "paths": {}}"#);
    project.write("pets.yaml", "swagger: \"2.0\"\ninfo: { title: Pets, version: \"1\" }\npaths: {}\n");
    for (file, document) in [("pets.json", "OpenAPI 3.0.3"), ("pets.yaml", "Swagger 2.0")] {
        let run = project.run(&["import", file, "--out", "imported"]);
        assert_eq!(run.status(), 3);
        assert!(
            run.err().contains(&format!("{file}: this is a document in {document}, which is not read yet")),
            "{}",
            run.err()
        );
        assert!(!project.path("imported").exists());
    }
}
