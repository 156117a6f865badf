//! One condition: presence, cardinality and set qualifiers around the comparison.

use crate::compile::{CompiledCondition, Operand};
use crate::context::{ContextValue, Lookup, MissingReason, RequestContext};
use crate::policy::{Condition, Effect, OperatorKind, SetQualifier};
use crate::trace::{ConditionTrace, Mismatch, Presented, Truth, ValueTrace};

/// Whether a condition holds, and when it does not, why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Outcome {
    pub(super) truth: Truth,
    pub(super) mismatch: Option<Mismatch>,
}

impl Outcome {
    /// A decided outcome; `mismatch` is why, when it does not hold.
    pub(super) fn of(holds: bool, mismatch: Mismatch) -> Self {
        Self { truth: holds.into(), mismatch: (!holds).then_some(mismatch) }
    }

    /// The outcome that an unknown key leaves open.
    pub(super) fn unknown() -> Self {
        Self { truth: Truth::Unknown, mismatch: Some(Mismatch::KeyUnknown) }
    }
}

impl CompiledCondition {
    /// Whether the condition holds when its key is as `lookup` says.
    ///
    /// * A missing key satisfies a negated operator, `…IfExists` and `ForAllValues`, and fails everything else. What it does to
    ///   `ForAnyValue…IfExists` is not settled: no document says and no observation is on record. It is taken to fail in an Allow and
    ///   left open in a Deny, so that neither becomes a wrong yes.
    /// * A scalar operator fails on a multivalued key, negated or `IfExists` or with a single value (observed).
    /// * An empty list of policy values matches nothing, negated or not.
    ///
    /// Sources: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html>,
    /// <https://github.com/radkawar/stackd/blob/9dc356f5e5cc49d2d334178a09c1398dd1c62617/testdata/aws/iam/condition_sets.json>
    pub(super) fn test(&self, lookup: &Lookup<'_>, context: &RequestContext, effect: Effect) -> Outcome {
        match lookup {
            Lookup::Present(value) => self.test_present(value, context, effect),
            Lookup::Missing(reason) => self.test_missing(*reason, effect),
            Lookup::Unknown(_) => {
                let missing = self.test_missing(MissingReason::NotInThisRequest, effect);
                match self.whatever_is_present() {
                    Some(holds) if Truth::from(holds) == missing.truth => missing,
                    _ => Outcome::unknown(),
                }
            }
        }
    }

    fn test_missing(&self, reason: MissingReason, effect: Effect) -> Outcome {
        let missing = match reason {
            MissingReason::NotInThisRequest => Mismatch::KeyMissing,
            MissingReason::NeverPopulated => Mismatch::KeyNeverPopulated,
        };
        let operator = self.operator;
        if operator.kind == OperatorKind::Null {
            return self.test_null(true, missing);
        }
        match operator.qualifier {
            Some(SetQualifier::ForAllValues) => Outcome::of(true, missing),
            Some(SetQualifier::ForAnyValue) if self.operands.is_empty() => {
                Outcome::of(false, Mismatch::NoValues)
            }
            Some(SetQualifier::ForAnyValue) if operator.if_exists => {
                let truth =
                    if self.is_unsettled_when_missing(effect) { Truth::Unknown } else { Truth::False };
                Outcome { truth, mismatch: Some(Mismatch::RuleUnsettled) }
            }
            Some(SetQualifier::ForAnyValue) => Outcome::of(false, missing),
            None if self.operands.is_empty() => Outcome::of(operator.if_exists, Mismatch::NoValues),
            None => Outcome::of(operator.if_exists || operator.kind.is_negated(), missing),
        }
    }

    fn test_present(&self, value: &ContextValue, context: &RequestContext, effect: Effect) -> Outcome {
        if self.operator.kind == OperatorKind::Null {
            return self.test_null(false, Mismatch::KeyPresent);
        }
        if self.operands.is_empty() {
            let vacuous =
                self.operator.qualifier == Some(SetQualifier::ForAllValues) && value.values().is_empty();
            return Outcome::of(vacuous, Mismatch::NoValues);
        }
        match (self.operator.qualifier, value) {
            (None, ContextValue::Multi(_)) => Outcome::of(false, Mismatch::ScalarOnMultivalued),
            (None, ContextValue::Single(text)) => self.compare(text, context, effect),
            (Some(SetQualifier::ForAllValues), value) => {
                let mut all = Outcome::of(true, Mismatch::ValueMismatch);
                for text in value.values() {
                    let outcome = self.compare(text, context, effect);
                    match outcome.truth {
                        Truth::False => return outcome,
                        Truth::Unknown => all = outcome,
                        Truth::True => {}
                    }
                }
                all
            }
            (Some(SetQualifier::ForAnyValue), value) => {
                let mut any = Outcome::of(false, Mismatch::ValueMismatch);
                for text in value.values() {
                    let outcome = self.compare(text, context, effect);
                    match outcome.truth {
                        Truth::True => return outcome,
                        Truth::Unknown => any = outcome,
                        Truth::False if any.truth == Truth::False => any = outcome,
                        Truth::False => {}
                    }
                }
                any
            }
        }
    }

    /// Whether a missing key leaves the condition open: `ForAnyValue…IfExists` in a Deny.
    pub(super) fn is_unsettled_when_missing(&self, effect: Effect) -> bool {
        let operator = self.operator;
        effect == Effect::Deny
            && operator.qualifier == Some(SetQualifier::ForAnyValue)
            && operator.if_exists
            && !self.operands.is_empty()
    }

    /// `Null`: some value says whether the key is missing. Source:
    /// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_Null>
    fn test_null(&self, is_missing: bool, mismatch: Mismatch) -> Outcome {
        if self.operands.is_empty() {
            return Outcome::of(false, Mismatch::NoValues);
        }
        Outcome::of(self.operands.contains(&Operand::Flag(is_missing)), mismatch)
    }

    /// What the condition gives for every value that the key could have, when that is always the same.
    pub(super) fn whatever_is_present(&self) -> Option<bool> {
        let operator = self.operator;
        if operator.kind == OperatorKind::Null {
            return Some(self.operands.contains(&Operand::Flag(false)));
        }
        let empty = self.operands.is_empty();
        if operator.qualifier.is_none() && (empty || self.multivalued) {
            return Some(false);
        }
        let universal =
            self.operands.iter().any(|operand| matches!(operand, Operand::Glob(glob) if glob.is_universal()));
        let each = match (empty, universal) {
            (true, _) => false,
            (false, true) => !operator.kind.is_negated(),
            (false, false) => return None,
        };
        let of_none = operator.qualifier == Some(SetQualifier::ForAllValues);
        (!self.multivalued || each == of_none).then_some(each)
    }

    /// The evaluation of the condition, with what each of its values says.
    pub(super) fn trace(
        &self,
        written: &Condition,
        context: &RequestContext,
        effect: Effect,
    ) -> ConditionTrace {
        let lookup = context.lookup_hashed(&self.key);
        let outcome = self.test(&lookup, context, effect);
        let values = written
            .values
            .iter()
            .zip(&self.operands)
            .enumerate()
            .map(|(index, (value, operand))| ValueTrace {
                text: value.value.clone(),
                span: value.span,
                resolved: match operand {
                    Operand::Template(template) => template.resolved_text(context),
                    _ => None,
                },
                matched: self.value_matched(index, operand, &lookup, context),
            })
            .collect();
        ConditionTrace {
            operator: self.operator,
            operator_span: written.operator.span,
            key: written.key.value.clone(),
            key_span: written.key.span,
            values,
            values_span: written.values_span,
            presented: match lookup {
                Lookup::Present(ContextValue::Single(value)) => Presented::Single(value.clone()),
                Lookup::Present(ContextValue::Multi(values)) => Presented::Multi(values.clone()),
                Lookup::Missing(reason) => Presented::Missing(reason),
                Lookup::Unknown(reason) => Presented::Unknown(reason.into_owned()),
            },
            result: outcome.truth,
            mismatch: outcome.mismatch,
        }
    }

    fn value_matched(
        &self,
        index: usize,
        operand: &Operand,
        lookup: &Lookup<'_>,
        context: &RequestContext,
    ) -> Truth {
        match (self.operator.kind, lookup) {
            (_, Lookup::Unknown(_)) => Truth::Unknown,
            (OperatorKind::Null, _) => {
                (*operand == Operand::Flag(matches!(lookup, Lookup::Missing(_)))).into()
            }
            (_, Lookup::Missing(_)) => Truth::False,
            (_, Lookup::Present(value)) => value
                .values()
                .iter()
                .map(|text| self.matches_value(index, text, context))
                .fold(Truth::False, Truth::or),
        }
    }
}
