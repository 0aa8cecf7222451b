//! What a slip of the hand in the real specs does: it is reported, or it shows in what is generated, and it never panics.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::LazyLock;

use apiscribe_codegen::{Generated, Layout, Options, generate};
use apiscribe_model::diagnostic::Report;
use apiscribe_model::files::SourceFile;
use apiscribe_tests::volume;
use apiscribe_tree::read_specs;
use proptest::prelude::*;

/// The real specs, each in a folder of its own, so that one operation is generated at a time.
static SPECS: LazyLock<Vec<Vec<SourceFile>>> = LazyLock::new(|| by_folder("../spec"));

/// The specs below a folder, those of each folder together.
fn by_folder(path: &str) -> Vec<Vec<SourceFile>> {
    let files = read_specs(&Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).expect("the specs can be read").files;
    let folder_of = |file: &SourceFile| file.name.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
    let folders: BTreeSet<String> = files.iter().map(folder_of).collect();
    folders.iter().map(|folder| files.iter().filter(|file| folder_of(file) == *folder).cloned().collect()).collect()
}

fn try_generate(files: &[SourceFile]) -> Result<Generated, Report> {
    generate(files, &Options::new(Layout::SingleFile))
}

fn text(generated: &Generated) -> String {
    generated.files.iter().map(|file| file.text.as_str()).collect()
}

/// Keys at the top of a file that are for readers of the spec: nothing below them shows in what is generated.
const FOR_READERS: &[&str] = &["gaps", "errata", "differences", "allow", "permission_prefix"];

/// One line in so many is tried.
fn stride() -> usize {
    volume(4, 1)
}

/// One line in so many is tried of the long tables of errors, whose rows are all alike.
fn stride_of_errors() -> usize {
    volume(197, 9)
}

/// A line of a spec with a key or an item on it.
#[derive(Debug)]
struct Line {
    /// Where in the file.
    index: usize,
    /// The key, empty for an item without one.
    key: String,
    /// The keys on the way to it and its own.
    path: String,
}

/// The lines to try: none of those for readers, and fewer of the tables of errors.
fn lines(text: &str) -> Vec<Line> {
    let mut way: Vec<(usize, String)> = Vec::new();
    let mut lines = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let content = line.trim_start().trim_start_matches("- ").trim_start_matches("{ ");
        if content.is_empty() || content.starts_with('#') {
            continue;
        }
        let key = content.split_once(':').map_or("", |(key, _)| key).trim_matches('"').to_owned();
        let indent = line.len() - line.trim_start_matches([' ', '-']).len();
        way.retain(|(outer, _)| *outer < indent);
        way.push((indent, key.clone()));
        let keys: Vec<&str> = way.iter().map(|(_, key)| key.as_str()).collect();
        let is_tried = match keys[..] {
            ["errors", _, ..] => index % stride_of_errors() == 0,
            [top, ..] => index % stride() == 0 && !FOR_READERS.contains(&top),
            [] => false,
        };
        if is_tried {
            lines.push(Line { index, key, path: keys.join(".") });
        }
    }
    lines
}

/// The file with one line changed, or without it; none where that changes nothing.
fn with_line(file: &SourceFile, index: usize, change: impl Fn(&str) -> Option<String>) -> Option<SourceFile> {
    let text = std::str::from_utf8(&file.bytes).expect("the specs are text");
    let mut changed = String::new();
    for (number, line) in text.lines().enumerate() {
        let line = if number == index { change(line) } else { Some(line.to_owned()) };
        changed.extend(line.map(|line| line + "\n"));
    }
    (changed != text).then(|| SourceFile { bytes: changed.into_bytes(), ..file.clone() })
}

/// The files that a change of one of them is tried with: a service alone, an operation beside a service without its long
/// table of errors.
fn fewest(files: &[SourceFile], place: usize) -> Vec<SourceFile> {
    let is_service = |file: &SourceFile| file.name.ends_with("/service.yaml");
    if is_service(&files[place]) {
        return vec![files[place].clone()];
    }
    let service = files.iter().find(|file| is_service(file)).expect("each folder has a service");
    let text = std::str::from_utf8(&service.bytes).expect("the specs are text");
    let head = text.split("\nerrors:\n").next().unwrap_or_default();
    let head = head.split("\ngaps:\n").next().unwrap_or_default();
    vec![files[place].clone(), SourceFile { bytes: head.as_bytes().to_vec(), ..service.clone() }]
}

/// Makes one change on line after line, and compares those whose change left no trace with the `harmless` ones among those
/// tried.
fn assert_noticed_but(harmless: &[&str], change: impl Fn(&str, &str) -> Option<String>) {
    let (mut unnoticed, mut expected) = (Vec::new(), Vec::new());
    for files in SPECS.iter() {
        for (place, file) in files.iter().enumerate() {
            let mut files = fewest(files, place);
            let before = text(&try_generate(&files).unwrap_or_else(|report| panic!("{report}")));
            let source = std::str::from_utf8(&file.bytes).expect("the specs are text");
            for line in lines(source) {
                let Some(changed) = with_line(file, line.index, |text| change(text, &line.key)) else { continue };
                files[0] = changed;
                let is_noticed = match try_generate(&files) {
                    Ok(generated) => !generated.warnings.is_empty() || text(&generated) != before,
                    Err(report) => report.has_errors(),
                };
                let path = format!("{}: {}", file.name.rsplit('/').next().unwrap_or_default(), line.path);
                if harmless.contains(&path.as_str()) {
                    expected.push(path.clone());
                }
                if !is_noticed {
                    unnoticed.push(path);
                }
            }
        }
    }
    assert_eq!(unnoticed, expected);
}

#[test]
fn a_line_that_is_left_out_is_noticed() {
    let harmless = [
        // The title of a page is for readers.
        "ModifyImageAttribute.yaml: page.title",
        // What an object without a style does anyway.
        "ModifyImageAttribute.yaml: parameters.Features.style",
        // The fields say so.
        "ModifyImageAttribute.yaml: parameters.Features.type",
        // The page of a service is for readers.
        "service.yaml: page.title",
        "service.yaml: page.url",
        "service.yaml: page.read",
        "AddImage.yaml: page.title",
        "AddImage.yaml: parameters.ContainerImageSpec.type",
        "AddImage.yaml: parameters.ContainerImageSpec.fields.RegistryCredential.type",
        // A secret's example is shown nowhere.
        "AddImage.yaml: parameters.ContainerImageSpec.fields.RegistryCredential.fields.Password.example",
        "AddImage.yaml: parameters.VMImageSpec.type",
    ];
    assert_noticed_but(&harmless, |_, _| None);
}

#[test]
fn a_key_that_is_misspelt_is_noticed() {
    let misspelt = |line: &str, key: &str| {
        let is_key = !key.is_empty();
        Some(if is_key { line.replacen(key, &format!("{key}x"), 1) } else { line.to_owned() })
    };
    assert_noticed_but(&[], misspelt);
}

#[test]
fn a_value_that_is_misspelt_is_noticed() {
    let misspelt = |line: &str, _: &str| {
        let end = line.rfind(|end: char| end.is_ascii_alphanumeric())?;
        Some(format!("{}x{}", &line[..=end], &line[end + 1..]))
    };
    let harmless = [
        "ModifyImageAttribute.yaml: page.title",
        "service.yaml: page.title",
        "service.yaml: page.url",
        "service.yaml: page.read",
        "AddImage.yaml: page.title",
        "AddImage.yaml: parameters.ContainerImageSpec.fields.RegistryCredential.fields.Password.example",
    ];
    assert_noticed_but(&harmless, misspelt);
}

/// A random change of a file.
#[derive(Clone, Debug)]
enum Damage {
    SetByte(usize, u8),
    RemoveBytes(usize, usize),
    InsertText(usize, &'static str),
    RemoveLine(usize),
    RepeatLine(usize),
    SwapLines(usize, usize),
    CutOff(usize),
}

/// Text that means something to YAML, to Rust or to rustdoc.
const TROUBLE: &[&str] = &[
    ": ",
    "- ",
    "{",
    "}",
    "[",
    "]",
    "\"",
    "'",
    "&a ",
    "*a",
    "!!str ",
    "<<: ",
    "---\n",
    "#",
    "|\n",
    ">-\n",
    "\t",
    "\u{feff}",
    "~",
    "null",
    "%s",
    "\\",
    "`",
    "字",
    "\u{0}",
    "\u{301}",
    "\u{202e}",
    "0x10",
    "1e999",
    "-9223372036854775809",
    "true",
    "? ",
    "self",
    "r#type",
    "Unknown",
    "\n\n",
    "  ",
    "items: ",
    "ref: ",
    "fields: {}",
    "type: object",
];

fn damage() -> impl Strategy<Value = Damage> {
    let place = any::<usize>;
    prop_oneof![
        (place(), any::<u8>()).prop_map(|(at, byte)| Damage::SetByte(at, byte)),
        (place(), 1_usize..40).prop_map(|(at, count)| Damage::RemoveBytes(at, count)),
        (place(), proptest::sample::select(TROUBLE)).prop_map(|(at, text)| Damage::InsertText(at, text)),
        place().prop_map(Damage::RemoveLine),
        place().prop_map(Damage::RepeatLine),
        (place(), place()).prop_map(|(a, b)| Damage::SwapLines(a, b)),
        place().prop_map(Damage::CutOff),
    ]
}

impl Damage {
    fn apply(&self, bytes: &mut Vec<u8>) {
        if bytes.is_empty() {
            return;
        }
        let length = bytes.len();
        match *self {
            Self::SetByte(at, byte) => bytes[at % length] = byte,
            Self::RemoveBytes(at, count) => drop(bytes.drain(at % length..(at % length + count).min(length))),
            Self::InsertText(at, text) => drop(bytes.splice(at % length..at % length, text.bytes())),
            Self::CutOff(at) => bytes.truncate(at % length),
            Self::RemoveLine(at) => in_lines(bytes, |lines| drop(lines.remove(at % lines.len()))),
            Self::RepeatLine(at) => {
                in_lines(bytes, |lines| lines.insert(at % lines.len(), lines[at % lines.len()].clone()));
            }
            Self::SwapLines(a, b) => in_lines(bytes, |lines| {
                let count = lines.len();
                lines.swap(a % count, b % count);
            }),
        }
    }
}

fn in_lines(bytes: &mut Vec<u8>, change: impl FnOnce(&mut Vec<Vec<u8>>)) {
    let mut lines: Vec<Vec<u8>> = bytes.split_inclusive(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
    change(&mut lines);
    *bytes = lines.concat();
}

/// What is damaged: the real specs and the fixtures, each folder on its own.
static SEEDS: LazyLock<Vec<Vec<SourceFile>>> =
    LazyLock::new(|| [SPECS.clone(), by_folder("fixtures/accept"), by_folder("fixtures/refuse")].concat());

/// How many damaged specs are tried.
fn cases() -> u32 {
    volume(40, 20_000)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_damage_makes_the_generator_panic(
        folder in any::<usize>(),
        file in any::<usize>(),
        damages in proptest::collection::vec(damage(), 1..6),
    ) {
        let mut files = SEEDS[folder % SEEDS.len()].clone();
        let place = file % files.len();
        for damage in &damages {
            damage.apply(&mut files[place].bytes);
        }
        match try_generate(&files) {
            Ok(generated) => prop_assert!(syn::parse_file(&text(&generated)).is_ok(), "{}", text(&generated)),
            // A report that is given says something, and can be shown.
            Err(report) => {
                prop_assert!(report.has_errors());
                prop_assert!(report.plain().contains("error"));
            }
        }
    }
}
