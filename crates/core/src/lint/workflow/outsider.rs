//! Outsiders start a job with a token.

use can_assume_github::facts::Visibility;

use super::super::finding::Finding;
use super::super::meta::{Confidence, RuleMeta, Severity};
use super::super::rule::Rule;
use super::super::workflow_case::WorkflowCase;
use super::is_started_by_outsiders;
use crate::workflow::job_path;

/// Outsiders start a job with a token.
pub(in crate::lint) struct OutsiderStartedToken;

static META: RuleMeta = RuleMeta {
    id: "outsider-started-token",
    severity: Severity::Medium,
    confidence: Confidence::Medium,
    title: "anybody can start a job that has a token",
    page: "\
On a public repository anybody can comment on an issue, open one, start a discussion, fork, or open a pull request. A workflow on
`issue_comment`, `issues`, `discussion`, `watch`, `fork`, `workflow_run` or `pull_request_target` then runs with the permissions of the
repository, and its token has the subject of the default branch (`…:ref:refs/heads/main`), or `…:pull_request` for
`pull_request_target`. AWS cannot see the event: a role that trusts the default branch trusts this job.

That is no hole by itself. It becomes one as soon as the job lets what the outsider wrote decide what it does.

## What to do

Take `id-token: write` off the job, or move the part that needs AWS into a job of its own behind an environment with reviewers. Give the
workflow a role that trusts its `job_workflow_ref` and nothing else.

Sources: <https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows>,
<https://docs.github.com/en/actions/reference/security/securely-using-pull_request_target>
",
};

impl Rule for OutsiderStartedToken {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn in_workflow(&self, case: &WorkflowCase<'_>) -> Vec<Finding> {
        let mut seen: Vec<(String, String)> = Vec::new();
        let mut found = Vec::new();
        for candidate in case.with_token().filter(|candidate| is_started_by_outsiders(candidate)) {
            let event = candidate.scenario.event.as_str();
            let key = (candidate.job.clone(), event.to_owned());
            if seen.contains(&key) {
                continue;
            }
            seen.push(key);
            let job = job_path(candidate);
            let message = format!("anybody can start the job `{job}`, which has a token, by `{event}`");
            let Some(mut finding) = case.at(&META, message, candidate.place, "has a token") else { continue };
            if let Some(trigger) = case.outline.events.iter().find(|outlined| outlined.text == event) {
                let span = super::super::workflow_case::span_of(trigger.span);
                finding = finding.beside(case.source, span, "started by outsiders");
            }
            if let Some(form) = candidate.subjects.first() {
                finding = finding.note(format!("its subject is `{}`", form.subject));
            }
            if matches!(case.facts.repository.visibility, Some(Visibility::Private | Visibility::Internal)) {
                finding = finding
                    .severity(Severity::Info)
                    .note("the repository is not public: only those who can see it can start the job");
            }
            found.push(finding.help("take `id-token: write` off the job, or put the part that needs AWS behind a protected environment"));
        }
        found
    }
}
