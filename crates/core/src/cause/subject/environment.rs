//! The job declares another environment.

use can_assume_iam::policy::OperatorFamily;
use can_assume_iam::trace::Presented;

use crate::cause::comparison::{Comparison, Defect, Key, Reading};
use crate::cause::{Case, Cause, CauseMeta, Finding};

/// The job declares another environment.
pub(in crate::cause) struct EnvironmentDiffers;

static META: CauseMeta = CauseMeta {
    id: "environment-differs",
    title: "the job declares another environment than the policy trusts",
    page: "\
The subject of a job that declares an environment ends in `environment:NAME`, and the condition key `environment` has
the same name. The policy names another environment, or the job declares none, so that the key is missing.

Names can come from an expression (`environment: ${{ inputs.target }}`): the subject has what it evaluates to.

Source: <https://docs.github.com/en/actions/reference/security/oidc>

## How to fix it

Trust this environment too, by its exact name, after looking at its protection rules: a workflow that names an
environment which does not exist *creates* it, without protection. Or declare the environment that is trusted.
",
};

impl Cause for EnvironmentDiffers {
    fn meta(&self) -> &'static CauseMeta {
        &META
    }

    fn find(&self, case: &Case<'_>) -> Option<Finding> {
        if let Some((comparison, _)) = case.defect(|defect| defect.segment() == Some("environment")) {
            let finding = Finding::new("the subject names another environment than the policy trusts")
                .labels("another environment", "the environment of the job");
            return Some(finding.at(comparison.whole()).mend(case, comparison));
        }
        if let Some((comparison, _)) = case.defect(|defect| *defect == Defect::Environment) {
            let came = name(comparison);
            let trusted: Vec<String> =
                comparison.all.iter().map(|value| format!("`{}`", wanted(value))).collect();
            let trusted = match trusted.len() {
                0..=5 => trusted.join(", "),
                more => format!("{more} others"),
            };
            let finding = Finding::new(format!(
                "the job declares the environment `{came}`, the policy trusts {trusted}"
            ))
            .labels("another environment", "the environment of the job")
            .note(format!("the protection rules of `{came}` decide who can send this subject"));
            return Some(finding.at(comparison.context_part()).mend(case, comparison));
        }
        let condition = case.condition_on("environment")?;
        let missing = matches!(condition.presented, Presented::Missing(_));
        let about_value = !condition.operator.kind.is_negated() && condition.operator.qualifier.is_none();
        (missing && about_value && condition.operator.kind.family() == OperatorFamily::String).then(|| {
            Finding::new("the job declares no environment, the policy asks for one")
                .labels("asks for an environment", "what came")
                .help("declare the environment on the job with `environment:`")
        })
    }
}

/// The environment that came.
fn name(comparison: &Comparison) -> String {
    match comparison.key {
        Key::Subject => {
            let (_, name) = comparison.presented.split_once("environment:").unwrap_or_default();
            name.replace("%3A", ":")
        }
        _ => comparison.presented.clone(),
    }
}

/// What a value trusts: the environment, or the whole of what follows the repository.
fn wanted(value: &str) -> &str {
    let context = Reading::new(value).context.unwrap_or(value);
    context.strip_prefix("environment:").unwrap_or(context)
}
