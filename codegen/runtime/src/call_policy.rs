//! The policy of a call: how often, how long, with whose retries, and who watches.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use crate::attempt::Attempt;
#[cfg(feature = "tracing")]
use crate::shown::Shown;
use crate::{ReadOptions, RetryBudget, RetryPolicy};

/// Watches the attempts of calls.
type OnAttempt = Arc<dyn Fn(&Attempt<'_>) + Send + Sync>;

/// The policy of calls: when they are tried again, for how long, and how responses are read.
///
/// ```
/// use std::time::Duration;
///
/// use apiscribe::{CallPolicy, RetryPolicy};
///
/// let policy = CallPolicy::default()
///     .with_retries(RetryPolicy::default().with_attempts(5))
///     .with_deadline(Duration::from_secs(30))
///     .with_user_agent("shop/1.2")
///     .on_attempt(|attempt| println!("{attempt:?}"));
/// ```
#[derive(Clone)]
#[non_exhaustive]
pub struct CallPolicy {
    /// When a request is sent again, and how long is waited before that.
    pub retries: RetryPolicy,
    /// The time limit of a call with all of its attempts and waits. Without one each attempt takes as long as the client
    /// lets it.
    pub deadline: Option<Duration>,
    /// The retries that all calls share that have this policy or a clone of it.
    pub budget: RetryBudget,
    /// The options for reading responses.
    pub read: ReadOptions,
    /// The size limit of the body of a response, in bytes, unless it is read as a stream: 16 MiB at first.
    pub body_limit: usize,
    user_agent: Option<String>,
    on_attempt: Option<OnAttempt>,
}

/// The name of this library in the header `user-agent`.
const OWN_NAME: &str = concat!("apiscribe/", env!("CARGO_PKG_VERSION"));

impl Default for CallPolicy {
    fn default() -> Self {
        Self {
            retries: RetryPolicy::default(),
            deadline: None,
            budget: RetryBudget::default(),
            read: ReadOptions::default(),
            body_limit: 16 << 20,
            user_agent: Some(OWN_NAME.to_owned()),
            on_attempt: None,
        }
    }
}

impl CallPolicy {
    /// Sets when a request is sent again.
    #[must_use]
    pub fn with_retries(mut self, retries: RetryPolicy) -> Self {
        self.retries = retries;
        self
    }

    /// Sets how long a call may take with all of its attempts and waits.
    #[must_use]
    pub fn with_deadline(mut self, deadline: Duration) -> Self {
        self.deadline = Some(deadline);
        self
    }

    /// Sets the retries that calls share.
    #[must_use]
    pub fn with_budget(mut self, budget: RetryBudget) -> Self {
        self.budget = budget;
        self
    }

    /// Sets how responses are read.
    #[must_use]
    pub fn with_read_options(mut self, options: ReadOptions) -> Self {
        self.read = options;
        self
    }

    /// Sets how large the body of a response may be, in bytes.
    #[must_use]
    pub fn with_body_limit(mut self, bytes: usize) -> Self {
        self.body_limit = bytes;
        self
    }

    /// Names the program in the header `user-agent`, before the name of this library: `shop/1.2 apiscribe/…`.
    #[must_use]
    pub fn with_user_agent(mut self, program: &str) -> Self {
        self.user_agent = Some(format!("{program} {OWN_NAME}"));
        self
    }

    /// Leaves the header `user-agent` to the HTTP client, which may have been given one of its own.
    #[must_use]
    pub fn without_user_agent(mut self) -> Self {
        self.user_agent = None;
        self
    }

    /// Sets what is told of each attempt, for logs and measurements.
    #[must_use]
    pub fn on_attempt(mut self, watch: impl Fn(&Attempt<'_>) + Send + Sync + 'static) -> Self {
        self.on_attempt = Some(Arc::new(watch));
        self
    }

    /// The value of the header `user-agent`, as far as a header can hold it.
    pub(crate) fn user_agent(&self) -> Option<http::HeaderValue> {
        self.user_agent.as_deref().and_then(|agent| http::HeaderValue::from_str(agent).ok())
    }

    pub(crate) fn tell(&self, attempt: &Attempt<'_>) {
        #[cfg(feature = "tracing")]
        tracing::debug!(
            product = attempt.operation.product,
            action = attempt.operation.action,
            attempt = attempt.attempt,
            is_success = attempt.is_success,
            status = attempt.status,
            code = attempt.code.map(|code| Shown::of(code).to_string()),
            request_id = attempt.request_id.map(|id| Shown::first_sentence(id).to_string()),
            took = ?attempt.took,
            waited = ?attempt.waited,
            retry_in = ?attempt.retry_in,
            "attempt"
        );
        if let Some(watch) = &self.on_attempt {
            watch(attempt);
        }
    }
}

impl From<RetryPolicy> for CallPolicy {
    fn from(retries: RetryPolicy) -> Self {
        Self::default().with_retries(retries)
    }
}

impl fmt::Debug for CallPolicy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CallPolicy")
            .field("retries", &self.retries)
            .field("deadline", &self.deadline)
            .field("budget", &self.budget)
            .field("read", &self.read)
            .field("body_limit", &self.body_limit)
            .field("user_agent", &self.user_agent)
            .finish_non_exhaustive()
    }
}
