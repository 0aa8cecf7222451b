//! From the bytes of a file to the place of each key and value in its text; refuses the YAML that loses or hides facts.

use std::collections::BTreeMap;

use granit_parser::{Event, Marker, Parser, ScalarStyle, ScanError, Span as ParserSpan, StrInput, options};

use crate::diagnostic::{Diagnostic, Id, Label};
use crate::files::SourceFile;
use crate::source::{Children, Node, SIZE_LIMIT, Source, Span};

/// The greatest depth of nested maps and lists.
const DEPTH_LIMIT: usize = 64;

/// Takes the bytes of a file for text.
pub fn decode(file: &SourceFile) -> Result<Source, Box<Diagnostic>> {
    let SourceFile { path, name, bytes } = file;
    let refuse = |id, message: String, help: &str| {
        let label = Label::file(path);
        Err(Box::new(Diagnostic::new(id, message, label).help(help)))
    };
    if bytes.len() > SIZE_LIMIT {
        let message = format!("the file has {} bytes, more than the {SIZE_LIMIT} that are read", bytes.len());
        return refuse(Id::TOO_LARGE, message, "split it: one operation a file");
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes.as_slice());
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(Source { path: path.clone(), name: name.clone(), text: text.to_owned() }),
        Err(error) => {
            let valid = String::from_utf8_lossy(&bytes[..error.valid_up_to()]);
            let line = valid.lines().count().max(1);
            let message =
                format!("the file is not UTF-8: byte {} (line {line}) belongs to no character", error.valid_up_to());
            refuse(Id::NOT_UTF8, message, "save it as UTF-8")
        }
    }
}

/// Finds every key and value, and refuses the parts of YAML that would lose or hide facts.
///
/// All of these are reported; after an error of syntax nothing can be found any more.
pub fn locate(source: &Source, report: &mut Vec<Diagnostic>) -> Option<Node> {
    let before = report.len();
    let options = options! { emit_anchor_events: true, emit_comments: false };
    let parser = Parser::new_from_str_with_options(&source.text, options);
    let mut locator = Locator { source, report, parser };
    let root = locator.document();
    root.filter(|_| report.len() == before)
}

struct Locator<'a> {
    source: &'a Source,
    report: &'a mut Vec<Diagnostic>,
    parser: Parser<'a, StrInput<'a>>,
}

impl<'a> Locator<'a> {
    fn document(&mut self) -> Option<Node> {
        let mut root = None;
        loop {
            let (event, span) = self.next()?;
            match event {
                Event::StreamEnd => break,
                Event::DocumentStart(..) if root.is_some() => {
                    let help = "write one file for each";
                    self.refuse(Id::SEVERAL_DOCUMENTS, "a second document in one file", &span, help);
                    return None;
                }
                Event::StreamStart | Event::DocumentStart(..) | Event::DocumentEnd => {}
                event => {
                    let way = Way { depth: 0, in_examples: false };
                    root = Some(self.node(event, span.clone(), span, way)?);
                }
            }
        }
        if root.is_none() {
            let label = Label::file(&self.source.path);
            let help = "an operation starts with `operation: Name`, a service with `service: Code`";
            self.report.push(Diagnostic::new(Id::EMPTY_FILE, "the file is empty".to_owned(), label).help(help));
        }
        root
    }

    /// The next event that is not refused by itself.
    fn next(&mut self) -> Option<(Event<'a>, Span)> {
        loop {
            let (event, span) = match self.parser.next_event()? {
                Ok(event) => event,
                Err(error) => {
                    self.syntax_error(&error);
                    return None;
                }
            };
            if let Some(tag) = span.tag_span() {
                let help = "take it away: the key alone says what type its value has";
                self.refuse(Id::NOT_PLAIN, "a tag, which gives a value another type", &self.span(tag), help);
            }
            let span = self.span(span);
            if !matches!(event, Event::Anchor(..)) {
                return Some((event, span));
            }
            let help = "take it away, and write the value wherever it is needed";
            self.refuse(Id::NOT_PLAIN, "an anchor, which hides where a value stands", &span, help);
        }
    }

    fn syntax_error(&mut self, error: &ScanError) {
        let start = self.byte(error.marker());
        let rest = &self.source.text[start..];
        let end = rest.chars().next().map_or(start, |next| start + next.len_utf8());
        let help = if rest.starts_with('\t') || error.info().contains("tab") {
            "indent with spaces: YAML allows no tabs there"
        } else if error.info().contains("block ") {
            "look at the indentation: the keys of one map begin in one column"
        } else {
            "quote text that YAML could take for something else: \"%s\", \"*Image\", \"a: b\", \"/x/{id}\""
        };
        self.refuse(Id::SYNTAX, &format!("this is not YAML: {}", error.info()), &(start..end), help);
    }

    /// The bytes of a value; the parser counts white space around it to it.
    fn span(&self, span: ParserSpan) -> Span {
        let start = self.byte(&span.start);
        let end = self.byte(&span.end).max(start);
        // What is white space to Unicode alone is a part of the value.
        let blanks = [' ', '\t', '\r', '\n'];
        let value = self.source.text.get(start..end).filter(|value| !value.trim_matches(blanks).is_empty());
        value.map_or(start..end, |value| {
            start + (value.len() - value.trim_start_matches(blanks).len())..start + value.trim_end_matches(blanks).len()
        })
    }

    fn byte(&self, marker: &Marker) -> usize {
        let length = self.source.text.len();
        // Text in memory has an offset everywhere.
        marker.byte_offset().map_or(length, |offset| offset.min(length))
    }

    fn refuse(&mut self, id: Id, message: &str, span: &Span, help: &str) {
        let label = Label::new(&self.source.path, span.clone(), "");
        self.report.push(Diagnostic::new(id, message.to_owned(), label).help(help));
    }

    fn node(&mut self, event: Event<'a>, key: Span, span: Span, way: Way) -> Option<Node> {
        if way.depth > DEPTH_LIMIT {
            let message = format!("nested more than {DEPTH_LIMIT} deep");
            let help = "name the inner part under `types` in service.yaml and write `ref`";
            self.refuse(Id::TOO_DEEP, &message, &span, help);
            return None;
        }
        let way = Way { depth: way.depth + 1, ..way };
        match event {
            Event::Scalar(text, style, ..) => {
                self.no_hidden_mark(&text, style, &span);
                let is_null = style == ScalarStyle::Plain && is_null(&text);
                if is_null && !way.in_examples {
                    let help = "leave the key out, or write \"\" for empty text";
                    self.refuse(Id::NO_VALUE, "a key without a value", &key, help);
                }
                Some(Node { key, value: span, text: Some(text.into_owned()), children: Children::None })
            }
            Event::SequenceStart(..) => {
                let (items, end) = self.list(way)?;
                Some(Node { key, value: span.start..end, text: None, children: Children::List(items) })
            }
            Event::MappingStart(..) => {
                let (fields, end) = self.map(way)?;
                Some(Node { key, value: span.start..end, text: None, children: Children::Map(fields) })
            }
            _ => {
                let help = "write the value again";
                self.refuse(Id::NOT_PLAIN, "an alias, which stands for a value elsewhere", &span, help);
                Some(Node { key, value: span, text: None, children: Children::None })
            }
        }
    }

    /// Refuses a byte order mark that nobody sees; between quotes it is meant.
    fn no_hidden_mark(&mut self, text: &str, style: ScalarStyle, span: &Span) {
        let is_quoted = matches!(style, ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted);
        if !is_quoted && text.contains('\u{feff}') {
            self.refuse(Id::SYNTAX, "a byte order mark inside the file", span, "take it away, or quote the text");
        }
    }

    fn list(&mut self, way: Way) -> Option<(Vec<Node>, usize)> {
        let mut items = Vec::new();
        loop {
            let (event, span) = self.next()?;
            if matches!(event, Event::SequenceEnd) {
                return Some((items, span.end));
            }
            items.push(self.node(event, span.clone(), span, way)?);
        }
    }

    fn map(&mut self, way: Way) -> Option<(BTreeMap<String, Node>, usize)> {
        let mut fields: BTreeMap<String, Node> = BTreeMap::new();
        loop {
            let (event, span) = self.next()?;
            let mut is_plain = false;
            let key = match event {
                Event::MappingEnd => return Some((fields, span.end)),
                Event::Scalar(key, style, ..) => {
                    self.no_hidden_mark(&key, style, &span);
                    is_plain = style == ScalarStyle::Plain;
                    key.into_owned()
                }
                event => {
                    let help = "write the name alone, and quote it";
                    self.refuse(Id::KEY_NOT_TEXT, "a key that is not text", &span, help);
                    self.node(event, span.clone(), span.clone(), way)?;
                    String::new()
                }
            };
            if is_plain && key == "<<" {
                let help = "write the keys wherever they are needed";
                self.refuse(Id::NOT_PLAIN, "a merge key, which hides where keys stand", &span, help);
            }
            let (event, value) = self.next()?;
            let way = Way { in_examples: way.in_examples || way.depth == 1 && key == "examples", ..way };
            let node = self.node(event, span.clone(), value, way)?;
            if let Some(first) = fields.get(&key) {
                let label = Label::new(&self.source.path, span, "again here");
                let diagnostic = Diagnostic::new(Id::DUPLICATE_KEY, format!("the key `{key}` stands twice"), label)
                    .also(Label::new(&self.source.path, first.key.clone(), "first here"))
                    .help("keep one: YAML readers would drop the other without a word");
                self.report.push(diagnostic);
            } else {
                fields.insert(key, node);
            }
        }
    }
}

/// The surroundings of a value, on the way down to it.
#[derive(Clone, Copy)]
struct Way {
    depth: usize,
    /// Samples may hold null; facts may not.
    in_examples: bool,
}

/// Returns whether YAML takes text without quotes for null.
pub(crate) fn is_null(text: &str) -> bool {
    matches!(text, "" | "~" | "null" | "Null" | "NULL")
}
