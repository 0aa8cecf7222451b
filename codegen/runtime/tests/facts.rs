//! The facts of an operation: constants that say all that was said and nothing else.

use apiscribe::{Location, Method, OperationFacts, OperationKind, Parameter, Permission, Protocol, Recovery, Style};

const FACTS: OperationFacts = OperationFacts::roa()
    .product("CS", "2015-12-15")
    .action("DeleteCluster")
    .http(&[Method::Delete, Method::Head], "/clusters/{ClusterId}")
    .kind(OperationKind::Write)
    .permissions(&[Permission::new("cs:DeleteCluster", "delete", &["*Cluster", "Node"])
        .condition_keys(&["cs:tag"])
        .dependent_actions(&["ecs:DeleteInstance"])])
    .parameters(&[Parameter::new("ClusterId", Location::Path, Style::Simple), Parameter::query("force")])
    .flow_control(100, 1)
    .page("https://example.com/delete-cluster");

#[test]
fn every_fact_that_was_stated_can_be_read_back() {
    assert_eq!((FACTS.product, FACTS.version, FACTS.action), ("CS", "2015-12-15", "DeleteCluster"));
    assert_eq!((FACTS.protocol, FACTS.path), (Protocol::AcsRoa, "/clusters/{ClusterId}"));
    assert_eq!(FACTS.methods, [Method::Delete, Method::Head]);
    assert_eq!(FACTS.kind, Some(OperationKind::Write));
    assert_eq!((FACTS.flow_control, FACTS.page), (Some((100, 1)), Some("https://example.com/delete-cluster")));
    let permission = FACTS.permissions[0];
    assert_eq!((permission.action, permission.access), ("cs:DeleteCluster", "delete"));
    assert_eq!(permission.resources, ["*Cluster", "Node"]);
    assert_eq!(permission.condition_keys, ["cs:tag"]);
    assert_eq!(permission.dependent_actions, ["ecs:DeleteInstance"]);
    let parameters = FACTS.parameters.iter().map(|parameter| (parameter.name, parameter.location, parameter.style));
    assert_eq!(
        parameters.collect::<Vec<_>>(),
        [("ClusterId", Location::Path, Style::Simple), ("force", Location::Query, Style::Flat)]
    );
}

#[test]
fn what_was_not_stated_is_empty() {
    let facts = OperationFacts::rpc();
    assert_eq!((facts.protocol, facts.path), (Protocol::AcsRpc, "/"));
    assert_eq!((facts.kind, facts.flow_control, facts.page), (None, None, None));
    assert!(facts.permissions.is_empty() && facts.parameters.is_empty());
    let permission = Permission::new("a:B", "list", &["*"]);
    assert!(permission.condition_keys.is_empty() && permission.dependent_actions.is_empty());
    let row = apiscribe::DocumentedError::new("Code", 400);
    assert_eq!((row.message, row.field, row.recovery), ("", None, None::<Recovery>));
}

#[test]
fn every_method_has_the_name_that_http_gives_it() {
    let names = [
        (Method::Get, "GET"),
        (Method::Post, "POST"),
        (Method::Put, "PUT"),
        (Method::Patch, "PATCH"),
        (Method::Delete, "DELETE"),
        (Method::Head, "HEAD"),
        (Method::Options, "OPTIONS"),
    ];
    for (method, name) in names {
        assert_eq!(method.as_str(), name);
    }
}
