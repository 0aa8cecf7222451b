//! Changes as text for people, for a changelog, and for programs.

use super::{Cause, Change, Difference, Verdict};
use crate::facts::SpecLocation;
use crate::output::versioned;
use apiscribe_core::counted;
use apiscribe_model::channel::{JsonText, MarkdownText, TerminalText};

/// The number of changes that are shown in full to people; a program, or a changelog, gets all.
const SHOWN: usize = 100;

impl Difference {
    /// For people: each change with its place, and at the end what all of them mean.
    pub fn text(&self) -> TerminalText {
        let mut text = TerminalText::default();
        self.changes.iter().take(SHOWN).for_each(|change| push_lines(&mut text, change));
        let hidden = self.changes.len().saturating_sub(SHOWN);
        if hidden > 0 {
            text.push_line(format_args!("{hidden} more are not shown; `apiscribe diff --format json` lists them all"));
            text.push_line("");
        }
        text.push_line(self.closing_line());
        text
    }

    /// Returns how many changes there are of which verdict.
    pub fn closing_line(&self) -> String {
        let counts: Vec<String> = [Verdict::Breaking, Verdict::Minor, Verdict::Patch]
            .into_iter()
            .filter_map(|verdict| {
                let count = self.changes.iter().filter(|change| change.verdict() == verdict).count();
                (count > 0).then(|| format!("{count} {verdict}"))
            })
            .collect();
        match self.verdict() {
            None => "nothing changed".to_owned(),
            Some(verdict) => {
                let release = match verdict {
                    Verdict::Breaking => "the next release is a breaking one",
                    Verdict::Minor => "the next release is a minor one",
                    Verdict::Patch => "the next release is a patch",
                };
                format!("{}: {}; {release}", counted(self.changes.len(), "change"), counts.join(", "))
            }
        }
    }

    /// For a changelog or a pull request.
    pub fn markdown(&self) -> MarkdownText {
        let mut text = MarkdownText::default();
        if self.changes.is_empty() {
            text.markup("Nothing changed.\n");
            return text;
        }
        text.markup("**").prose(&self.closing_line()).markup("**\n");
        for (verdict, title) in [
            (Verdict::Breaking, "\n### Breaking\n\n"),
            (Verdict::Minor, "\n### Minor\n\n"),
            (Verdict::Patch, "\n### Patch\n\n"),
        ] {
            let mut changes = self.changes.iter().filter(|change| change.verdict() == verdict).peekable();
            if changes.peek().is_some() {
                text.markup(title);
            }
            changes.for_each(|change| push_item(&mut text, change));
        }
        text
    }

    /// For programs: one object with `verdict` and `changes`.
    pub fn json(&self) -> JsonText {
        JsonText::document(&self.value())
    }

    /// The same as a value, to be a part of another.
    pub fn value(&self) -> serde_json::Value {
        let changes: Vec<serde_json::Value> = self.changes.iter().map(object).collect();
        versioned(serde_json::json!({ "verdict": self.verdict().map(Verdict::word), "changes": changes }))
    }
}

fn push_lines(text: &mut TerminalText, change: &Change) {
    let SpecLocation { file, line, column, .. } = &change.location;
    text.push_line(format_args!("{}[{}]: {}", change.verdict(), change.rule.id(), change.message()));
    text.push_line(format_args!("  --> {file}:{line}:{column}"));
    if let Some((before, after)) = difference(change) {
        let shown = |side: Option<&'_ str>| match side {
            None => "nothing".to_owned(),
            Some("") => "(empty)".to_owned(),
            Some(text) => text.to_owned(),
        };
        text.push_line(format_args!("   = {} → {}", shown(before), shown(after)));
    }
    if !change.rust.is_empty() {
        text.push_line(format_args!("   = in Rust: {}", change.rust));
    }
    text.push_line(format_args!("   = {}: {}", change.cause.word(), change.because));
    if let Some(note) = &change.note {
        text.push_line(format_args!("   = note: {note}"));
    }
    text.push_line("");
}

/// Returns what was said and what is said, where both, or the one there is, fit on a line.
fn difference(change: &Change) -> Option<(Option<&str>, Option<&str>)> {
    let is_short = |text: &str| text.chars().count() <= 100 && !text.contains('\n');
    let (before, after) = (change.before.as_deref(), change.after.as_deref());
    let is_shown = before.is_some() || after.is_some();
    (is_shown && before.is_none_or(is_short) && after.is_none_or(is_short)).then_some((before, after))
}

fn push_item(text: &mut MarkdownText, change: &Change) {
    text.markup("- **").prose(&change.subject).markup("**: ");
    for (own, name) in change.message_parts() {
        text.markup(own);
        if let Some(name) = name {
            text.code(&name);
        }
    }
    if let Some((before, after)) = difference(change) {
        push_side(text.markup(": "), before);
        push_side(text.markup(" → "), after);
    }
    if !change.rust.is_empty() {
        text.markup(" (").code(&change.rust).markup(")");
    }
    text.markup(match change.cause {
        Cause::Api => ". The API changed (",
        Cause::Transcription => ". Only the transcription changed (",
    });
    text.prose(&change.because).markup(")");
    if let Some(note) = &change.note {
        text.markup("; ").prose(note);
    }
    text.markup("\n");
}

fn push_side(text: &mut MarkdownText, side: Option<&str>) {
    match side {
        None => text.markup("nothing"),
        Some(said) => text.code(said),
    };
}

fn object(change: &Change) -> serde_json::Value {
    let SpecLocation { file, line, column, path } = &change.location;
    serde_json::json!({
        "rule": change.rule.id(),
        "verdict": change.verdict().word(),
        "cause": change.cause.word(),
        "because": change.because,
        "message": change.message(),
        "subject": change.subject,
        "file": **file,
        "line": line,
        "column": column,
        "path": path.to_string(),
        "rust": Some(&change.rust).filter(|rust| !rust.is_empty()),
        "before": change.before,
        "after": change.after,
        "note": change.note,
    })
}
