//! The parameters of the call: the role's ARN and the session's duration.

use crate::failure::{Stage, StsFailure};
use crate::question::Role;

/// The parts of a role's ARN that matter to STS.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct RoleArn<'a> {
    /// `aws`, `aws-cn`, `aws-us-gov`, …
    pub(super) partition: &'a str,
    /// The twelve digits.
    pub(super) account: &'a str,
}

/// Reads the role's ARN, where one is known.
///
/// # Errors
/// `ValidationError`, "Request ARN is invalid", when it is not the ARN of an IAM role.
/// Source: <https://repost.aws/knowledge-center/eks-troubleshoot-irsa-errors>
pub(super) fn role_arn(role: &Role) -> Result<Option<RoleArn<'_>>, Box<StsFailure>> {
    let Some(arn) = role.arn.as_deref() else { return Ok(None) };
    parse(arn).map(Some).ok_or_else(|| {
        StsFailure::new(
            Stage::Request,
            "role-not-arn",
            "ValidationError",
            400,
            "Request ARN is invalid",
            format!("`{arn}` is not the ARN of an IAM role"),
        )
        .with_help("give the whole ARN, `arn:aws:iam::ACCOUNT:role/NAME`")
    })
}

fn parse(arn: &str) -> Option<RoleArn<'_>> {
    let parts: Vec<&str> = arn.splitn(6, ':').collect();
    let [scheme, partition, service, region, account, resource] = parts.as_slice() else { return None };
    let named = resource.strip_prefix("role/").is_some_and(|name| !name.is_empty() && !name.ends_with('/'));
    let digits = account.len() == 12 && account.bytes().all(|byte| byte.is_ascii_digit());
    let well_formed =
        *scheme == "arn" && partition.starts_with("aws") && *service == "iam" && region.is_empty();
    (well_formed && named && digits && (20..=2048).contains(&arn.len()))
        .then_some(RoleArn { partition, account })
}

/// Checks the requested duration against the role's maximum.
///
/// # Errors
/// `ValidationError` when it is longer; this stage comes after the policies.
pub(super) fn duration(role: &Role, requested: Option<u64>) -> Result<(), Box<StsFailure>> {
    match (requested, role.max_session_duration) {
        (Some(requested), Some(maximum)) if requested > maximum => Err(StsFailure::new(
            Stage::Request,
            "session-duration",
            "ValidationError",
            400,
            "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
            format!("a session of {requested} s is requested, the role allows {maximum} s"),
        )
        .with_help("request a shorter session, or raise the role's maximum session duration")),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_role_arns_are_taken() {
        let role = |arn: &str| Role { arn: Some(arn.into()), ..Role::default() };
        let good = role("arn:aws-cn:iam::123456789012:role/path/deploy");
        assert_eq!(role_arn(&good), Ok(Some(RoleArn { partition: "aws-cn", account: "123456789012" })));
        for bad in [
            "deploy",
            "arn:aws:iam::123456789012:user/x",
            "arn:aws:iam::1234:role/deploy",
            "arn:aws:iam::123456789012:role/",
        ] {
            let failure = role_arn(&role(bad)).unwrap_err();
            assert_eq!((failure.stage, failure.code), (Stage::Request, "ValidationError"), "{bad}");
        }
    }
}
