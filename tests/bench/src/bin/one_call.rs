//! Measures what a program costs to build, from nothing, that makes one call of ECS: through each of the clients, and by the
//! published crate `ali-acs`.

use std::path::{Path, PathBuf};

use apiscribe_bench::crates::{cargo, lock};
use apiscribe_bench::files::put;
use apiscribe_bench::measure::{Cost, interleaved, run};
use apiscribe_bench::table;
use clap::Parser;

#[derive(Parser)]
struct Arguments {
    #[arg(long, default_value_t = 3)]
    runs: usize,
    /// The crate of generated types: by default that of two operations which is checked in.
    #[arg(long, default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/../../generated"))]
    types: PathBuf,
    /// Where the programs are written and built.
    #[arg(long, default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/target/one_call"))]
    folder: PathBuf,
}

/// What makes the call.
#[derive(Clone, Copy, Debug)]
enum Program {
    ApiscribeReqwest,
    ApiscribeUreq,
    AliAcs,
}

fn main() {
    let Arguments { runs, types, folder } = Arguments::parse();
    let programs = [Program::ApiscribeReqwest, Program::ApiscribeUreq, Program::AliAcs];
    let folder_of = |program: Program| folder.join(format!("{program:?}"));
    for program in programs {
        write(program, &types, &folder_of(program));
    }
    let costs = interleaved(runs, &programs, |&program| cold(&folder_of(program)));
    table::costs("Cold `cargo build` of a program that makes one call of ECS", &programs, &costs, None);
}

/// Builds everything, after a fetch and without a network.
fn cold(folder: &Path) -> Cost {
    let target = folder.join("target");
    let _ = std::fs::remove_dir_all(&target);
    run(cargo(folder, &target).args(["build", "--offline"]))
}

fn write(program: Program, types: &Path, folder: &Path) {
    let manifest = "[package]\nname = \"program\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n";
    put(&folder.join("Cargo.toml"), &format!("{manifest}{}\n[workspace]\n", dependencies(program, types)));
    put(&folder.join("src/main.rs"), source(program));
    lock(folder);
    run(cargo(folder, &folder.join("target")).arg("fetch"));
}

/// What the documentation of each tells to put there; HTTPS, which costs all the same, is left out everywhere.
fn dependencies(program: Program, types: &Path) -> String {
    let tokio = "tokio = { version = \"1\", features = [\"macros\", \"rt-multi-thread\"] }\n";
    let client = |name: &str| {
        let clients = concat!(env!("CARGO_MANIFEST_DIR"), "/../../codegen/clients");
        let types = types.display();
        format!("apiscribe-{name} = {{ path = \"{clients}/{name}\" }}\nalibaba-cloud-types = {{ path = \"{types}\" }}\n")
    };
    match program {
        Program::ApiscribeReqwest => client("reqwest") + tokio,
        Program::ApiscribeUreq => client("ureq"),
        Program::AliAcs => {
            format!("ali-acs = {{ version = \"0.8.0\", default-features = false, features = [\"ecs\"] }}\n{tokio}")
        }
    }
}

fn source(program: Program) -> &'static str {
    match program {
        Program::ApiscribeReqwest => {
            r#"use alibaba_cloud_types::ecs::v2014_05_26::ModifyImageAttributeRequest;
use apiscribe_reqwest::{Client, Credentials, Endpoint, reqwest};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::new(reqwest::Client::new(), Endpoint::region("cn-hangzhou"), Credentials::from_env()?);
    let request = ModifyImageAttributeRequest::new("cn-hangzhou", "m-1").with_image_name("web");
    println!("{:?}", client.call(&request).await?.request_id);
    Ok(())
}
"#
        }
        Program::ApiscribeUreq => {
            r#"use alibaba_cloud_types::ecs::v2014_05_26::ModifyImageAttributeRequest;
use apiscribe_ureq::{Client, Credentials, Endpoint, ureq};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::new(ureq::agent(), Endpoint::region("cn-hangzhou"), Credentials::from_env()?);
    let request = ModifyImageAttributeRequest::new("cn-hangzhou", "m-1").with_image_name("web");
    println!("{:?}", client.call(&request)?.request_id);
    Ok(())
}
"#
        }
        Program::AliAcs => {
            r#"use ali_acs::AccessKeySecret;
use ali_acs::ecs::{Connection, Endpoint, ModifyImageAttribute};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (key, secret) = (std::env::var("ALIBABA_CLOUD_ACCESS_KEY_ID")?, std::env::var("ALIBABA_CLOUD_ACCESS_KEY_SECRET")?);
    let connection = Connection::new(Endpoint::CnHangzhou, AccessKeySecret::new(key, secret));
    let request = ModifyImageAttribute::new("cn-hangzhou", "m-1").image_name("web".to_owned());
    println!("{:?}", connection.modify_image_attribute(request).await?.request_id);
    Ok(())
}
"#
        }
    }
}
