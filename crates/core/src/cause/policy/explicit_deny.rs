//! A Deny statement of the trust policy or of the caller's own policy applies.

use super::deny::explain;
use crate::cause::{Case, Cause, CauseMeta, Finding};
use crate::verdict::Evaluated;

/// A Deny statement of the trust policy or of the caller's own policy applies.
pub(in crate::cause) struct ExplicitDeny;

static META: CauseMeta = CauseMeta {
    id: "explicit-deny",
    title: "a Deny statement of the trust policy or of the caller's own policy applies",
    page: "\
A Deny statement that applies wins over every Allow. All of its conditions hold; a negated test (`StringNotEquals`) also
holds where the key is missing, as `environment` is for a job that declares none.

Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html>

## How to fix it

Where the Deny is meant, nothing is to be fixed. Otherwise narrow its conditions, e.g. by `Null` on a key that may be
missing. No edit of a Deny is proposed: whether it should go is not for a tool to say.
",
};

impl Cause for ExplicitDeny {
    fn meta(&self) -> &'static CauseMeta {
        &META
    }

    fn find(&self, case: &Case<'_>) -> Option<Finding> {
        let failing = case.failing.filter(|failing| failing.mismatch == "deny-applies")?;
        let whose = match failing.evaluated {
            Some(Evaluated::TrustPolicy) => "",
            Some(Evaluated::CallerPolicy) => " of the caller's own policy",
            _ => return None,
        };
        let name = failing.sid.as_ref().filter(|sid| !sid.is_empty());
        let name = name.map_or_else(
            || failing.statement.map_or(0, |index| index + 1).to_string(),
            |sid| format!("`{sid}`"),
        );
        Some(explain(case, Finding::new(format!("the Deny statement {name}{whose} applies to this request"))))
    }
}
