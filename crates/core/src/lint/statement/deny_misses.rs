//! A Deny for `AWS: *` does not speak of web identities.

use can_assume_iam::policy::{Effect, PrincipalKind};

use super::super::finding::Finding;
use super::super::meta::{Confidence, RuleMeta, Severity};
use super::super::policy_case::PolicyCase;
use super::super::policy_view::{covers_action, github_issuers, principals};
use super::super::rule::Rule;

/// A Deny for `AWS: *` does not speak of web identities.
pub(in crate::lint) struct DenyMissesWebIdentity;

static META: RuleMeta = RuleMeta {
    id: "deny-misses-web-identity",
    severity: Severity::Medium,
    confidence: Confidence::Low,
    title: "the Deny names AWS principals only, and web identities are none",
    page: "\
A caller with a token of GitHub is no AWS principal: `{\"AWS\": \"*\"}` was observed not to match it in an Allow. Whether it does in a Deny
was not observed. So a Deny with that principal and `sts:AssumeRoleWithWebIdentity` should not be relied on to keep tokens out.

## What to do

Name the OIDC provider as the `Federated` principal of the Deny.

Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html>
",
};

impl Rule for DenyMissesWebIdentity {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn in_policy(&self, case: &PolicyCase<'_>) -> Vec<Finding> {
        let trusts_github = case.allows().any(|(_, statement)| github_issuers(statement).next().is_some());
        let mut found = Vec::new();
        for (index, statement) in case.statements() {
            let only_aws = !principals(statement).is_empty()
                && principals(statement).iter().all(|entry| entry.kind.value == PrincipalKind::Aws);
            if !trusts_github
                || statement.effect.value != Effect::Deny
                || !only_aws
                || !covers_action(statement, "sts:AssumeRoleWithWebIdentity")
            {
                continue;
            }
            let span = statement.principal.as_ref().map_or(statement.effect.span, |principal| principal.span);
            let finding =
                Finding::new(&META, "this Deny may not speak of tokens: its principals are AWS principals")
                    .at(&case.policy.source, span, "a web identity is none of these")
                    .help("name the OIDC provider as the `Federated` principal of the Deny");
            found.push(case.about(index, finding));
        }
        found
    }
}
