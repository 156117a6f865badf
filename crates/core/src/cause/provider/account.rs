//! The policy names the provider of another account, or the provider is registered in another one.

use super::named::{ProviderArn, name_it, named};
use crate::cause::{Case, Cause, CauseMeta, Finding};

/// The policy names the provider of another account, or the provider is registered in another one.
pub(in crate::cause) struct ProviderAccount;

static META: CauseMeta = CauseMeta {
    id: "provider-account",
    title: "the provider is that of another account",
    page: "\
A role can be assumed through a provider of its own account only. `Principal` names the ARN of a provider in another
account (or in another partition), or the provider was created in another account than the role. IAM stores such a
policy, since it does not check that a provider exists.

Sources: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html>, <https://github.com/aws-actions/configure-aws-credentials/issues/672>

## How to fix it

Put the account of the role into the provider's ARN, and create the provider in that account if it has none.
",
};

impl Cause for ProviderAccount {
    fn meta(&self) -> &'static CauseMeta {
        &META
    }

    fn find(&self, case: &Case<'_>) -> Option<Finding> {
        if let Some(failure) = case.stage_failure() {
            return (failure.id == META.id).then(|| Finding::new(failure.headline.clone()));
        }
        let named = named(case)?;
        let came = ProviderArn::parse(named.came)?;
        let (value, wanted) = named.federated.iter().find_map(|value| {
            let arn = ProviderArn::parse(&value.value)?;
            (arn.path == came.path).then_some((value, arn))
        })?;
        let (what, is, expected) = if wanted.account == came.account {
            ("partition", wanted.partition, came.partition)
        } else {
            ("account", wanted.account, came.account)
        };
        let finding = Finding::new(format!(
            "the policy names the provider of {what} `{is}`, the role and its provider are in `{expected}`"
        ))
        .labels(format!("the provider of another {what}"), "what came");
        Some(name_it(finding, case, value, came))
    }
}
