//! The text of a module: a file of its own, or a part of the one file that holds all modules.

use std::convert::Infallible;

use apiscribe_model::channel::header::Header;
use apiscribe_tree::File;

/// The text of a module.
#[derive(Debug)]
pub(crate) struct RenderedModule {
    /// The names of the modules on the way to it, as the names of files; none for the crate itself.
    pub(crate) module_path: Vec<String>,
    /// The words before its braces where it is a part of a file, for example `pub mod ecs`.
    pub(crate) declaration: String,
    /// The first line of its file.
    pub(crate) header: Header,
    pub(crate) text: String,
}

/// A module as it stands in the file that holds all modules, but for the brace that closes it.
#[derive(Debug)]
pub(crate) struct Fragment {
    /// The names of the modules on the way to it.
    pub(crate) module_path: Vec<String>,
    pub(crate) text: String,
}

impl RenderedModule {
    /// The module as a file of a crate.
    pub(crate) fn into_file(self) -> File {
        let module_path = if self.module_path.is_empty() { "lib".to_owned() } else { self.module_path.join("/") };
        File { path: format!("{module_path}.rs"), text: format!("{}\n\n{}", self.header, self.text) }
    }

    /// The module as a part of the one file.
    pub(crate) fn into_fragment(self) -> Fragment {
        let depth = self.module_path.len();
        // Most lines are one or two levels deep by themselves, so that the indent adds less than a third.
        let mut text = String::with_capacity(self.text.len() * 4 / 3);
        if depth == 0 {
            text.push_str(&format!("{}\n", self.header));
        } else {
            text.push('\n');
            push_line(&mut text, depth - 1, &format!("{} {{", self.declaration));
        }
        self.text.lines().for_each(|line| push_line(&mut text, depth, line));
        Fragment { module_path: self.module_path, text }
    }
}

/// The file that holds all modules, one in the other. Of each it has the text, or a `T` that stands for the text.
#[derive(Debug)]
pub(crate) struct OneFile<T> {
    /// With the names of the modules on the way to each, in any order.
    modules: Vec<(Vec<String>, T)>,
}

impl<T> OneFile<T> {
    /// The path of the file, unless another is asked for.
    pub(crate) const PATH: &str = "apiscribe.rs";

    /// A file without modules.
    pub(crate) fn new() -> Self {
        Self { modules: Vec::new() }
    }

    /// Takes a module in.
    pub(crate) fn add(&mut self, module_path: Vec<String>, module: T) {
        self.modules.push((module_path, module));
    }

    /// The file from its beginning to its end: each module before those in it, in the order of their names, and what
    /// stands for the braces that close them.
    ///
    /// # Errors
    /// Returns the first error of `braces`.
    pub(crate) fn in_sequence<E>(mut self, mut braces: impl FnMut(String) -> Result<T, E>) -> Result<Vec<T>, E> {
        self.modules.sort_by(|(a, _), (b, _)| a.cmp(b));
        let mut sequence = Vec::new();
        let mut depth = 0;
        for (module_path, module) in self.modules {
            if let Some(text) = closing(depth, module_path.len().saturating_sub(1)) {
                sequence.push(braces(text)?);
            }
            sequence.push(module);
            depth = module_path.len();
        }
        if let Some(text) = closing(depth, 0) {
            sequence.push(braces(text)?);
        }
        Ok(sequence)
    }
}

impl OneFile<String> {
    /// The file with its text.
    pub(crate) fn into_file(self) -> File {
        let Ok(sequence) = self.in_sequence(Ok::<String, Infallible>);
        let mut text = String::with_capacity(sequence.iter().map(String::len).sum());
        // What has been copied goes at once, so that of a large file there is not much more than one copy.
        for stretch in sequence {
            text.push_str(&stretch);
        }
        File { path: Self::PATH.to_owned(), text }
    }
}

/// Returns the braces that close modules from one depth down to another; none if there is nothing to close.
fn closing(depth: usize, wanted: usize) -> Option<String> {
    let mut text = String::new();
    (wanted..depth).rev().for_each(|depth| push_line(&mut text, depth, "}"));
    (!text.is_empty()).then_some(text)
}

fn push_line(text: &mut String, depth: usize, line: &str) {
    if !line.is_empty() {
        (0..depth).for_each(|_| text.push_str("    "));
        text.push_str(line);
    }
    text.push('\n');
}
