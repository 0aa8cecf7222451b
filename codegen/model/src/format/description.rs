//! The description of the format: its maps, their keys, and the content of each key.
//!
//! The JSON Schema, the keys that a note may point at, and reading itself are made of this one table.

use crate::presets;
use apiscribe_core::{
    ApiStyle, Auth, EndpointRule, KnownFrom, LengthUnit, Level, Location, Method, OperationKind, Protocol, Recovery,
    Style, ValueType, WireFormat,
};

/// A map with keys of its own.
#[derive(Clone, Copy, Debug)]
pub struct Description {
    pub name: &'static str,
    /// The lines of its documentation.
    pub doc: &'static str,
    pub keys: &'static [Key],
}

/// A key of such a map.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    pub name: &'static str,
    /// The lines of its documentation.
    pub doc: &'static str,
    /// Returns what stands behind the key.
    pub content: fn() -> Content,
    /// True if the key must be there.
    pub is_required: bool,
    /// The form of its text; that of its items, where it has a list.
    pub form: Form,
}

#[derive(Clone, Debug)]
pub enum Content {
    /// Text, or what YAML would take for a number.
    Text,
    Boolean,
    /// Anything that YAML can say.
    Anything,
    List(Box<Content>),
    /// A text, or a list of texts.
    Texts,
    /// Any keys, each with such a value.
    Entries(Box<Content>),
    Map(&'static Description),
}

/// Declares the forms that text can have, for each the mark by which a shape names it, and the words that it can be, where only
/// some can.
macro_rules! forms {
    ($($(#[$meta:meta])* $name:ident $mark:ident $(of $words:expr)?,)+) => {
        /// The form of a text.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Form {
            /// Any text.
            Any,
            $($(#[$meta])* $name,)+
        }

        impl Form {
            /// Returns the words that the text can be, where only some can; of some words the end can be any.
            pub fn words(self) -> Option<&'static [&'static str]> {
                match self {
                    $($(Self::$name => Some($words),)?)+
                    _ => None,
                }
            }
        }

        impl Key {
            /// Marks the key as one that must be there.
            pub(super) const fn required(mut self) -> Self {
                self.is_required = true;
                self
            }

            $(
                /// Gives the key's text this form.
                pub(super) const fn $mark(mut self) -> Self {
                    self.form = Form::$name;
                    self
                }
            )+
        }
    };
}

forms! {
    Type type_word of ValueType::WORDS,
    WireFormat wire_format_word of WireFormat::WORDS,
    Location location_word of Location::WORDS,
    Style style_word of Style::WORDS,
    Protocol protocol_word of Protocol::WORDS,
    Provider provider_word of presets::NAMES,
    ServiceStyle service_style_word of ApiStyle::WORDS,
    Auth auth_word of Auth::WORDS,
    EndpointRule endpoint_rule_word of EndpointRule::WORDS,
    Kind kind_word of OperationKind::WORDS,
    Method method_word of Method::WORDS,
    LengthUnit length_unit_word of LengthUnit::WORDS,
    Level level_word of Level::WORDS,
    Recovery recovery_word of Recovery::WORDS,
    KnownFrom known_from of KnownFrom::WORDS,
    DiagnosticId diagnostic_id,
    Day day,
    /// The status of an HTTP response, or the longer number that some services give.
    Status status,
    /// A whole number that is not negative, quoted or not.
    Count count,
    /// A number, quoted or not.
    Number number,
    /// Text as the page gives it; what is not quoted is taken as it is written.
    Scalar scalar,
    /// `true`, or a sentence.
    Deprecation deprecation,
    /// A class of characters, or characters that stand for themselves.
    Characters characters,
    /// Text as the server has it, which may begin and end with white space.
    WireText wire_text,
}

impl Form {
    /// Returns whether the text can be this word.
    pub(super) fn has(self, word: &str) -> bool {
        match self {
            Self::Auth => Auth::parse(word).is_some(),
            _ => self.words().is_none_or(|words| words.contains(&word)),
        }
    }
}

/// Returns these maps and all that are in them, each once.
pub(super) fn maps(roots: [&'static Description; 2]) -> Vec<&'static Description> {
    let mut found: Vec<&'static Description> = Vec::new();
    let mut next: Vec<&'static Description> = roots.into();
    while let Some(map) = next.pop() {
        if !found.iter().any(|known| known.name == map.name) {
            found.push(map);
            next.extend(map.keys.iter().filter_map(|key| (key.content)().map()));
        }
    }
    found
}

impl Description {
    /// Returns the key that is called so.
    pub fn key(&self, name: &str) -> Option<&'static Key> {
        self.keys.iter().find(|key| key.name == name)
    }
}

impl Content {
    /// Returns the map that it is, or that its items or entries are.
    fn map(&self) -> Option<&'static Description> {
        match self {
            Self::Map(map) => Some(map),
            Self::List(inner) | Self::Entries(inner) => inner.map(),
            Self::Text | Self::Texts | Self::Boolean | Self::Anything => None,
        }
    }
}
