//! Roles Anywhere needs three actions.

use can_assume_iam::policy::PrincipalKind;

use super::super::finding::Finding;
use super::super::meta::{Confidence, RuleMeta, Severity};
use super::super::policy_case::PolicyCase;
use super::super::policy_view::{covers_action, principals_of};
use super::super::rule::Rule;

/// Roles Anywhere needs three actions.
pub(in crate::lint) struct RolesAnywhereActions;

static META: RuleMeta = RuleMeta {
    id: "roles-anywhere-actions",
    severity: Severity::Medium,
    confidence: Confidence::High,
    title: "IAM Roles Anywhere is trusted without all of the actions that it needs",
    page: "\
IAM Roles Anywhere assumes a role with tags and a source identity that it reads off the certificate. The trust policy has to allow
`sts:AssumeRole`, `sts:TagSession` and `sts:SetSourceIdentity` to `rolesanywhere.amazonaws.com`.

## What to do

Allow all three.

Source: <https://docs.aws.amazon.com/rolesanywhere/latest/userguide/trust-model.html>
",
};

impl Rule for RolesAnywhereActions {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn in_policy(&self, case: &PolicyCase<'_>) -> Vec<Finding> {
        const SERVICE: &str = "rolesanywhere.amazonaws.com";
        const NEEDED: [&str; 3] = ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"];
        let trusting: Vec<_> = case
            .allows()
            .filter(|(_, statement)| {
                principals_of(statement, PrincipalKind::Service).any(|value| value.value == SERVICE)
            })
            .collect();
        let missing: Vec<&str> = NEEDED
            .into_iter()
            .filter(|action| !trusting.iter().any(|(_, statement)| covers_action(statement, action)))
            .collect();
        let Some((index, statement)) = trusting.first().filter(|_| !missing.is_empty()) else {
            return Vec::new();
        };
        let missing: Vec<String> = missing.iter().map(|action| format!("`{action}`")).collect();
        let message = format!("IAM Roles Anywhere also needs {}", missing.join(" and "));
        let finding = Finding::new(&META, message)
            .at(&case.policy.source, statement.action.span, "not all that it needs")
            .help(format!("allow {} too", missing.join(" and ")));
        vec![case.about(*index, finding)]
    }
}
