//! What a fix lets in beside the request it is for.
//!
//! An edit that adds nothing but the subject of the request gains nothing else. Of any other, what it gains is listed, and
//! from the list is taken what it would gain if it let in nothing but that subject. A subject that other repositories can
//! have too is not the request's own: pull requests share one, and a template without the repository gives one that is no
//! repository's. What would let in any account is not offered (`narrow`).

use std::borrow::Cow;
use std::cmp::Reverse;

use can_assume_github::issuer::Issuer;
use can_assume_github::subject::{Context, RepositorySegment, Subject};
use can_assume_iam::context::Lookup;
use can_assume_iam::policy::{self, Condition, Effect, OperatorKind, PolicyKind};
use can_assume_iam::span::Span;
use serde_json::json;

use super::{Answer, ProvenFix, narrow};
use crate::cause::issuer_of_principal;
use crate::diagnostic::Edit;
use crate::exposure::{self, Budget, Level, OtherPrincipal, Side};
use crate::question::{Identity, Policy, Question};
use crate::sts;

/// What the solver may do for one fix, in automaton states: some hundredths of a second.
const BUDGET: usize = 4_000;
/// How many fixes are looked into; those of a large workflow are many.
const MOST_FIXES: usize = 32;
/// How many phrases are kept of one fix.
const MOST_PHRASES: usize = 5;

/// What fixes let in, each worked out once.
#[derive(Debug, Default)]
pub(crate) struct Gains {
    known: Vec<(Key, Gain)>,
}

#[derive(Debug, PartialEq, Eq)]
struct Key {
    policy: std::sync::Arc<str>,
    edits: Vec<Edit>,
    request: Request,
}

/// Who the fix is for.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Request {
    /// The principal; empty where it is not known.
    principal: String,
    /// Its subjects: one, or the forms that it can have.
    subjects: Vec<String>,
}

/// What one fix lets in.
#[derive(Debug, Clone)]
struct Gain {
    phrases: Vec<String>,
    /// The worst of it; [`Level::Nobody`] where nothing is gained.
    level: Level,
}

impl Gains {
    /// Says of every fix of `answer`, the answer to `question`, what else it lets in beside the subject of the request and
    /// the `other` forms that it can have, and puts the one that lets in least first.
    pub(crate) fn fill(&mut self, question: &Question, answer: &mut Answer, other: &[String]) {
        if answer.fixes.is_empty() {
            return;
        }
        let request = Request::new(question, other);
        let mut gained: Vec<(Gain, ProvenFix)> = Vec::new();
        for fix in std::mem::take(&mut answer.fixes).into_iter().filter(|fix| fix.gains.is_empty()) {
            let gain = self.of(question, &fix.edits, &request);
            if gain.level > Level::Registrable {
                gained.push((gain, fix));
                continue;
            }
            let narrower = narrow::to_subject(question, &answer.failing, &fix, &request.subjects)
                .map(|narrower| (self.of(question, &narrower.edits, &request), narrower))
                .filter(|(gain, _)| gain.level > Level::Registrable);
            narrow::offer(&mut answer.diagnostics, &fix, narrower.as_ref().map(|(_, narrower)| narrower));
            gained.extend(narrower);
        }
        // What was not worked out may be anything.
        gained.sort_by_key(|(gain, _)| (gain.level == Level::Undetermined, Reverse(gain.level)));
        let fixes: Vec<ProvenFix> =
            gained.into_iter().map(|(gain, fix)| ProvenFix { gains: gain.phrases, ..fix }).collect();
        let place = |edits: &[Edit]| fixes.iter().position(|fix| fix.edits == edits);
        for diagnostic in &mut answer.diagnostics {
            for help in &mut diagnostic.helps {
                if let Some(fix) = place(&help.edits).and_then(|at| fixes.get(at)) {
                    help.text = fix.described();
                }
            }
            diagnostic.helps.sort_by_key(|help| place(&help.edits).unwrap_or(fixes.len()));
        }
        answer.fixes = fixes;
    }

    fn of(&mut self, question: &Question, edits: &[Edit], request: &Request) -> Gain {
        let key = Key {
            policy: question.policy.source.text.clone(),
            edits: edits.to_vec(),
            request: request.clone(),
        };
        if let Some((_, gain)) = self.known.iter().find(|(known, _)| *known == key) {
            return gain.clone();
        }
        if self.known.len() == MOST_FIXES {
            return undetermined("too many fixes to look into");
        }
        let gain = match question.policy.edited(edits) {
            Some(after) => gained(question, &after, request),
            None => undetermined("the edited policy cannot be read"),
        };
        self.known.push((key, gain.clone()));
        gain
    }
}

fn undetermined(why: &str) -> Gain {
    Gain { phrases: vec![format!("what is undetermined: {why}")], level: Level::Undetermined }
}

fn gained(question: &Question, after: &Policy, request: &Request) -> Gain {
    let issuer = issuer_of_principal(&request.principal);
    if issuer.is_some_and(|issuer| {
        request.subjects.iter().all(|subject| is_one_repository_s(subject, &issuer))
            && adds_only(&question.policy, after, &issuer, &request.subjects)
    }) {
        return request.shared();
    }
    let options = exposure::Options { budget: Budget::new(BUDGET), ..exposure::Options::default() };
    let role = &question.role;
    let before = Side { policy: &question.policy, role };
    let over = |after: &Policy| exposure::diff(before, Side { policy: after, role }, &options);
    let found = over(after);
    let part = request.part_of(after).map(|part| over(&part).gained).unwrap_or_default();
    let own: Vec<String> = part.into_iter().map(|identity| identity.description).collect();
    let mut phrases: Vec<String> = Vec::new();
    let mut level = Level::Nobody;
    for identity in found.gained.iter().filter(|identity| !own.contains(&identity.description)) {
        let phrase = if identity.level == Level::Undetermined {
            format!("what is undetermined: {}", identity.assumes.join("; "))
        } else {
            identity.description.clone()
        };
        level = level.min(identity.level);
        if !phrases.contains(&phrase) {
            phrases.push(phrase);
        }
    }
    for other in found.gained_principals.iter().filter(|other| !request.is_all_of(other, after)) {
        let phrase = format!("{} under its new conditions", other.description);
        level = level.min(Level::Scoped);
        if !phrases.contains(&phrase) {
            phrases.push(phrase);
        }
    }
    if phrases.len() > MOST_PHRASES {
        let more = phrases.len() - MOST_PHRASES;
        phrases.truncate(MOST_PHRASES);
        phrases.push(format!("{more} more"));
    }
    Gain { phrases, level }
}

/// Whether every statement is as it was, asks for these subjects and no other, or has them as further values.
fn adds_only(before: &Policy, after: &Policy, issuer: &Issuer, subjects: &[String]) -> bool {
    let is_request =
        |value: &str| !value.contains(['*', '?']) && subjects.iter().any(|subject| subject == value);
    let (old, new) = (&before.document.statements, &after.document.statements);
    old.len() == new.len()
        && old.iter().zip(new).all(|(old, new)| {
            let written = |policy: &Policy, span: Span| span.text(&policy.source.text).to_owned();
            let same = |one: Span, other: Span| written(before, one) == written(after, other);
            if same(old.span, new.span) {
                return true;
            }
            if new.effect.value != Effect::Allow || old.effect.value != Effect::Allow {
                return false;
            }
            if new.conditions.iter().any(|condition| is_list(condition, issuer, is_request)) {
                return true;
            }
            let rest = same(old.action.span, new.action.span)
                && old.principal.as_ref().map(|one| written(before, one.span))
                    == new.principal.as_ref().map(|one| written(after, one.span))
                && old.conditions.len() == new.conditions.len();
            rest && old.conditions.iter().zip(&new.conditions).all(|(old, new)| {
                let known =
                    |value: &str| is_request(value) || old.values.iter().any(|known| known.value == value);
                let texts = |condition: &Condition| -> Vec<String> {
                    condition.values.iter().map(|value| value.value.clone()).collect()
                };
                old.operator.value == new.operator.value
                    && old.key.value == new.key.value
                    && (texts(old) == texts(new) || is_list(new, issuer, known))
            })
        })
}

/// Whether every pull request sends this subject.
fn is_shared(subject: &str) -> bool {
    Subject::parse(subject).context() == Some(&Context::PullRequest)
}

/// Whether only one repository can have this subject; what other issuers write is taken for one identity's.
fn is_one_repository_s(subject: &str, issuer: &Issuer) -> bool {
    match Subject::parse(subject) {
        Subject::Template(template) => !issuer.is_github() || template.names_its_repository(),
        Subject::Default(_) | Subject::Other(_) => true,
    }
}

/// Whether the condition asks for a subject of a list, each of which passes.
fn is_list(condition: &Condition, issuer: &Issuer, passes: impl Fn(&str) -> bool) -> bool {
    let operator = &condition.operator.value;
    condition.key.value.eq_ignore_ascii_case(&issuer.key("sub"))
        && matches!(operator.kind, OperatorKind::StringEquals | OperatorKind::StringLike)
        && operator.qualifier.is_none()
        && !operator.if_exists
        && condition.values.iter().all(|value| passes(&value.value) && !value.value.contains("${"))
}

impl Request {
    fn new(question: &Question, other: &[String]) -> Self {
        let verdict = sts::decide(question);
        let principal = verdict.deciding().map(|one| one.principal.clone()).unwrap_or_default();
        let subject = match &question.identity {
            Identity::Token { token, .. } => {
                crate::token::to_claims(&token.claims).sub().map(Cow::into_owned)
            }
            Identity::Claims { claims, .. } => claims.sub().map(Cow::into_owned),
            Identity::Request { request, .. } => {
                let key = issuer_of_principal(&principal).map(|issuer| issuer.key("sub")).unwrap_or_default();
                match request.context.lookup(&key) {
                    Lookup::Present(value) => value.values().first().cloned(),
                    _ => None,
                }
            }
            Identity::Refused { .. } => None,
        };
        let mut subjects: Vec<String> = subject.into_iter().collect();
        for form in other {
            if !subjects.contains(form) {
                subjects.push(form.clone());
            }
        }
        Self { principal, subjects }
    }

    /// Whether the principal is let in with nothing but these subjects.
    fn is_all_of(&self, other: &OtherPrincipal, after: &Policy) -> bool {
        let Some(issuer) = issuer_of_principal(&self.principal) else {
            return other.principal == self.principal;
        };
        let Some(statement) = after.document.statements.get(other.statement) else { return false };
        let is_request =
            |value: &str| !value.contains(['*', '?']) && self.subjects.iter().any(|subject| subject == value);
        other.principal == self.principal
            && statement.conditions.iter().any(|condition| is_list(condition, &issuer, is_request))
    }

    /// What `policy` lets in of these subjects alone; `None` where they cannot be written.
    fn part_of(&self, policy: &Policy) -> Option<Policy> {
        let mut part = policy.clone();
        let test = self.test()?;
        for statement in &mut part.document.statements {
            if statement.effect.value == Effect::Allow {
                statement.conditions.push(test.clone());
            }
        }
        Some(part)
    }

    /// Who else sends these subjects and no other: pull requests have one for all of them.
    ///
    /// Source: <https://docs.github.com/en/actions/reference/security/oidc>
    fn shared(&self) -> Gain {
        let mut phrases: Vec<String> = Vec::new();
        for subject in self.subjects.iter().filter(|subject| is_shared(subject)) {
            let parsed = Subject::parse(subject);
            let name = parsed.repository().map(RepositorySegment::full_name).unwrap_or_default();
            let phrase =
                format!("every pull request of `{name}`, with `pull_request_target` those of forks too");
            if !phrases.contains(&phrase) {
                phrases.push(phrase);
            }
        }
        let level = if phrases.is_empty() { Level::Nobody } else { Level::Repository };
        Gain { phrases, level }
    }

    /// The condition that asks for the subjects that nobody else sends; none where they cannot be written.
    fn test(&self) -> Option<Condition> {
        let issuer = issuer_of_principal(&self.principal)?;
        let is_own = |subject: &&String| !is_shared(subject) && is_one_repository_s(subject, &issuer);
        let own: Vec<&String> = self.subjects.iter().filter(is_own).collect();
        if own.is_empty() || own.iter().any(|subject| subject.contains("${")) {
            return None;
        }
        let text = json!({"Statement": {
            "Effect": "Allow",
            "Principal": "*",
            "Action": "sts:AssumeRoleWithWebIdentity",
            "Condition": {"StringEquals": {issuer.key("sub"): own}},
        }});
        let document = policy::parse(&text.to_string(), PolicyKind::Trust).ok()?.document;
        document.statements.into_iter().next()?.conditions.into_iter().next()
    }
}
