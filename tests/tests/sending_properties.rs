//! What holds of any request and any answer, whatever text or bytes are in it.

#[path = "sending/server.rs"]
#[allow(dead_code)]
mod server;
#[path = "sending/signature.rs"]
mod signature;

use alibaba_cloud_types::Operation;
use alibaba_cloud_types::apiscribe::{Credentials, Endpoint, SignatureDate, http};
use alibaba_cloud_types::ecs::v2014_05_26::ModifyImageAttributeRequest;
use alibaba_cloud_types::ehpcinstant::v2023_07_01::AddImageRequest;
use alibaba_cloud_types::ehpcinstant::v2023_07_01::add_image::VmImageSpec;
use proptest::prelude::*;
use server::{KEY, Received};

/// A request as a server has it.
fn received(request: &http::Request<Vec<u8>>) -> Received {
    let text = |value: &http::HeaderValue| String::from_utf8_lossy(value.as_bytes()).trim().to_owned();
    Received {
        method: request.method().to_string(),
        target: request.uri().path_and_query().map(ToString::to_string).unwrap_or_default(),
        headers: request.headers().iter().map(|(name, value)| (name.to_string(), text(value))).collect(),
        body: request.body().clone(),
    }
}

fn is_accepted(request: &impl Operation, seconds: u64, nonce: &str) -> bool {
    let mut http = request.to_http(&Endpoint::region("cn-hangzhou")).expect("a request");
    let signed = Credentials::new(KEY.0, KEY.1).sign(&mut http, &SignatureDate::from_unix_seconds(seconds), nonce);
    signed.is_ok() && signature::refusal(&received(&http), &[], KEY).is_none()
}

/// Bytes that look like answers for a while.
fn body() -> impl Strategy<Value = Vec<u8>> {
    let pieces = [
        "{",
        "\"Code\":",
        "\"code\":",
        "\"A\"",
        "null",
        "12",
        ",",
        "[",
        "]",
        "}",
        "<Error>",
        "<Code>",
        "</Code>",
        "\u{feff}",
        "字",
        "&#x",
    ];
    let piece = prop_oneof![
        proptest::sample::select(pieces.to_vec()).prop_map(|piece| piece.as_bytes().to_vec()),
        proptest::collection::vec(any::<u8>(), 0..8),
    ];
    proptest::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

fn is_read<O: Operation>(status: u16, header: &[u8], body: &[u8]) -> Result<(), TestCaseError> {
    let value = http::HeaderValue::from_bytes(header).ok();
    let mut answer = http::Response::new(body);
    *answer.status_mut() = http::StatusCode::from_u16(status).expect("a status");
    for name in ["x-acs-request-id", "x-acs-retry-after", "x-ratelimit-user-api", "retry-after"] {
        answer.headers_mut().extend(value.clone().map(|value| (http::HeaderName::from_static(name), value)));
    }
    if let Err(error) = O::read_http(&answer) {
        prop_assert_eq!(error.status(), status);
        prop_assert!(error.excerpt().unwrap_or_default().len() <= 3 * 512 + 3);
        let shown = format!("{error} {error:?} {:?} {:?}", error.retry_after(), error.recovery());
        prop_assert!(!shown.is_empty());
    } else {
        prop_assert!((200..300).contains(&status));
    }
    Ok(())
}

proptest! {
    #[test]
    fn a_server_that_works_it_out_anew_agrees_with_every_signature(
        text in any::<String>(), other in "\\PC*", seconds in 0_u64..253_402_300_800, nonce in "[!-~]{1,64}",
    ) {
        let request = ModifyImageAttributeRequest::new(text.clone(), other.clone()).with_description(text.clone());
        prop_assert!(is_accepted(&request, seconds, &nonce));
        let request = AddImageRequest::new(other).with_vm_image_spec(VmImageSpec::new().with_image_id(text));
        prop_assert!(is_accepted(&request, seconds, &nonce));
    }

    #[test]
    fn any_answer_is_a_response_or_an_error(
        status in 100_u16..1000, header in proptest::collection::vec(any::<u8>(), 0..40), body in body(),
    ) {
        is_read::<ModifyImageAttributeRequest>(status, &header, &body)?;
        is_read::<AddImageRequest>(status, &header, &body)?;
        is_read::<AddImageRequest>(200, &header, &body)?;
    }
}
