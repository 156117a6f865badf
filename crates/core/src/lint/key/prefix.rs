//! A key of another issuer.

use can_assume_github::issuer::{DEFAULT_KEYS, Issuer};

use super::super::edits;
use super::super::finding::Finding;
use super::super::meta::{Confidence, RuleMeta, Severity};
use super::super::policy_case::PolicyCase;
use super::super::policy_view::{claim_of, principals_of};
use super::super::rule::Rule;
use super::consequence;
use crate::cause::json_string;
use crate::exposure::issuer_of;

/// A key of another issuer.
pub(in crate::lint) struct KeyPrefixDiffers;

static META: RuleMeta = RuleMeta {
    id: "key-of-other-issuer",
    severity: Severity::Medium,
    confidence: Confidence::High,
    title: "the condition key belongs to another issuer than the one that the statement trusts",
    page: "\
What stands before `:` in a condition key is the issuer without `https://`, and has to be the issuer that the principal names.
An enterprise with an issuer of its own has `token.actions.githubusercontent.com/SLUG:sub`; GHE.com has
`token.actions.SUBDOMAIN.ghe.com:sub`. A key with another prefix never has a value, and neither has one without a prefix.

## What to do

Write the issuer of the principal before `:`.

Sources: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif>,
<https://docs.github.com/en/actions/reference/security/oidc>
",
};

impl Rule for KeyPrefixDiffers {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn in_policy(&self, case: &PolicyCase<'_>) -> Vec<Finding> {
        let mut found = Vec::new();
        for (index, statement) in case.statements() {
            let issuers: Vec<Issuer> =
                principals_of(statement, can_assume_iam::policy::PrincipalKind::Federated)
                    .filter_map(|value| issuer_of(&value.value))
                    .collect();
            let [issuer] = issuers.as_slice() else { continue };
            if !issuer.is_github() || case.inquiries_of(index).next().is_none() {
                continue;
            }
            for condition in &statement.conditions {
                let key = &condition.key.value;
                if claim_of(issuer, key).is_some() {
                    continue;
                }
                let known = |name: &str| {
                    let specific = issuer.specific_keys().keys.iter().map(|key| key.suffix);
                    DEFAULT_KEYS.into_iter().chain(specific).find(|known| known.eq_ignore_ascii_case(name))
                };
                let suffix = match key.rsplit_once(':') {
                    Some((prefix, name)) if prefix.contains('.') => known(name),
                    Some(_) => None,
                    None => known(key),
                };
                let Some(suffix) = suffix else { continue };
                let right = issuer.key(suffix);
                let edit = edits::replace_text(case.policy, condition.key.span, json_string(&right));
                let finding = Finding::new(&META, format!("`{key}` is no key of the issuer that is trusted"))
                    .at(&case.policy.source, condition.key.span, "never has a value here")
                    .note(format!("the statement trusts `{}`", issuer.key_prefix()))
                    .propose("test the key of the issuer that is trusted", vec![edit])
                    .help(format!("write `{right}`"));
                found.push(case.about(index, consequence(finding, condition, statement)));
            }
        }
        found
    }
}
