//! Which template is in effect for a repository.

use serde::Deserialize;

use super::SubjectTemplate;

/// A setting that may not have been looked up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Setting<T> {
    /// Nobody looked.
    #[default]
    NotLookedUp,
    /// It was never configured: GitHub answers 404.
    NotConfigured,
    /// It is this.
    Configured(T),
}

impl<T> Setting<T> {
    /// The configured value.
    pub fn configured(&self) -> Option<&T> {
        if let Self::Configured(value) = self { Some(value) } else { None }
    }
}

/// What `GET /repos/{owner}/{repo}/actions/oidc/customization/sub` answers.
///
/// Source: <https://docs.github.com/en/rest/actions/oidc?apiVersion=2026-03-10>
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct RepositoryCustomization {
    /// Whether the repository uses GitHub's default, whatever the organization says.
    pub use_default: bool,
    /// The template's keys.
    #[serde(default)]
    pub include_claim_keys: Option<Vec<String>>,
    /// Whether the repository opted in to immutable subjects. `false` does not mean that they are not immutable.
    #[serde(default)]
    pub use_immutable_subject: Option<bool>,
    /// The prefix that subjects have now, e.g. `repo:octocat@123456/my-repo@456789`.
    #[serde(default)]
    pub sub_claim_prefix: Option<String>,
}

/// What `GET /orgs/{org}/actions/oidc/customization/sub` answers.
///
/// Source: <https://docs.github.com/en/rest/actions/oidc?apiVersion=2026-03-10>
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct OrganizationCustomization {
    /// The template's keys.
    #[serde(default)]
    pub include_claim_keys: Vec<String>,
    /// Whether the organization opted in to immutable subjects.
    #[serde(default)]
    pub use_immutable_subject: Option<bool>,
}

/// The template in effect and where it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EffectiveTemplate {
    /// This one.
    Is {
        /// The template.
        template: SubjectTemplate,
        /// Where it comes from.
        source: TemplateSource,
    },
    /// The text says what was not looked up. GitHub's default is likeliest.
    Unknown(&'static str),
    /// A setting holds keys that are no template; the text says why.
    Malformed(String),
}

/// Where a template comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TemplateSource {
    /// GitHub's default.
    Default,
    /// The repository's own keys.
    Repository,
    /// The organization's keys, to which the repository opted in by `use_default: false` without keys.
    Organization,
}

/// The template in effect for a repository: its own keys; else, only where it says `use_default: false`, its
/// organization's; else the default. An organization's template never reaches a repository that did not opt in.
///
/// Source: <https://docs.github.com/en/actions/reference/security/oidc>
pub fn effective_template(
    repository: &Setting<RepositoryCustomization>,
    organization: &Setting<OrganizationCustomization>,
) -> EffectiveTemplate {
    let default =
        || EffectiveTemplate::Is { template: SubjectTemplate::default(), source: TemplateSource::Default };
    let made_of = |keys: &[String], source| match SubjectTemplate::new(keys.iter().cloned()) {
        Ok(template) => EffectiveTemplate::Is { template, source },
        Err(error) => EffectiveTemplate::Malformed(error.to_string()),
    };
    let repository = match repository {
        Setting::NotLookedUp => {
            return EffectiveTemplate::Unknown("the repository's subject template was not looked up");
        }
        Setting::NotConfigured => return default(),
        Setting::Configured(repository) if repository.use_default => return default(),
        Setting::Configured(repository) => repository,
    };
    if let Some(keys) = repository.include_claim_keys.as_deref().filter(|keys| !keys.is_empty()) {
        return made_of(keys, TemplateSource::Repository);
    }
    match organization {
        Setting::NotLookedUp => EffectiveTemplate::Unknown(
            "the repository uses its organization's subject template, which was not looked up",
        ),
        Setting::Configured(organization) if !organization.include_claim_keys.is_empty() => {
            made_of(&organization.include_claim_keys, TemplateSource::Organization)
        }
        Setting::Configured(_) | Setting::NotConfigured => default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn repository(json: &str) -> Setting<RepositoryCustomization> {
        Setting::Configured(serde_json::from_str(json).unwrap())
    }

    fn organization(json: &str) -> Setting<OrganizationCustomization> {
        Setting::Configured(serde_json::from_str(json).unwrap())
    }

    fn keys(effective: &EffectiveTemplate) -> (Vec<&str>, TemplateSource) {
        match effective {
            EffectiveTemplate::Is { template, source } => {
                (template.keys().iter().map(String::as_str).collect(), *source)
            }
            other => panic!("{other:?}"),
        }
    }

    const DEFAULT: [&str; 2] = ["repo", "context"];

    #[test]
    fn an_organizations_template_needs_the_repositorys_opt_in() {
        let org = organization(r#"{"include_claim_keys": ["repository_owner"]}"#);
        for repo in [Setting::NotConfigured, repository(r#"{"use_default": true}"#)] {
            assert_eq!(keys(&effective_template(&repo, &org)), (DEFAULT.to_vec(), TemplateSource::Default));
        }
        for repo in [r#"{"use_default": false}"#, r#"{"use_default": false, "include_claim_keys": []}"#] {
            assert_eq!(
                keys(&effective_template(&repository(repo), &org)),
                (vec!["repository_owner"], TemplateSource::Organization)
            );
        }
    }

    #[test]
    fn a_repositorys_own_keys_win_and_use_default_drops_them() {
        let org = organization(r#"{"include_claim_keys": ["repository_owner"]}"#);
        let own = repository(r#"{"use_default": false, "include_claim_keys": ["repo", "job_workflow_ref"]}"#);
        assert_eq!(
            keys(&effective_template(&own, &org)),
            (vec!["repo", "job_workflow_ref"], TemplateSource::Repository)
        );
        let dropped =
            repository(r#"{"use_default": true, "include_claim_keys": ["repo", "job_workflow_ref"]}"#);
        assert_eq!(keys(&effective_template(&dropped, &org)).1, TemplateSource::Default);
    }

    #[test]
    fn opted_in_to_nothing_is_the_default() {
        let repo = repository(r#"{"use_default": false}"#);
        assert_eq!(keys(&effective_template(&repo, &Setting::NotConfigured)).1, TemplateSource::Default);
    }

    #[test]
    fn what_was_not_looked_up_is_unknown_only_where_it_matters() {
        let unknown = |effective| matches!(effective, EffectiveTemplate::Unknown(_));
        assert!(unknown(effective_template(&Setting::NotLookedUp, &Setting::NotConfigured)));
        assert!(unknown(effective_template(&repository(r#"{"use_default": false}"#), &Setting::NotLookedUp)));
        assert!(!unknown(effective_template(&Setting::NotConfigured, &Setting::NotLookedUp)));
    }

    #[test]
    fn malformed_keys_are_told() {
        let repo = repository(r#"{"use_default": false, "include_claim_keys": ["a:b"]}"#);
        assert!(matches!(
            effective_template(&repo, &Setting::NotConfigured),
            EffectiveTemplate::Malformed(why) if why.contains("`a:b`")
        ));
    }
}
