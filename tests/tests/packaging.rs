//! What a package has to have before it can be published.

use apiscribe_tests::{read, top};

/// The folders of the packages that are published: the members of the workspace that do not say otherwise.
fn published() -> Vec<String> {
    let workspace = read("Cargo.toml");
    let (_, members) = workspace.split_once("members = [").expect("the members");
    let (members, _) = members.split_once(']').expect("their end");
    let members = members.split('"').skip(1).step_by(2).map(str::to_owned);
    let published: Vec<String> =
        members.filter(|member| !read(&format!("{member}/Cargo.toml")).contains("publish = false")).collect();
    assert_eq!(published.len(), 9, "{published:?}");
    published
}

#[test]
fn every_package_has_the_licences_of_the_whole() {
    for package in published() {
        for licence in ["LICENSE-MIT", "LICENSE-APACHE"] {
            assert!(read(&format!("{package}/{licence}")) == read(licence), "{package}/{licence} differs");
        }
    }
}

#[test]
fn every_package_tells_what_it_is() {
    for package in published() {
        let manifest = read(&format!("{package}/Cargo.toml"));
        for key in ["name", "description", "readme", "documentation", "keywords", "categories"] {
            assert!(manifest.lines().any(|line| line.starts_with(&format!("{key} = "))), "{package} has no {key}");
        }
        for key in ["version", "license", "rust-version"] {
            assert!(manifest.contains(&format!("\n{key}.workspace = true")), "{package} has its own {key}");
        }
        assert!(manifest.contains("\n[package.metadata.docs.rs]\n"), "{package} does not say how docs.rs builds it");
        let keywords = manifest.lines().find(|line| line.starts_with("keywords")).expect("keywords");
        assert!(keywords.matches('"').count() / 2 <= 5, "the registry takes five keywords: {keywords}");
        let name = manifest.split('"').nth(1).expect("a name");
        assert!(read(&format!("{package}/README.md")).starts_with(&format!("# {name}\n")), "{package}/README.md");
    }
}

#[test]
fn the_specs_of_a_new_project_are_sound() {
    for sample in ["new_spec", "new_http_spec"] {
        let folder = top().join("codegen/cli/src/bin/apiscribe").join(sample);
        let specs = apiscribe_tree::read_specs(&folder).expect("specs");
        assert_eq!(specs.files.len(), 2, "{sample}");
        let report = apiscribe_model::check::lint(&specs.files, &apiscribe_model::check::Scope::default());
        assert!(report.is_empty(), "{sample}: {report}");
    }
}
