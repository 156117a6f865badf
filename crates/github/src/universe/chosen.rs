//! The keys of subject templates that somebody chooses.

use std::sync::{Arc, LazyLock};

use can_assume_regular::{CharSet, Language};

use super::{Shape, ShapeForm};
use crate::claims::CLAIMS;
use crate::issuer::{ImmutableSubjects, Issuer};
use crate::name::ColonEncoding;
use crate::template::{ContextKind, SubjectTemplate};

/// Claims that are no keys of a template here, or that have a segment of their own.
const NOT_CHOSEN: &[&str] = &["iss", "sub", "exp", "iat", "nbf", "jti", "issuer_scope", "repo_property_*"];

/// Keys that make subjects which are easy to understand; they come first.
const READABLE: &[&str] = &["repo", "context", "workflow", "ref", "environment", "job_workflow_ref"];

/// A key of a template, and what it adds to a subject.
#[derive(Debug, Clone)]
pub struct TemplateKey {
    /// The key.
    pub name: String,
    /// Shapes whose subject is what the key alone makes, one for each kind of segment.
    pub segments: Vec<Shape>,
}

impl TemplateKey {
    fn new(issuer: &Issuer, name: &str) -> Option<Self> {
        let template = SubjectTemplate::new([name]).ok()?;
        let immutable: &[bool] = match (name, issuer.immutable_subjects()) {
            ("repo", ImmutableSubjects::Possible | ImmutableSubjects::NotStated) => &[false, true],
            _ => &[false],
        };
        let contexts: &[(ContextKind, Option<&'static str>)] = match name {
            "context" => &[
                (ContextKind::Environment, None),
                (ContextKind::PullRequest, None),
                (ContextKind::Ref, None),
                (ContextKind::Ref, Some("reviews and deployments of a commit")),
            ],
            "head_ref" | "base_ref" | "event_name" => {
                &[(ContextKind::Ref, None), (ContextKind::PullRequest, None)]
            }
            "environment" | "environment_node_id" => &[(ContextKind::Environment, None)],
            _ => &[(ContextKind::Ref, None)],
        };
        let colons: &[ColonEncoding] = match issuer.colon_encoding() {
            Some(ColonEncoding::Encoded) => &[ColonEncoding::Encoded],
            Some(ColonEncoding::Raw) => &[ColonEncoding::Raw],
            None => &[ColonEncoding::Encoded, ColonEncoding::Raw],
        };
        let mut segments = Vec::new();
        for &immutable in immutable {
            for &(context, uncertain) in contexts {
                for &colons in colons {
                    let template = template.clone();
                    let form =
                        ShapeForm { template, immutable, context, enterprise: true, colons, uncertain };
                    segments.extend(Shape::new(issuer, form));
                }
            }
        }
        Some(Self { name: name.to_owned(), segments })
    }

    /// The key of the custom property with this name, which begins with `repo_property_`.
    #[must_use]
    pub fn of_property(issuer: &Issuer, name: &str) -> Option<Self> {
        Self::new(issuer, name)
    }
}

/// The keys that a template for tokens of `issuer` can have, those of custom properties left out; the easiest to understand first.
///
/// Source: <https://docs.github.com/en/actions/reference/security/oidc>
#[must_use]
pub fn template_keys(issuer: &Issuer) -> Arc<[TemplateKey]> {
    static GITHUB: LazyLock<Arc<[TemplateKey]>> = LazyLock::new(|| keys_of(&Issuer::github()));
    if *issuer == Issuer::github() { Arc::clone(&GITHUB) } else { keys_of(issuer) }
}

fn keys_of(issuer: &Issuer) -> Arc<[TemplateKey]> {
    let claims = CLAIMS.iter().map(|claim| claim.name).filter(|name| !NOT_CHOSEN.contains(name));
    let others = claims.filter(|name| !READABLE.contains(name));
    READABLE.iter().copied().chain(others).filter_map(|name| TemplateKey::new(issuer, name)).collect()
}

/// The names that the key of a custom property can have.
#[must_use]
pub fn is_property_key() -> Language {
    let letters = CharSet::from_ranges(['a'..='z', 'A'..='Z', '0'..='9', '_'..='_']);
    Language::concat([Language::literal("repo_property_"), Language::class(letters).plus()])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_makes_a_segment() {
        for issuer in [Issuer::github(), Issuer::parse("https://ghes.example.com/_services/token")] {
            for key in template_keys(&issuer).iter() {
                assert!(!key.segments.is_empty(), "{}", key.name);
            }
        }
        let keys = template_keys(&Issuer::github());
        for name in ["repo", "context", "aud", "actor", "head_ref"] {
            assert!(keys.iter().any(|key| key.name == name), "{name}");
        }
    }
}
