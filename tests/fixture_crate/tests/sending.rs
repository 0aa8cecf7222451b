//! Generated operations in HTTP: each part of a request in its place, and bodies that are no objects read back.

use apiscribe::{Credentials, Endpoint, Operation, RequestError, Response, http};
use fixture_crate::locations::museum::v2031_05_01::describe_picture::Body;
use fixture_crate::locations::museum::v2031_05_01::{DescribePictureRequest, HangPictureRequest, UploadPictureRequest};
use fixture_crate::response_body::museum::v2031_05_01::{
    CountVisitorsRequest, GetMottoRequest, GetPlanRequest, ListRoomsRequest,
};
use fixture_crate::roa_path::museum::v2031_05_01::{GetExhibitRequest, ListExhibitsRequest};

fn endpoint() -> Endpoint {
    Endpoint::at("museum.example")
}

fn body(request: &http::Request<Vec<u8>>) -> (&str, &str) {
    let content_type = request.headers()["content-type"].to_str().expect("text");
    (content_type, std::str::from_utf8(request.body()).expect("text"))
}

#[test]
fn every_parameter_goes_where_the_spec_says() {
    let request = HangPictureRequest::new("east wing/2", 7, "louvre")
        .with_light(true)
        .with_x_museum_guard("Ada")
        .with_caption("La Gioconda")
        .with_sizes([3, 4])
        .with_widths([3, 4]);
    let http = request.to_http(&endpoint()).expect("a request");
    assert_eq!(http.method(), http::Method::PUT);
    assert_eq!(http.uri(), "https://louvre.museum.example/rooms/east%20wing%2F2/walls/7?Light=true");
    assert_eq!(http.headers()["host"], "louvre.museum.example");
    assert_eq!(http.headers()["x-museum-guard"], "Ada");
    assert_eq!(http.headers()["widths"], "3,4");
    let form = "application/x-www-form-urlencoded";
    assert_eq!(body(&http), (form, "Caption=La%20Gioconda&Sizes.1=3&Sizes.2=4"));
    let nowhere = HangPictureRequest::new("east", 7, "louvre.example/").to_http(&endpoint());
    assert_eq!(nowhere.map(drop), Err(RequestError::HostParameter("Museum".to_owned())));
    let no_endpoint = request.to_http(&Endpoint::central()).map(drop);
    assert_eq!(no_endpoint, Err(RequestError::UnknownEndpoint { product: "Museum" }));
}

#[test]
fn a_body_is_json_or_text() {
    let json = "application/json; charset=utf-8";
    let request = DescribePictureRequest::new(Body::new().with_painter("字").with_year(1503));
    let http = request.to_http(&endpoint()).expect("a request");
    assert_eq!(body(&http), (json, r#"{"Painter":"字","Year":1503}"#));
    let http = UploadPictureRequest::new("as it is").to_http(&endpoint()).expect("a request");
    assert_eq!(body(&http), (json, "as it is"));
}

#[test]
fn the_literal_part_of_a_path_is_encoded_as_the_signature_has_it() {
    let http = GetExhibitRequest::new("m", 5).to_http(&endpoint()).expect("a request");
    assert_eq!(http.uri(), "https://museum.example/museums/m/exhibits/5/%24detail");
}

#[test]
fn the_query_of_a_path_is_sent_as_it_is_documented_and_signed() {
    let sent = |request: ListExhibitsRequest| request.to_http(&endpoint()).expect("a request");
    let bare = "https://museum.example/museums/m?exhibits&order=new%2Cest%2A&lang=";
    assert_eq!(sent(ListExhibitsRequest::new("m")).uri(), bare);
    let mut http = sent(ListExhibitsRequest::new("m").with_hall("East 1"));
    assert_eq!(http.uri().to_string(), format!("{bare}&Hall=East%201"));
    let credentials = Credentials::new("id", "secret");
    let canonical = credentials.sign(&mut http, &std::time::SystemTime::now().into(), "nonce").expect("signed");
    let text = canonical.text();
    assert!(text.starts_with("GET\n/museums/m\nHall=East%201&exhibits=&lang=&order=new%2Cest%2A\n"), "{text}");
}

#[test]
fn answers_that_are_no_objects_are_read() {
    let answer = |body: &'static [u8]| http::Response::new(body);
    assert_eq!(ListRoomsRequest::read_http(answer(br#"["a"]"#)).map(Response::into_body), Ok(vec!["a".to_owned()]));
    assert_eq!(GetMottoRequest::read_http(answer(br#""carpe""#)).map(Response::into_body), Ok("carpe".to_owned()));
    assert_eq!(GetMottoRequest::read_http(answer(b"carpe diem")).map(Response::into_body), Ok("carpe diem".to_owned()));
    assert_eq!(GetMottoRequest::read_http(answer(b"")).expect("text").body(), "");
    assert_eq!(CountVisitorsRequest::read_http(answer(br#"{"Monday":"3"}"#)).map(|days| days["Monday"]), Ok(3));
    let plan = GetPlanRequest::read_http(answer(&[137, 80, 78, 71]));
    assert_eq!(plan.map(|plan| plan.into_body().into_bytes()), Ok(vec![137, 80, 78, 71]));
}
