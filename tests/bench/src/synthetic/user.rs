//! A program's use of every operation: each request is written, each response and each error read.

use super::{Api, Operation, snake};
use crate::generators::Kind;

/// A library over the generated one, `types`.
pub fn text(api: &Api, kind: Kind) -> String {
    api.operations.iter().map(|operation| function(operation, kind)).collect()
}

fn function(operation: &Operation, kind: Kind) -> String {
    let name = &operation.name;
    let function = snake(name);
    let face = |suffix: &str| match kind {
        Kind::Apiscribe | Kind::ApiscribeCrate => format!("types::house::v2026_01_01::{name}{suffix}"),
        // What prost makes of `CleanClock6Request` keeps the name.
        Kind::Prost | Kind::Typify | Kind::Derive => format!("types::{name}{suffix}"),
        Kind::Progenitor => format!("types::types::{name}{suffix}"),
        Kind::AliAcs => panic!("ali-acs has no types of a made-up API"),
    };
    let (request, response, error) = (face("Request"), face("Response"), face("Error"));
    let body = match kind {
        Kind::Apiscribe | Kind::ApiscribeCrate => {
            "use types::Operation as _;\n    \
             (request.query_string(), types::to_json(request), types::from_json(body).ok(), Error::from_body(400, body))"
        }
        Kind::Prost => {
            "use prost::Message as _;\n    \
             (request.encode_to_vec(), Vec::<u8>::new(), Response::decode(body).ok(), Error::decode(body).unwrap())"
        }
        Kind::Typify | Kind::Progenitor | Kind::Derive => {
            "(String::new(), serde_json::to_string(request).unwrap(), serde_json::from_slice(body).ok(), \
             serde_json::from_slice(body).unwrap())"
        }
        Kind::AliAcs => unreachable!("it has no types"),
    };
    let text = if kind == Kind::Prost { "Vec<u8>" } else { "String" };
    format!(
        "pub fn {function}(request: &{request}, body: &[u8]) -> ({text}, {text}, Option<{response}>, {error}) {{\n    \
         type Response = {response};\n    type Error = {error};\n    {body}\n}}\n"
    )
}
