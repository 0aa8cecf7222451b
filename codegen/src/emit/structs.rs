//! Structs: the fields, how to build one, and how it goes on the wire and comes back.

use proc_macro2::{Literal, Span, TokenStream};
use quote::quote;
use syn::{Attribute, Expr, FieldModifiers, Fields, FieldsNamed, FnArg, Generics, ImplItem, Item, ItemStruct, Token};

use super::docs::{Docs, source};
use super::types::{argument, of_field};
use super::{codec, rules, syntax};
use apiscribe_model::channel::markdown::code;
use apiscribe_model::channel::rustdoc::escaped;
use apiscribe_model::checked::{Field, Presence, Struct};
use apiscribe_model::name::{Name, RustName, word};

/// Emits a struct, whose documentation begins with `docs`, and everything that is implemented for it.
///
/// ```text
/// pub struct Features { … }
/// impl Features { … }
/// apiscribe::fields! { Features: … }
/// impl apiscribe::Validate for Features { … }
/// ```
pub(crate) fn structure(item: &Struct, docs: Docs) -> Vec<Item> {
    let mut items = vec![definition(item, &docs.list(deprecation(item.deprecated.as_deref())))];
    items.extend(methods(item));
    items.push(codec::fields(item));
    if item.is_checked() {
        items.push(rules::validate(item));
    }
    items
}

/// Emits the struct itself. What is part of a request is made to be sent: to let it go unused is a mistake, be it new or what
/// a setter gives back.
///
/// ```text
/// /// What the image is capable of.
/// #[derive(Clone)]
/// #[non_exhaustive]
/// #[must_use]
/// pub struct Features { … }
/// ```
fn definition(item: &Struct, docs: &Docs) -> Item {
    let mut attributes = docs.attributes();
    attributes.extend(alias(item.alias.as_deref()));
    attributes.extend([syntax::list_attribute("derive", quote! { Clone }), syntax::word_attribute("non_exhaustive")]);
    attributes.extend((!item.is_response).then(|| syntax::word_attribute("must_use")));
    let brace_token = syn::token::Brace::default();
    Item::Struct(ItemStruct {
        attrs: attributes,
        vis: syntax::public(),
        struct_token: Token![struct](Span::call_site()),
        ident: item.name.identifier(),
        generics: Generics::default(),
        fields: Fields::Named(FieldsNamed { brace_token, named: item.fields.iter().map(field).collect() }),
        semi_token: None,
    })
}

/// Emits `#[doc(alias = "ImageName")]`, where rustdoc takes the name.
pub(crate) fn alias(wire: Option<&str>) -> Option<Attribute> {
    wire.filter(|wire| is_alias(wire)).map(|wire| syntax::list_attribute("doc", quote! { alias = #wire }))
}

/// Emits `#[doc(alias = "ImageName")]`, where whoever searches for the name on the wire would not find that in Rust.
pub(crate) fn alias_of(name: &Name) -> Option<Attribute> {
    alias(not_found(name))
}

/// Emits `#[doc(alias = "ImageName")]` as a line above the row of a name, where [`alias_of`] has it.
pub(crate) fn alias_above_row(name: &Name) -> Option<TokenStream> {
    not_found(name).and_then(alias_line)
}

/// Emits `#[doc(alias = "ImageName")]` as a line above the head of a table or a row, where rustdoc takes the name.
pub(crate) fn alias_line(wire: &str) -> Option<TokenStream> {
    is_alias(wire).then(|| syntax::above_row(&format!("#[doc(alias = {})]", Literal::string(wire))))
}

/// Returns the name on the wire, where a search for it does not find the name in Rust.
fn not_found(name: &Name) -> Option<&str> {
    Some(name.wire.as_str()).filter(|wire| !finds(wire, &name.rust))
}

/// Returns whether a search for a name on the wire finds the name in Rust: rustdoc and editors pass over case and underscores, and
/// find a part of a name.
fn finds(wire: &str, rust: &RustName) -> bool {
    let letters = |name: &str| -> String {
        name.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let wire = letters(wire);
    !wire.is_empty() && letters(&rust.to_string()).contains(&wire)
}

/// The documentation of a nested struct.
pub(crate) fn nested_docs(item: &Struct) -> Docs {
    Docs::of(item.doc.as_deref(), || format!("{}.", code(item.alias.as_deref().unwrap_or(&item.name.to_string()))))
}

/// Emits a field.
///
/// ```text
/// /// Whether the image supports NVMe.
/// #[doc(alias = "NvmeSupport")]
/// pub nvme_support: Option<apiscribe::Open<NvmeSupport>>
/// ```
fn field(field: &Field) -> syn::Field {
    let mut attributes = field_docs(field).attributes();
    attributes.extend(alias_of(&field.name));
    if field.null_setter.is_some() {
        let allow = quote! { clippy::option_option, reason = "null is told from absent" };
        attributes.push(syntax::list_attribute("allow", allow));
    }
    syn::Field {
        attrs: attributes,
        vis: syntax::public(),
        modifiers: FieldModifiers::default(),
        ident: Some(field.name.rust.identifier()),
        colon_token: Some(Token![:](Span::call_site())),
        ty: of_field(field),
        default: None,
    }
}

/// Returns whether rustdoc takes a text as an alias: it refuses quotes and spaces at the ends.
fn is_alias(wire: &str) -> bool {
    !wire.is_empty()
        && !wire.chars().any(|character| character == '"' || character == '\'' || character.is_whitespace())
}

fn field_docs(field: &Field) -> Docs {
    let docs = Docs::of(field.doc.as_deref(), || format!("{}.", code(&field.name.wire)));
    let mut facts: Vec<String> = deprecation(field.deprecated.as_deref()).collect();
    if field.null_setter.is_some() {
        facts.push("`Some(None)` is null, `None` leaves it out".to_owned());
    }
    facts.extend(rules::sentences(field));
    facts.extend(field.default.as_ref().map(|default| format!("default: {}", code(default))));
    facts.extend(field.example.as_ref().map(|example| format!("example: {}", code(example))));
    facts.extend(source(field.known_from));
    docs.list(facts)
}

pub(crate) fn deprecation(deprecated: Option<&str>) -> impl Iterator<Item = String> {
    deprecated.into_iter().map(|sentence| match sentence {
        "" => "**deprecated**".to_owned(),
        sentence => format!("**deprecated**: {}", escaped(sentence)),
    })
}

/// Emits `#[deprecated = "…"]` for what a user would call to use something that is deprecated.
fn deprecated_attribute(deprecated: Option<&str>) -> Option<Attribute> {
    deprecated.map(|sentence| match sentence {
        "" => syntax::word_attribute("deprecated"),
        sentence => syntax::text_attribute("deprecated", &escaped(sentence)),
    })
}

/// Emits `impl Name { … }` with the constructor, the setters and, for a request, `validate`.
fn methods(item: &Struct) -> Option<Item> {
    // A response is put together by the server; a test that needs one sets its fields or reads it from JSON. Most of what
    // there is to compile would otherwise be methods that nobody calls.
    if item.is_response && item.is_default() {
        return None;
    }
    let mut methods = vec![constructor(item)];
    let is_set = |field: &&Field| field.presence.is_optional() && !item.is_response;
    methods.extend(item.fields.iter().filter(is_set).flat_map(setters));
    methods.extend(item.is_request.then(validate));
    Some(syntax::own_implementation(&item.name, methods))
}

/// Emits the method that checks a request.
///
/// ```text
/// pub fn validate(&self) -> Result<(), apiscribe::Violations> {
///     apiscribe::Validate::validate(self)
/// }
/// ```
fn validate() -> ImplItem {
    let docs =
        [" Checks every rule of the documentation.", "", " # Errors", " All violations, in the order of the fields."];
    let result = [syntax::tuple_type([]), syntax::named_type(["apiscribe", "Violations"])];
    let result = syntax::generic_type(["Result"], result);
    let check = syntax::call(syntax::item(["apiscribe", "Validate", "validate"]), [syntax::item(["self"])]);
    syntax::public_method(
        docs.map(|line| syntax::text_attribute("doc", line)).into(),
        syntax::signature(word("validate"), [syntax::shared_self()], Some(result)),
        vec![syntax::last(check)],
    )
}

/// Emits the constructor, which takes the required fields.
///
/// ```text
/// pub fn new(region_id: impl Into<String>) -> Self {
///     Self { region_id: region_id.into(), status: None }
/// }
/// ```
fn constructor(item: &Struct) -> ImplItem {
    let given = || item.fields.iter().filter(|field| !field.presence.is_optional());
    let what = if item.is_request { "a request" } else { "a value" };
    let fields = if given().next().is_none() { "no field set" } else { "its required fields" };
    let mut attributes = Docs::new().paragraph(&format!("Creates {what} with {fields}.")).attributes();
    attributes.extend(deprecated_attribute(item.deprecated.as_deref()));
    if given().count() > 7 {
        let allow = quote! { clippy::too_many_arguments, reason = "the documentation requires so many" };
        attributes.push(syntax::list_attribute("allow", allow));
    }
    let parameters = given().map(|field| {
        let r#type = match field.presence {
            Presence::Nullable => of_field(field),
            _ => argument(&field.r#type, &field.name.rust).r#type,
        };
        syntax::parameter(field.name.rust.identifier(), r#type)
    });
    let signature = syntax::signature(word("new"), parameters, Some(syntax::named_type(["Self"])));
    let value = if item.is_default() {
        syntax::call(syntax::item(["Self", "default"]), [])
    } else {
        syntax::own_literal(item.fields.iter().map(|field| {
            let value = match field.presence {
                Presence::Optional | Presence::OptionalOrNull => Some(syntax::item(["None"])),
                Presence::Nullable => None,
                Presence::Required => argument(&field.r#type, &field.name.rust).value,
            };
            syntax::field_value(&field.name.rust, value)
        }))
    };
    syntax::public_method(attributes, signature, vec![syntax::last(value)])
}

/// Emits the setter of an optional field.
///
/// ```text
/// pub fn with_name(mut self, name: impl Into<String>) -> Self {
///     self.name = Some(name.into());
///     self
/// }
/// ```
fn setter(field: &Field) -> ImplItem {
    let name = &field.name.rust;
    let argument = argument(&field.r#type, name);
    let value = argument.value.unwrap_or_else(|| syntax::variable(name));
    let value = some(if field.null_setter.is_some() { some(value) } else { value });
    let docs = format!("Sets [`{name}`](Self::{name}).");
    setting(field, &field.setter, &docs, [syntax::parameter(name.identifier(), argument.r#type)], value)
}

/// Emits the setters of an optional field: one more where it may be null.
///
/// ```text
/// pub fn with_null_name(mut self) -> Self {
///     self.name = Some(None);
///     self
/// }
/// ```
fn setters(field: &Field) -> impl Iterator<Item = ImplItem> {
    let name = &field.name.rust;
    let to_null = field.null_setter.iter().map(move |setter| {
        let docs = format!("Sets [`{name}`](Self::{name}) to null, which is not the same as leaving it out.");
        setting(field, setter, &docs, [], some(syntax::item(["None"])))
    });
    std::iter::once(setter(field)).chain(to_null)
}

/// `Some(value)`.
fn some(value: Expr) -> Expr {
    syntax::call(syntax::item(["Some"]), [value])
}

/// Emits a method that sets a field to a value.
///
/// ```text
/// pub fn with_name(mut self, name: impl Into<String>) -> Self {
///     self.name = value;
///     self
/// }
/// ```
fn setting<const N: usize>(
    field: &Field,
    setter: &RustName,
    docs: &str,
    parameters: [FnArg; N],
    value: Expr,
) -> ImplItem {
    let mut attributes = Docs::new().paragraph(docs).attributes();
    attributes.extend(deprecated_attribute(field.deprecated.as_deref()));
    let parameters = std::iter::once(syntax::changed_self()).chain(parameters);
    let signature = syntax::signature(setter.identifier(), parameters, Some(syntax::named_type(["Self"])));
    let body = vec![
        syntax::statement(syntax::assignment(syntax::own_field(&field.name.rust), value)),
        syntax::last(syntax::item(["self"])),
    ];
    syntax::public_method(attributes, signature, body)
}
