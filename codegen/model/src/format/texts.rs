//! A text, or a list of texts.

use super::Content;
use super::read::{Expected, FromNode, Place, Reader};
use crate::source::Children;

/// Texts, of which a single one needs no list.
#[derive(Debug, Default)]
pub struct Texts(pub Vec<String>);

impl FromNode for Texts {
    fn content() -> Content {
        Content::Texts
    }

    fn from_node(place: Place<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        match (&place.node.text, &place.node.children) {
            (Some(text), _) => Some(Self(vec![text.clone()])),
            (None, Children::List(_)) => Vec::from_node(place, reader).map(Self),
            (None, Children::None | Children::Map(_)) => {
                reader.refuse(place, Expected::Texts);
                None
            }
        }
    }
}
