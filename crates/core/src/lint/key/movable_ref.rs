//! A workflow is pinned to a ref that moves.

use super::super::finding::Finding;
use super::super::meta::{Confidence, RuleMeta, Severity};
use super::super::policy_case::PolicyCase;
use super::super::policy_view::lists_texts;
use super::super::rule::Rule;
use super::token_conditions;

/// A workflow is pinned to a ref that moves.
pub(in crate::lint) struct WorkflowRefMovable;

static META: RuleMeta = RuleMeta {
    id: "workflow-ref-movable",
    severity: Severity::Low,
    confidence: Confidence::High,
    title: "`job_workflow_ref` names a branch or a tag, whose content can change",
    page: "\
`octo-org/ci/.github/workflows/deploy.yml@refs/heads/main` is whatever stands on that branch when the job runs, and a tag can be
moved. Who can push to the branch, or move the tag, decides what the role is used for. A commit, `@` and 40 hexadecimal digits,
is always the same file.

The claim has what the caller wrote behind `@`: a caller that names the branch has a token with the branch.

## What to do

Pin the commit in the callers and in the policy, or protect the branch or tag.

Source: <https://docs.github.com/en/actions/how-tos/secure-your-work/security-harden-deployments/oidc-with-reusable-workflows>
",
};

impl Rule for WorkflowRefMovable {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn in_policy(&self, case: &PolicyCase<'_>) -> Vec<Finding> {
        let mut found = Vec::new();
        for (index, statement) in case.allows() {
            let conditions = token_conditions(case, index, statement);
            for (condition, _, claim) in conditions.filter(|(condition, ..)| lists_texts(condition)) {
                let label = match claim.as_str() {
                    "job_workflow_ref" => "",
                    "sub" => "job_workflow_ref:",
                    _ => continue,
                };
                for value in &condition.values {
                    let Some((at, git_ref)) = pinned(&value.value, label) else { continue };
                    let kind = if git_ref.starts_with("refs/tags/") {
                        "a tag, which can be moved"
                    } else if git_ref.starts_with("refs/heads/") {
                        "a branch, which moves with every push"
                    } else {
                        "not one commit"
                    };
                    let finding =
                        Finding::new(&META, format!("the workflow is pinned to `{git_ref}`, {kind}"))
                            .at(&case.policy.source, case.part(value, at, at + git_ref.len()), "no commit")
                            .help(
                                "pin the commit, `@` and 40 hexadecimal digits, or protect the branch or tag",
                            );
                    found.push(case.about(index, finding));
                }
            }
        }
        found
    }
}

/// What stands behind the `@` of the workflow behind `label`, if that is no commit, and where.
fn pinned<'v>(value: &'v str, label: &str) -> Option<(usize, &'v str)> {
    let start = if label.is_empty() { 0 } else { value.find(label)? + label.len() };
    let workflow = value.get(start..)?.split(':').next()?;
    let (file, git_ref) = workflow.split_once('@')?;
    let is_commit = git_ref.len() == 40 && git_ref.bytes().all(|byte| byte.is_ascii_hexdigit());
    (file.contains(".github/workflows/") && !is_commit).then_some((start + file.len() + 1, git_ref))
}
