//! A part of a body that is text to the format, XML above all: a gap tells of each, so that an audit can compare them.

use std::fmt;

const START: &str = "the XML has ";
const ITEM: &str = "an item";
const REQUIRED: &str = ", required";
const EXAMPLE: &str = ", for example ";

/// A field of such a text, or an item of a list in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TextPart {
    /// The name; empty for an item.
    pub(crate) name: String,
    /// The type, in the word of the format.
    pub(crate) kind: String,
    pub(crate) is_required: bool,
    /// The example, in one line; empty where there is none.
    pub(crate) example: String,
}

impl TextPart {
    /// Returns the part that a gap tells of.
    pub(crate) fn of_gap(what: &str) -> Option<Self> {
        let rest = what.strip_prefix(START)?;
        let (name, rest) = match rest.strip_prefix('`') {
            Some(rest) => rest.split_once("` (")?,
            None => ("", rest.strip_prefix(ITEM)?.strip_prefix(" (")?),
        };
        let facts = rest.strip_suffix(')')?;
        let (facts, example) = match facts.split_once(EXAMPLE) {
            Some((facts, example)) => (facts, example.strip_prefix('`')?.strip_suffix('`')?),
            None => (facts, ""),
        };
        let kind = facts.strip_suffix(REQUIRED);
        Some(Self {
            name: name.to_owned(),
            is_required: kind.is_some(),
            kind: kind.unwrap_or(facts).to_owned(),
            example: example.to_owned(),
        })
    }
}

impl fmt::Display for TextPart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { name, kind, is_required, example } = self;
        f.write_str(START)?;
        if name.is_empty() { f.write_str(ITEM) } else { write!(f, "`{name}`") }?;
        write!(f, " ({kind}")?;
        if *is_required {
            f.write_str(REQUIRED)?;
        }
        if !example.is_empty() {
            write!(f, "{EXAMPLE}`{example}`")?;
        }
        f.write_str(")")
    }
}

#[cfg(test)]
mod tests {
    use super::TextPart;

    #[test]
    fn a_gap_tells_of_a_part_what_is_read_from_it() {
        for (name, is_required, example) in [("Title", true, "a (b) `c`"), ("", false, ""), ("Tag", false, "x")] {
            let part =
                TextPart { name: name.to_owned(), kind: "string".to_owned(), is_required, example: example.to_owned() };
            assert_eq!(TextPart::of_gap(&part.to_string()), Some(part));
        }
        assert_eq!(TextPart::of_gap("the XML is odd"), None);
    }
}
