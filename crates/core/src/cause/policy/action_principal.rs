//! No principal of the statement can use the action that is called.

use can_assume_iam::policy::PrincipalKind;

use crate::cause::{Case, Cause, CauseMeta, Finding};

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
        Some(finding.help("add a statement for the OIDC provider, with `sts:AssumeRoleWithWebIdentity` and conditions on `aud` and `sub`"))
    }
}
