//! The presets of providers: each file of the folder is one, and is listed wherever presets are.

use std::collections::BTreeSet;

use apiscribe_model::presets;
use apiscribe_tests::{read, top};

fn names(folder: &str, strip: &str) -> BTreeSet<String> {
    let entries = std::fs::read_dir(top().join(folder)).expect("a folder");
    let names = entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned());
    names.filter_map(|name| name.strip_suffix(strip).map(str::to_owned)).filter(|name| !name.contains('.')).collect()
}

#[test]
fn each_file_of_the_folder_is_a_preset() {
    let listed: BTreeSet<String> = presets::NAMES.iter().map(|name| (*name).to_owned()).collect();
    assert_eq!(names("codegen/model/src/presets", ".yaml"), listed);
    assert_eq!(names("tests/fixtures/accept/providers", ""), listed, "each has a service whose errors are read");
}

#[test]
fn the_legend_lists_each_preset_with_its_title() {
    let legend = read("spec/README.md");
    for name in presets::NAMES {
        let text = presets::text(name).expect("a preset");
        let title = text.lines().next().and_then(|line| line.strip_prefix("title: ")).expect("a title");
        assert!(legend.contains(&format!("| `{name}` | {title} |")), "{name}: {title}");
    }
}
