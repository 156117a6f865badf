//! Every branch of a repository is let in.

use super::super::finding::Finding;
use super::super::meta::{Confidence, RuleMeta, Severity};
use super::super::policy_case::PolicyCase;
use super::super::rule::Rule;
use super::super::subject_part::context_part;
use super::any_job;
use crate::exposure::AnyJob;

/// Every branch of a repository is let in.
pub(in crate::lint) struct AnyBranch;

static META: RuleMeta = RuleMeta {
    id: "any-branch",
    severity: Severity::Medium,
    confidence: Confidence::High,
    title: "every branch of the repository can assume the role",
    page: "\
`refs/heads/*` accepts every branch that somebody with write access pushes, without a review, and the branches of the merge
queue (`refs/heads/gh-readonly-queue/…`), whose code is not merged yet.

## What to do

Name the branch that deploys, `…:ref:refs/heads/main`. A pattern such as `refs/heads/release/*` reads as it is written; protect
the branches that it covers.

Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html>
",
};

impl Rule for AnyBranch {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn in_policy(&self, case: &PolicyCase<'_>) -> Vec<Finding> {
        let found =
            case.reaches().iter().filter(|reach| any_job::some_kind(case, reach)).filter_map(|reach| {
                let witness = reach.admits(case, AnyJob::Branch)?;
                let part = reach.value.as_ref().map_or((0, 0), |value| context_part(&value.value));
                let finding = Finding::new(&META, "every branch of the repository can assume this role")
                    .witness(witness);
                let finding = reach.place(case, finding, part, "every branch");
                let queue = reach.admits(case, AnyJob::MergeQueue).is_some();
                let note =
                    "the branches of the merge queue, `refs/heads/gh-readonly-queue/…`, are among them";
                let finding = if queue { finding.note(note) } else { finding };
                Some(finding.help("name the branch that deploys, or a pattern of protected branches"))
            });
        found.collect()
    }
}
