//! A key that no caller whom the statement names carries.

use can_assume_iam::context::{Absence, MissingReason, keys};
use can_assume_iam::policy::PrincipalKind;

use super::super::finding::Finding;
use super::super::meta::{Confidence, RuleMeta, Severity};
use super::super::policy_case::PolicyCase;
use super::super::policy_view::{claim_of, github_issuers, principals};
use super::super::rule::Rule;
use super::consequence;
use crate::exposure::issuer_of;

/// A key that no caller whom the statement names carries.
pub(in crate::lint) struct KeyOfOtherCaller;

static META: RuleMeta = RuleMeta {
    id: "key-of-other-caller",
    severity: Severity::Medium,
    confidence: Confidence::Medium,
    title: "none of the principals that the statement names carries this condition key",
    page: "\
Which condition keys a call has depends on who calls. An AWS service that assumes a role is in no organisation and has no tags, so that
`aws:PrincipalOrgID` and `aws:PrincipalTag/…` are absent; `saml:` keys come with a SAML assertion only, `sts:ExternalId` with
`AssumeRole` only, and `OIDC_PROVIDER:…` with a token of that provider. A condition on a key that is always absent never holds, or
always: with a negation, `IfExists` or `ForAllValues`.

For tokens of GitHub `session-key-never-populated` and `key-never-populated` say so.

## What to do

Test what the caller carries: `aws:SourceArn`, `aws:SourceAccount` or `aws:SourceOrgID` of a service, the claims of the provider's own
token. Where several kinds of callers are meant, write a statement for each.

Sources: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html>,
<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html>
",
};

impl Rule for KeyOfOtherCaller {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn in_policy(&self, case: &PolicyCase<'_>) -> Vec<Finding> {
        let mut found = Vec::new();
        for (index, statement) in case.allows() {
            let callers: Vec<(PrincipalKind, &str)> = principals(statement)
                .iter()
                .flat_map(|entry| entry.values.iter().map(|value| (entry.kind.value, value.value.as_str())))
                .collect();
            if callers.is_empty() || github_issuers(statement).next().is_some() {
                continue;
            }
            for condition in &statement.conditions {
                let key = &condition.key.value;
                if !callers.iter().all(|(kind, principal)| never_carries(*kind, principal, key)) {
                    continue;
                }
                let who = match callers.as_slice() {
                    [(_, one)] => format!("no call by `{one}` carries `{key}`"),
                    _ => format!("no call by a principal of this statement carries `{key}`"),
                };
                let finding = Finding::new(&META, who).at(
                    &case.policy.source,
                    condition.key.span,
                    "never has a value here",
                );
                found.push(case.about(index, consequence(finding, condition, statement)));
            }
        }
        found
    }
}

/// Whether AWS never populates the key in a call by the principal.
fn never_carries(kind: PrincipalKind, principal: &str, key: &str) -> bool {
    let lower = key.to_ascii_lowercase();
    let absence = match kind {
        PrincipalKind::Service => keys::assume_role_by_service(&lower),
        PrincipalKind::Aws | PrincipalKind::CanonicalUser => keys::assume_role_by_principal(&lower),
        PrincipalKind::Federated if principal.contains(":saml-provider/") => keys::saml(&lower),
        PrincipalKind::Federated => {
            let of_issuer = issuer_of(principal).is_none_or(|issuer| claim_of(&issuer, key).is_some());
            if of_issuer {
                return false;
            }
            keys::web_identity(&lower)
        }
    };
    absence == Absence::Missing(MissingReason::NeverPopulated)
}
