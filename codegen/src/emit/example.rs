//! Examples in the documentation, made of the documentation's own examples; in a crate they run as its tests.

use std::collections::BTreeSet;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::error_sample::error_body;
use crate::options::{Layout, Options};
use crate::print;
use apiscribe_model::checked::{
    Auth, ExampleEndpoint, ExampleStruct, ExampleValue, Operation, Presence, RequestExample, Response, Service,
};
use apiscribe_model::name::RustName;

/// The modules on the way to an operation.
pub(crate) type OperationPath<'m> = [&'m RustName; 3];

/// Builds the request and checks it.
pub(crate) fn request(of: OperationPath<'_>, example: &RequestExample, options: &Options) -> Vec<String> {
    let mut names = BTreeSet::new();
    let value = structure(&example.value, &mut names);
    let names = imported(&names.into_iter().collect::<Vec<_>>());
    let path = path(of, options);
    let runtime = runtime(options);
    let check = if example.has_query {
        quote! { let query = request.query_string(); }
    } else {
        quote! { let parameters = request.parameters(); }
    };
    let mut lines = print::statements(&quote! {
        use #runtime::Operation as _;
        use #path::#names;
        let request = #value;
        assert_eq!(request.validate(), Ok(()));
        #check
    });
    spaced(&mut lines);
    lines
}

/// Sends the request with one of the clients, by a method of it. A crate of types depends on neither, so that this is no test of
/// it.
pub(crate) fn call(auth: &Auth<String>, endpoint: &ExampleEndpoint, method: &str) -> Vec<String> {
    let endpoint = match endpoint {
        ExampleEndpoint::Region => "Endpoint::region(\"cn-hangzhou\")".to_owned(),
        ExampleEndpoint::Central => "Endpoint::central()".to_owned(),
        ExampleEndpoint::Documented => "Endpoint::documented()".to_owned(),
        ExampleEndpoint::Server(name) => format!("Endpoint::server({name:?})"),
        ExampleEndpoint::Unknown => "Endpoint::at(\"https://api.example.com\")".to_owned(),
    };
    let (name, made) = credentials(auth);
    let mut imported: Vec<&str> = name.into_iter().chain(["Client", "Endpoint"]).collect();
    imported.sort_unstable();
    let imported = imported.join(", ");
    let text = format!(
        "use apiscribe_reqwest::{{{imported}, reqwest}};\n\n\
         let auth = {made};\n\
         let client = Client::new(reqwest::Client::new(), {endpoint}, auth);\n\
         let response = client.{method}(&request).await?;"
    );
    text.lines().map(str::to_owned).collect()
}

/// The type that shows who sends a request, and how a value of it is made.
fn credentials(auth: &Auth<String>) -> (Option<&'static str>, &'static str) {
    match auth {
        Auth::Acs3 => (Some("Credentials"), "Credentials::from_env()?"),
        Auth::Bearer => (Some("BearerToken"), "BearerToken::from_env(\"API_TOKEN\")?"),
        Auth::Basic => (Some("BasicLogin"), "BasicLogin::from_env(\"API_USER\", \"API_PASSWORD\")?"),
        Auth::Header(_) | Auth::Query(_) => (Some("ApiKey"), "ApiKey::from_env(\"API_KEY\")?"),
        // A type of the reader's own, which is `Authorize`.
        Auth::Scheme(_) => (None, "Signer::new()"),
        _ => (Some("Anonymous"), "Anonymous"),
    }
}

/// Reads each sample.
pub(crate) fn responses(of: OperationPath<'_>, operation: &Operation, options: &Options) -> Vec<Vec<String>> {
    let Response::Struct(response) = &operation.response else {
        return Vec::new();
    };
    let path = path(of, options);
    let runtime = runtime(options);
    let name = &response.name;
    let read = |example: &apiscribe_model::checked::Example| {
        let asserts = example.texts.iter().map(|(field, presence, text)| match presence {
            Presence::Required => quote! { assert_eq!(response.#field, #text); },
            // A response does not tell null from absent.
            Presence::Nullable | Presence::Optional | Presence::OptionalOrNull => {
                quote! { assert_eq!(response.#field.as_deref(), Some(#text)); }
            }
        });
        let mut lines = print::statements(&quote! { use #path::#name; });
        lines.push(String::new());
        lines.extend(raw_text("let body = ", &example.json));
        lines.extend(print::statements(&quote! {
            let response: #name = #runtime::from_json(body)?;
            #(#asserts)*
        }));
        lines.push(format!("# Ok::<(), {}::DecodeError>(())", runtime.to_string().replace(' ', "")));
        lines
    };
    operation.examples.iter().map(read).collect()
}

/// Reads an error and asks what is known of it.
pub(crate) fn error(of: OperationPath<'_>, service: &Service, operation: &Operation, options: &Options) -> Vec<String> {
    let Some(variant) = operation.errors.variants.first() else {
        return Vec::new();
    };
    let Some(row) = variant.rows.first() else {
        return Vec::new();
    };
    let path = path(of, options);
    let (alias, codes, rust) = (&operation.error_alias, &operation.errors.name, &variant.name.rust);
    let status = Literal::u16_unsuffixed(row.status);
    let message = row.message.replace("%s", "Name");
    let fields = operation.error.as_ref().or(service.error.as_ref());
    let body = error_body(fields, &variant.name.wire, &message);
    let field = row.field.as_ref().map(|field| quote! { assert_eq!(error.field(), Some(#field)); });
    let argument = row.message.contains("%s").then(|| quote! { assert_eq!(error.arguments(), ["Name"]); });
    let runtime = runtime(options);
    let mut lines = print::statements(&quote! {
        use #runtime::Code;
        use #path::{#alias, #codes};
    });
    lines.push(String::new());
    lines.extend(raw_text("let body = ", &body));
    lines.extend(print::statements(&quote! {
        let error = #alias::from_body(#status, body.as_bytes());
        assert!(matches!(error.code(), Code::Known(#codes::#rust)));
        #field
        #argument
    }));
    lines
}

/// The names of an import, in braces if there are several.
fn imported(names: &[&RustName]) -> TokenStream {
    match names {
        [name] => quote! { #name },
        names => quote! { {#(#names),*} },
    }
}

/// A statement with a raw text, which may have several lines.
fn raw_text(start: &str, text: &str) -> Vec<String> {
    let run = |rest: &str| rest.len() - rest.trim_start_matches('#').len();
    let hashes = "#".repeat(1 + text.split('"').skip(1).map(run).max().unwrap_or(0));
    format!("{start}r{hashes}\"{text}\"{hashes};").lines().map(str::to_owned).collect()
}

/// Puts an empty line between what is imported and what is done.
fn spaced(lines: &mut Vec<String>) {
    if let Some(last) = lines.iter().rposition(|line| line.starts_with("use ") || line.starts_with("};")) {
        lines.insert(last + 1, String::new());
    }
}

/// The crate whose names the examples use.
fn runtime(options: &Options) -> TokenStream {
    match &options.layout {
        Layout::Crate { .. } => {
            let name = crate_name(options);
            quote! { #name }
        }
        Layout::SingleFile => quote! { apiscribe },
    }
}

fn path([product, version, operation]: OperationPath<'_>, options: &Options) -> TokenStream {
    let name = crate_name(options);
    quote! { #name::#product::#version::#operation }
}

/// The crate; one that generates its types in its build script is simply `crate`, with the modules on the way to the types.
fn crate_name(options: &Options) -> TokenStream {
    match &options.layout {
        Layout::Crate { name } => name.parse().unwrap_or_else(|_| quote! { crate }),
        Layout::SingleFile => {
            let modules = &options.module_path;
            quote! { crate #(::#modules)* }
        }
    }
}

fn structure<'e>(example: &'e ExampleStruct, names: &mut BTreeSet<&'e RustName>) -> TokenStream {
    let name = &example.name;
    names.insert(name);
    let required: Vec<TokenStream> = example.required.iter().map(|given| value(given, names)).collect();
    let mut setters = TokenStream::new();
    for (setter, given) in &example.optional {
        let value = value(given, names);
        setters.extend(quote! { .#setter(#value) });
    }
    quote! { #name::new(#(#required),*) #setters }
}

fn value<'e>(given: &'e ExampleValue, names: &mut BTreeSet<&'e RustName>) -> TokenStream {
    match given {
        ExampleValue::Text(text) => quote! { #text },
        ExampleValue::Boolean(boolean) => quote! { #boolean },
        ExampleValue::Integer(integer) => {
            let integer = Literal::i64_unsuffixed(*integer);
            quote! { #integer }
        }
        ExampleValue::Struct(example) => structure(example, names),
    }
}
