//! The API as progenitor reads it: OpenAPI 3.0 over the same types as the JSON Schema.

use serde_json::{Map, json};

use super::{Api, json_schema};

/// The document's text.
pub fn text(api: &Api) -> String {
    let mut paths = Map::new();
    for operation in &api.operations {
        let name = &operation.name;
        let content = |suffix: &str| json!({ "application/json": { "schema": { "$ref": format!("#/definitions/{name}{suffix}") } } });
        let post = json!({
            "operationId": name,
            "requestBody": { "required": true, "content": content("Request") },
            "responses": {
                "200": { "description": "Done.", "content": content("Response") },
                "4XX": { "description": "Refused.", "content": content("Error") },
            },
        });
        paths.insert(format!("/{name}"), json!({ "post": post }));
    }
    let document = json!({
        "openapi": "3.0.3",
        "info": { "title": "The house", "version": "2026-01-01" },
        "paths": paths,
        "components": { "schemas": json_schema::definitions(api) },
    });
    let text = serde_json::to_string_pretty(&document).expect("text keys");
    text.replace("#/definitions/", "#/components/schemas/")
}
