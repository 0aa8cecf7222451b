//! The outline of an operation, kept once its own file is done: enough for the modules around it.

use std::collections::BTreeSet;

use apiscribe_core::Auth;

use super::{ExampleEndpoint, ExampleStruct, Item, Location, Operation, Parameter, Service, Type};
use crate::name::{Name, RustName};
use crate::order::inserted;

/// An operation in few words. Of a catalogue with tens of thousands of operations only these stay in memory.
#[derive(Debug)]
pub struct OperationOutline {
    /// The name on the wire, and the stem of its types.
    pub name: Name,
    pub module: RustName,
    /// The purpose, in one sentence.
    pub summary: String,
    pub request: RustName,
    pub response: RustName,
    pub error_alias: RustName,
    pub error_codes: RustName,
    /// The types of the service that it names.
    pub shared_types: BTreeSet<RustName>,
    pub request_example: Option<RequestExample>,
    /// True if requests of it are signed with an access key.
    pub is_signed: bool,
    /// True if it is called as the documentation of its service shows.
    pub is_called_as_all: bool,
    /// The operation that tells how far something is that this one has begun.
    pub polled_by: Option<String>,
}

/// The request that the documentation's examples make.
#[derive(Clone, Debug)]
pub struct RequestExample {
    pub value: ExampleStruct,
    /// True if any of it goes into the query.
    pub has_query: bool,
    /// The way it shows who sends it; none where one of its own parameters does.
    pub auth: Auth<String>,
}

/// A product in one of its versions, in few words.
#[derive(Debug)]
pub struct VersionOutline {
    /// The file of the service.
    pub file: String,
    pub product: String,
    pub version: String,
    pub title: String,
    pub module: RustName,
    pub version_module: RustName,
    /// Where the examples of the documentation call it.
    pub example_endpoint: ExampleEndpoint,
    /// In the order of their modules.
    pub operations: Vec<OperationOutline>,
}

impl VersionOutline {
    pub fn new(service: &Service, operations: Vec<OperationOutline>) -> Self {
        Self {
            file: service.file.clone(),
            product: service.product.clone(),
            version: service.version.clone(),
            title: service.title.clone(),
            module: service.module.clone(),
            version_module: service.version_module.clone(),
            example_endpoint: service.example_endpoint(),
            operations,
        }
    }
}

impl Operation {
    /// The operation in few words.
    pub fn outline(&self, service: &Service) -> OperationOutline {
        OperationOutline {
            name: self.name.clone(),
            module: self.module.clone(),
            summary: self.summary.clone(),
            request: self.request.name.clone(),
            response: self.response.name().clone(),
            error_alias: self.error_alias.clone(),
            error_codes: self.errors.name.clone(),
            shared_types: self.shared_types(),
            request_example: self.request_example(),
            is_signed: self.is_signed(),
            is_called_as_all: self.is_called_as_all(service),
            polled_by: self.poll.as_ref().map(|poll| poll.operation.clone()),
        }
    }

    fn is_signed(&self) -> bool {
        self.auth.is_acs3() && !self.parameters.iter().any(Parameter::is_authorization)
    }

    /// Returns whether it is called as the documentation of its service shows, once for all such operations.
    pub fn is_called_as_all(&self, service: &Service) -> bool {
        self.example_auth() == service.auth && !self.has_events
    }

    /// Returns how the examples of the documentation show who sends a request: by nothing where a parameter of it does.
    pub fn example_auth(&self) -> Auth<String> {
        let has_own = self.parameters.iter().any(Parameter::is_authorization);
        if has_own { Auth::None } else { self.auth.clone() }
    }

    /// The request that the documentation's examples make, where they make one.
    pub fn request_example(&self) -> Option<RequestExample> {
        let has_query = self.parameters.iter().any(|parameter| parameter.location == Location::Query);
        let auth = self.example_auth();
        self.request_example.as_ref().map(|value| RequestExample { value: value.clone(), has_query, auth })
    }

    fn shared_types(&self) -> BTreeSet<RustName> {
        let of_request = self.request.fields.iter().map(|field| &field.r#type);
        let of_items = self.items.iter().flat_map(Item::held_types);
        let types = of_request.chain(self.response.held_types()).chain(of_items);
        inserted(types.filter_map(Type::shared_name).cloned())
    }
}

impl Item {
    /// The types of the service that it names.
    pub fn shared_types(&self) -> impl Iterator<Item = &RustName> {
        self.held_types().into_iter().filter_map(Type::shared_name)
    }
}

impl Type {
    /// The type of the service that it is, or that it holds.
    fn shared_name(&self) -> Option<&RustName> {
        self.named().filter(|name| name.is_shared()).map(|name| &name.name)
    }
}
