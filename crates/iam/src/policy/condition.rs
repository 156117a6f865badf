//! Conditions: an operator, a context key, values.

use crate::span::{Span, Spanned};

/// One operator applied to one context key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// The operator as parsed; its span is that of the member's name in the condition block.
    pub operator: Spanned<ConditionOperator>,
    /// The context key as written; keys compare without regard to case.
    pub key: Spanned<String>,
    /// The values; numbers and booleans are kept as the text they were written in.
    pub values: Vec<Spanned<String>>,
    /// Where the value or the list of values stands.
    pub values_span: Span,
}

/// `[ForAllValues:|ForAnyValue:]Operator[IfExists]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ConditionOperator {
    /// The set qualifier, if one is written.
    pub qualifier: Option<SetQualifier>,
    /// The operator proper.
    pub kind: OperatorKind,
    /// Whether it ends in `IfExists`.
    pub if_exists: bool,
}

/// How an operator reads a multivalued context key.
///
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html>
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SetQualifier {
    /// `ForAllValues:`: every value of the request must satisfy; holds when there is none.
    ForAllValues,
    /// `ForAnyValue:`: at least one value of the request must satisfy.
    ForAnyValue,
}

macro_rules! operator_kinds {
    ($($(#[$doc:meta])* $name:ident: $family:ident $negated:literal,)*) => {
        /// The condition operators of IAM.
        ///
        /// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html>
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum OperatorKind { $(#[doc = concat!("`", stringify!($name), "`.")] $name,)* }

        impl OperatorKind {
            /// Every operator, in the order of AWS's page.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The operator as it is written in a policy.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => stringify!($name),)* }
            }

            /// Whether the operator is a negation (`…Not…`), so that its values are joined by NOR.
            pub const fn is_negated(self) -> bool {
                match self { $(Self::$name => $negated,)* }
            }

            /// The family that compares its values.
            pub const fn family(self) -> OperatorFamily {
                match self { $(Self::$name => OperatorFamily::$family,)* }
            }
        }
    };
}

operator_kinds! {
    StringEquals: String false,
    StringNotEquals: String true,
    StringEqualsIgnoreCase: String false,
    StringNotEqualsIgnoreCase: String true,
    StringLike: String false,
    StringNotLike: String true,
    NumericEquals: Numeric false,
    NumericNotEquals: Numeric true,
    NumericLessThan: Numeric false,
    NumericLessThanEquals: Numeric false,
    NumericGreaterThan: Numeric false,
    NumericGreaterThanEquals: Numeric false,
    DateEquals: Date false,
    DateNotEquals: Date true,
    DateLessThan: Date false,
    DateLessThanEquals: Date false,
    DateGreaterThan: Date false,
    DateGreaterThanEquals: Date false,
    Bool: Bool false,
    BinaryEquals: Binary false,
    IpAddress: Ip false,
    NotIpAddress: Ip true,
    ArnEquals: Arn false,
    ArnLike: Arn false,
    ArnNotEquals: Arn true,
    ArnNotLike: Arn true,
    Null: Null false,
}

/// The operators that share one way of comparing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OperatorFamily {
    /// Text.
    String,
    /// Decimal numbers.
    Numeric,
    /// Points in time.
    Date,
    /// `true` and everything else.
    Bool,
    /// Base64-encoded bytes.
    Binary,
    /// IP addresses and networks.
    Ip,
    /// Amazon Resource Names.
    Arn,
    /// Presence of the key.
    Null,
}

impl ConditionOperator {
    /// Reads an operator as written, without regard to ASCII case. `None` when there is no such operator.
    ///
    /// AWS documents only the spelling of [`OperatorKind::as_str`]; other spellings of case are accepted too.
    /// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html>
    pub fn parse(text: &str) -> Option<Self> {
        let (qualifier, rest) = match text.split_once(':') {
            Some((name, rest)) if name.eq_ignore_ascii_case("ForAllValues") => {
                (Some(SetQualifier::ForAllValues), rest)
            }
            Some((name, rest)) if name.eq_ignore_ascii_case("ForAnyValue") => {
                (Some(SetQualifier::ForAnyValue), rest)
            }
            Some(_) => return None,
            None => (None, text),
        };
        let (name, if_exists) =
            match rest.len().checked_sub("IfExists".len()).and_then(|at| rest.split_at_checked(at)) {
                Some((name, suffix)) if suffix.eq_ignore_ascii_case("IfExists") => (name, true),
                _ => (rest, false),
            };
        let kind = OperatorKind::ALL.iter().copied().find(|kind| kind.as_str().eq_ignore_ascii_case(name))?;
        Some(Self { qualifier, kind, if_exists })
    }
}

impl std::fmt::Display for ConditionOperator {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.qualifier {
            Some(SetQualifier::ForAllValues) => f.write_str("ForAllValues:")?,
            Some(SetQualifier::ForAnyValue) => f.write_str("ForAnyValue:")?,
            None => {}
        }
        f.write_str(self.kind.as_str())?;
        if self.if_exists { f.write_str("IfExists") } else { Ok(()) }
    }
}
