//! Regular expressions, compiled to a small program when the types are generated and run here without backtracking.

/// One step of a [`Pattern`]. `R` holds ranges of characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step<R = &'static [(char, char)]> {
    /// Takes one character that lies in one of these ranges, both ends included.
    Take(R),
    /// Goes on at both places.
    Split(u16, u16),
    /// Goes on at another place.
    Jump(u16),
    /// Goes on only at the start of the text.
    Start,
    /// Goes on only at the end of the text.
    End,
    /// The text matches.
    Match,
}

/// A regular expression as a program; the text matches if the expression is found anywhere in it, as in JSON Schema.
#[derive(Clone, Copy, Debug)]
pub struct Pattern {
    source: &'static str,
    steps: &'static [Step],
}

impl Pattern {
    /// Returns the pattern of an expression and the program that was made of it.
    pub const fn new(source: &'static str, steps: &'static [Step]) -> Self {
        Self { source, steps }
    }

    /// Returns the expression as the documentation has it.
    pub const fn source(&self) -> &'static str {
        self.source
    }

    /// Returns the program.
    pub(crate) const fn steps(&self) -> &'static [Step] {
        self.steps
    }

    /// Returns whether the expression is found in the text; takes time in proportion to the length of both.
    pub fn is_match(&self, text: &str) -> bool {
        Program(self.steps).is_match(text)
    }
}

/// The steps of a pattern.
pub(crate) struct Program<'a, R>(pub(crate) &'a [Step<R>]);

impl<R: AsRef<[(char, char)]>> Program<'_, R> {
    /// Returns whether the program finds its match anywhere in the text.
    pub(crate) fn is_match(&self, text: &str) -> bool {
        let mut now = Places::new(self.0.len());
        let mut next = Places::new(self.0.len());
        let mut rest = text.chars();
        let mut at_start = true;
        loop {
            let character = rest.next();
            // The expression may begin at every place of the text.
            if self.follow(0, at_start, character.is_none(), &mut now) {
                return true;
            }
            let Some(character) = character else { return false };
            let at_end = rest.as_str().is_empty();
            next.clear();
            for &place in &now.places {
                let Some(Step::Take(ranges)) = self.0.get(place) else {
                    continue;
                };
                let taken = ranges.as_ref().iter().any(|(first, last)| (*first..=*last).contains(&character));
                if taken && self.follow(place + 1, false, at_end, &mut next) {
                    return true;
                }
            }
            std::mem::swap(&mut now, &mut next);
            at_start = false;
        }
    }

    /// Adds the places that can be reached without taking a character; true when one of them is the match.
    fn follow(&self, place: usize, at_start: bool, at_end: bool, places: &mut Places) -> bool {
        let mut pending = vec![place];
        while let Some(place) = pending.pop() {
            if !places.add(place) {
                continue;
            }
            match self.0.get(place) {
                Some(Step::Match) => return true,
                Some(Step::Jump(target)) => pending.push(usize::from(*target)),
                Some(Step::Split(first, second)) => {
                    pending.push(usize::from(*second));
                    pending.push(usize::from(*first));
                }
                Some(Step::Start) if at_start => pending.push(place + 1),
                Some(Step::End) if at_end => pending.push(place + 1),
                Some(Step::Start | Step::End | Step::Take(_)) | None => {}
            }
        }
        false
    }
}

/// A set of places that remembers the order they came in.
struct Places {
    places: Vec<usize>,
    seen: Vec<bool>,
}

impl Places {
    fn new(capacity: usize) -> Self {
        Self { places: Vec::with_capacity(capacity), seen: vec![false; capacity] }
    }

    fn add(&mut self, place: usize) -> bool {
        let new = self.seen.get(place).is_some_and(|seen| !seen);
        if new {
            self.seen[place] = true;
            self.places.push(place);
        }
        new
    }

    fn clear(&mut self) {
        self.places.clear();
        self.seen.fill(false);
    }
}

#[cfg(test)]
mod tests {
    use super::{Pattern, Program, Step};

    /// `^a+b$`
    const ANCHORED: Pattern = Pattern::new(
        "^a+b$",
        &[Step::Start, Step::Take(&[('a', 'a')]), Step::Split(1, 3), Step::Take(&[('b', 'b')]), Step::End, Step::Match],
    );

    #[test]
    fn an_anchored_pattern_takes_the_whole_text() {
        for text in ["ab", "aaab"] {
            assert!(ANCHORED.is_match(text), "{text}");
        }
        for text in ["", "b", "a", "abb", "xab", "abx", "aab\n"] {
            assert!(!ANCHORED.is_match(text), "{text}");
        }
    }

    #[test]
    fn a_loose_pattern_is_found_anywhere() {
        let steps = [Step::Take(vec![('b', 'b')]), Step::Match];
        let loose = Program(&steps);
        assert!(loose.is_match("abc") && loose.is_match("b") && !loose.is_match("ac") && !loose.is_match(""));
    }
}
