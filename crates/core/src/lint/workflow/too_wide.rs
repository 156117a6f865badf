//! Every job has a token where one needs it.

use can_assume_github::workflow::{OutlineJob, OutlineStep};

use super::super::finding::Finding;
use super::super::meta::{Confidence, RuleMeta, Severity};
use super::super::rule::Rule;
use super::super::workflow_case::WorkflowCase;

/// Every job has a token where one needs it.
pub(in crate::lint) struct IdTokenTooWide;

static META: RuleMeta = RuleMeta {
    id: "id-token-too-wide",
    severity: Severity::Low,
    confidence: Confidence::Medium,
    title: "the workflow grants `id-token: write` to jobs that do not use it",
    page: "\
`permissions` at the top of a workflow holds for every job that has none of its own. With `id-token: write` there, every step of every such
job, third-party actions and what a build runs included, can ask GitHub for a token of the repository.

The finding names jobs in which nothing is known to use a token: no step assumes a role, calls another workflow, or is an action that
is not known here.

## What to do

Take `id-token: write` out at the top and write it in the job that needs it.

Source: <https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#permissions>
",
};

impl Rule for IdTokenTooWide {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn in_workflow(&self, case: &WorkflowCase<'_>) -> Vec<Finding> {
        let Some(permissions) = case.outline.permissions.filter(|permissions| permissions.grants_id_token)
        else {
            return Vec::new();
        };
        let inheriting: Vec<&OutlineJob> =
            case.outline.jobs.iter().filter(|job| job.permissions.is_none()).collect();
        let uses_token = |job: &OutlineJob| {
            let assumes = case.prediction.candidates().any(|candidate| {
                candidate.chain.is_empty() && candidate.job == job.id.text && !candidate.steps.is_empty()
            });
            assumes || job.uses.is_some() || job.steps.iter().any(may_use_token)
        };
        let without: Vec<&&OutlineJob> = inheriting.iter().filter(|job| !uses_token(job)).collect();
        let [first, rest @ ..] = without.as_slice() else { return Vec::new() };
        // Where no job uses it, which one was meant is not known.
        if without.len() == inheriting.len() {
            return Vec::new();
        }
        let names: Vec<String> = without.iter().map(|job| format!("`{}`", job.id.text)).collect();
        let jobs = if rest.is_empty() { "the job" } else { "the jobs" };
        let message =
            format!("`id-token: write` reaches {jobs} {}, in which nothing uses it", names.join(", "));
        let finding = case
            .here(&META, message, permissions.span, "for every job without `permissions`")
            .beside(case.source, super::super::workflow_case::span_of(first.id.span), "does not use a token")
            .help("write `id-token: write` in the job that needs it");
        vec![finding]
    }
}

/// Whether a step may ask for a token: it does so itself, or uses an action that is not known not to.
fn may_use_token(step: &OutlineStep) -> bool {
    /// Actions that ask for no token.
    const WITHOUT: [&str; 10] = [
        "actions/checkout",
        "actions/setup-node",
        "actions/setup-python",
        "actions/setup-java",
        "actions/setup-go",
        "actions/setup-dotnet",
        "actions/cache",
        "actions/upload-artifact",
        "actions/download-artifact",
        "actions/labeler",
    ];
    if let Some(uses) = &step.uses {
        let name = uses.text.split('@').next().unwrap_or_default();
        return !WITHOUT.iter().any(|known| known.eq_ignore_ascii_case(name));
    }
    step.run.as_ref().is_some_and(|run| {
        ["ACTIONS_ID_TOKEN", "id-token", "oidc", "OIDC", "cosign", "npm publish", "aws "]
            .iter()
            .any(|word| run.text.contains(word))
    })
}
