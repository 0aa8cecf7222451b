//! What the types of the fixtures do: on the wire, under their rules, and by their names.

use accepted_fixtures as fixtures;
use apiscribe::{
    Code, Level, Open, OpenEnum as _, Operation, OperationFacts, ParameterPairs, Recovery, Validate, Violations,
    from_json, to_json,
};

fn pairs(pairs: &[(String, String)]) -> Vec<(&str, &str)> {
    pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

/// What a request breaks, by field and rule.
fn broken(request: &dyn Validate) -> Vec<String> {
    let text = |violations: Violations| {
        violations.iter().map(|violation| format!("{} {}", violation.path(), violation.rule())).collect()
    };
    request.validate().map_or_else(text, |()| Vec::new())
}

#[test]
fn the_requests_of_the_documentation_keep_the_rules() {
    use fixtures::examples_within_rules::library::v2031_05_01::{
        LendBookRequest, ReturnBookRequest, return_book::Shelf,
    };
    let lend = LendBookRequest::new().with_isbn("978-3-522").with_reader("Beppo").with_card("B-7").with_note("a-****");
    assert_eq!(broken(&lend), [""; 0]);
    assert_eq!(broken(&ReturnBookRequest::new().with_isbn("978").with_shelf(Shelf::new().with_row(3))), [""; 0]);
    // Each example that is left out keeps its own rules, and breaks those between fields.
    assert_eq!(broken(&lend.clone().with_title("毛毛")), ["Isbn conflicts"]);
    assert_eq!(broken(&lend.clone().with_guest("Gigi")), ["Guest requires", "Guest one_of"]);
    assert_eq!(broken(&lend.with_visitor("Nino")), ["Card conflicts", "Guest one_of"]);
}

#[test]
fn each_style_writes_its_own_pairs() {
    use fixtures::styles::museum::v2031_05_01::arrange_room::{ArrangeRoomRequest, Chair, Flat, Json};
    let request = ArrangeRoomRequest::new()
        .with_plain(["a", "b"])
        .with_flat(Flat::new().with_wall("north").with_lamps([3, 4]))
        .with_repeated([Chair::new().with_legs(4), Chair::new().with_colour("red")])
        .with_json(Json::new().with_wall("a\"b").with_open(true))
        .with_json_list(["x", "y"])
        .with_simple(["x", "y"])
        .with_spaced([1, 2])
        .with_piped([true, false])
        .with_json_map([("one", 1)])
        .with_flat_map([("k", "v")])
        .with_whatever(serde_json::json!({ "deep": [null] }));
    let expected = [
        ("Plain.1", "a"),
        ("Plain.2", "b"),
        ("Flat.Wall", "north"),
        ("Flat.Lamps.1", "3"),
        ("Flat.Lamps.2", "4"),
        ("Repeated.1.Legs", "4"),
        ("Repeated.2.Colour", "red"),
        ("Json", r#"{"Wall":"a\"b","Open":true}"#),
        ("JsonList", r#"["x","y"]"#),
        ("Simple", "x,y"),
        ("Spaced", "1 2"),
        ("Piped", "true|false"),
        ("JsonMap", r#"{"one":1}"#),
        ("FlatMap.k", "v"),
        ("Whatever", r#"{"deep":[null]}"#),
    ];
    assert_eq!(pairs(&request.query_pairs()), expected);
}

#[test]
fn each_parameter_goes_to_its_part_of_the_request() {
    use fixtures::locations::museum::v2031_05_01::describe_picture::Body;
    use fixtures::locations::museum::v2031_05_01::{DescribePictureRequest, HangPictureRequest, UploadPictureRequest};
    let request = HangPictureRequest::new("blue", 7, "tate")
        .with_light(true)
        .with_x_museum_guard("Ada")
        .with_caption("a & b")
        .with_sizes([1, 2])
        .with_widths([3, 4]);
    let ParameterPairs { query, form, headers, path, host, body, .. } = request.parameters();
    assert_eq!(pairs(&path), [("room", "blue"), ("wall-id", "7")]);
    assert_eq!(pairs(&query), [("Light", "true")]);
    assert_eq!(pairs(&headers), [("x-museum-guard", "Ada"), ("Widths", "3,4")]);
    assert_eq!(pairs(&host), [("Museum", "tate")]);
    assert_eq!(pairs(&form), [("Caption", "a & b"), ("Sizes.1", "1"), ("Sizes.2", "2")]);
    assert_eq!(body, None);

    let request = DescribePictureRequest::new(Body::new().with_painter("Turner").with_year(1844));
    assert_eq!(request.parameters().body.as_deref(), Some(br#"{"Painter":"Turner","Year":1844}"#.as_slice()));
    let request = UploadPictureRequest::new("Rain, \"Steam\"");
    assert_eq!(request.parameters().body.as_deref(), Some(b"Rain, \"Steam\"".as_slice()), "text is the body as it is");
}

#[test]
fn facts_are_those_of_the_spec() {
    fn facts<T: Operation>() -> &'static OperationFacts {
        T::FACTS
    }
    let start = facts::<fixtures::facts::press::v2031_05_01::StartPressRequest>();
    assert_eq!((start.product, start.version, start.action), ("Press", "2031-05-01", "StartPress"));
    assert_eq!(start.methods.iter().map(|method| method.as_str()).collect::<Vec<_>>(), ["POST", "GET"]);
    assert_eq!((start.path, start.flow_control), ("/start", Some((5, 60))));
    assert_eq!(start.permissions[1].condition_keys, ["newspress:Tag"]);
    assert_eq!(start.permissions[1].dependent_actions, ["ink:Use", "paper:Use"]);
    let exhibit = facts::<fixtures::roa_path::museum::v2031_05_01::GetExhibitRequest>();
    assert_eq!(exhibit.style, apiscribe::ApiStyle::Roa);
    assert_eq!(exhibit.path, "/museums/{museum}/exhibits/{exhibit}/$detail");
}

#[test]
fn recursive_types_come_back_as_they_went() {
    use fixtures::recursive_types::orchard::v2031_05_01::types::{Branch, Egg, Hen, Tree};
    let branch = Branch::new(3).with_next(Branch::new(2).with_next(Branch::new(1)));
    let json = to_json(&branch);
    assert_eq!(json, r#"{"Length":3,"Next":{"Length":2,"Next":{"Length":1}}}"#);
    assert_eq!(from_json::<Branch>(&json), Ok(branch));

    let tree = Tree::new().with_grafts([Tree::new().with_name("bud")]).with_seedlings([("oak", Tree::new())]);
    assert_eq!(from_json::<Tree>(to_json(&tree)), Ok(tree));

    let hen = Hen::new().with_lays(Egg::new(Hen::new().with_lays(Egg::new(Hen::new()))));
    assert_eq!(from_json::<Hen>(to_json(&hen)), Ok(hen));
}

#[test]
fn rules_reach_into_recursive_types() {
    use fixtures::recursive_types::orchard::v2031_05_01::{PlantTreeRequest, types::Branch};
    let request = PlantTreeRequest::new(Branch::new(1).with_next(Branch::new(0).with_next(Branch::new(-1))));
    assert_eq!(broken(&request), ["Trunk.Next.Length range", "Trunk.Next.Next.Length range"]);
}

#[test]
fn scalars_of_every_type_come_back_as_they_went() {
    use fixtures::scalars::harbor::v2031_05_01::RecordTideResponse;
    let json = r#"{"RequestId":"r","Rising":true,"GaugeNumber":-7,"ReadAt":9223372036854775807,"Level":0.1,"Pressure":1013.25,"Picture":"AP8=","Remark":[1,"x"]}"#;
    let response: RecordTideResponse = from_json(json).expect("it is such a response");
    assert_eq!(response.picture.as_ref().map(apiscribe::Binary::as_bytes), Some([0, 255].as_slice()));
    assert_eq!(to_json(&response), json);
    assert!(from_json::<RecordTideResponse>("{}").is_err(), "a required field is missing");
}

#[test]
fn null_is_told_from_absent_only_where_both_may_be() {
    use fixtures::presence::orchard::v2031_05_01::water_tree::{Plan, WaterTreeRequest, WaterTreeResponse};
    assert_eq!(to_json(&Plan::new(None, true)), r#"{"Start":null,"Skip":true}"#);
    let request = WaterTreeRequest::new("t", None);
    assert_eq!(request.query_string(), "TreeId=t");
    let response: WaterTreeResponse = from_json(r#"{"RequestId":"r","Litres":null}"#).expect("null is a value");
    assert_eq!((response.litres, response.note), (None, None));
}

#[test]
fn integer_enums_keep_every_number() {
    use fixtures::integer_enums::orchard::v2031_05_01::sort_fruit::{Bins, Order, Outcome, SortFruitResponse};
    assert_eq!(Open::from(-1), Order::Descending);
    assert_eq!(Open::from(0), Order::_0);
    assert_eq!(Open::<Order>::from(7).as_i64(), 7);
    assert!(Open::<Order>::from(7).is_unknown() && !Open::<Bins>::from(-20).is_unknown());
    let response: SortFruitResponse = from_json(r#"{"Outcome":"-2147483648"}"#).expect("a number as text is a number");
    assert_eq!(response.outcome, Some(Outcome::Failed.into()));
    assert_eq!(to_json(&response), r#"{"Outcome":-2147483648}"#);
}

#[test]
fn string_enums_keep_every_text() {
    use fixtures::enum_values::grammar::v2031_05_01::choose::{Size, Version, Word};
    for (text, known) in Version::KNOWN {
        assert_eq!(Open::from(*text), *known);
    }
    assert_ne!(Version::_1_0, Version::_10);
    assert_eq!(Word::Empty.as_value(), "");
    assert_eq!(Open::from(">="), Word::AtLeast);
    assert_eq!(Word::KNOWN.len(), 16);
    assert_eq!(Open::<Size>::from("2xLarge").to_string(), "2xLarge");
    assert!(Open::<Size>::from("2xlarge").is_unknown(), "values are compared exactly");
}

#[test]
fn each_rule_of_text_is_checked() {
    use fixtures::text_rules::library::v2031_05_01::ShelveBookRequest;
    let title = |title: &str| broken(&ShelveBookRequest::new(title));
    assert_eq!(title("书名"), Vec::<String>::new());
    assert_eq!(title("书"), ["Title length"]);
    assert_eq!(title("1st"), ["Title starts_with"]);
    let book = || ShelveBookRequest::new("ok");
    for (request, rule) in [
        (book().with_author("书名了"), "Author length"),
        (book().with_subtitle("😀"), "Subtitle length"),
        (book().with_signature("A-1_"), ""),
        (book().with_signature("A1-"), "Signature forbid_suffix"),
        (book().with_signature("A/1"), "Signature charset"),
        (book().with_shelf("tmp1"), "Shelf forbid_prefix"),
        (book().with_shelf("a//b"), "Shelf forbid_substring"),
        (book().with_isbn("978-12-X"), ""),
        (book().with_isbn("977-12-X"), "Isbn pattern"),
        (book().with_isbn("978-12-X "), "Isbn pattern"),
        (book().with_link("ftp://a.example"), ""),
        (book().with_link("gopher://a.example"), "Link pattern"),
        (book().with_label("图书。"), ""),
        (book().with_label("b-7-"), "Label ends_with"),
        (book().with_label("7图"), "Label ends_with"),
    ] {
        let rules: Vec<&str> = Some(rule).into_iter().filter(|rule| !rule.is_empty()).collect();
        assert_eq!(broken(&request), rules, "{request:?}");
    }
    let violations = ShelveBookRequest::new("1").validate().expect_err("it breaks two rules");
    assert!(violations.iter().all(|violation| violation.preempts() == Some("InvalidTitle")));
}

#[test]
fn ranges_of_integers_and_numbers_are_checked() {
    use fixtures::number_rules::library::v2031_05_01::LendBookRequest;
    let lend = LendBookRequest::new;
    assert_eq!(broken(&lend().with_days(0)), Vec::<String>::new(), "the default passes");
    assert_eq!(broken(&lend().with_days(31)), ["Days range"]);
    assert_eq!(broken(&lend().with_reader(0)), ["Reader range"]);
    assert_eq!(broken(&lend().with_reader(i64::MIN).with_copies(i64::MAX)), Vec::<String>::new());
    assert_eq!(broken(&lend().with_fee(9.5).with_ratio(-0.5)), Vec::<String>::new());
    assert_eq!(broken(&lend().with_fee(9.6).with_ratio(f64::NAN)), ["Fee range", "Ratio range"]);
}

#[test]
fn rules_on_members_name_the_member() {
    use fixtures::member_rules::library::v2031_05_01::tag_book::{Reader, TagBookRequest};
    assert_eq!(broken(&TagBookRequest::new(Vec::<String>::new())), ["Tags items"]);
    let request = TagBookRequest::new(["good", "", "longer"])
        .with_shelves([9, 10])
        .with_notes([("a", "secret one"), ("b", "b"), ("c", "c")])
        .with_rows([vec!["ok".to_owned()], vec!["abc".to_owned(), String::new()]])
        .with_readers([Reader::new("Ada"), Reader::new("")]);
    let expected = [
        "Tags[1] length",
        "Tags[2] length",
        "Shelves[1] range",
        "Notes items",
        "Notes.a forbid_prefix",
        "Rows[1] items",
        "Rows[1][0] length",
        "Readers[1].Name length",
    ];
    assert_eq!(broken(&request), expected);
}

#[test]
fn a_field_that_is_null_counts_as_not_given() {
    use fixtures::rules_side_by_side::orchard::v2031_05_01::graft_tree::GraftTreeRequest;
    let graft = |gardener: Option<&str>, season: Option<&str>| {
        GraftTreeRequest::new(gardener.map(str::to_owned), season.map(str::to_owned))
    };
    assert_eq!(broken(&graft(None, None).with_machine("m").with_month("May")), Vec::<String>::new());
    assert_eq!(broken(&graft(None, Some("spring")).with_machine("m")), Vec::<String>::new());
    assert_eq!(broken(&graft(Some("Ada"), Some("spring")).with_machine("m")), ["Gardener conflicts"]);
    assert_eq!(broken(&graft(None, Some("spring")).with_helper("Bob")), ["Helper requires"]);
    assert_eq!(broken(&graft(None, Some("spring")).with_month("May")), ["Month conflicts", "Season one_of"]);
    assert_eq!(broken(&graft(None, None)), ["Season one_of"]);
}

#[test]
fn fields_are_checked_against_each_other() {
    use fixtures::field_relations::library::v2031_05_01::find_book::{FindBookRequest, Place};
    let found = FindBookRequest::new().with_isbn("1").with_next_token("t");
    assert_eq!(broken(&found), Vec::<String>::new());
    let nothing = FindBookRequest::new().validate().expect_err("one of two is due, twice");
    let levels: Vec<(&str, Level)> = nothing.iter().map(|violation| (violation.path(), violation.level())).collect();
    assert_eq!(levels, [("Isbn", Level::Documented), ("PageNumber", Level::Assumed)]);
    let request = FindBookRequest::new()
        .with_isbn("1")
        .with_author("a")
        .with_page_number(1)
        .with_next_token("t")
        .with_place(Place::new().with_room("r").with_building("b"));
    let expected = [
        "Author requires",
        "PageNumber conflicts",
        "Place.Room requires",
        "Place.Building conflicts",
        "Place.Room one_of",
        "PageNumber one_of",
    ];
    assert_eq!(broken(&request), expected);
}

#[test]
fn each_block_of_rules_has_its_own_level_and_code() {
    use fixtures::rule_levels::library::v2031_05_01::RenewCardRequest;
    assert!(RenewCardRequest::new().with_name("me").validate().is_ok(), "the default passes every block");
    let violations =
        RenewCardRequest::new().with_name("1-").with_years(6).validate().expect_err("it breaks four rules");
    let facts: Vec<_> =
        violations.iter().map(|violation| (violation.rule_path(), violation.level(), violation.preempts())).collect();
    let rules = "parameters.Name.rules";
    let expected = [
        (format!("{rules}.length"), Level::Documented, Some("BadName.Length")),
        (format!("{rules}.also[0].starts_with"), Level::Assumed, Some("BadName.Start")),
        (format!("{rules}.also[1].charset"), Level::Documented, None),
        ("parameters.Years.rules.also[0].range".to_owned(), Level::Assumed, None),
    ];
    assert_eq!(facts, expected);
}

#[test]
fn a_secret_is_sent_and_never_shown() {
    use fixtures::secret::orchard::v2031_05_01::open_gate::{Key, OpenGateRequest};
    let request = OpenGateRequest::new("12x4567").with_key(Key::new().with_code("hunter2").with_codes(["hunter3"]));
    let shown = format!("{request:?} {:?} {0}", request.validate().expect_err("the pin is too long and has a letter"));
    for secret in ["12x4567", "hunter2", "hunter3"] {
        assert!(!shown.contains(secret), "{shown}");
    }
    assert_eq!(request.query_pairs()[0], ("Pin".to_owned(), "12x4567".to_owned()));
    assert!(request.query_string().contains("hunter3"));
}

#[test]
#[expect(deprecated, reason = "the setters say that the documentation deprecates the parameters")]
fn what_is_deprecated_can_still_be_used() {
    use fixtures::deprecated::orchard::v2031_05_01::fell_tree::{FellTreeRequest, Team};
    let request = FellTreeRequest::new("t").with_axe("old").with_team(Team::new().with_leader("Ada"));
    assert_eq!(request.query_string(), "TreeId=t&Axe=old&Team.Leader=Ada");
}

#[test]
#[deny(deprecated, reason = "the call would not compile if its setter were deprecated")]
fn what_is_not_deprecated_is_not_said_to_be() {
    use fixtures::deprecated::orchard::v2031_05_01::FellTreeRequest;
    assert_eq!(FellTreeRequest::new("t").with_saw("new").query_string(), "TreeId=t&Saw=new");
}

#[test]
fn names_differ_in_rust_and_not_on_the_wire() {
    use fixtures::meeting_names::grammar::v2031_05_01::compare::{CompareRequest, State};
    let request = CompareRequest::new().with_key("a").with_lower_key("b").with_image_id("c").with_image_id_too("d");
    assert_eq!(request.query_string(), "Key=a&key=b&ImageId=c&image_id=d");
    assert_eq!(Open::from("Unknown"), Open::Known(State::Unknown));
    assert!(Open::<State>::from("UNKNOWN").is_unknown());
}

#[test]
fn names_chosen_by_hand_leave_the_wire_alone() {
    use fixtures::names_by_hand::print_shop::v2031_05_01::print_paper::{Inside, Pdf, PrintPaperRequest};
    let request = PrintPaperRequest::new().with_pdf(Pdf::new().with_inside(Inside::new().with_r(1)));
    assert_eq!(request.query_pairs(), [("PDFSpec".to_owned(), r#"{"Inner":{"X":1}}"#.to_owned())]);
}

#[test]
fn keywords_go_on_the_wire_as_they_are() {
    use fixtures::keywords::grammar::v2031_05_01::ParseRequest;
    let request = ParseRequest::new().with_type("a").with_self_("b").with_gen("c").with_crate_("d").with_async("e");
    let mut names: Vec<String> = request.query_pairs().into_iter().map(|(name, _)| name).collect();
    names.sort();
    assert_eq!(names, ["async", "crate", "gen", "self", "type"]);
}

#[test]
fn names_with_digits_dots_and_chinese_characters_go_on_the_wire_as_they_are() {
    use fixtures::odd_names::oddnamesv2::v2031_05_01::_3d_print::_3dPrintRequest;
    let request = _3dPrintRequest::new(5).with_tag_n_key("k").with_名称("图").with_proto("p");
    let expected = [("5xxPv", "5"), ("Tag.N.Key", "k"), ("名称", "图"), ("__proto__", "p")];
    assert_eq!(pairs(&request.query_pairs()), expected);
}

#[test]
fn names_of_generated_things_can_be_fields() {
    use fixtures::prelude_names::grammar::v2031_05_01::speak::{SpeakRequest, SpeakResponse};
    let request = SpeakRequest::new("n", "o", 1, "s", "a").with_validate("longer than 9").with_value([("k", "v")]);
    assert_eq!(broken(&request), ["validate length"]);
    assert_eq!(from_json::<SpeakRequest>(to_json(&request)), Ok(request));
    let response: SpeakResponse = from_json(r#"{"value":"v","object":"o","key":"k"}"#).expect("it is such a response");
    assert_eq!((response.value.as_deref(), response.object.as_deref()), (Some("v"), Some("o")));
}

#[test]
fn bodies_that_are_no_objects_are_read() {
    use fixtures::response_body::museum::v2031_05_01::{
        CountVisitorsResponse, GetMottoResponse, ListGuardsResponse, ListRoomsResponse,
    };
    assert_eq!(from_json::<ListRoomsResponse>(r#"["a","b"]"#), Ok(vec!["a".to_owned(), "b".to_owned()]));
    assert_eq!(from_json::<GetMottoResponse>(r#""carpe""#), Ok("carpe".to_owned()));
    let guards: ListGuardsResponse = from_json(r#"[{"Name":"Ada"}]"#).expect("it is a list of guards");
    assert_eq!(guards[0].name.as_deref(), Some("Ada"));
    let counts: CountVisitorsResponse = from_json(r#"{"Monday":"3"}"#).expect("it is a map of counts");
    assert_eq!(counts["Monday"], 3);
}

#[test]
fn errors_know_their_rows() {
    use fixtures::error_rows::museum::v2031_05_01::{BuyTicketError, BuyTicketErrorCode};
    let error = |status, code: &str, message: &str| {
        BuyTicketError::from_body(status, format!(r#"{{"Code":"{code}","Message":"{message}"}}"#).as_bytes())
    };
    let sold_out = error(400, "SoldOut", "No ticket is left for Monday.");
    assert_eq!(*sold_out.code(), BuyTicketErrorCode::SoldOut);
    assert_eq!((sold_out.arguments(), sold_out.field()), (vec!["Monday"], Some("Tickets.N.Day")));
    assert_eq!(error(409, "SoldOut", "No ticket is left.").recovery(), Recovery::None);
    assert_eq!(Code::from(BuyTicketErrorCode::SoldOut).documented().count(), 3);
    assert_eq!(error(412, "DryRunOperation", "").recovery(), Recovery::DryRunPassed);
}

#[test]
fn the_errors_of_a_service_stand_behind_those_of_an_operation() {
    use fixtures::service_errors::museum::v2031_05_01::{EnterMuseumError, EnterMuseumErrorCode, MuseumErrorCode};
    let throttled = EnterMuseumError::from_body(429, br#"{"Code":"Throttling","Message":"x"}"#);
    assert_eq!(*throttled.code(), Code::Service(MuseumErrorCode::Throttling));
    assert!(throttled.is_retryable());
    let closed = EnterMuseumError::from_body(403, br#"{"Code":"Closed","Message":"The museum Tate is closed."}"#);
    assert_eq!((closed.code(), closed.arguments()), (&Code::Known(EnterMuseumErrorCode::Closed), vec!["Tate"]));
    let service = Code::<EnterMuseumErrorCode>::from("Service");
    assert_eq!(service, Code::Service(MuseumErrorCode::ServiceFailure));
}

#[test]
fn versions_of_a_product_stand_side_by_side() {
    use fixtures::several_services::press::{v2030_01_01, v2031_01_01};
    let old = v2030_01_01::PrintRequest::new().with_page(v2030_01_01::types::Page::new().with_text("a"));
    let new = v2031_01_01::PrintRequest::new().with_page(v2031_01_01::types::Page::new().with_text("a"));
    assert_eq!(old.query_string(), new.query_string());
    assert_eq!(fixtures::several_services::inkmixer::v1::mix::OPERATION.methods.len(), 2);
}
