//! A response inside of an envelope: what stands in one field of the body is read, and the rest is passed over.

use apiscribe_core::response_path::{FieldStep, first_step, is_called};

use crate::{DecodeError, Source};

/// Hands on what stands at a path of a value; null where nothing does. A name is also found with its first letter in the other
/// case.
pub(crate) fn unwrapped(
    source: Source<'_>,
    path: &str,
    read: &mut dyn FnMut(Source<'_>) -> Result<(), DecodeError>,
) -> Result<(), DecodeError> {
    let Some((FieldStep::Key(name), rest)) = first_step(path) else { return read(source) };
    source.with_object(&mut |mut object| {
        let mut is_read = false;
        while let Some(key) = object.next_key()? {
            if is_read || !is_called(key, name) {
                object.skip()?;
                continue;
            }
            is_read = true;
            object.read_with(&mut |source| unwrapped(source, rest, read))?;
        }
        if is_read { Ok(()) } else { read(Source::Null) }
    })
}
