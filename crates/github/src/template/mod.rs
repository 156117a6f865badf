//! From a job to its subject: templates, which one is in effect, and whether the subject is immutable.

mod danger;
mod effective;
mod event;
mod immutability;
mod recipe;

pub use danger::{TemplateDanger, dangers};
pub use effective::{
    EffectiveTemplate, OrganizationCustomization, RepositoryCustomization, Setting, TemplateSource,
    effective_template,
};
pub use event::{ContextKind, contexts};
pub use immutability::{Immutability, ImmutabilityFacts, ImmutabilityReason, immutability};
pub use recipe::{JobFacts, Piece, Recipe, SubjectError, recipe, subject, subject_candidates};

use crate::subject::is_template_key;

/// The keys of which a subject is made, in order: `include_claim_keys`.
///
/// Sources: <https://docs.github.com/en/actions/reference/security/oidc>,
/// <https://docs.github.com/en/rest/actions/oidc?apiVersion=2026-03-10>
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct SubjectTemplate {
    keys: Vec<String>,
}

/// Why a list of keys is no template.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TemplateError {
    /// There is no key.
    #[error("template has no keys, expected at least one, such as `repo`")]
    Empty,
    /// A key that is not letters, digits and underscores.
    #[error("template key `{0}` has other characters than letters, digits and `_`")]
    Key(String),
    /// A key that is there twice.
    #[error("template key `{0}` is listed twice, expected each key once")]
    Duplicate(String),
}

impl SubjectTemplate {
    /// A template of these keys.
    ///
    /// # Errors
    /// [`TemplateError`] where there are none, or where one is malformed or repeated.
    pub fn new<K: Into<String>>(keys: impl IntoIterator<Item = K>) -> Result<Self, TemplateError> {
        let mut seen: Vec<String> = Vec::new();
        for key in keys {
            let key = key.into();
            if !is_template_key(&key) {
                return Err(TemplateError::Key(key));
            }
            if seen.contains(&key) {
                return Err(TemplateError::Duplicate(key));
            }
            seen.push(key);
        }
        if seen.is_empty() { Err(TemplateError::Empty) } else { Ok(Self { keys: seen }) }
    }

    /// The keys, in order.
    pub fn keys(&self) -> &[String] {
        &self.keys
    }

    /// Whether it is GitHub's default.
    pub fn is_default(&self) -> bool {
        self == &Self::default()
    }

    fn has(&self, key: &str) -> bool {
        self.keys.iter().any(|known| known == key)
    }
}

/// GitHub's default: `["repo", "context"]`.
impl Default for SubjectTemplate {
    fn default() -> Self {
        Self { keys: vec!["repo".to_owned(), "context".to_owned()] }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_checked() {
        assert_eq!(SubjectTemplate::new([""; 0]), Err(TemplateError::Empty));
        assert_eq!(SubjectTemplate::new(["repo", "a-b"]), Err(TemplateError::Key("a-b".to_owned())));
        assert_eq!(SubjectTemplate::new(["repo", "repo"]), Err(TemplateError::Duplicate("repo".to_owned())));
        assert!(SubjectTemplate::new(["repo", "context"]).unwrap().is_default());
        assert!(!SubjectTemplate::new(["context", "repo"]).unwrap().is_default());
    }
}
