//! Takes over what a preset says of all services of a provider.

use super::failure::failure_field;
use super::headers;
use super::place::Place;
use crate::checked::{Auth, ErrorFields, FailureField, Protocol};
use crate::diagnostic::{Diagnostic, Id};
use crate::format::{self, Preset};
use crate::locate;
use crate::presets;
use crate::source::Source;

/// The keys that a service takes over where it does not have them itself.
#[derive(Default)]
pub(super) struct Provider {
    pub(super) protocol: Option<Protocol>,
    pub(super) auth: Option<Auth<String>>,
    pub(super) headers: Vec<(String, String)>,
    pub(super) failure: Vec<FailureField>,
    pub(super) unwrap: Option<String>,
    pub(super) error: Option<ErrorFields>,
}

/// Returns what the preset says that a service names; nothing where it names none.
pub(super) fn of(spec: &format::Service, root: &Place<'_>) -> Provider {
    let Some(name) = &spec.provider else { return Provider::default() };
    let Some((preset, _)) = read(name) else {
        let label = root.key("provider").on_value("not the name of a preset");
        let diagnostic = Diagnostic::new(Id::UNKNOWN_WORD, format!("unknown word `{name}` for `provider`"), label);
        root.push(diagnostic.suggest(name, presets::NAMES.iter().copied()));
        return Provider::default();
    };
    // Every key is named, so that a new one cannot be forgotten.
    let Preset { title: _, doc: _, sources: _, protocol, auth, headers, failure, unwrap, error } = preset;
    Provider {
        protocol: protocol.as_deref().and_then(Protocol::from_word),
        auth: auth.as_deref().and_then(Auth::parse).map(Auth::into_owned),
        headers: headers::pairs(&headers).collect(),
        failure: failure.iter().map(|(path, written)| failure_field(path, written)).collect(),
        unwrap,
        error: error.as_ref().map(|error| ErrorFields::of(error.lists())),
    }
}

/// Returns the preset that is called so, and what is wrong with its file, which is nothing.
fn read(name: &str) -> Option<(Preset, Vec<Diagnostic>)> {
    let text = presets::text(name)?.to_owned();
    let source = Source { path: format!("{name}.yaml"), name: name.to_owned(), text };
    let mut report = Vec::new();
    let mut root = locate::locate(&source, &mut report)?;
    let preset = format::read(&source, &mut root, &mut report)?;
    Some((preset, report))
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::format;
    use crate::presets::NAMES;
    use apiscribe_core::{Auth, Protocol, response_path};

    #[test]
    fn what_a_preset_says_is_said_by_the_same_keys_in_a_service() {
        let about_itself = ["title", "doc", "sources"];
        for key in format::PRESET.keys.iter().filter(|key| !about_itself.contains(&key.name)) {
            let of_service = format::SERVICE.keys.iter().find(|other| other.name == key.name).expect(key.name);
            assert_eq!(key.form, of_service.form, "{}", key.name);
            assert_eq!(format!("{:?}", (key.content)()), format!("{:?}", (of_service.content)()), "{}", key.name);
        }
    }

    #[test]
    fn every_preset_has_sources_and_nothing_that_a_service_could_not_say() {
        for name in NAMES {
            let (preset, report) = read(name).expect("a preset");
            assert!(report.is_empty(), "{name}: {report:?}");
            assert!(preset.title.is_some() && preset.doc.is_some() && !preset.sources.is_empty(), "{name}");
            let is_source = |url: Option<&String>| url.is_some_and(|url| url.starts_with("https://"));
            assert!(
                preset.sources.iter().all(|source| is_source(source.url.as_ref()) && source.what.is_some()),
                "{name}"
            );
            assert!(preset.protocol.as_deref().and_then(Protocol::from_word).is_some(), "{name}");
            assert!(preset.auth.as_deref().is_none_or(|auth| Auth::parse(auth).is_some()), "{name}");
            let lists = preset.error.as_ref().expect("where an error says what").lists();
            let paths = lists.iter().filter(|(key, _)| *key != "success_codes").flat_map(|(_, paths)| paths.iter());
            let mut paths = paths.map(String::as_str).chain(preset.failure.keys()).chain(preset.unwrap.as_deref());
            assert!(paths.all(|path| response_path::problem(path).is_none()), "{name}");
        }
    }
}
