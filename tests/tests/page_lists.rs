//! Pages without tables, as other providers have them, and pages that are none.

use apiscribe_cli::{AuditOptions, TranscribeOptions, audit_page, transcribe};
use apiscribe_model::files::SourceFile;
use serde_yaml::Value;

const HTML: &str = "<html><body><h1>GetBook</h1><p>GET /books/{id}</p><h2>Parameters</h2><dl><dt><code>id</code> string, \
    required</dt><dd>The id of the book.</dd><dt><code>lang</code> (string)</dt><dd>The language. Default: en.</dd></dl>\
    <h2>Response</h2><ul><li><code>title</code> (string): The title.</li></ul></body></html>";

const BULLETS: &str = "# GetBook\n\nGET /books/{id}\n\n## Parameters\n\n- `id` (string, required): The id of the book.\n\
    - `lang` (string, optional): The language. Default: en.\n\n## Response\n\n- `title` (string): The title.\n";

const PARAGRAPHS: &str = "# GetBook\n\n`GET /books/{id}`\n\n## Parameters\n\n**id** `string` REQUIRED\n\nThe id of the book.\n\n\
    **lang** `string` Optional\n\nThe language.\n\nDefault: en.\n\n## Response\n\n**title** `string`\n\nThe title.\n";

const HEADINGS: &str = "# GetBook\n\nGET /books/{id}\n\n## Parameters\n\n### `id` string required\n\nThe id of the book.\n\n\
    ### `lang` string optional\n\nThe language. Default: en.\n\n## Response\n\n### `title` string\n\nThe title.\n";

const WIKI: &str = "GetBook\nGET /books/{id} HTTP/1.1\nRequest parameters\n||Name||Type||Required||Description||\n\
    |id|String|Yes|The id of the book.|\n|lang|String|No|The language. Default: en.|\nResponse parameters\n\
    ||Name||Type||Description||\n|title|String|The title.|\n";

#[test]
fn values_that_are_listed_without_a_table_are_read_and_compared() {
    let read = [HTML, BULLETS, PARAGRAPHS, HEADINGS, WIKI].map(|page| {
        let draft = transcribe(page, &TranscribeOptions::default()).unwrap_or_else(|error| panic!("{error}\n{page}"));
        assert_eq!((draft.rows.seen, draft.rows.read), (3, 3), "{page}\n{:?}", draft.unread);
        let file = |name: &str, text: &str| SourceFile {
            path: format!("shop/{name}.yaml"),
            name: format!("shop/{name}.yaml"),
            bytes: text.as_bytes().to_vec(),
        };
        let (spec, service) = (file("GetBook", &draft.spec), file("service", &draft.service));
        let audit = |page: &str| {
            audit_page("page", page, &spec, Some(&service), AuditOptions::default()).expect("a page and a spec")
        };
        assert!(audit(page).is_accounted_for(), "{}", audit(page));
        for (before, after) in [("lang", "tongue"), ("Default: en", "Default: fr"), ("title", "name")] {
            let changed = page.replacen(before, after, 1);
            assert!(!audit(&changed).is_accounted_for(), "{before} → {after}\n{changed}");
        }
        let facts = |line: &&str| !line.contains("TODO") && !line.starts_with(['#', '-']) && !line.starts_with("gaps");
        draft
            .spec
            .lines()
            .filter(facts)
            .filter(|line| !line.starts_with("  what"))
            .map(str::to_owned)
            .collect::<Vec<_>>()
    });
    assert!(read[0].contains(&"    default: en".to_owned()), "{:?}", read[0]);
    for other in &read[1..] {
        assert_eq!(&read[0], other);
    }
}

#[test]
fn values_beside_a_table_of_their_kind_are_unread() {
    let page = "# GetBook\n\n## Parameters\n\n|Name|Type|Required|Description|\n|--|--|--|--|\n|id|string|yes|The id.|\n\n\
        Then `lang` (string, optional) is the language.\n";
    let draft = transcribe(page, &TranscribeOptions::default()).expect("a page");
    assert_eq!((draft.rows.seen, draft.rows.read, draft.unread.len()), (2, 1, 1), "{:?}", draft.unread);
}

#[test]
fn what_is_no_page_is_refused_with_what_was_seen() {
    let cut = &HTML
        .replace("<dl>", "<table><tr><th>Name</th><th>Type</th><th>Required</th></tr><tr><td>id</td><td>str")
        [..HTML.find("<dl>").expect("a list") + 90];
    for (page, seen) in [
        (cut, "HTML that breaks off within a table"),
        (
            "# 数据类型\n\n## Book\n\n|名称|类型|描述|\n|--|--|--|\n|Id|String|号。|\n",
            "a page of what all operations have in common",
        ),
        (
            "<html><head><title>登录</title></head><body><h1>账号登录</h1><form><input name=\"u\"></form></body></html>",
            "HTML without a table",
        ),
        ("<html><form><input type=\"password\"></form></html>", "HTML of a page to log in"),
        (
            "<!DOCTYPE html><html><body><div id=\"app\"></div><script>start({\"Name\": 1})</script></body></html>",
            "HTML that a script has yet to fill in",
        ),
        ("openapi: 3.0.0\npaths: {}\n", "an OpenAPI document"),
        ("请求参数\n名称 | 类型 | 必填 | 描述 |\n---|---|---|---|\n", "breaks off behind the header of a table"),
        (
            "请求参数\n|\n名称 |\n类型 |\n必填 |\n描述 |\n| Id |\nstring |\n是 |\n号。 |\n| Kind |\nstring |\n",
            "breaks off within the row of a table, in line 11",
        ),
        // Nothing tells that these are of a call.
        (
            "# Boat\n\nA boat.\n\n| Name | Type | Description |\n|--|--|--|\n| Id | String | The id. |\n",
            "a table of fields, and nothing of a call that has them",
        ),
        (
            "# BoatAttributes\n\n|名称|类型|描述|\n|--|--|--|\n|Id|String|号。|\n",
            "a table of fields, and nothing of a call that has them",
        ),
        (
            "# BoatType\n\n## 节点名\n\nBoat\n\n## 子节点\n\n|名称|类型|描述|\n|--|--|--|\n|Id|String|号。|\n",
            "a page of a type of data, `boattype`",
        ),
        ("# 示例\n\n请求示例\n\n```\n?Action=SinkBoat\n```\n\n返回示例\n\n```\n{\"Id\": \"7\"}\n```\n", "Markdown"),
        // No bar ends the last cell, or only that stands there which begins a row.
        (
            "# SinkBoat\n\n## 请求参数\n\n|名称|类型|必选|描述|\n|--|--|--|--|\n|Id|String|是|船。取值：\n\n-   a：甲。\n-   b：乙",
            "breaks off within the row of a table, in line 7",
        ),
        (
            "# SinkBoat\n\n## 请求参数\n\n|名称|类型|必选|描述|\n|--|--|--|--|\n|Id|String|是|船。|\n|",
            "breaks off within the row of a table, in line 7",
        ),
        (
            "# SinkBoat\n\n## 请求参数\n\n<table>\n<tr><td>名称</td><td>类型</td></tr>\n<tr><td>Id</td><td>Str",
            "breaks off within a table, in line 5",
        ),
        (
            "# Boat\n\nA boat.\n\n| Name | Type | Required | Description |\n|--|--|--|--|\n| Id | String | Yes | The id. |\n",
            "a table of fields, and nothing of a call that has them",
        ),
        (
            "| Name | Type | Required |\n|--|--|--|\n| Id | String | Yes |\n\n```json\n{\"Id\": \"a\"}\n```\n",
            "a table of fields, and nothing of a call that has them",
        ),
        ("{\"code\": \"403\"}", "JSON"),
        ("%PDF-1.4 x", "a PDF"),
        (" \n", "an empty text"),
        ("# Notes\n\n| Month | Requests |\n|--|--|\n| May | 100 |\n", "Markdown"),
    ] {
        let error =
            transcribe(page, &TranscribeOptions::default()).map(|draft| draft.spec).expect_err(page).to_string();
        assert!(error.contains(seen), "{page}\n{error}");
    }
}

#[test]
fn what_stands_beside_a_type_is_read_compared_or_told() {
    let types = [
        ("integer [1 .. 200]", "integer [1 .. 300]", "max: 200"),
        ("string(32)", "string(64)", "the page says \"string(32)\""),
        ("string or integer", "string or boolean", "the page has `string or integer`"),
        ("integer or null", "integer", "nullable: true"),
        ("Optional[int]", "int", "the page says \"Optional[int]\""),
        ("List<List<String>>", "List<List<Long>>", "type: array"),
        ("Map<String, Integer>", "Map<String, Boolean>", "type: map"),
        ("enum(open, closed)", "enum(open, shut)", "closed: {}"),
        ("integer(int64)", "integer(int32)", "type: int64"),
        ("Array of strings <= 9 items", "Array of strings <= 8 items", "max: 9"),
    ];
    let row =
        |(index, (word, ..)): (usize, &(&str, &str, &str))| format!("| f{index} | body | {word} | No | Of a boat. |\n");
    let rows: String = types.iter().enumerate().map(row).collect();
    let page = format!(
        "# Boats\n\n## CreateBoat\n\n`POST /boats`\n\n| Name | In | Type | Required | Description |\n|--|--|--|--|--|\n{rows}"
    );
    let draft = transcribe(&page, &TranscribeOptions::default()).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!((draft.rows.seen, draft.rows.read), (types.len(), types.len()), "{:?}", draft.unread);
    let spec = SourceFile {
        path: "CreateBoat.yaml".to_owned(),
        name: "CreateBoat.yaml".to_owned(),
        bytes: draft.spec.as_bytes().to_vec(),
    };
    let audit = |page: &str| audit_page("page", page, &spec, None, AuditOptions::default()).expect("a page and a spec");
    assert!(audit(&page).is_accounted_for(), "{}", audit(&page));
    for (word, other, told) in types {
        assert!(draft.spec.contains(told), "{word} → {told}\n{}", draft.spec);
        let changed = page.replacen(&format!("| {word} |"), &format!("| {other} |"), 1);
        assert!(!audit(&changed).is_accounted_for(), "{word} → {other}");
    }
}

#[test]
fn values_whose_type_stands_in_a_line_below_their_name_are_read() {
    let page = "# DescribeBoats\n\n## Request Parameters\n\n**Kind.N**\nThe kinds.\nType: Array of strings\nRequired: No\n\n**MaxResults**\nHow many.\nType: Integer\nRequired: Yes\n\n**Note**\nThis is none.\n\n## Response Elements\n\n**nextToken**\nThe next page.\nType: String\n";
    let draft = transcribe(page, &TranscribeOptions::default()).unwrap_or_else(|error| panic!("{error}"));
    let spec: Value = serde_yaml::from_str(&draft.spec).expect("a draft is YAML");
    let names: Vec<&str> =
        spec["parameters"].as_mapping().expect("parameters").keys().filter_map(Value::as_str).collect();
    assert_eq!(names, ["Kind", "MaxResults"]);
    assert_eq!(spec["parameters"]["MaxResults"]["required"], true);
    assert_eq!(spec["parameters"]["Kind"]["items"]["type"], "string");
    assert_eq!(spec["response"]["fields"]["nextToken"]["type"], "string");
}

#[test]
fn pages_that_break_off_and_lists_of_prices_are_refused_with_what_was_seen() {
    let table = "# ListBoats\n\n## Request parameters\n\n|Name|Type|Required|\n|--|--|--|\n|Size|integer|No|\n";
    for (page, seen) in [
        (format!("{table}|Kind|str"), "breaks off within the row of a table, in line 8"),
        (
            format!("{table}\n## Examples\n\nSample responses\n\n{{\n  \"Boats\": [{{\"Id\": \"b-1"),
            "breaks off within a sample",
        ),
        (format!("{table}\n## Examples\n\n```\nGET /boats?Si"), "breaks off within a sample"),
        (format!("{table}\n## Examples\n\n```\n<Boats>\n  <Boat>1</Boat>\n"), "breaks off within a sample"),
        (
            "# Errors\n\n|Code|Message|HTTP status|\n|--|--|--|\n|BadBoat|It is bad.|400|\n".to_owned(),
            "a list of error codes of no operation that it names",
        ),
        (
            "# boats list\n\n|Name|Type|Required|Description|\n|--|--|--|--|\n|--limit|int|No|How many.|\n".to_owned(),
            "looked for a table",
        ),
        (
            "# Environment\n\n|Name|Type|Required|Description|\n|--|--|--|--|\n|BOAT_PORT|string|No|The port.|\n"
                .to_owned(),
            "looked for a table",
        ),
        (
            "# Boats\n\n|Column|Type|Nullable|\n|--|--|--|\n|id|bigint|NO|\n|name|varchar(9)|YES|\n".to_owned(),
            "looked for a table",
        ),
        (
            "# Prices\n\n|Name|Type|Price|\n|--|--|--|\n|Sloop|monthly|5|\n|Yawl|yearly|50|\n".to_owned(),
            "looked for a table",
        ),
    ] {
        let error = transcribe(&page, &TranscribeOptions::default()).expect_err("a part of a page");
        assert!(error.to_string().contains(seen), "{error}");
    }
    assert!(transcribe(table, &TranscribeOptions::default()).is_ok());
}

/// The head of a page up to its errors, in three of the forms in which pages are saved.
const ROWS: [&str; 3] = [
    "# ListBoats\n\n## 请求参数\n\n|名称|类型|必填|描述|\n|--|--|--|--|\n|Size|integer|否|长。|\n\n## 错误码\n\n",
    "# ListBoats\n\n## 请求参数\n\n名称\n\n类型\n\n必填\n\n描述\n\nSize\n\ninteger\n\n否\n\n长。\n\n## 错误码\n\n",
    "ListBoats - ListBoats\n请求参数\n|\n名称 |\n类型 |\n必填 |\n描述 |\n| Size |\ninteger |\n否 |\n长。 |\n错误码\n",
];

#[test]
fn a_page_that_ends_within_the_head_of_a_table_is_refused_or_told() {
    let [bars, paragraphs, over_lines] = ROWS;
    for (page, end) in [
        (bars, "|"),
        (bars, "| HTTP st"),
        (bars, "|HTTP status code|错误码|错误信息|\n|--|--|--|\n|400|Bad|"),
        (paragraphs, "HTTP sta"),
        (paragraphs, "HTTP status code"),
        (paragraphs, "HTTP status code\n\n错误码\n\n错误"),
        (paragraphs, "HTTP status code\n\n错误码\n\n错误信息\n\n400"),
        (paragraphs, "HTTP status code\n\n错误码\n\n错误信息\n\n400\n\nBad"),
        (over_lines, "|\n"),
        (over_lines, "|\nHTTP st"),
        (over_lines, "|\nHTTP status code |\n错误码"),
        (over_lines, "|\nHTTP status code |\n错误码 |\n错误信息 |\n| 400 |\nBad |\nThe tex"),
    ] {
        let page = format!("{page}{end}");
        let error = transcribe(&page, &TranscribeOptions::default()).map(|draft| draft.spec).expect_err(&page);
        assert!(error.to_string().contains("breaks off"), "{page}\n{error}");
    }
    for (page, end, unread) in [
        (bars, "|HTTP status code|错误码|错误信息|\n|--|--|--|\n", 1),
        (bars, "|HTTP status code|错误码|错误信息|\n|--|--|--|\n\n访问错误中心查看更多错误码。\n", 0),
        (bars, "|HTTP status code|错误码|错误信息|\n|--|--|--|\n|400|Bad|No.|\n", 0),
        (bars, "访问错误中心查看更多错误码。", 0),
        (paragraphs, "HTTP status code\n\n错误码\n\n错误信息", 1),
        (paragraphs, "HTTP status code\n\n错误码\n\n错误信息\n\n400\n\nBad\n\nNo.\n", 0),
        (over_lines, "|\nHTTP status code |\n错误码 |\n错误信息 |\n", 1),
        (over_lines, "|\nHTTP status code |\n错误码 |\n错误信息 |\n| 400 |\nBad |\nNo. |\n", 0),
        (
            over_lines,
            "|\nHTTP status code |\n错误码 |\n错误信息 |\n描述 |\n| 400 |\nBad |\nNo. |\n访问错误中心查看更多。\n",
            0,
        ),
    ] {
        let page = format!("{page}{end}");
        let draft = transcribe(&page, &TranscribeOptions::default()).unwrap_or_else(|error| panic!("{error}\n{page}"));
        assert_eq!(draft.unread.len(), unread, "{page}\n{:?}", draft.unread);
    }
}

#[test]
fn errors_in_a_list_may_have_their_status_at_the_end_of_a_line() {
    let page = format!(
        "{BULLETS}\n## Errors\n\n- `21211` - Invalid phone number (HTTP 400)\n- `no_book`: There is none (404)\n\
         - `code`: what went wrong (a text)\n"
    );
    let draft = transcribe(&page, &TranscribeOptions::default()).unwrap_or_else(|error| panic!("{error}"));
    let spec: Value = serde_yaml::from_str(&draft.spec).expect("a draft is YAML");
    let rows = spec["errors"].as_sequence().expect("errors").iter().map(|row| (&row["code"], row["status"].as_u64()));
    let rows: Vec<(&str, Option<u64>)> = rows.map(|(code, status)| (code.as_str().expect("text"), status)).collect();
    assert_eq!(rows, [("21211", Some(400)), ("no_book", Some(404))]);
}

#[test]
fn headers_in_japanese_are_known_in_each_of_their_spellings() {
    for name in ["パラメータ名", "パラメーター名", "項目名", "フィールド名"] {
        let page = format!(
            "# GetBook\n\n`GET /books`\n\n## リクエストパラメータ\n\n|{name}|型|必須|説明|\n|--|--|--|--|\n|id|string|はい|本のID。|\n"
        );
        let draft = transcribe(&page, &TranscribeOptions::default()).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!((draft.rows.read, draft.rows.unread), (1, 0), "{name}");
        assert!(draft.spec.contains("required: true"), "{}", draft.spec);
    }
}

/// Pages in the manner of several providers, each with facts that its draft must have.
#[test]
fn headings_columns_and_cells_of_other_providers_are_read() {
    let request = |heading: &str, rows: &str| {
        format!("# Send a parcel\n\n`POST https://api.parcels.example/v2/parcels`\n\n## {heading}\n\n{rows}\n")
    };
    let draft = |page: &str| {
        let draft = transcribe(page, &TranscribeOptions::default()).unwrap_or_else(|error| panic!("{error}\n{page}"));
        assert!(draft.unread.is_empty(), "{:?}", draft.unread);
        draft
    };
    let rows = "| Name | Type | Necessity | Description |\n| --- | --- | --- | --- |\n| to | string | required | Whom. |\n| speed | enum (\"slow\", \"fast\") | optional | How. |";
    for (heading, place) in [("Form data", "form"), ("Request body", "body_field"), ("Query string", "query")] {
        let sent = draft(&request(heading, rows));
        assert_eq!(sent.operation, "SendParcel");
        for fact in ["path: /v2/parcels", "required: true", "slow: {}", "fast: {}", "made from `Send a parcel`"] {
            assert!(sent.spec.contains(fact), "{fact}\n{}", sent.spec);
        }
        assert!(sent.spec.contains(&format!("in: {place}")), "{}", sent.spec);
        assert!(sent.service.contains("base_url: https://api.parcels.example"), "{}", sent.service);
    }
    let typed = "| Name | Type | Description |\n| --- | --- | --- |\n| `to` | string **Required** | Whom. |\n| `by` | string | Who. |";
    let typed = draft(&request("Body parameters", typed)).spec;
    assert_eq!(typed.matches("required: true").count(), 1, "{typed}");
    let located = "| 参数名称 | 类型 | 是否必需 | 参数位置 | 描述 |\n| --- | --- | --- | --- | --- |\n| to | String | 是 | RequestBody参数 | 收件人。 |\n| size | int | 否 | RequestBody参数 | 大小。 |\n| by | String | 否 | Query参数 | 寄件人。 |";
    let located = draft(&request("请求参数", located)).spec;
    assert!(located.contains("in: body_field") && located.contains("in: query"), "{located}");
}

#[test]
fn a_response_may_have_headings_that_requests_have_too() {
    let fields =
        "| Name | Type | Description | Required |\n| --- | --- | --- | --- |\n| id | Long | Its number. | O |\n";
    for (request, heading) in [
        ("Request", "## Response\n\n**Body**"),
        ("Request", "## Response schema"),
        ("Request", "## Response properties"),
        ("請求參數", "## 傳回參數"),
        ("リクエストボディ", "## レスポンス"),
    ] {
        let page = format!("# CreateParcel\n\n## {request}\n\n**Query parameters**\n\n{fields}\n{heading}\n\n{fields}");
        let draft = transcribe(&page, &TranscribeOptions::default()).expect("a page");
        let (before, behind) = draft.spec.split_once("response:").expect("a response");
        assert!(before.contains("id:") && behind.contains("id:"), "{heading}\n{}", draft.spec);
        // A word that says neither yes nor no is no fact, and told of.
        assert_eq!(draft.spec.matches("the page has `O`").count(), 2, "{}", draft.spec);
    }
}

#[test]
fn statuses_without_codes_are_no_errors() {
    let page = "# CreateParcel\n\n## Parameters\n\n| Name | Type | Required |\n| --- | --- | --- |\n| to | string | Yes |\n\n## Errors\n\n| Code | Description |\n| --- | --- |\n| 404 | Nobody is there. |\n| no_street | There is no such street. |\n";
    let draft = transcribe(page, &TranscribeOptions::default()).expect("a page");
    assert!(draft.spec.contains("row `no_street`") && !draft.spec.contains("row `404`"), "{}", draft.spec);
    assert!(draft.spec.contains("a status without a code, in the table of error codes: `404 | Nobody is there.`"));
    assert_eq!((draft.rows.seen, draft.rows.read, draft.unread.len()), (3, 3, 0));
    let statuses = page.replace("## Errors\n\n| Code |", "## Statuses\n\n| Status code |");
    let statuses = statuses.replace("no_street", "409").replace("Nobody is there.", "Gone");
    let draft = transcribe(&statuses, &TranscribeOptions::default()).expect("a page");
    assert_eq!((draft.rows.seen, draft.rows.aside, draft.unread.len()), (3, 2, 0), "passed over, and not unread too");
}

#[test]
fn an_item_of_a_list_that_cannot_be_read_is_unread_and_no_part_of_the_one_before() {
    let page = |kind: &str| {
        format!(
            "# GetBook\n\n`GET /books/{{id}}`\n\n## Path parameters\n\n- `id`: string (required), maxLength: 32. The id.\n- `lang`: {kind} The \
             language.\n\n  - `en`: English.\n\n## Returns\n\n- `title`: string. The title.\n"
        )
    };
    let draft = transcribe(&page("string (optional)."), &TranscribeOptions::default()).expect("a page");
    assert_eq!((draft.rows.seen, draft.unread.len()), (3, 0), "{:?}", draft.unread);
    assert!(draft.spec.contains("title:\n      type: string"), "{}", draft.spec);
    let draft = transcribe(&page("whatever you like."), &TranscribeOptions::default()).expect("a page");
    assert_eq!((draft.rows.seen, draft.unread.len()), (3, 1), "{:?}", draft.unread);
}

#[test]
fn a_value_whose_type_no_word_is_known_for_is_told_below_its_label() {
    let page = |kind: &str| {
        format!(
            "# CreateQueue\n\n## Request Parameters\n\n**Name**\n\nThe name.\n\nType: String\n\nRequired: Yes\n\n**Tags**\n\nThe tags.\n\nType: {kind}\n\nRequired: No\n"
        )
    };
    let draft = transcribe(&page("String to string map"), &TranscribeOptions::default()).expect("a page");
    assert!(draft.unread.is_empty() && draft.spec.contains("type: map"), "{:?}\n{}", draft.unread, draft.spec);
    let draft = transcribe(&page("what you like"), &TranscribeOptions::default()).expect("a page");
    assert_eq!(draft.unread.len(), 1, "{:?}", draft.unread);
}

#[test]
fn values_with_a_list_of_what_is_told_of_each_are_read() {
    let page = "# SinkBoat\n\n## 请求参数\n\n**BoatId**\n\n-   类型：String\n-   必须：是\n-   描述：船的号。\n\n**Depth**\n\n-   类型：Integer\n-   必须：否\n-   描述：深度。\n\n## 返回参数\n\n**Port**\n\n-   类型：String\n-   描述：港。\n";
    let draft = transcribe(page, &TranscribeOptions::default()).expect("a page");
    assert_eq!((draft.rows.seen, draft.rows.read), (3, 3), "{:?}\n{}", draft.unread, draft.spec);
    let spec: Value = serde_yaml::from_str(&draft.spec).expect("a draft is YAML");
    assert_eq!(spec["parameters"]["BoatId"]["required"], true);
    assert_eq!(spec["parameters"]["Depth"]["type"], "int32");
    assert_eq!(spec["response"]["fields"]["Port"]["type"], "string");
}
