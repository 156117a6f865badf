//! A name differs from GitHub's spelling in case.

use can_assume_github::subject::Subject;

use super::super::finding::Finding;
use super::super::meta::{Confidence, RuleMeta, Severity};
use super::super::policy_case::PolicyCase;
use super::super::policy_view::{claim_of, lists_texts};
use super::super::rule::Rule;
use super::super::subject_part::repository_part;

/// A name differs from GitHub's spelling in case.
pub(in crate::lint) struct NameCase;

static META: RuleMeta = RuleMeta {
    id: "name-case",
    severity: Severity::Medium,
    confidence: Confidence::High,
    title: "owner or repository is spelt in another case than GitHub's, or than elsewhere in the policy",
    page: "\
GitHub does not care for case in names, but writes owner and repository into the token as they were registered. IAM compares
values with regard to case, so that `repo:Octo-Org/api:…` does not match `repo:octo-org/api:…`, without a word.

The finding is raised where the facts say how the names are spelt (`--facts`), or where one policy spells the same
repository in two ways.

## What to do

Write the names as the repository's page shows them.

Source: <https://github.com/aws-actions/configure-aws-credentials/issues/318>
",
};

impl Rule for NameCase {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn in_policy(&self, case: &PolicyCase<'_>) -> Vec<Finding> {
        let facts = case.options.facts.as_ref().map(|facts| &facts.repository);
        let known =
            facts.and_then(|facts| Some(format!("{}/{}", facts.owner.as_ref()?, facts.name.as_ref()?)));
        let mut spelt: Vec<String> = known.iter().cloned().collect();
        let mut found = Vec::new();
        for (index, statement) in case.statements() {
            let Some(inquiry) = case.inquiries_of(index).next() else { continue };
            for condition in statement.conditions.iter().filter(|condition| lists_texts(condition)) {
                let claim = claim_of(inquiry.issuer(), &condition.key.value);
                for value in &condition.values {
                    let Some((name, start)) = named(claim.as_deref(), &value.value) else { continue };
                    let other = spelt.iter().find(|other| other.eq_ignore_ascii_case(&name)).cloned();
                    let Some(other) = other else {
                        spelt.push(name);
                        continue;
                    };
                    if other == name {
                        continue;
                    }
                    let by_facts = known.as_ref() == Some(&other);
                    let why = if by_facts { "the facts spell it" } else { "the policy also spells it" };
                    let message = format!("`{name}` is spelt in another case: {why} `{other}`");
                    let span = case.part(value, start, start + name.len());
                    let confidence = if by_facts { Confidence::High } else { Confidence::Medium };
                    let finding = Finding::new(&META, message)
                        .at(&case.policy.source, span, "case counts here")
                        .confidence(confidence)
                        .contradiction(format!(
                            "a token has one spelling of the repository, and `{name}` is not equal to `{other}`"
                        ))
                        .help(format!("write `{other}`"));
                    found.push(case.about(index, finding));
                }
            }
        }
        found
    }
}

/// The repository that a value names, and where in the value the name stands.
fn named(claim: Option<&str>, value: &str) -> Option<(String, usize)> {
    match claim {
        Some("repository") if !value.contains(['*', '?']) => Some((value.to_owned(), 0)),
        Some("sub") => {
            let (start, _) = repository_part(value)?;
            let subject = Subject::parse(value);
            let repository = subject.repository()?;
            // Between the names of the form with ids stands an id.
            repository.owner_id().is_none().then(|| (repository.full_name(), start))
        }
        _ => None,
    }
    .filter(|(name, _)| !name.contains(['*', '?', '$']))
}
