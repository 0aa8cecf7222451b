//! Operations that tests call, declared in few words.

/// Declares an operation: its parameters, its response, its facts, and the parameter that is its idempotency token.
macro_rules! operation {
    (
        $(#[$meta:meta])* $name:ident
        { $($field:ident: $type:ty => $wire:literal $($presence:ident)?),* } -> $response:ty,
        $facts:expr $(, sent once by $token:ident)?
    ) => {
        $(#[$meta])*
        #[derive(Clone)]
        struct $name {
            $($field: $type,)*
        }

        apiscribe::fields! { $name: $($field => $wire $($presence)?),* }

        impl apiscribe::Validate for $name {}

        impl apiscribe::Operation for $name {
            type Response = $response;
            type ErrorCode = apiscribe::NoServiceCode;
            const FACTS: &'static apiscribe::OperationFacts = &$facts;

            $(fn idempotency_token(&mut self) -> Option<&mut Option<String>> {
                Some(&mut self.$token)
            })?
        }
    };
}
