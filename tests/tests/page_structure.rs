//! Pages as converters and older sites have them: odd tables, marks of nesting, wrapper rows, rows that a sample lacks, paths.

use apiscribe_cli::{Audit, AuditOptions, TranscribeOptions, Transcribed, audit_page, transcribe};
use apiscribe_model::files::SourceFile;
use serde_yaml::Value;

/// Drafts a page, all of whose rows are read, and which agrees with the draft.
fn draft(page: &str) -> (Value, Transcribed) {
    let draft = transcribe(page, &TranscribeOptions::default()).unwrap_or_else(|error| panic!("{error}\n{page}"));
    assert_eq!(draft.unread, [], "{page}");
    let audit = audit(page, &draft);
    assert!(audit.is_accounted_for(), "{audit}\n{}", draft.spec);
    (serde_yaml::from_str(&draft.spec).expect("a draft is YAML"), draft)
}

/// Compares a page with a draft of one.
fn audit(page: &str, draft: &Transcribed) -> Audit {
    let file = |name: &str, text: &str| SourceFile {
        path: format!("shop/{name}.yaml"),
        name: format!("shop/{name}.yaml"),
        bytes: text.as_bytes().to_vec(),
    };
    let (spec, service) = (file(&draft.operation, &draft.spec), file("service", &draft.service));
    audit_page("page", page, &spec, Some(&service), AuditOptions::default()).expect("a page")
}

/// Returns the paths of all fields of a response.
fn fields(spec: &Value) -> Vec<String> {
    let mut paths = Vec::new();
    collect(&mut paths, "", &spec["response"]["fields"]);
    paths
}

fn collect(paths: &mut Vec<String>, at: &str, fields: &Value) {
    for (name, value) in fields.as_mapping().into_iter().flatten() {
        let path = format!("{at}{}", name.as_str().unwrap_or_default());
        let below = if value["items"].is_null() { value } else { &value["items"] };
        let mark = if value["items"].is_null() { "." } else { "[]." };
        paths.push(path.clone());
        collect(paths, &format!("{path}{mark}"), &below["fields"]);
    }
}

fn has_gap(spec: &Value, at: &str, what: &str) -> bool {
    let gaps = spec["gaps"].as_sequence().map(Vec::as_slice).unwrap_or_default();
    gaps.iter().any(|gap| gap["at"] == at && gap["what"].as_str().is_some_and(|text| text.contains(what)))
}

fn response(rows: &str, sample: &str) -> String {
    let sample = if sample.is_empty() {
        String::new()
    } else {
        format!("\n## 示例\n\n正常返回示例\n\n```\n{sample}\n```\n")
    };
    format!("# ListBoats\n\n## 返回数据\n\n|名称|类型|示例值|描述|\n|--|--|---|--|\n{rows}{sample}")
}

#[test]
fn marks_and_wide_spaces_before_a_name_show_what_it_is_in() {
    for mark in ["└", "\u{2003}\u{2003}└", "\u{3000}", "&nbsp;&nbsp;└".replace("&nbsp;", "\u{a0}").as_str(), "- "]
    {
        let rows = format!("|Boat|Object| |船。 |\n|{mark}Name|String|a|名。 |\n|Total|Integer|1|数。 |\n");
        let (spec, _) = draft(&response(&rows, ""));
        assert_eq!(fields(&spec), ["Boat", "Boat.Name", "Total"], "{mark:?}");
    }
}

#[test]
fn a_row_without_a_type_holds_what_is_marked_below_it() {
    let (spec, _) = draft(&response("|Crew| | |船员。 |\n|└Captain|String|me|船长。 |\n|Id|String|7|号。 |\n", ""));
    assert_eq!(fields(&spec), ["Crew", "Crew.Captain", "Id"]);
    assert_eq!(spec["response"]["fields"]["Crew"]["type"], "object");
    assert!(has_gap(&spec, "response.fields.Crew.type", "no type"));
}

#[test]
fn marks_of_one_depth_and_a_sample_together_tell_how_deep_a_row_is() {
    let rows = "|Data| | |数据。 |\n|└Boats| | |船。 |\n|└Name|String|a|名。 |\n|└Total|Integer|1|数。 |\n|Id|String|7|号。 |\n";
    let sample = r#"{"Data":{"Boats":[{"Name":"a"}],"Total":1},"Id":"7"}"#;
    let (spec, _) = draft(&response(rows, sample));
    assert_eq!(fields(&spec), ["Data", "Data.Boats", "Data.Boats[].Name", "Data.Total", "Id"]);
}

#[test]
fn a_row_that_the_sample_lacks_stands_with_its_neighbours() {
    let rows = "|Boats|Array| |船。 |\n|Id|String|b|号。 |\n|Owner|String|me|主。 |\n|Port|String|p|港。 |\n|Total|Integer|1|数。 |\n";
    let (spec, _) = draft(&response(rows, r#"{"Boats":[{"Id":"b","Port":"p"}],"Total":1}"#));
    assert_eq!(fields(&spec), ["Boats", "Boats[].Id", "Boats[].Owner", "Boats[].Port", "Total"]);
    // Between what is inside and what is not it may be either.
    let (spec, _) = draft(&response(rows, r#"{"Boats":[{"Id":"b"}],"Owner":"me","Total":1}"#));
    assert_eq!(fields(&spec), ["Boats", "Boats[].Id", "Owner", "Port", "Total"]);
    let (spec, _) = draft(&response(rows, r#"{"Boats":[{"Id":"b","Owner":"me"}],"Total":1}"#));
    assert_eq!(fields(&spec), ["Boats", "Boats[].Id", "Boats[].Owner", "Boats[].Port", "Total"]);
    assert!(has_gap(&spec, "response.fields.Boats.items", "lacks `Port`"), "both readings are said");
}

#[test]
fn a_wrapper_row_is_what_the_sample_shows() {
    let rows = "|Boats|Array of Boat| |船。 |\n|Boat| | | |\n|Id|String|b|号。 |\n|Total|Integer|1|数。 |\n";
    let (spec, _) = draft(&response(rows, r#"{"Boats":{"Boat":[{"Id":"b"}]},"Total":1}"#));
    assert_eq!(fields(&spec), ["Boats", "Boats.Boat", "Boats.Boat[].Id", "Total"]);
    assert!(has_gap(&spec, "response.fields.Boats.type", "Array of Boat"), "the page says otherwise");
    let (spec, _) = draft(&response(rows, r#"{"Boats":[{"Id":"b"}],"Total":1}"#));
    assert_eq!(fields(&spec), ["Boats", "Boats[].Id", "Total"], "the name of the items alone");
}

#[test]
fn what_the_sample_has_between_two_rows_is_a_field_of_its_own() {
    let rows = "|Boats|Object| |船。 |\n|Id|String|b|号。 |\n|Total|Integer|1|数。 |\n";
    let (spec, _) = draft(&response(rows, r#"{"Boats":{"Boat":[{"Id":"b"}]},"Total":1}"#));
    assert_eq!(fields(&spec), ["Boats", "Boats.Boat", "Boats.Boat[].Id", "Total"]);
    assert_eq!(spec["response"]["fields"]["Boats"]["fields"]["Boat"]["known_from"], "example");
}

#[test]
fn a_response_may_be_a_list() {
    let page = "# ListBoats\n\n## Response parameters\n\n| Parameter | Type | Description | Example |\n| --- | --- | --- | --- |\n|  | array<object> | The boats. |  |\n|  | object | A boat. |  |\n| Name | string | Its name. | a |\n";
    let (spec, _) = draft(page);
    assert_eq!(spec["response"]["body"]["type"], "array");
    assert_eq!(spec["response"]["body"]["items"]["fields"]["Name"]["example"], "a");
}

#[test]
fn neither_a_policy_nor_an_explaining_table_is_the_response() {
    let policy = "说明如下：\n\n```\n{\n  \"Statement\": [{\"Effect\": \"Allow\"}]\n}\n```\n\n";
    let table = "## 接口说明\n\n#### 船的种类\n\n|字段|类型|说明|\n|--|--|--|\n|sail|string|帆船。|\n\n";
    let page = response("|RequestId|String|4|号。 |\n", "").replacen("## 返回", &format!("{policy}{table}## 返回"), 1);
    let (spec, _) = draft(&page);
    assert_eq!(fields(&spec), ["RequestId"]);
    assert!(spec["examples"].is_null());
    let page = page.replace("\n## 返回数据", "")
        + "\n#### Data 的内容\n\n|字段|类型|说明|\n|--|--|--|\n|inner|string|里面。|\n";
    assert!(
        transcribe(&page, &TranscribeOptions::default()).is_ok(),
        "with no other table it may be what is looked for"
    );
}

fn request(lines: &str, rows: &str) -> String {
    format!(
        "# MoveBoat\n\n{lines}\n\n## Request parameters\n\n|Name|Type|Location|Required|Description|\n|---|---|---|---|---|\n{rows}"
    )
}

#[test]
fn a_path_is_taken_from_the_syntax_in_all_its_forms_and_from_no_sample() {
    let rows = "|BoatId|String|Path|Yes|The ID. |\n";
    for syntax in [
        "## Request syntax\n\n```\nPOST /boats/[BoatId]/move HTTPS|HTTP\n```",
        "## Request syntax\n\n```\nPOST /boats/{BoatId}/move HTTP/1.1\n```",
        "`POST /boats/{BoatId}/move`",
        "Use POST to call /boats/{BoatId}/move and it moves.",
    ] {
        let (spec, _) = draft(&request(syntax, rows));
        assert_eq!(spec["http"]["path"], "/boats/{BoatId}/move", "{syntax}");
        assert_eq!(spec["parameters"]["BoatId"]["in"], "path", "{syntax}");
    }
    let sample = "\n## Examples\n\nSample requests\n\n```\nPOST /boats/b-17****/move HTTP/1.1\n```\n";
    let (spec, _) = draft(&format!("{}{sample}", request("Moves it.", "|Speed|String|Query|No|The speed. |\n")));
    assert!(spec["http"].is_null(), "a sample has values in its path");
}

#[test]
fn a_path_that_has_other_names_than_the_rows_is_a_gap_and_a_draft() {
    let syntax = "## Request syntax\n\n```\nGET /boats/{boat.qualifier}/log HTTP/1.1\n```";
    let (spec, _) = draft(&request(syntax, "|boat|String|Path|Yes|The boat. |\n"));
    assert_eq!(spec["parameters"]["boat"]["in"], "query");
    assert!(has_gap(&spec, "parameters.boat.in", "does not have it"));
    assert!(has_gap(&spec, "http.path", "/boats/{boat.qualifier}/log"), "the path is said as a whole");
    let syntax = syntax.replace("boat.qualifier", "boat");
    let (spec, _) = draft(&request(&syntax, "|since|String|Query|No|The first day. |\n"));
    assert_eq!(spec["parameters"]["boat"]["in"], "path", "a name that only the path has");
}

#[test]
fn a_table_in_the_cell_of_a_change_goes_on_with_it() {
    let history = "\n## 变更历史\n\n| 变更时间 | 变更内容概要 | 操作 |\n| --- | --- | --- |\n| 2031-04-10 | 错误码发生变更 |  |\n| | 变更项 | 变更内容 |\n| --- | --- |\n| 错误码 | 发生变更 |\n|  | 删除错误码：200 | |\n| 2031-03-31 | 入参发生变更 |  |\n";
    let (spec, draft) = draft(&(response("|Id|String|7|号。 |\n", "") + history));
    let days: Vec<&str> =
        spec["history"].as_sequence().expect("changes").iter().filter_map(|row| row["date"].as_str()).collect();
    assert_eq!(days, ["2031-04-10", "2031-03-31"], "{}", draft.spec);
}

#[test]
fn cells_may_be_spread_have_bars_in_them_and_wide_bars_around_them() {
    let rows = "|Mode|String|on|方式。\n\n 取值：**on \\| off**。 |\n|Id|String|7|号。 |\n";
    let errors = "\n## 错误码\n\n|HttpCode\n\n|错误码\n\n|错误信息\n\n|描述\n\n|\n|-----|-----|------|----|\n|404\n\n|NoBoat\n\n|No such boat.\n\n|没有。\n\n|\n";
    let (spec, _) = draft(&(response(rows, "") + errors));
    let values: Vec<&str> = spec["response"]["fields"]["Mode"]["enum"]
        .as_mapping()
        .expect("values")
        .keys()
        .filter_map(Value::as_str)
        .collect();
    assert_eq!(values, ["on", "off"]);
    assert_eq!(spec["errors"][0]["code"], "NoBoat");
    let wide = "查船。\n请求参数\n名称 ｜ 类型 ｜ 必填 ｜ 描述 ｜ 示例值 ｜\nName ｜ string ｜ 是 ｜ 船名。 ｜ a ｜\n";
    let (spec, _) = draft(wide);
    assert_eq!(spec["parameters"]["Name"]["required"], true);
    let letters = wide.replace('｜', "l");
    let error = transcribe(&letters, &TranscribeOptions::default()).expect_err("letters part no cells");
    assert!(error.to_string().contains("line 3"), "{error}");
}

#[test]
fn bars_in_the_text_of_a_row_part_no_cells_where_it_can_be_put_together_in_one_way_alone() {
    let page = |cells: &str| {
        format!(
            "# GetBoat\n\n## Response parameters\n\n|Parameter|Type|Description|Example|\n|--|--|--|--|\n|Id|string|The ID.|1 |\n|Mode|string|{cells} |\n|Name|string|The name.|a |\n"
        )
    };
    for (cells, example) in [
        ("How conditions meet. Valid values:\n\n- &&: all.\n- ||: one of them.|&&", "&&"),
        ("The start. Up to 1 KB.|sail {{Boat|Ext(\".py\")}}", "sail {{Boat|Ext(\".py\")}}"),
        ("The word.\n\n()~^-_+=|{}[]:;<>,.\nNo other.|Sea@1", "Sea@1"),
    ] {
        let (spec, draft) = draft(&page(cells));
        assert_eq!(spec["response"]["fields"]["Mode"]["example"], example, "{cells}: {}", draft.spec);
        assert!(draft.unread.is_empty(), "{cells}");
    }
    let unclear = transcribe(&page("The mode, sea|land|sky"), &TranscribeOptions::default()).expect("a page");
    assert_eq!(unclear.unread.len(), 1, "where the description ends is not known: {}", unclear.spec);
}

#[test]
fn columns_are_known_by_their_meaning_in_any_order_and_four_languages() {
    for (header, row) in [
        ("| Field | In | Mandatory | Type | Default | Details |", "| size | query | yes | integer | 5 | The size. |"),
        ("| Type | Required | Parameter | Description | Example |", "| integer | Required | size | The size. | 5 |"),
        ("| 參數名稱 | 類型 | 是否必選 | 描述 | 範例值 |", "| size | integer | 是 | 大小。 | 5 |"),
        ("| パラメーター | 型 | 必須 | 説明 | 例 |", "| size | 整数 | はい | 大きさ。 | 5 |"),
    ] {
        let rule = "|".to_owned() + &" --- |".repeat(header.matches('|').count() - 1);
        let (spec, _) = draft(&format!("# MoveBoat\n\n{header}\n{rule}\n{row}\n"));
        let size = &spec["parameters"]["size"];
        assert_eq!((&size["type"], &size["required"]), (&"int32".into(), &true.into()), "{header}");
    }
}

#[test]
fn an_example_of_asterisks_in_a_paragraph_of_its_own_is_no_list() {
    let cells = [
        "Name",
        "Type",
        "Description",
        "Example",
        "Cron",
        "string",
        "When it runs.",
        "\\* \\* 24 7 0",
        "Total",
        "integer",
        "How many.",
        "1",
    ];
    let page = format!("# ListBoats\n\n## Response parameters\n\n{}\n", cells.join("\n\n"));
    let (spec, _) = draft(&page);
    assert_eq!(spec["response"]["fields"]["Cron"]["example"], "* * 24 7 0", "{spec:?}");
}

#[test]
fn names_with_dots_show_what_they_are_in_where_that_has_a_row() {
    let rows = "|boats|Array of objects| |船。 |\n|boats[].id|String|b|号。 |\n|meta|Object| |数。 |\n|meta.total|Integer|1|总数。 |\n|flag.ship|String|f|旗舰。 |\n";
    let (spec, _) = draft(&response(rows, ""));
    assert_eq!(fields(&spec), ["boats", "boats[].id", "meta", "meta.total", "flag.ship"]);
    assert!(!has_gap(&spec, "response.fields.meta.fields", "flat"));
}

#[test]
fn several_rows_of_the_body_are_fields_of_one_object_where_nothing_says_that_it_is_a_form() {
    let rows = "|Name|String|Body|Yes|The name. |\n|Crew|Object|Body|No|The crew. |\n";
    let places = |page: &str| {
        let (spec, _) = draft(page);
        let places: Vec<String> = ["Name", "Crew"]
            .map(|name| spec["parameters"][name]["in"].as_str().unwrap_or_default().to_owned())
            .to_vec();
        (places, has_gap(&spec, "parameters.Name.in", "the page says body"))
    };
    let page = request("", rows);
    assert_eq!(places(&page), (vec!["body_field".to_owned(); 2], true));
    let json = page.replace("Request parameters", "JSON body");
    assert_eq!(places(&json), (vec!["body_field".to_owned(); 2], false));
    let form = page.replace("Request parameters", "Form body");
    assert_eq!(places(&form), (vec!["form".to_owned(); 2], false));
    let (spec, _) = draft(&page.replace("|Crew|Object|Body|No|The crew. |\n", ""));
    assert_eq!(spec["parameters"]["Name"]["in"], "body_field", "a text with a name is no whole body");
    assert!(has_gap(&spec, "parameters.Name.in", "the page says body"));
    let (spec, _) = draft(&page.replace("|Name|String|Body|Yes|The name. |\n", ""));
    assert_eq!(spec["parameters"]["Crew"]["in"], "body", "one object is all of it");
}

#[test]
fn a_block_of_code_in_a_description_does_not_end_a_table_of_paragraphs() {
    let cells = ["Parameter", "Type", "Required", "Description", "Example"];
    let rows = [
        "Key",
        "string",
        "Yes",
        "The key. One of:",
        "```\n()~!\n```",
        "Mind the order.",
        "a",
        "Size",
        "integer",
        "No",
        "How many.",
        "1",
    ];
    let page = |rows: &[&str]| {
        format!("# MoveBoat\n\nMoves it.\n\n## Request parameters\n\n{}\n\n{}\n", cells.join("\n\n"), rows.join("\n\n"))
    };
    let (spec, drafted) = draft(&page(&rows));
    assert_eq!(spec["parameters"]["Size"]["example"], "1", "{}", drafted.spec);
    assert_eq!(drafted.rows.read, 2);
    // What stands behind the table under a heading of its own is none of it.
    let sample = "\n## Examples\n\nSample success responses\n\n```\n{\"Id\": \"7\"}\n```\n";
    let (spec, _) = draft(&(page(&rows[7..]) + sample));
    assert_eq!(spec["examples"][0]["response"]["Id"], "7");
}

/// Drafts a page with a spec that was written before.
fn draft_over(page: &str, earlier: &str) -> Value {
    let mut options = TranscribeOptions::default();
    options.earlier = Some(earlier.to_owned());
    let draft = transcribe(page, &options).unwrap_or_else(|error| panic!("{error}\n{page}"));
    assert_eq!(draft.unread, [], "{page}");
    let file = |name: &str, text: &str| SourceFile { path: name.to_owned(), name: name.to_owned(), bytes: text.into() };
    let (spec, service) = (file("ListBoats.yaml", &draft.spec), file("service.yaml", &draft.service));
    let audit = audit_page("page", page, &spec, Some(&service), AuditOptions::default()).expect("a page");
    assert!(audit.is_accounted_for(), "{audit}\n{}", draft.spec);
    serde_yaml::from_str(&draft.spec).expect("a draft is YAML")
}

#[test]
fn a_spec_that_was_written_before_shows_what_a_flat_table_does_not() {
    let rows = "|Boats|Array| |船。 |\n|Id|String|b|号。 |\n|Port|String|p|港。 |\n|Total|Integer|1|数。 |\n";
    let earlier = "operation: ListBoats\nresponse:\n  fields:\n    Boats:\n      type: array\n      items: { fields: { Id: { type: string }, Port: { type: string } } }\n    Total: { type: int32 }\n";
    let spec = draft_over(&response(rows, ""), earlier);
    assert_eq!(fields(&spec), ["Boats", "Boats[].Id", "Boats[].Port", "Total"]);
    assert!(has_gap(&spec, "response.fields.Boats.items", "the spec that was written before"));
    // Where the sample shows another place, both are said.
    let sample = r#"{"Boats":[{"Id":"b"}],"Port":"p","Total":1}"#;
    let spec = draft_over(&response(rows, sample), earlier);
    assert_eq!(fields(&spec), ["Boats", "Boats[].Id", "Port", "Total"]);
    let both = "`Port` stands at the top by the sample, and in `Boats` by the spec that was written before";
    assert!(has_gap(&spec, "response.fields.Boats.items", both), "{spec:?}");
    // Without either, nothing is known.
    let (spec, _) = draft(&response(rows, ""));
    assert_eq!(fields(&spec), ["Boats", "Id", "Port", "Total"]);
}

#[test]
fn a_spec_that_was_written_before_shows_what_parameters_are_in() {
    let page = "# ListBoats\n\n## Request parameters\n\n|Name|Type|Required|Description|\n|---|---|---|---|\n|Crew|object|No|The crew. |\n|Size|integer|No|How many. |\n|Kind|string|No|The kind. |\n";
    let earlier =
        "operation: ListBoats\nparameters:\n  Crew: { in: query, type: object, fields: { Size: { type: int32 } } }\n";
    let spec = draft_over(page, earlier);
    assert_eq!(spec["parameters"]["Crew"]["fields"]["Size"]["type"], "int32", "{spec:?}");
    assert_eq!(spec["parameters"]["Kind"]["type"], "string");
    let mut options = TranscribeOptions::default();
    options.earlier = Some(earlier.replace("ListBoats", "ListShips"));
    let error = transcribe(page, &options).expect_err("the spec of another operation");
    assert!(error.to_string().contains("`ListShips`"), "{error}");
}

#[test]
fn tables_below_headings_that_part_a_section_are_read() {
    let page = "# GetBoat\n\nGET https://boats.example/v1/boats/{id}\n\n## Query Params\n\n| Property name | Type | Description |\n| --- | --- | --- |\n| id | string | **Required.** The boat. |\n| port | string | The port. |\n\n## Responses\n\n### 200 The boat\n\n| name | type | description |\n| --- | --- | --- |\n| title | string | The title. |\n\n## Policy\n\n| name | type | description |\n| --- | --- | --- |\n| sail | string | A sail boat. |\n";
    let (spec, draft) = draft(page);
    assert_eq!(fields(&spec), ["title"]);
    assert_eq!(draft.rows.aside, 1, "what stands under a heading of something else explains that");
    assert_eq!(spec["http"]["path"], "/v1/boats/{id}");
    assert_eq!(
        (&spec["parameters"]["id"]["in"], &spec["parameters"]["id"]["required"]),
        (&"path".into(), &true.into())
    );
    assert!(has_gap(&spec, "parameters.id.in", "the page says query"), "both readings are said");
    assert!(spec["parameters"]["port"]["required"].is_null());
    let sample = page.replace("{id}", "b-17");
    let spec: Value =
        serde_yaml::from_str(&transcribe(&sample, &TranscribeOptions::default()).expect("a page").spec).expect("YAML");
    assert!(spec["http"].is_null(), "an address without a name in it may be a sample");
}

#[test]
fn a_draft_says_how_pages_follow_one_another_where_both_sides_name_it() {
    let page = |next: &str| {
        format!(
            "# ListBoats\n\n## Request parameters\n\n| Name | Type | Required | Description |\n| --- | --- | --- | --- |\n| NextToken | string | No | The token. |\n| MaxResults | integer | No | How many. |\n\n## Response parameters\n\n| Name | Type | Description |\n| --- | --- | --- |\n| {next} | string | The token of the next page. |\n| HasMore | boolean | More. |\n| Boats | array<string> | The boats. |\n"
        )
    };
    let (spec, _) = draft(&page("NextToken"));
    assert_eq!(spec["paging"]["next"], "NextToken", "{spec:?}");
    assert_eq!(spec["paging"]["items"], "Boats");
    let (spec, _) = draft(&page("Marker"));
    assert!(spec["paging"].is_null());
}

#[test]
fn a_name_that_stands_twice_shows_which_rows_are_within() {
    let page = |rows: &str| {
        format!("# AddBoats\n\n## Request parameters\n\n|Name|Type|Required|Description|\n|---|---|---|---|\n{rows}")
    };
    let (label, boats, item) =
        ("|Label|string|No|A label. |\n", "|Boats|array<object>|No|Boats. |\n", "| |object|No|A boat. |\n");
    let (id, port) = ("|Id|string|No|The ID. |\n", "|Port|string|No|The port. |\n");
    let inner = |spec: &Value| {
        let inner = spec["parameters"]["Boats"]["items"]["fields"].as_mapping().cloned().unwrap_or_default();
        inner.keys().filter_map(Value::as_str).map(str::to_owned).collect::<Vec<_>>()
    };
    let (spec, _) = draft(&page(&[label, boats, item, id, label, port].concat()));
    assert_eq!(inner(&spec), ["Id", "Label"], "one before and one behind");
    assert!(has_gap(&spec, "parameters.Boats.items", "`Label` stands in it twice"), "{spec:?}");
    let (spec, _) = draft(&page(&[boats, item, id, port, id].concat()));
    assert_eq!(inner(&spec), ["Id"], "of two behind the first");
    assert_eq!(spec["parameters"]["Port"]["type"], "string");
    let (spec, _) = draft(&page(&[label, boats, item, id, port].concat()));
    assert_eq!(inner(&spec), Vec::<String>::new(), "no name stands twice");
}

#[test]
fn the_caption_of_a_table_says_where_its_parameters_travel_however_it_is_marked() {
    let rows = "|名称|类型|是否必填|描述|\n|--|--|--|--|\n|X-Boat|String|是|号。 |\n";
    for caption in ["**表1** 请求头参数", "**表1 请求头参数**", "### 表 1. 请求头参数", "**请求头参数：**"]
    {
        let (spec, _) = draft(&format!("# MoveBoat\n\nGET /boats/move\n\n{caption}\n\n{rows}"));
        assert_eq!(spec["parameters"]["X-Boat"]["in"], "header", "{caption}");
        assert!(!has_gap(&spec, "parameters.X-Boat.in", ""), "{caption}: {spec:?}");
    }
}

/// A page whose response has rows, with a table of another structure below each caption.
fn with_structures(rows: &str, structures: &[(&str, &str)]) -> String {
    let mut page = response(rows, "");
    for (caption, rows) in structures {
        page += &format!("\n{caption}\n\n|名称|类型|描述|\n|--|--|--|\n{rows}");
    }
    page
}

#[test]
fn the_table_of_a_structure_is_in_the_fields_that_have_it() {
    let ship = "|Hull|String|船体。 |\n|Mast|Integer|桅。 |\n";
    for (word, caption) in [
        ("Array of Ship objects", "表3 Ship字段数据结构说明"),
        ("Array of [Ship](#ship) objects", "**Table 3** `Ship` parameters"),
        ("Array of Ship", "### Data structure of Ship"),
        ("[Ship](#ship) object", "**Ship object**"),
        ("Ship", "### Ship"),
    ] {
        let rows = format!("|Boats|{word}| |船。 |\n|Total|Integer|1|数。 |\n");
        let (spec, draft) = draft(&with_structures(&rows, &[(caption, ship)]));
        let at = if word.contains("Array") { "Boats[]" } else { "Boats" };
        let expected = ["Boats".to_owned(), format!("{at}.Hull"), format!("{at}.Mast"), "Total".to_owned()];
        assert_eq!(fields(&spec), expected, "{caption}\n{}", draft.spec);
        assert_eq!((draft.rows.seen, draft.rows.aside), (4, 0), "{caption}");
        assert!(!draft.spec.contains("does not show it here"), "{}", draft.spec);
    }
}

#[test]
fn structures_may_be_in_one_another_and_in_several_fields() {
    let rows = "|First|Ship| |船。 |\n|Second|Ship| |船。 |\n|Total|Integer|1|数。 |\n";
    let ship = "|Hull|String|船体。 |\n|Masts|Array of Mast objects|桅。 |\n";
    let mast = "|Sails|Integer|帆。 |\n|Next|Mast|下一个。 |\n";
    let (spec, draft) = draft(&with_structures(rows, &[("表2 Ship对象", ship), ("表3 Mast对象", mast)]));
    let of =
        |field: &str| ["", ".Hull", ".Masts", ".Masts[].Sails", ".Masts[].Next"].map(|path| format!("{field}{path}"));
    let expected: Vec<String> = of("First").into_iter().chain(of("Second")).chain(["Total".to_owned()]).collect();
    assert_eq!(fields(&spec), expected, "{}", draft.spec);
    assert_eq!(draft.rows.seen, 7, "each row is counted once");
}

#[test]
fn the_table_of_a_structure_goes_by_the_name_of_a_field_where_only_one_has_it() {
    let ship = [("表3 Ship字段数据结构说明", "|Hull|String|船体。 |\n")];
    let rows = "|Ship|Object| |船。 |\n|Total|Integer|1|数。 |\n";
    let (spec, _) = draft(&with_structures(rows, &ship));
    assert_eq!(fields(&spec), ["Ship", "Ship.Hull", "Total"]);
    // Two of that name: which has it is not known.
    let rows = "|Old|Object| |旧。 |\n|└Ship|Object| |船。 |\n|New|Object| |新。 |\n|└Ship|Object| |船。 |\n";
    let draft = transcribe(&with_structures(rows, &ship), &TranscribeOptions::default()).expect("a page");
    let unread: Vec<&str> = draft.unread.iter().map(|row| row.what.as_str()).collect();
    assert_eq!(unread.len(), 1, "{unread:?}");
    assert!(unread[0].contains("`Ship`, which 2 fields of that name may have"), "{unread:?}");
}

#[test]
fn a_caption_that_no_field_has_is_not_the_name_of_a_structure() {
    let rows = "|Boat|Object| |船。 |\n|Total|Integer|1|数。 |\n";
    let page = with_structures(rows, &[("Ship", "|Hull|String|船体。 |\n")]);
    let (spec, _) = draft(&page);
    assert_eq!(fields(&spec), ["Boat", "Total", "Hull"]);
}

#[test]
fn a_row_that_says_what_it_is_in_is_there() {
    let in_english =
        [("Sub-parameter of Engine. In kW.", "Engine"), ("Is a property of `Engine`. The fuel.", "Engine")];
    let in_chinese = [("Engine 的子参数。功率。", "Engine"), ("Engine的子属性，燃料。", "Engine")];
    for [(power, _), (fuel, _)] in [in_english, in_chinese] {
        let rows = format!(
            "|Name|string|Yes|The name.|\n|Engine|object|No|The engine.|\n|Power|integer|No|{power}|\n|Fuel|string|No|{fuel}|\n|Crew|object|No|The crew.|\n|Color|string|No|The color.|\n"
        );
        let page =
            format!("# BuildBoat\n\n## Request parameters\n\n|Name|Type|Required|Description|\n|--|--|--|--|\n{rows}");
        let (spec, drafted) = draft(&page);
        let engine: Vec<&str> = spec["parameters"]["Engine"]["fields"]
            .as_mapping()
            .expect("fields")
            .keys()
            .filter_map(Value::as_str)
            .collect();
        assert_eq!(engine, ["Power", "Fuel"], "{power}");
        assert!(has_gap(&spec, "parameters.Crew.fields", "`Color` is in it or beside it"), "{}", drafted.spec);
        let moved = page.replacen(power, &power.replace("Engine", "Crew"), 1);
        let file = SourceFile {
            path: "BuildBoat.yaml".to_owned(),
            name: "BuildBoat.yaml".to_owned(),
            bytes: drafted.spec.into(),
        };
        let audit = audit_page("page", &moved, &file, None, AuditOptions::default()).expect("a page");
        assert!(audit.to_string().contains("the page says that `Power` is in `Crew`"), "{audit}");
    }
    let sentence =
        "|Engine|object|No|A property of the shop owner.|\n|Power|integer|No|Member of the crew of Engine.|\n";
    let (spec, _) = draft(&format!(
        "# BuildBoat\n\n## Request parameters\n\n|Name|Type|Required|Description|\n|--|--|--|--|\n{sentence}"
    ));
    assert!(spec["parameters"]["Power"].is_mapping(), "{spec:?}");
}

#[test]
fn a_name_that_stands_once_more_behind_several_objects_is_in_the_last_that_may_have_it() {
    let rows = "|Id|string|Yes|号。|\n|Bow|object|No|船头。|\n|Kind|string|No|种。|\n|Stern|object|No|船尾。|\n|Deck|string|No|甲板。|\n|Id|string|No|号。|\n";
    let page = format!("# BuildBoat\n\n## 请求参数\n\n|名称|类型|必填|描述|\n|--|--|--|--|\n{rows}")
        .replace("Yes", "是")
        .replace("No", "否");
    let (spec, _) = draft(&page);
    assert!(spec["parameters"]["Stern"]["fields"]["Id"].is_mapping(), "{spec:?}");
    assert!(has_gap(&spec, "parameters.Stern.fields", "`Id` stands in it more than once"), "{spec:?}");
}

#[test]
fn a_parameter_that_is_called_action_is_one_unless_it_names_the_operation() {
    let page = |example: &str| {
        format!(
            "# RunJob\n\n## 请求参数\n\n|名称|类型|必填|描述|示例值|\n|--|--|--|--|--|\n|Action|string|是|动作。|{example}|\n|Id|string|是|号。|j-1|\n"
        )
    };
    assert!(draft(&page("Retry")).0["parameters"]["Action"].is_mapping());
    assert!(draft(&page("RunJob")).0["parameters"]["Action"].is_null());
}

#[test]
fn rows_that_explain_the_json_in_a_text_are_quoted_and_compared() {
    let page = "# ReadPlate\n\n## 返回参数\n\n|名称|类型|描述|示例值|\n|--|--|--|--|\n|Data|string|数据。|\"{\"plate\":\"A1\",\"height\":3}\"|\n\n\
        #### 返回参数说明\n\n|字段|类型|说明|\n|--|--|--|\n|plate|string|车牌。|\n|height|int|高度。|\n\n\
        #### 车牌（plate 字段）\n\n|字段|类型|说明|\n|--|--|--|\n|color|string|颜色。|\n\n## 错误码\n\n访问错误中心查看更多错误码。\n";
    let (spec, draft) = draft(page);
    assert_eq!((draft.rows.seen, draft.rows.read), (4, 4));
    assert!(
        has_gap(&spec, "response.fields", "of the JSON in `Data` the page says `height | int | 高度。`"),
        "{}",
        draft.spec
    );
    let file =
        SourceFile { path: "ReadPlate.yaml".to_owned(), name: "ReadPlate.yaml".to_owned(), bytes: draft.spec.into() };
    for (before, after) in [("|height|int|", "|height|long|"), ("|color|string|颜色。|\n", ""), ("|plate|", "|number|")]
    {
        let audit = audit_page("page", &page.replacen(before, after, 1), &file, None, AuditOptions::default());
        assert!(!audit.expect("a page").is_accounted_for(), "{before}");
    }
    // Without an example nothing says that the text is JSON.
    let bare = page.replacen("\"{\"plate\":\"A1\",\"height\":3}\"", "a", 1);
    let unread = transcribe(&bare, &TranscribeOptions::default()).expect("a page").unread;
    assert_eq!(unread.len(), 3, "{unread:?}");
}

#[test]
fn errors_that_stand_in_no_table_are_read() {
    let page = "# DescribeBoats\n\n## Request Parameters\n\n**BoatId**\nThe boat.\nType: String\n\n## Errors\n\n**InvalidBoat**\nThe boat is not valid.\nHTTP Status Code: 400\n\n**NoBoat**\nThere is none.\nHTTP Status Code: 404\n";
    let (spec, drafted) = draft(page);
    assert_eq!(spec["errors"][0]["code"], "InvalidBoat");
    assert_eq!((&spec["errors"][1]["status"], drafted.rows.read), (&Value::from(404), 3));
    let page = "# BuildBoat\n\n## Request parameters\n\n| Name | Located in | Required | Schema |\n|--|--|--|--|\n| to | query | Yes | string |\n\n\
        An unknown boat gives `404` with the code `no_boat`. A long name gives `413 too_long`, and `broken` (HTTP 500) is left.\n";
    let (spec, _) = draft(page);
    let codes: Vec<&str> =
        spec["errors"].as_sequence().expect("errors").iter().filter_map(|row| row["code"].as_str()).collect();
    assert_eq!(codes, ["no_boat", "too_long", "broken"]);
    assert_eq!(spec["parameters"]["to"]["type"], "string");
}

#[test]
fn how_pages_follow_one_another_is_compared_where_the_rows_name_it() {
    let page = "# ListBoats\n\n## Request parameters\n\n|Name|Type|Required|Description|\n|--|--|--|--|\n|PageNumber|integer|No|The page.|\n\
        |PageSize|integer|No|How many.|\n\n## Response parameters\n\n|Name|Type|Description|\n|--|--|--|\n|TotalCount|integer|All.|\n\
        |Boats|array<string>|The boats.|\n";
    let (spec, draft) = draft(page);
    assert_eq!(spec["paging"]["page"], "PageNumber");
    let audit = |text: &str| {
        let file =
            SourceFile { path: "ListBoats.yaml".to_owned(), name: "ListBoats.yaml".to_owned(), bytes: text.into() };
        audit_page("page", page, &file, None, AuditOptions::default()).expect("a page").to_string()
    };
    let other =
        draft.spec.replacen("size: PageSize", "size: PageNumber", 1).replacen("page: PageNumber", "page: PageSize", 1);
    assert!(audit(&other).contains("`paging`: the page has `page: PageNumber"), "{}", audit(&other));
    let total = draft.spec.replacen("\n  total: TotalCount", "\n  pages: TotalCount", 1);
    assert!(audit(&total).contains("`paging`: the page has"), "{}", audit(&total));
    // A spec may know more, and a gap says why it has nothing.
    let more = draft.spec.replacen("\n  total: TotalCount", "\n  total: TotalCount\n  first: '1'", 1);
    assert!(audit(&more).starts_with("read as"), "{}", audit(&more));
}

#[test]
fn an_earlier_spec_tells_what_is_in_what_under_each_status() {
    let table = |status: &str| {
        format!(
            "### {status}\n\n| Name | Type | Description |\n|---|---|---|\n| Boat | Object | The boat. |\n| Id | String | The ID. |\n"
        )
    };
    let page = format!("# AddBoat\n\n## Responses\n\n{}\n{}", table("201 Created"), table("202 Accepted"));
    let is_within = |spec: &Value, status: &str| {
        let fields = &spec["response"]["statuses"][status]["fields"];
        (!fields["Boat"]["fields"]["Id"].is_null(), !fields["Id"].is_null())
    };
    let (flat, _) = draft(&page);
    assert_eq!(["201", "202"].map(|status| is_within(&flat, status)), [(false, true); 2]);
    for key in ["201", "'201'"] {
        let earlier = format!(
            "operation: AddBoat\nresponse: {{ statuses: {{ {key}: {{ fields: {{ Boat: {{ type: object, fields: {{ Id: {{ type: string }} }} }} }} }} }} }}\n"
        );
        let mut options = TranscribeOptions::default();
        options.earlier = Some(earlier);
        let draft = transcribe(&page, &options).expect("a page");
        let spec: Value = serde_yaml::from_str(&draft.spec).expect("a draft is YAML");
        assert_eq!(["201", "202"].map(|status| is_within(&spec, status)), [(true, false), (false, true)], "{key}");
        assert!(has_gap(&spec, "response.statuses.201.fields.Boat.fields", "written before"), "{}", draft.spec);
    }
}

#[test]
fn the_row_of_the_values_of_a_map_holds_what_a_sample_has_under_a_key() {
    let rows = "|Boats|object| |船。 |\n||object| |一只船。 |\n|Name|string|a|名。 |\n|Length|integer|7|长。 |\n";
    let (spec, _) = draft(&response(rows, r#"{"Boats": {"key": {"Name": "a", "Length": 7}}}"#));
    let boats = &spec["response"]["fields"]["Boats"];
    assert_eq!(boats["type"], "map", "{boats:?}");
    let names = boats["values"]["fields"].as_mapping().into_iter().flatten().map(|(name, _)| name.clone());
    assert_eq!(names.collect::<Vec<_>>(), ["Name", "Length"].map(Value::from));
}

#[test]
fn a_response_that_is_a_map_is_one_where_a_row_of_its_values_stands_behind() {
    let (spec, _) =
        draft(&response("||object| |按种类。 |\n||array<string>| |名。 |\n||string|a|名。 |\n", r#"{"sloop": ["a"]}"#));
    assert_eq!(spec["response"]["body"]["type"], "map", "{spec:?}");
}

#[test]
fn a_word_that_is_a_heading_elsewhere_does_not_end_the_description_in_a_row() {
    let page = "# SetBoats\n\n## Request parameters\n\n|Name|Type|Required|Description|Example|\n|--|--|--|--|--|\n\
        |Boats|string|No|The boats. Each has a name.\n\nExamples:\n\n*   Sloop:\n\n    [{ \"Name\": \"a\" }]\n\n\
        >  At most 20 boats.|[{ \"Name\": \"b\" }] |\n|Size|integer|No|The size.|3 |\n";
    let (spec, _) = draft(page);
    assert_eq!(spec["parameters"]["Boats"]["example"], "[{ \"Name\": \"b\" }]");
    assert_eq!(spec["parameters"]["Size"]["example"], "3");
}

#[test]
fn the_spaces_before_an_item_behind_a_break_show_that_it_is_in_another() {
    let list = "States: <br/>- idle: It waits.<br/>- busy: It works.<br/>    - soon: Not for long.<br/>- gone: It is not there.";
    let page = format!(
        "<html><body><h1>GetBoat</h1><h2>Response parameters</h2><table><tr><th>Name</th><th>Type</th><th>Description</th></tr>\
         <tr><td>State</td><td>string</td><td>Valid values:<br/>{}</td></tr></table></body></html>",
        &list["States: <br/>".len()..]
    );
    let (spec, _) = draft(&page);
    let values = spec["response"]["fields"]["State"]["enum"].as_mapping().expect("values").keys().cloned();
    assert_eq!(values.collect::<Vec<_>>(), ["idle", "busy", "gone"].map(Value::from));
}

#[test]
fn a_mark_beside_a_name_or_around_a_description_says_that_a_value_is_deprecated() {
    for (name, text) in [
        ("Kind（已废弃）", "种。"),
        ("Kind (Deprecated)", "种。"),
        ("Kind", "【已下线】种。"),
        ("Kind", "种。（已弃用）"),
    ] {
        let rows = format!("|Boat|string|a|船。 |\n|{name}|string|b|{text} |\n");
        let (spec, _) = draft(&response(&rows, ""));
        let fields = &spec["response"]["fields"];
        assert_eq!(fields["Kind"]["deprecated"], true, "{name} {text}");
        assert_eq!(fields["Boat"].get("deprecated"), None);
    }
}

#[test]
fn a_footer_with_bars_below_a_table_is_neither_a_row_nor_a_cut_table() {
    let rows = "|Total|Integer|1|The total. |\n|Boat|String|a|The boat. |\n";
    for footer in ["Previous | Next", "[上一篇](a) | [下一篇](b)", "© 2031 | Terms | Privacy", "Description", "说明"]
    {
        let (spec, _) = draft(&response(&format!("{rows}\n{footer}\n"), ""));
        assert_eq!(fields(&spec), ["Total", "Boat"], "{footer}");
    }
    // A row that lost the bar before it, and one of which only the beginning is there.
    let (spec, _) = draft(&response(&format!("{rows}\nNext | String | b | The next. |\n"), ""));
    assert_eq!(fields(&spec), ["Total", "Boat", "Next"]);
    let page = response(&format!("{rows}|Las\n"), r#"{"Total": 1, "Boat": "a"}"#);
    let draft = transcribe(&page, &TranscribeOptions::default()).expect("a page");
    assert_eq!(draft.rows.unread, 1, "{}", draft.spec);
}

/// A page whose response has one field, and then some text.
fn with_response(behind: &str) -> String {
    let table = |rows: &str| format!("| Name | Type | Description |\n|---|---|---|\n{rows}\n");
    let request = table("| id | string | The boat. |");
    let response = table("| title | string | The title. |");
    format!("# Get boat\n\n`GET /boats/{{id}}`\n\n## Path parameters\n\n{request}\n## Response\n\n{response}\n{behind}")
}

const MORE: &str = "| Name | Type | Description |\n|---|---|---|\n| X-Port | string | The port. |\n";

#[test]
fn a_request_below_the_heading_of_a_response_is_that_of_a_sample() {
    let sample = "```\ncurl https://boats.example/boats/1\n```\n\n";
    let (spec, _) = draft(&with_response(&format!("### Request\n\n{sample}{MORE}")));
    assert_eq!(fields(&spec), ["title", "X-Port"]);
    assert!(spec["parameters"]["X-Port"].is_null());
    let examples = format!("### Request\n\n{sample}### Response\n\n{sample}");
    let (spec, _) = draft(&with_response(&format!("{examples}{examples}{MORE}")));
    assert_eq!(fields(&spec), ["title", "X-Port"], "behind several samples as well");
    let (spec, _) = draft(&with_response(&format!("## Request\n\n{sample}{MORE}")));
    assert_eq!(fields(&spec), ["title"], "a heading beside that of the response begins a section of its own");
    assert!(!spec["parameters"]["X-Port"].is_null());
}

#[test]
fn fields_below_a_heading_of_headers_are_headers_of_the_response() {
    for heading in ["### Headers", "### Header", "Header", "## Response headers", "## 响应头"] {
        let (spec, _) = draft(&with_response(&format!("{heading}\n\n{MORE}")));
        assert_eq!(fields(&spec), ["title", "X-Port"], "{heading}");
        let headers = spec["response"]["headers"].as_sequence().map(Vec::as_slice).unwrap_or_default();
        assert_eq!(headers, ["X-Port"], "{heading}");
    }
    let (spec, _) = draft(&with_response(&format!("### Body\n\n{MORE}")));
    assert_eq!(fields(&spec), ["title", "X-Port"]);
    assert!(spec["response"]["headers"].is_null(), "fields of a body are none");
}

#[test]
fn a_field_that_the_page_has_among_the_headers_now_is_told() {
    let more = "| X-Quay | string | The quay. |\n| X-Port | string | The port. |\n";
    let (head, _) = MORE.split_once("| X-Port").expect("a row");
    // The draft has them in another order than the page, which is no difference.
    let (_, drafted) = draft(&with_response(&format!("### Headers\n\n{head}{more}")));
    let title = "| title | string | The title. |\n";
    let moved =
        with_response(&format!("### Headers\n\n{head}{title}{more}")).replacen(title, "| id | string | It. |\n", 1);
    let report = audit(&moved, &drafted).to_string();
    let expected = "the page has `title, X-Quay, X-Port`, the spec `X-Port, X-Quay`";
    assert!(report.contains(expected), "{report}");
}

#[test]
fn a_row_that_no_longer_says_that_it_is_required_is_told_where_a_column_is_of_that() {
    let page = |book: &str, days: &str| {
        let row = |name: &str, required: &str| format!("| {name} | string | {required} | It. |\n");
        let rows = format!("{}{}", row("book", book), row("days", days));
        format!(
            "# Lend book\n\n`POST /loans`\n\n## Parameters\n\n| Name | Type | Required | Description |\n|--|--|--|--|\n{rows}"
        )
    };
    let (_, drafted) = draft(&page("Yes", "No"));
    let report = audit(&page("", "No"), &drafted);
    assert!(report.to_string().contains("`required` of `book`: the spec has `true`, the page nothing"), "{report}");
    let silent = audit(&page("", ""), &drafted);
    assert!(silent.to_string().contains("the column of what is required, which has nothing"), "{silent}");
    let (spec, drafted) = draft(&page("", ""));
    assert!(has_gap(&spec, "parameters", "the column of what is required, which has nothing"));
    assert!(audit(&page("", ""), &drafted).is_accounted_for(), "a page need not tell at all");
    let (_, drafted) = draft(&page("Yes", ""));
    let same = audit(&page("Yes", ""), &drafted);
    assert!(same.is_accounted_for(), "{same}");
}

#[test]
fn a_row_that_is_gone_from_within_what_only_a_sample_shows_is_told() {
    let page = |rows: &str| {
        response(
            &format!("|Boats| | |船。 |\n{rows}|Total|Integer|1|数。 |\n"),
            r#"{"Boats": {"Boat": [{"Name": "a", "Berth": "b"}]}, "Total": 1}"#,
        )
    };
    let (name, berth) = ("|└Name|String|a|名。 |\n", "|└Berth|String|b|位。 |\n");
    let (spec, drafted) = draft(&page(&format!("{name}{berth}")));
    assert_eq!(fields(&spec), ["Boats", "Boats.Boat", "Boats.Boat[].Name", "Boats.Boat[].Berth", "Total"]);
    let report = audit(&page(berth), &drafted);
    assert!(report.to_string().contains("the spec has the field `Name`, the page does not"), "{report}");
}

#[test]
fn the_one_key_that_a_sample_of_a_map_has_is_no_object_around_its_rows() {
    let rows = "| |Object| |全部。 |\n| |Object| |每艘船。 |\n|Id|String|b|号。 |\n|Port|Object| |港。 |\n|City|String|c|城。 |\n|Id|String|p|港号。 |\n";
    let (spec, _) = draft(&response(rows, r#"{"first":{"Id":"b","Port":{"City":"c","Id":"p"}}}"#));
    assert_eq!(fields(&spec)[..4], ["Id", "Port", "Port.City", "Port.Id"], "{spec:?}");
    let rows = "| |Object| |全部。 |\n| |Object| |每艘船。 |\n|Crew|Object| |船员。 |\n|Id|String|b|号。 |\n|Name|String|n|名。 |\n|Id|String|c|船号。 |\n";
    draft(&response(rows, r#"{"first":{"other":{"Id":"b"}}}"#));
}

#[test]
fn what_a_flat_table_does_not_show_needs_a_gap() {
    let rows = "|Boat|Object| |船。 |\n|Name|String|a|名。 |\n|Total|Integer|1|数。 |\n";
    let page = response(rows, "");
    let (_, mut made) = draft(&page);
    made.spec = made.spec.replace("- at: response.fields.Boat.fields\n", "- at: response.fields.Boat.doc\n");
    let told = audit(&page, &made).to_string();
    let what = "the page's table is flat and does not show what is in `Boat`\n";
    assert!(told.contains(what) && told.contains("  help: a gap at this place has to say so\n"), "{told}");
}

#[test]
fn a_row_between_two_that_the_sample_has_in_an_object_needs_no_gap() {
    let rows = "|Boat|Object| |船。 |\n|Id|String|b|号。 |\n|Port|String|p|港。 |\n|Owner|String|me|主。 |\n|Total|Integer|1|数。 |\n";
    let (spec, made) = draft(&response(rows, r#"{"Boat":{"Id":"b","Owner":"me"},"Total":1}"#));
    assert_eq!(fields(&spec), ["Boat", "Boat.Id", "Boat.Port", "Boat.Owner", "Total"]);
    assert!(!has_gap(&spec, "response.fields.Boat.fields", ""), "{}", made.spec);
    // At the end it may be in it or beside it.
    let (spec, made) = draft(&response(rows, r#"{"Boat":{"Id":"b","Port":"p"},"Total":1}"#));
    assert!(has_gap(&spec, "response.fields.Boat.fields", "lacks `Owner`"), "{}", made.spec);
}

/// A flat table of two wrappers and a list, in both languages, with a sample in XML below it.
fn in_xml(is_chinese: bool, sample: &str) -> String {
    let rows = "|Boats|Array of Boat| |a|\n|BoatId|String|b-1|a|\n|Crew|Object| |a|\n|Captain|String|Ann|a|\n\
                |Length|Integer|3|a|\n|Owner|Object| |a|\n|Name|String|Bob|a|\n|RequestId|String|1-2|a|\n";
    let (fields, head, samples) = if is_chinese {
        ("返回数据", "|名称|类型|示例值|描述|", "示例\n\n正常返回示例\n\n`XML`格式")
    } else {
        let head = "|Parameter|Type|Example|Description|";
        ("Response parameters", head, "Examples\n\nSample success responses\n\n`XML` format")
    };
    format!("# ListBoats\n\n## {fields}\n\n{head}\n|--|--|--|--|\n{rows}\n## {samples}\n\n```\n{sample}\n```\n")
}

#[test]
fn a_sample_in_xml_shows_what_rows_are_in() {
    let sample = r#"<?xml version="1.0" encoding="UTF-8"?>
<ListBoatsResponse xmlns=”http://boats.example.com” xmlns:b="b">
  <!-- <Owner> of all -->
  <RequestId>1-2</RequestId>
  <Boats>
    <b:Boat kind="a"
            age="3">
      <BoatId><your-boat></BoatId>
      <Length/>
    </b:Boat>
    ...
    <Boat><Crew><Captain>Ann &amp; Bob</Captain></Crew></Boat>
  </Boats>
  <Owner><Name><![CDATA[<Bob>]]></Name></Owner>
</ListBoatsResponse>"#;
    for is_chinese in [false, true] {
        let (spec, _) = draft(&in_xml(is_chinese, sample));
        let nested = [
            "Boats",
            "Boats.Boat",
            "Boats.Boat[].BoatId",
            "Boats.Boat[].Crew",
            "Boats.Boat[].Crew.Captain",
            "Boats.Boat[].Length",
            "Owner",
            "Owner.Name",
            "RequestId",
        ];
        assert_eq!(fields(&spec), nested);
        assert!(spec["examples"].is_null(), "XML is no sample in JSON");
        assert!(has_gap(&spec, "examples", "are XML"));
    }
}

#[test]
fn elements_that_stand_more_than_once_are_a_list() {
    let sample = "<ListBoatsResponse>\n<Boats><BoatId>1</BoatId></Boats>\n<Boats><Length>2</Length><Crew><Captain/>\
                  </Crew></Boats>\n<Owner><Name/></Owner><RequestId/></ListBoatsResponse>";
    let (spec, _) = draft(&in_xml(false, sample));
    let nested =
        ["Boats", "Boats[].BoatId", "Boats[].Crew", "Boats[].Crew.Captain", "Boats[].Length", "Owner", "Owner.Name"];
    assert_eq!(fields(&spec)[..7], nested);
}

#[test]
fn the_element_around_all_is_a_field_where_a_row_describes_it() {
    let rows = "|BoatList|Object| |a|\n|Total|Integer|1|a|\n|Boat|Array| |a|\n|Id|String|1|a|\n";
    let (spec, _) = draft(&response(rows, "<BoatList>\n<Total>1</Total>\n<Boat><Id>1</Id></Boat>\n</BoatList>"));
    assert_eq!(fields(&spec), ["BoatList", "BoatList.Total", "BoatList.Boat", "BoatList.Boat[].Id"]);
}

#[test]
fn a_sample_in_xml_that_is_none_is_told() {
    for (sample, what) in [
        ("<ListBoatsResponse>\n<Boats>\n<BoatId>1</BoatId>\n</Boats>", "it breaks off, within `<ListBoatsResponse>`"),
        ("<ListBoatsResponse>\n<Boats>\n</Boat>\n</ListBoatsResponse>", "`<Boats>` is closed by `</Boat>`"),
    ] {
        let (spec, _) = draft(&in_xml(false, sample));
        assert!(has_gap(&spec, "examples", what), "{spec:?}");
    }
    // So many that reading them one in the other would take all of the stack.
    let deep = format!("<A>{}", "\n<A>".repeat(100_000));
    assert!(has_gap(&draft(&in_xml(false, &deep)).0, "examples", "in each other 100 times"));
}

#[test]
fn samples_that_disagree_are_told() {
    let rows = "|Boat|Object| |a|\n|Crew|Object| |a|\n|Captain|String|Ann|a|\n|Id|String|1|a|\n";
    let samples = "{\"Boat\": {\"Crew\": {\"Captain\": \"Ann\"}}, \"Id\": \"1\"}\n```\n\n```\n\
                   <ListBoatsResponse><Boat><Crew/><Captain>Ann</Captain></Boat><Id>1</Id></ListBoatsResponse>";
    let (spec, _) = draft(&response(rows, samples));
    assert_eq!(fields(&spec), ["Boat", "Boat.Crew", "Boat.Crew.Captain", "Id"]);
    let what = "`Captain` stands in `Boat.Crew` by one sample, and in `Boat` by another one";
    assert!(has_gap(&spec, "response.fields.Boat.fields.Crew.fields", what), "{spec:?}");
}

#[test]
fn samples_of_requests_show_what_parameters_are_in() {
    let page = |words: &str, sample: &str| {
        format!(
            "# PutBoat\n\n## Request parameters\n\n|Parameter|Type|Required|Description|\n|--|--|--|--|\n\
             |Rules|Object|Yes|a|\n|Rule|Array|Yes|a|\n|Id|String|Yes|a|\n|Days|Integer|Yes|a|\n|Force|String|No|a|\n\n\
             ## {words}\n\n```\nPUT /?rules HTTP/1.1\nHost: boats.example.com\n\n{sample}\n```\n\n## Error codes\n\n\
             |HTTP status code|Error code|Error message|\n|--|--|--|\n|404|NoBoat|No boat.|\n"
        )
    };
    let xml = "<Rules>\n<Rule><Id>1</Id><Days>3</Days></Rule>\n</Rules>";
    let json = r#"{"Rules": {"Rule": [{"Id": "1", "Days": 3}]}, "Force": "a"}"#;
    for (words, sample) in [("Sample requests", xml), ("Request syntax", xml), ("Sample requests", json)] {
        let (spec, _) = draft(&page(words, sample));
        let item = &spec["parameters"]["Rules"]["fields"]["Rule"]["items"]["fields"];
        assert!(!item["Id"].is_null() && !item["Days"].is_null(), "{spec:?}");
        assert!(!spec["parameters"]["Force"].is_null(), "{spec:?}");
    }
}

#[test]
fn the_table_of_a_structure_is_in_the_only_field_of_several() {
    let rows = "|Boats|List|船。|\n|Id|String|号。|\n\nBoat structure\n\n|Name|Type|Description|\n|:---|:---|:---|\n|Name|String|名。|\n|Crews|List|船员。|\n\nCrew structure\n\n|Name|Type|Description|\n|:---|:---|:---|\n|Captain|String|船长。|\n";
    let page = format!("# ListBoats\n\n## 返回数据\n\n|名称|类型|描述|\n|--|--|--|\n{rows}");
    let (spec, _) = draft(&page);
    assert_eq!(fields(&spec), ["Boats", "Boats[].Name", "Boats[].Crews", "Boats[].Crews[].Captain", "Id"]);
}

#[test]
fn a_wrapper_row_without_a_type_that_no_sample_shows_is_a_field() {
    let rows = "|Boats| | |船。 |\n|└Boat| | | |\n|└└Id|String|b|号。 |\n";
    let (spec, _) = draft(&response(rows, ""));
    assert_eq!(fields(&spec), ["Boats", "Boats.Boat", "Boats.Boat.Id"]);
    let (spec, _) = draft(&response(&rows.replace("|Boats| |", "|Boats|Array|"), ""));
    assert_eq!(fields(&spec), ["Boats", "Boats[].Id"], "the name of the items alone");
}

#[test]
fn names_with_dots_are_in_what_a_sample_shows() {
    let rows = "|boat.name|String|a|名。 |\n|boat.port|String|p|港。 |\n|id.of|String|7|号。 |\n";
    let (spec, _) = draft(&response(rows, r#"{"boat":{"name":"a"},"id.of":"7"}"#));
    assert_eq!(fields(&spec), ["boat", "boat.name", "boat.port", "id.of"]);
    assert_eq!(spec["response"]["fields"]["boat"]["known_from"], "example");
    let rows = "|Body|boat.name|String|是|名。|\n|Body|boat.port|String|否|港。|\n|Body|id|String|否|号。|\n";
    let command =
        "```shell\ncurl -X POST 'https://example.com/v1/boats' \\\n  --data '{\"boat\":{\"name\":\"a\"}}'\n```\n";
    let page = format!(
        "# 造船\n\n```\nPOST https://example.com/v1/boats\n```\n\n## 请求参数\n\n|传参方式|名称|类型|必选|描述|\n|--|--|--|--|--|\n{rows}\n## 请求示例\n\n{command}"
    );
    let (spec, _) = draft(&page);
    assert_eq!(spec["http"]["path"], "/v1/boats");
    assert_eq!(spec["parameters"]["boat"]["in"], "body_field");
    assert_eq!(spec["parameters"]["boat"]["fields"]["name"]["required"], true);
    assert_eq!(spec["parameters"]["boat"]["fields"]["port"]["type"], "string");
}

#[test]
fn a_table_without_a_header_is_read_where_its_cells_can_be_told_apart() {
    let page = |rows: &str| {
        format!(
            "# SinkBoat\n\n## 请求参数\n\n|--|--|--|--|--|\n{rows}\n## 返回数据\n\n|名称|类型|描述|\n|--|--|--|\n|Id|String|号。|\n"
        )
    };
    let (spec, _) = draft(&page("|BoatId|String|是|b-1|船的号。 |\n|Depth|Integer|否|9|深度。 |\n"));
    assert_eq!(spec["parameters"]["BoatId"]["required"], true);
    assert_eq!(spec["parameters"]["Depth"]["example"], "9");
    assert!(has_gap(&spec, "parameters", "without a header"));
    // Of two words without a mark either may be the example.
    let draft = transcribe(&page("|BoatId|String|是|b-1|船的号|\n"), &TranscribeOptions::default()).expect("a page");
    assert_eq!(draft.unread.len(), 1, "{:?}", draft.unread);
}

#[test]
fn code_that_nothing_ends_is_over_where_a_section_begins() {
    let page = "# SinkBoat\n\n## 请求参数\n\n|名称|类型|必选|描述|\n|--|--|--|--|\n|BoatId|String|是|号。|\n\n## 请求示例\n\n```\nhttps://example.com/?Action=SinkBoat\n\n## 错误码\n\n|HttpCode|错误码|错误信息|描述|\n|--|--|--|--|\n|400|BoatSunk|The boat has sunk.|已沉。|\n";
    for page in [page.to_owned(), format!("{page}\n## 示例\n\n```\n{{}}\n```\n")] {
        let (spec, _) = draft(&page);
        assert_eq!(spec["errors"][0]["code"], "BoatSunk");
    }
}

#[test]
fn samples_of_requests_and_of_responses_are_told_apart_by_their_first_lines() {
    let rows = "|名称|类型|描述|\n|--|--|--|\n|Boat|容器|船。 子节点：Id|\n|Id|字符串|号。 父节点：Boat|\n";
    let sample = |start: &str| {
        format!(
            "    ```\n    {start}\n    Host: a.example.com\n    <?xml version=\"1.0\"?>\n    <Boat><Id>7</Id></Boat>\n    ```\n"
        )
    };
    let page = format!(
        "# PutBoat\n\n## 请求语法\n\n```\nPUT /?boat HTTP/1.1\nContent-Length：ContentLength\n```\n\n## 请求元素\n\n{rows}\n## 响应头\n\n无。\n\n## 示例\n\n-   请求示例\n\n{}\n-   返回示例\n\n{}",
        sample("PUT /?boat HTTP/1.1"),
        "    ```\n    HTTP/1.1 200 OK\n    Content-Length: 0\n    ```\n"
    );
    let (spec, _) = draft(&page);
    assert_eq!(spec["operation"], "PutBoat");
    assert_eq!(spec["parameters"]["Boat"]["in"], "body");
    assert_eq!(spec["parameters"]["Boat"]["fields"]["Id"]["type"], "string");
    assert!(spec["response"]["fields"].is_null(), "{spec:?}");
    let page = page.replace("-   请求示例\n", "").replace("-   返回示例\n", "");
    assert!(draft(&page).0["response"]["fields"].is_null(), "the lines alone tell it");
}

#[test]
fn a_table_of_names_and_descriptions_is_of_values_below_their_heading() {
    let page = "# PutBoat\n\n## 请求语法\n\n```\nPUT /boats HTTP/1.1\n```\n\n## 请求头\n\n| 名称 | 描述 |\n| --- | --- |\n| X-Boat | 船。 |\n| X-Port | 港。<br>类型：字符串 |\n\n| 代码 | 描述 |\n| --- | --- |\n| A | 甲。 |\n\n## 响应元素\n\n| 名称 | 描述 |\n| --- | --- |\n| Boat | 船。<br>类型：容器<br>父节点：无 |\n| Id | 号。<br>类型：字符串<br>父节点：Boat |\n";
    let (spec, _) = draft(page);
    assert_eq!(spec["parameters"]["X-Boat"]["in"], "header");
    assert!(has_gap(&spec, "parameters.X-Boat.type", "no type"));
    assert_eq!(spec["parameters"]["X-Port"]["type"], "string");
    assert_eq!(fields(&spec), ["Boat", "Boat.Id"]);
}

#[test]
fn a_container_is_a_list_where_a_sample_shows_several() {
    let rows = "|Boats|容器|船。 |\n|Id|字符串|号。 父节点：Boats|\n";
    let sample = "<Answer><Boats><Id>7</Id></Boats><Boats><Id>8</Id></Boats></Answer>";
    let page = format!(
        "# ListBoats\n\n## 返回数据\n\n|名称|类型|描述|\n|--|--|--|\n{rows}\n## 示例\n\n-   返回示例\n\n    ```\n    {sample}\n    ```\n"
    );
    assert_eq!(fields(&draft(&page).0), ["Boats", "Boats[].Id"]);
    assert_eq!(fields(&draft(&page.replace("<Boats><Id>8</Id></Boats>", "")).0), ["Boats", "Boats.Id"]);
}

#[test]
fn what_a_sample_has_around_all_rows_holds_them() {
    let rows = "|Boats|Array of String| |船。 |\n|Total|Integer|1|数。 |\n";
    let (spec, _) = draft(&response(rows, r#"{"Meta":{"Id":"7"},"Result":{"Boats":["a"],"Total":1}}"#));
    assert_eq!(fields(&spec), ["Result", "Result.Boats", "Result.Total", "Meta", "Meta.Id"]);
    // Of two that have it neither is shown.
    let (spec, _) = draft(&response("|Total|Integer|1|数。 |\n", r#"{"Old":{"Total":1},"New":{"Total":1}}"#));
    assert_eq!(spec["response"]["fields"]["Total"]["type"], "int32");
}

#[test]
fn a_name_with_dots_below_the_one_list_of_a_sample_is_read() {
    let rows = "|data|object| |数据。 |\n|data.list|array|a|列表。 |\n|data.list.id|string|1|号。 |\n";
    let (spec, draft) = draft(&response(rows, r#"{"data":{"list":[{"id":"1"}]}}"#));
    assert_eq!(fields(&spec), ["data", "data.list", "data.list[].id"]);
    assert!(!draft.spec.contains("another place"), "{}", draft.spec);
}

#[test]
fn a_call_is_known_by_its_labels_in_lines_in_cells_and_before_code() {
    let table = "## 参数\n\n|参数名|必选|类型|说明|\n|--|--|--|--|\n|Id|是|string|号。|\n";
    for call in [
        "**请求URL：**\n- ` http://example.com/boats/move `\n\n**请求方式：**\n- POST\n",
        "| 基本 | |\n| --- | --- |\n| HTTP URL | https://example.com/boats/move |\n| HTTP Method | POST |\n",
        "请求方式：POST\n\n请求地址：https://example.com/boats/move?Action=MoveBoat&Version=1\n",
        "Request URL:\n\n```\nhttps://example.com/boats/move\n```\n\nHTTP method: POST\n",
    ] {
        let (spec, _) = draft(&format!("# 移船\n\n{call}\n{table}"));
        assert_eq!(spec["http"]["path"], "/boats/move", "{call}");
        assert_eq!(spec["http"]["methods"][0], "POST", "{call}");
    }
}

#[test]
fn a_word_behind_a_name_says_whether_its_value_is_required() {
    let page = "# Move a boat\n\n`POST /boats/{id}/move`\n\n## Parameters\n\n|Name|Type|Description|\n|--|--|--|\n|id **Required**|string|The ID.|\n|speed Optional|integer|The speed.|\n";
    let (spec, _) = draft(page);
    assert_eq!(spec["parameters"]["id"]["required"], true);
    assert_eq!(spec["parameters"]["speed"]["type"], "int32");
}

#[test]
fn headings_and_headers_of_older_sites_are_known() {
    let page = "# SinkBoat\n\n## 请求\n\n**Request Line**\n\n```\nPUT /boats/$boatId HTTP/1.1\n```\n\n**Request Body**\n\n|参数名称|说明|是否必选|\n|--|--|--|\n|Depth|深度|Optional|\n\n## 响应\n\n**Response Head**\n\n|参数名称|说明|\n|--|--|\n|Location|网址|\n\n## 错误码\n\n|错误码（errcode）|HTTP状态码|错误描述|\n|--|--|--|\n|Sunk|409|已沉|\n";
    let (spec, _) = draft(page);
    assert_eq!(spec["http"]["path"], "/boats/{boatId}");
    assert!(has_gap(&spec, "response.headers", "Location"), "it has no type");
    assert_eq!(spec["errors"][0]["code"], "Sunk");
    let page = "# SinkBoat\n\n## Response headers\n\n|Header|Type|Description|\n|--|--|--|\n|ETag|String|The tag.|\n";
    let (spec, draft) = draft(page);
    assert_eq!(spec["response"]["headers"][0], "ETag", "{}", draft.spec);
    assert!(!draft.spec.contains("without a header"), "{}", draft.spec);
}

#[test]
fn parameters_below_a_heading_of_some_of_them_are_read() {
    let rows = |name: &str| format!("|名称|类型|必填|描述|\n|--|--|--|--|\n|{name}|String|是|名。|\n\n");
    let page =
        format!("# SinkBoat\n\n## 请求参数\n\n### 基本参数\n\n{}### 高级参数\n\n{}", rows("Name"), rows("Depth"));
    let (spec, _) = draft(&page);
    assert_eq!(spec["parameters"]["Depth"]["required"], true);
    let page = format!("{page}### Name 的结构\n\n{}", rows("Inner"));
    let unread = transcribe(&page, &TranscribeOptions::default()).expect("a page").unread;
    assert_eq!(unread.len(), 1, "{unread:?}");
}

#[test]
fn upright_strokes_in_a_name_draw_a_tree_and_part_no_cells() {
    let rows = "|Root|Object| |根。 |\n|├Name|String|a|名。 |\n|├Boats|Array| |船。 |\n|││├Id|Long|1|号。 |\n|││└Leaf|Boolean|true|叶。 |\n|└Size|Integer|1|数。 |\n";
    let (spec, _) = draft(&response(rows, ""));
    assert_eq!(fields(&spec), ["Root", "Root.Name", "Root.Boats", "Root.Boats[].Id", "Root.Boats[].Leaf", "Root.Size"]);
}
