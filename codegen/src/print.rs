//! Syntax to text, as a careful person would have laid it out.

use proc_macro2::Literal;
use syn::{File, Lit};

/// Ends a line of documentation inside the text of an attribute: no text of a specification has this character, and the
/// formatter leaves it alone.
pub(crate) const DOC_LINE_END: &str = "\u{1e}";

/// Stands as a literal before each row of a table that a macro reads, so that the row becomes a line. It is of bytes, which
/// no text of a specification becomes.
pub(crate) const TABLE_ROW_END: &[u8] = b"row";

/// The form in which the formatter writes that literal.
const TABLE_ROW_END_WRITTEN: &str = "b\"row\"";

/// Begins a literal that stands before a row of such a table, or before its head, for lines above it: documentation and
/// attributes, with [`DOC_LINE_END`] between them.
pub(crate) const TABLE_LINES: &str = "\u{1f}";

/// The form in which the formatter begins that literal.
const TABLE_LINES_WRITTEN: &str = "\"\\u{1f}";

/// Breaks a file into lines.
pub(crate) fn lines(file: &File) -> String {
    prettyplease::unparse(file)
}

/// Puts a blank line where rustfmt's users have one and the formatter has none: between items, between the methods of an
/// `impl`, and between members where the documentation of one takes several lines.
pub(crate) fn spaced(text: &str) -> String {
    let mut spaced = String::with_capacity(text.len() + text.len() / 16);
    let mut containers: Vec<Container> = vec![Container::new(0, Content::Items)];
    let mut previous = "";
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let content = line.trim_start();
        let indent = line.len() - content.len();
        let is_behind = |container: &Container| indent < container.indent;
        if content.starts_with('}') && containers.len() > 1 && containers.last().is_some_and(is_behind) {
            containers.pop();
        }
        let mut container = containers.last_mut().filter(|container| container.indent == indent);
        if container.as_mut().is_some_and(|container| container.wants_blank_line(previous, content)) {
            spaced.push('\n');
        }
        push_line(&mut spaced, line, indent);
        if is_table(content) {
            previous = "}";
            push_table(&mut spaced, &mut lines);
            continue;
        }
        if content.ends_with('{') {
            let opens = |starts: &[&str]| starts.iter().any(|start| content.starts_with(start));
            if opens(&["pub struct ", "pub enum "]) {
                let are_spaced = has_long_member(lines.clone(), indent + 4);
                containers.push(Container::new(indent + 4, Content::Members { are_spaced }));
            } else if opens(&["impl ", "impl<", "mod ", "pub mod ", "pub trait "]) {
                containers.push(Container::new(indent + 4, Content::Items));
            }
        }
        previous = content;
    }
    spaced
}

/// Returns whether the documentation of a field or variant takes several lines, given the lines behind the brace that opens.
fn has_long_member<'t>(lines: impl Iterator<Item = &'t str>, indent: usize) -> bool {
    let mut members = lines.map_while(|line| line.get(indent..).filter(|_| line[..indent].trim().is_empty()));
    members.any(|content| content.starts_with("///") && content.contains(DOC_LINE_END))
}

/// A file or a pair of braces.
struct Container {
    /// The indentation of its content.
    indent: usize,
    content: Content,
    /// The first line of the item that came last.
    last: String,
}

/// The content of a container.
#[derive(Clone, Copy)]
enum Content {
    Items,
    /// Fields or variants.
    Members {
        are_spaced: bool,
    },
}

impl Container {
    fn new(indent: usize, content: Content) -> Self {
        Self { indent, content, last: String::new() }
    }

    /// Returns whether a line that stands right in the container begins something that a blank line comes before.
    fn wants_blank_line(&mut self, previous: &str, line: &str) -> bool {
        match self.content {
            Content::Items => self.before_item(previous, line),
            Content::Members { are_spaced } => are_spaced && previous.ends_with(',') && !line.starts_with('}'),
        }
    }

    fn before_item(&mut self, previous: &str, content: &str) -> bool {
        let is_first = previous.ends_with('{');
        if content.starts_with('}') || !is_first && !ends_item(previous) {
            return false;
        }
        let follows_its_like = |start: &str| content.starts_with(start) && self.last.starts_with(start);
        let is_in_group = follows_its_like("pub use ")
            || follows_its_like("#![")
            || is_brief(content) && is_brief(&self.last) && self.last == previous;
        content.clone_into(&mut self.last);
        !is_first && !is_in_group && !content.starts_with("//!")
    }
}

/// Puts down a line, or the lines of documentation that were one attribute.
fn push_line(text: &mut String, line: &str, indent: usize) {
    let Some(marker) = line.get(indent..indent + 3).filter(|start| start.starts_with("//")) else {
        text.extend([line, "\n"]);
        return;
    };
    let mut lines = line.split(DOC_LINE_END);
    text.extend([lines.next().unwrap_or_default().trim_end(), "\n"]);
    for more in lines {
        text.extend([&line[..indent], marker, more.trim_end(), "\n"]);
    }
}

/// Returns whether a line begins a table that a macro of the runtime reads.
fn is_table(content: &str) -> bool {
    content.starts_with("apiscribe::") && content.ends_with("! {")
}

/// Puts down the rest of a table, each row as a line. The formatter fills the lines with tokens.
fn push_table<'t>(text: &mut String, lines: &mut impl Iterator<Item = &'t str>) {
    let mut end = "";
    let body = lines.take_while(|line| {
        end = line;
        line.trim_start() != "}"
    });
    let body: Vec<&str> = body.map(str::trim_start).collect();
    let indent = &end[..end.len().saturating_sub(1)];
    let body = body.join(" ");
    for row in body.split(TABLE_ROW_END_WRITTEN) {
        let mut row = row.trim();
        while let Some((above, rest)) = lines_above(row) {
            above.split(DOC_LINE_END).for_each(|line| text.extend([indent, "    ", line.trim_end(), "\n"]));
            row = rest;
        }
        text.extend([indent, "    ", &tight(row), "\n"]);
    }
    text.extend([end, "\n"]);
}

/// Returns the lines that are to stand above a row, and the row without the literal that has them.
fn lines_above(row: &str) -> Option<(String, &str)> {
    let written = row.strip_prefix(TABLE_LINES_WRITTEN)?;
    let mut is_escaped = false;
    let end = written.find(|character| {
        let ends = character == '"' && !is_escaped;
        is_escaped = character == '\\' && !is_escaped;
        ends
    })?;
    // The formatter has written it, so that it can be read.
    let literal: Literal = format!("\"{}\"", &written[..end]).parse().ok()?;
    let Lit::Str(lines) = Lit::new(literal) else { return None };
    Some((lines.value(), written[end + 1..].trim_start()))
}

/// Takes out the spaces that the formatter puts before the colon of a table's head and behind the sign of a number.
fn tight(row: &str) -> String {
    if let Some(head) = row.strip_suffix(" :") {
        return format!("{head}:");
    }
    match row.split_once(" => ") {
        Some((name, value)) if value.starts_with("- ") => format!("{name} => -{}", value[1..].trim_start()),
        _ => row.to_owned(),
    }
}

/// Returns whether a line is an associated type or constant by itself.
fn is_brief(line: &str) -> bool {
    (line.starts_with("type ") || line.starts_with("const ")) && line.ends_with(';')
}

/// Returns whether a line ends an item, the documentation of a module or its attributes, and not something before an item.
fn ends_item(line: &str) -> bool {
    let is_comment = line.starts_with("///");
    let ends = line.ends_with('}') || line.ends_with(';') || line == ")]" || line.starts_with("#![");
    line.starts_with("//!") || ends && !is_comment
}
