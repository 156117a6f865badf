//! The subjects of templates that somebody chose.

use can_assume_regular::Language;

use super::languages::{LANGUAGES, without_colon};
use super::{Field, FieldKind, Party};
use crate::claims::CLAIMS;
use crate::issuer::{ImmutableSubjects, Issuer};
use crate::name::ColonEncoding;
use crate::template::SubjectTemplate;

/// How many keys a template may have here. GitHub sets no limit; every further key only makes a subject longer.
pub const MAX_TEMPLATE_KEYS: usize = 4;

/// Claims that are no keys of a template here, or that have a segment of their own.
const NOT_CHOSEN: &[&str] =
    &["iss", "sub", "aud", "exp", "iat", "nbf", "jti", "issuer_scope", "repo_property_*"];

/// Every subject that a template of up to [`MAX_TEMPLATE_KEYS`] keys can make for a repository of `party`.
///
/// It holds more words than there are subjects: a key may be repeated, and claims that belong together are not held together.
///
/// Source: <https://docs.github.com/en/actions/reference/security/oidc>
#[must_use]
pub fn chosen_subjects(issuer: &Issuer, party: &Party) -> Language {
    let segment = Language::union(segments(issuer, party).map(|(_, language)| language));
    let more =
        Language::concat([Language::literal(":"), segment.clone()]).repeat(0, Some(MAX_TEMPLATE_KEYS - 1));
    Language::concat([segment, more])
}

/// The keys, each with the segments it can make.
fn segments<'p>(issuer: &'p Issuer, party: &'p Party) -> impl Iterator<Item = (String, Language)> + 'p {
    let raw = issuer.colon_encoding() != Some(ColonEncoding::Encoded);
    let free = move || {
        if raw { Field::new(FieldKind::Workflow).loose } else { Language::class(without_colon()).plus() }
    };
    let labelled =
        |label: &str, value: Language| Language::concat([Language::literal(format!("{label}:")), value]);
    let literal = Language::literal;
    let classic =
        Language::concat([literal("repo:"), party.owner.clone(), literal("/"), party.repository.clone()]);
    let immutable = Language::concat([
        literal("repo:"),
        party.owner.clone(),
        literal("@"),
        party.owner_id.clone(),
        literal("/"),
        party.repository.clone(),
        literal("@"),
        party.repository_id.clone(),
    ]);
    let repository = match issuer.immutable_subjects() {
        ImmutableSubjects::Never => classic,
        ImmutableSubjects::Possible | ImmutableSubjects::NotStated => Language::union([classic, immutable]),
    };
    let name = Language::class(can_assume_regular::CharSet::from_ranges([
        'a'..='z',
        'A'..='Z',
        '0'..='9',
        '_'..='_',
    ]))
    .plus();
    let property = Language::concat([literal("repo_property_"), name, literal(":"), free()]);
    let named = CLAIMS.iter().map(|claim| claim.name).filter(|name| !NOT_CHOSEN.contains(name));
    let claims = named.map(move |name| {
        let value = match name {
            "repository" => {
                Language::concat([party.owner.clone(), Language::literal("/"), party.repository.clone()])
            }
            "repository_owner" => party.owner.clone(),
            "repository_owner_id" => party.owner_id.clone(),
            "repository_id" => party.repository_id.clone(),
            "ref" => LANGUAGES.any_ref.loose.optional(),
            "actor" => LANGUAGES.actor.loose.clone(),
            "actor_id" | "enterprise_id" => LANGUAGES.id.loose.clone(),
            "environment" | "workflow" | "workflow_ref" | "job_workflow_ref" => free(),
            other => Field::new(FieldKind::Claim(other.to_owned())).loose,
        };
        (name.to_owned(), labelled(name, value))
    });
    [
        ("repo".to_owned(), repository),
        ("context".to_owned(), literal("pull_request")),
        ("repo_property".to_owned(), property),
    ]
    .into_iter()
    .chain(claims)
}

/// The template of which `subject`, a word of [`chosen_subjects`], was made; `None` when it repeats a key or when its values may hold
/// colons, so that it does not say where they end.
#[must_use]
pub fn template_of(subject: &str) -> Option<SubjectTemplate> {
    let mut keys = Vec::new();
    let mut rest = subject.split(':');
    while let Some(label) = rest.next() {
        if label == "pull_request" {
            keys.push("context".to_owned());
        } else {
            rest.next()?;
            keys.push(label.to_owned());
        }
    }
    SubjectTemplate::new(keys).ok()
}

#[cfg(test)]
mod tests {
    use can_assume_regular::Budget;

    use super::*;

    #[test]
    fn subjects_of_templates_are_among_them_and_say_their_template() {
        let subjects = chosen_subjects(&Issuer::github(), &Party::everyone());
        let budget = Budget::default();
        for (subject, keys) in [
            (
                "repo:evil@666/x@777:workflow:z@123456/z@456789:ref:refs/heads/main",
                &["repo", "workflow", "ref"][..],
            ),
            (
                "repo:o/r:pull_request:workflow:w:repository_visibility:private",
                &["repo", "context", "workflow", "repository_visibility"],
            ),
            ("repo_property_workspace_id:ws-abc123", &["repo_property_workspace_id"]),
            (
                "environment:production%3Aeastus:repository_owner:octo-org",
                &["environment", "repository_owner"],
            ),
        ] {
            assert!(subjects.matches(subject, &budget).unwrap(), "{subject}");
            let template = template_of(subject).unwrap();
            assert_eq!(template.keys(), keys);
        }
        for subject in ["repo:o/r/x", "environment:a:b", "", "workflow:a:", "repo:o/r:environment:"] {
            assert!(!subjects.matches(subject, &budget).unwrap(), "{subject}");
        }
        assert_eq!(template_of("workflow:a:workflow:b"), None);
    }
}
