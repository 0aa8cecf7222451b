//! Hosts: what can be the name of one, an address, and a port.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// The greatest length of a name, in bytes, without a dot at its end (RFC 1035 §2.3.4).
const NAME_LIMIT: usize = 253;

/// The greatest length of a label, in bytes.
const LABEL_LIMIT: usize = 63;

/// Returns what keeps a text from being a host as a URI has it: a name or an address, and after it a port or nothing.
pub fn problem(text: &str) -> Option<String> {
    if let Some(problem) = part_of_a_url(text) {
        return Some(problem.to_owned());
    }
    let name = without_port(text);
    let port = &text[name.len()..];
    if let Some(address) = name.strip_prefix('[') {
        let is_address = address.strip_suffix(']').is_some_and(|address| address.parse::<Ipv6Addr>().is_ok());
        if !is_address {
            return Some("there is no IPv6 address between its brackets".to_owned());
        }
    } else if let Some(problem) = name_problem(name) {
        return Some(problem);
    }
    let is_valid = port.is_empty() || port.strip_prefix(':').is_some_and(is_port);
    (!is_valid).then(|| "its port is not a number from 1 to 65535".to_owned())
}

/// Returns whether a text is a host as a URI has it.
pub fn is_host(text: &str) -> bool {
    problem(text).is_none()
}

/// Returns the part of a URL that is in a text and cannot be in a host.
fn part_of_a_url(text: &str) -> Option<&'static str> {
    let has = |part: &str| text.contains(part);
    match text {
        "" => Some("it is empty"),
        _ if has("://") => Some("it begins with a scheme"),
        _ if has("@") => Some("it has a user before `@`"),
        _ if has("?") => Some("it has a query"),
        _ if has("#") => Some("it has a fragment"),
        _ if has("/") => Some("it has a path"),
        _ if has("{") || has("}") => Some("it has a placeholder"),
        _ if !text.is_ascii() => Some("it has characters other than ASCII"),
        _ if text.contains(|letter: char| letter.is_whitespace() || letter.is_control()) => Some("it has white space"),
        _ => None,
    }
}

/// Returns a host without its port. An IPv6 address keeps its brackets.
pub fn without_port(host: &str) -> &str {
    let end = match host.find(']') {
        Some(bracket) => bracket + 1,
        None => host.find(':').unwrap_or(host.len()),
    };
    &host[..end]
}

/// Returns a host as clients send it: without the port that a scheme has by default, which is that of `https` unless the
/// scheme is `http`. Signatures cover the host as it is sent.
pub fn without_default_port<'h>(scheme: &str, host: &'h str) -> &'h str {
    host.strip_suffix(if scheme == "http" { ":80" } else { ":443" }).unwrap_or(host)
}

/// Returns whether a text is a port as clients write it, because a signature covers it as it is sent.
fn is_port(text: &str) -> bool {
    text.parse::<u16>().is_ok_and(|port| port > 0 && port.to_string() == text)
}

/// Returns what keeps a text from being labels with dots between them, or an IPv4 address. The dot at the end of an
/// absolute name is accepted.
fn name_problem(text: &str) -> Option<String> {
    let name = text.strip_suffix('.').unwrap_or(text);
    if name.len() > NAME_LIMIT {
        return Some(format!("it has {} characters, more than {NAME_LIMIT}", name.len()));
    }
    if name.split('.').any(str::is_empty) {
        return Some("there is nothing before or behind one of its dots".to_owned());
    }
    // A name that ends in a number is an address, which some clients would read in other ways than this one.
    let last = name.rsplit('.').next().unwrap_or_default();
    if last.bytes().all(|byte| byte.is_ascii_digit()) {
        let is_address = name.len() == text.len() && name.parse::<Ipv4Addr>().is_ok();
        return (!is_address).then(|| "it ends in a number and is no IPv4 address".to_owned());
    }
    name.split('.').find_map(|label| label_problem(label).map(|problem| format!("its part `{label}` {problem}")))
}

/// Returns what keeps a text from standing between two dots of a host's name.
///
/// An underscore is accepted between other characters, because names inside of networks have it.
pub fn label_problem(label: &str) -> Option<&'static str> {
    let is_inner = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    let is_outer = |letter: char| label.starts_with(letter) || label.ends_with(letter);
    match label {
        "" => Some("is empty"),
        _ if label.len() > LABEL_LIMIT => Some("has more than 63 characters"),
        _ if !label.bytes().all(is_inner) => Some("has other characters than letters, digits, `-` and `_`"),
        _ if is_outer('-') => Some("begins or ends with `-`"),
        _ if is_outer('_') => Some("begins or ends with `_`"),
        _ => None,
    }
}

/// Returns whether a text can stand between two dots of a host's name.
pub fn is_label(text: &str) -> bool {
    label_problem(text).is_none()
}

/// Returns whether a host without its port can only be this machine.
pub fn is_this_machine(host: &str) -> bool {
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
        let hosts = "
            a ecs.aliyuncs.com ecs.aliyuncs.com. localhost:8080 my_service:1 a:65535 1.a 4a 1.2.3.4.example ECS.example
            my_bucket.oss-cn-hangzhou.aliyuncs.com xn--fiqs8s
            127.0.0.1 127.0.0.1:80 10.0.0.1:65535 [::1] [::1]:8080 [2001:db8::7]:443
        ";
        for host in hosts.split_whitespace().chain([long_name(61).as_str()]) {
            assert!(is_host(host), "{host}");
        }
        assert!(is_host(&format!("{}.:8080", long_name(61))), "neither the last dot nor the port counts");
    }

    #[test]
    fn names_that_break_a_rule_are_refused() {
        let names = "
            . .. .a a..b a.. -a.b a-.b a.-b _.a -1 _ a/b evil.com/ http://x a?b a#b é.com хост.example a@b a\\b a%20b
            {region}.example
        ";
        let names = names.split_whitespace().chain(["", "a b", "a\tb"]);
        for name in names.chain([long_name(62).as_str(), &format!("{}.a", "a".repeat(64))]) {
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
