//! What is thrown at the generator by accident or on purpose ends in a diagnostic at the right place: never in a panic, a
//! hang or half a file.

use apiscribe_model::check::{Scope, lint};
use apiscribe_model::diagnostic::{Id, Report};
use apiscribe_model::files::SourceFile;
use apiscribe_tests::volume;
use apiscribe_tree::read_specs;

const SERVICE: &[u8] = b"service: Shop\nversion: \"2020-01-01\"\nstyle: rpc\n";

/// What is said of an operation with these bytes.
fn said(bytes: impl Into<Vec<u8>>) -> Report {
    let file = |name: &str, bytes: Vec<u8>| {
        let path = format!("spec/shop/2020-01-01/{name}.yaml");
        SourceFile { name: path.clone(), path, bytes }
    };
    let files = [file("service", SERVICE.to_vec()), file("SellBook", bytes.into())];
    lint(&files, &Scope::default())
}

/// The ids of what is said, with line and column, of which there are none for a file as a whole.
fn ids(report: &Report) -> Vec<(String, usize, usize)> {
    let place = |diagnostic| report.location(diagnostic).map_or((0, 0), |(start, _)| (start.line, start.column));
    report
        .diagnostics()
        .iter()
        .map(|diagnostic| (diagnostic.id().to_string(), place(diagnostic).0, place(diagnostic).1))
        .collect()
}

fn first(report: &Report) -> (String, usize, usize) {
    ids(report).into_iter().next().unwrap_or_else(|| panic!("nothing was said"))
}

const OPERATION: &str = "operation: SellBook\nsummary: Sells a book.\n";

#[test]
fn a_sound_operation_is_sound() {
    assert!(said(OPERATION).is_empty());
}

#[test]
fn billion_laughs_are_not_told() {
    let mut bomb = format!("{OPERATION}doc: &a0 lol\n");
    for level in 1..30 {
        let before = level - 1;
        bomb.push_str(&format!("k{level}: &a{level} [{}]\n", vec![format!("*a{before}"); 9].join(", ")));
    }
    assert_eq!(first(&said(bomb)), ("E0106".to_owned(), 3, 6));
}

#[test]
fn nesting_without_end_is_refused_where_it_gets_too_deep() {
    let mut block = OPERATION.to_owned() + "parameters:\n";
    for depth in 1..1000 {
        block.push_str(&format!("{}a:\n", " ".repeat(depth)));
    }
    assert_eq!(first(&said(block)), ("E0109".to_owned(), 68, 66));
    assert_eq!(first(&said("- ".repeat(5000))).0, "E0109");
    assert_eq!(first(&said("? ".repeat(5000))).0, "E0110");
    // Of brackets the parser of YAML has enough before they can be counted.
    let flow = format!("{OPERATION}doc: {}{}\n", "[".repeat(5000), "]".repeat(5000));
    assert_eq!(first(&said(flow)).0, "E0104");
    assert_eq!(first(&said("[".repeat(5000))).0, "E0104");
}

#[test]
fn a_file_that_is_too_large_is_not_read() {
    let mut large = OPERATION.as_bytes().to_vec();
    large.resize(100 * 1024 * 1024, b'#');
    let report = said(large);
    assert_eq!(first(&report), ("E0103".to_owned(), 0, 0));
    assert!(report.plain().contains("104857600 bytes"), "{report}");
}

#[test]
fn a_large_file_is_sound() {
    let row = "  - { code: A, status: 400, message: m }\n";
    let mut rows = format!("{OPERATION}errors:\n");
    while rows.len() + row.len() < volume(256, 4 * 1024) * 1024 {
        rows.push_str(&row.replace("code: A", &format!("code: A{}", rows.len())));
    }
    assert!(said(rows).is_empty());
}

#[test]
fn bytes_that_are_no_text_are_placed() {
    let mut bytes = OPERATION.as_bytes().to_vec();
    bytes.extend(b"doc: \xff\xfe\n");
    let report = said(bytes);
    assert_eq!(first(&report).0, "E0102");
    assert!(report.plain().contains("(line 3)"), "{report}");
}

#[test]
fn control_characters_and_tabs_are_faults_of_syntax_or_of_shape() {
    for text in [
        "doc: a\0b\n",
        "\tdoc: a\n",
        "doc:\n\t- a\n",
        "doc: \"\\ud800\"\n",
        "doc: \"\\q\"\n",
        "doc: 'a\n",
        "doc: [a\n",
        "%doc: a\n",
    ] {
        let report = said(format!("{OPERATION}{text}"));
        // A reader may take a NUL for text; what it may not do is to lose it or to fall over it.
        assert!(text.contains('\0') || report.has_errors(), "{text:?}");
    }
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_change_nothing() {
    assert!(said(format!("\u{feff}{OPERATION}")).is_empty());
    let windows = format!("{OPERATION}parmeters: {{}}\n").replace('\n', "\r\n");
    assert_eq!(ids(&said(windows)), [("E0201".to_owned(), 3, 1)]);
}

#[test]
fn columns_count_characters_also_behind_chinese_and_emoji() {
    let text = format!("{OPERATION}parameters:\n  书名😀: {{ in: query, tpye: string }}\n");
    assert_eq!(ids(&said(text)), [("E0201".to_owned(), 4, 21)]);
    let text = format!("{OPERATION}# 注释：这是注释\ndoc: \"中文\"   \nparmeters: {{}}\n");
    assert_eq!(ids(&said(text)), [("E0201".to_owned(), 5, 1)]);
}

#[test]
fn a_byte_order_mark_that_nobody_sees_is_refused() {
    let hidden = said(format!("{OPERATION}doc: Milk\u{feff}\n\u{feff}rust: Churn\n"));
    assert_eq!(ids(&hidden), [("E0104".to_owned(), 3, 6), ("E0104".to_owned(), 4, 1)]);
    // Between quotes it may be meant.
    assert_eq!(ids(&said(format!("{OPERATION}doc: \"Milk\u{feff}\"\n"))), [("W0608".to_owned(), 3, 6)]);
}

#[test]
fn everything_that_is_wrong_is_said_but_only_so_much_is_shown() {
    let keys: Vec<String> = (0..200).map(|number| format!("wrong{number}: 1")).collect();
    let report = said(format!("{OPERATION}{}", keys.join("\n")));
    assert_eq!(report.diagnostics().len(), 200);
    let shown = report.plain();
    assert_eq!(shown.matches("error[E0201]").count(), 50);
    assert!(shown.contains("150 more are not shown") && shown.contains("200 errors in the spec"), "{shown}");
}

#[test]
fn an_expression_that_would_explode_is_refused() {
    for pattern in ["((a{100}){100}){100}", "(a{1000}){1000}", "a{4294967295}"] {
        let text = format!(
            "{OPERATION}parameters:\n  A:\n    in: query\n    type: string\n    rules:\n      pattern: \"{pattern}\"\n"
        );
        assert_eq!(ids(&said(text)), [("E0504".to_owned(), 8, 16)], "{pattern}");
    }
}

#[cfg(unix)]
#[test]
fn links_in_a_circle_and_links_to_nowhere_are_named() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    std::os::unix::fs::symlink(folder.path(), folder.path().join("again")).expect("a link");
    let error = read_specs(folder.path()).expect_err("a circle");
    let said = error.to_string();
    assert!(said.contains("again") && said.contains("leads back"), "{said}");
    assert_eq!(Some(error.id()), Id::from_text("E0101"));

    let folder = tempfile::tempdir().expect("a temporary folder");
    std::os::unix::fs::symlink("nowhere", folder.path().join("Lost.yaml")).expect("a link");
    let error = read_specs(folder.path()).expect_err("a dangling link");
    assert!(error.to_string().contains("Lost.yaml"), "{error}");
}

/// A file with a fault of shape in each of its parameters.
fn with_wrong_shapes(count: usize) -> String {
    let rows: Vec<String> = (0..count).map(|number| format!("  Title{number}: [a]\n")).collect();
    format!("{OPERATION}parameters:\n{}", rows.concat())
}

#[test]
fn nothing_is_called_missing_because_of_another_fault() {
    for count in [1, 100, 1000] {
        let report = said(with_wrong_shapes(count));
        assert_eq!(report.diagnostics().len(), count, "{report}");
        assert!(ids(&report).iter().all(|(id, _, _)| id == "E0202"), "{report}");
    }
    for text in
        ["operation: [SellBook]\nsummary: Sells a book.\n", "operation: SellBook\nsummary: { a: b }\n", "- a\n", "a\n"]
    {
        assert_eq!(ids(&said(text)).len(), 1, "{text}");
        assert_eq!(first(&said(text)).0, "E0202", "{text}");
    }
    let parameters = format!("{OPERATION}parameters:\n  Title: {{ in: [query], type: [string] }}\n");
    assert_eq!(ids(&said(parameters)), [("E0202".to_owned(), 4, 16), ("E0202".to_owned(), 4, 31)]);
}

#[test]
fn two_escapes_of_one_character_are_that_character() {
    let text = "doc: \"a \\ud83d\\ude00\"\nparameters:\n  \"\\uD83D\\uDE00Title\":\n    { in: query, type: string, rust: title }\n";
    let report = said(format!("{OPERATION}{text}"));
    assert!(report.is_empty(), "{report}");
    for half in ["\\ud83d", "\\ude00\\ud83d", "\\ud83d \\ude00"] {
        let report = said(format!("{OPERATION}doc: \"{half}\"\n"));
        assert_eq!(ids(&report).len(), 1, "{report}");
        assert_eq!((first(&report).0.as_str(), first(&report).1), ("E0104", 3), "{report}");
    }
    // Elsewhere these are letters.
    assert!(said(format!("{OPERATION}doc: '\\ud83d\\ude00'\n")).is_empty());
}
