//! Policy variables: `${key}`, `${key, 'default'}` and the escapes `${*}`, `${?}`, `${$}`.
//!
//! They are read only in a policy of Version 2012-10-17; in any other `${…}` is literal text. What is substituted is literal: a
//! wildcard in it does not act, and it is not expanded again. A key that is missing and has no default, or is multivalued even if it
//! has one (observed), leaves the value unresolved: it matches nothing.
//!
//! Documented: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html>; observed:
//! <https://github.com/radkawar/stackd/blob/9dc356f5e5cc49d2d334178a09c1398dd1c62617/testdata/aws/iam/condition_sets.json>

mod parse;
mod resolve;

pub(crate) use parse::{Parsed, Part, Template, Wildcards, parse};
pub(crate) use resolve::Resolution;
