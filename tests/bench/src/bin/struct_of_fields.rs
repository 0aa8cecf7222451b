//! Measures what one large struct costs the compiler: a response of many required fields.

use std::path::PathBuf;

use apiscribe_bench::crates::{Package, Workspace};
use apiscribe_bench::files::put;
use apiscribe_bench::generators::Kind;
use apiscribe_bench::input::Input;
use apiscribe_bench::measure::{Cost, interleaved, run};
use apiscribe_bench::{steps, table};
use clap::Parser;

#[derive(Parser)]
#[command(args_conflicts_with_subcommands = true)]
struct Arguments {
    #[command(subcommand)]
    step: Option<steps::Step>,
    /// How many fields, one struct each, from few to many.
    #[arg(long, value_delimiter = ',', default_value = "400,3000")]
    fields: Vec<usize>,
    #[arg(long, default_value_t = 3)]
    runs: usize,
    /// Where the crates are written and built.
    #[arg(long, default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/target/struct_of_fields"))]
    folder: PathBuf,
}

#[derive(Clone, Copy, Debug)]
enum Verb {
    Check,
    Build,
}

fn main() {
    let arguments = Arguments::parse();
    if let Some(step) = &arguments.step {
        return step.commit();
    }
    let workspaces: Vec<Workspace> = arguments
        .fields
        .iter()
        .map(|&count| {
            let folder = arguments.folder.join(count.to_string());
            let specs = folder.join("spec");
            put(&specs.join("house/2026-01-01/service.yaml"), SERVICE);
            put(&specs.join("house/2026-01-01/CountLamps.yaml"), &operation(count));
            Workspace::write(Kind::ApiscribeCrate, Input::Specs(&specs), &folder)
        })
        .collect();
    let mut all = Vec::new();
    for verb in [Verb::Check, Verb::Build] {
        let name = format!("{verb:?}").to_lowercase();
        let compile = |workspace: &Workspace| -> Cost {
            workspace.touch(Package::Types);
            run(&mut workspace.cargo(&name, Package::Types))
        };
        // Once for the dependencies.
        for workspace in &workspaces {
            compile(workspace);
        }
        let costs = interleaved(arguments.runs, &workspaces, compile);
        table::costs(&format!("`cargo {name}` of a struct of required fields"), &arguments.fields, &costs, None);
        all.push((verb, costs));
    }
    table::growth(&arguments.fields, &all);
}

const SERVICE: &str = "service: House\nversion: \"2026-01-01\"\ntitle: The house\nstyle: rpc\n";

/// An operation that answers with so many fields.
fn operation(count: usize) -> String {
    let fields: Vec<String> = (0..count)
        .map(|index| format!("    Lamp{index}: {{ type: string, doc: \"The lamp {index}.\", required: true }}\n"))
        .collect();
    let head = "operation: CountLamps\nsummary: Counts the lamps.\n\
                page: { title: CountLamps, url: \"https://example.com/CountLamps\", read: 2026-11-21 }\n\
                http: { methods: [POST, GET], path: / }\noperation_type: read\n";
    format!("{head}response:\n  fields:\n{}", fields.concat())
}
