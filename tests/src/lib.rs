//! Tests of the whole live in `tests/`; there is nothing here.
