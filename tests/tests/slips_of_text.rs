//! What nobody sees in a text, put into every text of every good spec: it is reported where it stands.

use std::collections::BTreeSet;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use apiscribe_model::check::{Scope, lint};
use apiscribe_model::diagnostic::Report;
use apiscribe_model::files::SourceFile;
use apiscribe_tests::volume;
use apiscribe_tree::read_specs;
use granit_parser::{Event, Parser, StrInput, options};

/// The folders of good specs, each linted by itself.
fn folders() -> Vec<Vec<SourceFile>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let accepted = fs::read_dir(root.join("fixtures/accept")).expect("the fixtures can be read");
    let accepted: BTreeSet<PathBuf> = accepted.map(|entry| entry.expect("a fixture").path()).collect();
    let all = accepted.into_iter().chain([root.join("../spec")]);
    all.map(|folder| read_specs(&folder).expect("specs can be read").files).collect()
}

/// A text of a file: a value, or a name that is a key.
struct Slot {
    /// The bytes of the file, with quotes.
    span: Range<usize>,
    /// The text as YAML reads it.
    text: String,
    /// The key that it stands under; for a name, the key of the names.
    key: String,
    is_name: bool,
    is_sample: bool,
}

/// Keys whose own keys are names.
const NAMES: &[&str] = &["parameters", "fields", "enum", "types", "regions", "failure"];

/// Reads the texts of a file.
struct Reader<'a> {
    source: &'a str,
    parser: Parser<'a, StrInput<'a>>,
    slots: Vec<Slot>,
}

impl<'a> Reader<'a> {
    fn slots(source: &'a str) -> Vec<Slot> {
        let options = options! { emit_anchor_events: true, emit_comments: false };
        let parser = Parser::new_from_str_with_options(source, options);
        let mut reader = Self { source, parser, slots: Vec::new() };
        while let Some((event, span)) = reader.next() {
            reader.node(event, span, &[]);
        }
        reader.slots
    }

    fn next(&mut self) -> Option<(Event<'a>, Range<usize>)> {
        let (event, span) = self.parser.next_event()?.expect("good specs are YAML");
        let byte = |offset: Option<usize>| offset.expect("text has offsets").min(self.source.len());
        let (start, end) = (byte(span.start.byte_offset()), byte(span.end.byte_offset()));
        let raw = self.source.get(start..end).unwrap_or_default();
        Some((event, start..start + raw.trim_end().len()))
    }

    fn node(&mut self, event: Event<'a>, span: Range<usize>, way: &[String]) {
        match event {
            Event::Scalar(text, ..) => self.push(&text, span, way, false),
            Event::SequenceStart(..) => {
                while let Some((event, span)) = self.next().filter(|(event, _)| !matches!(event, Event::SequenceEnd)) {
                    self.node(event, span, way);
                }
            }
            Event::MappingStart(..) => {
                while let Some((Event::Scalar(key, ..), span)) = self.next() {
                    let is_name = way.last().is_some_and(|parent| NAMES.contains(&parent.as_str()));
                    if is_name {
                        self.push(&key, span, way, true);
                    }
                    let (event, span) = self.next().expect("a value");
                    self.node(event, span, &[way, &[key.into_owned()]].concat());
                }
            }
            _ => {}
        }
    }

    fn push(&mut self, text: &str, span: Range<usize>, way: &[String], is_name: bool) {
        let key = way.last().cloned().unwrap_or_default();
        let is_sample = way.first().is_some_and(|top| top == "examples");
        self.slots.push(Slot { span, text: text.to_owned(), key, is_name, is_sample });
    }
}

/// A slip.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Slip {
    /// A character, put behind the first one.
    Insert(char),
    /// A blank at the end.
    Blank,
}

impl Slip {
    /// The slot as it is written with the slip.
    fn write(self, slot: &Slot, raw: &str) -> String {
        match self {
            Self::Blank => serde_json::to_string(&format!("{} ", slot.text)).expect("text is JSON"),
            Self::Insert(character) => {
                let first = raw.trim_start_matches(['"', '\'']).chars().next().unwrap_or('"');
                let quote = usize::from(raw.starts_with(['"', '\'']));
                let is_kept = first.is_alphanumeric() || raw == first.to_string();
                let behind = quote + if is_kept { first.len_utf8() } else { 0 };
                let at = behind.min(raw.len());
                format!("{}{character}{}", &raw[..at], &raw[at..])
            }
        }
    }

    /// The keys of texts in which the slip is not reported, and why.
    fn silent(self) -> &'static [&'static str] {
        match self {
            // Prose may have the blanks that a typographer puts there, and be of any script.
            Self::Insert('\u{a0}' | 'а' | 'Ａ') => {
                &["changes", "deprecated", "doc", "summary", "title", "what", "why"]
            }
            Self::Insert(_) => &[],
            // Messages, parts of them, examples and what a request must not contain do begin and end with blanks; prose does no harm.
            Self::Blank => &[
                "changes",
                "charset",
                "deprecated",
                "doc",
                "ends_with",
                "example",
                "forbid_prefix",
                "forbid_substring",
                "forbid_suffix",
                "has",
                "message",
                "message_contains",
                "pattern",
                "starts_with",
                "summary",
                "title",
                "what",
                "why",
            ],
        }
    }
}

/// Every slip that is tried: a zero-width space, a reversal of text, a blank that does not break, a blank at the end, a Cyrillic
/// letter and a full-width one.
const SLIPS: [Slip; 6] = [
    Slip::Insert('\u{200b}'),
    Slip::Insert('\u{202e}'),
    Slip::Insert('\u{a0}'),
    Slip::Blank,
    Slip::Insert('а'),
    Slip::Insert('Ａ'),
];

/// Whether the text with the slip cannot be told from one that is meant: a letter among others that are not Latin, either.
fn is_meant(slip: Slip, slot: &Slot) -> bool {
    let is_letter = matches!(slip, Slip::Insert('а' | 'Ａ'));
    is_letter && slot.text.chars().any(|letter| letter.is_alphabetic() && !letter.is_ascii())
}

/// The file with a slip in some of its slots, and where these begin.
fn slipped(source: &str, slots: &[&Slot], slip: Slip) -> (String, Vec<usize>) {
    let (mut text, mut starts, mut rest) = (String::new(), Vec::new(), 0);
    for slot in slots {
        text.push_str(&source[rest..slot.span.start]);
        starts.push(text.len());
        text.push_str(&slip.write(slot, &source[slot.span.clone()]));
        rest = slot.span.end;
    }
    text.push_str(&source[rest..]);
    (text, starts)
}

/// The places of which something is said in a file: lines and columns.
fn reported(report: &Report, path: &str) -> BTreeSet<(usize, usize)> {
    let own = report.diagnostics().iter().filter(|diagnostic| diagnostic.file() == path);
    own.filter_map(|diagnostic| report.location(diagnostic)).map(|(start, _)| (start.line, start.column)).collect()
}

/// Whether something is said of a slot; of a text of several lines it may be said at a later one.
fn is_reported(reported: &BTreeSet<(usize, usize)>, text: &str, start: usize, raw: &str) -> bool {
    let line = text[..start].matches('\n').count() + 1;
    let column = text[..start].rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    let lines = raw.matches('\n').count();
    reported.contains(&(line, column))
        || lines > 0 && reported.range((line, 0)..=(line + lines, usize::MAX)).next().is_some()
}

/// The keys of slots in which a slip is passed over in silence, of those tried together.
fn silent_keys(files: &[SourceFile], index: usize, source: &str, slots: &[&Slot], slip: Slip) -> BTreeSet<String> {
    let (text, starts) = slipped(source, slots, slip);
    let folder_of = |file: &SourceFile| file.path.rsplit_once('/').map(|(folder, _)| folder.to_owned());
    let is_service = |file: &SourceFile| file.path.ends_with("/service.yaml");
    let service = files.iter().find(|file| is_service(file) && folder_of(file) == folder_of(&files[index]));
    let changed = SourceFile { bytes: text.clone().into_bytes(), ..files[index].clone() };
    let service = service.filter(|service| service.path != changed.path).cloned();
    let files: Vec<SourceFile> = std::iter::once(changed).chain(service).collect();
    let reported = reported(&lint(&files, &Scope::default()), &files[0].path);
    let silent = slots.iter().zip(starts).filter(|(slot, start)| {
        let raw = &source[slot.span.clone()];
        !is_meant(slip, slot) && !is_reported(&reported, &text, *start, raw)
    });
    let name = |slot: &Slot| if slot.is_name { format!("a name in {}", slot.key) } else { slot.key.clone() };
    silent.map(|(slot, _)| name(slot)).collect()
}

/// One slot in so many is tried alone, too; together they could hide that one is only found beside another.
fn stride() -> usize {
    volume(997, 61)
}

#[test]
fn what_nobody_sees_is_reported_where_it_stands() {
    let text = |file: &SourceFile| String::from_utf8(file.bytes.clone()).expect("specs are text");
    let with_slots = |files: Vec<SourceFile>| {
        let read = files.iter().map(text).map(|source| (Reader::slots(&source), source)).collect::<Vec<_>>();
        (files, read)
    };
    let folders: Vec<_> = folders().into_iter().map(with_slots).collect();
    for slip in SLIPS {
        let mut silent = BTreeSet::new();
        let mut tried = 0;
        for (files, read) in &folders {
            for (index, (slots, source)) in read.iter().enumerate() {
                let slots: Vec<&Slot> = slots.iter().filter(|slot| !slot.is_sample).collect();
                silent.extend(silent_keys(files, index, source, &slots, slip));
                let alone = slots.iter().enumerate().filter(|(place, _)| (tried + place) % stride() == 0);
                alone.for_each(|(_, slot)| silent.extend(silent_keys(files, index, source, &[slot], slip)));
                tried += slots.len();
            }
        }
        assert!(tried > 1000, "{tried} texts are too few to show anything");
        let expected: BTreeSet<String> = slip.silent().iter().map(|key| (*key).to_owned()).collect();
        assert_eq!(silent, expected, "{slip:?}: the keys of the texts in which it is passed over in silence");
    }
}
