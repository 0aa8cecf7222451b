//! Syntax to text, as a careful person would have laid it out.

use proc_macro2::TokenStream;
use syn::File;

/// Ends a line of documentation inside the text of an attribute: no text of a specification has this character, and the
/// formatter leaves it alone.
pub(crate) const DOC_LINE_END: &str = "\u{1e}";

/// Lays out a file.
pub(crate) fn file(file: &File) -> String {
    spaced(&lines(file))
}

/// Lays out statements, for an example in the documentation.
pub(crate) fn statements(tokens: &TokenStream) -> Vec<String> {
    // Every token is made by `quote!` of parts that fit; should one ever not, the example is empty, which beats a panic.
    let Ok(file) = syn::parse2(quote::quote! { fn example() { #tokens } }) else { return Vec::new() };
    let text = lines(&file);
    let lines: Vec<&str> = text.lines().collect();
    let body = lines.get(1..lines.len().saturating_sub(1)).unwrap_or_default();
    body.iter().map(|line| line.strip_prefix("    ").unwrap_or(line).to_owned()).collect()
}

/// Breaks a file into lines.
pub(crate) fn lines(file: &File) -> String {
    prettyplease::unparse(file)
}

/// Puts a blank line between items, and between the methods of an `impl`, where the formatter puts none.
pub(crate) fn spaced(text: &str) -> String {
    let mut spaced = String::with_capacity(text.len() + text.len() / 16);
    let mut previous = "";
    let mut item = "";
    let mut containers: Vec<usize> = Vec::new();
    for line in text.lines() {
        let content = line.trim_start();
        let indent = line.len() - content.len();
        while containers.last().is_some_and(|container| indent <= *container && content.starts_with('}')) {
            containers.pop();
        }
        let is_item_level = indent == containers.last().map_or(0, |container| container + 4);
        if is_item_level && ends_item(previous) && !content.starts_with('}') {
            let follows_its_like = |start: &str| content.starts_with(start) && item.starts_with(start);
            let is_in_group = follows_its_like("pub use ")
                || follows_its_like("#![")
                || is_brief(content) && is_brief(item) && item == previous;
            if !is_in_group && !content.starts_with("//!") {
                spaced.push('\n');
            }
            item = content;
        }
        push_line(&mut spaced, line, indent);
        let opens_items =
            ["impl ", "impl<", "mod ", "pub mod ", "pub trait "].iter().any(|start| content.starts_with(start));
        if opens_items && content.ends_with('{') {
            containers.push(indent);
        }
        previous = content;
    }
    spaced
}

/// Puts down a line, or the lines of documentation that were one attribute.
fn push_line(text: &mut String, line: &str, indent: usize) {
    let Some(marker) = line.get(indent..indent + 3).filter(|start| start.starts_with("//")) else {
        text.extend([line, "\n"]);
        return;
    };
    let mut lines = line.split(DOC_LINE_END);
    text.extend([lines.next().unwrap_or_default().trim_end(), "\n"]);
    for more in lines {
        text.extend([&line[..indent], marker, more.trim_end(), "\n"]);
    }
}

/// Whether a line is an associated type or constant by itself.
fn is_brief(line: &str) -> bool {
    (line.starts_with("type ") || line.starts_with("const ")) && line.ends_with(';')
}

/// Whether a line ends an item, the documentation of a module or its attributes, and not something before an item.
fn ends_item(line: &str) -> bool {
    let is_comment = line.starts_with("///");
    let ends = line.ends_with('}') || line.ends_with(';') || line == ")]" || line.starts_with("#![");
    line.starts_with("//!") || ends && !is_comment
}
