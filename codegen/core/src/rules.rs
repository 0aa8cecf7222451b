//! The rules that a value's documentation states, as data laid out when the program is compiled.

use crate::character::CharacterSet;
use crate::limits::Limits;
use crate::pattern::Pattern;
use crate::rule::{Rule, StaticRule};
use crate::value::Value;
use crate::words::{LengthUnit, Level};

/// The place where the specification states rules, how sure they are, and the error that the server returns when they are
/// broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RuleSource {
    /// The place where the specification states the rules, as in `parameters.ImageName.rules`.
    pub path: &'static str,
    /// The certainty of the rules.
    pub level: Level,
    /// The code of the error that the server would return, where the documentation lets that be known.
    pub preempts: Option<&'static str>,
}

/// One block of rules for one value, from one place of the specification.
#[derive(Clone, Copy, Debug)]
pub struct Rules {
    source: RuleSource,
    default: Option<&'static str>,
    text: TextRules,
    integer_range: Option<Limits<i64>>,
    number_range: Option<Limits<f64>>,
    items: Option<Limits<usize>>,
    each: Option<&'static Rules>,
    also: Option<&'static Rules>,
}

/// The rules of a block that are about text.
#[derive(Clone, Copy, Debug)]
struct TextRules {
    length: Option<(Limits<usize>, LengthUnit)>,
    starts_with: Option<CharacterSet<'static>>,
    ends_with: Option<CharacterSet<'static>>,
    charset: Option<CharacterSet<'static>>,
    forbid_prefix: &'static [&'static str],
    forbid_suffix: &'static [&'static str],
    forbid_substring: &'static [&'static str],
    /// True if the charset alone already keeps the forbidden substrings out.
    charset_forbids_substrings: bool,
    pattern: Option<&'static Pattern>,
}

impl Default for Rules {
    fn default() -> Self {
        Self::new()
    }
}

/// Declares methods that set a part of a block, for each its arguments and what they set.
macro_rules! setters {
    ($($(#[$doc:meta])* $name:ident($($argument:ident: $type:ty),+): $($($field:ident).+ = $value:expr),+;)+) => {
        impl Rules {$(
            $(#[$doc])*
            #[must_use]
            pub const fn $name(mut self, $($argument: $type),+) -> Self {
                $(self.$($field).+ = $value;)+
                self
            }
        )+}
    };
}

setters! {
    /// Sets the place where the specification states them, as in `parameters.ImageName.rules`.
    at(path: &'static str): source.path = path;

    /// Sets the path of a block whose rules are read out of prose that may be read otherwise.
    assumed_at(path: &'static str): source.path = path, source.level = Level::Assumed;

    /// Sets the error code that the server returns for a value that breaks these rules.
    preempts(code: &'static str): source.preempts = Some(code);

    /// Lets the documented default pass, whatever the other rules say: a server accepts its own default.
    default(value: &'static str): default = Some(value);

    /// Text must have `min` to `max` units, both included.
    length(min: usize, max: usize, unit: LengthUnit): text.length = Some((Limits { min, max }, unit));

    /// Text must start with a character of one of the words: a class (`ascii_letter`, `ascii_lowercase`,
    /// `ascii_uppercase`, `ascii_digit`, `han`: Chinese characters), or else the word's own characters.
    starts_with(words: &'static [&'static str]): text.starts_with = Some(CharacterSet::new(words));

    /// Text must end with a character of the words, as [`starts_with`](Self::starts_with) has them.
    ends_with(words: &'static [&'static str]): text.ends_with = Some(CharacterSet::new(words));

    /// Text must not start with one of these, compared exactly.
    forbid_prefix(prefixes: &'static [&'static str]): text.forbid_prefix = prefixes;

    /// Text must not end with one of these, compared exactly.
    forbid_suffix(suffixes: &'static [&'static str]): text.forbid_suffix = suffixes;

    /// Text must match the pattern.
    pattern(pattern: &'static Pattern): text.pattern = Some(pattern);

    /// An integer must be `min` to `max`, both included.
    integer_range(min: i64, max: i64): integer_range = Some(Limits { min, max });

    /// A number must be `min` to `max`, both included.
    number_range(min: f64, max: f64): number_range = Some(Limits { min, max });

    /// A list or map must have `min` to `max` members, both included.
    item_count(min: usize, max: usize): items = Some(Limits { min, max });

    /// Every member of a list or map must keep these rules.
    each(rules: &'static Rules): each = Some(rules);

    /// A further block of rules for the same value, with its own level and error code.
    also(rules: &'static Rules): also = Some(rules);
}

impl Rules {
    /// No rules at all: for values whose own fields may have some.
    pub const NONE: &'static Rules = &Rules::new();

    /// A block that says nothing yet.
    pub const fn new() -> Self {
        Self {
            source: RuleSource { path: "", level: Level::Documented, preempts: None },
            default: None,
            text: TextRules::NONE,
            integer_range: None,
            number_range: None,
            items: None,
            each: None,
            also: None,
        }
    }

    /// Text must consist of characters of the words, as [`starts_with`](Self::starts_with) has them.
    #[must_use]
    pub const fn charset(mut self, words: &'static [&'static str]) -> Self {
        self.text.charset = Some(CharacterSet::new(words));
        self.text = self.text.settle_substrings();
        self
    }

    /// Text must not contain one of these, compared exactly.
    #[must_use]
    pub const fn forbid_substring(mut self, substrings: &'static [&'static str]) -> Self {
        self.text.forbid_substring = substrings;
        self.text = self.text.settle_substrings();
        self
    }

    /// Returns where the specification states the rules, and how sure they are.
    pub const fn source(&self) -> RuleSource {
        self.source
    }

    /// Returns this block and the further ones for the same value.
    pub fn blocks(&'static self) -> impl Iterator<Item = &'static Self> {
        std::iter::successors(Some(self), |block| block.also)
    }

    /// Returns the rules for each member of a list or map.
    pub fn for_members(&self) -> &'static Self {
        self.each.unwrap_or(Self::NONE)
    }

    /// Returns whether the value is the documented default, which passes whatever the rules ask for.
    pub fn excuses(&self, value: Value<'_>) -> bool {
        self.default.is_some_and(|default| value.is(default))
    }

    /// Returns whether the value keeps every rule of the block: what nearly all values do, so that it is told first and
    /// fast, without the messages that [`Rule::violations`] makes.
    #[inline]
    pub fn are_kept_by(&self, value: Value<'_>) -> bool {
        // Every rule is named, here and for text, so that a new one cannot be forgotten.
        let Self { source: _, default: _, text: on_text, integer_range, number_range, items, each: _, also: _ } = self;
        match value {
            Value::Text(text) => on_text.are_kept_by(text),
            Value::Integer(integer) => integer_range.is_none_or(|limits| limits.contains(integer)),
            Value::Number(number) => number_range.is_none_or(|limits| limits.contains(number)),
            Value::Members(count) => items.is_none_or(|limits| limits.contains(count)),
        }
    }

    /// Returns the rules of the block one by one.
    pub fn list(&self) -> Vec<StaticRule> {
        let Self { source: _, default: _, text, integer_range, number_range, items, each: _, also: _ } = self;
        let others =
            [integer_range.map(Rule::IntegerRange), number_range.map(Rule::NumberRange), items.map(Rule::Items)];
        text.list().into_iter().chain(others).flatten().collect()
    }
}

impl TextRules {
    const NONE: Self = Self {
        length: None,
        starts_with: None,
        ends_with: None,
        charset: None,
        forbid_prefix: &[],
        forbid_suffix: &[],
        forbid_substring: &[],
        charset_forbids_substrings: false,
        pattern: None,
    };

    const fn settle_substrings(mut self) -> Self {
        let Some(charset) = self.charset else { return self };
        self.charset_forbids_substrings = true;
        let mut index = 0;
        while index < self.forbid_substring.len() {
            if !charset.rules_out(self.forbid_substring[index]) {
                self.charset_forbids_substrings = false;
            }
            index += 1;
        }
        self
    }

    fn are_kept_by(&self, text: &str) -> bool {
        let Self {
            length,
            starts_with: first,
            ends_with: last,
            charset,
            forbid_prefix,
            forbid_suffix,
            forbid_substring,
            charset_forbids_substrings,
            pattern,
        } = self;
        let characters = match charset {
            // One pass over the bytes tells both.
            Some(set) => match set.count(text) {
                Some(characters) => Some(characters),
                None => return false,
            },
            None => None,
        };
        length.is_none_or(|limits| has_length(limits, text, characters))
            && first.as_ref().is_none_or(|set| set.has_first(text))
            && last.as_ref().is_none_or(|set| set.has_last(text))
            && !forbid_prefix.iter().any(|prefix| starts_with(text, prefix))
            && !forbid_suffix.iter().any(|suffix| text.ends_with(suffix))
            && (*charset_forbids_substrings || !contains_any(text, forbid_substring))
            && pattern.is_none_or(|pattern| pattern.is_match(text))
    }

    /// Returns the rules one by one, with nothing for those that are not stated.
    fn list(&self) -> [Option<StaticRule>; 8] {
        let Self {
            length,
            starts_with,
            ends_with,
            charset,
            forbid_prefix,
            forbid_suffix,
            forbid_substring,
            charset_forbids_substrings: _,
            pattern,
        } = self;
        let texts = |texts: &'static [&'static str]| (!texts.is_empty()).then_some(texts);
        [
            length.map(|(limits, unit)| Rule::Length(limits, unit)),
            starts_with.map(|set| Rule::StartsWith(set.words())),
            ends_with.map(|set| Rule::EndsWith(set.words())),
            texts(forbid_prefix).map(Rule::ForbidPrefix),
            texts(forbid_suffix).map(Rule::ForbidSuffix),
            texts(forbid_substring).map(Rule::ForbidSubstring),
            charset.map(|set| Rule::Charset(set.words())),
            pattern.map(|pattern| Rule::Pattern(pattern.source(), pattern.steps())),
        ]
    }
}

/// Returns whether a text has a length; its number of characters may be known already.
fn has_length((limits, unit): (Limits<usize>, LengthUnit), text: &str, characters: Option<usize>) -> bool {
    /// No unit has more bytes of UTF-8.
    const MOST: usize = 4;
    let Limits { min, max } = limits;
    if (min.saturating_mul(MOST)..=max).contains(&text.len()) {
        return true;
    }
    limits.contains(match (unit, characters) {
        (LengthUnit::Character, Some(characters)) => characters,
        _ => unit.count(text),
    })
}

/// Returns the same as the method of `str`, but nearly always told by the first byte.
fn starts_with(text: &str, prefix: &str) -> bool {
    let first = prefix.as_bytes().first();
    (first.is_none() || first == text.as_bytes().first()) && text.starts_with(prefix)
}

/// Returns whether a text contains one of these: mostly it is told by their last bytes, which few texts have of `http://`.
fn contains_any(text: &str, parts: &[&str]) -> bool {
    let mut missing = None;
    parts.iter().any(|part| {
        let last = part.as_bytes().last();
        if last.is_some_and(|last| missing == Some(last) || !text.as_bytes().contains(last)) {
            missing = last;
            return false;
        }
        text.contains(part)
    })
}

#[cfg(test)]
mod tests {
    use super::{LengthUnit, Limits, Pattern, Rule, Rules, StaticRule, Value};
    use crate::pattern::Step;

    const RULES: &[Rules] = &[
        Rules::new().length(2, 3, LengthUnit::Byte),
        Rules::new().length(2, 3, LengthUnit::Character).charset(&["ascii_letter", "han"]),
        Rules::new().starts_with(&["ascii_letter"]).charset(&["ascii_letter", "/:"]).forbid_substring(&["://", "b"]),
        Rules::new().forbid_substring(&["://", "中文"]),
        Rules::new().length(1, 6, LengthUnit::Character),
        Rules::new().length(2, 6, LengthUnit::Utf16),
        Rules::new().forbid_substring(&[""]),
        Rules::new().charset(&["han", "ascii_digit", "é"]).forbid_prefix(&["中", ""]).forbid_suffix(&["1", "中"]),
        Rules::new().ends_with(&["ascii_letter", "文"]),
        Rules::new().charset(&["ascii_letter"]).forbid_substring(&["1"]).forbid_prefix(&["ab"]),
        Rules::new().integer_range(1, 9).number_range(0.5, f64::INFINITY).item_count(0, 2),
    ];

    /// Returns a block with one rule, as generated code states it. All rules are named, so that a new one cannot be forgotten.
    fn block_of(rule: &StaticRule) -> Rules {
        let block = Rules::new();
        match *rule {
            Rule::Length(Limits { min, max }, unit) => block.length(min, max, unit),
            Rule::StartsWith(words) => block.starts_with(words),
            Rule::EndsWith(words) => block.ends_with(words),
            Rule::Charset(words) => block.charset(words),
            Rule::ForbidPrefix(texts) => block.forbid_prefix(texts),
            Rule::ForbidSuffix(texts) => block.forbid_suffix(texts),
            Rule::ForbidSubstring(texts) => block.forbid_substring(texts),
            Rule::Pattern(expression, steps) => block.pattern(Box::leak(Box::new(Pattern::new(expression, steps)))),
            Rule::IntegerRange(Limits { min, max }) => block.integer_range(min, max),
            Rule::NumberRange(Limits { min, max }) => block.number_range(min, max),
            Rule::Items(Limits { min, max }) => block.item_count(min, max),
        }
    }

    #[test]
    fn a_block_lists_the_rules_that_are_stated() {
        let pattern: StaticRule = Rule::Pattern("^a", &[Step::Start, Step::Take(&[('a', 'a')]), Step::Match]);
        let rules = RULES.iter().flat_map(Rules::list).chain([pattern]);
        for rule in rules {
            assert_eq!(block_of(&rule).list(), [rule]);
        }
    }

    #[test]
    fn a_value_keeps_the_rules_if_there_is_no_message() {
        let words = "a ab abc abcd 中 中文 中文1 1中 a://b é aé 한글 b/ abcdefg 😀 😀b😀";
        let texts = words.split(' ').chain(["", "a b"]);
        let texts = texts.into_iter().map(Value::Text);
        let others = [Value::Integer(0), Value::Integer(9), Value::Number(0.25), Value::Number(f64::NAN)];
        for value in texts.chain(others).chain([Value::Members(2), Value::Members(3)]) {
            for rules in RULES {
                let messages: Vec<String> = rules.list().iter().flat_map(|rule| rule.violations(value)).collect();
                assert_eq!(rules.are_kept_by(value), messages.is_empty(), "{value:?}: {messages:?}");
            }
        }
    }
}
