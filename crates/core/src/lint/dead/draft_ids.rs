//! The ids stand behind a hyphen.

use can_assume_github::subject::{RepositorySegment, Subject};

use super::super::finding::Finding;
use super::super::meta::{Confidence, RuleMeta, Severity};
use super::super::policy_case::PolicyCase;
use super::super::policy_view::{claim_of, lists_texts};
use super::super::rule::Rule;
use super::super::subject_part::repository_part;
use crate::cause::DRAFT_ID_FORM;

/// The ids stand behind a hyphen.
pub(in crate::lint) struct DraftIdForm;

static META: RuleMeta = RuleMeta {
    id: DRAFT_ID_FORM.id,
    severity: Severity::Medium,
    confidence: Confidence::Medium,
    title: DRAFT_ID_FORM.title,
    page: DRAFT_ID_FORM.page,
};

impl Rule for DraftIdForm {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn in_policy(&self, case: &PolicyCase<'_>) -> Vec<Finding> {
        let mut found = Vec::new();
        for (index, statement) in case.allows() {
            let Some(inquiry) = case.inquiries_of(index).next() else { continue };
            let subjects = statement.conditions.iter().filter(|condition| {
                lists_texts(condition)
                    && claim_of(inquiry.issuer(), &condition.key.value).as_deref() == Some("sub")
            });
            for value in subjects.flat_map(|condition| &condition.values) {
                let subject = Subject::parse(&value.value);
                let Some(ids) = subject.repository().and_then(RepositorySegment::draft_ids) else { continue };
                let Some((start, end)) = repository_part(&value.value) else { continue };
                let message = "the ids stand behind `-`; GitHub writes them behind `@`";
                let finding = Finding::new(&META, message)
                    .at(
                        &case.policy.source,
                        case.part(value, start, end),
                        "as in a draft that GitHub never issued",
                    )
                    .note(format!(
                        "an account can be called `{}-{}`, and anyone can register it",
                        ids.owner, ids.owner_id
                    ))
                    .help(format!(
                        "write `{}@{}/{}@{}`",
                        ids.owner, ids.owner_id, ids.name, ids.repository_id
                    ));
                found.push(case.about(index, finding));
            }
        }
        found
    }
}
