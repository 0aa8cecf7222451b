//! The credentials that a program finds where it runs.

use std::error::Error;
use std::fmt;
use std::path::{Path, PathBuf};

use crate::cli_profile::{SESSION, sts_endpoint};
use crate::environment::{of_process, optional};
use crate::{
    AssumeRoleWithOidc, CredentialProvider, Credentials, CredentialsUri, EcsRamRole, MissingVariable, ProfileError,
};

/// An error of credentials that are not found where a program runs.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NoCredentials {
    /// There is an access key in the environment without its secret.
    Variable(MissingVariable),
    /// There is a file of profiles that gives none.
    Profile(ProfileError),
    /// There are none anywhere, and the metadata of an instance must not be asked.
    Nowhere,
}

impl fmt::Display for NoCredentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Variable(error) => error.fmt(f),
            Self::Profile(error) => error.fmt(f),
            Self::Nowhere => f.write_str("there are no credentials in the environment or in a profile"),
        }
    }
}

impl Error for NoCredentials {}

impl CredentialProvider {
    /// Takes the first that there is, in the order of the official library for Go
    /// (<https://github.com/aliyun/credentials-go>, `providers/default.go`):
    ///
    /// 1. an access key in `ALIBABA_CLOUD_ACCESS_KEY_ID`, `ALIBABA_CLOUD_ACCESS_KEY_SECRET` and
    ///    `ALIBABA_CLOUD_SECURITY_TOKEN`;
    /// 2. a role by the token of an identity provider, in `ALIBABA_CLOUD_ROLE_ARN`, `ALIBABA_CLOUD_OIDC_PROVIDER_ARN` and
    ///    `ALIBABA_CLOUD_OIDC_TOKEN_FILE`;
    /// 3. the profile `ALIBABA_CLOUD_PROFILE`, or the current one, of the file `ALIBABA_CLOUD_CONFIG_FILE`, or
    ///    `~/.aliyun/config.json` if that is there, unless `ALIBABA_CLOUD_CLI_PROFILE_DISABLED` is `true`;
    /// 4. the role of the ECS instance that `ALIBABA_CLOUD_ECS_METADATA` names, unless `ALIBABA_CLOUD_ECS_METADATA_DISABLED` is
    ///    `true`; by tokens alone if `ALIBABA_CLOUD_IMDSV1_DISABLED` is;
    /// 5. the credentials at the address `ALIBABA_CLOUD_CREDENTIALS_URI`;
    /// 6. the role that the ECS instance has, with the same two exceptions.
    ///
    /// Only the last is a guess: whether there is an instance shows with the first call. That is why it stands behind the address,
    /// which the official library asks only where there is no instance.
    ///
    /// # Errors
    /// When what is there is not whole, or there is nothing.
    pub fn from_env() -> Result<Self, NoCredentials> {
        Self::from_variables(of_process)
    }

    /// The same, of variables that are looked up elsewhere, `HOME` among them.
    ///
    /// # Errors
    /// When what is there is not whole, or there is nothing.
    pub fn from_variables(lookup: impl Fn(&str) -> Option<String>) -> Result<Self, NoCredentials> {
        let variable = |name: &str| optional(&lookup, name);
        let is_true = |name: &str| variable(name).is_some_and(|value| value.eq_ignore_ascii_case("true"));
        if variable("ALIBABA_CLOUD_ACCESS_KEY_ID").is_some() {
            return Credentials::from_variables(&lookup).map(Self::new).map_err(NoCredentials::Variable);
        }
        if let Some(role) = role_by_token(&variable, is_true("ALIBABA_CLOUD_VPC_ENDPOINT_ENABLED")) {
            return Ok(Self::new(role));
        }
        if let Some(file) = profile_file(&variable).filter(|_| !is_true("ALIBABA_CLOUD_CLI_PROFILE_DISABLED")) {
            let name = variable("ALIBABA_CLOUD_PROFILE");
            return Self::from_profile_file(file, name.as_deref()).map_err(NoCredentials::Profile);
        }
        let may_ask_instance = !is_true("ALIBABA_CLOUD_ECS_METADATA_DISABLED");
        let role = variable("ALIBABA_CLOUD_ECS_METADATA").filter(|_| may_ask_instance);
        if let (None, Some(address)) = (&role, variable("ALIBABA_CLOUD_CREDENTIALS_URI")) {
            return Ok(Self::new(CredentialsUri::new(address)));
        }
        if !may_ask_instance {
            return Err(NoCredentials::Nowhere);
        }
        let role = role.map_or_else(EcsRamRole::new, |role| EcsRamRole::new().with_role(role));
        Ok(Self::new(if is_true("ALIBABA_CLOUD_IMDSV1_DISABLED") { role.only_hardened() } else { role }))
    }
}

fn role_by_token(variable: &dyn Fn(&str) -> Option<String>, is_inside: bool) -> Option<AssumeRoleWithOidc> {
    let role = variable("ALIBABA_CLOUD_ROLE_ARN")?;
    let (provider, file) = (variable("ALIBABA_CLOUD_OIDC_PROVIDER_ARN")?, variable("ALIBABA_CLOUD_OIDC_TOKEN_FILE")?);
    let session = variable("ALIBABA_CLOUD_ROLE_SESSION_NAME").unwrap_or_else(|| SESSION.to_owned());
    let role = AssumeRoleWithOidc::of_file(role, provider, session, file);
    let endpoint = sts_endpoint(variable("ALIBABA_CLOUD_STS_REGION").as_deref(), is_inside);
    Some(match endpoint {
        Some(endpoint) => role.with_endpoint(endpoint),
        None => role,
    })
}

/// The file of profiles that is named, or the usual one if it is there.
fn profile_file(variable: &dyn Fn(&str) -> Option<String>) -> Option<PathBuf> {
    let usual = || {
        let home = variable(if cfg!(windows) { "USERPROFILE" } else { "HOME" })?;
        Some(Path::new(&home).join(".aliyun").join("config.json")).filter(|file| file.is_file())
    };
    variable("ALIBABA_CLOUD_CONFIG_FILE").map(PathBuf::from).or_else(usual)
}
