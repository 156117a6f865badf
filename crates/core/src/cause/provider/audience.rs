//! The provider does not register the token's audience.

use crate::cause::{Case, Cause, CauseMeta, Finding};

/// The provider does not register the token's audience.
pub(in crate::cause) struct AudienceProvider;

static META: CauseMeta = CauseMeta {
    id: "audience-provider",
    title: "the provider does not register the token's audience",
    page: "\
The token's audience has to be among the client ids of the IAM OIDC provider, letter by letter, whether or not the trust
policy tests it. STS looks at this before it reads the trust policy. `aws-actions/configure-aws-credentials` asks for
`sts.amazonaws.com` unless `audience` says otherwise; a token that is requested without an audience has the owner's URL,
`https://github.com/OWNER`.

Sources: <https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html>, <https://docs.github.com/en/actions/reference/security/oidc>

## How to fix it

Add the audience to the provider (`aws iam add-client-id-to-open-id-connect-provider`), or have the job ask for one that
is registered. Test the audience in the trust policy as well.
",
};

impl Cause for AudienceProvider {
    fn meta(&self) -> &'static CauseMeta {
        &META
    }

    fn find(&self, case: &Case<'_>) -> Option<Finding> {
        let failure = case.stage_failure().filter(|failure| failure.id == META.id)?;
        Some(Finding::new(failure.headline.clone()))
    }
}
