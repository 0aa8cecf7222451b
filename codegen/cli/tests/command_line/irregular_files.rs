//! What is no regular file is refused by whatever reads it, and never waited for. A run that opened one would not end.

use std::fs;
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use std::path::Path;
use std::process::{Command, Stdio};

use tempfile::TempDir;

use super::program::apiscribe;

const SERVICE: &str = "service: Shop\nversion: \"2020-01-01\"\nstyle: rpc\n";
const OPERATION: &str = "operation: SellBook\nsummary: Sells a book.\n";
const FOLDER: &str = "spec/shop/2020-01-01";

/// A folder with a spec.
fn project() -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::create_dir_all(folder.path().join(FOLDER)).expect("folders");
    fs::create_dir_all(folder.path().join("generated/src")).expect("folders");
    for (name, text) in [("service", SERVICE), ("SellBook", OPERATION)] {
        fs::write(folder.path().join(FOLDER).join(name).with_extension("yaml"), text).expect("a file");
    }
    folder
}

/// Runs the command line in a folder; the status it exits with, and what it says.
fn run(folder: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let output = apiscribe(folder, arguments).stdin(Stdio::null()).output().expect("a run");
    let text = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8_lossy(&text).into_owned())
}

/// Makes what is no regular file.
type Make = fn(&Path);

/// Puts what is no regular file at a path, each kind in its turn: a pipe that nobody writes to, a device without an end, a
/// socket.
fn in_the_place_of(path: &Path, check: impl Fn(&str)) {
    let kinds: [(&str, Make); 3] = [
        ("a named pipe", |path| assert!(Command::new("mkfifo").arg(path).status().expect("mkfifo").success())),
        ("a device", |path| symlink("/dev/zero", path).expect("a link")),
        ("a socket", |path| drop(UnixListener::bind(path).expect("a socket"))),
    ];
    for (kind, make) in kinds {
        let _ = fs::remove_file(path);
        make(path);
        check(kind);
    }
}

#[test]
fn specs_that_are_no_regular_files_are_refused_by_every_verb() {
    let project = project();
    let root = project.path();
    let spec = format!("{FOLDER}/SellBook.yaml");
    in_the_place_of(&root.join(&spec), |kind| {
        for arguments in [
            &["lint"][..],
            &["lint", "--format", "json"],
            &["generate"],
            &["generate", "--check"],
            &["diff", "spec", "spec"],
            &["audit", "--page", "generated/page.md", &spec],
        ] {
            fs::write(root.join("generated/page.md"), "# SellBook\n").expect("a page");
            let (status, said) = run(root, arguments);
            assert_eq!(status, Some(1), "{arguments:?}: {said}");
            assert!(said.contains("E0116") && said.contains(kind) && said.contains("SellBook.yaml"), "{said}");
        }
        assert_eq!(fs::read_dir(root.join("generated/src")).expect("a folder").count(), 0, "nothing is written");
    });
}

#[test]
fn pages_and_metadata_that_are_no_regular_files_are_refused() {
    let project = project();
    let root = project.path();
    let spec = format!("{FOLDER}/SellBook.yaml");
    in_the_place_of(&root.join("source"), |kind| {
        for arguments in [
            &["audit", "--page", "source", &spec][..],
            &["audit", "--metadata", "source", &spec],
            &["transcribe", "source"],
            &["import", "source", "--out", "imported"],
            &["generate", "--map", "map.json", "--page", "source"],
        ] {
            let (status, said) = run(root, arguments);
            assert_eq!(status, Some(1), "{arguments:?}: {said}");
            assert!(said.contains("E0116") && said.contains(kind), "{arguments:?}: {said}");
        }
    });
}

#[test]
fn what_stands_in_the_place_of_a_generated_file_is_not_opened() {
    let project = project();
    let root = project.path();
    assert_eq!(run(root, &["generate"]).0, Some(0));
    in_the_place_of(&root.join("generated/src/lib.rs"), |_| {
        for arguments in [&["generate"][..], &["generate", "--check"]] {
            let (status, said) = run(root, arguments);
            assert_eq!(status, Some(1), "{arguments:?}: {said}");
            let is_refused = said.contains("E0114") || said.contains("E0115");
            assert!(is_refused && said.contains("generated/src/lib.rs"), "{arguments:?}: {said}");
        }
    });
}

#[test]
fn a_spec_of_another_commit_that_is_too_large_is_not_read() {
    let project = project();
    let root = project.path();
    let git = |arguments: &[&str]| {
        let mut command = Command::new("git");
        let identity = ["-c", "user.name=Tester", "-c", "user.email=tester@example.com"];
        let output = command.args(identity).args(arguments).current_dir(root).output().expect("git");
        assert!(output.status.success(), "{output:?}");
    };
    let large = root.join(FOLDER).join("Large.yaml");
    fs::write(&large, vec![b'#'; 5 << 20]).expect("a large file");
    git(&["init", "--quiet"]);
    git(&["add", "."]);
    git(&["commit", "--quiet", "--message", "A large spec"]);
    fs::remove_file(&large).expect("the file goes");
    let (status, said) = run(root, &["diff", "--git", "HEAD"]);
    assert_eq!(status, Some(1), "{said}");
    assert!(said.contains("Large.yaml` has 5242880 bytes, more than the 4194304"), "{said}");
}
