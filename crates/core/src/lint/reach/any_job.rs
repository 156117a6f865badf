//! Every job of a repository is let in.

use super::super::finding::Finding;
use super::super::meta::{Confidence, RuleMeta, Severity};
use super::super::policy_case::PolicyCase;
use super::super::reaches::Reach;
use super::super::rule::Rule;
use super::super::subject_part::context_part;
use super::owner_id;
use crate::exposure::{AnyJob, Level};

/// Every job of a repository is let in.
pub(in crate::lint) struct AnyJobOfRepository;

static META: RuleMeta = RuleMeta {
    id: "any-job-of-repository",
    severity: Severity::Medium,
    confidence: Confidence::High,
    title: "every job of the repository can assume the role",
    page: "\
`repo:octo-org/api:*` accepts every branch, every tag, every environment and every pull request of the repository. Whoever
can push a branch, or gets a `pull_request_target` workflow to run its code, has the role. The witness is the subject of a
run for a pull request. Where only another subject template than GitHub's default gets in, or only the undocumented subjects of
reviews, and no branch or environment is named, the same is said with such a subject.

## What to do

Name what deploys: `…:ref:refs/heads/main`, or `…:environment:production` with protection rules on the environment.

Source: <https://docs.github.com/en/actions/reference/security/oidc>
",
};

impl Rule for AnyJobOfRepository {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn in_policy(&self, case: &PolicyCase<'_>) -> Vec<Finding> {
        case.reaches()
            .iter()
            .filter_map(|reach| every_job(case, reach).or_else(|| other_job(case, reach)))
            .collect()
    }
}

/// The finding where every kind of job is let in.
fn every_job(case: &PolicyCase<'_>, reach: &Reach) -> Option<Finding> {
    if !is_any_job(case, reach) {
        return None;
    }
    let identity = reach.worst(Level::Repository)?;
    let witness = reach.admits(case, AnyJob::PullRequest)?;
    let part = reach.value.as_ref().map_or((0, 0), |value| context_part(&value.value));
    let message = format!("every job of the repository can assume this role: {}", identity.description);
    let finding = Finding::new(&META, message).witness(witness);
    let mut finding = reach.place(case, finding, part, "every branch, tag, environment and pull request");
    for assumed in &identity.assumes {
        finding = finding.note(format!("assumes: {assumed}"));
    }
    Some(finding.help(HELP))
}

/// The finding where jobs are let in that nobody had in mind, and none of them has one of GitHub's default subjects.
fn other_job(case: &PolicyCase<'_>, reach: &Reach) -> Option<Finding> {
    if !some_kind(case, reach) || KINDS.into_iter().any(|job| reach.admits(case, job).is_some()) {
        return None;
    }
    let identity = reach.worst(Level::Repository)?;
    let part = reach.value.as_ref().map_or((0, 0), |value| context_part(&value.value));
    let message = format!("jobs that are not named can assume this role: {}", identity.description);
    let finding =
        reach.finding(case, &META, identity, message, part, "whatever the branch or environment")?;
    Some(finding.help(HELP))
}

const KINDS: [AnyJob; 3] = [AnyJob::PullRequest, AnyJob::Branch, AnyJob::Environment];

const HELP: &str = "name the branch or the environment that deploys";

/// Whether every kind of job of a named repository is let in.
pub(super) fn is_any_job(case: &PolicyCase<'_>, reach: &Reach) -> bool {
    reach.worst(Level::Repository).is_some()
        && owner_id::concerns(reach).is_none()
        && KINDS.into_iter().all(|job| reach.admits(case, job).is_some())
}

/// Whether a named repository is let in with a kind of job that nobody had in mind, but not with all.
pub(super) fn some_kind(case: &PolicyCase<'_>, reach: &Reach) -> bool {
    reach.worst(Level::Repository).is_some()
        && owner_id::concerns(reach).is_none()
        && !is_any_job(case, reach)
}
