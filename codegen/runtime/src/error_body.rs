//! Reads the texts of an error: from the places that its API documents, and else from where errors usually have them.

use apiscribe_core::response_path::header;

use crate::ErrorFields;
use crate::body_paths::BodyPaths;
use crate::texts::{Part, Texts};

/// Looks up a header of the response.
pub(crate) type HeaderOf<'h> = &'h dyn Fn(&str) -> Option<&'h str>;

/// Returns that a response has no headers, or that they are not known.
pub(crate) fn no_headers<'h>(_: &str) -> Option<&'h str> {
    None
}

/// Where a code stands, right in the body, beside `Code`.
pub(crate) const CODES_OF_BODIES: &[&str] = &["errorCode", "error_code", "errcode"];

/// Where errors usually have a code, beside those: in an object of its own or in a list; last come names that have it in some
/// APIs only, as problem details have `type`.
const USUAL_CODES: &[&str] = &[
    "error.code",
    "Response.Error.Code",
    "ResponseMetadata.Error.Code",
    "errors[0].code",
    "errors[0].extensions.code",
    "[0].errorCode",
    "[0].code",
    "fault.detail.errorcode",
    "error.type",
    "faultcode",
    "__type",
    "error",
    "type",
];

/// Where errors usually have a message, beside `Message`.
const USUAL_MESSAGES: &[&str] = &[
    "errorMessage",
    "errorMsg",
    "error_message",
    "error_msg",
    "errmsg",
    "msg",
    "error.message",
    "error.msg",
    "error.message.value",
    "Response.Error.Message",
    "ResponseMetadata.Error.Message",
    "errors[0].message",
    "[0].message",
    "error_description",
    "error.reason",
    "errors[0].detail",
    "errors[0].title",
    "detail",
    "detail[0].msg",
    "title",
    "errorSummary",
    "error_summary",
    "errorMessages[0]",
    "fault.faultstring",
    "faultstring",
    "description",
    "errors[0]",
    "errors",
    "error",
];

/// Where errors usually have the request's id, beside `RequestId`.
const USUAL_REQUEST_IDS: &[&str] = &[
    "request_id",
    "requestID",
    "requestid",
    "error.request_id",
    "error.requestId",
    "Response.RequestId",
    "ResponseMetadata.RequestId",
    "trace_id",
    "traceId",
    "error.innerError.request-id",
    "correlationId",
];

/// The headers that usually have the request's id, where the body has none.
pub(crate) const REQUEST_ID_HEADERS: &[&str] = &["header:x-acs-request-id", "header:x-request-id", "header:request-id"];

/// Reads from the documented places, and from the names that have no need to be documented. Tells whether the body could be
/// read to its end, and which parameter the error is about.
pub(crate) fn read_documented(
    body: &str,
    fields: &ErrorFields,
    header: HeaderOf<'_>,
    texts: &mut Texts,
) -> (bool, Option<String>) {
    let places = |part| match part {
        Part::Code => (Wanted::Code, fields.code),
        Part::Message => (Wanted::Any, fields.message),
        Part::RequestId => (Wanted::Scalar, fields.request_id),
        Part::Detail => (Wanted::Any, fields.details),
        Part::AccessDeniedDetail | Part::HostId | Part::Recommend | Part::Description => (Wanted::Any, &[][..]),
    };
    let mut search = Search::new(fields, header);
    for part in Part::ALL {
        let (wanted, documented) = places(part);
        search.add(wanted, [documented, part.names()]);
    }
    search.add(Wanted::Scalar, [fields.field, &[]]);
    let is_whole = search.read(body);
    texts.reserve(body);
    for (index, part) in Part::ALL.into_iter().enumerate() {
        texts.set_part(part, search.find(index));
    }
    (is_whole, search.find(Part::ALL.len()).map(str::to_owned))
}

/// Reads from the usual places what is not known yet, and tells whether the body could be read to its end if it was read.
pub(crate) fn read_usual(body: &str, fields: &ErrorFields, header: HeaderOf<'_>, texts: &mut Texts) -> bool {
    let has_code = texts.find(Part::Code).is_some_and(|code| !fields.is_success(code));
    let missing = [
        (Part::Code, has_code, Wanted::Word, [CODES_OF_BODIES, USUAL_CODES]),
        (Part::Message, texts.find(Part::Message).is_some(), Wanted::Scalar, [USUAL_MESSAGES, &[]]),
        (
            Part::RequestId,
            texts.find(Part::RequestId).is_some(),
            Wanted::Scalar,
            [USUAL_REQUEST_IDS, REQUEST_ID_HEADERS],
        ),
    ];
    let mut search = Search::new(fields, header);
    let mut parts = Vec::with_capacity(missing.len());
    for (part, _, wanted, places) in missing.into_iter().filter(|(_, is_known, ..)| !is_known) {
        parts.push(part);
        search.add(wanted, places);
    }
    let is_whole = parts.is_empty() || search.read(body);
    for (index, part) in parts.into_iter().enumerate() {
        // One field that has both would be shown twice: it is a code, if it looks like one.
        let repeats_code = |text: &&str| part == Part::Message && texts.find(Part::Code) == Some(*text);
        if let Some(text) = search.find(index).filter(|text| !repeats_code(text)) {
            texts.set_part(part, Some(text));
        }
    }
    is_whole
}

/// The kind of text that is looked for.
#[derive(Clone, Copy, PartialEq)]
enum Wanted {
    /// A code: no list, no object, and a code that says that all is well only where there is no other.
    Code,
    /// A code that no documentation says to stand there, and so must look like one.
    Word,
    /// A text, a number or a boolean.
    Scalar,
    /// Any value, as JSON if it is a list or an object.
    Any,
}

/// The search for texts, for each of which there are several places, all in one pass over a body.
struct Search<'f, 'h> {
    fields: &'f ErrorFields,
    header: HeaderOf<'h>,
    /// For each text its kind, its places, and which path of the body the first place is.
    wanted: Vec<(Wanted, [&'static [&'static str]; 2], usize)>,
    count: usize,
    paths: BodyPaths,
}

impl<'f, 'h> Search<'f, 'h> {
    fn new(fields: &'f ErrorFields, header: HeaderOf<'h>) -> Self {
        // There is room for all of the usual places, or for the documented ones of most APIs.
        let wanted = Vec::with_capacity(Part::ALL.len() + 1);
        Self { fields, header, wanted, count: 0, paths: BodyPaths::with_capacity(60) }
    }

    fn add(&mut self, wanted: Wanted, places: [&'static [&'static str]; 2]) {
        self.wanted.push((wanted, places, self.count));
        for places in places {
            self.paths.add(places, wanted == Wanted::Any);
            self.count += places.len();
        }
    }

    fn read(&mut self, body: &str) -> bool {
        self.paths.read(body)
    }

    /// The text that was looked for: the first in the order of the places that says something.
    fn find(&self, index: usize) -> Option<&str> {
        let &(wanted, places, first) = self.wanted.get(index)?;
        let values = (first..).zip(places.into_iter().flatten()).filter_map(|(path, place)| match header(place) {
            Some(name) => (self.header)(name),
            None if wanted == Wanted::Any => self.paths.text(path),
            None => self.paths.scalar(path),
        });
        let mut values = values.filter(|text| !text.trim().is_empty());
        let is_failure = |code: &&str| !self.fields.is_success(code);
        match wanted {
            Wanted::Code => {
                let mut codes = values.filter_map(code_of);
                let first = codes.next()?;
                Some(if is_failure(&first) { first } else { codes.find(is_failure).unwrap_or(first) })
            }
            Wanted::Word => values.filter_map(code_of).filter(|text| is_word(text)).find(is_failure),
            Wanted::Scalar | Wanted::Any => values.next(),
        }
    }
}

/// Returns whether a text can be a code: one word, and not `error`, which names no error in particular.
fn is_word(text: &str) -> bool {
    !text.contains(char::is_whitespace) && !text.eq_ignore_ascii_case("error")
}

/// Returns the code in a text: without the namespace before it and the address behind it that the JSON protocols of AWS write
/// (`com.example#NotFound`, `NotFound:http://…`), and none in the type of problem details that have none (RFC 9457 §4.2.1).
pub(crate) fn code_of(text: &str) -> Option<&str> {
    let code =
        [":http://", ":https://"].iter().find_map(|address| text.split_once(address)).map_or(text, |(code, _)| code);
    let code = match code.rsplit_once('#') {
        // The `#` of an address begins a part of it.
        Some((namespace, name)) if !name.is_empty() && !namespace.contains(['/', ':']) => name,
        _ => code,
    };
    (text != "about:blank").then_some(code).filter(|code| !code.is_empty())
}
