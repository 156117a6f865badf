//! A subject that names no repository.

use can_assume_github::subject::{Segment, Subject};

use super::super::finding::Finding;
use super::super::meta::{Confidence, RuleMeta, Severity};
use super::super::policy_case::PolicyCase;
use super::super::reaches::Reach;
use super::super::rule::Rule;
use crate::exposure::Level;

/// A subject that names no repository.
pub(in crate::lint) struct SubjectWithoutRepository;

static META: RuleMeta = RuleMeta {
    id: "subject-without-repository",
    severity: Severity::High,
    confidence: Confidence::Medium,
    title: "the subject is made by a template that names no repository, which any repository can use",
    page: "\
A custom template replaces the whole subject. One without `repo`, `repository`, `repository_id` or a key of the owner, such
as `[\"environment\"]` or `[\"job_workflow_ref\"]`, gives a subject that every repository on the issuer can have: its
administrator sets the same template and names the environment alike. A subject of `job_workflow_ref` alone is safe only as
long as nobody else can call the workflow, which anybody can if it is public.

## What to do

Put `repo` into the template and the repository into the policy, or test `repository_id` (or `repository_owner_id`) with
`StringEquals` beside `sub`.

Source: <https://docs.github.com/en/actions/reference/security/oidc>
",
};

impl Rule for SubjectWithoutRepository {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn in_policy(&self, case: &PolicyCase<'_>) -> Vec<Finding> {
        let found = case.reaches().iter().filter(|reach| concerns(reach)).filter_map(|reach| {
            let identity =
                [Level::Anyone, Level::AnyoneForged].into_iter().find_map(|level| reach.worst(level))?;
            let whole = reach.value.as_ref().map_or((0, 0), |value| (0, value.value.len()));
            let message =
                "the subject names no repository: any repository can have it with the same template";
            let finding = reach.finding(case, &META, identity, message, whole, "names no repository")?;
            Some(finding.help("test `repository_id` beside `sub`, or put `repo` into the template"))
        });
        found.collect()
    }
}

/// Whether the value that reaches too far has no segment for a repository or an owner.
pub(super) fn concerns(reach: &Reach) -> bool {
    let Some(value) = &reach.value else { return false };
    let subject = Subject::parse(&value.value);
    let segments = subject.segments();
    let names_one = |segment: &Segment| match segment {
        Segment::Repository(_) => true,
        Segment::Claim { key, .. } => key.starts_with("repository") || key == "repo" || key == "workflow_ref",
        _ => false,
    };
    !value.value.starts_with(['*', '?']) && !segments.is_empty() && !segments.iter().any(names_one)
}
