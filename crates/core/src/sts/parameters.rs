//! The parameters of the call: the role's ARN, the session's name and duration.

use can_assume_iam::context::ContextValue;

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

/// The partition of a role, read from its ARN; `None` when it is not the ARN of an IAM role.
pub(super) fn partition_of(arn: &str) -> Option<&str> {
    parse(arn).map(|role| role.partition)
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

/// Checks that the endpoint is of the partition that the role is in, where the region of the endpoint is known: each
/// partition has accounts of its own.
///
/// # Errors
/// `ValidationError`, "Request ARN is invalid", when it is not; the wording is inferred.
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html>
pub(super) fn region(
    role: Option<&RoleArn<'_>>,
    context: &[(String, ContextValue)],
) -> Result<(), Box<StsFailure>> {
    let (Some(role), Some(region)) = (role, requested_region(context)) else { return Ok(()) };
    let of_region = partition(region);
    if role.partition == of_region {
        return Ok(());
    }
    Err(StsFailure::new(
        Stage::Request,
        "region-partition",
        "ValidationError",
        400,
        "Request ARN is invalid",
        format!("the region `{region}` is in the partition `{of_region}`, the role in `{}`", role.partition),
    )
    .with_help("give a region of the role's partition, or the role of the region's"))
}

fn requested_region(context: &[(String, ContextValue)]) -> Option<&str> {
    only(context, "aws:RequestedRegion")
}

/// What the session is called, where the context says so: STS takes no request with a name that it refuses, whatever the policy says of it.
pub(super) fn named_session(context: &[(String, ContextValue)]) -> Option<&str> {
    only(context, "sts:RoleSessionName")
}

fn only<'c>(context: &'c [(String, ContextValue)], key: &str) -> Option<&'c str> {
    let (_, value) = context.iter().find(|(name, _)| name.eq_ignore_ascii_case(key))?;
    value.values().first().map(String::as_str)
}

/// The partition of a region, by the beginning of its name.
fn partition(region: &str) -> &'static str {
    let known = [
        ("cn-", "aws-cn"),
        ("us-gov-", "aws-us-gov"),
        ("us-isob-", "aws-iso-b"),
        ("us-isof-", "aws-iso-f"),
        ("us-iso-", "aws-iso"),
        ("eu-isoe-", "aws-iso-e"),
        ("eusc-", "aws-eusc"),
    ];
    known.iter().find(|(start, _)| region.starts_with(start)).map_or("aws", |(_, partition)| partition)
}

/// Checks what the session is called and how long it is to last, before anything else is looked at.
///
/// # Errors
/// `ValidationError` where the name is not 2 to 64 characters of `[\w+=,.@-]`, or the duration not 900 to 43,200 s.
/// Source: <https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html>
pub(super) fn session(name: Option<&str>, duration: Option<u64>) -> Result<(), Box<StsFailure>> {
    if let Some(name) = name {
        session_name(name)?;
    }
    let (bound, least) = match duration {
        Some(seconds) if seconds < SHORTEST_SESSION => (SHORTEST_SESSION, true),
        Some(seconds) if seconds > LONGEST_SESSION => (LONGEST_SESSION, false),
        _ => return Ok(()),
    };
    let seconds = duration.unwrap_or_default();
    let (relation, limit) = if least { ("greater", "at least") } else { ("less", "at most") };
    Err(StsFailure::new(
        Stage::Request,
        "session-duration",
        "ValidationError",
        400,
        format!(
            "1 validation error detected: Value '{seconds}' at 'durationSeconds' failed to satisfy constraint: Member must have value {relation} than or equal to {bound}"
        ),
        format!("a session of {seconds} s is requested, STS gives {limit} {bound} s"),
    )
    .with_help(format!(
        "request {SHORTEST_SESSION} to {LONGEST_SESSION} s, and no more than the role's maximum"
    )))
}

fn session_name(name: &str) -> Result<(), Box<StsFailure>> {
    let letter = |letter: char| letter.is_ascii_alphanumeric() || "_+=,.@-".contains(letter);
    let length = name.chars().count();
    let (constraint, headline) = if !name.chars().all(letter) {
        (
            r"Member must satisfy regular expression pattern: [\w+=,.@-]*".to_owned(),
            format!("the session name `{name}` has a character other than letters, digits and `_+=,.@-`"),
        )
    } else if length < SHORTEST_NAME {
        (
            format!("Member must have length greater than or equal to {SHORTEST_NAME}"),
            format!(
                "the session name `{name}` is shorter than the {SHORTEST_NAME} characters that STS wants"
            ),
        )
    } else if length > LONGEST_NAME {
        (
            format!("Member must have length less than or equal to {LONGEST_NAME}"),
            format!("the session name `{name}` has {length} characters, STS takes {LONGEST_NAME} at most"),
        )
    } else {
        return Ok(());
    };
    Err(StsFailure::new(
        Stage::Request,
        "session-name",
        "ValidationError",
        400,
        format!(
            "1 validation error detected: Value '{name}' at 'roleSessionName' failed to satisfy constraint: {constraint}"
        ),
        headline,
    )
    .with_help("give a name of 2 to 64 letters, digits and `_+=,.@-` (`role-session-name`)"))
}

/// The bounds of a session's duration, in seconds.
const SHORTEST_SESSION: u64 = 900;
const LONGEST_SESSION: u64 = 43_200;
/// The bounds of a session's name, in characters.
const SHORTEST_NAME: usize = 2;
const LONGEST_NAME: usize = 64;

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

/// What is taken for granted of the role's maximum duration, where it is not known and the usual one would not do.
///
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_update-role-settings.html>
pub(super) fn raised(role: &Role, requested: Option<u64>) -> Option<String> {
    let seconds =
        requested.filter(|seconds| *seconds > USUAL_MAXIMUM && role.max_session_duration.is_none())?;
    Some(format!(
        "the role allows sessions of {seconds} s: its maximum is {USUAL_MAXIMUM} s unless it was raised"
    ))
}

/// The maximum duration of a role's sessions unless it was raised, in seconds.
const USUAL_MAXIMUM: u64 = 3600;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_endpoint_is_of_the_role_s_partition() {
        let of = |partition, region: &str| {
            let role = RoleArn { partition, account: "123456789012" };
            let context = [("AWS:requestedregion".to_owned(), ContextValue::Single(region.to_owned()))];
            region_fails(&role, &context)
        };
        for (partition, named) in
            [("aws", "eu-west-1"), ("aws-cn", "cn-north-1"), ("aws-us-gov", "us-gov-east-1")]
        {
            assert!(!of(partition, named), "{partition} {named}");
        }
        for (partition, named) in
            [("aws", "cn-north-1"), ("aws-us-gov", "us-east-1"), ("aws", "us-gov-west-1")]
        {
            assert!(of(partition, named), "{partition} {named}");
        }
        assert!(!region_fails(&RoleArn { partition: "aws-cn", account: "123456789012" }, &[]));
    }

    fn region_fails(role: &RoleArn<'_>, context: &[(String, ContextValue)]) -> bool {
        region(Some(role), context).is_err_and(|failure| failure.id == "region-partition")
    }

    #[test]
    fn a_session_has_bounds() {
        let of = |name: Option<&str>, duration| {
            session(name, duration).err().map(|failure| (failure.id, failure.message))
        };
        for (name, duration) in [(None, None), (Some("ci"), Some(900)), (Some("a_B+=,.@-9"), Some(43_200))] {
            assert_eq!(of(name, duration), None, "{name:?} {duration:?}");
        }
        for (name, duration, id, text) in [
            (None, Some(899), "session-duration", "greater than or equal to 900"),
            (None, Some(43_201), "session-duration", "less than or equal to 43200"),
            (Some("a"), None, "session-name", "length greater than or equal to 2"),
            (Some("deploy/main"), None, "session-name", r"pattern: [\w+=,.@-]*"),
        ] {
            let (found, message) = of(name, duration).unwrap();
            assert_eq!(found, id);
            assert!(message.ends_with(text), "{message}");
        }
        let long = of(Some(&"x".repeat(65)), None).unwrap();
        assert!(long.1.ends_with("length less than or equal to 64"), "{}", long.1);
    }

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
