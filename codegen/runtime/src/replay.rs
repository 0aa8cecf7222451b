//! Hands out a value that was read before, as a format hands out its own.

use crate::DecodeError;
use crate::node::Node;
use crate::source::{
    Fields, Items, ListSource, Members, Number, ObjectSource, Reader, ReadingRef, Source, Text, read_fields,
};

/// Reads from a value in memory, into which nothing is read a second time.
pub(crate) fn replay(
    node: &Node,
    reading: ReadingRef<'_>,
    read: &mut dyn FnMut(Source<'_>) -> Result<(), DecodeError>,
) -> Result<(), DecodeError> {
    reading.read(read, |reader| give(node, reading, reader))
}

fn give(node: &Node, reading: ReadingRef<'_>, reader: Reader<'_>) -> Result<(), DecodeError> {
    let fine = match node {
        Node::Null => reader(Source::Null),
        Node::Boolean(value) => reader(Source::Boolean(*value)),
        Node::Integer(value) => reader(Source::Integer(*value)),
        Node::Unsigned(value) => reader(Source::Unsigned(*value)),
        Node::Number(value) => {
            let number = Number::new(value.to_f64(), reading).with_text(value.as_str());
            reader(Source::Number(number))
        }
        Node::Text(value) => reader(Source::String(Text::new(value.as_str().into(), reading))),
        Node::List(items) => {
            let mut items = NodeItems { node, items: items.iter(), reading };
            reader(Source::List(ListSource::new(&mut items, reading)))
        }
        Node::Object(members) => {
            let mut members = NodeMembers { node, members: members.iter(), value: None, reading };
            reader(Source::Object(ObjectSource::new(&mut members, reading)))
        }
    };
    // Whoever refused the value has said why.
    if fine { Ok(()) } else { Err(DecodeError::no_value()) }
}

struct NodeItems<'n, 'r> {
    node: &'n Node,
    items: std::slice::Iter<'n, Node>,
    reading: ReadingRef<'r>,
}

impl Items for NodeItems<'_, '_> {
    fn next_item(&mut self, reader: Reader<'_>) -> Result<bool, DecodeError> {
        match self.items.next() {
            Some(item) => give(item, self.reading, reader).map(|()| true),
            None => Ok(false),
        }
    }

    fn place(&self) -> Option<usize> {
        None
    }

    fn node(&self) -> Option<&Node> {
        Some(self.node)
    }
}

struct NodeMembers<'n, 'r> {
    node: &'n Node,
    members: std::slice::Iter<'n, (String, Node)>,
    value: Option<&'n Node>,
    reading: ReadingRef<'r>,
}

impl Members for NodeMembers<'_, '_> {
    fn next_key(&mut self, show: &mut dyn FnMut(&str)) -> Result<bool, DecodeError> {
        let next = self.members.next();
        self.value = next.map(|(_, value)| value);
        if let Some((key, _)) = next {
            show(key);
        }
        Ok(next.is_some())
    }

    fn value(&mut self, reader: Reader<'_>) -> Result<(), DecodeError> {
        give(self.value.take().unwrap_or(&Node::Null), self.reading, reader)
    }

    fn skip(&mut self) -> Result<(), DecodeError> {
        Ok(())
    }

    fn read_fields(&mut self, fields: &mut dyn Fields, is_tolerant: bool) -> Result<(), DecodeError> {
        read_fields::<dyn Members>(self, fields, is_tolerant)
    }

    fn place(&self) -> Option<usize> {
        None
    }

    fn node(&self) -> Option<&Node> {
        Some(self.node)
    }
}
