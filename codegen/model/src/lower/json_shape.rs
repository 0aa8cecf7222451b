//! Tells what values are in JSON, of which it follows whether two types can be confused.

use std::collections::BTreeSet;

use crate::checked::JsonKind;
use crate::format::{Entries, References, Value};
use crate::order::inserted;
use apiscribe_core::{ValueType, WireFormat};

/// The JSON kinds of the values of a type.
pub(super) struct JsonShape<'a> {
    pub kinds: BTreeSet<JsonKind>,
    /// The fields of its objects, where all of them are known.
    pub fields: Option<Fields<'a>>,
}

#[derive(Clone)]
pub(super) struct Fields<'a> {
    entries: Option<&'a Entries<Value>>,
    references: References<'a>,
}

/// The reason that values of two types can be confused.
pub(super) enum Confusion {
    /// Both can be of a kind that is told apart by nothing.
    Kind(JsonKind),
    /// Both are objects, and none of the two requires a field that the other does not have.
    Fields,
}

impl<'a> JsonShape<'a> {
    pub(super) fn of(value: &'a Value, references: References<'a>) -> Self {
        let (value, references) = references.resolve(value);
        let word = match (&value.r#type, &value.r#ref) {
            (Some(word), _) => word.as_str(),
            // Too many types in one another, or one that leads back to itself.
            (None, Some(_)) => "any",
            (None, None) if value.variants.is_some() => "union",
            (None, None) => "object",
        };
        let Some(value_type) = ValueType::from_word(word) else {
            // It has been reported, and can be confused with nothing.
            return Self { kinds: BTreeSet::new(), fields: None };
        };
        let is_object = value_type == ValueType::Object;
        let fields = is_object.then(|| Fields { entries: value.fields.as_ref(), references: references.clone() });
        Self { kinds: kinds(value_type, value, &references), fields }
    }

    /// Returns why values of the two can be confused, if they can.
    pub(super) fn confusion(&self, other: &Self) -> Option<Confusion> {
        let kind = self.kinds.intersection(&other.kinds).next().copied()?;
        match (&self.fields, &other.fields) {
            (Some(one), Some(other)) if !one.requires_more_than(other) && !other.requires_more_than(one) => {
                Some(Confusion::Fields)
            }
            (Some(_), Some(_)) => None,
            _ => Some(Confusion::Kind(kind)),
        }
    }
}

fn kinds(value_type: ValueType, value: &Value, references: &References<'_>) -> BTreeSet<JsonKind> {
    let kind = match value_type {
        ValueType::String | ValueType::Binary => JsonKind::Text,
        ValueType::DateTime | ValueType::Date | ValueType::Duration => kind_of_time(value),
        ValueType::Boolean => JsonKind::Boolean,
        ValueType::Int32
        | ValueType::Int64
        | ValueType::Uint64
        | ValueType::Float
        | ValueType::Double
        | ValueType::Decimal => JsonKind::Number,
        ValueType::Array => JsonKind::List,
        ValueType::Map | ValueType::Object => JsonKind::Object,
        ValueType::Any => return JsonKind::ALL.into(),
        ValueType::Union if value.tag.is_some() => JsonKind::Object,
        ValueType::Union => return kinds_of_variants(value, references),
    };
    inserted([kind])
}

fn kind_of_time(value: &Value) -> JsonKind {
    let format = value.format.as_deref().and_then(WireFormat::from_word);
    if format.is_some_and(WireFormat::is_number) { JsonKind::Number } else { JsonKind::Text }
}

/// Returns the kinds of the values of a union without a tag.
pub(super) fn kinds_of_variants(value: &Value, references: &References<'_>) -> BTreeSet<JsonKind> {
    let variants = value.variants.iter().flatten();
    inserted(variants.flat_map(|(_, variant)| JsonShape::of(variant, references.clone()).kinds))
}

impl<'a> Fields<'a> {
    pub(super) fn iter(&self) -> impl Iterator<Item = (&'a str, &'a Value)> {
        self.entries.into_iter().flatten()
    }

    pub(super) fn get(&self, name: &str) -> Option<&'a Value> {
        self.entries.and_then(|entries| entries.get(name))
    }

    /// Returns whether a field is required that the other object does not have.
    fn requires_more_than(&self, other: &Self) -> bool {
        self.iter().any(|(name, value)| value.required == Some(true) && other.get(name).is_none())
    }

    /// Returns whether the values of a field are text.
    pub(super) fn is_text(&self, value: &'a Value) -> bool {
        self.resolved(value).r#type.as_deref() == Some("string")
    }

    /// Returns the known values of a field of text.
    pub(super) fn known_values(&self, value: &'a Value) -> Option<&'a Entries<crate::format::EnumValue>> {
        self.resolved(value).r#enum.as_ref()
    }

    fn resolved(&self, value: &'a Value) -> &'a Value {
        self.references.clone().resolve(value).0
    }
}
