//! Errors of an operation whose table is harder than those of the real pages: rows that only their messages tell apart.

use apiscribe::{ApiError, Code, ErrorCode, NoServiceCode, Recovery};

/// The code of an operation, which stands in four rows.
#[derive(Clone, Copy, PartialEq)]
enum Own {
    Dependency,
}

apiscribe::error_codes! { Own or Common:
    Dependency => "Dependency"
        { 403 "The group is in use." }
        { 403 "The rule %s of the group %s is in use." on "Rule", Wait }
        { 400 "The group is in use." on "Group" }
        { 403 "%s", FixRequest },
}

/// The codes of its service, one of which the operation has as well.
#[derive(Clone, Copy, PartialEq)]
enum Common {
    Quota,
    Dependency,
}

apiscribe::error_codes! { Common or NoServiceCode:
    Quota => "Quota" { 403, Payment },
    Dependency => "Dependency" { 403 "hidden by the rows of its own" } { 400 "hidden, too", NotFound }
        { 400 contains "archived", Conflict },
}

fn error(code: &str, status: u16, message: &str) -> ApiError<Own> {
    let body = serde_json::json!({ "Code": code, "Message": message }).to_string();
    ApiError::from_body(status, body.as_bytes())
}

#[test]
fn rows_of_one_code_and_status_are_told_apart_by_their_messages() {
    let plain = error("Dependency", 403, "The group is in use.");
    assert_eq!(plain.documented(), Some(&Own::documented()[0]));
    assert_eq!((plain.field(), plain.recovery()), (None, Recovery::None));
    let filled = error("Dependency", 403, "The rule r-1 of the group g-1 is in use.");
    assert_eq!(filled.documented(), Some(&Own::documented()[1]));
    assert_eq!((filled.field(), filled.recovery()), (Some("Rule"), Recovery::Wait));
    assert_eq!(filled.arguments(), ["r-1", "g-1"]);
    let other = error("Dependency", 403, "任意文字");
    assert_eq!(other.documented(), Some(&Own::documented()[3]), "a bare %s takes any message");
    assert_eq!((other.recovery(), other.arguments()), (Recovery::FixRequest, vec!["任意文字"]));
}

#[test]
fn the_status_comes_before_the_message_and_the_first_row_is_the_last_resort() {
    assert_eq!(error("Dependency", 400, "The group is in use.").documented(), Some(&Own::documented()[2]));
    assert_eq!(error("Dependency", 400, "正在使用").documented(), Some(&Own::documented()[2]));
    assert_eq!(error("Dependency", 409, "正在使用").documented(), Some(&Own::documented()[0]));
    assert_eq!(error("Dependency", 400, "正在使用").arguments(), [""; 0]);
}

#[test]
fn a_code_is_the_operations_or_else_the_services_or_else_unknown() {
    assert!(matches!(error("Dependency", 403, "").code(), Code::Known(Own::Dependency)));
    assert!(matches!(error("Quota", 403, "").code(), Code::Service(Common::Quota)));
    assert!(matches!(error("Else", 403, "").code(), Code::Unknown(code) if code.as_str() == "Else"));
    for wire in ["Dependency", "Quota", "Else", ""] {
        let code = Code::<Own>::from(wire);
        assert_eq!((code.as_str(), code.to_string().as_str()), (wire, wire));
        assert!(code == wire && code == code.clone());
        assert_eq!(code == Own::Dependency, wire == "Dependency");
        assert_eq!(code.known().is_some(), wire == "Dependency");
        assert_eq!(code.is_unknown(), !["Dependency", "Quota"].contains(&wire));
    }
    let shown =
        format!("{:?} {:?} {:?}", Code::<Own>::from("Dependency"), Code::<Own>::from("Quota"), Code::<Own>::from("x"));
    assert_eq!(shown, "Dependency Service(Quota) Unknown(\"x\")");
}

#[test]
fn the_rows_of_the_service_count_where_the_operation_has_none() {
    assert_eq!(error("Quota", 403, "?").documented(), Some(&Common::documented()[0]));
    assert_eq!(error("Quota", 403, "?").recovery(), Recovery::Payment);
    assert_eq!(error("Quota", 500, "?").recovery(), Recovery::Payment);
    assert_eq!(Code::from(Own::Dependency).documented().count(), 4);
    assert_eq!(Code::<Own>::from("Else").documented().count(), 0);
}

#[test]
fn the_service_says_what_helps_where_the_row_of_the_operation_does_not() {
    let error_of_own = error("Dependency", 400, "The group is in use.");
    assert_eq!((error_of_own.field(), error_of_own.recovery()), (Some("Group"), Recovery::NotFound));
    assert_eq!(error("Dependency", 400, "It is archived.").recovery(), Recovery::Conflict, "the message tells the row");
    assert_eq!(error("Dependency", 409, "?").recovery(), Recovery::None, "that is another status");
}

#[test]
fn only_a_passing_fault_is_worth_sending_the_same_again() {
    let recoveries = [
        (Recovery::Retry, true),
        (Recovery::Throttle, true),
        (Recovery::Wait, false),
        (Recovery::FixRequest, false),
        (Recovery::Permission, false),
        (Recovery::Payment, false),
        (Recovery::NotFound, false),
        (Recovery::DryRunPassed, false),
        (Recovery::None, false),
    ];
    for (recovery, retryable) in recoveries {
        assert_eq!(recovery.is_retryable(), retryable, "{recovery:?}");
    }
}

#[test]
fn a_dry_run_that_passed_is_told_even_where_no_table_has_it() {
    assert_eq!(error("DryRunOperation", 400, "?").recovery(), Recovery::DryRunPassed);
    assert_eq!(error("DryRunOperation.Failed", 400, "?").recovery(), Recovery::None);
}

#[test]
fn families_of_codes_and_statuses_tell_what_helps_where_nothing_is_documented() {
    for (code, status, recovery) in [
        ("InvalidImageId.NotFound", 404, Recovery::NotFound),
        ("InvalidImageId.NotFoundHere", 404, Recovery::None),
        ("NotFound", 404, Recovery::None),
        ("Forbidden.RAM", 403, Recovery::Permission),
        ("Forbidden", 403, Recovery::Permission),
        ("ForbiddenState", 403, Recovery::None),
        ("NoPermission", 403, Recovery::Permission),
        ("MissingParameter", 400, Recovery::FixRequest),
        ("MissingImageId", 400, Recovery::FixRequest),
        ("InvalidImageName.Malformed", 400, Recovery::FixRequest),
        ("InvalidImageName.Duplicated", 400, Recovery::None),
        ("Name.Malformed", 400, Recovery::None),
        ("InsufficientBalance", 400, Recovery::Payment),
        ("InvalidAccountStatus.NotEnoughBalance", 403, Recovery::Payment),
        ("TooQuickRequests", 429, Recovery::Throttle),
        ("InvalidImageId.NotFound", 429, Recovery::Throttle),
        ("RequestTimeout", 408, Recovery::Retry),
        ("", 425, Recovery::Retry),
        ("NotImplemented", 501, Recovery::None),
        ("", 505, Recovery::None),
        ("Throttling", 501, Recovery::Throttle),
        ("InvalidImageId.NotFound", 500, Recovery::Retry),
        ("InvalidImageId.NotFound", 200, Recovery::None),
    ] {
        assert_eq!(error(code, status, "?").recovery(), recovery, "{code} {status}");
    }
}

/// An error in which every text is the given one, the code apart.
fn error_of(code: &str, text: &str) -> ApiError<Own> {
    let denied = [
        "AuthAction",
        "AuthPrincipalDisplayName",
        "AuthPrincipalOwnerId",
        "AuthPrincipalType",
        "EncodedDiagnosticMessage",
        "NoPermissionType",
        "PolicyType",
    ];
    let denied: serde_json::Map<_, _> = denied.iter().map(|&name| (name.to_owned(), text.into())).collect();
    let body = serde_json::json!({
        "Code": code, "Message": text, "RequestId": text, "HostId": text, "Recommend": text, "Description": text,
        "Detail": text, "AccessDeniedDetail": denied,
    });
    ApiError::from_body(403, body.to_string().as_bytes())
}

/// What a log has of an error, in any of the ways to write it.
fn logged(error: &ApiError<Own>) -> [String; 4] {
    let denied = format!("{:?}", error.access_denied_detail());
    [error.to_string(), format!("{error:?}"), format!("{error:#?}"), denied]
}

#[test]
fn no_text_of_the_server_is_shown_beyond_its_limit_and_all_are_kept() {
    let long = "字".repeat(10_000);
    for code in ["Quota", &long] {
        let error = error_of(code, &long);
        for shown in logged(&error) {
            assert!(shown.len() < 15 * 1024 && shown.contains('…'), "{} bytes", shown.len());
        }
        assert_eq!(error.code().as_str(), code);
        let texts = [Some(error.message()), error.request_id(), error.host_id(), error.recommend()];
        for text in texts.into_iter().chain([error.description(), error.detail()]) {
            assert_eq!(text, Some(&*long));
        }
        let denied = error.access_denied_detail().expect("a detail");
        assert_eq!(denied.encoded_diagnostic_message.as_deref(), Some(&*long));
    }
}

#[test]
fn nothing_that_repeats_the_request_is_shown_whatever_the_code_is() {
    let texts = [
        "Wrong. server string to sign is:POST&%2F&AccessKeyId%3DLTAIhunter2%26Password%3Dhunter2",
        "Wrong. server StringToSign is [ACS3-HMAC-SHA256\nhunter2]",
        "Wrong. server CanonicalRequest is [POST\n/\nPassword=hunter2\nhost:ecs.aliyuncs.com\n]",
        "POST\n/\nPassword=hunter2",
        "/?Password=hunter2&Signature=hunter2",
        "the key LTAIhunter2hunter2 is unknown",
    ];
    for code in ["Quota", "InvalidAccessKeyId.NotFound", "SignatureDoesNotMatch", "IncompleteSignature"] {
        for text in texts {
            let error = error_of(code, text);
            for shown in logged(&error) {
                assert!(!shown.contains("hunter2"), "{shown}");
            }
            assert!(error.to_string().contains(code));
            assert_eq!((error.message(), error.recommend(), error.description()), (text, Some(text), Some(text)));
        }
    }
    let shown = logged(&error_of("LTAIhunter2hunter2", "m")).concat();
    assert!(!shown.contains("hunter2"), "a code is a text of the server, too: {shown}");
}

#[test]
fn codes_about_the_signature_show_first_sentences_and_pages_without_their_queries() {
    let text = "https://h.example/status?q=hunter2";
    assert!(logged(&error_of("Quota", text)).iter().all(|shown| shown.contains(text)));
    let shown = format!("{:?}", error_of("SignatureDoesNotMatch", text));
    assert!(shown.contains(r#"recommend: Some("https://h.example/status"…)"#), "{shown}");
    assert!(shown.contains(r#"description: Some("https"…)"#), "{shown}");
}

#[test]
fn what_could_steer_a_terminal_is_shown_escaped() {
    for shown in logged(&error_of("Quota", "a\u{1b}[31mb\rc\u{7}d")) {
        assert!(!shown.contains(['\u{1b}', '\r', '\u{7}']) && shown.contains("\\u{1b}[31m"), "{shown:?}");
    }
    let unknown = error("a\nb", 400, "").to_string();
    assert_eq!(unknown, r"a\nb (HTTP 400)");
}

#[test]
fn a_text_in_a_text_in_a_detail_is_not_followed_for_ever() {
    let mut detail = "{}".to_owned();
    for _ in 0..5 {
        detail = serde_json::to_string(&detail).unwrap();
    }
    let body = format!(r#"{{"Code":"Quota","AccessDeniedDetail":{detail}}}"#);
    assert_eq!(ApiError::<Own>::from_body(403, body.as_bytes()).access_denied_detail(), None);
}
