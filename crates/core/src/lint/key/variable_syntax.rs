//! A policy variable that is none.

use can_assume_iam::policy::{OperatorFamily, Version};

use super::super::finding::Finding;
use super::super::meta::{Confidence, RuleMeta, Severity};
use super::super::policy_case::PolicyCase;
use super::super::rule::Rule;

/// A policy variable that is none.
pub(in crate::lint) struct VariableSyntax;

static META: RuleMeta = RuleMeta {
    id: "variable-syntax",
    severity: Severity::Medium,
    confidence: Confidence::High,
    title: "the value has a `${` that begins no policy variable, or stands where none is read",
    page: "\
A policy variable is `${KEY}` or `${KEY, 'DEFAULT'}`, or one of `${*}`, `${?}`, `${$}`; it is read in values of string and ARN
operators. Anything else is compared as it stands, or refused. A `$` itself is written `${$}`.

## What to do

Close the brace and name a condition key, or write `${$}`.

Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html>
",
};

impl Rule for VariableSyntax {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn in_policy(&self, case: &PolicyCase<'_>) -> Vec<Finding> {
        let mut found = Vec::new();
        if case.policy.document.effective_version() != Version::V2012 {
            return found;
        }
        for (index, statement) in case.statements() {
            for condition in &statement.conditions {
                let reads = matches!(
                    condition.operator.value.kind.family(),
                    OperatorFamily::String | OperatorFamily::Arn
                );
                for value in &condition.values {
                    let Some((at, why)) = fault(&value.value, reads) else { continue };
                    let finding = Finding::new(&META, why)
                        .at(&case.policy.source, case.part(value, at, at + 2), "begins no policy variable")
                        .help("write `${KEY}`, or `${$}{` for the characters themselves");
                    found.push(case.about(index, finding));
                }
            }
        }
        found
    }
}

/// The first `${` that begins no policy variable, and why.
fn fault(text: &str, reads: bool) -> Option<(usize, &'static str)> {
    text.match_indices("${").find_map(|(at, _)| {
        if !reads {
            return Some((at, "policy variables are read only under string and ARN operators"));
        }
        let Some((inside, _)) = text.get(at + 2..).unwrap_or_default().split_once('}') else {
            return Some((at, "a policy variable is not closed"));
        };
        let (key, default) = match inside.split_once(',') {
            Some((key, default)) => (key, Some(default.trim())),
            None => (inside, None),
        };
        let quoted =
            default.is_none_or(|text| text.len() > 1 && text.starts_with('\'') && text.ends_with('\''));
        match key {
            "*" | "?" | "$" if default.is_none() => None,
            "" => Some((at, "a policy variable names no key")),
            _ if key.contains([' ', '{', '$']) => {
                Some((at, "the key of a policy variable has a character that no key has"))
            }
            _ if !quoted => Some((at, "the default of a policy variable is not in single quotation marks")),
            _ => None,
        }
    })
}
