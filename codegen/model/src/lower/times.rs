//! Gives dates, times and durations their form on the wire.

use apiscribe_core::ValueType;

use super::context::Context;
use super::place::Place;
use crate::checked::{Type, WireFormat};
use crate::diagnostic::{Diagnostic, Id};
use crate::format;

/// Returns the type of a value that is a date, a time or a duration.
pub(super) fn time(context: &Context<'_>, value_type: ValueType, value: &format::Value, place: &Place<'_>) -> Type {
    let Some(kind) = value_type.time() else { return Type::Any };
    let place = place.key("format");
    let formats = kind.formats();
    let written = context.diagnostics.word(value.format.as_ref(), &place, WireFormat::from_word, WireFormat::WORDS);
    let usual = formats.first().copied().unwrap_or(WireFormat::Iso8601);
    match written {
        Some(format) if !formats.contains(&format) => {
            let label = place.on_value("is of another type");
            let message = format!("the form `{}` is none of `type: {}`", format.word(), kind.word());
            let words: Vec<&str> = formats.iter().map(|format| format.word()).collect();
            let diagnostic = Diagnostic::new(Id::FOREIGN_FORMAT, message, label);
            context.diagnostics.push(diagnostic.help(format!("there is: {}", words.join(", "))));
            Type::Time(kind, usual)
        }
        written => Type::Time(kind, written.unwrap_or(usual)),
    }
}
