//! Adds an image to E-HPC Instant with reqwest, an asynchronous client.
//!
//! ```text
//! export ALIBABA_CLOUD_ACCESS_KEY_ID=… ALIBABA_CLOUD_ACCESS_KEY_SECRET=…
//! cargo run -p alibaba-cloud-types --features example-tls --example send_with_reqwest -- cn-hangzhou m-bp1… new-name
//! ```
//!
//! `ALIBABA_CLOUD_SECURITY_TOKEN` belongs to temporary credentials; `ALIBABA_CLOUD_ENDPOINT` is another host, such as
//! `http://127.0.0.1:8080`.

use std::env;
use std::error::Error;
use std::time::Duration;

use alibaba_cloud_types::ehpcinstant::v2023_07_01::AddImageRequest;
use alibaba_cloud_types::ehpcinstant::v2023_07_01::add_image::VmImageSpec;
use apiscribe_reqwest::{Client, Credentials, Endpoint, reqwest};

type Failure = Box<dyn Error + Send + Sync>;

fn main() -> Result<(), Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    println!("{}", runtime.block_on(run(|name| env::var(name).ok(), env::args().skip(1)))?);
    Ok(())
}

/// The program, with its environment and its arguments as arguments.
pub(crate) async fn run(
    variable: impl Fn(&str) -> Option<String>,
    mut arguments: impl Iterator<Item = String>,
) -> Result<String, Failure> {
    let mut argument = || arguments.next().ok_or("usage: send_with_reqwest <region> <ECS image id> <name>");
    let (region, image, name) = (argument()?, argument()?, argument()?);
    let endpoint = variable("ALIBABA_CLOUD_ENDPOINT").map_or_else(|| Endpoint::region(&region), Endpoint::at);
    let http = reqwest::Client::builder().timeout(Duration::from_secs(10));
    let client = Client::from_builder(http, endpoint, Credentials::from_variables(variable)?)?;

    let request =
        AddImageRequest::new(name).with_image_type("VM").with_vm_image_spec(VmImageSpec::new().with_image_id(image));
    request.validate()?;
    let response = client.call(&request).await?;
    Ok(format!("added {}", response.into_body().image_id.unwrap_or_default()))
}
