//! No principal of the statement can use the action that is called.

use can_assume_github::issuer::Issuer;
use can_assume_github::subject::Subject;
use can_assume_iam::policy::{PrincipalElement, PrincipalKind};
use serde_json::json;

use crate::cause::{Case, Cause, CauseMeta, Finding, edit};
use crate::diagnostic::Edit;

/// No principal of the statement can use the action that is called.
pub(in crate::cause) struct ActionPrincipalMismatch;

pub(crate) static META: CauseMeta = CauseMeta {
    id: "action-principal-mismatch",
    title: "the statement's principal cannot use the action that is called",
    page: "\
Each way into a role has its kind of principal: `sts:AssumeRoleWithWebIdentity` goes with `Federated` and the ARN of an
OIDC provider, `sts:AssumeRoleWithSAML` with `Federated` and a SAML provider, `sts:AssumeRole` with `AWS` and `Service`.
A principal `AWS` that is `*` does not speak of web identities, although it looks as if it spoke of everyone.

Sources: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html>, <https://github.com/radkawar/stackd>

## How to fix it

Add a statement for the OIDC provider, with `sts:AssumeRoleWithWebIdentity` and conditions on `aud` and `sub`; or name
the provider in this one.
",
};

impl Cause for ActionPrincipalMismatch {
    fn meta(&self) -> &'static CauseMeta {
        &META
    }

    fn find(&self, case: &Case<'_>) -> Option<Finding> {
        let came = case.mismatched_principal()?;
        let values = &case.statement()?.principal.values;
        let oidc = |kind: &PrincipalKind, value: &str| {
            *kind == PrincipalKind::Federated && !value.contains(":saml-provider/")
        };
        if values.iter().any(|(kind, value)| oidc(kind, &value.value)) {
            return None;
        }
        let under_another_kind = values.iter().find(|(_, value)| is_provider(&value.value, came));
        let edit = as_provider(case, came);
        if let Some((kind, value)) = under_another_kind {
            let finding = Finding::new(format!(
                "the provider `{}` is named under `{}`, expected under `Federated`",
                value.value,
                kind.as_str()
            ))
            .labels("not the kind of an OIDC provider", "what came");
            return Some(proposed(finding, edit));
        }
        let kinds: Vec<String> =
            values.iter().map(|(kind, value)| format!("`{}: {}`", kind.as_str(), value.value)).collect();
        let trusted = match kinds.len() {
            0 => "nobody by name".to_owned(),
            1..=3 => kinds.join(", "),
            more => format!("{more} other principals"),
        };
        let finding = Finding::new(format!(
            "the statement trusts {trusted}, which is no OIDC provider; a web identity comes from `{came}`"
        ))
        .labels("not an OIDC provider", "what came");
        if edit.is_some() && tests_subject(case) {
            return Some(proposed(finding, edit));
        }
        Some(match own_statement(case, came) {
            Some(edit) => finding.propose("add a statement for exactly this subject", vec![edit]),
            None => finding.help("add a statement for the OIDC provider, with `sts:AssumeRoleWithWebIdentity` and conditions on `aud` and `sub`"),
        })
    }
}

/// The edit that names the provider that came in the place of the statement's one principal.
fn as_provider(case: &Case<'_>, came: &str) -> Option<Edit> {
    let policy = case.policy()?;
    let statement = policy.document.statements.get(case.failing?.statement?)?;
    let principal = statement.principal.as_ref()?;
    if matches!(principal.value, PrincipalElement::NotPrincipal(_))
        || case.statement()?.principal.values.len() > 1
    {
        return None;
    }
    let text = format!("{{\"Federated\": {}}}", edit::json_string(came));
    Some(case.replace(principal.span, &text))
}

/// The edit that adds a statement for the subject that came, of GitHub's default form, and its audience.
fn own_statement(case: &Case<'_>, came: &str) -> Option<Edit> {
    let issuer = case.issuer().filter(Issuer::is_github)?;
    let subject = case.subject()?;
    let sub = case.sub().filter(|sub| !sub.contains(['*', '?']) && !sub.contains("${"))?;
    let aud = case.claims?.text("aud").filter(|aud| !aud.contains("${"))?;
    if !matches!(subject, Subject::Default(_)) {
        return None;
    }
    let statement = json!({
        "Effect": "Allow",
        "Principal": {"Federated": came},
        "Action": "sts:AssumeRoleWithWebIdentity",
        "Condition": {"StringEquals": {issuer.key("aud"): aud, issuer.key("sub"): sub}},
    });
    edit::add_statement(case.policy()?, &statement)
}

fn proposed(finding: Finding, edit: Option<Edit>) -> Finding {
    match edit {
        Some(edit) => finding.propose("name the provider under `Federated`", vec![edit]),
        None => finding,
    }
}

/// Whether a principal is the ARN of the provider that came, or what its ARN ends with, the issuer.
fn is_provider(principal: &str, came: &str) -> bool {
    let issuer = came.split_once(":oidc-provider/").map(|(_, issuer)| issuer);
    let bare = principal.strip_prefix("https://").unwrap_or(principal);
    principal == came || issuer == Some(bare)
}

/// Whether the statement asks for a subject of the issuer that came, so that it was meant for it.
fn tests_subject(case: &Case<'_>) -> bool {
    let key = case.issuer().map(|issuer| issuer.key("sub"));
    case.statement().zip(key).is_some_and(|(statement, key)| {
        statement.conditions.iter().any(|condition| condition.key.eq_ignore_ascii_case(&key))
    })
}
