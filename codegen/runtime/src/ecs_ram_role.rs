//! The role of an ECS instance, whose credentials the instance's metadata has.

use http::header::HeaderValue;
use zeroize::Zeroizing;

use crate::credential_source::{CredentialSource, Fetch, FetchStep};
use crate::fetched::{read_credentials, status_of, whole};
use crate::{Outcome, RenewalError, SigningContext, percent_encode};

/// The address of the metadata, which every instance has for itself.
const ADDRESS: &str = "http://100.100.100.200";

/// For how long a token of the metadata is asked for, in seconds: as long as there are any.
const TOKEN_SECONDS: &str = "21600";

const TOKEN_PATH: &str = "/latest/api/token";
const ROLE_PATH: &str = "/latest/meta-data/ram/security-credentials/";

/// The credentials of the RAM role of an ECS instance, for programs that run on it.
///
/// The instance's metadata is asked for a token first, which hardened instances want, and then for the credentials. Where it
/// has no tokens, or does not take its own, it is asked without, unless that is [forbidden](Self::only_hardened). The
/// addresses, the headers and this order are those of the official library for Go
/// (<https://github.com/aliyun/credentials-go>, `providers/ecs_ram_role.go`).
#[derive(Clone, Debug)]
pub struct EcsRamRole {
    address: String,
    role: Option<String>,
    is_hardened: bool,
}

impl Default for EcsRamRole {
    fn default() -> Self {
        Self::new()
    }
}

impl EcsRamRole {
    /// The role that the instance has.
    pub fn new() -> Self {
        Self { address: ADDRESS.to_owned(), role: None, is_hardened: false }
    }

    /// Names the role, so that it need not be asked for.
    #[must_use]
    pub fn with_role(mut self, role: impl Into<String>) -> Self {
        self.role = Some(role.into());
        self
    }

    /// Asks with a token alone.
    #[must_use]
    pub fn only_hardened(mut self) -> Self {
        self.is_hardened = true;
        self
    }

    /// Sets another address of the metadata, such as that of a test.
    #[must_use]
    pub fn with_address(mut self, address: impl Into<String>) -> Self {
        self.address = address.into();
        self
    }
}

impl CredentialSource for EcsRamRole {
    fn fetch(&self) -> Box<dyn Fetch> {
        Box::new(Asking { role: self.clone(), token: None, question: Question::None })
    }
}

struct Asking {
    role: EcsRamRole,
    token: Option<Zeroizing<String>>,
    question: Question,
}

/// The request that was made of the metadata.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Question {
    None,
    Token,
    Role,
    Credentials,
}

impl Fetch for Asking {
    fn step(&mut self, _: &SigningContext, outcome: Option<Outcome>) -> FetchStep {
        let next = match self.question {
            Question::None => self.ask(Question::Token),
            Question::Token => self.take_token(outcome),
            Question::Role | Question::Credentials => match self.without_token(outcome.as_ref()) {
                Some(again) => again,
                None => self.take_response(outcome),
            },
        };
        next.unwrap_or_else(|error| FetchStep::Done(Err(error)))
    }
}

impl Asking {
    fn take_token(&mut self, outcome: Option<Outcome>) -> Result<FetchStep, RenewalError> {
        match whole("the token of the metadata", outcome) {
            Ok(body) => self.token = Some(Zeroizing::new(body.trim().to_owned())),
            Err(error) if self.role.is_hardened => return Err(error),
            Err(_) => {}
        }
        self.ask(if self.role.role.is_some() { Question::Credentials } else { Question::Role })
    }

    /// Asks again without a token where the metadata does not take its own.
    fn without_token(&mut self, outcome: Option<&Outcome>) -> Option<Result<FetchStep, RenewalError>> {
        let may_ask = self.token.is_some() && !self.role.is_hardened && status_of(outcome) != Some(200);
        may_ask.then(|| {
            self.token = None;
            self.ask(self.question)
        })
    }

    fn take_response(&mut self, outcome: Option<Outcome>) -> Result<FetchStep, RenewalError> {
        if self.question == Question::Role {
            let body = whole("the role of the instance", outcome)?;
            self.role.role = Some(body.trim().to_owned());
            return self.ask(Question::Credentials);
        }
        let body = whole("the credentials of the instance's role", outcome)?;
        read_credentials(&body, None).map(|credentials| FetchStep::Done(Ok(credentials)))
    }

    fn ask(&mut self, question: Question) -> Result<FetchStep, RenewalError> {
        self.question = question;
        let role = self.role.role.as_deref().unwrap_or_default();
        let path = match question {
            Question::None | Question::Token => TOKEN_PATH.to_owned(),
            Question::Role => ROLE_PATH.to_owned(),
            Question::Credentials => {
                let mut path = ROLE_PATH.to_owned();
                percent_encode(role, &mut path);
                path
            }
        };
        let refused = |_| RenewalError::new("the address of the metadata is not valid");
        let request = http::Request::builder().uri(format!("{}{path}", self.role.address));
        let mut request = request.body(Vec::new()).map_err(refused)?;
        if question == Question::Token {
            *request.method_mut() = http::Method::PUT;
            let seconds = HeaderValue::from_static(TOKEN_SECONDS);
            request.headers_mut().insert("x-aliyun-ecs-metadata-token-ttl-seconds", seconds);
        }
        if let Some(token) = &self.token {
            let mut token = HeaderValue::from_str(token)
                .map_err(|_| RenewalError::new("the token of the metadata cannot stand in a header"))?;
            token.set_sensitive(true);
            request.headers_mut().insert("x-aliyun-ecs-metadata-token", token);
        }
        Ok(FetchStep::Send(request))
    }
}
