//! An operation: its request type, tied to its facts, its response and its errors.

use crate::{Decode, Encode, ErrorCode, Location, OperationFacts, ParameterPairs, Style, Validate, parameters};

/// A request type, tied to the facts of its operation, its response and its errors.
pub trait Operation: Encode + Decode + Validate + Clone + Send + Sync + 'static {
    /// The response of the server.
    type Response: Encode + Decode + Send + Sync + 'static;
    /// The codes of the errors the server may return.
    type ErrorCode: ErrorCode;
    /// The static metadata of the operation.
    const FACTS: &'static OperationFacts;

    /// Every parameter as it goes on the wire, in the documentation's order; absent parameters are not there.
    fn parameters(&self) -> ParameterPairs
    where
        Self: Sized,
    {
        parameters::pairs(self, Self::FACTS)
    }

    /// The name on the wire of every parameter there is, the part of the request it goes into, and how a value with parts
    /// becomes text, in the documentation's order.
    fn parameter_list() -> Vec<(String, Location, Style)>
    where
        Self: Sized,
    {
        parameters::list(&Self::blank(), Self::FACTS.parameters)
    }

    /// The field of the token by which the server knows a request that is sent again, where the operation has one that may
    /// be absent.
    fn idempotency_token(&mut self) -> Option<&mut Option<String>> {
        None
    }

    /// Sets the token by which the server knows a request that is sent again, where the operation has one and it is absent.
    ///
    /// The token is a text that no other request has, such as a UUID, of at most 64 ASCII characters. Set it once, before
    /// the first attempt: every attempt that is made of the request then has the same.
    fn fill_idempotency_token(&mut self, token: impl FnOnce() -> String)
    where
        Self: Sized,
    {
        if let Some(field) = self.idempotency_token() {
            field.get_or_insert_with(token);
        }
    }

    /// The names and values of the query string, not yet percent-encoded; what the path has of it is in
    /// [`OperationFacts::fixed_query`].
    fn query_pairs(&self) -> Vec<(String, String)>
    where
        Self: Sized,
    {
        self.parameters().query
    }

    /// The query string, percent-encoded as RFC 3986 and the signature want it.
    fn query_string(&self) -> String
    where
        Self: Sized,
    {
        parameters::query_string(self, Self::FACTS)
    }

    /// Appends the query string to `query`, without a leading `?` or `&`.
    fn write_query(&self, query: &mut String)
    where
        Self: Sized,
    {
        parameters::write_query(self, Self::FACTS, query);
    }

    /// A blank response, for a response with a success status to be read into.
    #[doc(hidden)]
    fn blank_response(status: u16) -> Self::Response
    where
        Self: Sized,
    {
        let _ = status;
        Self::Response::blank()
    }

    /// A reader of the events that the response consists of, where the documentation says that it is a stream of such.
    fn events() -> crate::EventReader<Self::Response>
    where
        Self: Sized,
    {
        crate::EventReader::new()
    }

    /// The request in HTTP, neither signed nor sent.
    ///
    /// Its `Debug` shows the URI, which holds the query parameters, secret ones included.
    ///
    /// # Errors
    /// When the endpoint does not give a host, or a parameter cannot stand where it belongs or is not a finite number.
    #[cfg(feature = "http")]
    fn to_http(&self, endpoint: &crate::Endpoint) -> Result<http::Request<Vec<u8>>, crate::RequestError>
    where
        Self: Sized,
    {
        crate::request::build(Self::FACTS, self, self.parameters(), endpoint)
    }

    /// Reads the response in an HTTP response, which is given or lent, tolerantly: what is not as documented is left out, and
    /// [`Response::report`](crate::Response::report) tells it.
    ///
    /// # Errors
    /// When the response is an error of the server or a proxy, or cannot be read as the response; the error keeps the status,
    /// the request's id and what could not be read.
    #[cfg(feature = "http")]
    fn read_http(
        response: impl crate::HttpResponse,
    ) -> Result<crate::Response<Self::Response>, crate::ApiError<Self::ErrorCode>>
    where
        Self: Sized,
    {
        Self::read_http_with(response, crate::ReadOptions::tolerant())
    }

    /// Looks at the head of an HTTP response, whose body may still be on its way: a file, say, or a stream of events. The
    /// body, whatever it is, is handed on as it is, and so no more of it is in memory than the caller wants.
    ///
    /// # Errors
    /// When the status is none of success: the HTTP response itself, whose body, once it is there, is for
    /// [`read_http`](Self::read_http) to make an error of.
    #[cfg(feature = "http")]
    fn read_http_head<B>(response: http::Response<B>) -> Result<crate::Response<B>, http::Response<B>>
    where
        Self: Sized,
    {
        crate::Response::of_head(response)
    }

    /// Reads the response in an HTTP response as the options say.
    ///
    /// # Errors
    /// As [`read_http`](Self::read_http), and where the options are strict whenever the response is not as documented.
    #[cfg(feature = "http")]
    fn read_http_with(
        response: impl crate::HttpResponse,
        options: crate::ReadOptions,
    ) -> Result<crate::Response<Self::Response>, crate::ApiError<Self::ErrorCode>>
    where
        Self: Sized,
    {
        crate::response_reader::read(Self::FACTS, Self::blank_response, response, options)
    }
}
