//! Conditions that restrict nothing, or less than they seem to, and values that are not needed.

mod always;
mod both_truths;
mod empty;
mod for_all_values;
mod if_exists;
mod redundant;

pub(super) use always::ConditionAlwaysHolds;
pub(super) use both_truths::BothTruths;
pub(super) use empty::ValuesEmpty;
pub(super) use for_all_values::ForAllValuesScalar;
pub(super) use if_exists::IfExistsOptional;
pub(super) use redundant::ValueRedundant;

use can_assume_iam::policy::Condition;

use super::finding::Witness;
use super::policy_case::PolicyCase;
use crate::exposure::{admits_without, allows};

/// A token without the key of a condition that the policy allows by this statement alone.
fn witness_without(case: &PolicyCase<'_>, index: usize, condition: &Condition) -> Option<Witness> {
    let mut alone = case.policy.clone();
    let mut at = 0;
    alone.document.statements.retain(|statement| {
        at += 1;
        at == index + 1 || statement.effect.value == can_assume_iam::policy::Effect::Deny
    });
    case.inquiries_of(index).find_map(|inquiry| {
        let admitted =
            admits_without(&alone, case.role, inquiry.issuer(), case.options, &condition.key.value)?;
        allows(case.policy, case.role, &admitted).then(|| admitted.into())
    })
}

/// The part of a key behind the issuer.
fn short(key: &str) -> &str {
    match key.rsplit_once(':') {
        Some((prefix, name)) if prefix.contains('.') => name,
        _ => key,
    }
}
