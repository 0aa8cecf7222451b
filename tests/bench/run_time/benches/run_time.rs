//! What generated types cost at run time: nanoseconds by criterion, allocations by a counting allocator.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::hint::black_box;

use alibaba_cloud_types::ecs::v2014_05_26::modify_image_attribute::Features;
use alibaba_cloud_types::ecs::v2014_05_26::{
    ModifyImageAttributeError, ModifyImageAttributeErrorCode, ModifyImageAttributeRequest,
};
use alibaba_cloud_types::ehpcinstant::v2023_07_01::AddImageRequest;
use alibaba_cloud_types::ehpcinstant::v2023_07_01::add_image::ContainerImageSpec;
use alibaba_cloud_types::{OpenEnum as _, Operation as _, from_json, to_json};
use criterion::{Criterion, criterion_group, criterion_main};
use serde::{Deserialize, Serialize};

/// Counts what a thread allocates.
struct Counting;

thread_local! {
    static ALLOCATIONS: Cell<usize> = const { Cell::new(0) };
}

// SAFETY: every call goes on to the system's allocator as it came.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        ALLOCATIONS.with(|count| count.set(count.get() + 1));
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, place: *mut u8, layout: Layout) {
        unsafe { System.dealloc(place, layout) }
    }

    unsafe fn realloc(&self, place: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        ALLOCATIONS.with(|count| count.set(count.get() + 1));
        unsafe { System.realloc(place, layout, size) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// Measures one candidate, and says how often it allocates.
fn candidate<T>(criterion: &mut Criterion, group: &str, name: &str, mut run: impl FnMut() -> T) {
    // What is made once, as a compiled expression, is made now.
    black_box(run());
    let before = ALLOCATIONS.get();
    let result = black_box(run());
    let allocations = ALLOCATIONS.get() - before;
    drop(result);
    println!("{group}/{name}: {allocations} allocations");
    criterion.benchmark_group(group).bench_function(name, |bencher| bencher.iter(|| run()));
}

const NAME: &str = "web-image.2026_11:21";
const CHINESE: &str = "镜像名称镜像名称镜像名称镜像名称镜像名称";
const NAME_PATTERN: &str = r"^[A-Za-z\p{Han}][A-Za-z\p{Han}0-9.:_-]{1,127}$";

mod peers {
    use super::{Deserialize, NAME_PATTERN, Serialize};
    use std::sync::LazyLock;

    pub static NAME: LazyLock<regex::Regex> = LazyLock::new(|| regex::Regex::new(NAME_PATTERN).unwrap());

    /// What the documentation says of an image's name, checked the usual way.
    pub fn is_name(text: &str) -> bool {
        NAME.is_match(text)
            && !["aliyun", "acs:"].iter().any(|prefix| text.starts_with(prefix))
            && !["http://", "https://"].iter().any(|part| text.contains(part))
    }

    #[derive(garde::Validate)]
    pub struct Garde<'a> {
        #[garde(length(chars, min = 2, max = 128), pattern(NAME), custom(forbidden))]
        pub name: &'a str,
    }

    fn forbidden(text: &str, _: &()) -> garde::Result {
        if is_free(text) { Ok(()) } else { Err(garde::Error::new("forbidden")) }
    }

    fn is_free(text: &str) -> bool {
        !["aliyun", "acs:"].iter().any(|prefix| text.starts_with(prefix))
            && !["http://", "https://"].iter().any(|part| text.contains(part))
    }

    #[derive(validator::Validate)]
    pub struct Validator<'a> {
        #[validate(length(min = 2, max = 128), regex(path = *NAME), custom(function = "free"))]
        pub name: &'a str,
    }

    fn free(text: &str) -> Result<(), validator::ValidationError> {
        if is_free(text) { Ok(()) } else { Err(validator::ValidationError::new("forbidden")) }
    }

    /// The error body as typify and progenitor make it: the code as an enum.
    #[derive(Debug, Deserialize)]
    #[serde(rename_all = "PascalCase")]
    #[expect(dead_code, reason = "reading it is all that is measured")]
    pub struct ErrorBody {
        pub code: Code,
        pub message: String,
        pub request_id: String,
        pub host_id: String,
        pub recommend: String,
    }

    #[derive(Debug, Deserialize)]
    pub enum Code {
        #[serde(rename = "InvalidImageName.Malformed")]
        ImageNameMalformed,
        MissingParameter,
        #[serde(rename = "InvalidImageName.Duplicated")]
        ImageNameDuplicated,
        #[serde(rename = "InvalidDescription.Malformed")]
        DescriptionMalformed,
        #[serde(rename = "ImageQuotaFull.ImageFamily")]
        QuotaFullImageFamily,
        #[serde(rename = "InvalidImageFamily.Malformed")]
        ImageFamilyMalformed,
        ImageFamilyQuotaFull,
        #[serde(rename = "InvalidBootMode.NotSupport")]
        BootModeNotSupport,
        #[serde(rename = "InvalidLicenseType.NotSupported")]
        LicenseTypeNotSupported,
        #[serde(rename = "InvalidParameter.FeaturesImdsSupport")]
        FeaturesImdsSupport,
        #[serde(rename = "ImageStatus.NotAvailable")]
        NotAvailable,
        #[serde(rename = "ImageStatus.NotDeprecated")]
        NotDeprecated,
        ImageUseShared,
        #[serde(rename = "OperationDeined.ImageUsingByInstance")]
        ImageUsingByInstance,
        #[serde(rename = "InvalidOperation.FeaturesImdsSupportNotMatch")]
        FeaturesImdsSupportNotMatch,
        #[serde(rename = "InvalidStatus.ImageIsCreating")]
        ImageIsCreating,
        #[serde(rename = "InvalidOperation.PublicImageUnsupported")]
        PublicImageUnsupported,
        #[serde(rename = "InvalidImageId.NotFound")]
        ImageIdNotFound,
    }

    /// The container part of `AddImage`, as one would write it by hand.
    #[derive(Debug, Deserialize, Serialize)]
    #[serde(rename_all = "PascalCase")]
    pub struct AddImage {
        pub name: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub image_version: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub description: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub container_image_spec: Option<ContainerImageSpec>,
    }

    #[derive(Debug, Deserialize, Serialize)]
    pub struct ContainerImageSpec {
        #[serde(rename = "RegistryUrl", skip_serializing_if = "Option::is_none")]
        pub registry_url: Option<String>,
        #[serde(rename = "IsACRRegistry", skip_serializing_if = "Option::is_none")]
        pub is_acr_registry: Option<bool>,
    }
}

fn validation(criterion: &mut Criterion) {
    use garde::Validate as _;
    use validator::Validate as _;
    let regress = regress::Regex::new(
        "^(?!aliyun|acs:)(?!.*https?://)[A-Za-z\u{4e00}-\u{9fff}][A-Za-z\u{4e00}-\u{9fff}0-9.:_-]{1,127}$",
    )
    .unwrap();
    for (group, name) in [("validate-20-ascii", NAME), ("validate-20-chinese", CHINESE)] {
        let request = ModifyImageAttributeRequest::new("cn-hangzhou", "m-1").with_image_name(name);
        assert!(request.validate().is_ok() && peers::is_name(name), "{name}");
        candidate(criterion, group, "apiscribe", || black_box(&request).validate());
        candidate(criterion, group, "regex", || peers::is_name(black_box(name)));
        candidate(criterion, group, "regress", || regress.find(black_box(name)).is_some());
        candidate(criterion, group, "garde", || peers::Garde { name: black_box(name) }.validate().is_ok());
        candidate(criterion, group, "validator", || peers::Validator { name: black_box(name) }.validate().is_ok());
    }
}

fn query(criterion: &mut Criterion) {
    let features = Features::new().with_nvme_support("supported").with_imds_support("v2");
    let request = ModifyImageAttributeRequest::new("cn-hangzhou", "m-bp18ygjuqnwhechc****")
        .with_image_name("测试 image/name")
        .with_status("Deprecated")
        .with_image_family("hangzhou-daily-update")
        .with_boot_mode("UEFI-Preferred")
        .with_license_type("BYOL")
        .with_description("A description, with spaces & signs = + and 中文")
        .with_features(features)
        .with_dry_run(true);
    let pairs = request.query_pairs();
    assert_eq!(pairs.len(), 11);
    let mut query = String::with_capacity(1024);
    candidate(criterion, "query-11-pairs", "apiscribe", || {
        query.clear();
        black_box(&request).write_query(&mut query);
    });
    candidate(criterion, "query-11-pairs", "serde_urlencoded of pairs that are there", || {
        serde_urlencoded::to_string(black_box(&pairs)).unwrap()
    });
    // As one does with types that know nothing of queries: pairs first, then the text.
    candidate(criterion, "query-11-pairs", "serde_urlencoded", || {
        serde_urlencoded::to_string(black_box(&request).query_pairs()).unwrap()
    });
}

const ERROR: &str = r#"{"RequestId":"473469C7-AA6F-4DC5-B3DB-A3DC0DE3C83E","HostId":"ecs.cn-hangzhou.aliyuncs.com","Code":"InvalidImageId.NotFound","Message":"The specified ImageId does not exist.","Recommend":"https://api.aliyun.com/troubleshoot?q=InvalidImageId.NotFound"}"#;

fn errors(criterion: &mut Criterion) {
    candidate(criterion, "error-body", "apiscribe", || {
        ModifyImageAttributeError::from_body(404, black_box(ERROR.as_bytes()))
    });
    candidate(criterion, "error-body", "serde_json derive, code as enum", || {
        serde_json::from_slice::<peers::ErrorBody>(black_box(ERROR.as_bytes())).unwrap()
    });
    for (name, code) in [("last code", "InvalidImageId.NotFound"), ("unknown code", "Nothing.OfTheKind")] {
        candidate(criterion, "code-lookup", name, || ModifyImageAttributeErrorCode::from_known(black_box(code)));
    }
}

fn json(criterion: &mut Criterion) {
    let spec = ContainerImageSpec::new()
        .with_registry_url("registry.cn-hangzhou.aliyuncs.com/a/b:1")
        .with_is_acr_registry(true);
    let request = AddImageRequest::new("app-image")
        .with_image_version("V1.0")
        .with_description("An image \"for tests\"")
        .with_container_image_spec(spec);
    let text = to_json(&request);
    let peer: peers::AddImage = serde_json::from_str(&text).unwrap();
    assert_eq!(serde_json::to_string(&peer).unwrap(), text);
    candidate(criterion, "json-write", "apiscribe", || to_json(black_box(&request)));
    candidate(criterion, "json-write", "serde_json derive", || serde_json::to_string(black_box(&peer)).unwrap());
    candidate(criterion, "json-read", "apiscribe", || from_json::<AddImageRequest>(black_box(&text)).unwrap());
    candidate(criterion, "json-read", "serde_json derive", || {
        serde_json::from_str::<peers::AddImage>(black_box(&text)).unwrap()
    });
}

criterion_group! {
    name = run_time;
    config = Criterion::default().sample_size(60).measurement_time(std::time::Duration::from_secs(2));
    targets = validation, query, errors, json
}
criterion_main!(run_time);
