//! The words of the specification format, each list of them as an enum.

/// Declares an enum with a word of the format for each variant.
macro_rules! words {
    ($($(#[$meta:meta])* $name:ident { $($(#[$variant_meta:meta])* $variant:ident = $word:literal,)+ })+) => {$(
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$variant_meta])* $variant,)+
        }

        impl $name {
            /// The words of the specification format, in the order of the variants.
            pub const WORDS: &'static [&'static str] = &[$($word),+];

            /// Returns what a word of the specification format stands for.
            pub const fn from_word(word: &str) -> Option<Self> {
                $(if is_same(word, $word) {
                    return Some(Self::$variant);
                })+
                None
            }

            /// Returns the word of the specification format.
            pub const fn word(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)+
                }
            }

            /// Returns the name of the variant in Rust, by which generated code refers to it.
            pub const fn variant_name(self) -> &'static str {
                match self {
                    $(Self::$variant => stringify!($variant),)+
                }
            }
        }
    )+};
}

/// Compares two texts where a program is compiled, which `==` cannot do.
const fn is_same(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    if one.len() != other.len() {
        return false;
    }
    let mut index = 0;
    while index < one.len() {
        if one[index] != other[index] {
            return false;
        }
        index += 1;
    }
    true
}

words! {
    /// How the length of text is counted.
    LengthUnit {
        /// Unicode scalar values: a Chinese character or a simple emoji is one.
        Character = "char",
        /// Bytes of UTF-8.
        Byte = "byte",
        /// UTF-16 code units, as Java and JavaScript count.
        Utf16 = "utf16",
    }

    /// A class of characters.
    CharacterClass {
        /// `a` to `z` and `A` to `Z`.
        AsciiLetter = "ascii_letter",
        /// `a` to `z`.
        AsciiLowercase = "ascii_lowercase",
        /// `A` to `Z`.
        AsciiUppercase = "ascii_uppercase",
        /// `0` to `9`.
        AsciiDigit = "ascii_digit",
        /// A Chinese character, drawn generously: the blocks of Unicode's script Han, whether assigned yet or not.
        Han = "han",
    }
}

impl LengthUnit {
    /// Returns how many units a text has.
    #[inline]
    pub fn count(self, text: &str) -> usize {
        match self {
            Self::Character => text.chars().count(),
            Self::Byte => text.len(),
            Self::Utf16 => text.encode_utf16().count(),
        }
    }

    /// Returns what several units are called.
    pub const fn plural(self) -> &'static str {
        match self {
            Self::Character => "characters",
            Self::Byte => "bytes of UTF-8",
            Self::Utf16 => "UTF-16 units",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::CharacterClass;

    #[test]
    fn each_word_stands_for_one_variant_and_no_other_text_does() {
        for word in CharacterClass::WORDS {
            assert_eq!(CharacterClass::from_word(word).map(CharacterClass::word), Some(*word));
        }
        for word in ["", "ha", "hans", "Han", "ascii_uppercasE", "中"] {
            assert_eq!(CharacterClass::from_word(word), None, "{word}");
        }
    }
}
