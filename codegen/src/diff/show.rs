//! What changed, for people, for a changelog, and for programs.

use super::{Change, Difference, Verdict};

/// How many changes are shown in full to people; a program, or a changelog, gets all.
const SHOWN: usize = 100;

impl Difference {
    /// For people: each change with its place, and at the end what all of them mean.
    pub fn text(&self) -> String {
        let mut text: String = self.changes.iter().take(SHOWN).map(in_lines).collect();
        let hidden = self.changes.len().saturating_sub(SHOWN);
        if hidden > 0 {
            text.push_str(&format!("{hidden} more are not shown; `apiscribe diff --format json` lists them all\n\n"));
        }
        text.push_str(&self.closing_line());
        text.push('\n');
        text
    }

    /// How many changes there are of which verdict.
    pub fn closing_line(&self) -> String {
        let counts: Vec<String> = [Verdict::Breaking, Verdict::Minor, Verdict::Patch]
            .into_iter()
            .filter_map(|verdict| {
                let count = self.changes.iter().filter(|change| change.verdict() == verdict).count();
                (count > 0).then(|| format!("{count} {verdict}"))
            })
            .collect();
        let plural = if self.changes.len() == 1 { "" } else { "s" };
        match self.verdict() {
            None => "nothing changed".to_owned(),
            Some(verdict) => {
                let release = match verdict {
                    Verdict::Breaking => "the next release is a breaking one",
                    Verdict::Minor => "the next release is a minor one",
                    Verdict::Patch => "the next release is a patch",
                };
                format!("{} change{plural}: {}; {release}", self.changes.len(), counts.join(", "))
            }
        }
    }

    /// For a changelog or a pull request.
    pub fn markdown(&self) -> String {
        if self.changes.is_empty() {
            return "Nothing changed.\n".to_owned();
        }
        let mut text = format!("**{}**\n", self.closing_line());
        for (verdict, title) in [(Verdict::Breaking, "Breaking"), (Verdict::Minor, "Minor"), (Verdict::Patch, "Patch")]
        {
            let changes: Vec<&Change> = self.changes.iter().filter(|change| change.verdict() == verdict).collect();
            if !changes.is_empty() {
                text.push_str(&format!("\n### {title}\n\n"));
                text.extend(changes.into_iter().map(item));
            }
        }
        text
    }

    /// For programs: one object with `verdict` and `changes`.
    pub fn json(&self) -> String {
        let changes: Vec<serde_json::Value> = self.changes.iter().map(object).collect();
        let value = serde_json::json!({
            "verdict": self.verdict().map(Verdict::word),
            "changes": changes,
        });
        format!("{value:#}\n")
    }
}

fn in_lines(change: &Change) -> String {
    let (line, column) = change.location();
    let mut text = format!("{}[{}]: {}\n", change.verdict(), change.rule().id(), change.message());
    text.push_str(&format!("  --> {}:{line}:{column}\n", change.file()));
    if let Some(difference) = difference(change, str::to_owned) {
        text.push_str(&format!("   = {difference}\n"));
    }
    if !change.rust().is_empty() {
        text.push_str(&format!("   = in Rust: {}\n", change.rust()));
    }
    text.push_str(&format!("   = {}: {}\n", change.cause().word(), change.because()));
    if let Some(note) = change.note() {
        text.push_str(&format!("   = note: {note}\n"));
    }
    text.push('\n');
    text
}

/// What was said and what is said, where both, or the one there is, fit on a line.
fn difference(change: &Change, quote: fn(&str) -> String) -> Option<String> {
    let is_short = |text: &str| text.chars().count() <= 100 && !text.contains('\n');
    let shown = |text: Option<&str>| {
        text.map_or_else(
            || "nothing".to_owned(),
            |text| if text.is_empty() { "(empty)".to_owned() } else { quote(text) },
        )
    };
    let (before, after) = (change.before(), change.after());
    let is_shown = before.is_some() || after.is_some();
    let fits = before.is_none_or(is_short) && after.is_none_or(is_short);
    (is_shown && fits).then(|| format!("{} → {}", shown(before), shown(after)))
}

fn item(change: &Change) -> String {
    let difference = difference(change, code_span).map_or_else(String::new, |difference| format!(": {difference}"));
    let rust = if change.rust().is_empty() { String::new() } else { format!(" ({})", code_span(change.rust())) };
    let note = change.note().map_or_else(String::new, |note| format!("; {note}"));
    format!(
        "- **{}**: {}{difference}{rust}. {} ({}){note}\n",
        change.subject(),
        change.message(),
        match change.cause() {
            super::Cause::Api => "The API changed",
            super::Cause::Transcription => "Only the transcription changed",
        },
        change.because(),
    )
}

fn code_span(text: &str) -> String {
    let fence = "`".repeat(text.split(|letter| letter != '`').map(str::len).max().unwrap_or(0) + 1);
    let pad = if fence.len() > 1 { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

fn object(change: &Change) -> serde_json::Value {
    let (line, column) = change.location();
    serde_json::json!({
        "rule": change.rule().id(),
        "verdict": change.verdict().word(),
        "cause": change.cause().word(),
        "because": change.because(),
        "message": change.message(),
        "subject": change.subject(),
        "file": change.file(),
        "line": line,
        "column": column,
        "path": change.path(),
        "rust": Some(change.rust()).filter(|rust| !rust.is_empty()),
        "before": change.before(),
        "after": change.after(),
        "note": change.note(),
    })
}
