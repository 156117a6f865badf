//! A step does not take the job's token to STS.

use can_assume_github::workflow::{NoOidc, Oidc, Place};

use super::super::finding::Finding;
use super::super::meta::{Confidence, RuleMeta, Severity};
use super::super::rule::Rule;
use super::super::workflow_case::WorkflowCase;
use crate::cause::workflow as causes;

pub(in crate::lint) static ROLE_NOT_ARN: RuleMeta = RuleMeta {
    id: causes::ROLE_NOT_ARN.id,
    severity: Severity::Medium,
    confidence: Confidence::High,
    title: causes::ROLE_NOT_ARN.title,
    page: causes::ROLE_NOT_ARN.page,
};

pub(in crate::lint) static CREDENTIALS_NOT_OIDC: RuleMeta = RuleMeta {
    id: causes::CREDENTIALS_NOT_OIDC.id,
    severity: Severity::Low,
    confidence: Confidence::Medium,
    title: causes::CREDENTIALS_NOT_OIDC.title,
    page: causes::CREDENTIALS_NOT_OIDC.page,
};

/// A step does not take the job's token to STS.
pub(in crate::lint) struct NotPresented {
    /// The rule.
    pub(in crate::lint) meta: &'static RuleMeta,
    /// Why it does not.
    pub(in crate::lint) why: NoOidc,
    /// The way out.
    pub(in crate::lint) help: &'static str,
}

impl Rule for NotPresented {
    fn meta(&self) -> &'static RuleMeta {
        self.meta
    }

    fn in_workflow(&self, case: &WorkflowCase<'_>) -> Vec<Finding> {
        let mut seen: Vec<Place> = Vec::new();
        let mut found = Vec::new();
        for step in case.prediction.candidates().flat_map(|candidate| &candidate.steps) {
            let Oidc::No { reason, place, text } = &step.oidc else { continue };
            let place = place.unwrap_or(step.place);
            // Without a role nothing was to be assumed: the keys are another finding.
            if *reason != self.why || step.role.is_none() || seen.contains(&place) {
                continue;
            }
            seen.push(place);
            found.extend(case.at(self.meta, text.as_str(), place, "").map(|finding| finding.help(self.help)));
        }
        found
    }
}
