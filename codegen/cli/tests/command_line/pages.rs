//! `apiscribe audit` and `apiscribe transcribe`, as a user runs them.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::program::apiscribe;

const PAGE: &str = "\
Sells a book.
请求参数
名称 | 类型 | 必填 | 描述 | 示例值 |
---|---|---|---|---|
Title | string | 是 | 书名。长度为 1~80 个字符。 | Emma |
Cover | string | 否 | 封面。取值:
- hard:硬。
- soft:软。
| hard |
错误码
HTTP status code | 错误码 | 错误信息 | 描述 |
---|---|---|---|
404 | NoSuchBook | There is no such book. | 没有 |
";

struct Run {
    code: Option<i32>,
    out: String,
    err: String,
}

struct Folder(TempDir);

impl Folder {
    fn new() -> Self {
        let folder = Self(tempfile::tempdir().expect("a temporary folder"));
        folder.write("page.txt", PAGE.as_bytes());
        folder
    }

    fn write(&self, path: &str, bytes: &[u8]) {
        fs::write(self.0.path().join(path), bytes).expect("written");
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.0.path().join(path)).expect("read")
    }

    fn has(&self, path: &str) -> bool {
        Path::exists(&self.0.path().join(path))
    }

    fn run(&self, arguments: &[&str]) -> Run {
        let output = apiscribe(self.0.path(), arguments).output().expect("the command line runs");
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("text");
        Run { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
    }

    /// With a draft of the page in `spec/SellBook.yaml`.
    fn transcribed() -> Self {
        let folder = Self::new();
        let run = folder.run(&["transcribe", "page.txt", "--out", "spec/SellBook.yaml"]);
        let told = "page.txt: SellBook read as tables with bars; 3 rows on the page: 3 read, 0 not read\n";
        assert_eq!((run.code, run.err.as_str()), (Some(0), told));
        folder
    }
}

#[test]
fn a_page_is_transcribed_linted_and_audited() {
    let folder = Folder::transcribed();
    assert!(
        folder.read("spec/SellBook.yaml").contains("operation: SellBook\n"),
        "the file names what the page does not"
    );
    assert!(folder.read("spec/service.yaml").contains("style: rpc"));
    let lint = folder.run(&["lint", "spec"]);
    assert_eq!(lint.code, Some(0), "{}", lint.err);
    assert!(lint.err.contains("W0604"), "{}", lint.err);
    let audit = folder.run(&["audit", "--page", "page.txt", "spec/SellBook.yaml"]);
    assert_eq!(
        (audit.code, audit.out.as_str()),
        (
            Some(0),
            "read as tables with bars\n3 rows on the page: 3 read, 0 not read\n14 facts in the source: 14 transcribed, 0 excused, 0 missing\n"
        )
    );
}

#[test]
fn a_difference_is_shown_at_both_places_to_people_and_to_programs() {
    let folder = Folder::transcribed();
    folder.write("page.txt", PAGE.replace("1~80", "1~90").as_bytes());
    let audit = folder.run(&["audit", "--page", "page.txt", "spec/SellBook.yaml"]);
    let expected = "\
rule: `rules.length.max` of `Title`: the page has `90`, the spec `80`
  --> page.txt:5
  --> spec/SellBook.yaml:14:9 parameters.Title.rules.length.max

read as tables with bars
1 finding
3 rows on the page: 3 read, 0 not read
14 facts in the source: 13 transcribed, 0 excused, 1 missing
";
    assert_eq!((audit.code, audit.out.as_str()), (Some(1), expected));
    let json = folder.run(&["audit", "--page", "page.txt", "--format", "json", "spec/SellBook.yaml"]);
    assert_eq!(json.code, Some(1));
    let value: serde_json::Value = serde_json::from_str(&json.out).expect("JSON");
    let finding = &value["findings"][0];
    assert_eq!((finding["kind"].as_str(), finding["source"]["line"].as_u64()), (Some("rule"), Some(5)));
    let spec = &finding["spec"];
    assert_eq!((spec["path"].as_str(), spec["line"].as_u64()), (Some("parameters.Title.rules.length.max"), Some(14)));
    assert_eq!(value["coverage"]["missing"].as_u64(), Some(1));
    assert_eq!(value["coverage"]["rows"], serde_json::json!({ "seen": 3, "read": 3, "unread": 0, "aside": 0 }));
    assert_eq!(value["form"], "tables with bars");
}

#[test]
fn a_row_that_cannot_be_read_is_named_and_fails_every_verb() {
    let folder = Folder::new();
    folder.write("page.txt", PAGE.replace("Title | string | 是", "Title | how it is called | 是").as_bytes());
    let run = folder.run(&["transcribe", "page.txt", "--out", "spec/SellBook.yaml"]);
    assert_eq!(run.code, Some(1), "{}", run.err);
    assert!(run.err.contains("3 rows on the page: 2 read, 1 not read\n  line 5: "), "{}", run.err);
    let draft = folder.read("spec/SellBook.yaml");
    assert!(draft.contains("Cover:") && !draft.contains("cannot be read"), "no gap hides a row: {draft}");
    let audit = folder.run(&["audit", "--page", "page.txt", "spec/SellBook.yaml"]);
    assert_eq!(audit.code, Some(1), "{}", audit.out);
    assert!(audit.out.contains("--> page.txt:5\n") && audit.out.contains("1 not read"), "{}", audit.out);
}

const SHOP: &str = "\
# Shop API

## ListBooks

`GET /v1/books`

| Parameter | In | Type | Required | Description |
|---|---|---|---|---|
| limit | query | integer | no | The most books. |

404 `no_shop` \"There is no such shop.\"

## SellBook

`POST /v1/books/{isbn}/sales`, JSON body: `price` (number).

The `receipt` (string) is sent by post.
";

#[test]
fn a_page_of_several_operations_gives_a_draft_of_each() {
    let folder = Folder::new();
    folder.write("shop.md", SHOP.as_bytes());
    let run = folder.run(&["transcribe", "shop.md"]);
    assert_eq!((run.code, run.out.as_str()), (Some(2), ""));
    assert!(run.err.contains("(ListBooks, SellBook)") && run.err.contains("`--out`"), "{}", run.err);
    let run = folder.run(&["transcribe", "shop.md", "--out", "shop"]);
    assert_eq!(run.code, Some(1), "what no sentence lists is not read: {}", run.err);
    assert!(
        run.err.contains("  line 17: cannot be read: a value outside of all tables: `receipt` (string)"),
        "{}",
        run.err
    );
    let (list, sell) = (folder.read("shop/ListBooks.yaml"), folder.read("shop/SellBook.yaml"));
    assert!(
        list.contains("path: /v1/books\n") && list.contains("  limit:\n") && list.contains("code: no_shop"),
        "{list}"
    );
    assert!(sell.contains("path: /v1/books/{isbn}/sales\n") && sell.contains("  isbn:\n    in: path\n"), "{sell}");
    assert!(sell.contains("  price:\n    in: body_field\n    type: double\n"), "{sell}");
    assert!(!sell.contains("  limit:") && !sell.contains("no_shop"), "{sell}");
    let one = folder.run(&["transcribe", "shop.md", "--operation", "ListBooks"]);
    assert_eq!((one.code, one.out == list), (Some(0), true), "{}", one.err);
    assert_eq!(folder.run(&["transcribe", "shop.md", "--operation", "BuyBook"]).code, Some(1));
    assert_eq!(folder.run(&["audit", "--page", "shop.md", "shop/ListBooks.yaml"]).code, Some(0));
    folder.write("shop/ListBooks.yaml", list.replace("operation: ListBooks", "operation: BuyBook").as_bytes());
    let other = folder.run(&["audit", "--page", "shop.md", "shop/ListBooks.yaml"]);
    assert_eq!(other.code, Some(3), "{}", other.err);
    assert!(other.err.contains("describes ListBooks, SellBook"), "{}", other.err);
}

#[test]
fn a_folder_without_pages_is_not_said_to_agree() {
    let folder = Folder::transcribed();
    fs::create_dir_all(folder.0.path().join("pages")).expect("a folder");
    folder.write("pages/page.pdf", b"not a saved text");
    let run = folder.run(&["audit", "--page", "pages", "--spec", "spec"]);
    let error = "error: there are no saved pages in `pages`\n";
    assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (Some(1), "", error));
}

#[test]
fn a_folder_of_pages_is_audited_against_a_folder_of_specs_in_one_run() {
    let folder = Folder::transcribed();
    let page = |name: &str| format!("{name} - a book\n{PAGE}");
    fs::create_dir_all(folder.0.path().join("pages/SellBook_files")).expect("a folder");
    folder.write("pages/SellBook.txt", page("SellBook").as_bytes());
    folder.write("pages/SellBook_files/frame.html", b"<html>an advertisement</html>");
    let draft = folder.run(&["transcribe", "pages/SellBook.txt", "--overwrite", "--out", "spec"]);
    assert_eq!(draft.code, Some(0), "{}", draft.err);
    let run = |more: &[&str]| folder.run(&[&["audit", "--page", "pages", "spec"], more].concat());
    let agrees = run(&[]);
    let line = "pages/SellBook.txt: SellBook, spec/SellBook.yaml: agrees\n";
    assert_eq!((agrees.code, agrees.out.starts_with(line)), (Some(0), true), "{}{}", agrees.out, agrees.err);
    folder.write("pages/none.md", b"nothing of the kind");
    let unreadable = run(&[]);
    assert_eq!(unreadable.code, Some(3), "{}", unreadable.out);
    folder.write("pages/BuyBook.txt", page("BuyBook").as_bytes());
    let missing = run(&[]);
    assert_eq!(missing.code, Some(1), "{}", missing.out);
    assert!(missing.out.contains("no spec has the operation `BuyBook`"), "{}", missing.out);
    assert!(
        missing.out.contains("of 3 operations on pages 1 agrees with its spec, 0 differ, 2 are not compared"),
        "{}",
        missing.out
    );
    folder.write("pages/SellBook.txt", page("SellBook").replace("1~80", "1~90").as_bytes());
    let json = run(&["--format", "json"]);
    assert_eq!(json.code, Some(1));
    let value: serde_json::Value = serde_json::from_str(&json.out).expect("JSON");
    let audits = value["audits"].as_array().expect("audits");
    let of = |operation: &str| audits.iter().find(|audit| audit["operation"] == operation).expect("an audit");
    assert_eq!(of("SellBook")["findings"][0]["kind"], "rule");
    assert_eq!(of("SellBook")["spec"], "spec/SellBook.yaml");
    assert!(of("BuyBook")["error"].as_str().is_some_and(|error| error.contains("no spec")));
}

#[test]
fn the_tables_that_an_agreeing_page_of_a_folder_has_besides_are_told() {
    let folder = Folder::new();
    fs::create_dir_all(folder.0.path().join("pages")).expect("a folder");
    let aside = "\n## Colours\n\n|Colour|Meaning|\n|:-|:-|\n|red|new|\n|blue|used|\n";
    folder.write("pages/SellBook.txt", format!("SellBook - a book\n{PAGE}{aside}").as_bytes());
    let draft = folder.run(&["transcribe", "pages/SellBook.txt", "--out", "spec"]);
    assert_eq!(draft.code, Some(0), "{}", draft.err);
    let told = "2 rows passed over: |Colour|Meaning|\n";
    assert!(draft.err.contains("5 rows on the page: 3 read, 0 not read, 2 passed over\n"), "{}", draft.err);
    assert!(draft.err.contains(told), "{}", draft.err);
    let audit = folder.run(&["audit", "--page", "pages", "spec"]);
    assert_eq!(audit.code, Some(0), "{}{}", audit.out, audit.err);
    assert!(audit.out.contains(told) && audit.out.contains("of 1 operation on pages 1 agrees"), "{}", audit.out);
}

#[test]
fn pages_in_other_encodings_are_read() {
    let folder = Folder::transcribed();
    let wide: Vec<u8> = PAGE.encode_utf16().flat_map(u16::to_le_bytes).collect();
    folder.write("wide.txt", &[vec![0xFF, 0xFE], wide].concat());
    let run = folder.run(&["audit", "--page", "wide.txt", "--spec", "spec/SellBook.yaml"]);
    let told = "note: wide.txt: read as UTF-16LE; where its words look wrong, save it as UTF-8\n";
    assert_eq!((run.code, run.err.as_str()), (Some(0), told), "{}", run.out);
    folder.write("page.txt", PAGE.as_bytes());
    let run = folder.run(&["audit", "--page", "page.txt", "--spec", "spec/SellBook.yaml"]);
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""), "{}", run.out);
}

#[test]
fn a_spec_of_a_folder_is_found_by_the_operation_that_it_names() {
    let folder = Folder::new();
    fs::create_dir_all(folder.0.path().join("pages")).expect("a folder");
    fs::create_dir_all(folder.0.path().join("drafts")).expect("a folder");
    folder.write("pages/SellBook.txt", format!("SellBook - a book\n{PAGE}").as_bytes());
    let draft = folder.run(&["transcribe", "pages/SellBook.txt"]);
    assert_eq!(draft.code, Some(0), "{}", draft.err);
    folder.write("drafts/the_page_of_monday.yaml", draft.out.as_bytes());
    let audit = folder.run(&["audit", "--page", "pages", "--spec", "drafts"]);
    let line = "pages/SellBook.txt: SellBook, drafts/the_page_of_monday.yaml: agrees\n";
    assert_eq!((audit.code, audit.out.starts_with(line)), (Some(0), true), "{}{}", audit.out, audit.err);
}

#[test]
fn what_is_no_page_ends_with_three_and_is_told_apart_from_other_faults() {
    let folder = Folder::transcribed();
    folder.write("page.txt", b"nothing of the kind");
    folder.write("latin.txt", b"caf\xE9");
    for page in ["page.txt", "latin.txt"] {
        for arguments in [&["audit", "--page", page, "spec/SellBook.yaml"][..], &["transcribe", page]] {
            let run = folder.run(arguments);
            assert_eq!(run.code, Some(3), "{}", run.err);
            assert!(run.err.contains("not a page that can be read") && run.out.is_empty(), "{}", run.err);
        }
    }
    assert_eq!(folder.run(&["transcribe", "none.txt"]).code, Some(2));
    assert_eq!(folder.run(&["audit", "spec/SellBook.yaml"]).code, Some(2));
    folder.write("page.txt", PAGE.as_bytes());
    folder.write("spec/SellBook.yaml", b"operation: [SellBook\n");
    let run = folder.run(&["audit", "--page", "page.txt", "spec/SellBook.yaml"]);
    assert_eq!(run.code, Some(1), "{}", run.err);
    assert!(run.err.contains("E0104"), "{}", run.err);
}

#[test]
fn a_draft_overwrites_nothing_and_has_the_name_of_its_operation() {
    let folder = Folder::transcribed();
    folder.write("spec/SellBook.yaml", b"operation: SellBook\nsummary: Sells a book.\n");
    let again = folder.run(&["transcribe", "page.txt", "--out", "spec/SellBook.yaml"]);
    assert_eq!(again.code, Some(1));
    assert!(again.err.contains("is there already"), "{}", again.err);
    assert!(folder.read("spec/SellBook.yaml").ends_with("Sells a book.\n"), "what was there stays");
    assert_eq!(folder.run(&["transcribe", "page.txt", "--overwrite", "--out", "spec/SellBook.yaml"]).code, Some(0));
    folder.write("named.txt", format!("SellBook - sells\n{PAGE}").as_bytes());
    let other = folder.run(&["transcribe", "named.txt", "--out", "spec/BuyBook.yaml"]);
    assert_eq!(other.code, Some(1));
    assert!(other.err.contains("spec/SellBook.yaml") && !folder.has("spec/BuyBook.yaml"), "{}", other.err);
    let below =
        folder.run(&["transcribe", "named.txt", "--out", "shop", "--service", "Shop", "--api-version", "2031-04-01"]);
    assert_eq!(below.code, Some(0), "{}", below.err);
    assert!(folder.has("shop/SellBook.yaml"));
    assert!(
        folder.read("shop/service.yaml").contains("service: Shop\nversion: 2031-04-01"),
        "{}",
        folder.read("shop/service.yaml")
    );
}

#[test]
fn a_row_that_stands_twice_and_is_not_in_the_spec_is_missing_once() {
    let folder = Folder::transcribed();
    let row = "Foo | string | 否 | 什么。 | x |\n";
    let audit = |page: String| {
        folder.write("page.txt", page.as_bytes());
        folder.run(&["audit", "spec/SellBook.yaml", "--page", "page.txt"])
    };
    let once = audit(PAGE.replace("错误码\nHTTP", &format!("{row}错误码\nHTTP")));
    let twice = audit(PAGE.replace("错误码\nHTTP", &format!("{row}{row}错误码\nHTTP")));
    for run in [once, twice] {
        assert_eq!(run.code, Some(1), "{}", run.out);
        assert_eq!(run.out.matches("`Foo`").count(), 1, "{}", run.out);
        assert!(run.out.contains(" 1 missing"), "{}", run.out);
    }
}
