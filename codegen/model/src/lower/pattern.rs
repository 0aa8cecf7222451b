//! Turns a regular expression into the program that the runtime runs.

use super::expression::{Part, parse};
use crate::checked::PatternStep;

/// The greatest number of steps of a program; counted repetition multiplies them.
const STEP_LIMIT: usize = 4096;

/// The program of an expression.
///
/// # Errors
/// Returns what is wrong with the expression, or what in it cannot be checked in one pass over the text.
pub(super) fn compile(expression: &str) -> Result<Vec<PatternStep>, String> {
    let mut steps = Vec::new();
    emit(&parse(expression)?, &mut steps)?;
    push(PatternStep::Match, &mut steps)?;
    Ok(steps)
}

fn emit(part: &Part, steps: &mut Vec<PatternStep>) -> Result<(), String> {
    match part {
        Part::Take(ranges) => push(PatternStep::Take(ranges.clone()), steps),
        Part::Start => push(PatternStep::Start, steps),
        Part::End => push(PatternStep::End, steps),
        Part::Sequence(parts) => parts.iter().try_for_each(|part| emit(part, steps)),
        Part::Choice(parts) => choose(parts, steps),
        Part::Repeat(part, least, most) => repeat(part, *least, *most, steps),
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

fn repeat(part: &Part, least: u32, most: Option<u32>, steps: &mut Vec<PatternStep>) -> Result<(), String> {
    for _ in 0..least {
        let before = steps.len();
        emit(part, steps)?;
        if steps.len() == before {
            // Nothing is there as often as one likes.
            break;
        }
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

fn choose(parts: &[Part], steps: &mut Vec<PatternStep>) -> Result<(), String> {
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

#[cfg(test)]
mod tests {
    use apiscribe_core::{HAN, OwnedRule, Value};
    use regex::Regex;

    use super::super::ranges::inverted;
    use super::compile;
    use crate::checked::PatternStep as Step;

    #[test]
    fn expressions_become_programs() {
        let take = |first, last| Step::Take(vec![(first, last)]);
        for (expression, steps) in [
            ("ab", vec![take('a', 'a'), take('b', 'b')]),
            ("^a$", vec![Step::Start, take('a', 'a'), Step::End]),
            ("\\Aa\\z", vec![Step::Start, take('a', 'a'), Step::End]),
            ("a?", vec![Step::Split(1, 2), take('a', 'a')]),
            ("a*", vec![Step::Split(1, 3), take('a', 'a'), Step::Jump(0)]),
            ("a{1,2}?", vec![take('a', 'a'), Step::Split(2, 3), take('a', 'a')]),
            ("(?:a){0}(?<name>)", vec![]),
            ("(){4000000000}(()()){4000000000,}", vec![Step::Split(1, 2), Step::Jump(0)]),
            ("a|b", vec![Step::Split(1, 3), take('a', 'a'), Step::Jump(4), take('b', 'b')]),
            ("\\d\\.}", vec![take('0', '9'), take('.', '.'), take('}', '}')]),
            ("[\\u4e00-\\u9fa5]", vec![take('一', '龥')]),
            ("\\p{Han}", vec![Step::Take(HAN.to_vec())]),
            ("\\p{script=Han}", vec![Step::Take(HAN.to_vec())]),
            ("\\p{script!=Han}", vec![Step::Take(inverted(HAN.to_vec()))]),
            ("\\P{IsHan}", vec![Step::Take(inverted(HAN.to_vec()))]),
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
            ("a)", "unopened group"),
            ("[a", "unclosed character class"),
            ("[a&&", "unclosed character class"),
            ("*a", "repetition operator missing expression"),
            ("a|{2}", "repetition operator missing expression"),
            ("a{2", "unclosed counted repetition"),
            ("a{,2}", "repetition quantifier expects a valid decimal"),
            ("a{3,2}", "invalid repetition count range, the start must be <= the end"),
            ("a++", "a repetition of a repetition cannot be checked; write a group"),
            ("(?=a)", "look-around, including look-ahead and look-behind, is not supported"),
            ("(?<!a)", "look-around, including look-ahead and look-behind, is not supported"),
            ("(?<a-b>a)", "invalid capture group name"),
            ("(?i)a", "flags such as `(?i)` cannot be checked"),
            ("(?>a)", "flags such as `(?i)` cannot be checked"),
            ("\\ba", "word boundaries cannot be checked"),
            ("(a)\\1", "backreferences are not supported"),
            ("a\\", "a backslash at the end"),
            ("\\e", "unrecognized escape sequence"),
            ("\\ud83d", "hexadecimal digits that are no Unicode scalar value"),
            ("\\x+7", "hexadecimal digits that are no Unicode scalar value"),
            ("\\u4e0", "incomplete escape sequence"),
            ("[z-a]", "invalid character class range, must be two literals in order"),
            ("[\\d-z]", "invalid character class range, must be two literals in order"),
            ("[\\A]", "invalid escape sequence found in character class"),
            ("[+--]", "`--` and `~~` in a class are operators in some languages; escape them"),
            ("[^]-a]", "`]-` at the start of a class is a range in some languages; escape it"),
            ("[[:alpha:]]", "classes such as `[:alpha:]` cannot be checked; write the ranges"),
            ("\\p{block=Han}", "the class `\\p{block=Han}` cannot be checked; write the ranges"),
            ("\\pL", "the class `\\p{L}` cannot be checked; write the ranges"),
            ("a{9999}", "it takes more than 4096 steps; say it with `length` and `charset`"),
            ("(a{99}){99}", "it takes more than 4096 steps; say it with `length` and `charset`"),
        ] {
            assert_eq!(compile(expression), Err(reason.to_owned()), "{expression}");
        }
    }

    /// Puts so many of these pieces, or fewer, one behind the other in every way.
    fn combined(pieces: &[&str], count: usize) -> Vec<String> {
        let mut all = vec![String::new()];
        let mut begin = 0;
        for _ in 0..count {
            let longer =
                all[begin..].iter().flat_map(|start| pieces.iter().map(move |piece| format!("{start}{piece}")));
            let longer: Vec<String> = longer.collect();
            begin = all.len();
            all.extend(longer);
        }
        all
    }

    #[test]
    fn what_is_read_means_what_it_means_to_a_whole_engine() {
        let letters = ["a", "b", "-", "^", "$", ".", "|", "(", ")", "[", "]", "*", "?", "{1}", "&&", "\\"];
        let words =
            ["a", "[^a]", "(b|)", "(?:ab)", "\\D", "{0,2}", "{2,}", "+", "*?", "|", "^", "$", "[-b&&[^a]]", "."];
        let texts = combined(&["a", "b", "-", "\n"], 2);
        let mut read = 0;
        for expression in [combined(&letters, 3), combined(&words, 3)].concat() {
            let Ok(steps) = compile(&expression) else { continue };
            let engine = Regex::new(&expression).unwrap_or_else(|error| panic!("{expression}: {error}"));
            read += 1;
            let rule = OwnedRule::Pattern(expression.clone(), steps);
            for text in &texts {
                let is_match = rule.violations(Value::Text(text)).is_empty();
                assert_eq!(is_match, engine.is_match(text), "{expression:?} in {text:?}");
            }
        }
        assert!(read > 2_000, "{read}");
    }
}
