//! What AWS Organizations refuses in a customer's resource control policy.

use crate::policy::{
    ActionElement, Effect, PolicyDocument, PolicyError, Principal, PrincipalElement, PrincipalKind, Statement,
};
use crate::span::Span;

/// Checks the syntax rules of resource control policies; the errors come in order of writing.
///
/// Observed: `Effect` is `Deny`; `Principal` is `"*"` or `{"AWS": "*"}`; no `NotPrincipal`, no `NotAction`; `Action` is not `*` alone.
/// AWS documents `Version` `2012-10-17` only, yet an absent one and `2008-10-17` were accepted, so neither is an error here.
///
/// Sources: <https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_syntax.html>,
/// <https://github.com/radkawar/stackd/blob/9dc356f5e5cc49d2d334178a09c1398dd1c62617/testdata/aws/iam/resource_controls.json>
#[must_use]
pub fn check(policy: &PolicyDocument) -> Vec<PolicyError> {
    let mut errors = Vec::new();
    for statement in &policy.statements {
        effect(statement, &mut errors);
        principal(statement, &mut errors);
        action(statement, &mut errors);
    }
    errors
}

fn effect(statement: &Statement, errors: &mut Vec<PolicyError>) {
    if statement.effect.value == Effect::Allow {
        let message = "`Effect` is `Allow`, expected `Deny`: a resource control policy only denies";
        push(errors, message, "write `\"Effect\": \"Deny\"`", statement.effect.span);
    }
}

fn principal(statement: &Statement, errors: &mut Vec<PolicyError>) {
    const HELP: &str = "write `\"Principal\": \"*\"` and narrow the statement by conditions";
    let Some(element) = &statement.principal else {
        return push(errors, "the statement has no `Principal`, expected `\"*\"`", HELP, statement.span);
    };
    let (principal, message) = match &element.value {
        PrincipalElement::NotPrincipal(_) => {
            (None, "`NotPrincipal` in a resource control policy, expected `\"Principal\": \"*\"`")
        }
        PrincipalElement::Principal(principal) => (
            Some(principal),
            "`Principal` names someone, expected `\"*\"`: a resource control policy speaks of everyone",
        ),
    };
    if !principal.is_some_and(is_star) {
        push(errors, message, HELP, element.span);
    }
}

fn is_star(principal: &Principal) -> bool {
    match principal {
        Principal::Star => true,
        Principal::Entries(entries) => matches!(entries.as_slice(), [entry]
            if entry.kind.value == PrincipalKind::Aws && matches!(entry.values.as_slice(), [value] if value.value == "*")),
    }
}

fn action(statement: &Statement, errors: &mut Vec<PolicyError>) {
    match &statement.action.value {
        ActionElement::NotAction(_) => {
            let message = "`NotAction` in a resource control policy, expected `Action`";
            push(errors, message, "name the actions to deny in `Action`", statement.action.span);
        }
        ActionElement::Action(values) => {
            for value in values.iter().filter(|value| value.value == "*") {
                let message = "`Action` is `*` alone, expected the prefix of a service";
                push(errors, message, "write `sts:*`, or the actions to deny", value.span);
            }
        }
    }
}

fn push(errors: &mut Vec<PolicyError>, message: &str, help: &str, span: Span) {
    errors.push(PolicyError { message: message.to_owned(), help: Some(help.to_owned()), span });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::{PolicyKind, parse};

    fn errors(statement: &str) -> Vec<(String, String)> {
        let text = format!(r#"{{"Version": "2012-10-17", "Statement": {statement}}}"#);
        let policy = parse(&text, PolicyKind::ResourceControl).expect("the grammar").document;
        check(&policy).into_iter().map(|error| (error.message, error.span.text(&text).to_owned())).collect()
    }

    #[test]
    fn what_was_accepted() {
        for statement in [
            r#"{"Effect": "Deny", "Principal": "*", "Action": "sts:*", "Resource": "*"}"#,
            r#"{"Effect": "Deny", "Principal": {"AWS": "*"}, "Action": "sqs:NoSuchAction", "NotResource": "arn:aws:sqs:*:*:x"}"#,
        ] {
            assert_eq!(errors(statement), []);
        }
        for version in ["", r#""Version": "2008-10-17", "#] {
            let text = format!(
                r#"{{{version}"Statement": {{"Effect": "Deny", "Principal": "*", "Action": "sts:*", "Resource": "*"}}}}"#
            );
            let policy = parse(&text, PolicyKind::ResourceControl).expect("the grammar").document;
            assert_eq!(check(&policy), []);
        }
    }

    #[test]
    fn what_was_refused() {
        for (statement, part, place) in [
            (
                r#"{"Effect": "Allow", "Principal": "*", "Action": "sts:*", "Resource": "*"}"#,
                "only denies",
                r#""Allow""#,
            ),
            (
                r#"{"Effect": "Deny", "Principal": {"AWS": "123456789012"}, "Action": "sts:*", "Resource": "*"}"#,
                "speaks of everyone",
                r#"{"AWS": "123456789012"}"#,
            ),
            (
                r#"{"Effect": "Deny", "NotPrincipal": {"AWS": "*"}, "Action": "sts:*", "Resource": "*"}"#,
                "`NotPrincipal`",
                r#"{"AWS": "*"}"#,
            ),
            (
                r#"{"Effect": "Deny", "Principal": "*", "NotAction": "sts:*", "Resource": "*"}"#,
                "`NotAction`",
                r#""sts:*""#,
            ),
            (
                r#"{"Effect": "Deny", "Principal": "*", "Action": ["sts:*", "*"], "Resource": "*"}"#,
                "`*` alone",
                r#""*""#,
            ),
        ] {
            let errors = errors(statement);
            let [(message, span)] = errors.as_slice() else { panic!("{statement}: {errors:?}") };
            assert!(message.contains(part), "{message}");
            assert_eq!(span, place);
        }
    }
}
