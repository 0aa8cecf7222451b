//! The generated types of every accepted fixture, as they are checked in, under lints as strict as a user could have.

#![deny(warnings, missing_docs, unused, nonstandard_style, future_incompatible, rustdoc::all)]

/// Takes in the file that is generated for each fixture.
macro_rules! fixtures {
    ($($name:ident),* $(,)?) => {
        $(
            #[doc = concat!("The fixture `", stringify!($name), "`.")]
            pub mod $name {
                include!(concat!("../../fixtures/accept/", stringify!($name), "/generated.rs"));
            }
        )*
    };
}

fixtures! {
    allowances,
    auth,
    bare_operation,
    base_url,
    bodies,
    by_status,
    code_names,
    constant_headers,
    credentials,
    deprecated,
    documentation,
    enum_values,
    equal_types,
    error_rows,
    events,
    examples_within_rules,
    facts,
    failures,
    field_relations,
    http_parameters,
    idempotency_token,
    integer_enums,
    keywords,
    known_from_once,
    lists,
    locations,
    maps,
    meeting_names,
    member_rules,
    named_types,
    names_by_hand,
    names_of_files,
    nested_objects,
    notes,
    null_or_absent,
    number_rules,
    odd_names,
    paging,
    polling,
    prelude_names,
    presence,
    protocol_http,
    providers,
    recursive_types,
    rest_api,
    response_body,
    response_headers,
    roa_path,
    rule_levels,
    rules_side_by_side,
    scalars,
    secret,
    service_errors,
    several_services,
    similar_objects,
    string_enums,
    styles,
    text_rules,
    times,
    unions,
    unnamed_types,
    unwrap,
}
