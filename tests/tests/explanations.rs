//! The explanations of the diagnostics: there is one for each, and what their examples show is true.
//!
//! The info string of a block says what it is a part of:
//!
//! | info string | what the block is |
//! |---|---|
//! | `yaml operation` | the file `OrderBook.yaml` |
//! | `yaml keys` | keys at the top of that file, beside `operation` and `summary` |
//! | `yaml parameters` | what stands below its key `parameters` |
//! | `yaml http parameters` | the same, in a service of `protocol: http` |
//! | `yaml allow` | keys to be added to the wrong example, which is accepted then |
//! | `yaml service` | the file `service.yaml` |
//! | `yaml types` | what stands below its key `types` |
//! | `text files` | the paths of the files there are, one a line |
//! | `rust selection` | a build script that selects operations |
//! | `toml` | the settings file, `apiscribe.toml` |
//!
//! A block with none of these is only to be read.

use std::fs;
use std::path::Path;

use apiscribe_model::check::Scope;
use apiscribe_model::check::lint;
use apiscribe_model::diagnostic::{Diagnostic, Id, Levels};
use apiscribe_model::files::SourceFile;
use apiscribe_tree::read_specs;

/// Ids of which an example cannot be tried, and why.
const NOT_TRIED: &[(&str, &str)] = &[
    ("E0101", "nothing could be read"),
    ("E0102", "the page itself is UTF-8"),
    ("E0103", "a file of 9 MB would not be shown"),
    ("E0109", "nobody would read what is nested 64 deep"),
    ("E0113", "it is about the disk, not about specs"),
    ("E0114", "it is about the disk, not about specs"),
    ("E0115", "it is about the disk, not about specs"),
    ("E0116", "it is about the disk, not about specs"),
    ("E0117", "it is about the disk, not about specs"),
    ("E0118", "it is about the settings file, which is tried by itself"),
    ("E0119", "it is about the settings file, which is tried by itself"),
    ("E0120", "it is about the settings file, which is tried by itself"),
];

/// How long a section may be, so that it fits on a screen.
const LINES: usize = 25;

/// A block of a section.
struct Block {
    info: &'static str,
    text: String,
}

/// A section, taken apart.
struct Section {
    wrong: Vec<Block>,
    right: Vec<Block>,
    /// What would allow the wrong example.
    allow: Vec<Block>,
}

impl Section {
    fn of(id: Id) -> Self {
        let text = id.explanation();
        let (_, rest) = text.split_once("\nWrong:\n").unwrap_or_else(|| panic!("{id} shows what is wrong:\n{text}"));
        let (wrong, right) =
            rest.split_once("\nRight:\n").unwrap_or_else(|| panic!("{id} shows what is right:\n{text}"));
        let (allow, right) = blocks(right).into_iter().partition(|block| block.info == "yaml allow");
        Self { wrong: blocks(wrong), right, allow }
    }
}

fn blocks(text: &'static str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if let Some(info) = line.strip_prefix("```") {
            let inside: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            blocks.push(Block { info, text: inside.join("\n") });
        }
    }
    blocks
}

const FOLDER: &str = "spec/bookshop/2031-05-01";

fn file(path: &str, text: &str) -> SourceFile {
    SourceFile { path: path.to_owned(), name: path.to_owned(), bytes: text.into() }
}

fn service(more: &str) -> SourceFile {
    let text = format!("service: Bookshop\nversion: \"2031-05-01\"\nstyle: rpc\n{more}");
    file(&format!("{FOLDER}/service.yaml"), &text)
}

fn operation(more: &str) -> SourceFile {
    let text = format!("operation: OrderBook\nsummary: Orders a book.\n{more}\n");
    file(&format!("{FOLDER}/OrderBook.yaml"), &text)
}

/// Text below a key.
fn below(key: &str, text: &str) -> String {
    let lines: Vec<String> = text.lines().map(|line| format!("  {line}")).collect();
    format!("{key}:\n{}\n", lines.join("\n"))
}

/// The files of a list of paths, each with the least that it needs.
fn listed(paths: &str) -> Vec<SourceFile> {
    let is_yaml = |path: &&str| Path::new(path).extension().is_some_and(|end| end == "yaml" || end == "yml");
    let least = |path: &str| {
        let stem = Path::new(path).file_stem().expect("a name").to_string_lossy().into_owned();
        let text = if stem == "service" {
            String::from_utf8(service("").bytes).expect("text")
        } else {
            format!("operation: {stem}\nsummary: Does what its name says.\n")
        };
        file(path, &text)
    };
    paths.lines().filter(is_yaml).map(least).collect()
}

/// The levels at which hints are shown as well.
fn with_hints() -> Levels {
    Id::ALL.iter().filter(|id| id.is_hint()).fold(Levels::default(), |levels, id| levels.warn(*id))
}

/// What a block is a part of, with keys added to the operation; nothing if it is only to be read.
fn example(block: &Block, added: &str) -> Option<(Vec<SourceFile>, Scope)> {
    let text = block.text.as_str();
    let with_operation = |more: &str| vec![service(""), operation(&format!("{more}\n{added}"))];
    let mut options = Scope { levels: with_hints(), ..Scope::default() };
    let files = match block.info {
        "yaml operation" => vec![service(""), file(&format!("{FOLDER}/OrderBook.yaml"), text)],
        "yaml keys" => with_operation(text),
        "yaml parameters" => with_operation(&below("parameters", text)),
        "yaml http parameters" => {
            let service = "service: Bookshop\nversion: \"2031-05-01\"\nprotocol: http\n";
            vec![
                file(&format!("{FOLDER}/service.yaml"), service),
                operation(&format!("{}\n{added}", below("parameters", text))),
            ]
        }
        "yaml service" => vec![file(&format!("{FOLDER}/service.yaml"), text), operation("")],
        "yaml types" => vec![service(&below("types", text)), operation("")],
        "text files" => listed(text),
        "rust selection" => {
            let (_, rest) = text.split_once("operations([\"").expect("a selection");
            let (pattern, _) = rest.split_once("\"])").expect("one pattern");
            options.operations.push(pattern.to_owned());
            with_operation("")
        }
        "yaml" | "sh" | "text" | "toml" => return None,
        info => panic!("unknown info string `{info}`"),
    };
    Some((files, options))
}

fn is_tried(id: Id) -> bool {
    NOT_TRIED.iter().all(|(other, _)| *other != id.as_str())
}

/// The ids of a report, each once.
fn ids(diagnostics: &[Diagnostic]) -> Vec<Id> {
    let mut ids: Vec<Id> = diagnostics.iter().map(Diagnostic::id).collect();
    ids.sort();
    ids.dedup();
    ids
}

#[test]
fn every_id_has_one_section_and_the_sections_stand_in_the_order_of_the_ids() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../codegen/model/src/diagnostic/explanations.md");
    let page = fs::read_to_string(path).expect("the page can be read");
    assert!(page.starts_with("# What the diagnostics mean\n"));
    let headings = page.lines().filter_map(|line| line.strip_prefix("## "));
    let explained: Vec<&str> = headings.map(|heading| heading.split(':').next().unwrap_or_default()).collect();
    let all: Vec<&str> = Id::ALL.iter().map(|id| id.as_str()).collect();
    assert_eq!(explained, all);
}

#[test]
fn a_section_begins_with_its_id_and_a_title_and_fits_on_a_screen() {
    for id in Id::ALL {
        let text = id.explanation();
        let first = text.lines().next().unwrap_or_default();
        let title = first.strip_prefix(&format!("## {id}: ")).unwrap_or_default();
        assert!(!title.is_empty() && !title.ends_with('.'), "{id} has a title: `{first}`");
        assert!(text.lines().count() <= LINES, "{id} has {} lines", text.lines().count());
        let widest = text.lines().map(|line| line.chars().count()).max().unwrap_or_default();
        assert!(widest <= 100, "{id} has a line of {widest} characters");
    }
}

#[test]
fn a_section_shows_what_is_wrong_and_what_is_right() {
    for id in Id::ALL {
        let Section { wrong, right, .. } = Section::of(*id);
        assert_eq!((wrong.len(), right.len()), (1, 1), "{id} has one example of each");
        let are_tried = example(&wrong[0], "").is_some() && example(&right[0], "").is_some();
        assert_eq!(are_tried, is_tried(*id), "{id} can be tried or is excused");
    }
    let is_known = |text: &str| Id::from_text(text).is_some();
    assert!(NOT_TRIED.iter().all(|(id, _)| is_known(id)), "an excuse for an id that is no more");
}

#[test]
fn what_is_shown_as_wrong_is_that_fault_and_no_other() {
    for id in Id::ALL {
        let Section { wrong, .. } = Section::of(*id);
        for (files, options) in wrong.iter().filter_map(|block| example(block, "")) {
            let report = lint(&files, &options);
            assert_eq!(ids(report.diagnostics()), [*id], "{report}");
        }
    }
}

#[test]
fn of_what_is_shown_as_right_there_is_nothing_to_say() {
    for id in Id::ALL {
        let Section { right, .. } = Section::of(*id);
        for (files, options) in right.iter().filter_map(|block| example(block, "")) {
            let report = lint(&files, &options);
            assert!(report.is_empty(), "{id}\n{report}");
        }
    }
}

#[test]
fn settings_that_are_shown_as_wrong_are_that_fault_and_no_other() {
    let mut tried = 0;
    for id in Id::ALL {
        let Section { wrong, right, .. } = Section::of(*id);
        let read = |block: &Block| apiscribe_cli::Settings::read("apiscribe.toml", block.text.as_bytes());
        for (wrong, right) in wrong.iter().zip(&right).filter(|(wrong, _)| wrong.info == "toml") {
            let report = read(wrong).expect_err("wrong settings");
            assert_eq!(ids(report.diagnostics()), [*id], "{report}");
            assert!(read(right).is_ok(), "{id}");
            tried += 1;
        }
    }
    assert_eq!(tried, 3);
}

#[test]
fn what_can_be_allowed_is_shown_with_the_way_to_allow_it() {
    for id in Id::ALL {
        let says = |flag: &str| id.explanation().contains(&format!("--{flag} {id}"));
        assert_eq!(says("allow"), id.is_adjustable() && !id.is_hint(), "{id} mentions `--allow {id}`");
        assert_eq!(says("warn"), id.is_hint(), "{id} mentions `--warn {id}`");
        let Section { wrong, allow, .. } = Section::of(*id);
        // An `allow` that allows nothing cannot be allowed by another.
        let is_shown = id.is_adjustable() && id.as_str() != "W0602";
        assert_eq!(allow.len(), usize::from(is_shown), "{id} shows an `allow`");
        for (block, allow) in wrong.iter().zip(&allow) {
            let (files, options) = example(block, &allow.text).expect("an example that can be tried");
            let report = lint(&files, &options);
            assert!(report.is_empty(), "{id}\n{report}");
        }
    }
}

#[test]
fn a_folder_that_is_not_there_is_the_fault_that_is_explained() {
    let error = read_specs(Path::new("spec/bokshop")).expect_err("there is no such folder");
    assert!(error.id().explanation().contains("apiscribe lint spec/bokshop"), "{error}");
}
