//! The samples of a page, which can be anything that YAML says.

use serde_yaml::{Mapping, Number, Value};

use super::Content;
use super::description::Described;
use super::entries::as_written;
use super::read::{FromNode, Place, Reader, boolean};
use crate::locate::is_null;
use crate::source::{Children, Node};

impl Described for Value {
    fn content() -> Content {
        Content::Anything
    }
}

impl FromNode for Value {
    fn from_node(place: Place<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        Some(value(place.node, reader))
    }
}

fn value(node: &Node, reader: &Reader<'_>) -> Value {
    match (&node.text, &node.children) {
        (Some(text), _) if reader.is_plain(node) => plain(text),
        (text, Children::None) => Value::String(text.clone().unwrap_or_default()),
        (_, Children::List(items)) => Value::Sequence(items.iter().map(|item| value(item, reader)).collect()),
        (_, Children::Map(fields)) => {
            let field = |(key, node): (&str, &Node)| (Value::String(key.to_owned()), value(node, reader));
            Value::Mapping(as_written(fields).into_iter().map(field).collect::<Mapping>())
        }
    }
}

/// Returns what YAML takes text without quotes for.
fn plain(text: &str) -> Value {
    if is_null(text) {
        return Value::Null;
    }
    match (boolean(text), text.parse::<Number>()) {
        (Some(boolean), _) => Value::Bool(boolean),
        (None, Ok(number)) => Value::Number(number),
        (None, Err(_)) => Value::String(text.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use serde_yaml::Value;

    use crate::format::read;
    use crate::locate::locate;
    use crate::source::Source;

    /// Texts that YAML 1.1, YAML 1.2 and JSON take for different things.
    const SCALARS: &str = "
        true True TRUE tRUE yes No on off y null Null ~ 0 -0 +0 00 007 08 1_000 0x1F 0X1F 0o17 0b101 -0x1 +12 1.0 1.10 1. .5
        -.5 1e3 1E+3 1e-3 1e400 .inf -.Inf +.INF .nan .NaN nan inf 12e03 1:30 2001-01-01 9223372036854775807
        9223372036854775808 18446744073709551615 18446744073709551616 -9223372036854775809 0.1e1 1e 0x 0o8 + . é '1' '~' 'é'";

    fn sample(yaml: &str) -> Value {
        let source = Source { text: yaml.to_owned(), ..Source::default() };
        let mut report = Vec::new();
        // Only in samples null may stand.
        let root = locate(&source, &mut report).unwrap_or_else(|| panic!("{yaml}: {report:?}"));
        let mut examples = root.into_value("examples").expect("a value");
        let value = read(&source, &mut examples, &mut report).expect("a value");
        assert!(report.is_empty(), "{yaml}: {report:?}");
        value
    }

    #[test]
    fn scalars_are_what_serde_yaml_takes_them_for() {
        for scalar in SCALARS.split_whitespace() {
            for yaml in [format!("examples: {{ a: {scalar}, b: [{scalar}] }}"), format!("examples:\n  a: {scalar}\n")] {
                let Ok(whole) = serde_yaml::from_str::<Value>(&yaml) else { continue };
                assert_eq!(sample(&yaml), whole["examples"], "{yaml}");
            }
        }
    }

    #[test]
    fn a_sample_keeps_its_order_and_all_kinds_of_text() {
        let yaml = "examples:\n  z: |\n    5\n  a: >-\n    true\n    false\n  m: \"5\"\n  k: plain\n    and folded\n  e: []\n  o: {}\n";
        let value = sample(yaml);
        assert_eq!(value, serde_yaml::from_str::<Value>(yaml).expect("YAML")["examples"]);
        let keys = value.as_mapping().expect("a map").keys().map(|key| key.as_str().expect("text"));
        assert_eq!(keys.collect::<Vec<_>>(), ["z", "a", "m", "k", "e", "o"]);
    }
}
