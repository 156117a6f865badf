//! How far statements and values reach that let in more than was named.
//!
//! [`reaches`] asks, for each Allow statement and each of its values of `sub`, who is let in by it alone, and keeps what lets in more than
//! named branches, tags, environments or workflows.

use std::cell::RefCell;

use can_assume_github::issuer::Issuer;
use can_assume_iam::policy::{Effect, PrincipalKind, Statement};
use can_assume_iam::span::{Span, Spanned};

use super::finding::{Finding, Witness};
use super::meta::RuleMeta;
use super::policy_view::{PolicyView, claim_of, lists_texts, principals_of};
use crate::exposure::{Admitted, AnyJob, Exposure, Identity, Level, admits, admits_other_owner, allows, who};
use crate::question::Policy;

/// How many values of one condition are looked at one by one.
const MOST_VALUES: usize = 64;

/// How far one statement, or one of its values of `sub`, reaches.
#[derive(Debug)]
pub(super) struct Reach {
    /// The statement.
    pub(super) statement: usize,
    /// The value of `sub` that reaches so far; `None` where no single value does.
    pub(super) value: Option<Spanned<String>>,
    /// The place of the condition on `sub`; `None` without one.
    pub(super) condition: Option<Span>,
    /// The issuer.
    pub(super) issuer: Issuer,
    /// The policy with nothing but this statement, this value, and the Deny statements.
    policy: Policy,
    /// Who is let in by it.
    exposure: Exposure,
    /// Tokens of jobs that nobody had in mind, as far as they were asked for.
    jobs: RefCell<Vec<(AnyJob, Option<Witness>)>>,
}

impl Reach {
    /// The worst identity that is let in, if it is of this level.
    pub(super) fn worst(&self, level: Level) -> Option<&Identity> {
        let decided = self.exposure.identities.iter().filter(|identity| identity.witness.is_some());
        decided.min_by_key(|identity| identity.level).filter(|identity| identity.level == level)
    }

    /// Whether it lets in more than named repositories.
    pub(super) fn reaches_beyond_a_repository(&self) -> bool {
        let levels = [Level::Anyone, Level::AnyoneForged, Level::Registrable, Level::Owner];
        levels.into_iter().any(|level| self.worst(level).is_some())
    }

    /// What was not decided of it.
    pub(super) fn undecided(&self) -> Option<&Identity> {
        self.exposure.identities.iter().find(|identity| identity.level == Level::Undetermined)
    }

    /// A token of a kind of job that nobody had in mind, which the whole policy allows.
    pub(super) fn admits(&self, case: &PolicyView<'_>, job: AnyJob) -> Option<Witness> {
        if let Some((_, known)) = self.jobs.borrow().iter().find(|(known, _)| *known == job) {
            return known.clone();
        }
        let admitted = admits(&self.policy, case.role, &self.issuer, case.options, job)
            .filter(|admitted| allows(case.policy, case.role, admitted));
        let witness: Option<Witness> = admitted.map(Into::into);
        self.jobs.borrow_mut().push((job, witness.clone()));
        witness
    }

    /// A token of an owner of another name, which the whole policy allows.
    pub(super) fn admits_other_owner(&self, case: &PolicyView<'_>, owner: &str) -> Option<Witness> {
        let admitted = admits_other_owner(&self.policy, case.role, &self.issuer, case.options, owner)?;
        allows(case.policy, case.role, &admitted).then(|| admitted.into())
    }

    /// A finding that stands at the value, else at the condition on `sub`, else at the principal, and shows the identity's witness.
    ///
    /// `None` where the whole policy does not allow the witness: then nothing is claimed.
    pub(super) fn finding(
        &self,
        case: &PolicyView<'_>,
        rule: &'static RuleMeta,
        identity: &Identity,
        message: impl Into<String>,
        part: (usize, usize),
        label: impl Into<String>,
    ) -> Option<Finding> {
        let admitted = Admitted { claims: identity.witness.clone()?, context: identity.context.clone() };
        if !allows(case.policy, case.role, &admitted) {
            return None;
        }
        let finding = self.place(case, Finding::new(rule, message), part, label).witness(admitted.into());
        Some(
            identity
                .assumes
                .iter()
                .fold(finding, |finding, assumed| finding.note(format!("assumes: {assumed}"))),
        )
    }

    /// The finding at the part of the value, else at the condition on `sub`, else at the principal.
    pub(super) fn place(
        &self,
        case: &PolicyView<'_>,
        finding: Finding,
        part: (usize, usize),
        label: impl Into<String>,
    ) -> Finding {
        let source = &case.policy.source;
        let statement = case.policy.document.statements.get(self.statement);
        let principal = || {
            let value = principals_of(statement?, PrincipalKind::Federated)
                .find(|value| crate::exposure::issuer_of(&value.value).as_ref() == Some(&self.issuer))?;
            Some(value.span)
        };
        let placed = match (&self.value, self.condition) {
            (Some(value), _) => finding.at(source, case.part(value, part.0, part.1), label),
            (None, Some(condition)) => finding.at(source, condition, label),
            (None, None) => finding.at(source, principal().unwrap_or(case.policy.document.span), label),
        };
        case.about(self.statement, placed)
    }
}

/// How far the Allow statements of a policy reach, where that is farther than named branches, tags, environments or workflows.
pub(super) fn reaches(case: &PolicyView<'_>) -> Vec<Reach> {
    let mut found = Vec::new();
    for (index, statement) in case.allows() {
        for inquiry in case.inquiries_of(index) {
            of_statement(case, index, statement, inquiry.issuer(), &mut found);
        }
    }
    found
}

fn of_statement(
    case: &PolicyView<'_>,
    index: usize,
    statement: &Statement,
    issuer: &Issuer,
    found: &mut Vec<Reach>,
) {
    let alone = only(case.policy, index, None);
    let exposure = who(&alone, case.role, case.options);
    if !exposure.identities.iter().any(|identity| identity.level != Level::Scoped) {
        return;
    }
    let subjects: Vec<(usize, &can_assume_iam::policy::Condition)> = statement
        .conditions
        .iter()
        .enumerate()
        .filter(|(_, condition)| claim_of(issuer, &condition.key.value).as_deref() == Some("sub"))
        .collect();
    let whole = |value, condition| Reach {
        statement: index,
        value,
        condition,
        issuer: issuer.clone(),
        policy: alone.clone(),
        exposure: exposure.clone(),
        jobs: RefCell::default(),
    };
    let [(position, condition)] = subjects.as_slice() else {
        found.push(whole(None, subjects.first().map(|(_, condition)| condition.values_span)));
        return;
    };
    let span = Some(condition.values_span);
    if !lists_texts(condition) || condition.values.len() > MOST_VALUES {
        found.push(whole(None, span));
        return;
    }
    if let [value] = condition.values.as_slice() {
        found.push(whole(Some(value.clone()), span));
        return;
    }
    let before = found.len();
    for value in &condition.values {
        let policy = only(case.policy, index, Some((*position, value)));
        let exposure = who(&policy, case.role, case.options);
        if exposure.identities.iter().any(|identity| identity.level != Level::Scoped) {
            found.push(Reach {
                statement: index,
                value: Some(value.clone()),
                condition: span,
                issuer: issuer.clone(),
                policy,
                exposure,
                jobs: RefCell::default(),
            });
        }
    }
    if found.len() == before {
        found.push(whole(None, span));
    }
}

/// The policy with one Allow statement, and the Deny statements; a condition of it may be left with one value.
fn only(policy: &Policy, index: usize, value: Option<(usize, &Spanned<String>)>) -> Policy {
    let mut alone = policy.clone();
    if let (Some((position, value)), Some(statement)) = (value, alone.document.statements.get_mut(index))
        && let Some(condition) = statement.conditions.get_mut(position)
    {
        condition.values = vec![value.clone()];
    }
    let mut at = 0;
    alone.document.statements.retain(|statement| {
        at += 1;
        at == index + 1 || statement.effect.value == Effect::Deny
    });
    alone
}
