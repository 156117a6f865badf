//! Statements, actions and principals.

mod action_for_key;
mod action_principal;
mod action_redundant;
mod any_account;
mod deny_misses;
mod oidc_condition;
mod principal_redundant;
mod roles_anywhere;
mod service;
mod sid_empty;
mod swallowed;

pub(super) use action_for_key::ActionMissingForKey;
pub(super) use action_principal::ActionPrincipalMismatch;
pub(super) use action_redundant::ActionRedundant;
pub(super) use any_account::AnyAwsAccount;
pub(super) use deny_misses::DenyMissesWebIdentity;
pub(super) use oidc_condition::OidcWithoutCondition;
pub(super) use principal_redundant::PrincipalRedundant;
pub(super) use roles_anywhere::RolesAnywhereActions;
pub(super) use service::ServiceUnrestricted;
pub(super) use sid_empty::SidEmpty;
pub(super) use swallowed::StatementSwallowed;

use can_assume_iam::policy::{ActionElement, Condition, Statement};
use can_assume_iam::span::Spanned;

/// The actions that a statement names; none for `NotAction`.
fn actions(statement: &Statement) -> &[Spanned<String>] {
    match &statement.action.value {
        ActionElement::Action(actions) => actions,
        ActionElement::NotAction(_) => &[],
    }
}

/// Whether two conditions are written alike: the operator, the key without regard to case, and the values in any order.
fn same_condition(left: &Condition, right: &Condition) -> bool {
    let values = |condition: &Condition| {
        let mut values: Vec<String> = condition.values.iter().map(|value| value.value.clone()).collect();
        values.sort();
        values.dedup();
        values
    };
    left.operator.value == right.operator.value
        && left.key.value.eq_ignore_ascii_case(&right.key.value)
        && values(left) == values(right)
}
