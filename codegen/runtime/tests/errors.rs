//! Errors of an operation whose table is harder than those of the real pages: rows that only their messages tell apart.

use apiscribe::{ApiError, Code, DocumentedError, ErrorCode, NoServiceCode, OpenEnum, Recovery};

/// The code of an operation, which stands in four rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Own {
    Dependency,
}

impl OpenEnum for Own {
    type Value = str;

    const KNOWN: &'static [(&'static str, Self)] = &[("Dependency", Self::Dependency)];
}

/// The codes of its service, one of which the operation has as well.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Common {
    Quota,
    Dependency,
}

impl OpenEnum for Common {
    type Value = str;

    const KNOWN: &'static [(&'static str, Self)] = &[("Quota", Self::Quota), ("Dependency", Self::Dependency)];
}

const fn row(status: u16, message: &'static str) -> DocumentedError {
    DocumentedError::new("Dependency", status).message(message)
}

impl ErrorCode for Own {
    type Service = Common;

    const DOCUMENTED: &'static [DocumentedError] = &[
        row(403, "The group is in use."),
        row(403, "The rule %s of the group %s is in use.").field("Rule").recovery(Recovery::Wait),
        row(400, "The group is in use.").field("Group"),
        row(403, "%s").recovery(Recovery::FixRequest),
    ];
}

impl ErrorCode for Common {
    type Service = NoServiceCode;

    const DOCUMENTED: &'static [DocumentedError] = &[
        DocumentedError::new("Quota", 403).recovery(Recovery::Payment),
        row(403, "hidden by the rows of its own"),
        row(400, "hidden, too").recovery(Recovery::NotFound),
    ];
}

fn error(code: &str, status: u16, message: &str) -> ApiError<Own> {
    let body = serde_json::json!({ "Code": code, "Message": message }).to_string();
    ApiError::from_body(status, body.as_bytes())
}

#[test]
fn rows_of_one_code_and_status_are_told_apart_by_their_messages() {
    let plain = error("Dependency", 403, "The group is in use.");
    assert_eq!(plain.documented(), Some(&Own::DOCUMENTED[0]));
    assert_eq!((plain.field(), plain.recovery()), (None, Recovery::None));
    let filled = error("Dependency", 403, "The rule r-1 of the group g-1 is in use.");
    assert_eq!(filled.documented(), Some(&Own::DOCUMENTED[1]));
    assert_eq!((filled.field(), filled.recovery()), (Some("Rule"), Recovery::Wait));
    assert_eq!(filled.arguments(), ["r-1", "g-1"]);
    let other = error("Dependency", 403, "任意文字");
    assert_eq!(other.documented(), Some(&Own::DOCUMENTED[3]), "a bare %s takes any message");
    assert_eq!((other.recovery(), other.arguments()), (Recovery::FixRequest, vec!["任意文字"]));
}

#[test]
fn the_status_comes_before_the_message_and_the_first_row_is_the_last_resort() {
    assert_eq!(error("Dependency", 400, "The group is in use.").documented(), Some(&Own::DOCUMENTED[2]));
    assert_eq!(error("Dependency", 400, "正在使用").documented(), Some(&Own::DOCUMENTED[2]));
    assert_eq!(error("Dependency", 409, "正在使用").documented(), Some(&Own::DOCUMENTED[0]));
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
    assert_eq!(error("Quota", 403, "?").documented(), Some(&Common::DOCUMENTED[0]));
    assert_eq!(error("Quota", 403, "?").recovery(), Recovery::Payment);
    assert_eq!(error("Quota", 500, "?").recovery(), Recovery::Payment);
    assert_eq!(Code::from(Own::Dependency).documented().count(), 4);
    assert_eq!(Code::<Own>::from("Else").documented().count(), 0);
}

#[test]
fn the_service_says_what_helps_where_the_row_of_the_operation_does_not() {
    let error_of_own = error("Dependency", 400, "The group is in use.");
    assert_eq!((error_of_own.field(), error_of_own.recovery()), (Some("Group"), Recovery::NotFound));
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
fn a_text_in_a_text_in_a_detail_is_not_followed_for_ever() {
    let mut detail = "{}".to_owned();
    for _ in 0..5 {
        detail = serde_json::to_string(&detail).unwrap();
    }
    let body = format!(r#"{{"Code":"Quota","AccessDeniedDetail":{detail}}}"#);
    assert_eq!(ApiError::<Own>::from_body(403, body.as_bytes()).access_denied_detail(), None);
}
