//! The token asks for session tags or a source identity, which the policy does not allow.

use crate::cause::{Case, Cause, CauseMeta, Finding, edit};

/// The token asks for session tags or a source identity, which the policy does not allow.
pub(in crate::cause) struct TagSessionMissing;

static META: CauseMeta = CauseMeta {
    id: "tag-session-missing",
    title: "the token asks for session tags or a source identity, and the policy does not allow it",
    page: "\
A token with the claim `https://aws.amazon.com/tags` sets session tags, and one with
`https://aws.amazon.com/source_identity` a source identity. Each needs an action of its own in the trust policy beside
`sts:AssumeRoleWithWebIdentity`: `sts:TagSession`, `sts:SetSourceIdentity`. Tokens of GitHub have neither claim;
Buildkite can set tags, and so can a role that is assumed by another role, an assertion of a SAML provider, EKS Pod
Identity and Roles Anywhere.

Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html>

## How to fix it

Add the action to the statement. The conditions of the statement bind it as they bind the other one.
",
};

impl Cause for TagSessionMissing {
    fn meta(&self) -> &'static CauseMeta {
        &META
    }

    fn find(&self, case: &Case<'_>) -> Option<Finding> {
        let (came, action) = case.mismatched_action()?;
        if !is_companion(came) {
            return None;
        }
        let what =
            if came.eq_ignore_ascii_case("sts:TagSession") { "session tags" } else { "a source identity" };
        let caller = if case.issuer().is_some() { "token" } else { "request" };
        let finding =
            Finding::new(format!("the {caller} asks for {what}, and the policy does not allow `{came}`"))
                .labels(format!("`{came}` is missing"), "what came");
        let last = action.values.last().filter(|_| !case.is_not_action());
        let edit = last.and_then(|value| edit::add_beside(case.policy()?, value.span, came));
        Some(match edit {
            Some(edit) => finding.propose(format!("allow `{came}` as well"), vec![edit]),
            None => finding,
        })
    }
}

/// Whether an action accompanies another one that gets the role.
pub(super) fn is_companion(action: &str) -> bool {
    ["sts:TagSession", "sts:SetSourceIdentity"].iter().any(|known| action.eq_ignore_ascii_case(known))
}
