//! The provider is that of another issuer.

use can_assume_iam::span::Spanned;

use super::named::{ProviderArn, name_it, named};
use crate::cause::{Case, Cause, CauseMeta, Finding};

/// The provider is that of another issuer.
pub(in crate::cause) struct ProviderIssuer;

static META: CauseMeta = CauseMeta {
    id: "provider-issuer",
    title: "the provider is that of another issuer",
    page: "\
The provider's URL, and the provider in `Principal`, have to be the token's `iss` letter by letter: host, path, case and
a `/` at the end count. GitHub has several issuers: `https://token.actions.githubusercontent.com`, the same with
`/ENTERPRISE` for an enterprise with an issuer of its own, `https://token.actions.SUBDOMAIN.ghe.com`, and
`https://HOST/_services/token` for GitHub Enterprise Server. The host `vstoken.actions.githubusercontent.com` is that of a
preview in 2021.

Sources: <https://docs.github.com/en/actions/reference/security/oidc>, <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html>

## How to fix it

Create a provider for the token's issuer and name it, by its ARN, in `Principal`. The condition keys begin with the
issuer too.
",
};

impl Cause for ProviderIssuer {
    fn meta(&self) -> &'static CauseMeta {
        &META
    }

    fn find(&self, case: &Case<'_>) -> Option<Finding> {
        if let Some(failure) = case.stage_failure() {
            return (failure.id == META.id).then(|| Finding::new(failure.headline.clone()));
        }
        let named = named(case)?;
        let came = ProviderArn::parse(named.came)?;
        let other = |value: &&&Spanned<String>| match ProviderArn::parse(&value.value) {
            Some(arn) => arn.path != came.path,
            None => !value.value.contains(":saml-provider/"),
        };
        // Where the right provider is named for another account, that is the cause.
        if named
            .federated
            .iter()
            .any(|value| ProviderArn::parse(&value.value).is_some_and(|arn| arn.path == came.path))
        {
            return None;
        }
        let value = named.federated.iter().find(other)?;
        let headline = match ProviderArn::parse(&value.value) {
            Some(arn) => {
                format!("the policy trusts the issuer `{}`, the token is issued by `{}`", arn.path, came.path)
            }
            None => format!(
                "the policy names `{}`, expected the ARN of the provider for `{}`",
                value.value, came.path
            ),
        };
        let finding = Finding::new(headline).labels("another issuer", "what came");
        Some(name_it(finding, case, value, came))
    }
}
