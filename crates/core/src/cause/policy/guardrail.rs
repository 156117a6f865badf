//! A policy above the role denies.

use super::deny::explain;
use crate::cause::{Case, Cause, CauseMeta, Finding};
use crate::verdict::Evaluated;

/// A policy above the role denies.
pub(in crate::cause) struct Guardrail;

static META: CauseMeta = CauseMeta {
    id: "guardrail",
    title: "a resource control policy denies the request",
    page: "\
A resource control policy (RCP) of the organisation applies to the role as a resource and denies the call, whatever the
trust policy says. An RCP that excepts `repo:OWNER/*` by `StringNotLike` denies the organisation's own repositories once
their subjects carry ids: `repo:OWNER@ID/…`. Service control policies do not gate web identity.

Sources: <https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html>,
<https://github.com/aws-samples/data-perimeter-policy-examples>

## How to fix it

Ask whoever keeps the organisation's policies to except this subject, with the ids: `repo:OWNER@ID/*`. It cannot be
fixed in the role.
",
};

impl Cause for Guardrail {
    fn meta(&self) -> &'static CauseMeta {
        &META
    }

    fn find(&self, case: &Case<'_>) -> Option<Finding> {
        let failing = case.failing.filter(|failing| failing.mismatch == "deny-applies")?;
        if !matches!(failing.evaluated, Some(Evaluated::ResourceControlPolicy(_))) {
            return None;
        }
        let finding = Finding::new("a resource control policy denies this request")
            .help("have the resource control policy except this request; it cannot be fixed in the role");
        Some(explain(case, finding))
    }
}
