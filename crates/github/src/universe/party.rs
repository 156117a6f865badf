//! Whose tokens are looked at.

use can_assume_regular::Language;

use super::{Field, FieldKind};

/// A set of repositories, as one language for each of the names and ids of owner and repository.
#[derive(Debug, Clone)]
pub struct Party {
    /// The owners' names.
    pub owner: Language,
    /// The owners' ids.
    pub owner_id: Language,
    /// The repositories' names.
    pub repository: Language,
    /// The repositories' ids.
    pub repository_id: Language,
}

impl Party {
    /// Every repository there is.
    #[must_use]
    pub fn everyone() -> Self {
        let of = |kind| Field::new(kind).loose;
        Self {
            owner: of(FieldKind::Owner),
            owner_id: of(FieldKind::OwnerId),
            repository: of(FieldKind::Repository),
            repository_id: of(FieldKind::RepositoryId),
        }
    }

    /// The language that the party allows for a field; `None` for a field it says nothing of.
    #[must_use]
    pub fn language(&self, kind: &FieldKind) -> Option<&Language> {
        match kind {
            FieldKind::Owner => Some(&self.owner),
            FieldKind::OwnerId => Some(&self.owner_id),
            FieldKind::Repository => Some(&self.repository),
            FieldKind::RepositoryId => Some(&self.repository_id),
            _ => None,
        }
    }
}
