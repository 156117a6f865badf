//! The verdict in words: what failed, why, where it stands, and what would help.

mod answer;
mod difference;
mod failing;
mod fixes;
mod identity_text;
mod labels;
mod literal;

pub use answer::{Answer, NamedCause, ProvenFix};
pub use difference::{Difference, difference};
pub use failing::Failing;
pub(crate) use fixes::apply;

use can_assume_github::claims::{Claims, Completeness, complete};
use can_assume_github::issuer::Issuer;
use can_assume_iam::trace::Decision;

use crate::cause::{self, Case, Finding};
use crate::diagnostic::{Diagnostic, Help, Level};
use crate::question::{Identity, Question};
use crate::sts;
use crate::token;
use crate::verdict::Verdict;

/// Decides `question` and explains the verdict.
pub fn answer(question: &Question) -> Answer {
    explain(question, sts::decide(question))
}

/// Explains `verdict`, the verdict on `question`.
pub fn explain(question: &Question, verdict: Verdict) -> Answer {
    let failing = failing::failing(&verdict);
    let denied = matches!(verdict.decision, Decision::ExplicitDeny | Decision::ImplicitDeny);
    let mut diagnoses = if denied { diagnose(question, &verdict, &failing) } else { Vec::new() };
    let fixes = fixes::prove(question, &diagnoses);
    let mut diagnostics: Vec<Diagnostic> = Vec::new();
    for (rank, diagnosis) in diagnoses.iter().enumerate() {
        let mut diagnostic = diagnosis.diagnostic(question, &verdict);
        if rank == 0 {
            diagnostic
                .helps
                .extend(fixes.iter().map(|fix| Help { text: fix.title.clone(), edits: fix.edits.clone() }));
        }
        diagnostics.push(diagnostic);
    }
    diagnostics.extend(question.policy.notices.iter().cloned());
    for policy in &question.resource_control_policies {
        diagnostics.extend(policy.notices.iter().cloned());
    }
    let mut named = diagnoses
        .drain(..)
        .map(|diagnosis| NamedCause { id: diagnosis.id, headline: diagnosis.finding.headline });
    let cause = named.next();
    let other_causes = named.collect();
    Answer { cause, other_causes, failing, fixes, diagnostics, verdict }
}

/// A cause that was found, with the element it explains.
struct Diagnosis {
    id: &'static str,
    rank: usize,
    finding: Finding,
    failing: Option<Failing>,
}

/// The causes of a denial, in the order in which fixing them matters; at least one.
fn diagnose(question: &Question, verdict: &Verdict, failing: &[Failing]) -> Vec<Diagnosis> {
    let claims = claims(question);
    let case = |failing| Case { question, verdict, failing, claims: claims.as_ref() };
    let reaches_policy = verdict.failure.as_ref().is_none_or(|failure| failure.reaches_policy());
    let nearest = failing.first().and_then(|first| first.statement);
    let mut found: Vec<Diagnosis> = Vec::new();
    if reaches_policy {
        for element in failing.iter().filter(|element| element.statement == nearest) {
            found.extend(first_cause(&case(Some(element))));
        }
    }
    if found.is_empty() {
        found.extend(first_cause(&case(None)));
    }
    found.sort_by_key(|diagnosis| diagnosis.rank);
    let mut seen = Vec::new();
    found.retain(|diagnosis| {
        let key = (diagnosis.id, diagnosis.finding.headline.clone());
        let new = !seen.contains(&key);
        seen.push(key);
        new
    });
    found
}

fn first_cause(case: &Case<'_>) -> Option<Diagnosis> {
    cause::REGISTRY.iter().enumerate().find_map(|(rank, cause)| {
        let finding = cause.find(case)?;
        Some(Diagnosis { id: cause.meta().id, rank, finding, failing: case.failing.cloned() })
    })
}

/// The claims of a web identity, completed by what its subject implies.
fn claims(question: &Question) -> Option<Claims> {
    match &question.identity {
        Identity::Token { token, .. } => Some(token::to_claims(&token.claims)),
        Identity::Claims { claims, .. } => {
            let mut completed = claims.clone();
            if completed.get("iss").is_none() {
                completed.set("iss", sts::only_issuer(question));
            }
            let issuer = completed.issuer().unwrap_or_else(Issuer::github);
            for derived in complete(&completed, &issuer, Completeness::Partial).derived {
                completed.set(&derived.claim, derived.value);
            }
            Some(completed)
        }
        Identity::Refused { .. } | Identity::Request { .. } => None,
    }
}

impl Diagnosis {
    /// The diagnostic: headline, labels in the policy and in the identity's text, notes, helps.
    fn diagnostic(&self, question: &Question, verdict: &Verdict) -> Diagnostic {
        let mut diagnostic = Diagnostic::new(Level::Error, self.id, self.finding.headline.clone());
        diagnostic.labels = match &self.failing {
            Some(failing) => labels::of_element(question, verdict, failing, &self.finding),
            None => labels::of_stage(question, verdict),
        };
        if self.failing.is_none()
            && let Some(failure) = &verdict.failure
        {
            diagnostic.notes.extend(failure.notes.iter().cloned());
            diagnostic
                .helps
                .extend(failure.help.iter().map(|text| Help { text: text.clone(), edits: Vec::new() }));
        }
        diagnostic.notes.extend(self.finding.notes.iter().cloned());
        diagnostic
            .helps
            .extend(self.finding.helps.iter().map(|text| Help { text: text.clone(), edits: Vec::new() }));
        diagnostic
    }
}
