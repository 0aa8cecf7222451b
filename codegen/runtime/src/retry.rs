//! The policy that says when to send a request again: data for the loop of whoever sends.

use std::time::Duration;

use apiscribe_core::idempotency::is_token_name;

use crate::body_paths::BodyPaths;
use crate::envelope;
use crate::request::ACS_ACTION;
use crate::{
    ApiError, ErrorCode, Method, Operation, OperationFacts, OperationKind, ParameterPairs, Protocol, Recovery,
};

/// A policy that says when to send a request again, and how long to wait before that.
///
/// It does not wait, draw random numbers or send: your loop does.
///
/// ```
/// # use std::time::Duration;
/// let policy = apiscribe::RetryPolicy::default();
/// // Nothing came back on the first attempt, of an operation that may be repeated; 0.5 is from your random source.
/// assert_eq!(policy.delay_without_answer(true, 1, 0.5), Some(Duration::from_millis(75)));
/// assert_eq!(policy.delay_without_answer(true, 3, 0.5), None, "three attempts are all");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RetryPolicy {
    /// The greatest number of times that a request is sent, the first time included.
    pub attempts: u32,
    /// The upper bound of the wait before the second attempt; it doubles with every further one.
    pub min_delay: Duration,
    /// The longest wait. Where the server asks for more, the request is not sent again.
    pub max_delay: Duration,
}

impl Default for RetryPolicy {
    /// Returns what the official SDKs use where they retry: 3 attempts, 100 milliseconds to 120 seconds.
    fn default() -> Self {
        Self { attempts: 3, min_delay: Duration::from_millis(100), max_delay: Duration::from_secs(120) }
    }
}

impl RetryPolicy {
    /// Sets how often a request is sent at most.
    #[must_use]
    pub fn with_attempts(mut self, attempts: u32) -> Self {
        self.attempts = attempts;
        self
    }

    /// Sets the bounds of the waits.
    #[must_use]
    pub fn with_delays(mut self, min: Duration, max: Duration) -> Self {
        self.min_delay = min;
        self.max_delay = max;
        self
    }

    /// Returns how long to wait before the request is sent again after an error of the server; `None` where it is not
    /// worth it.
    ///
    /// `attempt` counts from 1: how often the request has been sent. `random` is a number from 0 to 1 of your choice, so
    /// that callers who failed together do not come back together. A throttled request has done nothing and may always be
    /// repeated; after any other fault only one that [may be](is_repeatable).
    pub fn delay<O: Operation>(
        &self,
        request: &O,
        attempt: u32,
        error: &ApiError<O::ErrorCode>,
        random: f64,
    ) -> Option<Duration> {
        self.delay_after(is_repeatable(request), attempt, error, random)
    }

    /// The same as [`delay`](Self::delay), where the caller says whether the request may be repeated.
    pub fn delay_after<C: ErrorCode>(
        &self,
        is_repeatable: bool,
        attempt: u32,
        error: &ApiError<C>,
        random: f64,
    ) -> Option<Duration> {
        self.delay_for(is_repeatable, attempt, error.recovery(), error.retry_after(), random)
    }

    /// The same, of what an error says: the remedy, and how long the server asks to wait.
    pub(crate) fn delay_for(
        &self,
        is_repeatable: bool,
        attempt: u32,
        recovery: Recovery,
        asked: Option<Duration>,
        random: f64,
    ) -> Option<Duration> {
        let is_worth_it = match recovery {
            Recovery::Throttle => true,
            Recovery::Retry => is_repeatable,
            _ => false,
        };
        let delay = is_worth_it.then(|| self.backoff(attempt, random)).flatten()?;
        let asked = asked.unwrap_or_default();
        // The jitter comes on top of what the server asks for, as it asks the same of everybody.
        let delay = if asked.is_zero() { delay } else { asked.saturating_add(delay.min(self.min_delay)) };
        (asked <= self.max_delay).then_some(delay.min(self.max_delay))
    }

    /// Returns how long to wait where no response came: the connection failed, or the time was up.
    pub fn delay_without_answer(&self, is_repeatable: bool, attempt: u32, random: f64) -> Option<Duration> {
        is_repeatable.then(|| self.backoff(attempt, random)).flatten()
    }

    /// Half of a bound that doubles with every attempt is waited in any case, the other half as the random number says.
    fn backoff(&self, attempt: u32, random: f64) -> Option<Duration> {
        if attempt >= self.attempts {
            return None;
        }
        let factor = 2_u32.saturating_pow(attempt.saturating_sub(1));
        let bound = self.min_delay.saturating_mul(factor).min(self.max_delay);
        let half = bound / 2;
        // What is not a number counts as 0.
        let random = if random > 0.0 { random.min(1.0) } else { 0.0 };
        Some(half.saturating_add(half.mul_f64(random)).min(self.max_delay))
    }
}

/// Tells the server that a request has been sent before, in the headers by which Alibaba Cloud's official SDKs do: how often,
/// and how long was waited for this time. It has to be done before the request is signed. Requests of other providers stay
/// as they are.
pub fn announce_retry<B>(request: &mut http::Request<B>, retries: u32, waited: Duration) {
    let headers = request.headers_mut();
    if !headers.contains_key(ACS_ACTION) {
        return;
    }
    headers.insert("x-acs-retry-attempts", retries.into());
    headers.insert("x-acs-retry-delay", u64::try_from(waited.as_millis()).unwrap_or(u64::MAX).into());
}

/// Returns whether sending a request twice does no more than sending it once: everything that is known of the operation
/// agrees that it reads, HTTP says so of its method, it is a dry run, or it has a token by which the server knows it again:
/// the one that the operation documents, or where it documents none, one called `ClientToken` or `Idempotency-Key`.
///
/// The official metadata calls operations `read` that send messages and create orders, so that this word alone is not
/// believed. Except in the style RPC, GET, HEAD, OPTIONS, PUT and DELETE can be repeated as HTTP (RFC 9110 §9.2.2) has it,
/// unless a GET is documented to write. Any other operation has to be documented as reading, to be called like one that
/// reads, as `DescribeImages` is, and, in the style RPC, to be one that GET can call.
pub fn is_repeatable<O: Operation>(request: &O) -> bool {
    does_no_more_when_repeated(O::FACTS) || is_known_again(O::FACTS, &request.parameters())
}

/// Returns whether the parameters have a token or ask for a dry run.
fn is_known_again(facts: &OperationFacts, parameters: &ParameterPairs) -> bool {
    let mut pairs = [&parameters.query, &parameters.form, &parameters.headers].into_iter().flatten();
    let makes_repeatable = |name: &str, value: &str| is_token(facts, name, value) || is_dry_run(name, value);
    if pairs.any(|(name, value)| makes_repeatable(name, value)) {
        return true;
    }
    let body = envelope::text(parameters.body.as_deref().unwrap_or_default());
    let names = [facts.idempotency_token.unwrap_or("ClientToken"), "DryRun"];
    let mut paths = BodyPaths::with_capacity(names.len());
    paths.add(&names, false);
    paths.read(&body);
    let mut in_body = names.iter().enumerate().filter_map(|(index, name)| Some((*name, paths.text(index)?)));
    in_body.any(|(name, value)| makes_repeatable(name, value))
}

/// The verbs with which operations begin that read and do nothing else.
const READING_VERBS: &[&str] = &["Count", "Describe", "Find", "Get", "Head", "List", "Query", "Search"];

fn does_no_more_when_repeated(facts: &OperationFacts) -> bool {
    let reads = facts.kind == Some(OperationKind::Read) && is_called_like_a_read(facts.action);
    match facts.protocol {
        Protocol::AcsRpc => reads && facts.methods.contains(&Method::Get),
        Protocol::AcsRoa | Protocol::Http => match facts.sent_method() {
            Method::Put | Method::Delete => true,
            Method::Get | Method::Head | Method::Options => facts.kind != Some(OperationKind::Write),
            Method::Post | Method::Patch => reads,
        },
    }
}

/// Returns whether the first word of a name is a verb of reading: that of `ListImages` is, and that of `Listen` is not.
fn is_called_like_a_read(action: &str) -> bool {
    let rest = READING_VERBS.iter().filter_map(|verb| action.strip_prefix(verb));
    rest.into_iter().any(|rest| !rest.starts_with(|next: char| next.is_lowercase()))
}

/// Returns whether a parameter is the token that the operation documents or, where it documents none, is called like one.
fn is_token(facts: &OperationFacts, name: &str, value: &str) -> bool {
    let is_named = facts.idempotency_token.map_or_else(|| is_token_name(name), |token| token == name);
    is_named && !value.is_empty()
}

fn is_dry_run(name: &str, value: &str) -> bool {
    name.eq_ignore_ascii_case("DryRun") && value.eq_ignore_ascii_case("true")
}
