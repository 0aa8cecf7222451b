//! Values as JSON text.

use std::fmt::Write as _;

use crate::Encode;
use crate::encode::{EncodeList, EncodeMap, FieldReceiver, Wire, each_written, items};
use crate::json_reader::plain_end;
use crate::number_text::{IntegerText, number_text};

/// The number of bytes that are reserved at first: most requests have less.
const RESERVED: usize = 256;

/// The JSON text of a value, compact, with wire names.
pub fn to_json(value: &dyn Encode) -> String {
    Wire::with(value, |wire| json_of(&wire))
}

/// The JSON text of what a value is on the wire.
pub(crate) fn json_of(value: &Wire<'_>) -> String {
    let mut json = String::with_capacity(RESERVED);
    write(value, &mut json);
    json
}

fn write_value(value: &dyn Encode, json: &mut String) {
    Wire::with(value, |wire| write(&wire, json));
}

fn write(value: &Wire<'_>, json: &mut String) {
    match value {
        Wire::Absent | Wire::Null => json.push_str("null"),
        Wire::Boolean(value) => json.push_str(if *value { "true" } else { "false" }),
        Wire::Integer(value) => json.push_str(IntegerText::signed(*value).as_str()),
        Wire::Unsigned(value) => json.push_str(IntegerText::of(*value, false).as_str()),
        Wire::Number(value) if !value.is_finite() => json.push_str("null"),
        Wire::Number(value) => json.push_str(&number_text(*value)),
        Wire::Decimal(value) => json.push_str(value.as_str()),
        Wire::String(value) => write_string(value, json),
        Wire::Binary(value) => write_string(&value.to_base64(), json),
        Wire::List(list) => write_list(*list, json),
        Wire::Map(map) => write_map(*map, json),
        Wire::Object(object) => write_object(*object, json),
    }
}

fn write_list(list: &dyn EncodeList, json: &mut String) {
    json.push('[');
    for (index, item) in items(list).enumerate() {
        if index > 0 {
            json.push(',');
        }
        write_value(item, json);
    }
    json.push(']');
}

fn write_map(map: &dyn EncodeMap, json: &mut String) {
    json.push('{');
    for (index, (key, value)) in map.entries().into_iter().enumerate() {
        write_key(key, false, index == 0, json);
        write_value(value, json);
    }
    json.push('}');
}

fn write_object(object: &dyn Encode, json: &mut String) {
    json.push('{');
    let mut is_first = true;
    object.fields(FieldReceiver::new(&mut |table, values| {
        each_written(table, values, |name, value| {
            write_key(name, table.is_plain, std::mem::take(&mut is_first), json);
            write(value, json);
        });
    }));
    json.push('}');
}

/// Writes a key, of which it may be known that it stays as it is.
fn write_key(key: &str, is_plain: bool, is_first: bool, json: &mut String) {
    if !is_first {
        json.push(',');
    }
    if is_plain {
        json.push('"');
        json.push_str(key);
        json.push_str("\":");
    } else {
        write_string(key, json);
        json.push(':');
    }
}

/// Writes text in quotation marks.
fn write_string(text: &str, json: &mut String) {
    json.push('"');
    let end = plain_end(text.as_bytes(), 0);
    if end == text.len() {
        json.push_str(text);
    } else {
        write_escaped(text, end, json);
    }
    json.push('"');
}

/// Writes text of which it is known where the first character to escape is.
#[inline(never)] // So that text that stays as it is does not pay for what this needs.
fn write_escaped(mut text: &str, mut end: usize, json: &mut String) {
    while let Some((plain, rest)) = text.split_at_checked(end) {
        json.push_str(plain);
        let mut characters = rest.chars();
        match characters.next() {
            Some('"') => json.push_str("\\\""),
            Some('\\') => json.push_str("\\\\"),
            Some('\u{8}') => json.push_str("\\b"),
            Some('\u{c}') => json.push_str("\\f"),
            Some('\n') => json.push_str("\\n"),
            Some('\r') => json.push_str("\\r"),
            Some('\t') => json.push_str("\\t"),
            Some(control) => _ = write!(json, "\\u{:04x}", u32::from(control)),
            None => return,
        }
        text = characters.as_str();
        end = plain_end(text.as_bytes(), 0);
    }
}
