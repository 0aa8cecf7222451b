//! Gives dates, times and durations their form on the wire.

use apiscribe_core::ValueType;

use super::context::word_of;
use super::place::Place;
use crate::checked::{Type, WireFormat};
use crate::diagnostic::Id;
use crate::format;

/// Returns the type of a value that is a date, a time or a duration; nothing where its form is not one of the type, which is
/// reported.
pub(super) fn time(value_type: ValueType, value: &format::Value, place: &Place<'_>) -> Option<Type> {
    let kind = value_type.time()?;
    let formats = kind.formats();
    if !place.has("format") {
        return formats.first().map(|usual| Type::Time(kind, *usual));
    }
    let format = word_of::<WireFormat>(value.format.as_ref())?;
    if formats.contains(&format) {
        return Some(Type::Time(kind, format));
    }
    let label = place.key("format").on_value("is of another type");
    let message = format!("the form `{}` is none of `type: {}`", format.word(), kind.word());
    let words: Vec<&str> = formats.iter().map(|format| format.word()).collect();
    place.report(Id::FOREIGN_FORMAT, message, label, format!("there is: {}", words.join(", ")));
    None
}
