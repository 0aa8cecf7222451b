//! Decides the names of modules, each of which is the name of a file as well.

use super::naming::{NameOf, rust_name};
use super::place::Place;
use crate::diagnostic::{Diagnostic, Id, Label};
use crate::name::{ModuleOf, Name, RustName};

/// The greatest length of the name of a module, in bytes. File systems take 255 for a file's name; the rest is for the
/// extension, and for what rustdoc puts around the names that are made of it.
const LIMIT: usize = 200;

/// Returns the module of a product: named by hand, or like the product.
pub(super) fn of_product(product: &str, by_hand: Option<&String>, root: &Place<'_>) -> RustName {
    let Some(text) = by_hand else {
        let place = root.key("service");
        let name = named(RustName::lower(product).ok(), product, &place);
        let shorter = |name: &RustName| Some(shortened(&name.to_string()));
        return fitting(name.module(ModuleOf::Product), product, &place, shorter);
    };
    let name = rust_name(NameOf::Module, product, by_hand, root);
    let place = root.key("rust");
    let possible = name.module(ModuleOf::Product);
    if possible != name {
        let label = place.on_value(format!("`{name}.rs` is another file"));
        let message = format!("the module of a product cannot be called `{text}`");
        place.push(Diagnostic::new(Id::RESERVED_NAME, message, label).choose("rust", possible.to_string()));
    }
    fitting(possible, product, &place, |name| Some(shortened(&ascii(&name.to_string()))))
}

pub(super) fn of_version(version: &str, root: &Place<'_>) -> RustName {
    let place = root.key("version");
    let name = named(RustName::version(version).ok(), version, &place);
    fitting(name, version, &place, |_| None)
}

/// Returns the module of an operation, which is called as its types are.
pub(super) fn of_operation(name: &Name, root: &Place<'_>) -> RustName {
    // That no module can be named after a name that is missing is reported with the name.
    if name.rust.is_placeholder() {
        return RustName::placeholder();
    }
    let module = rust_name(NameOf::Module, &name.rust.to_string(), None, root).module(ModuleOf::Operation);
    let shorter = |_: &RustName| {
        let text = shortened(&ascii(&name.rust.to_string()));
        Some(RustName::camel(&text).map(|name| name.to_string()).unwrap_or_default())
    };
    fitting(module, &name.wire, &root.key("operation"), shorter)
}

/// Refuses a name that cannot be that of a file, and suggests what the key `rust` could say.
fn fitting(name: RustName, wire: &str, place: &Place<'_>, shorter: impl Fn(&RustName) -> Option<String>) -> RustName {
    let text = name.to_string();
    let suggested = |diagnostic: Diagnostic| match shorter(&name) {
        Some(text) if text.is_empty() => diagnostic.choose("rust", "Unnamed".to_owned()),
        Some(text) => diagnostic.choose("rust", text),
        None => diagnostic.help("write it with few letters and digits, all of them ASCII"),
    };
    if !text.is_ascii() {
        let label = place.on_value(format!("the module would be `{text}`"));
        let message = format!("the module of `{wire}` would have a name that is not ASCII");
        let diagnostic = Diagnostic::new(Id::NOT_ASCII, message, label);
        place.push(suggested(diagnostic.note("Rust finds no file for such a module")));
    } else if text.len() > LIMIT {
        place.push(suggested(too_long(text.len(), place.on_value(format!("{} bytes", wire.len())))));
    } else {
        return name;
    }
    RustName::placeholder()
}

fn too_long(length: usize, label: Label) -> Diagnostic {
    let message = format!("the name of the module would be {length} bytes long, and may be {LIMIT}");
    Diagnostic::new(Id::NAME_TOO_LONG, message, label).note("it is the name of a file, of which systems take 255 bytes")
}

fn ascii(text: &str) -> String {
    text.chars().filter(char::is_ascii).collect()
}

/// The beginning of an ASCII name, as far as it is sure to fit when underscores are put into it.
fn shortened(text: &str) -> String {
    let text = text.trim_matches('_');
    text.get(..LIMIT / 2).unwrap_or(text).trim_end_matches('_').to_owned()
}

fn named(name: Option<RustName>, wire: &str, place: &Place<'_>) -> RustName {
    name.unwrap_or_else(|| {
        if !wire.is_empty() {
            let label = place.on_value("has neither a letter nor a digit");
            let message = format!("no module can be called `{wire}`");
            place.push(Diagnostic::new(Id::NO_IDENTIFIER, message, label));
        }
        RustName::placeholder()
    })
}
