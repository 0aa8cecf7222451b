//! A channel is a reader of our text that takes some characters for orders: cargo, a terminal, a Markdown renderer, rustc.
//!
//! Each channel has one file here, with the one escape for it. Text of a spec, a page or a file name reaches a channel only
//! through that escape, mostly as a value of a type that nothing else can make: [`TerminalText`], `Directive`, [`Annotation`],
//! [`MarkdownText`], [`JsonText`], `Header`. Rust source needs none, because it is made of tokens.

pub mod cargo;
pub(crate) mod character;
pub mod file_name;
mod github;
pub mod header;
pub mod json;
pub mod markdown;
pub mod rustdoc;
pub mod terminal;
#[cfg(feature = "workshop")]
pub mod yaml;

use std::fmt;

pub use github::Annotation;
pub use json::JsonText;
pub use markdown::MarkdownText;
pub use terminal::TerminalText;

/// Text that has been through the escape of a channel, with the ends of its lines.
///
/// Only the types of channels are such text, so that a function that takes it cannot be given any other.
pub trait Escaped: fmt::Display + sealed::Sealed {}

mod sealed {
    pub trait Sealed {}
}

macro_rules! escaped {
    ($($text:ty),+) => {
        $(impl sealed::Sealed for $text {}

        impl Escaped for $text {}

        impl fmt::Display for $text {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        })+
    };
}

escaped!(TerminalText, Annotation, MarkdownText, JsonText);
