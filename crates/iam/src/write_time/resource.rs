//! `Resource`, which a trust policy does not have.

use crate::policy::Statement;

use super::Refusal;

/// A trust policy is attached to its resource, the role, and names none.
///
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html>
pub(super) fn check(statement: &Statement) -> Vec<Refusal> {
    let refusal = |name: &str, span| {
        Refusal::malformed(
            "resource-prohibited",
            span,
            format!("the statement has `{name}`; expected none, since the role itself is the resource"),
            format!("remove `{name}`"),
            "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html",
        )
    };
    let mut found = Vec::new();
    if let Some(resource) = &statement.resource {
        found.push(refusal("Resource", resource.span).aws_message("Has prohibited field Resource"));
    }
    if let Some(resource) = &statement.not_resource {
        found.push(refusal("NotResource", resource.span));
    }
    found
}
