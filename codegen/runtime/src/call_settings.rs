//! The settings that all calls of a client share.

use std::sync::Arc;

use crate::{Authorize, Call, CallPolicy, Endpoint, Operation};

/// The settings that all calls of a client share: where they go, who makes them, and how.
#[derive(Clone)]
pub(crate) struct CallSettings {
    endpoint: Endpoint,
    auth: Arc<dyn Authorize>,
    pub(crate) policy: CallPolicy,
}

impl CallSettings {
    pub(crate) fn new(endpoint: Endpoint, auth: impl Authorize + 'static) -> Self {
        Self { endpoint, auth: Arc::new(auth), policy: CallPolicy::default() }
    }

    /// Returns a call that has not begun.
    pub(crate) fn call<'c, O: Operation>(&'c self, request: &'c O) -> Call<'c, O> {
        Call::new(request, &self.endpoint, &*self.auth, &self.policy)
    }
}
