//! A channel is a reader of our text that takes some characters for orders: cargo, a terminal, a Markdown renderer, rustc.
//!
//! Each channel has one file here, with the one escape for it. Text of a spec, a page or a file name reaches a channel only
//! through that escape, mostly as a value of a type that nothing else can make: [`TerminalText`], `Directive`, [`Annotation`],
//! [`MarkdownText`], [`JsonText`], `Header`. Rust source needs none, because it is made of tokens.

pub(crate) mod cargo;
mod character;
pub(crate) mod file_name;
#[cfg(feature = "cli")]
mod github;
pub(crate) mod header;
pub(crate) mod json;
pub(crate) mod markdown;
pub(crate) mod rustdoc;
pub(crate) mod terminal;
#[cfg(feature = "cli")]
pub(crate) mod yaml;

#[cfg(feature = "cli")]
pub use github::Annotation;
#[cfg(feature = "cli")]
pub use json::JsonText;
#[cfg(feature = "cli")]
pub use markdown::MarkdownText;
pub use terminal::TerminalText;

/// Text that has been through the escape of a channel, with the ends of its lines.
///
/// Only the types of channels are such text, so that a function that takes it cannot be given any other.
#[cfg(feature = "cli")]
pub trait Escaped: std::fmt::Display + sealed::Sealed {}

#[cfg(feature = "cli")]
mod sealed {
    pub trait Sealed {}
}

#[cfg(feature = "cli")]
macro_rules! escaped {
    ($($text:ty),+) => {
        $(impl sealed::Sealed for $text {}
        impl Escaped for $text {})+
    };
}

#[cfg(feature = "cli")]
escaped!(TerminalText, Annotation, MarkdownText, JsonText);
