//! Checking a value against its documented rules before it is sent, and saying everything that is wrong at once.

use std::collections::BTreeMap;
use std::fmt;

use apiscribe_core::{RuleSource, Value};

use crate::{Any, Binary, Decimal, Level, Rules};

/// A request or a part of one whose fields have rules.
pub trait Validate {
    /// Hands each field that has rules, or has fields with rules, to the checker; there are none unless the type says so.
    fn check(&self, checker: &mut Checker<'_>) {
        let _ = checker;
    }

    /// Checks every rule that a source states.
    ///
    /// # Errors
    /// All violations, in the order of the fields.
    fn validate(&self) -> Result<(), Violations> {
        validate(&self)
    }

    /// Returns the violations of rules that were read out of prose and may be meant otherwise, in the order of the fields.
    /// The server may accept the value all the same.
    fn hints(&self) -> Vec<Violation> {
        broken(&self, Level::Assumed)
    }
}

/// A value that is checked, whatever its type.
trait Check {
    fn check(&self, checker: &mut Checker<'_>);
}

impl<T: Validate + ?Sized> Check for &T {
    fn check(&self, checker: &mut Checker<'_>) {
        Validate::check(*self, checker);
    }
}

fn validate(value: &dyn Check) -> Result<(), Violations> {
    let violations = broken(value, Level::Documented);
    if violations.is_empty() { Ok(()) } else { Err(Violations(violations)) }
}

/// Returns the violations of all rules of a level.
fn broken(value: &dyn Check, level: Level) -> Vec<Violation> {
    let mut violations = Vec::new();
    value.check(&mut Checker { place: Place::Root, level, violations: &mut violations });
    violations
}

impl<T: Validate + ?Sized> Validate for Box<T> {
    fn check(&self, checker: &mut Checker<'_>) {
        (**self).check(checker);
    }
}

/// A value that rules can speak of.
pub trait Checked {
    /// Reports every rule that the value breaks; none unless the type says so.
    fn check_against(&self, rules: &'static Rules, checker: &mut Checker<'_>) {
        let _ = (rules, checker);
    }
}

/// One rule of the documentation that a value breaks.
#[derive(Clone, PartialEq, Eq)]
pub struct Violation {
    path: String,
    rule: &'static str,
    source: RuleSource,
    message: String,
}

impl Violation {
    /// The field on the wire, as in `Features.NvmeSupport` or `Tag[3].Key` (counted from 0).
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The rule's id: its key in the specification, as in `length` or `forbid_prefix`; `finite` for a number that is infinite
    /// or not a number, which no specification has to forbid; `format` for a text that is no date, time or duration in the
    /// form that the specification states.
    pub fn rule(&self) -> &'static str {
        self.rule
    }

    /// The place where the specification states the rule, as in `parameters.ImageName.rules.length`.
    pub fn rule_path(&self) -> String {
        let base = self.source.path;
        let dot = if base.is_empty() { "" } else { "." };
        format!("{base}{dot}{}", self.rule)
    }

    /// The certainty of the rule.
    pub fn level(&self) -> Level {
        self.source.level
    }

    /// The broken rule, as a demand on the value; it never repeats the value.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The code of the error that the server would return, where the documentation lets that be known.
    pub fn preempts(&self) -> Option<&'static str> {
        self.source.preempts
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // What is said of several fields is a sentence by itself.
        let separator = if self.rule == "one_of" { ":" } else { "" };
        write!(f, "{}{separator} {}", self.path, self.message)
    }
}

impl fmt::Debug for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Violation")
            .field("path", &self.path)
            .field("rule", &self.rule_path())
            .field("level", &self.level())
            .field("message", &self.message)
            .field("preempts", &self.preempts())
            .finish_non_exhaustive()
    }
}

/// All violations of rules that a source states; never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violations(Vec<Violation>);

impl Violations {
    /// The violations, in the order of the fields.
    pub fn iter(&self) -> std::slice::Iter<'_, Violation> {
        self.0.iter()
    }

    /// Returns their number; at least one.
    #[expect(clippy::len_without_is_empty, reason = "there is always at least one")]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The violations as a slice.
    pub fn as_slice(&self) -> &[Violation] {
        &self.0
    }
}

impl<'a> IntoIterator for &'a Violations {
    type Item = &'a Violation;
    type IntoIter = std::slice::Iter<'a, Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl IntoIterator for Violations {
    type Item = Violation;
    type IntoIter = std::vec::IntoIter<Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl fmt::Display for Violations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, violation) in self.0.iter().enumerate() {
            let separator = if index == 0 { "" } else { "; " };
            write!(f, "{separator}{violation}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Violations {}

/// The place of the checker in the request; linked on the stack, so that a valid value costs no allocation.
#[derive(Clone, Copy)]
enum Place<'a> {
    Root,
    Field(&'a Place<'a>, &'a str),
    Item(&'a Place<'a>, usize),
}

impl fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Place::Root => Ok(()),
            Place::Field(Place::Root, name) => f.write_str(name),
            Place::Field(parent, name) => write!(f, "{parent}.{name}"),
            Place::Item(parent, index) => write!(f, "{parent}[{index}]"),
        }
    }
}

/// Collects violations while a value is walked.
pub struct Checker<'a> {
    place: Place<'a>,
    /// The level of the rules that are checked.
    level: Level,
    violations: &'a mut Vec<Violation>,
}

impl Checker<'_> {
    /// Checks one field by its wire name.
    pub fn field(&mut self, wire_name: &str, value: &dyn Checked, rules: &'static Rules) {
        value.check_against(rules, &mut self.at(wire_name));
    }

    /// Checks a field that has no rules itself, but whose own fields may have.
    pub fn nested(&mut self, wire_name: &str, value: &dyn Checked) {
        self.field(wire_name, value, Rules::NONE);
    }

    /// Checks the value that a union holds, at the union's own place.
    pub fn variant(&mut self, value: &dyn Checked, rules: &'static Rules) {
        value.check_against(rules, self);
    }

    /// Checks the value that a union holds, which has no rules itself, but may hold some that have.
    pub fn nested_variant(&mut self, value: &dyn Checked) {
        self.variant(value, Rules::NONE);
    }

    /// Reports the fields that `field` needs beside it and that are not there.
    pub fn requires(&mut self, field: (&str, bool), others: &[(&str, bool)], rules: &'static Rules) {
        for (other, _) in others.iter().filter(|(_, present)| field.1 && !present) {
            self.at(field.0).report(rules, "requires", format!("is set, which needs {other} to be set too"));
        }
    }

    /// Reports the fields that cannot stand beside `field` and do.
    pub fn conflicts(&mut self, field: (&str, bool), others: &[(&str, bool)], rules: &'static Rules) {
        for (other, _) in others.iter().filter(|(_, present)| field.1 && *present) {
            self.at(field.0).report(rules, "conflicts", format!("cannot be set together with {other}"));
        }
    }

    /// Reports when not exactly one of the fields is set.
    pub fn one_of(&mut self, fields: &[(&str, bool)], rules: &'static Rules) {
        let count = fields.iter().filter(|(_, present)| *present).count();
        if count != 1 {
            let names: Vec<&str> = fields.iter().map(|(name, _)| *name).collect();
            let message = format!("exactly one of {} must be set, but {count} are", names.join(", "));
            self.at(names.first().copied().unwrap_or_default()).report(rules, "one_of", message);
        }
    }

    fn at<'b>(&'b mut self, wire_name: &'b str) -> Checker<'b> {
        Checker { place: Place::Field(&self.place, wire_name), level: self.level, violations: &mut *self.violations }
    }

    #[cold]
    fn report(&mut self, rules: &'static Rules, rule: &'static str, message: String) {
        let source = rules.source();
        if source.level == self.level {
            self.violations.push(Violation { path: self.place.to_string(), rule, source, message });
        }
    }

    /// Reports the rules that a value breaks, its documented default apart.
    #[inline]
    fn value(&mut self, value: Value<'_>, rules: &'static Rules) {
        // The rules of another level are not looked at, since nothing would be said about them.
        let level = self.level;
        for block in rules.blocks().filter(|block| block.source().level == level) {
            if !block.are_kept_by(value) && !block.excuses(value) {
                self.report_value(value, block);
            }
        }
    }

    /// The same for a number that may be infinite or not a number, which no format can carry.
    fn number(&mut self, value: Value<'_>, is_finite: bool, rules: &'static Rules) {
        if is_finite {
            self.value(value, rules);
        } else {
            self.report(Rules::NONE, "finite", "must be a finite number".to_owned());
        }
    }

    /// Reports a text that is not of the form that its type states.
    #[cold]
    pub(crate) fn wrong_format(&mut self, expected: &str) {
        self.report(Rules::NONE, "format", format!("must be {expected}"));
    }

    #[cold]
    fn report_value(&mut self, value: Value<'_>, block: &'static Rules) {
        for rule in block.list() {
            for message in rule.violations(value) {
                self.report(block, rule.key(), message);
            }
        }
    }
}

impl<T: Validate> Checked for T {
    fn check_against(&self, _: &'static Rules, checker: &mut Checker<'_>) {
        self.check(checker);
    }
}

impl<T: Checked> Checked for Option<T> {
    fn check_against(&self, rules: &'static Rules, checker: &mut Checker<'_>) {
        if let Some(value) = self {
            value.check_against(rules, checker);
        }
    }
}

impl Checked for String {
    fn check_against(&self, rules: &'static Rules, checker: &mut Checker<'_>) {
        checker.value(Value::Text(self), rules);
    }
}

impl Checked for i64 {
    fn check_against(&self, rules: &'static Rules, checker: &mut Checker<'_>) {
        checker.value(Value::Integer(*self), rules);
    }
}

impl Checked for i32 {
    fn check_against(&self, rules: &'static Rules, checker: &mut Checker<'_>) {
        i64::from(*self).check_against(rules, checker);
    }
}

/// Its limits are those of numbers, as half of its values are no `i64`.
impl Checked for u64 {
    fn check_against(&self, rules: &'static Rules, checker: &mut Checker<'_>) {
        Decimal::from(*self).check_against(rules, checker);
    }
}

/// A limit is compared with the nearest double.
impl Checked for Decimal {
    fn check_against(&self, rules: &'static Rules, checker: &mut Checker<'_>) {
        self.to_f64().check_against(rules, checker);
    }
}

impl Checked for f64 {
    fn check_against(&self, rules: &'static Rules, checker: &mut Checker<'_>) {
        checker.number(Value::Number(*self), self.is_finite(), rules);
    }
}

impl Checked for f32 {
    fn check_against(&self, rules: &'static Rules, checker: &mut Checker<'_>) {
        // Checked is the number that is sent: the single 0.1 is at most 0.1, while its exact value is a little more.
        checker.number(Value::of_single(*self), self.is_finite(), rules);
    }
}

// No rule speaks of a single such value; it may stand in a list whose length is limited.
macro_rules! checked_without_rules {
    ($($type:ty),+) => {$(
        impl Checked for $type {}
    )+};
}

checked_without_rules!(bool, Any, Binary);

impl<T: Checked> Checked for Vec<T> {
    fn check_against(&self, rules: &'static Rules, checker: &mut Checker<'_>) {
        check_list(self.len(), self, rules, checker);
    }
}

/// A list that is checked, whatever its items are.
trait CheckedList {
    /// The item at an index; `None` behind the last one.
    fn item(&self, index: usize) -> Option<&dyn Checked>;
}

impl<T: Checked> CheckedList for Vec<T> {
    fn item(&self, index: usize) -> Option<&dyn Checked> {
        match self.get(index) {
            Some(item) => Some(item),
            None => None,
        }
    }
}

fn check_list(length: usize, list: &dyn CheckedList, rules: &'static Rules, checker: &mut Checker<'_>) {
    checker.value(Value::Members(length), rules);
    for (index, item) in (0..).map_while(|index| list.item(index)).enumerate() {
        let place = Place::Item(&checker.place, index);
        let mut checker = Checker { place, level: checker.level, violations: &mut *checker.violations };
        item.check_against(rules.for_members(), &mut checker);
    }
}

impl<T: Checked> Checked for BTreeMap<String, T> {
    fn check_against(&self, rules: &'static Rules, checker: &mut Checker<'_>) {
        checker.value(Value::Members(self.len()), rules);
        for (key, value) in self {
            checker.field(key, value, rules.for_members());
        }
    }
}
