//! Documentation: prose made fit for rustdoc, wrapped.

use std::borrow::Cow;

use proc_macro2::TokenStream;
use quote::quote;
use syn::Attribute;

use super::blocks::{Block, blocks};
use super::syntax;
use crate::print;
use apiscribe_model::channel::markdown::code;
use apiscribe_model::channel::rustdoc::{escaped, escaped_cells, visible};
use apiscribe_model::checked::KnownFrom;

/// The greatest width of a line of prose.
const WIDTH: usize = 100;

/// Lines of documentation.
#[derive(Clone, Debug, Default)]
pub(crate) struct Docs {
    lines: Vec<String>,
    /// The bullet of the list that ends the documentation so far, if one does.
    last_bullet: Option<char>,
    /// True if prose ends it, below which a list of facts needs no blank line.
    ends_in_prose: bool,
}

impl Docs {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// Starts with the spec's words, or with a paragraph of the generator's own where the spec has none.
    pub(crate) fn of(doc: Option<&str>, otherwise: impl FnOnce() -> String) -> Self {
        match doc.filter(|doc| has_words(doc)) {
            Some(doc) => Self::new().prose(Some(doc)),
            None => Self::new().paragraph(&otherwise()),
        }
    }

    /// Starts with a name, which is Markdown already, and the spec's words on it where there are any.
    pub(crate) fn named(name: &str, doc: Option<&str>) -> Self {
        match doc.filter(|doc| has_words(doc)) {
            Some(doc) => Self::new().paragraph(&format!("{name}: {}", escaped(doc))),
            None => Self::new().paragraph(&format!("{name}.")),
        }
    }

    /// Adds a paragraph of the generator's own words, which are Markdown already.
    pub(crate) fn paragraph(mut self, markdown: &str) -> Self {
        self.separate();
        self.lines.extend(wrapped(markdown, "", ""));
        self.ends_in_prose = true;
        self
    }

    /// Adds a sentence of the generator's own words to the paragraph that ends the documentation so far, or else as one.
    pub(crate) fn sentence(mut self, markdown: &str) -> Self {
        let last = if self.ends_in_prose { self.lines.pop() } else { None };
        let Some(last) = last else { return self.paragraph(markdown) };
        self.lines.extend(wrapped(&format!("{last} {markdown}"), "", ""));
        self
    }

    /// Adds the spec's words, with the few kinds of blocks that prose has.
    pub(crate) fn prose(mut self, text: Option<&str>) -> Self {
        for block in blocks(text.unwrap_or_default()) {
            self = match block {
                Block::Text(text) => self.paragraph(&escaped(&text)),
                // A heading of the page would stand above the headings of this documentation.
                Block::Heading(text) => self.paragraph(&format!("**{}**", escaped(&text))),
                Block::List(items) => self.nested_list(items.iter().map(|(level, item)| (*level, escaped(item)))),
                Block::Code(lines) => self.code(lines, false),
                Block::Table(rows) => self.table(rows.iter().map(|row| escaped_cells(row))),
            };
        }
        self
    }

    /// Adds a list, if it has items.
    pub(crate) fn list(mut self, items: impl IntoIterator<Item = String>) -> Self {
        // Two lists with the same bullet, one behind the other, would be shown as one.
        let bullet = if self.last_bullet == Some('-') { '*' } else { '-' };
        let is_below_prose = std::mem::take(&mut self.ends_in_prose);
        self.items(bullet, items.into_iter().map(|item| (0, item)), !is_below_prose)
    }

    /// Adds a list of the spec's words, if it has items; each says how many lists it is nested in.
    fn nested_list(self, items: impl IntoIterator<Item = (usize, String)>) -> Self {
        self.items('-', items, true)
    }

    fn items(mut self, bullet: char, items: impl IntoIterator<Item = (usize, String)>, is_separate: bool) -> Self {
        let mut items = items.into_iter().peekable();
        if items.peek().is_none() {
            return self;
        }
        if is_separate {
            self.separate();
        }
        for (level, item) in items {
            let indent = "  ".repeat(level);
            self.lines.extend(wrapped(&item, &format!("{indent}{bullet} "), &format!("{indent}  ")));
        }
        self.last_bullet = Some(bullet);
        self
    }

    /// Adds the rows of a table, which are Markdown already.
    fn table(mut self, rows: impl IntoIterator<Item = String>) -> Self {
        self.separate();
        self.lines.extend(rows);
        self
    }

    /// Adds a heading.
    pub(crate) fn heading(self, title: &str) -> Self {
        let mut docs = self.paragraph(&format!("# {title}"));
        docs.ends_in_prose = false;
        docs
    }

    /// Adds lines of code, which are compiled and run as a test if `is_tested`.
    pub(crate) fn code(mut self, lines: impl IntoIterator<Item = String>, is_tested: bool) -> Self {
        let lines: Vec<String> = lines.into_iter().collect();
        let longest = lines.iter().map(|line| line.len() - line.trim_start_matches('`').len()).max().unwrap_or(0);
        let fence = "`".repeat(3.max(longest + 1));
        self.separate();
        self.lines.push(if is_tested { fence.clone() } else { format!("{fence}text") });
        self.lines.extend(lines);
        self.lines.push(fence);
        self
    }

    /// Ends the block before the next one.
    fn separate(&mut self) {
        self.last_bullet = None;
        self.ends_in_prose = false;
        if !self.lines.is_empty() {
            self.lines.push(String::new());
        }
    }

    /// Emits the documentation of the item that follows.
    ///
    /// ```text
    /// /// New name of the custom image.
    /// ```
    pub(crate) fn attributes(&self) -> Vec<Attribute> {
        self.text().iter().map(|text| syntax::text_attribute("doc", text)).collect()
    }

    /// Emits the documentation of a row of a table, or of its head, as the line `/// New name of the custom image.` above it.
    pub(crate) fn above_row(&self) -> Option<TokenStream> {
        let lines = self.text()?.replace(print::DOC_LINE_END, &format!("{}///", print::DOC_LINE_END));
        Some(syntax::above_row(&format!("///{lines}")))
    }

    /// Emits the documentation of the module around it.
    ///
    /// ```text
    /// //! `AddImage`: Adds a custom image.
    /// ```
    pub(crate) fn inner(&self) -> TokenStream {
        self.text().map_or_else(TokenStream::new, |text| quote! { #![doc = #text] })
    }

    /// All lines, each with a space before the text, as people write it after `///`. They are one attribute, because
    /// reading attributes would be half of the work of laying out a file.
    fn text(&self) -> Option<String> {
        let mut text = String::new();
        for (index, line) in self.lines.iter().enumerate() {
            if index > 0 {
                text.push_str(print::DOC_LINE_END);
            }
            // What would end the line, among others, is a control character and not shown.
            let line = visible(line);
            if !line.is_empty() {
                text.extend([" ", &line]);
            }
        }
        (!self.lines.is_empty()).then_some(text)
    }
}

/// Returns whether there is anything to read in a text.
fn has_words(text: &str) -> bool {
    !text.trim().is_empty()
}

/// Returns whether a text between two backticks is code, and nothing else. The macros of the runtime put it there.
pub(crate) fn is_plain_code(text: &str) -> bool {
    code(text).strip_prefix('`').and_then(|code| code.strip_suffix('`')) == Some(text)
}

/// Names the source of all that names no other, if that is not the page.
pub(crate) fn source_of_all(known_from: KnownFrom) -> Option<String> {
    let source = source(Some(known_from).filter(|source| !source.is_page()))?;
    Some(format!("{source}, where no other is named"))
}

/// Names the source of a fact, if that is not the one of its file.
pub(crate) fn source(known_from: Option<KnownFrom>) -> Option<String> {
    let source = match known_from? {
        KnownFrom::Page => "source: the page",
        KnownFrom::Example => "source: an example on the page",
        KnownFrom::Metadata => "source: the official metadata",
        KnownFrom::Sdk => "source: the official SDKs",
        KnownFrom::Observed => "source: responses of the live service",
    };
    Some(source.to_owned())
}

/// Breaks text between words, but not inside code.
fn wrapped(text: &str, first_indent: &str, indent: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = first_indent.to_owned();
    // In characters.
    let mut width = line.len();
    let mut is_empty = true;
    for mut word in words(text) {
        if is_empty {
            word = harmless_at_start(word);
        } else if width + 1 + word.chars().count() > WIDTH && may_start_line(&word) {
            lines.push(std::mem::replace(&mut line, indent.to_owned()));
            width = line.len();
            is_empty = true;
            word = harmless_at_start(word);
        }
        if !is_empty {
            line.push(' ');
            width += 1;
        }
        line.push_str(&word);
        width += word.chars().count();
        is_empty = false;
    }
    lines.push(line);
    lines
}

/// True if a word would be nothing but a word at the start of a line: no tag, fence or heading, nor dashes that make a heading
/// of the lines above. A single dash is made harmless there.
fn may_start_line(word: &str) -> bool {
    let is_underline = word.len() > 1 && word.bytes().all(|byte| byte == b'-');
    word.starts_with("<http")
        || !word.starts_with(['<', '>', '#', '=', '~', '|']) && !word.starts_with("```") && !is_underline
}

/// A word that begins a line and would begin a list there, written so that it does not.
fn harmless_at_start(word: Cow<'_, str>) -> Cow<'_, str> {
    let number = word.trim_end_matches(['.', ')']);
    let is_number =
        number.len() + 1 == word.len() && !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    match &*word {
        "-" | "+" => format!("\\{word}").into(),
        _ if is_number => format!("{number}\\{}", &word[number.len()..]).into(),
        _ => word,
    }
}

/// The words of a text; a code span and what touches it are one, unless the span is so long that it has to be broken.
fn words(text: &str) -> Vec<Cow<'_, str>> {
    if !text.contains('`') {
        return text.split([' ', '\n', '\t']).filter(|word| !word.is_empty()).map(Cow::Borrowed).collect();
    }
    let mut words: Vec<Cow<'_, str>> = Vec::new();
    let mut word = String::new();
    let mut in_code = false;
    for part in text.split_inclusive('`') {
        let may_break = !in_code || part.len() > LONG_CODE && !part.contains("  ");
        for character in part.chars() {
            match character {
                ' ' | '\n' | '\t' if may_break => words.push(std::mem::take(&mut word).into()),
                '\n' => word.push(' '),
                character => word.push(character),
            }
        }
        in_code ^= part.ends_with('`');
    }
    words.push(word.into());
    words.retain(|word| !word.is_empty());
    words
}

/// The greatest length of code that stays on one line, in bytes.
const LONG_CODE: usize = 60;

#[cfg(test)]
mod tests {
    use super::{Docs, wrapped};

    #[test]
    fn marks_that_turn_the_text_and_lone_returns_are_not_there() {
        let docs = Docs::new().prose(Some("a\r\rb \u{202e}c\u{2066}\u{1b}\u{0}"));
        assert_eq!(docs.text().as_deref().map(str::trim_end), Some(" a  b c"));
    }

    #[test]
    fn lists_and_headings_of_prose_stay_what_they_are() {
        let text = "# Limits\nUp to\n10 - of them.\n* one\n  [more]\n* two\n\n- three";
        let docs = Docs::new().prose(Some(text));
        let lines = ["**Limits**", "", "Up to 10 - of them.", "", "- one \\[more\\]", "- two", "", "- three"];
        assert_eq!(docs.lines, lines);
        assert_eq!(Docs::new().prose(Some("2013. was it\n1) not")).lines, ["2013\\. was it 1) not"]);
    }

    #[test]
    fn nested_lists_code_and_tables_of_prose_stay_what_they_are() {
        let text = "So:\n- one\n    - inner\n\n```json\n{ [a]: 1 }\n\n```rust\n```\n\n| A | B_c |\n|---|---|\n| `x\\|y` | <z> |";
        let lines = [
            "So:",
            "",
            "- one",
            "  - inner",
            "",
            "````text",
            "{ [a]: 1 }",
            "",
            "```rust",
            "````",
            "",
            "| A | B\\_c |",
            "|---|---|",
            "| `x\\|y` | \\<z\\> |",
        ];
        assert_eq!(Docs::new().prose(Some(text)).lines, lines);
        assert_eq!(Docs::new().prose(Some("``` is open\nfn f")).lines, ["\\`\\`\\` is open fn f"], "nothing closes it");
    }

    #[test]
    fn no_line_of_broken_code_begins_a_block() {
        let long = format!("`{} <table> <p> ## > end`", "word ".repeat(19).trim());
        let lines = wrapped(&long, "- ", "  ");
        assert!(lines.len() > 1 && lines[1..].iter().all(|line| line.starts_with("  end")), "{lines:?}");
    }

    #[test]
    fn no_line_of_dashes_makes_a_heading_of_the_lines_above() {
        for dashes in ["--", "---", "----------"] {
            let lines = wrapped(&format!("{} {dashes}", "word ".repeat(20).trim()), "", "");
            assert!(lines.iter().all(|line| line != dashes), "{lines:?}");
        }
        assert_eq!(wrapped("---", "", ""), ["---"], "a line between two paragraphs");
    }

    #[test]
    fn lines_break_between_words_and_not_in_code() {
        let long = format!("{} `{}` end", "word ".repeat(18).trim(), "co de ".repeat(5));
        let lines = wrapped(&long, "- ", "  ");
        assert_eq!(lines.len(), 2);
        assert!(lines[0].starts_with("- word") && lines[1].starts_with("  `co de"), "{lines:?}");
    }
}
