//! Calls operations with your own reqwest client.
//!
#![doc = include_str!("../README.md")]

mod reader_body;
mod reqwest_transport;

pub use apiscribe;
pub use apiscribe::{
    Anonymous, ApiKey, Attempt, BasicLogin, BearerToken, CallError, CallPolicy, Endpoint, Payload, Response,
    RetryPolicy, SendError,
};
#[cfg(feature = "sign")]
pub use apiscribe::{AssumeRole, AssumeRoleWithOidc, CredentialProvider, Credentials, CredentialsUri, EcsRamRole};
pub use reqwest;
pub use reqwest_transport::Reqwest;

/// Calls operations by a client of reqwest. Waits need tokio's timer.
pub type Client = apiscribe::AsyncClient<Reqwest>;

/// The pages of a list, each read when it is asked for.
pub type PageStream<O> = apiscribe::PageStream<Reqwest, O>;

/// The items on the pages of a list.
pub type ItemStream<O> = apiscribe::ItemStream<Reqwest, O>;
