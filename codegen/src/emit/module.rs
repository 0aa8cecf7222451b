//! The tree of modules: the crate, its products, their versions, and in each version the operations.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::{Docs, code};
use super::{enums, error_codes, example, facts, operation, structs};
use crate::generate::Layout;
use crate::model::{Item, Model, Operation, Service};
use crate::name::RustName;

/// A module of the generated code.
#[derive(Clone, Copy)]
pub(crate) enum Module<'m> {
    Root(&'m Model),
    /// All versions of one product.
    Product(&'m [Service]),
    Version(&'m Service),
    /// The error codes of a service.
    Errors(&'m Service),
    /// The types that the operations of a service share.
    Types(&'m Service),
    Operation(&'m Service, &'m Operation),
}

impl Module<'_> {
    fn children(self) -> Vec<Self> {
        match self {
            Self::Root(model) => model.services.chunk_by(|a, b| a.module == b.module).map(Self::Product).collect(),
            Self::Product(services) => services.iter().map(Self::Version).collect(),
            Self::Version(service) => {
                let errors = service.errors.iter().map(|_| Self::Errors(service));
                let types = (!service.types.is_empty()).then_some(Self::Types(service));
                let operations = service.operations.iter().map(|operation| Self::Operation(service, operation));
                errors.chain(types).chain(operations).collect()
            }
            Self::Errors(_) | Self::Types(_) | Self::Operation(..) => Vec::new(),
        }
    }

    /// The module's name, in tokens and as a file has it.
    fn name(self) -> (TokenStream, String) {
        let named = |name: &RustName| (quote! { #name }, name.to_string());
        match self {
            Self::Root(_) => (quote! { crate }, "lib".to_owned()),
            Self::Product(services) => services.first().map_or_else(Default::default, |service| named(&service.module)),
            Self::Version(service) => named(&service.version_module),
            Self::Errors(_) => (quote! { errors }, "errors".to_owned()),
            Self::Types(_) => (quote! { types }, "types".to_owned()),
            Self::Operation(_, operation) => named(&operation.module),
        }
    }

    /// The first line of the file, which says where it comes from and keeps it from being edited.
    pub(crate) fn header(self) -> String {
        let source = match self {
            Self::Root(_) | Self::Product(_) => "the specs",
            Self::Version(service) | Self::Errors(service) | Self::Types(service) => &service.file,
            Self::Operation(_, operation) => &operation.file,
        };
        format!("{}from {source}. Do not edit.", crate::tree::HEADER)
    }
}

/// A module and all modules in it, with the paths of their files.
pub(crate) fn with_descendants(root: Module<'_>) -> Vec<(String, Module<'_>)> {
    let mut list = vec![("lib.rs".to_owned(), root)];
    descend(root, "", &mut list);
    list
}

fn descend<'m>(module: Module<'m>, folder: &str, list: &mut Vec<(String, Module<'m>)>) {
    for child in module.children() {
        let (_, name) = child.name();
        list.push((format!("{folder}{name}.rs"), child));
        descend(child, &format!("{folder}{name}/"), list);
    }
}

/// What is in a module: its documentation, its modules, its items.
pub(crate) fn body(module: Module<'_>, layout: &Layout) -> TokenStream {
    let children = module.children().into_iter().map(|child| declaration(child, layout));
    let (docs, items) = match module {
        Module::Root(model) => (root_docs(model, layout), root_items(layout)),
        Module::Product(services) => (product_docs(services), TokenStream::new()),
        Module::Version(service) => (version_docs(service), version_items(service)),
        Module::Errors(service) => {
            let docs = Docs::new().paragraph(&format!(
                "The error codes that any operation of {} may answer with.",
                code(&service.product)
            ));
            (docs, service.errors.as_ref().map_or_else(TokenStream::new, error_codes::enumeration))
        }
        Module::Types(service) => {
            let docs =
                Docs::new().paragraph(&format!("The types that operations of {} share.", code(&service.product)));
            (docs, service.types.iter().map(item).collect())
        }
        Module::Operation(service, operation) => {
            (operation::docs(service, operation, layout), operation::items(service, operation))
        }
    };
    // The words and the length are the documentation's.
    let attributes = if let (Module::Root(_), Layout::Crate { .. }) = (module, layout) {
        quote! { #![allow(clippy::doc_markdown, clippy::too_many_lines, uncommon_codepoints)] }
    } else {
        TokenStream::new()
    };
    // A file that is included into a module cannot begin with documentation of the module.
    let docs = if matches!((module, layout), (Module::Root(_), Layout::SingleFile)) {
        TokenStream::new()
    } else {
        docs.inner()
    };
    quote! { #docs #attributes #(#children)* #items }
}

fn declaration(module: Module<'_>, layout: &Layout) -> TokenStream {
    let (name, _) = module.name();
    match layout {
        // The formatter of generated code is not rustfmt; this keeps the one from undoing the other.
        Layout::Crate { .. } => quote! { #[rustfmt::skip] pub mod #name; },
        Layout::SingleFile => {
            let body = body(module, layout);
            let allow = if let Module::Product(_) = module {
                quote! { #[allow(clippy::all, clippy::pedantic, dead_code, unreachable_pub)] }
            } else {
                TokenStream::new()
            };
            quote! { #allow pub mod #name { #body } }
        }
    }
}

pub(crate) fn item(item: &Item) -> TokenStream {
    match item {
        Item::Struct(item) => structs::structure(item, structs::nested_docs(item)),
        Item::Enum(item) => enums::enumeration(item),
    }
}

fn root_docs(model: &Model, layout: &Layout) -> Docs {
    let mut docs = Docs::new()
        .paragraph("Requests, responses, open enums, validators and typed errors of the operations below, made from their documentation.")
        .paragraph("There is no HTTP client in here. A request gives the pairs that go on the wire, and answers are read from their JSON; what carries them is up to you.")
        .paragraph("With the feature `http` of `apiscribe`, `Operation::to_http` makes an `http::Request` of a request and `Operation::read_http` a response or an error of an `http::Response`; with its feature `sign`, `apiscribe::Credentials` signs.");
    if let Some((service, operation)) = first_operation(model) {
        docs = docs
            .heading("Example")
            .code(example::request(service, operation, layout), matches!(layout, Layout::Crate { .. }));
        if let Layout::Crate { .. } = layout {
            docs = docs
                .heading("A call with your HTTP client")
                .code(example::call(service, operation, layout), true)
                .paragraph("`apiscribe::RetryPolicy` says whether and when to call again after an error, and `apiscribe::RecordedResponse` keeps an answer for a test.");
        }
    }
    docs = docs.heading("Operations");
    for service in &model.services {
        let path = format!("{}::{}", service.module, service.version_module);
        docs = docs.paragraph(&format!("{} {}, in [`{path}`]:", super::docs::escaped(&service.title), service.version));
        docs = docs.list(service.operations.iter().map(|operation| {
            let summary = super::docs::escaped(&operation.summary);
            format!("[`{}`]({path}::{}): {summary}", operation.name.wire, operation.module)
        }));
    }
    docs
        .heading("What to expect")
        .list([
            "Every enum is open: a value that the documentation does not list is kept in `Unknown`, so that a new value breaks nothing.".to_owned(),
            "`validate` tells every rule of the documentation that a request breaks, at once; it is never called for you.".to_owned(),
            "What may be absent is an `Option`. New optional parameters, response fields, enum values and error codes come in minor releases.".to_owned(),
            "Passwords and keys are a [`Secret`], which `Debug` does not show.".to_owned(),
        ])
}

/// The operation that the documentation of the crate shows.
fn first_operation(model: &Model) -> Option<(&Service, &Operation)> {
    let operations =
        model.services.iter().flat_map(|service| service.operations.iter().map(move |operation| (service, operation)));
    operations.into_iter().find(|(_, operation)| operation.request_example.is_some())
}

/// What users of the crate need of the runtime. One import a line, because rustfmt cannot be kept from the root file and
/// would break a list elsewhere.
fn root_items(layout: &Layout) -> TokenStream {
    match layout {
        Layout::Crate { .. } => quote! {
            pub use apiscribe;
            pub use apiscribe::ApiError;
            pub use apiscribe::DecodeError;
            pub use apiscribe::ErrorCode;
            pub use apiscribe::OpenEnum;
            pub use apiscribe::Operation;
            pub use apiscribe::Recovery;
            pub use apiscribe::Secret;
            pub use apiscribe::Validate;
            pub use apiscribe::Violation;
            pub use apiscribe::Violations;
            pub use apiscribe::from_json;
            pub use apiscribe::to_json;
        },
        Layout::SingleFile => TokenStream::new(),
    }
}

fn product_docs(services: &[Service]) -> Docs {
    let title = services.first().map_or("", |service| service.title.as_str());
    Docs::new().paragraph(&format!("{}, by API version.", super::docs::escaped(title)))
}

fn version_docs(service: &Service) -> Docs {
    let title = super::docs::escaped(&service.title);
    Docs::new()
        .paragraph(&format!("{title}, API version {} (product code {}).", service.version, code(&service.product)))
        .prose(service.doc.as_deref())
}

/// The faces of each operation, so that a user need not go through its module.
fn version_items(service: &Service) -> TokenStream {
    let errors = service.errors.iter().map(|errors| {
        let name = &errors.name;
        quote! { pub use errors::#name; }
    });
    let operations = service.operations.iter().map(|operation| {
        let module = &operation.module;
        let (request, response) = (&operation.request.name, operation.response.name());
        let (error, code) = (&operation.error_alias, &operation.errors.name);
        quote! { pub use #module::{#error, #code, #request, #response}; }
    });
    let service = facts::of_service(service);
    quote! { #(#errors)* #(#operations)* #service }
}
