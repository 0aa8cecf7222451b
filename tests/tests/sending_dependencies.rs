//! The dependencies of a user of the generated crate, of each client and of the generator in a build script, with each feature.

use std::collections::BTreeSet;
use std::process::Command;

/// The crates that the generated crate is built of, without those of procedural macros and build scripts.
fn dependencies(arguments: &[&str]) -> BTreeSet<String> {
    tree("alibaba-cloud-types", &[&["--format", "{lib}"], arguments].concat())
}

/// The crates that a package is built of on this machine, with these features and no others.
fn built_of(package: &str, features: &str) -> BTreeSet<String> {
    tree(package, &["--format", "{lib}", "--no-default-features", "--features", features])
}

/// What `cargo tree` tells of each of the crates that a package is built of.
fn tree(package: &str, arguments: &[&str]) -> BTreeSet<String> {
    let cargo = Command::new(env!("CARGO"))
        .args(["tree", "--offline", "--package", package, "--edges", "normal", "--prefix", "none"])
        .args(arguments)
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
        .output()
        .expect("cargo runs");
    assert!(cargo.status.success(), "{}", String::from_utf8_lossy(&cargo.stderr));
    let lines = String::from_utf8(cargo.stdout).expect("text");
    lines.lines().map(|line| line.trim_end_matches(" (*)").trim().to_owned()).collect()
}

/// Returns what the first set has beside the second.
fn beside(more: &BTreeSet<String>, less: &BTreeSet<String>) -> BTreeSet<String> {
    assert!(less.is_subset(more), "a feature takes nothing away");
    more.difference(less).cloned().collect()
}

fn names(list: &[&str]) -> BTreeSet<String> {
    list.iter().map(|name| (*name).to_owned()).collect()
}

#[test]
fn the_runtime_alone_depends_on_nothing() {
    let runtime = tree("apiscribe", &["--format", "{lib}"]);
    assert_eq!(runtime, names(&["apiscribe", "apiscribe_core"]));
    assert_eq!(runtime, built_of("apiscribe", ""), "no feature is on by default");
}

#[test]
fn the_default_build_has_serde_json_alone() {
    let own = ["alibaba_cloud_types", "apiscribe", "apiscribe_core"];
    let expected = own.into_iter().chain(["itoa", "memchr", "serde_core", "serde_json", "zmij"]);
    assert_eq!(dependencies(&[]), expected.map(str::to_owned).collect());
}

#[test]
fn a_build_script_compiles_nothing_of_the_workshop() {
    let own = ["apiscribe_codegen", "apiscribe_core", "apiscribe_model", "apiscribe_tree"];
    let yaml_and_reports = ["arraydeque", "granit_parser", "smallvec", "unicode_width"];
    let names_of_items = ["heck", "strsim", "unicode_ident"];
    let rust = ["prettyplease", "proc_macro2", "quote", "syn"];
    let all = [&own[..], &yaml_and_reports, &names_of_items, &rust].concat();
    assert_eq!(built_of("apiscribe-codegen", ""), names(&all));
    let features = tree("apiscribe-codegen", &["--format", "{lib} {f}"]);
    assert!(features.contains("apiscribe_model"), "the model has a feature of the workshop: {features:?}");
}

#[test]
fn the_traits_of_serde_are_a_feature_that_can_be_turned_off() {
    let features = |arguments: &[&str]| {
        let lines = tree("alibaba-cloud-types", &[&["--format", "{lib} {f}"], arguments].concat());
        lines.into_iter().find(|line| line.split(' ').next() == Some("apiscribe")).expect("the runtime")
    };
    assert_eq!(features(&[]).trim(), "apiscribe serde");
    assert_eq!(features(&["--no-default-features"]).trim(), "apiscribe");
}

#[test]
fn each_feature_of_the_runtime_adds_no_more_than_it_needs() {
    let [none, serde, http, stream, sign, tracing] =
        ["", "serde", "http", "stream", "sign", "tracing"].map(|f| built_of("apiscribe", f));
    assert_eq!(beside(&serde, &none), names(&["itoa", "memchr", "serde_core", "serde_json", "zmij"]));
    assert_eq!(beside(&http, &none), names(&["bytes", "http", "httpdate", "itoa"]));
    assert_eq!(beside(&stream, &http), names(&["futures_core"]));
    let signing = ["block_buffer", "cfg_if", "cmov", "cpufeatures", "crypto_common", "ctutils", "digest", "hmac"];
    let wiping = ["hybrid_array", "percent_encoding", "sha2", "typenum", "zeroize"];
    assert_eq!(beside(&sign, &http), names(&[&signing[..], &wiping[..]].concat()));
    assert_eq!(beside(&tracing, &http), names(&["once_cell", "pin_project_lite", "tracing", "tracing_core"]));
}

#[test]
fn nobody_gets_a_client_or_a_runtime() {
    let dependencies = dependencies(&["--features", "sign"]);
    for client in ["ureq", "reqwest", "hyper", "tokio", "rustls", "apiscribe_ureq", "apiscribe_reqwest"] {
        assert!(!dependencies.contains(client), "{client}");
    }
    assert!(dependencies.contains("http") && dependencies.contains("hmac"));
}

/// The user's own client decides on TLS, on compression and on further versions of HTTP.
#[test]
fn a_client_adds_the_http_client_and_no_choice_of_its_own() {
    for (package, client, features) in [
        ("apiscribe-reqwest", "reqwest", ["", "sign", "tower", "tracing"].as_slice()),
        ("apiscribe-ureq", "ureq", &["", "sign", "tracing"]),
    ] {
        let least = built_of(package, "");
        assert!(least.contains(client) && least.contains("apiscribe") && !least.contains("hmac"), "{least:?}");
        for feature in features {
            let built = built_of(package, feature);
            for choice in ["rustls", "native_tls", "ring", "aws_lc_rs", "h2", "quinn", "flate2", "cookie_store"] {
                assert!(!built.contains(choice), "{package} with `{feature}` has {choice}");
            }
        }
        let signing = beside(&built_of("apiscribe", "sign"), &built_of("apiscribe", "http"));
        assert!(beside(&built_of(package, "sign"), &least).is_subset(&signing));
    }
    let least = built_of("apiscribe-reqwest", "");
    assert_eq!(beside(&built_of("apiscribe-reqwest", "tower"), &least), names(&[]), "reqwest has it already");
    assert!(!built_of("apiscribe-ureq", "sign").contains("tokio"));
}
