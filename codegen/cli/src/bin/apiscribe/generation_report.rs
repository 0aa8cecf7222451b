//! The result of a generation, for people and for programs.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use apiscribe_cli::{Difference, versioned};
use apiscribe_core::counted;
use apiscribe_model::channel::{JsonText, TerminalText};
use apiscribe_model::diagnostic::Report;
use apiscribe_tree::Changes;
use similar::TextDiff;

use crate::console;
use crate::diagnostic_json::diagnostic_json;

/// Tells of files whose lines end otherwise, as a checkout on Windows may have them.
pub(crate) fn note_line_ends(changes: Changes, out: &Path) {
    let Changes { line_ends, .. } = changes;
    if line_ends > 0 {
        let verb = if line_ends == 1 { "differs" } else { "differ" };
        console::eprint_line(format_args!(
            "note: {} {verb} only in how lines end, which counts for nothing; a line `{}/** text eol=lf` in \
             .gitattributes keeps them as they are generated, and `--git-attributes` writes it where there is no such file",
            counted(line_ends, "file"),
            out.display().to_string().replace('\\', "/")
        ));
    }
}

/// Returns the note that it is not known which facts changed.
pub(crate) fn unknown(reason: &str) -> String {
    format!("note: what changed in the specs is not known: {reason}")
}

/// Returns how many files were written and removed.
pub(crate) fn summary(changes: Changes, out: &Path) -> String {
    let Changes { created, updated, removed, unchanged, .. } = changes;
    if created + updated + removed == 0 {
        return format!("{}: {}, all up to date", out.display(), counted(unchanged, "file"));
    }
    let mut text = format!("{}:", out.display());
    for (count, what) in [(created, "created"), (updated, "updated"), (removed, "removed"), (unchanged, "unchanged")] {
        if count > 0 {
            // Writing to a String cannot fail.
            let _ = write!(text, " {count} {what},");
        }
    }
    text.trim_end_matches(',').to_owned()
}

/// Shows how a generated file differs from what it should be.
pub(crate) fn show_difference(path: &Path, before: &str, after: &str) {
    let path_text = path.display().to_string();
    if path.extension().is_none_or(|extension| extension != "rs") {
        // A copy of a spec, as earlier versions kept it.
        console::eprint_line(format_args!("{path_text}: no longer generated"));
        return;
    }
    let line = TerminalText::line(&path_text);
    let name = line.as_str().trim_end();
    // How lines end counts for nothing; else all of a file that git has checked out in another way would differ.
    let before = before.replace("\r\n", "\n");
    let difference = TextDiff::from_lines(before.as_str(), after);
    let difference = difference.unified_diff().context_radius(2).header(name, name).to_string();
    console::eprint(&TerminalText::lines(&difference));
}

/// The report on a run for programs.
#[derive(Default)]
pub(crate) struct GenerationReport {
    /// True if the generated files were as they should be before the run.
    pub(crate) up_to_date: bool,
    pub(crate) changes: Changes,
    /// Each file that was written, generated or not.
    pub(crate) written: Vec<PathBuf>,
    pub(crate) diagnostics: Report,
    /// The changes of the specs; `None` if no file that was generated before changes, the reason if it is not known.
    pub(crate) difference: Option<Result<Difference, String>>,
}

impl GenerationReport {
    pub(crate) fn json(&self) -> JsonText {
        let Self { up_to_date, changes, written, diagnostics: report, difference } = self;
        let Changes { created, updated, removed, unchanged, .. } = changes;
        let diagnostics = report.diagnostics().iter().map(|diagnostic| diagnostic_json(report, diagnostic, None));
        let difference = difference.as_ref();
        JsonText::document(&versioned(serde_json::json!({
            "up_to_date": up_to_date,
            "created": created,
            "updated": updated,
            "removed": removed,
            "unchanged": unchanged,
            "written": written.iter().map(|path| path.display().to_string()).collect::<Vec<_>>(),
            "diagnostics": diagnostics.collect::<Vec<_>>(),
            "diff": difference.and_then(|difference| difference.as_ref().ok()).map(Difference::value),
            "diff_unknown": difference.and_then(|difference| difference.as_ref().err()),
        })))
    }
}
