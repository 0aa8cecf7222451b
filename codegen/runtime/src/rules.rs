//! The rules that a value's documentation states, as data laid out when the program is compiled.

use crate::character::CharacterSet;
use crate::pattern::Pattern;

/// How the length of text is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum LengthUnit {
    /// Unicode scalar values: a Chinese character or a simple emoji is one.
    Character,
    /// Bytes of UTF-8.
    Byte,
    /// UTF-16 code units, as Java and JavaScript count.
    Utf16,
}

impl LengthUnit {
    pub(crate) fn count(self, text: &str) -> usize {
        match self {
            Self::Character => text.chars().count(),
            Self::Byte => text.len(),
            Self::Utf16 => text.encode_utf16().count(),
        }
    }

    pub(crate) const fn plural(self) -> &'static str {
        match self {
            Self::Character => "characters",
            Self::Byte => "bytes",
            Self::Utf16 => "UTF-16 units",
        }
    }
}

/// How sure a rule is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Level {
    /// A source states the rule, so the server is expected to refuse what breaks it.
    Documented,
    /// The rule was read out of prose and may be read otherwise; a violation is a hint.
    Assumed,
}

/// One block of rules for one value, from one place of the specification.
#[derive(Clone, Copy, Debug)]
pub struct Rules {
    pub(crate) path: &'static str,
    pub(crate) level: Level,
    pub(crate) preempts: Option<&'static str>,
    pub(crate) default: Option<&'static str>,
    pub(crate) length: Option<(usize, usize, LengthUnit)>,
    pub(crate) starts_with: Option<CharacterSet>,
    pub(crate) charset: Option<CharacterSet>,
    pub(crate) forbidden_prefixes: &'static [&'static str],
    pub(crate) forbidden_suffixes: &'static [&'static str],
    pub(crate) forbidden_substrings: &'static [&'static str],
    /// Whether the charset alone already keeps the forbidden substrings out.
    pub(crate) charset_forbids_substrings: bool,
    pub(crate) pattern: Option<&'static Pattern>,
    pub(crate) integer_range: Option<(i64, i64)>,
    pub(crate) number_range: Option<(f64, f64)>,
    pub(crate) item_count: Option<(usize, usize)>,
    pub(crate) each: Option<&'static Rules>,
    pub(crate) also: Option<&'static Rules>,
}

impl Default for Rules {
    fn default() -> Self {
        Self::new()
    }
}

impl Rules {
    /// No rules at all: for values whose own fields may have some.
    pub const NONE: &'static Rules = &Rules::new();

    /// A block that says nothing yet.
    pub const fn new() -> Self {
        Self {
            path: "",
            level: Level::Documented,
            preempts: None,
            default: None,
            length: None,
            starts_with: None,
            charset: None,
            forbidden_prefixes: &[],
            forbidden_suffixes: &[],
            forbidden_substrings: &[],
            charset_forbids_substrings: false,
            pattern: None,
            integer_range: None,
            number_range: None,
            item_count: None,
            each: None,
            also: None,
        }
    }

    /// Says where the specification states them, as in `parameters.ImageName.rules`.
    #[must_use]
    pub const fn at(mut self, path: &'static str) -> Self {
        self.path = path;
        self
    }

    /// Marks the rules as read out of prose that may be read otherwise.
    #[must_use]
    pub const fn assumed(mut self) -> Self {
        self.level = Level::Assumed;
        self
    }

    /// Names the error code with which the server answers a value that breaks these rules.
    #[must_use]
    pub const fn preempts(mut self, code: &'static str) -> Self {
        self.preempts = Some(code);
        self
    }

    /// Lets the documented default pass, whatever the other rules say: a server accepts its own default.
    #[must_use]
    pub const fn default(mut self, value: &'static str) -> Self {
        self.default = Some(value);
        self
    }

    /// Text must have `min` to `max` units, both included.
    #[must_use]
    pub const fn length(mut self, min: usize, max: usize, unit: LengthUnit) -> Self {
        self.length = Some((min, max, unit));
        self
    }

    /// Text must start with a character of one of the words: a class (`ascii_letter`, `ascii_lowercase`,
    /// `ascii_uppercase`, `ascii_digit`, `han`: Chinese characters), or else the word's own characters.
    #[must_use]
    pub const fn starts_with(mut self, words: &'static [&'static str]) -> Self {
        self.starts_with = Some(CharacterSet::new(words));
        self
    }

    /// Text must consist of characters of the words, as [`starts_with`](Self::starts_with) has them.
    #[must_use]
    pub const fn charset(mut self, words: &'static [&'static str]) -> Self {
        self.charset = Some(CharacterSet::new(words));
        self.settle_substrings()
    }

    /// Text must not start with one of these, compared exactly.
    #[must_use]
    pub const fn forbid_prefix(mut self, prefixes: &'static [&'static str]) -> Self {
        self.forbidden_prefixes = prefixes;
        self
    }

    /// Text must not end with one of these, compared exactly.
    #[must_use]
    pub const fn forbid_suffix(mut self, suffixes: &'static [&'static str]) -> Self {
        self.forbidden_suffixes = suffixes;
        self
    }

    /// Text must not contain one of these, compared exactly.
    #[must_use]
    pub const fn forbid_substring(mut self, substrings: &'static [&'static str]) -> Self {
        self.forbidden_substrings = substrings;
        self.settle_substrings()
    }

    /// Text must match the pattern.
    #[must_use]
    pub const fn pattern(mut self, pattern: &'static Pattern) -> Self {
        self.pattern = Some(pattern);
        self
    }

    /// An integer must be `min` to `max`, both included.
    #[must_use]
    pub const fn integer_range(mut self, min: i64, max: i64) -> Self {
        self.integer_range = Some((min, max));
        self
    }

    /// A number must be `min` to `max`, both included.
    #[must_use]
    pub const fn number_range(mut self, min: f64, max: f64) -> Self {
        self.number_range = Some((min, max));
        self
    }

    /// A list or map must have `min` to `max` members, both included.
    #[must_use]
    pub const fn item_count(mut self, min: usize, max: usize) -> Self {
        self.item_count = Some((min, max));
        self
    }

    /// Every member of a list or map must keep these rules.
    #[must_use]
    pub const fn each(mut self, rules: &'static Rules) -> Self {
        self.each = Some(rules);
        self
    }

    /// A further block of rules for the same value, with its own level and error code.
    #[must_use]
    pub const fn also(mut self, rules: &'static Rules) -> Self {
        self.also = Some(rules);
        self
    }

    const fn settle_substrings(mut self) -> Self {
        let Some(charset) = self.charset else { return self };
        self.charset_forbids_substrings = true;
        let mut index = 0;
        while index < self.forbidden_substrings.len() {
            if !charset.rules_out(self.forbidden_substrings[index]) {
                self.charset_forbids_substrings = false;
            }
            index += 1;
        }
        self
    }
}
