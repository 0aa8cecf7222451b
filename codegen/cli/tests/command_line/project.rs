//! A folder with a small spec, in which the command line is run.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

use super::program::apiscribe;

pub(crate) const SERVICE: &str = "service: Shop\nversion: \"2020-01-01\"\nstyle: rpc\n";

/// The operation of a new project.
pub(crate) const OPERATION: &str = "\
operation: SellBook
summary: Sells a book.
parameters:
  Title:
    in: query
    type: string
    required: true
    doc: Title of the book.
    example: Emma
    rules:
      length: { min: 1, max: 80, unit: char }
";

/// A folder with a small spec, in which the command line is run.
pub(crate) struct Project {
    folder: TempDir,
}

impl Project {
    pub(crate) fn new() -> Self {
        Self::with(OPERATION)
    }

    /// A project with an operation `SellBook` of this text.
    pub(crate) fn with(operation: &str) -> Self {
        let project = Self { folder: tempfile::tempdir().expect("a temporary folder") };
        project.write("spec/shop/2020-01-01/service.yaml", SERVICE);
        project.write("spec/shop/2020-01-01/SellBook.yaml", operation);
        project.write("generated/Cargo.toml", "[package]\nname = \"shop-types\"\n");
        project
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("the folder can be made");
        fs::write(path, text).expect("the file can be written");
    }

    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        self.run_in("", arguments)
    }

    /// Runs the command line in a folder of the project.
    pub(crate) fn run_in(&self, folder: &str, arguments: &[&str]) -> Run {
        let output = self.command(arguments).current_dir(self.path(folder)).output();
        Run(output.expect("the command line runs"))
    }

    /// Returns the command line, to be run in the project.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        apiscribe(self.folder.path(), arguments)
    }

    /// Runs the command line, and returns the status, the standard output and the standard error.
    pub(crate) fn output(&self, arguments: &[&str]) -> (i32, String, String) {
        let run = self.run(arguments);
        (run.status(), run.out(), run.err())
    }

    pub(crate) fn generate(&self) -> Run {
        self.run(&["generate"])
    }

    /// Commits all there is.
    pub(crate) fn commit(&self) {
        self.git(&["init", "--quiet"]);
        self.git(&["add", "."]);
        self.git(&["commit", "--quiet", "--message", "All"]);
    }

    pub(crate) fn git(&self, arguments: &[&str]) {
        let names = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"];
        let output = Command::new("git").args(names).args(arguments).current_dir(self.folder.path()).output();
        let output = output.expect("git runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }

    /// Every file below a folder, with its text.
    pub(crate) fn tree(&self, folder: &str) -> Vec<(PathBuf, String)> {
        let mut files = Vec::new();
        collect(&self.path(folder), &mut files);
        files.sort();
        files
    }
}

fn collect(folder: &Path, files: &mut Vec<(PathBuf, String)>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.path().is_dir() {
            collect(&entry.path(), files);
        } else {
            files.push((entry.path(), fs::read_to_string(entry.path()).unwrap_or_default()));
        }
    }
}

pub(crate) struct Run(Output);

impl Run {
    pub(crate) fn status(&self) -> i32 {
        self.0.status.code().expect("a status")
    }

    pub(crate) fn out(&self) -> String {
        String::from_utf8_lossy(&self.0.stdout).into_owned()
    }

    pub(crate) fn err(&self) -> String {
        String::from_utf8_lossy(&self.0.stderr).into_owned()
    }
}
