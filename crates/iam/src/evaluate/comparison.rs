//! One presented value against the values of one condition.

use std::cmp::Ordering;
use std::net::IpAddr;

use crate::compile::{CompiledCondition, Operand};
use crate::context::RequestContext;
use crate::glob::{self, Piece};
use crate::operators::arn::{Arn, pieces_match};
use crate::operators::date::Instant;
use crate::operators::numeric::Number;
use crate::operators::{binary, boolean, ip, string};
use crate::policy::{Effect, OperatorFamily, OperatorKind};
use crate::trace::{Mismatch, Truth};
use crate::variables::{Resolution, Template};

use super::condition::Outcome;

/// A presented value, read as the operator's family reads it.
enum Presented<'a> {
    Text(&'a str),
    Arn(Arn<'a>),
    Number(Number),
    Instant(Instant),
    Bytes(Vec<u8>),
    Address(IpAddr),
    Flag(bool),
}

impl<'a> Presented<'a> {
    /// `None` when `text` is not of the family's type.
    fn read(family: OperatorFamily, text: &'a str) -> Option<Self> {
        Some(match family {
            OperatorFamily::String | OperatorFamily::Null => Self::Text(text),
            OperatorFamily::Arn => Self::Arn(Arn::parse(text)?),
            OperatorFamily::Numeric => Self::Number(Number::parse(text)?),
            OperatorFamily::Date => Self::Instant(Instant::parse(text)?),
            OperatorFamily::Binary => Self::Bytes(binary::decode(text)?),
            OperatorFamily::Ip => Self::Address(ip::parse_presented(text)?),
            OperatorFamily::Bool => Self::Flag(boolean::is_true(text)),
        })
    }
}

/// What one policy value says of one presented value, before negation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Hit {
    Yes,
    No,
    /// The policy value is not of the operator's type.
    Malformed,
    /// A policy variable did not resolve.
    Unresolved,
    Unknown,
}

impl CompiledCondition {
    /// Whether one presented value satisfies the operator; `effect` is that of the statement.
    ///
    /// The values of a positive operator are joined by OR, those of a negated one by NOR. A malformed presented value matches nothing:
    /// negated numeric and date operators then hold, negated IP and ARN operators do not. A malformed policy value matches nothing;
    /// only for ARNs it decides at once: an Allow does not apply, a Deny does, unless a value before it matched. All observed:
    /// <https://github.com/radkawar/stackd/blob/9dc356f5e5cc49d2d334178a09c1398dd1c62617/testdata/aws/iam/condition_values.json>
    pub(super) fn compare(&self, text: &str, context: &RequestContext, effect: Effect) -> Outcome {
        let kind = self.operator.kind;
        let (family, negated) = (kind.family(), kind.is_negated());
        if let Some(matched) = self.plain_text_matches(text) {
            let mismatch = if negated { Mismatch::ValueExcluded } else { Mismatch::ValueMismatch };
            return Outcome::of(matched != negated, mismatch);
        }
        let Some(presented) = Presented::read(family, text) else {
            let holds = negated && !matches!(family, OperatorFamily::Ip | OperatorFamily::Arn);
            return Outcome::of(holds, Mismatch::PresentedMalformed);
        };
        let mut unknown = false;
        let mut reason = None;
        for operand in &self.operands {
            match hit(kind, operand, &presented, context) {
                Hit::Yes | Hit::Malformed if unknown && family == OperatorFamily::Arn => {
                    if negated == (effect == Effect::Deny) {
                        return Outcome::unknown();
                    }
                    return Outcome::of(!negated, Mismatch::ValueExcluded);
                }
                Hit::Yes => return Outcome::of(!negated, Mismatch::ValueExcluded),
                Hit::Malformed if family == OperatorFamily::Arn => {
                    return Outcome::of(effect == Effect::Deny, Mismatch::PolicyValueMalformed);
                }
                Hit::Malformed => reason = reason.or(Some(Mismatch::PolicyValueMalformed)),
                Hit::Unresolved => reason = reason.or(Some(Mismatch::VariableUnresolved)),
                Hit::No => reason = Some(Mismatch::ValueMismatch),
                Hit::Unknown => unknown = true,
            }
        }
        if unknown {
            return Outcome::unknown();
        }
        Outcome::of(negated, reason.unwrap_or(Mismatch::ValueMismatch))
    }

    /// Whether some text of a string operator matches: the common case, for which nothing has to be read or resolved. `None` when that
    /// takes a closer look.
    fn plain_text_matches(&self, text: &str) -> Option<bool> {
        for operand in &self.operands {
            let matched = match operand {
                Operand::Text(value) => **value == *text,
                Operand::Glob(glob) => glob.matches(text),
                Operand::Lowercase(value) => string::equals_lowercased(value, text),
                _ => return None,
            };
            if matched {
                return Some(true);
            }
        }
        Some(false)
    }

    /// Whether the policy value at `index` matches one presented value, before negation.
    pub(super) fn matches_value(&self, index: usize, text: &str, context: &RequestContext) -> Truth {
        let kind = self.operator.kind;
        let Some((operand, presented)) = self.operands.get(index).zip(Presented::read(kind.family(), text))
        else {
            return Truth::False;
        };
        match hit(kind, operand, &presented, context) {
            Hit::Yes => Truth::True,
            Hit::Unknown => Truth::Unknown,
            Hit::No | Hit::Malformed | Hit::Unresolved => Truth::False,
        }
    }
}

fn hit(kind: OperatorKind, operand: &Operand, presented: &Presented<'_>, context: &RequestContext) -> Hit {
    let yes = match (operand, presented) {
        (Operand::Text(value), Presented::Text(text)) => **value == **text,
        (Operand::Lowercase(value), Presented::Text(text)) => string::equals_lowercased(value, text),
        (Operand::Glob(glob), Presented::Text(text)) => glob.matches(text),
        (Operand::Arn(pattern), Presented::Arn(arn)) => pattern.matches(*arn),
        (Operand::Template(template), Presented::Text(text)) => {
            return text_template(kind, template, text, context);
        }
        (Operand::Template(template), Presented::Arn(arn)) => return arn_template(template, *arn, context),
        (Operand::Number(value), Presented::Number(number)) => ordered(kind, number.cmp(value)),
        (Operand::Instant(value), Presented::Instant(instant)) => ordered(kind, instant.cmp(value)),
        (Operand::Bytes(value), Presented::Bytes(bytes)) => value == bytes,
        (Operand::Network(network), Presented::Address(address)) => network.contains(*address),
        (Operand::Flag(value), Presented::Flag(flag)) => value == flag,
        _ => return Hit::Malformed,
    };
    if yes { Hit::Yes } else { Hit::No }
}

/// Whether the order of the presented value relative to the policy's is the one that the operator asks for, before negation.
fn ordered(kind: OperatorKind, order: Ordering) -> bool {
    match kind {
        OperatorKind::NumericLessThan | OperatorKind::DateLessThan => order.is_lt(),
        OperatorKind::NumericLessThanEquals | OperatorKind::DateLessThanEquals => order.is_le(),
        OperatorKind::NumericGreaterThan | OperatorKind::DateGreaterThan => order.is_gt(),
        OperatorKind::NumericGreaterThanEquals | OperatorKind::DateGreaterThanEquals => order.is_ge(),
        _ => order.is_eq(),
    }
}

fn text_template(kind: OperatorKind, template: &Template, text: &str, context: &RequestContext) -> Hit {
    let ignore_case =
        matches!(kind, OperatorKind::StringEqualsIgnoreCase | OperatorKind::StringNotEqualsIgnoreCase);
    match template.resolve(context) {
        Resolution::Resolved(pieces) if ignore_case => {
            let yes = concatenated(&pieces, text.len())
                .is_some_and(|value| string::equals_ignore_case(&value, text));
            if yes { Hit::Yes } else { Hit::No }
        }
        Resolution::Resolved(pieces) if glob::matches(&pieces, text, false) => Hit::Yes,
        Resolution::Unknown(pieces) if ignore_case || glob::matches(&pieces, text, false) => Hit::Unknown,
        Resolution::Resolved(_) | Resolution::Unknown(_) => Hit::No,
        Resolution::Unresolved => Hit::Unresolved,
    }
}

fn arn_template(template: &Template, arn: Arn<'_>, context: &RequestContext) -> Hit {
    match template.resolve(context) {
        Resolution::Resolved(pieces) => match pieces_match(&pieces, arn) {
            Some(true) => Hit::Yes,
            Some(false) => Hit::No,
            None => Hit::Malformed,
        },
        Resolution::Unknown(_) => Hit::Unknown,
        Resolution::Unresolved => Hit::Unresolved,
    }
}

/// The text of literal pieces; `None` when it is so long that, whatever lowercasing makes of it, it cannot equal `other` bytes.
fn concatenated(pieces: &[Piece<'_>], other: usize) -> Option<String> {
    let texts = || pieces.iter().map(|piece| if let Piece::Literal(text) = piece { *text } else { "" });
    let length: usize = texts().map(str::len).sum();
    // Lowercasing shortens or lengthens a character at most by the four bytes that a character has.
    (length / 4 <= other.saturating_mul(4)).then(|| texts().collect())
}
