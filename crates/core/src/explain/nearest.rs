//! The Allow statement that comes nearest to applying.

use can_assume_iam::policy::Effect;
use can_assume_iam::trace::{ConditionTrace, StatementTrace, Truth};

use crate::cause::comparison::{Comparison, Known};
use crate::verdict::Evaluation;

/// How far a condition is from holding where nothing is to be compared.
const OTHER: u32 = 4;

/// The Allow statement that comes nearest to applying: its principal and action fit, and its conditions differ least.
pub(super) fn nearest<'a>(evaluation: &'a Evaluation, known: &Known<'_>) -> Option<&'a StatementTrace> {
    let allows = evaluation.trace.statements.iter().filter(|statement| statement.effect == Effect::Allow);
    allows.min_by_key(|statement| {
        let distance: u32 = statement.conditions.iter().map(|condition| distance(condition, known)).sum();
        (statement.principal.result == Truth::False, statement.action.result == Truth::False, distance)
    })
}

/// The nearest value of a condition beside what was presented; `None` where nothing is to be compared.
pub(super) fn compared(condition: &ConditionTrace, known: &Known<'_>) -> Option<Comparison> {
    let is =
        |name: &str| known.issuer.is_some_and(|issuer| condition.key.eq_ignore_ascii_case(&issuer.key(name)));
    // An audience has no parts: whatever differs, it is another one.
    if condition.result == Truth::True || is("aud") || is("oaud") {
        return None;
    }
    Comparison::nearest(condition, known)
}

fn distance(condition: &ConditionTrace, known: &Known<'_>) -> u32 {
    match condition.result {
        Truth::True => 0,
        Truth::Unknown => 1,
        Truth::False => compared(condition, known).map_or(OTHER, |found| found.weight()),
    }
}
