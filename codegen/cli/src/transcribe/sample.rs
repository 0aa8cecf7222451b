//! Fields that only a sample has.

use serde_json::Value as Json;

use super::field::Field;
use crate::page::inner;

/// Adds to fields what a sample has beyond them.
pub(super) fn add_sampled(fields: &mut Vec<Field<'_>>, sample: &Json) {
    let Some(object) = sample.as_object() else { return };
    for (name, value) in object {
        let place = fields.iter().position(|field| field.name == *name);
        match place {
            Some(place) => {
                let field = &mut fields[place];
                let is_map = field.is_map;
                let holder = field.holder();
                if !is_map && (holder.has_fields() || holder.may_hold_sampled()) {
                    add_sampled(&mut holder.fields, inner(value));
                }
            }
            None if fields.iter().any(|field| field.name.eq_ignore_ascii_case(name)) => {}
            None => fields.push(of_value(name, value)),
        }
    }
}

impl Field<'_> {
    /// Returns whether a sample may show what is in it, where its table does not.
    fn may_hold_sampled(&self) -> bool {
        use crate::page::Column;
        let word = self.row.map_or_else(String::new, |row| row.text(Column::Type).to_lowercase());
        self.item.is_none()
            && (word.is_empty()
                || word == "object"
                || word == "struct"
                || word.contains("<object>")
                || word == "array"
                || self.is_sampled)
    }
}

/// Returns a field as a sample shows it.
pub(super) fn of_value<'p>(name: &str, value: &Json) -> Field<'p> {
    let mut field = Field { name: name.to_owned(), is_sampled: true, kind: Some(kind(value)), ..Field::default() };
    match value {
        Json::Object(_) => add_sampled(&mut field.fields, value),
        Json::Array(items) => match items.first() {
            Some(Json::Object(_)) => {
                field.item_kind = Some("object");
                add_sampled(&mut field.fields, &items[0]);
            }
            Some(first) => field.item_kind = Some(kind(first)),
            None => {}
        },
        _ => {}
    }
    field
}

/// Returns the type of the format that a value of a sample shows.
pub(super) fn kind(value: &Json) -> &'static str {
    match value {
        Json::Null => "any",
        Json::Bool(_) => "boolean",
        Json::Number(number) if number.is_f64() => "double",
        Json::Number(_) => "int64",
        Json::String(_) => "string",
        Json::Array(_) => "array",
        Json::Object(_) => "object",
    }
}
