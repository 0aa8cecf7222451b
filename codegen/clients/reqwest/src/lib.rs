//! Calls operations with your own reqwest client.
//!
#![doc = include_str!("../README.md")]

mod client;
mod pages;
mod reader_body;
mod transport;

pub use apiscribe;
pub use apiscribe::{
    Anonymous, ApiKey, Attempt, BasicLogin, BearerToken, CallError, CallPolicy, Endpoint, Payload, Response,
    RetryPolicy, SendError,
};
#[cfg(feature = "sign")]
pub use apiscribe::{AssumeRole, AssumeRoleWithOidc, CredentialProvider, Credentials, EcsRamRole};
pub use client::Client;
pub use pages::{ItemStream, PageStream};
pub use reqwest;
