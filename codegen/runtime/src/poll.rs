//! Waiting as a state machine: it says when to ask again, and its user asks.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use crate::decode_error::Found;
use crate::entropy::fraction;
use crate::{DecodeError, Operation, Progress, Response, RetryPolicy, WaitError, from_json, required, to_json};

/// The next step towards a state that is waited for.
#[must_use]
pub enum PollStep<O: Operation> {
    /// Wait so long, and ask again.
    Wait(Duration),
    /// The end: the response that says that it is done, or why there is none.
    Done(Result<Response<O::Response>, WaitError<O>>),
}

/// Asks again and again, less and less often, until something has happened.
///
/// Of an operation whose documentation says how, [`LongRunning::poll`](crate::LongRunning::poll) makes one. It has no clock and
/// sends nothing. Its [state](Self::state) is a text that can be stored, so that another program, or this one when it is started
/// again, [goes on](Self::resume) with it.
///
/// ```
/// # use std::time::Duration;
/// # use apiscribe::*;
/// # fn wait<O: Operation>(
/// #     request: &O,
/// #     ask: impl Fn(&O) -> Response<O::Response>,
/// # ) -> Result<Response<O::Response>, WaitError<O>> {
/// const RUNNING: Until = Until::field("Status").is(&["Running"]).failed(&["Failed"]);
/// let mut poll = Poll::new(request, |response| RUNNING.progress(response)).with_limit(Duration::from_secs(300));
/// loop {
///     match poll.step(ask(poll.request()), random_bits()) {
///         PollStep::Wait(time) => std::thread::sleep(time),
///         PollStep::Done(end) => return end,
///     }
/// }
/// # }
/// ```
#[derive(Clone)]
pub struct Poll<O: Operation> {
    request: O,
    progress: Judge<O::Response>,
    delays: RetryPolicy,
    /// The shortest wait: the chance in the delays must not make it less than is documented.
    interval: Duration,
    limit: Duration,
    asked: u32,
    waited: Duration,
}

/// Judges by a response how far the operation is.
type Judge<R> = Arc<dyn Fn(&Response<R>) -> Progress + Send + Sync>;

/// The wait before the first further request, and the longest one: one second, and half a minute.
const DELAYS: [Duration; 2] = [Duration::from_secs(1), Duration::from_secs(30)];

/// The limit of the waits together, unless another is set: ten minutes.
const LIMIT: Duration = Duration::from_secs(600);

impl<O: Operation> Poll<O> {
    /// Asks by a request, until a response is judged to say that it is done or has failed: at first after one second, then less
    /// often, and for ten minutes in all.
    pub fn new(request: &O, progress: impl Fn(&Response<O::Response>) -> Progress + Send + Sync + 'static) -> Self {
        let [min, max] = DELAYS;
        let delays = RetryPolicy::default().with_attempts(u32::MAX).with_delays(min, max);
        let (request, progress) = (request.clone(), Arc::new(progress));
        Self { request, progress, delays, interval: Duration::ZERO, limit: LIMIT, asked: 0, waited: Duration::ZERO }
    }

    /// Sets how long is waited between two requests, and by the attempts of the policy how often it is asked at most.
    #[must_use]
    pub fn with_delays(mut self, delays: RetryPolicy) -> Self {
        self.delays = delays;
        self
    }

    /// Sets how long is waited at least before it is asked again.
    pub(crate) fn with_interval(mut self, interval: Duration) -> Self {
        self.interval = interval;
        self
    }

    /// Sets how long is waited in all.
    #[must_use]
    pub fn with_limit(mut self, limit: Duration) -> Self {
        self.limit = limit;
        self
    }

    /// The request to ask by.
    pub fn request(&self) -> &O {
        &self.request
    }

    /// The sum of the waits so far, in all programs that went on with it.
    pub fn waited(&self) -> Duration {
        self.waited
    }

    /// Takes a response, and random bits that no other step is given.
    pub fn step(&mut self, response: Response<O::Response>, entropy: u128) -> PollStep<O> {
        self.asked = self.asked.saturating_add(1);
        match (self.progress)(&response) {
            Progress::Done => PollStep::Done(Ok(response)),
            Progress::Failed => PollStep::Done(Err(WaitError::Failed(Box::new(response)))),
            Progress::Pending => match self.delay(entropy) {
                Some(delay) => PollStep::Wait(delay),
                None => PollStep::Done(Err(WaitError::LimitReached(Box::new(response)))),
            },
        }
    }

    /// Returns the wait before the next request, which counts as waited; nothing where the limit is reached.
    fn delay(&mut self, entropy: u128) -> Option<Duration> {
        let delay = self.delays.delay_without_answer(true, self.asked, fraction(entropy))?;
        let left = self.limit.checked_sub(self.waited).filter(|left| !left.is_zero())?;
        let delay = delay.max(self.interval).min(left);
        self.waited += delay;
        Some(delay)
    }

    /// Returns the state of the poll, as a text that can be stored. It holds the request with its secrets; how long is waited is
    /// not in it.
    pub fn state(&self) -> String {
        to_json(&State {
            operation: Some(O::FACTS.action.to_owned()),
            request: Some(to_json(&self.request)),
            asked: Some(self.asked.into()),
            waited_ms: Some(u64::try_from(self.waited.as_millis()).unwrap_or(u64::MAX)),
        })
    }

    /// Goes on with what was stored.
    ///
    /// # Errors
    /// When the text is no such state, or that of another operation.
    pub fn resume(
        state: &str,
        progress: impl Fn(&Response<O::Response>) -> Progress + Send + Sync + 'static,
    ) -> Result<Self, DecodeError> {
        let State { operation, request, asked, waited_ms } = from_json(state)?;
        let operation = required("operation", operation)?;
        if operation != O::FACTS.action {
            let found = Found { kind: "a string", value: Some(operation) };
            return Err(DecodeError::unexpected(O::FACTS.action, found).within_field("operation"));
        }
        let poll = Self::new(&from_json(required("request", request)?)?, progress);
        let asked = u32::try_from(required("asked", asked)?).unwrap_or(u32::MAX);
        let waited = Duration::from_millis(required("waited_ms", waited_ms)?);
        Ok(Self { asked, waited, ..poll })
    }
}

struct State {
    operation: Option<String>,
    request: Option<String>,
    asked: Option<u64>,
    waited_ms: Option<u64>,
}

crate::fields! {
    State:
    operation => "operation",
    request => "request",
    asked => "asked",
    waited_ms => "waited_ms",
}

/// Shows how far it came; a request may hold what is not to be shown.
impl<O: Operation> fmt::Debug for Poll<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Poll");
        shown.field("asked", &self.asked).field("waited", &self.waited).field("limit", &self.limit);
        shown.finish_non_exhaustive()
    }
}
