//! The action does not fit the principal.

use can_assume_iam::policy::PrincipalKind;

use super::super::finding::Finding;
use super::super::meta::{Confidence, RuleMeta, Severity};
use super::super::policy_case::PolicyCase;
use super::super::policy_view::{covers_action, principals};
use super::super::rule::Rule;
use crate::cause::ACTION_PRINCIPAL_MISMATCH;

/// The action does not fit the principal.
pub(in crate::lint) struct ActionPrincipalMismatch;

static META: RuleMeta = RuleMeta {
    id: ACTION_PRINCIPAL_MISMATCH.id,
    severity: Severity::Medium,
    confidence: Confidence::High,
    title: ACTION_PRINCIPAL_MISMATCH.title,
    page: ACTION_PRINCIPAL_MISMATCH.page,
};

impl Rule for ActionPrincipalMismatch {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn in_policy(&self, case: &PolicyCase<'_>) -> Vec<Finding> {
        let mut found = Vec::new();
        for (index, statement) in case.allows() {
            for entry in principals(statement) {
                for value in &entry.values {
                    let (what, action) = match entry.kind.value {
                        PrincipalKind::Federated if value.value.contains(":saml-provider/") => {
                            ("a SAML provider", "sts:AssumeRoleWithSAML")
                        }
                        PrincipalKind::Federated => ("an OIDC provider", "sts:AssumeRoleWithWebIdentity"),
                        PrincipalKind::Aws => ("an AWS principal", "sts:AssumeRole"),
                        PrincipalKind::Service => ("a service", "sts:AssumeRole"),
                        PrincipalKind::CanonicalUser => continue,
                    };
                    if covers_action(statement, action) {
                        continue;
                    }
                    // `sts:TagSession` and the like go with any way to assume a role, in a statement of their own.
                    let assumes =
                        ["sts:AssumeRole", "sts:AssumeRoleWithSAML", "sts:AssumeRoleWithWebIdentity"];
                    if !assumes.iter().any(|other| covers_action(statement, other)) {
                        continue;
                    }
                    let source = &case.policy.source;
                    let finding = Finding::new(
                        &META,
                        format!("{what} assumes a role with `{action}`, which is not allowed here"),
                    )
                    .at(source, statement.action.span, "for other principals")
                    .beside(source, case.whole(value), what)
                    .contradiction(format!(
                        "the statement does not allow `{action}`, the only action of {what}"
                    ))
                    .help(format!("allow `{action}`"));
                    found.push(case.about(index, finding));
                    break;
                }
            }
        }
        found
    }
}
