//! What a policy says of a repository in words that GitHub's default template makes, and what in words that only another makes.

use std::collections::HashSet;
use std::rc::Rc;

use can_assume_github::universe::{FieldKind, Shape};
use can_assume_iam::pattern::pattern;
use can_assume_iam::policy::{Effect, OperatorFamily, OperatorKind};
use can_assume_regular::{CharSet, Language};

use super::asked::Asked;
use super::parties::{Group, NamedRepository};
use super::parts;
use super::reading::short;
use super::row::Row;
use super::split::split;
use super::text::{Text, written};
use super::values::Values;

/// The repositories that the rows of the default template let in by name or id.
pub(super) struct Spoken<'r> {
    names: HashSet<(String, String)>,
    ids: HashSet<&'r str>,
}

impl<'r> Spoken<'r> {
    pub(super) fn of(rows: &'r [Row<'_>]) -> Self {
        let mut spoken = Self { names: HashSet::new(), ids: HashSet::new() };
        for row in rows {
            let owners = row.named(&FieldKind::Owner).unwrap_or_default();
            match row.named(&FieldKind::RepositoryId) {
                Some(ids) => spoken.ids.extend(ids),
                None => {
                    for name in row.named(&FieldKind::Repository).unwrap_or_default() {
                        let lower = |owner: &&str| (owner.to_ascii_lowercase(), name.to_ascii_lowercase());
                        spoken.names.extend(owners.iter().map(lower));
                    }
                }
            }
        }
        spoken
    }

    /// The group without the repositories that are let in by their ids: those have the default template, by whatever name they are meant.
    pub(super) fn left_of(&self, mut group: Group) -> Group {
        if matches!(group.repository, Some(NamedRepository::Name(..))) && !self.ids.is_empty() {
            let ids = Language::union(self.ids.iter().map(|id| Language::literal(*id)));
            group.party.repository_id = group.party.repository_id.difference(&ids);
        }
        group
    }

    pub(super) fn has(&self, repository: &NamedRepository) -> bool {
        match repository {
            NamedRepository::Id(id) => self.ids.contains(id.as_str()),
            NamedRepository::Name(owner, name) => {
                self.names.contains(&(owner.to_ascii_lowercase(), name.to_ascii_lowercase()))
            }
        }
    }
}

/// The subjects that Allow statements wait for and none of the shapes has; `None` where there are none.
///
/// Who writes such a value has another template in mind, also for a repository that the policy lets in with the default one.
pub(super) fn other_subjects(asked: &Asked<'_>, shapes: &[Shape], values: &Values) -> Option<Language> {
    let made = |text: &Text| {
        shapes.iter().any(|shape| {
            let letters = |field: usize, encoded: bool| {
                let letters = shape.fields().get(field).and_then(|field| values.letters(field, encoded).ok());
                letters.unwrap_or_else(|| Rc::new(CharSet::all()))
            };
            let subject = shape.claim("sub");
            subject.is_none_or(|subject| split(subject, text, &letters).is_none_or(|ways| !ways.is_empty()))
        })
    };
    let others: Vec<Text> = subjects(asked).into_iter().filter(|text| !made(text)).collect();
    (!others.is_empty()).then(|| Language::union(others.iter().map(Text::language)))
}

/// The values that Allow statements compare `sub` with, a variable counting as any text.
fn subjects(asked: &Asked<'_>) -> Vec<Text> {
    let document = &asked.allowed_by.policy.document;
    let version = document.effective_version();
    let allows = document.statements.iter().filter(|statement| statement.effect.value == Effect::Allow);
    let mut found = Vec::new();
    for condition in allows.flat_map(|statement| &statement.conditions) {
        let kind = condition.operator.value.kind;
        let is_subject = short(&condition.key.value).eq_ignore_ascii_case("sub");
        if !is_subject || kind.family() != OperatorFamily::String || kind.is_negated() {
            continue;
        }
        found.extend(condition.values.iter().map(|value| {
            if kind == OperatorKind::StringEqualsIgnoreCase && value.value.is_ascii() {
                return Text::AnyCase(value.value.clone());
            }
            match parts::literal(&pattern(&value.value, kind, version)) {
                Some(word) => Text::Is(word.to_owned()),
                None => {
                    Text::Like(written(&parts::elements(&pattern(&value.value, kind, version)).collect()))
                }
            }
        }));
    }
    found
}

/// The workflow files that the policy names, as patterns of all workflows of their repositories.
pub(super) fn named_workflows(asked: &Asked<'_>) -> Vec<String> {
    let mut found = Vec::new();
    for condition in asked.conditions() {
        for value in &condition.values {
            for part in value.value.split(':') {
                let mut names = part.splitn(3, '/');
                if let (Some(owner), Some(name), Some(rest)) = (names.next(), names.next(), names.next())
                    && rest.starts_with(".github/workflows/")
                    && !owner.contains(['*', '?'])
                    && !name.contains(['*', '?'])
                {
                    let pattern = format!("{owner}/{name}/*");
                    if !found.contains(&pattern) {
                        found.push(pattern);
                    }
                }
            }
        }
    }
    found
}
