//! A JSON Schema that the program prints, to check values by.

use serde_json::Value;

use super::project::Project;

/// A JSON Schema that the program prints.
pub(crate) struct PrintedSchema {
    schemas: boon::Schemas,
    index: boon::SchemaIndex,
}

impl PrintedSchema {
    /// Returns the schema of a subject.
    pub(crate) fn new(project: &Project, of: &str) -> Self {
        Self::compiled(printed(project, of))
    }

    /// Returns the schema of a subject, changed to accept no key that it does not list: a key that is printed and not
    /// described is found.
    pub(crate) fn closed(project: &Project, of: &str) -> Self {
        let mut schema = printed(project, of);
        close(&mut schema);
        Self::compiled(schema)
    }

    fn compiled(schema: Value) -> Self {
        let (mut schemas, mut compiler) = (boon::Schemas::new(), boon::Compiler::new());
        compiler.add_resource("printed.json", schema).expect("a schema");
        let index = compiler.compile("printed.json", &mut schemas).expect("a sound schema");
        Self { schemas, index }
    }

    pub(crate) fn check(&self, value: &Value) -> Result<(), String> {
        self.schemas.validate(value, self.index).map_err(|error| error.to_string())
    }
}

fn printed(project: &Project, of: &str) -> Value {
    serde_json::from_str(&project.run(&["schema", "--of", of]).out()).expect("JSON")
}

fn close(schema: &mut Value) {
    if let Some(object) = schema.as_object_mut() {
        if object.contains_key("properties") {
            object.entry("additionalProperties").or_insert(false.into());
        }
        object.values_mut().for_each(close);
    }
    schema.as_array_mut().into_iter().flatten().for_each(close);
}
