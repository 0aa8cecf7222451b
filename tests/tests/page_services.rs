//! Pages of several operations of plain HTTP APIs: what they tell of all operations is drafted and compared, and what can be
//! read in two ways is quoted.

use std::fs;
use std::path::Path;

use apiscribe_cli::{
    AuditOptions, FindingKind, PageAudits, SpecLocation, TranscribeOptions, Transcribed, audit_pages, transcribe_all,
};
use apiscribe_model::check::{Scope, lint};
use apiscribe_model::files::SourceFile;
use serde_yaml::Value;

/// The pages: tables in English, lists of descriptions in HTML, and one in Japanese.
const PAGES: [&str; 3] = ["ledger.md", "ferry.html", "kissa.md"];

fn page(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/http_pages").join(name);
    fs::read_to_string(path).expect("a page")
}

fn drafts(text: &str) -> Vec<Transcribed> {
    let mut options = TranscribeOptions::default();
    options.service = Some("Shop".to_owned());
    options.version = Some("1".to_owned());
    transcribe_all(text, &options).expect("a page")
}

fn file(name: &str, text: &str) -> SourceFile {
    let path = format!("spec/{name}");
    SourceFile { name: path.clone(), path, bytes: text.as_bytes().to_vec() }
}

fn files(drafts: &[Transcribed]) -> Vec<SourceFile> {
    let operations = drafts.iter().map(|draft| file(&draft.file_name(), &draft.spec));
    operations.chain([file("service.yaml", &drafts[0].service)]).collect()
}

fn audit(name: &str, text: &str, specs: &[SourceFile]) -> PageAudits {
    audit_pages(&[(name.to_owned(), text.to_owned())], specs, AuditOptions::default())
}

fn service(text: &str) -> Value {
    serde_yaml::from_str(&drafts(text)[0].service).expect("YAML")
}

fn operation(text: &str, name: &str) -> Value {
    let drafts = drafts(text);
    let draft = drafts.iter().find(|draft| draft.operation == name).expect("an operation");
    serde_yaml::from_str(&draft.spec).expect("YAML")
}

/// Returns what the gaps at a path say.
fn gaps(file: &Value, at: &str) -> Vec<String> {
    let gaps = file["gaps"].as_sequence().cloned().unwrap_or_default();
    let here = gaps.iter().filter(|gap| gap["at"] == at);
    here.filter_map(|gap| Some(gap["what"].as_str()?.to_owned())).collect()
}

#[test]
fn each_draft_is_legal_and_agrees_with_its_page() {
    for name in PAGES {
        let text = page(name);
        let drafts = drafts(&text);
        assert!(drafts.iter().all(|draft| draft.unread.is_empty()), "{name}");
        let files = files(&drafts);
        let report = lint(&files, &Scope::default());
        assert!(!report.has_errors(), "{name}: {}", report.plain());
        let audits = audit(name, &text, &files);
        assert_eq!(audits.audits.len(), 2, "{name}");
        assert!(audits.is_accounted_for(), "{name}: {:?}", audits.audits);
    }
}

#[test]
fn what_a_page_tells_of_all_operations_is_in_the_file_of_the_service() {
    let expected = [
        ("ledger.md", "https://ledger.example/api", "header:X-Api-Key", "errors[0].code", ["key_invalid", "busy"]),
        ("ferry.html", "https://ferry.example/v3", "basic", "error_code", ["wrong_secret", "too_fast"]),
        ("kissa.md", "https://kissa.example/v1", "bearer", "error.code", ["token_invalid", "rate_exceeded"]),
    ];
    for (name, base_url, auth, code, errors) in expected {
        let service = service(&page(name));
        assert_eq!(service["protocol"], "http", "{name}");
        assert!(service.get("style").is_none(), "{name}");
        assert_eq!((&service["base_url"], &service["auth"]), (&base_url.into(), &auth.into()), "{name}");
        assert_eq!(service["error"]["code"], code, "{name}");
        let codes: Vec<&str> =
            service["errors"].as_sequence().expect("errors").iter().filter_map(|row| row["code"].as_str()).collect();
        assert_eq!(codes, errors, "{name}");
        assert!(gaps(&service, "base_url").is_empty() && gaps(&service, "auth").is_empty(), "{name}");
    }
    let ledger = service(&page("ledger.md"));
    assert_eq!(ledger["error"]["message"], "errors[0].detail");
    assert_eq!(ledger["error"]["request_id"], "trace_id");
    assert_eq!(ledger["title"], "Ledger API");
}

#[test]
fn an_operation_without_a_name_gets_one_of_its_heading_or_its_call_and_a_gap() {
    let names = |name: &str| drafts(&page(name)).into_iter().map(|draft| draft.operation).collect::<Vec<_>>();
    assert_eq!(names("ledger.md"), ["ListAccounts", "CreateEntry"]);
    assert_eq!(names("ferry.html"), ["GetFerry", "BookPassage"]);
    assert_eq!(names("kissa.md"), ["GetShops", "PostShopsByShopIdReservations"]);
    let made = operation(&page("ledger.md"), "CreateEntry");
    assert_eq!(gaps(&made, "operation"), ["the page gives it no name; made from `Create an entry`"]);
    assert!(gaps(&operation(&page("ferry.html"), "GetFerry"), "operation").is_empty());
}

#[test]
fn parameters_are_where_the_page_says_that_they_are() {
    for (name, called, places) in [
        (
            "ledger.md",
            "CreateEntry",
            [("account_id", "path"), ("amount", "body_field"), ("memo", "body_field")].as_slice(),
        ),
        ("ledger.md", "ListAccounts", &[("currency", "query"), ("page_size", "query"), ("owner_ids", "query")]),
        ("ferry.html", "BookPassage", &[("ferry_id", "body_field"), ("seats", "body_field")]),
        (
            "kissa.md",
            "PostShopsByShopIdReservations",
            &[("shop_id", "path"), ("seats", "body_field"), ("note", "body_field")],
        ),
        ("kissa.md", "GetShops", &[("area", "query"), ("limit", "query")]),
    ] {
        let spec = operation(&page(name), called);
        for (parameter, place) in places {
            assert_eq!(spec["parameters"][*parameter]["in"], *place, "{called} {parameter}");
        }
        assert_eq!(spec["parameters"].as_mapping().map(serde_yaml::Mapping::len), Some(places.len()), "{called}");
    }
    let list = operation(&page("ledger.md"), "ListAccounts");
    assert_eq!(list["parameters"]["owner_ids"]["style"], "repeat");
    let create = operation(&page("ledger.md"), "CreateEntry");
    assert_eq!(create["parameters"]["memo"]["nullable"], true);
    assert_eq!(create["errors"][0]["code"], "account_unknown");
    assert_eq!(operation(&page("ferry.html"), "GetFerry")["errors"][0]["code"], "no_such_ferry");
}

/// Asserts that the drafts of a page differ from the page with each change, by a finding of a kind in the file of the service.
fn each_is_found(name: &str, changes: &[(&str, &str, FindingKind)]) {
    let text = page(name);
    let files = files(&drafts(&text));
    for (from, to, kind) in changes {
        assert!(text.contains(from), "{name}: {from}");
        let audits = audit(name, &text.replacen(from, to, 1), &files);
        let audits = audits.audits.iter().filter_map(|audit| audit.outcome.as_ref().ok());
        let of_service: Vec<_> = audits
            .flat_map(|audit| &audit.findings)
            .filter(|finding| finding.spec.as_ref().is_some_and(|place| place.file.ends_with("service.yaml")))
            .collect();
        assert_eq!(of_service.len(), 1, "{name}: {from}: {of_service:?}");
        assert_eq!(of_service[0].kind, *kind, "{name}: {from}: {}", of_service[0].message);
    }
}

#[test]
fn a_change_of_what_holds_for_all_operations_is_found_once() {
    use FindingKind::{Code, Failure, Http, Message, OnlyInSpec};
    each_is_found(
        "ledger.md",
        &[
            ("https://ledger.example/api\n", "https://ledger.example/api/v2\n", Http),
            ("`X-Api-Key` header", "`X-Auth-Token` header", Http),
            ("\"trace_id\"", "\"request_id\"", Failure),
            ("| 503 | busy | Try again later. |\n", "", OnlyInSpec),
            ("| 503 | busy |", "| 504 | busy |", Message),
            ("| 503 | busy |", "| 500 | broken | It is broken. |\n| 503 | busy |", Code),
        ],
    );
    each_is_found(
        "ferry.html",
        &[
            ("https://ferry.example/v3<", "https://ferries.example/v3<", Http),
            ("HTTP Basic authentication:", "Bearer token:", Http),
            ("Slow down.", "Wait a minute.", Message),
        ],
    );
    each_is_found(
        "kissa.md",
        &[
            ("https://kissa.example/v1`", "https://kissa.example/v2`", Http),
            ("Authorization: Bearer <トークン>", "Authorization: Basic <キー>", Http),
            ("| 429 | rate_exceeded |", "| 420 | rate_exceeded |", Message),
            ("ベースURL：`https://kissa.example/v1`", "", Http),
            ("すべてのリクエストに `Authorization: Bearer <トークン>` ヘッダーを付けます。", "", Http),
        ],
    );
}

#[test]
fn what_can_be_read_in_two_ways_is_a_gap_that_quotes_the_page() {
    let text = page("ledger.md");
    let two = text.replace("https://ledger.example/api\n```", "https://ledger.example/v1\n```");
    let versioned = service(&two);
    assert!(versioned.get("base_url").is_none(), "the paths begin with the same");
    assert_eq!(gaps(&versioned, "base_url"), ["the page says \"https://ledger.example/v1\""]);
    let either =
        text.replace("header of each request", "header of each request, or an `Authorization: Bearer <key>` header");
    let either = service(&either);
    assert!(either.get("auth").is_none());
    assert_eq!(gaps(&either, "auth").len(), 1);
    let regional = text.replace("https://ledger.example/api\n", "https://{region}.ledger.example\n");
    assert!(service(&regional).get("base_url").is_none());
    let vague = text.replace("\"code\": \"key_invalid\"", "\"code\": \"x\", \"error_code\": \"y\"");
    let vague = service(&vague);
    assert!(vague.get("error").is_none());
    assert_eq!(gaps(&vague, "error").len(), 1);
    let denied = text.replace(
        "Send your key in",
        "Bearer tokens are not accepted. We do not use basic authentication. Send your key in",
    );
    assert_eq!(service(&denied)["auth"], "header:X-Api-Key", "what the page denies is none");
    let silent = text.replace("`X-Api-Key` header of each request", "account settings");
    assert_eq!(
        gaps(&service(&silent), "auth"),
        ["the page says \"Send your key in the account settings. Keys begin with `lk_`.\""]
    );
}

#[test]
fn what_such_a_gap_quotes_is_compared() {
    let text = page("ledger.md").replace("https://ledger.example/api\n", "https://{region}.ledger.example\n");
    let files = files(&drafts(&text));
    assert!(audit("ledger.md", &text, &files).is_accounted_for());
    assert!(!audit("ledger.md", &text.replace("{region}.ledger", "{zone}.ledger"), &files).is_accounted_for());
}

#[test]
fn what_stands_on_another_page_is_excused_by_its_source() {
    let text = page("kissa.md");
    let silent = text.replace("ベースURL：`https://kissa.example/v1`", "");
    let mut files = files(&drafts(&text));
    assert!(!audit("kissa.md", &silent, &files).is_accounted_for());
    let service = files.last_mut().expect("the service");
    service.bytes.extend(b"gaps:\n- { at: base_url, what: stands elsewhere, taken_from: sdk }\n");
    assert!(audit("kissa.md", &silent, &files).is_accounted_for());
    let nothing = LIBRARY.replace("Base URL: https://library.example", "");
    assert!(
        audit("library.md", &nothing, &self::files(&drafts(LIBRARY))).is_accounted_for(),
        "it tells nothing of the service"
    );
}

const LIBRARY: &str = "\
# Library API

Base URL: https://library.example

## LendBook

`POST /loans`, JSON body: `book` (string, required), `days` (integer or null: 1 to 30), `reader` (string, required).

Response 201: a loan with its `id`. 409 `lent` \"Somebody has it.\"

## ListLoans

`GET /loans`

Query: `states` (list of string), `limit` (integer).

Response 200: `loans` (list of loan), `next` (string or null).
Loan: `id`, `fee` (number).
";

#[test]
fn values_that_sentences_list_are_read_and_the_rest_is_quoted() {
    let lend = operation(LIBRARY, "LendBook");
    assert_eq!(lend["parameters"]["book"]["required"], true);
    let days = &lend["parameters"]["days"];
    assert_eq!(
        (&days["in"], &days["nullable"], &days["rules"]["range"]["max"]),
        (&"body_field".into(), &true.into(), &30.into())
    );
    assert_eq!(lend["errors"][0]["code"], "lent");
    let told = gaps(&lend, "response.fields");
    assert!(told.len() == 1 && told[0].contains("Response 201: a loan with its `id`."), "{told:?}");
    let list = operation(LIBRARY, "ListLoans");
    assert_eq!(list["parameters"]["states"]["in"], "query");
    assert_eq!(list["response"]["fields"]["next"]["nullable"], true);
    assert!(gaps(&list, "response.fields").iter().any(|gap| gap.contains("Loan: `id`, `fee` (number).")));
    let files = files(&drafts(LIBRARY));
    assert!(audit("library.md", LIBRARY, &files).is_accounted_for());
    for (from, to) in [
        ("1 to 30", "1 to 31"),
        ("`book` (string, required)", "`book` (string)"),
        ("a loan with its", "a lease with its"),
        ("`fee` (number)", "`fine` (number)"),
    ] {
        assert!(!audit("library.md", &LIBRARY.replace(from, to), &files).is_accounted_for(), "{from}");
    }
}

const PARCELS: &str = "\
# Parcel API

Pass your token as a bearer token.

### GET /parcels/{id}

| Field | Location | Data type | Mandatory | Notes |
|---|---|---|---|---|
| id | path | string | yes | The id. |

```
curl https://parcel.example/v2/parcels/p_1 -H \"Authorization: Bearer t\"
```

### POST /parcels

```
curl -X POST \"https://parcel.example/v2/parcels?dry=1\"
```

## Errors

```json
{\"type\": \"error\", \"error\": {\"type\": \"malformed\", \"message\": \"It is malformed.\"}}
```

- `malformed` (400): The request is malformed.
- `unknown` (404): It does not exist.
";

#[test]
fn samples_of_calls_show_the_base_url_where_they_agree() {
    let shown = service(PARCELS);
    assert_eq!((&shown["base_url"], &shown["auth"]), (&"https://parcel.example/v2".into(), &"bearer".into()));
    let other = service(&PARCELS.replace("parcel.example/v2/parcels?", "parcel.example/v3/parcels?"));
    assert!(other.get("base_url").is_none() && gaps(&other, "base_url").len() == 1);
}

#[test]
fn errors_that_a_list_names_are_read_and_their_code_is_found_in_the_sample() {
    let listed = service(PARCELS);
    assert_eq!(listed["error"]["code"], "error.type");
    assert_eq!((&listed["errors"][1]["code"], &listed["errors"][1]["status"]), (&"unknown".into(), &404.into()));
    assert!(listed["errors"][1].get("message").is_none(), "a description need not be the message");
    let files = files(&drafts(PARCELS));
    assert!(audit("parcels.md", PARCELS, &files).is_accounted_for());
    assert!(!audit("parcels.md", &PARCELS.replace("(404)", "(410)"), &files).is_accounted_for());
}

#[test]
fn a_page_of_one_operation_is_of_a_plain_api_if_it_tells_of_one() {
    let (first, _) = LIBRARY.split_once("## ListLoans").expect("a second operation");
    let one = service(first);
    assert_eq!((&one["protocol"], &one["base_url"]), (&"http".into(), &"https://library.example".into()));
    let silent = first.replace("Base URL: https://library.example", "Lends books.")
        + "| Name | Type |\n|---|---|\n| id | string |\n";
    assert!(service(&silent).get("protocol").is_none());
    let sampled = silent + "```\ncurl https://library.example/loans\n```\n";
    assert!(service(&sampled).get("protocol").is_none(), "one sample shows nothing of the others");
}

#[test]
fn a_page_of_several_operations_of_alibaba_cloud_is_none_of_a_plain_api() {
    let text = LIBRARY.replace("https://library.example", "https://library.cn-hangzhou.aliyuncs.com");
    let service = service(&text);
    assert!(service.get("protocol").is_none() && service["style"] == "roa");
}

/// A page that lists the fields of each response under the status that it comes with.
const BY_STATUS: &str = "# PutBook\n\n`PUT /books/{id}`\n\n## Path parameters\n\n\
    | Name | Type | Required | Description |\n|---|---|---|---|\n| id | string | yes | The ID. |\n\n## Responses\n\n\
    ### 200 OK\n\nThe book is changed.\n\n| Name | Type | Description |\n|---|---|---|\n| title | string | The title. |\n\n\
    ### 201\n\n| Name | Type | Description |\n|---|---|---|\n| title | string | The title. |\n| shelf | integer | Where it is. |\n\n\
    ```json\n{\"title\": \"Emma\", \"shelf\": 7}\n```\n";

#[test]
fn the_responses_of_all_statuses_are_drafted_and_compared() {
    let spec = operation(BY_STATUS, "PutBook");
    let statuses = &spec["response"]["statuses"];
    assert_eq!(statuses["200"]["fields"]["title"]["type"], "string");
    assert_eq!(statuses["200"]["fields"]["shelf"], Value::Null);
    assert_eq!(statuses["201"]["fields"]["shelf"]["type"], "int32");
    assert_eq!(spec["examples"][0]["status"].as_u64(), Some(201));
    let drafted = files(&drafts(BY_STATUS));
    let findings = |text: &str| -> Vec<String> {
        let audits = audit("page.md", text, &drafted).audits;
        let audits = audits.iter().filter_map(|audit| audit.outcome.as_ref().ok());
        let place = |spec: &SpecLocation| spec.path.to_string();
        audits.flat_map(|audit| &audit.findings).filter_map(|finding| finding.spec.as_ref().map(place)).collect()
    };
    assert_eq!(findings(BY_STATUS), [""; 0]);
    let told = findings(&BY_STATUS.replace("| shelf | integer |", "| shelf | string |"));
    assert_eq!(told, ["response.statuses.201.fields.shelf.type"]);
    let told = findings(&BY_STATUS.replace("| shelf | integer | Where it is. |\n", ""));
    assert!(told.contains(&"response.statuses.201.fields.shelf".to_owned()), "{told:?}");
    let told = findings(&BY_STATUS.replace("### 201", "### 202"));
    assert!(told.contains(&"response.statuses".to_owned()), "{told:?}");
    // The same field of another status is another one.
    let told = findings(&BY_STATUS.replacen("| title | string |", "| title | integer |", 1));
    assert_eq!(told, ["response.statuses.200.fields.title.type"]);
}

#[test]
fn the_status_of_the_only_response_is_told_and_its_heading_alone_announces_fields() {
    let page = |heading: &str| {
        format!(
            "# Books\n\nBase URL: `https://api.books.example/v1`\n\n## CreateBook\n\n`POST /books`\n\n### Body parameters\n\n\
             | Name | Type | Required | Description |\n|--|--|--|--|\n| title | string | yes | The title. |\n\n\
             ### {heading}\n\n| Name | Type | Description |\n|--|--|--|\n| id | string | The ID. |\n"
        )
    };
    for heading in ["Response 201", "Response 200", "Responses"] {
        let text = page(heading);
        let spec = operation(&text, "CreateBook");
        assert_eq!(spec["response"]["fields"]["id"]["type"], "string", "{heading}");
        let gaps = serde_yaml::to_string(&spec["gaps"]).expect("gaps");
        assert_eq!(gaps.contains("HTTP 201"), heading == "Response 201", "{gaps}");
        let drafted = files(&drafts(&text));
        assert!(audit("page.md", &text, &drafted).is_accounted_for(), "{heading}");
        let changed = page("Response 202");
        assert!(!audit("page.md", &changed, &drafted).is_accounted_for(), "{heading}");
    }
}
