//! Requests on the wire: the pairs that the official SDKs send, percent-encoded as the signature wants them.

use alibaba_cloud_types::ecs::v2014_05_26::ModifyImageAttributeRequest;
use alibaba_cloud_types::ecs::v2014_05_26::modify_image_attribute::{BootMode, Features, ImdsSupport, NvmeSupport};
use alibaba_cloud_types::ehpcinstant::v2023_07_01::AddImageRequest;
use alibaba_cloud_types::ehpcinstant::v2023_07_01::add_image::{
    ContainerImageSpec, ImageType, RegistryCredential, VmImageSpec,
};
use alibaba_cloud_types::{Operation, from_json, to_json};
use proptest::prelude::*;

fn pairs(request: &impl Operation) -> Vec<(String, String)> {
    request.query_pairs()
}

fn owned<const N: usize>(pairs: [(&str, &str); N]) -> Vec<(String, String)> {
    pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).into()
}

fn full_add_image() -> AddImageRequest {
    let credential = RegistryCredential::new()
        .with_server("registry-vpc.cn-hangzhou.aliyuncs.com")
        .with_user_name("username")
        .with_password("userpassword");
    let container = ContainerImageSpec::new()
        .with_registry_url("registry-vpc.cn-hangzhou.aliyuncs.com/ehpc_open/nginx:latest")
        .with_is_acr_registry(true)
        .with_is_acr_enterprise(false)
        .with_registry_cri_id("cri-xyz795ygf8k9****")
        .with_registry_credential(credential);
    AddImageRequest::new("app-image")
        .with_image_type(ImageType::Container)
        .with_image_version("V1.0")
        .with_description("应用测试镜像。")
        .with_container_image_spec(container)
        .with_vm_image_spec(VmImageSpec::new().with_image_id("m-bp1akkkr1rkxtb******"))
}

fn full_modify_image_attribute() -> ModifyImageAttributeRequest {
    ModifyImageAttributeRequest::new("cn-hangzhou", "m-bp18ygjuqnwhechc****")
        .with_image_name("testImageName")
        .with_status("Deprecated")
        .with_image_family("hangzhou-daily-update")
        .with_boot_mode(BootMode::UefiPreferred)
        .with_license_type("BYOL")
        .with_description("testDescription")
        .with_features(Features::new().with_nvme_support(NvmeSupport::Supported).with_imds_support(ImdsSupport::V2))
        .with_dry_run(true)
}

#[test]
fn add_image_sends_each_spec_as_one_compact_json_text() {
    let container = concat!(
        r#"{"RegistryUrl":"registry-vpc.cn-hangzhou.aliyuncs.com/ehpc_open/nginx:latest","#,
        r#""IsACRRegistry":true,"IsACREnterprise":false,"RegistryCriId":"cri-xyz795ygf8k9****","#,
        r#""RegistryCredential":{"Server":"registry-vpc.cn-hangzhou.aliyuncs.com","#,
        r#""UserName":"username","Password":"userpassword"}}"#,
    );
    assert_eq!(
        pairs(&full_add_image()),
        owned([
            ("ImageType", "Container"),
            ("Name", "app-image"),
            ("ImageVersion", "V1.0"),
            ("Description", "应用测试镜像。"),
            ("ContainerImageSpec", container),
            ("VMImageSpec", r#"{"ImageId":"m-bp1akkkr1rkxtb******"}"#),
        ])
    );
}

#[test]
fn modify_image_attribute_sends_its_features_flattened() {
    assert_eq!(
        pairs(&full_modify_image_attribute()),
        owned([
            ("RegionId", "cn-hangzhou"),
            ("ImageId", "m-bp18ygjuqnwhechc****"),
            ("ImageName", "testImageName"),
            ("Status", "Deprecated"),
            ("ImageFamily", "hangzhou-daily-update"),
            ("BootMode", "UEFI-Preferred"),
            ("LicenseType", "BYOL"),
            ("Description", "testDescription"),
            ("Features.NvmeSupport", "supported"),
            ("Features.ImdsSupport", "v2"),
            ("DryRun", "true"),
        ])
    );
}

#[test]
fn what_is_not_set_is_not_sent() {
    assert_eq!(pairs(&AddImageRequest::new("app-image")), owned([("Name", "app-image")]));
    assert_eq!(
        pairs(&ModifyImageAttributeRequest::new("cn-hangzhou", "m-1")),
        owned([("RegionId", "cn-hangzhou"), ("ImageId", "m-1")])
    );
    let one = ModifyImageAttributeRequest::new("r", "i")
        .with_features(Features::new().with_nvme_support(NvmeSupport::Supported));
    assert_eq!(pairs(&one), owned([("RegionId", "r"), ("ImageId", "i"), ("Features.NvmeSupport", "supported")]));
}

#[test]
fn a_member_that_is_not_set_is_not_in_the_json_either() {
    let request = AddImageRequest::new("n")
        .with_container_image_spec(ContainerImageSpec::new().with_is_acr_registry(true))
        .with_vm_image_spec(VmImageSpec::new());
    assert_eq!(
        pairs(&request),
        owned([("Name", "n"), ("ContainerImageSpec", r#"{"IsACRRegistry":true}"#), ("VMImageSpec", "{}")])
    );
}

#[test]
fn an_object_without_members_has_no_pairs_when_it_is_flattened() {
    let request = ModifyImageAttributeRequest::new("r", "i").with_features(Features::new());
    assert_eq!(pairs(&request), owned([("RegionId", "r"), ("ImageId", "i")]));
}

#[test]
fn booleans_are_true_and_false_in_small_letters() {
    for (value, text) in [(true, "true"), (false, "false")] {
        let request = ModifyImageAttributeRequest::new("r", "i").with_dry_run(value);
        assert_eq!(pairs(&request).last().unwrap(), &("DryRun".to_owned(), text.to_owned()));
    }
}

#[test]
fn empty_text_is_sent_as_an_empty_value() {
    let request = ModifyImageAttributeRequest::new("r", "i").with_description("");
    assert_eq!(request.query_string(), "RegionId=r&ImageId=i&Description=");
}

#[test]
fn a_value_that_no_variant_stands_for_is_sent_as_it_is() {
    let request = ModifyImageAttributeRequest::new("r", "i").with_boot_mode("UEFI-Secure");
    assert_eq!(request.query_string(), "RegionId=r&ImageId=i&BootMode=UEFI-Secure");
}

#[test]
fn the_json_of_a_spec_is_escaped_no_more_than_json_needs() {
    let url = "a/b?c=<d>&e='f'\"g\\h\n中文😀\u{2028}";
    let request = AddImageRequest::new("n").with_container_image_spec(ContainerImageSpec::new().with_registry_url(url));
    let expected = "{\"RegistryUrl\":\"a/b?c=<d>&e='f'\\\"g\\\\h\\n中文😀\u{2028}\"}";
    assert_eq!(pairs(&request)[1].1, expected);
}

#[test]
fn every_parameter_goes_into_the_query_and_nowhere_else() {
    for parameters in [full_add_image().parameters(), full_modify_image_attribute().parameters()] {
        assert!(!parameters.query.is_empty());
        assert!(parameters.form.is_empty() && parameters.headers.is_empty());
        assert!(parameters.path.is_empty() && parameters.host.is_empty());
        assert_eq!(parameters.body, None);
    }
}

#[test]
fn the_query_string_is_percent_encoded_as_the_signature_wants_it() {
    for (text, encoded) in [
        ("a b", "a%20b"),
        ("*", "%2A"),
        ("~", "~"),
        ("-._", "-._"),
        ("镜像", "%E9%95%9C%E5%83%8F"),
        ("😀", "%F0%9F%98%80"),
        ("+", "%2B"),
        ("/", "%2F"),
        ("&", "%26"),
        ("=", "%3D"),
        ("%", "%25"),
        ("%20", "%2520"),
        ("!'()", "%21%27%28%29"),
        (":@,;?#[]$", "%3A%40%2C%3B%3F%23%5B%5D%24"),
        ("\n\0\u{7f}", "%0A%00%7F"),
        ("", ""),
    ] {
        assert_eq!(AddImageRequest::new(text).query_string(), format!("Name={encoded}"), "{text:?}");
    }
}

#[test]
fn only_what_rfc_3986_calls_unreserved_stays_as_it_is() {
    for byte in 0..128_u8 {
        let character = char::from(byte);
        let unreserved = character.is_ascii_alphanumeric() || "-_.~".contains(character);
        let encoded = if unreserved { character.to_string() } else { format!("%{byte:02X}") };
        assert_eq!(AddImageRequest::new(character).query_string(), format!("Name={encoded}"));
    }
}

#[test]
fn the_json_of_a_spec_is_percent_encoded_like_any_value() {
    let request = AddImageRequest::new("n").with_vm_image_spec(VmImageSpec::new().with_image_id("m-1*"));
    assert_eq!(request.query_string(), "Name=n&VMImageSpec=%7B%22ImageId%22%3A%22m-1%2A%22%7D");
}

#[test]
fn the_dot_in_a_flattened_name_stays_as_it_is() {
    let request = ModifyImageAttributeRequest::new("r", "i").with_features(Features::new().with_imds_support("v 3"));
    assert_eq!(request.query_string(), "RegionId=r&ImageId=i&Features.ImdsSupport=v%203");
}

#[test]
fn a_query_is_appended_without_a_separator_before_it() {
    let mut query = "Action=AddImage&".to_owned();
    AddImageRequest::new("n").with_image_version("1").write_query(&mut query);
    assert_eq!(query, "Action=AddImage&Name=n&ImageVersion=1");
}

#[test]
fn a_request_can_be_read_from_its_own_json() {
    let add = full_add_image();
    assert_eq!(from_json::<AddImageRequest>(to_json(&add)).unwrap(), add);
    let modify = full_modify_image_attribute();
    assert_eq!(from_json::<ModifyImageAttributeRequest>(to_json(&modify)).unwrap(), modify);
    let spare = AddImageRequest::new("n");
    assert_eq!(to_json(&spare), r#"{"Name":"n"}"#);
    assert_eq!(from_json::<AddImageRequest>(r#"{"Name":"n"}"#).unwrap(), spare);
}

#[test]
fn a_request_without_a_required_parameter_is_refused_by_name() {
    let error = from_json::<AddImageRequest>(r#"{"ImageType":"VM"}"#).unwrap_err();
    assert_eq!((error.path(), error.to_string().as_str()), ("Name", "Name: required, but not there"));
    let error = from_json::<ModifyImageAttributeRequest>(r#"{"ImageId":"m-1"}"#).unwrap_err();
    assert_eq!(error.path(), "RegionId");
    let error = from_json::<ModifyImageAttributeRequest>(r#"{"RegionId":"r"}"#).unwrap_err();
    assert_eq!(error.path(), "ImageId");
    let error = serde_json::from_str::<AddImageRequest>("{}").unwrap_err();
    assert!(error.to_string().contains("Name: required, but not there"), "{error}");
    // A null has no fields.
    assert_eq!(from_json::<AddImageRequest>("null").unwrap_err().path(), "Name");
}

#[test]
fn serde_and_the_short_way_write_the_same_text() {
    let add = full_add_image();
    assert_eq!(serde_json::to_string(&add).unwrap(), to_json(&add));
    let modify = full_modify_image_attribute();
    assert_eq!(serde_json::to_string(&modify).unwrap(), to_json(&modify));
    assert_eq!(
        to_json(&modify.features.unwrap()),
        r#"{"NvmeSupport":"supported","ImdsSupport":"v2"}"#,
        "a nested type can be written alone"
    );
}

#[test]
fn requests_go_through_other_formats_and_back() {
    let add = full_add_image();
    let value = serde_json::to_value(&add).unwrap();
    assert_eq!(value["ContainerImageSpec"]["IsACRRegistry"], true);
    assert_eq!(serde_json::from_value::<AddImageRequest>(value).unwrap(), add);
    let yaml = serde_yaml::to_string(&add).unwrap();
    assert!(yaml.contains("VMImageSpec:\n  ImageId: m-bp1akkkr1rkxtb******\n"), "{yaml}");
    assert_eq!(serde_yaml::from_str::<AddImageRequest>(&yaml).unwrap(), add);
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![".{0,12}", any::<String>(), Just(String::new())]
}

prop_compose! {
    fn any_modify()(
        required in (text(), text()),
        texts in [proptest::option::of(text()), proptest::option::of(text()), proptest::option::of(text())],
        enums in [proptest::option::of(text()), proptest::option::of(text()), proptest::option::of(text())],
        features in proptest::option::of([proptest::option::of(text()), proptest::option::of(text())]),
        dry_run in any::<Option<bool>>(),
    ) -> ModifyImageAttributeRequest {
        let mut request = ModifyImageAttributeRequest::new(required.0, required.1);
        [request.image_name, request.image_family, request.description] = texts;
        let [status, boot_mode, license_type] = enums;
        request.status = status.map(Into::into);
        request.boot_mode = boot_mode.map(Into::into);
        request.license_type = license_type.map(Into::into);
        request.features = features.map(|[nvme_support, imds_support]| {
            let mut features = Features::new();
            features.nvme_support = nvme_support.map(Into::into);
            features.imds_support = imds_support.map(Into::into);
            features
        });
        request.dry_run = dry_run;
        request
    }
}

prop_compose! {
    fn any_add()(
        name in text(),
        texts in [proptest::option::of(text()), proptest::option::of(text()), proptest::option::of(text())],
        container in proptest::option::of((any::<Option<bool>>(), [text(), text(), text(), text()])),
        vm in proptest::option::of(proptest::option::of(text())),
    ) -> AddImageRequest {
        let mut request = AddImageRequest::new(name);
        let [image_type, image_version, description] = texts;
        request.image_type = image_type.map(Into::into);
        request.image_version = image_version;
        request.description = description;
        request.container_image_spec = container.map(|(flag, [url, server, user, password])| {
            let credential = RegistryCredential::new().with_server(server).with_user_name(user).with_password(password);
            let mut spec = ContainerImageSpec::new().with_registry_url(url).with_registry_credential(credential);
            spec.is_acr_registry = flag;
            spec
        });
        request.vm_image_spec = vm.map(|image_id| {
            let mut spec = VmImageSpec::new();
            spec.image_id = image_id;
            spec
        });
        request
    }
}

/// Undoes percent-encoding, as a server does.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next().unwrap(), rest.next().unwrap()];
            bytes.push(u8::from_str_radix(std::str::from_utf8(&digits).unwrap(), 16).unwrap());
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).unwrap()
}

fn split(query: &str) -> Vec<(String, String)> {
    let pairs = query.split('&').map(|pair| pair.split_once('=').unwrap());
    pairs.map(|(name, value)| (decoded(name), decoded(value))).collect()
}

proptest! {
    #[test]
    fn a_server_reads_the_pairs_back_out_of_the_query_string(modify in any_modify(), add in any_add()) {
        prop_assert_eq!(split(&modify.query_string()), modify.query_pairs());
        prop_assert_eq!(split(&add.query_string()), add.query_pairs());
    }

    #[test]
    fn any_request_survives_every_way_through_json(modify in any_modify(), add in any_add()) {
        let text = to_json(&modify);
        prop_assert_eq!(&serde_json::to_string(&modify).unwrap(), &text);
        prop_assert_eq!(&from_json::<ModifyImageAttributeRequest>(&text).unwrap(), &modify);
        prop_assert_eq!(&serde_json::from_str::<ModifyImageAttributeRequest>(&text).unwrap(), &modify);
        let text = to_json(&add);
        prop_assert_eq!(&serde_json::to_string(&add).unwrap(), &text);
        prop_assert_eq!(&from_json::<AddImageRequest>(&text).unwrap(), &add);
        prop_assert_eq!(&serde_json::from_slice::<AddImageRequest>(text.as_bytes()).unwrap(), &add);
    }

    #[test]
    fn a_spec_in_a_pair_is_the_json_of_the_spec(add in any_add()) {
        let pairs = add.query_pairs();
        let sent = pairs.iter().find(|(name, _)| name == "ContainerImageSpec").map(|(_, value)| value.clone());
        prop_assert_eq!(sent, add.container_image_spec.as_ref().map(|spec| to_json(spec)));
    }
}
