//! Which subject template is in force.

use super::Facts;

/// The subject template in force for a repository.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EffectiveTemplate {
    /// `repo` and `context`: GitHub's default, known or, without facts, assumed.
    Default {
        /// Whether the facts say so.
        known: bool,
    },
    /// These keys, in this order.
    Keys(Vec<String>),
}

impl Facts {
    /// Resolves the template: `use_default` of the repository, then its keys, then those of the organisation; an
    /// organisation's template never reaches a repository that has not set `use_default: false`.
    ///
    /// Source: <https://docs.github.com/en/actions/reference/security/oidc#customizing-the-subject-claims-for-an-organization-or-repository>
    pub fn effective_template(&self) -> EffectiveTemplate {
        let Some(template) = &self.template else { return EffectiveTemplate::Default { known: false } };
        if template.use_default != Some(false) {
            return EffectiveTemplate::Default { known: true };
        }
        let keys = [&template.include_claim_keys, &template.organization_include_claim_keys]
            .into_iter()
            .flatten()
            .find(|keys| !keys.is_empty());
        match keys {
            Some(keys) if keys.iter().map(String::as_str).ne(["repo", "context"]) => {
                EffectiveTemplate::Keys(keys.clone())
            }
            _ => EffectiveTemplate::Default { known: true },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn template(json: &str) -> EffectiveTemplate {
        Facts::from_json(json).expect("facts").effective_template()
    }

    #[test]
    fn an_organisation_s_template_needs_the_repository_s_consent() {
        let unknown = template("{}");
        assert_eq!(unknown, EffectiveTemplate::Default { known: false });
        let not_opted_in =
            template(r#"{"template": {"useDefault": true, "orgIncludeClaimKeys": ["actor"]}}"#);
        assert_eq!(not_opted_in, EffectiveTemplate::Default { known: true });
        let never_configured = template(r#"{"template": {"orgIncludeClaimKeys": ["actor"]}}"#);
        assert_eq!(never_configured, EffectiveTemplate::Default { known: true });
        let opted_in = template(r#"{"template": {"useDefault": false, "orgIncludeClaimKeys": ["actor"]}}"#);
        assert_eq!(opted_in, EffectiveTemplate::Keys(vec!["actor".into()]));
        let own = template(
            r#"{"template": {"useDefault": false, "includeClaimKeys": ["repo"], "orgIncludeClaimKeys": ["actor"]}}"#,
        );
        assert_eq!(own, EffectiveTemplate::Keys(vec!["repo".into()]));
    }
}
