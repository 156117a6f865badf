//! The segment that names the repository.

use std::fmt;

use crate::name::{NameProblem, check_owner, check_repository, is_name_char};

/// `OWNER/NAME`, or `OWNER@OWNER_ID/NAME@REPOSITORY_ID`.
///
/// Sources: <https://docs.github.com/en/actions/reference/security/oidc>,
/// <https://github.blog/changelog/2026-04-23-immutable-subject-claims-for-github-actions-oidc-tokens/>
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct RepositorySegment {
    owner: String,
    owner_id: Option<String>,
    name: String,
    repository_id: Option<String>,
}

/// Which ids a repository segment carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RepositoryForm {
    /// Names only.
    Classic,
    /// Names and both ids.
    Immutable,
    /// Only one of the two ids, as GitHub never issues it.
    OneId,
}

/// A segment in the form of the announcement's first draft, `OWNER-ID/NAME-ID`, which GitHub never issued.
///
/// Source: <https://github.blog/changelog/2026-04-23-immutable-subject-claims-for-github-actions-oidc-tokens/>
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct DraftIds<'a> {
    /// The owner without the number.
    pub owner: &'a str,
    /// The number after the owner.
    pub owner_id: &'a str,
    /// The repository without the number.
    pub name: &'a str,
    /// The number after the repository.
    pub repository_id: &'a str,
}

impl RepositorySegment {
    /// A segment of names only.
    ///
    /// # Errors
    /// The first problem of the owner's or the repository's name.
    pub fn classic(owner: &str, name: &str) -> Result<Self, NameProblem> {
        check_owner(owner)?;
        check_repository(name)?;
        Ok(Self { owner: owner.to_owned(), owner_id: None, name: name.to_owned(), repository_id: None })
    }

    /// A segment of names and ids.
    ///
    /// # Errors
    /// The first problem of the owner's or the repository's name.
    pub fn immutable(
        owner: &str,
        owner_id: u64,
        name: &str,
        repository_id: u64,
    ) -> Result<Self, NameProblem> {
        let classic = Self::classic(owner, name)?;
        Ok(Self {
            owner_id: Some(owner_id.to_string()),
            repository_id: Some(repository_id.to_string()),
            ..classic
        })
    }

    /// Reads what follows `repo:` up to the next `:`. None where it is not two names with or without ids.
    pub fn parse(text: &str) -> Option<Self> {
        let (owner, name) = text.split_once('/')?;
        let (owner, owner_id) = with_id(owner)?;
        let (name, repository_id) = with_id(name)?;
        Some(Self { owner, owner_id, name, repository_id })
    }

    /// The owner's name.
    pub fn owner(&self) -> &str {
        &self.owner
    }

    /// The digits of the owner's id.
    pub fn owner_id(&self) -> Option<&str> {
        self.owner_id.as_deref()
    }

    /// The repository's name without its owner.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The digits of the repository's id.
    pub fn repository_id(&self) -> Option<&str> {
        self.repository_id.as_deref()
    }

    /// Owner and name, as in the claim `repository`.
    pub fn full_name(&self) -> String {
        format!("{}/{}", self.owner, self.name)
    }

    /// Which ids it carries.
    pub fn form(&self) -> RepositoryForm {
        match (&self.owner_id, &self.repository_id) {
            (None, None) => RepositoryForm::Classic,
            (Some(_), Some(_)) => RepositoryForm::Immutable,
            _ => RepositoryForm::OneId,
        }
    }

    /// The ids of the draft form, where both names end in `-` and a number. In a token it is a repository
    /// whose names happen to look so; in a policy it is most likely the draft.
    pub fn draft_ids(&self) -> Option<DraftIds<'_>> {
        if self.form() != RepositoryForm::Classic {
            return None;
        }
        let (owner, owner_id) = with_draft_id(&self.owner)?;
        let (name, repository_id) = with_draft_id(&self.name)?;
        Some(DraftIds { owner, owner_id, name, repository_id })
    }
}

impl fmt::Display for RepositorySegment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.owner)?;
        if let Some(id) = &self.owner_id {
            write!(f, "@{id}")?;
        }
        write!(f, "/{}", self.name)?;
        if let Some(id) = &self.repository_id {
            write!(f, "@{id}")?;
        }
        Ok(())
    }
}

fn with_id(text: &str) -> Option<(String, Option<String>)> {
    let (name, id) = match text.split_once('@') {
        Some((name, id)) => (name, Some(id)),
        None => (text, None),
    };
    let well_formed = !name.is_empty() && name.chars().all(is_name_char) && id.is_none_or(is_digits);
    well_formed.then(|| (name.to_owned(), id.map(str::to_owned)))
}

fn with_draft_id(text: &str) -> Option<(&str, &str)> {
    text.rsplit_once('-').filter(|(name, id)| !name.is_empty() && is_digits(id))
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}
