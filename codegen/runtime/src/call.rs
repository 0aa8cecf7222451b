//! A call as a state machine: it says what to send and how long to wait, and its user does both.

use std::borrow::Cow;
use std::time::{Duration, SystemTime};

use crate::attempts::Attempts;
use crate::call_error::{CallError, CallResult};
use crate::call_machine::{CallMachine, Exchange, Failure, Step, Success};
use crate::code_tables::CodeTables;
use crate::entropy::uuid;
use crate::error_details::ErrorDetails;
use crate::send_error::Outcome;
use crate::{Authorize, CallPolicy, Endpoint, Operation, Payload, ReadOptions, RequestError, Response, is_repeatable};

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
    machine: CallMachine<'a>,
    exchange: TypedExchange<'a, O>,
}

/// The request of a call, and its response once it is there.
struct TypedExchange<'a, O: Operation> {
    request: &'a O,
    endpoint: &'a Endpoint,
    response: Option<Response<O::Response>>,
}

impl<'a, O: Operation> Call<'a, O> {
    /// A call that has not begun.
    pub fn new(request: &'a O, endpoint: &'a Endpoint, auth: &'a dyn Authorize, policy: &'a CallPolicy) -> Self {
        let machine = CallMachine::new(Attempts::new(O::FACTS, auth, policy));
        Self { machine, exchange: TypedExchange { request, endpoint, response: None } }
    }

    /// Sends a body that is read piece by piece in the place of the one that the request has, with each attempt anew. The
    /// requests that are to have it have the payload among their extensions.
    #[must_use]
    pub fn with_payload(mut self, payload: &'a Payload) -> Self {
        self.machine.payload = Some(payload);
        self
    }

    /// Takes the next step, at a time, with random bits that no other step is given, and with what became of the request where
    /// the last step was to send one.
    ///
    /// Where that is not told, the request counts as one that may have arrived. After the last step there is only
    /// [`CallError::Over`].
    pub fn step(&mut self, now: SystemTime, entropy: u128, outcome: Option<Outcome>) -> CallStep<O> {
        match self.machine.step(&mut self.exchange, now, entropy, outcome) {
            Step::Send(request) => CallStep::Send(request),
            Step::Wait(time) => CallStep::Wait(time),
            Step::Done(end) => CallStep::Done(self.end(end)),
        }
    }

    /// The steps, which are the same for all operations, and what they need of this one.
    pub(crate) fn parts(&mut self) -> (&mut CallMachine<'a>, &mut (dyn Exchange + Send + 'a)) {
        (&mut self.machine, &mut self.exchange)
    }

    /// Returns the end that the steps came to, with the response that was read.
    pub(crate) fn end(&mut self, end: Result<(), Failure>) -> CallResult<O, Response<O::Response>> {
        end?;
        self.exchange.response.take().ok_or(CallError::Over)
    }

    /// Looks at the head of a response whose body may still be on its way. Where it is a success the call is over, and the body
    /// is handed on as it is.
    ///
    /// # Errors
    /// When the status is none of success, or it is the response to a request for credentials: the response itself, whose body,
    /// once it is there, is for [`step`](Self::step).
    pub fn step_with_head<B>(
        &mut self,
        now: SystemTime,
        response: http::Response<B>,
    ) -> Result<Response<B>, http::Response<B>> {
        self.machine.step_with_head(now, response)
    }

    /// Returns how much time is left for the call, and so for the attempt that is on its way; `None` where the policy has no
    /// deadline.
    pub fn time_left(&self, now: SystemTime) -> Option<Duration> {
        self.machine.attempts.time_left(now)
    }
}

impl<O: Operation> Exchange for TypedExchange<'_, O> {
    fn request(&mut self, entropy: u128) -> Result<(http::Request<Vec<u8>>, bool), RequestError> {
        let request = with_token(self.request, entropy);
        Ok((request.to_http(self.endpoint)?, is_repeatable(&*request)))
    }

    fn read(&mut self, response: http::Response<Vec<u8>>, options: ReadOptions) -> Result<Success, ErrorDetails> {
        match O::read_http_with(response, options) {
            Ok(response) => {
                let response = self.response.insert(response);
                Ok(Success { status: response.status(), request_id: response.request_id() })
            }
            Err(error) => Err(error.into_details()),
        }
    }

    fn tables(&self) -> CodeTables {
        CodeTables::of::<O::ErrorCode>()
    }
}

/// Returns the request with its idempotency token, where the operation has one and it is absent.
fn with_token<O: Operation>(request: &O, entropy: u128) -> Cow<'_, O> {
    // Known when it is compiled, so that no request without a token has its copying compiled.
    if const { O::FACTS.idempotency_token.is_none() } {
        return Cow::Borrowed(request);
    }
    let mut request = request.clone();
    request.fill_idempotency_token(|| uuid(entropy));
    Cow::Owned(request)
}
