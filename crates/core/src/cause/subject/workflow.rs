//! The job is defined by another workflow file.

use crate::cause::comparison::Defect;
use crate::cause::{Case, Cause, CauseMeta, Finding};

/// The job is defined by another workflow file.
pub(in crate::cause) struct WorkflowDiffers;

static META: CauseMeta = CauseMeta {
    id: "workflow-differs",
    title: "the job is defined by another workflow than the policy trusts",
    page: "\
`job_workflow_ref` names the file that defines the job, with the ref it was read at:
`OWNER/REPO/.github/workflows/FILE@refs/heads/main`. For a job of a reusable workflow that is the called file, at the
branch, tag or commit after `@` in `uses:`; for any other job it is the workflow itself. `workflow` is the workflow's
`name`, which its author chooses.

Source: <https://docs.github.com/en/actions/how-tos/secure-your-work/security-harden-deployments/oidc-with-reusable-workflows>

## How to fix it

Call the workflow that is trusted, at the ref that is trusted; or trust this one too. Pin a branch that is protected, or
a commit: whoever can move the ref can change what runs.
",
};

impl Cause for WorkflowDiffers {
    fn meta(&self) -> &'static CauseMeta {
        &META
    }

    fn find(&self, case: &Case<'_>) -> Option<Finding> {
        let (comparison, _) =
            case.defect(|defect| matches!(defect, Defect::Differs | Defect::Segment { .. }))?;
        let name = match case.claim_of_key()?.as_str() {
            name @ ("job_workflow_ref" | "workflow") => name.to_owned(),
            "sub" => match comparison.defects.iter().find_map(Defect::segment)? {
                name @ ("job_workflow_ref" | "workflow" | "workflow_ref") => name.to_owned(),
                _ => return None,
            },
            _ => return None,
        };
        let mut finding = Finding::new(format!("`{name}` is another one than the policy trusts"))
            .labels("the workflow that is trusted", "the workflow that defines the job");
        let (wanted, came) = (comparison.wanted.as_str(), comparison.presented.as_str());
        let (file, reference) = wanted.rsplit_once('@').unwrap_or((wanted, ""));
        if let Some((came_file, came_ref)) = came.rsplit_once('@')
            && file == came_file
        {
            if name == "job_workflow_ref" && comparison.is_impossible(&name) {
                let says = if reference.is_empty() {
                    "has no ref".to_owned()
                } else {
                    format!("says `@{reference}`")
                };
                finding.headline = format!("`{name}` has `@{came_ref}` after the file, the policy {says}");
            }
            finding = finding.note(format!("the file is the trusted one, at another ref: `{came_ref}`"));
        }
        Some(finding.at(comparison.whole()).mend(case, comparison))
    }
}
