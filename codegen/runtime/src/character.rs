//! Classes and sets of characters that rules speak of.

/// A class of characters, which rules name by a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum CharacterClass {
    /// `a` to `z` and `A` to `Z`.
    AsciiLetter,
    /// `a` to `z`.
    AsciiLowercase,
    /// `A` to `Z`.
    AsciiUppercase,
    /// `0` to `9`.
    AsciiDigit,
    /// A Chinese character, drawn generously: the blocks of Unicode's script Han, whether assigned yet or not.
    Han,
}

impl CharacterClass {
    const fn from_word(word: &str) -> Option<Self> {
        // Matching on bytes is what a constant can do.
        Some(match word.as_bytes() {
            b"ascii_letter" => Self::AsciiLetter,
            b"ascii_lowercase" => Self::AsciiLowercase,
            b"ascii_uppercase" => Self::AsciiUppercase,
            b"ascii_digit" => Self::AsciiDigit,
            b"han" => Self::Han,
            _ => return None,
        })
    }

    /// What the class is called in a message.
    const fn description(self) -> &'static str {
        match self {
            Self::AsciiLetter => "an ASCII letter",
            Self::AsciiLowercase => "a lower-case ASCII letter",
            Self::AsciiUppercase => "an upper-case ASCII letter",
            Self::AsciiDigit => "an ASCII digit",
            Self::Han => "a Chinese character",
        }
    }

    /// A bit for each ASCII character.
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

const fn is_han(character: char) -> bool {
    matches!(character as u32,
        0x2E80..=0x2FDF | 0x3005 | 0x3007 | 0x3021..=0x3029 | 0x3038..=0x303B | 0x3400..=0x4DBF | 0x4E00..=0x9FFF
        | 0xF900..=0xFAFF | 0x16FE2..=0x16FE3 | 0x16FF0..=0x16FF6 | 0x20000..=0x3FFFF)
}

/// A set of characters, laid out when the program is compiled.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CharacterSet {
    words: &'static [&'static str],
    /// A bit for each ASCII character, in two words because that is what processors shift fast.
    ascii: [u64; 2],
    has_han: bool,
    /// Whether some word names single characters that are not ASCII.
    has_others: bool,
}

impl CharacterSet {
    /// The union of the words: each is the name of a class, or else stands for its own characters.
    pub(crate) const fn new(words: &'static [&'static str]) -> Self {
        let mut set = Self { words, ascii: [0; 2], has_han: false, has_others: false };
        let mut index = 0;
        while index < words.len() {
            set = set.with(words[index]);
            index += 1;
        }
        set
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

    /// What the set has, for a message.
    pub(crate) fn description(&self) -> String {
        let describe = |word: &&str| match CharacterClass::from_word(word) {
            Some(class) => class.description().to_owned(),
            None => format!("one of `{word}`"),
        };
        self.words.iter().map(describe).collect::<Vec<_>>().join(" or ")
    }

    /// Whether the set has the character.
    pub(crate) fn contains(&self, character: char) -> bool {
        match u8::try_from(character) {
            Ok(byte) if byte.is_ascii() => self.contains_byte(byte),
            _ => self.has_han && is_han(character) || self.has_others && self.names(character),
        }
    }

    /// Whether a word that is no class has the character.
    fn names(&self, character: char) -> bool {
        self.words.iter().any(|word| CharacterClass::from_word(word).is_none() && word.contains(character))
    }

    /// How many characters the text has, if all of them are in the set.
    pub(crate) fn count(&self, text: &str) -> Option<usize> {
        // Most values are ASCII and keep their rules.
        if text.is_ascii() {
            return self.has_all(text.as_bytes()).then_some(text.len());
        }
        text.chars().try_fold(0, |count, character| self.contains(character).then_some(count + 1))
    }

    /// Whether ASCII characters are all in the set.
    fn has_all(&self, ascii: &[u8]) -> bool {
        // A branch for eight of them is faster than one for each.
        let all = |group: &[u8]| group.iter().fold(1, |all, byte| all & self.bits_from(*byte)) == 1;
        match ascii.last_chunk::<8>() {
            // The last eight may have some of the eight before in them.
            Some(last) => ascii.chunks_exact(8).all(all) && all(last),
            None => all(ascii),
        }
    }

    /// Whether the text starts with a character of the set; empty text does, since that is a matter of its length.
    pub(crate) fn has_first(&self, text: &str) -> bool {
        match text.as_bytes().first() {
            Some(byte) if byte.is_ascii() => self.contains_byte(*byte),
            _ => text.chars().next().is_none_or(|first| self.contains(first)),
        }
    }

    /// Whether some byte of the text is ASCII and not in the set, so that text over the set cannot contain it.
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

    const fn contains_byte(&self, byte: u8) -> bool {
        byte.is_ascii() && self.bits_from(byte) & 1 == 1
    }

    /// The bits from that of an ASCII character on.
    const fn bits_from(&self, byte: u8) -> u64 {
        self.ascii[(byte >> 6) as usize & 1] >> (byte & 63)
    }
}

#[cfg(test)]
mod tests {
    use super::CharacterSet;

    const NAME: CharacterSet = CharacterSet::new(&["ascii_letter", "han", "ascii_digit", ".:_-、"]);

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
}
