//! A fix that would let in any GitHub account, made to let in the subject of the request alone.

use can_assume_iam::trace::Decision;

use super::{Failing, ProvenFix};
use crate::cause::{issuer_of_principal, test_also};
use crate::diagnostic::{Diagnostic, Help};
use crate::question::{Identity, Question};
use crate::sts;

/// `fix` with a test of exactly the one subject of `subjects` in the statement that failed, if the request is allowed so.
///
/// `None` where the subject is not known to be this one, or the statement tests `sub` already.
pub(super) fn to_subject(
    question: &Question,
    failing: &[Failing],
    fix: &ProvenFix,
    subjects: &[String],
) -> Option<ProvenFix> {
    let [subject] = subjects else { return None };
    if matches!(question.identity, Identity::Claims { predicted: true, .. }) || subject.contains("${") {
        return None;
    }
    let statement = failing.iter().find_map(|one| one.statement)?;
    let verdict = sts::decide(question);
    let issuer = issuer_of_principal(&verdict.deciding()?.principal)?;
    let key = issuer.key("sub");
    let edits = test_also(&question.policy, &fix.edits, statement, &key, subject)?;
    let policy = question.policy.edited(&edits)?;
    let decision_after = sts::decide(&Question { policy, ..question.clone() }).decision;
    let title = format!("{}, and test `sub` for `{subject}`", fix.title);
    (decision_after == Decision::Allowed).then(|| ProvenFix { title, edits, decision_after, ..fix.clone() })
}

/// Shows `narrower` where `fix` was shown; without one, says why there is none.
pub(super) fn offer(diagnostics: &mut [Diagnostic], fix: &ProvenFix, narrower: Option<&ProvenFix>) {
    for help in diagnostics.iter_mut().flat_map(|diagnostic| &mut diagnostic.helps) {
        if help.edits != fix.edits {
            continue;
        }
        *help = match narrower {
            Some(narrower) => Help { text: narrower.title.clone(), edits: narrower.edits.clone() },
            None => Help {
                text: format!("test who comes too: to {} alone would let in any GitHub account", fix.title),
                edits: Vec::new(),
            },
        };
    }
}
