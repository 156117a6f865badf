//! What IAM would refuse to store: the rules of `can_assume_iam::write_time`.

mod pages;

use can_assume_iam::span::Span;
use can_assume_iam::write_time::Certainty;

use super::finding::Finding;
use super::meta::{RuleMeta, Severity};
use super::policy_case::PolicyCase;
use super::rule::Rule;

pub(super) use pages::{
    ACTION_EMPTY, ASSUME_ACTIONS_ONLY, AWS_PRINCIPAL, BUILT_IN_ISSUER_CONTROL, CANONICAL_USER_PRINCIPAL,
    COGNITO_CONDITION, CONDITION_LITERAL, FEDERATED_PRINCIPAL, NOT_PRINCIPAL, POLICY_CHARACTERS, POLICY_SIZE,
    PRINCIPAL_EMPTY, PRINCIPAL_STAR, RESOURCE_PROHIBITED, SERVICE_PRINCIPAL, SHARED_ISSUER_CONTROL,
    SHARED_ISSUER_LATER_VALUE, SID_CHARACTERS, SID_UNIQUE,
};

/// A rule of IAM's on what it stores.
pub(super) struct Stored(pub(super) &'static RuleMeta);

impl Rule for Stored {
    fn meta(&self) -> &'static RuleMeta {
        self.0
    }

    fn in_policy(&self, case: &PolicyCase<'_>) -> Vec<Finding> {
        let found = case.refusals().iter().filter(|refusal| refusal.rule == self.0.id).map(|refusal| {
            let source = &case.policy.source;
            let whole = refusal.span == case.policy.document.span;
            // A finding about the whole document stands at its beginning.
            let span =
                if whole { Span::new(refusal.span.start, refusal.span.start + 1) } else { refusal.span };
            let mut finding = Finding::new(self.0, refusal.headline.as_str()).at(source, span, "");
            if refusal.certainty == Certainty::Note {
                finding = finding.severity(Severity::Info);
            }
            if let Some(code) = refusal.code {
                let said =
                    refusal.aws_message.as_ref().map(|message| format!(": {message}")).unwrap_or_default();
                finding = finding.note(format!("IAM refuses to store this ({}{said})", code.as_str()));
            }
            let statement = case.statements().find(|(_, statement)| {
                !whole && statement.span.start <= span.start && span.end <= statement.span.end
            });
            if let Some((index, _)) = statement {
                finding = case.about(index, finding);
            }
            finding.help(refusal.help.as_str())
        });
        found.collect()
    }
}
