//! An environment that may be unprotected.

use can_assume_github::subject::{Context, Subject};

use super::super::finding::Finding;
use super::super::meta::{Confidence, RuleMeta, Severity};
use super::super::policy_case::PolicyCase;
use super::super::policy_view::lists_texts;
use super::super::rule::Rule;
use super::token_conditions;

/// An environment that may be unprotected.
pub(in crate::lint) struct EnvironmentUnprotected;

static META: RuleMeta = RuleMeta {
    id: "environment-unprotected",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    title: "the environment that the policy accepts has no protection that is known of",
    page: "\
A job that names an environment which does not exist creates it, and an environment without reviewers, wait timer or branch policy
lets every branch deploy. A policy that accepts `…:environment:production` is as strong as the settings of that environment, which
neither the policy nor the workflow shows. With the facts of the repository (`can-assume facts`, `--facts`) the finding is raised only
for environments that are known to lack protection, and is then of medium severity.

## What to do

Require reviewers, or limit the branches that may deploy.

Source: <https://docs.github.com/en/actions/reference/workflows-and-actions/deployments-and-environments>
",
};

impl Rule for EnvironmentUnprotected {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn in_policy(&self, case: &PolicyCase<'_>) -> Vec<Finding> {
        let mut found = Vec::new();
        let mut seen: Vec<String> = Vec::new();
        for (index, statement) in case.allows().filter(|(index, _)| case.dead(*index).is_none()) {
            let conditions = token_conditions(case, index, statement);
            for (condition, _, claim) in conditions.filter(|(condition, ..)| lists_texts(condition)) {
                for value in &condition.values {
                    let Some(name) = environment(&claim, &value.value) else { continue };
                    let Some(finding) = finding(case, &name) else { continue };
                    if seen.contains(&name) {
                        continue;
                    }
                    seen.push(name.clone());
                    let start = value.value.rfind(name.as_str()).unwrap_or_default();
                    let end = (start + name.len()).min(value.value.len());
                    let finding = finding
                        .at(&case.policy.source, case.part(value, start, end), "as strong as its settings")
                        .help("require reviewers for the environment, or limit the branches that may deploy");
                    found.push(case.about(index, finding));
                }
            }
        }
        found
    }
}

fn finding(case: &PolicyCase<'_>, name: &str) -> Option<Finding> {
    let facts = case.options.facts.as_ref().filter(|facts| facts.environments.is_some());
    let plain = name.replace("%3A", ":");
    let Some(facts) = facts else {
        return Some(
            Finding::new(&META, format!("whether the environment `{name}` is protected is not known"))
                .note("the settings of the environment decide who can run a job in it; `--facts` tells them"),
        );
    };
    match facts.environment(&plain) {
        None => Some(
            Finding::new(&META, format!("the environment `{name}` does not exist: the first job that names it creates it, unprotected"))
                .severity(Severity::Medium)
                .confidence(Confidence::High),
        ),
        Some(environment) => {
            let protected = !environment.reviewers.is_empty() || environment.branch_policy.is_some();
            (!protected).then(|| {
                Finding::new(&META, format!("the environment `{name}` has neither reviewers nor a branch policy"))
                    .severity(Severity::Medium)
                    .confidence(Confidence::High)
            })
        }
    }
}

/// The environment that a value names, as it stands there.
fn environment(claim: &str, value: &str) -> Option<String> {
    if value.contains(['*', '?', '$']) {
        return None;
    }
    match claim {
        "environment" => Some(value.to_owned()),
        "sub" => match Subject::parse(value).context()? {
            Context::Environment(name) => Some(name.as_str().to_owned()),
            _ => None,
        },
        _ => None,
    }
}
