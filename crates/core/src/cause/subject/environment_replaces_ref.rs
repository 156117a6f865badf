//! The subject names the job's environment in the place of its ref, or the other way round.

use can_assume_github::subject::{Context, Subject};

use crate::cause::comparison::{Defect, Reading};
use crate::cause::{Case, Cause, CauseMeta, Finding};

/// The subject names the job's environment in the place of its ref, or the other way round.
pub(in crate::cause) struct EnvironmentReplacesRef;

static META: CauseMeta = CauseMeta {
    id: "environment-replaces-ref",
    title: "the subject names the job's environment, not its ref",
    page: "\
When a job declares an `environment`, its subject ends in `environment:NAME`, and the branch or tag is not in it:
`repo:octo-org/api:environment:production` in the place of `repo:octo-org/api:ref:refs/heads/main`. A policy for the ref
does not match such a job, and a policy for the environment does not match a job that declares none.

Source: <https://docs.github.com/en/actions/reference/security/oidc>

## How to fix it

Trust the environment's subject exactly. Who can then get the role is decided by the environment's protection rules:
give it a deployment branch policy, and reviewers where they are due, because any branch that may deploy to it sends the
same subject. A condition on `token.actions.githubusercontent.com:ref` can bind the branch as well.
",
};

impl Cause for EnvironmentReplacesRef {
    fn meta(&self) -> &'static CauseMeta {
        &META
    }

    fn find(&self, case: &Case<'_>) -> Option<Finding> {
        let (comparison, defect) =
            case.defect(|defect| matches!(defect, Defect::EnvironmentReplacesRef { .. }))?;
        let proven = matches!(defect, Defect::EnvironmentReplacesRef { proven: true });
        let subject = Subject::parse(&comparison.presented);
        let context = subject.context()?;
        let wanted = Reading::new(&comparison.wanted).context.unwrap_or_default();
        let Context::Environment(name) = context else {
            let finding = Finding::new(format!(
                "the policy trusts a job with an environment, this job declares none: its subject ends in `{context}`"
            ))
            .labels("an environment", "a ref: the job declares no environment")
            .help("declare the environment on the job with `environment:`");
            return Some(finding.at(comparison.context_part()).mend(case, comparison));
        };
        let name = name.decoded();
        let mut finding = Finding::new(format!(
            "the job declares the environment `{name}`, so its subject has no ref; the policy trusts `{wanted}`"
        ))
        .labels("a ref", "an environment in its place");
        if Reading::new(&comparison.wanted).environment_and_ref().is_some() {
            finding = finding
                .note("a default subject never names both; a test of the key `ref` can bind the branch");
        } else if proven {
            finding = finding.note("without the environment the job's ref would match");
        }
        let others: Vec<String> =
            comparison.all.iter().filter_map(|value| trusted_environment(value)).collect();
        if !others.is_empty() {
            finding = finding.note(format!("the environments that are trusted are {}", others.join(", ")));
        }
        finding = finding.note(format!(
            "the protection rules of `{name}` then decide who gets the role: any branch that may deploy to it sends this subject"
        ));
        Some(finding.at(comparison.context_part()).mend(case, comparison))
    }
}

/// The environment that a value trusts, quoted.
fn trusted_environment(value: &str) -> Option<String> {
    let name = Reading::new(value).context?.strip_prefix("environment:")?;
    Some(format!("`{name}`"))
}
