//! The terminal of whoever runs a verb: the only file that writes to it, and only what has been through an escape.
//!
//! Colours go where they are wanted and nowhere else. A pipe that its reader has closed, such as
//! that to `head`, is no error.

use std::fmt;
use std::io::Write as _;

use anstream::ColorChoice;
use apiscribe_model::channel::{Escaped, TerminalText};
use clap::ValueEnum;

/// When colours are shown.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal, unless `NO_COLOR` is set.
    Auto,
    /// Also in a pipe or a file.
    Always,
    /// Nowhere.
    Never,
}

/// Decides when colours are shown.
pub(crate) fn set_color(color: Color) {
    match color {
        Color::Auto => ColorChoice::Auto,
        Color::Always => ColorChoice::Always,
        Color::Never => ColorChoice::Never,
    }
    .write_global();
}

/// Writes to the standard output.
pub(crate) fn print(text: &impl Escaped) {
    let _ = write!(anstream::stdout().lock(), "{text}");
}

/// Writes a line to the standard output.
pub(crate) fn print_line(text: impl fmt::Display) {
    print(&TerminalText::line(text));
}

/// Writes to the standard error.
pub(crate) fn eprint(text: &impl Escaped) {
    let _ = write!(anstream::stderr().lock(), "{text}");
}

/// Writes a line to the standard error.
pub(crate) fn eprint_line(text: impl fmt::Display) {
    eprint(&TerminalText::line(text));
}
