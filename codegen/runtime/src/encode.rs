//! How a value is written, whatever the format.

use std::any::Any;
use std::collections::BTreeMap;
use std::fmt;

use crate::Binary;
use crate::presence::FieldPresence;

/// A value that can be written to any [`Encoder`].
///
/// Each generated type says once how it is written; JSON, query pairs and serde formats are made of that by encoders.
pub trait Encode {
    /// Hands out the fields of a struct; there are none unless the type says so, as [`fields!`](crate::fields) does.
    fn fields(&self, take: &mut dyn FnMut(&[Field<'_>])) {
        take(&[]);
    }

    /// Writes the value by calling exactly one method of `encoder`; unless the type says otherwise, an object of its fields.
    fn encode(&self, encoder: &mut dyn Encoder) {
        self.fields(&mut written_to(encoder));
    }

    /// Returns whether there is nothing to write, so that a field holding this value is left out.
    fn is_absent(&self) -> bool {
        false
    }
}

/// Receives one value; objects and lists hand over their members as values of their own.
pub trait Encoder {
    /// Receives JSON's `null`, or nothing in formats that have no such thing.
    fn null(&mut self);
    /// Receives a boolean.
    fn boolean(&mut self, value: bool);
    /// Receives an integer.
    fn integer(&mut self, value: i64);
    /// Receives an integer above the range of `i64`.
    fn unsigned(&mut self, value: u64);
    /// Receives a number with a fraction.
    fn number(&mut self, value: f64);
    /// Receives text.
    fn string(&mut self, value: &str);
    /// Receives bytes, which are base64 in formats that have only text.
    fn binary(&mut self, value: &Binary) {
        self.string(&value.to_base64());
    }
    /// Receives an object by its wire names; absent fields are skipped by the encoder.
    fn object(&mut self, fields: &[(&str, &dyn Encode)]);
    /// Receives a list.
    fn list(&mut self, items: &[&dyn Encode]);
}

/// A field's name on the wire, whether it must be there, and its value.
pub type Field<'a> = (&'static str, FieldPresence, &'a dyn FieldValue);

/// The value of a field, whatever its type.
pub trait FieldValue: Encode + fmt::Debug {
    /// Returns whether the other value is of the same type and equal.
    fn equals(&self, other: &dyn FieldValue) -> bool;

    /// Returns the value as one whose type can be asked for.
    fn as_any(&self) -> &dyn Any;
}

impl<T: Encode + fmt::Debug + PartialEq + 'static> FieldValue for T {
    fn equals(&self, other: &dyn FieldValue) -> bool {
        match other.as_any().downcast_ref::<T>() {
            Some(other) => self == other,
            None => false,
        }
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}

/// Returns what writes fields to an encoder, as an object.
pub(crate) fn written_to(encoder: &mut dyn Encoder) -> impl FnMut(&[Field<'_>]) {
    |fields| {
        let nullable = fields.iter().filter(|(_, presence, _)| *presence == FieldPresence::Nullable);
        let nullable: Vec<OrNull<'_>> = nullable.map(|(.., value)| OrNull(*value as &dyn Encode)).collect();
        let mut nullable = nullable.iter();
        let members = fields.iter().map(|(wire, presence, value)| match presence {
            FieldPresence::Nullable => (*wire, nullable.next().map_or(*value as &dyn Encode, |value| value)),
            FieldPresence::Optional | FieldPresence::Required => (*wire, *value as &dyn Encode),
        });
        encoder.object(&members.collect::<Vec<_>>());
    }
}

/// Writes `null` for `None`, where the API tells a field that is null from one that is absent.
pub struct OrNull<'a>(pub &'a dyn Encode);

impl Encode for OrNull<'_> {
    fn encode(&self, encoder: &mut dyn Encoder) {
        self.0.encode(encoder);
    }
}

impl<T: Encode> Encode for Option<T> {
    fn encode(&self, encoder: &mut dyn Encoder) {
        match self {
            Some(value) => value.encode(encoder),
            None => encoder.null(),
        }
    }

    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

impl<T: Encode + ?Sized> Encode for &T {
    fn encode(&self, encoder: &mut dyn Encoder) {
        (**self).encode(encoder);
    }

    fn is_absent(&self) -> bool {
        (**self).is_absent()
    }
}

impl<T: Encode + ?Sized> Encode for Box<T> {
    fn encode(&self, encoder: &mut dyn Encoder) {
        (**self).encode(encoder);
    }

    fn is_absent(&self) -> bool {
        (**self).is_absent()
    }
}

impl Encode for bool {
    fn encode(&self, encoder: &mut dyn Encoder) {
        encoder.boolean(*self);
    }
}

impl Encode for i32 {
    fn encode(&self, encoder: &mut dyn Encoder) {
        encoder.integer(i64::from(*self));
    }
}

impl Encode for i64 {
    fn encode(&self, encoder: &mut dyn Encoder) {
        encoder.integer(*self);
    }
}

impl Encode for f32 {
    fn encode(&self, encoder: &mut dyn Encoder) {
        encoder.number(shortest(*self));
    }
}

/// The double of the shortest text that names the single: 0.1, not 0.10000000149011612.
pub(crate) fn shortest(single: f32) -> f64 {
    single.to_string().parse().unwrap_or_else(|_| f64::from(single))
}

impl Encode for f64 {
    fn encode(&self, encoder: &mut dyn Encoder) {
        encoder.number(*self);
    }
}

impl Encode for str {
    fn encode(&self, encoder: &mut dyn Encoder) {
        encoder.string(self);
    }
}

impl Encode for String {
    fn encode(&self, encoder: &mut dyn Encoder) {
        encoder.string(self);
    }
}

impl Encode for Binary {
    fn encode(&self, encoder: &mut dyn Encoder) {
        encoder.binary(self);
    }
}

impl<T: Encode> Encode for Vec<T> {
    fn encode(&self, encoder: &mut dyn Encoder) {
        encode_list(self.len(), &|index| &self[index], encoder);
    }
}

fn encode_list<'a>(length: usize, item: &dyn Fn(usize) -> &'a dyn Encode, encoder: &mut dyn Encoder) {
    let items: Vec<&dyn Encode> = (0..length).map(item).collect();
    encoder.list(&items);
}

impl<T: Encode> Encode for BTreeMap<String, T> {
    fn encode(&self, encoder: &mut dyn Encoder) {
        let fields: Vec<(&str, &dyn Encode)> =
            self.iter().map(|(key, value)| (key.as_str(), value as &dyn Encode)).collect();
        encoder.object(&fields);
    }
}

impl Encode for serde_json::Value {
    fn encode(&self, encoder: &mut dyn Encoder) {
        use serde_json::Value;
        match self {
            Value::Null => encoder.null(),
            Value::Bool(value) => encoder.boolean(*value),
            Value::Number(value) => match (value.as_i64(), value.as_u64()) {
                (Some(value), _) => encoder.integer(value),
                (None, Some(value)) => encoder.unsigned(value),
                (None, None) => encoder.number(value.as_f64().unwrap_or(f64::NAN)),
            },
            Value::String(value) => encoder.string(value),
            Value::Array(items) => items.encode(encoder),
            Value::Object(fields) => {
                let fields: Vec<(&str, &dyn Encode)> =
                    fields.iter().map(|(key, value)| (key.as_str(), value as &dyn Encode)).collect();
                encoder.object(&fields);
            }
        }
    }
}
