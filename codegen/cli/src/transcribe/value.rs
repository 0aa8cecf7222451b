//! A row of a table as a value of the format.

use apiscribe_model::format::Rules;

use super::field::{Field, is_indexed};
use crate::draft::{Map, Notes, claimed, fact_left_out, is_scalar, put_enum, put_item_claims, put_prose_facts, rules};
use crate::page::{Column, Row, TypeWord, counted, known_type, quoted, type_of};
use crate::prose::Claims;

/// Returns a parameter or a field.
pub(super) fn value(field: &Field<'_>, path: &str, notes: &mut Notes) -> Map {
    let mut map = Map::default();
    put_value(&mut map, field, path, notes);
    if path.starts_with("response") && field.row.is_some_and(Row::is_nullable) {
        map.put("nullable", true);
    }
    map
}

pub(super) fn put_value(map: &mut Map, field: &Field<'_>, path: &str, notes: &mut Notes) {
    let Some(row) = field.row else { return put_unseen(map, field, path, notes) };
    let kind = kind(field, path, notes);
    map.put("type", kind);
    let mut claims = row.claims(kind);
    if kind == "array" {
        claims.items = claims.items.take().or_else(|| counted(field.rows_of_item()));
    }
    if !row.text(Column::Description).is_empty() {
        map.put("doc", stub(&field.name, row));
    }
    if row.is_required() == Some(true) && !field.name.is_empty() {
        map.put("required", true);
    }
    put_default(map, row, &claims, kind, path, notes);
    put_example(map, row, kind, path, notes);
    put_known_values(map, &claims, path, notes);
    // What no fact is read from stands in a gap, each sentence in its own.
    for remark in row.remarks(kind, &claims) {
        notes.gap(format!("{path}.doc"), quoted(&remark));
    }
    put_prose_facts(map, &field.name, kind, &claims);
    put_inside(map, field, kind, path, notes);
    // That it may have these characters does not say that it may have no others.
    let assumed = Rules { charset: claims.charset.clone(), ..Rules::default() };
    map.put_full("rules", rules(claimed(&claims), assumed));
}

/// A value that stands in no row, and only in a sample or in a flat name.
fn put_unseen(map: &mut Map, field: &Field<'_>, path: &str, notes: &mut Notes) {
    let kind = field.kind.unwrap_or("object");
    map.put("type", kind);
    put_inside(map, field, kind, path, notes);
    if field.is_sampled {
        map.put("known_from", "example");
    } else if kind == "array" {
        let claims = Claims { items: counted(field.rows_of_item()), ..Claims::default() };
        map.put_full("rules", rules(claimed(&claims), Rules::default()));
    }
}

fn stub(name: &str, row: &Row) -> String {
    let what = if name.is_empty() { "item".to_owned() } else { words(name) };
    format!("TODO: describe the {what} (line {} of the page).", row.line_of(Column::Description))
}

/// `ImageType` as `image type`.
pub(super) fn words(name: &str) -> String {
    let mut text = String::new();
    let mut was_lower = false;
    for letter in name.chars() {
        if letter.is_ascii_uppercase() && was_lower || matches!(letter, '_' | '-' | '.') {
            text.push(' ');
        }
        was_lower = letter.is_ascii_lowercase() || letter.is_ascii_digit();
        if !matches!(letter, '_' | '-' | '.') {
            text.push(letter);
        }
    }
    // Abbreviations stay as they are.
    let words = text.split_whitespace().map(|word| {
        let is_word = word.chars().skip(1).all(|letter| !letter.is_ascii_uppercase());
        if is_word { word.to_lowercase() } else { word.to_owned() }
    });
    words.collect::<Vec<_>>().join(" ")
}

fn kind(field: &Field<'_>, path: &str, notes: &mut Notes) -> &'static str {
    let word = field.row.map_or("", |row| row.text(Column::Type));
    match type_of(word) {
        // Names such as `Tag.N.Key` make an array of what their row gives the type of an item.
        _ if field.kind == Some("array") => "array",
        Some(TypeWord::ArrayOf(_)) if field.kind == Some("object") => "object",
        Some(TypeWord::Is("object")) if field.is_map => "map",
        Some(word) => {
            if let TypeWord::Named(name) = &word {
                notes.gap(
                    format!("{path}.fields"),
                    format!("the page names the structure `{name}` and does not show it here"),
                );
            }
            word.kind()
        }
        None => {
            let kind = field.kind.or_else(|| field.has_fields().then_some("object"));
            let taken =
                if kind.is_some() { "what is in it is as its sample or its marks show" } else { "taken for any value" };
            notes.gap(format!("{path}.type"), format!("the page gives no type; {taken}"));
            kind.unwrap_or("any")
        }
    }
}

fn put_example(map: &mut Map, row: &Row, kind: &str, path: &str, notes: &mut Notes) {
    let example = row.text(Column::Example);
    if example.is_empty() {
        return;
    }
    if kind == "array" && has_example_of_item(row) {
        return;
    }
    if is_scalar(kind) {
        map.put("example", example);
    } else {
        notes.gap(format!("{path}.example"), fact_left_out("example", example));
    }
}

/// Returns whether the row of an array is that of one item, which has the example: it has the type of one, or its index.
fn has_example_of_item(row: &Row) -> bool {
    let is_list = |text: &str| text.starts_with(['[', '{']);
    match known_type(row.text(Column::Type)) {
        Some(TypeWord::Is(item)) => is_scalar(item),
        Some(TypeWord::ArrayOf(None)) => is_indexed(row) && !is_list(row.text(Column::Example)),
        _ => false,
    }
}

fn put_default(map: &mut Map, row: &Row, claims: &Claims, kind: &str, path: &str, notes: &mut Notes) {
    let from_column = Some(row.text(Column::Default)).filter(|text| !matches!(*text, "" | "-"));
    let Some(default) = from_column.or(claims.default.as_deref()) else { return };
    if is_scalar(kind) {
        map.put("default", default);
    } else {
        notes.gap(format!("{path}.default"), fact_left_out("default", default));
    }
}

fn put_known_values(map: &mut Map, claims: &Claims, path: &str, notes: &mut Notes) {
    let doc = |(name, meaning): &(String, String)| {
        (name.clone(), (!meaning.is_empty()).then(|| format!("TODO: describe the value {name}.")))
    };
    put_enum(map, claims.values.iter().map(doc));
    if claims.announces_values {
        notes.gap(format!("{path}.enum"), "the page lost its value list");
    }
}

/// The content of an array, a map or an object.
fn put_inside(map: &mut Map, field: &Field<'_>, kind: &str, path: &str, notes: &mut Notes) {
    match kind {
        "array" | "map" => {
            let key = if kind == "array" { "items" } else { "values" };
            let inner = format!("{path}.{key}");
            map.put(key, items(field, &inner, notes));
        }
        "object" => map.put_full("fields", fields(field, path, notes)),
        _ => {}
    }
    let key = if kind == "array" { "items" } else { "fields" };
    for what in &field.nesting {
        notes.gap(format!("{path}.{key}"), what.as_str());
    }
    for name in &field.doubtful {
        let what = format!("the page's table is flat, and its sample lacks `{name}`: in it, or in what it stands in");
        notes.gap(format!("{path}.{key}"), what);
    }
    if field.lost_nesting && matches!(kind, "object" | "array") {
        let key = if kind == "object" { "fields" } else { "items" };
        let names = match field.behind[..] {
            [] => String::new(),
            [name] => format!(": `{name}` is in it or beside it"),
            [first, .., last] => format!(": `{first}` to `{last}` are in it or beside it"),
        };
        notes.gap(format!("{path}.{key}"), format!("the page's table is flat, and does not show what is in it{names}"));
    }
}

fn fields(field: &Field<'_>, path: &str, notes: &mut Notes) -> Map {
    let mut fields = Map::default();
    for inner in &field.fields {
        fields.put(&inner.name, value(inner, &format!("{path}.fields.{}", inner.name), notes));
    }
    fields
}

/// The items of an array or the values of a map: as their own row says, or as the array's type does.
fn items(field: &Field<'_>, path: &str, notes: &mut Notes) -> Map {
    if let Some(item) = &field.item {
        return value(item, path, notes);
    }
    let mut map = Map::default();
    let word = field.row.map_or("", |row| row.text(Column::Type));
    let inner = match type_of(word) {
        Some(word @ (TypeWord::ArrayOf(_) | TypeWord::MapOf(_))) => word.into_inner(),
        // The row of `Tag.N` gives the type of one item.
        other if field.kind == Some("array") => other.and_then(|_| (!field.has_fields()).then(|| word.to_owned())),
        _ => None,
    };
    let kind = if field.has_fields() {
        map.put("type", "object");
        "object"
    } else {
        put_type(&mut map, inner.as_deref(), field.item_kind)
    };
    let example = field.row.map(|row| row.text(Column::Example)).filter(|example| !example.is_empty());
    let is_row_of_item =
        field.kind == Some("array") && (is_scalar(kind) || kind == "any" && field.row.is_some_and(has_example_of_item));
    map.put_some("example", example.filter(|_| is_row_of_item));
    if let Some(row) = field.row {
        put_item_claims(&mut map, row.text(Column::Name), row.text(Column::Description));
    }
    if kind == "object" {
        map.put_full("fields", fields(field, path, notes));
    }
    map
}

/// Puts the type that a word stands for, with what is in it, and returns it; without a word one that is known otherwise.
fn put_type(map: &mut Map, word: Option<&str>, otherwise: Option<&'static str>) -> &'static str {
    let word = word.and_then(type_of);
    let kind = word.as_ref().map_or(otherwise.unwrap_or("any"), TypeWord::kind);
    map.put("type", kind);
    if matches!(kind, "array" | "map") {
        let inner = word.and_then(TypeWord::into_inner);
        let mut within = Map::default();
        put_type(&mut within, inner.as_deref(), None);
        map.put(if kind == "array" { "items" } else { "values" }, within);
    }
    kind
}
