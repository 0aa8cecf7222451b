//! Pages as converters of HTML left them: lost line breaks, entities, links in names, elements of XML, calls in parts.

use apiscribe_cli::{AuditOptions, TranscribeOptions, audit_page, transcribe};
use apiscribe_model::files::SourceFile;
use serde_yaml::Value;

/// Drafts a page, all of whose rows are read, and which agrees with the draft.
fn draft(page: &str) -> Value {
    let draft = transcribe(page, &TranscribeOptions::default()).unwrap_or_else(|error| panic!("{error}\n{page}"));
    assert_eq!(draft.unread, [], "{page}");
    let file = |name: &str, text: &str| SourceFile {
        path: format!("shop/{name}.yaml"),
        name: format!("shop/{name}.yaml"),
        bytes: text.as_bytes().to_vec(),
    };
    let (spec, service) = (file(&draft.operation, &draft.spec), file("service", &draft.service));
    let audit = audit_page("page", page, &spec, Some(&service), AuditOptions::default()).expect("a page");
    assert!(audit.is_accounted_for(), "{audit}\n{}", draft.spec);
    serde_yaml::from_str(&draft.spec).expect("a draft is YAML")
}

fn keys(map: &Value) -> Vec<&str> {
    map.as_mapping().into_iter().flatten().filter_map(|(key, _)| key.as_str()).collect()
}

fn request(rows: &str) -> String {
    format!("# MoorBoat\n\n## 请求参数\n\n|名称|类型|是否必需|示例值|描述|\n|:-|:-|:---|:--|:-|\n{rows}\n")
}

#[test]
fn the_first_item_of_a_list_may_stand_behind_what_announces_it() {
    let spec = draft(&request(
        "|Rig|String|否| |帆装。取值范围：-   sloop：单桅\n-   yawl：双桅\n\n默认值：sloop\n\n|\n|Note|String|否| |a-   b|",
    ));
    assert_eq!(keys(&spec["parameters"]["Rig"]["enum"]), ["sloop", "yawl"]);
    assert_eq!(spec["parameters"]["Rig"]["default"], "sloop");
}

#[test]
fn a_list_of_anything_has_the_example_of_the_row_of_one_item() {
    let spec = draft(&request("|BoatId.N|RepeatList|是|b-1\\*\\*|船。 |\n|Tag.N|RepeatList|否|[1]|标签。 |"));
    assert_eq!(spec["parameters"]["BoatId"]["items"]["example"], "b-1**");
    assert!(spec["parameters"]["Tag"]["items"]["example"].is_null(), "an example of the whole list");
}

#[test]
fn entities_are_decoded_outside_of_code_and_marks_of_nesting_may_be_some() {
    let page = "# MoorBoat\n\n## Response parameters\n\n| Name | Type | Description | Example |\n| --- | --- | --- | --- |\n\
        | [Boat](#boat) | Object | The boat. | |\n| &emsp;Name | String | Its name. | a&lt;b &amp; c |\n\
        | &nbsp;&nbsp;Port | String | Its port. | `&lt;` |\n";
    let spec = draft(page);
    let boat = &spec["response"]["fields"]["Boat"]["fields"];
    assert_eq!(keys(boat), ["Name", "Port"]);
    assert_eq!((&boat["Name"]["example"], &boat["Port"]["example"]), (&"a<b & c".into(), &"&lt;".into()));
}

#[test]
fn an_element_of_xml_is_in_what_its_description_names_wherever_that_stands() {
    let page = "# GetFleet \\(ListFleets\\)\n\n## 响应元素\\(Response Elements\\) {#a .section}\n\n|名称|类型|描述|\n|--|--|--|\n\
        |Boats|容器|船。父节点：Fleet\n\n|\n|Name|字符串|名字。 父节点：Fleet.Boats.Owner |\n|Built|时间|时间。父节点：Fleet.Boats子节点：无 |\n\
        |Fleet|容器|船队。 子节点：Boats\n\n父节点：None |\n|Total|整数|数。父节点：Fleet|\n|Owner|容器|主。 父节点：Fleet.Boats |\n\
        |Id|枚举字符串|号。|\n";
    let spec = draft(page);
    assert_eq!(spec["operation"], "GetFleet");
    let fields = &spec["response"]["fields"];
    let fleet = &fields["Fleet"]["fields"];
    let boats = &fleet["Boats"]["fields"];
    assert_eq!((keys(fields), keys(fleet)), (vec!["Fleet", "Id"], vec!["Boats", "Total"]));
    assert_eq!((keys(boats), keys(&boats["Owner"]["fields"])), (vec!["Built", "Owner"], vec!["Name"]));
    let moved = page.replace("父节点：Fleet.Boats.Owner", "父节点：Fleet");
    assert_eq!(keys(&draft(&moved)["response"]["fields"]["Fleet"]["fields"]), ["Boats", "Name", "Total"]);
    let draft = transcribe(page, &TranscribeOptions::default()).expect("a page");
    let spec = SourceFile {
        path: "GetFleet.yaml".to_owned(),
        name: "GetFleet.yaml".to_owned(),
        bytes: draft.spec.into_bytes(),
    };
    let moved = page.replace("父节点：Fleet.Boats.Owner", "父节点：Id.Owner");
    let audit = audit_page("page", &moved, &spec, None, AuditOptions::default()).expect("a page");
    assert!(audit.to_string().contains("`Name` is in `Id.Owner`, and the spec has it elsewhere"), "{audit}");
}

#[test]
fn the_method_and_the_address_of_a_call_may_stand_apart() {
    let rows = "|名称|类型|是否必需|描述|\n|--|--|--|--|\n";
    let page = format!(
        "# moorBoat\n\n\n## 描述\n\n停船。\n\n## 请求方式\nPOST\n\n## 请求地址\nhttps://boats.example.com/v1/ports/{{portId}}/boats:moor\n\n\
        {rows}|**portId**|String|是|港。|\n\n## 请求参数\n{rows}|**boats**|[Boat[]](#boat)|是|船。<br>|\n\n\
        ### <div id=\"Boat\">Boat</div>\n{rows}|**name**|String|是|名字。|\n"
    );
    let spec = draft(&page);
    assert_eq!(
        (spec["operation"].as_str(), spec["http"]["path"].as_str()),
        (Some("moorBoat"), Some("/v1/ports/{portId}/boats:moor"))
    );
    assert_eq!(spec["parameters"]["portId"]["in"], "path");
    assert_eq!(keys(&spec["parameters"]), ["portId", "boats"], "what is in a structure is no parameter");
    assert_eq!(keys(&spec["parameters"]["boats"]["items"]["fields"]), ["name"]);
    let labelled =
        "# MoorBoat\n\n**请求URL：** `https://boats.example.com/rest/2.0/moor`\n\nHTTP 方法：`POST`\n\n## 请求参数\n\n";
    let spec = draft(&format!("{labelled}{rows}|name|String|是|名字。|\n"));
    assert_eq!(
        (spec["http"]["path"].as_str(), spec["http"]["methods"][0].as_str()),
        (Some("/rest/2.0/moor"), Some("POST"))
    );
}

#[test]
fn the_call_of_a_sample_is_not_that_of_the_operation() {
    let page = request("|Id|String|是|b|号。 |");
    let call = "请求地址：https://boats.example.com/boats/5\n\n请求方式：POST\n";
    assert_eq!(draft(&format!("{page}\n{call}"))["http"]["path"], "/boats/5");
    assert!(draft(&format!("{page}\n## 请求示例\n\n{call}"))["http"].is_null());
}

#[test]
fn fields_under_headings_below_that_of_a_status_are_of_it() {
    let table = |name: &str| format!("| Name | Type | Description |\n|---|---|---|\n| {name} | string | It. |\n");
    let page = format!(
        "# MoorBoat\n\n`POST /boats`\n\n## Responses\n\n### 201 Created\n\n#### Response headers\n\n{}\n#### Response body\n\n{}\n\
        ### 202 Accepted\n\n{}",
        table("Location"),
        table("id"),
        table("job")
    );
    let statuses = &draft(&page)["response"]["statuses"];
    assert_eq!(keys(&statuses["201"]["fields"]), ["Location", "id"]);
    assert_eq!(keys(&statuses["202"]["fields"]), ["job"]);
    assert_eq!(statuses["201"]["headers"][0], "Location");
}

#[test]
fn a_table_behind_another_one_has_no_rows_of_it() {
    let page = "# GetBoat\n\n`GET /boats`\n\n## Response\n\n| Name | Type | Description |\n|---|---|---|\n| title | string | It. |\n\n\
        | Status | Description |\n|---|---|\n| 200 | OK |\n| 404 | Not found |\n";
    assert_eq!(keys(&draft(page)["response"]["fields"]), ["title"]);
    let draft = transcribe(page, &TranscribeOptions::default()).expect("a page");
    assert_eq!(draft.passed_tables.iter().map(|table| table.rows).collect::<Vec<_>>(), [2]);
}

#[test]
fn what_an_error_means_is_not_its_message() {
    let errors = |header: &str, row: &str| {
        let page = request("|Id|String|是|b|号。 |");
        let spec = draft(&format!("{page}\n## 错误码\n\n{header}\n|--|--|--|--|\n{row}\n"));
        spec["errors"].as_sequence().cloned().unwrap_or_default()
    };
    let twice = "|BadId|400|号不对。|x|\n|BadId|400|没有号。|x|";
    let found = errors("|错误码|HTTP状态码|描述|排查|", twice);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0]["message"].is_null(), "{found:?}");
    assert!(found[0]["doc"].as_str().is_some_and(|doc| doc.contains("lines 13 and 14")), "{found:?}");
    let found = errors("|错误代码|描述|HTTP状态码|语义|", "|BadId|The Id is bad.|400|号不对。|");
    assert_eq!(found[0]["message"], "The Id is bad.");
}

#[test]
fn the_values_of_a_column_of_their_own_are_those_of_the_description() {
    let page = "# MoorBoat\n\n`POST /boats`\n\n**请求参数**\n\n| 参数 | 是否必选 | 类型 | 可选值范围 | 说明 |\n|---|---|---|---|---|\n\
        | rig | 否 | string | sloop<br>yawl | 帆装。 |\n| length | 否 | integer | - | 长度。 |\n\n**返回参数**\n\n| 字段 | 类型 | 说明 |\n|---|---|---|\n\
        | boat | object | 船。 |\n| + name | string | 名字。 |\n";
    let spec = draft(page);
    assert_eq!(keys(&spec["parameters"]["rig"]["enum"]), ["sloop", "yawl"]);
    assert_eq!(keys(&spec["response"]["fields"]["boat"]["fields"]), ["name"]);
}

#[test]
fn a_heading_tells_whether_values_are_required_and_how_a_body_is_written() {
    let table = |name: &str| format!("| Argument | Type | Description |\n|---|---|---|\n| {name} | string | It. |\n\n");
    let page = format!(
        "# Moor a boat\n\n**Method URL:** `https://boats.example.com/api/moor`\n\n**HTTP method:** POST\n\n## Required arguments\n\n{}\
        ## Optional arguments\n\n{}## Request body schema: application/json\n\n{}",
        table("boat"),
        table("port"),
        table("note")
    );
    let spec = draft(&page);
    assert_eq!(spec["parameters"]["boat"]["required"], true);
    assert!(spec["parameters"]["port"]["required"].is_null());
    assert_eq!(spec["parameters"]["note"]["in"], "body_field");
    assert_eq!(spec["http"]["path"], "/api/moor");
    let within =
        page.replacen("| It. |\n", "| It. |\n| &emsp;deck | string | It. |\n| crew | string | (Optional) It. |\n", 1);
    let spec = draft(&within.replacen("| boat | string |", "| boat | object |", 1));
    let boat = &spec["parameters"]["boat"];
    assert_eq!(boat["required"], true);
    assert!(
        boat["fields"]["deck"]["type"].is_string() && boat["fields"]["deck"]["required"].is_null(),
        "what is within"
    );
    assert!(spec["parameters"]["crew"]["required"].is_null(), "the row goes before the heading");
    assert_eq!(
        draft(&page.replace("application/json", "application/x-www-form-urlencoded"))["parameters"]["note"]["in"],
        "form"
    );
}

#[test]
fn operations_whose_names_begin_with_a_small_letter_are_each_one() {
    let table = "| Parameter | Type | Required | Description |\n|---|---|---|---|\n";
    let page = format!(
        "# Boats\n\n## Available methods\n\n### moorBoat\n\nMoors.\n\n{table}| boat_id | integer | Yes | It. |\n\n### getMe\n\nIt.\n\n\
        ### sinkBoat\n\n{table}| boat_id | integer | Yes | It. |\n| n | integer | No | How many. |\n"
    );
    let drafts = apiscribe_cli::transcribe_all(&page, &TranscribeOptions::default()).expect("a page");
    let names: Vec<&str> = drafts.iter().map(|draft| draft.operation.as_str()).collect();
    assert_eq!(names, ["moorBoat", "getMe", "sinkBoat"]);
    let spec: Value = serde_yaml::from_str(&drafts[2].spec).expect("YAML");
    assert_eq!(keys(&spec["parameters"]), ["boat_id", "n"]);
    // Below a heading of parameters, these are what they are called.
    let fields = page.replace("## Available methods", "`POST /boats`\n\n## Parameters");
    assert_eq!(
        apiscribe_cli::transcribe_all(&fields, &TranscribeOptions::default()).map_or(1, |drafts| drafts.len()),
        1
    );
}

#[test]
fn a_page_without_a_name_is_compared_with_the_spec_that_is_called_as_its_draft_is() {
    let page = "# 停船\n\n通过 DELETE 方法调用 /boats/{Id} 可停船。\n\n## 请求参数\n\n|名称|位置|类型|是否必须|描述|\n|--|--|--|--|--|\n|Id|Path|String|是|号。|\n";
    let draft = transcribe(page, &TranscribeOptions::default()).expect("a page");
    let spec = |name: &str| SourceFile {
        path: format!("spec/{name}.yaml"),
        name: format!("spec/{name}.yaml"),
        bytes: draft.spec.replace(&draft.operation, name).into_bytes(),
    };
    let outcome = |file: &str, specs: &[SourceFile]| {
        let audits = apiscribe_cli::audit_pages(&[(file.to_owned(), page.to_owned())], specs, AuditOptions::default());
        audits.audits.into_iter().map(|audit| (audit.operation, audit.spec)).collect::<Vec<_>>()
    };
    let found = |name: &str| vec![(name.to_owned(), Some(format!("spec/{name}.yaml")))];
    assert_eq!(outcome("pages/273_停船.txt", &[spec("DeleteBoatsById"), spec("MoorBoat")]), found("DeleteBoatsById"));
    assert_eq!(outcome("pages/MoorBoat.txt", &[spec("DeleteBoatsById"), spec("MoorBoat")]), found("MoorBoat"));
    assert_eq!(outcome("pages/273.txt", &[spec("SinkBoat")]), [("273".to_owned(), None)]);
    let named = page.replace("# 停船", "# SinkBoat");
    let specs = [spec("MoorBoat")];
    let audits =
        apiscribe_cli::audit_pages(&[("pages/MoorBoat.txt".to_owned(), named)], &specs, AuditOptions::default());
    let found: Vec<_> = audits.audits.iter().map(|audit| (audit.operation.as_str(), &audit.spec)).collect();
    assert_eq!(found, [("SinkBoat", &None)], "a page that has a name is none of another operation");
}

#[test]
fn rows_for_what_stands_elsewhere_and_objects_that_only_a_sample_shows_are_read() {
    let page = "# MoorBoat\n\n## 请求参数\n\n|名称|类型|是否必须|说明|\n|:-|:-|:---|:-|\n|<公用请求参数\\>|-|是|参见公共请求参数。|\n|Id|String|是|号。|\n\n\
        ## RequestBody\n\n|名称|类型|是否必须|说明|\n|:-|:-|:---|:-|\n|Note|String|否|备注。|\n\n\
        ## 返回数据\n\n|名称|类型|示例值|描述|\n|--|--|---|--|\n|Ports| | |港。 |\n|Total|Integer|1|数。 |\n\n\
        ## 返回示例\n\n```\n{\"Ports\": {\"Port\": [\"a\", \"b\"]}, \"Total\": 1}\n```\n";
    let spec = draft(page);
    assert_eq!(keys(&spec["parameters"]), ["Id", "Note"]);
    let port = &spec["response"]["fields"]["Ports"]["fields"]["Port"];
    assert_eq!((port["type"].as_str(), port["known_from"].as_str()), (Some("array"), Some("example")));
    assert!(spec["allow"].is_null(), "the sample has the shape of the response");
}
