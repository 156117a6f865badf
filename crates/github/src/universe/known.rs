//! What the facts of a repository rule out.

use can_assume_regular::{CharSet, Constraint, Language, Recipe};

use super::{FieldKind, Shape};
use crate::facts::Facts;
use crate::template::{EffectiveTemplate, Immutability, SubjectTemplate};

/// What is known of one repository, as far as it narrows the universe.
#[derive(Debug, Clone, Default)]
pub struct Known {
    owner: Option<String>,
    owner_id: Option<String>,
    name: Option<String>,
    id: Option<String>,
    immutable: Option<bool>,
    template: Option<SubjectTemplate>,
    guarded: Vec<String>,
}

impl Known {
    /// Takes from `facts` what narrows the universe.
    #[must_use]
    pub fn new(facts: &Facts) -> Self {
        let repository = &facts.repository;
        Self {
            owner: repository.owner.clone(),
            owner_id: repository.owner_id.clone(),
            name: repository.name.clone(),
            id: repository.id.clone(),
            immutable: match facts.immutability() {
                Immutability::Classic(_) => Some(false),
                Immutability::Immutable(_) => Some(true),
                Immutability::Unknown { .. } => None,
            },
            template: match facts.effective_template() {
                EffectiveTemplate::Is { template, .. } => Some(template),
                EffectiveTemplate::Unknown(_) | EffectiveTemplate::Malformed(_) => None,
            },
            guarded: facts
                .environments
                .iter()
                .flatten()
                .filter(|environment| {
                    !environment.reviewers.is_empty() || environment.branch_policy.is_some()
                })
                .map(|environment| environment.name.clone())
                .collect(),
        }
    }

    /// The owner and the name of the repository, where both are known.
    #[must_use]
    pub fn repository(&self) -> Option<(&str, &str)> {
        self.owner.as_deref().zip(self.name.as_deref())
    }

    /// The template of the repository, where it is known and not GitHub's default.
    #[must_use]
    pub fn custom_template(&self) -> Option<&SubjectTemplate> {
        self.template.as_ref().filter(|template| !template.is_default())
    }

    /// Whether the form of the repository's subjects is known.
    #[must_use]
    pub fn says_form(&self) -> bool {
        self.immutable.is_some()
    }

    /// Whether the repository's template is known.
    #[must_use]
    pub fn says_template(&self) -> bool {
        self.template.is_some()
    }

    /// Whether reviewers or a branch policy guard the environment; GitHub compares its names without regard to case.
    #[must_use]
    pub fn guards(&self, environment: &str) -> bool {
        self.guarded.iter().any(|name| name.eq_ignore_ascii_case(environment))
    }

    /// What holds of every token of `shape`: names and ids that belong together do, names are written in GitHub's case, and the
    /// repository's subjects have the form and the template that it has.
    #[must_use]
    pub fn constraint(&self, shape: &Shape) -> Constraint {
        let is = |kind: &FieldKind, value: Option<&String>| {
            let field = shape.position(kind)?;
            Some(Constraint::In(Recipe::field(field), Language::literal(value?.as_str())))
        };
        let owner = is(&FieldKind::Owner, self.owner.as_ref());
        let owner_id = is(&FieldKind::OwnerId, self.owner_id.as_ref());
        let name = is(&FieldKind::Repository, self.name.as_ref());
        let id = is(&FieldKind::RepositoryId, self.id.as_ref());
        let same = |left: Constraint, right: Constraint| {
            left.clone().and(right.clone()).or(left.negated().and(right.negated()))
        };
        let mut all = Vec::new();
        if let (Some(owner), Some(owner_id)) = (&owner, &owner_id) {
            all.push(same(owner.clone(), owner_id.clone()));
        }
        all.extend(self.in_one_case(shape));
        if let (Some(owner), Some(name)) = (owner, name) {
            let repository = Constraint::All(vec![owner, name]);
            if let Some(id) = id {
                all.push(same(repository.clone(), id));
            }
            if let Some(form) = shape.form() {
                let of_repository = form.template.keys().iter().any(|key| key == "repo");
                let other_form = of_repository && self.immutable.is_some_and(|known| known != form.immutable);
                let other_template = self.template.as_ref().is_some_and(|known| *known != form.template);
                if other_form || other_template {
                    all.push(repository.negated());
                }
            }
        }
        Constraint::All(all)
    }

    /// That no token of `shape` writes the owner, or its repository, in another case: GitHub writes a name in one.
    fn in_one_case(&self, shape: &Shape) -> Vec<Constraint> {
        let other_case = |kind: &FieldKind, value: Option<&String>| {
            let (field, value) = (shape.position(kind)?, value?);
            let others = any_case(value).difference(&Language::literal(value.as_str()));
            Some(Constraint::field(field, others))
        };
        let is_owner = || {
            let owner = Language::literal(self.owner.as_ref()?.as_str());
            Some(Constraint::field(shape.position(&FieldKind::Owner)?, owner))
        };
        let owner = other_case(&FieldKind::Owner, self.owner.as_ref());
        let name = other_case(&FieldKind::Repository, self.name.as_ref());
        let name = name.zip(is_owner()).map(|(name, owner)| Constraint::All(vec![owner, name]));
        owner.into_iter().chain(name).map(Constraint::negated).collect()
    }
}

/// The texts that differ from `word` in the case of ASCII letters at most.
fn any_case(word: &str) -> Language {
    Language::concat(word.chars().map(|c| {
        let both = [c.to_ascii_lowercase(), c.to_ascii_uppercase()];
        Language::class(both.into_iter().collect::<CharSet>())
    }))
}
