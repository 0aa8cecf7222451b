//! The tests of the runtime, one file for each subject. They are one program, because each would take longer to build than to run.

#[macro_use]
#[path = "common/any.rs"]
mod any;
#[cfg(feature = "http")]
#[macro_use]
mod common;

mod answers;
mod calls;
mod credentials;
mod decoding;
mod encoding;
mod error_bodies;
mod errors;
mod events;
mod facts;
mod failures;
mod fields;
mod json_text;
mod open_enums;
mod parameters;
mod polling;
mod recording;
mod requests;
mod retrying;
mod rules;
mod schemes;
mod sdk_pairs;
mod signed_requests;
mod signing;
mod times;
mod tolerance;

#[test]
fn every_file_of_tests_is_a_part_of_this_program() {
    let folder = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests")).expect("the folder of this file");
    let paths = folder.map(|entry| entry.expect("an entry").path());
    let files = paths.filter(|path| path.extension().is_some_and(|extension| extension == "rs"));
    let names = files.map(|path| path.file_stem().expect("a name").to_string_lossy().into_owned());
    let names: Vec<String> = names.filter(|name| name != "main").collect();
    assert!(!names.is_empty());
    for name in names {
        let module = format!("\nmod {name};\n");
        assert!(include_str!("main.rs").contains(&module), "no{module}");
    }
}
