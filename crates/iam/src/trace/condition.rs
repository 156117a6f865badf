//! What evaluation did with one condition.

use crate::context::MissingReason;
use crate::policy::ConditionOperator;
use crate::span::Span;

use super::Truth;

/// The evaluation of one operator on one key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConditionTrace {
    /// The operator.
    pub operator: ConditionOperator,
    /// Where the operator stands.
    pub operator_span: Span,
    /// The context key as the policy writes it.
    pub key: String,
    /// Where the key stands.
    pub key_span: Span,
    /// Each value of the policy.
    pub values: Vec<ValueTrace>,
    /// Where the value or the list of values stands.
    pub values_span: Span,
    /// What the request context has for the key.
    pub presented: Presented,
    /// Whether the condition holds.
    pub result: Truth,
    /// Why it does not hold, or what keeps it open; `None` when it holds.
    pub mismatch: Option<Mismatch>,
}

/// One value of a condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValueTrace {
    /// The value as it is written.
    pub text: String,
    /// Where it stands.
    pub span: Span,
    /// The value after policy variables, where it has any; `None` when one of them did not resolve or it has none.
    pub resolved: Option<String>,
    /// Whether it matches some presented value, before negation.
    pub matched: Truth,
}

/// What the request context has for a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Presented {
    /// One value of a single-valued key.
    Single(String),
    /// The values of a multivalued key.
    Multi(Vec<String>),
    /// The key is not in the request context.
    Missing(MissingReason),
    /// It is not known; the text says why.
    Unknown(String),
}

/// Why a condition does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mismatch {
    /// No value of the policy matches what is presented.
    ValueMismatch,
    /// The operator is negated and a value of the policy matches what is presented.
    ValueExcluded,
    /// The key is not in this request's context.
    KeyMissing,
    /// AWS never populates the key for a request of this kind.
    KeyNeverPopulated,
    /// The key is present where `Null` demands that it be absent.
    KeyPresent,
    /// A scalar operator never matches a multivalued key.
    ScalarOnMultivalued,
    /// The presented value is not of the operator's type.
    PresentedMalformed,
    /// No value of the policy is of the operator's type.
    PolicyValueMalformed,
    /// A policy variable did not resolve, so that its value matches nothing.
    VariableUnresolved,
    /// The list of values is empty.
    NoValues,
    /// The key's value is not known.
    KeyUnknown,
    /// The rule that would decide is not settled; evidence conflicts.
    RuleUnsettled,
}

impl Mismatch {
    /// The kebab-case name, as it stands in every output.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ValueMismatch => "value-mismatch",
            Self::ValueExcluded => "value-excluded",
            Self::KeyMissing => "key-missing",
            Self::KeyNeverPopulated => "key-never-populated",
            Self::KeyPresent => "key-present",
            Self::ScalarOnMultivalued => "scalar-on-multivalued",
            Self::PresentedMalformed => "presented-malformed",
            Self::PolicyValueMalformed => "policy-value-malformed",
            Self::VariableUnresolved => "variable-unresolved",
            Self::NoValues => "no-values",
            Self::KeyUnknown => "key-unknown",
            Self::RuleUnsettled => "rule-unsettled",
        }
    }
}
