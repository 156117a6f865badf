//! The members of a facts file.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// What is known of a repository beyond its workflow files; see [`Facts::from_json`] for how it is read.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Facts {
    /// The repository the workflow runs in.
    pub repository: RepositoryFacts,
    /// Which form its subjects have.
    pub subject: SubjectFacts,
    /// Its subject template; `None` when nobody asked GitHub for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub template: Option<TemplateFacts>,
    /// All environments of the repository; `None` when nobody asked GitHub for them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub environments: Option<Vec<EnvironmentFacts>>,
    /// The configuration variables that the repository sees (`vars.*`), its own before its organisation's; complete
    /// unless `varsComplete` says no.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vars: Option<BTreeMap<String, String>>,
    /// `false` where the repository may see variables beside those in `vars`.
    #[serde(alias = "vars_complete", skip_serializing_if = "Option::is_none")]
    pub vars_complete: Option<bool>,
    /// The custom properties of the repository that its organisation or enterprise puts into tokens, as
    /// `repo_property_NAME`; complete when given.
    ///
    /// Source: <https://github.blog/changelog/2026-03-12-actions-oidc-tokens-now-support-repository-custom-properties>
    #[serde(alias = "custom_properties", skip_serializing_if = "Option::is_none")]
    pub custom_properties: Option<BTreeMap<String, String>>,
    /// Where the trust policy of a role is: role ARN or role name, to a file.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub roles: BTreeMap<String, String>,
    /// The enterprise that owns the repository.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enterprise: Option<EnterpriseFacts>,
    /// The issuer; `None` means `https://token.actions.githubusercontent.com`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issuer: Option<String>,
    /// Whether the private repository sends write tokens to workflows from pull requests of forks.
    ///
    /// Source: <https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/enabling-features-for-your-repository/managing-github-actions-settings-for-a-repository>
    #[serde(rename = "forkPullRequestWriteTokens", alias = "fork_pull_request_write_tokens")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fork_pull_request_write_tokens: Option<bool>,
    /// The branches that a protection rule or a ruleset covers; complete when given.
    #[serde(alias = "protected_branches", skip_serializing_if = "Option::is_none")]
    pub protected_branches: Option<Vec<String>>,
    /// Members this version does not know; they are reported by [`Facts::notes`].
    #[serde(flatten)]
    pub(super) unknown: BTreeMap<String, serde_json::Value>,
}

/// Who the repository is.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct RepositoryFacts {
    /// Login of the owner, in GitHub's casing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// Name without the owner, in GitHub's casing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Id of the owner; a number or its decimal text.
    #[serde(
        alias = "owner_id",
        deserialize_with = "super::read::id",
        skip_serializing_if = "Option::is_none"
    )]
    pub owner_id: Option<String>,
    /// Id of the repository; a number or its decimal text.
    #[serde(deserialize_with = "super::read::id", skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The default branch, without `refs/heads/`.
    #[serde(alias = "default_branch", skip_serializing_if = "Option::is_none")]
    pub default_branch: Option<String>,
    /// When it was created, as RFC 3339.
    #[serde(alias = "created_at", skip_serializing_if = "Option::is_none")]
    pub created_at: Option<String>,
    /// Who can see it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub visibility: Option<Visibility>,
    /// Members this version does not know.
    #[serde(flatten)]
    pub(super) unknown: BTreeMap<String, serde_json::Value>,
}

/// Who can see a repository.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Visibility {
    /// Everyone.
    Public,
    /// Those who were let in.
    Private,
    /// The members of the enterprise.
    Internal,
}

impl Visibility {
    /// As the claim `repository_visibility` has it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Private => "private",
            Self::Internal => "internal",
        }
    }
}

/// What GitHub's REST API says of the form of the subject.
///
/// Source: <https://docs.github.com/en/rest/actions/oidc>
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct SubjectFacts {
    /// `sub_claim_prefix` of the repository: the prefix in use, the truth where it is given.
    #[serde(alias = "sub_claim_prefix", skip_serializing_if = "Option::is_none")]
    pub sub_claim_prefix: Option<String>,
    /// `use_immutable_subject` of the repository.
    #[serde(alias = "use_immutable_subject", skip_serializing_if = "Option::is_none")]
    pub use_immutable_subject: Option<bool>,
    /// `use_immutable_subject` of the organisation.
    #[serde(alias = "organization_use_immutable_subject", alias = "orgUseImmutableSubject")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organization_use_immutable_subject: Option<bool>,
    /// Members this version does not know.
    #[serde(flatten)]
    pub(super) unknown: BTreeMap<String, serde_json::Value>,
}

/// What GitHub's REST API says of the subject template.
///
/// Source: <https://docs.github.com/en/rest/actions/oidc>
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct TemplateFacts {
    /// `use_default` of the repository; `None` for a repository that was never configured.
    #[serde(alias = "use_default", skip_serializing_if = "Option::is_none")]
    pub use_default: Option<bool>,
    /// `include_claim_keys` of the repository.
    #[serde(alias = "include_claim_keys", skip_serializing_if = "Option::is_none")]
    pub include_claim_keys: Option<Vec<String>>,
    /// `include_claim_keys` of the organisation.
    #[serde(alias = "organization_include_claim_keys", alias = "orgIncludeClaimKeys")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organization_include_claim_keys: Option<Vec<String>>,
    /// Members this version does not know.
    #[serde(flatten)]
    pub(super) unknown: BTreeMap<String, serde_json::Value>,
}

/// One environment of the repository.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct EnvironmentFacts {
    /// Its name, in the casing of the settings.
    pub name: String,
    /// Who must approve, if anybody: logins of users and slugs of teams.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub reviewers: Vec<String>,
    /// Minutes to wait.
    #[serde(alias = "wait_timer", skip_serializing_if = "Option::is_none")]
    pub wait_timer: Option<u32>,
    /// Which refs may deploy; `None` lets every ref deploy.
    #[serde(alias = "deployment_branch_policy", skip_serializing_if = "Option::is_none")]
    pub branch_policy: Option<BranchPolicy>,
    /// Its own configuration variables, which go before the repository's; complete unless `varsComplete` says no.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub vars: BTreeMap<String, String>,
    /// `false` where it may have variables beside those in `vars`.
    #[serde(alias = "vars_complete", skip_serializing_if = "Option::is_none")]
    pub vars_complete: Option<bool>,
    /// Members this version does not know.
    #[serde(flatten)]
    pub(super) unknown: BTreeMap<String, serde_json::Value>,
}

/// Which refs may deploy to an environment.
///
/// Source: <https://docs.github.com/en/actions/reference/workflows-and-actions/deployments-and-environments#deployment-branches-and-tags>
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct BranchPolicy {
    /// Only branches with a protection rule.
    #[serde(alias = "protected_branches")]
    pub protected_branches: bool,
    /// Only refs that match a pattern; without patterns they were not looked up.
    #[serde(alias = "custom_branch_policies")]
    pub custom_branch_policies: bool,
    /// Only refs that match one of these.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub patterns: Vec<BranchPattern>,
    /// Members this version does not know.
    #[serde(flatten)]
    pub(super) unknown: BTreeMap<String, serde_json::Value>,
}

/// One pattern of a deployment branch policy: `"main"`, or `{"name": "v*", "type": "tag"}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "super::read::PatternForm")]
pub struct BranchPattern {
    /// The pattern.
    pub name: String,
    /// Whether it speaks of branches or tags.
    #[serde(rename = "type")]
    pub kind: PatternKind,
}

/// Whether a pattern speaks of branches or tags.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PatternKind {
    /// Branches, and `refs/pull/N/merge`.
    #[default]
    Branch,
    /// Tags.
    Tag,
}

/// The enterprise that owns the repository.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct EnterpriseFacts {
    /// Its slug.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub slug: Option<String>,
    /// Its id; a number or its decimal text.
    #[serde(deserialize_with = "super::read::id", skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Members this version does not know.
    #[serde(flatten)]
    pub(super) unknown: BTreeMap<String, serde_json::Value>,
}
