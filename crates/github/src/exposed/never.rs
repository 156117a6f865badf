//! Claims that STS makes no condition key of.

use crate::claims::{CLAIMS, claim_info};
use crate::issuer::{DEFAULT_KEYS, Issuer};

/// Why a condition on `<issuer>:<name>` never finds a value, whatever the token holds. None where STS makes
/// that condition key, or may make it.
///
/// `name` is compared without regard to ASCII case, as condition keys are.
///
/// Source: what <https://docs.aws.amazon.com/service-authorization/latest/reference/list_sts.html> does not
/// list; observed for `repository_owner` in <https://github.com/github/docs/issues/15324> and for
/// `job_workflow_sha` in <https://github.com/aws-actions/configure-aws-credentials/issues/701>.
pub fn never_exposed(issuer: &Issuer, name: &str) -> Option<String> {
    let specific = issuer.specific_keys();
    let listed = DEFAULT_KEYS.into_iter().chain(specific.keys.iter().map(|key| key.suffix));
    if listed.into_iter().any(|suffix| suffix.eq_ignore_ascii_case(name)) {
        return None;
    }
    let lower = name.to_ascii_lowercase();
    let is_claim = claim_info(&lower).is_some() || CLAIMS.iter().any(|claim| claim.name == lower);
    if !issuer.is_github() {
        return Some(format!("STS makes no condition key of the claim `{name}` for this issuer"));
    }
    if !is_claim {
        return Some(match lower.as_str() {
            "azp" => "GitHub sends no `azp`, and STS makes no condition key of it".to_owned(),
            _ => format!("GitHub sends no claim `{name}` that STS makes a condition key of"),
        });
    }
    if specific.keys.is_empty() {
        return Some(format!(
            "STS makes no condition key of the claim `{name}` for a GitHub Enterprise Server"
        ));
    }
    let instead = match lower.as_str() {
        "repository_owner" => "; `repository_owner_id` is a condition key",
        "workflow_ref" | "workflow_sha" | "job_workflow_sha" => "; `job_workflow_ref` is a condition key",
        "head_ref" | "base_ref" | "ref_type" => "; `ref` is a condition key",
        "enterprise" => "; `enterprise_id` is a condition key",
        "environment_node_id" => "; `environment` is a condition key",
        "iss" => "; the provider in `Principal` names the issuer",
        "exp" | "iat" | "nbf" | "jti" => "",
        _ => "; a custom subject template can put it into `sub`",
    };
    Some(format!("GitHub sends the claim `{name}`, but STS makes no condition key of it{instead}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn claims_that_github_sends_and_sts_drops() {
        let github = Issuer::github();
        for name in [
            "repository_owner",
            "event_name",
            "base_ref",
            "head_ref",
            "ref_type",
            "ref_protected",
            "sha",
            "run_id",
            "run_number",
            "run_attempt",
            "runner_environment",
            "repository_visibility",
            "workflow_ref",
            "workflow_sha",
            "job_workflow_sha",
            "check_run_id",
            "enterprise",
            "environment_node_id",
            "repo_property_team",
            "jti",
            "iss",
            "exp",
        ] {
            let why = never_exposed(&github, name).unwrap();
            assert!(why.starts_with(&format!("GitHub sends the claim `{name}`")), "{why}");
        }
        assert!(
            never_exposed(&github, "repository_owner")
                .unwrap()
                .ends_with("`repository_owner_id` is a condition key")
        );
        assert!(never_exposed(&github, "repositry").unwrap().contains("no claim `repositry`"));
        assert!(never_exposed(&github, "azp").is_some());
    }

    #[test]
    fn condition_keys_are_compared_without_case() {
        for name in ["sub", "AUD", "amr", "email", "oaud", "Repository_ID", "environment"] {
            assert_eq!(never_exposed(&Issuer::github(), name), None, "{name}");
        }
    }

    #[test]
    fn an_enterprise_server_has_only_the_default_keys() {
        let server = Issuer::parse("https://ghes.example.com/_services/token");
        assert!(never_exposed(&server, "repository").unwrap().contains("Enterprise Server"));
        assert_eq!(never_exposed(&server, "sub"), None);
    }

    #[test]
    fn other_issuers() {
        let gitlab = Issuer::parse("https://gitlab.com");
        assert_eq!(never_exposed(&gitlab, "runner_environment"), None);
        assert!(never_exposed(&gitlab, "project_path").is_some());
    }
}
