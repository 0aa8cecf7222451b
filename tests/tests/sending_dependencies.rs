//! What a user of the generated crate depends on who does not ask for more.

use std::collections::BTreeSet;
use std::process::Command;

/// The crates that the generated crate is built of, without those of procedural macros and build scripts.
fn dependencies(arguments: &[&str]) -> BTreeSet<String> {
    tree(&[&["--format", "{lib}"], arguments].concat())
}

/// What `cargo tree` tells of each of them.
fn tree(arguments: &[&str]) -> BTreeSet<String> {
    let cargo = Command::new(env!("CARGO"))
        .args(["tree", "--offline", "--package", "alibaba-cloud-types", "--edges", "normal", "--prefix", "none"])
        .args(arguments)
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
        .output()
        .expect("cargo runs");
    assert!(cargo.status.success(), "{}", String::from_utf8_lossy(&cargo.stderr));
    let lines = String::from_utf8(cargo.stdout).expect("text");
    lines.lines().map(|line| line.trim_end_matches(" (*)").trim().to_owned()).collect()
}

#[test]
fn the_default_build_has_serde_json_alone() {
    let own = ["alibaba_cloud_types", "apiscribe", "apiscribe_core"];
    let expected = own.into_iter().chain(["itoa", "memchr", "serde_core", "serde_json", "zmij"]);
    assert_eq!(dependencies(&[]), expected.map(str::to_owned).collect());
}

#[test]
fn the_traits_of_serde_are_a_feature_that_can_be_turned_off() {
    let features = |arguments: &[&str]| {
        let lines = tree(&[&["--format", "{lib} {f}"], arguments].concat());
        lines.into_iter().find(|line| line.split(' ').next() == Some("apiscribe")).expect("the runtime")
    };
    assert_eq!(features(&[]).trim(), "apiscribe serde");
    assert_eq!(features(&["--no-default-features"]).trim(), "apiscribe");
}

#[test]
fn nobody_gets_a_client_or_a_runtime() {
    let dependencies = dependencies(&["--features", "sign"]);
    for client in ["ureq", "reqwest", "hyper", "tokio", "rustls"] {
        assert!(!dependencies.contains(client), "{client}");
    }
    assert!(dependencies.contains("http") && dependencies.contains("hmac"));
}
