//! The actions of a trust policy.

use crate::glob::Glob;
use crate::policy::{ActionElement, Statement};
use crate::quote::quote;

use super::Refusal;

const SOURCE: &str =
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html";

/// The calls that a trust policy may speak of.
const ALLOWED: [&str; 6] = [
    "sts:AssumeRole",
    "sts:AssumeRoleWithSAML",
    "sts:AssumeRoleWithWebIdentity",
    "sts:TagSession",
    "sts:SetSourceIdentity",
    "sts:SetContext",
];

/// Every action is one of the calls that assume a role, or a pattern for them; `*` and `sts:*` are too wide. What
/// IAM says to other patterns that go beyond these calls, and to `NotAction`, is not on record.
///
/// Observed: <https://github.com/radkawar/stackd/blob/9dc356f5e5cc49d2d334178a09c1398dd1c62617/docs/iam-oidc-trust-controls.md>
pub(super) fn check(statement: &Statement) -> Vec<Refusal> {
    let help = "name the calls, such as `sts:AssumeRoleWithWebIdentity`";
    let element = &statement.action;
    let actions = match &element.value {
        ActionElement::Action(actions) => actions,
        ActionElement::NotAction(_) => {
            let headline = "`NotAction` also stands for actions that do not assume a role; IAM is not known to accept it";
            let refusal = Refusal::malformed("assume-actions-only", element.span, headline, help, SOURCE);
            return vec![refusal.into_note()];
        }
    };
    if actions.is_empty() {
        let headline = "`Action` is an empty list; expected at least one action";
        let refusal = Refusal::malformed("action-empty", element.span, headline, help, SOURCE);
        return vec![refusal.aws_message("Missing required field Action")];
    }
    let mut found = Vec::new();
    for action in actions {
        let text = action.value.as_str();
        let pattern = Glob::ignoring_ascii_case(text);
        let is_pattern = text.contains(['*', '?']);
        let is_whole_service = pattern.matches("sts:") || pattern.is_universal();
        let matches_allowed = ALLOWED.iter().any(|allowed| pattern.matches(allowed));
        if matches_allowed && (!is_pattern || starts_like_assume_role(text)) {
            continue;
        }
        let refusal = |headline: String| {
            Refusal::malformed("assume-actions-only", action.span, headline, help, SOURCE)
                .aws_message("AssumeRole policy may only specify STS AssumeRole actions.")
        };
        let name = quote(text);
        found.push(if !matches_allowed {
            refusal(format!("{name} is not a call that assumes a role"))
        } else if is_whole_service {
            refusal(format!("{name} stands for more than the calls that assume a role"))
        } else {
            refusal(format!(
                "{name} may stand for more than the calls that assume a role; IAM is not known to accept it"
            ))
            .into_note()
        });
    }
    found
}

/// Whether everything before the first wildcard is `sts:AssumeRole`, as in the `sts:AssumeRole*` of stored policies.
fn starts_like_assume_role(pattern: &str) -> bool {
    let literal = pattern.split(['*', '?']).next().unwrap_or_default();
    literal.to_ascii_lowercase().starts_with("sts:assumerole")
}
