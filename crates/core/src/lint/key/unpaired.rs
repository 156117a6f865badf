//! A key that says something only together with another one.

use super::super::finding::Finding;
use super::super::meta::{Confidence, RuleMeta, Severity};
use super::super::policy_case::PolicyCase;
use super::super::rule::Rule;

/// A key that says something only together with another one.
pub(in crate::lint) struct KeyUnpaired;

static META: RuleMeta = RuleMeta {
    id: "key-unpaired",
    severity: Severity::Low,
    confidence: Confidence::High,
    title: "an address inside a VPC is tested, and not which VPC it is in",
    page: "\
`aws:VpcSourceIp` is the address from which a call came through a VPC endpoint. Addresses of VPCs are private, and anybody can give a
VPC of their own the same ones: alone the key keeps out nobody who has an endpoint for STS.

## What to do

Test `aws:SourceVpcArn`, `aws:SourceVpc` or `aws:SourceVpce` beside it in the same statement; none of them can be chosen by somebody else.
The ARN also says the region, within which ids of VPCs are unique.

Sources: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-vpcsourceip>,
<https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html>,
<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sts_vpc_condition_keys_federated.html>
",
};

/// The keys that say whose network the address is in.
const PARTNERS: [&str; 6] = [
    "aws:sourcevpc",
    "aws:sourcevpcarn",
    "aws:sourcevpce",
    "aws:vpceaccount",
    "aws:vpceorgid",
    "aws:vpceorgpaths",
];

impl Rule for KeyUnpaired {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn in_policy(&self, case: &PolicyCase<'_>) -> Vec<Finding> {
        let is = |key: &str, names: &[&str]| names.contains(&key.to_ascii_lowercase().as_str());
        case.of_conditions(case.statements(), |_, statement, condition| {
            let has_partner = || statement.conditions.iter().any(|other| is(&other.key.value, &PARTNERS));
            if !is(&condition.key.value, &["aws:vpcsourceip"]) || has_partner() {
                return None;
            }
            let message = format!("`{}` is tested without the VPC", condition.key.value);
            Some(
                Finding::new(&META, message)
                    .at(&case.policy.source, condition.key.span, "other VPCs have the same addresses")
                    .help("test `aws:SourceVpc` or `aws:SourceVpce` too"),
            )
        })
    }
}
