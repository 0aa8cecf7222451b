//! Credentials in the variables of the environment.

use std::env;
use std::fmt;

use crate::{ApiKey, BasicLogin, BearerToken};

/// A variable of the environment that is not set, or is empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissingVariable {
    name: String,
}

impl MissingVariable {
    /// The name of the variable.
    pub fn name(&self) -> &str {
        &self.name
    }
}

impl fmt::Display for MissingVariable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} is not set", self.name)
    }
}

impl std::error::Error for MissingVariable {}

/// Returns the value of a variable, of wherever it is looked up; an empty one counts as none.
pub(crate) fn required(lookup: &dyn Fn(&str) -> Option<String>, name: &str) -> Result<String, MissingVariable> {
    optional(lookup, name).ok_or_else(|| MissingVariable { name: name.to_owned() })
}

pub(crate) fn optional(lookup: &dyn Fn(&str) -> Option<String>, name: &str) -> Option<String> {
    lookup(name).filter(|value| !value.is_empty())
}

/// Looks a variable up in the environment of the process.
pub(crate) fn of_process(name: &str) -> Option<String> {
    env::var(name).ok()
}

impl BearerToken {
    /// Takes the token from a variable of the environment.
    ///
    /// # Errors
    /// When the variable is not set, or empty.
    pub fn from_env(name: &str) -> Result<Self, MissingVariable> {
        required(&of_process, name).map(Self::new)
    }
}

impl BasicLogin {
    /// Takes the name and the password from two variables of the environment.
    ///
    /// # Errors
    /// When one of the variables is not set, or empty.
    pub fn from_env(name: &str, password: &str) -> Result<Self, MissingVariable> {
        Ok(Self::new(&required(&of_process, name)?, &required(&of_process, password)?))
    }
}

impl ApiKey {
    /// Takes the key from a variable of the environment.
    ///
    /// # Errors
    /// When the variable is not set, or empty.
    pub fn from_env(name: &str) -> Result<Self, MissingVariable> {
        required(&of_process, name).map(Self::new)
    }
}

#[cfg(feature = "sign")]
mod access_key {
    use super::{MissingVariable, of_process, optional, required};
    use crate::Credentials;

    impl Credentials {
        /// Takes an access key from the variables of the environment by which Alibaba Cloud's own tools know it:
        /// `ALIBABA_CLOUD_ACCESS_KEY_ID`, `ALIBABA_CLOUD_ACCESS_KEY_SECRET` and, for temporary credentials,
        /// `ALIBABA_CLOUD_SECURITY_TOKEN`.
        ///
        /// # Errors
        /// When one of the first two is not set, or empty.
        pub fn from_env() -> Result<Self, MissingVariable> {
            Self::from_variables(of_process)
        }

        /// The same, of variables that are looked up elsewhere.
        ///
        /// # Errors
        /// When one of the first two is not there, or empty.
        pub fn from_variables(lookup: impl Fn(&str) -> Option<String>) -> Result<Self, MissingVariable> {
            let id = required(&lookup, "ALIBABA_CLOUD_ACCESS_KEY_ID")?;
            let credentials = Self::new(id, required(&lookup, "ALIBABA_CLOUD_ACCESS_KEY_SECRET")?);
            let token = optional(&lookup, "ALIBABA_CLOUD_SECURITY_TOKEN");
            Ok(match token {
                Some(token) => credentials.with_security_token(token),
                None => credentials,
            })
        }
    }
}
