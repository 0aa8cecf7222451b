//! `apiscribe explain`.

use super::project::Project;

#[test]
fn explain_tells_of_one_diagnostic_or_lists_them_all() {
    let project = Project::new();
    let one = project.run(&["explain", "e0201"]);
    assert_eq!(one.status(), 0);
    assert!(one.out().starts_with("## E0201"), "{}", one.out());
    let all = project.run(&["explain"]);
    assert!(all.out().lines().count() > 40 && all.out().contains("W0601"), "{}", all.out());
    let unknown = project.run(&["explain", "E9999"]);
    assert!(unknown.status() == 2 && unknown.err().contains("ids look like E0201"), "{}", unknown.err());
    for (verb, written, meant) in [("explain", "parameter-remvd", "parameter-removed"), ("man", "gnerate", "generate")]
    {
        let unknown = project.run(&[verb, written]);
        let hint = format!("did you mean `{meant}`?");
        assert!(unknown.status() == 2 && unknown.err().contains(&hint), "{}", unknown.err());
    }
}

#[test]
fn explain_tells_of_rules_too() {
    let project = Project::new();
    let (status, out, _) = project.output(&["explain", "parameter-removed"]);
    assert!(status == 0 && out.starts_with("## parameter-removed\n\n**breaking**. "), "{out}");
    assert!(project.output(&["explain"]).1.contains("\nparameter-removed: breaking\n"));
}

#[test]
fn explain_prints_a_preset_and_lists_all() {
    let project = Project::new();
    let (status, out, _) = project.output(&["explain", "tencent_cloud"]);
    assert!(status == 0 && out.contains("code: Response.Error.Code") && out.contains("# Sources:"), "{out}");
    assert!(project.output(&["explain"]).1.contains("\nproblem_json: problem details (RFC 9457)\n"));
}
