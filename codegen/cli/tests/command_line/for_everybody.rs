//! What all verbs have in common: how they are called, how they end, and what programs read; and the verbs that help to
//! begin.

use super::printed_schema::PrintedSchema;
use super::project::{OPERATION, Project, SERVICE};

/// Returns the verbs that the help of the program lists.
fn verbs(help: &str) -> impl Iterator<Item = &str> {
    let (_, list) = help.split_once("Commands:\n").expect("the verbs");
    let lines = list.lines().take_while(|line| line.starts_with("  "));
    lines.filter_map(|line| line.split_whitespace().next()).filter(|verb| *verb != "help")
}

#[test]
fn every_help_ends_with_the_exit_statuses() {
    let project = Project::new();
    let help = project.run(&["--help"]).out();
    let (_, table) = help.split_once("Exit status:").expect("the table");
    assert_eq!(table.trim().lines().count(), 6, "{table}");
    assert!(verbs(&help).count() > 9, "{help}");
    for verb in verbs(&help) {
        for flag in ["--help", "-h"] {
            let run = project.run(&[verb, flag]);
            assert!(run.status() == 0 && run.out().ends_with(table), "{verb} {flag}: {}", run.out());
        }
    }
}

#[test]
fn the_exit_statuses_of_the_readme_are_those_of_the_help() {
    let readme = concat!(env!("CARGO_MANIFEST_DIR"), "/../../README.md");
    let readme = std::fs::read_to_string(readme).expect("the README");
    let (_, table) = readme.split_once("| status | meaning |\n|---|---|\n").expect("the table");
    let rows = table.lines().take_while(|line| line.starts_with('|'));
    let told: Vec<String> = rows.map(|row| row.trim_matches(['|', ' ']).replacen(" | ", "  ", 1)).collect();
    let help = Project::new().run(&["--help"]).out();
    let (_, table) = help.split_once("Exit status:").expect("the table");
    assert_eq!(told, table.trim().lines().map(str::trim).collect::<Vec<_>>());
}

#[test]
fn a_new_spec_lints_clean_generates_and_is_never_written_over() {
    let project = Project::new();
    let made = project.run(&["init", "--spec", "mine", "--service", "Library-1", "--api-version", "v2"]);
    assert_eq!(made.status(), 0, "{}", made.err());
    for file in ["library-1/v2/service.yaml", "library-1/v2/GetBook.yaml", "spec.schema.json"] {
        assert!(project.path("mine").join(file).is_file() && made.out().contains(file), "{}", made.out());
    }
    let lint = project.run(&["lint", "--spec", "mine"]);
    assert_eq!((lint.status(), lint.err()), (0, String::new()));
    assert_eq!(project.run(&["generate", "--spec", "mine"]).status(), 0);

    project.write("mine/library-1/v2/GetBook.yaml", "mine\n");
    let tree = project.tree("mine");
    let again = project.run(&["init", "--spec", "mine", "--service", "Library-1", "--api-version", "v2"]);
    assert!(again.status() == 1 && again.err().contains("overwrites nothing"), "{}", again.err());
    // Nor is half of a spec written where only some of the files are there.
    let other = project.run(&["init", "--spec", "mine", "--service", "Other"]);
    assert_eq!(other.status(), 1);
    assert_eq!(project.tree("mine"), tree);
    for code in ["../x", "a/b", "", "-a", "a b", "a: b"] {
        assert_eq!(project.run(&["init", "--spec", "y", "--service", code]).status(), 2, "{code}");
    }
    assert!(!project.path("y").exists());
}

#[test]
fn a_new_spec_for_an_api_over_http_has_its_own_names_lints_clean_and_generates() {
    let project = Project::new();
    let arguments = ["init", "--protocol", "http", "--spec", "mine", "--service", "Library", "--api-version", "v2"];
    let made = project.run(&arguments);
    assert_eq!(made.status(), 0, "{}", made.err());
    let service = std::fs::read_to_string(project.path("mine/library/v2/service.yaml")).expect("the service");
    assert!(service.contains("\nprotocol: http\n") && service.contains("\nservice: Library\n"), "{service}");
    let lint = project.run(&["lint", "--spec", "mine"]);
    assert_eq!((lint.status(), lint.err()), (0, String::new()));
    assert_eq!(project.run(&["generate", "--spec", "mine"]).status(), 0);
    let unknown = project.run(&["init", "--protocol", "grpc", "--spec", "other"]);
    assert!(unknown.status() == 2 && unknown.err().contains("acs_rpc, http"), "{}", unknown.err());
}

#[test]
fn shells_and_manuals_get_what_they_need() {
    let project = Project::new();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let run = project.run(&["completions", shell]);
        assert!(run.status() == 0 && run.out().contains("completions"), "{shell}: {}", run.out());
        assert!(run.out().contains("api-version"), "{shell} completes the flags of verbs");
    }
    assert_eq!(project.run(&["completions", "cmd"]).status(), 2);
    let fish = project.run(&["completions", "fish"]).out();
    let lines = |verb: &str, words: &str| {
        let condition = format!("complete -c apiscribe -n \"__fish_apiscribe_using_subcommand {verb}\" -f -a");
        fish.lines().filter(|line| line.starts_with(&condition) && line.contains(words)).count()
    };
    assert_eq!(
        (lines("completions", "bash elvish fish"), lines("man", "init lint"), lines("explain", "\"\"")),
        (1, 1, 1)
    );
    assert_eq!((lines("transcribe", ""), lines("import", "")), (0, 0), "paths are completed as such");
    assert!(project.run(&["man"]).out().contains(".SH SUBCOMMANDS"));
    let lint = project.run(&["man", "lint"]).out();
    assert!(lint.contains(concat!("\"apiscribe ", env!("CARGO_PKG_VERSION"), "\"")), "{lint}");
    assert!(lint.contains(".TH apiscribe-lint") && lint.contains(".SH \"EXIT STATUS\"\n.TP\n"), "{lint}");
    assert!(lint.contains("\n\\fB2\\fR\nwrong usage: ") && !lint.contains("EXTRA"), "{lint}");
    let unknown = project.run(&["man", "lnit"]);
    assert!(unknown.status() == 2 && unknown.err().contains("`lnit`"), "{}", unknown.err());
}

#[test]
fn colour_is_shown_where_it_is_asked_for_alone() {
    let project = Project::with(&OPERATION.replace("in: query", "in: qeury"));
    for (color, is_shown) in [("always", true), ("never", false), ("auto", false)] {
        for arguments in [["lint", "--color", color], ["--color", color, "lint"]] {
            assert_eq!(project.run(&arguments).err().contains('\u{1b}'), is_shown, "{arguments:?}");
        }
    }
    assert_eq!(project.run(&["lint", "--color", "blue"]).status(), 2);
    // Also in a help, and in what is wrong with the arguments.
    for (color, is_shown) in [("always", true), ("never", false), ("auto", false)] {
        assert_eq!(project.run(&["lint", "--help", "--color", color]).out().contains('\u{1b}'), is_shown, "{color}");
        let wrong = project.run(&[&format!("--color={color}"), "lint", "--bogus"]).err();
        assert_eq!(wrong.contains('\u{1b}'), is_shown, "{wrong}");
    }
}

#[test]
fn specs_are_named_in_one_way_and_the_others_are_understood() {
    let project = Project::new();
    let lint = project.run(&["lint", "spec"]);
    assert!(lint.status() == 0 && lint.err().contains("write `--spec PATH`"), "{}", lint.err());
    let file = "spec/shop/2020-01-01/SellBook.yaml";
    assert_eq!(project.output(&["lint", "--spec", file, "spec"]), (0, String::new(), String::new()));

    project.commit();
    project.write(file, &OPERATION.replace("max: 80", "max: 90"));
    let (status, out, err) = project.output(&["diff", "--git", "HEAD", "--spec", "spec"]);
    assert_eq!((status, err.as_str()), (0, ""));
    assert_eq!(project.output(&["diff", "--git", "HEAD"]).1, out);
    let (_, positional, err) = project.output(&["diff", "--git", "HEAD", "spec"]);
    assert!(positional == out && err.contains("write `--spec PATH`"), "{err}");
    assert_eq!(project.run(&["diff", "spec", "--spec", "spec"]).status(), 0);
    assert_eq!(project.run(&["diff", "spec", "spec", "--spec", "spec"]).status(), 2);
    assert_eq!(project.run(&["diff", "--git", "HEAD", "spec", "--spec", "spec"]).status(), 2);

    project.write("page.txt", PAGE);
    let named = project.output(&["audit", "--page", "page.txt", "--spec", file]);
    let positional = project.output(&["audit", "--page", "page.txt", file]);
    assert_eq!((named.0, &named.1), (positional.0, &positional.1));
    assert!(named.2.is_empty() && positional.2.contains("write `--spec PATH`"), "{}", positional.2);
}

/// Every verb takes its folders below `--root`.
#[test]
fn a_base_folder_can_be_named_for_every_verb() {
    let project = Project::new();
    let root = ["--root", "home"];
    let run = |arguments: &[&str]| {
        let run = project.run(&[arguments, &root].concat());
        (run.status(), run.err())
    };
    assert_eq!(run(&["init"]).0, 0);
    assert_eq!(run(&["lint"]), (0, String::new()));
    assert_eq!(run(&["generate", "--out", "types/src", "--manifest"]).0, 0);
    assert!(project.path("home/types/src/lib.rs").is_file());
    project.write("page.txt", PAGE);
    assert_eq!(run(&["transcribe", "page.txt", "--operation", "SellBook", "--out", "drafts"]).0, 0);
    assert!(project.path("home/drafts/SellBook.yaml").is_file());
    assert_eq!(run(&["audit", "--page", "page.txt", "--spec", "drafts/SellBook.yaml"]).0, 0);
    project.commit();
    assert_eq!(run(&["diff", "--git", "HEAD", "--spec", "spec"]), (0, String::new()));
}

const PAGE: &str = "\
Sells a book.
请求参数
名称 | 类型 | 必填 | 描述 | 示例值 |
---|---|---|---|---|
Title | string | 是 | 书名。长度为 1~90 个字符。 | Emma |
";

/// Metadata of the same operation.
const METADATA: &str = r#"{
  "version": "1.0",
  "info": { "style": "RPC", "product": "Shop", "version": "2020-01-01" },
  "apis": {
    "SellBook": {
      "summary": "Sells a book.",
      "methods": ["post"],
      "parameters": [
        { "name": "Title", "in": "query", "schema": { "title": "Title.", "type": "string", "required": true, "maxLength": 90 } }
      ]
    }
  }
}"#;

/// The objects that a run prints.
fn objects(out: &str) -> Vec<serde_json::Value> {
    let objects = serde_json::Deserializer::from_str(out).into_iter();
    objects.map(|object| object.unwrap_or_else(|error| panic!("{error}: {out}"))).collect()
}

#[test]
fn programs_get_objects_with_a_version_even_where_no_spec_is_read() {
    let project = Project::new();
    project.write("api-docs.json", "{}");
    project.write("metadata.json", METADATA);
    project.write("pages/page.txt", PAGE);
    project.write("pages/other.txt", "Nothing that is a page.\n");
    project.write("page.txt", PAGE);
    project.write("new/shop/2020-01-01/service.yaml", SERVICE);
    project.write("new/shop/2020-01-01/SellBook.yaml", &OPERATION.replace("max: 80", "max: 90"));
    project.write("wrong/shop/2020-01-01/service.yaml", SERVICE);
    project.write("wrong/shop/2020-01-01/SellBook.yaml", &OPERATION.replace("in: query", "in: qeury"));
    let file = "spec/shop/2020-01-01/SellBook.yaml";
    let output = PrintedSchema::closed(&project, "output");
    assert!(output.check(&serde_json::json!({ "format": 1 })).is_err(), "not anything fits");
    let missing = ["--spec", "nowhere", "--format", "json"];
    let cases: [(&[&str], i32); 34] = [
        (&[&["lint"][..], &missing].concat(), 2),
        (&[&["generate"][..], &missing].concat(), 2),
        (&[&["diff", "--git", "HEAD"][..], &missing].concat(), 2),
        (&["lint", "--format", "json", "--deny", "E9999"], 2),
        (&["generate", "--format=json", "--chekc"], 2),
        (&["generate", "--format", "json"], 0),
        (&["generate", "--format", "json", "--check"], 0),
        (&["generate", "--format", "json", "--check", "--only", "shop.*.SelBook"], 1),
        (&["diff", "spec", "spec", "--format", "json"], 0),
        (&["import", "api-docs.json", "--out", "imported", "--format", "json"], 3),
        (&["import", "nowhere.json", "--out", "imported", "--format", "json"], 2),
        (&["import", "api-docs.json", "--format", "json"], 2),
        (&["import", "metadata.json", "--out", "imported", "--format", "json"], 0),
        (&["explain", "E0201", "--format", "json"], 0),
        (&["lint", "--spec", "wrong", "--format", "json"], 1),
        (&["generate", "--spec", "wrong", "--format", "json"], 1),
        (&["diff", "spec", "wrong", "--format", "json"], 1),
        (&["diff", "spec", "new", "--format", "json"], 0),
        (&["audit", "--page", "page.txt", "--spec", file, "--format", "json"], 1),
        (&["audit", "--page", "page.txt", "--format", "json"], 1),
        (&[&["audit", "--page", "page.txt"][..], &missing].concat(), 2),
        (&["audit", "--page", "nowhere.txt", "--format", "json"], 2),
        (&["audit", "--page", "api-docs.json", "--spec", file, "--format", "json"], 3),
        (&["audit", "--metadata", "api-docs.json", "--spec", file, "--format", "json"], 3),
        (&["audit", "--metadata", "metadata.json", "--spec", file, "--format", "json"], 1),
        (&["audit", "--page", "pages", "--format", "json"], 1),
        (&["audit", "--metadata", "api-docs.json", "--format", "json"], 2),
        (&["audit", "--format", "json"], 2),
        (&["transcribe", "page.txt", "--operation", "SellBook", "--format", "json"], 0),
        (&["transcribe", "page.txt", "--operation", "SellBook", "--out", "drafts", "--format", "json"], 0),
        (&["transcribe", "api-docs.json", "--format", "json"], 3),
        (&["transcribe", "nowhere.txt", "--format", "json"], 2),
        (&["init", "--spec", "new", "--format", "json"], 0),
        (&["init", "--spec", "new", "--format", "json"], 1),
    ];
    for (arguments, status) in cases {
        let run = project.run(arguments);
        assert_eq!((run.status(), run.err().as_str()), (status, ""), "{arguments:?}: {}", run.out());
        let objects = objects(&run.out());
        assert!(!objects.is_empty(), "{arguments:?}");
        for object in objects {
            assert_eq!(object["format"], 1, "{arguments:?}: {object}");
            assert_eq!(object["version"], env!("CARGO_PKG_VERSION"), "{arguments:?}: {object}");
            let checked = output.check(&object);
            assert_eq!(checked, Ok(()), "{arguments:?}: {object:#}");
        }
    }
    let all = objects(&project.run(&["explain", "--format", "json"]).out());
    assert!(all.len() > 50 && all.iter().all(|topic| topic["explanation"] != ""));
}

#[test]
fn a_program_is_told_what_generation_did_and_what_is_wrong() {
    let project = Project::new();
    let one = |arguments: &[&str]| -> (i32, serde_json::Value) {
        let run = project.run(&[&["generate", "--format", "json"], arguments].concat());
        (run.status(), objects(&run.out()).remove(0))
    };
    let (status, stale) = one(&["--check"]);
    assert_eq!((status, &stale["up_to_date"], &stale["created"]), (4, &false.into(), &4.into()));
    assert!(!project.path("generated/src").exists());
    let (status, made) = one(&[]);
    assert_eq!((status, &made["created"], &made["diff"]), (0, &4.into(), &serde_json::Value::Null));
    let (status, current) = one(&["--check"]);
    assert_eq!((status, &current["up_to_date"], &current["unchanged"]), (0, &true.into(), &4.into()));

    let path = "spec/shop/2020-01-01/SellBook.yaml";
    project.write(path, &OPERATION.replace("max: 80", "max: 85"));
    let (_, unknown) = one(&[]);
    assert_eq!((&unknown["updated"], &unknown["diff"]), (&1.into(), &serde_json::Value::Null));
    assert!(unknown["diff_unknown"].as_str().is_some_and(|reason| reason.contains("git")), "{unknown}");

    project.commit();
    project.write(path, &OPERATION.replace("max: 80", "max: 90"));
    let (_, changed) = one(&[]);
    assert_eq!((&changed["updated"], &changed["diff"]["verdict"]), (&1.into(), &"minor".into()));
    let output = PrintedSchema::closed(&project, "output");
    for object in [stale, unknown, changed] {
        assert_eq!((output.check(&object), object["format"].as_u64()), (Ok(()), Some(1)), "{object}");
    }

    project.write(path, &OPERATION.replace("in: query", "in: qeury"));
    let (status, wrong) = one(&[]);
    assert_eq!((status, &wrong["up_to_date"]), (1, &false.into()));
    assert_eq!((&wrong["diagnostics"][0]["id"], &wrong["diagnostics"][0]["line"]), (&"E0204".into(), &5.into()));
}

#[test]
fn a_program_is_told_every_file_that_is_written() {
    let project = Project::new();
    let written = |arguments: &[&str]| -> Vec<String> {
        let run = project.run(&[arguments, &["--format", "json"]].concat());
        let object = objects(&run.out()).pop().unwrap_or_else(|| panic!("{}", run.err()));
        let files = object["written"].as_array().unwrap_or_else(|| panic!("{object}"));
        files.iter().map(|file| file.as_str().expect("a path").to_owned()).collect()
    };
    let generate = ["generate", "--out", "shop-types/src", "--manifest", "--git-attributes", "--map", "map.json"];
    let files = written(&generate);
    let generated: Vec<&String> = files.iter().filter(|file| file.starts_with("shop-types/src/")).collect();
    assert_eq!(generated.len(), 4, "{files:?}");
    assert_eq!(files[4..], ["map.json", "shop-types/Cargo.toml", "shop-types/.gitattributes"]);
    assert!(files.iter().all(|file| project.path(file).exists()), "{files:?}");
    assert_eq!(written(&generate), ["map.json"], "everything else is as it should be");
    assert!(written(&["generate", "--out", "other/src", "--check"]).is_empty());

    project.write("metadata.json", METADATA);
    let import = written(&["import", "metadata.json", "--crate", "depot-types"]);
    for file in ["README.md", "spec/spec.schema.json", "src/lib.rs", "Cargo.toml", ".gitattributes"] {
        assert!(import.contains(&format!("depot-types/{file}")), "{file}: {import:?}");
    }
    // What was written before a spec turns out to be wrong is told as well.
    std::fs::remove_file(project.path("depot-types/README.md")).expect("the file is there");
    project.write("depot-types/spec/shop/2020-01-01/service.yaml", "service: Shop\n");
    assert_eq!(written(&["import", "metadata.json", "--crate", "depot-types"]), ["depot-types/README.md"]);
}

#[test]
fn files_that_end_their_lines_otherwise_are_up_to_date_and_one_line_says_so() {
    let project = Project::new();
    project.generate();
    let file = "generated/src/shop/v2020_01_01/sell_book.rs";
    let text = project.read(file);
    project.write(file, &text.replace('\n', "\r\n"));
    for arguments in [&["generate", "--check"][..], &["generate"]] {
        let (status, _, err) = project.output(arguments);
        assert_eq!((status, err.lines().count()), (0, 1), "{err}");
        assert!(
            err.starts_with("note: 1 file differs only in how lines end") && err.contains("`generated/src/** text")
        );
    }
    assert!(project.read(file).contains("\r\n"), "it was left as it is");

    project.write(file, &text.replace('\n', "\r\n").replace("SellBook", "SellBooks"));
    let (status, _, err) = project.output(&["generate", "--check"]);
    let differing: Vec<&str> = err.lines().filter(|line| line.starts_with(['+', '-'])).collect();
    assert!(
        status == 4 && differing.iter().all(|line| line.contains("SellBook") || line.contains("sell_book")),
        "{err}"
    );
    assert_eq!(project.generate().status(), 0);
    assert_eq!(project.read(file), text);
    assert_eq!(project.output(&["generate", "--check"]).2, "");
}

#[test]
fn a_folder_that_is_no_crate_becomes_one() {
    let project = Project::new();
    let bare = project.run(&["generate", "--out", "shop-types/src"]);
    assert!(bare.status() == 0 && bare.err().contains("there is no `shop-types/Cargo.toml`"), "{}", bare.err());
    assert!(!project.path("shop-types/Cargo.toml").exists());

    let made = project.run(&["generate", "--out", "shop-types/src", "--manifest"]);
    assert!(made.status() == 0 && !made.err().contains("Cargo.toml"), "{}", made.err());
    assert!(made.out().ends_with("shop-types/Cargo.toml: created\n"), "{}", made.out());
    let version = format!("version = \"{}\", default-features", env!("CARGO_PKG_VERSION"));
    let manifest = project.read("shop-types/Cargo.toml");
    assert!(manifest.contains("name = \"shop-types\"") && manifest.contains(&version), "{manifest}");
    assert!(project.read("shop-types/src/shop/v2020_01_01/sell_book.rs").contains("use shop_types::"));

    // What is there is somebody's own.
    project.write("shop-types/Cargo.toml", &manifest.replace("0.1.0", "7.0.0"));
    assert_eq!(project.run(&["generate", "--out", "shop-types/src", "--manifest"]).status(), 0);
    assert!(project.read("shop-types/Cargo.toml").contains("7.0.0"));
    assert_eq!(project.run(&["generate", "--manifest", "--check"]).status(), 2);

    let runtime = concat!(env!("CARGO_MANIFEST_DIR"), "/../runtime");
    let other = ["generate", "--out", "other/types", "--manifest", "--runtime", runtime, "--crate-name", "my-shop"];
    assert_eq!(project.run(&other).status(), 0);
    let manifest = project.read("other/Cargo.toml");
    assert!(manifest.contains("name = \"my-shop\"") && manifest.contains("path = \"types/lib.rs\""), "{manifest}");
    let checked = std::process::Command::new(env!("CARGO"))
        .args(["metadata", "--no-deps", "--offline", "--format-version", "1"])
        .current_dir(project.path("other"))
        .output()
        .expect("cargo runs");
    assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stderr));
}

#[test]
fn git_attributes_that_keep_line_ends_are_offered_to_a_new_crate_and_never_overwritten() {
    let project = Project::new();
    let file = "shop-types/.gitattributes";
    let arguments = ["generate", "--out", "shop-types/src", "--manifest"];
    let run = |more: &[&str]| project.run(&[&arguments, more].concat());
    let offer = "there is no `shop-types/.gitattributes`; `--git-attributes` writes one";
    let bare = run(&[]);
    assert!(bare.status() == 0 && bare.err().contains(offer) && !project.path(file).exists(), "{}", bare.err());
    assert!(!run(&[]).err().contains(offer), "a crate that is there is not asked again");

    let made = run(&["--git-attributes"]);
    assert!(made.out().ends_with("shop-types/.gitattributes: created\n"), "{}", made.out());
    assert!(project.read(file).ends_with("\nsrc/** text eol=lf\n"));
    project.write(file, "mine");
    assert_eq!((run(&["--git-attributes"]).status(), project.read(file).as_str()), (0, "mine"));
    assert_eq!(project.run(&["generate", "--git-attributes", "--check"]).status(), 2);

    // What a repository says of all its folders is enough.
    project.git(&["init", "--quiet"]);
    project.write(".gitattributes", "* text=auto eol=lf\n");
    let covered = project.run(&["generate", "--out", "other/src"]);
    assert!(
        covered.err().contains("other/Cargo.toml") && !covered.err().contains("gitattributes"),
        "{}",
        covered.err()
    );
}

#[test]
fn git_attributes_match_a_folder_of_any_name() {
    let project = Project::new();
    project.git(&["init", "--quiet"]);
    for folder in ["types", "my types", "a[b]*", "\"quoted\""] {
        let run = project.run(&["generate", "--out", &format!("crate/{folder}"), "--manifest", "--git-attributes"]);
        assert_eq!(run.status(), 0, "{}", run.err());
        let checked = std::process::Command::new("git")
            .args(["check-attr", "-z", "eol", &format!("crate/{folder}/lib.rs")])
            .current_dir(project.path(""))
            .output()
            .expect("git runs");
        assert!(
            String::from_utf8_lossy(&checked.stdout).ends_with("eol\0lf\0"),
            "{folder}: {}",
            project.read("crate/.gitattributes")
        );
        std::fs::remove_dir_all(project.path("crate")).expect("it is there");
    }
}
