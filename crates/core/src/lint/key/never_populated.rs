//! STS never has a value for the key of a claim.

use can_assume_github::claims::claim_info;
use can_assume_github::exposed::never_exposed;

use super::super::finding::Finding;
use super::super::meta::{Confidence, RuleMeta, Severity};
use super::super::policy_case::PolicyCase;
use super::super::rule::Rule;
use super::{consequence, token_conditions};
use crate::cause::{KEY_NEVER_POPULATED, nearest_key};

/// STS never has a value for the key of a claim.
pub(in crate::lint) struct KeyNeverPopulated;

static META: RuleMeta = RuleMeta {
    id: KEY_NEVER_POPULATED.id,
    severity: Severity::Medium,
    confidence: Confidence::High,
    title: KEY_NEVER_POPULATED.title,
    page: KEY_NEVER_POPULATED.page,
};

impl Rule for KeyNeverPopulated {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn in_policy(&self, case: &PolicyCase<'_>) -> Vec<Finding> {
        let mut found = Vec::new();
        for (index, statement) in case.statements() {
            for (condition, issuer, claim) in token_conditions(case, index, statement) {
                let Some(why) = never_exposed(&issuer, &claim) else { continue };
                let is_claim = claim_info(&claim).is_some() || claim.starts_with("repo_property_");
                if !is_claim && nearest_key(&issuer, &claim).is_some() {
                    continue;
                }
                let finding = Finding::new(&META, format!("STS never has a value for `{claim}`"))
                    .at(&case.policy.source, condition.key.span, "never has a value")
                    .note(why);
                found.push(case.about(index, consequence(finding, condition, statement)));
            }
        }
        found
    }
}
