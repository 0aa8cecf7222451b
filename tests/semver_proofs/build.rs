//! Generates the types of every state of specs that the rules show, and the tests of what users wrote against them.

use std::error::Error;
use std::path::PathBuf;
use std::{env, fs};

use apiscribe_codegen::SourceFile;
use apiscribe_codegen::{Layout, Options, generate};

// The list of rules alone: the crate that it is in would be compiled with all that it depends on, for build scripts once more.
#[path = "../../codegen/cli/src/diff/rules.rs"]
#[allow(dead_code, unreachable_pub, reason = "only the list is used here")]
mod rules;
#[path = "sections.rs"]
mod sections;

use rules::{ChangeRule, Verdict};
use sections::Section;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed=sections.rs");
    println!("cargo:rerun-if-env-changed=APISCRIBE_THOROUGH");
    // Each use that must not compile any more is compiled by itself; what must compile is compiled together.
    let stride = if env::var_os("APISCRIBE_THOROUGH").is_some() { 1 } else { 5 };
    let out_dir = PathBuf::from(env::var("OUT_DIR")?);
    let mut modules = String::new();
    let cases = ChangeRule::ALL
        .iter()
        .flat_map(|rule| (1..).zip(Section::all_of(rule.id(), rule.explanation())).map(move |case| (rule, case)));
    for (index, (rule, (number, section))) in cases.enumerate() {
        let name = rule.id().replace('-', "_");
        let name = if number == 1 { name } else { format!("{name}_{number}") };
        let against_after = match (rule.verdict(), section.is_behaviour) {
            (Verdict::Breaking, false) => "compile_fail",
            (Verdict::Breaking, true) => "should_panic",
            _ => "",
        };
        let states = [
            ("before", &section.before, ""),
            ("after", &section.after, against_after),
            ("unlike", &section.unlike, ""),
        ];
        modules.push_str(&format!("pub mod {name} {{\n"));
        for (state, files, attribute) in states {
            let types = types(files).map_err(|error| format!("{}, {state}: {error}", rule.id()))?;
            fs::write(out_dir.join(format!("{name}_{state}.rs")), types)?;
            if attribute != "compile_fail" || index % stride == 0 {
                modules.push_str(&test(&name, state, attribute, &section.user));
            }
            modules.push_str(&format!(
                "    pub mod {state} {{ include!(concat!(env!(\"OUT_DIR\"), \"/{name}_{state}.rs\")); }}\n"
            ));
        }
        modules.push_str("}\n");
    }
    fs::write(out_dir.join("rules.rs"), modules)?;
    Ok(())
}

fn types(files: &[SourceFile]) -> Result<String, String> {
    let generated = generate(files, &Options::new(Layout::SingleFile)).map_err(|report| report.plain())?;
    Ok(generated.files.into_iter().map(|file| file.text).collect())
}

/// What a user wrote, as the documentation of the state that it is tried against.
fn test(name: &str, state: &str, attribute: &str, user: &str) -> String {
    let mut lines = vec![format!("```{attribute}"), format!("use semver_proofs::{name}::{state} as types;")];
    // What the user does not import, for the examples to be short.
    lines.push("#[allow(unused_imports)] use apiscribe::{Code, Open};".to_owned());
    lines.push("#[allow(unused_imports)] use types::bookshop::v2031_05_01::*;".to_owned());
    if !user.contains("types::") {
        lines.push("#[allow(unused_imports)] use types::bookshop::v2031_05_01::order_book::*;".to_owned());
    }
    lines.extend(user.lines().map(str::to_owned));
    lines.push("```".to_owned());
    format!("    /// {}\n", lines.join("\n    /// "))
}
