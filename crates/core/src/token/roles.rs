//! The claim by which an issuer limits a token to some roles.

use serde_json::Value;

use super::ClaimsObject;
use crate::failure::{Stage, StsFailure};

/// The name of the claim.
///
/// Source: <https://awsteele.com/blog/2026/07/13/oidc-tokens-can-restrict-which-aws-roles-they-assume.html>
pub const ROLES_CLAIM: &str = "https://aws.amazon.com/roles";

/// What the roles claim says of the target role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RoleAuthorization {
    /// There is no roles claim, or it is null: `sts:RoleAuthorizedByIdp` is `false`.
    Absent,
    /// The target role is among the roles: `sts:RoleAuthorizedByIdp` is `true`.
    Authorized,
    /// The token names these roles, and the target role's ARN was not given.
    RoleUnknown(Vec<String>),
}

/// Reads the roles claim and looks for the target role in it.
///
/// The claim is a string, several roles separated by `;`, or a list; white space around a role is set aside, entries
/// that are no role ARN are ignored, and the target must equal an entry exactly.
/// Recorded: <https://github.com/radkawar/stackd>
///
/// # Errors
///
/// A failure of the stage `token` when the claim has another type, names no role ARN, or does not name `role_arn`.
pub fn roles_claim(
    claims: &ClaimsObject,
    role_arn: Option<&str>,
) -> Result<RoleAuthorization, Box<StsFailure>> {
    let candidates: Vec<&str> = match claims.get(ROLES_CLAIM) {
        None | Some(Value::Null) => return Ok(RoleAuthorization::Absent),
        Some(Value::String(roles)) => roles.split(';').collect(),
        Some(Value::Array(roles)) => roles.iter().filter_map(Value::as_str).collect(),
        Some(_) => {
            return Err(refused(
                "roles-claim-format",
                "The roles claim is not in a supported format",
                format!("the token's `{ROLES_CLAIM}` is neither a string nor a list"),
            ));
        }
    };
    let roles: Vec<&str> = candidates.into_iter().map(str::trim).filter(|role| is_role_arn(role)).collect();
    if roles.is_empty() {
        return Err(refused(
            "roles-claim-empty",
            "The roles claim contains no valid role ARNs",
            format!("the token's `{ROLES_CLAIM}` names no role ARN"),
        ));
    }
    match role_arn {
        None => Ok(RoleAuthorization::RoleUnknown(roles.into_iter().map(str::to_owned).collect())),
        Some(role_arn) if roles.contains(&role_arn) => Ok(RoleAuthorization::Authorized),
        Some(role_arn) => Err(refused(
            "roles-claim-mismatch",
            "The target role ARN is not present in the roles claim of the identity token",
            format!("the token's `{ROLES_CLAIM}` does not name `{role_arn}`"),
        )
        .with_note("the issuer limits this token to some roles; STS compares the ARN exactly, case and all")),
    }
}

/// Whether the text is `arn:PARTITION:iam::ACCOUNT:role/NAME`, without wildcards.
fn is_role_arn(text: &str) -> bool {
    let mut parts = text.splitn(6, ':');
    let mut next = || parts.next().unwrap_or_default();
    let (arn, partition, service, region, account, resource) =
        (next(), next(), next(), next(), next(), next());
    arn == "arn"
        && partition.starts_with("aws")
        && partition.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
        && service == "iam"
        && region.is_empty()
        && account.len() == 12
        && account.bytes().all(|byte| byte.is_ascii_digit())
        && resource
            .strip_prefix("role/")
            .is_some_and(|name| !name.is_empty() && !name.contains([':', ';', '*', '?', ' ']))
}

fn refused(id: &'static str, message: &str, headline: String) -> Box<StsFailure> {
    StsFailure::invalid_identity_token(Stage::Token, id, message, headline)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::token::testing::claims;

    const ROLE: &str = "arn:aws:iam::123456789012:role/deploy";
    const OTHER: &str = "arn:aws:iam::123456789012:role/other";

    fn decided(value: &Value) -> Result<RoleAuthorization, Box<StsFailure>> {
        let mut claims = claims();
        claims[ROLES_CLAIM] = value.clone();
        roles_claim(claims.as_object().unwrap(), Some(ROLE))
    }

    #[test]
    fn absent_or_null_authorizes_nothing() {
        assert_eq!(
            roles_claim(claims().as_object().unwrap(), Some(ROLE)).unwrap(),
            RoleAuthorization::Absent
        );
        assert_eq!(decided(&Value::Null).unwrap(), RoleAuthorization::Absent);
    }

    #[test]
    fn the_role_is_found_in_strings_and_lists() {
        for value in [
            json!([ROLE]),
            json!(ROLE),
            json!([OTHER, ROLE]),
            json!(format!("{OTHER};{ROLE}")),
            json!(format!("{OTHER}; {ROLE}")),
            json!(format!(" {ROLE} ")),
            json!(format!("{ROLE};")),
            json!(format!(";{ROLE}")),
            json!([123, ROLE]),
            json!([null, ROLE]),
            json!(["not-an-arn", ROLE]),
            json!([ROLE, ROLE]),
        ] {
            assert_eq!(decided(&value).unwrap(), RoleAuthorization::Authorized, "{value}");
        }
    }

    #[test]
    fn what_does_not_name_the_role_is_refused() {
        let cases = [
            (json!([OTHER]), "roles-claim-mismatch"),
            (json!("arn:aws:iam::123456789012:role/Deploy"), "roles-claim-mismatch"),
            (json!("arn:aws:iam::123456789012:role/team/deploy"), "roles-claim-mismatch"),
            (json!([]), "roles-claim-empty"),
            (json!(""), "roles-claim-empty"),
            (json!([[ROLE]]), "roles-claim-empty"),
            (json!("arn:aws:iam::123456789012:role/*"), "roles-claim-empty"),
            (json!(ROLE.to_uppercase()), "roles-claim-empty"),
            (json!(format!("{OTHER},{ROLE}")), "roles-claim-empty"),
            (json!("deploy"), "roles-claim-empty"),
            (json!("arn:aws:iam::123456789012:user/deploy"), "roles-claim-empty"),
            (json!(123), "roles-claim-format"),
            (json!(true), "roles-claim-format"),
            (json!({"role": ROLE}), "roles-claim-format"),
        ];
        for (value, id) in cases {
            let failure = decided(&value).unwrap_err();
            assert_eq!(
                (failure.stage, failure.code, failure.id),
                (Stage::Token, "InvalidIdentityToken", id),
                "{value}"
            );
        }
        assert_eq!(
            decided(&json!([OTHER])).unwrap_err().message,
            "The target role ARN is not present in the roles claim of the identity token"
        );
    }

    #[test]
    fn without_the_target_the_answer_is_open() {
        let mut claims = claims();
        claims[ROLES_CLAIM] = json!(OTHER);
        let decided = roles_claim(claims.as_object().unwrap(), None).unwrap();
        assert_eq!(decided, RoleAuthorization::RoleUnknown(vec![OTHER.to_owned()]));
    }
}
