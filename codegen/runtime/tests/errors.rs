//! Errors of an operation whose table is harder than those of the real pages: rows that only their messages tell apart.

use apiscribe::{ApiError, DocumentedError, ErrorCode, OpenEnum, Recovery, UnknownValue};

/// The codes of an operation: one of them stands in four rows.
#[derive(Clone, Debug)]
enum Code {
    Dependency,
    Quota,
    Unknown(UnknownValue<Self>),
}

impl OpenEnum for Code {
    type Value = str;
    const KNOWN: &'static [Self] = &[Self::Dependency, Self::Quota];

    fn from_known(value: &str) -> Option<Self> {
        Some(match value {
            "Dependency" => Self::Dependency,
            "Quota" => Self::Quota,
            _ => return None,
        })
    }

    fn as_value(&self) -> &str {
        match self {
            Self::Dependency => "Dependency",
            Self::Quota => "Quota",
            Self::Unknown(code) => code.get(),
        }
    }
}

const fn row(status: u16, message: &'static str) -> DocumentedError {
    DocumentedError::new("Dependency", status).message(message)
}

impl ErrorCode for Code {
    const DOCUMENTED: &'static [DocumentedError] = &[
        row(403, "The group is in use."),
        row(403, "The rule %s of the group %s is in use.").field("Rule").recovery(Recovery::Wait),
        row(400, "The group is in use.").field("Group"),
        row(403, "%s").recovery(Recovery::FixRequest),
    ];
    const COMMON: &'static [DocumentedError] = &[
        DocumentedError::new("Quota", 403).recovery(Recovery::Payment),
        row(403, "hidden by the rows of its own"),
        row(400, "hidden, too").recovery(Recovery::NotFound),
    ];
}

apiscribe::open_string_enum!(Code);

fn error(code: &str, status: u16, message: &str) -> ApiError<Code> {
    let body = serde_json::json!({ "Code": code, "Message": message }).to_string();
    ApiError::from_body(status, body.as_bytes())
}

#[test]
fn rows_of_one_code_and_status_are_told_apart_by_their_messages() {
    let plain = error("Dependency", 403, "The group is in use.");
    assert_eq!(plain.documented(), Some(&Code::DOCUMENTED[0]));
    assert_eq!((plain.field(), plain.recovery()), (None, Recovery::None));
    let filled = error("Dependency", 403, "The rule r-1 of the group g-1 is in use.");
    assert_eq!(filled.documented(), Some(&Code::DOCUMENTED[1]));
    assert_eq!((filled.field(), filled.recovery()), (Some("Rule"), Recovery::Wait));
    assert_eq!(filled.arguments(), ["r-1", "g-1"]);
    let other = error("Dependency", 403, "任意文字");
    assert_eq!(other.documented(), Some(&Code::DOCUMENTED[3]), "a bare %s takes any message");
    assert_eq!((other.recovery(), other.arguments()), (Recovery::FixRequest, vec!["任意文字"]));
}

#[test]
fn the_status_comes_before_the_message_and_the_first_row_is_the_last_resort() {
    assert_eq!(error("Dependency", 400, "The group is in use.").documented(), Some(&Code::DOCUMENTED[2]));
    assert_eq!(error("Dependency", 400, "正在使用").documented(), Some(&Code::DOCUMENTED[2]));
    assert_eq!(error("Dependency", 409, "正在使用").documented(), Some(&Code::DOCUMENTED[0]));
    assert_eq!(error("Dependency", 400, "正在使用").arguments(), [""; 0]);
}

#[test]
fn the_rows_of_the_service_count_where_the_operation_has_none() {
    assert_eq!(error("Quota", 403, "?").documented(), Some(&Code::COMMON[0]));
    assert_eq!(error("Quota", 403, "?").recovery(), Recovery::Payment);
    assert_eq!(error("Quota", 500, "?").recovery(), Recovery::Payment);
    assert_eq!(Code::Dependency.documented().count(), 4);
    assert_eq!(Code::from("Else").documented().count(), 0);
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
    assert_eq!(ApiError::<Code>::from_body(403, body.as_bytes()).access_denied_detail(), None);
}
