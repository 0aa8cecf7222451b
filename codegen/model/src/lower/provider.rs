//! The conventions of a provider, which a service has by itself or takes over from a preset: a file of the same keys.

use super::address::check_header;
use super::context::{Context, Written, word_of};
use super::failure::{self, error_fields, failure_fields};
use super::headers;
use super::place::Place;
use super::unwrap::unwrap;
use crate::checked::{Auth, ErrorFields, FailureField, Protocol};
use crate::diagnostic::{Diagnostic, Id};
use crate::format;
use crate::locate;
use crate::presets;
use crate::source::Source;
use apiscribe_core::ApiStyle;

/// The keys that a service takes over where it does not have them itself.
#[derive(Default)]
pub(super) struct Conventions {
    pub(super) protocol: Option<Protocol>,
    pub(super) auth: Option<Auth<String>>,
    pub(super) headers: Vec<(String, String)>,
    pub(super) failure: Vec<FailureField>,
    pub(super) unwrap: Option<String>,
    pub(super) error: Option<ErrorFields>,
}

impl Conventions {
    /// Returns those of a service: its own, and where it has none those of the preset that it names.
    pub(super) fn of_service(spec: &format::Service, root: &Place<'_>) -> Self {
        let own = Self::written(spec, root);
        match spec.provider.as_deref().and_then(preset) {
            Some((preset, _)) => own.beside(preset),
            None => own,
        }
    }

    /// Returns those that are written in a file.
    fn written(spec: &format::Service, root: &Place<'_>) -> Self {
        Self {
            protocol: protocol(spec, root),
            auth: auth(spec.auth.as_ref(), root),
            headers: headers::pairs(&spec.headers).collect(),
            failure: failure_fields(&spec.failure, &root.key("failure")),
            unwrap: unwrap(spec.unwrap.as_ref(), root),
            error: error_fields(spec.error.as_ref(), &root.key("error")),
        }
    }

    fn beside(self, others: Self) -> Self {
        Self {
            protocol: self.protocol.or(others.protocol),
            auth: self.auth.or(others.auth),
            headers: headers::after_others(&others.headers, self.headers),
            failure: failure::after_others(&others.failure, self.failure),
            unwrap: self.unwrap.or(others.unwrap),
            error: match (self.error, others.error) {
                (Some(own), Some(others)) => Some(own.or(&others)),
                (own, others) => own.or(others),
            },
        }
    }
}

/// Returns the conventions of a preset, and what is wrong with its file, which is nothing.
fn preset(name: &str) -> Option<(Conventions, Vec<Diagnostic>)> {
    let text = presets::text(name)?.to_owned();
    let source = Source { path: format!("{name}.yaml"), name: name.to_owned(), text };
    let mut report = Vec::new();
    let mut root = locate::locate(&source, &mut report)?;
    let spec = format::read(&source, &mut root, &mut report)?;
    let (context, written) = (Context::bare(), Written { source, root, spec });
    let conventions = Conventions::written(&written.spec, &Place::root(&context, &written));
    report.extend(context.finish());
    Some((conventions, report))
}

/// Returns how a service is called, which a file says under one of two keys.
fn protocol(spec: &format::Service, root: &Place<'_>) -> Option<Protocol> {
    let style = word_of::<ApiStyle>(spec.style.as_ref());
    if root.has("style") && root.has("protocol") {
        let label = root.key("style").on_key("beside `protocol`");
        let diagnostic = Diagnostic::new(Id::KEY_OUT_OF_PLACE, "a service with both `protocol` and `style`", label);
        root.push(diagnostic.note("both say how it is called").help("keep `protocol`"));
    } else if !root.has("style") && !root.has("provider") {
        let help = format!("write `protocol:` and one of {}", Protocol::WORDS.join(", "));
        root.required(spec.protocol.as_ref(), "protocol", &help);
    }
    word_of(spec.protocol.as_ref()).or(style.map(ApiStyle::protocol))
}

/// Returns how requests show who sends them, where the file says it.
pub(super) fn auth(written: Option<&String>, root: &Place<'_>) -> Option<Auth<String>> {
    let place = root.key("auth");
    let auth = word_of(written);
    if let Some(Auth::Header(name)) = &auth {
        check_header(name, place.on_value(""), &place);
    }
    auth
}

#[cfg(test)]
mod tests {
    use super::preset;
    use crate::presets::{NAMES, text};

    #[test]
    fn every_preset_has_sources_and_says_only_what_a_service_takes_over() {
        for name in NAMES {
            let (conventions, report) = preset(name).expect("a preset");
            assert!(report.is_empty(), "{name}: {report:?}");
            assert!(conventions.protocol.is_some() && conventions.error.is_some(), "{name}");
            let lines = || text(name).into_iter().flat_map(str::lines);
            assert!(lines().any(|line| line.starts_with("# - https://")), "{name}");
            let keys = lines().filter_map(|line| line.split_once(':').map(|(key, _)| key));
            let keys: Vec<&str> = keys.filter(|key| !key.starts_with([' ', '#'])).collect();
            let known = ["title", "doc", "protocol", "auth", "headers", "failure", "unwrap", "error"];
            assert!(keys.iter().all(|key| known.contains(key)) && keys.starts_with(&known[..3]), "{name}: {keys:?}");
        }
    }
}
