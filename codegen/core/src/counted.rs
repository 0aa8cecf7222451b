//! Numbers with the noun that they count.

use std::fmt::Display;

/// Returns a number with its noun: `1 operation`, `2 operations`.
pub fn counted(count: impl Copy + Display + From<u8> + PartialEq, noun: &str) -> String {
    let noun = if count == 1.into() { noun.to_owned() } else { plural(noun) };
    format!("{count} {noun}")
}

/// Returns the plural of a noun, which ends before `of`: `bytes of UTF-8`.
pub(crate) fn plural(noun: &str) -> String {
    let (name, rest) = noun.split_at(noun.find(" of ").unwrap_or(noun.len()));
    format!("{name}s{rest}")
}

#[cfg(test)]
mod tests {
    use super::counted;

    #[test]
    fn one_is_said_in_the_singular() {
        assert_eq!([0, 1, 2].map(|count| counted(count, "file")), ["0 files", "1 file", "2 files"]);
        assert_eq!([1_u64, 2].map(|count| counted(count, "byte of UTF-8")), ["1 byte of UTF-8", "2 bytes of UTF-8"]);
    }
}
