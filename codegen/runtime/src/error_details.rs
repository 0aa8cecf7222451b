//! The details of an error of the server, whatever the type of its code.

use std::error::Error;
use std::fmt;
use std::time::Duration;

use crate::code::UntypedCode;
use crate::code_tables::{CodePlace, CodeTables};
use crate::envelope;
use crate::error_body::{self, HeaderOf};
use crate::message::fill_ins;
use crate::shown::Shown;
use crate::texts::{Part, Texts};
use crate::{AccessDeniedDetail, DecodeError, DocumentedError, ErrorFields, Recovery, recovery};

/// All that an error says, behind a pointer, so that an error is small. What is documented of it is looked up in the tables of
/// its codes.
#[derive(Clone, PartialEq)]
pub(crate) struct ErrorDetails(Box<Inner>);

#[derive(Clone, Default, PartialEq)]
struct Inner {
    status: u16,
    texts: Texts,
    rare: Option<Box<Rare>>,
}

/// The part that few errors have, so that the others need no room for it.
#[derive(Clone, Default, PartialEq)]
struct Rare {
    access_denied_detail: Option<AccessDeniedDetail>,
    excerpt: Option<String>,
    named_field: Option<String>,
    unreadable: Option<DecodeError>,
    body: Vec<u8>,
    pause: Pause,
}

/// The time that the server asks to wait.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Pause {
    /// As it says to those whom it throttles.
    pub(crate) throttled: Option<Duration>,
    /// As any server may say.
    pub(crate) asked: Option<Duration>,
    /// Until its counter of calls starts anew, which says something only to those whom it throttles.
    pub(crate) window: Option<Duration>,
}

/// The part that is kept of a body that is no error body, in bytes.
const EXCERPT_LIMIT: usize = 512;

impl ErrorDetails {
    /// Reads an error from a response: from where its API documents it, or else from where errors usually have it.
    pub(crate) fn read(fields: &ErrorFields, status: u16, body: &[u8], header: HeaderOf<'_>) -> Self {
        let read = if fields.has_places() { Inner::read_documented } else { Inner::read_usual };
        Self(read(fields, status, body, header))
    }
}

impl Inner {
    /// Reads an error from the usual names. An ordinary body is read once, and no more is looked for.
    fn read_usual(fields: &ErrorFields, status: u16, body: &[u8], header: HeaderOf<'_>) -> Box<Self> {
        let text = envelope::text(body);
        let mut error = Box::<Self>::default();
        error.status = status;
        let is_whole = error.texts.read(&text);
        if !is_whole || !error.texts.are_ordinary() {
            error.read_more(body, &text, is_whole, fields, header);
        }
        error
    }

    /// Reads an error from where its API documents it.
    fn read_documented(fields: &ErrorFields, status: u16, body: &[u8], header: HeaderOf<'_>) -> Box<Self> {
        let text = envelope::text(body);
        let mut error = Box::new(Self { status, ..Self::default() });
        let (is_whole, field) = error_body::read_documented(&text, fields, header, &mut error.texts);
        if !is_whole || !error.texts.are_ordinary() {
            error.read_more(body, &text, is_whole, fields, header);
        }
        if field.is_some() {
            error.rare.get_or_insert_default().named_field = field;
        }
        error
    }

    /// Reads and keeps what most bodies have no need of: texts from other places, which permission was missing, and the
    /// beginning of a body that could not be read to its end.
    #[cold]
    fn read_more(&mut self, body: &[u8], text: &str, is_whole: bool, fields: &ErrorFields, header: HeaderOf<'_>) {
        let is_list = text.trim_start().starts_with('[');
        let is_whole = error_body::read_usual(text, fields, header, &mut self.texts) && (is_whole || is_list);
        let denied = self.texts.get(Part::AccessDeniedDetail);
        let access_denied_detail = denied.and_then(AccessDeniedDetail::read);
        let is_understood =
            is_whole && self.texts.has(Part::Code) && denied.is_some() == access_denied_detail.is_some();
        self.texts.shrink();
        if !is_understood || access_denied_detail.is_some() {
            let excerpt = (!is_understood).then(|| beginning(body));
            self.rare = Some(Box::new(Rare { access_denied_detail, excerpt, ..Rare::default() }));
        }
    }
}

#[cfg(feature = "http")]
impl ErrorDetails {
    fn rare_mut(&mut self) -> &mut Rare {
        self.0.rare.get_or_insert_default()
    }

    pub(crate) fn set_pause(&mut self, pause: Pause) {
        if pause != Pause::default() {
            self.rare_mut().pause = pause;
        }
    }

    /// Sets why a body of a good status is not the response, and keeps so many bytes of it.
    pub(crate) fn set_unreadable(&mut self, error: DecodeError, body: &[u8], limit: usize) {
        let rare = self.rare_mut();
        rare.unreadable = Some(error);
        rare.body = body[..body.len().min(limit)].to_vec();
        rare.excerpt = Some(beginning(body));
    }

    pub(crate) fn unreadable_body(&self) -> Option<&[u8]> {
        self.rare().filter(|rare| rare.unreadable.is_some()).map(|rare| rare.body.as_slice())
    }
}

fn beginning(body: &[u8]) -> String {
    let text = String::from_utf8_lossy(&body[..body.len().min(EXCERPT_LIMIT)]);
    if body.len() <= EXCERPT_LIMIT {
        return text.into_owned();
    }
    // The limit may have cut a character in two.
    format!("{}…", text.trim_end_matches(char::REPLACEMENT_CHARACTER))
}

/// The parts that were read.
impl ErrorDetails {
    fn rare(&self) -> Option<&Rare> {
        self.0.rare.as_deref()
    }

    pub(crate) fn status(&self) -> u16 {
        self.0.status
    }

    /// The code as it came; empty where there is none.
    pub(crate) fn code(&self) -> &str {
        self.0.texts.get(Part::Code).unwrap_or_default()
    }

    pub(crate) fn message(&self) -> &str {
        self.0.texts.message()
    }

    /// The text, where it tells something.
    pub(crate) fn text(&self, part: Part) -> Option<&str> {
        self.0.texts.find(part)
    }

    pub(crate) fn access_denied_detail(&self) -> Option<&AccessDeniedDetail> {
        self.rare()?.access_denied_detail.as_ref()
    }

    pub(crate) fn excerpt(&self) -> Option<&str> {
        self.rare()?.excerpt.as_deref()
    }

    pub(crate) fn unreadable(&self) -> Option<&DecodeError> {
        self.rare()?.unreadable.as_ref()
    }

    pub(crate) fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.unreadable().map(|error| error as _)
    }

    pub(crate) fn named_field(&self) -> Option<&str> {
        self.rare()?.named_field.as_deref()
    }

    fn pause(&self) -> Pause {
        self.rare().map_or_else(Pause::default, |rare| rare.pause)
    }
}

/// The parts that are documented.
impl ErrorDetails {
    /// The row of the documentation that fits best, of those under this status or else of all of the code: the first whose
    /// text the message contains, else the one with this message, else the first that has no such text.
    pub(crate) fn documented(&self, tables: CodeTables) -> Option<&'static DocumentedError> {
        let of_code = || tables.documented(self.code());
        let of_status = || of_code().filter(|row| row.status == self.0.status);
        let told = |row: &&DocumentedError| self.is_told_by(row);
        let is_other = |row: &&DocumentedError| row.contains.is_empty();
        of_status()
            .find(told)
            .or_else(|| of_status().filter(is_other).find(|row| fill_ins(row.message, self.message()).is_some()))
            .or_else(|| of_status().find(is_other))
            .or_else(|| of_code().find(told))
            .or_else(|| of_code().find(is_other))
    }

    /// The place of its code in the tables.
    pub(crate) fn place(&self, tables: CodeTables) -> CodePlace<'_> {
        let mut rows = tables.documented(self.code());
        let is_told_by_message = rows.any(|row| !row.contains.is_empty());
        tables.place(self.code(), if is_told_by_message { self.documented(tables) } else { None })
    }

    /// Returns whether a row has a text by which it is told from others, and the message has that text.
    fn is_told_by(&self, row: &DocumentedError) -> bool {
        !row.contains.is_empty() && self.message().contains(row.contains)
    }

    pub(crate) fn recovery(&self, tables: CodeTables) -> Recovery {
        // A good status beside it says that the call was let through, and so may have done its work.
        let is_let_through = self.unreadable().is_some();
        if self.pause().throttled.is_some() && !is_let_through {
            return Recovery::Throttle;
        }
        let documented = self.documented(tables).and_then(|row| row.recovery);
        let known = documented.or_else(|| self.recovery_of_the_service(tables));
        match known.unwrap_or_else(|| recovery::by_rule(self.code(), self.0.status, tables.protocol())) {
            Recovery::Throttle if is_let_through => Recovery::Retry,
            recovery => recovery,
        }
    }

    /// Returns what the service says of this code under this status, where the operation's own row says nothing: in the row
    /// that the message is told by, or else in one that has no such text.
    fn recovery_of_the_service(&self, tables: CodeTables) -> Option<Recovery> {
        let is_it = |row: &&DocumentedError| row.code == self.code() && row.status == self.0.status;
        let rows = || tables.service_rows().iter().filter(is_it);
        let told = |row: &&DocumentedError| self.is_told_by(row);
        let is_other = |row: &&DocumentedError| row.contains.is_empty();
        let recovery = |row: &DocumentedError| row.recovery;
        rows().filter(told).find_map(recovery).or_else(|| rows().filter(is_other).find_map(recovery))
    }

    pub(crate) fn retry_after(&self, tables: CodeTables) -> Option<Duration> {
        let pause = self.pause();
        match self.recovery(tables) {
            Recovery::Throttle => pause.throttled.or(pause.asked).or(pause.window),
            Recovery::Retry => pause.asked,
            _ => None,
        }
    }

    pub(crate) fn field(&self, tables: CodeTables) -> Option<&'static str> {
        let row = self.documented(tables)?;
        let field = row.field?;
        if row.message.contains("%s") {
            return Some(field);
        }
        let with_any_name = row.message.replace(field, "%s");
        let names = fill_ins(&with_any_name, self.message()).unwrap_or_default();
        names.iter().all(|name| *name == field).then_some(field)
    }

    pub(crate) fn arguments(&self, tables: CodeTables) -> Vec<&str> {
        self.documented(tables).and_then(|row| fill_ins(row.message, self.message())).unwrap_or_default()
    }
}

/// The parts that are shown.
impl ErrorDetails {
    /// Returns whether the texts may repeat the request: those of codes about the signature do.
    fn may_echo(&self) -> bool {
        self.code().contains("Signature")
    }

    fn shown<'t>(&self, text: &'t str) -> Shown<'t> {
        if self.may_echo() { Shown::first_sentence(text) } else { Shown::of(text) }
    }

    /// The beginning of a body that says nothing that is understood. That of a good status may be the response, secrets and
    /// all.
    fn shown_excerpt(&self) -> Option<Shown<'_>> {
        let says_nothing = self.code().is_empty() && self.message().is_empty();
        let excerpt = self.excerpt().filter(|excerpt| says_nothing && !excerpt.trim().is_empty())?;
        (!(200..300).contains(&self.0.status)).then(|| Shown::beginning(excerpt))
    }

    fn shown_page<'t>(&self, text: &'t str) -> Shown<'t> {
        if self.may_echo() { Shown::page(text) } else { Shown::of(text) }
    }

    /// Shows the error with its code as it is known.
    pub(crate) fn debug(&self, code: UntypedCode<'_>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = |part| self.text(part).map(|text| self.shown(text));
        let page = |part| self.text(part).map(|text| self.shown_page(text));
        f.debug_struct("ApiError")
            .field("code", &ShownCode(code))
            .field("status", &self.0.status)
            .field("message", &self.shown(self.message()))
            .field("request_id", &shown(Part::RequestId))
            .field("host_id", &page(Part::HostId))
            .field("recommend", &page(Part::Recommend))
            .field("description", &shown(Part::Description))
            .field("access_denied_detail", &self.access_denied_detail())
            .field("unreadable", &self.unreadable())
            .finish_non_exhaustive()
    }
}

impl fmt::Display for ErrorDetails {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let status = self.0.status;
        match self.code() {
            "" if self.unreadable().is_some() => write!(f, "HTTP {status} with a body that cannot be read")?,
            "" => write!(f, "HTTP {status} without a recognised error code")?,
            code => write!(f, "{} (HTTP {status})", Shown::of(code))?,
        }
        if let Some(unreadable) = self.unreadable() {
            write!(f, ": {unreadable}")?;
        }
        if !self.message().is_empty() {
            write!(f, ": {}", self.shown(self.message()))?;
        }
        if let Some(beginning) = self.shown_excerpt() {
            write!(f, ": {beginning}")?;
        }
        if let Some(request_id) = self.text(Part::RequestId) {
            write!(f, " (request id {})", self.shown(request_id))?;
        }
        Ok(())
    }
}

/// A code as it shows itself, with no more of an unknown one than of any text of the server.
struct ShownCode<'c>(UntypedCode<'c>);

impl fmt::Debug for ShownCode<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            UntypedCode::Unknown(code) => f.debug_tuple("Unknown").field(&Shown::of(code)).finish(),
            _ => self.0.fmt(f),
        }
    }
}
