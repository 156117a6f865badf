//! What the facts mean for the subject: its issuer, its template, its form.

use super::Facts;
use crate::issuer::Issuer;
use crate::template::{
    EffectiveTemplate, Immutability, ImmutabilityFacts, OrganizationCustomization, RepositoryCustomization,
    Setting, effective_template, immutability,
};

impl Facts {
    /// The issuer: the one that is given, else that of github.com.
    pub fn issuer(&self) -> Issuer {
        self.issuer.as_deref().map_or_else(Issuer::github, Issuer::parse)
    }

    /// Which form the repository's subjects have; see [`immutability`] for the rule.
    pub fn immutability(&self) -> Immutability {
        let repository = Setting::Configured(RepositoryCustomization {
            use_default: true,
            include_claim_keys: None,
            use_immutable_subject: self.subject.use_immutable_subject,
            sub_claim_prefix: self.subject.sub_claim_prefix.clone(),
        });
        let organization = Setting::Configured(OrganizationCustomization {
            include_claim_keys: Vec::new(),
            use_immutable_subject: self.subject.organization_use_immutable_subject,
        });
        immutability(&ImmutabilityFacts {
            issuer: &self.issuer(),
            repository: &repository,
            organization: &organization,
            created_at: self.repository.created_at.as_deref(),
        })
    }

    /// Which template the repository's subjects are made with; see [`effective_template`] for the rule.
    pub fn effective_template(&self) -> EffectiveTemplate {
        let Some(template) = &self.template else {
            return effective_template(&Setting::NotLookedUp, &Setting::NotLookedUp);
        };
        let repository = match template.use_default {
            None => Setting::NotConfigured,
            Some(use_default) => Setting::Configured(RepositoryCustomization {
                use_default,
                include_claim_keys: template.include_claim_keys.clone(),
                use_immutable_subject: None,
                sub_claim_prefix: None,
            }),
        };
        let organization = match &template.organization_include_claim_keys {
            None => Setting::NotLookedUp,
            Some(keys) => Setting::Configured(OrganizationCustomization {
                include_claim_keys: keys.clone(),
                use_immutable_subject: None,
            }),
        };
        effective_template(&repository, &organization)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts(json: &str) -> Facts {
        Facts::from_json(json).expect("facts")
    }

    #[test]
    fn the_prefix_goes_before_an_opt_in_that_says_no() {
        let flipped =
            facts(r#"{"subject": {"subClaimPrefix": "repo:o@1/r@2", "useImmutableSubject": false}}"#);
        assert!(matches!(flipped.immutability(), Immutability::Immutable(_)));
        let opted_in = facts(r#"{"subject": {"orgUseImmutableSubject": true}}"#);
        assert!(matches!(opted_in.immutability(), Immutability::Immutable(_)));
        assert!(matches!(facts("{}").immutability(), Immutability::Unknown { .. }));
        let server = facts(r#"{"issuer": "https://ghe.example/_services/token"}"#);
        assert!(matches!(server.immutability(), Immutability::Classic(_)));
    }

    #[test]
    fn templates() {
        assert!(matches!(facts("{}").effective_template(), EffectiveTemplate::Unknown(_)));
        let never = facts(r#"{"template": {"orgIncludeClaimKeys": ["actor"]}}"#).effective_template();
        assert!(matches!(never, EffectiveTemplate::Is { template, .. } if template.is_default()));
        let opted_in = facts(r#"{"template": {"useDefault": false, "orgIncludeClaimKeys": ["actor"]}}"#);
        assert!(matches!(
            opted_in.effective_template(),
            EffectiveTemplate::Is { template, .. } if template.keys() == ["actor"]
        ));
        let not_looked_up = facts(r#"{"template": {"useDefault": false}}"#);
        assert!(matches!(not_looked_up.effective_template(), EffectiveTemplate::Unknown(_)));
    }
}
