//! The cell of a type: the word for the type, and what else stands beside it, as limits, values, or that it may be null.

use super::type_word::{TypeWord, alternatives, is_plain_type, is_structure_name, of_objects, plain_type};
use super::words::required;
use crate::prose::{Claims, Length, Limits, is_value, only_range};

/// A cell of a type in its parts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct TypeCell {
    /// The word for the type alone.
    pub(super) word: String,
    pub(super) is_nullable: bool,
    pub(super) is_required: Option<bool>,
    /// True if something stands beside the word of which the meaning is not known.
    pub(super) has_more: bool,
    limits: Option<(Limits, Unit)>,
    values: Vec<String>,
}

/// The unit that limits count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unit {
    /// The value itself, which is a number.
    Value,
    Characters,
    Items,
}

/// The words behind limits, each with what they count.
const UNITS: &[(&str, Unit)] = &[
    (" characters", Unit::Characters),
    (" chars", Unit::Characters),
    ("个字符", Unit::Characters),
    ("文字", Unit::Characters),
    (" items", Unit::Items),
    ("个元素", Unit::Items),
];

/// The words that may stand behind a type beside limits, and say nothing that another column does not.
const PLAIN: &[&str] = &["enum", "枚举", "json"];

impl TypeCell {
    /// Takes a cell apart; nothing where no type is in it.
    pub(super) fn read(text: &str) -> Option<Self> {
        let mut cell = Self::default();
        let mut rest = cell.without_null(text.trim());
        // Each step takes something away.
        while !is_plain_type(&rest) {
            cell.take(&rest)?.trim().clone_into(&mut rest);
        }
        cell.word = rest;
        Some(cell)
    }

    /// Puts what the cell states among the facts of a description that does not state it.
    pub(super) fn put(self, claims: &mut Claims) {
        match self.limits {
            Some((limits, Unit::Value)) => drop(claims.range.get_or_insert(limits)),
            Some((limits, Unit::Characters)) => drop(claims.length.get_or_insert(Length { limits, unit: "char" })),
            Some((limits, Unit::Items)) => drop(claims.items.get_or_insert(limits)),
            None => {}
        }
        if claims.values.is_empty() {
            claims.values = self.values.into_iter().map(|value| (value, String::new())).collect();
        }
    }

    /// Returns a text without null, which may be one of several types.
    fn without_null(&mut self, text: &str) -> String {
        let parts = alternatives(text);
        let others: Vec<&str> = parts.iter().copied().filter(|part| !is_null(part)).collect();
        self.is_nullable = others.len() < parts.len();
        if self.is_nullable { others.join(" | ") } else { text.to_owned() }
    }

    /// Takes one thing away that stands beside the word.
    fn take(&mut self, text: &str) -> Option<String> {
        self.take_word(text).or_else(|| self.take_limit(text)).or_else(|| self.take_group(text))
    }

    /// Takes a word before or behind the type.
    fn take_word(&mut self, text: &str) -> Option<String> {
        let nullable = ["nullable ", "?"].iter().find_map(|word| text.strip_prefix(word));
        let nullable = nullable.or_else(|| [" nullable", "?"].iter().find_map(|word| text.strip_suffix(word)));
        if let Some(rest) = nullable {
            self.is_nullable = true;
            return Some(rest.trim_end_matches(',').to_owned());
        }
        if let Some((rest, word)) = text.rsplit_once([',', '，']).filter(|(_, word)| required(word).is_some()) {
            self.is_required = required(word);
            return Some(rest.to_owned());
        }
        let marked = text.rsplit_once(' ').map(|(rest, word)| (rest, word.trim_matches('*')));
        let is_mark = |word: &str| matches!(word.to_lowercase().as_str(), "required" | "optional");
        if let Some((rest, word)) = marked.filter(|(_, word)| is_mark(word)) {
            self.is_required = required(word);
            return Some(rest.to_owned());
        }
        // A natural number says where it begins.
        let natural = [("正", "1"), ("非负", "0"), ("非負", "0")];
        let natural = natural.iter().find_map(|(word, least)| Some((text.strip_prefix(word)?, *least)));
        if let Some((rest, least)) = natural.filter(|(rest, _)| is_number(rest)) {
            self.limit(rest, Limits { min: Some(least.to_owned()), max: None }, None);
            return Some(rest.to_owned());
        }
        let plain = ["enum of ", "enum "].iter().find_map(|word| text.strip_prefix(word));
        let plain = plain.filter(|rest| !rest.starts_with(['(', '（']));
        plain.or_else(|| [" enum", "类型", "型"].iter().find_map(|word| text.strip_suffix(word))).map(str::to_owned)
    }

    /// Takes a limit that stands alone: `integer >= 1`, `Array of strings <= 100 items`.
    fn take_limit(&mut self, text: &str) -> Option<String> {
        let (bare, unit) = without_unit(text);
        let (rest, number, is_least) =
            [(">=", true), ("≥", true), ("<=", false), ("≤", false)].iter().find_map(|(sign, is_least)| {
                bare.rsplit_once(sign).map(|(rest, number)| (rest, number.trim(), *is_least))
            })?;
        number.parse::<f64>().ok()?;
        let rest = rest.trim_end();
        let number = Some(number.to_owned());
        let limits = if is_least { Limits { min: number, max: None } } else { Limits { min: None, max: number } };
        self.limit(rest, limits, unit);
        Some(rest.to_owned())
    }

    /// Takes what stands between brackets at the end: `integer [1 .. 200]`, `number (double)`, `enum(A, B)`.
    fn take_group(&mut self, text: &str) -> Option<String> {
        let (bare, unit) = without_unit(text);
        let close = bare.chars().next_back()?;
        let open = [('(', ')'), ('（', '）'), ('[', ']'), ('<', '>')].iter().find(|(_, end)| *end == close)?.0;
        let place = opening(bare, open, close)?;
        let (rest, inner) = (bare[..place].trim(), bare[place + open.len_utf8()..bare.len() - close.len_utf8()].trim());
        let lower = inner.to_lowercase();
        let is_enum = rest.eq_ignore_ascii_case("enum");
        if rest.is_empty() || rest.eq_ignore_ascii_case("optional") {
            // That it need not be given, or that it may be null.
            self.has_more |= !rest.is_empty();
            return (!inner.is_empty()).then(|| inner.to_owned());
        }
        // The format of a number is a type of its own.
        if apiscribe_core::is_number(&lower) && is_number(rest) {
            return Some(lower);
        }
        if is_enum && plain_type(inner).is_some() {
            return Some(inner.to_owned());
        }
        let is_name = is_structure_name(inner) && plain_type(inner).is_none();
        if let Some(list) = rest.strip_suffix("objects").or(rest.strip_suffix("object")).filter(|_| is_name) {
            return Some(format!("{list}{inner}"));
        }
        let values = inner.split([',', '，', '|', '、']).map(|value| value.trim().trim_matches('"'));
        let values: Vec<&str> = values.collect();
        let are_words = values.len() > 1 && values.iter().all(|value| is_value(value) && value.parse::<f64>().is_err());
        match (only_range(inner), required(&lower)) {
            (Some(limits), _) => self.limit(rest, limits, unit),
            (None, Some(is_required)) => self.is_required = Some(is_required),
            (None, None) if lower == "nullable" => self.is_nullable = true,
            (None, None) if is_enum && are_words => self.values = values.into_iter().map(str::to_owned).collect(),
            (None, None) => self.has_more |= !PLAIN.contains(&lower.as_str()),
        }
        Some(rest.to_owned())
    }

    /// Notes limits of a type: a unit says what they count, and of a number they count itself.
    fn limit(&mut self, word: &str, limits: Limits, unit: Option<Unit>) {
        match unit.or_else(|| is_number(word).then_some(Unit::Value)).filter(|_| self.limits.is_none()) {
            Some(unit) => self.limits = Some((limits, unit)),
            None => self.has_more = true,
        }
    }
}

fn is_null(word: &str) -> bool {
    ["null", "none", "nil"].contains(&word.to_lowercase().as_str())
}

fn is_number(word: &str) -> bool {
    matches!(plain_type(word), Some(TypeWord::Is(kind)) if apiscribe_core::is_number(kind))
}

fn without_unit(text: &str) -> (&str, Option<Unit>) {
    let found = UNITS.iter().find_map(|(word, unit)| Some((text.strip_suffix(word)?.trim_end(), Some(*unit))));
    found.unwrap_or((text, None))
}

/// Returns where the bracket stands that the one at the end of a text closes.
fn opening(text: &str, open: char, close: char) -> Option<usize> {
    let mut depth = 0_usize;
    text.char_indices().rev().find_map(|(place, letter)| {
        depth += usize::from(letter == close);
        depth -= usize::from(letter == open);
        (depth == 0).then_some(place)
    })
}

/// Returns the type behind a word; nothing where the word is none.
pub(crate) fn known_type(word: &str) -> Option<TypeWord> {
    let word = word.trim();
    plain_type(word).or_else(|| plain_type(&TypeCell::read(word)?.word))
}

/// Returns whether a cell holds a type, by a word of the documentation's.
pub(crate) fn is_type(word: &str) -> bool {
    known_type(word).is_some()
}

/// Returns the type in a cell of a column of types, where it may also be the name of a structure.
pub(crate) fn type_of(word: &str) -> Option<TypeWord> {
    let word = word.trim();
    known_type(word).or_else(|| {
        let cell = TypeCell::read(word)?;
        let name = of_objects(&cell.word);
        is_structure_name(name).then(|| TypeWord::Named(name.to_owned()))
    })
}

#[cfg(test)]
mod tests {
    use super::{TypeCell, TypeWord, is_type, known_type, type_of};
    use crate::prose::Claims;

    /// Returns the word of a cell, and the facts beside it.
    fn read(text: &str) -> String {
        let Some(cell) = TypeCell::read(text) else { return "no type".to_owned() };
        let mut claims = Claims::default();
        let marks = [
            (cell.is_nullable, "null"),
            (cell.is_required == Some(true), "required"),
            (cell.is_required == Some(false), "optional"),
            (cell.has_more, "more"),
        ];
        let mut found = vec![cell.word.clone()];
        found.extend(marks.iter().filter(|(is_so, _)| *is_so).map(|(_, mark)| (*mark).to_owned()));
        cell.put(&mut claims);
        found.extend(claims.range.map(|limits| limits.text()));
        found.extend(claims.length.map(|length| length.text()));
        found.extend(claims.items.map(|limits| format!("{} items", limits.text())));
        found.extend(claims.values.into_iter().map(|(value, _)| value));
        found.join("; ")
    }

    #[test]
    fn a_cell_is_read_as_far_as_it_can_mean_one_thing() {
        for (text, expected) in [
            ("integer", "integer"),
            ("integer [1 .. 200]", "integer; 1 to 200"),
            ("整数[1-100]", "整数; 1 to 100"),
            ("integer >= 1", "integer; at least 1"),
            ("Integer<=9", "Integer; at most 9"),
            ("string [ 1 .. 64 ] characters", "string; 1 to 64 char"),
            ("Array of strings <= 100 items", "Array of strings; at most 100 items"),
            // A number alone is the most characters, or how many there are.
            ("string(32)", "string; more"),
            ("string[1..64]", "string; more"),
            ("String (uuid)", "String; more"),
            ("integer or null", "integer; null"),
            ("null | string", "string; null"),
            ("string?", "string; null"),
            ("nullable string", "string; null"),
            ("string (nullable)", "string; null"),
            // That it may be null, or need not be given.
            ("Optional[int]", "int; more"),
            ("Optional[List[str]]", "List[str]; more"),
            ("string, optional", "string; optional"),
            ("string (required)", "string; required"),
            ("integer(int64)", "int64"),
            ("integer <int64>", "int64"),
            ("number (double)", "double"),
            ("number (decimal)", "decimal"),
            ("enum(open, closed)", "enum; open; closed"),
            ("enum(1, 2)", "enum; more"),
            ("enum<string>", "string"),
            ("string (enum)", "string"),
            ("array of objects (Tag)", "array of Tag"),
            ("String类型", "String"),
            ("正整数", "整数; at least 1"),
            ("非负整数", "整数; at least 0"),
            ("正文", "no type"),
            ("string or integer", "string or integer"),
            ("Union[str, int, None]", "str | int; null"),
            ("the name of the shop", "no type"),
            ("(see below)", "no type"),
            ("", "no type"),
            ("]", "no type"),
            ("a]", "no type"),
            ("string)(", "no type"),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn words_for_types_are_known_in_their_many_forms() {
        assert_eq!(known_type("String"), Some(TypeWord::Is("string")));
        assert_eq!(known_type("Long"), Some(TypeWord::Is("int64")));
        assert_eq!(known_type("array<object>"), Some(TypeWord::ArrayOf(Some("object".to_owned()))));
        assert_eq!(known_type("Array of Tag"), Some(TypeWord::ArrayOf(Some("Tag".to_owned()))));
        assert_eq!(known_type("Array of strings"), Some(TypeWord::ArrayOf(Some("string".to_owned()))));
        assert_eq!(known_type("Array of Tags"), Some(TypeWord::ArrayOf(Some("Tags".to_owned()))));
        for word in ["list<string>", "array[string]", "[]string"] {
            assert_eq!(known_type(word), Some(TypeWord::ArrayOf(Some("string".to_owned()))), "{word}");
        }
        for word in ["string array", "String List", "array(string)", "字符串数组"] {
            let is_of_strings = matches!(known_type(word), Some(TypeWord::ArrayOf(Some(inner))) if is_type(&inner));
            assert!(is_of_strings, "{word}");
        }
        // How many items that would be is told of by itself.
        assert_eq!(known_type("array[10]"), Some(TypeWord::ArrayOf(None)));
        assert_eq!(known_type("Map<String, List<Tag>>"), Some(TypeWord::MapOf("List<Tag>".to_owned())));
        assert_eq!(known_type("Dict[str, int]"), Some(TypeWord::MapOf("int".to_owned())));
        assert_eq!(known_type("map[string]string"), Some(TypeWord::MapOf("string".to_owned())));
        let either = TypeWord::Either(vec![TypeWord::Is("string"), TypeWord::Is("int32")]);
        assert_eq!(known_type("string or integer"), Some(either.clone()));
        assert_eq!(known_type("Union[str, int]"), Some(either));
        assert_eq!(known_type("string or text"), Some(TypeWord::Is("string")));
        assert_eq!(known_type("integer [1 .. 200]"), Some(TypeWord::Is("int32")));
        assert_eq!(known_type("Array of Tag objects"), Some(TypeWord::ArrayOf(Some("Tag".to_owned()))));
        assert_eq!(type_of("Tag object"), Some(TypeWord::Named("Tag".to_owned())));
        assert_eq!(type_of("Tag or String"), None);
        assert_eq!(known_type("String[]"), Some(TypeWord::ArrayOf(Some("String".to_owned()))));
        assert_eq!(known_type("RepeatList"), Some(TypeWord::ArrayOf(None)));
        assert_eq!(known_type("integer or null"), Some(TypeWord::Is("int32")));
        assert!(!is_type("nothing or null") && !is_type("null"));
        assert!(!is_type("RegionId") && !is_type("是") && !is_type("Listener") && !is_type(""));
    }
}
