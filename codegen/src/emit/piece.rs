//! The text of a module: a file of its own, or a part of the one file that holds all modules.

use crate::generate::File;

/// The text of a module.
#[derive(Debug)]
pub(crate) struct Piece {
    /// The names of the modules on the way to it, as the names of files; none for the crate itself.
    pub(crate) way: Vec<String>,
    /// What stands before its braces where it is a part of a file, as in `pub mod ecs`.
    pub(crate) declaration: String,
    /// The first line of its file.
    pub(crate) header: String,
    pub(crate) text: String,
}

impl Piece {
    /// The module as a file of a crate.
    pub(crate) fn into_file(self) -> File {
        let way = if self.way.is_empty() { "lib".to_owned() } else { self.way.join("/") };
        File { path: format!("{way}.rs"), text: format!("{}\n\n{}", self.header, self.text) }
    }
}

/// All modules, one in the other, in one file.
pub(crate) fn in_one_file(mut pieces: Vec<Piece>) -> File {
    // Each comes before what is in it.
    pieces.sort_by(|a, b| a.way.cmp(&b.way));
    let mut text = String::new();
    let mut depth = 0;
    for piece in pieces {
        close(&mut text, &mut depth, piece.way.len().saturating_sub(1));
        if piece.way.is_empty() {
            text.push_str(&piece.header);
            text.push('\n');
        } else {
            text.push('\n');
            push_line(&mut text, depth, &format!("{} {{", piece.declaration));
            depth = piece.way.len();
        }
        piece.text.lines().for_each(|line| push_line(&mut text, depth, line));
    }
    close(&mut text, &mut depth, 0);
    File { path: "apiscribe.rs".to_owned(), text }
}

/// Ends modules until only so many are open.
fn close(text: &mut String, depth: &mut usize, wanted: usize) {
    while *depth > wanted {
        *depth -= 1;
        push_line(text, *depth, "}");
    }
}

fn push_line(text: &mut String, depth: usize, line: &str) {
    if !line.is_empty() {
        (0..depth).for_each(|_| text.push_str("    "));
        text.push_str(line);
    }
    text.push('\n');
}
