//! What a Deny statement that applies rests on.

use can_assume_github::subject::{RepositoryForm, Subject};
use can_assume_iam::policy::OperatorKind;
use can_assume_iam::trace::{ConditionTrace, Presented};

use crate::cause::comparison::fits;
use crate::cause::{Case, Finding};

/// Adds what the condition of a Deny statement rests on, where that is likely not what its author meant.
pub(super) fn explain(case: &Case<'_>, mut finding: Finding) -> Finding {
    finding = finding.labels("holds, so the Deny applies", "what came");
    let Some(condition) = case.any_condition() else { return finding };
    if condition.operator.kind.is_negated() && matches!(condition.presented, Presented::Missing(_)) {
        finding = finding.note(format!(
            "`{}` is not in the request, and a negated test on a missing key holds",
            condition.key
        ));
    }
    if without_ids_it_would_not_apply(condition) {
        finding = finding.note(
            "the subject carries immutable ids, and the patterns that are excepted have names only: write `OWNER@ID/*`",
        );
    }
    finding
}

/// Whether a negated test on a subject with ids holds only because its patterns have none.
fn without_ids_it_would_not_apply(condition: &ConditionTrace) -> bool {
    let negated =
        matches!(condition.operator.kind, OperatorKind::StringNotLike | OperatorKind::StringNotEquals);
    let Presented::Single(subject) = &condition.presented else { return false };
    let parsed = Subject::parse(subject);
    let Some(repository) = parsed.repository() else { return false };
    if !negated || repository.form() != RepositoryForm::Immutable {
        return false;
    }
    let classic = subject.replacen(&repository.to_string(), &repository.full_name(), 1);
    condition.values.iter().any(|value| fits(&value.text, &classic))
}
