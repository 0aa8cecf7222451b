//! The permission that was missing, which some errors of the server name beside their code.

use std::collections::BTreeMap;
use std::fmt;

use apiscribe_core::response_path::is_called;

use crate::shown::Shown;
use crate::{Any, from_json};

/// The missing permission; each part only where the server states it.
///
/// `Debug` shows the first 1024 bytes of each part at most, and nothing that repeats the request.
#[derive(Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct AccessDeniedDetail {
    /// The action that was refused.
    pub auth_action: Option<String>,
    /// The caller that was refused.
    pub auth_principal_display_name: Option<String>,
    /// The account of who was refused.
    pub auth_principal_owner_id: Option<String>,
    /// The refused identity type, for example `SubUser`.
    pub auth_principal_type: Option<String>,
    /// Text that the provider can decode.
    pub encoded_diagnostic_message: Option<String>,
    /// `ExplicitDeny` or `ImplicitDeny`.
    pub no_permission_type: Option<String>,
    /// The kind of policy that refused.
    pub policy_type: Option<String>,
}

impl AccessDeniedDetail {
    /// Reads it from the JSON of an object.
    pub(crate) fn read(json: &str) -> Option<Self> {
        let fields: BTreeMap<String, Any> = from_json(json).ok()?;
        let named = |name: &str| fields.iter().find(|(key, _)| is_called(key, name)).map(|(_, value)| value);
        let text = |name: &str| named(name).filter(|value| !value.is_null()).map(as_text);
        Some(Self {
            auth_action: text("AuthAction"),
            auth_principal_display_name: text("AuthPrincipalDisplayName"),
            auth_principal_owner_id: text("AuthPrincipalOwnerId"),
            auth_principal_type: text("AuthPrincipalType"),
            encoded_diagnostic_message: text("EncodedDiagnosticMessage"),
            no_permission_type: text("NoPermissionType"),
            policy_type: text("PolicyType"),
        })
    }
}

impl fmt::Debug for AccessDeniedDetail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A part that is added has to be shown as well.
        let Self {
            auth_action,
            auth_principal_display_name,
            auth_principal_owner_id,
            auth_principal_type,
            encoded_diagnostic_message,
            no_permission_type,
            policy_type,
        } = self;
        f.debug_struct("AccessDeniedDetail")
            .field("auth_action", &shown_part(auth_action.as_deref()))
            .field("auth_principal_display_name", &shown_part(auth_principal_display_name.as_deref()))
            .field("auth_principal_owner_id", &shown_part(auth_principal_owner_id.as_deref()))
            .field("auth_principal_type", &shown_part(auth_principal_type.as_deref()))
            .field("encoded_diagnostic_message", &shown_part(encoded_diagnostic_message.as_deref()))
            .field("no_permission_type", &shown_part(no_permission_type.as_deref()))
            .field("policy_type", &shown_part(policy_type.as_deref()))
            .finish()
    }
}

fn shown_part(text: Option<&str>) -> Option<Shown<'_>> {
    text.map(Shown::of)
}

/// A text as it is, everything else as JSON.
fn as_text(value: &Any) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
