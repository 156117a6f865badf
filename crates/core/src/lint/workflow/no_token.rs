//! A job assumes a role and gets no token.

use can_assume_github::workflow::{NoToken, Oidc, OidcDoubt, Place, Token};

use super::super::finding::Finding;
use super::super::meta::{Confidence, RuleMeta, Severity};
use super::super::rule::Rule;
use super::super::workflow_case::{WorkflowCase, span_of};
use crate::cause::workflow as causes;
use crate::edits::permission;
use crate::workflow::job_path;

pub(in crate::lint) static TOKEN_PERMISSION_MISSING: RuleMeta = RuleMeta {
    id: causes::TOKEN_PERMISSION_MISSING.id,
    severity: Severity::Medium,
    confidence: Confidence::High,
    title: causes::TOKEN_PERMISSION_MISSING.title,
    page: causes::TOKEN_PERMISSION_MISSING.page,
};

pub(in crate::lint) static TOKEN_CALLER_PERMISSION: RuleMeta = RuleMeta {
    id: causes::TOKEN_CALLER_PERMISSION.id,
    severity: Severity::Medium,
    confidence: Confidence::High,
    title: causes::TOKEN_CALLER_PERMISSION.title,
    page: causes::TOKEN_CALLER_PERMISSION.page,
};

/// A job assumes a role and gets no token.
pub(in crate::lint) struct TokenMissing {
    /// The rule.
    pub(in crate::lint) meta: &'static RuleMeta,
    /// Why there is no token.
    pub(in crate::lint) why: NoToken,
}

impl Rule for TokenMissing {
    fn meta(&self) -> &'static RuleMeta {
        self.meta
    }

    fn in_workflow(&self, case: &WorkflowCase<'_>) -> Vec<Finding> {
        let mut seen: Vec<(String, Place)> = Vec::new();
        let mut found = Vec::new();
        for candidate in case.prediction.candidates() {
            let Token::No { reason, place, text } = &candidate.token else { continue };
            let assumes = candidate.steps.iter().find(|step| match &step.oidc {
                Oidc::Yes => true,
                Oidc::Maybe { reason, .. } => *reason != OidcDoubt::ActionUnknown,
                Oidc::No { .. } => false,
            });
            let key = (candidate.job.clone(), *place);
            let (Some(step), false) = (assumes, *reason != self.why || seen.contains(&key)) else { continue };
            seen.push(key);
            let job = job_path(candidate);
            let message = format!("the job `{job}` assumes a role and gets no token: {text}");
            let Some(mut finding) = case.at(self.meta, message, *place, "gives no token") else { continue };
            if step.place.file == place.file {
                finding = finding.beside(case.source, span_of(step.place.span), "needs a token");
            }
            let edit = permission::grant(case.source, span_of(place.span));
            finding = finding
                .propose("grant `id-token: write`", edit.into_iter().collect())
                .help("grant `id-token: write` to the job, and in every workflow that calls it");
            found.push(finding);
        }
        found
    }
}
