//! A policy with all that is known around it, and what single statements were asked.

use std::cell::OnceCell;

use can_assume_github::issuer::Issuer;
use can_assume_iam::policy::{
    ActionElement, Condition, Effect, OperatorFamily, PolicyWarning, Principal, PrincipalElement,
    PrincipalEntry, PrincipalKind, Statement,
};
use can_assume_iam::span::{Span, Spanned};
use can_assume_iam::write_time::{self, Refusal};

use super::finding::Finding;
use crate::exposure::{Inquiry, Options, issuer_of, unmet};
use crate::question::{Policy, Role};

/// A policy with all that is known around it.
pub struct PolicyView<'a> {
    /// The role, as far as the file names it.
    pub role: &'a Role,
    /// Its trust policy.
    pub policy: &'a Policy,
    /// What is odd about its text.
    pub warnings: &'a [PolicyWarning],
    /// What is known of a repository, whose repositories are one's own, and what a proof may cost.
    pub options: &'a Options,
    refusals: OnceCell<Vec<Refusal>>,
    inquiries: OnceCell<Vec<Inquiry<'a>>>,
    dead: OnceCell<Vec<Option<String>>>,
}

impl<'a> PolicyView<'a> {
    /// Nothing is proved yet.
    pub(super) fn new(
        role: &'a Role,
        policy: &'a Policy,
        warnings: &'a [PolicyWarning],
        options: &'a Options,
    ) -> Self {
        Self {
            role,
            policy,
            warnings,
            options,
            refusals: OnceCell::new(),
            inquiries: OnceCell::new(),
            dead: OnceCell::new(),
        }
    }

    /// The statements with their positions.
    pub(super) fn statements(&self) -> impl Iterator<Item = (usize, &'a Statement)> {
        self.policy.document.statements.iter().enumerate()
    }

    /// The Allow statements with their positions.
    pub(super) fn allows(&self) -> impl Iterator<Item = (usize, &'a Statement)> {
        self.statements().filter(|(_, statement)| statement.effect.value == Effect::Allow)
    }

    /// What `find` has to say of each condition of these statements, each finding about its statement.
    pub(super) fn of_conditions(
        &self,
        statements: impl Iterator<Item = (usize, &'a Statement)>,
        find: impl Fn(usize, &'a Statement, &'a Condition) -> Option<Finding>,
    ) -> Vec<Finding> {
        let conditions = statements.flat_map(|(index, statement)| {
            statement.conditions.iter().map(move |condition| (index, statement, condition))
        });
        let found = conditions.filter_map(|(index, statement, condition)| {
            Some(self.about(index, find(index, statement, condition)?))
        });
        found.collect()
    }

    /// What IAM would refuse to store of the policy.
    pub(super) fn refusals(&self) -> &[Refusal] {
        let policy = self.policy;
        self.refusals.get_or_init(|| write_time::check(&policy.document, &policy.source.text))
    }

    /// The issuers of GitHub that the policy trusts, in order of mention, each ready to be asked about.
    pub(super) fn inquiries(&self) -> &[Inquiry<'a>] {
        self.inquiries.get_or_init(|| {
            let mut issuers: Vec<Issuer> = Vec::new();
            for (_, statement) in self.statements() {
                for issuer in github_issuers(statement) {
                    if !issuers.contains(&issuer) {
                        issuers.push(issuer);
                    }
                }
            }
            let budget = &self.options.budget;
            issuers.iter().map(|issuer| Inquiry::new(self.policy, self.role, issuer, budget)).collect()
        })
    }

    /// The issuers for whose tokens a statement speaks.
    pub(super) fn inquiries_of(&self, index: usize) -> impl Iterator<Item = &Inquiry<'a>> {
        self.inquiries().iter().filter(move |inquiry| inquiry.applies(index))
    }

    /// Why no token of GitHub meets the conditions of an Allow statement that speaks of them; `None` where one does, the statement
    /// does not speak of them, or it was not decided.
    pub(super) fn dead(&self, index: usize) -> Option<&str> {
        let dead = self.dead.get_or_init(|| {
            self.statements()
                .map(|(index, statement)| {
                    let mut why = None;
                    for inquiry in self.inquiries_of(index) {
                        why = Some(unmet(inquiry, index, statement).ok()??);
                    }
                    why.filter(|_| statement.effect.value == Effect::Allow)
                })
                .collect()
        });
        dead.get(index)?.as_deref()
    }

    /// A finding about a statement.
    pub(super) fn about(&self, index: usize, finding: Finding) -> Finding {
        let statement = self.policy.document.statements.get(index);
        let sid = statement.and_then(|statement| statement.sid.as_ref()).map(|sid| sid.value.clone());
        Finding { statement: Some((index, sid.filter(|sid| !sid.is_empty()))), ..finding }
    }

    /// The place of a part of a value, in bytes of the string.
    pub(super) fn part(&self, value: &Spanned<String>, from: usize, to: usize) -> Span {
        crate::explain::part(&self.policy.source.text, value.span, from, to)
    }

    /// The place of a whole value, without its quotation marks.
    pub(super) fn whole(&self, value: &Spanned<String>) -> Span {
        self.part(value, 0, value.value.len())
    }
}

impl std::fmt::Debug for PolicyView<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PolicyView").field("source", &self.policy.source.name).finish_non_exhaustive()
    }
}

/// The types of principals that a statement names, with their values; none for `NotPrincipal` and `*`.
pub(super) fn principals(statement: &Statement) -> &[PrincipalEntry] {
    match statement.principal.as_ref().map(|principal| &principal.value) {
        Some(PrincipalElement::Principal(Principal::Entries(entries))) => entries,
        _ => &[],
    }
}

/// The principals of one type that a statement names.
pub(super) fn principals_of(
    statement: &Statement,
    kind: PrincipalKind,
) -> impl Iterator<Item = &Spanned<String>> {
    principals(statement).iter().filter(move |entry| entry.kind.value == kind).flat_map(|entry| &entry.values)
}

/// The issuers of GitHub that a statement names.
pub(super) fn github_issuers(statement: &Statement) -> impl Iterator<Item = Issuer> {
    let federated = principals_of(statement, PrincipalKind::Federated);
    federated.filter_map(|value| issuer_of(&value.value)).filter(Issuer::is_github)
}

/// Whether a statement speaks of this action.
pub(super) fn covers_action(statement: &Statement, action: &str) -> bool {
    use can_assume_iam::glob::Glob;
    let matches = |patterns: &[Spanned<String>]| {
        patterns.iter().any(|pattern| Glob::ignoring_ascii_case(&pattern.value).matches(action))
    };
    match &statement.action.value {
        ActionElement::Action(patterns) => matches(patterns),
        ActionElement::NotAction(patterns) => !matches(patterns),
    }
}

/// The claim that a condition on a key of `issuer` tests, in lower case; `None` for any other key.
pub(super) fn claim_of(issuer: &Issuer, key: &str) -> Option<String> {
    let lower = key.to_ascii_lowercase();
    let prefix = issuer.key_prefix().to_ascii_lowercase();
    Some(lower.strip_prefix(&prefix)?.strip_prefix(':')?.to_owned())
}

/// Whether a condition lists what a text has to be: a positive operator on text that fails without the key.
pub(super) fn lists_texts(condition: &Condition) -> bool {
    let operator = condition.operator.value;
    operator.kind.family() == OperatorFamily::String && !operator.kind.is_negated() && !operator.if_exists
}
