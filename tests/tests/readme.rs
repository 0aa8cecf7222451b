//! What the README shows is so. Its Rust runs as documentation tests of this crate; here is the rest.

use std::collections::BTreeSet;
use std::path::Path;

use apiscribe_cli::{AuditOptions, audit_page, diff};
use apiscribe_codegen::{Layout, Options, generate};
use apiscribe_model::files::SourceFile;
use apiscribe_tests::{read, top};
use apiscribe_tree::{File, read_specs};

/// The blocks of the README in a language.
fn blocks(language: &str) -> Vec<String> {
    let readme = read("README.md");
    let start = format!("\n```{language}\n");
    let blocks =
        readme.split(&start).skip(1).filter_map(|rest| rest.split_once("\n```").map(|(block, _)| block.to_owned()));
    blocks.collect()
}

fn specs() -> Vec<SourceFile> {
    let mut specs = read_specs(&top().join("spec")).expect("the specs can be read").files;
    // The README speaks of paths as seen from the top.
    for file in &mut specs {
        file.path.clone_from(&file.name);
    }
    specs
}

fn edited(from: &str, to: &str) -> Vec<SourceFile> {
    let mut specs = specs();
    let file = specs.iter_mut().find(|file| file.name.ends_with("/ModifyImageAttribute.yaml")).expect("the spec");
    let text = String::from_utf8(file.bytes.clone()).expect("text");
    assert!(text.contains(from), "`{from}` is in the spec");
    file.bytes = text.replacen(from, to, 1).into_bytes();
    specs
}

fn options() -> Options {
    Options::new(Layout::Crate { name: "alibaba_cloud_types".to_owned() })
}

#[test]
fn the_yaml_is_that_of_the_spec_and_the_rust_that_of_the_crate() {
    let yaml = blocks("yaml");
    assert_eq!(yaml.len(), 1);
    assert!(read("spec/ecs/2014-05-26/ModifyImageAttribute.yaml").contains(&yaml[0]));
    let texts = blocks("text");
    assert!(read("tests/fixtures/real_pages/ModifyImageAttribute.txt").contains(&texts[0]), "the row of the page");
    let rust = &texts[1];
    assert!(rust.contains("pub image_name"));
    assert!(read("generated/src/ecs/v2014_05_26/modify_image_attribute.rs").contains(rust.as_str()), "{rust}");
}

#[test]
fn the_types_are_taken_in_as_the_readme_shows() {
    let listed = blocks_in_lists("text");
    let shown = listed.iter().find(|block| block.contains("include_types!")).expect("the snippet");
    let snippet = shown.strip_prefix("// src/lib.rs\n").expect("the name of the file");
    for user in ["build_script_user", "new_spec_user"] {
        assert!(read(&format!("tests/{user}/src/lib.rs")).contains(snippet), "{user}");
    }
}

#[test]
fn the_manifests_name_packages_of_this_workspace_in_their_version() {
    let mut manifests = [blocks("toml"), blocks_in_lists("toml")].concat();
    manifests.retain(|manifest| manifest.contains("[dependencies]"));
    assert_eq!(manifests.len(), 2);
    let names = |manifest: &str| -> Vec<String> {
        let entries = manifest.lines().map(str::trim).filter_map(|line| line.split_once(" = "));
        entries.map(|(name, version)| format!("{name} {}", version.trim_matches('"'))).collect()
    };
    let found: Vec<String> = manifests.iter().flat_map(|manifest| names(manifest)).collect();
    let version = env!("CARGO_PKG_VERSION").rsplit_once('.').expect("three parts").0;
    let expected = ["alibaba-cloud-types", "apiscribe", "apiscribe-codegen"].map(|name| format!("{name} {version}"));
    assert_eq!(found, expected);
    for (name, manifest) in expected.iter().zip(["generated", "codegen/runtime", "codegen"]) {
        let name = name.split(' ').next().expect("a name");
        assert!(read(&format!("{manifest}/Cargo.toml")).contains(&format!("name = \"{name}\"")));
    }
}

#[test]
fn the_settings_can_be_read() {
    let all = blocks("toml");
    let settings: Vec<&String> = all.iter().filter(|block| block.contains("[lints]")).collect();
    assert_eq!(settings.len(), 1);
    let read = apiscribe_cli::Settings::read("apiscribe.toml", settings[0].as_bytes());
    let read = read.unwrap_or_else(|report| panic!("{report}"));
    assert!(read.spec.is_some() && read.out.is_some() && read.crate_name.is_some() && !read.only.is_empty());
}

#[test]
fn the_contents_name_every_chapter() {
    let readme = read("README.md");
    let chapters: Vec<&str> = readme.lines().filter_map(|line| line.strip_prefix("## ")).collect();
    let anchor = |chapter: &str| {
        let kept = |character: &char| character.is_alphanumeric() || " -".contains(*character);
        chapter.to_lowercase().chars().filter(kept).collect::<String>().replace(' ', "-")
    };
    let expected: Vec<String> = chapters.iter().map(|chapter| format!("- [{chapter}](#{})", anchor(chapter))).collect();
    let contents: Vec<&str> = readme.lines().filter(|line| line.starts_with("- [") && line.contains("](#")).collect();
    assert_eq!(contents, expected);
}

/// The verbs that commands in the README call, of the installed program and in this repository.
fn called_verbs(command: &str) -> BTreeSet<String> {
    let all = [blocks("sh"), blocks_in_lists("sh")].concat().join("\n");
    let calls = all.lines().filter_map(|line| line.trim().strip_prefix(command));
    calls.filter_map(|rest| Some(rest.split(' ').next()?.to_owned())).collect()
}

#[test]
fn the_commands_of_the_readme_are_verbs_of_the_program() {
    let verbs = verbs();
    let called: Vec<String> = called_verbs("apiscribe ").union(&called_verbs("cargo apiscribe ")).cloned().collect();
    assert_eq!(called, ["audit", "diff", "generate", "import", "init", "lint"]);
    assert!(called.iter().all(|verb| verbs.contains(verb)), "{called:?}");
}

/// The paths that the chapter on how it works names; a name without a folder stands in the folder of the one before it.
fn codemap(readme: &str) -> Vec<String> {
    let (_, chapter) = readme.split_once("\n## How it works\n").expect("the chapter");
    let (chapter, _) = chapter.split_once("\n## ").expect("the next chapter");
    let mut folder = String::new();
    let mut paths = Vec::new();
    for name in chapter.split('`').skip(1).step_by(2) {
        let is_whole = ["codegen/", "spec/", "tests/", "generated/"].iter().any(|top| name.starts_with(top));
        let is_file = Path::new(name).extension().is_some_and(|extension| extension == "rs" || extension == "md");
        if name.contains(['<', '{']) || !(is_whole || is_file || name.ends_with('/')) {
            continue;
        }
        let path = if is_whole { name.to_owned() } else { format!("{folder}/{name}") };
        if is_whole {
            folder = if is_file { parent(name) } else { name.trim_end_matches('/').to_owned() };
        }
        paths.push(path);
    }
    assert!(paths.len() > 30, "{paths:?}");
    paths
}

fn parent(path: &str) -> String {
    path.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned()
}

#[test]
fn the_files_that_the_readme_names_are_there() {
    let readme = read("README.md");
    let links = readme.split("](").skip(1).filter_map(|rest| rest.split_once(')').map(|(target, _)| target));
    let is_file = |target: &&str| !target.starts_with("https://") && !target.starts_with('#');
    let paths: Vec<&str> = links.filter(is_file).collect();
    assert!(paths.len() > 5);
    for path in paths {
        assert!(top().join(path).exists(), "{path}");
    }
    for path in codemap(&readme) {
        assert!(top().join(&path).exists(), "{path}");
    }
}

#[test]
fn a_changed_limit_does_what_the_readme_says() {
    let before = generate(&specs(), &options()).unwrap_or_else(|report| panic!("{report}")).files;
    let after = generate(&edited("max: 256", "max: 512"), &options()).unwrap_or_else(|report| panic!("{report}")).files;
    let changed: Vec<&str> = before
        .iter()
        .zip(&after)
        .filter(|(before, after)| before != after)
        .map(|(file, _)| file.path.as_str())
        .collect();
    assert_eq!(changed, ["ecs/v2014_05_26/modify_image_attribute.rs"]);
    let text = |files: &[File]| files.iter().find(|file| file.path == changed[0]).expect("the file").text.clone();
    let (before, after) = (text(&before), text(&after));
    let differing = before.lines().zip(after.lines()).filter(|(before, after)| before != after).count();
    assert_eq!((before.lines().count(), differing), (after.lines().count(), 2), "the doc line and the rule");
}

/// The blocks of the README in a language that stand in a list, without the indentation that this takes.
fn blocks_in_lists(language: &str) -> Vec<String> {
    let readme = read("README.md");
    let start = format!("\n   ```{language}\n");
    let blocks = readme.split(&start).skip(1).filter_map(|rest| rest.split_once("\n   ```").map(|(block, _)| block));
    let plain = |line: &str| line.strip_prefix("   ").unwrap_or(line).to_owned();
    blocks.map(|block| block.lines().map(plain).collect::<Vec<_>>().join("\n") + "\n").collect()
}

#[test]
fn an_edit_means_what_the_readme_says() {
    let edits = blocks_in_lists("diff");
    let lines = |sign: char| -> Vec<String> {
        let lines = edits[0].lines().filter(|line| line.starts_with([' ', sign]));
        lines.map(|line| line[1..].trim().to_owned()).collect()
    };
    let (before, after) = (lines('-'), lines('+'));
    let spec = read("spec/ecs/2014-05-26/ModifyImageAttribute.yaml");
    let spec: Vec<&str> = spec.lines().map(str::trim).collect();
    assert!(
        spec.windows(before.len()).any(|window| window == before),
        "the spec has the lines before the edit: {before:?}"
    );
    let changed: Vec<(&String, &String)> =
        before.iter().zip(&after).filter(|(before, after)| before != after).collect();
    assert_eq!(changed.len(), 1);
    let difference = diff(&specs(), &edited(changed[0].0, changed[0].1)).unwrap_or_else(|report| panic!("{report}"));
    assert!(blocks_in_lists("text").contains(&difference.text().to_string()), "{}", difference.text());
}

#[test]
fn the_commands_for_a_changed_page_are_there() {
    let commands = blocks("sh").into_iter().find(|block| block.contains("audit --page")).expect("the commands");
    let config = read(".cargo/config.toml");
    let main = read("codegen/cli/src/bin/apiscribe/main.rs");
    assert!(config.contains("\napiscribe = \"run") && config.contains("--bin apiscribe --\""));
    let verbs = commands.lines().filter_map(|line| line.strip_prefix("cargo apiscribe ")?.split(' ').next());
    let verbs: Vec<&str> = verbs.collect();
    assert_eq!(verbs, ["audit", "diff"]);
    assert!(verbs.iter().chain(&["transcribe", "explain"]).all(|verb| main.contains(&format!("{verb}::run"))));
}

/// The verbs of the program.
fn verbs() -> BTreeSet<String> {
    let main = read("codegen/cli/src/bin/apiscribe/main.rs");
    let list = main.split_once("enum Verb {").and_then(|(_, list)| list.split_once("\n}")).expect("the verbs").0;
    list.lines().filter_map(|line| Some(line.trim().split_once('(')?.0.to_lowercase())).collect()
}

#[test]
fn every_verb_has_its_row() {
    let readme = read("README.md");
    let table = readme.split_once("| verb | what it does |").expect("the table").1;
    let rows = table.lines().skip(2).take_while(|line| line.starts_with('|'));
    let told: BTreeSet<String> = rows.filter_map(|row| Some(row.split('`').nth(1)?.to_owned())).collect();
    assert_eq!(told, verbs());
}

#[test]
fn a_mistake_looks_as_the_readme_shows() {
    let report = generate(&edited("    required: true", "    requried: true"), &options()).expect_err("a mistake");
    let shown = blocks("text").into_iter().find(|block| block.starts_with("error[")).expect("the error");
    let shown: Vec<&str> = shown.lines().map(str::trim_end).collect();
    let plain = report.plain();
    let plain: Vec<&str> = plain.lines().map(str::trim_end).collect();
    assert_eq!(plain[..shown.len()], shown[..], "{report}");
}

#[test]
fn a_changed_page_is_told_as_the_readme_shows() {
    let page = read("tests/fixtures/real_pages/ModifyImageAttribute.txt");
    let spec = specs().into_iter().find(|file| file.name.ends_with("/ModifyImageAttribute.yaml")).expect("the spec");
    let unchanged = audit_page("page.txt", &page, &spec, None, AuditOptions::default()).expect("a page");
    assert!(unchanged.is_accounted_for(), "{unchanged}");
    assert!(page.contains("2~256"));
    let changed =
        audit_page("page.txt", &page.replace("2~256", "2~512"), &spec, None, AuditOptions::default()).expect("a page");
    let readme = read("README.md").replace("\n   ", "\n");
    assert!(readme.contains(&format!("```text\n{changed}```")), "{changed}");
}

#[test]
fn cargo_regenerate_is_an_alias_for_the_command_line() {
    let config = read(".cargo/config.toml");
    assert!(config.contains("regenerate = \"run") && config.contains("--bin apiscribe -- generate\""));
}

#[test]
fn the_table_of_the_catalogue_adds_up() {
    let page = read("tests/numbers/catalogue.md");
    let (_, table) = page.split_once("| gaps |\n|---|---:|---:|---:|---:|\n").expect("the table");
    let numbers = |row: &str| -> Vec<usize> { row.split('|').filter_map(|cell| cell.trim().parse().ok()).collect() };
    let rows: Vec<Vec<usize>> = table.lines().take_while(|line| line.starts_with('|')).map(numbers).collect();
    let (all, rows) = rows.split_last().expect("rows");
    let sums: Vec<usize> = (0..4).map(|column| rows.iter().map(|row| row[column]).sum()).collect();
    assert_eq!((rows.len(), all), (13, &sums));
    assert!(rows.iter().all(|row| row[0] == row[1] + row[2]), "an operation is carried over or lost: {rows:?}");
}

/// The page for users repeats the figures of the measurements, which change with each of them.
#[test]
fn the_page_on_compile_cost_has_the_figures_of_the_results() {
    let (page, results) = (read("tests/numbers/compile-cost.md"), read("tests/bench/RESULTS.md"));
    let (_, table) = page.split_once("| | apiscribe | ali-acs | ratio |\n").expect("the table of ECS");
    let rows: Vec<&str> = table.lines().skip(1).take_while(|line| line.starts_with('|')).collect();
    assert!(rows.len() > 3, "{rows:?}");
    for row in rows {
        let (_, figures) = row[1..].split_once('|').expect("a cell");
        assert!(results.lines().any(|line| line.ends_with(figures)), "`{row}` is not what bench/RESULTS.md has");
    }
}
