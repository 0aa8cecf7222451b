//! The attempts of a call: each authorized anew, counted, and within what the policy allows.

use std::time::{Duration, SystemTime};

use http::header::USER_AGENT;

use crate::clock_skew::ClockSkew;
use crate::entropy::{fraction, nonce};
use crate::{
    Attempt, Authorize, AuthorizeError, CallPolicy, OperationFacts, Renewal, RenewalError, RetryPolicy, SigningContext,
    announce_retry,
};

/// The attempts of a call, of whatever operation.
pub(crate) struct Attempts<'a> {
    operation: &'static OperationFacts,
    auth: &'a dyn Authorize,
    pub(crate) policy: &'a CallPolicy,
    /// The request as it is before it is authorized.
    template: http::Request<Vec<u8>>,
    is_repeatable: bool,
    /// How often the request has been sent.
    count: u32,
    /// How often credentials could not be renewed.
    failed_renewals: u32,
    started: Option<SystemTime>,
    sent: Option<SystemTime>,
    /// How long was waited before the last attempt, and before all of them.
    waited: Duration,
    waited_in_all: Duration,
    skew: ClockSkew,
}

/// What an attempt came to, as it is told.
#[derive(Default)]
pub(crate) struct AttemptEnd<'a> {
    pub(crate) is_success: bool,
    pub(crate) status: Option<u16>,
    pub(crate) code: Option<&'a str>,
    pub(crate) request_id: Option<&'a str>,
    pub(crate) retry_in: Option<Duration>,
}

impl<'a> Attempts<'a> {
    pub(crate) fn new(operation: &'static OperationFacts, auth: &'a dyn Authorize, policy: &'a CallPolicy) -> Self {
        Self {
            operation,
            auth,
            policy,
            template: http::Request::default(),
            is_repeatable: false,
            count: 0,
            failed_renewals: 0,
            started: None,
            sent: None,
            waited: Duration::ZERO,
            waited_in_all: Duration::ZERO,
            skew: ClockSkew::None,
        }
    }

    /// Sets what is sent with each attempt.
    pub(crate) fn begin(&mut self, mut request: http::Request<Vec<u8>>, is_repeatable: bool, now: SystemTime) {
        if let (None, Some(agent)) = (request.headers().get(USER_AGENT), self.policy.user_agent()) {
            request.headers_mut().insert(USER_AGENT, agent);
        }
        self.template = request;
        self.is_repeatable = is_repeatable;
        self.started = Some(now);
    }

    /// Makes the request of the next attempt.
    pub(crate) fn next(&mut self, now: SystemTime, entropy: u128) -> Result<http::Request<Vec<u8>>, AuthorizeError> {
        let mut request = self.template.clone();
        if self.count > 0 {
            announce_retry(&mut request, self.count, self.waited);
        }
        self.count = self.count.saturating_add(1);
        self.auth.authorize(&mut request, &self.context(now, entropy))?;
        self.sent = Some(now);
        Ok(request)
    }

    pub(crate) fn context(&self, now: SystemTime, entropy: u128) -> SigningContext {
        SigningContext::new(self.skew.server_time(now), nonce(entropy, self.count))
    }

    /// Returns what has to be done before the next attempt can be authorized.
    pub(crate) fn renewal(&self, now: SystemTime) -> Renewal<'a> {
        self.auth.renewal(now)
    }

    /// Returns the wait before credentials are asked for again, where that is of use.
    pub(crate) fn renew_in(&mut self, now: SystemTime, entropy: u128, error: &RenewalError) -> Option<Duration> {
        self.failed_renewals = self.failed_renewals.saturating_add(1);
        let (is_passing, failed) = (error.is_passing(), self.failed_renewals);
        self.retry_in(now, |policy, _, _| policy.delay_without_answer(is_passing, failed, fraction(entropy)))
    }

    /// How much of the call's time is left; `None` where the policy has no deadline.
    pub(crate) fn time_left(&self, now: SystemTime) -> Option<Duration> {
        let by_clock = since(self.started, now);
        // A clock that stands still, or is set back, makes no call longer.
        self.policy.deadline.map(|deadline| deadline.saturating_sub(by_clock.max(self.waited_in_all)))
    }

    /// Returns the wait that the policy has for this attempt, if there are time and retries left for it.
    pub(crate) fn retry_in(
        &self,
        now: SystemTime,
        delay: impl FnOnce(&RetryPolicy, bool, u32) -> Option<Duration>,
    ) -> Option<Duration> {
        let delay = delay(&self.policy.retries, self.is_repeatable, self.count)?;
        let is_in_time = self.time_left(now).is_none_or(|left| delay < left);
        (is_in_time && self.policy.budget.take()).then_some(delay)
    }

    /// Takes over the server's time where a signature was refused for its own, and returns that the request may be sent again
    /// at once. That is done once: a second refusal has another reason.
    pub(crate) fn correct_clock(
        &mut self,
        now: SystemTime,
        code: &str,
        server_time: Option<SystemTime>,
    ) -> Option<Duration> {
        let skew = ClockSkew::of_refusal(code, server_time, now);
        if skew == ClockSkew::None || self.skew != ClockSkew::None {
            return None;
        }
        let at_once = |policy: &RetryPolicy, _, count| (count < policy.attempts).then_some(Duration::ZERO);
        let delay = self.retry_in(now, at_once)?;
        self.skew = skew;
        Some(delay)
    }

    pub(crate) fn has_waited(&mut self, delay: Duration) {
        self.waited = delay;
        self.has_waited_otherwise(delay);
    }

    /// Takes account of a wait for something else than the server of the call.
    pub(crate) fn has_waited_otherwise(&mut self, delay: Duration) {
        self.waited_in_all = self.waited_in_all.saturating_add(delay);
    }

    /// Tells the policy's watcher how the attempt ended.
    pub(crate) fn tell(&self, now: SystemTime, end: &AttemptEnd<'_>) {
        let AttemptEnd { is_success, status, code, request_id, retry_in } = *end;
        self.policy.tell(&Attempt {
            operation: self.operation,
            attempt: self.count,
            is_success,
            status,
            code,
            request_id,
            took: since(self.sent, now),
            waited: self.waited,
            retry_in,
        });
    }
}

fn since(then: Option<SystemTime>, now: SystemTime) -> Duration {
    then.and_then(|then| now.duration_since(then).ok()).unwrap_or_default()
}
