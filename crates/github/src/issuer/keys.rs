//! The condition keys that STS has for the tokens of an issuer.

use super::IssuerKind;

/// The suffixes of the condition keys that STS has for every OIDC issuer.
///
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif>
pub const DEFAULT_KEYS: [&str; 5] = ["sub", "aud", "oaud", "amr", "email"];

/// The condition keys that STS has for the tokens of one issuer beside [`DEFAULT_KEYS`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SpecificKeys {
    /// The keys.
    pub keys: &'static [SpecificKey],
    /// Why it is not certain that STS populates them, where it is not.
    pub uncertain: Option<&'static str>,
}

/// One condition key and the claim that STS takes its value from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SpecificKey {
    /// What follows the issuer and `:` in the key.
    pub suffix: &'static str,
    /// The claim.
    pub claim: &'static str,
}

/// Source: <https://docs.aws.amazon.com/service-authorization/latest/reference/list_sts.html>, announced in
/// <https://aws.amazon.com/about-aws/whats-new/2026/01/aws-sts-supports-validation-identity-provider-claims/>.
pub(super) fn specific_keys(kind: &IssuerKind) -> SpecificKeys {
    let certain = |keys| SpecificKeys { keys, uncertain: None };
    match kind {
        IssuerKind::GitHub | IssuerKind::GitHubEnterprise { .. } | IssuerKind::GheCom { slug: None, .. } => {
            certain(GITHUB)
        }
        IssuerKind::GheCom { slug: Some(_), .. } => SpecificKeys {
            keys: GITHUB,
            uncertain: Some("AWS lists no condition keys for an issuer of GHE.com with a path"),
        },
        IssuerKind::GitHubEnterprisePage { .. } => SpecificKeys {
            keys: GITHUB,
            uncertain: Some("no token of GitHub is known to have an issuer of this form"),
        },
        IssuerKind::GitLab => certain(GITLAB),
        IssuerKind::CircleCi { .. } => certain(CIRCLECI),
        IssuerKind::Buildkite => certain(BUILDKITE),
        IssuerKind::OracleCloud => certain(ORACLE),
        IssuerKind::Google => SpecificKeys {
            keys: GOOGLE,
            uncertain: Some("AWS and Google spell the claim of this condition key differently"),
        },
        IssuerKind::EnterpriseServer { .. }
        | IssuerKind::Bitbucket { .. }
        | IssuerKind::HcpTerraform
        | IssuerKind::Cognito
        | IssuerKind::Eks { .. }
        | IssuerKind::Forgejo { .. }
        | IssuerKind::Unknown => certain(&[]),
    }
}

const fn same(name: &'static str) -> SpecificKey {
    SpecificKey { suffix: name, claim: name }
}

const GITHUB: &[SpecificKey] = &[
    same("actor"),
    same("actor_id"),
    same("repository"),
    same("repository_id"),
    same("repository_owner_id"),
    same("ref"),
    same("workflow"),
    same("job_workflow_ref"),
    same("environment"),
    same("enterprise_id"),
];

const GITLAB: &[SpecificKey] = &[
    same("namespace_id"),
    same("project_id"),
    same("pipeline_source"),
    same("ref_protected"),
    same("runner_environment"),
    same("user_access_level"),
    same("user_email"),
    same("user_id"),
    same("user_login"),
];

const CIRCLECI: &[SpecificKey] = &[same("oidc.circleci.com/project-id")];

const BUILDKITE: &[SpecificKey] = &[
    same("organization_slug"),
    same("organization_id"),
    same("pipeline_slug"),
    same("pipeline_id"),
    same("cluster_name"),
    same("cluster_id"),
    same("build_branch"),
];

const ORACLE: &[SpecificKey] = &[same("rpst_id")];

const GOOGLE: &[SpecificKey] =
    &[SpecificKey { suffix: "google/organization_number", claim: "google:organization_number" }];

#[cfg(test)]
mod tests {
    use crate::issuer::Issuer;

    fn suffixes(iss: &str) -> Vec<&'static str> {
        Issuer::parse(iss).specific_keys().keys.iter().map(|key| key.suffix).collect()
    }

    #[test]
    fn github_has_exactly_ten() {
        let expected = vec![
            "actor",
            "actor_id",
            "repository",
            "repository_id",
            "repository_owner_id",
            "ref",
            "workflow",
            "job_workflow_ref",
            "environment",
            "enterprise_id",
        ];
        for iss in [
            "https://token.actions.githubusercontent.com",
            "https://token.actions.githubusercontent.com/acme",
            "https://token.actions.acme.ghe.com",
        ] {
            assert_eq!(suffixes(iss), expected, "{iss}");
            assert_eq!(Issuer::parse(iss).specific_keys().uncertain, None, "{iss}");
        }
    }

    #[test]
    fn an_enterprise_server_has_none() {
        assert_eq!(suffixes("https://ghes.example.com/_services/token"), [""; 0]);
    }

    #[test]
    fn data_residency_with_a_path_is_uncertain() {
        assert!(Issuer::parse("https://token.actions.acme.ghe.com/acme").specific_keys().uncertain.is_some());
    }

    #[test]
    fn other_issuers_have_their_own() {
        assert_eq!(suffixes("https://oidc.circleci.com/org/1"), ["oidc.circleci.com/project-id"]);
        assert_eq!(suffixes("https://gitlab.com").len(), 9);
        assert_eq!(suffixes("https://agent.buildkite.com").len(), 7);
        assert_eq!(suffixes("https://accounts.google.com"), ["google/organization_number"]);
        assert_eq!(suffixes("https://idcs-a.identity.oraclecloud.com"), ["rpst_id"]);
        assert_eq!(suffixes("https://app.terraform.io"), [""; 0]);
        assert_eq!(suffixes("https://gitlab.example.com"), [""; 0]);
    }
}
