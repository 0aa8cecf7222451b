//! Pages as they come: what can be read is transcribed, checked and found again; what cannot is refused in plain words; and
//! no damage makes the reader panic.

use std::fs;
use std::path::{Path, PathBuf};

use apiscribe_cli::{
    AuditError, AuditOptions, Finding, FindingKind, TranscribeError, TranscribeOptions, Transcribed, audit_page,
    import, transcribe,
};
use apiscribe_model::check::{Scope, lint};
use apiscribe_model::files::SourceFile;
use apiscribe_tests::volume;

fn pages() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/pages");
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .expect("the fixtures can be listed")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    paths.sort();
    let read = |path: &PathBuf| {
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        (name, fs::read_to_string(path).expect("a page can be read"))
    };
    paths.iter().map(read).collect()
}

fn file(name: &str, text: &str) -> SourceFile {
    SourceFile { path: format!("shop/{name}.yaml"), name: format!("shop/{name}.yaml"), bytes: text.as_bytes().to_vec() }
}

/// Transcribes a page, lints the draft, audits it against the page; nothing where the page cannot be read.
fn round_trip(page: &str) -> Option<Transcribed> {
    let draft = match transcribe(page, &TranscribeOptions::default()) {
        Ok(draft) => draft,
        Err(TranscribeError::Page(_)) => return None,
        Err(error) => panic!("{error}\n{page}"),
    };
    let (spec, service) = (file(&draft.operation, &draft.spec), file("service", &draft.service));
    let report = lint(&[spec.clone(), service.clone()], &Scope::default());
    assert!(!report.has_errors(), "{report}\n{}", draft.spec);
    let audit = audit_page("page.txt", page, &spec, Some(&service), AuditOptions::default())
        .expect("what was read once is read again");
    // A row that is not in the draft is told of by both, and everything else is accounted for.
    let line = |finding: &Finding| finding.source.as_ref().and_then(|place| place.line).unwrap_or_default();
    let told: Vec<(usize, &str)> =
        audit.findings.iter().map(|finding| (line(finding), finding.message.as_str())).collect();
    let unread: Vec<(usize, &str)> = draft.unread.iter().map(|row| (row.line, row.what.as_str())).collect();
    assert_eq!(told, unread, "{audit}\n{}", draft.spec);
    Some(draft)
}

#[test]
fn a_draft_of_each_page_is_legal_and_agrees_with_it() {
    let pages = pages();
    assert!(pages.len() >= 5);
    for (name, page) in pages {
        let draft = round_trip(&page).unwrap_or_else(|| panic!("{name} can be read"));
        assert_eq!(draft.operation, name);
        assert_eq!(draft.spec, round_trip(&page).expect("again").spec, "a draft has the same bytes every time");
    }
}

#[test]
fn what_is_to_be_written_is_marked_and_lint_warns_of_it() {
    let (_, page) = pages().remove(0);
    let draft = round_trip(&page).expect("a page");
    let files = [file(&draft.operation, &draft.spec), file("service", &draft.service)];
    let report = lint(&files, &Scope::default());
    assert_eq!(report.diagnostics().len(), draft.spec.matches(": 'TODO: ").count(), "{report}");
    assert!(report.diagnostics().iter().all(|diagnostic| diagnostic.id().as_str() == "W0604"), "{report}");
}

/// Lines cut off, left out, doubled, and bars lost: whatever is left is read or refused, and said to be so.
fn damaged(page: &str) -> Vec<String> {
    let lines: Vec<&str> = page.lines().collect();
    let mut texts = Vec::new();
    for at in 0..lines.len() {
        texts.push(lines[..at].join("\n"));
        texts.push(lines[at..].join("\r\n"));
        let mut copy = lines.clone();
        copy.remove(at);
        texts.push(copy.join("\n"));
        let mut copy = lines.clone();
        copy.insert(at, lines[at]);
        texts.push(copy.join("\n"));
        let without_bar = lines[at].replacen('|', "", 1);
        let mut copy = lines.clone();
        copy[at] = &without_bar;
        texts.push(copy.join("\n"));
    }
    texts
}

#[test]
fn damaged_pages_are_read_or_refused_and_never_panic() {
    let mut read = 0;
    // There are five kinds of damage in turn, so that this stride meets each of them.
    let stride = volume(31, 1);
    for (_, page) in pages() {
        for (index, text) in damaged(&page).into_iter().enumerate().step_by(stride) {
            // The whole way takes its time; a part of them is enough for it.
            let is_read = if index % 20 == 0 {
                round_trip(&text).is_some()
            } else {
                let spec = file("X", "operation: X\nsummary: X\n");
                !matches!(audit_page("page.txt", &text, &spec, None, AuditOptions::default()), Err(AuditError::Page(_)))
            };
            read += usize::from(is_read);
        }
    }
    assert!(read * stride > 500, "{read} were read");
}

#[test]
fn what_is_no_page_is_refused_with_what_was_looked_for_and_found() {
    let texts = [
        "A page about something else.\nIt has no table.",
        "a | b |\n---|---|\n1 | 2 |",
        "请求参数\n名称 类型 必填 描述 示例值\nName string 是 名字 a",
        "请求参数\n名称类型必填描述示例值\nNamestring\n名字",
        "Request parameters\nParameter Type Required Example Description\nName String Yes a\nThe name.",
    ];
    for text in texts {
        let error = transcribe(text, &TranscribeOptions::default()).expect_err("no page");
        assert!(matches!(error, TranscribeError::Page(_)), "{error}");
        let message = error.to_string();
        assert!(message.contains("looked for") && message.contains("名称 | 类型"), "{message}");
        assert_eq!(message.contains("no bars part"), text.contains("参数") || text.contains("Parameter"), "{message}");
    }
}

#[test]
fn what_is_no_page_is_refused_with_advice_that_fits_it() {
    for (text, advice) in [
        ("", "an empty text; save the page again"),
        ("\n  \n", "an empty text; save the page again"),
        ("{\"Code\": \"Throttling\"}", "JSON; save the page of the documentation, and not a response of the API"),
        (
            "<html><body><form><input type=\"password\"></form></body></html>",
            "log in, and save the page that is shown then",
        ),
        (
            "<html><script>show()</script><p>Loading</p></html>",
            "save the page from a browser when its tables are shown",
        ),
        (
            "# ListBooks\n\n| Name | Type | Required |\n| --- | --- | --- |\n| Id | string | Yes |\n| Ki",
            "save the whole page",
        ),
    ] {
        let error = transcribe(text, &TranscribeOptions::default()).expect_err("no page");
        assert!(matches!(error, TranscribeError::Page(_)) && error.to_string().contains(advice), "{error}");
    }
}

#[test]
fn a_table_that_is_unreadable_in_part_is_said_to_be_so() {
    let (name, page) = pages().remove(0);
    let spec = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("fixtures/pages/{name}.yaml")))
        .expect("its spec");
    let kinds = |page: &str| {
        let audit = audit_page("page.txt", page, &file(&name, &spec), None, AuditOptions::default()).expect("a page");
        audit
            .findings
            .iter()
            .map(|finding| (finding.kind, finding.source.as_ref().and_then(|place| place.line)))
            .collect::<Vec<_>>()
    };
    assert!(kinds(&page).is_empty());
    let floor = page.lines().position(|line| line.starts_with("Floor |")).expect("a row") + 1;
    for (from, to) in [
        ("Floor | integer |", "What a floor | integer |"),
        ("Floor | integer |", "Floor | how high it is |"),
        (
            "Floor | integer | 否 | 楼层。取值范围:1~12。默认值为 1。 | 3 |",
            "Floor | integer | 否 | 楼层。取值范围:1~12。默认值为 1。 | 3 | 4 |",
        ),
    ] {
        assert!(page.contains(from), "{from}");
        let found = kinds(&page.replace(from, to));
        assert!(found.contains(&(FindingKind::Unreadable, Some(floor))), "{to}: {found:?}");
    }
    let found = kinds(&page.replace("\"ShopId\": 9007199254740,", "\"ShopId\" 9007199254740,"));
    assert!(found.iter().any(|(kind, _)| *kind == FindingKind::Unreadable), "{found:?}");
}

/// Pages whose tables have lost their bars, in whole or in part, with a sample that can be read.
#[test]
fn a_sample_does_not_make_up_for_tables_that_cannot_be_read() {
    let sample = "示例\n正常返回示例\n{\n\"RequestId\": \"1\"\n}\n";
    let texts = [
        "请求参数\n名称\n类型\n必填\n描述\n示例值\nShelf\nstring\n否\n书架。\nA\n",
        "请求参数\n名称 |\n类型 |\n描述 |\nShelf\nString\n书架。\nFloor\nString\n楼层。\n",
        "요청 매개변수\n|\n매개변수 |\n유형 |\n예 |\n| Shelf |\nstring |\nA |\n",
    ];
    for text in texts {
        let page = format!("查询书架。\n接口说明\n{text}返回参数\n{sample}");
        let error = transcribe(&page, &TranscribeOptions::default()).expect_err("no page");
        assert!(matches!(error, TranscribeError::Page(_)), "{error}");
    }
}

#[test]
fn a_table_that_goes_on_behind_other_text_is_not_left_out_in_silence() {
    let (name, page) = pages().remove(0);
    let spec = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("fixtures/pages/{name}.yaml")))
        .expect("its spec");
    let line = page.lines().position(|line| line.starts_with("Floor |")).expect("a row");
    let mut lines: Vec<&str> = page.lines().collect();
    lines.splice(
        line..line,
        ["Other text,", "which is long,", "and goes on", "over more lines", "than may stand there."],
    );
    let audit =
        audit_page("page.txt", &lines.join("\n"), &file(&name, &spec), None, AuditOptions::default()).expect("a page");
    assert!(audit.findings.iter().any(|finding| finding.kind == FindingKind::Unreadable), "{audit}");
}

/// What a draft of one of the older pages says of it: each fact of the page that changes is one of the draft's.
#[test]
fn facts_of_an_older_page_are_each_part_of_its_draft() {
    let changes = [
        ("限制为20", "限制为30"),
        ("*全部资源 *", "*Reader"),
        ("Action | String | 是", "Action | Integer | 是"),
        ("[2, 40]", "[2, 50]"),
        ("tmp 开头", "temp 开头"),
        ("String | 否 | jo@books.example", "String | 是 | jo@books.example"),
        ("jo@books.example", "joe@books.example"),
        ("取值:1~3、6、12", "取值:1~3、6、24"),
        ("取值:1~3、6、12", "取值:1~4、6、12"),
        ("最大值是80", "最大值是90"),
        ("默认20", "默认30"),
        ("child:儿童", "minor:儿童"),
        ("长度为6~12位", "长度为6~16位"),
        ("Reader | |||", "Customer | |||"),
        ("404 |", "409 |"),
        ("ShopNotFound", "ShopMissing"),
        ("The shop was not found.", "No shop."),
    ];
    each_is_reported("ListReaders", &changes);
}

/// Where parameters travel, by a column and by a heading, and tables below headings with a number.
#[test]
fn where_parameters_travel_is_part_of_a_draft() {
    let changes = [
        ("s-1 | 书店", "s-2 | 书店"),
        ("String | Path", "String | Query"),
        ("Integer | Body", "Integer | Header"),
        ("Integer | Body", "Integer | Elsewhere"),
        ("请求头", "请求Query参数"),
        ("PUT /shops", "POST /shops"),
        ("moved | Boolean", "moved | String"),
        ("表 2. 响应Body参数\n参数 | 类型", "表 2. 响应Body参数\n参数 | 类型 | 是否必选"),
    ];
    each_is_reported("MoveShelf", &changes);
}

fn each_is_reported(name: &str, changes: &[(&str, &str)]) {
    let (_, page) = pages().into_iter().find(|(page, _)| page == name).expect("the page");
    let draft = round_trip(&page).expect("a page");
    let spec = file(&draft.operation, &draft.spec);
    let found =
        |page: &str| audit_page("page.txt", page, &spec, None, AuditOptions::default()).expect("a page").findings;
    let before = found(&page);
    for (from, to) in changes {
        assert!(page.contains(from), "{from}");
        assert_ne!(found(&page.replacen(from, to, 1)), before, "{from} -> {to} went unnoticed");
    }
}

/// A page with one parameter of a type, described by a sentence.
fn described(kind: &str, description: &str) -> String {
    format!(
        "SellBook - Sells a book\n\nSells a book.\n\nRequest parameters\n\nParameter | Type | Required | Description | Example |\nName | {kind} | No | {description} | |\n"
    )
}

#[test]
fn what_a_page_says_of_some_cases_makes_no_rule_and_blames_no_spec() {
    for (kind, description, rule) in [
        ("string", "For large shops, it must be 2 to 15 characters in length.", "length: { min: 2, max: 15 }"),
        ("integer", "If Kind is set, valid values: 20 to 500.", "range: { min: 20, max: 500 }"),
        ("string", "Each name must be 2 to 64 characters in length.", "length: { min: 2, max: 64 }"),
        ("string", "Where it stands. 其中Title长度为2~20个字符。", "length: { min: 2, max: 20 }"),
    ] {
        let page = described(kind, description);
        let draft = round_trip(&page).expect("a page");
        assert!(!draft.spec.contains("rules:"), "{description}\n{}", draft.spec);
        let ruled = draft.spec.replacen("    in: query\n", &format!("    in: query\n    rules: {{ {rule} }}\n"), 1);
        let audit = audit_page("page.txt", &page, &file(&draft.operation, &ruled), None, AuditOptions::default())
            .expect("a page");
        let told = audit.findings.iter().find(|finding| finding.kind == FindingKind::Rule).expect("a finding");
        assert!(told.message.contains("some cases only") || told.message.contains("a part of it"), "{audit}");
    }
}

#[test]
fn what_a_file_says_once_of_its_source_holds_for_each_of_its_facts() {
    let page = described("string", "The name.");
    let draft = round_trip(&page).expect("a page");
    let found = |spec: &str| {
        let audit = audit_page("page.txt", &page, &file(&draft.operation, spec), None, AuditOptions::default())
            .expect("a page");
        audit.findings.into_iter().map(|finding| finding.message).collect::<Vec<_>>()
    };
    let more = draft.spec.replacen("parameters:\n", "parameters:\n  Depth: { in: query, type: int32 }\n", 1);
    assert_eq!(found(&more).len(), 1, "only the spec has it");
    let once = more.replacen("parameters:\n", "known_from: metadata\nparameters:\n", 1);
    assert_eq!(found(&once), [""; 0], "the page need not have what is from elsewhere, and may");
    let own = once.replacen("Depth: { in: query,", "Depth: { known_from: page, in: query,", 1);
    assert_eq!(found(&own).len(), 1, "it is said to be from the page");
}

/// Error rows of a page, each a fact.
#[test]
fn a_row_of_an_error_that_differs_is_told_once_and_excused_by_a_note_that_quotes_it() {
    let row = "\nError codes\n\nHTTP status code | Error code | Error message |\n404 | NoBook | There is no book. |\n";
    let page = format!("{}{row}", described("string", "The name."));
    let draft = round_trip(&page).expect("a page");
    let spec = draft.spec.replacen("There is no book.", "No book.", 1);
    let found = |spec: &str| {
        audit_page("page.txt", &page, &file(&draft.operation, spec), None, AuditOptions::default()).expect("a page")
    };
    let audit = found(&spec);
    let message = "the page has `NoBook` as `404 There is no book.`, the spec as `404 No book.`";
    assert_eq!(audit.findings.iter().map(|finding| finding.message.as_str()).collect::<Vec<_>>(), [message]);
    for (at, what, is_excused) in [
        ("errors.NoBook", "the page has There is no book.", true),
        ("errors", "the page has There is no book.", true),
        ("errors[0].message", "the page has There is no book.", true),
        ("errors.NoBook", "the page has another message", false),
        ("errors.NoBook", "the page has it under 404", false),
    ] {
        let noted = format!("{spec}errata:\n- {{ at: '{at}', what: '{what}' }}\n");
        assert_eq!(found(&noted).is_accounted_for(), is_excused, "{at}: {what}\n{}", found(&noted));
    }
    let gone = draft.spec.replacen("code: NoBook", "code: NoShelf", 1);
    let noted =
        format!("{gone}errata:\n- {{ at: errors, what: 'NoBook is left out, which says There is no book.' }}\n");
    let kinds: Vec<FindingKind> = found(&noted).findings.iter().map(|finding| finding.kind).collect();
    assert_eq!(kinds, [FindingKind::OnlyInSpec], "{}", found(&noted));
}

/// A row that is left out is excused as it was, and excuses no other.
#[test]
fn a_gap_for_a_row_that_is_left_out_excuses_that_row_alone() {
    let page = |own: &str, other: &str| {
        let rows = format!("{own} | %s | The %s is gone. |\n{other} | NoBook | There is no book. |\n");
        let table = format!("\nError codes\n\nHTTP status code | Error code | Error message |\n{rows}");
        described("string", "The name.") + &table
    };
    let draft = round_trip(&page("404", "400")).expect("a page");
    let errata = "errata:\n- { at: errors, what: 'the page has the row %s, with the message The %s is gone.' }\n";
    let gap = draft.spec.find("- at: errors\n").expect("a gap");
    let end = gap + draft.spec[gap..].find("left out\n").expect("its end") + "left out\n".len();
    let by_hand = format!("{}{}{errata}", &draft.spec[..gap], &draft.spec[end..]);
    for (spec, own, other, kinds) in [
        (&draft.spec, "404", "400", vec![]),
        (&draft.spec, "403", "400", vec![FindingKind::Stale, FindingKind::Code]),
        (&draft.spec, "", "400", vec![FindingKind::Stale, FindingKind::Code]),
        (&draft.spec, "404", "404", vec![FindingKind::Message]),
        (&by_hand, "404", "400", vec![]),
        (&by_hand, "403", "400", vec![]),
    ] {
        let options = AuditOptions::default();
        let audit = audit_page("page.txt", &page(own, other), &file(&draft.operation, spec), None, options);
        let audit = audit.expect("a page");
        let found: Vec<FindingKind> = audit.findings.iter().map(|finding| finding.kind).collect();
        assert_eq!(found, kinds, "{own} {other}: {audit}\n{spec}");
    }
}

#[test]
fn a_deprecated_mark_is_read_and_compared() {
    let page = described("string", "This parameter is deprecated.");
    let draft = round_trip(&page).expect("a page");
    assert!(draft.spec.contains("    deprecated: true\n"), "{}", draft.spec);
    let spec = file(&draft.operation, &draft.spec);
    let finds = |page: &str, spec: &SourceFile| {
        let audit = audit_page("page.txt", page, spec, None, AuditOptions::default()).expect("a page");
        audit.findings.iter().any(|finding| finding.kind == FindingKind::Deprecated)
    };
    assert!(!finds(&page, &spec));
    assert!(finds(&described("string", "The name."), &spec), "only the spec says so");
    let unmarked = file(&draft.operation, &draft.spec.replace("    deprecated: true\n", ""));
    assert!(finds(&page, &unmarked), "only the page says so");
}

/// Returns a page with rows of parameters and of fields.
fn with_rows(parameters: &str, fields: &str) -> String {
    let ruled = |columns: &str| format!("{columns}\n|{}\n", " --- |".repeat(columns.matches('|').count() - 1));
    format!(
        "# ListBooks\n\n## Request parameters\n\n{}{parameters}\n\n## Response parameters\n\n{}{fields}\n",
        ruled("| Parameter | Type | Required | Description | Example |"),
        ruled("| Parameter | Type | Description | Example |"),
    )
}

/// Returns the kinds of what is found on a page of parameters and fields.
fn found_on(page: &str, spec: &str) -> Vec<FindingKind> {
    let audit = audit_page("page.txt", page, &file("ListBooks", spec), None, AuditOptions::default()).expect("a page");
    audit.findings.iter().map(|finding| finding.kind).collect()
}

#[test]
fn items_that_are_deprecated_are_compared() {
    let page = with_rows(
        "| Kinds | array<string> | No | The kinds. | |\n| | string | No | This parameter is deprecated. | a |",
        "| RequestId | string | The ID. | 77 |",
    );
    let spec = "operation: ListBooks\nsummary: Lists books.\nknown_from: metadata\nparameters:\n  Kinds:\n    in: query\n    type: array\n    doc: The kinds.\n    items: { type: string, doc: This parameter is deprecated., deprecated: true, example: a }\nresponse:\n  fields:\n    RequestId: { type: string, doc: The ID., example: '77' }\n";
    assert_eq!(found_on(&page, spec), []);
    assert_eq!(found_on(&page, &spec.replace(", deprecated: true", "")), [FindingKind::Deprecated]);
}

#[test]
fn text_of_a_page_may_be_the_bytes_of_an_imported_spec() {
    let page = |word: &str| with_rows("| Id | string | Yes | The ID. | a |", &format!("| | {word} | The book. | |"));
    let spec = "operation: ListBooks\nsummary: Lists books.\nknown_from: metadata\nparameters:\n  Id: { in: query, type: string, doc: The ID., required: true, example: a }\nresponse:\n  body: { type: binary, doc: The book. }\n";
    assert_eq!(found_on(&page("string"), spec), []);
    assert_eq!(found_on(&page("long"), spec), [FindingKind::Type]);
    assert!(found_on(&page("string"), &spec.replace("known_from: metadata\n", "")).contains(&FindingKind::Type));
}

#[test]
fn lines_that_a_page_has_lost_of_an_imported_description_say_nothing_new() {
    let page = |default: &str| {
        let row = format!("| Kind | string | No | The kind. Valid values:<br><br>Default value: {default}. | sea |");
        with_rows(&row, "| RequestId | string | The ID. | 77 |")
    };
    let spec = "operation: ListBooks\nsummary: Lists books.\nknown_from: metadata\nparameters:\n  Kind:\n    in: query\n    type: string\n    doc: |-\n      The kind. Valid values:\n\n      - For old shops, sea.\n      - For new shops, land or sky (exit code 0).\n\n      Default value: sea.\n\n      The default value may vary.\n    example: sea\nresponse:\n  fields:\n    RequestId: { type: string, doc: The ID., example: '77' }\n";
    assert_eq!(found_on(&page("sea"), spec), []);
    assert_eq!(found_on(&page("land"), spec), [FindingKind::Default]);
}

#[test]
fn the_row_of_the_items_of_a_response_is_compared() {
    let page = |word: &str| {
        let fields = format!(
            "| | array<object> | The books. | |\n| | {word} | A book. | |\n| Title | string | Its title. | a |"
        );
        with_rows("| Id | string | Yes | The ID. | a |", &fields)
    };
    let draft = transcribe(&page("object"), &TranscribeOptions::default()).expect("a page");
    assert_eq!(found_on(&page("object"), &draft.spec), []);
    assert_eq!(found_on(&page("string"), &draft.spec), [FindingKind::Type]);
}

#[test]
fn the_last_character_of_text_is_read_and_compared() {
    let page = described("string", "The name must start with an English letter and end with a digit.");
    let draft = round_trip(&page).expect("a page");
    assert!(draft.spec.contains("      ends_with:\n      - ascii_digit\n"), "{}", draft.spec);
    let finds = |spec: &str| {
        let audit = audit_page("page.txt", &page, &file(&draft.operation, spec), None, AuditOptions::default())
            .expect("a page");
        audit.findings.iter().any(|finding| finding.kind == FindingKind::Rule)
    };
    assert!(!finds(&draft.spec));
    assert!(finds(&draft.spec.replace("      ends_with:\n      - ascii_digit\n", "")), "only the page says so");
    assert!(finds(&draft.spec.replace("      - ascii_digit\n", "      - han\n")), "the page says otherwise");
    let silent = described("string", "The name of a book, which may end with anything.");
    let audit = audit_page("page.txt", &silent, &file(&draft.operation, &draft.spec), None, AuditOptions::default())
        .expect("a page");
    assert!(!audit.is_accounted_for(), "only the spec says so");
}

#[test]
fn what_a_page_says_of_each_item_is_assumed_of_the_items_in_its_draft() {
    let draft =
        round_trip(&described("array<string>", "Each name can be up to 8 characters in length.")).expect("a page");
    let rules = "    items:\n      type: string\n      rules:\n        length:\n          max: 8\n          unit: char\n        level: assumed\n";
    assert!(draft.spec.contains(rules), "{}", draft.spec);
    let draft = round_trip(&described("array<string>", "The names of up to 8 characters.")).expect("a page");
    assert!(!draft.spec.contains("rules:"), "{}", draft.spec);
}

#[test]
fn a_mark_in_the_query_of_a_path_is_read_and_compared() {
    let page =
        described("string", "The name.").replacen("\n\n", "\n\nPOST /shelves?moved&note=an-example HTTP/1.1\n\n", 1);
    let draft = round_trip(&page).expect("a page");
    assert!(draft.spec.contains("path: /shelves?moved\n"), "{}", draft.spec);
    let paths = |path: &str| {
        let spec = file(&draft.operation, &draft.spec.replace("/shelves?moved", path));
        let audit = audit_page("page.txt", &page, &spec, None, AuditOptions::default()).expect("a page");
        audit.findings.iter().filter(|finding| finding.kind == FindingKind::Http).count()
    };
    assert_eq!(["/shelves?moved", "/shelves?note=1&moved"].map(paths), [0, 0]);
    assert_eq!(["/shelves", "/shelves?removed", "/shelf?moved"].map(paths), [1, 1, 1]);
}

/// A spec that another source was imported from, with rows of the page in a named type, and of its page.
#[test]
fn where_facts_are_from_is_compared_with_another_source_only_if_asked_for() {
    let page = "SellBook - Sells a book\n\nRequest parameters\n\nParameter | Type | Required | Description | Example |\nBook | object | No | The book. | |\nTitle | string | No | Its title. | Emma |\n\nResponse parameters\n\nParameter | Type | Description | Example |\nRequestId | string | The ID. | 77 |\n\nSample success responses\n{\n\"RequestId\": \"77\"\n}\n";
    let spec = "operation: SellBook\nsummary: Sells a book.\nknown_from: metadata\nparameters:\n  Book:\n    in: query\n    type: object\n    doc: The book.\n    fields:\n      Title: { type: string, doc: Its title., example: Emma }\nresponse:\n  fields:\n    RequestId: { type: string, doc: The ID., example: '77' }\n";
    let audit = |spec: &str, is_strict: bool| {
        let mut options = AuditOptions::default();
        options.is_strict = is_strict;
        audit_page("page.txt", page, &file("SellBook", spec), None, options).expect("a page")
    };
    assert!(audit(spec, false).is_accounted_for(), "{}", audit(spec, false));
    let kinds: Vec<FindingKind> = audit(spec, true).findings.iter().map(|finding| finding.kind).collect();
    assert_eq!(kinds, [FindingKind::Nesting, FindingKind::Sample], "what the page lacks, and what the spec leaves out");
    let written = spec.replace("known_from: metadata\n", "");
    assert_eq!(audit(&written, false).findings.len(), 2, "a spec that was written from the page says so itself");
    let other = audit(&spec.replace("'77'", "'78'"), false);
    assert_eq!(
        other.findings.iter().map(|finding| finding.kind).collect::<Vec<_>>(),
        [FindingKind::Example],
        "{other}"
    );
}

/// A spec that was imported, whose body is XML: gaps tell of its parts.
#[test]
fn rows_about_a_body_that_is_text_are_compared_with_the_gaps_that_tell_of_its_parts() {
    let page = "# ListTags\n\nLists tags.\n\n## Request parameters\n\n| Parameter | Type | Required | Description | Example |\n| --- | --- | --- | --- | --- |\n| body | object | No | The body. |  |\n| Limit | integer | Yes | How many. | 10 |\n\n## Response parameters\n\n| Parameter | Type | Description | Example |\n| --- | --- | --- | --- |\n|  | object | The response. |  |\n| Tags | array | The tags. |  |\n|  | object | A tag. |  |\n| Key | string | The key, of 2 to 20 characters. | owner |\n| Key | string | Its other key. | owner |\n";
    let xml = "the body is XML of the type `object`, for which the format has no types; taken for text";
    let gap = |at: &str, what: &str| format!("  - {{ at: {at}, what: \"{what}\", taken_from: metadata }}\n");
    let gaps = [
        gap("parameters.body.type", xml),
        gap("parameters.body", "the XML has `Limit` (int32, required, for example `10`)"),
        gap("response.body.type", xml),
        gap("response.body", "the XML has `Tags` (array)"),
        gap("response.body", "the XML has an item (object)"),
        gap("response.body", "the XML has `Key` (string, for example `owner`)"),
        gap("response.body", "the XML has `Key` (string, for example `owner`)"),
    ];
    let spec = format!(
        "operation: ListTags\nsummary: Lists tags.\nknown_from: metadata\nparameters:\n  body: {{ in: body, type: string }}\nresponse:\n  body: {{ type: string }}\ngaps:\n{}",
        gaps.concat()
    );
    let audit = |page: &str, spec: &str| {
        audit_page("page.md", page, &file("ListTags", spec), None, AuditOptions::default()).expect("a page")
    };
    let same = audit(page, &spec);
    assert!(same.is_accounted_for(), "{same}");
    let texts: Vec<usize> = same.not_compared.iter().map(|text| text.line).collect();
    assert_eq!(texts, [19], "the one description that states more than its row");
    assert!(same.to_string().contains("line 19: not compared: the description of `Key`"), "{same}");
    for (what, with) in [
        ("| Key | string | Its other key. | owner |", "| Name | string | Its other key. | owner |"),
        ("| Key | string | Its other key. | owner |", "| Key | string | Its other key. | holder |"),
        ("| Key | string | Its other key. | owner |", "| Key | long | Its other key. | owner |"),
        ("| Limit | integer | Yes |", "| Limit | integer | No |"),
        ("| object | The response.", "| array | The response."),
        ("| Tags | array |", "| Tags | array | More tags. |  |\n| Tags | array |"),
    ] {
        let changed = audit(&page.replacen(what, with, 1), &spec);
        assert_eq!(changed.findings.len(), 1, "{with}: {changed}");
    }
    let less = spec.replacen(&gaps[3], "", 1);
    assert_eq!(audit(page, &less).findings.len(), 1, "a part of which no gap tells");
}

#[test]
fn an_example_of_a_place_that_a_named_type_lacks_is_told_unless_a_gap_has_it() {
    let page = "# ListBooks\n\n## Request parameters\n\n| Parameter | Type | Required | Description | Example |\n| --- | --- | --- | --- | --- |\n| order | string | No | The order. | by title |\n";
    let spec = "operation: ListBooks\nsummary: Lists books.\nknown_from: metadata\nparameters:\n  order: { in: query, ref: Order, doc: The order. }\n";
    let service = "service: Shop\nversion: '1'\nknown_from: metadata\nprotocol: acs_rpc\ntypes:\n  Order: { type: string, example: by year }\n";
    let audit = |spec: &str| {
        let (spec, service) = (file("ListBooks", spec), file("service", service));
        audit_page("page.md", page, &spec, Some(&service), AuditOptions::default()).expect("a page").findings.len()
    };
    let gap = "gaps:\n- { at: parameters.order.example, what: '`by title` stands beside the reference' }\n";
    assert_eq!(audit(spec), 1);
    assert_eq!(audit(&format!("{spec}{gap}")), 0);
    assert_eq!(audit(&spec.replace("ref: Order", "type: string, example: by year")), 1, "an example of its own");
}

#[test]
fn what_a_page_states_of_a_field_of_a_named_type_is_compared_with_what_that_has() {
    let page = "# GetBook\n\n## Response parameters\n\n| Parameter | Type | Description | Example |\n| --- | --- | --- | --- |\n| Book | object | The book. | |\n| Title | string | The title. It can be up to 40 characters in length. | Emma |\n\n## Examples\n\nSample success responses\n```\n{\"Book\": {\"Title\": \"Emma\"}}\n```\n";
    let spec = "operation: GetBook\nsummary: Gets a book.\nknown_from: metadata\nresponse:\n  fields:\n    Book: { ref: Book, doc: The book. }\n";
    let service = "service: Shop\nversion: '1'\nknown_from: metadata\nprotocol: acs_rpc\ntypes:\n  Book:\n    type: object\n    fields:\n      Title: { type: string, doc: A title., example: Emma, rules: { length: { max: 40 } } }\n";
    let audit = |service: &str| {
        let (spec, service) = (file("GetBook", spec), file("service", service));
        let audit = audit_page("page.md", page, &spec, Some(&service), AuditOptions::default()).expect("a page");
        audit.findings.iter().map(|finding| finding.kind).collect::<Vec<_>>()
    };
    assert_eq!(audit(service), []);
    assert_eq!(audit(&service.replace("max: 40", "max: 50")), [FindingKind::Rule]);
    assert_eq!(audit(&service.replace(", rules: { length: { max: 40 } }", "")), [FindingKind::Rule]);
    assert_eq!(audit(&service.replace(", example: Emma", "")), [FindingKind::Example]);
}

/// Two operations, each of which gives the tag that they share, and the type around it, an example of its own.
#[test]
fn the_examples_of_all_places_of_a_shared_type_are_compared_with_their_pages() {
    let tag = |key: &str| serde_json::json!({ "type": "object", "properties": { "Key": { "type": "string", "description": "The key.", "example": key } } });
    let api = |key: &str| {
        let tags = serde_json::json!({ "type": "array", "description": "The tags.", "items": tag(key) });
        let book = serde_json::json!({ "type": "object", "description": "The book.", "properties": { "Tags": tags } });
        let fields = serde_json::json!({ "Book": book, "Shop": { "$ref": "#/components/schemas/Shop" } });
        serde_json::json!({ "summary": "Gets it.", "methods": ["get"], "parameters": [], "responses": { "200": { "schema": { "type": "object", "properties": fields } } } })
    };
    let docs = serde_json::json!({
        "version": "1.0", "info": { "style": "RPC", "product": "Shop", "version": "2020-01-01" },
        "components": { "schemas": { "Shop": { "type": "object", "properties": { "Tags": { "type": "array", "description": "The tags.", "items": tag("s") } } } } },
        "apis": { "GetBook": api("a"), "GetFilm": api("b") }
    });
    let imported = import(docs.to_string().as_bytes()).expect("metadata");
    let of = |name: &str| imported.files.iter().find(|file| file.path.ends_with(name)).expect("a file");
    let report = lint(&imported.files, &Scope::default());
    assert!(!report.has_errors(), "{report}");
    let text = |name: &str| String::from_utf8_lossy(&of(name).bytes).into_owned();
    assert!(!text("GetFilm.yaml").contains("items:"), "the types are shared: {}", text("GetFilm.yaml"));
    let audit = |name: &str, [key, of_shop]: [&str; 2]| {
        let rows = format!(
            "| | object | It. | |\n| Book | object | The book. | |\n| Tags | array<object> | The tags. | |\n| | object | It. | |\n| Key | string | The key. | {key} |\n| Shop | object | The shop. | |\n| Tags | array<object> | The tags. | |\n| | object | It. | |\n| Key | string | The key. | {of_shop} |\n"
        );
        let page = format!(
            "# {name}\n\n## Response parameters\n\n| Parameter | Type | Description | Example |\n| --- | --- | --- | --- |\n{rows}\n## Examples\n\nSample success responses\n```\n{{\"Book\": {{\"Tags\": [{{\"Key\": \"k\"}}]}}, \"Shop\": {{\"Tags\": [{{\"Key\": \"k\"}}]}}}}\n```\n"
        );
        let (spec, service) = (of(&format!("{name}.yaml")), of("service.yaml"));
        let audit = audit_page("page.md", &page, spec, Some(service), AuditOptions::default()).expect("a page");
        audit.findings.iter().map(|finding| finding.kind).collect::<Vec<_>>()
    };
    for (name, own, other) in [("GetBook", "a", "b"), ("GetFilm", "b", "c")] {
        assert_eq!(audit(name, [own, "s"]), [], "{name}");
        assert!(audit(name, [other, "s"]).contains(&FindingKind::Example), "{name}");
        assert!(audit(name, [own, own]).contains(&FindingKind::Example), "{name}");
    }
}

#[test]
fn the_row_of_items_is_a_fact_of_a_page() {
    let page = "# ListBooks\n\n## Request parameters\n\n| Parameter | Type | Required | Description | Example |\n| --- | --- | --- | --- | --- |\n| Shop | string | Yes | The shop. | s1 |\n| Tags | array<string> | No | The tags. | |\n| | string | No | A tag. | red |\n";
    let draft = round_trip(page).expect("a page");
    let spec = file("ListBooks", &draft.spec);
    let audit = |page: &str| audit_page("page.md", page, &spec, None, AuditOptions::default()).expect("a page");
    for (what, with, path) in [
        ("| | string | No | A tag. | red |\n", "", "parameters.Tags.items.example"),
        ("array<string>", "array<long>", "parameters.Tags.items.type"),
    ] {
        let changed = audit(&page.replacen(what, with, 1));
        let paths: Vec<String> =
            changed.findings.iter().filter_map(|it| it.spec.as_ref()).map(|place| place.path.to_string()).collect();
        assert_eq!(paths, [path], "{what}: {changed}");
    }
}

/// The row of the array has an example of its own, which has no place in the format, or that of its items.
#[test]
fn an_example_in_the_row_of_an_array_does_not_stand_for_that_of_its_items() {
    let page = |list: &str, item: &str| {
        format!(
            "# ListBooks\n\n## Request parameters\n\n| Parameter | Type | Required | Description | Example |\n| --- | --- | --- | --- | --- |\n| Tags | array<string> | No | The tags. | {list} |\n{item}"
        )
    };
    let item = "| | string | No | The tags. | red** |\n";
    let draft = round_trip(&page("redder", item)).expect("a page");
    let found = |page: &str, spec: &str| {
        let spec = file("ListBooks", spec);
        let audit = audit_page("page.md", page, &spec, None, AuditOptions::default()).expect("a page");
        audit.findings.iter().map(|finding| finding.kind).collect::<Vec<_>>()
    };
    assert_eq!(found(&page("redder", ""), &draft.spec), [FindingKind::Example], "the row of the items is gone");
    assert_eq!(found(&page("", item), &draft.spec), [FindingKind::Stale], "the example of the array is gone");
    let gap = "- at: parameters.Tags.example\n  what: the page's example `[\"red**\", \"blue\"]` has no place in the format; left out\n";
    let (before, behind) = draft.spec.split_once("- at: parameters.Tags.example\n").expect("a gap");
    let other = format!("{before}{gap}{}", behind.split_once('\n').expect("its text").1);
    assert_eq!(found(&page("[\"red**\", \"blue\"]", ""), &other), [], "the array's has that of the item");
}

#[test]
fn a_status_that_was_read_and_has_no_place_is_told_with_its_line() {
    for rows in ["| Id | string | The ID. |\n", ""] {
        let page = format!(
            "# AddBook\n\nPOST /books\n\n## Request parameters\n\n| Parameter | Type | Required | Description |\n| --- | --- | --- | --- |\n| Title | string | Yes | The title. |\n\n## Response 201\n\n| Parameter | Type | Description |\n| --- | --- | --- |\n{rows}\nMore is told elsewhere.\n"
        );
        let draft = round_trip(&page).expect("a page");
        let told = "has no place in the format: the status HTTP 201 of the only response";
        assert!(draft.spec.contains(told), "{}", draft.spec);
        let spec = draft.spec.replace("HTTP 201", "HTTP 200");
        let audit =
            audit_page("page.md", &page, &file("AddBook", &spec), None, AuditOptions::default()).expect("a page");
        let lines: Vec<(&str, Option<usize>)> = audit
            .findings
            .iter()
            .filter(|finding| finding.kind == FindingKind::Unreadable)
            .map(|finding| (finding.message.as_str(), finding.source.as_ref().and_then(|place| place.line)))
            .collect();
        assert_eq!(lines, [(told, Some(11))], "{audit}");
    }
}

#[test]
fn the_fields_under_each_status_are_compared_by_themselves() {
    let table = |rows: &str| format!("| Name | Type | Description |\n| --- | --- | --- |\n{rows}");
    let page = format!(
        "# ListBooks\n\nGET /books\n\n## Response 200\n\n{}\n## Response 202\n\n{}",
        table("| Total | long | How many. |\n"),
        table("| JobId | string | The job. |\n")
    );
    let draft = round_trip(&page).expect("a page");
    let messages = |page: &str| {
        let spec = file("ListBooks", &draft.spec);
        let audit = audit_page("page.md", page, &spec, None, AuditOptions::default()).expect("a page");
        audit.findings.iter().map(|finding| finding.message.clone()).collect::<Vec<_>>()
    };
    assert_eq!(messages(&page), [""; 0]);
    let gone = "the spec has a response with HTTP 202, the page does not";
    let found = messages(&page.replace("Response 202", "Response 200"));
    assert_eq!(found, [gone, "the page has the field `JobId` (string), the spec does not"]);
    let other = messages(&page.replace("Response 202", "Response 203"));
    assert!(other.contains(&gone.to_owned()) && other.len() > 1, "{other:?}");
}

#[test]
fn how_the_requests_of_a_page_of_one_operation_are_signed_is_read_and_compared() {
    let page = "# ListBooks\n\n`GET https://api.books.example/v1/books`\n\nRequests carry `Authorization: Bearer <token>`.\n\n## Parameters\n\n| Name | Type | Required |\n| --- | --- | --- |\n| to | string | No |\n";
    let draft = round_trip(page).expect("a page");
    assert!(draft.service.contains("auth: bearer"), "{}", draft.service);
    let findings = |page: &str| {
        let (spec, service) = (file("ListBooks", &draft.spec), file("service", &draft.service));
        let audit = audit_page("page.md", page, &spec, Some(&service), AuditOptions::default()).expect("a page");
        audit.findings.len()
    };
    assert_eq!(findings(page), 0);
    for (what, with) in [("Bearer <token>", "Basic <token>"), ("api.books", "eu.books"), ("v1/books", "v2/books")] {
        assert_eq!(findings(&page.replace(what, with)), 1, "{with}");
    }
    // Where the base URL ends in the address of a call, no page says.
    let (spec, service) = (
        draft.spec.replace("path: /v1/books", "path: /books"),
        draft.service.replace("books.example", "books.example/v1"),
    );
    let apart = audit_page(
        "page.md",
        page,
        &file("ListBooks", &spec),
        Some(&file("service", &service)),
        AuditOptions::default(),
    );
    let apart = apart.expect("a page");
    assert!(apart.is_accounted_for(), "{apart}");
    // What is said elsewhere need not be said by each page.
    assert_eq!(findings(&page.replace("Requests carry `Authorization: Bearer <token>`.", "")), 0);
}

#[test]
fn rows_of_errors_that_have_no_code_are_each_accounted_for() {
    let row = |what: &str| format!("| 400 | %s | The {what} %s is wrong. |\n");
    let page = format!(
        "# ListBooks\n\n## Request parameters\n\n| Name | Type | Required |\n| --- | --- | --- |\n| to | string | No |\n\n## Error codes\n\n| HTTP status code | Error code | Error message |\n| --- | --- | --- |\n{}{}",
        row("first"),
        row("second")
    );
    let draft = round_trip(&page).expect("a page");
    assert_eq!(draft.spec.matches("the page's row `%s`").count(), 2, "{}", draft.spec);
    let messages = |page: &str| {
        let spec = file("ListBooks", &draft.spec);
        let audit = audit_page("page.md", page, &spec, None, AuditOptions::default()).expect("a page");
        audit.findings.iter().map(|finding| finding.message.clone()).collect::<Vec<_>>()
    };
    let stale = "the gap at `errors` no longer applies: what it quotes does not stand on the page; take it away";
    assert_eq!(messages(&page.replace(&row("second"), "")), [stale]);
    let new = "the page has the error `%s` (400 The third %s is wrong.), the spec does not";
    assert_eq!(messages(&page.replace("second", "third")), [stale, new]);
}

#[test]
fn an_operation_without_parameters_and_fields_is_read_where_its_page_goes_on_behind_the_call() {
    let page = "# CloseShop\n\nCloses the shop.\n\n## Authorization information\n\n| Operation | Access level | Resource type | Condition key | Associated operation |\n| --- | --- | --- | --- | --- |\n| shop:CloseShop | delete | *All Resources * |  | none |\n\n## Request syntax\n\n```\nDELETE /shop HTTP/1.1\n```\n";
    let whole = format!("{page}\nFor a list of error codes, visit the Service error codes.\n");
    assert!(round_trip(&whole).is_some_and(|draft| draft.spec.contains("path: /shop")));
    for cut in [page.to_owned(), format!("{page}\n## Request parameters\n\nThey follow.\n")] {
        assert!(round_trip(&cut).is_none(), "{cut}");
    }
}

#[test]
fn a_page_of_what_all_operations_have_in_common_is_refused() {
    for title in ["# 公共参数", "# Common parameters", "公共错误码"] {
        let page = format!(
            "{title}\n\n## Request parameters\n\n| Name | Type | Required |\n| --- | --- | --- |\n| Format | String | No |\n\nhttps://x.example/?Action=ListBooks\n"
        );
        let error = transcribe(&page, &TranscribeOptions::default()).expect_err("no operation");
        assert!(error.to_string().contains("all operations have in common"), "{error}");
        let named = page.replacen(title, "# CommonList", 1);
        assert!(transcribe(&named, &TranscribeOptions::default()).is_ok(), "the name of an operation is none of these");
    }
}

#[test]
fn an_example_that_the_page_has_nowhere_is_found() {
    let page = "SellBook - Sells a book\n\nRequest parameters\n\nParameter | Type | Required | Description |\nName | string | No | The name, for example Emma. |\n";
    let draft = round_trip(page).expect("a page");
    let finds = |example: &str| {
        let spec = draft.spec.replacen("    in: query\n", &format!("    in: query\n    example: {example}\n"), 1);
        let audit =
            audit_page("page.txt", page, &file("SellBook", &spec), None, AuditOptions::default()).expect("a page");
        audit.findings.iter().any(|finding| finding.kind == FindingKind::Example)
    };
    assert!(finds("Anna"), "made up, although the table has no examples");
    assert!(!finds("Emma"), "the description has it");
}

#[test]
fn fields_that_only_a_sample_has_are_compared_both_ways() {
    let page = "SellBook - Sells a book\n\nResponse parameters\n\nParameter | Type | Description | Example |\nBook | object | The book. | |\nTitle | string | Its title. | Emma |\n\nSample success responses\n\n{\n\"Book\": {\"Title\": \"Emma\", \"Pages\": 80},\n\"RequestId\": \"77\"\n}\n";
    let draft = round_trip(page).expect("a page");
    let kinds = |page: &str, spec: &str| {
        let audit =
            audit_page("page.txt", page, &file("SellBook", spec), None, AuditOptions::default()).expect("a page");
        audit.findings.iter().map(|finding| finding.kind).collect::<Vec<_>>()
    };
    assert_eq!(kinds(page, &draft.spec), []);
    let renamed = page.replace("\"Pages\"", "\"Leaves\"");
    let found = kinds(&renamed, &draft.spec);
    assert!(found.contains(&FindingKind::OnlyInSpec) && found.contains(&FindingKind::OnlyInSource), "{found:?}");
    let less = draft.spec.replacen("    RequestId:\n      type: string\n      known_from: example\n", "", 1);
    let less = less.replacen("    RequestId: '77'\n", "", 1);
    assert!(!less.contains("RequestId"), "{less}");
    assert!(kinds(page, &less).contains(&FindingKind::OnlyInSource), "only the sample has it");
    let told = |name: &str| {
        let what = format!("a sample has `{name}`, which is not declared; left out");
        kinds(page, &less.replacen("gaps:\n", &format!("gaps:\n- at: response.fields\n  what: {what}\n"), 1))
    };
    assert!(!told("RequestId").contains(&FindingKind::OnlyInSource), "a gap as an import writes it");
    assert!(told("Id").contains(&FindingKind::OnlyInSource), "it tells of another field");
}
