//! The verdict in words: what failed, why, where it stands, and what would help.

mod answer;
mod diagnose;
mod difference;
mod failing;
mod fixes;
mod gains;
mod identity_text;
mod labels;
mod literal;
mod narrow;
mod nearest;

pub use answer::{Answer, NamedCause, ProvenFix};
pub use difference::{Difference, difference};
pub use failing::Failing;
pub(crate) use gains::Gains;
pub(crate) use literal::part;

use can_assume_github::claims::{Claims, Completeness, complete};
use can_assume_github::issuer::Issuer;
use can_assume_iam::trace::Decision;

use crate::cause;
use crate::cause::comparison::Known;
use crate::diagnostic::{Diagnostic, Help};
use crate::question::{Identity, Question};
use crate::sts;
use crate::token;
use crate::verdict::Verdict;

/// Decides `question` and explains the verdict.
pub fn answer(question: &Question) -> Answer {
    let mut answer = explain(question, sts::decide(question));
    Gains::default().fill(question, &mut answer, &[]);
    answer
}

/// Explains `verdict`, the verdict on `question`; what the fixes let in beside the request is left open.
pub fn explain(question: &Question, verdict: Verdict) -> Answer {
    let claims = claims(question);
    let issuer = match &claims {
        Some(claims) => claims.issuer(),
        None => verdict.deciding().and_then(|evaluation| cause::issuer_of_principal(&evaluation.principal)),
    };
    let known = Known { issuer: issuer.as_ref(), claims: claims.as_ref() };
    let failing = failing::failing(&verdict, &known);
    let denied = matches!(verdict.decision, Decision::ExplicitDeny | Decision::ImplicitDeny);
    let mut diagnoses = if denied { diagnose::all(question, &verdict, &failing, &known) } else { Vec::new() };
    let fixes::Repair { fixes: proven, hidden } = fixes::prove(question, &diagnoses, &known);
    diagnoses.extend(hidden);
    let helps: Vec<Help> = proven.iter().map(|fix| help_of(question, fix)).collect();
    let fixes = if question.policy.embedded { Vec::new() } else { proven };
    let mut named = Vec::new();
    let mut diagnostics: Vec<Diagnostic> = Vec::new();
    for diagnosis in diagnose::distinct(diagnoses) {
        named.push(NamedCause { id: diagnosis.id, headline: diagnosis.finding.headline });
        diagnostics.push(diagnosis.diagnostic);
    }
    if let Some(primary) = diagnostics.first_mut() {
        primary.helps.splice(0..0, helps);
    }
    diagnostics.extend(question.policy.notices.iter().cloned());
    for policy in &question.resource_control_policies {
        diagnostics.extend(policy.notices.iter().cloned());
    }
    let mut named = named.into_iter();
    let cause = named.next();
    Answer { cause, other_causes: named.collect(), failing, fixes, diagnostics, verdict }
}

/// A fix as a help: with its edits, or in words where the policy stands inside a string of its file.
fn help_of(question: &Question, fix: &ProvenFix) -> Help {
    if question.policy.embedded {
        Help { text: format!("in the decoded policy: {}", fix.title), edits: Vec::new() }
    } else {
        Help { text: fix.title.clone(), edits: fix.edits.clone() }
    }
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
