//! The remedies for an error of which nothing is documented, as codes and statuses tell.

use crate::{Protocol, Recovery};

/// Returns what the kind of the code and the status tell where nothing is documented; of an API that is called over HTTP alone
/// the status tells more.
pub(crate) fn by_rule(code: &str, status: u16, protocol: Option<Protocol>) -> Recovery {
    match status {
        _ if matches!(code, "DryRunOperation" | "DRYRUN.SUCCESS") => Recovery::DryRunPassed,
        // 429 says too many requests (RFC 6585 §4), whatever code the server has for it.
        _ if status == 429 || is_throttling(code) => Recovery::Throttle,
        // What is not implemented will not be the next time either.
        501 | 505 => Recovery::None,
        // A request that came too slowly, one that came too early (RFC 9110 §15.5.9, RFC 8470 §5.2), and faults of the server.
        408 | 425 | 500..=599 => Recovery::Retry,
        400..=499 if protocol == Some(Protocol::Http) => by_status(status),
        400..=499 => by_family(code),
        _ => Recovery::None,
    }
}

/// Throttling comes under statuses 400, 403, 429 and 503, so that only the code tells.
fn is_throttling(code: &str) -> bool {
    code.contains("Throttling") || matches!(code, "TooManyRequests" | "FlowControl" | "ResourceThrottled")
}

/// The statuses of HTTP for faults of the request itself (RFC 9110 §15.5, RFC 4918 §11, RFC 6585).
fn by_status(status: u16) -> Recovery {
    match status {
        401 | 403 | 407 => Recovery::Permission,
        402 => Recovery::Payment,
        404 | 410 => Recovery::NotFound,
        409 | 412 => Recovery::Conflict,
        423 => Recovery::Wait,
        400 | 405 | 406 | 411 | 413..=417 | 422 | 431 => Recovery::FixRequest,
        _ => Recovery::None,
    }
}

/// The meaning of the families of codes that all products have in common.
fn by_family(code: &str) -> Recovery {
    let is_of = |family: &str| code == family || code.strip_prefix(family).is_some_and(|rest| rest.starts_with('.'));
    if code.ends_with(".NotFound") {
        Recovery::NotFound
    } else if is_of("Forbidden") || is_of("NoPermission") {
        Recovery::Permission
    } else if code.starts_with("Missing") || code.starts_with("Invalid") && code.ends_with(".Malformed") {
        Recovery::FixRequest
    } else if is_of("InsufficientBalance") || is_of("InvalidAccountStatus.NotEnoughBalance") {
        Recovery::Payment
    } else {
        Recovery::None
    }
}
