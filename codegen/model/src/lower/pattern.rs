//! Turns a regular expression into the program that the runtime runs.

use regex_syntax::ast::{
    AssertionKind, Ast, ClassBracketed, ClassPerlKind, ClassSet, ClassSetBinaryOpKind, ClassSetItem, ClassUnicodeKind,
    Flag, FlagsItemKind, RepetitionKind, RepetitionRange, parse::Parser,
};

use crate::checked::PatternStep;

/// The greatest number of steps of a program; counted repetition multiplies them.
const STEP_LIMIT: usize = 4096;

/// Characters by ranges, both ends included.
type Ranges = Vec<(char, char)>;

/// The program of an expression.
///
/// # Errors
/// Returns what is wrong with the expression, or what in it cannot be checked in one pass over the text.
pub(super) fn compile(expression: &str) -> Result<Vec<PatternStep>, String> {
    let ast = Parser::new().parse(expression).map_err(|error| error.kind().to_string())?;
    let mut steps = Vec::new();
    emit(&ast, &mut steps)?;
    push(PatternStep::Match, &mut steps)?;
    Ok(steps)
}

fn emit(ast: &Ast, steps: &mut Vec<PatternStep>) -> Result<(), String> {
    match ast {
        Ast::Empty(_) => Ok(()),
        Ast::Flags(flags) => plain_flags(&flags.flags.items),
        Ast::Literal(literal) => push(PatternStep::Take(vec![(literal.c, literal.c)]), steps),
        Ast::Dot(_) => push(PatternStep::Take(inverted(vec![('\n', '\n')])), steps),
        Ast::Assertion(assertion) => match assertion.kind {
            AssertionKind::StartLine | AssertionKind::StartText => push(PatternStep::Start, steps),
            AssertionKind::EndLine | AssertionKind::EndText => push(PatternStep::End, steps),
            _ => Err("word boundaries cannot be checked".to_owned()),
        },
        Ast::ClassPerl(class) => push(PatternStep::Take(perl(&class.kind, class.negated)), steps),
        Ast::ClassUnicode(class) => push(PatternStep::Take(unicode(&class.kind, class.is_negated())?), steps),
        Ast::ClassBracketed(class) => push(PatternStep::Take(bracketed(class)?), steps),
        Ast::Repetition(repetition) => {
            let (least, most) = match &repetition.op.kind {
                RepetitionKind::ZeroOrOne => (0, Some(1)),
                RepetitionKind::ZeroOrMore => (0, None),
                RepetitionKind::OneOrMore => (1, None),
                RepetitionKind::Range(RepetitionRange::Exactly(count)) => (*count, Some(*count)),
                RepetitionKind::Range(RepetitionRange::AtLeast(least)) => (*least, None),
                RepetitionKind::Range(RepetitionRange::Bounded(least, most)) => (*least, Some(*most)),
            };
            repeat(&repetition.ast, least, most, steps)
        }
        Ast::Group(group) => {
            if let Some(flags) = group.flags() {
                plain_flags(&flags.items)?;
            }
            emit(&group.ast, steps)
        }
        Ast::Alternation(alternation) => alternate(&alternation.asts, steps),
        Ast::Concat(concat) => concat.asts.iter().try_for_each(|part| emit(part, steps)),
    }
}

fn push(step: PatternStep, steps: &mut Vec<PatternStep>) -> Result<(), String> {
    if steps.len() >= STEP_LIMIT {
        return Err(format!("it takes more than {STEP_LIMIT} steps; say it with `length` and `charset`"));
    }
    steps.push(step);
    Ok(())
}

/// The place of the next step; the limit keeps it in range.
fn place(steps: &[PatternStep]) -> u16 {
    u16::try_from(steps.len()).unwrap_or(u16::MAX)
}

fn plain_flags(items: &[regex_syntax::ast::FlagsItem]) -> Result<(), String> {
    let harmless = |item: &regex_syntax::ast::FlagsItem| {
        matches!(item.kind, FlagsItemKind::Flag(Flag::Unicode | Flag::SwapGreed) | FlagsItemKind::Negation)
    };
    if items.iter().all(harmless) { Ok(()) } else { Err("flags such as `(?i)` cannot be checked".to_owned()) }
}

fn repeat(part: &Ast, least: u32, most: Option<u32>, steps: &mut Vec<PatternStep>) -> Result<(), String> {
    if most.is_some_and(|most| most < least) {
        return Err("a repetition whose most is below its least".to_owned());
    }
    for _ in 0..least {
        emit(part, steps)?;
    }
    let Some(most) = most else {
        let start = place(steps);
        push(PatternStep::Match, steps)?;
        emit(part, steps)?;
        push(PatternStep::Jump(start), steps)?;
        steps[usize::from(start)] = PatternStep::Split(start + 1, place(steps));
        return Ok(());
    };
    let mut splits = Vec::new();
    for _ in least..most {
        splits.push(place(steps));
        push(PatternStep::Match, steps)?;
        emit(part, steps)?;
    }
    let end = place(steps);
    for split in splits {
        steps[usize::from(split)] = PatternStep::Split(split + 1, end);
    }
    Ok(())
}

fn alternate(parts: &[Ast], steps: &mut Vec<PatternStep>) -> Result<(), String> {
    let mut jumps = Vec::new();
    for (index, part) in parts.iter().enumerate() {
        let is_last = index + 1 == parts.len();
        let split = place(steps);
        if !is_last {
            push(PatternStep::Match, steps)?;
        }
        emit(part, steps)?;
        if !is_last {
            jumps.push(place(steps));
            push(PatternStep::Match, steps)?;
            steps[usize::from(split)] = PatternStep::Split(split + 1, place(steps));
        }
    }
    let end = place(steps);
    for jump in jumps {
        steps[usize::from(jump)] = PatternStep::Jump(end);
    }
    Ok(())
}

fn bracketed(class: &ClassBracketed) -> Result<Ranges, String> {
    let ranges = class_set(&class.kind)?;
    Ok(if class.negated { inverted(ranges) } else { merged(ranges) })
}

fn class_set(set: &ClassSet) -> Result<Ranges, String> {
    match set {
        ClassSet::Item(item) => class_item(item),
        ClassSet::BinaryOp(operation) => {
            let (left, right) = (class_set(&operation.lhs)?, class_set(&operation.rhs)?);
            Ok(match operation.kind {
                ClassSetBinaryOpKind::Intersection => both(left, right),
                ClassSetBinaryOpKind::Difference => both(left, inverted(right)),
                ClassSetBinaryOpKind::SymmetricDifference => {
                    let mut ranges = both(left.clone(), inverted(right.clone()));
                    ranges.extend(both(right, inverted(left)));
                    merged(ranges)
                }
            })
        }
    }
}

fn class_item(item: &ClassSetItem) -> Result<Ranges, String> {
    Ok(match item {
        ClassSetItem::Empty(_) => Vec::new(),
        ClassSetItem::Literal(literal) => vec![(literal.c, literal.c)],
        ClassSetItem::Range(range) => vec![(range.start.c, range.end.c)],
        ClassSetItem::Perl(class) => perl(&class.kind, class.negated),
        ClassSetItem::Unicode(class) => unicode(&class.kind, class.is_negated())?,
        ClassSetItem::Bracketed(class) => bracketed(class)?,
        ClassSetItem::Union(union) => {
            let mut ranges = Vec::new();
            for item in &union.items {
                ranges.extend(class_item(item)?);
            }
            ranges
        }
        ClassSetItem::Ascii(_) => {
            return Err("classes such as `[:alpha:]` cannot be checked; write the ranges".to_owned());
        }
    })
}

/// `\d`, `\s` and `\w` of ASCII, as the servers' Java has them.
fn perl(kind: &ClassPerlKind, is_negated: bool) -> Ranges {
    let ranges = match kind {
        ClassPerlKind::Digit => vec![('0', '9')],
        ClassPerlKind::Space => vec![('\t', '\r'), (' ', ' ')],
        ClassPerlKind::Word => vec![('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z')],
    };
    if is_negated { inverted(ranges) } else { ranges }
}

fn unicode(kind: &ClassUnicodeKind, is_negated: bool) -> Result<Ranges, String> {
    let name = match kind {
        ClassUnicodeKind::OneLetter(letter) => letter.to_string(),
        ClassUnicodeKind::Named(name) => name.clone(),
        ClassUnicodeKind::NamedValue { name, value, .. } => format!("{name}={value}"),
    };
    match name.as_str() {
        "Han" | "IsHan" | "script=Han" | "sc=Han" => {
            let ranges = apiscribe_core::HAN.to_vec();
            Ok(if is_negated { inverted(ranges) } else { ranges })
        }
        _ => Err(format!("the class `\\p{{{name}}}` cannot be checked; write the ranges")),
    }
}

/// The same characters in order, each once.
fn merged(mut ranges: Ranges) -> Ranges {
    ranges.sort_unstable();
    let mut result: Ranges = Vec::new();
    for (first, last) in ranges {
        match result.last_mut() {
            Some((_, end)) if first <= after(*end).unwrap_or(char::MAX) => *end = last.max(*end),
            _ => result.push((first, last)),
        }
    }
    result
}

/// Every other character.
fn inverted(ranges: Ranges) -> Ranges {
    let mut result = Vec::new();
    let mut next = Some('\0');
    for (first, last) in merged(ranges) {
        let gap = next.zip(before(first)).filter(|(start, end)| start <= end);
        result.extend(gap);
        next = after(last);
    }
    if let Some(start) = next {
        result.push((start, char::MAX));
    }
    result
}

/// The characters of both.
fn both(left: Ranges, right: Ranges) -> Ranges {
    let mut neither = inverted(left);
    neither.extend(inverted(right));
    inverted(neither)
}

fn after(character: char) -> Option<char> {
    (character..=char::MAX).nth(1)
}

fn before(character: char) -> Option<char> {
    ('\0'..character).next_back()
}

#[cfg(test)]
mod tests {
    use super::{compile, inverted, merged};
    use crate::checked::PatternStep as Step;

    #[test]
    fn expressions_become_programs() {
        let take = |first, last| Step::Take(vec![(first, last)]);
        for (expression, steps) in [
            ("ab", vec![take('a', 'a'), take('b', 'b')]),
            ("^a$", vec![Step::Start, take('a', 'a'), Step::End]),
            ("a?", vec![Step::Split(1, 2), take('a', 'a')]),
            ("a*", vec![Step::Split(1, 3), take('a', 'a'), Step::Jump(0)]),
            ("a{1,2}", vec![take('a', 'a'), Step::Split(2, 3), take('a', 'a')]),
            ("a|b", vec![Step::Split(1, 3), take('a', 'a'), Step::Jump(4), take('b', 'b')]),
            ("[b-da]", vec![take('a', 'd')]),
            ("[a-e&&[c-z]]", vec![take('c', 'e')]),
            ("[a-e--d-z]", vec![take('a', 'c')]),
            ("[a-d~~c-f]", vec![Step::Take(vec![('a', 'b'), ('e', 'f')])]),
            ("\\d", vec![take('0', '9')]),
            ("[\\u4e00-\\u9fa5]", vec![take('一', '龥')]),
            ("\\p{Han}", vec![Step::Take(apiscribe_core::HAN.to_vec())]),
            ("\\p{script=Han}", vec![Step::Take(apiscribe_core::HAN.to_vec())]),
            ("\\p{script!=Han}", vec![Step::Take(inverted(apiscribe_core::HAN.to_vec()))]),
            ("\\P{IsHan}", vec![Step::Take(inverted(apiscribe_core::HAN.to_vec()))]),
        ] {
            let mut expected = steps;
            expected.push(Step::Match);
            assert_eq!(compile(expression), Ok(expected), "{expression}");
        }
    }

    #[test]
    fn what_cannot_be_checked_is_refused_with_a_reason() {
        for (expression, reason) in [
            ("(", "unclosed group"),
            ("(?=a)", "look-around, including look-ahead and look-behind, is not supported"),
            ("(?i)a", "flags such as `(?i)` cannot be checked"),
            ("\\ba", "word boundaries cannot be checked"),
            ("\\p{block=Han}", "the class `\\p{block=Han}` cannot be checked; write the ranges"),
            ("\\p{Latin}", "the class `\\p{Latin}` cannot be checked; write the ranges"),
            ("a{9999}", "it takes more than 4096 steps; say it with `length` and `charset`"),
        ] {
            assert_eq!(compile(expression), Err(reason.to_owned()), "{expression}");
        }
    }

    #[test]
    fn sets_of_characters_are_complete() {
        assert_eq!(merged(vec![('c', 'd'), ('a', 'b')]), vec![('a', 'd')]);
        assert_eq!(inverted(vec![('a', 'a')]), vec![('\0', '`'), ('b', char::MAX)]);
        assert_eq!(inverted(inverted(vec![('a', 'z')])), vec![('a', 'z')]);
        assert_eq!(inverted(vec![('\0', char::MAX)]), vec![]);
    }
}
