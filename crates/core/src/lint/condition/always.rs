//! A condition holds for every token.

use can_assume_iam::policy::{OperatorKind, SetQualifier};

use super::super::edits;
use super::super::finding::Finding;
use super::super::meta::{Confidence, RuleMeta, Severity};
use super::super::policy_case::PolicyCase;
use super::super::policy_view::claim_of;
use super::super::rule::Rule;
use super::short;
use crate::exposure::Always;

/// A condition holds for every token.
pub(in crate::lint) struct ConditionAlwaysHolds;

static META: RuleMeta = RuleMeta {
    id: "condition-always-holds",
    severity: Severity::Medium,
    confidence: Confidence::High,
    title: "the condition holds for every token and restricts nothing",
    page: "\
The condition was held against every token that GitHub can sign, and no token fails it: a pattern that every value of the
claim matches, such as `repo:*` on `sub` or `*` on `aud`, a negated test of a key that never has a value, or `Null` on a key
that is always there. The statement lets in exactly whom it would let in without it.

Of `repo:*` the proof is for tokens of the default subject template, as nearly all are; a repository with a template that
does not begin with `repo` fails it.

## What to do

Write what the condition was meant to restrict, or take it out. IAM requires that the subject is tested, so that a test of
`sub` has to be written rather than taken out.

Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html>
",
};

impl Rule for ConditionAlwaysHolds {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn in_policy(&self, case: &PolicyCase<'_>) -> Vec<Finding> {
        let mut found = Vec::new();
        for (index, statement) in case.allows() {
            for (position, condition) in statement.conditions.iter().enumerate() {
                // A key that never has a value is reported as such, with what follows from it.
                let populated = |inquiry: &&crate::exposure::Inquiry<'_>| {
                    claim_of(inquiry.issuer(), &condition.key.value).is_some()
                        && inquiry.some_token_has(condition)
                };
                let mut inquiries = case.inquiries_of(index).filter(populated).peekable();
                if inquiries.peek().is_none() {
                    continue;
                }
                let always =
                    inquiries.map(|inquiry| inquiry.always(index, position)).min_by_key(
                        |always| match always {
                            Ok(Always::Everywhere) => 2,
                            Ok(Always::DefaultTemplate) => 1,
                            _ => 0,
                        },
                    );
                let Some(Ok(always @ (Always::Everywhere | Always::DefaultTemplate))) = always else {
                    continue;
                };
                let key = short(&condition.key.value);
                let operator = condition.operator.value;
                let why = match (operator.kind, operator.qualifier) {
                    (OperatorKind::Null, _) => "every token has the claim",
                    (_, Some(SetQualifier::ForAllValues)) | (_, None) if always == Always::Everywhere => {
                        "GitHub issues no token that fails it"
                    }
                    _ => "GitHub issues no token with the default subject template that fails it",
                };
                let message = format!("`{operator}` on `{key}` holds for every token and restricts nothing");
                let mut finding = Finding::new(&META, message)
                    .at(&case.policy.source, condition.values_span, "lets every token through")
                    .contradiction(why);
                if operator.kind == OperatorKind::Null {
                    finding = finding.severity(Severity::Info);
                }
                let is_subject = case.inquiries_of(index).any(|inquiry| {
                    claim_of(inquiry.issuer(), &condition.key.value).as_deref() == Some("sub")
                });
                if is_subject {
                    let is_open = case
                        .reaches()
                        .iter()
                        .any(|reach| reach.statement == index && reach.reaches_beyond_a_repository());
                    if !is_open {
                        // Other conditions say who is meant, and IAM requires one on the subject.
                        finding =
                            finding.severity(Severity::Info).note("other conditions restrict who is let in");
                    }
                    finding = finding.help("name the repository in `sub`");
                } else {
                    let edit = edits::remove_member(case.policy, condition.key.span)
                        .or_else(|| edits::remove_member(case.policy, condition.operator.span));
                    finding = finding
                        .propose("take the condition out", edit.into_iter().collect())
                        .help("write what it was meant to restrict, or take it out");
                }
                found.push(case.about(index, finding));
            }
        }
        found
    }
}
