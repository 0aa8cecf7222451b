//! What a run does grows with what it is given, and not with its square.
//!
//! No clock is asked. What is counted is said at each test: files that are read, words that are looked through for a
//! suggestion, texts that are made. How many bytes are gone through to find a line and a column is counted beside the index
//! that finds them, in `diagnostic/lines.rs`.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};

use apiscribe_model::check::{Scope, lint};
use apiscribe_model::diagnostic::{Diagnostic, Report};
use apiscribe_model::files::{SourceFile, SourceSet};
use apiscribe_tests::volume;

const SERVICE: &str = "service: Shop\nversion: \"2020-01-01\"\nstyle: rpc\n";
const OPERATION: &str = "operation: SellBook\nsummary: Sells a book.\n";

/// The files of a service with many operations, which count how often they are read.
struct Counted {
    paths: Vec<String>,
    text: fn(usize) -> String,
    reads: Vec<AtomicUsize>,
}

impl Counted {
    fn new(operations: usize, text: fn(usize) -> String) -> Self {
        let service = "spec/shop/service.yaml".to_owned();
        let paths: Vec<String> = std::iter::once(service)
            .chain((0..operations).map(|number| format!("spec/shop/Sell{number}.yaml")))
            .collect();
        let reads = paths.iter().map(|_| AtomicUsize::new(0)).collect();
        Self { paths, text, reads }
    }

    /// How often the file was read that was read most often.
    fn most_reads(&self) -> usize {
        self.reads.iter().map(|count| count.load(Ordering::Relaxed)).max().unwrap_or_default()
    }
}

impl SourceSet for Counted {
    fn count(&self) -> usize {
        self.paths.len()
    }

    fn path(&self, index: usize) -> &str {
        &self.paths[index]
    }

    fn name(&self, index: usize) -> &str {
        &self.paths[index]
    }

    fn file(&self, index: usize) -> io::Result<Cow<'_, SourceFile>> {
        self.reads[index].fetch_add(1, Ordering::Relaxed);
        let text = index.checked_sub(1).map_or_else(|| SERVICE.to_owned(), self.text);
        let path = self.paths[index].clone();
        Ok(Cow::Owned(SourceFile { name: path.clone(), path, bytes: text.into_bytes() }))
    }
}

fn lint_one(text: String) -> Report {
    let file = |name: &str, text: String| {
        let path = format!("spec/shop/{name}.yaml");
        SourceFile { name: path.clone(), path, bytes: text.into_bytes() }
    };
    lint(&[file("service", SERVICE.to_owned()), file("SellBook", text)], &Scope::default())
}

fn rows(count: usize, row: impl Fn(usize) -> String) -> String {
    (0..count).map(row).collect()
}

/// Counts how often files are read: once, and once more where two of them have to be shown side by side.
#[test]
fn each_file_is_read_once_or_twice() {
    let sound = Counted::new(volume(1_000, 50_000), |number| format!("operation: Sell{number}\nsummary: Sells.\n"));
    assert!(lint(&sound, &Scope::default()).is_empty());
    assert_eq!(sound.most_reads(), 1);
    // All of them have one name in Rust.
    let count = volume(200, 2_000);
    let meeting = Counted::new(count, |number| format!("operation: Sell{number}\nsummary: Sells.\nrust: Sell\n"));
    assert_eq!(lint(&meeting, &Scope::default()).diagnostics().len(), 2 * (count - 1));
    assert_eq!(meeting.most_reads(), 2);
}

/// Counts diagnostics, each of which has its own place.
#[test]
fn each_diagnostic_has_its_place() {
    let count = volume(2_000, 100_000);
    let report = lint_one(format!("{OPERATION}{}", rows(count, |number| format!("wrong{number}: 1\n"))));
    assert_eq!(report.diagnostics().len(), count);
    let line = |diagnostic| report.location(diagnostic).map(|(start, end)| (start.line, end.line, start.column));
    let lines: BTreeSet<_> = report.diagnostics().iter().filter_map(line).collect();
    assert_eq!(lines, (3..count + 3).map(|line| (line, line, 1)).collect());
}

/// Counts the words that are looked through for suggestions, which are all that there are for each diagnostic that has help,
/// and the bytes of that help.
#[test]
fn suggestions_for_many_parameters_look_through_so_many_words_only() {
    let count = volume(1_000, 10_000);
    let wrong = |number| {
        let rules = format!("{{ requires: [Other{number}], length: {{ min: 1 }}, preempts: Code{number} }}");
        format!("  Title{number}: {{ in: query, type: string, rules: {rules} }}\n")
    };
    let report = lint_one(format!("{OPERATION}parameters:\n{}", rows(count, wrong)));
    let unknown = report.diagnostics().iter().filter(|diagnostic| diagnostic.message().contains("unknown field"));
    let unknown: Vec<&Diagnostic> = unknown.collect();
    assert_eq!(unknown.len(), count);
    let helps: Vec<&str> = unknown.iter().filter_map(|diagnostic| diagnostic.help_text()).collect();
    assert!(!helps.is_empty() && helps.len() * count <= 200_000, "{} suggestions", helps.len());
    assert!(helps.iter().map(|help| help.len()).sum::<usize>() < 100_000, "a help lists everything there is");
}

/// Counts the numbers that are given away for names: were each tried again for each diagnostic, the numbers would not be
/// given away one after the other.
#[test]
fn names_that_meet_many_times_get_one_number_each() {
    let marks = |number: usize| -> String {
        (0..6).map(|digit| ['-', '.', ':', '/', '+'][number / 5_usize.pow(digit) % 5]).collect()
    };
    let row = |number| format!("  \"Title{}\": {{ in: query, type: string }}\n", marks(number));
    let count = volume(1_000, 10_000);
    let report = lint_one(format!("{OPERATION}parameters:\n{}", rows(count, row)));
    let helps: Vec<&str> = report.diagnostics().iter().filter_map(Diagnostic::help_text).collect();
    let expected: Vec<String> =
        (2..=count).map(|number| format!("choose a name by hand: `rust: title_{number}`")).collect();
    assert_eq!(helps, expected);
}

/// Counts diagnostics: one for each block, not one for each pair of blocks.
#[test]
fn blocks_of_rules_are_reported_one_by_one() {
    let block = |number| format!("        - {{ charset: [\"{}\"], starts_with: [\"+\"] }}\n", number % 10);
    let text = format!(
        "{OPERATION}parameters:\n  Title:\n    in: query\n    type: string\n    rules:\n      length: {{ min: 1 }}\n      also:\n{}",
        rows(500, block)
    );
    assert_eq!(lint_one(text).diagnostics().len(), 500);
}
