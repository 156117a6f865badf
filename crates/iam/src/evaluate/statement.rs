//! One statement: whether it applies to a request.

use crate::compile::CompiledStatement;
use crate::policy::{ActionElement, Principal, PrincipalElement, PrincipalKind, Statement};
use crate::principals::Match;
use crate::span::Spanned;
use crate::trace::{ActionTrace, PrincipalMatch, PrincipalTrace, ResourceTrace, StatementTrace, Truth};

use super::element::PrincipalOutcome;
use super::frame::Frame;

impl CompiledStatement {
    /// Whether the statement applies: all of its elements must hold.
    pub(super) fn applies(&self, frame: &Frame<'_>) -> Truth {
        if !self.actions.test(&frame.request.action).0 {
            return Truth::False;
        }
        let mut all = self.principal.test(frame, self.effect).truth;
        if let Some(resources) = &self.resources {
            all = all.and(resources.test(frame).0);
        }
        for condition in &self.conditions {
            if all == Truth::False {
                break;
            }
            let lookup = frame.context().lookup_hashed(&condition.key);
            all = all.and(condition.test(&lookup, frame.context(), self.effect).truth);
        }
        all
    }

    /// The evaluation of every element, whatever the others give.
    pub(super) fn trace(&self, index: usize, written: &Statement, frame: &Frame<'_>) -> StatementTrace {
        let principal = principal_trace(&self.principal.test(frame, self.effect), written);
        let (covers, matched) = self.actions.test(&frame.request.action);
        let (ActionElement::Action(actions) | ActionElement::NotAction(actions)) = &written.action.value;
        let action = ActionTrace {
            result: covers.into(),
            values: actions.clone(),
            matched,
            span: written.action.span,
        };
        let resource =
            self.resources.as_ref().zip(written.resource.as_ref().or(written.not_resource.as_ref())).map(
                |(resources, element)| {
                    let (result, matched) = resources.test(frame);
                    ResourceTrace { result, values: element.value.clone(), matched, span: element.span }
                },
            );
        let conditions: Vec<_> = self
            .conditions
            .iter()
            .zip(&written.conditions)
            .map(|(condition, written)| condition.trace(written, frame.context(), self.effect))
            .collect();
        let applies = conditions
            .iter()
            .map(|condition| condition.result)
            .chain(resource.as_ref().map(|resource| resource.result))
            .fold(principal.result.and(action.result), Truth::and);
        StatementTrace {
            index,
            sid: written.sid.as_ref().map(|sid| sid.value.clone()),
            effect: self.effect,
            span: written.span,
            principal,
            action,
            resource,
            conditions,
            applies,
        }
    }
}

fn principal_trace(outcome: &PrincipalOutcome, written: &Statement) -> PrincipalTrace {
    let element = written.principal.as_ref();
    let span = element.map(|element| element.span);
    let values: Vec<(PrincipalKind, Spanned<String>)> = match element.map(|element| &element.value) {
        Some(PrincipalElement::Principal(principal) | PrincipalElement::NotPrincipal(principal)) => {
            match principal {
                Principal::Star => Vec::new(),
                Principal::Entries(entries) => entries
                    .iter()
                    .flat_map(|entry| entry.values.iter().map(|value| (entry.kind.value, value.clone())))
                    .collect(),
            }
        }
        None => Vec::new(),
    };
    let matched = (outcome.truth == Truth::True).then(|| {
        let Some((index, matched)) = outcome.matched else { return everyone(written) };
        let value = values.get(index).map_or_else(|| star(written), |(_, value)| value.clone());
        match matched {
            Match::Account => PrincipalMatch::Account(value),
            Match::Anyone => PrincipalMatch::Anyone(value),
            Match::Named | Match::No | Match::Unknown { .. } => PrincipalMatch::Named(value),
        }
    });
    PrincipalTrace { result: outcome.truth, matched, values, span }
}

/// The match of an element that speaks of the caller without naming a value: none, `NotPrincipal`, or the `*` of an RCP.
fn everyone(written: &Statement) -> PrincipalMatch {
    match written.principal.as_ref().map(|element| &element.value) {
        Some(PrincipalElement::Principal(_)) => PrincipalMatch::Anyone(star(written)),
        Some(PrincipalElement::NotPrincipal(_)) | None => PrincipalMatch::NotExcluded,
    }
}

fn star(written: &Statement) -> Spanned<String> {
    let span = written.principal.as_ref().map(|element| element.span).unwrap_or_default();
    Spanned::new("*".to_owned(), span)
}
