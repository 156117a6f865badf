//! Pull requests are let in.

use super::super::finding::Finding;
use super::super::meta::{Confidence, RuleMeta, Severity};
use super::super::policy_case::PolicyCase;
use super::super::rule::Rule;
use super::super::subject_part::context_part;
use super::any_job;
use crate::exposure::AnyJob;

/// Pull requests are let in.
pub(in crate::lint) struct PullRequestSubject;

static META: RuleMeta = RuleMeta {
    id: "any-pull-request",
    severity: Severity::Medium,
    confidence: Confidence::High,
    title: "runs for pull requests can assume the role, those of forks under `pull_request_target` included",
    page: "\
The subject `…:pull_request` is given to runs for pull requests from branches of the repository, and to runs of
`pull_request_target` for pull requests from any fork. AWS cannot tell them apart: STS makes no condition key of
`event_name`. Where a `pull_request_target` workflow with `id-token: write` runs code of the pull request, a stranger has the
role.

## What to do

Give pull requests a role of their own that can only read, or test `job_workflow_ref` beside `sub`, so that only the
workflow that is meant gets in.

Sources: <https://docs.github.com/en/actions/reference/security/oidc>,
<https://docs.github.com/en/actions/reference/security/securely-using-pull_request_target>
",
};

impl Rule for PullRequestSubject {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn in_policy(&self, case: &PolicyCase<'_>) -> Vec<Finding> {
        let found = case.reaches().iter().filter(|reach| any_job::some_kind(case, reach)).filter_map(|reach| {
            let witness = reach.admits(case, AnyJob::PullRequest)?;
            let part = reach.value.as_ref().map_or((0, 0), |value| context_part(&value.value));
            let finding = Finding::new(&META, "every pull request can assume this role, that of a fork included under `pull_request_target`").witness(witness);
            let finding = reach.place(case, finding, part, "runs for pull requests");
            Some(finding
                .confidence(Confidence::Medium)
                .help("give pull requests a role of their own, or test `job_workflow_ref` beside `sub`"))
        });
        found.collect()
    }
}
