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
    assert_eq!(run.status(), 1);
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
