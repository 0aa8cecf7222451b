//! Reads metadata whatever its shape: what is not as it should be is left out, and does not take the rest with it. What was left
//! out is found by writing what was read once more.

use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;

use serde::Serialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserialize, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

/// A map of keys that are known, or of names; anything else is left out.
#[derive(Debug, Default, Serialize)]
#[serde(transparent)]
pub(super) struct Lenient<T>(pub(super) T);

impl<T> Deref for Lenient<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

/// A list; a map in the place of a list is its only item, and anything else is no item.
#[derive(Debug, Serialize)]
#[serde(transparent)]
pub(super) struct List<T>(Vec<Lenient<T>>);

impl<T> Default for List<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> List<T> {
    pub(super) fn iter(&self) -> impl Iterator<Item = &T> {
        self.0.iter().map(|item| &item.0)
    }
}

impl<'de, T: Deserialize<'de> + Default> Deserialize<'de> for Lenient<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(match OrMap::deserialize(deserializer)? {
            OrMap::Map(map) => Self(map),
            OrMap::Scalar(_) => Self::default(),
        })
    }
}

impl<'de, T: Deserialize<'de> + Default> Deserialize<'de> for List<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ListVisitor(PhantomData))
    }
}

/// Reads scalars, each by one function of them all.
macro_rules! visit_scalars {
    (|$value:ident| $read:expr) => {
        visit_scalars! { |$value| $read; visit_bool bool, visit_i64 i64, visit_u64 u64, visit_f64 f64, visit_str &str }

        fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
            let $value = None::<String>;
            Ok($read)
        }
    };
    (|$value:ident| $read:expr; $($name:ident $kind:ty),+) => {
        $(fn $name<E: Error>(self, $value: $kind) -> Result<Self::Value, E> {
            Ok($read)
        })+
    };
}

struct ListVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de> + Default> Visitor<'de> for ListVisitor<T> {
    type Value = List<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        T::deserialize(MapAccessDeserializer::new(map)).map(|item| List(vec![Lenient(item)]))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = list.next_element()? {
            items.push(item);
        }
        Ok(List(items))
    }

    visit_scalars!(|_value| List(Vec::new()));
}

/// A map of keys that are known, or a scalar in its place. Of a list nothing is read.
pub(super) enum OrMap<T> {
    Map(T),
    Scalar(Value),
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for OrMap<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(OrMapVisitor(PhantomData))
    }
}

struct OrMapVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for OrMapVisitor<T> {
    type Value = OrMap<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a map or a scalar")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        T::deserialize(MapAccessDeserializer::new(map)).map(OrMap::Map)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(OrMap::Scalar(Value::Null))
    }

    visit_scalars!(|value| OrMap::Scalar(value.into()));
}

struct TextVisitor;

impl<'de> Visitor<'de> for TextVisitor {
    type Value = Option<String>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        while map.next_entry::<String, IgnoredAny>()?.is_some() {}
        Ok(None)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let mut first = None;
        while let Some(Text(text)) = list.next_element()? {
            first = first.or(text.filter(|text| text != "null"));
        }
        Ok(first)
    }

    visit_scalars!(|value| text_of(&value.into()));
}

/// Makes types of values that are read by functions, whatever stands in their place.
macro_rules! lenient_types {
    ($($(#[$doc:meta])* $name:ident($inner:ty) = $read:expr;)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Default, Serialize)]
        #[serde(transparent)]
        pub(super) struct $name($inner);

        impl Deref for $name {
            type Target = $inner;

            fn deref(&self) -> &$inner {
                &self.0
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $read(deserializer).map(Self)
            }
        }
    )+};
}

lenient_types! {
    /// A text, or another scalar as text; of a list, as `type` may be one, the first that is not null. Of a map nothing is read.
    Text(Option<String>) = text;
    /// The texts of a list, or one text.
    Texts(Vec<String>) = texts;
    /// The items of a list; anything else has none.
    Values(Vec<Value>) = values;
    /// A boolean, or its text, and nothing where it is neither.
    Word(Option<bool>) = word;
    /// A boolean, or its text; false where it is neither.
    Flag(bool) = |deserializer| word(deserializer).map(Option::unwrap_or_default);
}

fn text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    deserializer.deserialize_any(TextVisitor)
}

fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Bool(value) => Some(value.to_string()),
        Value::Number(value) => Some(value.to_string()),
        Value::Array(items) => items.iter().filter_map(text_of).find(|text| text != "null"),
        Value::Null | Value::Object(_) => None,
    }
}

fn texts<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    Ok(match Value::deserialize(deserializer)? {
        Value::Array(items) => items.iter().filter_map(text_of).collect(),
        other => text_of(&other).into_iter().collect(),
    })
}

fn values<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Value>, D::Error> {
    Ok(match Value::deserialize(deserializer)? {
        Value::Array(items) => items,
        _ => Vec::new(),
    })
}

fn word<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<bool>, D::Error> {
    Ok(text(deserializer)?.and_then(|text| text.trim().to_ascii_lowercase().parse().ok()))
}
