//! The API as apiscribe reads it.

use std::fmt::Write as _;

use super::{Api, ErrorRow, Field, Kind, NamedType, Operation, Rule};

/// Paths and texts of the files: the service, and one for each operation.
pub fn files(api: &Api) -> Vec<(String, String)> {
    let service = service(&api.types).expect("a string takes all text");
    let service = ("house/2026-01-01/service.yaml".to_owned(), service);
    let operations = api.operations.iter().map(|operation| {
        (format!("house/2026-01-01/{}.yaml", operation.name), text(operation).expect("a string takes all text"))
    });
    std::iter::once(service).chain(operations).collect()
}

fn service(types: &[NamedType]) -> Result<String, std::fmt::Error> {
    let mut yaml = "service: House\nversion: \"2026-01-01\"\ntitle: The house\nstyle: rpc\n".to_owned();
    if !types.is_empty() {
        writeln!(yaml, "types:")?;
    }
    for named in types {
        writeln!(yaml, "  {}:\n    type: object\n    fields:", named.name)?;
        for field in &named.fields {
            value(&mut yaml, field, 3, false)?;
        }
    }
    Ok(yaml)
}

fn text(operation: &Operation) -> Result<String, std::fmt::Error> {
    let name = &operation.name;
    let mut yaml = String::new();
    writeln!(yaml, "operation: {name}\nsummary: Does what {name} says.")?;
    writeln!(yaml, "page: {{ title: {name}, url: \"https://example.com/{name}\", read: 2026-11-21 }}")?;
    writeln!(yaml, "http: {{ methods: [POST, GET], path: / }}\noperation_type: write\nparameters:")?;
    for field in &operation.parameters {
        value(&mut yaml, field, 1, true)?;
    }
    writeln!(yaml, "response:\n  fields:")?;
    for field in &operation.response {
        value(&mut yaml, field, 2, false)?;
    }
    writeln!(yaml, "errors:")?;
    for row in &operation.errors {
        error(&mut yaml, row)?;
    }
    Ok(yaml)
}

fn value(yaml: &mut String, field: &Field, depth: usize, is_parameter: bool) -> std::fmt::Result {
    let indent = "  ".repeat(depth);
    writeln!(yaml, "{indent}{}:", field.name)?;
    if is_parameter {
        writeln!(yaml, "{indent}  in: query")?;
        if field.name == "Delivery" {
            writeln!(yaml, "{indent}  style: json")?;
        }
    }
    let fields = match &field.kind {
        Kind::Object(fields) | Kind::ListOfObjects(fields) => fields.as_slice(),
        _ => &[],
    };
    let (key, name) = type_of(&field.kind);
    writeln!(yaml, "{indent}  {key}: {name}")?;
    writeln!(yaml, "{indent}  doc: \"{}\"", field.doc)?;
    if field.is_required {
        writeln!(yaml, "{indent}  required: true")?;
    }
    match &field.kind {
        Kind::Enum(values) => {
            writeln!(yaml, "{indent}  enum:")?;
            for value in *values {
                writeln!(yaml, "{indent}    {value}: {{ doc: \"The value {value}.\" }}")?;
            }
        }
        Kind::ListOfText => writeln!(yaml, "{indent}  items: {{ type: string }}")?,
        Kind::ListOfObjects(_) => writeln!(yaml, "{indent}  items:\n{indent}    type: object\n{indent}    fields:")?,
        Kind::ListOfNamed(name) => writeln!(yaml, "{indent}  items: {{ ref: {name} }}")?,
        Kind::Object(_) => writeln!(yaml, "{indent}  fields:")?,
        _ => {}
    }
    let deeper = if matches!(field.kind, Kind::ListOfObjects(_)) { 3 } else { 2 };
    for field in fields {
        value(yaml, field, depth + deeper, false)?;
    }
    field.rule.as_ref().map_or(Ok(()), |rule| rules(yaml, rule, &indent))
}

fn rules(yaml: &mut String, rule: &Rule, indent: &str) -> std::fmt::Result {
    writeln!(yaml, "{indent}  rules:")?;
    match rule {
        Rule::Length(min, max) => {
            writeln!(yaml, "{indent}    length: {{ min: {min}, max: {max}, unit: char }}")
        }
        Rule::Range(min, max) => writeln!(yaml, "{indent}    range: {{ min: {min}, max: {max} }}"),
        Rule::Name => {
            writeln!(yaml, "{indent}    length: {{ min: 2, max: 128, unit: char }}")?;
            writeln!(yaml, "{indent}    starts_with: [ascii_letter, han]")?;
            writeln!(yaml, "{indent}    charset: [ascii_letter, han, ascii_digit, \".:_-\"]")?;
            writeln!(yaml, "{indent}    forbid_prefix: [\"aliyun\", \"acs:\"]")?;
            writeln!(yaml, "{indent}    forbid_substring: [\"http://\", \"https://\"]")?;
            writeln!(yaml, "{indent}    preempts: InvalidResourceName.Malformed")
        }
    }
}

/// The key that gives a type, and the type's name.
fn type_of(kind: &Kind) -> (&'static str, &'static str) {
    match kind {
        Kind::Text | Kind::Enum(_) => ("type", "string"),
        Kind::Boolean => ("type", "boolean"),
        Kind::Int32 => ("type", "int32"),
        Kind::Int64 => ("type", "int64"),
        Kind::Object(_) => ("type", "object"),
        Kind::ListOfText | Kind::ListOfObjects(_) | Kind::ListOfNamed(_) => ("type", "array"),
        Kind::Named(name) => ("ref", name),
    }
}

fn error(yaml: &mut String, row: &ErrorRow) -> std::fmt::Result {
    let message = row.message.replace('"', "\\\"");
    writeln!(yaml, "  - code: {}\n    status: {}\n    message: \"{message}\"", row.code, row.status)?;
    row.field.map_or(Ok(()), |field| writeln!(yaml, "    field: {field}\n    recovery: fix_request"))
}
