//! A key that no call with a web identity carries.

use can_assume_iam::context::{Absence, MissingReason, keys};
use can_assume_iam::policy::PrincipalKind;

use super::super::finding::Finding;
use super::super::meta::{Confidence, RuleMeta, Severity};
use super::super::policy_case::PolicyCase;
use super::super::policy_view::{claim_of, principals};
use super::super::rule::Rule;
use super::consequence;

/// A key that no call with a web identity carries.
pub(in crate::lint) struct SessionKeyNeverPopulated;

static META: RuleMeta = RuleMeta {
    id: "session-key-never-populated",
    severity: Severity::Medium,
    confidence: Confidence::High,
    title: "no call with a token of GitHub carries this condition key",
    page: "\
`AssumeRoleWithWebIdentity` is not signed, so that there is no caller whose account, organisation, tags or MFA could be tested,
and it has no external id. `sts:ExternalId`, `aws:PrincipalOrgID`, `aws:PrincipalArn`, `aws:MultiFactorAuthPresent`,
`aws:PrincipalTag/…`, `aws:SourceArn` and the `saml:` keys are absent. GitHub's tokens also ask for no session tags and no source
identity: `aws:RequestTag/…`, `aws:TagKeys` and `sts:SourceIdentity` are absent too.

## What to do

Test claims of the token. Where the role is also assumed from other roles, write a statement for each kind of caller.

Sources: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html>,
<https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html>
",
};

impl Rule for SessionKeyNeverPopulated {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn in_policy(&self, case: &PolicyCase<'_>) -> Vec<Finding> {
        let of_federated = case.allows().filter(|(index, statement)| {
            // A statement that others can use too may test what only they carry.
            let only_federated =
                principals(statement).iter().all(|entry| entry.kind.value == PrincipalKind::Federated);
            only_federated && case.inquiries_of(*index).next().is_some()
        });
        case.of_conditions(of_federated, |index, statement, condition| {
            let key = &condition.key.value;
            let lower = key.to_ascii_lowercase();
            let of_issuer = lower.rsplit_once(':').is_some_and(|(prefix, _)| prefix.contains('.'));
            if of_issuer || case.inquiries_of(index).any(|inquiry| claim_of(inquiry.issuer(), key).is_some())
            {
                return None;
            }
            let why = match keys::web_identity(&lower) {
                Absence::Missing(MissingReason::NeverPopulated) => {
                    "a call with a web identity never carries it"
                }
                Absence::Missing(MissingReason::NotInThisRequest) => {
                    "GitHub's tokens ask for no tags and no source identity"
                }
                _ => return None,
            };
            let finding = Finding::new(&META, format!("no call with a token of GitHub carries `{key}`"))
                .at(&case.policy.source, condition.key.span, "never has a value here")
                .note(why);
            Some(consequence(finding, condition, statement))
        })
    }
}
