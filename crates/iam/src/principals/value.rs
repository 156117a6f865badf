//! One value of `Principal`, compiled, and whether it speaks of a caller.

use crate::context::{ContextValue, Lookup};
use crate::operators::arn::Arn;
use crate::policy::PrincipalKind;

use super::call::Call;
use super::caller::{Caller, Federation};

/// A compiled value of `Principal`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum PrincipalValue {
    /// `AWS: *`.
    Anyone,
    /// An account id or the ARN of its root.
    Account { partition: Option<Box<str>>, account: Box<str> },
    /// The ARN of a role.
    Role { arn: Box<str>, partition: Box<str>, account: Box<str>, name: Box<str> },
    /// The ARN of a session of a role.
    Session { arn: Box<str>, partition: Box<str>, account: Box<str>, role: Box<str> },
    /// Another ARN of an AWS principal, which names itself only.
    Exactly(Box<str>),
    /// The unique id of a user or role.
    UniqueId(Box<str>),
    /// A service.
    Service(Box<str>),
    /// A provider: who calls by it and, of an ARN, its account and all before that.
    Federated { provider: Box<str>, kind: Federation, account: Option<Box<str>>, before_resource: Box<str> },
    /// A value that speaks of nobody who assumes a role.
    Nobody,
}

/// How a value speaks of the caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Match {
    /// Not at all.
    No,
    /// It names the caller.
    Named,
    /// It names the caller's account.
    Account,
    /// It is any AWS principal.
    Anyone,
    /// It depends on this, of which it is not known what it is.
    Unknown { key: &'static str, reason: &'static str },
}

impl PrincipalValue {
    pub(crate) fn compile(kind: PrincipalKind, text: &str) -> Self {
        match kind {
            PrincipalKind::Aws => Self::compile_aws(text),
            PrincipalKind::Service => Self::Service(text.into()),
            PrincipalKind::Federated => Self::compile_federated(text),
            PrincipalKind::CanonicalUser => Self::Nobody,
        }
    }

    fn compile_federated(text: &str) -> Self {
        let caller = Caller::parse(text);
        match caller.federation() {
            Some(kind) => {
                let resource = Arn::parse(text).map_or("", Arn::resource);
                let before_resource = text.strip_suffix(resource).unwrap_or_default().into();
                let account = caller.account().map(Box::from);
                Self::Federated { provider: text.into(), kind, account, before_resource }
            }
            None => Self::Nobody,
        }
    }

    fn compile_aws(text: &str) -> Self {
        if text == "*" {
            return Self::Anyone;
        }
        match Caller::parse(text) {
            Caller::Account { partition, account } => {
                Self::Account { partition: partition.map(Box::from), account: account.into() }
            }
            Caller::User(_) | Caller::FederatedUser(_) => Self::Exactly(text.into()),
            Caller::Role(arn) => Self::Role {
                arn: text.into(),
                partition: arn.partition().into(),
                account: arn.account().into(),
                name: role_name(arn).into(),
            },
            Caller::Session(arn) => Self::Session {
                arn: text.into(),
                partition: arn.partition().into(),
                account: arn.account().into(),
                role: session_role(arn).into(),
            },
            _ if is_unique_id(text) => Self::UniqueId(text.into()),
            _ => Self::Nobody,
        }
    }

    /// Whether the value speaks of the caller of `call`.
    pub(crate) fn matches(&self, call: &Call<'_>) -> Match {
        // Nearly every value that is ever evaluated names a provider; telling it takes no look at the caller's text.
        if let Self::Federated { provider, kind, account, before_resource } = self {
            return named(
                **provider == *call.principal
                    && kind.can_call(call.action)
                    && (call.role_begins_with(before_resource)
                        || account
                            .as_deref()
                            .zip(call.role_account())
                            .is_none_or(|(provider, role)| provider == role)),
            );
        }
        let caller = call.caller();
        if !caller.can_call(call.action) {
            return Match::No;
        }
        match self {
            Self::Anyone if caller.is_aws_principal() => Match::Anyone,
            Self::Account { partition, account } => {
                let in_account = caller.is_aws_principal() && caller.account() == Some(&**account);
                let same_partition = match (partition.as_deref(), partition_of(caller)) {
                    (Some(left), Some(right)) => left == right,
                    _ => true,
                };
                if in_account && same_partition { Match::Account } else { Match::No }
            }
            Self::Role { arn, partition, account, name } => match caller {
                Caller::Role(_) => named(**arn == *call.principal),
                Caller::Session(session) => named(
                    session.partition() == &**partition
                        && session.account() == &**account
                        && session_role(session) == &**name,
                ),
                _ => Match::No,
            },
            Self::Session { arn, partition, account, role } => match caller {
                Caller::Session(_) => named(**arn == *call.principal),
                Caller::Role(caller)
                    if caller.partition() == &**partition
                        && caller.account() == &**account
                        && role_name(caller) == &**role =>
                {
                    let reason = "the request names the role, not which of its sessions calls";
                    Match::Unknown { key: "aws:userid", reason }
                }
                _ => Match::No,
            },
            Self::Exactly(arn) => named(caller.is_aws_principal() && **arn == *call.principal),
            Self::UniqueId(id) if caller.is_aws_principal() => match call.context.lookup("aws:userid") {
                Lookup::Present(ContextValue::Single(userid)) => {
                    named(userid.split_once(':').map_or(userid.as_str(), |(id, _)| id) == &**id)
                }
                Lookup::Present(ContextValue::Multi(_)) | Lookup::Missing(_) => Match::No,
                Lookup::Unknown(_) => {
                    Match::Unknown { key: "aws:userid", reason: "the unique id of the caller is not given" }
                }
            },
            Self::Service(service) => {
                named(matches!(caller, Caller::Service(caller) if caller == &**service))
            }
            Self::Anyone | Self::UniqueId(_) | Self::Nobody | Self::Federated { .. } => Match::No,
        }
    }
}

fn named(named: bool) -> Match {
    if named { Match::Named } else { Match::No }
}

/// The name of a role, the last part of its path.
fn role_name(arn: Arn<'_>) -> &str {
    arn.resource().rsplit_once('/').map_or(arn.resource(), |(_, name)| name)
}

/// The role of a session; session ARNs leave out the role's path.
fn session_role(arn: Arn<'_>) -> &str {
    arn.resource().split('/').nth(1).unwrap_or_default()
}

fn partition_of(caller: Caller<'_>) -> Option<&str> {
    match caller {
        Caller::Account { partition, .. } => partition,
        Caller::User(arn) | Caller::Role(arn) | Caller::Session(arn) | Caller::FederatedUser(arn) => {
            Some(arn.partition())
        }
        _ => None,
    }
}

/// Whether `text` has the form of the unique id of a user or a role.
///
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids>
fn is_unique_id(text: &str) -> bool {
    (text.starts_with("AIDA") || text.starts_with("AROA"))
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::context::{Absence, Request, RequestContext};

    fn aws(value: &str, principal: &str) -> Match {
        matches(PrincipalKind::Aws, value, principal, &RequestContext::complete())
    }

    fn matches(kind: PrincipalKind, value: &str, principal: &str, context: &RequestContext) -> Match {
        let action = match Caller::parse(principal).federation() {
            None => "sts:AssumeRole",
            Some(Federation::Saml) => "sts:AssumeRoleWithSAML",
            Some(Federation::WebIdentity) => "sts:AssumeRoleWithWebIdentity",
        };
        let request = Request {
            action: action.to_owned(),
            principal: principal.to_owned(),
            resource: Some("arn:aws:iam::123456789012:role/deploy".to_owned()),
            context: context.clone(),
        };
        PrincipalValue::compile(kind, value).matches(&Call::new(&request))
    }

    const USER: &str = "arn:aws:iam::111122223333:user/team/ann";
    const ROLE: &str = "arn:aws:iam::111122223333:role/team/ci";
    const SESSION: &str = "arn:aws:sts::111122223333:assumed-role/ci/run-1";
    const OIDC: &str = "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com";
    const SAML: &str = "arn:aws:iam::123456789012:saml-provider/okta";

    #[test]
    fn accounts_delegate() {
        for value in ["111122223333", "arn:aws:iam::111122223333:root"] {
            for principal in [USER, ROLE, SESSION, "111122223333", "arn:aws:iam::111122223333:root"] {
                assert_eq!(aws(value, principal), Match::Account, "{value} {principal}");
            }
            assert_eq!(aws(value, "arn:aws:iam::999999999999:user/ann"), Match::No);
            assert_eq!(aws(value, OIDC), Match::No);
        }
        assert_eq!(aws("123456789012", OIDC), Match::No, "a provider is no principal of its account");
        assert_eq!(aws("arn:aws-cn:iam::111122223333:root", USER), Match::No);
    }

    #[test]
    fn star_is_any_aws_principal_only() {
        for principal in [USER, ROLE, SESSION, "111122223333"] {
            assert_eq!(aws("*", principal), Match::Anyone);
        }
        for principal in [OIDC, SAML, "ec2.amazonaws.com", "accounts.google.com", "someone"] {
            assert_eq!(aws("*", principal), Match::No, "{principal}");
        }
    }

    #[test]
    fn roles_and_their_sessions() {
        assert_eq!(aws(ROLE, ROLE), Match::Named);
        assert_eq!(aws(ROLE, SESSION), Match::Named, "the session's ARN leaves out the path");
        assert_eq!(aws(ROLE, "arn:aws:sts::111122223333:assumed-role/ci2/run-1"), Match::No);
        assert_eq!(aws(ROLE, "arn:aws:sts::999999999999:assumed-role/ci/run-1"), Match::No);
        assert_eq!(
            aws(ROLE, "arn:aws:iam::111122223333:role/ci"),
            Match::No,
            "the path counts between roles"
        );
        assert_eq!(aws(SESSION, SESSION), Match::Named);
        assert_eq!(aws(SESSION, "arn:aws:sts::111122223333:assumed-role/ci/run-2"), Match::No);
        assert!(matches!(aws(SESSION, ROLE), Match::Unknown { key: "aws:userid", .. }));
    }

    #[test]
    fn users_by_their_whole_arn() {
        assert_eq!(aws(USER, USER), Match::Named);
        assert_eq!(aws("arn:aws:iam::111122223333:user/ann", USER), Match::No);
        assert_eq!(aws("arn:aws:iam::111122223333:user/*", USER), Match::No, "no partial wildcards");
    }

    #[test]
    fn unique_ids_by_userid() {
        let mut context = RequestContext::complete();
        assert_eq!(matches(PrincipalKind::Aws, "AROAEXAMPLE", SESSION, &context), Match::No);
        context.insert("aws:userid", ContextValue::Single("AROAEXAMPLE:run-1".to_owned()));
        assert_eq!(matches(PrincipalKind::Aws, "AROAEXAMPLE", SESSION, &context), Match::Named);
        assert_eq!(matches(PrincipalKind::Aws, "AROAEXAM", SESSION, &context), Match::No);
        context.insert_absent("aws:userid", Absence::Unknown("not given".into()));
        assert!(matches!(
            matches(PrincipalKind::Aws, "AROAEXAMPLE", SESSION, &context),
            Match::Unknown { .. }
        ));
    }

    #[test]
    fn providers_and_services() {
        let complete = RequestContext::complete();
        let federated = |value, principal| matches(PrincipalKind::Federated, value, principal, &complete);
        assert_eq!(federated(OIDC, OIDC), Match::Named);
        assert_eq!(federated(SAML, SAML), Match::Named);
        assert_eq!(federated("accounts.google.com", "accounts.google.com"), Match::Named);
        let elsewhere = "arn:aws:iam::999999999999:oidc-provider/token.actions.githubusercontent.com";
        assert_eq!(federated(elsewhere, elsewhere), Match::No, "STS looks in the account of the role");
        assert_eq!(federated("*", OIDC), Match::No);
        assert_eq!(
            matches(PrincipalKind::Service, "ec2.amazonaws.com", "ec2.amazonaws.com", &complete),
            Match::Named
        );
        assert_eq!(
            matches(PrincipalKind::Service, "ec2.amazonaws.com", "lambda.amazonaws.com", &complete),
            Match::No
        );
        assert_eq!(matches(PrincipalKind::Aws, OIDC, OIDC, &complete), Match::No);
        assert_eq!(matches(PrincipalKind::CanonicalUser, USER, USER, &complete), Match::No);
    }
}
