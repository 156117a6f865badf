//! A key is tested for which the action is not allowed.

use super::super::finding::Finding;
use super::super::meta::{Confidence, RuleMeta, Severity};
use super::super::policy_case::PolicyCase;
use super::super::policy_view::{covers_action, github_issuers};
use super::super::rule::Rule;

/// A key is tested for which the action is not allowed.
pub(in crate::lint) struct ActionMissingForKey;

static META: RuleMeta = RuleMeta {
    id: "action-missing-for-key",
    severity: Severity::Medium,
    confidence: Confidence::Medium,
    title: "the statement tests tags or a source identity and does not allow the action that sets them",
    page: "\
Session tags are set with `sts:TagSession`, a source identity with `sts:SetSourceIdentity`. Where a role is assumed with tags or a
source identity, the trust policy has to allow that action too, or the whole call is denied. A statement that tests
`aws:RequestTag/…`, `aws:TagKeys`, `sts:TransitiveTagKeys` or `sts:SourceIdentity` without the action never sees the key.

## What to do

Add the action to the statement.

Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html>
",
};

impl Rule for ActionMissingForKey {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn in_policy(&self, case: &PolicyCase<'_>) -> Vec<Finding> {
        // GitHub's tokens carry none of these keys, whatever the actions: another rule says so.
        case.of_conditions(
            case.allows().filter(|(_, statement)| github_issuers(statement).next().is_none()),
            |_, statement, condition| {
                let key = condition.key.value.to_ascii_lowercase();
                let action = match key.as_str() {
                    "sts:sourceidentity" => "sts:SetSourceIdentity",
                    "aws:tagkeys" | "sts:transitivetagkeys" => "sts:TagSession",
                    _ if key.starts_with("aws:requesttag/") => "sts:TagSession",
                    _ => return None,
                };
                if case.allows().any(|(_, other)| covers_action(other, action)) {
                    return None;
                }
                let source = &case.policy.source;
                let message =
                    format!("`{}` is tested, and no statement allows `{action}`", condition.key.value);
                let finding = Finding::new(&META, message)
                    .at(source, statement.action.span, format!("does not allow `{action}`"))
                    .beside(source, condition.key.span, "is set by it")
                    .help(format!("allow `{action}` too"));
                Some(finding)
            },
        )
    }
}
