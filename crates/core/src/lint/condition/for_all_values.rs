//! `ForAllValues` on a key with one value.

use can_assume_iam::context::keys::is_multivalued;
use can_assume_iam::policy::SetQualifier;

use super::super::finding::Finding;
use super::super::meta::{Confidence, RuleMeta, Severity};
use super::super::policy_case::PolicyCase;
use super::super::rule::Rule;
use super::{short, witness_without};
use crate::cause::move_under;

/// `ForAllValues` on a key with one value.
pub(in crate::lint) struct ForAllValuesScalar;

static META: RuleMeta = RuleMeta {
    id: "for-all-values-scalar",
    severity: Severity::Low,
    confidence: Confidence::High,
    title: "`ForAllValues` is written on a key that has one value",
    page: "\
`ForAllValues` is for keys with several values, and holds when the key is absent. Which of the two matters depends on the key:

- A claim that every token of GitHub has, such as `sub` or `repository_id`: the condition works as without `ForAllValues`. It is
  a habit to lose, no open door.
- A claim that many tokens lack, such as `environment` or `enterprise_id`: every token without it passes. The witness is such a
  token.
- A key that never has a value, because it is misspelt or STS makes no key of the claim: every token passes.

## What to do

Take `ForAllValues:` off.

Sources: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html>,
<https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html>
",
};

impl Rule for ForAllValuesScalar {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn in_policy(&self, case: &PolicyCase<'_>) -> Vec<Finding> {
        case.of_conditions(case.allows(), |index, _, condition| {
            let operator = condition.operator.value;
            let lower = condition.key.value.to_ascii_lowercase();
            if operator.qualifier != Some(SetQualifier::ForAllValues) || is_multivalued(&lower) {
                return None;
            }
            let key = short(&condition.key.value);
            let lacks = case.inquiries_of(index).any(|inquiry| inquiry.some_token_lacks(condition));
            let has = case.inquiries_of(index).any(|inquiry| inquiry.some_token_has(condition));
            let witness = (lacks && has).then(|| witness_without(case, index, condition)).flatten();
            let bare = operator.to_string().replacen("ForAllValues:", "", 1);
            let finding = if let Some(witness) = witness {
                Finding::new(&META, format!("a token without `{key}` satisfies `{operator}`"))
                    .severity(Severity::High)
                    .witness(witness)
                    .note(format!(
                        "many tokens of GitHub have no `{key}`, and `ForAllValues` holds without one"
                    ))
            } else if has {
                Finding::new(&META, format!("`{key}` has one value; `ForAllValues` is for keys with several"))
                    .note(format!("every token of GitHub has `{key}`, so that this lets in nobody else"))
            } else if case.inquiries_of(index).next().is_some() {
                // A key without any value is reported as such, with what follows from it.
                return None;
            } else {
                Finding::new(&META, format!("`{key}` has one value; `ForAllValues` holds without it"))
                    .severity(Severity::Medium)
                    .confidence(Confidence::Medium)
            };
            let span = condition.operator.span;
            let edits = move_under(case.policy, span, condition.key.span, &bare, None).unwrap_or_default();
            let finding = finding
                .at(&case.policy.source, span, "also holds when the key is absent")
                .beside(&case.policy.source, condition.key.span, "has one value")
                .propose("take `ForAllValues:` off", edits);
            Some(finding)
        })
    }
}
