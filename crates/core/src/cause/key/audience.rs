//! The policy asks for another audience.

use can_assume_iam::policy::OperatorFamily;
use can_assume_iam::trace::Presented;

use crate::cause::{Case, Cause, CauseMeta, Finding, Part, edit};

/// The policy asks for another audience.
pub(in crate::cause) struct AudiencePolicy;

static META: CauseMeta = CauseMeta {
    id: "audience-policy",
    title: "the policy asks for another audience than the token has",
    page: "\
The audience of a token is chosen by the job that requests it. `aws-actions/configure-aws-credentials` asks for
`sts.amazonaws.com` unless its input `audience` says otherwise; a token that is requested without an audience has the
owner's URL, `https://github.com/OWNER`. The condition on `aud` asks for another one. Values are compared letter by
letter.

Sources: <https://docs.github.com/en/actions/reference/security/oidc>, <https://github.com/aws-actions/configure-aws-credentials>

## How to fix it

Let both say `sts.amazonaws.com` (`sts.amazonaws.com.cn` in China), and the provider's client ids too. The audience does
not tell who comes: keep the condition on `sub`.
",
};

impl Cause for AudiencePolicy {
    fn meta(&self) -> &'static CauseMeta {
        &META
    }

    fn find(&self, case: &Case<'_>) -> Option<Finding> {
        let condition = case.condition_on("aud").or_else(|| case.condition_on("oaud"))?;
        let Presented::Single(came) = &condition.presented else { return None };
        if condition.operator.kind.is_negated() || condition.operator.kind.family() != OperatorFamily::String
        {
            return None;
        }
        let value = condition.values.first()?;
        let wanted: Vec<String> = condition.values.iter().map(|value| format!("`{}`", value.text)).collect();
        let finding = Finding::new(format!(
            "the policy asks for the audience {}, the token has `{came}`",
            wanted.join(" or ")
        ))
        .labels("the audience that is asked for", "the audience of the token")
        .at(Part { value: value.span, policy: None, claim: None })
        .help(format!("or request the token for the audience {}", wanted.join(" or ")));
        if came.contains(['*', '?']) || came.contains("${") {
            return Some(finding);
        }
        let edit = match condition.values.as_slice() {
            [only] => case.replace_value(only, came),
            _ => edit::add_beside(case.policy()?, value.span, came),
        };
        Some(match edit {
            Some(edit) => finding.propose(format!("ask for the audience `{came}`"), vec![edit]),
            None => finding,
        })
    }
}
