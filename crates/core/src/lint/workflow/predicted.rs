//! What reading and predicting the workflow found, as rules.

use can_assume_github::workflow::{FileId, FindingId};

use super::super::finding::Finding;
use super::super::meta::RuleMeta;
use super::super::rule::Rule;
use super::super::workflow_case::WorkflowCase;

/// Findings of the prediction as a rule.
pub(in crate::lint) struct Predicted {
    /// The rule.
    pub(in crate::lint) meta: &'static RuleMeta,
    /// Which findings are its own.
    pub(in crate::lint) of: &'static [FindingId],
    /// The way out.
    pub(in crate::lint) help: &'static str,
}

impl Rule for Predicted {
    fn meta(&self) -> &'static RuleMeta {
        self.meta
    }

    fn in_workflow(&self, case: &WorkflowCase<'_>) -> Vec<Finding> {
        let own = case
            .prediction
            .findings
            .iter()
            .filter(|finding| self.of.contains(&finding.id) && finding.place.file == FileId(0));
        own.map(|finding| {
            case.here(self.meta, finding.message.as_str(), finding.place.span, "").help(self.help)
        })
        .collect()
    }
}
