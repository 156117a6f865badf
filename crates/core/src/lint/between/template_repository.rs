//! The repository's template names no repository.

use can_assume_github::template::{EffectiveTemplate, TemplateDanger, dangers};

use super::super::finding::Finding;
use super::super::meta::{Confidence, RuleMeta, Severity};
use super::super::policy_case::PolicyCase;
use super::super::policy_view::{claim_of, lists_texts};
use super::super::rule::Rule;

/// The repository's template names no repository.
pub(in crate::lint) struct TemplateWithoutRepository;

static META: RuleMeta = RuleMeta {
    id: "template-without-repository",
    severity: Severity::High,
    confidence: Confidence::High,
    title: "the repository's subject template names no repository, so that others can have the same subject",
    page: "\
By the facts the subjects of the repository are made by a template without `repo`, `repository` or `repository_id`. Every repository whose
administrator sets the same template can have the same subject; with a key of the owner in it, every repository of the owner. A policy that
tests nothing but `sub` trusts them all.

## What to do

Put `repo` into the template, or test `repository_id` with `StringEquals` beside `sub`.

Source: <https://docs.github.com/en/actions/reference/security/oidc>
",
};

impl Rule for TemplateWithoutRepository {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn in_policy(&self, case: &PolicyCase<'_>) -> Vec<Finding> {
        let Some(facts) = &case.options.facts else { return Vec::new() };
        let EffectiveTemplate::Is { template, .. } = facts.effective_template() else { return Vec::new() };
        let danger = dangers(&template, &facts.issuer()).into_iter().find(|danger| {
            matches!(
                danger,
                TemplateDanger::AnyRepository
                    | TemplateDanger::AnyRepositoryOfOwner
                    | TemplateDanger::AnyRepositoryOfEnterprise
            )
        });
        let Some(danger) = danger else { return Vec::new() };
        let mut found = Vec::new();
        for (index, statement) in case.allows() {
            let claim =
                |key: &str| case.inquiries_of(index).find_map(|inquiry| claim_of(inquiry.issuer(), key));
            let tested = |name: &str| {
                statement.conditions.iter().any(|condition| {
                    lists_texts(condition) && claim(&condition.key.value).as_deref() == Some(name)
                })
            };
            if tested("repository_id") || tested("repository") {
                continue;
            }
            let subject = statement
                .conditions
                .iter()
                .find(|condition| claim(&condition.key.value).as_deref() == Some("sub"));
            let Some(condition) = subject else { continue };
            let mut finding = Finding::new(&META, danger.text())
                .at(&case.policy.source, condition.values_span, "trusts whoever has the subject")
                .note(format!(
                    "the template of the repository is `{}`, by the facts",
                    template.keys().join(", ")
                ))
                .help("test `repository_id` beside `sub`, or put `repo` into the template");
            if danger != TemplateDanger::AnyRepository {
                finding = finding.severity(Severity::Medium);
            }
            found.push(case.about(index, finding));
        }
        found
    }
}
