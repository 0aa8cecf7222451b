//! The API as one would write it by hand: plain types with serde's derives, without validators and with closed enums.

use super::{Api, Field, Kind, identifier, snake};

const DERIVES: &str = "#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]\n";

/// A library.
pub fn text(api: &Api) -> String {
    let mut code = String::new();
    for named in &api.types {
        structure(&mut code, named.name, named.name, &named.fields);
    }
    for operation in &api.operations {
        let name = &operation.name;
        structure(&mut code, &format!("{name}Request"), name, &operation.parameters);
        structure(&mut code, &format!("{name}Response"), name, &operation.response);
        let codes: Vec<&str> = operation.errors.iter().map(|row| row.code.as_str()).collect();
        enumeration(&mut code, &format!("{name}ErrorCode"), &codes);
        code.push_str(&format!(
            "{DERIVES}#[serde(rename_all = \"PascalCase\")]\npub struct {name}Error {{ pub code: {name}ErrorCode, pub message: String, \
             pub request_id: Option<String> }}\n"
        ));
    }
    code
}

fn structure(code: &mut String, name: &str, operation: &str, fields: &[Field]) {
    let mut body = String::new();
    for field in fields {
        let inner = format!("{operation}{}", field.name);
        let r#type = match &field.kind {
            Kind::Text => "String",
            Kind::Boolean => "bool",
            Kind::Int32 => "i32",
            Kind::Int64 => "i64",
            Kind::ListOfText => "Vec<String>",
            Kind::Enum(values) => {
                enumeration(code, &inner, values);
                &inner
            }
            Kind::Object(fields) => {
                structure(code, &inner, operation, fields);
                &inner
            }
            Kind::ListOfObjects(fields) => {
                structure(code, &inner, operation, fields);
                &format!("Vec<{inner}>")
            }
            Kind::Named(name) => name,
            Kind::ListOfNamed(name) => &format!("Vec<{name}>"),
        };
        let (r#type, skip) = if field.is_required {
            (r#type.to_owned(), "")
        } else {
            (format!("Option<{type}>"), ", skip_serializing_if = \"Option::is_none\"")
        };
        body.push_str(&format!(
            "    /// {}\n    #[serde(rename = \"{}\"{skip})]\n    pub {}: {type},\n",
            field.doc,
            field.name,
            snake(field.name)
        ));
    }
    code.push_str(&format!("/// `{name}`.\n{DERIVES}pub struct {name} {{\n{body}}}\n"));
}

fn enumeration(code: &mut String, name: &str, values: &[&str]) {
    code.push_str(&format!("{DERIVES}pub enum {name} {{\n"));
    for value in values {
        code.push_str(&format!("    /// `{value}`.\n    #[serde(rename = \"{value}\")]\n    {},\n", identifier(value)));
    }
    code.push_str("}\n");
}
