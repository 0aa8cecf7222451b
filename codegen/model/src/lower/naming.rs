//! Decides names, and refuses those that Rust or a reader could not take.

use super::place::Place;
use crate::diagnostic::{Diagnostic, Id, Label};
use crate::name::{NoIdentifier, RustName, Scope};

/// The kind of thing that a name is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum NameOf {
    Field,
    Type,
    Variant,
    Module,
}

impl NameOf {
    fn make(self, wire: &str) -> Result<RustName, NoIdentifier> {
        match self {
            Self::Field | Self::Module => RustName::snake(wire),
            Self::Variant if wire.is_empty() => RustName::camel("Empty"),
            Self::Type | Self::Variant => RustName::camel(wire),
        }
    }

    fn is_camel(self) -> bool {
        matches!(self, Self::Type | Self::Variant)
    }

    fn noun(self) -> &'static str {
        match self {
            Self::Field => "field",
            Self::Type => "type",
            Self::Variant => "variant",
            Self::Module => "module",
        }
    }

    /// The key of the spec that overrides the name.
    fn key(self) -> &'static str {
        if self == Self::Type { "rust_type" } else { "rust" }
    }
}

/// The Rust name of something: the one chosen by hand, or the one made of the wire name.
pub(super) fn rust_name(kind: NameOf, wire: &str, by_hand: Option<&String>, place: &Place<'_>) -> RustName {
    let named = match by_hand {
        None => kind.make(wire),
        Some(text) => {
            RustName::by_hand(text).and_then(|name| if fits(kind, text) { Ok(name) } else { Err(NoIdentifier) })
        }
    };
    named.unwrap_or_else(|NoIdentifier| {
        place.push(match by_hand {
            None => Diagnostic::new(
                Id::NO_IDENTIFIER,
                if wire.is_empty() {
                    "an empty name".to_owned()
                } else {
                    format!("no Rust name can be made of `{wire}`")
                },
                place.on_key("has no character to make a name of"),
            )
            .choose(kind.key(), if kind == NameOf::Field { "unnamed".to_owned() } else { "Unnamed".to_owned() }),
            Some(text) => Diagnostic::new(
                Id::BAD_RUST_NAME,
                format!("`{text}` is not a valid Rust {} name", kind.noun()),
                place.key(kind.key()).on_value(""),
            )
            .help(if kind.is_camel() {
                "write a name in `UpperCamelCase`"
            } else {
                "write a name in `snake_case`"
            }),
        });
        RustName::placeholder()
    })
}

/// Returns whether a name by hand has the case that rustc expects.
fn fits(kind: NameOf, text: &str) -> bool {
    let letters: Vec<char> = text.trim_matches('_').chars().collect();
    if kind.is_camel() {
        let parts_digits =
            |window: &[char]| window[1] != '_' || window[0].is_ascii_digit() && window[2].is_ascii_digit();
        !letters.first().is_some_and(|first| first.is_lowercase()) && letters.windows(3).all(parts_digits)
    } else {
        !letters.iter().any(|letter| letter.is_uppercase())
    }
}

/// Takes a name in a scope, or reports who has it.
pub(super) fn take(scope: &mut Scope<Label>, kind: NameOf, name: &RustName, wire: &str, place: &Place<'_>) {
    // A name that could not be made has been reported; that two of them are alike is no error of its own.
    if name.is_placeholder() {
        return;
    }
    if kind == NameOf::Type && name.is_in_prelude() {
        let label = place.on_key(format!("`{name}` has a meaning of its own in every Rust file"));
        let message = format!("the type of `{wire}` would be called `{name}`");
        let diagnostic = Diagnostic::new(Id::RESERVED_NAME, message, label);
        place.push(diagnostic.choose(kind.key(), name.suffixed("Spec").to_string()));
    } else if let Err(first) = scope.take(name, place.first_here()) {
        let label = place.on_key(format!("`{name}` is taken"));
        let what = kind.noun();
        // The first is known by its wire name only where the place is that of the name.
        let becomes_it = |other: &&str| kind.make(other).is_ok_and(|made| made == *name);
        let message = match place.text_at(&first).filter(becomes_it) {
            Some(other) if other != wire => format!("`{other}` and `{wire}` both become the Rust {what} `{name}`"),
            _ => format!("`{wire}` becomes the Rust {what} `{name}`, which is taken"),
        };
        let diagnostic = Diagnostic::new(Id::NAMES_MEET, message, label);
        let diagnostic = if first.is_nowhere() { diagnostic } else { diagnostic.also(first) };
        place.push(diagnostic.choose(kind.key(), free_name(scope, kind, name, place).to_string()));
    }
}

/// A name near to one that is taken: for a type, with the name of what it stands in before it; else with a number behind.
/// For a module it is that of the operation, of which the module's is made.
fn free_name(scope: &mut Scope<Label>, kind: NameOf, name: &RustName, place: &Place<'_>) -> RustName {
    let around = Some(place.owner()).filter(|_| kind == NameOf::Type).and_then(|owner| RustName::camel(&owner).ok());
    let nested = around.map(|around| around.suffixed(&name.to_string()));
    let base = if kind == NameOf::Module { RustName::camel(&name.to_string()).ok() } else { None };
    let base = base.as_ref().unwrap_or(name).bare();
    let separator = if kind.is_camel() || kind == NameOf::Module { "" } else { "_" };
    let is_free = |scope: &mut Scope<Label>, name: &RustName| {
        let taken = if kind == NameOf::Module { RustName::snake(&name.to_string()).ok() } else { Some(name.clone()) };
        taken.is_some_and(|name| scope.take(&name, place.first_here()).is_ok())
    };
    if let Some(nested) = nested.filter(|name| is_free(scope, name)) {
        return nested;
    }
    loop {
        let number = scope.next_number(&base);
        let name = base.suffixed(&format!("{separator}{number}"));
        if is_free(scope, &name) {
            return name;
        }
    }
}
