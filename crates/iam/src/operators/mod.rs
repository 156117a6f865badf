//! The comparisons, one file for each family of operators; all are pure functions of a policy value and a presented value.
//!
//! Negation, `IfExists`, set qualifiers, cardinality and policy variables are not theirs: see [`crate::evaluate`].
//! Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html>; what was observed
//! stands at each function, from the recorded calls of
//! <https://github.com/radkawar/stackd/blob/9dc356f5e5cc49d2d334178a09c1398dd1c62617/docs/iam-evaluation.md>.

pub mod arn;
pub mod binary;
pub mod boolean;
pub mod date;
pub mod ip;
pub mod numeric;
pub mod string;
