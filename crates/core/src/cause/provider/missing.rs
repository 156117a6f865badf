//! The role's account has no provider for the token's issuer.

use crate::cause::{Case, Cause, CauseMeta, Finding};

/// The role's account has no provider for the token's issuer.
pub(in crate::cause) struct ProviderMissing;

static META: CauseMeta = CauseMeta {
    id: "provider-missing",
    title: "the role's account has no OIDC provider for the token's issuer",
    page: "\
STS looks the token's `iss` up among the IAM OIDC identity providers of the account that owns the role. There is none.
Its answer since 2026, *The web identity token provided could not be validated*, does not tell this from an audience
that is not registered.

Sources: <https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html>, <https://repost.aws/knowledge-center/iam-oidc-idp-federation>

## How to fix it

Create the provider in the role's account, with the URL of the issuer, letter by letter, and the audience
`sts.amazonaws.com`: `aws iam create-open-id-connect-provider --url https://token.actions.githubusercontent.com
--client-id-list sts.amazonaws.com`.
",
};

impl Cause for ProviderMissing {
    fn meta(&self) -> &'static CauseMeta {
        &META
    }

    fn find(&self, case: &Case<'_>) -> Option<Finding> {
        let failure = case.stage_failure().filter(|failure| failure.id == META.id)?;
        Some(Finding::new(failure.headline.clone()))
    }
}
