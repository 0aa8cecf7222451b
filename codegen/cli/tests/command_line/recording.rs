//! The recording of a terminal that the README shows: made by running what it shows, and by nobody's hand.
//!
//! `INSTA_UPDATE=always` writes it anew, as it does snapshots.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use super::program::isolated;
use super::project::Project;

const PAGE: &str = "\
# SellBook

Sells a book.

## Request parameters

| Parameter | Type   | Required | Description                                         | Example |
| --------- | ------ | -------- | --------------------------------------------------- | ------- |
| Title     | string | Yes      | The title. It must be 2 to 80 characters in length. | Emma    |
| Cover     | string | No       | The cover. Valid values: hard, soft.                | hard    |

## Error codes

| HTTP status code | Error code | Error message | Description |
| --- | --- | --- | --- |
| 404 | NoSuchBook | There is no such book. | The book does not exist. |
";

const SPEC: &str = "spec/shop/2031-04-01/SellBook.yaml";

/// The descriptions that a person writes in place of the stubs of a draft.
const WRITTEN: [(&str, &str); 4] = [
    ("'TODO: say what it does: sell book (line 3 of the page).'", "Sells a book."),
    ("'TODO: describe the title (line 9 of the page).'", "The title of the book."),
    ("'TODO: describe the cover (line 10 of the page).'", "The cover of the book."),
    ("'TODO: describe the error (line 16 of the page).'", "No book has this title."),
];

/// The seconds for which a scene is shown.
const SECONDS: usize = 6;

/// A scene: a title, and the commands that it shows.
struct Scene {
    title: &'static str,
    /// A file that is edited before, with what is replaced in it.
    edit: Option<(&'static str, &'static [(&'static str, &'static str)])>,
    commands: &'static [&'static str],
}

const SCENES: [Scene; 5] = [
    Scene { title: "A page of documentation, as it was saved", edit: None, commands: &["sed -n 5,11p page.md"] },
    Scene {
        title: "Its facts as YAML",
        edit: None,
        commands: &[
            "apiscribe transcribe page.md --service Shop --api-version 2031-04-01 --out spec/shop/2031-04-01",
            "sed -n 4,19p spec/shop/2031-04-01/SellBook.yaml",
        ],
    },
    Scene {
        title: "Rust",
        edit: Some((SPEC, &WRITTEN)),
        commands: &[
            "apiscribe generate --out book-types/src --manifest",
            "sed -n '/^pub struct SellBookRequest/,/^}/p' book-types/src/shop/v2031_04_01/sell_book.rs",
        ],
    },
    Scene {
        title: "A slip is shown where it is",
        edit: Some((SPEC, &[("required: true", "requried: true")])),
        commands: &["apiscribe lint"],
    },
    Scene {
        title: "The page changes: where do they differ?",
        edit: Some((SPEC, &[("requried: true", "required: true")])),
        commands: &[
            "sed -i 's/2 to 80/2 to 120/' page.md",
            "apiscribe audit --page page.md --spec spec/shop/2031-04-01/SellBook.yaml",
        ],
    },
];

/// Runs a command as a shell would, and returns all that it says, with colours.
fn said(project: &Project, command: &str) -> String {
    let program = Path::new(env!("CARGO_BIN_EXE_apiscribe")).parent().expect("a folder").display().to_string();
    let coloured = command.replace("apiscribe ", "apiscribe --color always ");
    let path = format!("{program}:{}", std::env::var("PATH").unwrap_or_default());
    let mut shell = Command::new("sh");
    shell.args(["-c", &format!("({coloured}) 2>&1")]).env("PATH", path);
    let output = isolated(&mut shell, &project.path("")).output().expect("a shell");
    String::from_utf8(output.stdout).expect("text")
}

/// Returns the terminal of a scene, as text with colours.
fn played(project: &Project, scene: &Scene) -> String {
    if let Some((path, replacements)) = scene.edit {
        let text = replacements.iter().fold(project.read(path), |text, (from, to)| {
            assert!(text.contains(from), "`{from}` is in {path}: {text}");
            text.replace(from, to)
        });
        project.write(path, &text);
    }
    let mut terminal = format!("\u{1b}[36m# {}\u{1b}[0m\n", scene.title);
    for command in scene.commands {
        // Writing to a String cannot fail.
        let _ = write!(terminal, "\u{1b}[1;32m$\u{1b}[0m \u{1b}[1m{command}\u{1b}[0m\n{}", said(project, command));
    }
    terminal
}

/// Returns the size that a picture states of itself.
fn size(picture: &str) -> (usize, usize) {
    let value = |name: &str| {
        let (_, rest) = picture.split_once(&format!("{name}=\"")).expect("a size");
        rest.split(['p', '"']).next().expect("a number").parse().expect("a number")
    };
    (value("width"), value("height"))
}

/// Puts pictures of terminals in one, of which each shows in its turn; where nothing may move, the last one stays.
fn recording(pictures: &[String]) -> String {
    let sizes: Vec<(usize, usize)> = pictures.iter().map(|picture| size(picture)).collect();
    let width = sizes.iter().map(|(width, _)| *width).max().unwrap_or_default();
    let height = sizes.iter().map(|(_, height)| *height).max().unwrap_or_default();
    let (count, total) = (pictures.len(), pictures.len() * SECONDS);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" \
         role=\"img\" aria-label=\"A terminal: a page of documentation becomes YAML and Rust\">\n<style>\n\
         @keyframes scene {{ 0% {{ opacity: 1 }} {share}%, 100% {{ opacity: 0 }} }}\n\
         .scene {{ opacity: 0; animation: scene {total}s step-end infinite }}\n\
         .scene:last-child {{ opacity: 1 }}\n\
         @media (prefers-reduced-motion: reduce) {{ .scene {{ animation: none }} }}\n",
        share = 100 / count,
    );
    for index in 0..count {
        let _ = writeln!(svg, ".scene:nth-child({}) {{ animation-delay: -{}s }}", index + 2, total - index * SECONDS);
    }
    let _ = writeln!(svg, "</style>");
    for picture in pictures {
        let inner = picture.replace(&format!("height=\"{}px\"", size(picture).1), &format!("height=\"{height}px\""));
        let inner = inner.replace(&format!("width=\"{}px\"", size(picture).0), &format!("width=\"{width}px\""));
        let _ = writeln!(svg, "<g class=\"scene\">\n{}\n</g>", inner.trim());
    }
    svg + "</svg>\n"
}

#[test]
fn the_recording_shows_what_the_program_says_today() {
    let project = Project::new();
    fs::remove_dir_all(project.path("spec")).expect("the spec of other tests goes");
    project.write("page.md", PAGE);
    let term = anstyle_svg::Term::new();
    let terminals: Vec<String> = SCENES.iter().map(|scene| played(&project, scene)).collect();
    let pictures: Vec<String> = terminals.iter().map(|terminal| term.render_svg(terminal)).collect();
    let recording = recording(&pictures);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../.github/recording.svg");
    if std::env::var("INSTA_UPDATE").is_ok_and(|update| update == "always") {
        fs::write(&path, &recording).expect("the recording can be written");
    }
    for (terminal, said) in terminals.iter().zip(["Parameter", "max: 80", "pub title: String", "E0201", "has `120`"]) {
        assert!(terminal.contains(said), "{terminal}");
    }
    let kept = fs::read_to_string(&path).expect("the recording");
    assert!(kept == recording, "it is not what the program says; INSTA_UPDATE=always writes it anew");
}
