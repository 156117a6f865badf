//! A `:` in the name of an environment.

use super::super::finding::Finding;
use super::super::meta::{Confidence, RuleMeta, Severity};
use super::super::policy_case::PolicyCase;
use super::super::rule::Rule;

/// A `:` in the name of an environment.
pub(in crate::lint) struct EnvironmentRawColon;

static META: RuleMeta = RuleMeta {
    id: "environment-raw-colon",
    severity: Severity::Medium,
    confidence: Confidence::High,
    title: "a `:` in the name of an environment is written `%3A` in a subject",
    page: "\
GitHub writes every `:` inside a value of the subject as `%3A`. A job in the environment `prod:eu` has the subject
`repo:octo-org/api:environment:prod%3Aeu`; the condition key `environment` has the name as it is, `prod:eu`.

## What to do

Write `%3A` in values of `sub`.

Source: <https://docs.github.com/en/actions/reference/security/oidc>
",
};

impl Rule for EnvironmentRawColon {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn in_policy(&self, case: &PolicyCase<'_>) -> Vec<Finding> {
        let dead =
            case.dead_values().iter().filter(|dead| dead.has_raw_colon() && !dead.has_literal_wildcard());
        let found = dead.filter_map(|dead| {
            let text = &dead.value.value;
            let start = text.find(":environment:")? + ":environment:".len();
            let name = text.get(start..)?;
            let colon = start + name.find(':')?;
            let message =
                format!("no subject has the environment `{name}`: GitHub writes `:` as `%3A` there");
            let finding = Finding::new(&META, message)
                .at(
                    &case.policy.source,
                    case.part(dead.value, colon, colon + 1),
                    "written `%3A` in a subject",
                )
                .contradiction(dead.contradiction())
                .note(dead.consequence())
                .help(format!("write `{}`", name.replace(':', "%3A")));
            Some(case.about(dead.statement, finding))
        });
        found.collect()
    }
}
