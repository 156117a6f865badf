//! What each claim of a GitHub token means, when it is there, and who can change it.

/// One claim that GitHub sends.
///
/// Source: <https://docs.github.com/en/actions/reference/security/oidc>
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClaimInfo {
    /// The claim's name.
    pub name: &'static str,
    /// When it is in a token.
    pub presence: Presence,
    /// Whether STS makes a condition key of it for github.com.
    pub exposed: bool,
    /// What may change its value.
    pub mutability: Mutability,
    /// What it says, in one sentence.
    pub meaning: &'static str,
}

/// When a claim is in a token of GitHub.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Presence {
    /// In every token.
    Always,
    /// In every token of github.com today; some older tokens and Enterprise Servers lack it.
    UsuallyAlways,
    /// When the job declares an environment; otherwise it is absent, not empty.
    WithEnvironment,
    /// When an enterprise owns the repository.
    WithEnterprise,
    /// When the custom property is included in tokens and has a value on the repository.
    WithProperty,
    /// GitHub's discovery document names it, but no token is known to have it.
    NeverSeen,
}

/// What may change the value of a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mutability {
    /// Nothing: an id, or text that is fixed when the token is issued.
    Immutable,
    /// A name that can be changed, and be taken by another afterwards.
    Name,
    /// Whoever writes the workflow, or starts the run, chooses it.
    Chosen,
    /// It describes the run.
    Run,
}

/// The claim of that name; every `repo_property_NAME` is the one entry `repo_property_*`.
pub fn claim_info(name: &str) -> Option<&'static ClaimInfo> {
    let name = match name.strip_prefix(PROPERTY_PREFIX) {
        Some(property) if !property.is_empty() => PROPERTY_FAMILY,
        _ => name,
    };
    CLAIMS.iter().find(|claim| claim.name == name)
}

/// What stands before the name of a custom property in a claim's name.
pub(crate) const PROPERTY_PREFIX: &str = "repo_property_";
const PROPERTY_FAMILY: &str = "repo_property_*";

/// Every claim that GitHub is known to send.
pub const CLAIMS: &[ClaimInfo] = &{
    use Mutability::{Chosen, Immutable, Name, Run};
    use Presence::{Always, NeverSeen, UsuallyAlways, WithEnterprise, WithEnvironment, WithProperty};
    [
        claim("iss", Always, Immutable, "the issuer that signed the token"),
        claim("aud", Always, Chosen, "the audience, which the job chooses").exposed(),
        claim("sub", Always, Name, "the subject: which job of which repository this is").exposed(),
        claim("exp", Always, Run, "the second from which the token no longer counts"),
        claim("iat", Always, Run, "the second in which the token was issued"),
        claim("nbf", Always, Run, "the second before which the token does not count"),
        claim("jti", Always, Run, "an id that no other token has"),
        claim("actor", Always, Name, "the account that started the run").exposed(),
        claim("actor_id", Always, Immutable, "the id of the account that started the run").exposed(),
        claim("repository", Always, Name, "the repository of the run as owner and name").exposed(),
        claim(
            "repository_id",
            Always,
            Immutable,
            "the repository's id, which survives renames and transfers",
        )
        .exposed(),
        claim("repository_owner", Always, Name, "the name of the repository's owner"),
        claim(
            "repository_owner_id",
            Always,
            Immutable,
            "the id of the repository's owner, which survives renames",
        )
        .exposed(),
        claim("repository_visibility", Always, Run, "whether the repository is public, private or internal"),
        claim(
            "ref",
            Always,
            Run,
            "the branch, tag or pull request the run is for, empty for a deployment of a commit",
        )
        .exposed(),
        claim("ref_type", Always, Run, "`tag` for a tag, otherwise `branch`"),
        claim("ref_protected", Always, Run, "whether branch protection or a ruleset covers the ref"),
        claim("sha", Always, Run, "the commit of the run"),
        claim("head_ref", Always, Chosen, "the name of the pull request's own branch, otherwise empty"),
        claim("base_ref", Always, Run, "the name of the branch the pull request goes into, otherwise empty"),
        claim(
            "event_name",
            Always,
            Run,
            "the event that started the run, for a reusable workflow that of its caller",
        ),
        claim("workflow", Always, Chosen, "the workflow's `name`, or its path where it has none").exposed(),
        claim("workflow_ref", Always, Name, "the workflow file of the run with its ref"),
        claim("workflow_sha", Always, Immutable, "the commit of the workflow file"),
        claim(
            "job_workflow_ref",
            UsuallyAlways,
            Name,
            "the file that defines the job with its ref: the reusable workflow where one is called",
        )
        .exposed(),
        claim("job_workflow_sha", UsuallyAlways, Immutable, "the commit of the file that defines the job"),
        claim("run_id", Always, Run, "the id of the run"),
        claim("run_number", Always, Run, "how many runs the workflow has had"),
        claim("run_attempt", Always, Run, "how many attempts the run has had, from 1"),
        claim("check_run_id", UsuallyAlways, Run, "the id of the job's check"),
        claim("runner_environment", Always, Chosen, "whether the runner is hosted by GitHub or by oneself"),
        claim("environment", WithEnvironment, Chosen, "the environment the job declares").exposed(),
        claim(
            "environment_node_id",
            WithEnvironment,
            Immutable,
            "the node id of the environment the job declares",
        ),
        claim("enterprise", WithEnterprise, Name, "the enterprise that owns the repository"),
        claim(
            "enterprise_id",
            WithEnterprise,
            Immutable,
            "the id of the enterprise that owns the repository",
        )
        .exposed(),
        claim(PROPERTY_FAMILY, WithProperty, Run, "a custom property of the repository"),
        claim("issuer_scope", NeverSeen, Run, "named by GitHub's discovery document without a meaning"),
    ]
};

const fn claim(
    name: &'static str,
    presence: Presence,
    mutability: Mutability,
    meaning: &'static str,
) -> ClaimInfo {
    ClaimInfo { name, presence, exposed: false, mutability, meaning }
}

impl ClaimInfo {
    const fn exposed(self) -> Self {
        Self { exposed: true, ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::issuer::Issuer;

    #[test]
    fn what_is_exposed_agrees_with_the_keys_of_the_issuer() {
        let mut exposed: Vec<_> =
            CLAIMS.iter().filter(|claim| claim.exposed).map(|claim| claim.name).collect();
        let mut keys: Vec<_> = Issuer::github().specific_keys().keys.iter().map(|key| key.claim).collect();
        keys.extend(["sub", "aud"]);
        exposed.sort_unstable();
        keys.sort_unstable();
        assert_eq!(exposed, keys);
    }

    #[test]
    fn custom_properties_are_one_family() {
        assert_eq!(claim_info("repo_property_team").unwrap().presence, Presence::WithProperty);
        assert_eq!(claim_info("repo_property_"), None);
        assert_eq!(claim_info("triggering_actor"), None);
    }

    #[test]
    fn every_claim_has_a_meaning_and_a_name_of_its_own() {
        let mut names: Vec<_> = CLAIMS.iter().map(|claim| claim.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), CLAIMS.len());
        assert!(CLAIMS.iter().all(|claim| !claim.meaning.is_empty() && !claim.meaning.ends_with('.')));
    }
}
