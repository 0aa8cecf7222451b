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
    assert!(total.contains("1 operations lost; 5 files written"), "{out}");
    assert!(project.read("imported/inn/2020-01-01/Rest.yaml").contains("operation: Rest"));
}
