//! The samples of a page, which can be anything that YAML says.

use std::fmt;

use super::Content;
use super::entries::{Entries, as_written};
use super::read::{FromNode, Place, Reader, boolean};
use crate::locate::is_null;
use crate::source::{Children, Node};

/// A value of a sample.
#[derive(Clone, Debug)]
pub enum Sample {
    Null,
    Boolean(bool),
    Number(Number),
    Text(String),
    List(Vec<Sample>),
    Map(Entries<Sample>),
}

/// A number of a sample.
#[derive(Clone, Copy, Debug)]
pub enum Number {
    /// Is in the range of `i64` or of `u64`; YAML takes any other for text.
    Integer(i128),
    Float(f64),
}

impl Sample {
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    pub fn as_map(&self) -> Option<&Entries<Self>> {
        match self {
            Self::Map(map) => Some(map),
            _ => None,
        }
    }

    pub fn as_list(&self) -> Option<&[Self]> {
        match self {
            Self::List(items) => Some(items),
            _ => None,
        }
    }

    /// Returns the value behind a key, if it is a map that has it.
    pub fn get(&self, key: &str) -> Option<&Self> {
        self.as_map()?.get(key)
    }
}

impl Number {
    pub fn is_finite(self) -> bool {
        match self {
            Self::Integer(_) => true,
            Self::Float(value) => value.is_finite(),
        }
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Integer(value) => value.fmt(f),
            Self::Float(value) if value.is_nan() => f.write_str(".nan"),
            Self::Float(value) if value.is_infinite() => f.write_str(if *value < 0.0 { "-.inf" } else { ".inf" }),
            // Five digits behind the point are no reason for an exponent yet; `Debug` writes one from the fourth on.
            Self::Float(value) if (1e-5..1e-4).contains(&value.abs()) => value.fmt(f),
            Self::Float(value) => fmt::Debug::fmt(value, f),
        }
    }
}

impl FromNode for Sample {
    fn content() -> Content {
        Content::Anything
    }

    fn from_node(place: Place<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        Some(value(place.node, reader))
    }
}

fn value(node: &Node, reader: &Reader<'_>) -> Sample {
    match (&node.text, &node.children) {
        (Some(text), _) if reader.is_plain(node) => plain(text),
        (text, Children::None) => Sample::Text(text.clone().unwrap_or_default()),
        (_, Children::List(items)) => Sample::List(items.iter().map(|item| value(item, reader)).collect()),
        (_, Children::Map(fields)) => {
            let field = |(key, node): (&str, &Node)| (key.to_owned(), value(node, reader));
            Sample::Map(as_written(fields).into_iter().map(field).collect())
        }
    }
}

/// Returns whether YAML takes text without quotes for text.
pub fn is_bare_text(text: &str) -> bool {
    matches!(plain(text), Sample::Text(_))
}

/// Returns what YAML takes text without quotes for.
fn plain(text: &str) -> Sample {
    if is_null(text) {
        return Sample::Null;
    }
    match (boolean(text), number(text)) {
        (Some(boolean), _) => Sample::Boolean(boolean),
        (None, Some(number)) => Sample::Number(number),
        (None, None) => Sample::Text(text.to_owned()),
    }
}

fn number(text: &str) -> Option<Number> {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    // An id such as `007` is text.
    if digits.len() > 1 && digits.starts_with('0') && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    match integer(text) {
        Some(value) => (i64::MIN.into()..=u64::MAX.into()).contains(&value).then_some(Number::Integer(value)),
        None => float(text).map(Number::Float),
    }
}

/// Returns an integer in one of the notations of YAML.
fn integer(text: &str) -> Option<i128> {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let in_radix = |(prefix, radix)| Some((digits.strip_prefix(prefix)?, radix));
    let (digits, radix) = [("0x", 16), ("0o", 8), ("0b", 2)].into_iter().find_map(in_radix).unwrap_or((digits, 10));
    if digits.starts_with(['-', '+']) {
        return None;
    }
    let value = i128::from_str_radix(digits, radix).ok()?;
    Some(if text.starts_with('-') { -value } else { value })
}

fn float(text: &str) -> Option<f64> {
    match text {
        ".inf" | ".Inf" | ".INF" | "+.inf" | "+.Inf" | "+.INF" => Some(f64::INFINITY),
        "-.inf" | "-.Inf" | "-.INF" => Some(f64::NEG_INFINITY),
        ".nan" | ".NaN" | ".NAN" => Some(f64::NAN),
        // Beside what YAML has, Rust reads `inf` and `nan`.
        _ => text.parse().ok().filter(|value: &f64| value.is_finite()),
    }
}

#[cfg(test)]
mod tests {
    use super::Sample;
    use crate::format::read;
    use crate::locate::locate;
    use crate::source::{Children, Source};

    /// Texts that YAML 1.1, YAML 1.2 and JSON take for different things.
    const SCALARS: &str = "
        true True TRUE tRUE yes No on off y null Null ~ 0 -0 +0 00 007 08 1_000 0x1F 0X1F 0o17 0b101 -0x1 +12 1.0 1.10 1. .5
        -.5 1e3 1E+3 1e-3 1e400 .inf -.Inf +.INF .nan .NaN nan inf 12e03 1:30 2001-01-01 9223372036854775807
        9223372036854775808 18446744073709551615 18446744073709551616 -9223372036854775809 0.1e1 1e 0x 0o8 + . é '1' '~' 'é'
        -9223372036854775808 0x-1 -0b11 +-1 -+1 ++1 +-.inf +-1.5 -.nan +.nan +1.5 -0.0 1e15 1e16 123456789012345680.0 1.5e300
        1e-4 1e-5 -0.00001234 1e-6 0.1 1e41 -1e41 10000000000000000000000000000000000000000 infinity -inf";

    fn sample(yaml: &str) -> Sample {
        let source = Source { text: yaml.to_owned(), ..Source::default() };
        let mut report = Vec::new();
        // Only in samples null may stand.
        let root = locate(&source, &mut report).unwrap_or_else(|| panic!("{yaml}: {report:?}"));
        let Children::Map(mut map) = root.children else { panic!("{yaml} is no map") };
        let mut examples = map.remove("examples").expect("a value");
        let value = read(&source, &mut examples, &mut report).expect("a value");
        assert!(report.is_empty(), "{yaml}: {report:?}");
        value
    }

    /// Returns what `serde_yaml` would have read for a sample; both write numbers alike.
    fn as_read(sample: &Sample) -> serde_yaml::Value {
        match sample {
            Sample::Null => serde_yaml::Value::Null,
            Sample::Boolean(value) => (*value).into(),
            Sample::Number(number) => {
                let read: serde_yaml::Number = number.to_string().parse().expect("a number");
                assert_eq!(read.to_string(), number.to_string());
                serde_yaml::Value::Number(read)
            }
            Sample::Text(text) => text.as_str().into(),
            Sample::List(items) => items.iter().map(as_read).collect(),
            Sample::Map(map) => {
                map.iter().map(|(key, value)| (key.into(), as_read(value))).collect::<serde_yaml::Mapping>().into()
            }
        }
    }

    #[test]
    fn scalars_are_what_serde_yaml_takes_them_for() {
        for scalar in SCALARS.split_whitespace() {
            for yaml in [format!("examples: {{ a: {scalar}, b: [{scalar}] }}"), format!("examples:\n  a: {scalar}\n")] {
                let Ok(whole) = serde_yaml::from_str::<serde_yaml::Value>(&yaml) else { continue };
                assert_eq!(as_read(&sample(&yaml)), whole["examples"], "{yaml}");
            }
        }
    }

    #[test]
    fn a_sample_keeps_its_order_and_all_kinds_of_text() {
        let yaml = "examples:\n  z: |\n    5\n  a: >-\n    true\n    false\n  m: \"5\"\n  k: plain\n    and folded\n  e: []\n  o: {}\n";
        let value = sample(yaml);
        assert_eq!(as_read(&value), serde_yaml::from_str::<serde_yaml::Value>(yaml).expect("YAML")["examples"]);
        let keys = value.as_map().expect("a map").keys();
        assert_eq!(keys.collect::<Vec<_>>(), ["z", "a", "m", "k", "e", "o"]);
    }
}
