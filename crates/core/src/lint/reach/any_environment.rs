//! Every environment of a repository is let in.

use super::super::finding::Finding;
use super::super::meta::{Confidence, RuleMeta, Severity};
use super::super::policy_case::PolicyCase;
use super::super::rule::Rule;
use super::super::subject_part::context_part;
use super::any_job;
use crate::exposure::AnyJob;

/// Every environment of a repository is let in.
pub(in crate::lint) struct AnyEnvironment;

static META: RuleMeta = RuleMeta {
    id: "any-environment",
    severity: Severity::Medium,
    confidence: Confidence::High,
    title: "every environment of the repository can assume the role",
    page: "\
A job that names an environment which does not exist creates it, without any protection. So `environment:*` accepts every
workflow on every branch that names some environment.

## What to do

Name the environment, and protect it with reviewers or a branch policy.

Source: <https://docs.github.com/en/actions/reference/workflows-and-actions/deployments-and-environments>
",
};

impl Rule for AnyEnvironment {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn in_policy(&self, case: &PolicyCase<'_>) -> Vec<Finding> {
        let found =
            case.reaches().iter().filter(|reach| any_job::some_kind(case, reach)).filter_map(|reach| {
                let witness = reach.admits(case, AnyJob::Environment)?;
                let part = reach.value.as_ref().map_or((0, 0), |value| context_part(&value.value));
                let finding = Finding::new(&META, "every environment of the repository can assume this role")
                    .witness(witness);
                let finding = reach.place(case, finding, part, "every environment");
                Some(finding
                .note("a job creates an environment that does not exist by naming it, without any protection")
                .help("name the environment that deploys, and protect it"))
            });
        found.collect()
    }
}
