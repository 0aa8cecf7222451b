//! Typed errors of a server.

use std::fmt;
use std::time::Duration;

use crate::envelope;
use crate::error_body::{self, HeaderOf, no_headers};
use crate::message::fill_ins;
use crate::shown::Shown;
use crate::texts::{Part, Texts};
use crate::{AccessDeniedDetail, Code, DecodeError, DocumentedError, ErrorCode, ErrorFields, Recovery};

/// An error of the server: its code, typed, and everything that came with it.
///
/// `Display` and `Debug` are safe to log: of each text of the server they show the first 1024 bytes at most, and no part
/// that repeats the request, such as the text that was signed, a signature or the id of an access key. The methods return
/// each text as it came.
#[derive(Clone, PartialEq)]
pub struct ApiError<C: ErrorCode> {
    code: Code<C>,
    inner: Box<Inner>,
}

/// The part of an error that is the same for all codes.
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

impl<C: ErrorCode> ApiError<C> {
    /// Reads an error from a response's status and body: JSON with names in either case, or XML. The code, the message and
    /// the rest are read from where the API documents them, else from where errors usually have them. It always succeeds: of
    /// a body that is no error body the code is unknown and empty, and [`excerpt`](Self::excerpt) keeps its beginning.
    pub fn from_body(status: u16, body: &[u8]) -> Self {
        Self::read(C::error_fields(), status, body, &no_headers)
    }

    /// Reads an error of which is known where it says what.
    #[inline]
    pub(crate) fn read(fields: &ErrorFields, status: u16, body: &[u8], header: HeaderOf<'_>) -> Self {
        // Of most services nothing is documented, which is known when their code is compiled.
        let read = if fields.has_places() { Inner::read_documented } else { Inner::read };
        let inner = read(fields, status, body, header);
        Self { code: inner.texts.get(Part::Code).unwrap_or_default().into(), inner }
    }
}

impl Inner {
    /// Reads an error from the usual names. An ordinary body is read once, and no more is looked for.
    fn read(fields: &ErrorFields, status: u16, body: &[u8], header: HeaderOf<'_>) -> Box<Self> {
        let text = envelope::text(body);
        let mut inner = Box::<Self>::default();
        inner.status = status;
        let is_whole = inner.texts.read(&text);
        if !is_whole || !inner.texts.are_ordinary() {
            inner.read_more(body, &text, is_whole, fields, header);
        }
        inner
    }

    /// Reads an error from where its API documents it.
    fn read_documented(fields: &ErrorFields, status: u16, body: &[u8], header: HeaderOf<'_>) -> Box<Self> {
        let text = envelope::text(body);
        let mut inner = Box::new(Self { status, ..Self::default() });
        let (is_whole, field) = error_body::read_documented(&text, fields, header, &mut inner.texts);
        if !is_whole || !inner.texts.are_ordinary() {
            inner.read_more(body, &text, is_whole, fields, header);
        }
        if field.is_some() {
            inner.rare.get_or_insert_default().named_field = field;
        }
        inner
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
impl<C: ErrorCode> ApiError<C> {
    fn rare_mut(&mut self) -> &mut Rare {
        self.inner.rare.get_or_insert_default()
    }

    pub(crate) fn with_pause(mut self, pause: Pause) -> Self {
        if pause != Pause::default() {
            self.rare_mut().pause = pause;
        }
        self
    }

    /// Says why a body of a good status is not the response, and keeps so many bytes of it.
    pub(crate) fn with_unreadable(mut self, error: DecodeError, body: &[u8], limit: usize) -> Self {
        let rare = self.rare_mut();
        rare.unreadable = Some(error);
        rare.body = body[..body.len().min(limit)].to_vec();
        rare.excerpt = Some(beginning(body));
        self
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

impl<C: ErrorCode> ApiError<C> {
    fn rare(&self) -> Option<&Rare> {
        self.inner.rare.as_deref()
    }

    /// The code, to be matched on.
    pub fn code(&self) -> &Code<C> {
        &self.code
    }

    /// The HTTP status.
    pub fn status(&self) -> u16 {
        self.inner.status
    }

    /// The message as it came. It may be in Chinese, and for codes about the signature it repeats the request: for logs,
    /// use `Display`, which leaves that out.
    pub fn message(&self) -> &str {
        self.inner.texts.message()
    }

    /// The id of the request, to be named to the provider's support.
    pub fn request_id(&self) -> Option<&str> {
        self.inner.texts.find(Part::RequestId)
    }

    /// The host that answered.
    pub fn host_id(&self) -> Option<&str> {
        self.inner.texts.find(Part::HostId)
    }

    /// The address of a page that helps with this error.
    pub fn recommend(&self) -> Option<&str> {
        self.inner.texts.find(Part::Recommend)
    }

    /// Returns what some services say beside the message.
    pub fn description(&self) -> Option<&str> {
        self.inner.texts.find(Part::Description)
    }

    /// Returns what some services say of the circumstances: text, or JSON as text.
    pub fn detail(&self) -> Option<&str> {
        self.inner.texts.find(Part::Detail)
    }

    /// The missing permission, where the server states it.
    pub fn access_denied_detail(&self) -> Option<&AccessDeniedDetail> {
        self.rare()?.access_denied_detail.as_ref()
    }

    /// The first 512 bytes of a body that was no error body, that broke off, or of which a part could not be read. It may
    /// repeat the request, and is not in `Debug`; `Display` shows some of it where nothing else is known of an error.
    pub fn excerpt(&self) -> Option<&str> {
        self.rare()?.excerpt.as_deref()
    }

    /// Returns why the body could not be read as the response although the HTTP status was good. The call may have done
    /// its work.
    pub fn unreadable(&self) -> Option<&DecodeError> {
        self.rare()?.unreadable.as_ref()
    }

    /// The body that could not be read as the response although the HTTP status was good, so that nothing of what the call
    /// did is lost: as it came, up to [`ReadOptions::keep_body`](crate::ReadOptions::keep_body). It is not in `Debug`.
    #[cfg(feature = "http")]
    pub fn unreadable_body(&self) -> Option<&[u8]> {
        self.rare().filter(|rare| rare.unreadable.is_some()).map(|rare| rare.body.as_slice())
    }

    fn pause(&self) -> Pause {
        self.rare().map_or_else(Pause::default, |rare| rare.pause)
    }
}

impl<C: ErrorCode> ApiError<C> {
    /// The row of the documentation that fits best, of those under this status or else of all of the code: the first whose
    /// text the message contains, else the one with this message, else the first that has no such text.
    pub fn documented(&self) -> Option<&'static DocumentedError> {
        let of_code = || self.code.documented();
        let of_status = || of_code().filter(|row| row.status == self.inner.status);
        let told = |row: &&DocumentedError| !row.contains.is_empty() && self.is_told_by(row);
        let is_other = |row: &&DocumentedError| row.contains.is_empty();
        of_status()
            .find(told)
            .or_else(|| of_status().filter(is_other).find(|row| fill_ins(row.message, self.message()).is_some()))
            .or_else(|| of_status().find(is_other))
            .or_else(|| of_code().find(told))
            .or_else(|| of_code().find(is_other))
    }

    /// Returns whether the message has the text by which a row is told from others, if it has one.
    fn is_told_by(&self, row: &DocumentedError) -> bool {
        self.message().contains(row.contains)
    }

    /// Returns what can be done about it: as a header says, as documented of the operation or else of the service, or
    /// as the kind of the code and the status tell.
    pub fn recovery(&self) -> Recovery {
        // A good status beside it says that the call was let through.
        if self.pause().throttled.is_some() && self.unreadable().is_none() {
            return Recovery::Throttle;
        }
        let documented = self.documented().and_then(|row| row.recovery);
        let known = documented.or_else(|| self.recovery_of_the_service());
        known.unwrap_or_else(|| crate::recovery::by_rule(self.code.as_str(), self.inner.status, C::protocol()))
    }

    /// Returns what the service says of this code under this status, where the operation's own row says nothing.
    fn recovery_of_the_service(&self) -> Option<Recovery> {
        let (code, status) = (self.code.as_str(), self.inner.status);
        C::Service::documented()
            .iter()
            .filter(|row| row.code == code && row.status == status && self.is_told_by(row))
            .find_map(|row| row.recovery)
    }

    /// Returns whether the same request may succeed later without being changed.
    pub fn is_retryable(&self) -> bool {
        self.recovery().is_retryable()
    }

    /// Returns whether this is the good end of a dry run: every check passed, and nothing was changed.
    pub fn is_dry_run_passed(&self) -> bool {
        self.recovery() == Recovery::DryRunPassed
    }

    /// Returns how long the server asks to wait before the request is sent again, where it is worth that and the server
    /// says so.
    pub fn retry_after(&self) -> Option<Duration> {
        let pause = self.pause();
        match self.recovery() {
            Recovery::Throttle => pause.throttled.or(pause.asked).or(pause.window),
            Recovery::Retry => pause.asked,
            _ => None,
        }
    }

    /// The parameter that the documentation says the error speaks of, as in `Features.ImdsSupport`.
    ///
    /// `None` where the message is the documented one with another name in the place of the parameter's:
    /// `MissingParameter`, say, is documented with one parameter and comes for others.
    pub fn field(&self) -> Option<&'static str> {
        let row = self.documented()?;
        let field = row.field?;
        if row.message.contains("%s") {
            return Some(field);
        }
        let with_any_name = row.message.replace(field, "%s");
        let names = fill_ins(&with_any_name, self.message()).unwrap_or_default();
        names.iter().all(|name| *name == field).then_some(field)
    }

    /// The parameter that the server itself names, where its API documents where it does.
    pub fn named_field(&self) -> Option<&str> {
        self.rare()?.named_field.as_deref()
    }

    /// Returns what the server filled in for each `%s` of the documented message; empty when the message is another
    /// one.
    pub fn arguments(&self) -> Vec<&str> {
        self.documented().and_then(|row| fill_ins(row.message, self.message())).unwrap_or_default()
    }

    /// Returns whether the texts may repeat the request: those of codes about the signature do.
    fn may_echo(&self) -> bool {
        self.code.as_str().contains("Signature")
    }

    fn shown<'t>(&self, text: &'t str) -> Shown<'t> {
        if self.may_echo() { Shown::first_sentence(text) } else { Shown::of(text) }
    }

    /// The beginning of a body that says nothing that is understood. That of a good status may be the response, secrets and
    /// all.
    fn shown_excerpt(&self) -> Option<Shown<'_>> {
        let says_nothing = self.code.as_str().is_empty() && self.message().is_empty();
        let excerpt = self.excerpt().filter(|excerpt| says_nothing && !excerpt.trim().is_empty())?;
        (!(200..300).contains(&self.inner.status)).then(|| Shown::beginning(excerpt))
    }

    fn shown_page<'t>(&self, text: &'t str) -> Shown<'t> {
        if self.may_echo() { Shown::page(text) } else { Shown::of(text) }
    }
}

impl<C: ErrorCode> fmt::Display for ApiError<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let status = self.inner.status;
        match self.code.as_str() {
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
        if let Some(request_id) = self.request_id() {
            write!(f, " (request id {})", self.shown(request_id))?;
        }
        Ok(())
    }
}

impl<C: ErrorCode> fmt::Debug for ApiError<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = |text: Option<_>| text.map(|text| self.shown(text));
        let page = |text: Option<_>| text.map(|text| self.shown_page(text));
        f.debug_struct("ApiError")
            .field("code", &ShownCode(&self.code))
            .field("status", &self.inner.status)
            .field("message", &self.shown(self.message()))
            .field("request_id", &shown(self.request_id()))
            .field("host_id", &page(self.host_id()))
            .field("recommend", &page(self.recommend()))
            .field("description", &shown(self.description()))
            .field("access_denied_detail", &self.access_denied_detail())
            .field("unreadable", &self.unreadable())
            .finish_non_exhaustive()
    }
}

/// A code as [`Code`] shows it, with no more of an unknown one than of any text of the server.
struct ShownCode<'c, C: ErrorCode>(&'c Code<C>);

impl<C: ErrorCode> fmt::Debug for ShownCode<'_, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Code::Unknown(code) => f.debug_tuple("Unknown").field(&Shown::of(code.as_str())).finish(),
            code => code.fmt(f),
        }
    }
}

impl<C: ErrorCode> std::error::Error for ApiError<C> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.unreadable().map(|error| error as _)
    }
}
