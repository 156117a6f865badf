//! The causes of a denial, in the order in which fixing them matters.

use can_assume_iam::trace::{Decision, Truth};

use super::failing::{self, Failing};
use super::labels;
use super::nearest::compared;
use crate::cause::comparison::Known;
use crate::cause::{Case, Finding, REGISTRY};
use crate::diagnostic::{Diagnostic, Help, Level};
use crate::failure::Stage;
use crate::question::Question;
use crate::sts;
use crate::verdict::{Evaluated, Verdict};

/// A cause that was found, with the element it explains.
pub(super) struct Diagnosis {
    pub(super) id: &'static str,
    pub(super) rank: usize,
    pub(super) finding: Finding,
    pub(super) failing: Option<Failing>,
    pub(super) diagnostic: Diagnostic,
}

/// The causes of the denial `verdict`, whose elements at fault are `failing`; at least one.
///
/// The first one explains what STS refused; after it come those that the request would meet once that is mended.
pub(super) fn all(
    question: &Question,
    verdict: &Verdict,
    failing: &[Failing],
    known: &Known<'_>,
) -> Vec<Diagnosis> {
    let mut found = of_verdict(question, verdict, failing, known);
    found.extend(after_provider(question, verdict, known));
    found
}

/// The diagnoses without those that say again, of another element, what one before them says.
pub(super) fn distinct(mut found: Vec<Diagnosis>) -> Vec<Diagnosis> {
    let mut seen: Vec<(&str, String)> = Vec::new();
    found.retain(|diagnosis| {
        let key = (diagnosis.id, diagnosis.finding.headline.clone());
        let new = !seen.contains(&key);
        seen.push(key);
        new
    });
    found
}

fn of_verdict(
    question: &Question,
    verdict: &Verdict,
    failing: &[Failing],
    known: &Known<'_>,
) -> Vec<Diagnosis> {
    let reaches_policy = verdict.failure.as_ref().is_none_or(|failure| failure.reaches_policy());
    let nearest = failing.first().and_then(|first| first.statement);
    let mut found: Vec<Diagnosis> = Vec::new();
    if reaches_policy {
        for element in failing.iter().filter(|element| element.statement == nearest) {
            found.extend(of_element(question, verdict, Some(element), known));
        }
        found.extend(companions(question, verdict, nearest, known));
    }
    if found.is_empty() {
        found.extend(of_element(question, verdict, None, known));
    }
    let explained = found.iter().any(|diagnosis| diagnosis.id != "unexplained");
    found.retain(|diagnosis| !explained || diagnosis.id != "unexplained");
    found.sort_by_key(|diagnosis| diagnosis.rank);
    found
}

/// The causes of one element, or of the stage before the policies: the particular ones, else the first general one.
fn of_element(
    question: &Question,
    verdict: &Verdict,
    failing: Option<&Failing>,
    known: &Known<'_>,
) -> Vec<Diagnosis> {
    let blank = Case { question, verdict, failing, claims: known.claims, comparison: None };
    let comparison = blank.condition().and_then(|condition| compared(condition, known));
    let comparison = comparison.map(|comparison| {
        if blank.tests_repository_id() { comparison.of_same_repository() } else { comparison }
    });
    let case = Case { comparison: comparison.as_ref(), ..blank };
    let found = |general: bool| {
        let of_kind = REGISTRY.iter().enumerate().filter(move |(_, cause)| cause.is_general() == general);
        of_kind.filter_map(|(rank, cause)| Some((cause.meta().id, rank, cause.find(&case)?)))
    };
    let mut causes: Vec<_> = found(false).collect();
    if causes.is_empty() {
        causes.extend(found(true).next());
    }
    let diagnosis = |(id, rank, finding): (&'static str, usize, Finding)| Diagnosis {
        diagnostic: diagnostic(&case, id, &finding),
        id,
        rank,
        finding,
        failing: failing.cloned(),
    };
    causes.into_iter().map(diagnosis).collect()
}

/// The actions beside the main one that the nearest statement does not cover either.
fn companions(
    question: &Question,
    verdict: &Verdict,
    nearest: Option<usize>,
    known: &Known<'_>,
) -> Vec<Diagnosis> {
    let main = verdict.deciding().map(|evaluation| evaluation.action.as_str());
    let others = verdict.evaluations.iter().filter(|evaluation| {
        evaluation.policy == Evaluated::TrustPolicy
            && evaluation.decision() == Decision::ImplicitDeny
            && Some(evaluation.action.as_str()) != main
    });
    let mut found = Vec::new();
    for evaluation in others {
        let covered = evaluation
            .trace
            .statements
            .iter()
            .any(|statement| Some(statement.index) == nearest && statement.action.result == Truth::True);
        if covered {
            continue;
        }
        let alone = Verdict { evaluations: vec![evaluation.clone()], ..verdict.clone() };
        for element in failing::failing(&alone, known) {
            if element.statement == nearest && element.mismatch == "action-mismatch" {
                found.extend(of_element(question, &alone, Some(&element), known));
            }
        }
    }
    found
}

/// What the policies would say once the provider is as the token needs it.
fn after_provider(question: &Question, verdict: &Verdict, known: &Known<'_>) -> Vec<Diagnosis> {
    let before = matches!(verdict.stage, Stage::Provider | Stage::Audience) && question.providers.is_some();
    if !before {
        return Vec::new();
    }
    let mended = Question { providers: None, ..question.clone() };
    let then = sts::decide(&mended);
    if !matches!(then.decision, Decision::ExplicitDeny | Decision::ImplicitDeny) {
        return Vec::new();
    }
    let failing = failing::failing(&then, known);
    of_verdict(&mended, &then, &failing, known)
}

/// The diagnostic: headline, labels in the policy and in the identity's text, notes, helps.
fn diagnostic(case: &Case<'_>, id: &'static str, finding: &Finding) -> Diagnostic {
    let mut diagnostic = Diagnostic::new(Level::Error, id, finding.headline.clone());
    diagnostic.labels = labels::of(case, finding);
    let in_words = |text: &String| Help { text: text.clone(), edits: Vec::new() };
    if let Some(failure) = case.stage_failure() {
        diagnostic.notes.extend(failure.notes.iter().cloned());
        diagnostic.helps.extend(failure.help.iter().map(in_words));
    }
    diagnostic.notes.extend(finding.notes.iter().cloned());
    diagnostic.helps.extend(finding.helps.iter().map(in_words));
    diagnostic
}
