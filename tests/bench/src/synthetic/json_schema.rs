//! The API as typify reads it: a JSON Schema whose definitions are the requests, the responses and the errors.

use serde_json::{Map, Value, json};

use super::{Api, Field, Kind, Rule, identifier};

/// The schema's text.
pub fn text(api: &Api) -> String {
    let schema = json!({ "$schema": "http://json-schema.org/draft-07/schema#", "definitions": definitions(api) });
    serde_json::to_string_pretty(&schema).expect("text keys")
}

/// All types by name.
pub(crate) fn definitions(api: &Api) -> Map<String, Value> {
    let mut types = Map::new();
    for named in &api.types {
        object(&mut types, named.name.to_owned(), named.name, &named.fields);
    }
    for operation in &api.operations {
        let name = &operation.name;
        object(&mut types, format!("{name}Request"), name, &operation.parameters);
        object(&mut types, format!("{name}Response"), name, &operation.response);
        let codes: Vec<&str> = operation.errors.iter().map(|row| row.code.as_str()).collect();
        let rows: Vec<String> = operation
            .errors
            .iter()
            .map(|row| format!("`{}`, HTTP {}: {}", row.code, row.status, row.message))
            .collect();
        types.insert(
            format!("{name}ErrorCode"),
            json!({ "type": "string", "description": rows.join("\n"), "enum": codes }),
        );
        let properties = json!({
            "Code": reference(&format!("{name}ErrorCode")),
            "Message": { "type": "string" },
            "RequestId": { "type": "string" },
        });
        types.insert(
            format!("{name}Error"),
            json!({ "type": "object", "properties": properties, "required": ["Code", "Message"] }),
        );
    }
    types
}

fn object(types: &mut Map<String, Value>, name: String, operation: &str, fields: &[Field]) {
    let mut properties = Map::new();
    for field in fields {
        let inner = format!("{operation}{}", identifier(field.name));
        properties.insert(field.name.to_owned(), value(types, field, inner, operation));
    }
    let required: Vec<&str> = fields.iter().filter(|field| field.is_required).map(|field| field.name).collect();
    let mut schema = json!({ "type": "object", "description": format!("`{name}`."), "properties": properties });
    if !required.is_empty() {
        schema["required"] = json!(required);
    }
    types.insert(name, schema);
}

fn value(types: &mut Map<String, Value>, field: &Field, name: String, operation: &str) -> Value {
    let mut schema = match &field.kind {
        Kind::Text => json!({ "type": "string" }),
        Kind::Boolean => json!({ "type": "boolean" }),
        Kind::Int32 => json!({ "type": "integer", "format": "int32" }),
        Kind::Int64 => json!({ "type": "integer", "format": "int64" }),
        Kind::ListOfText => json!({ "type": "array", "items": { "type": "string" } }),
        Kind::Enum(values) => {
            types.insert(name.clone(), json!({ "type": "string", "description": field.doc, "enum": values }));
            return reference(&name);
        }
        Kind::Object(fields) => {
            object(types, name.clone(), operation, fields);
            return reference(&name);
        }
        Kind::ListOfObjects(fields) => {
            object(types, name.clone(), operation, fields);
            json!({ "type": "array", "items": reference(&name) })
        }
        Kind::Named(name) => return reference(name),
        Kind::ListOfNamed(name) => json!({ "type": "array", "items": reference(name) }),
    };
    schema["description"] = json!(field.doc);
    match field.rule {
        Some(Rule::Name) => {
            schema["minLength"] = json!(2);
            schema["maxLength"] = json!(128);
            schema["pattern"] =
                json!("^(?!aliyun|acs:)(?!.*https?://)[A-Za-z\u{4e00}-\u{9fff}][A-Za-z\u{4e00}-\u{9fff}0-9.:_-]*$");
        }
        Some(Rule::Length(min, max)) => {
            schema["minLength"] = json!(min);
            schema["maxLength"] = json!(max);
        }
        Some(Rule::Range(min, max)) => {
            schema["minimum"] = json!(min);
            schema["maximum"] = json!(max);
        }
        None => {}
    }
    schema
}

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/definitions/{name}") })
}
