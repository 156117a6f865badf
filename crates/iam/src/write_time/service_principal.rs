//! Values of `Service` principals.

use crate::quote::quote;
use crate::span::Spanned;

use super::Refusal;

/// The domains of services: those of the public partitions, then those of the isolated and sovereign ones.
const DOMAINS: [&str; 7] = [
    ".amazonaws.com",
    ".amazonaws.com.cn",
    ".amazonaws.eu",
    ".c2s.ic.gov",
    ".sc2s.sgov.gov",
    ".cloud.adc-e.uk",
    ".csp.hci.ic.gov",
];

/// A `Service` principal is the name of a service, written out, such as `ec2.amazonaws.com`.
///
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-services>
pub(super) fn check(value: &Spanned<String>) -> Option<Refusal> {
    let text = value.value.as_str();
    let service = DOMAINS.iter().find_map(|domain| text.strip_suffix(domain));
    let is_name = |label: &str| {
        !label.is_empty()
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
    };
    if service.is_some_and(|service| service.split('.').all(is_name)) {
        return None;
    }
    let trouble = if text.contains(['*', '?']) {
        "holds a wildcard; expected the name of one service"
    } else {
        "is not the name of an AWS service"
    };
    Some(
        Refusal::malformed(
            "service-principal",
            value.span,
            format!("{} {trouble}", quote(text)),
            "write the service's principal, such as `ec2.amazonaws.com`",
            "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-services",
        )
        .aws_message(format!("Invalid principal in policy: \"SERVICE\":\"{text}\"")),
    )
}
