//! Changes one fact after the other: each is reported, and what is only a patch leaves the code as it was.
//!
//! Every so many-th fact is changed, for time's sake, and fewer where not everything is asked for.

use std::collections::BTreeMap;
use std::path::Path;

use apiscribe_cli::{Difference, Verdict, diff};
use apiscribe_codegen::{Layout, Options, generate};
use apiscribe_model::files::SourceFile;
use apiscribe_tests::volume;
use apiscribe_tree::read_specs;
use serde_yaml::Value;

/// A step on the way to a value.
#[derive(Clone)]
enum Step {
    Key(String),
    Item(usize),
}

fn specs(folder: &str) -> Vec<SourceFile> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut files = read_specs(&folder).expect("specs").files;
    for file in &mut files {
        file.path.clone_from(&file.name);
        // Laid out as what is changed will be.
        file.bytes = serde_yaml::to_string(&parsed(file)).expect("YAML").into_bytes();
    }
    files
}

fn parsed(file: &SourceFile) -> Value {
    serde_yaml::from_slice(&file.bytes).expect("YAML")
}

/// The ways to all values of a file.
fn ways(value: &Value, way: &mut Vec<Step>, ways_found: &mut Vec<Vec<Step>>) {
    if !way.is_empty() {
        ways_found.push(way.clone());
    }
    match value {
        Value::Mapping(map) => {
            for (key, value) in map {
                way.push(Step::Key(key.as_str().unwrap_or_default().to_owned()));
                ways(value, way, ways_found);
                way.pop();
            }
        }
        Value::Sequence(items) => {
            for (index, value) in items.iter().enumerate() {
                way.push(Step::Item(index));
                ways(value, way, ways_found);
                way.pop();
            }
        }
        _ => {}
    }
}

/// A value without what is at the end of a way, or with something else there; nothing if there is nothing else.
fn changed(root: &Value, way: &[Step], is_removal: bool) -> Option<Value> {
    let mut root = root.clone();
    let (last, before) = way.split_last()?;
    let around = before.iter().try_fold(&mut root, |value, step| match step {
        Step::Key(key) => value.get_mut(key.as_str()),
        Step::Item(index) => value.get_mut(*index),
    })?;
    match (last, is_removal) {
        (Step::Key(key), true) => drop(around.as_mapping_mut()?.shift_remove(key.as_str())?),
        (Step::Item(index), true) => drop(around.as_sequence_mut()?.remove(*index)),
        (Step::Key(key), false) => *around.get_mut(key.as_str())? = other(around.get(key.as_str())?)?,
        (Step::Item(index), false) => *around.get_mut(*index)? = other(around.get(*index)?)?,
    }
    Some(root)
}

/// Another value of the kind.
fn other(value: &Value) -> Option<Value> {
    let words: BTreeMap<&str, &str> = [
        ("string", "int32"),
        ("int32", "int64"),
        ("int64", "string"),
        ("boolean", "string"),
        ("query", "form"),
        ("rpc", "roa"),
        ("flat", "json"),
        ("json", "flat"),
        ("read", "write"),
        ("write", "read"),
        ("page", "sdk"),
        ("metadata", "sdk"),
        ("sdk", "metadata"),
        ("example", "metadata"),
        ("observed", "sdk"),
        ("char", "byte"),
        ("regional", "central"),
        ("central", "regional"),
        ("assumed", "documented"),
        ("documented", "assumed"),
        ("retry", "throttle"),
        ("permission", "payment"),
        ("fix_request", "permission"),
        ("GET", "PUT"),
        ("POST", "PATCH"),
        ("ascii_letter", "ascii_digit"),
        ("han", "ascii_digit"),
    ]
    .into();
    Some(match value {
        Value::Bool(value) => Value::Bool(!value),
        Value::Number(number) => Value::from(number.as_i64()? + 1),
        Value::String(text) => {
            Value::String(words.get(text.as_str()).map_or_else(|| format!("{text}x"), |word| (*word).to_owned()))
        }
        _ => return None,
    })
}

/// The code, without its documentation, the link to the page, and how it is laid out.
fn code(files: &[SourceFile]) -> String {
    let is_code =
        |line: &&str| !["//", "#[doc", "#[deprecated"].iter().any(|start| line.trim_start().starts_with(start));
    let text: String = generated(files).into_iter().map(|file| file.text).collect();
    let text: String = text
        .lines()
        .filter(is_code)
        .flat_map(str::chars)
        .filter(|letter| !letter.is_whitespace() && *letter != ';')
        .collect();
    let parts = text.split(".page(\"").enumerate();
    parts
        .map(|(index, part)| if index == 0 { part } else { part.split_once("\")").map_or(part, |(_, rest)| rest) })
        .collect()
}

/// What is wrong with what is said of a change, if anything.
fn misjudged(old_code: &str, new: &[SourceFile], difference: &Difference) -> Option<&'static str> {
    // The order of what may be absent is that of the page, characters may be listed in several ways, and without a link
    // the rest of its constant is laid out otherwise.
    const MAY_DIFFER: &[&str] = &["order-changed", "other-change", "page-changed"];
    let may_differ = difference.changes.iter().any(|change| MAY_DIFFER.contains(&change.rule.id()));
    match difference.verdict() {
        None => Some("nothing is reported"),
        Some(Verdict::Patch) if !may_differ && code(new) != old_code => Some("a patch, and other code is generated"),
        _ => None,
    }
}

fn generated(files: &[SourceFile]) -> Vec<apiscribe_codegen::File> {
    generate(files, &Options::new(Layout::SingleFile)).unwrap_or_else(|report| panic!("{report}")).files
}

/// How many times fewer facts are changed where not everything is asked for.
fn sparser() -> usize {
    volume(12, 1)
}

/// Changes every so many-th fact of the specs in a folder, and returns how many changes were judged.
fn mutate(folder: &str, stride: usize) -> usize {
    let old = specs(folder);
    assert!(diff(&old, &old).expect("sound specs").changes.is_empty());
    let old_code = code(&old);
    let mut count = 0;
    let mut wrongs = Vec::new();
    for (index, file) in old.iter().enumerate() {
        let root = parsed(file);
        let mut all = Vec::new();
        ways(&root, &mut Vec::new(), &mut all);
        for way in all.into_iter().step_by(stride) {
            for is_removal in [true, false] {
                let Some(value) = changed(&root, &way, is_removal) else { continue };
                let mut new = old.clone();
                new[index].bytes = serde_yaml::to_string(&value).expect("YAML").into_bytes();
                // Most of what is wrong then is refused, as it should be.
                let Ok(difference) = diff(&old, &new) else { continue };
                let names = way.iter().map(|step| match step {
                    Step::Key(key) => key.clone(),
                    Step::Item(index) => index.to_string(),
                });
                let name = format!("{} {} {is_removal}", file.name, names.collect::<Vec<_>>().join("."));
                let wrong = misjudged(&old_code, &new, &difference);
                wrongs.extend(wrong.map(|wrong| format!("{name}: {wrong}\n{}", difference.text())));
                count += 1;
            }
        }
    }
    assert!(wrongs.is_empty(), "{} of {count}\n{}", wrongs.len(), wrongs.join("\n"));
    count
}

#[test]
fn changed_facts_of_an_rpc_operation_are_reported() {
    let count = mutate("../spec/ecs/2014-05-26", 7 * sparser());
    assert!(count * sparser() > 80, "{count}");
}

#[test]
fn changed_facts_of_a_roa_operation_are_reported() {
    let count = mutate("../spec/ehpcinstant/2023-07-01", 4 * sparser());
    assert!(count * sparser() > 60, "{count}");
}

#[test]
fn changed_facts_of_the_fixtures_are_reported() {
    let folders =
        std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/accept")).expect("the fixtures");
    let mut names: Vec<String> =
        folders.map(|folder| folder.expect("a folder").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    // Few facts of each would take longer than the same number of facts of few: each is generated before.
    let tried = names.iter().step_by(sparser());
    let count: usize = tried.map(|name| mutate(&format!("fixtures/accept/{name}"), 13)).sum();
    assert!(count * sparser() > 80, "{count}");
}
