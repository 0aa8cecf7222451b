//! Roles, whose temporary credentials the Security Token Service (STS) of Alibaba Cloud hands out.

use std::error::Error;
use std::fmt;
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use zeroize::Zeroizing;

use crate::credential_source::{CredentialSource, Fetch, FetchStep};
use crate::fetched::{read_credentials, whole};
use crate::{
    Auth, Encode, Endpoint, EndpointRule, Method, OperationFacts, Outcome, ParameterPairs, RenewalError, ServiceFacts,
    SignatureDate, SigningContext, TemporaryCredentials, request,
};

/// For how long credentials are asked for where nothing is said, in seconds.
const DURATION: u32 = 3600;

/// The host that is asked for roles, unless another is set.
const HOST: &str = "sts.aliyuncs.com";

const SERVICE: ServiceFacts = ServiceFacts::new().endpoint_rule(EndpointRule::Regional);
const ASSUME_ROLE: OperationFacts = operation("AssumeRole");
const ASSUME_ROLE_WITH_OIDC: OperationFacts = operation("AssumeRoleWithOIDC").auth(Auth::None);

const fn operation(action: &'static str) -> OperationFacts {
    OperationFacts::rpc().product("Sts", "2015-04-01").action(action).http(&[Method::Post], "/").service(&SERVICE)
}

/// The parameters of both operations.
#[derive(Clone)]
struct Role {
    arn: String,
    session: String,
    duration: u32,
    policy: Option<String>,
    endpoint: Endpoint,
}

impl Role {
    fn new(arn: impl Into<String>, session: impl Into<String>) -> Self {
        let endpoint = Endpoint::at(HOST);
        Self { arn: arn.into(), session: session.into(), duration: DURATION, policy: None, endpoint }
    }

    fn pairs(&self) -> Vec<(String, String)> {
        let duration = self.duration.to_string();
        let pairs = [("DurationSeconds", &duration), ("RoleArn", &self.arn), ("RoleSessionName", &self.session)];
        let policy = self.policy.iter().map(|policy| ("Policy", policy));
        pairs.into_iter().chain(policy).map(|(name, value)| (name.to_owned(), value.clone())).collect()
    }

    fn request(
        &self,
        facts: &OperationFacts,
        parameters: ParameterPairs,
    ) -> Result<http::Request<Vec<u8>>, RenewalError> {
        request::build(facts, &Nothing, parameters, &self.endpoint)
            .map_err(|error| RenewalError::new(format!("{}: {error}", facts.action)))
    }
}

/// The request of an operation whose parameters are given as pairs.
struct Nothing;

impl Encode for Nothing {}

/// The settings that both ways of taking on a role have in common.
macro_rules! role_settings {
    () => {
        /// Sets for how long credentials are asked for, in seconds: an hour if this is not called.
        #[must_use]
        pub fn with_duration(mut self, seconds: u32) -> Self {
            self.role.duration = seconds;
            self
        }

        /// Sets a policy that leaves fewer permissions than the role has.
        #[must_use]
        pub fn with_policy(mut self, policy: impl Into<String>) -> Self {
            self.role.policy = Some(policy.into());
            self
        }

        /// Sets where STS is asked: `sts.aliyuncs.com` if this is not called, and that of a region with [`Endpoint::region`].
        #[must_use]
        pub fn with_endpoint(mut self, endpoint: Endpoint) -> Self {
            self.role.endpoint = endpoint;
            self
        }
    };
}

/// The credentials of a role that others may take on: `AssumeRole` of STS (2015-04-01), with the parameters that
/// <https://api.aliyun.com/document/Sts/2015-04-01/AssumeRole> documents.
#[derive(Clone)]
pub struct AssumeRole {
    base: Arc<dyn CredentialSource>,
    role: Role,
    external_id: Option<String>,
}

impl AssumeRole {
    /// A role by its ARN, as in `acs:ram::123456789012:role/reader`, taken on with the credentials of another source, such as
    /// an access key or another role. The name of the session is written down by whom it is used.
    pub fn new(
        base: impl CredentialSource + 'static,
        role_arn: impl Into<String>,
        session_name: impl Into<String>,
    ) -> Self {
        Self { base: Arc::new(base), role: Role::new(role_arn, session_name), external_id: None }
    }

    role_settings!();

    /// Sets the external ID that the role wants.
    #[must_use]
    pub fn with_external_id(mut self, id: impl Into<String>) -> Self {
        self.external_id = Some(id.into());
        self
    }

    fn request(
        &self,
        base: &TemporaryCredentials,
        context: &SigningContext,
    ) -> Result<http::Request<Vec<u8>>, RenewalError> {
        let mut query = self.role.pairs();
        query.extend(self.external_id.iter().map(|id| ("ExternalId".to_owned(), id.clone())));
        let mut parameters = ParameterPairs::default();
        parameters.query = query;
        let mut request = self.role.request(&ASSUME_ROLE, parameters)?;
        let signed = base.credentials.sign(&mut request, &context.now.into(), &context.nonce);
        signed.map_err(|error| RenewalError::new(format!("AssumeRole: {error}")))?;
        Ok(request)
    }
}

impl CredentialSource for AssumeRole {
    fn fetch(&self) -> Box<dyn Fetch> {
        Box::new(AssumingRole { role: self.clone(), base: Some(self.base.fetch()) })
    }
}

struct AssumingRole {
    role: AssumeRole,
    /// The credentials to ask with, until they are there.
    base: Option<Box<dyn Fetch>>,
}

impl Fetch for AssumingRole {
    fn step(&mut self, context: &SigningContext, outcome: Option<Outcome>) -> FetchStep {
        let Some(base) = &mut self.base else { return taken("AssumeRole", outcome) };
        match base.step(context, outcome) {
            FetchStep::Done(Ok(credentials)) => {
                self.base = None;
                self.role
                    .request(&credentials, context)
                    .map_or_else(|error| FetchStep::Done(Err(error)), FetchStep::Send)
            }
            step => step,
        }
    }
}

/// Reads the response of either operation.
fn taken(action: &'static str, outcome: Option<Outcome>) -> FetchStep {
    FetchStep::Done(whole(action, outcome).and_then(|body| read_credentials(&body, Some("Credentials"))))
}

/// Returns the token of an identity provider.
type Token = Arc<dyn Fn() -> Result<Zeroizing<String>, Box<dyn Error + Send + Sync>> + Send + Sync>;

/// The credentials of a role for whoever an identity provider knows: `AssumeRoleWithOIDC` of STS (2015-04-01), which is not
/// signed. Its parameters, in a form so that no log of addresses has the token, are those of the official library for Go
/// (<https://github.com/aliyun/credentials-go>, `providers/oidc.go`).
#[derive(Clone)]
pub struct AssumeRoleWithOidc {
    role: Role,
    provider_arn: String,
    token: Token,
}

impl AssumeRoleWithOidc {
    /// A role and an identity provider by their ARNs. The token is asked for each time, as it ends sooner than a program.
    pub fn new<E: Into<Box<dyn Error + Send + Sync>>>(
        role_arn: impl Into<String>,
        provider_arn: impl Into<String>,
        session_name: impl Into<String>,
        token: impl Fn() -> Result<String, E> + Send + Sync + 'static,
    ) -> Self {
        let token = move || token().map(Zeroizing::new).map_err(Into::into);
        Self { role: Role::new(role_arn, session_name), provider_arn: provider_arn.into(), token: Arc::new(token) }
    }

    /// The same, with the token that stands in a file, as Kubernetes hands it out.
    pub fn of_file(
        role_arn: impl Into<String>,
        provider_arn: impl Into<String>,
        session_name: impl Into<String>,
        token_file: impl Into<PathBuf>,
    ) -> Self {
        let file = token_file.into();
        Self::new(role_arn, provider_arn, session_name, move || fs::read_to_string(&file))
    }

    role_settings!();

    fn request(&self, context: &SigningContext) -> Result<http::Request<Vec<u8>>, RenewalError> {
        let token = (self.token)().map_err(|_| RenewalError::new("the token of the identity provider is not there"))?;
        let mut form = self.role.pairs();
        form.push(("OIDCProviderArn".to_owned(), self.provider_arn.clone()));
        form.push(("OIDCToken".to_owned(), token.trim().to_owned()));
        let mut parameters = ParameterPairs::default();
        parameters.form = form;
        let mut request = self.role.request(&ASSUME_ROLE_WITH_OIDC, parameters)?;
        let date = SignatureDate::from(context.now);
        for (name, value) in [("x-acs-date", date.as_str()), ("x-acs-signature-nonce", &context.nonce)] {
            let value = value.parse().map_err(|_| RenewalError::new("the nonce cannot stand in a header"))?;
            request.headers_mut().insert(name, value);
        }
        Ok(request)
    }
}

impl CredentialSource for AssumeRoleWithOidc {
    fn fetch(&self) -> Box<dyn Fetch> {
        Box::new(AssumingRoleWithOidc { role: self.clone(), is_sent: false })
    }
}

struct AssumingRoleWithOidc {
    role: AssumeRoleWithOidc,
    is_sent: bool,
}

impl Fetch for AssumingRoleWithOidc {
    fn step(&mut self, context: &SigningContext, outcome: Option<Outcome>) -> FetchStep {
        if self.is_sent {
            return taken("AssumeRoleWithOIDC", outcome);
        }
        self.is_sent = true;
        self.role.request(context).map_or_else(|error| FetchStep::Done(Err(error)), FetchStep::Send)
    }
}

impl fmt::Debug for AssumeRole {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AssumeRole").field("role", &self.role.arn).finish_non_exhaustive()
    }
}

impl fmt::Debug for AssumeRoleWithOidc {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AssumeRoleWithOidc").field("role", &self.role.arn).finish_non_exhaustive()
    }
}
