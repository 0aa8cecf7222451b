//! What can be the name of a host.

use std::net::{Ipv4Addr, Ipv6Addr};

/// How long a name may be, and a part of it, in bytes.
const LONGEST_NAME: usize = 253;
const LONGEST_LABEL: usize = 63;

/// Returns what keeps text from being a host: a name or an address, with or without a port.
pub fn problem(text: &str) -> Option<String> {
    if let Some(problem) = part_of_a_url(text) {
        return Some(problem.to_owned());
    }
    let (name, port) = match text.rsplit_once(':') {
        Some((name, port)) if !port.ends_with(']') => (name, Some(port)),
        _ => (text, None),
    };
    if port.is_some_and(|port| !is_port(port)) {
        return Some("its port is not a number from 1 to 65535".to_owned());
    }
    if let Some(address) = name.strip_prefix('[') {
        let is_address = address.strip_suffix(']').is_some_and(|address| address.parse::<Ipv6Addr>().is_ok());
        return (!is_address).then(|| "there is no IPv6 address between its brackets".to_owned());
    }
    name_problem(name)
}

/// What a URL has and a host has not.
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

fn is_port(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit()) && text.parse::<u16>().is_ok_and(|port| port > 0)
}

fn name_problem(name: &str) -> Option<String> {
    if name.len() > LONGEST_NAME {
        return Some(format!("it has {} characters, more than {LONGEST_NAME}", name.len()));
    }
    let ends_in_a_number = name.rsplit('.').next().is_some_and(|label| label.bytes().all(|byte| byte.is_ascii_digit()));
    if ends_in_a_number && !name.ends_with('.') {
        return name.parse::<Ipv4Addr>().is_err().then(|| "it ends in a number and is no IPv4 address".to_owned());
    }
    if name.split('.').any(str::is_empty) {
        return Some("there is nothing before or behind one of its dots".to_owned());
    }
    name.split('.').find_map(|label| label_problem(label).map(|problem| format!("its part `{label}` {problem}")))
}

/// Returns what keeps text from standing between two dots of a host's name. Names of real hosts have underscores, too.
pub fn label_problem(label: &str) -> Option<&'static str> {
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    match label {
        "" => Some("is empty"),
        _ if label.len() > LONGEST_LABEL => Some("has more than 63 characters"),
        _ if !label.bytes().all(is_name) => Some("has other characters than letters, digits, `-` and `_`"),
        _ if label.starts_with('-') || label.ends_with('-') => Some("begins or ends with `-`"),
        _ if !label.contains(|letter: char| letter.is_ascii_alphanumeric()) => Some("has neither a letter nor a digit"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{label_problem, problem};

    #[test]
    fn hosts_are_names_and_addresses_with_or_without_a_port() {
        let longest = format!("{0}.{0}.{0}.{1}", "a".repeat(63), "b".repeat(61));
        for host in [
            "ecs.aliyuncs.com",
            "localhost",
            "localhost:8080",
            "my_bucket.oss-cn-hangzhou.aliyuncs.com",
            "xn--fiqs8s",
            "10.0.0.1:65535",
            "[::1]",
            "[2001:db8::1]:443",
            "1.2.3.4.example",
            "ECS.example",
            longest.as_str(),
        ] {
            assert_eq!(problem(host), None, "{host}");
        }
    }

    #[test]
    fn what_is_no_host_is_refused() {
        let long_label = format!("{}.example", "a".repeat(64));
        let long_name = format!("{0}.{0}.{0}.{1}", "a".repeat(63), "b".repeat(62));
        for host in [
            "",
            "evil.com/",
            "a b",
            "http://x",
            "-1",
            "a-.example",
            "a..b",
            ".a",
            "a.",
            "_",
            "x@y",
            "x?y",
            "x#y",
            "x:",
            "x:0",
            "x:65536",
            "x:+80",
            "x:80:81",
            "[::1",
            "[x]",
            "[::1]x",
            "h.[::1]",
            "::1",
            "256.1.1.1",
            "1.2.3",
            "{region}.example",
            "хост.example",
            "a\tb",
            "a\\b",
            "a%20b",
            long_label.as_str(),
            long_name.as_str(),
        ] {
            assert!(problem(host).is_some(), "{host}");
        }
    }

    #[test]
    fn a_label_holds_no_dot() {
        assert_eq!(label_problem("cn-hangzhou"), None);
        for label in ["", "-", "_", "cn.evil.com", "cn hangzhou", "cn-", "cn/x"] {
            assert!(label_problem(label).is_some(), "{label}");
        }
    }
}
