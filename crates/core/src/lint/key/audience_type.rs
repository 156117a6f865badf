//! A set operator on an audience.

use can_assume_iam::policy::{OperatorKind, PrincipalKind, SetQualifier};

use super::super::finding::Finding;
use super::super::meta::{Confidence, RuleMeta, Severity};
use super::super::policy_case::PolicyCase;
use super::super::policy_view::{claim_of, covers_action, principals_of};
use super::super::rule::Rule;
use crate::cause::move_under;
use crate::exposure::issuer_of;

/// A set operator on an audience.
pub(in crate::lint) struct AudienceType;

static META: RuleMeta = RuleMeta {
    id: "audience-claim-type",
    severity: Severity::Info,
    confidence: Confidence::Low,
    title: "the audience is tested as a list of values",
    page: "\
The claim `aud` is one text in the tokens of some providers and a list in those of others. `ForAnyValue:` and `ForAllValues:` are for
lists: on one text `ForAnyValue:` changes nothing, and `ForAllValues:` also holds where the key is absent. GitHub's `aud` is one text.

## What to do

Look at a token of the provider. Where `aud` is one text, take the set operator off; where it is a list, write `ForAnyValue:`.

Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html>
",
};

impl Rule for AudienceType {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn in_policy(&self, case: &PolicyCase<'_>) -> Vec<Finding> {
        let of_web_identity = case
            .statements()
            .filter(|(_, statement)| covers_action(statement, "sts:AssumeRoleWithWebIdentity"));
        case.of_conditions(of_web_identity, |_, statement, condition| {
            let operator = condition.operator.value;
            let qualifier = operator.qualifier.filter(|_| operator.kind != OperatorKind::Null)?;
            let issuer = principals_of(statement, PrincipalKind::Federated)
                .filter_map(|value| issuer_of(&value.value))
                .find(|issuer| claim_of(issuer, &condition.key.value).as_deref() == Some("aud"));
            let issuer = issuer?;
            // `ForAllValues` on a text of GitHub's is a finding of its own.
            if issuer.is_github() && qualifier == SetQualifier::ForAllValues {
                return None;
            }
            let span = condition.operator.span;
            let finding = if issuer.is_github() {
                let bare = operator.to_string().replacen("ForAnyValue:", "", 1);
                let edits =
                    move_under(case.policy, span, condition.key.span, &bare, None).unwrap_or_default();
                Finding::new(&META, "GitHub's `aud` is one text, not a list")
                    .at(&case.policy.source, span, "for lists")
                    .confidence(Confidence::High)
                    .propose("take `ForAnyValue:` off", edits)
                    .help(format!("write `{bare}`"))
            } else {
                let message = format!("whether `aud` of `{}` is one text or a list", issuer.key_prefix());
                Finding::new(&META, format!("{message} is to be confirmed"))
                    .at(&case.policy.source, span, "for lists")
                    .help("look at a token; where `aud` is one text, take the set operator off")
            };
            Some(finding)
        })
    }
}
