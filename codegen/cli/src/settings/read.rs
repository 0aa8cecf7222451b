//! Reads the settings file; everything that is wrong with it is found in one run.

use std::ops::Range;
use std::path::PathBuf;

use apiscribe_model::diagnostic::{Diagnostic, Id, Label, Report};
use apiscribe_model::source::Source;
use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue, Error};

use super::Settings;
use super::key::{Key, Severity};

type Text<'t> = Spanned<DeString<'t>>;
type Value<'t> = Spanned<DeValue<'t>>;

impl Settings {
    /// Reads the text of a settings file, whose path is named in the report.
    ///
    /// # Errors
    /// When it is not TOML, has an unknown key, or a value that its key cannot have.
    pub fn read(path: &str, bytes: &[u8]) -> Result<Self, Report> {
        let Ok(text) = std::str::from_utf8(bytes) else {
            let what = Diagnostic::new(Id::NOT_UTF8, format!("`{path}` is not UTF-8"), Label::file(path));
            return Err(Report::new(vec![what], []).about("the settings"));
        };
        let text = text.strip_prefix('\u{feff}').unwrap_or(text).to_owned();
        let source = Source { path: path.to_owned(), name: path.to_owned(), text };
        let mut reader = Reader { path, settings: Self::default(), diagnostics: Vec::new() };
        let (table, errors) = DeTable::parse_recoverable(&source.text);
        for error in &errors {
            reader.syntax(error);
        }
        // Of a file that is not TOML nothing else is known.
        for (key, value) in table.get_ref().iter().filter(|_| errors.is_empty()) {
            reader.entry(key, value);
        }
        let Reader { settings, diagnostics, .. } = reader;
        if diagnostics.is_empty() {
            Ok(settings)
        } else {
            Err(Report::new(diagnostics, [&source]).about("the settings"))
        }
    }
}

struct Reader<'p> {
    path: &'p str,
    settings: Settings,
    diagnostics: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn syntax(&mut self, error: &Error) {
        let message = error.message().lines().collect::<Vec<_>>().join("; ");
        let label = Label::new(self.path, error.span().unwrap_or_default(), "");
        self.diagnostics.push(Diagnostic::new(Id::SETTINGS_SYNTAX, format!("this is not TOML: {message}"), label));
    }

    fn entry(&mut self, key: &Text<'_>, value: &Value<'_>) {
        let name = key.get_ref();
        let Some(known) = Key::from_text(name) else {
            return self.unknown(key, format!("unknown key `{name}`"), Key::ALL.into_iter().map(Key::name));
        };
        match known {
            Key::Root => self.settings.root = self.text(name, value).map(PathBuf::from),
            Key::Spec => self.settings.spec = self.text(name, value).map(PathBuf::from),
            Key::Out => self.settings.out = self.text(name, value).map(PathBuf::from),
            Key::CrateName => self.settings.crate_name = self.text(name, value),
            Key::Only => self.settings.only = self.texts(name, value),
            Key::Lints => self.severities(name, value),
        }
    }

    fn texts(&mut self, key: &str, value: &Value<'_>) -> Vec<String> {
        let Some(items) = value.get_ref().as_array() else {
            self.wrong(key, value, "an array of strings");
            return Vec::new();
        };
        items.iter().filter_map(|item| self.text(key, item)).collect()
    }

    fn severities(&mut self, key: &str, value: &Value<'_>) {
        let Some(table) = value.get_ref().as_table() else {
            return self.wrong(key, value, "a table of ids and severities");
        };
        for (id, severity) in table {
            self.severity(id, severity);
        }
    }

    fn severity(&mut self, key: &Text<'_>, value: &Value<'_>) {
        let written = key.get_ref();
        let Some(id) = Id::from_text(written) else {
            let ids = Id::ALL.iter().map(|id| id.as_str());
            return self.unknown(key, format!("unknown diagnostic `{written}`"), ids);
        };
        let word = value.get_ref().as_str().unwrap_or_default();
        let Some(severity) = Severity::from_text(word) else {
            return self.wrong(written, value, "`deny`, `warn` or `allow`");
        };
        if severity != Severity::Deny && !id.is_adjustable() {
            return self.bad(format!("`{id}` is always an error"), value.span(), "it can only be denied");
        }
        let levels = std::mem::take(&mut self.settings.lints);
        self.settings.lints = match severity {
            Severity::Deny => levels.deny(id),
            Severity::Warn => levels.warn(id),
            Severity::Allow => levels.allow(id),
        };
    }

    /// Returns a string that is not empty.
    fn text(&mut self, key: &str, value: &Value<'_>) -> Option<String> {
        let text = value.get_ref().as_str().filter(|text| !text.is_empty());
        if text.is_none() {
            self.wrong(key, value, "a string that is not empty");
        }
        text.map(str::to_owned)
    }

    fn unknown<'k>(&mut self, key: &Text<'_>, message: String, known: impl Iterator<Item = &'k str>) {
        let label = Label::new(self.path, key.span(), "unknown");
        self.diagnostics.push(Diagnostic::new(Id::UNKNOWN_SETTING, message, label).suggest(key.get_ref(), known));
    }

    fn wrong(&mut self, key: &str, value: &Value<'_>, expected: &str) {
        self.bad(format!("bad value for `{key}`"), value.span(), &format!("expected {expected}"));
    }

    fn bad(&mut self, message: String, span: Range<usize>, label: &str) {
        let label = Label::new(self.path, span, label);
        self.diagnostics.push(Diagnostic::new(Id::BAD_SETTING, message, label));
    }
}
