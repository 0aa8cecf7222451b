//! Checks documented values against their types, and makes the examples of the documentation of them.

use super::choice::chosen_fields;
use super::place::Place;
use super::values::{broken_beside_mask, broken_by};
use crate::channel::json;
use crate::checked::{
    Enum, EnumKind, Example, ExampleStruct, ExampleValue, Field, Item, JsonKind, Presence, Rules, Struct, Type,
    TypeName, Union, UnionVariant,
};
use crate::diagnostic::{Detail, Diagnostic, Id};
use crate::format::{self, Entries, Sample};
use crate::name::RustName;

/// Checks a value's default and example: its type, its enum, its rules.
pub(super) fn check_documented_value(value: &format::Value, r#type: &Type, rules: Option<&Rules>, place: &Place<'_>) {
    for (key, text) in [("default", &value.default), ("example", &value.example)] {
        let Some(text) = text else { continue };
        let is_empty_default = key == "default" && text.is_empty();
        let is_masked = key == "example" && text.contains('*');
        let problem = match is_masked {
            _ if is_empty_default => None,
            true => masked_fault(text, value, r#type, rules),
            false => problem(text, value, r#type, rules),
        };
        if let Some((problem, detail)) = problem {
            let label = place.key(key).on_value(problem);
            let message = format!("the {key} is not a value that may stand here");
            let help =
                "one of the two was copied wrongly: correct it; if the page contradicts itself, write an `allow`";
            place.push(Diagnostic::new(Id::BAD_EXAMPLE, message, label).help(help).with_detail(detail));
        }
    }
    if shows_secret(value) {
        let label = place.key("example").on_value("looks like one that is in use");
        let help = "write the page's example with `****` in the place of most of it";
        place.report(Id::REAL_SECRET, "the example of a secret looks real", label, help);
    }
}

/// Returns what is wrong with a documented value, and whether it breaks a rule.
type Problem = (String, Option<Detail>);

fn breaks_rules(message: String) -> Problem {
    (message, Some(Detail::BreaksRules))
}

fn problem(text: &str, value: &format::Value, r#type: &Type, rules: Option<&Rules>) -> Option<Problem> {
    match &value.r#enum {
        Some(known) if known.get(text).is_none() => {
            let list: Vec<String> = known.keys().map(|name| format!("`{name}`")).collect();
            Some((format!("the known values are {}", list.join(", ")), None))
        }
        // A default passes when a caller gives it; that it breaks the page's own rules is still worth a question.
        _ => wrong_type(text, r#type)
            .or_else(|| rules.and_then(|rules| broken_by(rules, text, r#type)).map(breaks_rules)),
    }
}

/// Returns what is wrong with a masked example, such as `m-bp1****`, beside the mask: any text may stand in its place.
fn masked_fault(text: &str, value: &format::Value, r#type: &Type, rules: Option<&Rules>) -> Option<Problem> {
    let shown: String = text.chars().filter(|character| *character != '*').collect();
    if shown.is_empty() {
        return None;
    }
    if let Some(known) = &value.r#enum {
        let (start, end) = (text.split('*').next().unwrap_or_default(), text.rsplit('*').next().unwrap_or_default());
        let fits = |name: &str| name.starts_with(start) && name.ends_with(end);
        return (!known.keys().any(fits)).then(|| ("no known value has these parts".to_owned(), None));
    }
    let wrong = if let Type::Time(..) = r#type { None } else { wrong_type(&shown, r#type) };
    wrong.or_else(|| rules.and_then(|rules| broken_beside_mask(rules, text)).map(breaks_rules))
}

/// Returns whether the example of a value is a secret that could be in use, and so must not be shown again.
pub(super) fn shows_secret(value: &format::Value) -> bool {
    value.secret == Some(true) && value.example.as_deref().is_some_and(looks_real)
}

/// Returns whether a secret could be one that is in use: long, mixed and not masked.
pub(super) fn looks_real(text: &str) -> bool {
    let has = |kind: fn(&char) -> bool| text.chars().any(|character| kind(&character));
    let is_mixed = has(char::is_ascii_digit) && has(char::is_ascii_lowercase) && has(char::is_ascii_uppercase);
    let is_key = text.starts_with("LTAI") || text.starts_with("-----BEGIN");
    !text.contains("**") && (is_key || text.len() >= 16 && is_mixed)
}

/// Returns what text of a type must be, and whether this text is that; of a type whose text may be anything, just text.
fn form(text: &str, r#type: &Type) -> (&'static str, bool) {
    match r#type {
        Type::Boolean => ("true or false", text.eq_ignore_ascii_case("true") || text.eq_ignore_ascii_case("false")),
        Type::Int32 => ("a 32-bit integer", text.parse::<i32>().is_ok()),
        Type::Int64 => ("a 64-bit integer", text.parse::<i64>().is_ok()),
        Type::Uint64 => ("an unsigned 64-bit integer", text.parse::<u64>().is_ok()),
        Type::Double => ("a number", text.parse::<f64>().is_ok()),
        Type::Decimal => ("a decimal number, as in `-12.50`", apiscribe_core::Value::is_decimal(text)),
        Type::Time(kind, format) => (kind.noun(*format), kind.accepts(*format, text)),
        Type::String
        | Type::Binary
        | Type::Any
        | Type::List(_)
        | Type::Map(_)
        | Type::Secret(_)
        | Type::Boxed(_)
        | Type::Named(_) => ("text", true),
    }
}

/// Returns whether text can be a value of a type.
pub(super) fn is_of_type(text: &str, r#type: &Type) -> bool {
    form(text, r#type).1
}

/// Returns what keeps a text from being a value of a type.
fn wrong_type(text: &str, r#type: &Type) -> Option<Problem> {
    let (form, is_right) = form(text, r#type);
    (!is_right).then(|| (format!("expected {form}"), None))
}

/// The request, or the nested struct, that the documented examples make; none if a required field has no example.
pub(super) fn example_of(item: &Struct, items: &[Item]) -> Option<ExampleStruct> {
    example_within(item, items, &[])
}

/// The example of a struct that stands in others; none of one that stands in itself, as it seems to while names meet.
fn example_within(item: &Struct, items: &[Item], outer: &[&RustName]) -> Option<ExampleStruct> {
    if outer.contains(&&item.name) {
        return None;
    }
    let outer = [outer, &[&item.name]].concat();
    // What is on its way out should not be in an example.
    let is_good = |field: &Field| field.presence == Presence::Required || field.deprecated.is_none();
    let values: Vec<Option<ExampleValue>> = item
        .fields
        .iter()
        .map(|field| Some(field).filter(|field| is_good(field)).and_then(|field| example_value(field, items, &outer)))
        .collect();
    let chosen = chosen_fields(item, &values.iter().map(Option::is_some).collect::<Vec<_>>())?;
    let mut example = ExampleStruct { name: item.name.clone(), required: Vec::new(), optional: Vec::new() };
    for ((field, value), is_chosen) in item.fields.iter().zip(values).zip(chosen) {
        match field.presence {
            Presence::Required => example.required.push(value?),
            Presence::Nullable => return None,
            Presence::Optional | Presence::OptionalOrNull if is_chosen => {
                example.optional.push((field.setter.clone(), value?));
            }
            Presence::Optional | Presence::OptionalOrNull => {}
        }
    }
    Some(example)
}

fn example_value(field: &Field, items: &[Item], outer: &[&RustName]) -> Option<ExampleValue> {
    let is_good = |text: &&str| {
        let is_default = field.default.as_deref() == Some(*text);
        is_default || field.rules.as_ref().is_none_or(|rules| broken_by(rules, text, &field.r#type).is_none())
    };
    let text = field.example.as_deref().filter(is_good);
    match &field.r#type {
        Type::String | Type::Time(..) => text.map(|text| ExampleValue::Text(text.to_owned())),
        Type::Boolean => text.map(|text| ExampleValue::Boolean(text.eq_ignore_ascii_case("true"))),
        Type::Int32 => Some(ExampleValue::Integer(text?.parse::<i32>().ok()?.into())),
        Type::Int64 => Some(ExampleValue::Integer(text?.parse().ok()?)),
        Type::Named(name) if !name.is_shared() => match items.iter().find(|item| *item.name() == name.name)? {
            Item::Enum(item) => match item.kind {
                EnumKind::String => text.map(|text| ExampleValue::Text(text.to_owned())),
                EnumKind::Integer => Some(ExampleValue::Integer(text?.parse().ok()?)),
            },
            Item::Struct(item) => struct_example(item, items, outer),
            Item::Union(item) => union_example(item, text, items, outer),
        },
        _ => None,
    }
}

fn struct_example(item: &Struct, items: &[Item], outer: &[&RustName]) -> Option<ExampleValue> {
    let example = example_within(item, items, outer)?;
    let is_empty = example.required.is_empty() && example.optional.is_empty();
    (!is_empty).then_some(ExampleValue::Struct(example))
}

/// The text that one variant takes, or else the first object of which there is an example.
fn union_example(item: &Union, text: Option<&str>, items: &[Item], outer: &[&RustName]) -> Option<ExampleValue> {
    let of_text = item.text_variant().and_then(|variant| {
        let text = text.or(variant.example.as_deref())?;
        let broken = variant.rules.as_ref().and_then(|rules| broken_by(rules, text, &variant.r#type));
        broken.is_none().then(|| ExampleValue::Text(text.to_owned()))
    });
    let is_good = |variant: &&UnionVariant| variant.deprecated.is_none();
    of_text.or_else(|| {
        item.converted().filter(is_good).find_map(|variant| {
            let Type::Named(name) = &variant.r#type else { return None };
            let item = items.iter().find(|item| !name.is_shared() && *item.name() == name.name)?.as_struct()?;
            struct_example(item, items, outer)
        })
    })
}

/// The types that an operation can name, of which one of its own may be called like one of the service.
#[derive(Clone, Copy)]
pub(super) struct Types<'a> {
    pub(super) own: &'a [Item],
    pub(super) shared: &'a [Item],
}

impl<'a> Types<'a> {
    pub(super) fn find(self, r#type: &TypeName) -> Option<&'a Item> {
        let items = if r#type.is_shared() { self.shared } else { self.own };
        items.iter().find(|item| *item.name() == r#type.name)
    }

    /// Returns the struct that a type is.
    pub(super) fn struct_of(self, r#type: &Type) -> Option<&'a Struct> {
        match r#type {
            Type::Boxed(inner) => self.struct_of(inner),
            Type::Named(name) => self.find(name)?.as_struct(),
            _ => None,
        }
    }
}

/// The object that a sample shows.
pub(super) struct Shown<'a> {
    /// The status, where the response is another under each.
    pub(super) status: Option<u16>,
    pub(super) item: &'a Struct,
    pub(super) name: TypeName,
}

/// Checks a sample response against the response's shape, and makes a JSON text of it.
pub(super) fn sample(
    value: &Sample,
    Shown { status, item: response, name }: &Shown<'_>,
    types: Types<'_>,
    place: &Place<'_>,
) -> Option<Example> {
    check_object(value, response, types, place);
    let texts = response.fields.iter().filter_map(|field| {
        let text = value.get(&field.name.wire)?.as_text()?;
        let is_text = field.r#type == Type::String && field.presence != Presence::Nullable;
        is_text.then(|| (field.name.rust.clone(), field.presence, text.to_owned()))
    });
    let mut text = String::new();
    write_json(value, 0, &mut text)?;
    Some(Example { status: *status, r#type: name.clone(), json: text, texts: texts.collect() })
}

fn check_object(value: &Sample, item: &Struct, types: Types<'_>, place: &Place<'_>) {
    let Some(map) = value.as_map() else {
        return unfit(place, "an object");
    };
    for (key, value) in map.iter() {
        let place = place.key(key);
        if let Some(field) = item.fields.iter().find(|field| field.name.wire == key) {
            check_value(value, &field.r#type, types, &place);
        } else {
            let label = place.on_key("not a field of the response");
            let known = item.fields.iter().map(|field| field.name.wire.as_str());
            let message = format!("the sample has a field `{key}` that the response does not name");
            let diagnostic = Diagnostic::new(Id::BAD_SAMPLE, message, label).with_detail(Detail::UnnamedField);
            place.push(place.suggest(diagnostic, key, || known));
        }
    }
    for field in item.fields.iter().filter(|field| field.presence == Presence::Required) {
        if map.get(&field.name.wire).is_none() {
            let label = place.on_key(format!("lacks `{}`", field.name.wire));
            let message = format!("the sample lacks the field `{}`, which is required", field.name.wire);
            let help = "a field that is missing in a sample is not always there: take `required` away";
            place.report(Id::BAD_SAMPLE, message, label, help);
        }
    }
}

fn check_value(value: &Sample, r#type: &Type, types: Types<'_>, place: &Place<'_>) {
    if let Sample::Null = value {
        return;
    }
    let text = match value {
        Sample::Text(text) => Some(text.clone()),
        Sample::Boolean(value) => Some(value.to_string()),
        Sample::Number(value) => Some(value.to_string()),
        _ => None,
    };
    match r#type {
        Type::Any | Type::Binary => {}
        Type::Boxed(inner) | Type::Secret(inner) => check_value(value, inner, types, place),
        Type::Boolean
        | Type::Int32
        | Type::Int64
        | Type::Uint64
        | Type::Double
        | Type::Decimal
        | Type::Time(..)
        | Type::String => {
            // The runtime reads "" as false and 0, and numbers as booleans, as the official SDKs do.
            let (expected, is_right) = form(text.as_deref().unwrap_or_default(), r#type);
            let is_tolerated = |text: &str| text.is_empty() || *r#type == Type::Boolean && text.parse::<i64>().is_ok();
            if !text.is_some_and(|text| is_right || is_tolerated(&text)) {
                unfit(place, expected);
            }
        }
        Type::List(inner) => match value.as_list() {
            Some(items) => {
                for (index, item) in items.iter().enumerate() {
                    check_value(item, inner, types, &place.item(index));
                }
            }
            None => unfit(place, "a list"),
        },
        Type::Map(inner) => match value.as_map() {
            Some(map) => {
                for (key, value) in map.iter() {
                    check_value(value, inner, types, &place.key(key));
                }
            }
            None => unfit(place, "a map"),
        },
        Type::Named(name) => match types.find(name) {
            Some(Item::Struct(item)) => check_object(value, item, types, place),
            Some(Item::Enum(item)) => check_enum(text.as_deref(), item, place),
            Some(Item::Union(item)) => check_union(value, item, types, place),
            None => {}
        },
    }
}

/// Checks the value of a union against the variant that it is of. A tag that is not listed is no error: others may be added.
fn check_union(value: &Sample, item: &Union, types: Types<'_>, place: &Place<'_>) {
    let Some(tag) = &item.tag else {
        return match variant_by_shape(value, item, types) {
            Some(variant) => check_value(value, &variant.r#type, types, place),
            None => unfit(place, "one of the types of the union"),
        };
    };
    let text = value.get(tag).and_then(Sample::as_text);
    let Some(text) = text else {
        return unfit(place, &format!("an object with the text `{tag}`"));
    };
    let Some(variant) = item.variants.iter().find(|variant| variant.tag_value.as_deref() == Some(text)) else { return };
    let has_tag = |item: &Struct| item.fields.iter().any(|field| field.name.wire == *tag);
    match (types.struct_of(&variant.r#type), value.as_map()) {
        (Some(item), Some(map)) if !has_tag(item) => {
            let others = map.iter().filter(|(key, _)| key != tag);
            let rest: Entries<Sample> = others.map(|(key, value)| (key.to_owned(), value.clone())).collect();
            check_object(&Sample::Map(rest), item, types, place);
        }
        _ => check_value(value, &variant.r#type, types, place),
    }
}

/// Returns the variant that a value is of, by what it is in JSON and by the fields that it has.
fn variant_by_shape<'i>(value: &Sample, item: &'i Union, types: Types<'_>) -> Option<&'i UnionVariant> {
    let kind = match value {
        Sample::Text(_) => JsonKind::Text,
        Sample::Number(_) => JsonKind::Number,
        Sample::Boolean(_) => JsonKind::Boolean,
        Sample::List(_) => JsonKind::List,
        _ => JsonKind::Object,
    };
    let candidates: Vec<&UnionVariant> = item.variants.iter().filter(|variant| variant.kinds.contains(&kind)).collect();
    if let [only] = candidates.as_slice() {
        return Some(only);
    }
    let has = |name: &str| value.get(name).is_some();
    let structs = candidates.into_iter().filter_map(|variant| Some((variant, types.struct_of(&variant.r#type)?)));
    let fitting: Vec<(&UnionVariant, &Struct)> = structs.filter(|(_, item)| required(item).all(has)).collect();
    let is_more = |one: &Struct, other: &Struct| {
        required(one).any(|name| !other.fields.iter().any(|field| field.name.wire == name))
    };
    let is_best = |(_, one): &&(&UnionVariant, &Struct)| {
        fitting.iter().all(|(_, other)| one.name == other.name || is_more(one, other))
    };
    fitting.iter().find(is_best).map(|(variant, _)| *variant)
}

fn required(item: &Struct) -> impl Iterator<Item = &str> {
    let is_required = |field: &&Field| field.presence == Presence::Required;
    item.fields.iter().filter(is_required).map(|field| field.name.wire.as_str())
}

fn check_enum(text: Option<&str>, item: &Enum, place: &Place<'_>) {
    match text {
        None => unfit(place, "text or a number"),
        Some(text) if item.kind == EnumKind::Integer && text.parse::<i64>().is_err() => {
            unfit(place, "an integer");
        }
        // An unlisted value is no error: the enum is open, and samples are often older than lists.
        Some(_) => {}
    }
}

const SAMPLE_HELP: &str = "correct the sample or the field; if the page contradicts itself, write an `allow`";

fn unfit(place: &Place<'_>, expected: &str) {
    let label = place.on_value(format!("expected {expected}"));
    place.report(Id::BAD_SAMPLE, "the sample does not have the response's shape", label, SAMPLE_HELP);
}

/// Writes JSON as people write samples; none where YAML holds what JSON cannot.
fn write_json(value: &Sample, depth: usize, to: &mut String) -> Option<()> {
    let indent = "  ".repeat(depth + 1);
    let separate = |index: usize, to: &mut String| {
        to.push_str(if index == 0 { "\n" } else { ",\n" });
        to.push_str(&indent);
    };
    match value {
        Sample::Null => to.push_str("null"),
        Sample::Boolean(value) => to.push_str(&value.to_string()),
        Sample::Number(number) if !number.is_finite() => return None,
        Sample::Number(number) => to.push_str(&number.to_string()),
        Sample::Text(text) => to.push_str(&json::text(text)),
        Sample::List(items) if items.is_empty() => to.push_str("[]"),
        Sample::Map(map) if map.is_empty() => to.push_str("{}"),
        Sample::List(items) => {
            to.push('[');
            for (index, item) in items.iter().enumerate() {
                separate(index, to);
                write_json(item, depth + 1, to)?;
            }
            close(']', depth, to);
        }
        Sample::Map(map) => {
            to.push('{');
            for (index, (key, value)) in map.iter().enumerate() {
                separate(index, to);
                to.push_str(&json::text(key));
                to.push_str(": ");
                write_json(value, depth + 1, to)?;
            }
            close('}', depth, to);
        }
    }
    Some(())
}

fn close(bracket: char, depth: usize, to: &mut String) {
    to.push('\n');
    to.push_str(&"  ".repeat(depth));
    to.push(bracket);
}

#[cfg(test)]
mod tests {
    use super::write_json;
    use crate::format::{Number, Sample};

    #[test]
    fn what_json_cannot_say_is_no_json() {
        let json = |number| {
            let mut text = String::new();
            write_json(&Sample::List(vec![Sample::Null, Sample::Number(number)]), 0, &mut text).map(|()| text)
        };
        assert_eq!(json(Number::Float(1.5)).as_deref(), Some("[\n  null,\n  1.5\n]"));
        for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            assert_eq!(json(Number::Float(value)), None);
        }
    }
}
