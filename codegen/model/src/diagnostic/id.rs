//! The kinds of diagnostics.

use std::fmt;

/// The kind of a diagnostic; stable across releases. Those that begin with `W` are warnings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Id(&'static str);

impl Id {
    /// Returns the id as it is shown, for example `E0201`.
    pub fn as_str(self) -> &'static str {
        self.0
    }

    /// Returns the id that is shown like this, in any case.
    pub fn from_text(text: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|id| id.0.eq_ignore_ascii_case(text))
    }

    /// Returns the severity where nobody asks for another; that of a hint where somebody asks for it.
    pub fn default_severity(self) -> Severity {
        if self.0.starts_with('W') { Severity::Warning } else { Severity::Error }
    }

    /// Returns whether it can be made a warning or be allowed: nothing wrong would be generated then.
    pub fn is_adjustable(self) -> bool {
        let adjustable = [Self::POINTS_NOWHERE, Self::BAD_EXAMPLE, Self::BAD_SAMPLE];
        self.default_severity() == Severity::Warning || adjustable.contains(&self)
    }

    /// Returns whether it is only looked for where somebody asks for it: a hint at what could be written better.
    pub fn is_hint(self) -> bool {
        self == Self::EQUAL_OBJECTS
    }

    /// Returns the explanation, with an example and the way out, as Markdown.
    pub fn explanation(self) -> &'static str {
        let pages = include_str!("explanations.md");
        let heading = format!("\n## {self}");
        let page = pages.find(&heading).map_or("", |start| &pages[start + 1..]);
        let end = page.find("\n## ").unwrap_or(page.len());
        page[..end].trim_end()
    }
}

macro_rules! ids {
    ($($name:ident = $id:literal;)+) => {
        impl Id {
            $(pub const $name: Self = Self($id);)+

            /// Every id there is, in order.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];
        }
    };
}

ids! {
    // The file and its YAML.
    UNREADABLE = "E0101";
    NOT_UTF8 = "E0102";
    TOO_LARGE = "E0103";
    SYNTAX = "E0104";
    DUPLICATE_KEY = "E0105";
    NOT_PLAIN = "E0106";
    SEVERAL_DOCUMENTS = "E0107";
    NO_VALUE = "E0108";
    TOO_DEEP = "E0109";
    KEY_NOT_TEXT = "E0110";
    EMPTY_FILE = "E0111";
    NO_FILES = "E0112";
    NOT_WRITTEN = "E0113";
    NOT_OURS = "E0114";
    LINK = "E0115";
    NOT_REGULAR = "E0116";
    TOO_MANY_FILES = "E0117";
    // The settings file.
    SETTINGS_SYNTAX = "E0118";
    UNKNOWN_SETTING = "E0119";
    BAD_SETTING = "E0120";
    // The shape of the spec.
    UNKNOWN_KEY = "E0201";
    WRONG_SHAPE = "E0202";
    MISSING_KEY = "E0203";
    UNKNOWN_WORD = "E0204";
    BAD_NUMBER = "E0205";
    KEY_OUT_OF_PLACE = "E0206";
    // Names.
    NO_IDENTIFIER = "E0301";
    NAMES_MEET = "E0302";
    RESERVED_NAME = "E0303";
    BAD_RUST_NAME = "E0304";
    NAME_TOO_LONG = "E0305";
    NOT_ASCII = "E0306";
    // What refers to something else.
    UNKNOWN_TYPE = "E0401";
    ENDLESS_TYPE = "E0402";
    UNKNOWN_FIELD = "E0403";
    UNKNOWN_CODE = "E0404";
    POINTS_NOWHERE = "E0405";
    FILE_NAME = "E0406";
    TWICE = "E0407";
    PATH_PARAMETERS = "E0408";
    NO_SERVICE = "E0409";
    NO_MATCH = "E0410";
    BAD_FILE_NAME = "E0411";
    CASE_TWINS = "E0412";
    UNKNOWN_OPERATION = "E0413";
    // What a fact says.
    BAD_EXAMPLE = "E0501";
    BAD_LIMITS = "E0502";
    RULE_ON_WRONG_TYPE = "E0503";
    BAD_PATTERN = "E0504";
    ERROR_ROW_TWICE = "E0505";
    BODY_TWICE = "E0506";
    BAD_SAMPLE = "E0507";
    PLACEHOLDER_CODE = "E0508";
    CONTRADICTION = "E0509";
    HIDDEN_CHARACTER = "E0510";
    EDGE_SPACE = "E0511";
    BAD_HOST = "E0512";
    BAD_CHARACTERS = "E0513";
    NULL_NAME = "E0514";
    BAD_URL = "E0515";
    BAD_PATH = "E0516";
    BAD_HEADER_NAME = "E0517";
    XML_STYLE = "E0518";
    BAD_RESPONSE_PATH = "E0520";
    BAD_BASE_URL = "E0521";
    MESSAGES_ALIKE = "E0522";
    PAGING_KIND = "E0530";
    PAGING_TYPE = "E0531";
    ENDLESS_PAGES = "E0532";
    POLL_VALUE = "E0533";
    POLL_TYPE = "E0534";
    POLL_LACKS_PARAMETER = "E0535";
    CONFUSED_VARIANTS = "E0540";
    BAD_TAG = "E0541";
    UNION_IN_PAIRS = "E0542";
    FOREIGN_FORMAT = "E0543";
    PARTS_IN_SEPARATED = "E0544";
    // What every request has.
    OWNED_HEADER = "E0550";
    SECRET_HEADER = "E0551";
    BAD_HEADER_VALUE = "E0552";
    HEADER_TWICE = "E0553";
    PARTS_WITHOUT_ROOM = "E0554";
    // What is legal, but worth a second look.
    REDUNDANT_RULE = "W0601";
    UNUSED_ALLOWANCE = "W0602";
    REAL_SECRET = "W0603";
    UNWRITTEN = "W0604";
    LOOK_ALIKE = "W0605";
    KEY_IN_TEXT = "W0606";
    UNQUOTED_NAME = "W0607";
    HIDDEN_IN_TEXT = "W0608";
    EDGE_SPACE_OF_VALUE = "W0609";
    EQUAL_OBJECTS = "W0610";
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

/// The severity of a diagnostic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Severity {
    /// Worth a second look; files are generated.
    Warning,
    /// Wrong; nothing is generated.
    Error,
}
