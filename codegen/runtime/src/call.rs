//! A call as a state machine: it says what to send and how long to wait, and its user does both.

use std::borrow::Cow;
use std::mem;
use std::time::{Duration, SystemTime};

use crate::answer::server_time;
use crate::attempts::{AttemptEnd, Attempts};
use crate::call_error::CallError;
use crate::entropy::{fraction, uuid};
use crate::renewal::{Renew, Renewal, RenewalError, RenewalStep};
use crate::send_error::{Outcome, SendError};
use crate::{ApiError, Authorize, CallPolicy, Endpoint, Operation, Payload, Response, is_repeatable};

/// The next step of a call.
#[must_use]
pub enum CallStep<O: Operation> {
    /// Send this request, and tell the next step what became of it.
    Send(http::Request<Vec<u8>>),
    /// Wait so long before the next step.
    Wait(Duration),
    /// The call is over.
    Done(Result<Response<O::Response>, CallError<O::ErrorCode>>),
}

/// A call of an operation, from its request to a response or to an error that is final.
///
/// It has no clock, no randomness and no connection: each [`step`](Self::step) is given the time and random bits, and says
/// what to do. So it works with every HTTP client, and a test needs none.
///
/// - The idempotency token is filled in once, where the operation has one and the request does not, and is the same in all
///   attempts.
/// - Credentials that end are fetched anew before, by requests that the call asks to send as it does its own.
/// - Each attempt is authorized anew; those after the first are announced as the official SDKs do.
/// - What may have been done is not asked for twice, unless that does no more than asking once: see
///   [`is_repeatable`]. A request that was throttled, refused for its time or not sent has done nothing.
/// - Waits are those of the policy and of the server, and end before the deadline.
/// - Where a signature was refused for its time, the next one has the time that the server told.
///
/// ```
/// # use apiscribe::{
/// #     BearerToken, Call, CallPolicy, CallStep, Endpoint, NoServiceCode, Operation, OperationFacts, Validate, http,
/// # };
/// # use std::time::SystemTime;
/// # #[derive(Clone)]
/// # struct GetBook;
/// # apiscribe::fields! { GetBook: }
/// # impl Validate for GetBook {}
/// # impl Operation for GetBook {
/// #     type Response = Vec<String>;
/// #     type ErrorCode = NoServiceCode;
/// #     const FACTS: &'static OperationFacts =
/// #         &OperationFacts::over_http().product("Books", "1").action("GetBook").http(&[apiscribe::Method::Get], "/book");
/// # }
/// # let send = |_: http::Request<Vec<u8>>| Ok(http::Response::new(b"[\"Emma\"]".to_vec()));
/// let (request, endpoint, token) = (GetBook, Endpoint::at("books.example"), BearerToken::new("secret"));
/// let policy = CallPolicy::default();
/// let mut call = Call::new(&request, &endpoint, &token, &policy);
/// let mut outcome = None;
/// let response = loop {
///     match call.step(SystemTime::now(), apiscribe::random_bits(), outcome.take()) {
///         CallStep::Send(request) => outcome = Some(send(request)), // with whatever client you have
///         CallStep::Wait(time) => std::thread::sleep(time),
///         CallStep::Done(result) => break result?,
///     }
/// };
/// assert_eq!(*response, ["Emma"]);
/// # Ok::<(), apiscribe::CallError<NoServiceCode>>(())
/// ```
pub struct Call<'a, O: Operation> {
    request: &'a O,
    endpoint: &'a Endpoint,
    payload: Option<&'a Payload>,
    attempts: Attempts<'a>,
    state: State<'a, O>,
}

enum State<'a, O: Operation> {
    New,
    Sent,
    /// A request for credentials is on its way.
    Renewing(Box<dyn Renew + 'a>),
    /// Waiting for the next attempt, after this error.
    Waiting(CallError<O::ErrorCode>),
    /// Waiting for credentials that another call fetches.
    WaitingForCredentials,
    Over,
}

/// So often is looked whether another call has fetched the credentials.
const LOOK_AGAIN: Duration = Duration::from_millis(20);

impl<'a, O: Operation> Call<'a, O> {
    /// A call that has not begun.
    pub fn new(request: &'a O, endpoint: &'a Endpoint, auth: &'a dyn Authorize, policy: &'a CallPolicy) -> Self {
        let attempts = Attempts::new(O::FACTS, auth, policy);
        Self { request, endpoint, payload: None, attempts, state: State::New }
    }

    /// Sends a body that is read piece by piece in the place of the one that the request has, with each attempt anew. The
    /// requests that are to have it have the payload among their extensions.
    #[must_use]
    pub fn with_payload(mut self, payload: &'a Payload) -> Self {
        self.payload = Some(payload);
        self
    }

    /// Takes the next step, at a time, with random bits that no other step is given, and with what became of the request where
    /// the last step was to send one.
    ///
    /// Where that is not told, the request counts as one that may have arrived. After the last step there is only
    /// [`CallError::Over`].
    pub fn step(&mut self, now: SystemTime, entropy: u128, outcome: Option<Outcome>) -> CallStep<O> {
        match mem::replace(&mut self.state, State::Over) {
            State::New => self.begin(now, entropy),
            State::Waiting(failure) if self.time_left(now) == Some(Duration::ZERO) => CallStep::Done(Err(failure)),
            State::WaitingForCredentials if self.time_left(now) == Some(Duration::ZERO) => {
                CallStep::Done(Err(CallError::Send(SendError::out_of_time())))
            }
            State::Waiting(_) | State::WaitingForCredentials => self.send(now, entropy),
            State::Renewing(renew) => self.renew(now, entropy, renew, outcome),
            State::Sent => match outcome {
                Some(Ok(answer)) => self.answered(now, entropy, answer),
                Some(Err(error)) => self.unanswered(now, entropy, error),
                None => self.unanswered(now, entropy, SendError::not_told()),
            },
            State::Over => CallStep::Done(Err(CallError::Over)),
        }
    }

    /// Looks at the head of an answer whose body may still be on its way. Where it is a success the call is over, and the body
    /// is handed on as it is.
    ///
    /// # Errors
    /// When the status is none of success, or it is the answer to a request for credentials: the answer itself, whose body,
    /// once it is there, is for [`step`](Self::step).
    pub fn step_with_head<B>(
        &mut self,
        now: SystemTime,
        answer: http::Response<B>,
    ) -> Result<Response<B>, http::Response<B>> {
        if !matches!(self.state, State::Sent) {
            return Err(answer);
        }
        let response = O::read_http_head(answer)?;
        self.state = State::Over;
        self.succeeded(now, &AttemptEnd { status: Some(response.status()), ..AttemptEnd::default() });
        Ok(response)
    }

    /// Returns how much time is left for the call, and so for the attempt that is on its way; `None` where the policy has no
    /// deadline.
    pub fn time_left(&self, now: SystemTime) -> Option<Duration> {
        self.attempts.time_left(now)
    }

    fn begin(&mut self, now: SystemTime, entropy: u128) -> CallStep<O> {
        let request = with_token(self.request, entropy);
        match request.to_http(self.endpoint) {
            Ok(mut http) => {
                if let Some(payload) = self.payload {
                    payload.announce(&mut http);
                }
                self.attempts.begin(http, is_repeatable(&*request), now);
            }
            Err(error) => return CallStep::Done(Err(CallError::Request(error))),
        }
        self.send(now, entropy)
    }

    /// Sends the request, once there are credentials.
    fn send(&mut self, now: SystemTime, entropy: u128) -> CallStep<O> {
        match self.attempts.renewal(now) {
            Renewal::NotNeeded => self.send_now(now, entropy),
            Renewal::Needed(renew) => self.renew(now, entropy, renew, None),
            Renewal::InProgress => {
                self.state = State::WaitingForCredentials;
                self.attempts.has_waited_otherwise(LOOK_AGAIN);
                CallStep::Wait(LOOK_AGAIN)
            }
        }
    }

    fn send_now(&mut self, now: SystemTime, entropy: u128) -> CallStep<O> {
        match self.attempts.next(now, entropy) {
            Ok(request) => {
                self.state = State::Sent;
                CallStep::Send(request)
            }
            Err(error) => CallStep::Done(Err(CallError::Authorize(error))),
        }
    }

    fn renew(
        &mut self,
        now: SystemTime,
        entropy: u128,
        mut renew: Box<dyn Renew + 'a>,
        outcome: Option<Outcome>,
    ) -> CallStep<O> {
        match renew.step(&self.attempts.context(now, entropy), outcome) {
            RenewalStep::Send(request) => {
                self.state = State::Renewing(renew);
                CallStep::Send(request)
            }
            RenewalStep::Done(Ok(())) => self.send_now(now, entropy),
            RenewalStep::Done(Err(error)) => self.renewal_failed(now, entropy, error),
        }
    }

    fn renewal_failed(&mut self, now: SystemTime, entropy: u128, error: RenewalError) -> CallStep<O> {
        let retry_in = self.attempts.renew_in(now, entropy, &error);
        self.retry_or_fail(retry_in, CallError::Renewal(error))
    }

    fn answered(&mut self, now: SystemTime, entropy: u128, answer: http::Response<Vec<u8>>) -> CallStep<O> {
        let server_time = server_time(answer.headers());
        match O::read_http_with(answer, self.attempts.policy.read.at(now)) {
            Ok(response) => {
                let request_id = response.request_id();
                let (status, request_id) = (Some(response.status()), request_id.as_deref());
                self.succeeded(now, &AttemptEnd { status, request_id, ..AttemptEnd::default() });
                CallStep::Done(Ok(response))
            }
            Err(error) => self.refused(now, entropy, error, server_time),
        }
    }

    fn succeeded(&self, now: SystemTime, end: &AttemptEnd<'_>) {
        self.attempts.policy.budget.refill();
        self.attempts.tell(now, &AttemptEnd { is_success: true, ..*end });
    }

    fn refused(
        &mut self,
        now: SystemTime,
        entropy: u128,
        error: ApiError<O::ErrorCode>,
        server_time: Option<SystemTime>,
    ) -> CallStep<O> {
        let code = error.code().as_str();
        let retry_in = self.attempts.correct_clock(now, code, server_time).or_else(|| {
            let (recovery, asked) = (error.recovery(), error.retry_after());
            self.attempts.retry_in(now, |policy, is_repeatable, attempt| {
                policy.delay_for(is_repeatable, attempt, recovery, asked, fraction(entropy))
            })
        });
        let code = Some(code).filter(|code| !code.is_empty());
        let (status, request_id) = (Some(error.status()), error.request_id());
        self.attempts.tell(now, &AttemptEnd { is_success: false, status, code, request_id, retry_in });
        self.retry_or_fail(retry_in, CallError::Api(error))
    }

    fn unanswered(&mut self, now: SystemTime, entropy: u128, error: SendError) -> CallStep<O> {
        let retry_in = self.attempts.retry_in(now, |policy, is_repeatable, attempt| {
            policy.delay_without_answer(error.is_passing(is_repeatable), attempt, fraction(entropy))
        });
        self.attempts.tell(now, &AttemptEnd { retry_in, ..AttemptEnd::default() });
        self.retry_or_fail(retry_in, CallError::Send(error))
    }

    fn retry_or_fail(&mut self, retry_in: Option<Duration>, failure: CallError<O::ErrorCode>) -> CallStep<O> {
        let Some(delay) = retry_in else { return CallStep::Done(Err(failure)) };
        self.attempts.has_waited(delay);
        self.state = State::Waiting(failure);
        CallStep::Wait(delay)
    }
}

/// Returns the request with its idempotency token, where the operation has one and it is absent.
fn with_token<O: Operation>(request: &O, entropy: u128) -> Cow<'_, O> {
    if O::FACTS.idempotency_token.is_none() {
        return Cow::Borrowed(request);
    }
    let mut request = request.clone();
    request.fill_idempotency_token(|| uuid(entropy));
    Cow::Owned(request)
}
