//! The difference of the server's clock from the caller's, where a signature was refused for its time.

use std::time::{Duration, SystemTime};

/// The codes by which Alibaba Cloud refuses a request, before it does anything, for the time that was signed: the first is
/// among those that all operations of ECS may return, the second that of the gateway, which wants a time within 15 minutes of
/// its own.
const CODES: [&str; 2] = ["IllegalTimestamp", "InvalidTimeStamp.Expired"];

/// Below this difference another signature would be refused as well.
const LEAST: Duration = Duration::from_secs(60);

/// The difference between two clocks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum ClockSkew {
    #[default]
    None,
    ServerIsAhead(Duration),
    ServerIsBehind(Duration),
}

impl ClockSkew {
    /// Returns the difference of which an error speaks, where the response told the server's time.
    pub(crate) fn of_refusal(code: &str, server: Option<SystemTime>, now: SystemTime) -> Self {
        let Some(server) = server.filter(|_| CODES.contains(&code)) else { return Self::None };
        let skew = match server.duration_since(now) {
            Ok(ahead) => Self::ServerIsAhead(ahead),
            Err(behind) => Self::ServerIsBehind(behind.duration()),
        };
        match skew {
            Self::ServerIsAhead(by) | Self::ServerIsBehind(by) if by >= LEAST => skew,
            _ => Self::None,
        }
    }

    /// The server's time, as far as it is known.
    pub(crate) fn server_time(self, now: SystemTime) -> SystemTime {
        let shifted = match self {
            Self::None => None,
            Self::ServerIsAhead(by) => now.checked_add(by),
            Self::ServerIsBehind(by) => now.checked_sub(by),
        };
        shifted.unwrap_or(now)
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, UNIX_EPOCH};

    use super::ClockSkew;

    #[test]
    fn a_difference_is_known_by_the_code_and_the_date() {
        let at = |seconds| UNIX_EPOCH + Duration::from_secs(seconds);
        let of = |code, server| ClockSkew::of_refusal(code, server, at(10_000));
        for server in [at(0), at(9_000), at(20_000)] {
            assert_eq!(of("IllegalTimestamp", Some(server)).server_time(at(10_000)), server);
        }
        assert_eq!(of("InvalidTimeStamp.Expired", Some(at(10_059))), ClockSkew::None);
        assert_eq!(of("InvalidTimeStamp.Expired", None), ClockSkew::None);
        assert_eq!(of("SignatureDoesNotMatch", Some(at(0))), ClockSkew::None);
        let endless = ClockSkew::ServerIsBehind(Duration::MAX);
        assert_eq!(endless.server_time(at(1)), at(1), "nothing overflows");
    }
}
