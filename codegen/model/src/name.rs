//! The only place where a name on the wire becomes a name in Rust.

use std::collections::BTreeMap;
use std::fmt;

use heck::{ToSnakeCase, ToUpperCamelCase};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, TokenStreamExt};

use crate::file_name::is_device;

/// A name in both worlds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    pub wire: String,
    pub rust: RustName,
}

/// An identifier. Nothing outside this file can make one of text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RustName {
    text: String,
    is_raw: bool,
}

impl RustName {
    /// The name as a part of syntax.
    pub fn identifier(&self) -> Ident {
        if self.is_raw {
            Ident::new_raw(&self.text, Span::call_site())
        } else {
            Ident::new(&self.text, Span::call_site())
        }
    }

    /// A field, a function or a module: `snake_case`.
    pub fn snake(wire: &str) -> Result<Self, NoIdentifier> {
        let name = Self::legal(&clean(wire).to_snake_case())?;
        // Clippy wants a letter in the name of a variable.
        let has_letter = name.text.contains(|letter: char| letter != '_' && !letter.is_numeric());
        Ok(if has_letter { name } else { Self { text: format!("n{}", name.text.trim_start_matches('_')), ..name } })
    }

    /// A type or a variant: `UpperCamelCase`.
    pub fn camel(wire: &str) -> Result<Self, NoIdentifier> {
        let mut name = String::new();
        for part in clean(wire).split('_').filter(|part| !part.is_empty()) {
            // What stands between 1 and 0 in `1.0` tells it from `10`; without it the two would meet.
            if name.ends_with(is_digit) && part.starts_with(is_digit) {
                name.push('_');
            }
            name.push_str(&part.to_upper_camel_case());
        }
        let digits = name.len() - name.trim_start_matches(is_digit).len();
        if digits > 0 {
            // The letter behind the digits begins a word, as one behind a mark does.
            let (number, rest) = name.split_at(digits);
            let mut letters = rest.chars();
            let first = letters.next().map(|first| first.to_ascii_uppercase());
            name = format!("V{number}{}", first.into_iter().chain(letters).collect::<String>());
        }
        Self::legal(&name)
    }

    /// The name of the method that sets this field.
    #[must_use]
    pub fn setter(&self) -> Self {
        // What keeps a digit from beginning a field is not needed here, and two underscores would be no snake case.
        Self { text: format!("with_{}", self.text.trim_start_matches('_')), is_raw: false }
    }

    /// The name of the method that sets this field to null.
    #[must_use]
    pub fn null_setter(&self) -> Self {
        Self { text: format!("with_null_{}", self.text.trim_start_matches('_')), is_raw: false }
    }

    /// This field's name as that of a constant.
    #[must_use]
    pub fn constant(&self) -> Self {
        Self { text: self.text.to_uppercase(), is_raw: false }
    }

    /// Returns whether it is a name of the standard prelude.
    pub fn is_in_prelude(&self) -> bool {
        PRELUDE.split_whitespace().any(|name| name == self.text)
    }

    /// Returns whether it stands in the place of a name that was refused.
    pub fn is_placeholder(&self) -> bool {
        self.text.is_empty()
    }

    /// Goes on in the place of a name that was refused; never seen, because nothing is generated then.
    pub fn placeholder() -> Self {
        Self { text: String::new(), is_raw: false }
    }

    /// The module of a product or version: lower case, as in the product's host name.
    pub fn lower(wire: &str) -> Result<Self, NoIdentifier> {
        // Rust finds no file for a module whose name is not ASCII.
        let kept: String = wire.chars().filter(|letter| letter.is_ascii_alphanumeric() || *letter == '_').collect();
        Self::legal(&kept.to_lowercase())
    }

    /// The module of a version, as in `v2014_05_26`.
    pub fn version(wire: &str) -> Result<Self, NoIdentifier> {
        let wire = wire.strip_prefix(['v', 'V']).filter(|rest| rest.starts_with(is_digit)).unwrap_or(wire);
        let digits: Vec<&str> = wire.split(|character: char| !character.is_alphanumeric()).collect();
        Self::legal(&format!("v{}", digits.join("_").to_lowercase()))
    }

    /// This module's name where it can be that of a file; where it cannot, with an underscore behind it, as in `con_`. No
    /// other name that is made of text ends like this, so that none is taken.
    #[must_use]
    pub fn module(&self, of: ModuleOf) -> Self {
        let is_reserved = of.reserved().contains(&self.text.as_str()) || is_device(&self.text);
        if is_reserved { Self { text: format!("{}_", self.text), is_raw: false } } else { self.clone() }
    }

    /// A name that a person chose in the spec, exactly.
    pub fn by_hand(text: &str) -> Result<Self, NoIdentifier> {
        let name = Self::legal(text)?;
        if name.text == text { Ok(name) } else { Err(NoIdentifier) }
    }

    /// This name before a word that keeps its case, as in `AddImageRequest`, and without what keeps it from being a keyword.
    #[must_use]
    pub fn suffixed(&self, suffix: &str) -> Self {
        Self { text: format!("{}{suffix}", self.bare().text), is_raw: false }
    }

    /// This name without underscores at its end, as one begins that something is put behind.
    #[must_use]
    pub fn bare(&self) -> Self {
        Self { text: self.text.trim_end_matches('_').to_owned(), is_raw: false }
    }

    /// Makes text an identifier by as little as possible: `_` before a digit, `r#` or `_` for keywords.
    fn legal(text: &str) -> Result<Self, NoIdentifier> {
        if !text.chars().any(char::is_alphanumeric) {
            return Err(NoIdentifier);
        }
        let starts_well = text.starts_with(|first: char| first == '_' || unicode_ident::is_xid_start(first));
        let mut text = if starts_well { text.to_owned() } else { format!("_{text}") };
        if !text.chars().all(unicode_ident::is_xid_continue) {
            return Err(NoIdentifier);
        }
        let may_be_keyword = text == "Self" || text.bytes().all(|byte| byte.is_ascii_lowercase());
        // `gen` is reserved since edition 2024, which syn does not know.
        let is_keyword = may_be_keyword && (text == "gen" || syn::parse_str::<Ident>(&text).is_err());
        let cannot_be_raw = matches!(text.as_str(), "self" | "Self" | "super" | "crate");
        if cannot_be_raw {
            text.push('_');
        }
        Ok(Self { text, is_raw: is_keyword && !cannot_be_raw })
    }
}

/// The kind of thing that a module is of, which decides where its file is, and so which names it cannot have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ModuleOf {
    /// A product; the file is beside `lib.rs`.
    Product,
    /// An operation; the file is beside those of the version's other modules.
    Operation,
}

impl ModuleOf {
    /// The names of other files, of crates that generated code names, and of crates that its readers expect.
    fn reserved(self) -> &'static [&'static str] {
        match self {
            Self::Product => &["lib", "main", "mod", "bin", "build", "apiscribe", "std", "core", "alloc"],
            Self::Operation => &["errors", "types", "mod", "apiscribe", "std", "core", "alloc"],
        }
    }
}

/// The wire name with everything that no identifier can have made a boundary of words. A sign before a word is a word, and
/// so is each mark where there is no word.
fn clean(wire: &str) -> String {
    let has_words =
        wire.chars().any(|character| character.is_alphanumeric() && unicode_ident::is_xid_continue(character));
    if !has_words {
        return spelled(wire);
    }
    let signs = [('-', "minus_"), ('+', "plus_")];
    let signed = signs.iter().find_map(|(sign, word)| {
        let rest = wire.strip_prefix(*sign).filter(|rest| rest.starts_with(char::is_alphanumeric))?;
        Some(format!("{word}{rest}"))
    });
    let wire = signed.unwrap_or_else(|| wire.to_owned());
    wire.chars().map(|character| if unicode_ident::is_xid_continue(character) { character } else { '_' }).collect()
}

/// Returns the names that a type can have by its place, of which the first that no other type has is its name: that of the value,
/// and then with the names before it of what it stands in, one after another from the innermost.
pub fn type_names<'w>(wire: &str, around: impl Iterator<Item = &'w str>) -> impl Iterator<Item = RustName> {
    let mut around = around.filter_map(|outer| RustName::camel(outer).ok());
    let with_outer = move |name: &RustName| Some(around.next()?.suffixed(&name.to_string()));
    let names = std::iter::successors(RustName::camel(wire).ok(), with_outer);
    names.map(|name| if name.is_in_prelude() { name.suffixed("Spec") } else { name })
}

/// Returns a text in which each mark is a word, so that texts that differ in marks alone differ in words.
pub fn spelled(wire: &str) -> String {
    let mut text = String::new();
    for character in wire.chars() {
        if character.is_alphanumeric() && unicode_ident::is_xid_continue(character) {
            text.push(character);
        } else {
            let word = mark(character).map_or_else(|| format!("u{:04x}", u32::from(character)), str::to_owned);
            text.push_str(&format!("_{word}_"));
        }
    }
    text
}

fn mark(character: char) -> Option<&'static str> {
    const MARKS: &[(char, &str)] = &[
        ('+', "plus"),
        ('-', "minus"),
        ('*', "star"),
        ('/', "slash"),
        ('\\', "backslash"),
        ('%', "percent"),
        ('=', "equals"),
        ('<', "less"),
        ('>', "greater"),
        ('!', "not"),
        ('&', "and"),
        ('|', "or"),
        ('^', "caret"),
        ('~', "tilde"),
        ('.', "dot"),
        (',', "comma"),
        (':', "colon"),
        (';', "semicolon"),
        ('?', "question"),
        ('#', "hash"),
        ('@', "at"),
        ('$', "dollar"),
        ('_', "underscore"),
        ('\'', "quote"),
        ('"', "quotes"),
        ('`', "backtick"),
        (' ', "space"),
        ('(', "open"),
        (')', "close"),
        ('[', "open"),
        (']', "close"),
        ('{', "open"),
        ('}', "close"),
    ];
    MARKS.iter().find(|(other, _)| *other == character).map(|(_, word)| *word)
}

fn is_digit(character: char) -> bool {
    character.is_ascii_digit()
}

impl fmt::Display for RustName {
    /// The identifier without `r#`, for prose and for names made of it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl ToTokens for RustName {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.append(self.identifier());
    }
}

/// A path of Rust that a user gives, such as `crate::types::Tag` or `::std::hash::Hash`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RustPath {
    is_global: bool,
    segments: Vec<RustName>,
}

impl RustPath {
    /// Reads a path of plain names; it has no arguments of types.
    pub fn parse(text: &str) -> Result<Self, NoIdentifier> {
        let is_global = text.starts_with("::");
        let names = text.strip_prefix("::").unwrap_or(text).split("::").map(str::trim).enumerate();
        let segment = |(index, name): (usize, &str)| {
            let may_lead = !is_global && index == 0 && (name == "crate" || name == "self");
            match name {
                _ if may_lead => Ok(RustName { text: name.to_owned(), is_raw: false }),
                name => RustName::by_hand(name.strip_prefix("r#").unwrap_or(name)),
            }
        };
        Ok(Self { is_global, segments: names.map(segment).collect::<Result<_, _>>()? })
    }
}

impl ToTokens for RustPath {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let start = self.is_global.then(|| quote::quote! { :: });
        let segments = &self.segments;
        tokens.append_all(quote::quote! { #start #(#segments)::* });
    }
}

/// A word of the language or a name in the runtime, which the generator itself writes.
pub fn word(word: &'static str) -> Ident {
    Ident::new(word, Span::call_site())
}

/// Nothing in the text can be part of an identifier.
#[derive(Debug)]
pub struct NoIdentifier;

/// Hands out each name once.
#[derive(Debug)]
pub struct Scope<T> {
    taken: BTreeMap<RustName, T>,
    /// By name, the first number behind it that has not been given away.
    numbers: BTreeMap<RustName, usize>,
}

impl<T> Default for Scope<T> {
    fn default() -> Self {
        Self { taken: BTreeMap::new(), numbers: BTreeMap::new() }
    }
}

impl<T: Clone> Scope<T> {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn has(&self, name: &RustName) -> bool {
        self.taken.contains_key(name)
    }

    /// Takes a name.
    ///
    /// # Errors
    /// Who has it already.
    pub fn take(&mut self, name: &RustName, owner: T) -> Result<(), T> {
        if let Some(first) = self.taken.get(name) {
            return Err(first.clone());
        }
        self.taken.insert(name.clone(), owner);
        Ok(())
    }

    /// Takes a name, or, where it is taken, one that ends in a number.
    pub(crate) fn take_apart(&mut self, name: &RustName, owner: T) -> RustName {
        let mut free = name.clone();
        while self.take(&free, owner.clone()).is_err() {
            free = name.suffixed(&format!("_{}", self.next_number(name)));
        }
        free
    }

    /// The next number for a name that many would have, from 2: each is tried once, however many there are.
    pub fn next_number(&mut self, name: &RustName) -> usize {
        let next = self.numbers.entry(name.clone()).or_insert(2);
        *next += 1;
        *next - 1
    }
}

/// Names of the standard prelude, which generated code uses without a path and which readers take for themselves.
const PRELUDE: &str = "
    AsMut AsRef Box Clone Copy Debug Default DoubleEndedIterator Drop Eq Err ExactSizeIterator Extend Fn FnMut
    FnOnce From FromIterator Hash Into IntoIterator Iterator None Ok Option Ord PartialEq PartialOrd Result Send
    Sized Some String Sync ToOwned ToString TryFrom TryInto Unpin Vec
";

#[cfg(test)]
mod tests {
    use super::{RustName, type_names};

    #[test]
    fn a_type_is_called_after_its_value_and_never_as_the_prelude_has_it() {
        let names = |wire| type_names(wire, ["Partial", "Request"].into_iter()).map(|name| name.to_string());
        assert_eq!(names("Tag").collect::<Vec<_>>(), ["Tag", "PartialTag", "RequestPartialTag"]);
        assert_eq!(names("Eq").collect::<Vec<_>>(), ["EqSpec", "PartialEqSpec", "RequestPartialEq"]);
    }

    #[test]
    fn wire_names_become_the_names_a_rust_programmer_expects() {
        for (wire, snake, camel) in [
            ("RegionId", "region_id", "RegionId"),
            ("IsACRRegistry", "is_acr_registry", "IsAcrRegistry"),
            ("VMImageSpec", "vm_image_spec", "VmImageSpec"),
            ("UEFI-Preferred", "uefi_preferred", "UefiPreferred"),
            ("InvalidImageName.Malformed", "invalid_image_name_malformed", "InvalidImageNameMalformed"),
            ("type", "r#type", "Type"),
            ("self", "self_", "Self_"),
            ("Self", "self_", "Self_"),
            ("crate", "crate_", "Crate"),
            ("5xxPv", "_5xx_pv", "V5XxPv"),
            ("1.0", "n1_0", "V1_0"),
            ("10", "n10", "V10"),
            ("-1", "minus_1", "Minus1"),
            ("-date", "minus_date", "MinusDate"),
            ("+", "plus", "Plus"),
            (">=", "greater_equals", "GreaterEquals"),
            ("。", "u3002", "U3002"),
            ("v1.2.3", "v1_2_3", "V1_2_3"),
            ("x-acs-action", "x_acs_action", "XAcsAction"),
            ("IpName.zh_CN", "ip_name_zh_cn", "IpNameZhCn"),
            ("按量付费", "按量付费", "按量付费"),
            ("a²b", "a_b", "AB"),
            ("gen", "r#gen", "Gen"),
        ] {
            let text = |name: Result<RustName, _>| {
                name.map(|name: RustName| name.identifier().to_string()).unwrap_or_default()
            };
            assert_eq!(text(RustName::snake(wire)), snake, "{wire} in snake case");
            assert_eq!(text(RustName::camel(wire)), camel, "{wire} in camel case");
        }
    }

    #[test]
    fn a_name_without_characters_is_refused() {
        assert!(RustName::snake("").is_err() && RustName::camel("").is_err());
    }

    #[test]
    fn a_name_by_hand_is_taken_exactly_or_not_at_all() {
        assert_eq!(
            RustName::by_hand("ipv6_address").map(|name| name.identifier().to_string()).ok().as_deref(),
            Some("ipv6_address")
        );
        assert_eq!(RustName::by_hand("type").map(|name| name.identifier().to_string()).ok().as_deref(), Some("r#type"));
        for text in ["1st", "a b", "", "Self", "a-b", "_"] {
            assert!(RustName::by_hand(text).is_err(), "{text:?}");
        }
    }
}
