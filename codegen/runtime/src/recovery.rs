//! What a caller can do about an error: as documented, or as codes and statuses tell.

/// What a caller can do about an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Recovery {
    /// Send the same request again: the fault was passing.
    Retry,
    /// Send the same request again, later and less often.
    Throttle,
    /// Send the same request again once the resource is in another state.
    Wait,
    /// Correct the request.
    FixRequest,
    /// Get a permission, or use other credentials.
    Permission,
    /// Settle a bill or enable the service.
    Payment,
    /// Nothing of that name is there.
    NotFound,
    /// The request was a dry run, and it passed.
    DryRunPassed,
    /// Nothing that is known.
    None,
}

impl Recovery {
    /// Whether the same request may succeed later without being changed.
    pub const fn is_retryable(self) -> bool {
        matches!(self, Self::Retry | Self::Throttle)
    }

    /// What the kind of the code and the status tell where nothing is documented.
    pub(crate) fn by_rule(code: &str, status: u16) -> Self {
        match status {
            _ if is_throttling(code) => Self::Throttle,
            // A gateway that names no code.
            429 if code.is_empty() => Self::Throttle,
            500..=599 => Self::Retry,
            _ if matches!(code, "DryRunOperation" | "DRYRUN.SUCCESS") => Self::DryRunPassed,
            _ => Self::None,
        }
    }
}

/// Throttling comes under statuses 400, 403, 429 and 503, so that only the code tells.
fn is_throttling(code: &str) -> bool {
    code.contains("Throttling") || matches!(code, "TooManyRequests" | "FlowControl" | "ResourceThrottled")
}
