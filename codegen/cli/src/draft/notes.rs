//! Notes about a draft: gaps, errata, and diagnostics that do not apply.

use apiscribe_core::KnownFrom;
use apiscribe_model::diagnostic::Id;
use serde_yaml::Value;

use super::map::Map;

/// The gaps and the errata of a draft.
#[derive(Debug)]
pub(crate) struct Notes {
    origin: KnownFrom,
    gaps: Vec<(String, String)>,
    errata: Vec<(String, String)>,
}

impl Notes {
    /// No notes yet about facts that come from a source.
    pub(crate) const fn new(origin: KnownFrom) -> Self {
        Self { origin, gaps: Vec::new(), errata: Vec::new() }
    }

    pub(super) fn origin(&self) -> KnownFrom {
        self.origin
    }

    /// Notes what the source lacks, or what the format cannot say.
    pub(crate) fn gap(&mut self, at: impl Into<String>, what: impl Into<String>) {
        let note = (at.into(), what.into());
        if !self.gaps.contains(&note) {
            self.gaps.push(note);
        }
    }

    /// Notes one of several things of which each may be there more than once.
    pub(crate) fn each_gap(&mut self, at: &str, what: String) {
        self.gaps.push((at.to_owned(), what));
    }

    /// Returns whether one of the gaps says something of a kind.
    pub(crate) fn has_gap(&self, is: impl Fn(&str) -> bool) -> bool {
        self.gaps.iter().any(|(_, what)| is(what))
    }

    /// Notes what is odd, and what was done about it.
    pub(crate) fn erratum(&mut self, at: impl Into<String>, what: impl Into<String>) {
        self.errata.push((at.into(), what.into()));
    }

    pub(super) fn put_into(self, map: &mut Map) {
        let gaps: Vec<Value> = self.gaps.iter().map(|(at, what)| gap(self.origin, at, what)).collect();
        let errata: Vec<Value> = self.errata.iter().map(|(at, what)| note(at, what).into()).collect();
        map.put_full("gaps", gaps);
        map.put_full("errata", errata);
    }
}

const ROW: &str = "the page's row `";
const STATUS: &str = "` (status `";
const MESSAGE: &str = "`), with the message `";
const LEFT_OUT: &str = "`, cannot be expressed in the format; left out";

/// Returns the words of a gap about a row of an error that is left out.
pub(crate) fn row_left_out([status, code, message]: [&str; 3]) -> String {
    format!("{ROW}{code}{STATUS}{status}{MESSAGE}{message}{LEFT_OUT}")
}

/// Returns the status, the code and the message of the row that a gap says is left out.
pub(crate) fn left_out_row(what: &str) -> Option<[&str; 3]> {
    let (code, rest) = what.strip_prefix(ROW)?.split_once(STATUS)?;
    let (status, rest) = rest.split_once(MESSAGE)?;
    Some([status, code, rest.rsplit_once(LEFT_OUT)?.0])
}

const OF_PAGE: &str = "the page's ";
const NO_PLACE: &str = "` has no place in the format; left out";

/// Returns the words of a gap about the example or the default of a row, which a value of its type cannot have.
pub(crate) fn fact_left_out(noun: &str, value: &str) -> String {
    format!("{OF_PAGE}{noun} `{value}{NO_PLACE}")
}

/// Returns whether a gap quotes what the page states and the format has no place for.
pub(crate) fn is_left_out(what: &str) -> bool {
    left_out_row(what).is_some() || what.starts_with(OF_PAGE) && what.ends_with(NO_PLACE)
}

/// Returns what a source is called in a sentence.
pub(super) fn name_of(origin: KnownFrom) -> &'static str {
    match origin {
        KnownFrom::Page => "the page",
        KnownFrom::Example => "an example",
        KnownFrom::Metadata => "the official metadata",
        KnownFrom::Sdk => "the official SDKs",
        KnownFrom::Observed => "the live service",
    }
}

fn note(at: &str, what: &str) -> Map {
    Map::default().with("at", at).with("what", what)
}

/// Returns a row of `gaps`. What is from a page is filled from nowhere else.
pub(super) fn gap(origin: KnownFrom, at: &str, what: &str) -> Value {
    let mut gap = note(at, what);
    gap.put_some("taken_from", (origin != KnownFrom::Page).then_some(origin.word()));
    gap.into()
}

/// Returns a row of `allow`.
pub(super) fn allowance(origin: KnownFrom, id: Id, at: &str) -> Value {
    let allow = Map::default().with("id", id.as_str()).with("at", at);
    allow.with("why", format!("{} has it so", name_of(origin))).into()
}

/// Adds a row to a list of a file, unless it is there.
pub(super) fn add_row(root: &mut Value, key: &str, row: Value) {
    let Some(map) = root.as_mapping_mut() else { return };
    match map.get_mut(key).and_then(Value::as_sequence_mut) {
        Some(list) if list.contains(&row) => {}
        Some(list) => list.push(row),
        None => drop(map.insert(key.into(), Value::Sequence(vec![row]))),
    }
}
