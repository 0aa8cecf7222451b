//! Generates the types of the spec that `apiscribe init` writes.

fn main() -> Result<(), apiscribe_codegen::Error> {
    apiscribe_codegen::configure().module_path("types").generate("../../codegen/cli/src/bin/apiscribe/new_spec")
}
