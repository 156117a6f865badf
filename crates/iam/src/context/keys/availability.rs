//! What is known of a key that the caller of this crate did not set, by the kind of request.

use super::super::{Absence, MissingReason};
use super::is_multivalued;
use super::table::{Availability, TABLE};

/// What is known of `key`, in lower case and not set, in the trust policy evaluation of `AssumeRoleWithWebIdentity`.
///
/// Keys of the provider (`<issuer>:claim`) that may exist must be set or said to be absent; all others are never populated.
/// Observed: no `aws:PrincipalArn`, no `aws:PrincipalOrgID`; `aws:userid` is the provider's ARN.
/// Source: <https://github.com/radkawar/stackd/tree/9dc356f5e5cc49d2d334178a09c1398dd1c62617/internal/services/sts/testdata/oidc>
#[must_use]
pub fn web_identity(key: &str) -> Absence {
    absence(key, 0)
}

/// What is known of `key`, in lower case and not set, in the trust policy evaluation of `AssumeRoleWithSAML`.
///
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-saml>
#[must_use]
pub fn saml(key: &str) -> Absence {
    absence(key, 1)
}

/// What is known of `key`, in lower case and not set, in the trust policy evaluation of `AssumeRole` by a user, a role or its session.
///
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html>
#[must_use]
pub fn assume_role_by_principal(key: &str) -> Absence {
    absence(key, 2)
}

/// What is known of `key`, in lower case and not set, in the trust policy evaluation of `AssumeRole` by an AWS service.
///
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html>
#[must_use]
pub fn assume_role_by_service(key: &str) -> Absence {
    absence(key, 3)
}

const WEB_IDENTITY_SESSION: &str = "it depends on whether the caller's own session began with a web identity";
const NOT_MODELLED: &str = "it is not among the keys that this version knows";

fn absence(key: &str, column: usize) -> Absence {
    match availability(key, column) {
        Availability::Maybe(reason) => Absence::Unknown(reason.into()),
        Availability::Absent => Absence::Missing(MissingReason::NotInThisRequest),
        Availability::Never => Absence::Missing(MissingReason::NeverPopulated),
    }
}

fn availability(key: &str, column: usize) -> Availability {
    let row = TABLE.iter().find(|row| match row.0.strip_suffix('*') {
        Some(prefix) => key.len() > prefix.len() && key.starts_with(prefix),
        None => key == row.0,
    });
    if let Some(availability) = row.and_then(|row| row.1.get(column)) {
        return *availability;
    }
    match key.split_once(':') {
        Some(("saml", _)) if column == 1 && is_multivalued(key) => {
            Availability::Maybe("it depends on the SAML assertion")
        }
        Some(("aws", _)) => Availability::Maybe(NOT_MODELLED),
        _ if column == 2 && survives_into_session(key) => Availability::Maybe(WEB_IDENTITY_SESSION),
        _ => Availability::Never,
    }
}

/// Whether `key` is one of the web identity keys that a session carries into its later requests.
///
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif>
fn survives_into_session(key: &str) -> bool {
    key.rsplit_once(':').is_some_and(|(issuer, claim)| {
        issuer.contains('.') && matches!(claim, "amr" | "aud" | "id" | "sub" | "app_id" | "user_id")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const NEVER: Absence = Absence::Missing(MissingReason::NeverPopulated);

    fn unknown(absence: &Absence) -> bool {
        matches!(absence, Absence::Unknown(reason) if !reason.is_empty())
    }

    #[test]
    fn web_identity_has_no_signed_caller() {
        for key in [
            "aws:principalarn",
            "aws:principalorgid",
            "aws:principaltag/team",
            "aws:username",
            "sts:externalid",
            "saml:sub",
            "sts:durationseconds",
            "aws:sourcearn",
            "aws:multifactorauthpresent",
        ] {
            assert_eq!(web_identity(key), NEVER, "{key}");
        }
    }

    #[test]
    fn what_the_call_may_carry_is_unknown() {
        for key in [
            "aws:sourceip",
            "aws:requestedregion",
            "aws:currenttime",
            "aws:resourcetag/env",
            "iam:resourcetag/env",
            "aws:federatedprovider",
            "sts:rolesessionname",
            "aws:brandnewkey",
        ] {
            assert!(unknown(&web_identity(key)), "{key}");
        }
    }

    #[test]
    fn provider_keys_that_were_not_set_are_never_populated() {
        assert_eq!(web_identity("token.actions.githubusercontent.com:repository_owner"), NEVER);
        assert_eq!(web_identity("token.actions.githubusercontent.com:sub"), NEVER);
    }

    #[test]
    fn tags_of_a_token_without_tags_are_absent() {
        assert_eq!(web_identity("aws:tagkeys"), Absence::Missing(MissingReason::NotInThisRequest));
        assert_eq!(web_identity("sts:sourceidentity"), Absence::Missing(MissingReason::NotInThisRequest));
    }

    #[test]
    fn assume_role() {
        for key in [
            "sts:externalid",
            "aws:multifactorauthpresent",
            "aws:principalorgid",
            "aws:principaltag/x",
            "saml:sub",
            "token.actions.githubusercontent.com:sub",
        ] {
            assert!(unknown(&assume_role_by_principal(key)), "{key}");
        }
        for key in [
            "aws:sourcearn",
            "token.actions.githubusercontent.com:repository",
            "saml:doc",
            "sts:roleauthorizedbyidp",
        ] {
            assert_eq!(assume_role_by_principal(key), NEVER, "{key}");
        }
        for key in [
            "aws:sourcearn",
            "aws:sourceaccount",
            "aws:principaltag/x509subject/cn",
            "aws:requesttag/kubernetes-namespace",
        ] {
            assert!(unknown(&assume_role_by_service(key)), "{key}");
        }
        assert_eq!(assume_role_by_service("aws:principalarn"), NEVER);
    }

    #[test]
    fn saml_attributes() {
        assert!(unknown(&saml("saml:aud")));
        assert!(unknown(&saml("saml:edupersonaffiliation")));
        assert_eq!(saml("saml:nosuchattribute"), NEVER);
        assert_eq!(saml("sts:roleauthorizedbyidp"), NEVER);
        assert_eq!(saml("aws:principalarn"), NEVER);
    }
}
