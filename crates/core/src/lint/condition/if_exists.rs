//! `IfExists` on a claim that many tokens lack.

use super::super::finding::Finding;
use super::super::meta::{Confidence, RuleMeta, Severity};
use super::super::policy_case::PolicyCase;
use super::super::rule::Rule;
use super::{short, witness_without};
use crate::cause::move_under;

/// `IfExists`, or a negation, on a claim that many tokens lack.
pub(in crate::lint) struct IfExistsOptional;

static META: RuleMeta = RuleMeta {
    id: "holds-when-absent",
    severity: Severity::Medium,
    confidence: Confidence::High,
    title: "the condition also holds for tokens without the claim",
    page: "\
An operator with `IfExists` and a negated one (`StringNotEquals`, `StringNotLike`) hold when the key is absent. Tokens have
`environment` only if the job names an environment, and `enterprise_id` only if an enterprise owns the repository. So
`StringEqualsIfExists` on `environment` lets in every job that names none; the witness is such a token.

## What to do

Take `IfExists` off, or test beside it that the key is there: `\"Null\": {\"…:environment\": \"false\"}`.

Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html>
",
};

impl Rule for IfExistsOptional {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn in_policy(&self, case: &PolicyCase<'_>) -> Vec<Finding> {
        case.of_conditions(case.allows(), |index, _, condition| {
            let operator = condition.operator.value;
            if operator.qualifier.is_some() || !(operator.if_exists || operator.kind.is_negated()) {
                return None;
            }
            let lacks = case.inquiries_of(index).any(|inquiry| inquiry.some_token_lacks(condition));
            let has = case.inquiries_of(index).any(|inquiry| inquiry.some_token_has(condition));
            if !(lacks && has) {
                return None;
            }
            let witness = witness_without(case, index, condition)?;
            let key = short(&condition.key.value);
            let message = format!("a token without `{key}` satisfies `{operator}`");
            let span = condition.operator.span;
            let mut finding = Finding::new(&META, message)
                .at(&case.policy.source, span, "also holds when the key is absent")
                .beside(&case.policy.source, condition.key.span, "many tokens have no such claim")
                .witness(witness);
            if !operator.if_exists {
                // A negation says of itself what it leaves out.
                finding = finding.severity(Severity::Low);
            }
            if operator.if_exists {
                let bare = operator.to_string().replacen("IfExists", "", 1);
                let edits =
                    move_under(case.policy, span, condition.key.span, &bare, None).unwrap_or_default();
                finding = finding.propose("take `IfExists` off", edits);
            }
            let test = format!("\"Null\": {{\"{}\": \"false\"}}", condition.key.value);
            Some(finding.help(format!("test that the key is there: `{test}`")))
        })
    }
}
