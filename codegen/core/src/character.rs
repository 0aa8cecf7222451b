//! Classes and sets of characters, of which rules are made.

use crate::words::CharacterClass;

impl CharacterClass {
    /// Returns what one character of the class is called, and what several are.
    const fn nouns(self) -> (&'static str, &'static str) {
        match self {
            Self::AsciiLetter => ("an ASCII letter", "ASCII letters"),
            Self::AsciiLowercase => ("a lower-case ASCII letter", "lower-case ASCII letters"),
            Self::AsciiUppercase => ("an upper-case ASCII letter", "upper-case ASCII letters"),
            Self::AsciiDigit => ("an ASCII digit", "ASCII digits"),
            Self::Han => ("a Chinese character", "Chinese characters"),
        }
    }

    /// Returns a bit for each ASCII character.
    const fn ascii(self) -> [u64; 2] {
        match self {
            Self::AsciiLetter => [0, Self::AsciiLowercase.ascii()[1] | Self::AsciiUppercase.ascii()[1]],
            Self::AsciiLowercase => range(b'a', b'z'),
            Self::AsciiUppercase => range(b'A', b'Z'),
            Self::AsciiDigit => range(b'0', b'9'),
            Self::Han => [0; 2],
        }
    }
}

/// A bit for each of the characters, which stand in one half of ASCII. There is no loop in it, because the compiler runs
/// this for every rule that names a class.
const fn range(first: u8, last: u8) -> [u64; 2] {
    let bits = (u64::MAX << (first & 63)) & (u64::MAX >> (63 - (last & 63)));
    if first < 64 { [bits, 0] } else { [0, bits] }
}

/// The ranges of the class `han`, in order: for a set of characters, and for `\p{Han}` in a pattern.
pub const HAN: [(char, char); 11] = [
    ('\u{2e80}', '\u{2fdf}'),
    ('\u{3005}', '\u{3005}'),
    ('\u{3007}', '\u{3007}'),
    ('\u{3021}', '\u{3029}'),
    ('\u{3038}', '\u{303b}'),
    ('\u{3400}', '\u{4dbf}'),
    ('\u{4e00}', '\u{9fff}'),
    ('\u{f900}', '\u{faff}'),
    ('\u{16fe2}', '\u{16fe3}'),
    ('\u{16ff0}', '\u{16ff6}'),
    ('\u{20000}', '\u{3ffff}'),
];

/// Returns whether a character is of the class `han`.
pub fn is_han(character: char) -> bool {
    HAN.iter().any(|(first, last)| (*first..=*last).contains(&character))
}

/// Returns whether a byte stands for itself where text is percent-encoded: the unreserved characters of RFC 3986 §2.3.
pub const fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~')
}

/// Returns whether a character turns the direction in which the text around it is shown.
pub const fn is_direction_mark(character: char) -> bool {
    matches!(character, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A set of characters, laid out when the program is compiled. `T` is a word.
#[derive(Clone, Copy, Debug)]
pub struct CharacterSet<'a, T = &'a str> {
    words: &'a [T],
    /// A bit for each ASCII character, in two words because that is what processors shift fast.
    ascii: [u64; 2],
    has_han: bool,
    /// True if some word names single characters that are not ASCII.
    has_others: bool,
}

impl<'a> CharacterSet<'a> {
    /// Returns the union of the words: each is the name of a class, or else stands for its own characters.
    pub const fn new(words: &'a [&'a str]) -> Self {
        let mut set = Self::without_characters(words);
        let mut index = 0;
        while index < words.len() {
            set = set.with(words[index]);
            index += 1;
        }
        set
    }
}

impl<'a, T> CharacterSet<'a, T> {
    const fn without_characters(words: &'a [T]) -> Self {
        Self { words, ascii: [0; 2], has_han: false, has_others: false }
    }

    const fn with(mut self, word: &str) -> Self {
        if let Some(class) = CharacterClass::from_word(word) {
            let ascii = class.ascii();
            self.ascii[0] |= ascii[0];
            self.ascii[1] |= ascii[1];
            self.has_han |= matches!(class, CharacterClass::Han);
            return self;
        }
        let bytes = word.as_bytes();
        let mut index = 0;
        while index < bytes.len() {
            if bytes[index].is_ascii() {
                self.ascii[(bytes[index] >> 6) as usize] |= 1 << (bytes[index] & 63);
            } else {
                self.has_others = true;
            }
            index += 1;
        }
        self
    }

    /// Returns the words that the set was made of.
    pub(crate) const fn words(&self) -> &'a [T] {
        self.words
    }

    /// Returns whether some byte of the text is ASCII and not in the set, so that text over the set cannot contain it.
    pub(crate) const fn rules_out(&self, text: &str) -> bool {
        let bytes = text.as_bytes();
        let mut index = 0;
        while index < bytes.len() {
            if bytes[index].is_ascii() && !self.contains_byte(bytes[index]) {
                return true;
            }
            index += 1;
        }
        false
    }

    #[inline]
    const fn contains_byte(&self, byte: u8) -> bool {
        byte.is_ascii() && self.bits_from(byte) & 1 == 1
    }

    /// Returns the bits from that of an ASCII character on.
    #[inline]
    const fn bits_from(&self, byte: u8) -> u64 {
        self.ascii[(byte >> 6) as usize & 1] >> (byte & 63)
    }

    /// Returns whether ASCII characters are all in the set.
    #[inline]
    fn has_all(&self, ascii: &[u8]) -> bool {
        // A branch for eight of them is faster than one for each.
        let all = |group: &[u8]| group.iter().fold(1, |all, byte| all & self.bits_from(*byte)) == 1;
        match ascii.last_chunk::<8>() {
            // The last eight may have some of the eight before in them.
            Some(last) => ascii.chunks_exact(8).all(all) && all(last),
            None => all(ascii),
        }
    }
}

impl<'a, T: AsRef<str>> CharacterSet<'a, T> {
    /// Returns the union of words that are known only when the program runs.
    pub fn of(words: &'a [T]) -> Self {
        words.iter().fold(Self::without_characters(words), |set, word| set.with(word.as_ref()))
    }

    /// Returns what the set has, in words: one of its characters, or several of them.
    pub(crate) fn text(&self, is_one: bool, quote: &dyn Fn(&str) -> String) -> String {
        let classes = self.words.iter().filter_map(|word| CharacterClass::from_word(word.as_ref()));
        let noun = |(one, several): (&'static str, &'static str)| if is_one { one } else { several };
        let mut parts: Vec<String> = classes.map(|class| noun(class.nouns()).to_owned()).collect();
        let literal: String = self.literals().collect();
        if !literal.is_empty() {
            parts.push(format!("{}{}", if is_one { "one of " } else { "" }, quote(&literal)));
        }
        let last = parts.pop().unwrap_or_default();
        let joint = if is_one { "or" } else { "and" };
        if parts.is_empty() { last } else { format!("{} {joint} {last}", parts.join(", ")) }
    }

    /// Returns whether the set has the character.
    pub fn contains(&self, character: char) -> bool {
        match u8::try_from(character) {
            Ok(byte) if byte.is_ascii() => self.contains_byte(byte),
            _ => self.has_han && is_han(character) || self.has_others && self.names(character),
        }
    }

    /// Returns whether a word that is no class has the character.
    fn names(&self, character: char) -> bool {
        self.literals().any(|literal| literal == character)
    }

    /// Returns the characters that stand for themselves.
    fn literals(&self) -> impl Iterator<Item = char> {
        let words = self.words.iter().map(AsRef::as_ref);
        words.filter(|word| CharacterClass::from_word(word).is_none()).flat_map(str::chars)
    }

    /// Returns whether every character of the set is in the other.
    pub fn is_within<U: AsRef<str>>(&self, other: &CharacterSet<'_, U>) -> bool {
        let has_ascii = |half: usize| self.ascii[half] & !other.ascii[half] == 0;
        let has_classes = other.has_han || !self.has_han;
        has_ascii(0) && has_ascii(1) && has_classes && self.literals().all(|character| other.contains(character))
    }

    /// Returns whether some character is in both sets.
    pub fn overlaps<U: AsRef<str>>(&self, other: &CharacterSet<'_, U>) -> bool {
        (self.ascii[0] & other.ascii[0]) | (self.ascii[1] & other.ascii[1]) != 0
            || self.has_han && other.has_han
            || self.literals().any(|character| other.contains(character))
            || other.literals().any(|character| self.contains(character))
    }

    /// Returns the characters of the set but those of classes beyond ASCII: each at least once.
    pub fn listed(&self) -> impl Iterator<Item = char> {
        let ascii = (0..=127).filter(|byte| self.contains_byte(*byte)).map(char::from);
        ascii.chain(self.literals())
    }

    /// Returns some character of the set.
    pub(crate) fn sample(&self) -> Option<char> {
        self.listed().next().or_else(|| self.has_han.then_some('中'))
    }

    /// Returns how many characters the text has, if all of them are in the set.
    #[inline]
    pub(crate) fn count(&self, text: &str) -> Option<usize> {
        // Most values are ASCII and keep their rules.
        if text.is_ascii() {
            return self.has_all(text.as_bytes()).then_some(text.len());
        }
        let (mut rest, mut count) = (text, 0);
        while let Some(length) = self.first_length(rest) {
            rest = rest.get(length..)?;
            count += 1;
        }
        rest.is_empty().then_some(count)
    }

    /// Returns how many bytes the first character of a text has, if there is one and it is in the set.
    #[inline]
    fn first_length(&self, text: &str) -> Option<usize> {
        match text.as_bytes() {
            [byte, ..] if byte.is_ascii() => self.contains_byte(*byte).then_some(1),
            // Nearly all Chinese characters: those from U+5000 to U+9FFF, which begin so in UTF-8.
            [0xe5..=0xe9, ..] if self.has_han => Some(3),
            _ => text.chars().next().filter(|character| self.contains(*character)).map(char::len_utf8),
        }
    }

    /// Returns whether the text starts with a character of the set; empty text does, since that is a matter of its length.
    #[inline]
    pub(crate) fn has_first(&self, text: &str) -> bool {
        match text.as_bytes().first() {
            Some(byte) if byte.is_ascii() => self.contains_byte(*byte),
            _ => text.chars().next().is_none_or(|first| self.contains(first)),
        }
    }

    /// Returns whether the text ends with a character of the set; empty text does, since that is a matter of its length.
    #[inline]
    pub(crate) fn has_last(&self, text: &str) -> bool {
        text.chars().next_back().is_none_or(|last| self.contains(last))
    }
}

#[cfg(test)]
mod tests {
    use super::CharacterSet;

    const NAME: CharacterSet<'static> = CharacterSet::new(&["ascii_letter", "han", "ascii_digit", ".:_-、"]);

    #[test]
    fn a_set_has_its_classes_and_its_literals_and_nothing_else() {
        for inside in ['a', 'Z', '0', '9', '.', ':', '_', '-', '、', '中', '鿿', '𠀀', '〇'] {
            assert!(NAME.contains(inside), "{inside}");
        }
        for outside in [' ', '/', '@', '[', '`', '{', 'é', '\u{3}', '😀', 'あ', '\u{7f}'] {
            assert!(!NAME.contains(outside), "{outside}");
        }
        assert!(NAME.count("image-中文.1") == Some(10) && NAME.count("") == Some(0));
        assert!(NAME.count("image 中文").is_none() && NAME.count("中文😀").is_none());
        assert!(NAME.rules_out("http://") && !NAME.rules_out("aliyun") && !NAME.rules_out("é"));
    }

    #[test]
    fn a_text_is_over_the_set_if_each_of_its_characters_is_in_it() {
        let only_han = CharacterSet::new(&["han"]);
        let without_han = CharacterSet::new(&["ascii_letter", "、鿿"]);
        // No class has a character beyond the planes of ideographs: the last one stands for all those.
        for character in (char::MIN..='\u{3ffff}').chain([char::MAX]) {
            let text = format!("{character}{character}");
            for set in [NAME, only_han, without_han] {
                assert_eq!(set.count(&text), set.contains(character).then_some(2), "{character:?}");
            }
        }
    }

    #[test]
    fn every_character_is_seen_wherever_it_stands() {
        for length in 1..40 {
            let inside = "x".repeat(length);
            assert_eq!(NAME.count(&inside), Some(length));
            for place in 0..length {
                let text = format!("{}/{}", &inside[..place], &inside[place + 1..]);
                assert_eq!(NAME.count(&text), None, "{text}");
            }
        }
    }

    #[test]
    fn sets_are_compared_by_their_characters_however_they_are_written() {
        let within = |one: &[&str], other: &[&str]| CharacterSet::of(one).is_within(&CharacterSet::of(other));
        assert!(within(&["ascii_lowercase", "中"], &["ascii_letter", "han"]));
        assert!(!within(&["ascii_letter", "han"], &["ascii_lowercase", "中"]) && !within(&["é"], &["ascii_letter"]));
        let overlap = |one: &[&str], other: &[&str]| CharacterSet::of(one).overlaps(&CharacterSet::of(other));
        assert!(
            overlap(&["ascii_lowercase"], &["xX"]) && overlap(&["han"], &["中"]) && overlap(&["中"], &["han", "é"])
        );
        assert!(!overlap(&["ascii_digit", "é"], &["ascii_letter", "han"]));
    }

    #[test]
    fn a_sample_of_a_set_is_one_of_its_characters() {
        for words in [&["ascii_digit"][..], &["han"], &["é"], &["han", "_"]] {
            let set = CharacterSet::of(words);
            assert!(set.sample().is_some_and(|sample| set.contains(sample)), "{words:?}");
        }
        assert_eq!(CharacterSet::new(&[]).sample(), None);
    }
}
