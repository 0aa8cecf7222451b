//! Errors of the server: every documented row, and every shape a body may have.

use std::error::Error;
use std::fmt::Write as _;

use alibaba_cloud_types::apiscribe::{DocumentedError, NoServiceCode};
use alibaba_cloud_types::ecs::v2014_05_26::{
    EcsErrorCode, ModifyImageAttributeError, ModifyImageAttributeErrorCode as Own,
};
use alibaba_cloud_types::ehpcinstant::v2023_07_01::{AddImageError, AddImageErrorCode};
use alibaba_cloud_types::{ApiError, Code, ErrorCode, Recovery};
use serde_json::json;

fn modify(status: u16, body: &str) -> ModifyImageAttributeError {
    ApiError::from_body(status, body.as_bytes())
}

fn body(code: &str, message: &str) -> String {
    json!({ "RequestId": "473469C7", "HostId": "ecs.aliyuncs.com", "Code": code, "Message": message }).to_string()
}

/// A row of a page's table, written down by hand: code, status, the field it speaks of, and what helps.
type Row = (&'static str, u16, Option<&'static str>, Recovery);

const ADD_IMAGE: [Row; 11] = [
    ("InvalidParams", 400, None, Recovery::FixRequest),
    ("ImageAlreadyExists", 400, None, Recovery::None),
    ("InDebt", 400, None, Recovery::Payment),
    ("NotEnabled", 400, None, Recovery::None),
    ("ImageInUse", 403, None, Recovery::None),
    ("ImageNotFound", 404, None, Recovery::NotFound),
    ("EcsError", 406, None, Recovery::None),
    ("AliyunError", 406, None, Recovery::None),
    ("DbError", 406, None, Recovery::None),
    ("NotAuthorized", 407, None, Recovery::Permission),
    ("ServiceUnavailable", 503, None, Recovery::Retry),
];

const MODIFY_IMAGE_ATTRIBUTE: [Row; 19] = [
    ("InvalidImageName.Malformed", 400, Some("ImageName"), Recovery::FixRequest),
    ("MissingParameter", 400, Some("RegionId"), Recovery::FixRequest),
    ("InvalidImageName.Duplicated", 400, Some("ImageName"), Recovery::FixRequest),
    ("InvalidDescription.Malformed", 400, Some("Description"), Recovery::FixRequest),
    ("ImageQuotaFull.ImageFamily", 400, Some("ImageFamily"), Recovery::None),
    ("InvalidImageFamily.Malformed", 400, Some("ImageFamily"), Recovery::FixRequest),
    ("ImageFamilyQuotaFull", 400, Some("ImageFamily"), Recovery::None),
    ("InvalidBootMode.NotSupport", 400, Some("BootMode"), Recovery::FixRequest),
    ("InvalidLicenseType.NotSupported", 400, Some("LicenseType"), Recovery::FixRequest),
    ("InvalidParameter.FeaturesImdsSupport", 400, Some("Features.ImdsSupport"), Recovery::FixRequest),
    ("ImageStatus.NotAvailable", 403, None, Recovery::None),
    ("ImageStatus.NotDeprecated", 403, None, Recovery::None),
    ("ImageUseShared", 403, None, Recovery::None),
    // The wire spells it so.
    ("OperationDeined.ImageUsingByInstance", 403, Some("BootMode"), Recovery::None),
    ("InvalidOperation.FeaturesImdsSupportNotMatch", 403, Some("Features.ImdsSupport"), Recovery::FixRequest),
    ("InvalidStatus.ImageIsCreating", 403, None, Recovery::Wait),
    ("InvalidOperation.PublicImageUnsupported", 403, None, Recovery::None),
    ("InvalidDescription.Malformed", 403, Some("Description"), Recovery::FixRequest),
    ("InvalidImageId.NotFound", 404, Some("ImageId"), Recovery::NotFound),
];

/// The rows without regard to their order: those of one code may stand together.
fn sorted<'a>(rows: impl Iterator<Item = (&'a str, u16)>) -> Vec<(&'a str, u16)> {
    let mut rows: Vec<_> = rows.collect();
    rows.sort_unstable();
    rows
}

fn check_table<C: ErrorCode>(by_hand: &[Row]) {
    assert_eq!(
        sorted(C::documented().iter().map(|row| (row.code, row.status))),
        sorted(by_hand.iter().map(|(code, status, ..)| (*code, *status)))
    );
    for row in C::documented() {
        assert!(!row.message.is_empty(), "{row:?}");
        let (_, _, field, recovery) =
            by_hand.iter().find(|(code, status, ..)| (*code, *status) == (row.code, row.status)).unwrap();
        check_row::<C>(row, *field, *recovery);
    }
}

/// An answer with the row's code, status and message is understood as that row.
fn check_row<C: ErrorCode>(row: &'static DocumentedError, field: Option<&str>, recovery: Recovery) {
    let error = ApiError::<C>::from_body(row.status, body(row.code, row.message).as_bytes());
    assert_eq!(error.code().as_str(), row.code);
    assert_eq!(C::from_known(row.code).map(C::as_value), Some(row.code), "the code has a variant");
    assert_eq!((error.status(), error.message()), (row.status, row.message));
    assert_eq!((error.request_id(), error.host_id()), (Some("473469C7"), Some("ecs.aliyuncs.com")));
    assert_eq!(error.documented(), Some(row));
    assert_eq!(error.field(), field, "{row:?}");
    assert_eq!(error.recovery(), recovery, "{row:?}");
    assert_eq!(error.is_retryable(), matches!(recovery, Recovery::Retry | Recovery::Throttle), "{row:?}");
    assert_eq!(error.excerpt(), None);
    assert_eq!(error.to_string(), format!("{} (HTTP {}): {} (request id 473469C7)", row.code, row.status, row.message));
}

#[test]
fn every_documented_error_of_add_image_is_understood() {
    check_table::<AddImageErrorCode>(&ADD_IMAGE);
    // No source lists errors common to the service.
    let _: Option<NoServiceCode> = None::<<AddImageErrorCode as ErrorCode>::Service>;
}

#[test]
fn every_documented_error_of_modify_image_attribute_is_understood() {
    check_table::<Own>(&MODIFY_IMAGE_ATTRIBUTE);
    let _: Option<EcsErrorCode> = None::<<Own as ErrorCode>::Service>;
}

#[test]
fn every_code_of_a_table_is_a_variant_of_its_own() {
    let rows: &[(&str, Own)] = &[
        ("InvalidImageName.Malformed", Own::InvalidImageNameMalformed),
        ("MissingParameter", Own::MissingParameter),
        ("InvalidDescription.Malformed", Own::InvalidDescriptionMalformed),
        ("InvalidParameter.FeaturesImdsSupport", Own::InvalidParameterFeaturesImdsSupport),
        ("OperationDeined.ImageUsingByInstance", Own::OperationDeniedImageUsingByInstance),
        ("InvalidImageId.NotFound", Own::InvalidImageIdNotFound),
    ];
    for (code, variant) in rows {
        let error = modify(400, &body(code, ""));
        assert_eq!(error.code().known(), Some(*variant), "{code}");
    }
    let error = AddImageError::from_body(407, body("NotAuthorized", "").as_bytes());
    assert!(matches!(error.code(), Code::Known(AddImageErrorCode::NotAuthorized)));
}

#[test]
fn one_code_under_two_statuses_is_one_variant_with_two_rows() {
    for (status, message) in [
        (400, "The specified description is wrongly formed."),
        (403, "The specified parameter description is not valid."),
    ] {
        // The row is found by its status even where the message is in another language.
        for said in [message, "描述不合法", ""] {
            let error = modify(status, &body("InvalidDescription.Malformed", said));
            assert!(matches!(error.code(), Code::Known(Own::InvalidDescriptionMalformed)));
            let row = error.documented().unwrap();
            assert_eq!((row.status, row.message), (status, message));
        }
    }
    let rows: Vec<u16> = Code::from(Own::InvalidDescriptionMalformed).documented().map(|row| row.status).collect();
    assert_eq!(rows, [400, 403]);
}

#[test]
fn a_known_code_under_another_status_has_the_first_row_of_the_code() {
    let error = modify(409, &body("InvalidDescription.Malformed", "?"));
    assert_eq!(error.status(), 409);
    assert_eq!(error.documented().unwrap().status, 400);
    assert_eq!((error.field(), error.recovery()), (Some("Description"), Recovery::FixRequest));
}

#[test]
fn what_the_server_filled_in_can_be_had() {
    let arguments = |message: &str| {
        let error = AddImageError::from_body(400, body("InvalidParams", message).as_bytes());
        error.arguments().into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(arguments("The specified parameter Name is invalid."), ["Name"]);
    assert_eq!(arguments("The specified parameter VMImageSpec.ImageId is invalid."), ["VMImageSpec.ImageId"]);
    assert_eq!(arguments("The specified parameter 镜像 is invalid."), ["镜像"]);
    assert_eq!(arguments("The specified parameter  is invalid."), [""]);
    assert_eq!(arguments("无效的参数：Name"), [""; 0]);
    assert_eq!(arguments("The specified parameter Name is invalid. More."), [""; 0]);
    assert_eq!(arguments(""), [""; 0]);
    let fixed = modify(403, &body("ImageUseShared", "anything"));
    assert_eq!(fixed.arguments(), [""; 0]);
}

#[test]
fn an_error_of_the_service_arrives_as_such() {
    let error = modify(400, &body("Throttling", "Request was denied due to request throttling."));
    assert!(matches!(error.code(), Code::Service(EcsErrorCode::Throttling)));
    assert_eq!((error.recovery(), error.is_retryable()), (Recovery::Throttle, true));
    let error = modify(400, &body("DryRunOperation", "Request validation has been passed with DryRun flag set."));
    assert!(matches!(error.code(), Code::Service(EcsErrorCode::DryRunOperation)));
    assert_eq!((error.recovery(), error.is_retryable()), (Recovery::DryRunPassed, false));
    let error = modify(500, &body("InternalError", "?"));
    assert!(matches!(error.code(), Code::Service(EcsErrorCode::InternalError)));
    assert!(error.is_retryable());
    let error = modify(503, &body("ServiceUnavailable.RegionMaintaining", "?"));
    assert!(matches!(error.code(), Code::Service(EcsErrorCode::ServiceUnavailableRegionMaintaining)));
    assert_eq!((error.recovery(), error.is_retryable()), (Recovery::Wait, false));
    let error = modify(404, &body("InvalidAccessKeyId.NotFound", "?"));
    assert!(matches!(error.code(), Code::Service(EcsErrorCode::InvalidAccessKeyIdNotFound)));
    assert_eq!(error.documented().unwrap().status, 404);
    let error = modify(400, &body("InvalidParamater", "?"));
    assert!(matches!(error.code(), Code::Service(EcsErrorCode::InvalidParameterMisspelt)));
}

#[test]
fn every_error_of_the_service_is_understood_in_every_operation() {
    for row in EcsErrorCode::documented() {
        let error = modify(row.status, &body(row.code, row.message));
        assert_eq!(*error.code(), row.code);
        let own = Own::documented().iter().any(|own| own.code == row.code);
        assert_eq!(matches!(error.code(), Code::Service(_)), !own, "{}", row.code);
        if !own {
            assert_eq!(error.documented(), Some(row));
        }
    }
}

#[test]
fn a_row_of_the_operation_hides_those_of_the_service() {
    let rows: Vec<_> = Code::from(Own::MissingParameter).documented().collect();
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0].field, Some("RegionId"));
    assert_eq!(Code::from(EcsErrorCode::MissingParameter).documented().next().unwrap().field, None);
}

#[test]
fn an_undocumented_code_is_kept_as_it_is() {
    let error = modify(409, &body("Some.New.Code", "Something new."));
    assert!(matches!(error.code(), Code::Unknown(code) if code.as_str() == "Some.New.Code"));
    assert_eq!((error.documented(), error.field()), (None, None));
    assert_eq!((error.recovery(), error.is_retryable()), (Recovery::None, false));
    assert_eq!(error.arguments(), [""; 0]);
    assert_eq!(error.to_string(), "Some.New.Code (HTTP 409): Something new. (request id 473469C7)");
}

#[test]
fn throttling_is_told_by_the_code_and_faults_of_the_server_by_the_status() {
    for (status, code) in [
        (429, "Throttling.User"),
        (400, "Throttling.User"),
        (400, "Throttling.Api"),
        (403, "Throttling"),
        (429, "Throttling.Api.Risk"),
        (400, "ThrottlingException"),
        (400, "CCAI.Throttling.Qps"),
        (503, "Throttling.System"),
        (429, "TooManyRequests"),
        (400, "FlowControl"),
        (429, "ResourceThrottled"),
    ] {
        let error = AddImageError::from_body(status, body(code, "?").as_bytes());
        assert_eq!((error.recovery(), error.is_retryable()), (Recovery::Throttle, true), "{code}");
    }
    for status in [500, 502, 503, 504, 599] {
        let error = AddImageError::from_body(status, body("SystemError", "?").as_bytes());
        assert_eq!((error.recovery(), error.is_retryable()), (Recovery::Retry, true), "{status}");
    }
    for status in [200, 400, 403, 404, 409, 499, 600] {
        let error = AddImageError::from_body(status, body("SomeError", "?").as_bytes());
        assert_eq!((error.recovery(), error.is_retryable()), (Recovery::None, false), "{status}");
    }
}

#[test]
fn a_body_in_camel_case_is_understood_too() {
    let error = AddImageError::from_body(
        404,
        br#"{"code":"ImageNotFound","message":"M","requestId":"R","hostId":"H","recommend":"https://help"}"#,
    );
    assert!(matches!(error.code(), Code::Known(AddImageErrorCode::ImageNotFound)));
    assert_eq!((error.message(), error.request_id()), ("M", Some("R")));
    assert_eq!((error.host_id(), error.recommend()), (Some("H"), Some("https://help")));
}

#[test]
fn the_usual_names_come_first_unless_they_are_null() {
    let error = modify(400, r#"{"Code":"A","code":"B","Message":null,"message":"M","RequestId":null}"#);
    assert_eq!((error.code().as_str(), error.message(), error.request_id()), ("A", "M", None));
}

#[test]
fn what_should_be_text_and_is_not_is_kept_as_its_json() {
    let error = modify(400, r#"{"Code":1001,"Message":{"zh":"错"},"RequestId":7,"HostId":true}"#);
    assert_eq!((error.code().as_str(), error.message()), ("1001", r#"{"zh":"错"}"#));
    assert_eq!((error.request_id(), error.host_id()), (Some("7"), Some("true")));
}

/// What a refusal for want of a permission comes with.
fn detail() -> serde_json::Value {
    json!({
        "AuthAction": "ecs:ModifyImageAttribute",
        "AuthPrincipalDisplayName": "2000",
        "AuthPrincipalOwnerId": 1000,
        "AuthPrincipalType": "SubUser",
        "EncodedDiagnosticMessage": "AQE=",
        "NoPermissionType": "ImplicitDeny",
        "PolicyType": null,
        "New": {},
    })
}

#[test]
fn the_missing_permission_is_read_from_an_object_and_from_a_text_that_holds_one() {
    for (name, value) in [
        ("AccessDeniedDetail", detail()),
        ("AccessDeniedDetail", detail().to_string().into()),
        ("accessDeniedDetail", detail()),
    ] {
        let error = modify(403, &json!({ "Code": "Forbidden.RAM", name: value }).to_string());
        let detail = error.access_denied_detail().unwrap();
        assert_eq!(detail.auth_action.as_deref(), Some("ecs:ModifyImageAttribute"));
        assert_eq!(detail.auth_principal_display_name.as_deref(), Some("2000"));
        assert_eq!(detail.auth_principal_owner_id.as_deref(), Some("1000"));
        assert_eq!(detail.auth_principal_type.as_deref(), Some("SubUser"));
        assert_eq!(detail.encoded_diagnostic_message.as_deref(), Some("AQE="));
        assert_eq!(detail.no_permission_type.as_deref(), Some("ImplicitDeny"));
        assert_eq!(detail.policy_type, None);
        assert_eq!(error.recovery(), Recovery::Permission);
    }
}

#[test]
fn a_missing_permission_of_another_shape_costs_nothing_else() {
    for value in [json!(null), json!("plain text"), json!("[1]"), json!(7), json!([])] {
        let error = modify(403, &json!({ "Code": "Forbidden.RAM", "AccessDeniedDetail": value }).to_string());
        assert_eq!(error.access_denied_detail(), None);
        assert_eq!(*error.code(), "Forbidden.RAM");
    }
}

#[test]
fn a_body_that_is_no_error_body_still_makes_an_error() {
    let deep = "[".repeat(100_000);
    for (text, excerpt) in [
        ("", ""),
        ("null", "null"),
        ("[]", "[]"),
        ("\"text\"", "\"text\""),
        ("{}", "{}"),
        ("{\"Code\":", "{\"Code\":"),
        ("{\"Code\":null}", "{\"Code\":null}"),
        ("<html>502 Bad Gateway</html>", "<html>502 Bad Gateway</html>"),
        ("upstream 超时", "upstream 超时"),
        (&deep, &format!("{}…", &deep[..512])),
    ] {
        let error = modify(502, text);
        assert!(error.code().is_unknown());
        assert_eq!((error.code().as_str(), error.status(), error.message()), ("", 502, ""));
        assert_eq!(error.excerpt(), Some(excerpt));
        assert_eq!(error.documented(), None);
        assert!(error.is_retryable(), "the status still counts");
        let shown: String = excerpt.chars().take(200).collect();
        let shown = [": ", &shown, if text == shown { "" } else { "…" }].concat();
        let shown = if text.is_empty() { "" } else { &shown };
        assert_eq!(error.to_string(), format!("HTTP 502 without a recognised error code{shown}"));
        assert!(
            text.is_empty() || !format!("{error:?}").contains(excerpt),
            "what it is nobody knows, so it is not shown"
        );
    }
}

#[test]
fn a_body_without_a_code_keeps_what_else_it_has() {
    let error = modify(400, r#"{"RequestId":"R","Message":"M"}"#);
    assert_eq!((error.request_id(), error.message()), (Some("R"), "M"));
    assert_eq!(error.to_string(), "HTTP 400 without a recognised error code: M (request id R)");
    assert_eq!(error.excerpt(), Some(r#"{"RequestId":"R","Message":"M"}"#));
}

#[test]
fn of_a_huge_body_the_beginning_is_kept_without_a_torn_character() {
    for lead in ["", "a", "ab"] {
        let html = format!("{lead}{}", "错".repeat(1_000_000));
        let error = modify(500, &html);
        let excerpt = error.excerpt().unwrap();
        assert!(excerpt.len() <= 512 + '…'.len_utf8(), "{}", excerpt.len());
        let kept = excerpt.strip_suffix('…').unwrap();
        assert!(html.starts_with(kept) && kept.len() > 508, "{}", kept.len());
    }
    let exact = "x".repeat(512);
    assert_eq!(modify(500, &exact).excerpt(), Some(exact.as_str()));
}

#[test]
fn a_huge_message_is_kept_whole() {
    let message = "m".repeat(3_000_000);
    assert_eq!(modify(400, &body("ImageUseShared", &message)).message(), message);
}

#[test]
fn bytes_that_are_no_text_do_not_cost_the_code() {
    let mut bytes = br#"{"Code":"ImageUseShared","Message":"torn "#.to_vec();
    bytes.extend([0xe9, 0x94]);
    bytes.extend(br#""}"#);
    let error = ModifyImageAttributeError::from_body(403, &bytes);
    assert!(matches!(error.code(), Code::Known(Own::ImageUseShared)));
    assert_eq!(error.message(), "torn \u{fffd}");
    let error = ModifyImageAttributeError::from_body(500, &[0xff, 0xfe, 0]);
    assert_eq!(error.excerpt(), Some("\u{fffd}\u{fffd}\0"));
}

#[test]
fn an_error_without_message_or_id_shows_what_there_is() {
    assert_eq!(modify(404, r#"{"Code":"InvalidImageId.NotFound"}"#).to_string(), "InvalidImageId.NotFound (HTTP 404)");
}

#[test]
fn debug_shows_the_code_as_a_variant() {
    let error = modify(403, &body("ImageUseShared", "M"));
    let text = format!("{error:?}");
    assert!(
        text.starts_with(r#"ApiError { code: ImageUseShared, status: 403, message: "M", request_id: Some("#),
        "{text}"
    );
}

#[test]
fn errors_about_the_signature_do_not_show_the_request_that_they_echo() {
    // The first is the way of the older signatures, the second that of the newer ones, which has no colon before the query.
    let rpc = "Specified signature is not matched with our calculation. server string to sign \
               is:POST&%2F&AccessKeyId%3DLTAIhunter2%26Action%3DAddImage%26Password%3Dhunter2";
    let acs3 = "Specified signature does not match our calculation. server StringToSign is [ACS3-HMAC-SHA256\nhunter2] \
                server CanonicalRequest is [POST\n/\nPassword=hunter2\nhost:ecs.cn-hangzhou.aliyuncs.com\n]";
    let bare = "server string to sign is [POST\n/\nPassword=hunter2\nhost:ecs.aliyuncs.com";
    let chinese = "签名不匹配，服务端的待签名字符串：POST&%2F&Password%3Dhunter2";
    for code in ["SignatureDoesNotMatch", "IncompleteSignature"] {
        for message in [rpc, acs3, bare, chinese] {
            let error = modify(403, &body(code, message));
            let mut text = format!("{error} {error:?} {error:#?}");
            write!(text, "{:?}", Box::new(error.clone()) as Box<dyn Error>).unwrap();
            assert!(!text.contains("hunter2"), "{text}");
            assert!(text.contains(code), "{text}");
            assert_eq!(error.message(), message, "whoever asks for it has all of it");
        }
        let shown = modify(403, &body(code, rpc)).to_string();
        assert!(shown.contains("Specified signature is not matched with our calculation"), "{shown}");
    }
}

#[test]
fn other_messages_are_shown_whole() {
    let message = "Image: [a.b] cannot: be. changed";
    assert!(modify(403, &body("ImageUseShared", message)).to_string().contains(message));
}

#[test]
fn errors_are_standard_errors_that_can_be_compared_and_cloned() {
    let error = modify(403, &body("ImageUseShared", "M"));
    assert_eq!(error.clone(), error);
    assert_ne!(modify(404, &body("ImageUseShared", "M")), error);
    let text = error.to_string();
    let boxed: Box<dyn Error + Send + Sync> = error.into();
    assert_eq!(boxed.to_string(), text);
    let back = boxed.downcast::<ModifyImageAttributeError>().unwrap();
    assert!(matches!(back.code(), Code::Known(Own::ImageUseShared)));
}

#[test]
fn a_message_that_names_another_parameter_is_not_said_to_speak_of_the_documented_one() {
    let about = |name: &str| {
        let message = format!(
            "The input parameter \\\"{name}\\\" that is mandatory for processing this request is not supplied."
        );
        let body = format!("{{\"Code\":\"MissingParameter\",\"Message\":\"{message}\"}}");
        ModifyImageAttributeError::from_body(400, body.as_bytes()).field()
    };
    assert_eq!(about("RegionId"), Some("RegionId"));
    assert_eq!(about("ImageId"), None);
}
