//! The generators under test, each called the way its documentation tells a build script to call it.

use std::path::Path;

use crate::files::put;
use crate::synthetic::{self, Api};

/// What the types of an API are made by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Kind {
    /// This project, called as in a build script: one file.
    Apiscribe,
    /// This project, called as by its command line, without the record that it keeps: a crate with a file for each
    /// operation.
    ApiscribeCrate,
    /// prost-build, with protox as its parser.
    Prost,
    /// typify, as a library.
    Typify,
    /// progenitor, as a library.
    Progenitor,
    /// Nothing: types as one would write them by hand, with serde's derives.
    Derive,
    /// Nothing: the published crate `ali-acs`, which has the types of ECS whatever the input is.
    AliAcs,
}

/// Writes the input that a generator reads into a folder.
pub fn write_input(kind: Kind, api: &Api, folder: &Path) {
    let files = match kind {
        Kind::Apiscribe | Kind::ApiscribeCrate => synthetic::spec::files(api),
        Kind::Prost => vec![("house.proto".to_owned(), synthetic::proto::text(api))],
        Kind::Typify => vec![("house.json".to_owned(), synthetic::json_schema::text(api))],
        Kind::Progenitor => vec![("house.json".to_owned(), synthetic::openapi::text(api))],
        Kind::Derive => vec![("lib.rs".to_owned(), synthetic::derive::text(api))],
        Kind::AliAcs => panic!("ali-acs is a crate, and generates nothing"),
    };
    for (path, text) in files {
        put(&folder.join(path), &text);
    }
}

impl Kind {
    /// Whether it is this project.
    pub fn is_apiscribe(self) -> bool {
        matches!(self, Self::Apiscribe | Self::ApiscribeCrate)
    }

    /// The same generator, making all sources of a crate.
    pub fn for_a_crate(self) -> Self {
        if self == Self::Apiscribe { Self::ApiscribeCrate } else { self }
    }
}

/// A value as the command line takes it.
pub fn name(value: &impl clap::ValueEnum) -> String {
    value.to_possible_value().expect("none is left out").get_name().to_owned()
}

/// Generates types from a folder of input.
pub fn generate(kind: Kind, input: &Path, output: &Path) {
    std::fs::create_dir_all(output).expect("to make the folder");
    match kind {
        Kind::Apiscribe => {
            apiscribe_codegen::configure().out_dir(output).generate(input).expect("good specs");
        }
        Kind::ApiscribeCrate => apiscribe_crate(input, output),
        Kind::Derive => {
            std::fs::copy(input.join("lib.rs"), output.join("lib.rs")).expect("to copy");
        }
        Kind::AliAcs => panic!("ali-acs is a crate, and generates nothing"),
        #[cfg(feature = "peers")]
        Kind::Prost => peers::prost(input, output),
        #[cfg(feature = "peers")]
        Kind::Typify => peers::typify(input, output),
        #[cfg(feature = "peers")]
        Kind::Progenitor => peers::progenitor(input, output),
        #[cfg(not(feature = "peers"))]
        _ => panic!("{kind:?} needs the feature `peers`"),
    }
}

fn apiscribe_crate(input: &Path, output: &Path) {
    use apiscribe_codegen::{Layout, Options, generate_into};
    use apiscribe_tree::{Stage, Staging, list_specs};
    let specs = list_specs(input).expect("to find the specs");
    let options = Options::new(Layout::Crate { name: "types".to_owned() });
    let mut stage = Stage::new(output, Staging::OnDisk);
    generate_into(&specs, &options, &mut stage).expect("good specs");
    stage.finish().expect("to read the output").commit().expect("to write the output");
}

#[cfg(feature = "peers")]
mod peers {
    use std::path::Path;

    pub(super) fn prost(input: &Path, output: &Path) {
        let file = input.join("house.proto");
        let descriptors = protox::compile([&file], [input]).expect("a good .proto");
        let mut config = prost_build::Config::new();
        config.out_dir(output).default_package_filename("lib").compile_fds(descriptors).expect("to generate");
        std::fs::rename(output.join("house.rs"), output.join("lib.rs")).expect("to name the file");
    }

    pub(super) fn typify(input: &Path, output: &Path) {
        let text = std::fs::read_to_string(input.join("house.json")).expect("to read");
        let schema: schemars::schema::RootSchema = serde_json::from_str(&text).expect("a schema");
        let mut space = typify::TypeSpace::new(&typify::TypeSpaceSettings::default());
        space.add_root_schema(schema).expect("a good schema");
        let file = syn::parse2::<syn::File>(space.to_stream()).expect("good tokens");
        std::fs::write(output.join("lib.rs"), prettyplease::unparse(&file)).expect("to write");
    }

    pub(super) fn progenitor(input: &Path, output: &Path) {
        let text = std::fs::read_to_string(input.join("house.json")).expect("to read");
        let document: openapiv3::OpenAPI = serde_json::from_str(&text).expect("a document");
        let mut generator = progenitor_impl::Generator::default();
        let tokens = generator.generate_tokens(&document).expect("a good document");
        let file = syn::parse2::<syn::File>(tokens).expect("good tokens");
        std::fs::write(output.join("lib.rs"), prettyplease::unparse(&file)).expect("to write");
    }
}
