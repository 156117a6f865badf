//! A job with a token runs code of a pull request.

use can_assume_github::workflow::{OutlineJob, OutlineStep, OutlineText};

use super::super::finding::Finding;
use super::super::meta::{Confidence, RuleMeta, Severity};
use super::super::rule::Rule;
use super::super::workflow_case::{WorkflowCase, span_of};
use super::is_started_by_outsiders;

/// A job with a token runs code of a pull request.
pub(in crate::lint) struct UntrustedCodeWithToken;

static META: RuleMeta = RuleMeta {
    id: "untrusted-code-with-token",
    severity: Severity::High,
    confidence: Confidence::Medium,
    title: "a job with a token checks out the code of a stranger's pull request",
    page: "\
`pull_request_target`, `workflow_run` and `issue_comment` run with the permissions of the repository, for pull requests from forks too.
A job of such a workflow that has `id-token: write` and checks out the head of the pull request lets a stranger's code, a build script or
a test, ask GitHub for a token of the repository, with any audience. Any step of the job can do so.

From version 7 on `actions/checkout` refuses to check out the head of a fork's pull request in such a run, unless
`allow-unsafe-pr-checkout` is set.

## What to do

Build and test the pull request in a workflow on `pull_request`, which has no token for forks. Where a privileged part has to follow, put it
into a job of its own that does not check out the code.

Source: <https://docs.github.com/en/actions/reference/security/securely-using-pull_request_target>
",
};

impl Rule for UntrustedCodeWithToken {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn in_workflow(&self, case: &WorkflowCase<'_>) -> Vec<Finding> {
        let mut found = Vec::new();
        for job in &case.outline.jobs {
            let candidate = case.with_token().find(|candidate| {
                candidate.chain.is_empty()
                    && candidate.job == job.id.text
                    && is_started_by_outsiders(candidate)
            });
            let Some(candidate) = candidate else { continue };
            let Some((step, refused)) = checkout(job) else { continue };
            let event = &candidate.scenario.event;
            let message = format!(
                "the job `{}` has a token and runs the code of the pull request under `{event}`",
                job.id.text
            );
            let mut finding = case
                .here(&META, message, step.span, "checks out what a stranger wrote")
                .beside(case.source, span_of(job.id.span), "has a token")
                .help(
                    "check the code out in a job without `id-token: write`, in a workflow on `pull_request`",
                );
            if let Some(form) = candidate.subjects.first() {
                finding = finding.note(format!("every step of it can have a token of `{}`", form.subject));
            }
            if refused {
                finding = finding.severity(Severity::Medium).confidence(Confidence::Low).note(
                    "`actions/checkout` refuses that from version 7 on unless `allow-unsafe-pr-checkout` is set",
                );
            }
            found.push(finding);
        }
        found
    }
}

/// The step that checks out the head of a pull request, and whether the action refuses to do so for forks.
fn checkout(job: &OutlineJob) -> Option<(&OutlineText, bool)> {
    job.steps.iter().find_map(|step| {
        if let Some(run) = step.run.as_ref().filter(|run| fetches_head(&run.text)) {
            return Some((run, false));
        }
        let uses = step.uses.as_ref()?;
        let (name, version) = uses.text.split_once('@').unwrap_or((&uses.text, ""));
        if !name.eq_ignore_ascii_case("actions/checkout") {
            return None;
        }
        let place = ["ref", "repository"]
            .iter()
            .find_map(|input| step.input(input).filter(|value| is_head(&value.text)))?;
        Some((place, refuses(step, version)))
    })
}

/// Whether the version of `actions/checkout` refuses to check out the head of a fork's pull request.
fn refuses(step: &OutlineStep, version: &str) -> bool {
    let major = version
        .strip_prefix('v')
        .and_then(|rest| rest.split('.').next())
        .and_then(|text| text.parse::<u32>().ok());
    let allowed = step.input("allow-unsafe-pr-checkout").is_some_and(|value| value.text != "false");
    major.is_some_and(|major| major >= 7) && !allowed
}

/// Whether a ref or a repository is that of the head of a pull request.
fn is_head(text: &str) -> bool {
    const HEADS: [&str; 7] = [
        "github.event.pull_request.head.",
        "github.head_ref",
        "github.event.workflow_run.head_",
        "github.event.workflow_run.pull_requests",
        "github.event.number",
        "github.event.pull_request.number",
        "refs/pull/",
    ];
    HEADS.iter().any(|head| text.contains(head))
        || text.contains("github.event.issue.number") && text.contains("pull")
}

/// Whether a script fetches the head of a pull request.
fn fetches_head(script: &str) -> bool {
    script.contains("gh pr checkout")
        || script.lines().any(|line| {
            line.contains("git ")
                && (line.contains("fetch")
                    || line.contains("checkout")
                    || line.contains("pull")
                    || line.contains("clone"))
                && (is_head(line) || line.contains("pull/"))
        })
}
