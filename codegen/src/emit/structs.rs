//! Structs: the fields, how to build one, and how it goes on the wire and comes back.

use proc_macro2::TokenStream;
use quote::quote;

use super::codec;
use super::docs::{Docs, code, has_words, source};
use super::rules;
use super::types::{argument, of_field};
use crate::model::{Field, Presence, Struct};

/// A struct, and what its documentation begins with.
pub(crate) fn structure(item: &Struct, docs: Docs) -> TokenStream {
    let name = &item.name;
    let docs = docs.list(deprecation(item.deprecated.as_deref())).outer();
    let alias = alias(item.alias.as_deref());
    let default = is_default(item).then(|| quote! { Default, });
    let fields = item.fields.iter().map(field);
    let methods = Some(methods(item)).filter(|methods| !methods.is_empty());
    let methods = methods.map(|methods| quote! { impl #name { #methods } });
    let encode = codec::encode(item);
    let decode = codec::decode(item);
    let validate = item.is_checked().then(|| rules::validate(item));
    quote! {
        #docs
        #alias
        #[derive(Clone, Debug, #default PartialEq)]
        #[non_exhaustive]
        pub struct #name { #(#fields,)* }

        #methods

        #encode
        #decode
        #validate
        apiscribe::serde_shells!(#name);
    }
}

/// Whether a value can be made of nothing.
pub(crate) fn is_default(item: &Struct) -> bool {
    item.fields.iter().all(|field| field.presence == Presence::Optional)
}

pub(crate) fn alias(wire: Option<&str>) -> TokenStream {
    wire.filter(|wire| is_alias(wire)).map_or_else(TokenStream::new, |wire| quote! { #[doc(alias = #wire)] })
}

/// What a nested struct is.
pub(crate) fn nested_docs(item: &Struct) -> Docs {
    match &item.doc {
        Some(doc) if has_words(doc) => Docs::new().prose(Some(doc)),
        _ => Docs::new().paragraph(&format!("{}.", code(item.alias.as_deref().unwrap_or(&item.name.to_string())))),
    }
}

fn field(field: &Field) -> TokenStream {
    let docs = field_docs(field).outer();
    let wire = &field.name.wire;
    let name = &field.name.rust;
    let alias = alias((field.name.rust.to_string() != *wire).then_some(wire));
    let r#type = of_field(field);
    quote! { #docs #alias pub #name: #r#type }
}

/// Whether rustdoc takes a text as an alias: it refuses quotes and spaces at the ends.
fn is_alias(wire: &str) -> bool {
    !wire.is_empty()
        && !wire.chars().any(|character| character == '"' || character == '\'' || character.is_whitespace())
}

fn field_docs(field: &Field) -> Docs {
    let docs = match &field.doc {
        Some(doc) if has_words(doc) => Docs::new().prose(Some(doc)),
        _ => Docs::new().paragraph(&format!("{}.", code(&field.name.wire))),
    };
    let mut facts: Vec<String> = deprecation(field.deprecated.as_deref()).collect();
    facts.extend(rules::sentences(field));
    facts.extend(field.default.as_ref().map(|default| format!("default: {}", code(default))));
    facts.extend(field.example.as_ref().map(|example| format!("example: {}", code(example))));
    facts.extend(source(field.known_from));
    docs.list(facts)
}

pub(crate) fn deprecation(deprecated: Option<&str>) -> impl Iterator<Item = String> {
    deprecated.into_iter().map(|sentence| match sentence {
        "" => "**deprecated**".to_owned(),
        sentence => format!("**deprecated**: {}", super::docs::escaped(sentence)),
    })
}

/// The attribute on what a user would call to use something that is deprecated.
pub(crate) fn deprecated_attribute(deprecated: Option<&str>) -> TokenStream {
    match deprecated {
        None => TokenStream::new(),
        Some("") => quote! { #[deprecated] },
        Some(sentence) => {
            let sentence = super::docs::escaped(sentence);
            quote! { #[deprecated = #sentence] }
        }
    }
}

fn methods(item: &Struct) -> TokenStream {
    // An answer is put together by the server; a test that needs one sets its fields or reads it from JSON. Most of what
    // there is to compile would otherwise be methods that nobody calls.
    if item.is_answer && is_default(item) {
        return TokenStream::new();
    }
    let constructor = constructor(item);
    let is_set = |field: &&Field| field.presence == Presence::Optional && !item.is_answer;
    let setters = item.fields.iter().filter(is_set).map(setter);
    let validate = item.is_request.then(|| {
        quote! {
            #[doc = " Checks every rule of the documentation."]
            #[doc = ""]
            #[doc = " # Errors"]
            #[doc = " All violations, in the order of the fields."]
            pub fn validate(&self) -> Result<(), apiscribe::Violations> {
                apiscribe::Validate::validate(self)
            }
        }
    });
    quote! { #constructor #(#setters)* #validate }
}

fn constructor(item: &Struct) -> TokenStream {
    let deprecated = deprecated_attribute(item.deprecated.as_deref());
    if is_default(item) {
        return quote! {
            #[doc = " A value with nothing set."]
            #deprecated
            pub fn new() -> Self {
                Self::default()
            }
        };
    }
    let given: Vec<&Field> = item.fields.iter().filter(|field| field.presence != Presence::Optional).collect();
    let parameters = given.iter().map(|field| {
        let name = &field.name.rust;
        let r#type = match field.presence {
            Presence::Nullable => of_field(field),
            _ => argument(&field.r#type, &quote! { #name }).r#type,
        };
        quote! { #name: #r#type }
    });
    let values = item.fields.iter().map(|field| {
        let name = &field.name.rust;
        match field.presence {
            Presence::Optional => quote! { #name: None },
            Presence::Nullable => quote! { #name },
            Presence::Required => {
                let value = argument(&field.r#type, &quote! { #name }).value;
                if value.to_string() == name.as_text() {
                    quote! { #name }
                } else {
                    quote! { #name: #value }
                }
            }
        }
    });
    let allow = (given.len() > 7)
        .then(|| quote! { #[allow(clippy::too_many_arguments, reason = "the documentation requires so many")] });
    quote! {
        #[doc = " A value with what is required, and nothing else set."]
        #deprecated
        #allow
        pub fn new(#(#parameters),*) -> Self {
            Self { #(#values),* }
        }
    }
}

fn setter(field: &Field) -> TokenStream {
    let name = &field.name.rust;
    let setter = &field.setter;
    let docs = Docs::new().paragraph(&format!("Sets [`{name}`](Self::{name}).")).outer();
    let deprecated = deprecated_attribute(field.deprecated.as_deref());
    let argument = argument(&field.r#type, &quote! { #name });
    let (r#type, value) = (argument.r#type, argument.value);
    quote! {
        #docs
        #deprecated
        #[must_use]
        pub fn #setter(mut self, #name: #r#type) -> Self {
            self.#name = Some(#value);
            self
        }
    }
}
