//! Calls operations with your own ureq agent.
//!
#![doc = include_str!("../README.md")]

mod client;
mod pages;
mod transport;

pub use apiscribe;
pub use apiscribe::{
    Anonymous, ApiKey, Attempt, BasicLogin, BearerToken, CallError, CallPolicy, Endpoint, Payload, Response,
    RetryPolicy, SendError,
};
#[cfg(feature = "sign")]
pub use apiscribe::{AssumeRole, AssumeRoleWithOidc, CredentialProvider, Credentials, EcsRamRole};
pub use client::Client;
pub use pages::{ItemIter, PageIter};
pub use ureq;
