//! A spec beside the official metadata of its operation: what agrees passes, and every difference is found.

use apiscribe_cli::{AuditError, FindingKind, audit_metadata};
use apiscribe_model::files::SourceFile;

const SERVICE: &str = "service: Orchard\nversion: 2031-05-01\nstyle: rpc\n";

const SPEC: &str = r#"operation: PlantTree
summary: Plants a tree.
http: { methods: [GET, POST], path: / }
operation_type: write
parameters:
  Name:
    in: query
    type: string
    required: true
    example: old-oak
    rules: { length: { min: 2, max: 64 }, forbid_prefix: ["weed"] }
  Kind:
    in: query
    type: string
    enum:
      apple: { doc: It bears apples. }
      pear: {}
  Tag:
    in: query
    style: repeat_list
    type: array
    items:
      type: object
      fields:
        Key: { type: string }
        Value: { type: string, default: none }
response:
  fields:
    TreeId: { type: string, example: t-1 }
    Rings: { type: int32 }
errors:
  - { code: NoGround, status: 400, message: There is no ground. }
  - { code: NoGround, status: 409, message: The ground is taken. }
  - { code: TooMany, status: 403, message: There are too many trees. }
"#;

const METADATA: &str = r##"{
  "info": {"style": "RPC", "product": "Orchard", "version": "2031-05-01"},
  "components": {"schemas": {"Rings": {"type": "integer", "format": "int32"}}},
  "apis": {"PlantTree": {
    "summary": "Plants one tree", "methods": ["post", "get"], "path": "/", "operationType": "write",
    "parameters": [
      {"name": "Name", "in": "query", "schema": {"type": "string", "required": true, "example": "old-oak\n", "minLength": 2, "maxLength": 64}},
      {"name": "Kind", "in": "query", "schema": {"type": "string", "enum": ["apple", "pear"]}},
      {"name": "Tag", "in": "query", "style": "repeatList", "schema": {"type": "array", "items": {"type": "object", "properties": {
        "Key": {"type": "string", "required": false}, "Value": {"type": "string", "default": "none"}}}}}
    ],
    "responses": {"200": {"schema": {"type": "object", "properties": {
      "TreeId": {"type": "string", "example": "t-1"}, "Rings": {"$ref": "#/components/schemas/Rings"}}}}},
    "errorCodes": {
      "400": [{"errorCode": "NoGround", "errorMessage": "There is no ground."}],
      "409": [{"errorCode": "NoGround", "errorMessage": "The ground is taken."}],
      "403": [{"errorCode": "TooMany", "errorMessage": "There are too many trees."}]}
  }}
}"##;

fn file(name: &str, text: &str) -> SourceFile {
    let path = format!("spec/orchard/2031-05-01/{name}.yaml");
    SourceFile { name: path.clone(), path, bytes: text.as_bytes().to_vec() }
}

fn findings(spec: &str, metadata: &str) -> Vec<(FindingKind, String, String)> {
    findings_of(spec, SERVICE, metadata)
}

fn findings_of(spec: &str, service: &str, metadata: &str) -> Vec<(FindingKind, String, String)> {
    let service = file("service", service);
    let audit = audit_metadata("api-docs.json", metadata.as_bytes(), &file("PlantTree", spec), Some(&service))
        .unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(audit.is_accounted_for(), audit.findings.is_empty());
    let row = |finding: apiscribe_cli::Finding| {
        (finding.kind, finding.spec.map(|place| place.path.to_string()).unwrap_or_default(), finding.message)
    };
    audit.findings.into_iter().map(row).collect()
}

/// A text with one thing changed.
fn changed(text: &str, before: &str, after: &str) -> String {
    assert_eq!(text.matches(before).count(), 1, "`{before}` stands once");
    text.replace(before, after)
}

#[test]
fn what_agrees_is_accounted_for() {
    assert_eq!(findings(SPEC, METADATA), []);
}

#[test]
fn every_fact_that_the_metadata_has_otherwise_is_found() {
    for (before, after, kind, at) in [
        ("\"post\", \"get\"", "\"post\"", FindingKind::Http, "http.methods"),
        ("\"path\": \"/\"", "\"path\": \"/trees\"", FindingKind::Http, "http.path"),
        ("\"write\"", "\"read\"", FindingKind::Http, "operation_type"),
        ("\"required\": true", "\"required\": false", FindingKind::Required, "parameters.Name.required"),
        ("old-oak", "young-oak", FindingKind::Example, "parameters.Name.example"),
        ("\"maxLength\": 64", "\"maxLength\": 63", FindingKind::Rule, "parameters.Name.rules.length.max"),
        (
            "\"name\": \"Kind\", \"in\": \"query\"",
            "\"name\": \"Kind\", \"in\": \"formData\"",
            FindingKind::Location,
            "parameters.Kind.in",
        ),
        ("\"pear\"]", "\"pear\", \"plum\"]", FindingKind::Enum, "parameters.Kind.enum"),
        ("\"apple\", \"pear\"", "\"apple\"", FindingKind::OnlyInSpec, "parameters.Kind.enum.pear"),
        ("repeatList", "json", FindingKind::Http, "parameters.Tag.style"),
        (
            "{\"name\": \"Tag\"",
            "{\"name\": \"ClientToken\", \"in\": \"query\", \"schema\": {\"type\": \"string\"}}, {\"name\": \"Tag\"",
            FindingKind::Http,
            "idempotency_token",
        ),
        (
            "\"default\": \"none\"",
            "\"default\": \"some\"",
            FindingKind::Default,
            "parameters.Tag.items.fields.Value.default",
        ),
        (
            "\"Key\": {\"type\": \"string\", \"required\": false}, ",
            "",
            FindingKind::OnlyInSpec,
            "parameters.Tag.items.fields.Key",
        ),
        ("int32", "int64", FindingKind::Type, "response.fields.Rings.type"),
        ("\"TreeId\"", "\"TreeNumber\"", FindingKind::OnlyInSource, "response.fields"),
        ("The ground is taken.", "The ground is stone.", FindingKind::Message, "errors.NoGround"),
        ("TooMany", "TooFew", FindingKind::Code, "errors"),
        ("\"403\"", "\"404\"", FindingKind::Message, "errors.TooMany"),
    ] {
        let found = findings(SPEC, &changed(METADATA, before, after));
        assert!(found.iter().any(|(found, path, _)| *found == kind && path == at), "{before} -> {after}: {found:?}");
    }
}

/// Returns the findings of a spec with a key more, of a service with a key more, where the metadata names a scheme.
fn findings_of_auth(operation: &str, service: &str, security: &str) -> Vec<(FindingKind, String, String)> {
    let operation = changed(SPEC, "operation_type: write\n", &format!("operation_type: write\n{operation}"));
    let metadata = changed(METADATA, "\"path\": \"/\"", &format!("\"path\": \"/\", \"security\": [{security}]"));
    findings_of(&operation, &format!("{SERVICE}{service}"), &metadata)
}

#[test]
fn how_requests_show_who_sends_them_is_compared_whichever_file_states_it() {
    let (none, acs3, anonymous, ak) = ("auth: none\n", "auth: acs3\n", r#"{"Anonymous": []}"#, r#"{"AK": []}"#);
    for (operation, service, security) in
        [("", "", ak), (acs3, none, ak), (none, "", anonymous), ("", none, anonymous), (none, acs3, anonymous)]
    {
        assert_eq!(findings_of_auth(operation, service, security), [], "{operation} {service} {security}");
    }
    for (operation, service, security) in [
        ("", "", anonymous),
        (acs3, none, anonymous),
        (none, "", ak),
        ("", none, ak),
        ("auth: bearer\n", "", anonymous),
    ] {
        let found = findings_of_auth(operation, service, security);
        assert_eq!(found.len(), 1, "{operation} {service} {security}: {found:?}");
        assert_eq!((found[0].0, found[0].1.as_str()), (FindingKind::Http, "auth"), "{found:?}");
    }
}

#[test]
fn what_only_the_spec_states_is_found_where_the_metadata_lists_all_there_is() {
    for (before, after, path) in [
        ("  Tag:\n", "  Depth: { in: query, type: int32 }\n  Tag:\n", "parameters.Depth"),
        ("    Rings:", "    Crown: { type: string }\n    Rings:", "response.fields.Crown"),
        ("  - { code: TooMany", "  - { code: NoSpade, status: 400 }\n  - { code: TooMany", "errors.NoSpade"),
    ] {
        let found = findings(&changed(SPEC, before, after), METADATA);
        assert_eq!(found.len(), 1, "{after}: {found:?}");
        assert_eq!((found[0].0, found[0].1.as_str()), (FindingKind::OnlyInSpec, path));
    }
    // What is known from a third source need not be in the second.
    let from_sdk = changed(SPEC, "  Tag:\n", "  Depth: { in: query, type: int32, known_from: sdk }\n  Tag:\n");
    assert_eq!(findings(&from_sdk, METADATA), []);
}

/// Facts of which the metadata has no word for their absence.
#[test]
fn what_the_metadata_denies_by_its_silence_is_found() {
    for (before, after, kind, path) in [
        ("operation: PlantTree\n", "operation: PlantTree\ndeprecated: true\n", FindingKind::Deprecated, "deprecated"),
        (
            "    example: old-oak\n",
            "    example: old-oak\n    deprecated: true\n",
            FindingKind::Deprecated,
            "parameters.Name.deprecated",
        ),
        ("path: /", "path: /trees", FindingKind::Http, "http.path"),
    ] {
        let silent = changed(METADATA, ", \"path\": \"/\"", "");
        let found = findings(&changed(SPEC, before, after), &silent);
        assert_eq!(found.len(), 1, "{after}: {found:?}");
        assert_eq!((found[0].0, found[0].1.as_str()), (kind, path));
    }
    let of_page = changed(SPEC, "operation_type:", "flow_control: { requests: 5, seconds: 1 }\noperation_type:");
    assert_eq!(findings(&of_page, METADATA), [], "how often it may be called only the page says");
}

#[test]
fn what_says_that_a_call_failed_is_stated_by_the_operation_or_its_service() {
    let metadata = METADATA.replace(
        r#""TreeId": {"type": "string", "example": "t-1"},"#,
        r#""TreeId": {"type": "string", "example": "t-1"}, "Success": {"type": "boolean"}, "Code": {"type": "string"},"#,
    );
    let spec = SPEC.replace("    Rings:", "    Success: { type: boolean }\n    Code: { type: string }\n    Rings:");
    let message = "`failure`: the metadata has `Success is \"false\"`, the spec nothing";
    assert_eq!(findings(&spec, &metadata), [(FindingKind::Failure, "failure".to_owned(), message.to_owned())]);
    for failure in ["Success: { is: [\"false\"] }", "Success: { is: [\"no\", \"false\"] }, Code: { is_not: [OK] }"] {
        let stated = format!("{spec}failure: {{ {failure} }}\n");
        assert_eq!(findings(&stated, &metadata), [], "{failure}");
        let service = file("service", &format!("{SERVICE}failure: {{ {failure} }}\n"));
        let audit = audit_metadata("api-docs.json", metadata.as_bytes(), &file("PlantTree", &spec), Some(&service));
        assert!(audit.is_ok_and(|audit| audit.is_accounted_for()), "{failure}");
    }
    let listed = format!(
        "{spec}differences:\n  - {{ at: failure, source: metadata, has: 'Success is \"false\"', why: it is always true }}\n"
    );
    assert_eq!(findings(&listed, &metadata), []);
    let other = format!("{spec}failure: {{ Success: {{ is: [] }} }}\n");
    assert_eq!(findings(&other, &metadata).len(), 1);
}

#[test]
fn a_fact_said_to_be_from_the_metadata_has_to_be_there() {
    let spec = changed(SPEC, "      pear: {}\n", "      pear: {}\n      plum: { known_from: metadata }\n");
    let found = findings(&spec, METADATA);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!((found[0].0, found[0].1.as_str()), (FindingKind::Stale, "parameters.Kind.enum.plum"));
    // A page may show fewer methods than another source has; the metadata itself has all of its own.
    let http = changed(SPEC, "path: / }", "path: /, known_from: metadata }");
    let found = findings(&http, &changed(METADATA, "\"post\", \"get\"", "\"post\""));
    assert_eq!(found.iter().map(|finding| finding.0).collect::<Vec<_>>(), [FindingKind::Http]);
    // It may be said once of the whole file.
    let once = changed(SPEC, "Plants a tree.\n", "Plants a tree.\nknown_from: metadata\n");
    assert_eq!(findings(&once, METADATA), []);
    let found = findings(&changed(&once, "      pear: {}\n", "      pear: {}\n      plum: {}\n"), METADATA);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!((found[0].0, found[0].1.as_str()), (FindingKind::Stale, "parameters.Kind.enum.plum"));
}

#[test]
fn a_listed_difference_is_excused_as_long_as_it_is_there() {
    let metadata = changed(METADATA, "old-oak", "young-oak");
    let list = |has: &str| {
        format!(
            "{SPEC}differences:\n  - {{ at: parameters.Name.example, source: metadata, has: {has}, why: it is older }}\n"
        )
    };
    assert_eq!(findings(&list("young-oak"), &metadata), []);
    let kinds =
        |spec: &str, metadata: &str| findings(spec, metadata).into_iter().map(|found| found.0).collect::<Vec<_>>();
    assert_eq!(kinds(&list("young-oak"), METADATA), [FindingKind::Stale], "it is there no more");
    let mut found = kinds(&list("dead-oak"), &metadata);
    found.sort();
    assert_eq!(found, [FindingKind::Example, FindingKind::Stale], "it is another");
}

#[test]
fn types_that_hold_themselves_are_compared_wherever_they_are_named() {
    let spec = r"operation: PlantTree
summary: Plants a tree.
http: { methods: [POST], path: / }
parameters:
  Trunk: { in: query, style: json, ref: Limb }
response: { fields: { Trunk: { ref: Limb } } }
";
    let service = |length: &str| {
        format!(
            "{SERVICE}types:\n  Limb:\n    type: object\n    fields:\n      Length: {{ type: {length} }}\n      Limbs: {{ type: array, items: {{ ref: Limb }} }}\n"
        )
    };
    let metadata = r##"{
  "info": {"style": "RPC", "product": "Orchard", "version": "2031-05-01"},
  "components": {"schemas": {"Branch": {"type": "object", "properties": {
    "Length": {"type": "integer", "format": "int32"},
    "Limbs": {"type": "array", "items": {"$ref": "#/components/schemas/Branch"}}}}}},
  "apis": {"PlantTree": {"summary": "Plants one tree", "methods": ["post"], "path": "/",
    "parameters": [{"name": "Trunk", "in": "query", "style": "json", "schema": {"$ref": "#/components/schemas/Branch"}}],
    "responses": {"200": {"schema": {"type": "object", "properties": {"Trunk": {"$ref": "#/components/schemas/Branch"}}}}}
  }}
}"##;
    let paths = |length: &str| {
        let service = file("service", &service(length));
        let audit = audit_metadata("api-docs.json", metadata.as_bytes(), &file("PlantTree", spec), Some(&service))
            .unwrap_or_else(|error| panic!("{error}"));
        let path = |finding: apiscribe_cli::Finding| finding.spec.map(|place| place.path.to_string());
        audit.findings.into_iter().filter_map(path).collect::<Vec<_>>()
    };
    assert_eq!(paths("int32"), [""; 0]);
    assert_eq!(paths("int64"), ["parameters.Trunk.fields.Length.type", "response.fields.Trunk.fields.Length.type"]);
}

#[test]
fn what_is_no_metadata_is_refused() {
    let service = file("service", SERVICE);
    let other = METADATA.replace("PlantTree", "FellTree");
    for metadata in ["", "{}", "[1]", "{\"info\": 1}", other.as_str()] {
        let result = audit_metadata("api-docs.json", metadata.as_bytes(), &file("PlantTree", SPEC), Some(&service));
        assert!(matches!(result, Err(AuditError::Metadata(_))), "{metadata}: {result:?}");
    }
}
