//! `Principal` and `NotPrincipal`.

use crate::policy::{Effect, Principal, PrincipalElement, PrincipalKind, Statement};

use super::{Refusal, aws_principal, federated_principal, service_principal};

const SOURCE: &str =
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html";

/// The element itself, then each value by the rules of its type.
pub(super) fn check(statement: &Statement) -> Vec<Refusal> {
    let Some(element) = &statement.principal else { return Vec::new() };
    let (principal, negated) = match &element.value {
        PrincipalElement::Principal(principal) => (principal, false),
        PrincipalElement::NotPrincipal(principal) => (principal, true),
    };
    let mut found = Vec::new();
    if negated {
        found.push(not_principal(statement));
    }
    let entries = match principal {
        // Observed: https://github.com/radkawar/stackd/blob/9dc356f5e5cc49d2d334178a09c1398dd1c62617/docs/saml-federation.md
        Principal::Star => {
            let headline = "`Principal` is the string `*`; expected an object of principal types";
            let help = "write `{\"AWS\": \"*\"}` for every AWS principal, or name an identity provider";
            let refusal = Refusal::malformed("principal-star", element.span, headline, help, SOURCE);
            found.push(
                refusal.aws_message("AssumeRolepolicy contained an invalid principal: \"STAR\":\"*\"."),
            );
            return found;
        }
        Principal::Entries(entries) => entries,
    };
    if entries.iter().all(|entry| entry.values.is_empty()) {
        let headline = "`Principal` names nobody; expected at least one principal";
        let refusal = Refusal::malformed(
            "principal-empty",
            element.span,
            headline,
            "name who may assume the role",
            SOURCE,
        );
        found.push(refusal.aws_message("Missing required field Principal cannot be empty!"));
    }
    for entry in entries {
        for value in &entry.values {
            found.extend(match entry.kind.value {
                PrincipalKind::Aws => aws_principal::check(value),
                PrincipalKind::Service => service_principal::check(value),
                PrincipalKind::Federated => federated_principal::check(value),
                PrincipalKind::CanonicalUser => None,
            });
        }
        if entry.kind.value == PrincipalKind::CanonicalUser {
            let headline = "`CanonicalUser` is a principal of Amazon S3 only; no role can be assumed by one";
            let help = "name the account: `{\"AWS\": \"123456789012\"}`";
            found.push(Refusal::malformed(
                "canonical-user-principal",
                entry.kind.span,
                headline,
                help,
                SOURCE,
            ));
        }
    }
    found
}

/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html>
fn not_principal(statement: &Statement) -> Refusal {
    let span = statement.principal.as_ref().map_or(statement.span, |principal| principal.span);
    let headline = match statement.effect.value {
        Effect::Allow => {
            "`NotPrincipal` under `Allow` lets in everybody else; a trust policy takes `Principal` only"
        }
        Effect::Deny => "the statement has `NotPrincipal`; a trust policy takes `Principal` only",
    };
    let help = "name the principals with `Principal`, and the exceptions in `Condition`";
    let source =
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html";
    Refusal::malformed("not-principal", span, headline, help, source)
}
