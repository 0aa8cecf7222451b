//! Text → generate: never a panic, and what is generated parses as Rust.
#![no_main]

use apiscribe_codegen::{Layout, Options, generate};
use apiscribe_model::files::SourceFile;
use libfuzzer_sys::fuzz_target;

const SERVICE: &[u8] = include_bytes!("../../../spec/ecs/2014-05-26/service.yaml");

fuzz_target!(|bytes: &[u8]| {
    // A zero byte parts a service from an operation; without one, all is an operation of a real service.
    let mut parts = bytes.splitn(2, |byte| *byte == 0);
    let (first, second) = (parts.next().unwrap_or_default(), parts.next());
    let (service, operation) = second.map_or((SERVICE, first), |second| (first, second));
    let file = |stem: &str, bytes: &[u8]| {
        let path = format!("spec/fuzz/1/{stem}.yaml");
        SourceFile { name: path.clone(), path, bytes: bytes.to_vec() }
    };
    let files = [file("service", service), file("ModifyImageAttribute", operation)];
    match generate(&files, &Options::new(Layout::SingleFile)) {
        Ok(generated) => {
            for file in generated.files {
                assert!(syn::parse_file(&file.text).is_ok(), "this is not Rust:\n{}", file.text);
            }
        }
        Err(report) => assert!(!report.plain().is_empty()),
    }
});
