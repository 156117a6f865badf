//! The run is for another branch or tag.

use can_assume_github::git_ref::{GitRef, RefKind};
use can_assume_github::subject::{Context, Segment, Subject};

use crate::cause::comparison::{Comparison, Defect, Key, Reading};
use crate::cause::{Case, Cause, CauseMeta, Finding};

/// The run is for another branch or tag.
pub(in crate::cause) struct BranchDiffers;

static META: CauseMeta = CauseMeta {
    id: "branch-differs",
    title: "the run is for another branch or tag than the policy trusts",
    page: "\
The subject names the ref for which the workflow runs: the branch that was pushed, the ref that was chosen for
`workflow_dispatch`, the default branch for a schedule and for most other events, and for a merge queue a temporary
branch `refs/heads/gh-readonly-queue/…`. The policy trusts another one.

Source: <https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows>

## How to fix it

Run the job from the branch that is trusted, or trust this one too, by its exact name. `refs/heads/*` lets in every
branch, that of every contributor and of every merge queue.
",
};

impl Cause for BranchDiffers {
    fn meta(&self) -> &'static CauseMeta {
        &META
    }

    fn find(&self, case: &Case<'_>) -> Option<Finding> {
        if let Some((comparison, _)) = case.defect(|defect| defect.segment() == Some("ref")) {
            let finding = Finding::new("the subject names another ref than the policy trusts")
                .labels("the ref that is trusted", "the ref of the run");
            return Some(finding.at(comparison.whole()).mend(case, comparison));
        }
        let (comparison, _) = case.defect(|defect| *defect == Defect::Branch)?;
        let came = git_ref(comparison)?;
        let wanted = wanted_ref(comparison);
        let mut finding = Finding::new(format!("the run is for `{came}`, the policy trusts `{wanted}`"))
            .labels("the ref that is trusted", "the ref of the run");
        if let RefKind::MergeQueue { base, .. } = came.kind() {
            finding = finding
                .note(format!(
                    "a merge queue runs on a temporary branch, not on `{base}`, and its name changes every time"
                ))
                .at(comparison.context_part());
            return Some(finding.trust_queue(case, comparison, base));
        }
        Some(finding.at(comparison.context_part()).mend(case, comparison))
    }
}

/// The ref that came.
pub(super) fn git_ref(comparison: &Comparison) -> Option<GitRef> {
    if comparison.key == Key::Ref {
        return Some(GitRef::new(comparison.presented.as_str()));
    }
    let subject = Subject::parse(&comparison.presented);
    match subject.context() {
        Some(Context::Ref(git_ref)) => Some(git_ref.clone()),
        Some(_) => None,
        None => subject.segments().into_iter().find_map(|segment| match segment {
            Segment::Claim { key, value } if key == "ref" => Some(GitRef::new(value.as_str())),
            _ => None,
        }),
    }
}

/// The ref that the policy names.
pub(super) fn wanted_ref(comparison: &Comparison) -> String {
    match comparison.key {
        Key::Subject => Reading::new(&comparison.wanted).context.unwrap_or(&comparison.wanted).to_owned(),
        _ => comparison.wanted.clone(),
    }
}
