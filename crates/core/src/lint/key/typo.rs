//! A key is misspelt.

use can_assume_github::claims::claim_info;
use can_assume_github::exposed::never_exposed;

use super::super::edits;
use super::super::finding::Finding;
use super::super::meta::{Confidence, RuleMeta, Severity};
use super::super::policy_case::PolicyCase;
use super::super::rule::Rule;
use super::{consequence, token_conditions};
use crate::cause::{json_string, nearest_key};

/// A key is misspelt.
pub(in crate::lint) struct KeyMisspelt;

static META: RuleMeta = RuleMeta {
    id: "key-misspelt",
    severity: Severity::Medium,
    confidence: Confidence::High,
    title: "the condition key does not exist, and its name is near one that does",
    page: "\
IAM stores a policy with any condition key, also one that STS never has a value for. A positive test on it never holds, so that
nobody gets in; a negated one, and one with `IfExists` or `ForAllValues`, always does, so that it keeps nobody out:
`\"ForAllValues:StringEquals\": {\"…:repositry\": \"octo-org/api\"}` lets in everybody.

## What to do

Write the key as AWS does. The finding names the nearest one.

Source: <https://docs.aws.amazon.com/service-authorization/latest/reference/list_sts.html>
",
};

impl Rule for KeyMisspelt {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn in_policy(&self, case: &PolicyCase<'_>) -> Vec<Finding> {
        let mut found = Vec::new();
        for (index, statement) in case.statements() {
            for (condition, issuer, claim) in token_conditions(case, index, statement) {
                let is_claim = claim_info(&claim).is_some() || claim.starts_with("repo_property_");
                if is_claim || never_exposed(&issuer, &claim).is_none() {
                    continue;
                }
                let Some(near) = nearest_key(&issuer, &claim) else { continue };
                let edit =
                    edits::replace_text(case.policy, condition.key.span, json_string(&issuer.key(near)));
                let finding = Finding::new(&META, format!("there is no condition key `{claim}`"))
                    .at(&case.policy.source, condition.key.span, format!("the nearest key is `{near}`"))
                    .propose(format!("test `{near}`"), vec![edit])
                    .help(format!("write `{}`", issuer.key(near)));
                found.push(case.about(index, consequence(finding, condition, statement)));
            }
        }
        found
    }
}
