//! The hook and the action for pull requests: their commands are run as they are written.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_yaml::Value;

use super::program::isolated;
use super::project::{OPERATION, Project};

const SPEC: &str = "spec/shop/2020-01-01/SellBook.yaml";

fn top(path: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path);
    serde_yaml::from_str(&fs::read_to_string(path).expect("text")).expect("YAML")
}

#[test]
fn the_hooks_pass_on_what_is_sound_and_fail_on_what_is_not() {
    let hooks = top(".pre-commit-hooks.yaml");
    let entries: Vec<&str> =
        hooks.as_sequence().expect("hooks").iter().filter_map(|hook| hook["entry"].as_str()).collect();
    assert_eq!(entries.len(), 2);
    for entry in entries {
        let arguments: Vec<&str> = entry.strip_prefix("apiscribe ").expect("the program").split(' ').collect();
        let project = Project::new();
        project.generate();
        assert_eq!(project.run(&arguments).status(), 0, "{entry}");
        project.write(SPEC, &OPERATION.replace("in: query", "in: qeury"));
        assert_eq!(project.run(&arguments).status(), 1, "{entry}");
    }
}

#[test]
fn the_action_tells_what_changed_where_generated_files_are_not_up_to_date() {
    let action = top(".github/actions/check/action.yml");
    let steps = action["runs"]["steps"].as_sequence().expect("steps");
    let names: Vec<&str> = steps.iter().filter_map(|step| step["name"].as_str()).collect();
    assert_eq!(names.last(), Some(&"Tell what changed"));
    let of = |key: &str, text: &str| steps.iter().filter(|step| step[key].as_str() == Some(text)).count();
    // Without a condition, a step is left out once one before it has failed.
    assert_eq!(of("if", "${{ !cancelled() && steps.lint.outcome == 'success' }}"), 1);
    assert_eq!((of("id", "lint"), of("name", "Lint")), (1, 1));
}

/// Runs a step of the action in a project, with the inputs that it has by default and these.
fn step(project: &Project, name: &str, inputs: &[(&str, &str)]) -> Output {
    let action = top(".github/actions/check/action.yml");
    let steps = action["runs"]["steps"].as_sequence().expect("steps");
    let step = steps.iter().find(|step| step["name"] == name).unwrap_or_else(|| panic!("no step `{name}`"));
    let program = Path::new(env!("CARGO_BIN_EXE_apiscribe")).parent().expect("a folder");
    let path = format!("{}:{}", program.display(), std::env::var("PATH").expect("a path"));
    let mut bash = Command::new("bash");
    isolated(&mut bash, &project.path(""))
        .args(["-e", "-o", "pipefail", "-c", step["run"].as_str().expect("a script")])
        .env("PATH", path)
        .env("RUNNER_TEMP", project.path(""))
        .env("GITHUB_STEP_SUMMARY", project.path("summary.md"));
    for (variable, input) in step["env"].as_mapping().into_iter().flatten() {
        let name = input.as_str().expect("text").trim_start_matches("${{ inputs.").trim_end_matches(" }}");
        let given = inputs.iter().find(|(given, _)| *given == name).map(|(_, value)| *value);
        let value = given.or_else(|| action["inputs"][name]["default"].as_str()).unwrap_or_default();
        bash.env(variable.as_str().expect("a name"), value);
    }
    bash.output().expect("bash runs")
}

#[cfg(unix)]
#[test]
fn the_action_annotates_checks_and_tells_what_changed() {
    let project = Project::new();
    project.generate();
    project.commit();
    let code = |name: &str, inputs: &[(&str, &str)]| {
        let output = step(&project, name, inputs);
        (output.status.code(), String::from_utf8_lossy(&output.stdout).into_owned())
    };
    let check = "Check that generated files are up to date";
    for name in ["Install apiscribe", "Lint", check] {
        assert_eq!(code(name, &[]).0, Some(0), "{name}");
    }
    let base = ("base", "HEAD");
    assert_eq!(code("Tell what changed", &[base]).0, Some(0));

    project.write(SPEC, &OPERATION.replace("max: 80", "max: 70"));
    assert_eq!(code(check, &[]).0, Some(4));
    assert_eq!(code(check, &[("out", "")]).0, Some(0), "there may be no generated files");
    assert_eq!(code("Tell what changed", &[base]).0, Some(5));
    assert!(project.read("summary.md").contains("**Shop 2020-01-01 SellBook**"), "{}", project.read("summary.md"));
    assert_eq!(code("Tell what changed", &[base, ("fail-on", "never")]).0, Some(0));

    project.write(SPEC, &OPERATION.replace("in: query", "in: qeury"));
    let (status, out) = code("Lint", &[]);
    assert!(status == Some(1) && out.starts_with("::error file=spec/"), "{out}");
}
