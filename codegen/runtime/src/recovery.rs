//! What a caller can do about an error of which nothing is documented, as codes and statuses tell.

use crate::Recovery;

/// Returns what the kind of the code and the status tell where nothing is documented.
pub(crate) fn by_rule(code: &str, status: u16) -> Recovery {
    match status {
        _ if is_throttling(code) => Recovery::Throttle,
        // A gateway that names no code.
        429 if code.is_empty() => Recovery::Throttle,
        500..=599 => Recovery::Retry,
        _ if matches!(code, "DryRunOperation" | "DRYRUN.SUCCESS") => Recovery::DryRunPassed,
        _ => Recovery::None,
    }
}

/// Throttling comes under statuses 400, 403, 429 and 503, so that only the code tells.
fn is_throttling(code: &str) -> bool {
    code.contains("Throttling") || matches!(code, "TooManyRequests" | "FlowControl" | "ResourceThrottled")
}
