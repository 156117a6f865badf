//! The OIDC providers that a statement names, beside the one that the token comes from.

use can_assume_iam::policy::PrincipalKind;
use can_assume_iam::span::Spanned;

use crate::cause::{Case, Finding, edit};

/// The ARN of an OIDC provider, in its parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ProviderArn<'a> {
    pub(super) partition: &'a str,
    pub(super) account: &'a str,
    pub(super) path: &'a str,
}

impl<'a> ProviderArn<'a> {
    pub(super) fn parse(arn: &'a str) -> Option<Self> {
        let mut parts = arn.splitn(6, ':');
        let scheme = parts.next()?;
        let partition = parts.next()?;
        let service = parts.next()?;
        let region = parts.next()?;
        let account = parts.next()?;
        let path = parts.next()?.strip_prefix("oidc-provider/")?;
        (scheme == "arn" && service == "iam" && region.is_empty()).then_some(Self {
            partition,
            account,
            path,
        })
    }
}

/// What a principal element that fails says of OIDC providers.
pub(super) struct Named<'a> {
    /// The provider that the token comes from.
    pub(super) came: &'a str,
    /// Every `Federated` value of the statement.
    pub(super) federated: Vec<&'a Spanned<String>>,
}

/// The `Federated` values of a principal that does not cover a web identity.
pub(super) fn named<'a>(case: &Case<'a>) -> Option<Named<'a>> {
    let came = case.mismatched_principal()?;
    let principal = &case.statement()?.principal;
    let of_kind = |(kind, value): &'a (PrincipalKind, Spanned<String>)| {
        (*kind == PrincipalKind::Federated).then_some(value)
    };
    Some(Named { came, federated: principal.values.iter().filter_map(of_kind).collect() })
}

/// The finding with an edit that names the provider of the token in the place of `value`.
///
/// Where nothing tells the role's account, it is taken to be that of the provider that is named; without that, no edit
/// can be made.
pub(super) fn name_it(
    finding: Finding,
    case: &Case<'_>,
    value: &Spanned<String>,
    came: ProviderArn<'_>,
) -> Finding {
    let told = case.question.role.arn.is_some() || case.question.providers.is_some();
    let account = match ProviderArn::parse(&value.value) {
        Some(named) if !told && named.path != came.path => named.account,
        None if !told => return finding.help("name the provider by its ARN, with the account of the role"),
        _ => came.account,
    };
    let arn = format!("arn:{}:iam::{account}:oidc-provider/{}", came.partition, came.path);
    let edit = case.replace(value.span, &edit::json_string(&arn));
    finding.propose(format!("name the provider `{arn}`"), vec![edit])
}
