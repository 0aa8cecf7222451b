//! The tree of modules: the crate, its products, their versions, and in each version the operations.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use super::docs::{Docs, source_of_all};
use super::item::{OfModule, item};
use super::rendered::RenderedModule;
use super::{error_codes, example, facts, operation, poll, syntax};
use crate::options::{Layout, Options};
use crate::print;
use apiscribe_core::counted;
use apiscribe_model::channel::header::Header;
use apiscribe_model::channel::markdown::code;
use apiscribe_model::channel::rustdoc::escaped;
use apiscribe_model::checked::{Operation, OperationOutline, RequestExample, Service, VersionOutline};
use apiscribe_model::name::RustName;
use apiscribe_model::trace::Stage;

/// A module of the generated code.
#[derive(Clone, Copy)]
pub(crate) enum Module<'m> {
    Root(&'m [VersionOutline]),
    /// All versions of one product.
    Product(&'m [VersionOutline]),
    Version(&'m Service, &'m [OperationOutline]),
    /// The error codes of a service.
    Errors(&'m Service),
    /// The types that the operations of a service share.
    Types(&'m Service),
    Operation(&'m Service, &'m Operation),
}

/// The versions of each product.
pub(crate) fn products(versions: &[VersionOutline]) -> impl Iterator<Item = &[VersionOutline]> {
    versions.chunk_by(|a, b| a.module == b.module)
}

impl<'m> Module<'m> {
    /// The module, laid out.
    pub(crate) fn render(self, options: &'m Options) -> RenderedModule {
        let trace = options.scope.trace;
        let syntax = trace.stage(Stage::Emit, || body(self, options));
        let lines = trace.stage(Stage::Print, || print::lines(&syntax));
        trace.stage(Stage::LayOut, || self.with_text(print::spaced(&lines)))
    }

    /// The module with its text.
    fn with_text(self, text: String) -> RenderedModule {
        let (module_path, name) = self.module_path();
        let declaration = declaration(self, &name);
        RenderedModule { module_path, declaration, header: self.header(), text }
    }

    /// The names of the files on the way to it, and its own name in tokens: `["ecs", "v2014_05_26"]` and `v2014_05_26`.
    fn module_path(self) -> (Vec<String>, TokenStream) {
        let path = |names: &[&RustName]| names.iter().map(ToString::to_string).collect::<Vec<String>>();
        let below = |service: &Service, name: &str| {
            let mut path = path(&[&service.module, &service.version_module]);
            path.push(name.to_owned());
            path
        };
        match self {
            Self::Root(_) => (Vec::new(), TokenStream::new()),
            Self::Product(versions) => {
                let module = versions.iter().map(|version| &version.module).take(1);
                (module.clone().map(ToString::to_string).collect(), quote! { #(#module)* })
            }
            Self::Version(service, _) => {
                let module = &service.version_module;
                (path(&[&service.module, module]), quote! { #module })
            }
            Self::Errors(service) => (below(service, "errors"), quote! { errors }),
            Self::Types(service) => (below(service, "types"), quote! { types }),
            Self::Operation(service, operation) => {
                let module = &operation.module;
                (below(service, &module.to_string()), quote! { #module })
            }
        }
    }

    /// Emits the names of the modules in it: `errors`, `types`, `add_image`.
    fn children(self) -> Vec<TokenStream> {
        match self {
            Self::Root(versions) => {
                products(versions).map(|versions| Module::Product(versions).module_path().1).collect()
            }
            Self::Product(versions) => {
                versions.iter().map(|version| version.version_module.to_token_stream()).collect()
            }
            Self::Version(service, operations) => {
                let errors = service.errors.iter().map(|_| quote! { errors });
                let types = (!service.types.is_empty()).then(|| quote! { types });
                let operations = operations.iter().map(|operation| operation.module.to_token_stream());
                errors.chain(types).chain(operations).collect()
            }
            Self::Errors(_) | Self::Types(_) | Self::Operation(..) => Vec::new(),
        }
    }

    /// The changes that are asked for of the types in it.
    fn changes(self, options: &'m Options) -> OfModule<'m> {
        let place: Option<[&'m str; 3]> = match self {
            Self::Root(_) | Self::Product(_) | Self::Version(..) => None,
            Self::Errors(service) => Some([&service.product, &service.version, "errors"]),
            Self::Types(service) => Some([&service.product, &service.version, "types"]),
            Self::Operation(service, operation) => Some([&service.product, &service.version, &operation.name.wire]),
        };
        OfModule { changes: &options.type_changes, place }
    }

    /// The first line of the file, which says where it comes from and keeps it from being edited.
    fn header(self) -> Header {
        let source = match self {
            Self::Root(_) | Self::Product(_) => "the specs",
            Self::Version(service, _) | Self::Errors(service) | Self::Types(service) => &service.file,
            Self::Operation(_, operation) => &operation.file,
        };
        Header::rust(source)
    }
}

/// The declaration before a module that is a part of a file. Whoever includes the file need not use everything in it, nor
/// follow its style.
fn declaration(module: Module<'_>, name: &TokenStream) -> String {
    let allow = if let Module::Product(_) = module {
        "#[allow(clippy::all, clippy::pedantic, dead_code, unreachable_pub, unused_imports)]\n"
    } else {
        ""
    };
    format!("{allow}pub mod {name}")
}

/// Emits the content of a module: its documentation, its modules where they are files of their own, its items.
///
/// ```text
/// //! Elastic Compute Service, API version 2014-05-26 (product code `Ecs`).
///
/// #[rustfmt::skip]
/// pub mod modify_image_attribute;
///
/// pub use modify_image_attribute::{ModifyImageAttributeError, …};
/// ```
fn body<'m>(module: Module<'m>, options: &'m Options) -> syn::File {
    let layout = &options.layout;
    let changes = module.changes(options);
    // The formatter of generated code is not rustfmt; the attribute keeps the one from undoing the other.
    let children = match layout {
        Layout::Crate { .. } => module.children(),
        Layout::SingleFile => Vec::new(),
    };
    let (docs, items) = match module {
        Module::Root(versions) => (root_docs(versions, options), root_items(layout)),
        Module::Product(versions) => (product_docs(versions), Vec::new()),
        Module::Version(service, operations) => (version_docs(service, operations), version_items(service, operations)),
        Module::Errors(service) => {
            let docs = Docs::new()
                .paragraph(&format!("The error codes that any operation of {} may return.", code(&service.product)));
            (docs, service.errors.as_ref().map_or_else(Vec::new, |codes| error_codes::enumeration(codes, false)))
        }
        Module::Types(service) => {
            let docs =
                Docs::new().paragraph(&format!("The types that operations of {} share.", code(&service.product)));
            (docs, service.types.iter().flat_map(|of| item(of, &changes)).collect())
        }
        Module::Operation(service, operation) => {
            (operation::docs(service, operation, options), operation::items(service, operation, &changes))
        }
    };
    // The words and the length are the documentation's.
    let attributes = if let (Module::Root(_), Layout::Crate { .. }) = (module, layout) {
        // Lists in objects in lists: some answers nest deeper than rustdoc looks by itself.
        quote! {
            #![allow(clippy::doc_markdown, clippy::too_many_lines, uncommon_codepoints)]
            #![recursion_limit = "512"]
        }
    } else {
        TokenStream::new()
    };
    // A file that is included into a module cannot begin with documentation of the module.
    let docs = if matches!((module, layout), (Module::Root(_), Layout::SingleFile)) {
        TokenStream::new()
    } else {
        docs.inner()
    };
    let mut file = syntax::file(quote! { #docs #attributes #(#[rustfmt::skip] pub mod #children;)* });
    file.items.extend(items);
    changes.derive(&mut file.items);
    file
}

/// The number of operations that the front page lists; of more, only the versions that they are in.
const LISTED: usize = 100;

fn root_docs(versions: &[VersionOutline], options: &Options) -> Docs {
    let mut docs = Docs::new()
        .paragraph("Requests, responses, open enums, validators and typed errors of the operations below, made from their documentation.")
        .paragraph("There is no HTTP client in here: the crates `apiscribe-reqwest` and `apiscribe-ureq` make calls with yours. By themselves, a request gives the pairs that go on the wire and, with the feature `http` of `apiscribe`, an `http::Request`; responses are read from their JSON or from an `http::Response`.");
    if let Some((version, path, example)) = first_example(versions) {
        let is_crate = matches!(options.layout, Layout::Crate { .. });
        docs = docs.heading("Example").code(example::request(path, example, options), is_crate);
        if is_crate {
            docs = docs
                .heading("A call with your HTTP client")
                .code(example::call(&example.auth, &version.example_endpoint, "call"), false)
                .paragraph("`Client::from_fn` takes a closure in the place of the client, for tests, and `apiscribe::RecordedResponse` keeps a response for them. `apiscribe::Call` does the same without any client: it says what to send and how long to wait.");
        }
    }
    docs = docs.heading("Operations");
    let count: usize = versions.iter().map(|version| version.operations.len()).sum();
    if count > LISTED {
        docs = docs.list(versions.iter().map(|version| {
            let (title, number, count) = (escaped(&version.title), escaped(&version.version), version.operations.len());
            format!("{title} {number}, in [`{}`]: {}", version_path(version), counted(count, "operation"))
        }));
    } else {
        for version in versions {
            let path = version_path(version);
            docs =
                docs.paragraph(&format!("{} {}, in [`{path}`]:", escaped(&version.title), escaped(&version.version)));
            docs = docs.list(version.operations.iter().map(|operation| {
                let (wire, module) = (code(&operation.name.wire), &operation.module);
                format!("[{wire}]({path}::{module}): {}", escaped(&operation.summary))
            }));
        }
    }
    docs
        .heading("What to expect")
        .list([
            "Every enum is open: a field of type [`Open`] is `Known` or, where the documentation does not list the value, `Unknown`, which keeps it, so that a new value breaks nothing. Codes of errors are a [`Code`] in the same way.".to_owned(),
            "`validate` tells every rule of the documentation that a request breaks, at once; it is never called for you.".to_owned(),
            "What may be absent is an `Option`. New optional parameters, response fields, enum values and error codes come in minor releases.".to_owned(),
            "Passwords and keys are a [`Secret`], which `Debug` does not show.".to_owned(),
        ])
}

/// Returns all that the modules around a version show of it, as a text that changes with it. There are so many `operations` in
/// all versions.
pub(crate) fn face(version: &VersionOutline, operations: usize) -> String {
    let VersionOutline {
        file: _,
        product,
        version: number,
        title,
        module,
        version_module,
        operations: all,
        example_endpoint,
    } = version;
    let listed = all.iter().filter(|_| operations <= LISTED);
    let listed: Vec<_> =
        listed.map(|operation| (&operation.name.wire, &operation.module, &operation.summary)).collect();
    let examples: Vec<_> =
        all.iter().filter_map(|operation| Some((&operation.module, operation.request_example.as_ref()?))).collect();
    format!("{:?}", (product, number, title, module, version_module, all.len(), listed, examples, example_endpoint))
}

fn version_path(version: &VersionOutline) -> String {
    format!("{}::{}", version.module, version.version_module)
}

/// The first request that the documentation of an operation makes, and where the operation is; one that is signed where
/// there is one, because that is what a call takes.
fn first_example(
    versions: &[VersionOutline],
) -> Option<(&VersionOutline, example::OperationPath<'_>, &RequestExample)> {
    let mut examples = versions.iter().flat_map(|version| {
        version.operations.iter().filter_map(move |operation| {
            let path = [&version.module, &version.version_module, &operation.module];
            Some((version, path, operation.request_example.as_ref()?))
        })
    });
    let first = examples.next()?;
    let is_signed = |example: &RequestExample| example.auth.is_acs3();
    if is_signed(first.2) { Some(first) } else { examples.find(|(.., example)| is_signed(example)).or(Some(first)) }
}

/// Emits the items of the runtime that users of the crate need: `pub use apiscribe::ApiError;` and so on. One import a line,
/// because rustfmt cannot be kept from the root file and would break a list elsewhere.
fn root_items(layout: &Layout) -> Vec<syn::Item> {
    match layout {
        Layout::Crate { .. } => syntax::items(quote! {
            pub use apiscribe;
            pub use apiscribe::ApiError;
            pub use apiscribe::Code;
            pub use apiscribe::DecodeError;
            pub use apiscribe::ErrorCode;
            pub use apiscribe::Open;
            pub use apiscribe::OpenEnum;
            pub use apiscribe::Operation;
            pub use apiscribe::Recovery;
            pub use apiscribe::Secret;
            pub use apiscribe::Validate;
            pub use apiscribe::Violation;
            pub use apiscribe::Violations;
            pub use apiscribe::from_json;
            pub use apiscribe::to_json;
        }),
        Layout::SingleFile => Vec::new(),
    }
}

fn product_docs(versions: &[VersionOutline]) -> Docs {
    let title = versions.first().map_or("", |version| version.title.as_str());
    Docs::new().paragraph(&format!("{}, by API version.", escaped(title)))
}

fn version_docs(service: &Service, operations: &[OperationOutline]) -> Docs {
    let (title, version) = (escaped(&service.title), escaped(&service.version));
    // What else is called over HTTP has no codes of products.
    let product = service.protocol.is_acs().then(|| format!(" (product code {})", code(&service.product)));
    let docs = Docs::new()
        .paragraph(&format!("{title}, API version {version}{}.", product.unwrap_or_default()))
        .prose(service.doc.as_deref())
        .list(source_of_all(service.known_from));
    let called_as_all = operations.iter().filter(|operation| operation.is_called_as_all).count();
    let operations = match called_as_all {
        0 => return docs,
        count if count == operations.len() => "any operation",
        _ => "any operation that shows no other call",
    };
    docs.heading("Call")
        .paragraph(&format!("With the `request` of {operations}:"))
        .code(example::call(&service.auth, &service.example_endpoint(), "call"), false)
}

/// Emits the faces of each operation, so that a user need not go through its module, and what the operations share.
///
/// ```text
/// pub use errors::EcsErrorCode;
/// pub use add_image::{AddImageError, AddImageErrorCode, AddImageRequest, AddImageResponse};
/// pub const SERVICE: apiscribe::ServiceFacts = …;
/// impl apiscribe::LongRunning for CreateImageRequest { … }
/// ```
fn version_items(service: &Service, operations: &[OperationOutline]) -> Vec<syn::Item> {
    let errors = service.errors.iter().map(|errors| {
        let name = &errors.name;
        quote! { pub use errors::#name; }
    });
    let faces = operations.iter().map(|operation| {
        let OperationOutline { module, request, response, error_alias: error, error_codes: code, .. } = operation;
        quote! { pub use #module::{#error, #code, #request, #response}; }
    });
    let mut items = syntax::items(quote! { #(#errors)* #(#faces)* });
    items.extend(facts::of_service(service));
    items.extend(poll::ties(operations));
    items
}
