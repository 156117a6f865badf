//! Only names say who is trusted.

use can_assume_github::subject::{RepositoryForm, RepositorySegment};

use super::super::finding::Finding;
use super::super::meta::{Confidence, RuleMeta, Severity};
use super::super::policy_case::PolicyCase;
use super::super::policy_view::lists_texts;
use super::super::rule::Rule;
use super::super::subject_part::repository_part;
use super::token_conditions;

/// Only names say who is trusted.
pub(in crate::lint) struct RecycledName;

static META: RuleMeta = RuleMeta {
    id: "recycled-name",
    severity: Severity::Low,
    confidence: Confidence::Medium,
    title: "only names say who is trusted, and names are recycled",
    page: "\
An account that is renamed or deleted sets its name free, and so does a repository. Who registers the name gets subjects that begin
alike. Ids are never given twice: a subject with ids, or a test of `repository_id` or `repository_owner_id` beside `sub`, does
not accept the new holder. AWS recommends the ids over the names.

Repositories that are created, renamed or transferred after 2026-07-15 have ids in their subjects on github.com.

## What to do

Where the repository's subjects have ids, write them: `repo:octo-org@583231/api@1296269:…`. Otherwise test `repository_id` with
`StringEquals` beside `sub`.

Sources: <https://docs.github.com/en/actions/reference/security/oidc>,
<https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html>
",
};

impl Rule for RecycledName {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn in_policy(&self, case: &PolicyCase<'_>) -> Vec<Finding> {
        let mut found = Vec::new();
        for (index, statement) in case.allows().filter(|(index, _)| case.dead(*index).is_none()) {
            let conditions: Vec<_> = token_conditions(case, index, statement).collect();
            let by_id = conditions.iter().any(|(condition, _, claim)| {
                lists_texts(condition)
                    && matches!(claim.as_str(), "repository_id" | "repository_owner_id")
                    && condition.values.iter().all(|value| !value.value.contains(['*', '?', '$']))
            });
            if by_id {
                continue;
            }
            let subjects =
                conditions.iter().filter(|(condition, _, claim)| claim == "sub" && lists_texts(condition));
            for value in subjects.flat_map(|(condition, ..)| &condition.values) {
                let named = named_only(&value.value);
                let Some((start, end)) = named else { continue };
                let message = "the repository is told by its names alone, which can pass to somebody else";
                let finding = Finding::new(&META, message)
                    .at(&case.policy.source, case.part(value, start, end), "names without ids")
                    .help("write the ids into `sub`, or test `repository_id` beside it");
                found.push(case.about(index, finding));
                // One finding a statement says it.
                break;
            }
        }
        found
    }
}

/// Where a value names a repository without ids and without wildcards.
fn named_only(value: &str) -> Option<(usize, usize)> {
    let (start, end) = repository_part(value)?;
    let segment = RepositorySegment::parse(value.get(start..end)?)?;
    (segment.form() == RepositoryForm::Classic).then_some((start, end))
}
