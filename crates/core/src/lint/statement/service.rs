//! A service is trusted on behalf of anybody.

use can_assume_iam::policy::PrincipalKind;

use super::super::finding::Finding;
use super::super::meta::{Confidence, RuleMeta, Severity};
use super::super::policy_case::PolicyCase;
use super::super::policy_view::{covers_action, principals_of};
use super::super::rule::Rule;

/// A service is trusted on behalf of anybody.
pub(in crate::lint) struct ServiceUnrestricted;

static META: RuleMeta = RuleMeta {
    id: "service-unrestricted",
    severity: Severity::Low,
    confidence: Confidence::Low,
    title: "a service is trusted without saying on whose behalf",
    page: "\
Some services assume a role on behalf of a resource in any account, and can be led to use yours for somebody else's. `aws:SourceArn`,
`aws:SourceAccount`, `aws:SourceOrgID` or `aws:SourceOrgPaths` say for whom. Not every service sends them; EC2 and Lambda, for one, assume
roles only for resources of the same account.

## What to do

Look in the service's documentation whether it sends these keys, and test one of them.

Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html>
",
};

/// Services that assume roles only for what belongs to the account of the role.
const OWN_ACCOUNT_ONLY: [&str; 8] = [
    "ec2.amazonaws.com",
    "ec2.amazonaws.com.cn",
    "lambda.amazonaws.com",
    "ecs-tasks.amazonaws.com",
    "eks.amazonaws.com",
    "pods.eks.amazonaws.com",
    "rolesanywhere.amazonaws.com",
    "edgelambda.amazonaws.com",
];

impl Rule for ServiceUnrestricted {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn in_policy(&self, case: &PolicyCase<'_>) -> Vec<Finding> {
        const KEYS: [&str; 4] =
            ["aws:sourcearn", "aws:sourceaccount", "aws:sourceorgid", "aws:sourceorgpaths"];
        let mut found = Vec::new();
        for (index, statement) in case.allows() {
            let tested = statement
                .conditions
                .iter()
                .any(|condition| KEYS.contains(&condition.key.value.to_ascii_lowercase().as_str()));
            if tested || !covers_action(statement, "sts:AssumeRole") {
                continue;
            }
            for value in principals_of(statement, PrincipalKind::Service) {
                if OWN_ACCOUNT_ONLY.contains(&value.value.as_str()) {
                    continue;
                }
                let finding = Finding::new(
                    &META,
                    format!("`{}` is trusted without saying on whose behalf", value.value),
                )
                .at(&case.policy.source, case.whole(value), "for any account, as far as the service lets it")
                .help("test `aws:SourceArn` or `aws:SourceAccount`, if the service sends it");
                found.push(case.about(index, finding));
            }
        }
        found
    }
}
