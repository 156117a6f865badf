//! The value has white space that no claim has.

use crate::cause::comparison::Defect;
use crate::cause::{Case, Cause, CauseMeta, Finding};

/// The value has white space that no claim has.
pub(in crate::cause) struct WhiteSpace;

static META: CauseMeta = CauseMeta {
    id: "white-space",
    title: "the policy's value has white space, quotation marks or invisible characters that the claim does not have",
    page: "\
AWS compares values letter by letter, and a space at the end of a value, after a `:` or beside a `/` is a letter. So is a
character that shows nothing, such as the zero-width space that comes along when a value is copied from a web page, and a
quotation mark inside those of JSON. The value then matches no token.

Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html>

## How to fix it

Write the value without it. Where the policy is made from a template, look at what is put together there.
",
};

impl Cause for WhiteSpace {
    fn meta(&self) -> &'static CauseMeta {
        &META
    }

    fn find(&self, case: &Case<'_>) -> Option<Finding> {
        let (comparison, _) = case.defect(|defect| *defect == Defect::WhiteSpace)?;
        let finding = if comparison.is_quoted() {
            Finding::new("the policy's value has quotation marks of its own, which the token does not have")
                .labels("with quotation marks", "without")
                .note("the quotation marks of JSON end a string; those inside it are letters")
        } else {
            Finding::new(
                "the policy's value has white space or an invisible character that the token does not have",
            )
            .labels("with white space", "without")
            .note("values are compared letter by letter, white space included")
        };
        Some(finding.at(comparison.whole()).mend(case, comparison))
    }
}
