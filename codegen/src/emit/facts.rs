//! The constants that hold what is known of a service and of an operation beside their types.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::model::{
    ApiStyle, EndpointRule, FailureField, Kind, Location, Method, Operation, Parameter, Permission, Service, Style,
};

pub(crate) fn constant(service: &Service, operation: &Operation) -> TokenStream {
    let (product, version, action) = (&service.product, &service.version, &operation.name.wire);
    let style = match service.style {
        ApiStyle::Rpc => quote! { rpc },
        ApiStyle::Roa => quote! { roa },
    };
    let methods = operation.methods.iter().copied().map(method);
    let path = &operation.path;
    let kind = operation.kind.map(|kind| match kind {
        Kind::Read => quote! { .kind(apiscribe::OperationKind::Read) },
        Kind::Write => quote! { .kind(apiscribe::OperationKind::Write) },
    });
    let permissions = list(&quote! { permissions }, &operation.permissions.iter().map(permission).collect::<Vec<_>>());
    let parameters = list(&quote! { parameters }, &operation.parameters.iter().map(parameter).collect::<Vec<_>>());
    let flow_control = operation.flow_control.map(|(requests, seconds)| {
        let (requests, seconds) = (Literal::u32_unsuffixed(requests), Literal::u32_unsuffixed(seconds));
        quote! { .flow_control(#requests, #seconds) }
    });
    let page = operation.page.as_ref().map(|page| {
        let url = &page.url;
        quote! { .page(#url) }
    });
    // The constant of the service stands in the module around that of the operation.
    let of_service = service.has_facts().then(|| quote! { .service(&super::SERVICE) });
    quote! {
        #[doc = " What is known of the operation beside its types."]
        pub const OPERATION: apiscribe::OperationFacts = apiscribe::OperationFacts::#style()
                .product(#product, #version)
                .action(#action)
                .http(&[#(#methods),*], #path)
                #of_service #kind #permissions #parameters #flow_control #page;
    }
}

/// What the operations of a service share; nothing where nothing is known.
pub(crate) fn of_service(service: &Service) -> TokenStream {
    if !service.has_facts() {
        return TokenStream::new();
    }
    let rule = service.endpoints.rule.map(|rule| match rule {
        EndpointRule::Regional => quote! { .endpoint_rule(apiscribe::EndpointRule::Regional) },
        EndpointRule::Central => quote! { .endpoint_rule(apiscribe::EndpointRule::Central) },
    });
    let hosts = service.endpoints.regions.iter().map(|(region, host)| quote! { (#region, #host) });
    let endpoints = list(&quote! { endpoints }, &hosts.collect::<Vec<_>>());
    let failure = list(&quote! { failure }, &service.failure.iter().map(failure_field).collect::<Vec<_>>());
    quote! {
        #[doc = " What is known of the service: where it answers, and what it calls a failure."]
        pub const SERVICE: apiscribe::ServiceFacts = apiscribe::ServiceFacts::new() #rule #endpoints #failure;
    }
}

fn failure_field(field: &FailureField) -> TokenStream {
    let FailureField { wire, is, is_not } = field;
    let is = (!is.is_empty()).then(|| quote! { .is(&[#(#is),*]) });
    let is_not = (!is_not.is_empty()).then(|| quote! { .is_not(&[#(#is_not),*]) });
    quote! { apiscribe::FailureField::new(#wire) #is #is_not }
}

fn list(method: &TokenStream, items: &[TokenStream]) -> TokenStream {
    if items.is_empty() {
        TokenStream::new()
    } else {
        quote! { .#method(&[#(#items),*]) }
    }
}

fn method(method: Method) -> TokenStream {
    let method = match method {
        Method::Get => quote! { Get },
        Method::Post => quote! { Post },
        Method::Put => quote! { Put },
        Method::Patch => quote! { Patch },
        Method::Delete => quote! { Delete },
        Method::Head => quote! { Head },
        Method::Options => quote! { Options },
    };
    quote! { apiscribe::Method::#method }
}

fn permission(permission: &Permission) -> TokenStream {
    let Permission { action, access, resources, condition_keys, dependent_actions } = permission;
    let condition_keys = (!condition_keys.is_empty()).then(|| quote! { .condition_keys(&[#(#condition_keys),*]) });
    let dependent_actions =
        (!dependent_actions.is_empty()).then(|| quote! { .dependent_actions(&[#(#dependent_actions),*]) });
    quote! { apiscribe::Permission::new(#action, #access, &[#(#resources),*]) #condition_keys #dependent_actions }
}

fn parameter(parameter: &Parameter) -> TokenStream {
    let name = &parameter.wire;
    let location = match parameter.location {
        Location::Query if parameter.style == Style::Flat && stays(name) => {
            return quote! { apiscribe::Parameter::query(#name) };
        }
        Location::Query => quote! { Query },
        Location::Header => quote! { Header },
        Location::Path => quote! { Path },
        Location::Body => quote! { Body },
        Location::Form => quote! { Form },
        Location::Host => quote! { Host },
    };
    let style = match parameter.style {
        Style::Flat => quote! { Flat },
        Style::RepeatList => quote! { RepeatList },
        Style::Json => quote! { Json },
        Style::Simple => quote! { Simple },
        Style::SpaceDelimited => quote! { SpaceDelimited },
        Style::PipeDelimited => quote! { PipeDelimited },
    };
    quote! { apiscribe::Parameter::new(#name, apiscribe::Location::#location, apiscribe::Style::#style) }
}

/// Whether a name stays as it is where it is percent-encoded.
fn stays(name: &str) -> bool {
    name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte))
}
