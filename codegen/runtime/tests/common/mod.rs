//! An operation whose parameters are given as JSON, so that a test can have any.

use apiscribe::{
    Any, Checker, Decode, DecodeError, Encode, FieldPresence, FieldReceiver, FieldTable, NoServiceCode, Source,
    Validate,
};

/// Makes a request type of some facts, which answers with any JSON object.
macro_rules! operation {
    ($name:ident, $response:ty, $facts:expr) => {
        #[derive(Clone, Debug)]
        struct $name($crate::common::Fields);

        impl From<$crate::common::Fields> for $name {
            fn from(fields: $crate::common::Fields) -> Self {
                Self(fields)
            }
        }

        impl apiscribe::Encode for $name {
            fn encode(&self) -> apiscribe::Encoded<'_> {
                apiscribe::Encoded::Boxed(&self.0)
            }
        }

        impl apiscribe::Decode for $name {
            fn blank() -> Self {
                Self(apiscribe::Decode::blank())
            }

            fn read(&mut self, source: apiscribe::Source<'_>) -> Result<(), apiscribe::DecodeError> {
                self.0.read(source)
            }
        }

        impl apiscribe::Validate for $name {
            fn check(&self, _: &mut apiscribe::Checker<'_>) {}
        }

        impl apiscribe::Operation for $name {
            type Response = $response;
            type ErrorCode = $crate::common::Code;
            const FACTS: &'static apiscribe::OperationFacts = &$facts;
        }
    };
}

/// Fields in the order of the parameters.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Fields(pub(crate) Vec<(String, Any)>);

/// Pairs of a name and its JSON; null is absent.
impl<V: Into<Any>, const N: usize> From<[(&str, V); N]> for Fields {
    fn from(fields: [(&str, V); N]) -> Self {
        Self(fields.into_iter().map(|(name, value)| (name.to_owned(), value.into())).collect())
    }
}

impl Encode for Fields {
    fn fields(&self, receiver: FieldReceiver<'_>) {
        let values: Vec<Option<&Any>> = self.0.iter().map(|(_, value)| Some(value).filter(|v| !v.is_null())).collect();
        let values: Vec<&dyn Encode> = values.iter().map(|value| value as &dyn Encode).collect();
        let rows: Vec<_> = self.0.iter().map(|(name, _)| (name.as_str(), FieldPresence::Optional)).collect();
        receiver.receive(FieldTable::new("Fields", &rows), &values);
    }
}

impl Decode for Fields {
    fn blank() -> Self {
        Self::default()
    }

    fn read(&mut self, source: Source<'_>) -> Result<(), DecodeError> {
        let mut object = source.object()?;
        while let Some(key) = object.next_key()? {
            let key = key.to_owned();
            self.0.push((key, object.value()?));
        }
        Ok(())
    }
}

impl Validate for Fields {
    fn check(&self, _: &mut Checker<'_>) {}
}

/// Error codes, one of which is documented under a good status.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Code {
    /// Documented under 200.
    Accepted,
    /// The word for success.
    Ok,
}

apiscribe::error_codes! { Code or NoServiceCode:
    Accepted => "Accepted.ButWrong" { 200 },
    Ok => "OK" { 200 },
}
