//! Calls operations with your own ureq agent.
//!
#![doc = include_str!("../README.md")]

mod ureq_transport;

pub use apiscribe;
pub use apiscribe::{
    Anonymous, ApiKey, Attempt, BasicLogin, BearerToken, CallError, CallPolicy, Endpoint, Payload, Response,
    RetryPolicy, SendError,
};
#[cfg(feature = "sign")]
pub use apiscribe::{AssumeRole, AssumeRoleWithOidc, CredentialProvider, Credentials, CredentialsUri, EcsRamRole};
pub use ureq;
pub use ureq_transport::Ureq;

/// Calls operations by an agent of ureq.
pub type Client = apiscribe::BlockingClient<Ureq>;

/// The pages of a list, each read when it is asked for.
pub type PageIter<'c, O> = apiscribe::PageIter<'c, Ureq, O>;

/// The items on the pages of a list.
pub type ItemIter<'c, O> = apiscribe::ItemIter<'c, Ureq, O>;
