//! Tokens to text, as a careful person would have laid it out.

use proc_macro2::TokenStream;

/// Lays out a file; the header comes first, because a formatter of tokens cannot keep a comment.
pub(crate) fn file(header: &str, tokens: TokenStream) -> String {
    format!("{header}\n\n{}", spaced(&unparsed(tokens)))
}

/// Lays out statements, for an example in the documentation.
pub(crate) fn statements(tokens: &TokenStream) -> Vec<String> {
    let text = unparsed(quote::quote! { fn example() { #tokens } });
    let lines: Vec<&str> = text.lines().collect();
    let body = lines.get(1..lines.len().saturating_sub(1)).unwrap_or_default();
    body.iter()
        .map(|line| line.strip_prefix("    ").unwrap_or(line).to_owned())
        .collect()
}

fn unparsed(tokens: TokenStream) -> String {
    match syn::parse2::<syn::File>(tokens.clone()) {
        Ok(file) => prettyplease::unparse(&file),
        // Every token is made by `quote!` of parts that fit; should one ever not, the text shows it better than a panic.
        Err(_) => tokens.to_string(),
    }
}

/// Puts a blank line between items, and between the methods of an `impl`, where the formatter puts none.
fn spaced(text: &str) -> String {
    let mut spaced = String::with_capacity(text.len() + text.len() / 16);
    let mut previous = "";
    let mut containers: Vec<usize> = Vec::new();
    for line in text.lines() {
        let indent = line.len() - line.trim_start().len();
        let content = line.trim_start();
        while containers
            .last()
            .is_some_and(|container| indent <= *container && content.starts_with('}'))
        {
            containers.pop();
        }
        let is_item_level = indent == containers.last().map_or(0, |container| container + 4);
        if is_item_level && starts_item(content) && ends_item(previous) {
            spaced.push('\n');
        }
        spaced.push_str(line);
        spaced.push('\n');
        let opens_items = ["impl ", "impl<", "mod ", "pub mod ", "pub trait "]
            .iter()
            .any(|start| content.starts_with(start));
        if opens_items && content.ends_with('{') {
            containers.push(indent);
        }
        previous = content;
    }
    spaced
}

/// Whether a line begins an item that stands apart from what is before it.
fn starts_item(line: &str) -> bool {
    !(line.starts_with('}') || line.starts_with("pub use ") || line.starts_with("//!") || line.starts_with("type "))
}

/// Whether a line ends an item or the documentation of a module, rather than an attribute or a comment of the next item.
fn ends_item(line: &str) -> bool {
    line.ends_with('}') || line.ends_with(';') || line.starts_with("//!")
}
