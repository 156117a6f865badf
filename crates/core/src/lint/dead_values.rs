//! Values that no token can match, each with the proof.

use can_assume_iam::policy::{Condition, OperatorKind};
use can_assume_iam::span::Spanned;

use super::policy_view::{PolicyView, claim_of, lists_texts};

/// A value that no token of GitHub matches, of a condition on a claim that some token has.
#[derive(Debug, Clone, Copy)]
pub(super) struct DeadValue<'a> {
    /// The statement.
    pub(super) statement: usize,
    /// The claim that is tested.
    pub(super) claim: DeadClaim,
    /// The condition.
    pub(super) condition: &'a Condition,
    /// The value.
    pub(super) value: &'a Spanned<String>,
    /// Whether the condition has no other value that a token matches.
    pub(super) is_all: bool,
}

/// The claim that a dead value is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DeadClaim {
    /// The subject.
    Subject,
    /// Another one.
    Other,
}

/// The values that no token of any issuer of GitHub in the policy matches: proved. What was not decided is not among them.
pub(super) fn dead_values<'a>(case: &PolicyView<'a>) -> Vec<DeadValue<'a>> {
    let mut found: Vec<DeadValue<'a>> = Vec::new();
    for (index, statement) in case.statements() {
        for condition in statement.conditions.iter().filter(|condition| lists_texts(condition)) {
            let mut claim = None;
            let mut asked = 0;
            let mut dead: Vec<bool> = vec![true; condition.values.len()];
            for inquiry in case.inquiries_of(index).filter(|inquiry| inquiry.some_token_has(condition)) {
                asked += 1;
                let name = claim_of(inquiry.issuer(), &condition.key.value);
                let is_subject = name.as_deref() == Some("sub");
                claim = Some(if is_subject { DeadClaim::Subject } else { DeadClaim::Other });
                for (value, dead) in condition.values.iter().zip(&mut dead) {
                    let alone = Condition { values: vec![value.clone()], ..condition.clone() };
                    *dead &= inquiry.never_met(index, &alone) == Ok(true);
                }
            }
            let Some(claim) = claim.filter(|_| asked > 0) else { continue };
            let is_all = dead.iter().all(|dead| *dead);
            let values = condition.values.iter().zip(dead).filter(|(_, dead)| *dead);
            found.extend(values.map(|(value, _)| DeadValue {
                statement: index,
                claim,
                condition,
                value,
                is_all,
            }));
        }
    }
    found
}

impl DeadValue<'_> {
    /// Whether wildcards in it are ordinary characters.
    pub(super) fn has_literal_wildcard(&self) -> bool {
        self.value.value.contains(['*', '?'])
            && matches!(
                self.condition.operator.value.kind,
                OperatorKind::StringEquals | OperatorKind::StringEqualsIgnoreCase
            )
    }

    /// Whether it is a subject with an environment in which a `:` stands.
    pub(super) fn has_raw_colon(&self) -> bool {
        let environment = self.value.value.split_once(":environment:").map(|(_, rest)| rest);
        self.claim == DeadClaim::Subject && environment.is_some_and(|name| name.contains(':'))
    }

    /// What is proved of it.
    pub(super) fn contradiction(&self) -> String {
        let key = self.condition.key.value.rsplit(':').next().unwrap_or_default();
        format!("GitHub issues no token whose `{key}` is matched by `{}`", self.value.value)
    }

    /// What follows for the statement.
    pub(super) fn consequence(&self) -> &'static str {
        if self.is_all {
            "the condition has no other value that matches, so that the statement applies to no token"
        } else {
            "the other values of the condition still match tokens"
        }
    }
}
