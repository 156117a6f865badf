//! What makes a template dangerous.

use super::SubjectTemplate;
use crate::issuer::Issuer;
use crate::subject::is_free_text;

/// Something about a template that whoever trusts its subjects has to know.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum TemplateDanger {
    /// No key names a repository or an owner: any repository of the issuer can have the same subject.
    AnyRepository,
    /// Only the enterprise is named: any of its repositories can have the same subject.
    AnyRepositoryOfEnterprise,
    /// Only the owner is named: any of its repositories can have the same subject.
    AnyRepositoryOfOwner,
    /// Where `:` may stay unencoded (GitHub Enterprise Server up to 3.18), the text of `free_text` can make up
    /// the segments after it.
    ForgeableSegments {
        /// The key whose text a person chooses.
        free_text: String,
        /// The keys after it.
        after: Vec<String>,
    },
    /// `environment` is a key: what a job without an environment gets is not documented.
    EnvironmentMayBeMissing,
}

impl TemplateDanger {
    /// The danger in words.
    pub fn text(&self) -> String {
        match self {
            Self::AnyRepository => {
                "the subject names neither repository nor owner, so that any repository can have the same"
                    .to_owned()
            }
            Self::AnyRepositoryOfEnterprise => {
                "the subject names only the enterprise, so that any of its repositories can have the same"
                    .to_owned()
            }
            Self::AnyRepositoryOfOwner => {
                "the subject names only the owner, so that any of its repositories can have the same"
                    .to_owned()
            }
            Self::ForgeableSegments { free_text, after } => format!(
                "GitHub Enterprise Server up to 3.18 leaves `:` in `{free_text}` as it is, so that its text can make up `{}`",
                after.join("`, `")
            ),
            Self::EnvironmentMayBeMissing => {
                "the subject needs an environment, and what a job without one gets is not documented"
                    .to_owned()
            }
        }
    }
}

/// What is dangerous about a template on an issuer's deployment, the worst first; nothing for the default on github.com.
///
/// Source of the rules of templates: <https://docs.github.com/en/actions/reference/security/oidc>
pub fn dangers(template: &SubjectTemplate, issuer: &Issuer) -> Vec<TemplateDanger> {
    let has_any = |keys: &[&str]| keys.iter().any(|key| template.has(key));
    let mut dangers = Vec::new();
    // `workflow_ref` is a path in the repository of the run; `job_workflow_ref` may be in any other.
    if !has_any(&["repo", "repository", "repository_id", "workflow_ref"]) {
        dangers.push(if has_any(&["repository_owner", "repository_owner_id"]) {
            TemplateDanger::AnyRepositoryOfOwner
        } else if has_any(&["enterprise", "enterprise_id"]) {
            TemplateDanger::AnyRepositoryOfEnterprise
        } else {
            TemplateDanger::AnyRepository
        });
    }
    if issuer.colon_encoding().is_none() {
        dangers.extend(forgeable(template));
    }
    if template.has("environment") {
        dangers.push(TemplateDanger::EnvironmentMayBeMissing);
    }
    dangers
}

fn forgeable(template: &SubjectTemplate) -> Option<TemplateDanger> {
    let mut keys = template.keys().iter();
    let free_text = keys.find(|key| *key == "context" || is_free_text(key))?.clone();
    let after: Vec<String> = keys.cloned().collect();
    (!after.is_empty()).then_some(TemplateDanger::ForgeableSegments { free_text, after })
}

#[cfg(test)]
mod tests {
    use super::*;
    use TemplateDanger::{
        AnyRepository, AnyRepositoryOfEnterprise, AnyRepositoryOfOwner, EnvironmentMayBeMissing,
    };

    fn of(keys: &[&str], iss: &str) -> Vec<TemplateDanger> {
        let dangers = dangers(&SubjectTemplate::new(keys.iter().copied()).unwrap(), &Issuer::parse(iss));
        assert!(dangers.iter().all(|danger| !danger.text().is_empty()));
        dangers
    }

    const GITHUB: &str = "https://token.actions.githubusercontent.com";
    const SERVER: &str = "https://ghes.example.com/_services/token";

    #[test]
    fn who_else_can_have_the_subject() {
        for (keys, expected) in [
            (&["repo", "context"][..], vec![]),
            (&["repository_id", "ref"], vec![]),
            (&["workflow_ref"], vec![]),
            (&["repository_owner", "repository_visibility"], vec![AnyRepositoryOfOwner]),
            (&["enterprise_id", "actor"], vec![AnyRepositoryOfEnterprise]),
            (&["actor"], vec![AnyRepository]),
            (&["job_workflow_ref"], vec![AnyRepository]),
            (&["repo_property_workspace_id"], vec![AnyRepository]),
            (&["context"], vec![AnyRepository]),
            (&["environment"], vec![AnyRepository, EnvironmentMayBeMissing]),
            (&["environment", "repository_owner"], vec![AnyRepositoryOfOwner, EnvironmentMayBeMissing]),
        ] {
            assert_eq!(of(keys, GITHUB), expected, "{keys:?}");
        }
    }

    #[test]
    fn an_enterprise_server_may_let_an_environment_forge_what_follows() {
        let forgeable = |free_text: &str, after: &[&str]| TemplateDanger::ForgeableSegments {
            free_text: free_text.to_owned(),
            after: after.iter().map(|&key| key.to_owned()).collect(),
        };
        assert_eq!(of(&["repo", "context"], SERVER), []);
        assert_eq!(
            of(&["repo", "context", "job_workflow_ref"], SERVER),
            [forgeable("context", &["job_workflow_ref"])]
        );
        assert_eq!(of(&["workflow", "repo"], SERVER), [forgeable("workflow", &["repo"])]);
        assert_eq!(of(&["repo", "context", "job_workflow_ref"], GITHUB), []);
    }
}
