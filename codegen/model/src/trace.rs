//! The stages of generation, and a hook by which a benchmark watches them from outside.

/// A stage of the way from the bytes of a spec to a generated file. Stages follow one another and never nest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Bytes from disk.
    Read,
    /// The place of each key and value.
    Places,
    /// The shape of the format.
    Shape,
    /// The checked model.
    Lower,
    /// Syntax, of which some is read from tokens.
    Emit,
    /// Syntax to lines.
    Print,
    /// Lines to text: blank lines, and where the module stands in the file.
    LayOut,
    /// To disk.
    Write,
}

/// The beginning or the end of a stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    Begin,
    End,
}

/// Who watches the stages; nobody by default. The hook is called on the thread that does the work.
#[derive(Clone, Copy, Debug, Default)]
pub struct Trace(Option<fn(Stage, Edge)>);

impl Trace {
    /// Lets a hook watch.
    pub const fn to(hook: fn(Stage, Edge)) -> Self {
        Self(Some(hook))
    }

    pub fn stage<T>(self, stage: Stage, work: impl FnOnce() -> T) -> T {
        let Some(hook) = self.0 else { return work() };
        hook(stage, Edge::Begin);
        let result = work();
        hook(stage, Edge::End);
        result
    }
}
