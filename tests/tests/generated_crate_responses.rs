//! Responses off the wire: the documented samples, and everything a server may do to them.

use alibaba_cloud_types::ecs::v2014_05_26::ModifyImageAttributeResponse;
use alibaba_cloud_types::ecs::v2014_05_26::modify_image_attribute::{Features, ModifyImageAttributeRequest};
use alibaba_cloud_types::ehpcinstant::v2023_07_01::AddImageResponse;
use alibaba_cloud_types::ehpcinstant::v2023_07_01::add_image::{AddImageRequest, ContainerImageSpec};
use alibaba_cloud_types::{DecodeError, from_json, to_json};

const ADD_IMAGE_SAMPLE: &str = r#"{
"RequestId": "04F0F334-1335-436C-A1D7-6C044FE73368\n",
"Success": true,
"ImageId": "m-bp1akkkr1rkxtb******\n"
}"#;

fn add_image(body: &str) -> AddImageResponse {
    from_json(body).unwrap()
}

fn refused(body: &str) -> DecodeError {
    from_json::<AddImageResponse>(body).unwrap_err()
}

#[test]
fn the_sample_response_of_add_image_keeps_its_trailing_line_feeds() {
    let response = add_image(ADD_IMAGE_SAMPLE);
    assert_eq!(response.request_id.as_deref(), Some("04F0F334-1335-436C-A1D7-6C044FE73368\n"));
    assert_eq!(response.success, Some(true));
    assert_eq!(response.image_id.as_deref(), Some("m-bp1akkkr1rkxtb******\n"));
}

#[test]
fn the_sample_response_of_modify_image_attribute_decodes() {
    let body = r#"{"RequestId": "473469C7-AA6F-4DC5-B3DB-A3DC0DE3****"}"#;
    let response: ModifyImageAttributeResponse = from_json(body).unwrap();
    assert_eq!(response.request_id.as_deref(), Some("473469C7-AA6F-4DC5-B3DB-A3DC0DE3****"));
}

#[test]
fn a_response_survives_every_way_through_json() {
    let response = add_image(ADD_IMAGE_SAMPLE);
    let text = to_json(&response);
    assert_eq!(
        text,
        r#"{"RequestId":"04F0F334-1335-436C-A1D7-6C044FE73368\n","Success":true,"ImageId":"m-bp1akkkr1rkxtb******\n"}"#
    );
    assert_eq!(serde_json::to_string(&response).unwrap(), text);
    assert_eq!(add_image(&text), response);
    assert_eq!(serde_json::from_str::<AddImageResponse>(&text).unwrap(), response);
    assert_eq!(serde_json::from_slice::<AddImageResponse>(text.as_bytes()).unwrap(), response);
    assert_eq!(serde_json::from_reader::<_, AddImageResponse>(text.as_bytes()).unwrap(), response);
    assert_eq!(from_json::<AddImageResponse>(text.as_bytes()).unwrap(), response);
    let value = serde_json::to_value(&response).unwrap();
    assert_eq!(serde_json::from_value::<AddImageResponse>(value).unwrap(), response);
}

#[test]
fn a_response_can_be_built_for_the_tests_of_its_users() {
    let mut built = AddImageResponse::default();
    built.request_id = Some("id".to_owned());
    built.success = Some(false);
    built.image_id = Some("m-1".to_owned());
    assert_eq!(add_image(r#"{"RequestId":"id","Success":false,"ImageId":"m-1"}"#), built);
}

#[test]
fn null_stands_for_absent() {
    let response = add_image(r#"{"RequestId":null,"Success":null,"ImageId":null}"#);
    assert_eq!(response, AddImageResponse::default());
    assert_eq!(add_image("null"), AddImageResponse::default());
    assert_eq!(add_image("{}"), AddImageResponse::default());
}

#[test]
fn names_are_compared_exactly() {
    assert_eq!(add_image(r#"{"requestId":"a","REQUESTID":"b","RequestId ":"c"}"#), AddImageResponse::default());
    assert_eq!(add_image(r#"{"Request\u0049d":"a"}"#).request_id.as_deref(), Some("a"), "escapes are undone first");
}

#[test]
fn a_response_of_another_shape_is_refused() {
    for (body, found) in [("[]", "a list"), ("\"text\"", "a string"), ("1", "an integer"), ("true", "a boolean")] {
        let error = refused(body);
        assert_eq!(error.path(), "");
        assert_eq!(error.to_string(), format!("expected an object, found {found}"));
    }
}

#[test]
fn broken_json_is_an_error_with_its_place_and_without_its_values() {
    for (body, path) in [
        ("", ""),
        ("   ", ""),
        ("hunter2", ""),
        ("{", ""),
        (r#"{"RequestId":"hunter2""#, ""),
        (r#"{"RequestId":"hunter2",}"#, ""),
        (r#"{"RequestId":"hunter2" "Success":true}"#, ""),
        (r#"{"RequestId":hunter2}"#, "RequestId"),
        (r#"{"RequestId":"hunter2"#, "RequestId"),
        (r#"{"RequestId":"hunter2\q"}"#, "RequestId"),
        (r#"{"RequestId":"hunter2\ud83d"}"#, "RequestId"),
        (r#"{"RequestId":"#, "RequestId"),
        (r#"{"Success":tru}"#, "Success"),
        (r#"{"Success":1e999}"#, "Success"),
        (r#"{"Success":["hunter2""#, "Success"),
        (r#"{"RequestId":"hunter2"} trailing"#, ""),
        (r#"{"RequestId":"hunter2"}{"RequestId":"hunter2"}"#, ""),
        ("<html>hunter2</html>", ""),
        ("\u{feff}{}", ""),
    ] {
        let error = refused(body);
        assert_eq!(error.path(), path, "{body}: {error}");
        let shell = serde_json::from_str::<AddImageResponse>(body).unwrap_err();
        for text in [format!("{error} {error:?}"), format!("{shell} {shell:?}")] {
            assert!(!text.contains("hunter2"), "{text}");
            assert!(text.len() < 300, "{text}");
        }
    }
}

#[test]
fn a_fault_in_the_depths_has_the_path_to_it() {
    for (body, path, message) in [
        (
            r#"{"Name":"n","ContainerImageSpec":{"IsACRRegistry":"perhaps"}}"#,
            "ContainerImageSpec.IsACRRegistry",
            "ContainerImageSpec.IsACRRegistry: expected a boolean, found a string",
        ),
        (
            r#"{"Name":"n","ContainerImageSpec":{"RegistryCredential":[]}}"#,
            "ContainerImageSpec.RegistryCredential",
            "ContainerImageSpec.RegistryCredential: expected an object, found a list",
        ),
        (
            r#"{"Name":"n","ContainerImageSpec":{"RegistryCredential":{"Password":{}}}}"#,
            "ContainerImageSpec.RegistryCredential.Password",
            "ContainerImageSpec.RegistryCredential.Password: expected a string, found an object",
        ),
        (r#"{"Name":{}}"#, "Name", "Name: expected a string, found an object"),
        (r#"{"Name":"n","VMImageSpec":"{}"}"#, "VMImageSpec", "VMImageSpec: expected an object, found a string"),
    ] {
        let error = from_json::<AddImageRequest>(body).unwrap_err();
        assert_eq!((error.path(), error.to_string().as_str()), (path, message));
        let shell = serde_json::from_str::<AddImageRequest>(body).unwrap_err();
        assert!(shell.to_string().starts_with(message), "{shell}");
    }
    let error = from_json::<ModifyImageAttributeRequest>(r#"{"Features":{"NvmeSupport":[]}}"#).unwrap_err();
    assert_eq!(error.path(), "Features.NvmeSupport");
}

#[test]
fn broken_json_in_the_depths_has_the_path_to_it_and_one_line_number() {
    let body = "{\"Name\":\"n\",\n\"ContainerImageSpec\":{\"RegistryCredential\":{\"Server\":\n nope}}}";
    let error = from_json::<AddImageRequest>(body).unwrap_err();
    assert_eq!(error.path(), "ContainerImageSpec.RegistryCredential.Server");
    let text = error.to_string();
    assert_eq!(text.matches("at line 3").count(), 1, "{text}");
    let shell = serde_json::from_str::<AddImageRequest>(body).unwrap_err();
    assert_eq!((shell.line(), shell.to_string().matches("at line").count()), (3, 1), "{shell}");
}

#[test]
fn nested_types_can_be_read_alone() {
    let features: Features = from_json(r#"{"ImdsSupport":"v3"}"#).unwrap();
    assert_eq!(features.imds_support.unwrap(), "v3");
    let spec: ContainerImageSpec = from_json(r#"{"IsACRRegistry":"True","RegistryCredential":null}"#).unwrap();
    assert_eq!((spec.is_acr_registry, spec.registry_credential), (Some(true), None));
}

#[test]
fn yaml_is_read_as_tolerantly_as_json() {
    let response: AddImageResponse = serde_yaml::from_str("RequestId: 12\nSuccess: 'True'\nNew: [1]\n").unwrap();
    let mut expected = AddImageResponse::default();
    expected.request_id = Some("12".to_owned());
    expected.success = Some(true);
    assert_eq!(response, expected);
    let error = serde_yaml::from_str::<AddImageResponse>("Success: [hunter2]\n").unwrap_err();
    assert!(error.to_string().contains("Success: expected a boolean, found a list"), "{error}");
}
