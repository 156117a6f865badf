//! An OIDC provider is trusted without a test of its subject or audience.

use can_assume_github::issuer::Issuer;
use can_assume_iam::policy::PrincipalKind;

use super::super::finding::Finding;
use super::super::meta::{Confidence, RuleMeta, Severity};
use super::super::policy_case::PolicyCase;
use super::super::policy_view::{claim_of, covers_action, principals_of};
use super::super::rule::Rule;
use crate::exposure::issuer_of;

/// An OIDC provider is trusted without a test of its subject or audience.
pub(in crate::lint) struct OidcWithoutCondition;

static META: RuleMeta = RuleMeta {
    id: "oidc-without-condition",
    severity: Severity::High,
    confidence: Confidence::Medium,
    title: "an OIDC provider is trusted, and none of its claims is tested",
    page: "\
A statement that trusts an OIDC provider and tests no claim lets in every identity for which the provider signs a token with one of the
registered audiences: every pod of a cluster, every project of a hosted CI. For GitHub the rules on who is let in say so with a token;
this rule speaks of other providers.

## What to do

Test `sub`, and `aud` where the provider signs tokens for others too.

Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html>
",
};

impl Rule for OidcWithoutCondition {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn in_policy(&self, case: &PolicyCase<'_>) -> Vec<Finding> {
        let mut found = Vec::new();
        for (index, statement) in case.allows() {
            if !covers_action(statement, "sts:AssumeRoleWithWebIdentity") {
                continue;
            }
            let oidc = principals_of(statement, PrincipalKind::Federated)
                .filter(|value| !value.value.contains(":saml-provider/"));
            for value in oidc {
                let Some(issuer) = issuer_of(&value.value).filter(|issuer: &Issuer| !issuer.is_github())
                else {
                    continue;
                };
                let tested = statement.conditions.iter().any(|condition| {
                    claim_of(&issuer, &condition.key.value).is_some_and(|claim| claim != "aud")
                });
                if tested {
                    continue;
                }
                let message = format!(
                    "every identity of `{}` can assume this role: only its audience, or nothing, is tested",
                    issuer.key_prefix()
                );
                let finding = Finding::new(&META, message)
                    .at(&case.policy.source, case.whole(value), "trusted without a test of `sub`")
                    .help(format!("test `{}`", issuer.key("sub")));
                found.push(case.about(index, finding));
            }
        }
        found
    }
}
