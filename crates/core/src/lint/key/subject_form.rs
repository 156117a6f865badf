//! The subject is expected in one form only.

use can_assume_github::subject::{RepositoryForm, RepositorySegment};
use can_assume_github::template::Immutability;

use super::super::finding::Finding;
use super::super::meta::{Confidence, RuleMeta, Severity};
use super::super::policy_case::PolicyCase;
use super::super::policy_view::lists_texts;
use super::super::rule::Rule;
use super::super::subject_part::repository_part;
use super::token_conditions;

/// The subject is expected in one form only.
pub(in crate::lint) struct SubjectForm;

static META: RuleMeta = RuleMeta {
    id: "subject-form",
    severity: Severity::Info,
    confidence: Confidence::Low,
    title: "the subject is expected with names only, or with ids only, and the repository may have the other form",
    page: "\
Subjects on github.com have two forms: `repo:octo-org/api:…` for repositories from before 2026-07-15, and
`repo:octo-org@583231/api@1296269:…` for newer ones and for those that were renamed, transferred or opted in since, also by a rename of
their owner. A policy with names only stops working on the day the repository flips. Without facts this is for information; with the
facts of the repository (`can-assume facts`, `--facts`) the finding is of medium severity where the form is the wrong one.

## What to do

List both forms in full while a repository may flip, then take the names out:

```json
[\"repo:octo-org/api:ref:refs/heads/main\", \"repo:octo-org@583231/api@1296269:ref:refs/heads/main\"]
```

Source: <https://github.blog/changelog/2026-04-23-immutable-subject-claims-for-github-actions-oidc-tokens/>
",
};

impl Rule for SubjectForm {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn in_policy(&self, case: &PolicyCase<'_>) -> Vec<Finding> {
        let mut found = Vec::new();
        for (index, statement) in case.allows().filter(|(index, _)| case.dead(*index).is_none()) {
            for (condition, issuer, claim) in token_conditions(case, index, statement) {
                let possible = issuer.immutable_subjects();
                if claim != "sub"
                    || !lists_texts(condition)
                    || possible == can_assume_github::issuer::ImmutableSubjects::Never
                {
                    continue;
                }
                let named: Vec<(usize, RepositorySegment)> = condition
                    .values
                    .iter()
                    .enumerate()
                    .filter_map(|(at, value)| {
                        let (start, end) = repository_part(&value.value)?;
                        Some((at, RepositorySegment::parse(value.value.get(start..end)?)?))
                    })
                    .filter(|(_, segment)| segment.draft_ids().is_none())
                    .collect();
                for (at, segment) in &named {
                    let twin = |form| {
                        named.iter().any(|(_, other)| {
                            other.form() == form && other.full_name() == segment.full_name()
                        })
                    };
                    let Some(value) = condition.values.get(*at) else { continue };
                    let Some((start, end)) = repository_part(&value.value) else { continue };
                    let of_facts = immutability(case, segment);
                    let finding = match (segment.form(), of_facts) {
                        (RepositoryForm::Classic, Some(true)) if !twin(RepositoryForm::Immutable) => {
                            Finding::new(&META, format!("the subjects of `{}` have ids; this has names only", segment.full_name()))
                                .severity(Severity::Medium)
                                .confidence(Confidence::High)
                                .contradiction("every subject of the repository has ids, by the facts")
                        }
                        (RepositoryForm::Immutable, Some(false)) if !twin(RepositoryForm::Classic) => {
                            Finding::new(&META, format!("the subjects of `{}` have names only; this has ids", segment.full_name()))
                                .severity(Severity::Medium)
                                .confidence(Confidence::High)
                                .contradiction("no subject of the repository has ids, by the facts")
                        }
                        (RepositoryForm::Classic, None) if !twin(RepositoryForm::Immutable) => Finding::new(
                            &META,
                            format!("a subject of `{}` with ids is not accepted", segment.full_name()),
                        )
                        .note("the repository's subjects get ids when it or its owner is renamed or transferred, or opts in"),
                        _ => continue,
                    };
                    let finding = finding
                        .at(&case.policy.source, case.part(value, start, end), "one form only")
                        .help("list both forms in full");
                    found.push(case.about(index, finding));
                }
            }
        }
        found
    }
}

/// Whether the subjects of a repository have ids, where the facts speak of it and say so.
fn immutability(case: &PolicyCase<'_>, segment: &RepositorySegment) -> Option<bool> {
    let facts = case.options.facts.as_ref()?;
    let (owner, name) = (facts.repository.owner.as_ref()?, facts.repository.name.as_ref()?);
    let same = owner.eq_ignore_ascii_case(segment.owner()) && name.eq_ignore_ascii_case(segment.name());
    match facts.immutability() {
        Immutability::Immutable(_) if same => Some(true),
        Immutability::Classic(_) if same => Some(false),
        _ => None,
    }
}
