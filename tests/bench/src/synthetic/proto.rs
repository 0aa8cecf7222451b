//! The API as prost-build reads it: one file of Protocol Buffers 3.

use super::{Api, Field, Kind, identifier, snake};

/// The file's text.
pub fn text(api: &Api) -> String {
    let mut proto = "syntax = \"proto3\";\npackage house;\n".to_owned();
    for named in &api.types {
        message(&mut proto, named.name, named.name, &named.fields);
    }
    for operation in &api.operations {
        let name = &operation.name;
        message(&mut proto, &format!("{name}Request"), name, &operation.parameters);
        message(&mut proto, &format!("{name}Response"), name, &operation.response);
        let codes = operation.errors.iter().map(|row| {
            let doc = format!("`{}`, HTTP {}: {}", row.code, row.status, row.message);
            (identifier(&row.code), doc)
        });
        enumeration(&mut proto, &format!("{name}ErrorCode"), codes);
        proto.push_str(&format!(
            "message {name}Error {{\n  {name}ErrorCode code = 1;\n  string message = 2;\n  string request_id = 3;\n}}\n"
        ));
    }
    proto
}

fn message(proto: &mut String, name: &str, operation: &str, fields: &[Field]) {
    let mut body = String::new();
    for (index, field) in fields.iter().enumerate() {
        let inner = format!("{operation}{}", field.name);
        let r#type = match &field.kind {
            Kind::Text => "optional string",
            Kind::Boolean => "optional bool",
            Kind::Int32 => "optional int32",
            Kind::Int64 => "optional int64",
            Kind::ListOfText => "repeated string",
            Kind::Enum(values) => {
                enumeration(
                    proto,
                    &inner,
                    values.iter().map(|value| (identifier(value), format!("The value {value}."))),
                );
                &format!("optional {inner}")
            }
            Kind::Object(fields) => {
                message(proto, &inner, operation, fields);
                &format!("optional {inner}")
            }
            Kind::ListOfObjects(fields) => {
                message(proto, &inner, operation, fields);
                &format!("repeated {inner}")
            }
            Kind::Named(name) => &format!("optional {name}"),
            Kind::ListOfNamed(name) => &format!("repeated {name}"),
        };
        let r#type = if field.is_required { r#type.trim_start_matches("optional ") } else { r#type };
        body.push_str(&format!("  // {}\n  {type} {} = {};\n", field.doc, snake(field.name), index + 1));
    }
    proto.push_str(&format!("// `{name}`.\nmessage {name} {{\n{body}}}\n"));
}

fn enumeration(proto: &mut String, name: &str, values: impl Iterator<Item = (String, String)>) {
    let prefix = snake(name).to_uppercase();
    proto.push_str(&format!("enum {name} {{\n  {prefix}_UNSPECIFIED = 0;\n"));
    for (index, (value, doc)) in values.enumerate() {
        proto.push_str(&format!("  // {doc}\n  {prefix}_{} = {};\n", snake(&value).to_uppercase(), index + 1));
    }
    proto.push_str("}\n");
}
