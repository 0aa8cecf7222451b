//! What a user of the generated crate can rely on in its types: the facts of the operations, the traits, the secrets.

use std::fmt::Debug;

use alibaba_cloud_types::apiscribe::{
    Location, Method, Operation, OperationFacts, OperationKind, Permission, Protocol, Style,
};
use alibaba_cloud_types::ecs::v2014_05_26::modify_image_attribute::{
    self, BootMode, Features, ImdsSupport, LicenseType, NvmeSupport, Status,
};
use alibaba_cloud_types::ecs::v2014_05_26::{
    EcsErrorCode, ModifyImageAttributeError, ModifyImageAttributeErrorCode, ModifyImageAttributeRequest,
    ModifyImageAttributeResponse,
};
use alibaba_cloud_types::ehpcinstant::v2023_07_01::add_image::{
    self, ContainerImageSpec, ImageType, RegistryCredential, VmImageSpec,
};
use alibaba_cloud_types::ehpcinstant::v2023_07_01::{
    AddImageError, AddImageErrorCode, AddImageRequest, AddImageResponse,
};
use alibaba_cloud_types::{DecodeError, OpenEnum, Violations, from_json, to_json};

#[test]
fn add_image_states_the_facts_of_its_operation() {
    let facts = add_image::OPERATION;
    assert_eq!((facts.product, facts.version, facts.action), ("EhpcInstant", "2023-07-01", "AddImage"));
    assert_eq!((facts.protocol, facts.path), (Protocol::AcsRpc, "/"));
    assert_eq!(facts.methods, [Method::Get, Method::Post]);
    assert_eq!(facts.kind, Some(OperationKind::Write));
    // The code in policies is not the product's.
    assert_eq!(facts.permissions, [Permission::new("ehpc:AddImage", "create", &["*"])]);
    assert_eq!(facts.flow_control, None, "no limit is published");
    assert!(facts.page.is_some_and(|page| page.ends_with("/api-ehpcinstant-2023-07-01-addimage")));
    let parameters = [
        ("ImageType", Style::Flat),
        ("Name", Style::Flat),
        ("ImageVersion", Style::Flat),
        ("Description", Style::Flat),
        ("ContainerImageSpec", Style::Json),
        ("VMImageSpec", Style::Json),
    ];
    let in_query = |(name, style): (&str, Style)| (name.to_owned(), Location::Query, style);
    assert_eq!(AddImageRequest::parameter_list(), parameters.map(in_query));
}

#[test]
fn modify_image_attribute_states_the_facts_of_its_operation() {
    let facts = modify_image_attribute::OPERATION;
    assert_eq!((facts.product, facts.version, facts.action), ("Ecs", "2014-05-26", "ModifyImageAttribute"));
    assert_eq!((facts.protocol, facts.path), (Protocol::AcsRpc, "/"));
    assert_eq!(facts.methods, [Method::Post, Method::Get]);
    assert_eq!(facts.kind, Some(OperationKind::Write));
    assert_eq!(facts.permissions, [Permission::new("ecs:ModifyImageAttribute", "update", &["*Image"])]);
    assert_eq!(facts.flow_control, Some((1000, 60)));
    assert!(facts.page.is_some_and(|page| page.contains("/Ecs/2014-05-26/ModifyImageAttribute")));
    let names = [
        "RegionId",
        "ImageId",
        "ImageName",
        "Status",
        "ImageFamily",
        "BootMode",
        "LicenseType",
        "Description",
        "Features",
        "DryRun",
    ];
    let flat = |name: &str| (name.to_owned(), Location::Query, Style::Flat);
    assert_eq!(ModifyImageAttributeRequest::parameter_list(), names.map(flat));
    assert!(facts.parameters.is_empty(), "only what goes another way has a row");
}

#[test]
fn the_facts_can_be_reached_from_the_request_type() {
    fn facts<T: Operation>() -> (&'static str, &'static str) {
        (T::FACTS.product, T::FACTS.action)
    }
    assert_eq!(facts::<AddImageRequest>(), ("EhpcInstant", "AddImage"));
    assert_eq!(facts::<ModifyImageAttributeRequest>(), ("Ecs", "ModifyImageAttribute"));
}

#[test]
fn the_methods_have_the_names_that_http_gives_them() {
    let names: Vec<&str> = add_image::OPERATION.methods.iter().map(|method| method.as_str()).collect();
    assert_eq!(names, ["GET", "POST"]);
}

#[test]
fn a_request_is_tied_to_its_response_and_its_error_codes() {
    fn response<T: Operation>(body: &str) -> Result<T::Response, DecodeError> {
        from_json(body)
    }
    let response: AddImageResponse = response::<AddImageRequest>(r#"{"ImageId":"m-1"}"#).unwrap();
    assert_eq!(response.image_id.as_deref(), Some("m-1"));
    let code: <ModifyImageAttributeRequest as Operation>::ErrorCode = ModifyImageAttributeErrorCode::ImageUseShared;
    assert_eq!(code.as_value(), "ImageUseShared");
}

#[test]
fn every_type_can_be_cloned_shown_and_sent_to_another_thread() {
    fn check<T: Clone + Debug + Send + Sync + 'static>() {}
    check::<AddImageRequest>();
    check::<AddImageResponse>();
    check::<AddImageError>();
    check::<AddImageErrorCode>();
    check::<ContainerImageSpec>();
    check::<RegistryCredential>();
    check::<VmImageSpec>();
    check::<ImageType>();
    check::<ModifyImageAttributeRequest>();
    check::<ModifyImageAttributeResponse>();
    check::<ModifyImageAttributeError>();
    check::<ModifyImageAttributeErrorCode>();
    check::<EcsErrorCode>();
    check::<Features>();
    check::<(Status, BootMode, LicenseType, NvmeSupport, ImdsSupport)>();
    check::<DecodeError>();
    check::<Violations>();
    check::<OperationFacts>();
}

#[test]
fn a_clone_is_equal_and_independent() {
    let original = AddImageRequest::new("app-image").with_vm_image_spec(VmImageSpec::new().with_image_id("m-1"));
    let mut copy = original.clone();
    assert_eq!(copy, original);
    copy.name.push('2');
    assert_ne!(copy, original);
    assert_eq!(original.name, "app-image");
}

#[test]
fn what_is_optional_is_empty_at_first_and_can_be_set_as_a_field() {
    let mut request = ModifyImageAttributeRequest::new("cn-hangzhou", "m-1");
    assert_eq!(request.dry_run, None);
    assert_eq!(request.features, None);
    request.dry_run = Some(true);
    assert_eq!(request, ModifyImageAttributeRequest::new("cn-hangzhou", "m-1").with_dry_run(true));
    assert_eq!(Features::new(), Features::default());
}

/// A request with a password in its depths.
fn with_password(password: &str) -> AddImageRequest {
    let credential = RegistryCredential::new().with_server("registry").with_user_name("user").with_password(password);
    AddImageRequest::new("app-image")
        .with_container_image_spec(ContainerImageSpec::new().with_registry_credential(credential))
}

#[test]
fn a_password_never_shows_in_the_debug_output_of_any_type_around_it() {
    let request = with_password("hunter2");
    let spec = request.container_image_spec.clone().unwrap();
    let credential = spec.registry_credential.clone().unwrap();
    let password = credential.password.clone().unwrap();
    let shown = [
        format!("{request:?} {request:#?}"),
        format!("{spec:?} {spec:#?}"),
        format!("{credential:?} {credential:#?}"),
        format!("{password:?} {password:#?}"),
    ];
    for text in shown {
        assert!(!text.contains("hunter2"), "{text}");
        assert!(text.contains("Secret"), "{text}");
    }
    assert!(format!("{credential:?}").contains("user"), "what is no secret does show");
}

#[test]
fn a_password_is_sent_compared_and_handed_out_when_asked_for() {
    let request = with_password("hunter2");
    let spec = request.container_image_spec.as_ref().unwrap();
    let password = spec.registry_credential.as_ref().unwrap().password.as_ref().unwrap();
    assert_eq!(password.expose(), "hunter2");
    assert_eq!(password.clone().into_inner(), "hunter2");
    assert!(to_json(&request).contains(r#""Password":"hunter2""#));
    assert_eq!(with_password("hunter2"), request);
    assert_ne!(with_password("hunter3"), request);
}

#[test]
fn a_password_never_shows_in_a_decode_error() {
    let bodies = [
        // An object or a list where the password should be.
        r#"{"Name":"n","ContainerImageSpec":{"RegistryCredential":{"Password":{"hunter2":"hunter2"}}}}"#,
        r#"{"Name":"n","ContainerImageSpec":{"RegistryCredential":{"Password":["hunter2"]}}}"#,
        // The fault comes right after it, or cuts it off.
        r#"{"Name":"n","ContainerImageSpec":{"RegistryCredential":{"Password":"hunter2""#,
        r#"{"Name":"n","ContainerImageSpec":{"RegistryCredential":{"Password":"hunter2"#,
        r#"{"Name":"n","ContainerImageSpec":{"RegistryCredential":{"Password":"hunter2\x"}}}"#,
        r#"{"Name":"n","ContainerImageSpec":{"RegistryCredential":{"Password":"hunter2"},"IsACRRegistry":"hunter2"}}"#,
        r#"{"Name":"n","ContainerImageSpec":{"RegistryCredential":"hunter2"}}"#,
        r#"{"ContainerImageSpec":{"RegistryCredential":{"Password":"hunter2"}}}"#,
    ];
    for body in bodies {
        let error = from_json::<AddImageRequest>(body).unwrap_err();
        let shell = serde_json::from_str::<AddImageRequest>(body).unwrap_err();
        for text in [format!("{error} {error:?}"), format!("{shell} {shell:?}")] {
            assert!(!text.contains("hunter2"), "{text}");
        }
    }
}
