//! Who signed a token: the claim `iss`, and what STS makes of the tokens of that issuer.

mod keys;
mod kind;

pub use keys::{DEFAULT_KEYS, SpecificKey, SpecificKeys};
pub use kind::IssuerKind;

use crate::name::ColonEncoding;

/// An OIDC issuer, as the claim `iss` names it; it keeps that text exactly.
///
/// Sources: <https://docs.github.com/en/actions/reference/security/oidc>,
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif>
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issuer {
    url: String,
    kind: IssuerKind,
}

/// Whether an issuer puts the ids of owner and repository into the subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ImmutableSubjects {
    /// Some repositories have immutable subjects, others do not: github.com.
    Possible,
    /// Never: GitHub Enterprise Server, and every issuer that is not GitHub.
    Never,
    /// GitHub does not say: GHE.com.
    NotStated,
}

impl Issuer {
    /// The issuer of github.com.
    pub fn github() -> Self {
        Self { url: "https://token.actions.githubusercontent.com".to_owned(), kind: IssuerKind::GitHub }
    }

    /// Reads the claim `iss`. Every text is an issuer; one that is not recognised, down to a trailing slash or
    /// a capital letter in the host, is [`IssuerKind::Unknown`], because STS compares it exactly.
    pub fn parse(iss: &str) -> Self {
        Self { url: iss.to_owned(), kind: kind::recognise(iss) }
    }

    /// The claim `iss`.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Which issuer it is.
    pub fn kind(&self) -> &IssuerKind {
        &self.kind
    }

    /// What stands before `:` in the condition keys of this issuer: `iss` without its scheme.
    ///
    /// IAM registers https issuers only; an http one is for trying things out on one machine.
    ///
    /// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif>
    pub fn key_prefix(&self) -> &str {
        let rest = self.url.strip_prefix("https://").or_else(|| self.url.strip_prefix("http://"));
        rest.unwrap_or(&self.url)
    }

    /// The condition key of one suffix, e.g. `token.actions.githubusercontent.com:sub` of `sub`.
    pub fn key(&self, suffix: &str) -> String {
        format!("{}:{suffix}", self.key_prefix())
    }

    /// What stands after `:oidc-provider/` in the ARN of this issuer's provider, in exactly this case; none
    /// for Google and Cognito, which are built into STS and have no provider ARN.
    ///
    /// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html>
    pub fn provider_arn_suffix(&self) -> Option<&str> {
        (!self.is_built_in()).then(|| self.key_prefix())
    }

    /// Whether STS knows this issuer without a provider in the account: the principal is its domain then.
    pub fn is_built_in(&self) -> bool {
        matches!(self.kind, IssuerKind::Google | IssuerKind::Cognito)
    }

    /// Whether GitHub signed: github.com, with or without an enterprise's slug, GHE.com, or an Enterprise Server.
    pub fn is_github(&self) -> bool {
        matches!(
            self.kind,
            IssuerKind::GitHub
                | IssuerKind::GitHubEnterprise { .. }
                | IssuerKind::GitHubEnterprisePage { .. }
                | IssuerKind::GheCom { .. }
                | IssuerKind::EnterpriseServer { .. }
        )
    }

    /// Whether subjects of this issuer may carry the ids of owner and repository.
    ///
    /// Source: <https://docs.github.com/en/actions/reference/security/oidc>
    pub fn immutable_subjects(&self) -> ImmutableSubjects {
        match self.kind {
            IssuerKind::GitHub | IssuerKind::GitHubEnterprise { .. } => ImmutableSubjects::Possible,
            IssuerKind::GheCom { .. } | IssuerKind::GitHubEnterprisePage { .. } => {
                ImmutableSubjects::NotStated
            }
            _ => ImmutableSubjects::Never,
        }
    }

    /// How this issuer writes a `:` inside a value of the subject; none where it depends on the version of
    /// the Enterprise Server, or where the issuer is not GitHub.
    ///
    /// Source: <https://docs.github.com/en/actions/reference/security/oidc>
    pub fn colon_encoding(&self) -> Option<ColonEncoding> {
        let certain = self.is_github() && !matches!(self.kind, IssuerKind::EnterpriseServer { .. });
        certain.then_some(ColonEncoding::Encoded)
    }

    /// The audience of a token for which the job asked no other: the owner's page. None for issuers that are
    /// not GitHub. For GHE.com it is inferred from its neighbours.
    ///
    /// Source: <https://docs.github.com/en/actions/reference/security/oidc>
    pub fn default_audience(&self, owner: &str) -> Option<String> {
        match &self.kind {
            IssuerKind::GitHub
            | IssuerKind::GitHubEnterprise { .. }
            | IssuerKind::GitHubEnterprisePage { .. } => Some(format!("https://github.com/{owner}")),
            IssuerKind::GheCom { subdomain, .. } => Some(format!("https://{subdomain}.ghe.com/{owner}")),
            IssuerKind::EnterpriseServer { host } => Some(format!("https://{host}/{owner}")),
            _ => None,
        }
    }

    /// The condition keys that STS has for this issuer beside [`DEFAULT_KEYS`].
    pub fn specific_keys(&self) -> SpecificKeys {
        keys::specific_keys(&self.kind)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn condition_keys_and_provider_follow_iss() {
        let plain = Issuer::parse("https://token.actions.githubusercontent.com");
        assert_eq!(plain, Issuer::github());
        assert_eq!(plain.key("sub"), "token.actions.githubusercontent.com:sub");
        assert_eq!(plain.provider_arn_suffix(), Some("token.actions.githubusercontent.com"));

        let slug = Issuer::parse("https://token.actions.githubusercontent.com/octocat-inc");
        assert_eq!(slug.key("sub"), "token.actions.githubusercontent.com/octocat-inc:sub");
        assert_eq!(slug.provider_arn_suffix(), Some("token.actions.githubusercontent.com/octocat-inc"));

        let server = Issuer::parse("https://ghes.example.com/_services/token");
        assert_eq!(server.key("aud"), "ghes.example.com/_services/token:aud");

        let google = Issuer::parse("https://accounts.google.com");
        assert_eq!(google.key("oaud"), "accounts.google.com:oaud");
        assert_eq!(google.provider_arn_suffix(), None);
    }

    #[test]
    fn immutable_subjects_by_deployment() {
        for (iss, expected) in [
            ("https://token.actions.githubusercontent.com", ImmutableSubjects::Possible),
            ("https://token.actions.githubusercontent.com/acme", ImmutableSubjects::Possible),
            ("https://token.actions.acme.ghe.com", ImmutableSubjects::NotStated),
            ("https://ghes.example.com/_services/token", ImmutableSubjects::Never),
            ("https://gitlab.com", ImmutableSubjects::Never),
        ] {
            assert_eq!(Issuer::parse(iss).immutable_subjects(), expected, "{iss}");
        }
    }

    #[test]
    fn colons_are_encoded_except_perhaps_on_an_enterprise_server() {
        assert_eq!(Issuer::github().colon_encoding(), Some(ColonEncoding::Encoded));
        assert_eq!(Issuer::parse("https://ghes.example.com/_services/token").colon_encoding(), None);
        assert_eq!(Issuer::parse("https://gitlab.com").colon_encoding(), None);
    }

    #[test]
    fn default_audience_is_the_owners_page() {
        let of = |iss: &str| Issuer::parse(iss).default_audience("octo-org");
        assert_eq!(of("https://token.actions.githubusercontent.com").unwrap(), "https://github.com/octo-org");
        assert_eq!(
            of("https://ghes.example.com/_services/token").unwrap(),
            "https://ghes.example.com/octo-org"
        );
        assert_eq!(of("https://token.actions.acme.ghe.com").unwrap(), "https://acme.ghe.com/octo-org");
        assert_eq!(of("https://gitlab.com"), None);
    }
}
