//! The calls on the front pages of generated crates, word for word: they are compiled here, where the clients are.

use std::error::Error;

use alibaba_cloud_types::Operation;

async fn signed<O: Operation>(request: O) -> Result<(), Box<dyn Error>> {
    use apiscribe_reqwest::{Client, Credentials, Endpoint, reqwest};

    let (endpoint, credentials) = (Endpoint::region("cn-hangzhou"), Credentials::from_env()?);
    let client = Client::new(reqwest::Client::new(), endpoint, credentials);
    let response = client.call(&request).await?;
    drop(response);
    Ok(())
}

async fn with_token<O: Operation>(request: O) -> Result<(), Box<dyn Error>> {
    use apiscribe_reqwest::{BearerToken, Client, Endpoint, reqwest};

    let (endpoint, token) = (Endpoint::at("api.example.com"), BearerToken::from_env("API_TOKEN")?);
    let client = Client::new(reqwest::Client::new(), endpoint, token);
    let response = client.call(&request).await?;
    drop(response);
    Ok(())
}

/// The environment of the tests has no credentials, so that nothing is sent.
#[test]
fn what_is_missing_in_the_environment_is_named() {
    let request = alibaba_cloud_types::ecs::v2014_05_26::ModifyImageAttributeRequest::new("cn-hangzhou", "m-1");
    if std::env::var_os("ALIBABA_CLOUD_ACCESS_KEY_ID").is_none() {
        let error = super::block_on(signed(request.clone())).expect_err("no key");
        assert_eq!(error.to_string(), "ALIBABA_CLOUD_ACCESS_KEY_ID is not set");
    }
    if std::env::var_os("API_TOKEN").is_none() {
        let error = super::block_on(with_token(request)).expect_err("no token");
        assert_eq!(error.to_string(), "API_TOKEN is not set");
    }
}
