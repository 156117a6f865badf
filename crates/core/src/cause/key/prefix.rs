//! The key begins with another issuer than the token's.

use can_assume_iam::trace::Presented;

use super::suggest;
use crate::cause::{Case, Cause, CauseMeta, Finding, Part, edit};

/// The key begins with another issuer than the token's.
pub(in crate::cause) struct KeyPrefixDiffers;

static META: CauseMeta = CauseMeta {
    id: "key-prefix-differs",
    title: "the condition key begins with another issuer than the token's",
    page: "\
The condition keys of a web identity begin with the token's issuer without `https://`, path included:
`token.actions.githubusercontent.com:sub`, `token.actions.githubusercontent.com/ENTERPRISE:sub` for an enterprise with an
issuer of its own, `token.actions.SUBDOMAIN.ghe.com:sub`, `HOST/_services/token:sub`. A key with another beginning is
another key, which this token does not have; `vstoken.actions.githubusercontent.com` was the host of a preview in 2021.

Sources: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif>, <https://github.com/aripalo/aws-cdk-github-oidc/issues/42>

## How to fix it

Begin every key with the issuer as it stands in the provider's ARN behind `oidc-provider/`.
",
};

impl Cause for KeyPrefixDiffers {
    fn meta(&self) -> &'static CauseMeta {
        &META
    }

    fn find(&self, case: &Case<'_>) -> Option<Finding> {
        let condition = case.condition()?;
        let issuer = case.issuer()?;
        if !matches!(condition.presented, Presented::Missing(_)) || case.claim_of_key().is_some() {
            return None;
        }
        let is_known =
            |name: &str| suggest::names(&issuer).into_iter().any(|known| known.eq_ignore_ascii_case(name));
        let (prefix, name) = match condition.key.rsplit_once(':') {
            Some((prefix, name)) if prefix.contains(['.', '/']) => (prefix, name),
            Some(_) => return None,
            // Another sign in the place of the `:`.
            None => match condition.key.rsplit_once(['/', '.']) {
                Some((prefix, name)) if prefix.contains('.') && is_known(name) => (prefix, name),
                _ => ("", condition.key.as_str()),
            },
        };
        let known = is_known(name);
        if prefix.is_empty() && !known {
            return None;
        }
        let right = issuer.key(name);
        let headline = if prefix.is_empty() {
            format!("the key `{name}` lacks the issuer before it, expected `{right}`")
        } else if prefix.eq_ignore_ascii_case(issuer.key_prefix()) {
            format!("the key has no `:` before `{name}`, expected `{right}`")
        } else {
            format!("the key begins with `{prefix}`, the token's issuer is `{}`", issuer.key_prefix())
        };
        let finding = Finding::new(headline)
            .labels("under the key of another issuer", "what came")
            .at(Part { value: condition.key_span, policy: None, claim: None });
        let edit = case.replace(condition.key_span, &edit::json_string(&right));
        Some(finding.propose(format!("test `{right}`"), vec![edit]))
    }
}
