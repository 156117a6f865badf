//! Condition keys that are not what they seem.

mod audience_type;
mod deprecated;
mod movable_ref;
mod never_populated;
mod other_caller;
mod prefix;
mod qualifier;
mod recycled;
mod session;
mod subject_form;
mod typo;
mod unpaired;
mod unprotected;
mod value_type;
mod variable_syntax;

pub(super) use audience_type::AudienceType;
pub(super) use deprecated::KeyDeprecated;
pub(super) use movable_ref::WorkflowRefMovable;
pub(super) use never_populated::KeyNeverPopulated;
pub(super) use other_caller::KeyOfOtherCaller;
pub(super) use prefix::KeyPrefixDiffers;
pub(super) use qualifier::QualifierMissing;
pub(super) use recycled::RecycledName;
pub(super) use session::SessionKeyNeverPopulated;
pub(super) use subject_form::SubjectForm;
pub(super) use typo::KeyMisspelt;
pub(super) use unpaired::KeyUnpaired;
pub(super) use unprotected::EnvironmentUnprotected;
pub(super) use value_type::ValueTypeDiffers;
pub(super) use variable_syntax::VariableSyntax;

use can_assume_github::issuer::Issuer;
use can_assume_iam::policy::{Condition, Effect, OperatorKind, SetQualifier, Statement};

use super::finding::Finding;
use super::meta::Severity;
use super::policy_case::PolicyCase;
use super::policy_view::claim_of;

/// The conditions on keys of GitHub's issuers, with the claim that each tests.
fn token_conditions<'c, 'a>(
    case: &'c PolicyCase<'a>,
    index: usize,
    statement: &'a Statement,
) -> impl Iterator<Item = (&'a Condition, Issuer, String)> + use<'c, 'a> {
    statement.conditions.iter().filter_map(move |condition| {
        case.inquiries_of(index).find_map(|inquiry| {
            let claim = claim_of(inquiry.issuer(), &condition.key.value)?;
            Some((condition, inquiry.issuer().clone(), claim))
        })
    })
}

/// Whether a condition on a key that is absent holds.
///
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html>
fn holds_when_absent(condition: &Condition) -> bool {
    let operator = condition.operator.value;
    match (operator.kind, operator.qualifier) {
        (OperatorKind::Null, _) => {
            condition.values.iter().any(|value| value.value.eq_ignore_ascii_case("true"))
        }
        (_, Some(SetQualifier::ForAllValues)) => true,
        (_, Some(SetQualifier::ForAnyValue)) => false,
        (kind, None) => operator.if_exists || kind.is_negated(),
    }
}

/// What follows from a key that never has a value: the proof in words, and how grave it is.
fn consequence(finding: Finding, condition: &Condition, statement: &Statement) -> Finding {
    let operator = condition.operator.value;
    let holds = holds_when_absent(condition);
    let allows = statement.effect.value == Effect::Allow;
    let finding = match (holds, allows) {
        (true, true) => finding.severity(Severity::High).note("the condition restricts nothing"),
        (false, true) => finding.note("the statement lets nobody in"),
        (true, false) => finding.note("the condition does not limit what is denied"),
        (false, false) => finding.note("the statement denies nothing"),
    };
    finding.contradiction(if holds {
        format!("`{operator}` holds without a value, and the key never has one")
    } else {
        format!("`{operator}` does not hold without a value, and the key never has one")
    })
}
