//! What the official SDKs send for forty operations with parameters of every style in every part of a request, and what is
//! sent here.
#![cfg(feature = "http")]

use std::collections::BTreeSet;

use crate::common::Fields;
use apiscribe::{Any, Endpoint, Location, Method, Operation, OperationFacts, Parameter, RequestError, Style, http};

/// Calls of these operations with random values, and what the published algorithms of the official SDKs make of them,
/// written down by a program of its own. A form is there as its pairs and a body as its JSON, because the SDKs neither order
/// nor escape them alike.
const CALLS: &str = include_str!("data/sdk_pairs.json");

/// Declares the operations, and how one is called by its name.
macro_rules! operations {
    ($($name:ident: $style:ident [$($method:ident),+] $path:literal {
        $($wire:literal in $location:ident as $how:ident,)*
    })+) => {
        $(operation!(
            $name,
            Fields,
            OperationFacts::$style()
                .product("Orchard", "2031-05-01")
                .action(stringify!($name))
                .http(&[$(Method::$method),+], $path)
                .parameters(&[$(Parameter::new($wire, Location::$location, Style::$how)),*])
        );)+

        const OPERATIONS: &[(&str, &OperationFacts)] = &[$((stringify!($name), $name::FACTS)),+];

        fn sent(operation: &str, values: &Any) -> Result<http::Request<Vec<u8>>, RequestError> {
            match operation {
                $(stringify!($name) => $name(fields($name::FACTS, values)).to_http(&Endpoint::at("api.example")),)+
                other => panic!("there is no operation {other}"),
            }
        }
    };
}

operations! {
    PlantTree: rpc [Post, Get] "/" {
        "Name" in Query as Flat,
        "Age" in Query as Flat,
        "Alive" in Query as Flat,
        "Height" in Query as Flat,
    }
    ListTrees: rpc [Post] "/" {
        "TreeId" in Query as Flat,
        "PageSize" in Query as Flat,
    }
    TagTrees: rpc [Get, Post] "/" {
        "TreeId" in Query as RepeatList,
        "Tag" in Query as RepeatList,
    }
    GraftBranch: rpc [Post] "/" {
        "Branch" in Query as Flat,
        "Stock" in Query as Flat,
    }
    StoreSeeds: rpc [Post] "/" {
        "Store" in Query as Json,
        "Name" in Query as Flat,
    }
    SortSeeds: rpc [Post] "/" {
        "Seeds" in Query as Json,
        "Sizes" in Query as Json,
    }
    NameFruits: rpc [Post] "/" {
        "Fruits" in Query as Simple,
    }
    NameLeaves: rpc [Post] "/" {
        "Leaves" in Query as SpaceDelimited,
    }
    NameRoots: rpc [Post] "/" {
        "Roots" in Query as PipeDelimited,
    }
    MixJuice: rpc [Post] "/" {
        "QFlat" in Query as Flat,
        "QRepeatList" in Query as RepeatList,
        "QJson" in Query as Json,
        "QSimple" in Query as Simple,
        "QSpaceDelimited" in Query as SpaceDelimited,
        "QPipeDelimited" in Query as PipeDelimited,
    }
    PourJuice: rpc [Post] "/" {
        "Cup" in Form as Flat,
        "Count" in Form as Flat,
        "Cold" in Form as Flat,
    }
    BottleJuice: rpc [Post] "/" {
        "Bottle" in Form as Flat,
        "Tag" in Form as RepeatList,
    }
    LabelBottles: rpc [Post] "/" {
        "Label" in Form as Json,
        "Bottles" in Form as Json,
    }
    StackCrates: rpc [Post] "/" {
        "A" in Form as Simple,
        "B" in Form as SpaceDelimited,
        "C" in Form as PipeDelimited,
    }
    ShipCrates: rpc [Post] "/ship" {
        "To" in Query as Flat,
        "Tag" in Query as RepeatList,
        "Crate" in Form as Flat,
        "Note" in Form as Flat,
    }
    WeighCrates: rpc [Get] "/" {
        "CrateId" in Query as Flat,
        "Scale" in Form as Flat,
    }
    SignReceipt: rpc [Post] "/" {
        "x-acs-receipt" in Header as Flat,
        "x-orchard-pages" in Header as Simple,
        "Name" in Query as Flat,
    }
    OpenGate: rpc [Post] "/" {
        "Garden" in Host as Flat,
        "Gate" in Query as Flat,
    }
    CountBirds: rpc [Get, Put, Post] "/birds?kind=all" {
        "Since" in Query as Flat,
    }
    FeedBirds: rpc [Put] "/" {
        "Feed" in Query as Flat,
        "Water" in Form as Flat,
    }
    GetOrchard: roa [Get] "/orchards/{OrchardId}" {
        "OrchardId" in Path as Flat,
    }
    MoveRow: roa [Put] "/orchards/{From}/rows/{To}" {
        "From" in Path as Flat,
        "To" in Path as Flat,
        "Fast" in Query as Flat,
    }
    AddOrchard: roa [Post] "/orchards" {
        "body" in Body as Json,
    }
    AddRows: roa [Post] "/rows" {
        "body" in Body as Json,
    }
    AddCounts: roa [Post] "/counts" {
        "Counts" in Body as Flat,
        "Day" in Query as Flat,
    }
    AddTree: roa [Post] "/trees/{Id}" {
        "Id" in Path as Flat,
        "body" in Body as Json,
        "x-acs-note" in Header as Flat,
    }
    ChangeRow: roa [Patch] "/rows/{Id}" {
        "Id" in Path as Flat,
        "Fields" in Query as Simple,
        "body" in Body as Json,
    }
    DropRows: roa [Delete] "/rows/{Kind}/all" {
        "Kind" in Path as Flat,
        "RowId" in Query as Flat,
        "Filter" in Query as Flat,
    }
    LookAtRow: roa [Head] "/rows/{Id}" {
        "Id" in Path as Flat,
        "If" in Query as Flat,
    }
    AskRow: roa [Options] "/rows" {
        "Of" in Query as Json,
    }
    PostForm: roa [Post] "/forms" {
        "FFlat" in Form as Flat,
        "FRepeatList" in Form as RepeatList,
        "FJson" in Form as Json,
        "FSimple" in Form as Simple,
        "FSpaceDelimited" in Form as SpaceDelimited,
        "FPipeDelimited" in Form as PipeDelimited,
    }
    GetForm: roa [Get] "/forms/{Id}" {
        "Id" in Path as Flat,
        "Q" in Query as RepeatList,
        "F" in Form as Flat,
    }
    PutHeaders: roa [Put] "/headers" {
        "x-acs-list" in Header as Flat,
        "x-acs-map" in Header as Flat,
        "x-acs-json" in Header as Json,
        "x-plain" in Header as PipeDelimited,
    }
    PostToHost: roa [Post] "/plots" {
        "Garden" in Host as Flat,
        "body" in Body as Json,
    }
    GetStat: roa [Get] "/rows/{Id}?stat" {
        "Id" in Path as Flat,
    }
    GetMore: roa [Get] "/rows?more&kind=a,b&lang=" {
        "Page" in Query as Flat,
        "Tag" in Query as Flat,
    }
    PutMarked: roa [Put] "/rows/{Id}?mark" {
        "Id" in Path as Flat,
        "body" in Body as Json,
        "Colour" in Query as Flat,
    }
    ListNothing: roa [Get] "/nothing" {
        "QFlat" in Query as Flat,
        "QRepeatList" in Query as RepeatList,
        "QJson" in Query as Json,
        "QSimple" in Query as Simple,
        "QSpaceDelimited" in Query as SpaceDelimited,
        "QPipeDelimited" in Query as PipeDelimited,
    }
    SendNothing: rpc [Post] "/" {
        "FFlat" in Form as Flat,
        "FRepeatList" in Form as RepeatList,
        "FJson" in Form as Json,
        "FSimple" in Form as Simple,
        "FSpaceDelimited" in Form as SpaceDelimited,
        "FPipeDelimited" in Form as PipeDelimited,
        "Name" in Query as Flat,
    }
    UseOddNames: roa [Post] "/odd/$names" {
        "a b" in Query as Flat,
        "x.y" in Query as Flat,
        "日" in Query as Flat,
        "[0]" in Form as Flat,
        "k=v&" in Form as Flat,
    }
}

/// The values of all parameters in the table's order; null is what is not sent.
fn fields(facts: &OperationFacts, values: &Any) -> Fields {
    Fields(
        facts.parameters.iter().map(|parameter| (parameter.name.to_owned(), values[parameter.name].clone())).collect(),
    )
}

fn calls() -> Vec<Any> {
    serde_json::from_str(CALLS).expect("JSON")
}

/// The pairs of a form as a server reads them, in order.
fn form(body: &[u8]) -> Vec<(String, String)> {
    let text = std::str::from_utf8(body).expect("text");
    let mut pairs: Vec<(String, String)> = text
        .split('&')
        .map(|pair| pair.split_once('=').expect("a name and a value"))
        .map(|(name, value)| (decoded(name), decoded(value)))
        .collect();
    pairs.sort();
    pairs
}

fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        assert!(byte.is_ascii() && byte != b'+' && byte != b' ', "{text}");
        if byte == b'%' {
            let digits = [rest.next(), rest.next()].map(|digit| char::from(digit.expect("two digits")));
            bytes.push(u8::from_str_radix(&String::from_iter(digits), 16).expect("two digits"));
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).expect("UTF-8")
}

#[test]
fn what_is_sent_is_what_the_official_sdks_send() {
    for call in calls() {
        let operation = call["operation"].as_str().expect("a name");
        let request = sent(operation, &call["values"]).unwrap_or_else(|error| panic!("{error}: {call}"));
        assert_eq!(Some(request.method().as_str()), call["method"].as_str(), "{call}");
        assert_eq!(Some(request.uri().to_string().as_str()), call["uri"].as_str(), "{call}");
        let content_type = request.headers().get("content-type").map(|value| value.to_str().expect("text"));
        assert_eq!(content_type, call["content_type"].as_str(), "{call}");
        for header in call["headers"].as_array().expect("pairs") {
            let (name, value) = (header[0].as_str().expect("a name"), header[1].as_str().expect("a value"));
            assert_eq!(request.headers()[name], value, "{call}");
        }
        match (call.get("body"), call.get("form")) {
            (Some(body), None) => {
                assert_eq!(serde_json::from_slice::<Any>(request.body()).expect("JSON"), *body, "{call}");
            }
            (None, Some(pairs)) => {
                let pairs: Vec<(String, String)> = serde_json::from_value(pairs.clone().into()).expect("pairs");
                assert_eq!(form(request.body()), pairs, "{call}");
            }
            _ => assert!(request.body().is_empty(), "{call}"),
        }
    }
}

#[test]
fn the_operations_have_every_style_and_every_part_of_a_request_that_the_sdks_know() {
    // Other APIs have these.
    let unknown_to_sdks = ["cookie", "body_field", "part", "repeat", "brackets", "deep_object"];
    let is_known = |word: &&&str| !unknown_to_sdks.contains(*word);
    assert_eq!(OPERATIONS.len(), 40);
    let called: BTreeSet<String> =
        calls().iter().filter_map(|call| call["operation"].as_str().map(str::to_owned)).collect();
    assert_eq!(called.len(), 40, "each is called");
    let all = || OPERATIONS.iter().flat_map(|(_, facts)| facts.parameters);
    for location in Location::WORDS.iter().filter(is_known) {
        assert!(all().any(|parameter| parameter.location.word() == *location), "{location}");
    }
    for style in Style::WORDS.iter().filter(is_known) {
        for location in [Location::Query, Location::Form] {
            let is_there = |parameter: &Parameter| parameter.location == location && parameter.style.word() == *style;
            assert!(all().any(is_there), "{style} in {location:?}");
        }
    }
    for method in Method::WORDS {
        assert!(OPERATIONS.iter().any(|(_, facts)| facts.sent_method().as_str() == *method), "{method}");
    }
}
