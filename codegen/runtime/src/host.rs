//! The names of hosts: labels, IP addresses and ports.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// How long a label may be, in bytes (RFC 1035 §2.3.4).
const LABEL_LIMIT: usize = 63;

/// How long the name of a host may be, in bytes, without a dot at its end.
const NAME_LIMIT: usize = 253;

/// Returns whether a text can stand between two dots of a host's name.
///
/// An underscore is accepted between other characters, because names inside of networks have it.
pub(crate) fn is_label(text: &str) -> bool {
    let is_inner = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    let is_outer = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
    let bytes = text.as_bytes();
    bytes.len() <= LABEL_LIMIT && is_outer(bytes.first()) && is_outer(bytes.last()) && bytes.iter().all(is_inner)
}

/// Returns whether a text is a host as a URI has it: a name or an address, and after it a port or nothing.
pub(crate) fn is_host(text: &str) -> bool {
    let name = without_port(text);
    let port = &text[name.len()..];
    let address = name.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    let is_valid = address.map_or_else(|| is_name(name), |address| address.parse::<Ipv6Addr>().is_ok());
    is_valid && (port.is_empty() || port.strip_prefix(':').is_some_and(is_port))
}

/// Returns a host without its port. An IPv6 address keeps its brackets.
pub(crate) fn without_port(host: &str) -> &str {
    let end = match host.find(']') {
        Some(bracket) => bracket + 1,
        None => host.find(':').unwrap_or(host.len()),
    };
    &host[..end]
}

/// Returns whether a text is labels with dots between them. The dot at the end of an absolute name is accepted.
fn is_name(text: &str) -> bool {
    let name = text.strip_suffix('.').unwrap_or(text);
    let last = name.rsplit('.').next().unwrap_or_default();
    // A name that ends in a number is an address, which some clients would read in other ways than this one.
    let is_number = last.bytes().all(|byte| byte.is_ascii_digit());
    name.len() <= NAME_LIMIT
        && name.split('.').all(is_label)
        && (!is_number || name.len() == text.len() && name.parse::<Ipv4Addr>().is_ok())
}

/// Returns whether a text is a port as clients write it, because the signature covers it as it is sent.
fn is_port(text: &str) -> bool {
    text.parse::<u16>().is_ok_and(|port| port > 0 && port.to_string() == text)
}

/// Returns whether a host without its port can only be this machine.
pub(crate) fn is_this_machine(host: &str) -> bool {
    let address = host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
    address.map_or_else(|_| host.eq_ignore_ascii_case("localhost"), |address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::{is_host, is_label, is_this_machine};

    fn long_name(last: usize) -> String {
        let label = "a".repeat(63);
        format!("{label}.{label}.{label}.{}", "a".repeat(last))
    }

    #[test]
    fn labels_follow_the_rules_of_host_names() {
        for label in ["a", "0", "cn-hangzhou", "a--b", "a_b", "CN", &"a".repeat(63)] {
            assert!(is_label(label), "{label}");
        }
        for label in ["", "-", "_", "-a", "a-", "_a", "a_", "a.b", ".", "a b", "é", "a/", "a:1", "a@b", "a%", "a\n"] {
            assert!(!is_label(label), "{label}");
        }
        assert!(!is_label(&"a".repeat(64)));
    }

    #[test]
    fn hosts_are_names_or_addresses_with_or_without_a_port() {
        let hosts = ["a", "ecs.aliyuncs.com", "ecs.aliyuncs.com.", "localhost:8080", "my_service:1", "a:65535"];
        let addresses = ["127.0.0.1", "127.0.0.1:80", "[::1]", "[::1]:8080", "[2001:db8::7]:443", "1.a", "4a"];
        for host in hosts.into_iter().chain(addresses).chain([long_name(61).as_str()]) {
            assert!(is_host(host), "{host}");
        }
        assert!(is_host(&format!("{}.:8080", long_name(61))), "neither the last dot nor the port counts");
    }

    #[test]
    fn names_that_break_a_rule_are_refused() {
        let names =
            ["", ".", "..", ".a", "a..b", "a..", "-a.b", "a-.b", "a.-b", "_.a", "a b", "a/b", "a?b", "é.com", "a@b"];
        for name in names.into_iter().chain([long_name(62).as_str(), &format!("{}.a", "a".repeat(64))]) {
            assert!(!is_host(name), "{name}");
        }
    }

    #[test]
    fn addresses_that_can_be_read_in_two_ways_are_refused() {
        let addresses = ["1", "127.1", "256.1.1.1", "01.1.1.1", "1.1.1.1.1", "127.0.0.1.", "a.1", "::1", "::1:80"];
        let brackets =
            ["[::1", "::1]", "[]", "[127.0.0.1]", "[a]", "h.[::1]", "[::1].h", "[::1]8080", "[fe80::1%25eth0]"];
        for host in addresses.into_iter().chain(brackets) {
            assert!(!is_host(host), "{host}");
        }
    }

    #[test]
    fn ports_are_numbers_from_1_to_65535() {
        for port in ["", "0", "65536", "99999", "080", "+80", "-1", "8o", "80:80", " 80", "80/"] {
            assert!(!is_host(&format!("h:{port}")) && !is_host(&format!("[::1]:{port}")), "{port}");
        }
    }

    #[test]
    fn this_machine_is_localhost_and_the_loopback_addresses() {
        for host in ["localhost", "LOCALHOST", "127.0.0.1", "127.255.255.254", "[::1]"] {
            assert!(is_this_machine(host), "{host}");
        }
        for host in ["", "localhost.example", "10.0.0.1", "[::2]", "128.0.0.1", "127.0.0.1.example"] {
            assert!(!is_this_machine(host), "{host}");
        }
    }
}
