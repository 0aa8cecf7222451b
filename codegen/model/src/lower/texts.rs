//! Finds in the texts of a spec what its author cannot have seen: hidden characters, white space at an edge, letters that
//! only look like others, names that YAML takes for something else, and keys that have become part of a text.

use super::hidden::{self, Hidden};
use super::lookalike;
use super::place::Place;
use super::unwritten::check_unwritten;
use crate::channel::character::HiddenKind;
use crate::diagnostic::{Diagnostic, Id, Label};
use crate::format::{self, boolean};
use crate::locate::is_null;
use crate::source::Children;

/// The kind of a text, by the key that it stands under.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Slot {
    /// Words of our own.
    Prose,
    /// Text as the server has it, which may begin and end with white space.
    Text,
    /// A value as the server has it. White space at its edges would be part of it.
    Value,
    /// The host of an endpoint, which has a check of its own.
    Host,
    /// Anything else: a name, a code, a word, a number, a path.
    Name,
}

impl Slot {
    fn of(key: &str) -> Self {
        match key {
            "summary" | "doc" | "title" | "changes" | "what" | "why" | "deprecated" => Self::Prose,
            "message" | "message_contains" | "example" | "has" => Self::Text,
            "default" | "is" | "is_not" | "until" | "failed" | "running" => Self::Value,
            "host" => Self::Host,
            rule if format::Rules::has_wire_text(rule) => Self::Text,
            _ => Self::Name,
        }
    }

    /// Returns whether a hidden character has no business in such a text.
    fn refuses(self, hidden: Hidden) -> bool {
        let is_line = matches!(hidden.character, '\n' | '\r' | '\t');
        match self {
            Self::Name | Self::Host => true,
            Self::Text | Self::Value => !is_line,
            Self::Prose => !is_line && !matches!(hidden.kind, HiddenKind::Blank | HiddenKind::Variation),
        }
    }
}

/// Checks all texts of a file but its samples, which are what they are, whatever they look like.
pub(super) fn check_texts(root: &Place<'_>) {
    let Children::Map(map) = &root.node().children else { return };
    for key in map.keys() {
        let place = root.key(key);
        check_key(key, &place);
        if key != "examples" {
            check_below(Slot::of(key), &place);
        }
    }
}

fn check_below(slot: Slot, place: &Place<'_>) {
    match &place.node().children {
        Children::None => check_text(slot, place),
        Children::List(items) => (0..items.len()).for_each(|index| check_below(slot, &place.item(index))),
        Children::Map(map) => {
            for key in map.keys() {
                let place = place.key(key);
                check_key(key, &place);
                check_below(Slot::of(key), &place);
            }
        }
    }
}

fn check_key(key: &str, place: &Place<'_>) {
    check_name(key, place.raw_key(), place, |text| place.on_key(text));
    if place.is_key_plain() {
        check_unquoted(key, place);
    }
    check_unwritten(key, place);
}

fn check_text(slot: Slot, place: &Place<'_>) {
    check_for_keys(place);
    let text = place.node().text.as_deref().unwrap_or_default();
    match slot {
        Slot::Host => {}
        Slot::Name => check_name(text, place.raw_value(), place, |label| place.on_value(label)),
        Slot::Prose => check_hidden(slot, text, place),
        Slot::Text | Slot::Value => {
            check_hidden(slot, text, place);
            check_letters(text, place, |label| place.on_value(label));
            if slot == Slot::Value && has_edges(text) {
                let label = place.on_value("has white space at an edge");
                let help = "take it away, unless the server has it so";
                place.report(Id::EDGE_SPACE_OF_VALUE, "white space around a value", label, help);
            }
        }
    }
}

/// Checks what must be on the wire, or in Rust, as it is read here.
///
/// YAML reads a line feed inside of it only where one is meant, and a tab is meant where it is written as an escape.
fn check_name(name: &str, raw: &str, place: &Place<'_>, label: impl Fn(String) -> Label) {
    let is_visible = |hidden: Hidden| match hidden.character {
        '\n' => true,
        '\t' => !raw.contains('\t'),
        _ => false,
    };
    if let Some(hidden) = hidden::find(name, |hidden| Slot::Name.refuses(hidden) && !is_visible(hidden)) {
        let label = label(format!("has {hidden}"));
        let diagnostic = Diagnostic::new(Id::HIDDEN_CHARACTER, "a hidden character in a name", label);
        place.push(diagnostic.note("no response and no caller would ever have it").help("write the name by hand"));
    } else if has_edges(name) {
        let label = label("begins or ends with white space".to_owned());
        place.report(Id::EDGE_SPACE, "white space around a name", label, "take it away");
    }
    check_letters(name, place, label);
}

fn check_letters(text: &str, place: &Place<'_>, label: impl Fn(String) -> Label) {
    if let Some(look_alike) = lookalike::find(text) {
        let label = label(format!("has {look_alike}"));
        let help = "write the text by hand, unless the server has it so";
        place.report(Id::LOOK_ALIKE, "a letter that is not what it looks like", label, help);
    }
}

fn check_hidden(slot: Slot, text: &str, place: &Place<'_>) {
    if let Some(hidden) = hidden::find(text, |hidden| slot.refuses(hidden)) {
        let label = place.on_line_with(hidden.character, format!("has {hidden}"));
        let help = "take it away, unless the server has it so";
        place.report(Id::HIDDEN_IN_TEXT, "a hidden character in a text", label, help);
    }
}

fn has_edges(text: &str) -> bool {
    !text.is_empty() && text.trim_matches([' ', '\t', '\r', '\n']).len() < text.len()
}

/// Reports a name without quotes that YAML takes for something else than text.
fn check_unquoted(name: &str, place: &Place<'_>) {
    let help = format!("quote it: `\"{name}\"`");
    if is_null(name) {
        let help = if name.is_empty() { "write the name".to_owned() } else { help };
        place.report(Id::NULL_NAME, "a name that YAML takes for null", place.on_key("is no text"), help);
    } else if boolean(name).is_some() || is_number(name) {
        let what = if boolean(name).is_some() { "a boolean" } else { "a number" };
        let message = format!("a name that YAML takes for {what}");
        place.report(Id::UNQUOTED_NAME, message, place.on_key("is not quoted"), help);
    }
}

fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let is_based = |prefix: &str, base| {
        let digits = digits.strip_prefix(prefix);
        digits.is_some_and(|digits| !digits.is_empty() && digits.chars().all(|digit| digit.is_digit(base)))
    };
    let is_decimal = digits.starts_with(|first: char| first.is_ascii_digit() || first == '.');
    let is_special = matches!(digits, ".inf" | ".Inf" | ".INF" | ".nan" | ".NaN" | ".NAN");
    is_decimal && digits.parse::<f64>().is_ok() || is_based("0x", 16) || is_based("0o", 8) || is_special
}

/// Reports a line inside a text that reads like a key: indented too far, it is part of what stands above it.
fn check_for_keys(place: &Place<'_>) {
    let raw = place.raw_value();
    // What is shown between fences is often YAML.
    if !raw.contains('\n') || raw.contains("```") {
        return;
    }
    let is_plain = place.is_value_plain();
    let reads_like_a_key = |start: &usize| {
        let line = raw.get(*start..).and_then(|rest| rest.split('\n').next()).unwrap_or_default();
        let is_item = is_plain && line.trim_start().starts_with("- ");
        is_item || key_of(line, is_plain).is_some_and(format::is_key)
    };
    let mut starts = raw.match_indices('\n').map(|(index, _)| index + 1);
    if let Some(start) = starts.find(reads_like_a_key) {
        let label = place.on_line_at(start, "is part of the text that begins above");
        let message = "a line that reads like a key of its own, inside a text";
        place.report(Id::KEY_IN_TEXT, message, label, "indent it like the key above, or put the text into one line");
    }
}

/// The key that a line begins with. A plain text can have `key:value` only: with a blank, YAML refuses it.
fn key_of(line: &str, is_plain: bool) -> Option<&str> {
    let (key, rest) = line.trim().split_once(':')?;
    let is_key = is_plain || rest.is_empty() || rest.starts_with(' ');
    Some(key.trim_matches(['"', '\''])).filter(|_| is_key)
}
