//! Every AWS account is trusted.

use can_assume_iam::policy::{Principal, PrincipalElement, PrincipalKind};

use super::super::finding::Finding;
use super::super::meta::{Confidence, RuleMeta, Severity};
use super::super::policy_case::PolicyCase;
use super::super::policy_view::{covers_action, principals_of};
use super::super::rule::Rule;

/// Every AWS account is trusted.
pub(in crate::lint) struct AnyAwsAccount;

static META: RuleMeta = RuleMeta {
    id: "any-aws-account",
    severity: Severity::High,
    confidence: Confidence::High,
    title: "every AWS account can assume the role",
    page: "\
`{\"AWS\": \"*\"}` with `sts:AssumeRole` trusts every user and role of every AWS account. Nothing but the conditions of the statement keeps
them out, and this statement has none. It has no meaning for tokens of GitHub.

## What to do

Name the accounts, or test `aws:PrincipalOrgID`.

Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html>
",
};

impl Rule for AnyAwsAccount {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn in_policy(&self, case: &PolicyCase<'_>) -> Vec<Finding> {
        let mut found = Vec::new();
        for (index, statement) in case.allows().filter(|(_, statement)| statement.conditions.is_empty()) {
            if !covers_action(statement, "sts:AssumeRole") {
                continue;
            }
            let star = match statement.principal.as_ref() {
                Some(principal) if principal.value == PrincipalElement::Principal(Principal::Star) => {
                    Some(principal.span)
                }
                _ => principals_of(statement, PrincipalKind::Aws)
                    .find(|value| value.value == "*")
                    .map(|value| case.whole(value)),
            };
            let Some(span) = star else { continue };
            let finding =
                Finding::new(&META, "every AWS account can assume this role, and no condition keeps it out")
                    .at(&case.policy.source, span, "every AWS account")
                    .help("name the accounts, or test `aws:PrincipalOrgID`");
            found.push(case.about(index, finding));
        }
        found
    }
}
