//! A rule.

use super::finding::Finding;
use super::meta::RuleMeta;
use super::policy_case::PolicyCase;
use super::workflow_case::WorkflowCase;

/// A rule: it looks at one policy or one workflow, with all that is known around it.
pub trait Rule: Sync {
    /// Its id, severity, title and page.
    fn meta(&self) -> &'static RuleMeta;

    /// What it finds in a policy.
    fn in_policy(&self, _case: &PolicyCase<'_>) -> Vec<Finding> {
        Vec::new()
    }

    /// What it finds in a workflow.
    fn in_workflow(&self, _case: &WorkflowCase<'_>) -> Vec<Finding> {
        Vec::new()
    }
}
