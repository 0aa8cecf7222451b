//! The steps of a call, of whatever operation.

use std::mem;
use std::time::{Duration, SystemTime};

use crate::attempts::{AttemptEnd, Attempts};
use crate::code_tables::CodeTables;
use crate::entropy::fraction;
use crate::error_details::ErrorDetails;
use crate::renewal::{Renew, Renewal, RenewalError, RenewalStep};
use crate::response_reader::server_time;
use crate::send_error::{Outcome, SendError};
use crate::texts::Part;
use crate::{AuthorizeError, Payload, ReadOptions, RequestError, Response};

/// The facts and types of an operation that the steps of a call need.
pub(crate) trait Exchange {
    /// Makes the request, and tells whether it may be sent twice.
    fn request(&mut self, entropy: u128) -> Result<(http::Request<Vec<u8>>, bool), RequestError>;

    /// Reads the response, and keeps it.
    fn read(&mut self, response: http::Response<Vec<u8>>, options: ReadOptions) -> Result<Success, ErrorDetails>;

    /// The documented errors.
    fn tables(&self) -> CodeTables;
}

/// The outcome of a response that was read.
pub(crate) struct Success {
    pub(crate) status: u16,
    pub(crate) request_id: Option<String>,
}

/// The next step.
pub(crate) enum Step {
    Send(http::Request<Vec<u8>>),
    Wait(Duration),
    /// The call is over: with the response that was kept, or without one.
    Done(Result<(), Failure>),
}

/// The reason that a call comes to no response.
pub(crate) enum Failure {
    Api(ErrorDetails),
    Send(SendError),
    Request(RequestError),
    Authorize(AuthorizeError),
    Renewal(RenewalError),
    Over,
}

/// The state of a call.
pub(crate) struct CallMachine<'a> {
    pub(crate) attempts: Attempts<'a>,
    pub(crate) payload: Option<&'a Payload>,
    state: State<'a>,
}

enum State<'a> {
    New,
    Sent,
    /// A request for credentials is on its way.
    Renewing(Box<dyn Renew + 'a>),
    /// Waiting for the next attempt, after this error.
    Waiting(Failure),
    /// Waiting for credentials that another call fetches.
    WaitingForCredentials,
    Over,
}

/// So often is looked whether another call has fetched the credentials.
const LOOK_AGAIN: Duration = Duration::from_millis(20);

impl<'a> CallMachine<'a> {
    pub(crate) fn new(attempts: Attempts<'a>) -> Self {
        Self { attempts, payload: None, state: State::New }
    }

    /// Looks at the head of a response. Where the last step was to send the request and the status is one of success, the call
    /// is over.
    pub(crate) fn step_with_head<B>(
        &mut self,
        now: SystemTime,
        response: http::Response<B>,
    ) -> Result<Response<B>, http::Response<B>> {
        if !matches!(self.state, State::Sent) {
            return Err(response);
        }
        let response = Response::of_head(response)?;
        self.state = State::Over;
        self.succeeded(now, &AttemptEnd { status: Some(response.status()), ..AttemptEnd::default() });
        Ok(response)
    }

    pub(crate) fn step(
        &mut self,
        exchange: &mut dyn Exchange,
        now: SystemTime,
        entropy: u128,
        outcome: Option<Outcome>,
    ) -> Step {
        let outcome = outcome.map(|outcome| self.within_limit(outcome?));
        match mem::replace(&mut self.state, State::Over) {
            State::New => self.begin(exchange, now, entropy),
            State::Waiting(failure) if self.attempts.time_left(now) == Some(Duration::ZERO) => Step::Done(Err(failure)),
            State::WaitingForCredentials if self.attempts.time_left(now) == Some(Duration::ZERO) => {
                Step::Done(Err(Failure::Send(SendError::out_of_time())))
            }
            State::Waiting(_) | State::WaitingForCredentials => self.send(now, entropy),
            State::Renewing(renew) => self.renew(now, entropy, renew, outcome),
            State::Sent => match outcome {
                Some(Ok(response)) => self.take_response(exchange, now, entropy, response),
                Some(Err(error)) => self.take_send_error(now, entropy, error),
                None => self.take_send_error(now, entropy, SendError::not_told()),
            },
            State::Over => Step::Done(Err(Failure::Over)),
        }
    }

    /// Refuses a response that is larger than the policy allows, whoever has read it.
    fn within_limit(&self, response: http::Response<Vec<u8>>) -> Outcome {
        let is_too_large = response.body().len() > self.attempts.policy.body_limit;
        if is_too_large { Err(SendError::too_large()) } else { Ok(response) }
    }

    fn begin(&mut self, exchange: &mut dyn Exchange, now: SystemTime, entropy: u128) -> Step {
        match exchange.request(entropy) {
            Ok((mut request, is_repeatable)) => {
                if let Some(payload) = self.payload {
                    payload.announce(&mut request);
                }
                self.attempts.begin(request, is_repeatable, now);
            }
            Err(error) => return Step::Done(Err(Failure::Request(error))),
        }
        self.send(now, entropy)
    }

    /// Sends the request, once there are credentials.
    fn send(&mut self, now: SystemTime, entropy: u128) -> Step {
        match self.attempts.renewal(now) {
            Renewal::NotNeeded => self.send_now(now, entropy),
            Renewal::Needed(renew) => self.renew(now, entropy, renew, None),
            Renewal::InProgress => {
                self.state = State::WaitingForCredentials;
                self.attempts.has_waited_otherwise(LOOK_AGAIN);
                Step::Wait(LOOK_AGAIN)
            }
        }
    }

    fn send_now(&mut self, now: SystemTime, entropy: u128) -> Step {
        match self.attempts.next(now, entropy) {
            Ok(request) => {
                self.state = State::Sent;
                Step::Send(request)
            }
            Err(error) => Step::Done(Err(Failure::Authorize(error))),
        }
    }

    fn renew(
        &mut self,
        now: SystemTime,
        entropy: u128,
        mut renew: Box<dyn Renew + 'a>,
        outcome: Option<Outcome>,
    ) -> Step {
        match renew.step(&self.attempts.context(now, entropy), outcome) {
            RenewalStep::Send(request) => {
                self.state = State::Renewing(renew);
                Step::Send(request)
            }
            RenewalStep::Done(Ok(())) => self.send_now(now, entropy),
            RenewalStep::Done(Err(error)) => self.renewal_failed(now, entropy, error),
        }
    }

    fn renewal_failed(&mut self, now: SystemTime, entropy: u128, error: RenewalError) -> Step {
        let retry_in = self.attempts.renew_in(now, entropy, &error);
        self.retry_or_fail(retry_in, Failure::Renewal(error))
    }

    fn take_response(
        &mut self,
        exchange: &mut dyn Exchange,
        now: SystemTime,
        entropy: u128,
        response: http::Response<Vec<u8>>,
    ) -> Step {
        let server_time = server_time(response.headers());
        match exchange.read(response, self.attempts.policy.read.at(now)) {
            Ok(Success { status, request_id }) => {
                let (status, request_id) = (Some(status), request_id.as_deref());
                self.succeeded(now, &AttemptEnd { status, request_id, ..AttemptEnd::default() });
                Step::Done(Ok(()))
            }
            Err(error) => self.refused(now, entropy, error, exchange.tables(), server_time),
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
        error: ErrorDetails,
        tables: CodeTables,
        server_time: Option<SystemTime>,
    ) -> Step {
        let code = error.code();
        let retry_in = self.attempts.correct_clock(now, code, server_time).or_else(|| {
            let (recovery, asked) = (error.recovery(tables), error.retry_after(tables));
            self.attempts.retry_in(now, |policy, is_repeatable, attempt| {
                policy.delay_for(is_repeatable, attempt, recovery, asked, fraction(entropy))
            })
        });
        let code = Some(code).filter(|code| !code.is_empty());
        let (status, request_id) = (Some(error.status()), error.text(Part::RequestId));
        self.attempts.tell(now, &AttemptEnd { is_success: false, status, code, request_id, retry_in });
        self.retry_or_fail(retry_in, Failure::Api(error))
    }

    fn take_send_error(&mut self, now: SystemTime, entropy: u128, error: SendError) -> Step {
        let retry_in = self.attempts.retry_in(now, |policy, is_repeatable, attempt| {
            policy.delay_without_answer(error.is_passing(is_repeatable), attempt, fraction(entropy))
        });
        self.attempts.tell(now, &AttemptEnd { retry_in, ..AttemptEnd::default() });
        self.retry_or_fail(retry_in, Failure::Send(error))
    }

    fn retry_or_fail(&mut self, retry_in: Option<Duration>, failure: Failure) -> Step {
        let Some(delay) = retry_in else { return Step::Done(Err(failure)) };
        self.attempts.has_waited(delay);
        self.state = State::Waiting(failure);
        Step::Wait(delay)
    }
}
