//! The behaviour of the types of the fixtures, on the wire, under their rules, and by their names; each beside its fixture.

#[path = "../../fixtures/accept/auth/behaviour.rs"]
mod auth;
#[path = "../../fixtures/accept/base_url/behaviour.rs"]
mod base_url;
#[path = "../../fixtures/accept/bodies/behaviour.rs"]
mod bodies;
#[path = "../../fixtures/accept/by_status/behaviour.rs"]
mod by_status;
#[path = "../../fixtures/accept/constant_headers/behaviour.rs"]
mod constant_headers;
#[path = "../../fixtures/accept/credentials/behaviour.rs"]
mod credentials;
#[path = "../../fixtures/accept/deprecated/behaviour.rs"]
mod deprecated;
#[path = "../../fixtures/accept/enum_values/behaviour.rs"]
mod enum_values;
#[path = "../../fixtures/accept/equal_types/behaviour.rs"]
mod equal_types;
#[path = "../../fixtures/accept/error_rows/behaviour.rs"]
mod error_rows;
#[path = "../../fixtures/accept/events/behaviour.rs"]
mod events;
#[path = "../../fixtures/accept/examples_within_rules/behaviour.rs"]
mod examples_within_rules;
#[path = "../../fixtures/accept/facts/behaviour.rs"]
mod facts;
#[path = "../../fixtures/accept/failures/behaviour.rs"]
mod failures;
#[path = "../../fixtures/accept/field_relations/behaviour.rs"]
mod field_relations;
#[path = "../../fixtures/accept/http_parameters/behaviour.rs"]
mod http_parameters;
#[path = "../../fixtures/accept/idempotency_token/behaviour.rs"]
mod idempotency_token;
#[path = "../../fixtures/accept/integer_enums/behaviour.rs"]
mod integer_enums;
#[path = "../../fixtures/accept/keywords/behaviour.rs"]
mod keywords;
#[path = "../../fixtures/accept/locations/behaviour.rs"]
mod locations;
#[path = "../../fixtures/accept/meeting_names/behaviour.rs"]
mod meeting_names;
#[path = "../../fixtures/accept/member_rules/behaviour.rs"]
mod member_rules;
#[path = "../../fixtures/accept/names_by_hand/behaviour.rs"]
mod names_by_hand;
#[path = "../../fixtures/accept/null_or_absent/behaviour.rs"]
mod null_or_absent;
#[path = "../../fixtures/accept/number_rules/behaviour.rs"]
mod number_rules;
#[path = "../../fixtures/accept/odd_names/behaviour.rs"]
mod odd_names;
#[path = "../../fixtures/accept/paging/behaviour.rs"]
mod paging;
#[path = "../../fixtures/accept/polling/behaviour.rs"]
mod polling;
#[path = "../../fixtures/accept/prelude_names/behaviour.rs"]
mod prelude_names;
#[path = "../../fixtures/accept/presence/behaviour.rs"]
mod presence;
#[path = "../../fixtures/accept/protocol_http/behaviour.rs"]
mod protocol_http;
#[path = "../../fixtures/accept/providers/behaviour.rs"]
mod providers;
#[path = "../../fixtures/accept/recursive_types/behaviour.rs"]
mod recursive_types;
#[path = "../../fixtures/accept/response_body/behaviour.rs"]
mod response_body;
#[path = "../../fixtures/accept/response_headers/behaviour.rs"]
mod response_headers;
#[path = "../../fixtures/accept/rest_api/behaviour.rs"]
mod rest_api;
#[path = "../../fixtures/accept/rule_levels/behaviour.rs"]
mod rule_levels;
#[path = "../../fixtures/accept/rules_side_by_side/behaviour.rs"]
mod rules_side_by_side;
#[path = "../../fixtures/accept/scalars/behaviour.rs"]
mod scalars;
#[path = "../../fixtures/accept/secret/behaviour.rs"]
mod secret;
#[path = "../../fixtures/accept/service_errors/behaviour.rs"]
mod service_errors;
#[path = "../../fixtures/accept/several_services/behaviour.rs"]
mod several_services;
#[path = "../../fixtures/accept/styles/behaviour.rs"]
mod styles;
#[path = "../../fixtures/accept/text_rules/behaviour.rs"]
mod text_rules;
#[path = "../../fixtures/accept/times/behaviour.rs"]
mod times;
#[path = "../../fixtures/accept/unions/behaviour.rs"]
mod unions;
#[path = "../../fixtures/accept/unnamed_types/behaviour.rs"]
mod unnamed_types;
#[path = "../../fixtures/accept/unwrap/behaviour.rs"]
mod unwrap;

use apiscribe::{Validate, Violations};

fn pairs(pairs: &[(String, String)]) -> Vec<(&str, &str)> {
    pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

/// What a request breaks, by field and rule.
fn broken(request: &dyn Validate) -> Vec<String> {
    let text = |violations: Violations| {
        violations.iter().map(|violation| format!("{} {}", violation.path(), violation.rule())).collect()
    };
    request.validate().map_or_else(text, |()| Vec::new())
}
