//! `generate --watch`: what a user sees of it. When a change counts is tried beside the loop itself.

use std::io::{BufRead as _, BufReader, Read as _};
use std::process::{Child, ChildStdout, Stdio};

use super::project::{OPERATION, Project};

/// A program that watches, and ends with the test.
struct Watch {
    child: Child,
    out: BufReader<ChildStdout>,
}

impl Watch {
    fn new(project: &Project) -> Self {
        let mut child = project.command(&["generate", "--watch"]).stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
        let child_there = child.as_mut().expect("the command line runs");
        let out = BufReader::new(child_there.stdout.take().expect("a pipe"));
        Self { child: child.expect("the command line runs"), out }
    }

    /// Returns the lines up to the one that says that it waits.
    fn run(&mut self) -> Vec<String> {
        let lines = self.out.by_ref().lines().map(|line| line.expect("a line"));
        lines.take_while(|line| !line.starts_with("waiting for changes")).collect()
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn it_generates_at_once_and_after_each_change_also_of_the_settings() {
    let project = Project::new();
    let mut watch = Watch::new(&project);
    assert_eq!(watch.run(), ["generated/src: 4 created"]);

    let path = "spec/shop/2020-01-01/SellBook.yaml";
    project.write(path, &OPERATION.replace("in: query", "in: qeury"));
    assert_eq!(watch.run(), [format!("changed: {path}")], "what is wrong is shown, and it goes on");
    project.write(path, &OPERATION.replace("max: 80", "max: 9000"));
    assert_eq!(watch.run(), [format!("changed: {path}"), "generated/src: 1 updated, 3 unchanged".to_owned()]);
    assert!(project.read("generated/src/shop/v2020_01_01/sell_book.rs").contains("9000"));

    project.write("apiscribe.toml", "out = \"other/src\"\n");
    assert_eq!(watch.run(), ["created: apiscribe.toml", "other/src: 4 created"]);
}

#[test]
fn it_neither_checks_nor_speaks_to_programs() {
    for flags in [["--check", "--watch"], ["--watch", "--format=json"]] {
        assert_eq!(Project::new().run(&[&["generate"], &flags[..]].concat()).status(), 2, "{flags:?}");
    }
}
