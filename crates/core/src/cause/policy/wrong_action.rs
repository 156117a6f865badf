//! The statement allows other actions than the one that is called.

use can_assume_iam::policy::PrincipalKind;
use can_assume_iam::trace::Truth;

use super::tag_session::is_companion;
use crate::cause::{Case, Cause, CauseMeta, Finding, edit};

/// The statement allows other actions than the one that is called.
pub(in crate::cause) struct WrongAction;

static META: CauseMeta = CauseMeta {
    id: "wrong-action",
    title: "the statement allows another action than the one that is called",
    page: "\
A token of GitHub is exchanged by `sts:AssumeRoleWithWebIdentity`. `sts:AssumeRole` is the action of AWS principals,
`sts:AssumeRoleWithSAML` that of SAML providers. IAM stores a statement whose action does not go with its principal; it
never lets anyone in.

Sources: <https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html>,
<https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html>

## How to fix it

Write `sts:AssumeRoleWithWebIdentity` as the action in the statement that names the provider.
",
};

impl Cause for WrongAction {
    fn meta(&self) -> &'static CauseMeta {
        &META
    }

    fn find(&self, case: &Case<'_>) -> Option<Finding> {
        let (came, action) = case.mismatched_action()?;
        let principal = &case.statement()?.principal;
        let federates = principal.values.iter().any(|(kind, _)| *kind == PrincipalKind::Federated);
        if is_companion(came) || (principal.result == Truth::False && !federates) {
            return None;
        }
        let allowed: Vec<String> = action.values.iter().map(|value| format!("`{}`", value.value)).collect();
        let allowed = match (allowed.is_empty(), case.is_not_action()) {
            (true, false) => "no action".to_owned(),
            (false, true) => format!("all actions but {}", allowed.join(", ")),
            _ => allowed.join(", "),
        };
        let finding = Finding::new(format!("the statement allows {allowed}, the call is `{came}`")).labels(
            if case.is_not_action() { "leaves out this call" } else { "another action" },
            "what came",
        );
        let others =
            case.statement()?.principal.values.iter().any(|(kind, _)| *kind != PrincipalKind::Federated);
        // One without its service is no action at all.
        let is_meant = |action: &str| {
            let action = action.to_ascii_lowercase();
            action.starts_with("sts:assumerole") || !action.contains([':', '*'])
        };
        let meant = action.values.iter().find(|value| is_meant(&value.value));
        let edit = match meant.or(action.values.first()) {
            Some(value) if meant.is_none() || others => edit::add_beside(case.policy()?, value.span, came),
            Some(value) => Some(case.replace(value.span, &edit::json_string(came))),
            None => None,
        };
        Some(match edit.filter(|_| !case.is_not_action()) {
            Some(edit) => finding.propose(format!("allow `{came}`"), vec![edit]),
            None => finding,
        })
    }
}
