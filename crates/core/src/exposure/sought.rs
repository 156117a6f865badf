//! Whose tokens are looked for, and of which of their jobs.

use can_assume_github::universe::{FieldKind, Party, Shape, ShapeForm};
use can_assume_regular::{Budget, Constraint, Form, Language, Piece};

use super::parties::{Group, NamedRepository};

/// Tokens of a party, as far as they are looked for.
#[derive(Debug, Clone)]
pub(super) struct Sought {
    party: Party,
    /// What other fields have to be.
    jobs: Vec<(FieldKind, Language)>,
    /// What the subject has to be.
    subject: Option<Language>,
    /// Whether subjects with the repository in them carry its ids, where one kind only is looked for.
    with_ids: Option<bool>,
}

impl Sought {
    /// All tokens of the party.
    pub(super) fn all_of(party: &Party) -> Self {
        Self { party: party.clone(), jobs: Vec::new(), subject: None, with_ids: None }
    }

    /// Those of them whose field, where they have it, is in `language`.
    pub(super) fn only(mut self, kind: FieldKind, language: Language) -> Self {
        let both = |known: &Language| match language.form() {
            // A word says all by itself, and is cheaper to ask about.
            Form::Literal(word) if known.matches(word, &Budget::default()) == Ok(true) => language.clone(),
            _ => Language::intersection([known.clone(), language.clone()]),
        };
        match kind {
            FieldKind::Owner => self.party.owner = both(&self.party.owner),
            FieldKind::OwnerId => self.party.owner_id = both(&self.party.owner_id),
            FieldKind::Repository => self.party.repository = both(&self.party.repository),
            FieldKind::RepositoryId => self.party.repository_id = both(&self.party.repository_id),
            _ => self.jobs.push((kind, language)),
        }
        self
    }

    /// Those of them that have the group's name as somebody wrote it.
    pub(super) fn under_the_written_name(self, group: &Group) -> Self {
        let is = |name: &String| Language::literal(name.as_str());
        match (&group.owner, &group.repository) {
            (Some(owner), _) => self.only(FieldKind::Owner, is(owner)),
            (None, Some(NamedRepository::Name(owner, name))) => {
                self.only(FieldKind::Owner, is(owner)).only(FieldKind::Repository, is(name))
            }
            (None, Some(NamedRepository::Id(_)) | None) => self,
        }
    }

    /// Those of them whose subject is in `language`, if one is given.
    pub(super) fn with_subject(mut self, language: Option<&Language>) -> Self {
        self.subject = language.cloned();
        self
    }

    /// Those of them whose subject, if the repository is in it, carries its ids or does not.
    pub(super) fn with_ids(mut self, ids: bool) -> Self {
        self.with_ids = Some(ids);
        self
    }

    /// What a field has to be; `None` for one of which nothing is said.
    pub(super) fn language(&self, kind: &FieldKind) -> Option<&Language> {
        let of_job = || self.jobs.iter().find(|(of, _)| of == kind).map(|(_, language)| language);
        self.party.language(kind).or_else(of_job)
    }

    /// Whether tokens of this form are looked for, or segments of it may be part of their subjects.
    pub(super) fn has_form(&self, form: &ShapeForm) -> bool {
        let of_repository = form.template.keys().iter().any(|key| key == "repo");
        self.with_ids.is_none_or(|ids| !of_repository || form.immutable == ids)
    }

    /// Every subject that tokens of `shape` have, and maybe more.
    pub(super) fn subjects_of(&self, shape: &Shape) -> Language {
        let of_field = |position: &usize| {
            let field = shape.fields().get(*position);
            let sought = field.and_then(|field| self.language(&field.kind));
            sought.or(field.map(|field| &field.loose)).cloned().unwrap_or_else(Language::any)
        };
        let of_piece = |piece: &Piece| match piece {
            Piece::Literal(text) => Language::literal(text.as_str()),
            Piece::Field(field) => of_field(field),
            Piece::Encoded(field, substitution) => of_field(field).image(substitution),
        };
        shape
            .claim("sub")
            .map_or_else(Language::any, |subject| Language::concat(subject.pieces().iter().map(of_piece)))
    }

    /// What the tokens of `shape` have to satisfy.
    pub(super) fn within(&self, shape: &Shape) -> Constraint {
        let everyone = Party::everyone();
        let fields = shape.fields().iter().enumerate().filter_map(|(position, field)| {
            let language = self.language(&field.kind)?;
            // What everyone may be called is said by the field itself.
            (everyone.language(&field.kind) != Some(language))
                .then(|| Constraint::field(position, language.clone()))
        });
        let subject = self.subject.as_ref().zip(shape.claim("sub"));
        let subject = subject.map(|(language, recipe)| Constraint::In(recipe.clone(), language.clone()));
        Constraint::All(fields.chain(subject).collect())
    }
}
