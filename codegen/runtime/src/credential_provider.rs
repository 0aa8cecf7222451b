//! Credentials that are fetched when they are needed, kept, and fetched anew shortly before they end.

use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use crate::{
    Authorize, AuthorizeError, CredentialSource, Fetch, FetchStep, Outcome, Renew, Renewal, RenewalStep,
    SigningContext, TemporaryCredentials,
};

/// So long before their end credentials are fetched anew, as the official libraries do.
const EARLY: Duration = Duration::from_secs(180);

/// So long is waited behind a renewal that failed, as long as the old credentials are good.
const PAUSE: Duration = Duration::from_secs(10);

/// Credentials of a source: fetched with the first call, by the client that makes the call, kept, and fetched anew three
/// minutes before they end. Of calls at once one fetches them, and the others wait for it or use the old ones.
///
/// ```
/// use apiscribe::{AssumeRole, CredentialProvider, Credentials};
///
/// let role = AssumeRole::new(Credentials::new("id", "secret"), "acs:ram::123456789012:role/reader", "nightly-report");
/// let credentials = CredentialProvider::new(role);
/// ```
pub struct CredentialProvider {
    source: Box<dyn CredentialSource>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    current: Option<TemporaryCredentials>,
    is_renewing: bool,
    /// Not before this time a renewal is tried again that failed.
    not_before: Option<SystemTime>,
}

impl State {
    /// Returns whether the credentials are good for so long from a time on.
    fn is_good(&self, now: SystemTime, spare: Duration) -> bool {
        let is_later = |end: SystemTime| end.duration_since(now).is_ok_and(|left| left > spare);
        self.current.as_ref().is_some_and(|current| current.expiration.is_none_or(is_later))
    }
}

impl CredentialProvider {
    /// The credentials of a source.
    pub fn new(source: impl CredentialSource + 'static) -> Self {
        Self::of(Box::new(source))
    }

    pub(crate) fn of(source: Box<dyn CredentialSource>) -> Self {
        Self { source, state: Mutex::default() }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // Whoever panicked while it was locked has left it whole: it is changed by plain assignments.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Authorize for CredentialProvider {
    fn authorize(&self, request: &mut http::Request<Vec<u8>>, context: &SigningContext) -> Result<(), AuthorizeError> {
        let credentials = self.state().current.as_ref().map(|current| current.credentials.clone());
        credentials.ok_or(AuthorizeError::Credentials)?.authorize(request, context)
    }

    fn renewal(&self, now: SystemTime) -> Renewal<'_> {
        let mut state = self.state();
        let is_put_off = state.is_renewing || state.not_before.is_some_and(|then| now < then);
        if state.is_good(now, EARLY) || is_put_off && state.is_good(now, Duration::ZERO) {
            return Renewal::NotNeeded;
        }
        if state.is_renewing {
            return Renewal::InProgress;
        }
        state.is_renewing = true;
        Renewal::Needed(Box::new(Renewing { provider: self, fetch: self.source.fetch() }))
    }
}

/// Fetches the credentials of a provider. When it is dropped, another call may.
struct Renewing<'p> {
    provider: &'p CredentialProvider,
    fetch: Box<dyn Fetch>,
}

impl Renew for Renewing<'_> {
    fn step(&mut self, context: &SigningContext, outcome: Option<Outcome>) -> RenewalStep {
        match self.fetch.step(context, outcome) {
            FetchStep::Send(request) => RenewalStep::Send(request),
            FetchStep::Done(Ok(fetched)) => {
                let mut state = self.provider.state();
                (state.current, state.not_before) = (Some(fetched), None);
                RenewalStep::Done(Ok(()))
            }
            FetchStep::Done(Err(error)) => {
                let mut state = self.provider.state();
                state.not_before = context.now.checked_add(PAUSE);
                let has_old = state.is_good(context.now, Duration::ZERO);
                RenewalStep::Done(if has_old { Ok(()) } else { Err(error) })
            }
        }
    }
}

impl Drop for Renewing<'_> {
    fn drop(&mut self) {
        self.provider.state().is_renewing = false;
    }
}

impl fmt::Debug for CredentialProvider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CredentialProvider(…)")
    }
}
