//! Open enums: known values are variants, all other values are kept exactly, and one value never has two forms.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{Debug, Display};
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher, Hash};
use std::str::FromStr;

use alibaba_cloud_types::apiscribe::{Decode, Encode, NoServiceCode, UnknownValue};
use alibaba_cloud_types::ecs::v2014_05_26::modify_image_attribute::{
    BootMode, ImdsSupport, LicenseType, NvmeSupport, Status,
};
use alibaba_cloud_types::ecs::v2014_05_26::{EcsErrorCode, ModifyImageAttributeErrorCode};
use alibaba_cloud_types::ehpcinstant::v2023_07_01::AddImageErrorCode;
use alibaba_cloud_types::ehpcinstant::v2023_07_01::add_image::ImageType;
use alibaba_cloud_types::{Code, ErrorCode, Open, OpenEnum, from_json, to_json};
use proptest::prelude::*;

/// What people expect of the value of every such enum.
trait Text<E>:
    From<E>
    + for<'a> From<&'a str>
    + From<String>
    + FromStr<Err: Debug>
    + AsRef<str>
    + Clone
    + Debug
    + Display
    + Eq
    + Ord
    + Hash
    + PartialEq<E>
    + PartialEq<str>
    + for<'a> PartialEq<&'a str>
    + Encode
    + Decode
    + Send
    + Sync
    + serde_json_both::Both
{
}

impl<E: OpenEnum<Value = str>> Text<E> for Open<E> {}

/// Both of serde's traits, by what can be done with them.
mod serde_json_both {
    use alibaba_cloud_types::apiscribe::serde::{Serialize, de::DeserializeOwned};

    pub(super) trait Both: Serialize + DeserializeOwned {}
    impl<T: Serialize + DeserializeOwned> Both for T {}
}

fn hash(value: &impl Hash) -> u64 {
    BuildHasherDefault::<DefaultHasher>::default().hash_one(value)
}

/// A value, known or not, in every form it can take.
fn check_value<E: OpenEnum<Value = str>>(value: &Open<E>, wire: &str)
where
    Open<E>: Text<E>,
{
    assert_eq!((value.as_str(), value.as_value(), value.as_ref()), (wire, wire, wire));
    assert_eq!(value.to_string(), wire);
    assert_eq!(format!("{value:>40}"), format!("{wire:>40}"), "Display keeps to the width");
    assert!(*value == wire && *value == *wire);
    for made in [Open::from(wire), Open::from(wire.to_owned()), wire.parse().unwrap(), value.clone()] {
        assert_eq!(&made, value);
        assert_eq!(hash(&made), hash(value));
        assert_eq!(std::mem::discriminant(&made), std::mem::discriminant(value), "a value has exactly one form");
    }
    let json = serde_json::to_string(wire).unwrap();
    assert_eq!(to_json(value), json);
    assert_eq!(serde_json::to_string(value).unwrap(), json);
    assert_eq!(&from_json::<Open<E>>(&json).unwrap(), value);
    assert_eq!(&serde_json::from_str::<Open<E>>(&json).unwrap(), value);
}

/// The documented values, and that no value but these is taken for one of them.
fn check_known<E: OpenEnum<Value = str>>(known: &[&str], unknown: &[&str]) {
    let listed: Vec<&str> = E::known().map(|(wire, _)| wire).collect();
    assert_eq!(listed, known, "the documented values in the documentation's order");
    for (wire, variant) in E::known() {
        assert_eq!((variant.as_value(), E::from_known(wire)), (wire, Some(variant)));
    }
    assert!(unknown.iter().all(|wire| E::from_known(wire).is_none()));
}

fn check_enum<E: OpenEnum<Value = str>>(known: &[&str], unknown: &[&str]) {
    check_known::<E>(known, unknown);
    for (wire, variant) in E::known() {
        let value = Open::from(variant);
        check_value(&value, wire);
        assert!(value == variant && value.known() == Some(variant) && !value.is_unknown());
        assert_eq!(UnknownValue::<E>::new(wire).unwrap_err(), variant, "no unknown value can be made of it");
    }
    for wire in unknown {
        check_value(&Open::<E>::from(*wire), wire);
        assert!(E::known().all(|(_, variant)| Open::from(*wire) != variant));
        let value = UnknownValue::<E>::new(wire).unwrap();
        assert_eq!((value.get(), value.as_str()), (*wire, *wire));
        assert_eq!(value.to_string(), *wire);
        assert_eq!(format!("{value:?}"), format!("{wire:?}"));
        assert_eq!(value.clone(), value);
    }
    let all: Vec<&str> = known.iter().chain(unknown).copied().collect();
    for left in &all {
        for right in &all {
            let (a, b) = (Open::<E>::from(*left), Open::<E>::from(*right));
            assert_eq!(a == b, left == right);
            assert_eq!(a.cmp(&b), left.cmp(right), "the order is that of the texts");
            assert_eq!(a.partial_cmp(&b), Some(a.cmp(&b)));
            assert_eq!(hash(&a) == hash(&b), left == right);
        }
    }
}

/// Values that come near to known ones and are none.
const UNKNOWN: &[&str] =
    &["", " ", "vm", "bios", "BIOS ", " BIOS", "UEFI-preferred", "V1", "Supported", "byol", "虚拟机", "😀", "a\nb\0"];

#[test]
fn the_enums_of_the_requests_know_their_documented_values_and_keep_all_others() {
    check_enum::<ImageType>(&["VM", "Container"], UNKNOWN);
    check_enum::<Status>(&["Deprecated", "Available"], UNKNOWN);
    check_enum::<BootMode>(&["BIOS", "UEFI", "UEFI-Preferred"], UNKNOWN);
    check_enum::<LicenseType>(&["BYOL"], UNKNOWN);
    check_enum::<NvmeSupport>(&["supported", "unsupported"], UNKNOWN);
    check_enum::<ImdsSupport>(&["v1", "v2"], UNKNOWN);
}

/// The codes of a table, each once, in the order of their first rows.
fn codes<T: ErrorCode>() -> Vec<&'static str> {
    let mut codes: Vec<&str> = Vec::new();
    for row in T::documented() {
        if !codes.contains(&row.code) {
            codes.push(row.code);
        }
    }
    codes
}

/// A code, of the operation, of its service or unknown, in every form it can take.
fn check_code<C: ErrorCode>(wire: &str) {
    let code = Code::<C>::from(wire);
    assert_eq!((code.as_str(), code.as_ref(), code.to_string().as_str()), (wire, wire, wire));
    assert!(code == *wire && code == wire);
    assert_eq!(code.known(), C::from_known(wire));
    assert!(
        code.known()
            .is_none_or(|known| code == known && matches!(Code::from(known), Code::Known(same) if same == known))
    );
    let is_known = C::from_known(wire).is_some() || C::Service::from_known(wire).is_some();
    assert_eq!(code.is_unknown(), !is_known);
    assert_eq!((&code.clone(), hash(&code.clone())), (&code, hash(&code)));
    let rows = C::documented().iter().chain(C::Service::documented());
    assert_eq!(code.documented().next(), rows.clone().find(|row| row.code == wire));
}

/// Returns how many codes there are.
fn check_codes<C: ErrorCode>(unknown: &[&str]) -> usize {
    let known = codes::<C>();
    check_known::<C>(&known, unknown);
    known.iter().chain(unknown).chain(&codes::<C::Service>()).for_each(|code| check_code::<C>(code));
    known.len()
}

#[test]
fn the_error_codes_are_known_or_kept_like_other_values() {
    let unknown = ["", "invalidparams", "Invalid Params", "Some.New.Code", "InvalidParams%s"];
    assert_eq!(check_codes::<AddImageErrorCode>(&unknown), 11);
    assert_eq!(check_codes::<ModifyImageAttributeErrorCode>(&unknown), 18);
    assert_eq!(check_codes::<EcsErrorCode>(&unknown), 21);
    assert_eq!(check_codes::<NoServiceCode>(&unknown), 0);
}

#[test]
fn a_code_of_the_service_is_known_though_the_operation_does_not_list_it() {
    for row in EcsErrorCode::documented() {
        let code = Code::<ModifyImageAttributeErrorCode>::from(row.code);
        assert!(matches!(code, Code::Known(_) | Code::Service(_)), "{code:?}");
    }
}

#[test]
fn the_variants_have_the_names_that_people_match_on() {
    assert!(matches!(Open::from("VM"), Open::Known(ImageType::Vm)));
    assert!(matches!(Open::from("UEFI-Preferred"), Open::Known(BootMode::UefiPreferred)));
    assert!(matches!(Open::from("BYOL"), Open::Known(LicenseType::Byol)));
    assert!(matches!(Open::from("v1"), Open::Known(ImdsSupport::V1)));
    assert!(matches!(Open::<BootMode>::from("Auto"), Open::Unknown(value) if value.as_str() == "Auto"));
}

#[test]
fn known_values_can_be_told_from_unknown_ones() {
    assert_eq!(Open::from("UEFI").known(), Some(BootMode::Uefi));
    assert!(!Open::from(BootMode::Uefi).is_unknown());
    assert!(Open::<BootMode>::from("Auto").is_unknown());
    assert_eq!(Open::<BootMode>::from("Auto").known(), None);
}

#[test]
fn debug_shows_the_variant_and_an_unknown_value_in_quotes() {
    assert_eq!(format!("{:?}", Open::from(BootMode::Uefi)), "Uefi");
    assert_eq!(format!("{:?}", Open::<BootMode>::from("Auto")), r#"Unknown("Auto")"#);
}

#[test]
fn an_unknown_value_can_be_put_back_as_it_is() {
    let value = UnknownValue::<BootMode>::new("Auto").unwrap();
    assert_eq!(Open::Unknown(value.clone()), Open::<BootMode>::from("Auto"));
    assert_eq!(Open::Unknown(value).as_str(), "Auto");
}

#[test]
fn enums_are_keys_of_maps_and_members_of_sets() {
    let counts: BTreeMap<Open<BootMode>, i32> =
        [("UEFI".into(), 1), ("Auto".into(), 2), (BootMode::Uefi.into(), 3)].into();
    assert_eq!(counts, [("Auto".into(), 2), (BootMode::Uefi.into(), 3)].into());
    let sorted: BTreeSet<Open<BootMode>> = ["b", "UEFI", "a", "BIOS"].map(Open::from).into();
    assert_eq!(sorted.iter().map(Open::as_str).collect::<Vec<_>>(), ["BIOS", "UEFI", "a", "b"]);
}

#[test]
fn a_number_or_boolean_where_text_is_due_is_taken_as_text() {
    assert_eq!(from_json::<Open<ImdsSupport>>("1").unwrap(), "1");
    assert_eq!(from_json::<Open<ImdsSupport>>("true").unwrap(), "true");
    assert_eq!(from_json::<Option<Open<ImdsSupport>>>("null").unwrap(), None);
    assert_eq!(from_json::<Open<ImdsSupport>>("[]").unwrap_err().to_string(), "expected a string, found a list");
}

proptest! {
    #[test]
    fn any_text_at_all_round_trips(text in any::<String>()) {
        check_value(&Open::<BootMode>::from(text.as_str()), &text);
        check_code::<ModifyImageAttributeErrorCode>(&text);
    }
}
