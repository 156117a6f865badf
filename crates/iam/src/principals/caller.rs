//! The caller, read from [`crate::context::Request::principal`].

use crate::operators::arn::Arn;

/// Who calls, by kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Caller<'a> {
    /// An account as a whole, given by its id or as its root user.
    Account {
        /// The partition, when an ARN was given.
        partition: Option<&'a str>,
        /// The account id.
        account: &'a str,
    },
    /// An IAM user.
    User(Arn<'a>),
    /// A role, its session not named.
    Role(Arn<'a>),
    /// A session of a role: `arn:aws:sts::123456789012:assumed-role/role/session`.
    Session(Arn<'a>),
    /// A session of `GetFederationToken`.
    FederatedUser(Arn<'a>),
    /// A token of an OIDC provider registered in IAM.
    OidcProvider(Arn<'a>),
    /// An assertion of a SAML provider registered in IAM.
    SamlProvider(Arn<'a>),
    /// A token of a provider that every account trusts without registration, e.g. `accounts.google.com`.
    BuiltInProvider(&'a str),
    /// An AWS service, e.g. `ec2.amazonaws.com`.
    Service(&'a str),
    /// None of the above; no `Principal` value speaks of it.
    Unrecognised(&'a str),
}

impl<'a> Caller<'a> {
    /// Reads a principal ARN, an account id, a service name, a provider ARN or a built-in federation.
    #[must_use]
    pub fn parse(text: &'a str) -> Self {
        if BUILT_IN_PROVIDERS.contains(&text) {
            return Self::BuiltInProvider(text);
        }
        if is_account_id(text) {
            return Self::Account { partition: None, account: text };
        }
        let Some(arn) = Arn::parse(text) else {
            let service = text.ends_with(".amazonaws.com") || text.ends_with(".amazonaws.com.cn");
            return if service { Self::Service(text) } else { Self::Unrecognised(text) };
        };
        let kind = arn.resource().split_once('/').map_or(arn.resource(), |(kind, _)| kind);
        match (arn.service(), kind) {
            ("iam", "root") => Self::Account { partition: Some(arn.partition()), account: arn.account() },
            ("iam", "user") => Self::User(arn),
            ("iam", "role") => Self::Role(arn),
            ("iam", "oidc-provider") => Self::OidcProvider(arn),
            ("iam", "saml-provider") => Self::SamlProvider(arn),
            ("sts", "assumed-role") => Self::Session(arn),
            ("sts", "federated-user") => Self::FederatedUser(arn),
            _ => Self::Unrecognised(text),
        }
    }

    /// The account of the caller; `None` for a service or a built-in provider.
    #[must_use]
    pub fn account(self) -> Option<&'a str> {
        match self {
            Self::Account { account, .. } => Some(account),
            Self::User(arn) | Self::Role(arn) | Self::Session(arn) | Self::FederatedUser(arn) => {
                Some(arn.account())
            }
            Self::OidcProvider(arn) | Self::SamlProvider(arn) => Some(arn.account()),
            Self::BuiltInProvider(_) | Self::Service(_) | Self::Unrecognised(_) => None,
        }
    }

    /// The partition of the caller; `None` for an account id, a service or a built-in provider.
    #[must_use]
    pub fn partition(self) -> Option<&'a str> {
        match self {
            Self::Account { partition, .. } => partition,
            Self::User(arn)
            | Self::Role(arn)
            | Self::Session(arn)
            | Self::FederatedUser(arn)
            | Self::OidcProvider(arn)
            | Self::SamlProvider(arn) => Some(arn.partition()),
            Self::BuiltInProvider(_) | Self::Service(_) | Self::Unrecognised(_) => None,
        }
    }

    /// Whether the caller is a principal of an AWS account, the kind that `AWS` values speak of.
    #[must_use]
    pub fn is_aws_principal(self) -> bool {
        matches!(
            self,
            Self::Account { .. } | Self::User(_) | Self::Role(_) | Self::Session(_) | Self::FederatedUser(_)
        )
    }

    /// Whether a caller of this kind can make the call at all; when not, no statement speaks of the request.
    ///
    /// A `Federated` principal under `sts:AssumeRole` can be stored and never grants. Source ("Mismatched action for principal"):
    /// <https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html>
    #[must_use]
    pub fn can_call(self, action: Action) -> bool {
        match self.federation() {
            Some(federation) => federation.can_call(action),
            None => matches!(action, Action::AssumeRole | Action::Accompanying),
        }
    }

    /// How the caller is federated; `None` for principals of accounts and for services.
    #[must_use]
    pub fn federation(self) -> Option<Federation> {
        match self {
            Self::OidcProvider(_) | Self::BuiltInProvider(_) => Some(Federation::WebIdentity),
            Self::SamlProvider(_) => Some(Federation::Saml),
            _ => None,
        }
    }
}

/// How a federated caller presents itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Federation {
    /// By the token of an OIDC provider.
    WebIdentity,
    /// By a SAML assertion.
    Saml,
}

impl Federation {
    /// Whether a caller so federated can make the call.
    #[must_use]
    pub fn can_call(self, action: Action) -> bool {
        match self {
            Self::WebIdentity => matches!(action, Action::AssumeRoleWithWebIdentity | Action::Accompanying),
            Self::Saml => matches!(action, Action::AssumeRoleWithSaml | Action::Accompanying),
        }
    }
}

/// The call, as far as it tells who can make it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// `sts:AssumeRole`.
    AssumeRole,
    /// `sts:AssumeRoleWithSAML`.
    AssumeRoleWithSaml,
    /// `sts:AssumeRoleWithWebIdentity`.
    AssumeRoleWithWebIdentity,
    /// Any other, e.g. `sts:TagSession`, which goes with a main call of any kind.
    Accompanying,
}

impl Action {
    /// Reads an action, written in any case.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let any_case = || Self::ALL.iter().find(|(name, _)| name.eq_ignore_ascii_case(text));
        let known = Self::ALL.iter().find(|(name, _)| *name == text).or_else(any_case);
        known.map_or(Self::Accompanying, |(_, action)| *action)
    }

    const ALL: [(&'static str, Self); 3] = [
        ("sts:AssumeRoleWithWebIdentity", Self::AssumeRoleWithWebIdentity),
        ("sts:AssumeRole", Self::AssumeRole),
        ("sts:AssumeRoleWithSAML", Self::AssumeRoleWithSaml),
    ];
}

/// Whether `text` is an account id: twelve digits.
fn is_account_id(text: &str) -> bool {
    text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The identity providers that need no registration.
///
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-federated-web-identity>
const BUILT_IN_PROVIDERS: &[&str] =
    &["accounts.google.com", "cognito-identity.amazonaws.com", "graph.facebook.com", "www.amazon.com"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds() {
        let parse = Caller::parse;
        assert_eq!(parse("111122223333"), Caller::Account { partition: None, account: "111122223333" });
        assert!(matches!(
            parse("arn:aws-cn:iam::111122223333:root"),
            Caller::Account { partition: Some("aws-cn"), .. }
        ));
        assert!(matches!(parse("arn:aws:iam::111122223333:user/path/ann"), Caller::User(_)));
        assert!(matches!(parse("arn:aws:iam::111122223333:role/ci"), Caller::Role(_)));
        assert!(matches!(parse("arn:aws:sts::111122223333:assumed-role/ci/run"), Caller::Session(_)));
        assert!(matches!(parse("arn:aws:sts::111122223333:federated-user/ann"), Caller::FederatedUser(_)));
        assert!(matches!(
            parse("arn:aws:iam::111122223333:oidc-provider/gitlab.com"),
            Caller::OidcProvider(_)
        ));
        assert!(matches!(parse("arn:aws:iam::111122223333:saml-provider/okta"), Caller::SamlProvider(_)));
        assert_eq!(
            parse("cognito-identity.amazonaws.com"),
            Caller::BuiltInProvider("cognito-identity.amazonaws.com")
        );
        assert_eq!(parse("ec2.amazonaws.com.cn"), Caller::Service("ec2.amazonaws.com.cn"));
        assert_eq!(parse("someone"), Caller::Unrecognised("someone"));
    }

    #[test]
    fn the_call_must_fit_the_caller() {
        let can_call = |caller: &str, action: &str| Caller::parse(caller).can_call(Action::parse(action));
        let oidc = "arn:aws:iam::111122223333:oidc-provider/gitlab.com";
        assert!(can_call(oidc, "sts:assumerolewithwebidentity") && can_call(oidc, "sts:TagSession"));
        assert!(!can_call(oidc, "sts:AssumeRole") && !can_call(oidc, "sts:AssumeRoleWithSAML"));
        assert!(can_call("arn:aws:iam::111122223333:saml-provider/okta", "sts:AssumeRoleWithSAML"));
        assert!(can_call("ec2.amazonaws.com", "sts:AssumeRole"));
        assert!(!can_call("111122223333", "sts:AssumeRoleWithWebIdentity"));
        assert!(!can_call("111122223333", "sts:AssumeRoleWithSAML"));
    }
}
