//! Generates the types of one operation.

fn main() -> Result<(), apiscribe_codegen::Error> {
    apiscribe_codegen::configure().operations(["ecs.*.ModifyImageAttribute"]).generate("../../spec")
}
