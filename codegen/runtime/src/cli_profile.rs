//! The profiles of Alibaba Cloud's command line, in which its users have their credentials already.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt;
use std::fs;
use std::path::Path;

use zeroize::{Zeroize as _, Zeroizing};

use crate::{
    Any, AssumeRole, AssumeRoleWithOidc, CredentialProvider, CredentialSource, Credentials, CredentialsUri, EcsRamRole,
    Endpoint, from_json,
};

/// The name of a session where a profile has none.
pub(crate) const SESSION: &str = "apiscribe";

/// The greatest number of profiles that name one another as their source.
const DEPTH: usize = 8;

/// The modes of a profile that are supported, by their names in the file.
const MODES: [(&str, Mode); 7] = [
    ("AK", Mode::Key),
    ("StsToken", Mode::Temporary),
    ("RamRoleArn", Mode::Role),
    ("ChainableRamRoleArn", Mode::RoleOfProfile),
    ("EcsRamRole", Mode::Instance),
    ("OIDC", Mode::Token),
    ("CredentialsURI", Mode::Address),
];

/// The way in which a profile gives credentials.
#[derive(Clone, Copy)]
enum Mode {
    Key,
    Temporary,
    Role,
    RoleOfProfile,
    Instance,
    Token,
    Address,
}

/// An error of a profile that gives no credentials. It shows nothing that stands in the file but names.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ProfileError {
    /// The file cannot be read.
    File(std::io::ErrorKind),
    /// The file is not what the command line writes.
    Format,
    /// There is no profile of this name.
    NoProfile(String),
    /// A profile lacks something that its mode needs.
    Missing {
        /// The name of the profile.
        profile: String,
        /// The key in the file.
        key: &'static str,
    },
    /// A profile has a mode that is not supported.
    Mode {
        /// The name of the profile.
        profile: String,
        /// The mode.
        mode: String,
    },
    /// Profiles name one another as their source without end.
    Circle,
}

impl fmt::Display for ProfileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(kind) => write!(f, "the file of profiles cannot be read: {kind}"),
            Self::Format => f.write_str("the file of profiles is not what the command line writes"),
            Self::NoProfile(name) => write!(f, "there is no profile `{}`", name.escape_debug()),
            Self::Missing { profile, key } => write!(f, "the profile `{}` has no `{key}`", profile.escape_debug()),
            Self::Mode { profile, mode } => {
                write!(f, "the profile `{}` has the mode `{}`", profile.escape_debug(), mode.escape_debug())?;
                write!(f, ", which is not supported; supported are {}", MODES.map(|(name, _)| name).join(", "))
            }
            Self::Circle => f.write_str("profiles name one another as their source"),
        }
    }
}

impl Error for ProfileError {}

impl CredentialProvider {
    /// Takes the credentials of a profile out of a file as Alibaba Cloud's command line writes it, which is
    /// `~/.aliyun/config.json`: those of a name, or the current ones.
    ///
    /// Supported are the modes `AK`, `StsToken`, `RamRoleArn`, `ChainableRamRoleArn`, `EcsRamRole`, `OIDC` and `CredentialsURI`, with
    /// the keys that the command line writes (<https://github.com/aliyun/aliyun-cli>, `config/profile.go`). Modes that need a browser
    /// or another program, such as `CloudSSO`, `OAuth` and `External`, are refused by their names.
    ///
    /// # Errors
    /// When the file cannot be read, or has no such profile, or one of a mode that is not supported.
    pub fn from_profile_file(path: impl AsRef<Path>, name: Option<&str>) -> Result<Self, ProfileError> {
        let text = fs::read_to_string(path).map(Zeroizing::new).map_err(|error| ProfileError::File(error.kind()))?;
        Self::from_profile(&text, name)
    }

    /// The same, of the text of the file.
    ///
    /// # Errors
    /// When the text is of another form, or has no such profile, or one of a mode that is not supported.
    pub fn from_profile(text: &str, name: Option<&str>) -> Result<Self, ProfileError> {
        let file = Wiped(from_json(text).map_err(|_| ProfileError::Format)?);
        let file = file.0.as_object().ok_or(ProfileError::Format)?;
        let current = || file.get("current").and_then(Any::as_str).filter(|name| !name.is_empty());
        let name = name.or_else(current).ok_or(ProfileError::Format)?;
        let profiles = file.get("profiles").and_then(Any::as_array).ok_or(ProfileError::Format)?;
        Ok(Self::of(source(profiles, name, DEPTH)?))
    }
}

/// JSON whose texts are overwritten in memory at the end.
struct Wiped(Any);

impl Drop for Wiped {
    fn drop(&mut self) {
        wipe(&mut self.0);
    }
}

fn wipe(value: &mut Any) {
    match value {
        Any::String(text) => text.zeroize(),
        Any::Array(items) => items.iter_mut().for_each(wipe),
        Any::Object(members) => members.values_mut().for_each(wipe),
        Any::Null | Any::Bool(_) | Any::Number(_) => {}
    }
}

/// One profile of a file.
struct Profile<'f> {
    name: &'f str,
    keys: &'f BTreeMap<String, Any>,
}

impl<'f> Profile<'f> {
    fn find(profiles: &'f [Any], name: &str) -> Result<Self, ProfileError> {
        let mut profiles = profiles.iter().filter_map(Any::as_object);
        let is_named = |keys: &&BTreeMap<String, Any>| keys.get("name").and_then(Any::as_str) == Some(name);
        let keys = profiles.find(is_named).ok_or_else(|| ProfileError::NoProfile(name.to_owned()))?;
        Ok(Self { name: keys.get("name").and_then(Any::as_str).unwrap_or_default(), keys })
    }

    fn optional(&self, key: &str) -> Option<&'f str> {
        self.keys.get(key).and_then(Any::as_str).filter(|text| !text.is_empty())
    }

    fn required(&self, key: &'static str) -> Result<&'f str, ProfileError> {
        self.optional(key).ok_or_else(|| ProfileError::Missing { profile: self.name.to_owned(), key })
    }

    fn mode(&self) -> Result<Mode, ProfileError> {
        let mode = self.required("mode")?;
        let unsupported = || ProfileError::Mode { profile: self.name.to_owned(), mode: mode.to_owned() };
        MODES.iter().find(|(name, _)| *name == mode).map(|(_, mode)| *mode).ok_or_else(unsupported)
    }

    fn access_key(&self) -> Result<Credentials, ProfileError> {
        Ok(Credentials::new(self.required("access_key_id")?, self.required("access_key_secret")?))
    }

    fn session(&self) -> &'f str {
        self.optional("ram_session_name").unwrap_or(SESSION)
    }

    fn duration(&self) -> Option<u32> {
        self.keys.get("expired_seconds")?.as_u64().filter(|seconds| *seconds > 0)?.try_into().ok()
    }

    /// The host of STS.
    fn endpoint(&self) -> Option<Endpoint> {
        let is_inside = self.keys.get("enable_vpc").and_then(Any::as_bool) == Some(true);
        sts_endpoint(self.optional("sts_region"), is_inside)
    }

    fn role(&self, base: impl CredentialSource + 'static) -> Result<AssumeRole, ProfileError> {
        let mut role = AssumeRole::new(base, self.required("ram_role_arn")?, self.session());
        if let Some(seconds) = self.duration() {
            role = role.with_duration(seconds);
        }
        if let Some(policy) = self.optional("policy") {
            role = role.with_policy(policy);
        }
        if let Some(id) = self.optional("external_id") {
            role = role.with_external_id(id);
        }
        Ok(match self.endpoint() {
            Some(endpoint) => role.with_endpoint(endpoint),
            None => role,
        })
    }

    fn role_by_token(&self) -> Result<AssumeRoleWithOidc, ProfileError> {
        let (role, provider) = (self.required("ram_role_arn")?, self.required("oidc_provider_arn")?);
        let mut role = AssumeRoleWithOidc::of_file(role, provider, self.session(), self.required("oidc_token_file")?);
        if let Some(seconds) = self.duration() {
            role = role.with_duration(seconds);
        }
        if let Some(policy) = self.optional("policy") {
            role = role.with_policy(policy);
        }
        Ok(match self.endpoint() {
            Some(endpoint) => role.with_endpoint(endpoint),
            None => role,
        })
    }
}

/// Returns where STS is asked in a region, from inside its network or from outside.
pub(crate) fn sts_endpoint(region: Option<&str>, is_inside: bool) -> Option<Endpoint> {
    let endpoint = Endpoint::region(region?);
    Some(if is_inside { endpoint.with_network("vpc") } else { endpoint })
}

/// Makes a source of a profile, and of those that it names.
fn source(profiles: &[Any], name: &str, depth: usize) -> Result<Box<dyn CredentialSource>, ProfileError> {
    let depth = depth.checked_sub(1).ok_or(ProfileError::Circle)?;
    let profile = Profile::find(profiles, name)?;
    Ok(match profile.mode()? {
        Mode::Key => Box::new(profile.access_key()?),
        Mode::Temporary => Box::new(profile.access_key()?.with_security_token(profile.required("sts_token")?)),
        Mode::Role => Box::new(profile.role(profile.access_key()?)?),
        Mode::RoleOfProfile => Box::new(profile.role(source(profiles, profile.required("source_profile")?, depth)?)?),
        Mode::Instance => Box::new(match profile.optional("ram_role_name") {
            Some(role) => EcsRamRole::new().with_role(role),
            None => EcsRamRole::new(),
        }),
        Mode::Token => Box::new(profile.role_by_token()?),
        Mode::Address => Box::new(CredentialsUri::new(profile.required("credentials_uri")?)),
    })
}
