//! What descriptions tell and no fact of the format holds: a draft keeps it in gaps that quote it, and a change of it is found.

use apiscribe_cli::{Audit, AuditOptions, TranscribeOptions, audit_page, import, transcribe};
use apiscribe_model::files::SourceFile;
use serde_json::json;
use serde_yaml::Value;

fn page(rows: &str) -> String {
    format!("# ListBoats\n\n## 请求参数\n\n|名称|类型|必填|描述|示例值|\n|--|--|--|--|--|\n{rows}\n")
}

fn file(name: &str, text: &str) -> SourceFile {
    let path = format!("shop/{name}.yaml");
    SourceFile { name: path.clone(), path, bytes: text.as_bytes().to_vec() }
}

fn audit(page: &str, spec: &str, service: &str) -> Audit {
    let (spec, service) = (file("ListBoats", spec), file("service", service));
    audit_page("page", page, &spec, Some(&service), AuditOptions::default()).expect("a page and a spec")
}

/// Drafts a page, and returns what the gaps of its draft quote of the descriptions.
fn remarks(page: &str) -> Vec<String> {
    let draft = transcribe(page, &TranscribeOptions::default()).expect("a page");
    let spec: Value = serde_yaml::from_str(&draft.spec).expect("a draft is YAML");
    let gaps = spec["gaps"].as_sequence().cloned().unwrap_or_default();
    let texts = gaps.iter().filter_map(|gap| gap["what"].as_str());
    texts
        .filter(|text| text.starts_with("the page says \"") || text.starts_with("the page lists"))
        .map(str::to_owned)
        .collect()
}

/// A row of a parameter of a type, with a description, another one, and what the gaps quote of the first.
const ROWS: &[(&str, &str, &str, &[&str])] = &[
    (
        "string",
        "名字。对于海船，长度为 2~32 个字符。",
        "名字。对于海船，长度为 2~35 个字符。",
        &["the page says \"对于海船，长度为 2~32 个字符\""],
    ),
    (
        "string",
        "名字。<br>- INNER：内。<br>- OUTER：外。",
        "名字。<br>- INNER：内。<br>- OTHER：外。",
        &["the page lists \"INNER, OUTER\""],
    ),
    (
        "string",
        "名字。<br>- INNER：内。<br>- OUTER：外。",
        "名字。<br>- INNER：内。",
        &["the page lists \"INNER, OUTER\""],
    ),
    (
        "string",
        "当 Kind 为 sea 时必须指定 Port。",
        "当 Kind 为 lake 时必须指定 Port。",
        &["the page says \"当 Kind 为 sea 时必须指定 Port\""],
    ),
    (
        "string",
        "The name. If Kind is sea, it is required.",
        "The name. If Kind is sea, it is optional.",
        &["the page says \"If Kind is sea, it is required\""],
    ),
    ("integer", "大小。起步值 3。", "大小。起步值 4。", &["the page says \"起步值 3\""]),
    (
        "string",
        "The name, must match the regular expression ^[a-z]$ in ports.",
        "The name, must match the regular expression ^[a-y]$ in ports.",
        &["the page says \"The name, must match the regular expression ^[a-z]$ in ports\""],
    ),
    (
        "string",
        "名字。对于海船，最多 100 个。",
        "名字。对于海船，最多 10 个。",
        &["the page says \"对于海船，最多 100 个\""],
    ),
    (
        "string",
        "名字。name 和 port 必须且只能指定一个。",
        "名字。name 和 pier 必须且只能指定一个。",
        &["the page says \"name 和 port 必须且只能指定一个\""],
    ),
    (
        "array<string>",
        "See `open` or `closed`.",
        "See `open` or `shut`.",
        &["the page says \"See `open` or `closed`\""],
    ),
    // What is read as a fact, or tells none, is in no gap.
    ("string", "名字。长度为 2~32 个字符。", "名字。长度为 2~35 个字符。", &[]),
    ("integer", "大小。取值范围：1~9。", "大小。取值范围：1~8。", &[]),
    (
        "boolean",
        "开放否。取值：<br>- true：是。<br>- false：否。",
        "开放否。取值：<br>- true：是。<br>- none：否。",
        &[],
    ),
];

#[test]
fn a_sentence_that_no_fact_holds_is_a_gap_and_its_change_is_found() {
    for (kind, text, other, expected) in ROWS {
        let row = |text: &str| page(&format!("|Name|{kind}|否|{text}| |"));
        let (before, after) = (row(text), row(other));
        assert_eq!(remarks(&before), *expected, "{text}");
        let draft = transcribe(&before, &TranscribeOptions::default()).expect("a page");
        let same = audit(&before, &draft.spec, &draft.service);
        assert!(same.is_accounted_for(), "{text}\n{same}");
        assert!(!audit(&after, &draft.spec, &draft.service).is_accounted_for(), "{text} → {other}\n{}", draft.spec);
    }
}

#[test]
fn sentences_that_tell_no_rule_are_in_no_gap() {
    for text in [
        "The name of the boat.",
        "时间，按照 ISO 8601 标准表示。",
        "The name, for example 12 letters.",
        "名字，例如 3 号船。",
        "The boats of IPv4 and of v2.",
        "见 https://example.com/2031/04.html 。",
    ] {
        assert_eq!(remarks(&page(&format!("|Name|string|否|{text}| |"))), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn a_row_of_the_path_that_is_gone_is_found() {
    let page = |row: &str| {
        format!(
            "# GetBoat\n\nGET /boats/{{BoatId}} HTTP/1.1\n\n## 请求参数\n\n|名称|类型|必填|描述|示例值|\n|--|--|--|--|--|\n{row}|Kind|string|否|种。|a|\n"
        )
    };
    let whole = page("|BoatId|string|是|船。|b-1|\n");
    let draft = transcribe(&whole, &TranscribeOptions::default()).expect("a page");
    let audit = |page: &str| {
        let (spec, service) = (file("GetBoat", &draft.spec), file("service", &draft.service));
        audit_page("page", page, &spec, Some(&service), AuditOptions::default()).expect("a page and a spec")
    };
    assert!(audit(&whole).is_accounted_for());
    assert!(audit(&page("")).to_string().contains("`example` of `BoatId`: the spec has `b-1`, the page nothing"));
}

#[test]
fn an_imported_spec_agrees_with_its_page_whatever_its_schema_says_beside_its_words() {
    let docs = json!({
        "version": "1.0",
        "info": { "style": "RPC", "product": "Shop", "version": "2031-04-01" },
        "apis": { "ListBoats": {
            "summary": "Lists boats.", "methods": ["get"], "operationType": "read",
            "parameters": [{ "name": "Size", "in": "query", "schema": {
                "type": "integer", "format": "int32", "minimum": "0", "maximum": "9", "required": false,
                "description": "大小。取值范围：1~9。", "example": "3" } }],
            "responses": { "200": { "schema": { "type": "object", "properties": { "Total": { "type": "integer", "format": "int32", "description": "总数。", "example": "3" } } } } },
        } },
    });
    let imported = import(docs.to_string().as_bytes()).expect("metadata");
    let text = |name: &str| {
        let file = imported.files.iter().find(|file| file.path.ends_with(name)).expect("a file");
        String::from_utf8(file.bytes.clone()).expect("UTF-8")
    };
    let page = |range: &str| {
        format!(
            "授权信息\n操作 | 访问级别 | 资源类型 | 条件关键字 | 关联操作 |\n---|---|---|---|---|\nshop:ListBoats | get | *全部资源 * | 无 | 无 |\n\
             请求参数\n名称 | 类型 | 必填 | 描述 | 示例值 |\n---|---|---|---|---|\nSize | integer | 否 | 大小。取值范围：{range}。 | 3 |\n\
             返回参数\n名称 | 类型 | 描述 | 示例值 |\n---|---|---|---|\n | object |  |  |\nTotal | integer | 总数。 | 3 |\n"
        )
    };
    let (spec, service) = (text("ListBoats.yaml"), text("service.yaml"));
    let same = audit(&page("1~9"), &spec, &service);
    assert!(same.is_accounted_for(), "{same}\n{spec}");
    let changed = audit(&page("1~7"), &spec, &service);
    assert!(!changed.is_accounted_for(), "{changed}\n{spec}");
}

#[test]
fn relations_and_ranges_of_an_index_are_facts_of_the_format() {
    let rows = [
        (
            "|Ship|string|否|一。Ship 和 Boat 二选一。|a|\n|Boat|string|否|二。|b|",
            "Ship 和 Boat 二选一",
            "Ship 和 Raft 二选一",
            "rules.one_of",
            "Boat",
        ),
        (
            "|Ship|string|否|一。必须与 Boat 同时使用。|a|\n|Boat|string|否|二。|b|",
            "必须与 Boat 同时",
            "必须与 Raft 同时",
            "parameters.Ship.rules.requires",
            "Boat",
        ),
        (
            "|Ship|string|否|一。正则表达式：^[a-c]+$。|abc|",
            "^[a-c]+$",
            "^[a-d]+$",
            "parameters.Ship.rules.pattern",
            "^[a-c]+$",
        ),
        ("|Ship.N.Key|string|否|键。N 的取值范围：1~20。|k|", "1~20", "1~30", "parameters.Ship.rules.items.max", "20"),
        (
            "|Ship|array<string>|否|所有船。| |\n| |string|否|船。N 的取值范围为 1~20。|k|",
            "1~20",
            "1~30",
            "parameters.Ship.rules.items.max",
            "20",
        ),
        ("|Ship.N|string|否|船。N 的取值范围为 1~20。|k|", "1~20", "1~30", "parameters.Ship.rules.items.max", "20"),
    ];
    for (rows, before, after, at, expected) in rows {
        let page = page(rows);
        let draft = transcribe(&page, &TranscribeOptions::default()).expect("a page");
        let spec: Value = serde_yaml::from_str(&draft.spec).expect("a draft is YAML");
        let found = at.split('.').fold(&spec, |value, key| &value[key]);
        let found = found.as_sequence().map_or(found, |list| &list[0]);
        let text = found.as_str().map_or_else(|| found.as_u64().unwrap_or_default().to_string(), str::to_owned);
        assert_eq!(text, expected, "{rows}\n{}", draft.spec);
        let same = audit(&page, &draft.spec, &draft.service);
        assert!(same.is_accounted_for(), "{rows}\n{same}\n{}", draft.spec);
        let other = audit(&page.replace(before, after), &draft.spec, &draft.service);
        assert!(!other.is_accounted_for(), "{rows}\n{}", draft.spec);
    }
}

#[test]
fn tables_that_are_no_part_of_the_operation_are_counted_with_their_lines() {
    let known = page("|Name|string|否|名。|a|\n|Kind|string|否|种。|b|");
    let aside = "\n## 种类\n\n|种类|说明|\n|--|--|\n|sea|海船。|\n|lake|湖船。|\n\n## Policy\n\n|参数|类型|说明|\n|--|--|--|\n|Effect|string|效果。|\n";
    let draft = transcribe(&format!("{known}{aside}"), &TranscribeOptions::default()).expect("a page");
    assert_eq!(
        (draft.rows.seen, draft.rows.read, draft.rows.unread, draft.rows.aside),
        (5, 2, 0, 3),
        "{:?}",
        draft.unread
    );
    let passed: Vec<(usize, usize)> = draft.passed_tables.iter().map(|table| (table.line, table.rows)).collect();
    assert_eq!(passed, [(12, 2), (21, 1)]);
    assert!(draft.unread.is_empty());
}

#[test]
fn a_table_of_names_and_types_under_a_heading_that_may_belong_to_the_operation_is_unread_row_by_row() {
    let known = page("|Name|string|否|名。|a|");
    let cargo = "|字段|类型|说明|\n|--|--|--|\n|Tons|int|重量。|\n|Port|string|港。|\n";
    for (heading, unread) in [
        ("货物说明", 2),
        ("Cargo", 2),
        ("权限策略", 0),
        ("Policy", 0),
        ("支持的地域", 0),
        // What stands below a part of something else is part of that.
        ("Policy\n\n### Cargo", 0),
        ("Policy\n\n## Cargo", 2),
    ] {
        let page = format!(
            "{known}\n## 返回参数\n\n|名称|类型|说明|\n|--|--|--|\n|Id|string|号。|\n\n## {heading}\n\n{cargo}"
        );
        let draft = transcribe(&page, &TranscribeOptions::default()).expect("a page");
        let rows = (draft.rows.read, draft.rows.unread, draft.rows.aside);
        assert_eq!(rows, (2, unread, 2 - unread), "{heading}\n{:?}", draft.unread);
        let found = audit(&page, &draft.spec, &draft.service);
        assert_eq!(!found.is_accounted_for(), unread > 0, "{heading}\n{found}");
    }
    // Prices beside names are of no type, whatever their column is called.
    let prices = format!(
        "{known}\n## 返回参数\n\n|名称|类型|说明|\n|--|--|--|\n|Id|string|号。|\n\n## 船\n\n|名称|类型|说明|\n|--|--|--|\n|sloop|small|1 元|\n"
    );
    let draft = transcribe(&prices, &TranscribeOptions::default()).expect("a page");
    assert_eq!((draft.rows.unread, draft.rows.aside), (0, 1), "{:?}", draft.unread);
}

#[test]
fn a_table_of_names_and_types_with_headers_that_are_not_known_is_unread_row_by_row() {
    let known = page("|Name|string|否|名。|a|");
    let table = "|名称|类型|怎么用|备忘录|\n|--|--|--|--|\n|Tons|int|填|一|\n";
    for (heading, unread) in [("货物", 1), ("价格", 0)] {
        let page = format!("{known}\n## {heading}\n\n{table}");
        let draft = transcribe(&page, &TranscribeOptions::default()).expect("a page");
        assert_eq!((draft.rows.unread, draft.rows.aside), (unread, 1 - unread), "{heading}\n{:?}", draft.unread);
    }
}

#[test]
fn the_rule_below_the_header_of_a_passed_table_is_no_row_of_it() {
    let known = page("|Name|string|否|名。|a|");
    for rule in ["|--|--|", "| :- | :- |", "|-|-|", "|:-:|-:|"] {
        let aside = format!("\n## 种类\n\n|种类|说明|\n{rule}\n|sea|海船。|\n|lake|湖船。|\n");
        let draft = transcribe(&format!("{known}{aside}"), &TranscribeOptions::default()).expect("a page");
        let rows: Vec<usize> = draft.passed_tables.iter().map(|table| table.rows).collect();
        assert_eq!((rows, draft.rows.seen), (vec![2], 3), "{rule}");
    }
}

#[test]
fn a_table_of_parameters_whose_header_is_not_known_is_unread_row_by_row() {
    let errors = "\n## 错误码\n\n|HTTP状态码|错误码|错误信息|\n|--|--|--|\n|404|NoBoat|There is no boat.|\n";
    let page = format!(
        "# ListBoats\n\n## 请求参数\n\n|参数|怎么用|备忘|\n|--|--|--|\n|Name|填名字|一|\n|Kind|填种类|二|\n{errors}"
    );
    let draft = transcribe(&page, &TranscribeOptions::default()).expect("a page");
    assert_eq!((draft.rows.seen, draft.rows.read, draft.rows.unread, draft.rows.aside), (3, 1, 2, 0));
    let lines: Vec<usize> = draft.unread.iter().map(|row| row.line).collect();
    assert_eq!(lines, [7, 8], "{:?}", draft.unread);
}

#[test]
fn a_choice_that_names_what_no_row_describes_is_a_gap_and_its_change_is_found() {
    let row = |other: &str| page(&format!("|Ship|string|否|船。Ship 和 {other} 二选一。|a|\n|Raft|string|否|筏。|r|"));
    let draft = transcribe(&row("Boat"), &TranscribeOptions::default()).expect("a page");
    assert!(
        draft.spec.contains("exactly one of Boat, Ship must be given, and no row describes Boat"),
        "{}",
        draft.spec
    );
    assert!(draft.unread.is_empty());
    assert!(audit(&row("Boat"), &draft.spec, &draft.service).is_accounted_for());
    assert!(!audit(&row("Yacht"), &draft.spec, &draft.service).is_accounted_for());
    let known = transcribe(&row("Raft"), &TranscribeOptions::default()).expect("a page");
    assert!(!known.spec.contains("no row describes"), "{}", known.spec);
}

#[test]
fn a_rule_that_comes_to_a_page_of_which_nothing_was_quoted_is_found() {
    let row = |text: &str| page(&format!("|Name|string|否|{text}|a|"));
    let draft = transcribe(&row("名字。"), &TranscribeOptions::default()).expect("a page");
    for (text, is_found) in [
        ("名字。", false),
        ("名字，船的。", false),
        ("名字。当 Kind 为 sea 时，该参数必填。", true),
        ("名字。对于海船，长度为 2~32 个字符。", true),
    ] {
        let audit = audit(&row(text), &draft.spec, &draft.service);
        assert_eq!(!audit.is_accounted_for(), is_found, "{text}\n{audit}");
    }
}

#[test]
fn a_sentence_whose_rule_is_of_a_part_of_the_text_is_quoted() {
    let row = "|Policy|string|否|一个 JSON 格式的策略。必须以字母结尾。|{\"a\": 1}|";
    assert_eq!(remarks(&page(row)), ["the page says \"必须以字母结尾\""]);
    assert_eq!(
        remarks(&page(&row.replace("一个 JSON 格式的策略", "策略").replace("{\"a\": 1}", "a"))),
        Vec::<String>::new()
    );
}

#[test]
fn a_range_that_changes_in_one_of_two_rows_and_a_value_that_becomes_another_of_its_list_are_found() {
    let ships = |count: &str| {
        page(&format!(
            "|Ship|array<string>|否|船。N 的取值范围为 1~16。| |\n| |string|否|船。N 的取值范围为 {count}。|k|"
        ))
    };
    let levels = |last: &str| page(&format!("|Name|string|否|名字。<br>- INNER：内。<br>- {last}：外。| |"));
    for (before, after) in [(ships("1~16"), ships("1~17")), (levels("OUTER"), levels("INNER"))] {
        let draft = transcribe(&before, &TranscribeOptions::default()).expect("a page");
        assert!(audit(&before, &draft.spec, &draft.service).is_accounted_for(), "{before}");
        assert!(!audit(&after, &draft.spec, &draft.service).is_accounted_for(), "{after}\n{}", draft.spec);
    }
}

/// What a cell of the column of values lists, and whether a fact holds it; another cell in its place is found.
#[test]
fn what_no_fact_holds_of_the_column_of_values_is_quoted() {
    let page = |kind: &str, values: &str| {
        let row = format!("| Kind | {kind} | Yes | {values} | The kind. |");
        format!(
            "# ListBoats\n\n## Request parameters\n\n| Name | Type | Required | Allowed values | Description |\n|--|--|--|--|--|\n{row}\n"
        )
    };
    for (kind, values, other, is_held) in [
        ("string", "UUID", "ULID", false),
        ("string", "UUID", "-", false),
        ("string", "inner, outer, etc.", "inner, outer", false),
        ("string", "inner, outer", "inner, upper", true),
        ("string", "inner / outer", "inner / upper", true),
        ("int", "1-100", "1-101", true),
        ("boolean", "true, false", "true", true),
    ] {
        let draft = transcribe(&page(kind, values), &TranscribeOptions::default()).expect("a page");
        let quotes = if is_held { Vec::new() } else { vec![format!("the page says \"{values}\"")] };
        assert_eq!(remarks(&page(kind, values)), quotes, "{values}");
        assert!(audit(&page(kind, values), &draft.spec, &draft.service).is_accounted_for(), "{values}");
        assert!(!audit(&page(kind, other), &draft.spec, &draft.service).is_accounted_for(), "{other}\n{}", draft.spec);
    }
}
