//! Examples in the documentation, made of the documentation's own examples; in a crate they run as its tests.

use std::collections::BTreeSet;

use proc_macro2::Literal;

use super::error_sample::ErrorSample;
use super::example_text::{Call, Expression, import, statement};
use crate::options::{Layout, Options};
use apiscribe_model::checked::{
    Auth, ExampleEndpoint, ExampleStruct, ExampleValue, Operation, Presence, RequestExample, Service,
};
use apiscribe_model::name::RustName;

/// The modules on the way to an operation.
pub(crate) type OperationPath<'m> = [&'m RustName; 3];

/// Builds the request and checks it.
pub(crate) fn request(of: OperationPath<'_>, example: &RequestExample, options: &Options) -> Vec<String> {
    let mut names = BTreeSet::new();
    let value = structure(&example.value, &mut names);
    let names: Vec<String> = names.into_iter().map(written).collect();
    let mut lines = import(&runtime(options), &["Operation as _".to_owned()]);
    lines.extend(import(&path(of, options), &names));
    lines.push(String::new());
    lines.extend(statement("let request = ", &value));
    lines.push("assert_eq!(request.validate(), Ok(()));".to_owned());
    let parameters = if example.has_query {
        "let query = request.query_string();"
    } else {
        "let parameters = request.parameters();"
    };
    lines.push(parameters.to_owned());
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
    let runtime = runtime(options);
    let read = |example: &apiscribe_model::checked::Example| {
        let name = written(&example.r#type.name);
        let path = if example.r#type.is_shared() { path_of_types(of, options) } else { path(of, options) };
        let mut lines = import(&path, std::slice::from_ref(&name));
        lines.push(String::new());
        lines.extend(example.status.map(|status| format!("// With HTTP {status}.")));
        lines.extend(raw_text("let body = ", &example.json));
        let response = Expression::Text(format!("{runtime}::from_json(body)?"));
        lines.extend(statement(&format!("let response: {name} = "), &response));
        for (field, presence, text) in &example.texts {
            let (field, text) = (written(field), literal(text));
            let (found, expected) = match presence {
                Presence::Required => (format!("response.{field}"), text),
                // A response does not tell null from absent.
                Presence::Nullable | Presence::Optional | Presence::OptionalOrNull => {
                    (format!("response.{field}.as_deref()"), format!("Some({text})"))
                }
            };
            lines.extend(assert_equal(&found, &expected));
        }
        lines.push(format!("# Ok::<(), {runtime}::DecodeError>(())"));
        lines
    };
    operation.examples.iter().map(read).collect()
}

/// Reads an error and asks what is known of it.
pub(crate) fn error(of: OperationPath<'_>, service: &Service, operation: &Operation, options: &Options) -> Vec<String> {
    let mut variants = operation.errors.variants.iter();
    let Some((variant, row)) = variants.find_map(|variant| Some((variant, variant.rows.first()?))) else {
        return Vec::new();
    };
    let (alias, codes) = (written(&operation.error_alias), written(&operation.errors.name));
    // Without a message the text that tells the row from others is all that is known of it.
    let message = if row.message.is_empty() { row.contains.clone() } else { row.message.replace("%s", "Name") };
    let marks = operation.failure.as_ref().unwrap_or(&service.failure);
    let sample = ErrorSample {
        protocol: service.protocol,
        failure: if (200..300).contains(&row.status) { marks } else { &[] },
        fields: operation.error.as_ref().or(service.error.as_ref()),
        code: &variant.name.wire,
        message: &message,
    };
    let body = sample.body();
    let mut lines = import(&runtime(options), &["Code".to_owned()]);
    let read = format!("{alias}::from_body");
    let code = format!("Code::Known({codes}::{})", written(&variant.name.rust));
    lines.extend(import(&path(of, options), &[alias, codes]));
    lines.push(String::new());
    lines.extend(raw_text("let body = ", &body));
    lines.extend(statement("let error = ", &plain_call(&read, &[&row.status.to_string(), "body.as_bytes()"])));
    let matches = plain_call("matches!", &["error.code()", &code]);
    lines.extend(statement("", &Expression::Call(Call::new("assert!", vec![matches]))));
    if let Some(field) = &row.field {
        lines.extend(assert_equal("error.field()", &format!("Some({})", literal(field))));
    }
    if row.message.contains("%s") {
        lines.extend(assert_equal("error.arguments()", "[\"Name\"]"));
    }
    lines
}

/// Returns a call with arguments that are never broken: `assert_eq!(error.code(), code)`.
fn plain_call(name: &str, arguments: &[&str]) -> Expression {
    Expression::Call(Call::new(
        name,
        arguments.iter().map(|argument| Expression::Text((*argument).to_owned())).collect(),
    ))
}

/// The lines of an assertion that two values are equal.
fn assert_equal(found: &str, expected: &str) -> Vec<String> {
    statement("", &plain_call("assert_eq!", &[found, expected]))
}

/// The lines of a statement with a raw text, which may have several lines.
fn raw_text(start: &str, text: &str) -> Vec<String> {
    let run = |rest: &str| rest.len() - rest.trim_start_matches('#').len();
    let hashes = "#".repeat(1 + text.split('"').skip(1).map(run).max().unwrap_or(0));
    statement(start, &Expression::Text(format!("r{hashes}\"{text}\"{hashes}")))
}

/// The crate whose names the examples use.
fn runtime(options: &Options) -> String {
    match &options.layout {
        Layout::Crate { .. } => crate_name(options),
        Layout::SingleFile => "apiscribe".to_owned(),
    }
}

/// The module of the types that operations share.
fn path_of_types([product, version, _]: OperationPath<'_>, options: &Options) -> String {
    [crate_name(options), written(product), written(version), "types".to_owned()].join("::")
}

fn path([product, version, operation]: OperationPath<'_>, options: &Options) -> String {
    [crate_name(options), written(product), written(version), written(operation)].join("::")
}

/// The crate; one that generates its types in its build script is simply `crate`, with the modules on the way to the types.
fn crate_name(options: &Options) -> String {
    match &options.layout {
        Layout::Crate { name } => RustName::by_hand(name).map_or_else(|_| "crate".to_owned(), |name| written(&name)),
        Layout::SingleFile => {
            let modules = options.module_path.iter().map(written);
            std::iter::once("crate".to_owned()).chain(modules).collect::<Vec<_>>().join("::")
        }
    }
}

/// Returns a name as it stands in code.
fn written(name: &RustName) -> String {
    name.identifier().to_string()
}

fn literal(text: &str) -> String {
    Literal::string(text).to_string()
}

/// Returns `Features::new("web").with_nvme_support("supported")`, and collects the names that it uses.
fn structure<'e>(example: &'e ExampleStruct, names: &mut BTreeSet<&'e RustName>) -> Expression {
    let name = &example.name;
    names.insert(name);
    let required = example.required.iter().map(|given| value(given, names)).collect();
    let new = Call::new(format!("{}::new", written(name)), required);
    let mut setters = Vec::new();
    for (setter, given) in &example.optional {
        setters.push(Call::new(format!(".{}", written(setter)), vec![value(given, names)]));
    }
    if setters.is_empty() { Expression::Call(new) } else { Expression::Chain(new, setters) }
}

/// Returns `"web"`, `true`, `5` or what makes a struct.
fn value<'e>(given: &'e ExampleValue, names: &mut BTreeSet<&'e RustName>) -> Expression {
    match given {
        ExampleValue::Text(text) => Expression::Text(literal(text)),
        ExampleValue::Boolean(boolean) => Expression::Text(boolean.to_string()),
        ExampleValue::Integer(integer) => Expression::Text(integer.to_string()),
        ExampleValue::Struct(example) => structure(example, names),
    }
}
